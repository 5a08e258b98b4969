//! A machine that hosts workshops for windows and browsers.
