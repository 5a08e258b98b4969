//! What must hold where two seats are one person's.

use crate::plays::{ANY, APART, Profile, STEWARD, Sketch, Table, hold, row, words};
use canvas::canvas::Canvas;
use canvas::entry::{Op, PersonNo};
use canvas::letters::PlaceNo;
use ownership::report::{Report, Scope};
use ownership::{Ownership, Reading};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Two different people of the workshop, if there are.
fn two(table: &Table, sketch: &Sketch, n: usize) -> Option<(String, String)> {
    let pick = sketch.twist[n % sketch.twist.len()].pick;
    let people = table.people();
    let one = usize::from(pick[0]) % people.len();
    let other = usize::from(pick[1]) % people.len();
    (one != other).then(|| (people[one].clone(), people[other].clone()))
}

fn same(person: &str, of: &str) -> Value {
    json!({"by": STEWARD, "do": "same_person", "id": person, "as": of})
}

/// The canvas as it would be if everything from one seat had come from another one.
fn from_one_seat(canvas: &Canvas, second: PersonNo, kept: PersonNo) -> Option<Canvas> {
    let one = |person: PersonNo| if person == second { kept } else { person };
    let all = |people: &[PersonNo]| {
        let mut once: Vec<PersonNo> = Vec::new();
        for person in people.iter().map(|&person| one(person)) {
            if !once.contains(&person) {
                once.push(person);
            }
        }
        once
    };
    let mut other = Canvas::new();
    for entry in canvas.log() {
        let mut entry = entry.clone();
        entry.by = entry.by.map(one);
        entry.voices = all(&entry.voices).into();
        match &mut entry.op {
            Op::SamePerson { .. } => entry.op = Op::Feeling { percent: 55 },
            Op::Reassign { correction, .. } => {
                correction.to = all(&correction.to);
                correction.agreed = all(&correction.agreed);
            }
            Op::Promise { owner, .. } => *owner = one(*owner),
            _ => {}
        }
        // What one person could not have done with themselves shows nothing.
        other.apply(entry, None).ok()?;
    }
    Some(other)
}

/// Everybody's figures but for one seat, which is empty.
fn figures(report: &Report, without: &str) -> Value {
    let rows = report.people.iter().filter(|row| row.id != without);
    let row = |row: &ownership::report::PersonShare| {
        json!([
            row.id,
            row.letters,
            row.points,
            row.words,
            row.structure,
            row.lineage,
            row.share
        ])
    };
    json!([
        report.total,
        rows.map(row).collect::<Vec<_>>(),
        report.outside
    ])
}

/// Which letters repeat which.
fn repeats(canvas: &Canvas) -> Vec<PlaceNo> {
    let ownership = Ownership::of(canvas, Scope::Board);
    let places = 0..canvas.letters().places();
    places
        .map(|place| ownership.identity(canvas, place))
        .collect()
}

/// The report without anything inferred.
fn as_recorded(canvas: &Canvas, scope: Scope) -> Report {
    let mut reading = Reading::default();
    let canvas = Canvas::replay(canvas.log().to_vec(), |canvas, number, changes| {
        reading.follow(canvas, number, changes);
    });
    Ownership::read(&canvas, reading, scope).report(&canvas)
}

#[test]
fn two_seats_of_one_person_are_as_one_seat_from_the_start() {
    let plain = Profile { steps: 48, ..APART };
    hold("same_person", 192, plain, |table, sketch| {
        let Some((second, kept)) = two(table, sketch, 0) else {
            return Ok(());
        };
        let no = |id: &str| table.canvas().person_named(id).unwrap();
        let (second_no, kept_no) = (no(&second), no(&kept));
        table
            .step(same(&second, &kept))
            .map_err(TestCaseError::fail)?;
        let Some(one) = from_one_seat(table.canvas(), second_no, kept_no) else {
            return Ok(());
        };
        // What one seat took out was its own only if they were one then: what was inferred since
        // stays as it was.
        let inferred_alike = repeats(table.canvas()) == repeats(&one);
        for joined in table.reports() {
            let scope = joined.scope;
            prop_assert!(row(&joined, &second).is_none());
            let (joined, single) = if inferred_alike {
                (joined, Ownership::of(&one, scope).report(&one))
            } else {
                (as_recorded(table.canvas(), scope), as_recorded(&one, scope))
            };
            prop_assert_eq!(figures(&joined, ""), figures(&single, &second));
        }
        Ok(())
    });
}

#[test]
fn joining_two_seats_changes_nobody_elses_words_and_creates_none() {
    // A letter that both spoke for with somebody else has one voice less.
    let long = Profile {
        long: true,
        voices: false,
        corrections: false,
        ..APART
    };
    hold("same_person_words", 128, long, |table, sketch| {
        let Some((second, kept)) = two(table, sketch, 0) else {
            return Ok(());
        };
        let before = table.reports();
        table
            .step(same(&second, &kept))
            .map_err(TestCaseError::fail)?;
        for (after, before) in table.reports().iter().zip(&before) {
            let both = words(before, &second) + words(before, &kept);
            let one = words(after, &kept);
            // The cap on what came from one text is one cap now.
            prop_assert!(one <= both);
            prop_assert!(one >= words(before, &kept) && one >= words(before, &second));
            let others = |report: &Report| -> Vec<Value> {
                let rows = report.people.iter();
                let rows = rows.filter(|row| row.id != second && row.id != kept);
                rows.map(|row| json!([row.id, row.letters, row.words]))
                    .collect()
            };
            prop_assert_eq!(others(after), others(before));
            prop_assert_eq!(&after.outside, &before.outside);
            let shares: Option<u32> = after
                .people
                .iter()
                .map(|row| row.share.map(|share| share.of_1000))
                .sum();
            prop_assert!(shares.is_none_or(|sum| sum == 1000));
        }
        // Taken apart again, it is as if nothing had been said.
        table
            .step(json!({"by": STEWARD, "do": "same_person", "id": second}))
            .map_err(TestCaseError::fail)?;
        prop_assert_eq!(table.reports(), before);
        Ok(())
    });
}

#[test]
fn the_figures_follow_while_seats_are_joined_and_taken_apart() {
    hold("same_person_live", 128, ANY, |table, sketch| {
        for (n, intent) in sketch.twist.iter().enumerate() {
            if let Some((second, kept)) = two(table, sketch, n) {
                let step = match intent.pick[2] % 4 {
                    0 => json!({"by": kept, "do": "undo"}),
                    1 => json!({"by": kept, "do": "redo"}),
                    2 => json!({"by": STEWARD, "do": "same_person", "id": second}),
                    _ => {
                        let mut step = same(&second, &kept);
                        step["by"] = json!(kept);
                        step
                    }
                };
                // What is refused changes nothing.
                let _ = table.step(step);
            }
            table.attempt(intent);
            let live = table.report();
            let again = Ownership::of(table.canvas(), live.scope).report(table.canvas());
            prop_assert_eq!(live, again);
        }
        let saved = table.workshop().to_bytes();
        let opened = workshop::Workshop::open(&saved, [1; 32]);
        let opened = opened.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        prop_assert_eq!(opened.differences, Vec::<String>::new());
        prop_assert_eq!(opened.workshop.to_bytes(), saved);
        Ok(())
    });
}
