//! Opens the desktop window.
fn main() {}
