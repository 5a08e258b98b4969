//! The closing questionnaire: what is asked, what stays each person's own, and what is told.

use super::{add, after, by, code, head};
use crate::plays::{Table, row};
use ownership::report::Feelings;
use serde_json::{Value, json};
use workshop::Workshop;
use workshop::kept::Kept;

fn feel(by: &str, item: u8, estimate: u32, share: bool) -> Value {
    json!({
        "by": by, "do": "feel", "items": [item, 1, 2, 3, 4, 5], "estimate": estimate,
        "share": share,
    })
}

fn told(table: &Table) -> Feelings {
    table.report().feelings.expect("it is told")
}

/// Three customers and three of the staff.
fn six() -> Value {
    let mut head = head();
    let person = |id: &str, side: &str| json!({"id": id, "name": id, "side": side});
    let people = head["people"].as_array_mut().unwrap();
    people.push(person("cem", "customer"));
    people.push(person("ute", "staff"));
    head
}

fn asked(steps: &[Value]) -> Table {
    let mut all = vec![add("anna", "c", "abc"), by("tom", "open_feelings")];
    all.extend_from_slice(steps);
    Table::replayed(&six(), &all).unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn sums_are_told_and_answers_are_not() {
    let mut table = asked(&[
        feel("anna", 7, 700, false),
        feel("ben", 1, 100, false),
        feel("cem", 2, 50, false),
        feel("sue", 3, 300, false),
        feel("ute", 4, 10, false),
        feel("tom", 5, 0, false),
        by("tom", "close_feelings"),
    ]);
    let told = told(&table);
    assert_eq!((told.answered, told.entry), (6, table.canvas().next()));
    let all = told.all.unwrap();
    assert_eq!((all.n, all.estimates_of_1000), (6, 1160));
    assert_eq!(all.items, [22, 6, 12, 18, 24, 30]);
    let sides: Vec<_> = told.sides.iter().map(|sum| (sum.n, sum.items[0])).collect();
    assert_eq!(sides, [(3, 10), (3, 12)]);
    assert!(
        table
            .report()
            .people
            .iter()
            .all(|row| row.feels_mine.is_none())
    );
    // Once told, they are not asked again.
    assert_eq!(
        code(table.step(by("tom", "open_feelings"))),
        "feelings-told"
    );
    assert_eq!(
        code(table.step(feel("anna", 1, 1, true))),
        "feelings-closed"
    );
}

#[test]
fn who_shares_is_told_alone() {
    let table = asked(&[feel("anna", 7, 700, true), by("tom", "close_feelings")]);
    let told = told(&table);
    assert_eq!((told.answered, &told.all, told.sides.len()), (1, &None, 0));
    assert_eq!(
        (&*told.shared[0].id, told.shared[0].estimate_of_1000),
        ("anna", 700)
    );
    let report = table.report();
    assert_eq!(row(&report, "anna").unwrap().feels_mine, Some(700));
    assert_eq!(row(&report, "ben").unwrap().feels_mine, None);
}

#[test]
fn too_few_answers_are_never_told() {
    let mut table = asked(&[
        feel("anna", 7, 700, false),
        feel("ben", 1, 100, false),
        by("tom", "close_feelings"),
    ]);
    let nothing = told(&table);
    assert_eq!(
        (
            nothing.answered,
            nothing.all,
            nothing.sides.len(),
            nothing.shared.len()
        ),
        (2, None, 0, 0)
    );
    // They are forgotten, and can be asked for again.
    table.step(by("tom", "open_feelings")).unwrap();
    table.step(by("tom", "close_feelings")).unwrap();
    assert_eq!(told(&table).answered, 0);
}

#[test]
fn an_answer_is_changed_until_they_are_closed() {
    let table = asked(&[
        feel("anna", 7, 700, true),
        feel("ben", 1, 100, true),
        feel("anna", 2, 200, false),
        feel("ben", 3, 300, true),
        by("tom", "close_feelings"),
    ]);
    let told = told(&table);
    assert_eq!(told.answered, 2);
    assert_eq!((told.shared.len(), told.shared[0].items[0]), (1, 3));
}

#[test]
fn neither_the_file_nor_the_log_nor_a_patch_has_an_answer() {
    let mut table = asked(&[]);
    let client = table.play.workshop.new_client();
    let _ = table.play.workshop.snapshot(client);
    let before = table.canvas().next();
    table.step(feel("anna", 7, 777, false)).unwrap();
    table.step(feel("ben", 6, 666, true)).unwrap();
    // One entry for each step, and they say only that somebody answered.
    assert_eq!(table.canvas().next(), before + 2);
    let line = table.workshop().document().line(before);
    assert_eq!(line, table.workshop().document().line(before + 1));
    for entry in &table.canvas().log()[before as usize..] {
        assert_eq!((entry.by, entry.client, entry.voices.len()), (None, 0, 0));
        assert_eq!(entry.at_ms, table.canvas().log()[before as usize - 1].at_ms);
    }
    let patches = table.play.workshop.patches();
    let patch = serde_json::to_string(&patches[0].1).unwrap();
    let file = String::from_utf8(table.workshop().to_bytes()).unwrap();
    for secret in ["7,1,2,3,4,5", "6,1,2,3,4,5"] {
        assert!(!patch.contains(secret) && !file.contains(secret));
    }
    let feelings = patches[0].1.feelings.expect("how many have answered");
    assert_eq!(
        (feelings.open, feelings.answered, feelings.of),
        (true, 2, 7)
    );
    let snapshot = table.play.workshop.snapshot(client);
    assert_eq!(snapshot.feelings, Some(feelings));
}

#[test]
fn nothing_of_it_is_taken_back() {
    let mut table = asked(&[feel("anna", 7, 700, false)]);
    // What they did before it is what undo is about.
    assert_eq!(code(table.step(by("tom", "undo"))), "nothing-to-undo");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(table.living(), Vec::<String>::new());
    table.step(by("tom", "close_feelings")).unwrap();
    assert_eq!(code(table.step(by("tom", "undo"))), "nothing-to-undo");
    assert_eq!(told(&table).answered, 1);
}

#[test]
fn a_file_with_what_is_told_opens_the_same() {
    let table = asked(&[
        feel("anna", 7, 700, true),
        feel("ben", 1, 100, true),
        feel("cem", 2, 50, true),
        feel("kim", 2, 50, false),
        by("tom", "close_feelings"),
    ]);
    let saved = table.workshop().to_bytes();
    let opened = Workshop::open(&saved, [1; 32]).expect("it opens");
    assert_eq!(opened.differences, Vec::<String>::new());
    assert_eq!(opened.workshop.to_bytes(), saved);
    assert_eq!(opened.workshop.report(), table.report());
    assert_eq!(told(&table).all, None, "Kim would be left over");
}

fn is_answer(kept: &Kept) -> bool {
    matches!(kept, Kept::Answer { .. })
}

fn answers(table: &Table) -> Vec<Kept> {
    let kept = table.workshop().all_kept().into_iter();
    kept.filter(is_answer).collect()
}

#[test]
fn answers_that_were_kept_safe_are_taken_back() {
    let mut table = asked(&[feel("anna", 7, 700, true), feel("ben", 2, 20, true)]);
    let kept = answers(&table);
    assert_eq!(kept.len(), 2);
    let mut again = Workshop::open(&table.workshop().to_bytes(), [1; 32])
        .unwrap()
        .workshop;
    for own in &kept {
        let Kept::Answer { asked, answer, .. } = *own else {
            unreachable!("only answers are asked for");
        };
        // Another round's, or somebody's who is not there, are nobody's.
        for (asked, person) in [(asked - 1, "kim"), (asked, "nobody")] {
            let person = person.to_owned();
            again.recall(&Kept::Answer {
                asked,
                person,
                answer,
            });
        }
        again.recall(own);
    }
    let again: Vec<Kept> = again.all_kept().into_iter().filter(is_answer).collect();
    assert_eq!(again, kept);
    table.step(by("tom", "close_feelings")).unwrap();
    assert_eq!(answers(&table), []);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut table = after(&[add("anna", "c", "abc")]);
    assert_eq!(
        code(table.step(feel("anna", 7, 700, false))),
        "feelings-closed"
    );
    assert_eq!(
        code(table.step(by("tom", "close_feelings"))),
        "feelings-closed"
    );
    assert_eq!(
        code(table.step(by("anna", "open_feelings"))),
        "facilitators-only"
    );
    table.step(by("tom", "open_feelings")).unwrap();
    assert_eq!(
        code(table.step(by("tom", "open_feelings"))),
        "feelings-open"
    );
    assert_eq!(
        code(table.step(by("anna", "close_feelings"))),
        "facilitators-only"
    );
    let with = |key: &str, value: Value| {
        let mut step = feel("anna", 7, 700, false);
        step[key] = value;
        step
    };
    for (expected, step) in [
        ("out-of-range", with("items", json!([0, 1, 1, 1, 1, 1]))),
        ("out-of-range", with("items", json!([8, 1, 1, 1, 1, 1]))),
        ("out-of-range", with("estimate", json!(1001))),
        ("own-name", with("for", json!("ben"))),
        ("not-a-step", with("items", json!([1, 1, 1, 1, 1]))),
        ("not-a-step", with("estimate", json!(-1))),
    ] {
        assert_eq!(code(table.step(step.clone())), expected, "{step}");
    }
    assert_eq!(answers(&table), []);
}
