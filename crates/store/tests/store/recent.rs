//! The list of recent canvases.

use std::fs;

use serde_json::json;

use crate::process::Other;
use crate::{Desk, names};

#[test]
fn the_canvas_opened_last_stands_first_with_its_preview() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let other = desk.workshop().join("Other.atelier");
    assert!(desk.store.recent().unwrap().is_empty());
    desk.store.remember(&path, "Journey", 10, None).unwrap();
    desk.store
        .remember(&other, "Other", 20, Some(json!({"cards": [1, 2]})))
        .unwrap();
    desk.store
        .remember(&path, "Journey, renamed", 30, None)
        .unwrap();
    let list = desk.store.recent().unwrap();
    let titles: Vec<_> = list.iter().map(|canvas| canvas.title.as_str()).collect();
    assert_eq!(titles, ["Journey, renamed", "Other"]);
    assert_eq!((list[0].opened_ms, list[0].missing), (30, false));
    assert_eq!((list[1].opened_ms, list[1].missing), (20, true));
    assert_eq!(list[1].preview, Some(json!({"cards": [1, 2]})));
}

#[test]
fn a_canvas_can_be_forgotten_and_its_file_stays() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    desk.store.remember(&path, "Journey", 10, None).unwrap();
    desk.store.forget(&path).unwrap();
    assert!(desk.store.recent().unwrap().is_empty());
    assert!(path.exists());
}

#[test]
fn fifty_canvases_are_remembered() {
    let desk = Desk::new();
    for number in 0..60 {
        let path = desk.workshop().join(format!("{number}.atelier"));
        desk.store
            .remember(path, &number.to_string(), number, None)
            .unwrap();
    }
    let list = desk.store.recent().unwrap();
    assert_eq!(
        (list.len(), list[0].opened_ms, list[49].opened_ms),
        (50, 59, 10)
    );
}

#[test]
fn a_broken_list_is_set_aside_and_counts_as_empty() {
    let desk = Desk::new();
    fs::create_dir(desk.data()).unwrap();
    for broken in ["", "{", "[{\"path\": 3}]", "\u{0}\u{0}"] {
        fs::write(desk.data().join("recent.json"), broken).unwrap();
        assert!(desk.store.recent().unwrap().is_empty());
    }
    assert_eq!(names(&desk.data().join("set-aside")).len(), 4);
    desk.store
        .remember(desk.canvas("one"), "Journey", 1, None)
        .unwrap();
    assert_eq!(desk.store.recent().unwrap().len(), 1);
}

#[test]
fn several_processes_remember_at_once_and_nothing_is_lost() {
    let desk = Desk::new();
    let mut others: Vec<_> = (0..4)
        .map(|_| Other::start("remember", &desk.data(), &desk.workshop()))
        .collect();
    for other in &mut others {
        assert_eq!(other.hear().unwrap(), "done");
    }
    drop(others);
    assert_eq!(desk.store.recent().unwrap().len(), 32);
    assert_eq!(names(&desk.data()), ["recent.json", "recent.lock"]);
}
