//! Laws 5 to 9 and 21: nothing depends on when or by what way things came to be so.

use crate::plays::{
    ANY, APART, Failing, Intent, Profile, Table, all_points, casts, hold, hold_for, intents,
};
use canvas::canvas::{Canvas, Changes, Voice};
use canvas::file::Document;
use canvas::letters::{EntryNo, PlaceNo};
use canvas::seen::View;
use ownership::Ownership;
use ownership::report::{Report, Scope};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::HashSet;
use workshop::Workshop;

/// Unnamed writers are numbered in the order in which they come, which is not theirs to choose.
const PLAIN: Profile = Profile {
    late: false,
    anonymous: false,
    ..APART
};

/// What one person wrote at the same time as everybody else, and what they saw before each step.
struct Sheet {
    person: String,
    steps: Vec<(Value, Vec<(String, String)>)>,
    /// The stretches that came to stand, and did not where all began.
    stretches: HashSet<Vec<String>>,
    /// Something stood before, and was typed again.
    repeats: bool,
}

/// Everybody goes on writing from where all were, seeing only that and what they write themselves:
/// they type, tidy up, copy and move letters, and take things back. One of them also
/// adds, splits, merges and copies cards; if several did, it would depend on the order which of those
/// steps come too late and are refused. Then the steps are delivered in three orders.
///
/// Whatever the order, each author finds every text exactly as they had seen it, and the same
/// letters stand, as the same people's, from the same cards. On which card a letter stands that
/// two people moved to different ones depends on the order (the later entry has it), and so do,
/// with it, whether it counts where only one of the cards is in the result, and points for
/// structure and lineage, which go by the letters on a card: points are compared where nobody
/// moved text away.
/// Of two people who type the same twenty letters at once the earlier entry has them, and what
/// somebody types again is another's unless they have just taken it away: neither is compared.
#[test]
fn law_05_the_order_of_delivery_does_not_matter_to_whose_letters_they_are() {
    let hands = vec((any::<u16>(), intents(PLAIN)), 2..24);
    let concurrent = (casts(), vec(intents(APART), 1..10), hands, any::<u64>());
    hold_for(
        "law_05",
        256,
        concurrent,
        |(cast, before, hands, shuffle), failing| {
            let mut table = Table::set(cast.head());
            for intent in &before {
                table.attempt(intent);
            }
            let common = table.steps.clone();
            let sheets = sheets(&cast.head(), &common, &table.people(), &hands)?;
            let alike = |(n, sheet): (usize, &Sheet)| {
                if sheet.repeats {
                    return true;
                }
                let mut others = sheets[..n].iter();
                others.any(|other| !sheet.stretches.is_disjoint(&other.stretches))
            };
            if sheets.iter().enumerate().any(alike) {
                return Ok(());
            }
            let mut outcomes = Vec::new();
            for turn in 0..3 {
                let (head, common) = (cast.head(), &common);
                let order = shuffle.rotate_left(21 * turn) | 1;
                let all = delivered(&head, common, &sheets, order, failing)?;
                outcomes.push((letters(&all), all_points(&all.report())));
            }
            let moves = |(step, _): &(Value, _)| {
                matches!(step["do"].as_str(), Some("split" | "merge"))
                    || (step["do"] == "transfer" && step["keep"] == false)
            };
            let moved = sheets.iter().any(|sheet| sheet.steps.iter().any(moves));
            for other in &outcomes[1..] {
                prop_assert_eq!(&outcomes[0].0, &other.0);
                if !moved {
                    prop_assert_eq!(&outcomes[0].1, &other.1);
                }
            }
            Ok(())
        },
    );
}

fn sheets(
    head: &Value,
    common: &[Value],
    people: &[String],
    hands: &[(u16, Intent)],
) -> Result<Vec<Sheet>, TestCaseError> {
    const NEW: [&str; 7] = ["k", "l", "m", "n", "o", "p", "q"];
    let mut sheets = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let mut alone = Table::replayed(head, common).map_err(TestCaseError::fail)?;
        alone.prefix = NEW[n];
        let (mut steps, mut came) = (Vec::new(), HashSet::new());
        let (before, places) = (stretches(&alone), alone.canvas().letters().places());
        let (mut done, mut undone) = (0, 0);
        for (who, intent) in hands {
            if usize::from(*who) % people.len() != n {
                continue;
            }
            let Some(step) = writing(&alone, person, intent, n == 0) else {
                continue;
            };
            let taking_back = match step["do"].as_str() {
                Some("undo") => Some((done, -1)),
                Some("redo") => Some((undone, 1)),
                _ => None,
            };
            // What was done before all this is not taken back: somebody may have built on it.
            if taking_back.is_some_and(|(left, _)| left == 0) {
                continue;
            }
            let seen = texts(&alone);
            if alone.step(step.clone()).is_ok() {
                steps.push((step, seen));
                came.extend(stretches(&alone));
                match taking_back {
                    Some((_, by)) => (done, undone) = (done + by, undone - by),
                    None => (done, undone) = (done + 1, 0),
                }
            }
        }
        sheets.push(Sheet {
            person: person.clone(),
            steps,
            stretches: came.difference(&before).cloned().collect(),
            repeats: repeats_from(alone.canvas(), places),
        });
    }
    Ok(sheets)
}

/// Something that somebody does with text.
fn writing(table: &Table, person: &str, intent: &Intent, arranges: bool) -> Option<Value> {
    const TEXT: [&str; 10] = [
        "edit", "edit", "edit", "set_text", "set_text", "transfer", "transfer", "transfer", "undo",
        "redo",
    ];
    const CARDS: [&str; 10] = [
        "edit", "set_text", "transfer", "transfer", "split", "split", "merge", "merge", "copy",
        "add",
    ];
    let kinds = if arranges { CARDS } else { TEXT };
    let mut step = table.proposed(&Intent {
        kind: kinds[usize::from(intent.pick[4] / 7) % 10],
        late: 0,
        voices: Vec::new(),
        ..intent.clone()
    })?;
    step["by"] = json!(person);
    if !table.is_facilitator(person) {
        step.as_object_mut()?.remove("tidy");
    }
    Some(step)
}

/// Whether any letter from a place on repeats an earlier one.
fn repeats_from(canvas: &Canvas, first: PlaceNo) -> bool {
    let ownership = Ownership::of(canvas, Scope::Board);
    let mut places = first..canvas.letters().places();
    places.any(|place| ownership.identity(canvas, place) != canvas.letters().place(place).origin)
}

/// All twenty letters that stand side by side somewhere.
fn stretches(table: &Table) -> HashSet<Vec<String>> {
    let canvas = table.canvas();
    let of_text = |text| {
        let letters: Vec<String> = canvas
            .letters()
            .standing(text)
            .filter(|&place| canvas.letters().place(place).grapheme.is_letter())
            .map(|place| canvas::grapheme::folded(&canvas.grapheme(place)).collect())
            .collect();
        letters.windows(20).map(<[_]>::to_vec).collect::<Vec<_>>()
    };
    (0..canvas.letters().texts()).flat_map(of_text).collect()
}

/// What all cards read.
fn texts(table: &Table) -> Vec<(String, String)> {
    let canvas = table.canvas();
    let cards = table.living().into_iter();
    cards
        .map(|id| (canvas.text(canvas.card(table.card(&id)).text), id))
        .map(|(text, id)| (id, text))
        .collect()
}

/// Plays everybody's steps, each sheet in its own order, mixed by chance.
fn delivered(
    head: &Value,
    common: &[Value],
    sheets: &[Sheet],
    mut chance: u64,
    failing: &mut Failing,
) -> Result<Table, TestCaseError> {
    let mut all = Table::replayed(head, common).map_err(TestCaseError::fail)?;
    let (seen, base) = (common.len(), all.canvas().next());
    let mut sheets: Vec<_> = sheets
        .iter()
        .map(|sheet| (&sheet.person, sheet.steps.iter().peekable()))
        .collect();
    while sheets.iter_mut().any(|(_, steps)| steps.peek().is_some()) {
        chance = chance
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let next = (chance >> 33) as usize % sheets.len();
        let (person, steps) = &mut sheets[next];
        let Some((step, texts)) = steps.next() else {
            continue;
        };
        let mut step = step.clone();
        step["base"] = json!(seen);
        let mut with_this = all.scenario();
        if let Some(steps) = with_this["steps"].as_array_mut() {
            steps.push(step.clone());
        }
        failing.scenario = with_this;
        let client = all.canvas().person_named(person).map_or(0, |p| p + 1);
        let view = View { base, client };
        for (card, text) in texts {
            let canvas = all.canvas();
            let found = canvas.text_seen(canvas.card(all.card(card)).text, view);
            prop_assert_eq!(text, &found, "{} as {} saw it", card, person);
        }
        all.step(step).map_err(TestCaseError::fail)?;
    }
    failing.scenario = all.scenario();
    Ok(all)
}

/// Every letter that stands anywhere, however many copies of it, with whose it is and from where.
fn letters(table: &Table) -> Vec<(String, Vec<String>, String)> {
    let canvas = table.canvas();
    let mut identities: Vec<_> = (0..canvas.letters().texts())
        .flat_map(|text| canvas.letters().standing(text))
        .filter(|&place| canvas.letters().place(place).grapheme.is_letter())
        .map(|place| table.identity(place))
        .collect();
    identities.sort_unstable();
    identities.dedup();
    let mut letters: Vec<_> = identities
        .into_iter()
        .map(|identity| {
            (
                // Of two people who spell it otherwise, the later entry has it.
                canvas::grapheme::folded(&canvas.grapheme(identity)).collect(),
                canvas.voice_names(canvas.voice(canvas.letters().place(identity).entry)),
                canvas.text_name(canvas.origin_text(identity)),
            )
        })
        .collect();
    letters.sort();
    letters
}

#[test]
fn law_06_updating_live_is_recomputing_from_the_log() {
    hold("law_06", 96, ANY, |table, _| {
        let again = Table::set(table.head.clone());
        let mut play = again.play;
        let mut seen = Vec::new();
        for step in &table.steps {
            play.step(step)
                .map_err(|why| TestCaseError::fail(why.to_string()))?;
            let canvas = play.workshop.canvas();
            let live = play.workshop.report();
            prop_assert_eq!(&live, &Ownership::of(canvas, Scope::Board).report(canvas));
            seen.push((canvas.next(), live, canvas.board()));
        }
        for (next, live, board) in seen {
            let then = play.workshop.document().canvas_at(next);
            prop_assert_eq!(live, Ownership::of(&then, Scope::Board).report(&then));
            prop_assert_eq!(board, then.board());
        }
        Ok(())
    });
}

/// Somebody who follows a log entry by entry.
struct Follower {
    live: Ownership,
    next: EntryNo,
    report: Option<Report>,
}

impl Follower {
    fn new() -> Self {
        Follower {
            live: Ownership::of(&Canvas::new(), Scope::Board),
            next: 0,
            report: None,
        }
    }

    fn see(&mut self, canvas: &Canvas, number: EntryNo, changes: &Changes) {
        assert_eq!((number, canvas.next()), (self.next, self.next + 1));
        self.next = canvas.next();
        self.live.follow(canvas, number, changes);
        self.report = Some(self.live.report(canvas));
    }
}

#[test]
fn law_06_following_a_file_as_it_is_read_is_recomputing_from_its_log() {
    hold("law_06_reading", 96, ANY, |table, _| {
        let saved = table.workshop().to_bytes();
        let mut reading = Follower::new();
        let read = Document::read(&saved, [1; 32], |c, n, changes| reading.see(c, n, changes));
        prop_assert!(read.is_ok());
        let mut recovering = Follower::new();
        Document::recover(&saved, [1; 32], |c, n, changes| {
            recovering.see(c, n, changes);
        });
        let mut replaying = Follower::new();
        let document = table.workshop().document();
        document.replay(EntryNo::MAX, |c, n, changes| replaying.see(c, n, changes));
        for follower in [reading, recovering, replaying] {
            prop_assert_eq!(follower.report, Some(table.report()));
        }
        Ok(())
    });
}

#[test]
fn law_07_save_load_save_is_byte_equal_with_the_same_shares() {
    hold("law_07", 128, ANY, |table, sketch| {
        let saved = table.workshop().to_bytes();
        let opened = Workshop::open(&saved, [9; 32])
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(opened.differences, Vec::<String>::new());
        let mut opened = opened.workshop;
        prop_assert_eq!(
            String::from_utf8(saved),
            String::from_utf8(opened.to_bytes())
        );
        prop_assert_eq!(table.report(), opened.report());
        // Whoever opened it can go on as if it had never been closed, with what is kept beside the
        // file.
        for kept in table.workshop().all_kept() {
            opened.recall(&kept);
        }
        std::mem::swap(&mut table.play.workshop, &mut opened);
        let closed = opened;
        let mut untouched =
            Table::replayed(&table.head, &table.steps).map_err(TestCaseError::fail)?;
        prop_assert_eq!(closed.report(), untouched.report());
        for intent in &sketch.twist {
            // What was written without a name, the file keeps no way back from to the writer: it
            // cannot be undone after that, nor be known as seen.
            let nameless = table.canvas().people().iter().any(|seat| seat.anonymous);
            let own = intent.late > 0 || intent.kind.ends_with("do");
            if let Some(step) = table.proposed(intent).filter(|_| !(nameless && own)) {
                prop_assert_eq!(table.step(step.clone()), untouched.step(step));
            }
        }
        prop_assert_eq!(table.standing(), untouched.standing());
        prop_assert_eq!(table.report(), untouched.report());
        Ok(())
    });
}

#[test]
fn law_08_undo_and_redo_are_neutral() {
    hold("law_08", 192, APART, |table, sketch| {
        let people = table.people();
        // As the last thing: some undos of one person, and as many redos.
        for (n, twist) in sketch.twist.iter().enumerate() {
            let by = &people[usize::from(twist.by) % people.len()];
            let (report, standing) = (table.report(), table.standing());
            let mut undone = 0;
            while undone <= n % 3 && table.step(json!({"by": by, "do": "undo"})).is_ok() {
                undone += 1;
            }
            for _ in 0..undone {
                table
                    .step(json!({"by": by, "do": "redo"}))
                    .map_err(TestCaseError::fail)?;
            }
            prop_assert_eq!(report, table.report());
            prop_assert_eq!(standing, table.standing());
        }
        Ok(())
    });
}

#[test]
fn law_08_an_undone_step_counts_as_never_made() {
    hold("law_08_never_made", 192, ANY, |table, sketch| {
        for intent in &sketch.twist {
            let (report, standing) = (table.report(), table.standing());
            let step = table.proposed(intent).filter(|step| {
                let kind = step["do"].as_str().unwrap();
                !["undo", "redo"].contains(&kind)
            });
            let Some(step) = step else { continue };
            let by = step["by"].clone();
            if table.step(step).is_ok() {
                let last = table.canvas().log().last().expect("it made one");
                if last.op.is_for_good() {
                    continue;
                }
                table
                    .step(json!({"by": by, "do": "undo"}))
                    .map_err(TestCaseError::fail)?;
                prop_assert_eq!(&report, &table.report());
                // An unnamed writer's seat and a group without cards stay known.
                let (mut before, mut after) = (standing, table.standing());
                for part in [&mut before, &mut after] {
                    (part["people"], part["groups"]) = (Value::Null, Value::Null);
                }
                prop_assert_eq!(before, after);
            }
        }
        Ok(())
    });
}

#[test]
fn law_08_undo_and_redo_in_the_midst_change_nothing_that_follows() {
    hold("law_08_midst", 128, APART, |table, sketch| {
        let people = table.people();
        let by = &people[usize::from(sketch.twist[0].by) % people.len()];
        let at = usize::from(sketch.twist[0].pick[0]) % (table.steps.len() + 1);
        let mut other =
            Table::replayed(&table.head, &table.steps[..at]).map_err(TestCaseError::fail)?;
        if other.step(json!({"by": by, "do": "undo"})).is_err() {
            return Ok(());
        }
        other
            .step(json!({"by": by, "do": "redo"}))
            .map_err(TestCaseError::fail)?;
        for step in &table.steps[at..] {
            let mut step = step.clone();
            if let Some(base) = step["base"].as_u64().filter(|base| *base as usize > at) {
                step["base"] = json!(base + 2);
            }
            other.step(step).map_err(TestCaseError::fail)?;
        }
        // Entries have other numbers now.
        let told = |table: &Table| {
            let mut report = table.report();
            report.feelings.iter_mut().for_each(|told| told.entry = 0);
            report
        };
        prop_assert_eq!(told(table), told(&other));
        prop_assert_eq!(table.standing(), other.standing());
        Ok(())
    });
}

#[test]
fn law_09_delete_and_restore_are_neutral() {
    hold("law_09", 128, ANY, |table, sketch| {
        let mut people = table.people();
        people.push("steward".to_owned());
        for twist in &sketch.twist {
            let living = table.living();
            if living.is_empty() {
                return Ok(());
            }
            let card = &living[usize::from(twist.pick[0]) % living.len()];
            let somebody = |number: u16| &people[usize::from(number) % people.len()];
            let (report, standing) = (table.report(), table.standing());
            let (one, two) = (somebody(twist.pick[1]), somebody(twist.pick[2]));
            let deletion = json!({"by": one, "do": "delete", "card": card});
            table.step(deletion).map_err(TestCaseError::fail)?;
            let back = match twist.pick[3] % 2 {
                0 => json!({"by": two, "do": "restore", "card": card}),
                _ => json!({"by": one, "do": "undo"}),
            };
            table.step(back).map_err(TestCaseError::fail)?;
            prop_assert_eq!(report, table.report());
            prop_assert_eq!(standing, table.standing());
        }
        Ok(())
    });
}

#[test]
fn law_21_a_move_back_returns_the_credit() {
    let plain = Profile {
        tidy: false,
        structure: true,
        ..ANY
    };
    hold("law_21", 128, plain, |table, sketch| {
        let people = table.people();
        for twist in &sketch.twist {
            let living = table.living();
            if living.is_empty() {
                return Ok(());
            }
            let somebody = |number: u16| &people[usize::from(number) % people.len()];
            let (one, two) = (somebody(twist.pick[0]), somebody(twist.pick[1]));
            let card = &living[usize::from(twist.pick[2]) % living.len()];
            let view = table.canvas().card_view(table.card(card));
            let before = all_points(&table.report());
            let (away, back) = match twist.pick[3] % 3 {
                0 => (
                    json!({"do": "move", "card": card, "stage": "S0", "lane": "L0"}),
                    json!({"do": "move", "card": card, "stage": view.stage, "lane": view.lane}),
                ),
                1 => match view.group {
                    // A split stays in its source's group, put there by nobody.
                    Some(group) if was_put_there(table, card) => (
                        json!({"do": "ungroup", "cards": [card]}),
                        json!({"do": "group", "group": group, "cards": [card]}),
                    ),
                    _ => continue,
                },
                _ => match view.links.first() {
                    Some(link) if table.living().contains(&link.to) => {
                        let link = json!({"from": card, "to": link.to, "kind": link.kind});
                        let (mut un, mut re) = (link.clone(), link);
                        (un["do"], re["do"]) = (json!("unlink"), json!("link"));
                        (un, re)
                    }
                    _ => continue,
                },
            };
            for (mut step, by) in [(away, one), (back, two)] {
                step["by"] = json!(by);
                // The stage may have been taken away.
                if table.step(step).is_err() {
                    return Ok(());
                }
            }
            prop_assert_eq!(before, all_points(&table.report()));
        }
        Ok(())
    });
}

fn was_put_there(table: &Table, card: &str) -> bool {
    let canvas = table.canvas();
    let card = table.card(card);
    let made = canvas.card(card).made;
    let here = canvas.group_of(card);
    canvas.groupings(card).any(|(entry, group)| {
        entry != made && group == here && matches!(canvas.voice(entry), Voice::People(_))
    }) && canvas.groupings(card).all(|(entry, _)| entry != made)
}
