//! What typed-again text is, case by case (`OWNERSHIP.md`, section 4).

use super::{add, after, by, edit};
use crate::plays::{Table, all_words, figure};
use ownership::report::{Certainty, Scope};
use serde_json::{Value, json};

const SAID: &str = "Nobody tells me when it will be ready";

fn letters(table: &Table, person: &str) -> String {
    figure(&table.report(), person, |row| &row.letters).to_string()
}

fn delete(who: &str, card: &str) -> Value {
    json!({"by": who, "do": "delete", "card": card})
}

#[test]
fn whoever_types_it_again_it_stays_whose_it_was() {
    let table = after(&[add("anna", "c", SAID), add("ben", "d", SAID)]);
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn it_stays_so_when_the_first_is_deleted_by_another() {
    let table = after(&[
        add("anna", "c", SAID),
        add("ben", "d", SAID),
        delete("sue", "c"),
    ]);
    assert_eq!(letters(&table, "anna"), "30");
    let table = after(&[
        add("anna", "c", SAID),
        delete("sue", "c"),
        add("ben", "d", SAID),
    ]);
    assert_eq!(letters(&table, "anna"), "30");
}

#[test]
fn what_somebody_took_back_themselves_is_free() {
    let gone = [
        vec![delete("anna", "c")],
        vec![edit("anna", "c", 0, SAID.len(), "")],
        vec![by("anna", "undo")],
    ];
    for gone in gone {
        let mut steps = vec![add("anna", "c", SAID)];
        steps.extend(gone);
        steps.push(add("ben", "d", SAID));
        let table = after(&steps);
        assert_eq!(letters(&table, "anna"), "0");
        assert_eq!(letters(&table, "ben"), "30");
    }
}

#[test]
fn blanks_case_and_punctuation_do_not_matter() {
    let again = "NOBODY—tells me, when it\nwill be: ready!";
    let table = after(&[add("anna", "c", SAID), add("ben", "d", again)]);
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn letters_of_several_scalars_are_compared_as_letters() {
    let composed = "é".repeat(3) + "aßcdefghijklmnopqrstuv";
    let apart = "e\u{301}".repeat(3) + "AßCDEFGHIJKLMNOPQRSTUV";
    let table = after(&[add("anna", "c", &composed), add("ben", "d", &apart)]);
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn nineteen_letters_are_new_and_twenty_are_not() {
    let nineteen = &SAID[..SAID.len() - 13];
    let table = after(&[add("anna", "c", SAID), add("ben", "d", nineteen)]);
    assert_eq!(letters(&table, "ben"), "19");
    let twenty = &SAID[..SAID.len() - 12];
    let table = after(&[add("anna", "c", SAID), add("ben", "d", twenty)]);
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn a_changed_word_in_the_middle_keeps_both_halves() {
    let said = "We wait for the invoice every month and then we call the office";
    let again = "We wait for the invoice every SINGLE month and then we call the office";
    let steps = |again: Vec<Value>| {
        let mut steps = vec![add("anna", "c", said)];
        steps.extend(again);
        after(&steps)
    };
    let pasted = steps(vec![add("ben", "d", again)]);
    let mut typed = vec![add("ben", "d", "")];
    typed.extend(
        again
            .chars()
            .enumerate()
            .map(|(at, c)| edit("ben", "d", at, 0, &c.to_string())),
    );
    for table in [pasted, steps(typed)] {
        assert_eq!(letters(&table, "ben"), "6");
        assert_eq!(letters(&table, "anna"), "51");
    }
}

#[test]
fn typing_in_the_middle_of_it_leaves_it_whose_it_was() {
    let table = after(&[
        add("anna", "c", SAID),
        add("ben", "d", SAID),
        edit("ben", "d", 14, 0, "xy"),
    ]);
    assert_eq!(letters(&table, "ben"), "2");
}

#[test]
fn the_longest_equal_text_counts() {
    let table = after(&[
        add("anna", "c", "abcdefghijklmnopqrstuvwxyz"),
        add("sue", "d", "abcdefghijklmnopqrst0123456789"),
        add("ben", "e", "abcdefghijklmnopqrst01234"),
    ]);
    // Sue repeats 20 letters of Anna's, and Ben 25 of what Sue then had.
    assert_eq!(letters(&table, "anna"), "26");
    assert_eq!(letters(&table, "sue"), "10");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn of_two_equally_long_texts_the_one_that_stood_first_counts() {
    let said = "The caller waits for an answer";
    let mut letter_by_letter = vec![add("tom", "d", "")];
    letter_by_letter.extend(
        said.chars()
            .enumerate()
            .map(|(at, c)| edit("tom", "d", at, 0, &c.to_string())),
    );
    for again in [vec![add("tom", "d", said)], letter_by_letter] {
        // Before Ben's last letter, all stood there with the first of Anna's.
        let mut steps = vec![
            add("anna", "c", "rather"),
            edit("ben", "c", 0, 0, said),
            delete("sue", "c"),
        ];
        steps.extend(again);
        let table = after(&steps);
        assert_eq!(letters(&table, "anna"), "1");
        assert_eq!(letters(&table, "ben"), "24");
        assert_eq!(letters(&table, "tom"), "0");
    }
}

#[test]
fn one_letter_over_and_over_is_found_in_front_of_others_of_the_same() {
    let table = after(&[
        add("anna", "c", &"a".repeat(40)),
        edit("ben", "c", 0, 6, &"a".repeat(20)),
    ]);
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn a_text_that_was_itself_typed_again_is_followed_on_where_an_older_one_ends() {
    let came = "the letter came after two weeks ";
    let table = after(&[
        add("anna", "c", "Nobody told "),
        edit("ben", "c", 12, 0, &format!("quick: {came}quite late")),
        // While Tom types, it is Ben's first q that stands behind.
        edit("tom", "c", 12, 0, &format!("{came}quite late ")),
        add("anna", "d", &format!("Nobody told {came}quite late")),
    ]);
    assert_eq!(letters(&table, "tom"), "0");
    assert_eq!(letters(&table, "anna"), "10");
}

#[test]
fn a_text_that_stood_once_in_between_counts() {
    let table = after(&[
        add("anna", "c", "Nobody tells me ready"),
        edit("sue", "c", 16, 0, "when it will be "),
        edit("tom", "c", 7, 5, "asks"),
        add("ben", "d", SAID),
    ]);
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn two_who_type_the_same_at_once_each_have_their_own() {
    let mut steps = vec![add("anna", "c", ""), add("ben", "d", "")];
    for (at, c) in SAID.chars().enumerate() {
        steps.push(edit("anna", "c", at, 0, &c.to_string()));
        steps.push(edit("ben", "d", at, 0, &c.to_string()));
    }
    let table = after(&steps);
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "30");
}

#[test]
fn undoing_what_was_typed_again_undoes_what_was_inferred() {
    let mut table = after(&[
        add("anna", "c", SAID),
        delete("sue", "c"),
        add("ben", "d", SAID),
    ]);
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(letters(&table, "anna"), "0");
    table.step(by("ben", "redo")).unwrap();
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn a_source_whose_writing_is_undone_was_never_there() {
    let mut table = after(&[add("anna", "c", SAID), add("ben", "d", SAID)]);
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(letters(&table, "anna"), "0");
    assert_eq!(letters(&table, "ben"), "30");
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn what_stands_only_typed_again_is_told_as_inferred() {
    let table = after(&[
        add("anna", "c", SAID),
        add("ben", "d", SAID),
        delete("sue", "c"),
    ]);
    let explanation = table.explanation("anna", Scope::Board);
    let runs: Vec<_> = explanation.words.iter().flat_map(|o| &o.runs).collect();
    assert!(runs.iter().all(|run| run.certainty == Certainty::Inferred));
    assert_eq!(runs.iter().map(|run| run.letters).sum::<usize>(), 30);
    let report = table.report();
    let share = report.people[0].share.expect("a share");
    assert_eq!((share.of_1000, share.low_of_1000), (1000, 0));
    // While the first stands as well, there is no doubt.
    let table = after(&[add("anna", "c", SAID), add("ben", "d", SAID)]);
    let share = table.report().people[0].share.expect("a share");
    assert_eq!((share.of_1000, share.low_of_1000), (1000, 1000));
}

#[test]
fn what_repeated_two_people_is_a_source_when_one_of_them_has_undone_theirs() {
    let (front, back) = SAID.split_at(25);
    let table = after(&[
        add("anna", "c", front),
        edit("sue", "c", 25, 0, back),
        add("kim", "d", SAID),
        by("sue", "undo"),
        add("ben", "e", SAID),
    ]);
    assert_eq!(letters(&table, "anna"), "20");
    assert_eq!(letters(&table, "kim"), "10");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn a_copy_is_a_source_though_the_writing_of_what_it_copies_was_undone() {
    let table = after(&[
        add("anna", "c", SAID),
        json!({"by": "sue", "do": "copy", "card": "c", "as": "d"}),
        by("anna", "undo"),
        add("ben", "e", SAID),
    ]);
    assert_eq!(letters(&table, "anna"), "30");
    assert_eq!(letters(&table, "ben"), "0");
}

#[test]
fn what_was_typed_again_and_changed_since_is_a_source_as_it_stood() {
    let changed = "Nobody warned me when it will be ready";
    let table = after(&[
        add("anna", "c", SAID),
        add("ben", "d", SAID),
        edit("ben", "d", 7, 5, "warned"),
        add("sue", "e", changed),
    ]);
    assert_eq!(letters(&table, "sue"), "0");
    assert_eq!(letters(&table, "ben"), "6");
}

#[test]
fn a_letter_that_comes_late_to_a_card_that_was_split_repeats_nothing_of_itself() {
    let late = |mut step: Value| {
        step["base"] = json!(1);
        step
    };
    let split = json!({"by": "anna", "do": "split", "card": "c", "at": 0, "as": "d"});
    let typed = [
        late(edit("ben", "c", 6, 0, "aaaaaaaaaaaaka")),
        late(edit("ben", "c", 17, 0, "éaaaaaaK")),
    ];
    let points = |steps: &[Value]| {
        let mut all = vec![add("anna", "c", "aaaaaaaaa")];
        all.extend_from_slice(steps);
        letters(&after(&all), "ben")
    };
    let [first, second] = &typed;
    assert_eq!(
        points(&[first.clone(), second.clone(), late(split.clone())]),
        "22"
    );
    assert_eq!(points(&[late(split), first.clone(), second.clone()]), "22");
}

/// Laws 10 and 12: the log knows moves exactly, and nothing is typed by them.
#[test]
fn ones_own_letters_that_are_moved_together_were_not_typed_again() {
    let halves = |first: &str, second: &str| {
        vec![
            add("anna", "c", SAID),
            add("ben", "d", first),
            add("ben", "e", second),
        ]
    };
    let transfer = |from: &str, at: usize, length: usize, to: &str, to_at: usize| {
        json!({"by": "ben", "do": "transfer", "from": from, "at": at, "length": length,
            "to": to, "to_at": to_at, "keep": false})
    };
    let (front, back) = SAID.split_at(16);
    let turned = format!("{back} {front}");
    let moves = [
        (halves(&turned, ""), transfer("d", 22, 16, "d", 0)),
        (halves(front, back), transfer("e", 0, 21, "d", 16)),
        (
            halves(front, back),
            json!({"by": "ben", "do": "merge", "card": "e", "into": "d"}),
        ),
    ];
    for (steps, step) in moves {
        let mut table = after(&steps);
        let before = all_words(&table.report());
        table.step(step).unwrap();
        assert_eq!(before, all_words(&table.report()));
    }
}

/// Law 17: who deletes another's letters loses none of their own.
#[test]
fn a_deletion_of_anothers_letters_is_no_typing_either() {
    let (front, back) = SAID.split_at(16);
    let around = |separator: &str| {
        after(&[
            add("anna", "c", SAID),
            add(separator, "d", "xyz"),
            edit("ben", "d", 3, 0, back),
            edit("ben", "d", 0, 0, front),
            edit("ben", "d", 16, 3, ""),
        ])
    };
    assert_eq!(letters(&around("sue"), "ben"), "30");
    assert_eq!(letters(&around("ben"), "ben"), "0");
}
