//! The journal: numbered records that survive whatever happens to the end of the file.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use store::{Error, Journal, Record};

use crate::process::Other;
use crate::{Desk, names};

fn open(desk: &Desk, base: &str) -> Journal {
    desk.store.open_journal("c1", base, 1).unwrap().0
}

fn numbered(first: u64, texts: &[&str]) -> Vec<Record> {
    let record = |(number, text): (u64, &&str)| Record {
        number,
        bytes: text.as_bytes().to_vec(),
    };
    (first..).zip(texts).map(record).collect()
}

/// The one journal file there is.
fn file(desk: &Desk) -> PathBuf {
    let folder = desk.data().join("journals");
    let found = names(&folder);
    assert_eq!(found.len(), 1, "{found:?}");
    folder.join(&found[0])
}

#[test]
fn records_come_back_as_they_went_in() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    journal.append(2, b"").unwrap();
    journal.append(3, b"three\0\xff").unwrap();
    assert_eq!(journal.sync().unwrap(), 4);
    drop(journal);
    let (journal, found) = desk.store.open_journal("c1", "h0", 99).unwrap();
    assert_eq!((found.first, found.torn_bytes, journal.next()), (1, 0, 4));
    assert_eq!(found.records[..2], numbered(1, &["one", ""]));
    assert_eq!(found.records[2].bytes, b"three\0\xff");
    assert_eq!(desk.store.recover("c1", "h0").unwrap(), found);
}

#[test]
fn an_append_is_refused_unless_its_number_is_the_next() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    for number in [0, 1, 3, u64::MAX] {
        let error = journal.append(number, b"x").unwrap_err();
        assert!(matches!(error, Error::JournalConflict { given, next: 2 } if given == number));
    }
    journal.append(2, b"two").unwrap();
    assert_eq!(
        desk.store.recover("c1", "h0").unwrap().records,
        numbered(1, &["one", "two"])
    );
}

#[test]
fn a_journal_has_one_writer_and_any_number_of_readers() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    let second = desk.store.open_journal("c1", "h0", 1).unwrap_err();
    assert_eq!(second.code(), "journal-in-use");
    assert_eq!(
        desk.store.discard_journal("c1", "h0").unwrap_err().code(),
        "journal-in-use"
    );
    assert_eq!(desk.store.recover("c1", "h0").unwrap().records.len(), 1);
    assert!(desk.store.journals().unwrap().readable[0].in_use);
    journal.append(2, b"two").unwrap();
    drop(journal);
    assert!(!desk.store.journals().unwrap().readable[0].in_use);
    open(&desk, "h0").append(3, b"three").unwrap();
}

#[test]
fn listing_the_journals_never_keeps_a_writer_out() {
    let desk = Desk::new();
    open(&desk, "h0").append(1, b"one").unwrap();
    std::thread::scope(|scope| {
        let opening = scope.spawn(|| (0..200).for_each(|_| drop(open(&desk, "h0"))));
        while !opening.is_finished() {
            desk.store.journals().unwrap();
        }
    });
}

#[test]
fn all_journals_are_listed_the_last_written_first() {
    let desk = Desk::new();
    assert!(desk.store.journals().unwrap().readable.is_empty());
    for (id, base, records) in [("c1", "h0", 2), ("c1", "h9", 1), ("new", "", 3)] {
        let (mut journal, _) = desk.store.open_journal(id, base, 10).unwrap();
        for number in 10..10 + records {
            journal.append(number, b"x").unwrap();
        }
        drop(journal);
        std::thread::sleep(std::time::Duration::from_millis(15));
    }
    let found = desk.store.journals().unwrap();
    let short: Vec<_> = found
        .readable
        .iter()
        .map(|it| {
            (
                it.id.as_str(),
                it.base.as_str(),
                it.first,
                it.records,
                it.in_use,
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("new", "", 10, 3, false),
            ("c1", "h9", 10, 1, false),
            ("c1", "h0", 10, 2, false)
        ]
    );
    assert!(
        found
            .readable
            .iter()
            .all(|it| it.modified_ms > 1_700_000_000_000)
    );
    assert!(found.unreadable.is_empty());
}

#[test]
fn a_journal_without_records_leaves_nothing_and_begins_where_it_is_told() {
    let desk = Desk::new();
    drop(open(&desk, "h0"));
    assert!(names(&desk.data().join("journals")).is_empty());
    let error = desk.store.recover("c1", "h0").unwrap_err();
    assert_eq!(error.code(), "no-such-journal");
    let (journal, found) = desk.store.open_journal("c1", "h0", 500).unwrap();
    assert_eq!(
        (journal.next(), found.first, found.records.len()),
        (500, 500, 0)
    );
}

#[test]
fn a_discarded_journal_is_gone() {
    let desk = Desk::new();
    open(&desk, "h0").append(1, b"one").unwrap();
    desk.store.discard_journal("c1", "h0").unwrap();
    assert!(desk.store.journals().unwrap().readable.is_empty());
    desk.store.discard_journal("c1", "h0").unwrap();
}

#[test]
fn ids_and_bases_never_share_a_journal() {
    let desk = Desk::new();
    let keys = [
        ("a", "bc"),
        ("ab", "c"),
        ("abc", ""),
        ("", "abc"),
        ("a/../b", "\n"),
        ("é", "\0"),
    ];
    for (id, base) in keys {
        let (mut journal, found) = desk.store.open_journal(id, base, 1).unwrap();
        assert!(found.records.is_empty());
        journal.append(1, id.as_bytes()).unwrap();
    }
    for (id, base) in keys {
        assert_eq!(
            desk.store.recover(id, base).unwrap().records[0].bytes,
            id.as_bytes()
        );
    }
}

#[test]
fn the_sync_handle_works_from_another_thread_and_over_a_rotation() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    let handle = journal.syncer();
    std::thread::scope(|scope| {
        let syncing = scope.spawn(|| {
            let mut last = 0;
            while last < 2001 {
                let durable = handle.sync().unwrap();
                assert!(durable >= last);
                last = durable;
            }
        });
        for number in 1..=2000 {
            journal.append(number, b"record").unwrap();
            if number % 20 == 0 {
                journal.rotate(&format!("h{number}"), number - 10).unwrap();
            }
        }
        syncing.join().unwrap();
    });
    drop(journal);
    assert_eq!(handle.sync().unwrap_err().code(), "journal-stopped");
    assert_eq!(desk.store.recover("c1", "h2000").unwrap().records.len(), 11);
}

#[test]
fn a_journal_that_somebody_removed_acknowledges_nothing_more() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    fs::remove_file(file(&desk)).unwrap();
    assert_eq!(journal.sync().unwrap_err().code(), "io");
    assert_eq!(
        journal.append(2, b"two").unwrap_err().code(),
        "journal-stopped"
    );
    assert_eq!(journal.sync().unwrap_err().code(), "journal-stopped");
}

#[test]
fn a_stopped_journal_runs_again_after_the_next_save() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    journal.append(2, b"two").unwrap();
    fs::remove_file(file(&desk)).unwrap();
    assert_eq!(journal.sync().unwrap_err().code(), "io");
    journal.rotate("h1", 2).unwrap();
    journal.append(3, b"three").unwrap();
    assert_eq!(journal.sync().unwrap(), 4);
    let found = desk.store.recover("c1", "h1").unwrap();
    assert_eq!(found.records, numbered(2, &["two", "three"]));
}

#[test]
fn a_record_over_the_limit_is_refused() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    let large = vec![0; 64 * 1024 * 1024 + 1];
    assert_eq!(journal.append(1, &large).unwrap_err().code(), "too-large");
    journal.append(1, b"one").unwrap();
}

#[cfg(unix)]
#[test]
fn a_full_disk_refuses_the_record_and_keeps_the_journal_whole() {
    let desk = Desk::new();
    let limited = crate::process::with_small_files(64);
    let mut other = Other::start_as(limited, "fill", &desk.data(), &desk.workshop());
    assert_eq!(other.hear().unwrap(), "disk-full 7");
    assert_eq!(other.hear().unwrap(), "true 8");
    drop(other);
    let found = desk.store.recover("full", "h0").unwrap();
    assert_eq!((found.records.len(), found.torn_bytes), (7, 0));
}

// Rotation

#[test]
fn a_rotation_carries_over_what_the_save_does_not_have() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    for (number, text) in (1..).zip(["one", "two", "three", "four"]) {
        journal.append(number, text.as_bytes()).unwrap();
    }
    journal.rotate("h2", 3).unwrap();
    assert_eq!((journal.base(), journal.next()), ("h2".into(), 5));
    journal.append(5, b"five").unwrap();
    assert_eq!(
        desk.store.recover("c1", "h2").unwrap().records,
        numbered(3, &["three", "four", "five"])
    );
    assert_eq!(
        desk.store.recover("c1", "h0").unwrap_err().code(),
        "no-such-journal"
    );

    journal.rotate("h5", 6).unwrap();
    drop(journal);
    assert!(names(&desk.data().join("journals")).is_empty());
}

#[test]
fn a_rotation_to_the_same_base_changes_nothing() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"not in the log").unwrap();
    journal.rotate("h0", 2).unwrap();
    assert_eq!(desk.store.recover("c1", "h0").unwrap().records.len(), 1);
}

#[test]
fn a_rotation_with_a_gap_is_refused() {
    let desk = Desk::new();
    let (mut journal, _) = desk.store.open_journal("c1", "h0", 5).unwrap();
    journal.append(5, b"five").unwrap();
    assert_eq!(
        journal.rotate("h1", 4).unwrap_err().code(),
        "journal-conflict"
    );
    assert_eq!(
        journal.rotate("h1", 7).unwrap_err().code(),
        "journal-conflict"
    );
    journal.append(6, b"six").unwrap();
    journal.rotate("h1", 5).unwrap();
    assert_eq!(desk.store.recover("c1", "h1").unwrap().records.len(), 2);
}

#[test]
fn a_rotation_sets_aside_a_journal_that_stands_in_its_way() {
    let desk = Desk::new();
    open(&desk, "h1").append(1, b"of a killed copy").unwrap();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    journal.rotate("h1", 2).unwrap();
    assert_eq!(desk.store.recover("c1", "h1").unwrap().records, []);
    assert_eq!(names(&desk.data().join("set-aside")).len(), 1);
}

#[test]
fn a_rotation_onto_a_journal_in_use_is_refused_and_the_old_goes_on() {
    let desk = Desk::new();
    let mut theirs = open(&desk, "h1");
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    assert_eq!(
        journal.rotate("h1", 2).unwrap_err().code(),
        "journal-in-use"
    );
    assert_eq!(
        journal.rotate("h1", 1).unwrap_err().code(),
        "journal-in-use"
    );
    journal.append(2, b"two").unwrap();
    theirs.append(1, b"theirs").unwrap();
    assert_eq!(desk.store.recover("c1", "h0").unwrap().records.len(), 2);
    assert_eq!(desk.store.recover("c1", "h1").unwrap().records.len(), 1);
}

#[test]
fn a_kill_between_save_and_rotation_is_caught_up_by_the_numbers() {
    let desk = Desk::new();
    let path = desk.canvas("");
    let mut lock = desk.opened(&path);
    let mut journal = open(&desk, "h0");
    for number in 1..=5 {
        journal
            .append(number, number.to_string().as_bytes())
            .unwrap();
    }
    lock.save(b"123").unwrap();
    drop((lock, journal)); // the kill: head is now h3, the journal still that of h0

    let found = desk.store.journals().unwrap().readable;
    assert_eq!((found[0].base.as_str(), found[0].records), ("h0", 5));
    let (mut journal, found) = desk.store.open_journal("c1", "h0", 1).unwrap();
    let missing: Vec<_> = found
        .records
        .iter()
        .filter(|record| record.number > 3)
        .collect();
    assert_eq!(missing.len(), 2);
    journal.rotate("h3", 4).unwrap();
    assert_eq!(
        desk.store.recover("c1", "h3").unwrap().records,
        numbered(4, &["4", "5"])
    );
    assert_eq!(desk.store.journals().unwrap().readable.len(), 1);
}

#[test]
fn a_kill_after_the_new_journal_stands_leaves_both_and_the_new_one_is_whole() {
    let desk = Desk::new();
    let mut journal = open(&desk, "h0");
    journal.append(1, b"one").unwrap();
    journal.append(2, b"two").unwrap();
    let old = file(&desk);
    let copy = fs::read(&old).unwrap();
    journal.rotate("h1", 2).unwrap();
    drop(journal);
    fs::write(&old, copy).unwrap(); // as if the removal had not reached the disk

    assert_eq!(desk.store.journals().unwrap().readable.len(), 2);
    let (_journal, found) = desk.store.open_journal("c1", "h1", 2).unwrap();
    assert_eq!(found.records, numbered(2, &["two"]));
    desk.store.discard_journal("c1", "h0").unwrap();
    assert_eq!(desk.store.journals().unwrap().readable.len(), 1);
}

// Torn and damaged files

const TEXTS: [&str; 4] = ["one", "", "three three three", "four"];

/// A journal file with [`TEXTS`], and where each of its parts ends: the head, then each record.
fn sample(desk: &Desk) -> (PathBuf, Vec<u8>, Vec<usize>) {
    let mut journal = open(desk, "h0");
    let path = file(desk);
    let size = || fs::metadata(&path).unwrap().len() as usize;
    let mut ends = vec![size()];
    for (number, text) in (1..).zip(TEXTS) {
        journal.append(number, text.as_bytes()).unwrap();
        ends.push(size());
    }
    drop(journal);
    let bytes = fs::read(&path).unwrap();
    (path, bytes, ends)
}

#[test]
fn a_tail_torn_at_any_byte_costs_the_torn_record_alone() {
    let desk = Desk::new();
    let (path, bytes, ends) = sample(&desk);
    for cut in 0..=bytes.len() {
        fs::write(&path, &bytes[..cut]).unwrap();
        let Some(whole) = ends.iter().rposition(|end| *end <= cut) else {
            let error = desk.store.recover("c1", "h0").unwrap_err();
            assert_eq!(error.code(), "no-such-journal");
            assert_eq!(
                desk.store.journals().unwrap().unreadable.len(),
                usize::from(cut > 0)
            );
            continue;
        };
        let found = desk.store.recover("c1", "h0").unwrap();
        assert_eq!(found.records, numbered(1, &TEXTS[..whole]));
        assert_eq!(found.torn_bytes as usize, cut - ends[whole]);
        // Reading has changed nothing; opening for writing cuts the tail and goes on.
        assert_eq!(fs::metadata(&path).unwrap().len() as usize, cut);
        let (mut journal, found) = desk.store.open_journal("c1", "h0", 1).unwrap();
        assert_eq!(found.torn_bytes as usize, cut - ends[whole]);
        let next = whole as u64 + 1;
        journal.append(next, b"after").unwrap();
        drop(journal);
        let found = desk.store.recover("c1", "h0").unwrap();
        assert_eq!((found.records.len() as u64, found.torn_bytes), (next, 0));
        assert_eq!(found.records.last().unwrap().bytes, b"after");
    }
}

#[test]
fn any_flipped_bit_is_noticed_and_what_stands_before_it_is_kept() {
    let desk = Desk::new();
    let (path, bytes, ends) = sample(&desk);
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        match ends.iter().rposition(|end| *end <= bit / 8) {
            None => assert!(desk.store.recover("c1", "h0").is_err()),
            Some(whole) => {
                let found = desk.store.recover("c1", "h0").unwrap();
                assert_eq!(found.records, numbered(1, &TEXTS[..whole]));
                assert_eq!(found.torn_bytes as usize, bytes.len() - ends[whole]);
            }
        }
    }
}

#[test]
fn what_is_cut_off_is_set_aside_first() {
    let desk = Desk::new();
    let (path, mut bytes, ends) = sample(&desk);
    bytes[ends[1] + 1] ^= 1;
    fs::write(&path, &bytes).unwrap();
    drop(open(&desk, "h0"));
    let aside = desk.data().join("set-aside");
    let kept = fs::read(aside.join(&names(&aside)[0])).unwrap();
    assert_eq!(kept, bytes[ends[1]..]);
}

#[test]
fn a_journal_with_a_damaged_beginning_is_listed_and_set_aside_when_opened() {
    let desk = Desk::new();
    let (path, mut bytes, _) = sample(&desk);
    bytes[30] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(
        desk.store.journals().unwrap().unreadable,
        std::slice::from_ref(&path)
    );
    let (mut journal, found) = desk.store.open_journal("c1", "h0", 7).unwrap();
    assert_eq!(
        (found.records.len(), found.torn_bytes as usize),
        (0, bytes.len())
    );
    journal.append(7, b"seven").unwrap();
    let aside = desk.data().join("set-aside");
    assert_eq!(fs::read(aside.join(&names(&aside)[0])).unwrap(), bytes);
}

#[test]
fn a_journal_killed_before_it_had_a_beginning_is_none() {
    let desk = Desk::new();
    fs::create_dir_all(desk.data().join("journals")).unwrap();
    fs::write(desk.data().join("journals/0123456789abcdef.journal"), "").unwrap();
    let found = desk.store.journals().unwrap();
    assert_eq!((found.readable.len(), found.unreadable.len()), (0, 0));
}

proptest! {
    #![proptest_config(crate::cases(48))]

    /// Whatever is appended, rotated, reopened and torn: the records are those appended and not yet
    /// rotated away, without what was torn.
    #[test]
    fn a_journal_is_the_list_of_its_records(
        steps in prop::collection::vec((0..6_u8, prop::collection::vec(any::<u8>(), 0..40)), 0..24)
    ) {
        let desk = Desk::new();
        let (mut base, mut first, mut model) = (0, 1, Vec::<Vec<u8>>::new());
        let mut journal = open(&desk, "h0");
        for (step, bytes) in steps {
            let next = first + model.len() as u64;
            match step {
                0 => {
                    drop(journal);
                    journal = desk.store.open_journal("c1", &format!("h{base}"), first).unwrap().0;
                }
                1 => {
                    let gone = bytes.len().min(model.len());
                    first += gone as u64;
                    model.drain(..gone);
                    base += 1;
                    journal.rotate(&format!("h{base}"), first).unwrap();
                }
                2 if !model.is_empty() => {
                    drop(journal);
                    let path = file(&desk);
                    let length = fs::metadata(&path).unwrap().len();
                    let cut = 1 + bytes.len() as u64 % (20 + model.pop().unwrap().len() as u64);
                    let torn = fs::File::options().write(true).open(path).unwrap();
                    torn.set_len(length - cut).unwrap();
                    journal = desk.store.open_journal("c1", &format!("h{base}"), first).unwrap().0;
                }
                _ => {
                    journal.append(next, &bytes).unwrap();
                    model.push(bytes);
                }
            }
            prop_assert_eq!(journal.next(), first + model.len() as u64);
            let found = desk.store.recover("c1", &format!("h{base}")).unwrap();
            let records = found.records.into_iter().map(|record| record.bytes);
            prop_assert_eq!(records.collect::<Vec<_>>(), model.clone());
            prop_assert_eq!(desk.store.journals().unwrap().readable.len(), 1);
        }
    }
}
