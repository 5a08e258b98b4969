//! How much of the result is whose.
pub mod report;
