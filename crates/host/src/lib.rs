//! A machine that hosts workshops for windows and browsers.
pub mod protocol;
