//! How much one command may bring.

use crate::problem;
use crate::room::Room;
use crate::seats::MOST_PEOPLE;
use canvas::command::{Command, Step};
use canvas::grapheme;
use workshop::view::Problem;

/// Graphemes of a text.
const LONGEST_TEXT: usize = 10_000;
/// Bytes of a name that something has for ever and nobody reads.
const LONGEST_ID: usize = 200;
/// People whose voice something is.
const MOST_VOICES: usize = 1000;

/// Whether a command brings more than a canvas takes at once.
///
/// # Errors
/// What is too much.
pub fn holds(room: &Room, step: &Step) -> Result<(), Problem> {
    let voices = &step.voices.0;
    let long = texts(&step.command).into_iter().any(is_long)
        || ids(&step.command)
            .into_iter()
            .any(|id| id.len() > LONGEST_ID)
        || voices.len() > MOST_VOICES;
    if long {
        return Err(problem::too_long(LONGEST_TEXT));
    }
    if matches!(step.command, Command::Person { .. }) && room.is_full() {
        return Err(problem::full(MOST_PEOPLE));
    }
    Ok(())
}

fn is_long(text: &str) -> bool {
    // A grapheme has one byte at least.
    text.len() > LONGEST_TEXT && grapheme::cut(text).len() > LONGEST_TEXT
}

/// What people read of a command.
fn texts(command: &Command) -> Vec<&str> {
    match command {
        Command::Add { text, .. }
        | Command::SetText { text, .. }
        | Command::Promise { text, .. }
        | Command::Comment { text, .. }
        | Command::Rename { text, .. } => vec![text],
        Command::Edit { insert, .. } => vec![insert],
        Command::State { reason, .. } => reason.iter().map(String::as_str).collect(),
        Command::Reassign { reason, .. } => vec![reason],
        Command::Group { name, .. } => name.iter().map(String::as_str).collect(),
        Command::Person { name, .. }
        | Command::ChangePerson { name, .. }
        | Command::AddStage { name, .. }
        | Command::AddLane { name, .. }
        | Command::Attach { name, .. } => vec![name],
        _ => Vec::new(),
    }
}

/// What a command makes, by the name that it gives it.
fn ids(command: &Command) -> Vec<&str> {
    match command {
        Command::Add {
            card, kind, claim, ..
        } => [Some(card), kind.as_ref(), claim.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        Command::Copy { copy, .. } => vec![copy],
        Command::Split { rest, .. } => vec![rest],
        Command::Group { group, .. } => vec![group],
        Command::Person { id, .. } => vec![id],
        Command::AddStage { stage, .. } => vec![stage],
        Command::AddLane { lane, .. } => vec![lane],
        Command::OpenRound { round, .. } => vec![round],
        _ => Vec::new(),
    }
}
