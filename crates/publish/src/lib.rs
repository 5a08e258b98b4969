//! Summaries and exports of a canvas.
//!
//! A workshop ends in a page that a board of directors can read, print and check. Three steps lead
//! there, each knowing only the one before:
//!
//! 1. [`summary::Summary`], the report model: what stands, who took part, whose the result is. It
//!    holds figures and references, no sentences, and it refuses figures that do not add up.
//! 2. `document`: what the summary says, as headings, paragraphs and tables, in the words of
//!    `assets/locales`. Every rendering says the same, because what is said is decided here.
//!    Pictures come from `drawing`, the drawing model: shapes whose inks have a meaning and no
//!    colour yet.
//! 3. A rendering gives it a form: [`html()`] is one page that needs nothing from anywhere,
//!    [`markdown()`] is plain text.
//!
//! What people wrote is text, never markup: each rendering escapes at its edge, and nowhere else.
//! Nothing here reads a file or a clock.

mod document;
mod drawing;
mod figure;
mod html;
mod markdown;
mod plain;
pub mod summary;
mod words;

pub use figure::Figure;
pub use html::html;
pub use markdown::markdown;
