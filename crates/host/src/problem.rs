//! What goes wrong here, each with a code, a sentence and a way out.

use canvas::file::FileError;
use canvas::refusal::Refusal;
use workshop::scenario::Stopped;
use workshop::view::Problem;

/// A problem of this crate's own.
pub(crate) fn problem(code: &str, says: impl Into<String>, way_out: impl Into<String>) -> Problem {
    Problem {
        code: code.to_owned(),
        says: says.into(),
        way_out: way_out.into(),
    }
}

/// What the disk says.
pub fn of_store(error: &store::Error) -> Problem {
    problem(error.code(), error.to_string(), error.way_out())
}

/// Why a command was not done.
pub fn of_refusal(refusal: Refusal) -> Problem {
    problem(refusal.code, refusal.says, refusal.way_out)
}

/// Why a scenario was not played.
pub fn of_scenario(stopped: Stopped) -> Problem {
    let says = match stopped.step {
        Some(step) => format!("Step {step}: {}", stopped.refusal.says),
        None => stopped.refusal.says,
    };
    problem(stopped.refusal.code, says, stopped.refusal.way_out)
}

/// Why a file is no canvas.
pub fn of_file(error: &FileError) -> Problem {
    let (says, way_out) = match error {
        FileError::Foreign => (
            error.to_string(),
            "Choose a file that Atelier has saved; its name ends in .atelier.".to_owned(),
        ),
        FileError::Newer(version) => (
            format!(
                "The file was written by a newer version of Atelier (format {version}). \
                 It was not changed."
            ),
            "Update Atelier to open it.".to_owned(),
        ),
        FileError::Broken(_)
        | FileError::Damaged(_)
        | FileError::Changed(_)
        | FileError::Picture(_) => (
            capitalised(&error.to_string()),
            "Open it in Atelier to recover what can be read.".to_owned(),
        ),
    };
    problem(error.code(), says, way_out)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

pub(crate) fn no_canvas() -> Problem {
    problem(
        "no-canvas",
        "No canvas is open.",
        "Open one, or begin a new one.",
    )
}

pub(crate) fn needs_a_path() -> Problem {
    problem(
        "needs-a-path",
        "It is not said where the file is to be.",
        "Name a file, or download a copy.",
    )
}

pub(crate) fn unsaved() -> Problem {
    problem(
        "unsaved",
        "This canvas has not been saved in a file yet.",
        "Save it, or close it without saving.",
    )
}

pub(crate) fn not_yours() -> Problem {
    problem(
        "not-yours",
        "Only the facilitator opens, saves and closes canvases.",
        "Ask the facilitator.",
    )
}

pub(crate) fn unknown_person(id: &str) -> Problem {
    problem(
        "unknown-name",
        format!("There is no person “{id}”."),
        "Name somebody who is at the table.",
    )
}

pub(crate) fn no_picture() -> Problem {
    problem(
        "no-picture",
        "This picture is not here any more.",
        "Ask whoever brought it to bring it again.",
    )
}

pub(crate) fn ended() -> Problem {
    problem(
        "host-gone",
        "The host has ended.",
        "Start it again; everything acknowledged is on disk.",
    )
}

pub(crate) fn asked_again() -> Problem {
    problem(
        "asked-again",
        "A later question took the place of this one.",
        "Wait for the answer to the later one.",
    )
}

pub(crate) fn no_answer() -> Problem {
    problem(
        "bug",
        "Atelier made a mistake and cannot answer this. Nothing was changed.",
        "Go on; ask for something smaller, or save and open the canvas again.",
    )
}

pub(crate) fn bug() -> Problem {
    problem(
        "bug",
        "Atelier made a mistake and has opened the canvas again from the disk. \
         Everything acknowledged is there.",
        "Go on; what you did last may have to be done again.",
    )
}
