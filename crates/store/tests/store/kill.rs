//! An app that is killed at any moment has lost nothing that it acknowledged.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use store::{Access, Journal, Lock, Store};

use crate::process::{Other, say};
use crate::{Desk, anna};

/// What the killed app does: it opens the canvas and what was left of it, then appends, syncs,
/// acknowledges, saves and rotates as fast as it can. The canvas is one line per entry, its head
/// the number of lines.
pub fn work(store: &Store, file: &Path) {
    let (mut lock, mut lines, mut journal) = reopen(store, file);
    for round in 0.. {
        for _ in 0..1 + round % 4 {
            let number = lines.len() as u64 + 1;
            let line = line(number);
            journal.append(number, line.as_bytes()).unwrap();
            lines.push(line);
        }
        // Some saves come between appending and acknowledging, some with entries yet to be written.
        if round % 5 == 3 {
            let saved = lines.len() - round % 2;
            lock.save(lines[..saved].concat().as_bytes()).unwrap();
            journal
                .rotate(&saved.to_string(), saved as u64 + 1)
                .unwrap();
        }
        let durable = journal.sync().unwrap();
        say(&format!("{}", durable - 1));
    }
}

/// What any caller does after a kill; gives all lines that file and journals hold.
fn reopen(store: &Store, file: &Path) -> (Lock, Vec<String>, Journal) {
    let opened = store.open(file, &anna()).unwrap();
    let Access::Write(lock) = opened.access else {
        panic!("{:?}", opened.access)
    };
    let text = String::from_utf8(opened.bytes).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (head, next) = (lines.len().to_string(), lines.len() as u64 + 1);

    let mut found = store.journals().unwrap();
    assert!(found.unreadable.is_empty());
    assert!(
        found
            .readable
            .iter()
            .all(|journal| !journal.in_use && journal.torn_bytes == 0)
    );
    // The journal of this head if there is one, else the older one.
    found.readable.sort_by_key(|journal| journal.base != head);
    let base = found
        .readable
        .first()
        .map_or(&head, |journal| &journal.base);
    let (mut journal, recovered) = store.open_journal("c1", base, next).unwrap();
    let missing = recovered
        .records
        .into_iter()
        .filter(|record| record.number >= next);
    lines.extend(missing.map(|record| String::from_utf8(record.bytes).unwrap()));
    journal.rotate(&head, next).unwrap();
    for left in found.readable.iter().filter(|journal| journal.base != head) {
        store.discard_journal("c1", &left.base).unwrap();
    }
    (lock, lines, journal)
}

fn line(number: u64) -> String {
    format!("{number}: {}\n", "x".repeat(number as usize % 300))
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_acknowledged() {
    let desk = Desk::new();
    let path = desk.canvas("");
    let (mut acknowledged, mut random) = (0, 88_172_645_463_325_252_u64);
    for _ in 0..100 {
        let mut other = Other::start("work", &desk.data(), &path);
        // From the first acknowledgment on, so that each round gets somewhere.
        acknowledged = other.hear().unwrap().parse().unwrap();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        thread::sleep(Duration::from_micros(random % 12_000));
        other.process.kill().unwrap();
        while let Some(said) = other.hear() {
            acknowledged = said.parse().unwrap();
        }
        drop(other);

        let (lock, lines, journal) = reopen(&desk.store, &path);
        drop((lock, journal));
        assert!(
            lines.len() as u64 >= acknowledged,
            "{} < {acknowledged}",
            lines.len()
        );
        assert!(
            (1..)
                .zip(&lines)
                .all(|(number, found)| *found == line(number))
        );
    }
    assert!(acknowledged > 300, "only {acknowledged} records");
    let saved = fs::read_to_string(&path).unwrap().lines().count();
    assert!(saved > 100, "only {saved} saved");
    // Temporary files of killed saves are gone, but for those that could be a person's.
    let both_cases = |name: &str| {
        let suffix = name.rsplit('.').next().unwrap_or_default().as_bytes();
        suffix.iter().any(u8::is_ascii_uppercase) && suffix.iter().any(u8::is_ascii_lowercase)
    };
    let left: Vec<_> = crate::names(&desk.workshop())
        .into_iter()
        .filter(|name| name.starts_with('.') && both_cases(name))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(crate::names(&desk.data().join("set-aside")).is_empty());
}
