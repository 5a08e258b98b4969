//! Opens the desktop window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tracing_subscriber::EnvFilter;

/// Small pieces by the million: faster than the system's, and fewer pages are asked for.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
