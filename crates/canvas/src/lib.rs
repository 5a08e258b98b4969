//! The log of a canvas and everything that follows from it.
pub mod board;
pub mod command;
pub mod experience;
pub mod people;
