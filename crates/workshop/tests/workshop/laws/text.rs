//! Laws 10 to 14, 16 and 17: what becomes of letters.

use crate::plays::{ANY, Intent, Profile, Table, all_points, all_words, hold, row, words};
use canvas::canvas::Voice;
use proptest::prelude::*;
use serde_json::{Value, json};

const LONG: Profile = Profile { long: true, ..ANY };

/// Two cards of the result, perhaps the same one, and a stretch of the first.
struct Stretch {
    by: String,
    from: String,
    to: String,
    at: usize,
    length: usize,
}

fn stretch(table: &Table, twist: &Intent) -> Option<Stretch> {
    let (people, result) = (table.people(), table.result());
    let one = |number: u16| {
        result
            .get(usize::from(number).checked_rem(result.len())?)
            .cloned()
    };
    let (from, to) = (one(twist.pick[0])?, one(twist.pick[1])?);
    let length = table.length(&from);
    let at = usize::from(twist.pick[2]) % (length + 1);
    Some(Stretch {
        by: people[usize::from(twist.by) % people.len()].clone(),
        from,
        to,
        at,
        length: usize::from(twist.pick[3]) % (length - at + 1),
    })
}

fn done(table: &mut Table, step: Value) -> Result<(), TestCaseError> {
    table.step(step).map_err(TestCaseError::fail)
}

#[test]
fn law_10_cut_paste_move_and_reorder_change_no_words() {
    hold("law_10", 128, LONG, |table, sketch| {
        for twist in &sketch.twist {
            let Some(Stretch {
                by,
                from,
                to,
                at,
                length,
            }) = stretch(table, twist)
            else {
                continue;
            };
            let before = all_words(&table.report());
            if twist.pick[4] % 3 == 0 {
                let mut step = json!({"by": by, "do": "move", "card": from, "before": to});
                let view = table.canvas().card_view(table.card(&to));
                (step["stage"], step["lane"]) = (json!(view.stage), json!(view.lane));
                // The stage may have been taken away under it.
                let _ = table.step(step);
            } else {
                let room = table.length(&to) - if from == to { length } else { 0 };
                let to_at = usize::from(twist.pick[4]) % (room + 1);
                done(
                    table,
                    json!({"by": by, "do": "transfer", "from": from, "at": at,
                    "length": length, "to": to, "to_at": to_at, "keep": false}),
                )?;
            }
            prop_assert_eq!(before, all_words(&table.report()));
        }
        Ok(())
    });
}

#[test]
fn law_11_copies_create_nothing() {
    hold("law_11", 128, LONG, |table, sketch| {
        for (n, twist) in sketch.twist.iter().enumerate() {
            let Some(Stretch {
                by,
                from,
                to,
                at,
                length,
            }) = stretch(table, twist)
            else {
                continue;
            };
            let (points, letters) = (all_points(&table.report()), all_words(&table.report()));
            if twist.pick[4] % 2 == 0 {
                done(
                    table,
                    json!({"by": by, "do": "copy", "card": from, "as": format!("copy{n}")}),
                )?;
                prop_assert_eq!(points, all_points(&table.report()));
            } else {
                let to_at = usize::from(twist.pick[4]) % (table.length(&to) + 1);
                done(
                    table,
                    json!({"by": by, "do": "transfer", "from": from, "at": at,
                    "length": length, "to": to, "to_at": to_at, "keep": true}),
                )?;
            }
            prop_assert_eq!(letters, all_words(&table.report()));
        }
        Ok(())
    });
}

#[test]
fn law_12_split_and_merge_change_no_words() {
    hold("law_12", 128, LONG, |table, sketch| {
        for (n, twist) in sketch.twist.iter().enumerate() {
            let Some(Stretch {
                by, from, to, at, ..
            }) = stretch(table, twist)
            else {
                continue;
            };
            let before = all_words(&table.report());
            if twist.pick[4] % 2 == 0 {
                done(
                    table,
                    json!({"by": by, "do": "split", "card": from, "at": at, "as": format!("rest{n}")}),
                )?;
            } else if from != to {
                // A promise goes with its card, and a name with the last card of its group.
                let view = table.canvas().card_view(table.card(&from));
                if !view.promises.is_empty() || view.group.is_some() {
                    continue;
                }
                done(
                    table,
                    json!({"by": by, "do": "merge", "card": from, "into": to}),
                )?;
            }
            prop_assert_eq!(before, all_words(&table.report()));
        }
        Ok(())
    });
}

#[test]
fn law_13_keystrokes_bursts_and_one_paste_give_the_same() {
    hold("law_13", 128, LONG, |table, sketch| {
        let twist = &sketch.twist[0];
        let Some(Stretch {
            by,
            from,
            at,
            length,
            ..
        }) = stretch(table, twist)
        else {
            return Ok(());
        };
        let text = canvas::grapheme::normalise(&twist.text);
        let graphemes = canvas::grapheme::cut(&text);
        // Tidying up, letters of a paste take the place of those it deletes; typed, they cannot.
        let tidy = twist.tidy && by.starts_with('f');
        let delete = if tidy { 0 } else { length.min(5) };
        let written = |burst: usize| -> Result<Table, TestCaseError> {
            let mut table =
                Table::replayed(&table.head, &table.steps).map_err(TestCaseError::fail)?;
            let seen = table.steps.len();
            if delete > 0 {
                done(
                    &mut table,
                    json!({"by": by, "do": "edit", "card": from, "at": at, "delete": delete}),
                )?;
            }
            for (n, part) in graphemes.chunks(burst).enumerate() {
                let mut step = json!({"by": by, "do": "edit", "card": from, "at": at + n * burst,
                    "insert": part.concat()});
                if tidy {
                    step["tidy"] = json!(true);
                }
                if twist.late > 5 {
                    step["base"] = json!(seen);
                }
                done(&mut table, step)?;
            }
            Ok(table)
        };
        let one_by_one = written(1)?;
        for burst in [2, 3, graphemes.len().max(1)] {
            let other = written(burst)?;
            prop_assert_eq!(one_by_one.report(), other.report());
            prop_assert_eq!(one_by_one.standing(), other.standing());
        }
        Ok(())
    });
}

#[test]
fn law_14_blanks_case_and_punctuation_are_neutral() {
    hold("law_14", 128, LONG, |table, sketch| {
        for twist in &sketch.twist {
            let Some(Stretch {
                by,
                from,
                at,
                length,
                ..
            }) = stretch(table, twist)
            else {
                continue;
            };
            let before = table.report();
            let blank = [" ", "\n", "...", " — ", "\u{301}", "!?", "\t", "\r\n"];
            let step = match twist.pick[4] % 3 {
                0 => {
                    let insert = blank[usize::from(twist.pick[0]) % blank.len()];
                    json!({"by": by, "do": "edit", "card": from, "at": at, "insert": insert})
                }
                kind => {
                    let old = &table.graphemes(&from)[at..at + length];
                    let cased = if kind == 1 {
                        old.concat().to_uppercase()
                    } else {
                        old.concat().to_lowercase()
                    };
                    let new = canvas::grapheme::cut(&cased);
                    // Halves of flags that were typed apart join anew.
                    let alike = |(old, new): (&String, _)| canvas::grapheme::same_letter(old, new);
                    if new.len() != length || !old.iter().zip(new).all(alike) {
                        continue;
                    }
                    json!({"by": by, "do": "edit", "card": from, "at": at, "delete": length, "insert": cased})
                }
            };
            done(table, step)?;
            prop_assert_eq!(before, table.report());
        }
        Ok(())
    });
}

#[test]
fn law_16_what_others_add_never_lowers_my_words() {
    hold("law_16", 128, LONG, |table, sketch| {
        const ADDS: [&str; 7] = [
            "add", "edit", "copy", "link", "promise", "transfer", "rename",
        ];
        for twist in &sketch.twist {
            let kind = ADDS[usize::from(twist.pick[0]) % ADDS.len()];
            let Some(mut step) = table.proposed(&Intent {
                kind,
                voices: Vec::new(),
                ..twist.clone()
            }) else {
                continue;
            };
            match step["do"].as_str().unwrap() {
                "edit" => (step["delete"], step["insert"]) = (json!(0), json!(twist.text)),
                "transfer" => step["keep"] = json!(true),
                // A new wording deletes the old one.
                "rename" => continue,
                _ => {}
            }
            let before = table.report();
            if table.step(step.clone()).is_err() {
                continue;
            }
            let after = table.report();
            for person in before
                .people
                .iter()
                .filter(|row| json!(row.id) != step["by"])
            {
                prop_assert!(
                    words(&after, &person.id) >= words(&before, &person.id),
                    "{}",
                    person.id
                );
            }
        }
        Ok(())
    });
}

#[test]
fn law_17_a_deletion_lowers_only_the_words_of_whose_letters_go() {
    hold("law_17", 192, LONG, |table, sketch| {
        for twist in &sketch.twist {
            let Some(Stretch {
                by,
                from,
                at,
                length,
                ..
            }) = stretch(table, twist)
            else {
                continue;
            };
            let before = table.report();
            let canvas = table.canvas();
            let card = table.card(&from);
            let whole = twist.pick[4] % 4 == 0;
            let text = canvas.card(card).text;
            let mut gone: Vec<u32> = if whole {
                canvas.letters().standing(text).collect()
            } else {
                canvas
                    .letters()
                    .standing(text)
                    .skip(at)
                    .take(length)
                    .collect()
            };
            if whole {
                let promised = canvas
                    .promises_on(card)
                    .map(|no| canvas.promises()[no as usize].text);
                let group = canvas
                    .group_of(card)
                    .map(|no| canvas.groups()[no as usize].text);
                let texts: Vec<u32> = promised.chain(group).collect();
                gone.extend(
                    texts
                        .into_iter()
                        .flat_map(|text| canvas.letters().standing(text)),
                );
            }
            let mut owners: Vec<String> = Vec::new();
            for place in gone {
                let voice = table.voice(place);
                if canvas.letters().place(place).grapheme.is_letter()
                    && matches!(voice, Voice::People(_))
                {
                    owners.extend(canvas.voice_names(voice));
                }
            }
            if whole {
                for (_, voice) in table.pictures(card) {
                    if let Voice::People(_) = voice {
                        owners.extend(canvas.voice_names(voice));
                    }
                }
            }
            done(
                table,
                match whole {
                    true => json!({"by": by, "do": "delete", "card": from}),
                    false => {
                        json!({"by": by, "do": "edit", "card": from, "at": at, "delete": length})
                    }
                },
            )?;
            let after = table.report();
            for person in &before.people {
                let (then, now) = (words(&before, &person.id), words(&after, &person.id));
                if owners.contains(&person.id) {
                    prop_assert!(now <= then, "{}", person.id);
                } else {
                    prop_assert_eq!(then, now, "{}", person.id);
                }
            }
            prop_assert!(
                after
                    .people
                    .iter()
                    .all(|person| row(&before, &person.id).is_some())
            );
        }
        Ok(())
    });
}
