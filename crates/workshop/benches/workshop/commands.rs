//! One command from its arrival to the patches, shares included, with three screens looking on.

use crate::measure::Times;
use crate::room::Room;
use crate::table::{Table, count, micros};
use canvas::agenda::Writing;
use canvas::command::Step;
use std::hint::black_box;
use std::time::{Duration, Instant};
use workshop::{Arrival, Outcome};

const TIMED: usize = 30_000;

/// Screens that look on, and what they send.
pub struct Screens {
    clients: Vec<u32>,
    counts: Vec<u32>,
    seen: u32,
    gesture: u32,
}

impl Screens {
    pub fn join(room: &mut Room) -> Self {
        let clients: Vec<u32> = (0..3).map(|_| room.workshop.new_client()).collect();
        let mut seen = 0;
        for &client in &clients {
            seen = room.workshop.snapshot(client).n;
        }
        Screens {
            counts: vec![0; clients.len()],
            clients,
            seen,
            gesture: 0,
        }
    }

    /// How long a step took from its arrival to the patches, and what it was, if it was accepted.
    pub fn send(&mut self, room: &mut Room, step: &Step) -> Option<(Duration, &'static str)> {
        let by = room.chance.below(self.clients.len());
        self.counts[by] += 1;
        self.gesture += 1;
        room.at_ms += 300;
        let arrival = Arrival {
            client: self.clients[by],
            count: self.counts[by],
            seen: self.seen,
            gesture: self.gesture,
            writing: Writing::Open,
            at_ms: room.at_ms,
            step,
        };
        let began = Instant::now();
        let done = room.workshop.accept(&arrival);
        let patches = room.workshop.patches();
        let time = began.elapsed();
        if let Some((_, patch)) = patches.first() {
            self.seen = patch.n;
        }
        black_box(&patches);
        match done {
            Ok(Outcome::Done { entry, .. }) => {
                Some((time, room.workshop.canvas().log()[entry as usize].op.name()))
            }
            _ => None,
        }
    }
}

pub fn run(room: &mut Room) {
    let mut screens = Screens::join(room);
    let mut times: Vec<(Duration, &'static str)> = Vec::with_capacity(TIMED);
    while times.len() < TIMED {
        let step = room.step();
        times.extend(screens.send(room, &step));
    }
    let canvas = room.workshop.canvas();
    println!(
        "\nOne command from arrival to patches ready, shares live: {} people, {} cards, {} entries.",
        canvas.people().len(),
        count(canvas.cards().len()),
        count(canvas.next() as usize)
    );
    let mut kinds: Vec<&str> = times.iter().map(|(_, kind)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut table = Table::new(&["", "times", "p50", "p99", "most"]);
    for kind in std::iter::once("all").chain(kinds) {
        let of_kind = times.iter().filter(|(_, k)| kind == "all" || *k == kind);
        let times = Times::of(of_kind.map(|(time, _)| *time));
        table.row(&[
            kind,
            &count(times.count()),
            &micros(times.at(0.5)),
            &micros(times.at(0.99)),
            &micros(times.at(1.0)),
        ]);
    }
    table.print();
}
