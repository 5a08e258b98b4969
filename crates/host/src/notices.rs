//! What whoever opens a canvas is told about it.

use crate::problem::{of_file, problem};
use canvas::file::FileError;
use std::path::Path;
use workshop::view::Problem;

fn reason(error: &FileError) -> String {
    let says = of_file(error).says;
    let says = says.trim_end_matches(" What can be read of it can be recovered.");
    says.trim_end_matches(" What was done before it can be recovered.")
        .to_owned()
}

pub fn recovered_from(error: &FileError, entries: u32, aside: Option<&Path>) -> Problem {
    let kept = aside.map_or_else(String::new, |aside| {
        format!(
            " The broken file was not changed; a copy is {}.",
            aside.display()
        )
    });
    problem(
        error.code(),
        format!(
            "{} {} could be read and stand here.{kept}",
            reason(error),
            changes(entries)
        ),
        "Look whether something is missing, then save.",
    )
}

pub fn from_backup(error: &FileError, aside: &Path) -> Problem {
    problem(
        error.code(),
        format!(
            "{} What stands here is the version before its last save. \
             The broken file was not changed; a copy is {}.",
            reason(error),
            aside.display()
        ),
        "Look whether something is missing, then save.",
    )
}

pub fn damaged_journal(why: &str, entries: u32) -> Problem {
    problem(
        "damaged-journal",
        format!(
            "Of what a stopped app left, {} could be read; after that, {why}. \
             Nothing was removed, and the file is as it was.",
            changes(entries)
        ),
        "What could be read stands here: save it under another name.",
    )
}

pub fn recovered(entries: u32) -> Problem {
    problem(
        "recovered",
        format!(
            "Atelier was stopped before it could save. {} were recovered.",
            changes(entries)
        ),
        "Nothing is lost; they are saved with the next save.",
    )
}

fn changes(entries: u32) -> String {
    match entries {
        1 => "1 change".to_owned(),
        entries => format!("{entries} changes"),
    }
}

/// A file whose readable part says something else than its log.
pub fn differing(differences: &[String]) -> Vec<Problem> {
    if differences.is_empty() {
        return Vec::new();
    }
    vec![problem(
        "differences",
        format!(
            "The file was changed outside Atelier. What stands here follows its log. {}.",
            differences.join(". ")
        ),
        "With the next save the file says what stands here; the version before is kept.",
    )]
}
