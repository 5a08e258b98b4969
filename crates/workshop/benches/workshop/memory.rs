//! How much memory things take, each in a process of its own.

use crate::measure;
use crate::room::{BIG, Room};
use crate::table::count;
use std::time::Instant;
use workshop::Workshop;

/// The parts by name; a trace's are `ours 0`, `Loro 0`, … by its number.
pub fn run() {
    let room = Room::filled(BIG);
    let canvas = room.workshop.canvas();
    let began = Instant::now();
    let saved = room.workshop.to_bytes();
    println!(
        "\nA file of {} cards and {} entries: {:.1} MB, written in {:.0?}.",
        count(canvas.cards().len()),
        count(canvas.next() as usize),
        saved.len() as f64 / 1e6,
        began.elapsed()
    );
    let path = std::env::temp_dir().join(format!("atelier-bench-{}.atelier", std::process::id()));
    std::fs::write(&path, saved).expect("written");
    run_alone(&format!("open {}", path.display()));
    let _ = std::fs::remove_file(path);
}

/// Runs a part in a process of its own, which prints for itself.
fn run_alone(part: &str) {
    let exe = std::env::current_exe().expect("this program");
    let _ = std::process::Command::new(exe)
        .env("ATELIER_BENCH_ALONE", part)
        .status();
}

/// That process.
pub fn alone(part: &str) {
    match part.split_once(' ') {
        Some(("open", path)) => open(path),
        _ => unreachable!("no such part: {part}"),
    }
}

fn open(path: &str) {
    let began = Instant::now();
    let bytes = std::fs::read(path).expect("read");
    let mut opened = Workshop::open(&bytes, [0; 32]).expect("opened");
    drop(bytes);
    let snapshot = opened.workshop.snapshot(1);
    println!(
        "Opened to the first snapshot of {} cards in {:.0?}, {} differences; {} at most.",
        count(snapshot.board.cards.len()),
        began.elapsed(),
        opened.differences.len(),
        peak()
    );
}

fn peak() -> String {
    measure::peak().map_or("memory is not told here".to_owned(), |mb| {
        format!("{mb:.0} MB")
    })
}
