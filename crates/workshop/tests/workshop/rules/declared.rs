//! Imports that name authors: declared, not recorded.

use super::{add, head};
use crate::plays::Table;
use canvas::command::{Command, Step, Voices};
use canvas::door::Occasion;
use canvas::refusal::Refusal;
use canvas::seen::View;
use ownership::Ownership;
use ownership::report::Declared;
use serde_json::json;
use workshop::Workshop;

/// What an import does, in nobody's name.
fn import(table: &mut Table, command: Command) -> Result<(), Refusal> {
    perform(table, None, command)
}

fn perform(table: &mut Table, by: Option<&str>, command: Command) -> Result<(), Refusal> {
    let base = table.canvas().next();
    let step = Step {
        by: by.map(str::to_owned),
        voices: Voices::default(),
        tidy: false,
        command,
    };
    let occasion = Occasion {
        at_ms: 0,
        view: View { base, client: 0 },
        gesture: None,
    };
    table.play.workshop.perform(&step, occasion).map(|_| ())
}

fn card(id: &str, text: &str) -> Command {
    serde_json::from_value(json!({
        "do": "add", "card": id, "stage": "Choose", "lane": "Steps", "text": text,
    }))
    .unwrap()
}

fn declare(card: &str, people: &[&str]) -> Command {
    serde_json::from_value(json!({"do": "declare", "card": card, "people": people})).unwrap()
}

fn declared(table: &Table) -> Vec<(Vec<String>, usize)> {
    let declared = table.report().declared.into_iter();
    declared
        .map(|Declared { people, letters }| (people, letters))
        .collect()
}

#[test]
fn declared_letters_are_named_and_stay_outside_the_sum() {
    let mut table = Table::set(head());
    for command in [
        card("c", "The price"),
        card("d", "Soon"),
        declare("c", &["anna", "ben"]),
        card("e", "Later"),
        declare("e", &["ben"]),
    ] {
        import(&mut table, command).unwrap();
    }
    assert_eq!(
        declared(&table),
        [
            (vec!["anna".into(), "ben".into()], 8),
            (vec!["ben".into()], 5)
        ]
    );
    let report = table.report();
    assert_eq!(report.total, "0");
    assert!(report.people.iter().all(|person| person.share.is_none()));
    let view = table.canvas().card_view(table.card("c"));
    assert_eq!(
        (view.declared, view.creators),
        (vec!["anna".into(), "ben".into()], vec!["template".into()])
    );
    // What is written there later is whose it is.
    let edit = json!({"do": "edit", "card": "c", "at": 0, "delete": 4, "insert": "A "});
    perform(
        &mut table,
        Some("kim"),
        serde_json::from_value(edit).unwrap(),
    )
    .unwrap();
    assert_eq!(declared(&table)[0].1, 5);
    assert_eq!(table.report().total, "1");
    let again = Ownership::of(table.canvas(), table.report().scope);
    assert_eq!(table.report(), again.report(table.canvas()));
    let saved = table.workshop().to_bytes();
    let opened = Workshop::open(&saved, [1; 32]).expect("it opens");
    assert_eq!(opened.differences, Vec::<String>::new());
    assert_eq!(opened.workshop.to_bytes(), saved);
}

#[test]
fn what_is_parked_is_not_counted() {
    let mut table = Table::set(head());
    import(&mut table, card("c", "The price")).unwrap();
    import(&mut table, declare("c", &["anna"])).unwrap();
    table
        .step(json!({"by": "tom", "do": "state", "card": "c", "state": "parked"}))
        .unwrap();
    assert_eq!(declared(&table), []);
}

#[test]
fn nobody_at_the_table_declares() {
    let mut table = Table::set(head());
    table.step(add("anna", "c", "x")).unwrap();
    let refused = table
        .step(json!({"by": "tom", "do": "declare", "card": "c", "people": ["tom"]}))
        .unwrap_err();
    assert!(refused.contains("[imports-only]"));
    let unknown = import(&mut table, declare("c", &["somebody"])).unwrap_err();
    assert_eq!(unknown.code, "unknown-name");
    // What somebody wrote is theirs, whatever is declared about it.
    import(&mut table, declare("c", &["ben"])).unwrap();
    assert_eq!(declared(&table), []);
    assert_eq!(table.report().total, "1");
}
