//! Broken files are set aside and stay what they are.

use std::fs;

use crate::{Desk, names, read};

#[test]
fn a_broken_file_is_copied_and_stays() {
    let desk = Desk::new();
    let path = desk.canvas("{broken");
    let copy = desk.store.set_aside(&path).unwrap();
    assert!(copy.starts_with(desk.data()));
    assert_eq!(
        (read(&path), read(copy)),
        ("{broken".into(), "{broken".into())
    );
}

#[test]
fn the_same_content_is_set_aside_once_and_another_under_another_name() {
    let desk = Desk::new();
    let path = desk.canvas("{broken");
    let one = desk.store.set_aside(&path).unwrap();
    assert_eq!(desk.store.set_aside(&path).unwrap(), one);
    fs::write(&path, "{broken again").unwrap();
    let two = desk.store.set_aside(&path).unwrap();
    assert_ne!(one, two);
    assert_eq!(names(&desk.data().join("set-aside")).len(), 2);
}

#[test]
fn a_broken_file_never_becomes_the_last_good_version() {
    let desk = Desk::new();
    let path = desk.canvas("good");
    desk.opened(&path).save(b"better").unwrap();
    fs::write(&path, "{broken").unwrap();

    let mut lock = desk.opened(&path);
    let copy = desk.store.set_aside(&path).unwrap();
    assert_eq!(lock.save(b"recovered").unwrap().before.unwrap(), None);
    assert_eq!(read(&path), "recovered");
    assert_eq!(read(copy), "{broken");
    assert_eq!(desk.store.backup(&path).unwrap().unwrap(), b"good");
}

#[test]
fn names_of_any_length_and_script_can_be_set_aside_and_saved() {
    let desk = Desk::new();
    for name in [
        "é".repeat(100),
        "旅".repeat(70),
        "x".repeat(230),
        "no extension".into(),
    ] {
        let path = desk.workshop().join(name);
        fs::write(&path, "one").unwrap();
        desk.store.set_aside(&path).unwrap();
        desk.opened(&path).save(b"two").unwrap();
        desk.opened(&path).save(b"three").unwrap();
        assert_eq!(desk.store.backup(&path).unwrap().unwrap(), b"two");
    }
}
