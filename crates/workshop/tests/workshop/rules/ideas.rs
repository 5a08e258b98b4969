//! What became of a person's ideas.

use super::{add, after, edit};
use serde_json::json;
use workshop::ideas::Fate;

#[test]
fn each_card_that_a_person_thought_of_is_told_with_its_fate() {
    let table = after(&[
        add("anna", "open", "one"),
        add("anna", "parked", "two"),
        add("anna", "merged", "three"),
        add("anna", "deleted", "four"),
        add("ben", "his", "five"),
        json!({"by": "tom", "do": "state", "card": "parked", "state": "parked", "reason": "Next year"}),
        json!({"by": "tom", "do": "merge", "card": "merged", "into": "his"}),
        json!({"by": "sue", "do": "delete", "card": "deleted"}),
        json!({"by": "ben", "do": "link", "from": "his", "to": "open", "kind": "builds_on"}),
        json!({"by": "sue", "do": "move", "card": "open", "stage": "Use", "lane": "Ideas"}),
        edit("sue", "open", 3, 0, " more"),
    ]);
    let ideas = table.workshop().ideas("anna").expect("there is Anna");
    let fates: Vec<_> = ideas.iter().map(|i| (i.card.as_str(), i.fate)).collect();
    assert_eq!(
        fates,
        [
            ("open", Fate::Living),
            ("parked", Fate::Parked),
            ("merged", Fate::Merged),
            ("deleted", Fate::Deleted)
        ]
    );
    let [open, parked, merged, deleted] = ideas.as_slice() else {
        panic!("four ideas");
    };
    assert!(open.moved);
    assert_eq!(open.edited_by, ["sue"]);
    assert_eq!(open.built_on_by, ["his"]);
    assert_eq!(parked.reason.as_deref(), Some("Next year"));
    assert_eq!(parked.by.as_deref(), Some("tom"));
    assert_eq!(merged.into.as_deref(), Some("his"));
    // Its letters live on in the card that it was merged into.
    assert_eq!((merged.letters_written, merged.letters_living), (5, 5));
    assert_eq!(deleted.by.as_deref(), Some("sue"));
    assert_eq!((deleted.letters_written, deleted.letters_living), (4, 0));
    assert!(table.workshop().ideas("nobody").is_none());
}
