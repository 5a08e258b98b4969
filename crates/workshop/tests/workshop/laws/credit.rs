//! Laws 22 to 24: structure and lineage, and what their limits are for.

use crate::plays::{ANY, Profile, Table, hold, number, points, row};
use canvas::entry::Axis;
use num_rational::BigRational;
use ownership::report::{Fact, FactKind, Scope};
use proptest::prelude::*;
use serde_json::json;

const CROWDED: Profile = Profile {
    steps: 80,
    cards: 14,
    structure: true,
    ..ANY
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
        let held_back = number(&whole.letters) - number(&whole.words);
        let limit = number(&whole.words)
            + held_back
            + number("80") * BigRational::from_integer(seats.into());
        prop_assert!(parts <= limit, "{} of at most {}", parts, limit);
        Ok(())
    });
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
