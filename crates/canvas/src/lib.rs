//! The log of a canvas and everything that follows from it.
