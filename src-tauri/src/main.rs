//! Opens the desktop window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tracing_subscriber::EnvFilter;

fn main() {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .init();
    if let Err(error) = atelier_desktop::run() {
        eprintln!("Atelier could not start: {error}");
        std::process::exit(1);
    }
}
