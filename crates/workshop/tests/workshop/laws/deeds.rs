//! Laws 18 to 20: what earns nothing.

use crate::plays::{ANY, Intent, Profile, STEWARD, Table, all_points, hold, row, words};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn law_18_votes_and_ratings_change_no_points() {
    hold("law_18", 128, ANY, |table, sketch| {
        for twist in &sketch.twist {
            let kind = ["rate", "vote"][usize::from(twist.pick[4]) % 2];
            let before = table.report();
            let ballot = table.proposed(&Intent {
                kind,
                ..twist.clone()
            });
            let Some(ballot) = ballot.filter(|step| step["do"] == kind) else {
                continue;
            };
            if table.step(ballot).is_err() {
                continue;
            }
            let mut after = table.report();
            for (now, then) in after.people.iter_mut().zip(&before.people) {
                now.had_a_say = then.had_a_say;
            }
            prop_assert_eq!(before, after);
        }
        // And without all of them, everybody has the same.
        let ballot = |step: &serde_json::Value| step["do"] == "rate" || step["do"] == "vote";
        if !table
            .steps
            .iter()
            .any(|step| step["do"] == "undo" || step.get("base").is_some())
        {
            let steps: Vec<_> = table
                .steps
                .iter()
                .filter(|step| !ballot(step))
                .cloned()
                .collect();
            let without = Table::replayed(&table.head, &steps).map_err(TestCaseError::fail)?;
            prop_assert_eq!(all_points(&table.report()), all_points(&without.report()));
        }
        Ok(())
    });
}

#[test]
fn law_19_changing_the_scribe_changes_nothing() {
    let plain = Profile {
        undo: false,
        late: false,
        steps: 40,
        ..ANY
    };
    hold("law_19", 128, plain, |table, sketch| {
        let mut steps = table.steps.clone();
        for (n, step) in steps.iter_mut().enumerate() {
            let kind = step["do"].as_str().unwrap();
            let twist = &sketch.twist[n % sketch.twist.len()];
            if kind == "confirm" || step.get("tidy").is_some() || step.get("anonymous").is_some() {
                continue;
            }
            if step.get("for").is_none() {
                step["for"] = step["by"].clone();
            }
            step["by"] = json!(if twist.pick[0] % 2 == 0 {
                "f0"
            } else {
                STEWARD
            });
        }
        let other = Table::replayed(&table.head, &steps).map_err(TestCaseError::fail)?;
        prop_assert_eq!(all_points(&table.report()), all_points(&other.report()));
        prop_assert_eq!(
            all_points(&table.reports()[1]),
            all_points(&other.reports()[1])
        );
        Ok(())
    });
}

const TIDIES: [&str; 10] = [
    "add", "edit", "set_text", "transfer", "split", "merge", "move", "group", "link", "promise",
];

#[test]
fn law_20_who_only_tidies_has_nothing() {
    hold("law_20", 128, ANY, |table, sketch| {
        let mut table = Table::set(table.head.clone());
        for (n, intent) in sketch.intents.iter().enumerate() {
            table.attempt(intent);
            let twist = &sketch.twist[n % sketch.twist.len()];
            let kind = TIDIES[(usize::from(twist.pick[0]) + n) % TIDIES.len()];
            let tidying = Intent {
                kind,
                voices: Vec::new(),
                tidy: true,
                ..twist.clone()
            };
            if let Some(mut step) = table.proposed(&tidying) {
                step["by"] = json!(STEWARD);
                let _ = table.step(step);
            }
            for report in table.reports() {
                prop_assert_eq!(&row(&report, STEWARD).expect("a seat").points, "0");
            }
        }
        Ok(())
    });
}

#[test]
fn law_20_tidying_a_text_gives_nobody_words() {
    hold("law_20_words", 128, ANY, |table, sketch| {
        for twist in &sketch.twist {
            let kind = ["edit", "set_text"][usize::from(twist.pick[4]) % 2];
            // Late, it could bring back what was deleted meanwhile.
            let tidying = Intent {
                kind,
                late: 0,
                voices: Vec::new(),
                tidy: true,
                ..twist.clone()
            };
            let Some(step) = table.proposed(&tidying).filter(|step| step["do"] == kind) else {
                continue;
            };
            let before = table.report();
            if table.step(step).is_err() {
                continue;
            }
            let after = table.report();
            for person in &after.people {
                prop_assert!(
                    words(&after, &person.id) <= words(&before, &person.id),
                    "{}",
                    person.id
                );
            }
        }
        Ok(())
    });
}
