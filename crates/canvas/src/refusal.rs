//! Why something was not done.

use std::fmt;

/// A step that cannot be done: a code for programs, what is wrong, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    pub says: String,
    pub way_out: String,
}

impl Refusal {
    pub fn new(code: &'static str, says: impl Into<String>, way_out: impl Into<String>) -> Self {
        Refusal {
            code,
            says: says.into(),
            way_out: way_out.into(),
        }
    }

    /// What only facilitators do.
    pub fn not_leading() -> Self {
        Refusal::new(
            "facilitators-only",
            "Only a facilitator leads the workshop.",
            "Ask a facilitator.",
        )
    }

    pub(crate) fn unknown(what: &str, name: &str) -> Self {
        Refusal::new(
            "unknown-name",
            format!("There is no {what} “{name}”."),
            format!("Name a {what} that was made before."),
        )
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} [{}]", self.says, self.way_out, self.code)
    }
}

impl std::error::Error for Refusal {}

/// An entry that no canvas could have: the log it came from is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("log entry {entry} is damaged: {why}")]
pub struct Damage {
    /// Counted from 1.
    pub entry: u32,
    pub why: &'static str,
}
