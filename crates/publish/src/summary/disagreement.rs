//! Why no summary can be made.

use crate::figure::Figure;
use thiserror::Error;

/// Figures that cannot be true together.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Disagreement {
    /// A number is not one.
    #[error("{what} should be a number and is “{text}”")]
    NotANumber { what: String, text: String },
    /// Parts that do not make their whole.
    #[error("the parts of {what} add up to {parts}, not to {whole}")]
    Sum {
        what: String,
        parts: String,
        whole: String,
    },
}

impl Disagreement {
    /// A name that stays the same in all languages.
    pub fn code(&self) -> &'static str {
        match self {
            Disagreement::NotANumber { .. } => "summary-not-a-number",
            Disagreement::Sum { .. } => "summary-sums-disagree",
        }
    }

    /// What whoever reads it can do.
    pub fn way_out(&self) -> &'static str {
        "Nothing was written. Check the canvas with “atelier verify”; \
         if it finds nothing, the program has a bug: please report it with this sentence."
    }
}

pub(super) fn figure(what: impl FnOnce() -> String, text: &str) -> Result<Figure, Disagreement> {
    Figure::parse(text).ok_or_else(|| Disagreement::NotANumber {
        what: what(),
        text: text.to_owned(),
    })
}

pub(super) fn check_sum<'a>(
    what: impl FnOnce() -> String,
    parts: impl IntoIterator<Item = &'a Figure>,
    whole: &Figure,
) -> Result<(), Disagreement> {
    let parts: Figure = parts.into_iter().sum();
    if parts == *whole {
        return Ok(());
    }
    Err(Disagreement::Sum {
        what: what(),
        parts: parts.to_string(),
        whole: whole.to_string(),
    })
}
