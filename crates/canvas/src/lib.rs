//! The log of a canvas and everything that follows from it.
//!
//! A canvas *is* its log: the ordered list of everything everybody did. [`door`] turns what
//! somebody wants to do, in positions of the text they saw, into an [`entry`] in identities;
//! [`canvas`] applies entries; [`board`] is what stands there in the end. Nothing here does IO,
//! reads a clock or draws a random number.

pub mod agenda;
pub mod board;
pub mod canvas;
pub mod chain;
pub mod command;
pub mod door;
pub mod entry;
pub mod experience;
pub mod feelings;
pub mod file;
pub mod gallery;
pub mod grapheme;
pub mod history;
pub mod letters;
pub mod notation;
pub mod people;
pub mod picture;
pub mod rank;
pub mod refusal;
pub mod rounds;
pub mod seen;
