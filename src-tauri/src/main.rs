//! Opens the desktop window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    if let Err(error) = atelier_desktop::run() {
        eprintln!("Atelier could not start: {error}");
        std::process::exit(1);
    }
}
