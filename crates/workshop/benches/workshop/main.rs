//! The core's numbers that decide (`DESIGN.md`, section 6, rows 1 to 4), as tables.
//!
//! `cargo bench -p workshop` prints all, `cargo bench -p workshop -- typing curve` some of them:
//! `typing`, `log`, `commands`, `curve`, `memory`.

#[path = "../../tests/workshop/trace/peers/mod.rs"]
mod peers;

mod commands;
mod curve;
mod log;
mod measure;
mod memory;
mod room;
mod table;
mod typing;

use measure::Load;
use room::{BIG, Room};

/// As in the programs.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if let Some(part) = std::env::var_os("ATELIER_BENCH_ALONE") {
        return memory::alone(&part.to_string_lossy());
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == part);
    let load = Load::begin();
    if wants("typing") {
        typing::run(5);
    }
    if wants("log") || wants("commands") {
        let mut room = Room::filled(BIG);
        if wants("log") {
            log::run(&room.workshop, 11);
        }
        if wants("commands") {
            commands::run(&mut room);
        }
    }
    if wants("curve") {
        curve::run();
    }
    if wants("memory") {
        memory::run();
    }
    println!("\n{}", load.told());
}
