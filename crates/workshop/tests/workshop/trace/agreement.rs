//! Random typing of several people, against Loro and Automerge, letter by letter; and where undo
//! differs from theirs on purpose.

use super::owners;
use super::peers::{Keystroke, in_automerge, in_loro};
use loro::{ExportMode, LoroDoc, UndoManager};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use workshop::Workshop;
use workshop::scenario::Scenario;

/// What somebody is about to do, in numbers from which positions are made.
type Intent = (bool, u16, char);

fn intents(most: usize) -> impl Strategy<Value = Vec<Intent>> {
    vec(
        (
            prop::bool::weighted(0.65),
            any::<u16>(),
            "[a-zäß漢 ]".prop_map(|s| s.chars().next().expect("one")),
        ),
        1..most,
    )
}

/// The text and the owner of each letter, by us.
fn ours(trace: &[Keystroke]) -> (String, Vec<usize>) {
    let workshop = written(trace);
    let canvas = workshop.canvas();
    (canvas.text(canvas.card(0).text), owners(&workshop))
}

fn written(trace: &[Keystroke]) -> Workshop {
    let people: Vec<_> = (0..3)
        .map(|n| json!({"id": format!("a{n}"), "name": format!("Author {n}"), "side": "customer"}))
        .collect();
    let mut steps =
        vec![json!({"by": "a0", "do": "add", "card": "c", "stage": "Use", "lane": "Ideas"})];
    steps.extend(trace.iter().map(|key| {
        json!({
            "by": format!("a{}", key.by), "do": "edit", "card": "c", "at": key.at,
            "delete": key.delete, "insert": key.insert, "base": key.base + 1,
        })
    }));
    let scenario = json!({
        "scenario": 1, "title": "Typing", "people": people, "steps": steps, "stages": ["Use"], "lanes": ["Ideas"],
    });
    let scenario = Scenario::parse(scenario.to_string().as_bytes()).expect("a scenario");
    scenario.play("agreement", [5; 32], None).expect("played")
}

/// The same by both libraries.
fn theirs(trace: &[Keystroke]) -> [(String, Vec<usize>); 2] {
    [
        in_loro::owners(&in_loro::write(trace, |_| ())[0]),
        in_automerge::owners(&in_automerge::write(trace)[0]),
    ]
}

/// An edit in a text of that length.
fn keystroke(
    by: usize,
    length: usize,
    (inserts, at, letter): Intent,
    base: usize,
) -> Option<Keystroke> {
    let at = usize::from(at);
    let key = |at, delete, insert| {
        Some(Keystroke {
            by,
            at,
            delete,
            insert,
            base,
        })
    };
    match (inserts, length) {
        (true, _) => key(at % (length + 1), 0, letter.to_string()),
        (false, 0) => None,
        (false, _) => key(at % length, 1, String::new()),
    }
}

/// Typing in which everybody sees everything.
fn in_turns(hands: &[(usize, Intent)]) -> Vec<Keystroke> {
    let (mut trace, mut length) = (Vec::new(), 0);
    for &(by, intent) in hands {
        if let Some(key) = keystroke(by, length, intent, trace.len()) {
            length = length + key.insert.chars().count() - key.delete;
            trace.push(key);
        }
    }
    trace
}

/// A letter of somebody's text within a round: one that all saw at its beginning, by its number,
/// or an own one.
#[derive(Clone, Copy, PartialEq)]
enum Letter {
    Seen(usize),
    Own,
}

/// Rounds in which nobody sees what the others do. Everybody types in a stretch of their own, and
/// all delete in one stretch that belongs to nobody, so that no two insertions meet at one spot.
fn in_rounds(
    authors: usize,
    first: &[(usize, Intent)],
    rounds: &[Vec<Vec<Intent>>],
) -> Vec<Keystroke> {
    let mut trace = in_turns(first);
    let mut length: usize = trace
        .iter()
        .map(|key| key.insert.chars().count())
        .sum::<usize>()
        - trace.iter().map(|key| key.delete).sum::<usize>();
    for round in rounds {
        let base = trace.len();
        let stretch = length / (authors + 1);
        // Between two stretches stays a letter that nobody touches.
        let is_in = |which: usize, seen: usize| {
            stretch > 2 && seen / stretch == which && !seen.is_multiple_of(stretch)
        };
        let mut deleted = vec![false; length];
        let mut more = 0;
        let mut sheets: Vec<Vec<Keystroke>> = Vec::new();
        for (by, intents) in round.iter().enumerate().take(authors) {
            let mut text: Vec<Letter> = (0..length).map(Letter::Seen).collect();
            let mut sheet = Vec::new();
            for &(inserts, chance, letter) in intents {
                let may = |at: usize| match text[at] {
                    Letter::Own => true,
                    Letter::Seen(seen) => is_in(by, seen) || (!inserts && is_in(authors, seen)),
                };
                let spots: Vec<usize> = (0..text.len()).filter(|&at| may(at)).collect();
                let Some(&at) = spots.get(usize::from(chance) % spots.len().max(1)) else {
                    continue;
                };
                if inserts {
                    text.insert(at + 1, Letter::Own);
                    sheet.push(Keystroke {
                        by,
                        at: at + 1,
                        delete: 0,
                        insert: letter.to_string(),
                        base,
                    });
                } else {
                    if let Letter::Seen(seen) = text.remove(at) {
                        deleted[seen] = true;
                    }
                    sheet.push(Keystroke {
                        by,
                        at,
                        delete: 1,
                        insert: String::new(),
                        base,
                    });
                }
            }
            more += text.iter().filter(|letter| **letter == Letter::Own).count();
            sheets.push(sheet);
        }
        trace.extend(shuffled(sheets));
        length = length + more - deleted.iter().filter(|deleted| **deleted).count();
    }
    trace
}

/// Everybody's keystrokes in turn.
fn shuffled(sheets: Vec<Vec<Keystroke>>) -> Vec<Keystroke> {
    let mut sheets: Vec<_> = sheets.into_iter().map(Vec::into_iter).collect();
    let mut all = Vec::new();
    loop {
        let before = all.len();
        for sheet in &mut sheets {
            all.extend(sheet.next());
        }
        if all.len() == before {
            return all;
        }
    }
}

/// How many of each letter are whose, wherever they stand.
fn heap((text, owners): (String, Vec<usize>)) -> Vec<(usize, char)> {
    let mut heap: Vec<_> = owners.into_iter().zip(text.chars()).collect();
    heap.sort_unstable();
    heap
}

fn hands() -> impl Strategy<Value = Vec<(usize, Intent)>> {
    intents(80).prop_map(|intents| {
        let by = |(_, at, _): Intent| usize::from(at) * 7 % 3;
        intents
            .into_iter()
            .map(|intent| (by(intent), intent))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_sees_everything_types_the_same_letters_everywhere(hands in hands()) {
        let trace = in_turns(&hands);
        for theirs in theirs(&trace) {
            prop_assert_eq!(ours(&trace), theirs);
        }
    }

    #[test]
    fn typing_at_once_at_different_spots_makes_the_same_text_everywhere(
        authors in 2..=3_usize,
        first in hands(),
        rounds in vec(vec(intents(12), 3), 1..6),
    ) {
        let trace = in_rounds(authors, &first, &rounds);
        for theirs in theirs(&trace) {
            prop_assert_eq!(ours(&trace), theirs);
        }
    }

    /// Whose letters stand left at one spot, each decides by rules of their own; whose they are
    /// and which ones stand, not.
    #[test]
    fn typing_at_once_anywhere_leaves_everybody_the_same_letters(
        first in hands(),
        at_once in vec(intents(20), 2..=3),
    ) {
        let mut trace = in_turns(&first);
        let base = trace.len();
        let seen: usize = trace.iter().map(|key| key.insert.chars().count()).sum::<usize>()
            - trace.iter().map(|key| key.delete).sum::<usize>();
        let sheets = at_once.iter().enumerate().map(|(by, intents)| {
            let mut length = seen;
            let mut sheet = Vec::new();
            for &intent in intents {
                if let Some(key) = keystroke(by, length, intent, base) {
                    length = length + key.insert.chars().count() - key.delete;
                    sheet.push(key);
                }
            }
            sheet
        });
        trace.extend(shuffled(sheets.collect()));
        let own = heap(ours(&trace));
        for theirs in theirs(&trace) {
            prop_assert_eq!(&own, &heap(theirs));
        }
    }
}

/// In Loro whoever presses undo becomes the author of what comes back; here it stays whose it was.
#[test]
fn undo_brings_letters_back_to_whoever_wrote_them() {
    let word = "renewal";
    // Author 0 writes, author 1 deletes it and takes that back.
    let docs = [1, 2].map(|peer| {
        let doc = LoroDoc::new();
        doc.set_peer_id(peer).expect("a new document");
        doc
    });
    docs[0].get_text("text").insert(0, word).expect("inserted");
    docs[0].commit();
    let updates = docs[0].export(ExportMode::all_updates()).expect("exported");
    docs[1].import(&updates).expect("imported");
    let mut undo = UndoManager::new(&docs[1]);
    docs[1]
        .get_text("text")
        .delete(0, word.len())
        .expect("deleted");
    docs[1].commit();
    assert!(undo.undo().expect("undone"));
    let (text, owners_in_loro) = in_loro::owners(&docs[1]);
    assert_eq!(text, word);
    assert_eq!(
        owners_in_loro,
        vec![1; word.len()],
        "Loro: whoever pressed undo"
    );

    let key = |by, delete, insert: &str| Keystroke {
        by,
        at: 0,
        delete,
        insert: insert.to_owned(),
        base: 1,
    };
    let mut trace = vec![key(0, 0, word), key(1, word.len(), "")];
    trace[0].base = 0;
    let mut workshop = written(&trace);
    let undo = serde_json::from_value(json!({"by": "a1", "do": "undo"})).expect("a step");
    let view = canvas::seen::View {
        base: workshop.canvas().next(),
        client: 2,
    };
    workshop
        .perform(
            &undo,
            canvas::door::Occasion {
                at_ms: 9_000,
                view,
                gesture: None,
            },
        )
        .expect("undone");
    let canvas = workshop.canvas();
    assert_eq!(canvas.text(canvas.card(0).text), word);
    assert_eq!(
        owners(&workshop),
        vec![0; word.len()],
        "ours: whoever wrote it"
    );
}
