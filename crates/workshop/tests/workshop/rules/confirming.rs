//! What a scribe wrote is attributed until it is accepted: by the person, or by a facilitator who
//! has read it aloud.

use super::{add, after, by};
use crate::plays::{Table, row};
use ownership::report::{Certainty, Scope};
use serde_json::{Value, json};

/// Tom writes for Anna and for Ben, and Sue puts the card elsewhere for Ben.
fn written() -> Vec<Value> {
    let mut card = add("tom", "c", "The price");
    card["for"] = json!("anna");
    let more = |who: &str, at: usize, text: &str| json!({"by": "tom", "do": "edit", "card": "c", "at": at, "insert": text, "for": who});
    vec![
        card,
        more("ben", 9, " comes first"),
        json!({"by": "tom", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas", "for": "ben"}),
    ]
}

fn confirm(by: &str, whom: &[&str]) -> Value {
    json!({"by": by, "do": "confirm", "card": "c", "for": whom})
}

fn low(table: &Table, person: &str) -> u32 {
    let report = table.report();
    let share = row(&report, person).expect("a seat").share;
    share.expect("a share").low_of_1000
}

fn certainties(table: &Table, person: &str) -> Vec<Certainty> {
    let why = table.explanation(person, Scope::Board);
    let runs = why.words.iter().flat_map(|origin| &origin.runs);
    runs.map(|run| run.certainty)
        .chain(why.facts.iter().map(|fact| fact.certainty))
        .collect()
}

#[test]
fn a_facilitator_confirms_what_was_read_aloud() {
    let mut table = after(&written());
    assert_eq!((low(&table, "anna"), low(&table, "ben")), (0, 0));
    table.step(confirm("tom", &["ben"])).unwrap();
    assert_eq!(low(&table, "anna"), 0);
    assert_eq!(
        certainties(&table, "ben"),
        [Certainty::Confirmed, Certainty::Confirmed]
    );
    assert!(low(&table, "ben") > 0);
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(low(&table, "ben"), 0);
    table.step(confirm("tom", &["anna", "ben"])).unwrap();
    assert!(low(&table, "anna") > 0 && low(&table, "ben") > 0);
}

#[test]
fn what_is_written_later_has_to_be_read_aloud_again() {
    let mut table = after(&written());
    table.step(confirm("tom", &["anna"])).unwrap();
    table
        .step(
            json!({"by": "tom", "do": "edit", "card": "c", "at": 0, "insert": "Soon", "for": "anna"}),
        )
        .unwrap();
    assert_eq!(
        certainties(&table, "anna"),
        [Certainty::Attributed, Certainty::Confirmed]
    );
}

#[test]
fn confirming_changes_no_points() {
    let before = after(&written());
    let mut table = after(&written());
    table.step(confirm("tom", &["anna", "ben"])).unwrap();
    let points = |table: &Table| -> Vec<String> {
        let report = table.report();
        report.people.iter().map(|row| row.points.clone()).collect()
    };
    assert_eq!(points(&before), points(&table));
}

#[test]
fn what_went_elsewhere_is_confirmed_where_it_was_first_written() {
    let mut steps = written();
    steps.extend([
        add("kim", "d", "Kim"),
        json!({"by": "kim", "do": "transfer", "from": "c", "at": 0, "length": 21, "to": "d", "to_at": 3}),
        add("sue", "e", "On it"),
        json!({"by": "sue", "do": "link", "from": "e", "to": "d", "kind": "builds_on"}),
    ]);
    let mut table = after(&steps);
    assert!(certainties(&table, "anna").contains(&Certainty::Attributed));
    table.step(confirm("tom", &["anna"])).unwrap();
    // The words on the other card, and what the card built on them gives.
    assert_eq!(
        certainties(&table, "anna"),
        [Certainty::Confirmed, Certainty::Confirmed]
    );
    let live = table.report();
    assert_eq!(
        live,
        ownership::Ownership::of(table.canvas(), Scope::Board).report(table.canvas())
    );
}
