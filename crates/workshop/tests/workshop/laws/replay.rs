//! Law 6 for the timeline: what a replay shows after an entry is what stood there then.

use crate::plays::{ANY, Table, hold};
use canvas::board::{Board, Card};
use ownership::Ownership;
use ownership::report::{Report, Scope};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workshop::replay::{Frame, Replay, Stretch};

/// A screen that shows frames.
struct Screen {
    board: Board,
    cards: BTreeMap<String, Value>,
    shares: BTreeMap<String, Option<u32>>,
    sides: BTreeMap<String, Option<u32>>,
}

impl Screen {
    fn new(start: &Board) -> Self {
        let cards = start.cards.iter();
        Screen {
            board: start.clone(),
            cards: cards.map(|card| (card.id.clone(), json!(card))).collect(),
            shares: BTreeMap::new(),
            sides: BTreeMap::new(),
        }
    }

    /// As a page does it: whatever a frame has takes the place of what was there.
    fn show(&mut self, frame: &Frame) {
        // What goes over the wire comes back the same.
        let frame: Frame = serde_json::from_value(json!(frame)).expect("a frame");
        for change in &frame.cards {
            let card = self.cards.entry(change.id.clone()).or_insert(json!({}));
            let Value::Object(fields) = json!(change) else {
                panic!("a change is an object");
            };
            for (field, value) in fields {
                card[field] = value;
            }
        }
        for group in frame.groups {
            let known = self.board.groups.iter_mut();
            match known.into_iter().find(|known| known.id == group.id) {
                Some(known) => *known = group,
                None => self.board.groups.push(group),
            }
        }
        let board = &mut self.board;
        board.stages = frame.stages.unwrap_or(std::mem::take(&mut board.stages));
        board.lanes = frame.lanes.unwrap_or(std::mem::take(&mut board.lanes));
        board.people = frame.people.unwrap_or(std::mem::take(&mut board.people));
        board.title = frame.title.unwrap_or(std::mem::take(&mut board.title));
        board.purpose = frame.purpose.unwrap_or(std::mem::take(&mut board.purpose));
        for held in frame.shares {
            self.shares.insert(held.person, held.of_1000);
        }
        for held in frame.sides {
            self.sides.insert(format!("{:?}", held.side), held.of_1000);
        }
    }

    /// The cards whose making was not undone, in the order of the board.
    fn cards(&self, like: &Board) -> Vec<Card> {
        let there = |card: &Card| !card.undone;
        let mut cards: Vec<Card> = self
            .cards
            .values()
            .map(|card| serde_json::from_value(card.clone()).expect("a whole card"))
            .filter(there)
            .collect();
        let place = |card: &Card| like.cards.iter().position(|other| other.id == card.id);
        cards.sort_by_key(place);
        cards
    }
}

/// Shares by person, and by side.
type Shares = (BTreeMap<String, Option<u32>>, BTreeMap<String, Option<u32>>);

fn told(report: &Report) -> Shares {
    let people = report.people.iter();
    let sides = report.sides.iter();
    (
        people
            .map(|row| (row.id.clone(), row.share.map(|share| share.of_1000)))
            .collect(),
        sides
            .map(|side| (format!("{:?}", side.side), side.of_1000))
            .collect(),
    )
}

fn replayed(table: &Table, scope: Scope, from: u32, to: u32, frames: u32) -> Replay {
    let stretch = Stretch {
        scope,
        from,
        to,
        frames,
    };
    Replay::of(table.canvas().log().to_vec(), stretch)
}

#[test]
fn law_06_every_frame_shows_what_stood_after_its_entry_and_the_last_one_the_report() {
    hold("law_06_replay", 96, ANY, |table, sketch| {
        let last = table.canvas().next();
        let some = |at: usize| u32::from(sketch.twist[0].pick[at]);
        let from = some(0) % (last + 1);
        let to = from + some(1) % (last - from + 1);
        for (scope, (from, to, frames)) in
            [Scope::Board, Scope::Decided]
                .into_iter()
                .flat_map(|scope| {
                    let stretches = [(0, last, 1 + some(2) % 9), (from, to, 1 + some(3) % 9)];
                    stretches.map(|stretch| (scope, stretch))
                })
        {
            let replay = replayed(table, scope, from, to, frames);
            prop_assert_eq!((replay.first, replay.last), (from, to));
            prop_assert_eq!(replay.frames.len() as u32, frames.min(to - from));
            let document = table.workshop().document();
            prop_assert_eq!(&replay.start, &document.canvas_at(from).board());
            let mut screen = Screen::new(&replay.start);
            let mut before = from;
            for frame in &replay.frames {
                prop_assert!(frame.entry > before);
                before = frame.entry;
                screen.show(frame);
                let canvas = document.canvas_at(frame.entry);
                let board = canvas.board();
                prop_assert_eq!(screen.cards(&board), board.cards);
                prop_assert_eq!(&screen.board.groups, &board.groups);
                prop_assert_eq!(&screen.board.stages, &board.stages);
                prop_assert_eq!(&screen.board.lanes, &board.lanes);
                prop_assert_eq!(&screen.board.people, &board.people);
                prop_assert_eq!(&screen.board.title, &board.title);
                prop_assert_eq!(&screen.board.purpose, &board.purpose);
                let report = Ownership::of(&canvas, scope).report(&canvas);
                let (people, sides) = told(&report);
                let nothing = people.values().find_map(|share| share.map(|_| 0));
                for (person, share) in &screen.shares {
                    let told = people.get(person).copied().unwrap_or(nothing);
                    prop_assert_eq!(*share, told, "{} at {}", person, frame.entry);
                }
                for (side, share) in &screen.sides {
                    let told = sides.get(side).copied().unwrap_or(nothing);
                    prop_assert_eq!(*share, told, "{} at {}", side, frame.entry);
                }
                prop_assert!(
                    people
                        .keys()
                        .all(|person| screen.shares.contains_key(person))
                );
                prop_assert!(sides.keys().all(|side| screen.sides.contains_key(side)));
                let entry = &canvas.log()[frame.entry as usize - 1];
                prop_assert_eq!(frame.at_ms, entry.at_ms);
                prop_assert_eq!(&frame.what, entry.op.name());
            }
            if to == last && frames > 0 && from < to {
                prop_assert_eq!(replay.frames.last().map(|frame| frame.entry), Some(last));
                let (people, _) = told(&table.workshop().report_in(scope));
                for (person, share) in people {
                    prop_assert_eq!(screen.shares[&person], share);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_stretch_beyond_the_log_is_the_log_and_nothing_makes_no_frames() {
    let table = Table::set(json!({
        "scenario": 1, "title": "Short", "steps": [],
        "people": [{"id": "ada", "name": "Ada", "side": "customer"}],
    }));
    let last = table.canvas().next();
    let whole = replayed(&table, Scope::Board, 0, u32::MAX, 0);
    assert_eq!((whole.first, whole.last, whole.frames.len()), (0, last, 1));
    let each = replayed(&table, Scope::Board, 0, last, u32::MAX);
    let entries = each.frames.iter().map(|frame| frame.entry);
    assert!(entries.eq(1..=last));
    let nothing = replayed(&table, Scope::Board, u32::MAX, 3, 10);
    assert_eq!((nothing.first, nothing.last), (3, 3));
    assert!(nothing.frames.is_empty());
    assert_eq!(
        nothing.start,
        table.workshop().document().canvas_at(3).board()
    );
}
