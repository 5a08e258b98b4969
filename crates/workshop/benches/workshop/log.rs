//! The whole log, parsed entries, to canvas and shares.

use crate::measure::Times;
use crate::table::{Table, count};
use canvas::canvas::Canvas;
use canvas::entry::Entry;
use ownership::report::{Report, Scope};
use ownership::{Ownership, Reading};
use std::hint::black_box;
use std::time::Instant;
use workshop::Workshop;

/// The canvas that a log makes, and everybody's share of it, with typed-again text found or not.
pub fn whole(log: Vec<Entry>, matching: bool) -> (Canvas, Report) {
    let mut canvas = Canvas::new();
    canvas.expect(log.len());
    let mut reading = Reading::default();
    if matching {
        reading = Reading::new();
        canvas.watch();
    }
    for entry in log {
        let number = canvas.apply(entry, None).expect("it was applied before");
        if matching {
            let changes = canvas.take_changes();
            reading.follow(&canvas, number, &changes);
        }
    }
    let report = Ownership::read(&canvas, reading, Scope::Board).report(&canvas);
    (canvas, report)
}

pub fn run(workshop: &Workshop, runs: usize) {
    let log = workshop.canvas().log();
    println!(
        "\nThe whole log to canvas and shares: {} entries, {} people, {} cards; median of {runs} runs.",
        count(log.len()),
        workshop.canvas().people().len(),
        count(workshop.canvas().cards().len())
    );
    let mut table = Table::new(&["", "time", "entries a second"]);
    for (name, matching) in [("matcher off", false), ("matcher on", true)] {
        let times = (0..runs).map(|_| {
            // Copying the log before and freeing the canvas after are no part of it.
            let log = log.to_vec();
            let began = Instant::now();
            let made = black_box(whole(log, matching));
            let time = began.elapsed();
            drop(made);
            time
        });
        let time = Times::of(times).at(0.5);
        let rate = log.len() as f64 / (time / 1e6);
        table.row(&[
            name,
            &format!("{:.1} ms", time / 1e3),
            &count(rate as usize),
        ]);
    }
    table.print();
}
