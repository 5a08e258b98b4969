//! The whole log, parsed entries, to canvas and shares.

use crate::measure::{Contender, race};
use crate::table::{Table, count, millis};
use canvas::canvas::Canvas;
use canvas::entry::Entry;
use ownership::Ownership;
use ownership::report::{Report, Scope};
use std::cell::RefCell;
use std::hint::black_box;
use workshop::Workshop;

/// The canvas that a log makes, and everybody's share of it.
pub fn whole(log: Vec<Entry>) -> (Canvas, Report) {
    let mut canvas = Canvas::new();
    for entry in log {
        canvas.apply(entry, None).expect("it was applied before");
    }
    let report = Ownership::of(&canvas, Scope::Board).report(&canvas);
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
    // Copying the log before and freeing the canvas after are no part of it.
    let (given, made) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let mut off = Contender::new("matcher off", || {
        let log = given.borrow_mut().pop().expect("a log");
        made.borrow_mut().push(black_box(whole(log)));
    });
    for _ in 0..runs {
        given.borrow_mut().push(log.to_vec());
        race(std::slice::from_mut(&mut off), 1);
        made.borrow_mut().clear();
    }
    let mut table = Table::new(&["", "time", "entries a second"]);
    for contender in [off] {
        let time = contender.median();
        let rate = log.len() as f64 / time.as_secs_f64();
        table.row(&[contender.name, &millis(time), &count(rate as usize)]);
    }
    table.print();
}
