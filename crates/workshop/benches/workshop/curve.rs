//! What a command costs on canvases of different sizes: it must be the same on all.

use crate::commands::Screens;
use crate::measure::Times;
use crate::room::{Room, Size};
use crate::table::{Table, count};
use canvas::command::Step;
use std::time::Duration;

const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];
const TIMED: usize = 2_000;

/// What is timed, by name.
type Deed = (&'static str, fn(&mut Room) -> Step);
const DEEDS: [Deed; 10] = [
    ("edit", Room::edit),
    ("move", Room::move_to_end),
    ("move before another", Room::move_before),
    ("vote", Room::vote),
    ("link", Room::link),
    ("group", Room::group),
    ("confirm", Room::confirm),
    ("rename a stage", Room::rename_stage),
    ("add", Room::add),
    ("undo", Room::undo),
];

pub fn run() {
    println!(
        "\nOne command from arrival to patches ready, shares live, by the size of the canvas: p50 / p99 in µs of {} each.",
        count(TIMED)
    );
    let mut rows: Vec<Vec<String>> = DEEDS
        .iter()
        .map(|(name, _)| vec![(*name).to_owned()])
        .collect();
    for cards in SIZES {
        let mut room = Room::filled(Size {
            people: 30,
            cards,
            entries: 4 * cards as u32,
        });
        let mut screens = Screens::join(&mut room);
        for (row, (_, step)) in rows.iter_mut().zip(DEEDS) {
            let mut times: Vec<Duration> = Vec::with_capacity(TIMED);
            let mut tries = 0;
            while times.len() < TIMED && tries < 3 * TIMED {
                let step = step(&mut room);
                times.extend(screens.send(&mut room, &step).map(|(time, _)| time));
                tries += 1;
            }
            let times = Times::of(times);
            row.push(format!("{:.0} / {:.0}", times.at(0.5), times.at(0.99)));
        }
    }
    let sizes = SIZES.map(|cards| format!("{} cards", count(cards)));
    let head: Vec<&str> = std::iter::once("")
        .chain(sizes.iter().map(String::as_str))
        .collect();
    let mut table = Table::new(&head);
    for row in &rows {
        table.row(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
    table.print();
}
