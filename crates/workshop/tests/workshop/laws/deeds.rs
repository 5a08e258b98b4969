//! Laws 18 to 20: what earns nothing. And what corrections and claims must hold.

use crate::plays::{
    ANY, APART, Intent, Profile, STEWARD, Table, all_points, hold, number, row, words,
};
use canvas::canvas::Canvas;
use canvas::chain::sha256_of;
use canvas::entry::Op;
use num_rational::BigRational;
use ownership::Ownership;
use ownership::report::{PersonShare, Report};
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
        ..APART
    };
    hold("law_19", 128, plain, |table, sketch| {
        let mut steps = table.steps.clone();
        for (n, step) in steps.iter_mut().enumerate() {
            let kind = step["do"].as_str().unwrap();
            let twist = &sketch.twist[n % sketch.twist.len()];
            let own = [
                "confirm",
                "claim",
                "reassign",
                "feel",
                "open_feelings",
                "close_feelings",
                "agenda",
                "enter_phase",
                "extend_phase",
                "open_round",
                "close_round",
            ];
            if own.contains(&kind) || step.get("tidy").is_some() || step.get("anonymous").is_some()
            {
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

const TIDIES: [&str; 12] = [
    "add", "edit", "set_text", "transfer", "split", "merge", "move", "group", "link", "promise",
    "attach", "detach",
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

/// The sum of everybody's.
fn sum(report: &Report, of: fn(&PersonShare) -> &String) -> BigRational {
    report.people.iter().map(|row| number(of(row))).sum()
}

/// The same canvas without its corrections: something that gives nobody anything in their place.
fn uncorrected(canvas: &Canvas) -> Result<Canvas, String> {
    let mut other = Canvas::new();
    for entry in canvas.log() {
        let mut entry = entry.clone();
        if let Op::Reassign { .. } = entry.op {
            entry.op = Op::Feeling { percent: 55 };
        }
        let applied = other.apply(entry, None);
        applied.map_err(|damage| damage.to_string())?;
    }
    Ok(other)
}

#[test]
fn a_correction_moves_letters_and_creates_no_points() {
    let long = Profile {
        long: true,
        structure: true,
        ..ANY
    };
    hold("correction", 128, long, |table, sketch| {
        for twist in &sketch.twist {
            let correction = Intent {
                kind: "reassign",
                ..twist.clone()
            };
            let Some(step) = table.proposed(&correction) else {
                continue;
            };
            let (by, before) = (step["by"].clone(), table.reports());
            if table.step(step).is_err() {
                continue;
            }
            let uncorrected = uncorrected(table.canvas()).map_err(TestCaseError::fail)?;
            for corrected in table.reports() {
                let other = Ownership::of(&uncorrected, corrected.scope).report(&uncorrected);
                let figures: [fn(&PersonShare) -> &String; 3] =
                    [|row| &row.points, |row| &row.words, |row| &row.lineage];
                for of in figures {
                    prop_assert!(sum(&corrected, of) <= sum(&other, of));
                }
                // Unnamed writers without points have no row.
                let everybody = corrected.people.len() == other.people.len();
                if everybody && other.people.iter().all(|row| row.name.is_some()) {
                    let letters = |report: &Report| sum(report, |row| &row.letters);
                    prop_assert_eq!(letters(&corrected), letters(&other));
                }
                prop_assert_eq!(&corrected.outside, &other.outside);
                let structure = |report: &Report| -> Vec<String> {
                    let rows = report.people.iter().filter(|row| row.name.is_some());
                    rows.map(|row| row.structure.clone()).collect()
                };
                prop_assert_eq!(structure(&corrected), structure(&other));
            }
            // Half of them stay, and what follows is held to the same.
            if twist.pick[4] % 2 == 0 {
                table
                    .step(json!({"by": by, "do": "undo"}))
                    .map_err(TestCaseError::fail)?;
                prop_assert_eq!(before, table.reports());
            }
        }
        Ok(())
    });
}

#[test]
fn whoever_claims_everything_is_as_if_it_had_been_signed() {
    let plain = Profile {
        undo: false,
        late: false,
        tidy: false,
        ..APART
    };
    hold("claim", 128, plain, |table, _| {
        let own_cards_barred = |step: &serde_json::Value| step["asks"]["own_cards"] == false;
        if table.steps.iter().any(own_cards_barred) {
            // Whoever signs a card cannot vote for it there.
            return Ok(());
        }
        // Each card is claimed at the end by whoever wrote it.
        let claims = |step: &serde_json::Value| step["do"] == "claim";
        let mut unsigned: Vec<_> = table.steps.iter().filter(|s| !claims(s)).cloned().collect();
        let mut signed = unsigned.clone();
        let mut claims = Vec::new();
        for (step, signed) in unsigned.iter_mut().zip(&mut signed) {
            if step.get("anonymous").is_none() {
                continue;
            }
            let card = step["card"].as_str().unwrap().to_owned();
            let secret = format!("a secret of {card}");
            step["claim"] = json!(sha256_of(&secret));
            claims.push(json!({"by": step["by"], "do": "claim", "card": card, "secret": secret}));
            let signed = signed.as_object_mut().unwrap();
            signed.remove("anonymous");
            signed.remove("claim");
        }
        unsigned.extend(claims);
        let unsigned = Table::replayed(&table.head, &unsigned).map_err(TestCaseError::fail)?;
        let signed = Table::replayed(&table.head, &signed).map_err(TestCaseError::fail)?;
        for (one, other) in unsigned.reports().iter().zip(signed.reports()) {
            prop_assert_eq!(all_points(one), all_points(&other));
        }
        Ok(())
    });
}
