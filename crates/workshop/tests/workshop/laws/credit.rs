//! Laws 22 to 24: structure and lineage, and what their limits are for.

use crate::plays::{APART, Profile, Table, hold, number, points, row};
use canvas::entry::Axis;
use num_rational::BigRational;
use ownership::report::{Fact, FactKind, Scope};
use proptest::prelude::*;
use serde_json::json;

const CROWDED: Profile = Profile {
    steps: 80,
    cards: 14,
    structure: true,
    ..APART
};

/// Every fact, with whose it is.
fn facts(table: &Table, scope: Scope) -> Vec<(String, Fact)> {
    let report = table.workshop().report_in(scope);
    let people = report.people.iter();
    people
        .flat_map(|row| {
            let facts = table.explanation(&row.id, scope).facts;
            facts.into_iter().map(|fact| (row.id.clone(), fact))
        })
        .collect()
}

fn worth(table: &Table, card: &str) -> BigRational {
    let canvas = table.canvas();
    let card = table.card(card);
    let letters = canvas.letters().letters(canvas.card(card).text);
    let pictures = table.pictures(card).len();
    number(&(letters + 5 * pictures).min(5).to_string())
}

#[test]
fn law_22_lineage_is_one_fact_per_card_and_the_cap_per_person_and_none_to_oneself() {
    hold("law_22", 64, CROWDED, |table, _| {
        for scope in [Scope::Board, Scope::Decided] {
            let report = table.workshop().report_in(scope);
            prop_assert!(
                report
                    .people
                    .iter()
                    .all(|row| number(&row.lineage) <= number("40"))
            );
            let facts: Vec<_> = facts(table, scope)
                .into_iter()
                .filter(|(_, fact)| fact.kind == FactKind::Lineage)
                .collect();
            for card in table.canvas().board().cards {
                let of_card = || facts.iter().filter(|(_, fact)| fact.card == card.id);
                let sum: BigRational = of_card().map(|(_, fact)| number(&fact.points)).sum();
                prop_assert!(sum <= worth(table, &card.id), "{} gives {}", card.id, sum);
                prop_assert!(of_card().all(|(person, _)| !card.creators.contains(person)));
            }
        }
        Ok(())
    });
}

#[test]
fn law_22_cycles_end() {
    let mut table = Table::set(two_people());
    for (n, by) in ["p0", "p1", "p0"].into_iter().enumerate() {
        add(&mut table, by, &format!("c{n}"), "a thought");
    }
    for (by, from, to) in [
        ("p0", "c0", "c1"),
        ("p1", "c1", "c2"),
        ("p0", "c2", "c0"),
        ("p1", "c1", "c0"),
    ] {
        table
            .step(json!({"by": by, "do": "link", "from": from, "to": to, "kind": "builds_on"}))
            .unwrap();
    }
    let report = table.report();
    // c0 builds on p1's c1; c1 on two of p0's; c2 on p0's own.
    assert_eq!(row(&report, "p1").unwrap().lineage, "5");
    assert_eq!(row(&report, "p0").unwrap().lineage, "5");
}

#[test]
fn law_23_structure_is_three_facts_per_card_and_the_cap_per_person() {
    hold("law_23", 64, CROWDED, |table, _| {
        for scope in [Scope::Board, Scope::Decided] {
            let report = table.workshop().report_in(scope);
            prop_assert!(
                report
                    .people
                    .iter()
                    .all(|row| number(&row.structure) <= number("40"))
            );
            let facts = facts(table, scope);
            for card in table.canvas().board().cards {
                for kind in [FactKind::Place, FactKind::Group, FactKind::Links] {
                    let of_kind = || {
                        facts
                            .iter()
                            .filter(|(_, fact)| fact.card == card.id && fact.kind == kind)
                    };
                    let sum: BigRational = of_kind().map(|(_, fact)| number(&fact.points)).sum();
                    prop_assert!(sum <= worth(table, &card.id));
                    prop_assert!(of_kind().all(|(person, _)| !card.creators.contains(person)));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn law_24_cutting_one_person_into_several_gains_no_more_than_the_limits_held_back() {
    let plain = Profile {
        undo: false,
        late: false,
        ..CROWDED
    };
    hold("law_24", 64, plain, |table, sketch| {
        let seats = 2 + usize::from(sketch.twist[0].pick[0]) % 2;
        let mut head = table.head.clone();
        for n in 1..seats {
            let mut seat = head["people"][0].clone();
            seat["id"] = json!(format!("p0-{n}"));
            head["people"].as_array_mut().unwrap().push(seat);
        }
        let mut steps = table.steps.clone();
        for (n, step) in steps.iter_mut().enumerate() {
            let twist = &sketch.twist[n % sketch.twist.len()];
            let seat = match usize::from(twist.pick[1]) % seats {
                0 => json!("p0"),
                n => json!(format!("p0-{n}")),
            };
            if step["do"] == "claim" {
                // A card is one person's, whichever seat they claim it from.
                continue;
            }
            for key in ["by", "for", "owner", "to", "agreed"] {
                match step.get_mut(key) {
                    Some(serde_json::Value::Array(names)) => {
                        names
                            .iter_mut()
                            .filter(|name| *name == "p0")
                            .for_each(|name| *name = seat.clone());
                    }
                    Some(name) if name == "p0" => *name = seat.clone(),
                    _ => {}
                }
            }
        }
        let cut = Table::replayed(&head, &steps).map_err(TestCaseError::fail)?;
        let (before, after) = (table.report(), cut.report());
        let whole = row(&before, "p0").unwrap();
        let ids = (0..seats).map(|n| {
            if n == 0 {
                "p0".to_owned()
            } else {
                format!("p0-{n}")
            }
        });
        let parts: BigRational = ids.map(|id| points(&after, &id)).sum();
        let gained = parts - number(&whole.points);
        let held_back = number(&whole.letters) - number(&whole.words);
        // What one seat does for the cards of another counts: for the first seat, too.
        let unused = number("80") * BigRational::from_integer(seats.into())
            - number(&whole.structure)
            - number(&whole.lineage);
        let limit = held_back + unused;
        prop_assert!(gained <= limit, "{} of at most {}", gained, limit);
        Ok(())
    });
}

/// Three hands with eight cards each, every hand shaping the cards of the next and building on
/// them; somebody else's cards that the first hand has shaped, and that build on its own, if asked.
fn in_a_ring(hands: [&str; 3], with_another: bool) -> BigRational {
    let mut head = two_people();
    for id in ["p0-1", "p0-2"] {
        let seat = json!({"id": id, "name": "A", "side": "customer"});
        head["people"].as_array_mut().unwrap().push(seat);
    }
    let mut table = Table::set(head);
    let mut cards: Vec<(usize, usize)> = (0..3).flat_map(|n| (0..8).map(move |c| (n, c))).collect();
    if with_another {
        cards.extend((0..8).map(|c| (3, c)));
    }
    let who = |n: usize| hands.get(n).copied().unwrap_or("p1");
    // Whose cards a hand, and the other person, build on.
    let next = |n: usize| if n == 3 { 0 } else { (n + 1) % 3 };
    for &(n, c) in &cards {
        add(&mut table, who(n), &format!("c{n}-{c}"), "think");
    }
    let stage = table.line(Axis::Stage, 1);
    for &(n, c) in &cards {
        let card = format!("c{n}-{c}");
        let shaper = if n == 3 { 0 } else { (n + 2) % 3 };
        let link = json!({"by": who(n), "do": "link", "from": card, "to": format!("c{}-{c}", next(n)), "kind": "builds_on"});
        let step =
            json!({"by": who(shaper), "do": "move", "card": card, "stage": stage, "lane": "L0"});
        table.step(link).unwrap();
        table.step(step).unwrap();
    }
    let report = table.report();
    let mut seats = hands.to_vec();
    seats.dedup();
    seats.iter().map(|seat| points(&report, seat)).sum()
}

const CUT: [&str; 3] = ["p0", "p0-1", "p0-2"];

#[test]
fn law_24_three_seats_that_shape_each_other_gain_both_limits_three_times() {
    let gained = in_a_ring(CUT, false) - in_a_ring(["p0"; 3], false);
    assert_eq!(gained, number("240"));
}

#[test]
fn law_24_whoever_has_both_limits_full_gains_80_for_each_added_seat() {
    let gained = in_a_ring(CUT, true) - in_a_ring(["p0"; 3], true);
    assert_eq!(gained, number("160"));
}

fn two_people() -> serde_json::Value {
    json!({"scenario": 1, "title": "", "people": [
        {"id": "p0", "name": "A", "side": "customer"}, {"id": "p1", "name": "B", "side": "staff"}
    ], "stages": ["S0", "S1"], "lanes": ["L0"], "steps": []})
}

fn add(table: &mut Table, by: &str, card: &str, text: &str) {
    let stage = table.line(Axis::Stage, 0);
    let step =
        json!({"by": by, "do": "add", "card": card, "stage": stage, "lane": "L0", "text": text});
    table.step(step).unwrap();
}
