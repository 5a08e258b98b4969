//! Plain typing into one text, for us and for two CRDT libraries: each author a document of their
//! own there, which takes up what the others did just before the keystroke that had seen it.

pub mod in_automerge;
pub mod in_loro;

use serde_json::Value;

/// One edit of a text by one of several authors.
#[derive(Clone, Debug, PartialEq)]
pub struct Keystroke {
    pub by: usize,
    pub at: usize,
    pub delete: usize,
    pub insert: String,
    /// How many keystrokes from the beginning its author had seen, beside all their own.
    pub base: usize,
}

impl Keystroke {
    /// The edits of a scenario of `a0`, `a1`, …, whose first step makes the card.
    pub fn all(steps: &[Value]) -> Vec<Self> {
        let number = |step: &Value, key: &str| step[key].as_u64().expect("a number") as usize;
        let keystrokes = steps.iter().skip(1);
        keystrokes
            .map(|step| Keystroke {
                by: step["by"]
                    .as_str()
                    .and_then(|by| by[1..].parse().ok())
                    .expect("an author"),
                at: number(step, "at"),
                delete: number(step, "delete"),
                insert: step["insert"].as_str().expect("a text").to_owned(),
                base: number(step, "base") - 1,
            })
            .collect()
    }
}

/// How many authors there are.
pub fn authors(trace: &[Keystroke]) -> usize {
    trace.iter().map(|key| key.by + 1).max().unwrap_or(1)
}
