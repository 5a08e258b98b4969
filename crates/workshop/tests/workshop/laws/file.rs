//! Law 28: a file that was changed is found out.

use crate::plays::{ANY, Table, casts, hold_for, intents};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use workshop::Workshop;

/// What a file with one byte changed is: an error, a named difference, or the same JSON.
fn found_out(saved: &[u8], at: usize, byte: u8) -> Result<(), TestCaseError> {
    let mut changed = saved.to_vec();
    if changed[at] == byte {
        return Ok(());
    }
    let blank = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    let only_blank = blank(byte) && blank(changed[at]);
    changed[at] = byte;
    match Workshop::open(&changed, [1; 32]) {
        Ok(opened) if opened.differences.is_empty() => {
            prop_assert!(only_blank, "byte {at} is {byte} now, and nobody says so");
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn law_28_one_changed_byte_is_found() {
    let strategy = (
        casts(),
        vec(intents(ANY), 1..16),
        vec((any::<Index>(), any::<u8>()), 12),
    );
    hold_for("law_28", 64, strategy, |(cast, intents, flips), failing| {
        let mut table = Table::set(cast.head());
        for intent in &intents {
            table.attempt(intent);
        }
        failing.scenario = table.scenario();
        let saved = table.workshop().to_bytes();
        for (at, byte) in flips {
            let at = at.index(saved.len());
            found_out(&saved, at, byte)?;
            found_out(&saved, at, saved[at] ^ (1 << (byte % 8)))?;
        }
        Ok(())
    });
}

#[test]
fn law_28_a_changed_log_is_found_even_if_the_seal_was_made_anew() {
    let strategy = (
        casts(),
        vec(intents(ANY), 1..16),
        vec((any::<Index>(), any::<u8>()), 12),
    );
    hold_for(
        "law_28_log",
        64,
        strategy,
        |(cast, intents, flips), failing| {
            let mut table = Table::set(cast.head());
            for intent in &intents {
                table.attempt(intent);
            }
            failing.scenario = table.scenario();
            let saved = table.workshop().to_bytes();
            let text = std::str::from_utf8(&saved).unwrap();
            let from = text.find("\n\"log\": [").unwrap() + "\n\"log\": [".len();
            let to = text.find("\n\"head\": ").unwrap();
            for (at, byte) in flips {
                let mut changed = saved.clone();
                let at = from + at.index(to - from);
                changed[at] = byte;
                // A log that opens all the same says the same.
                if let Ok(opened) = Workshop::open(&changed, [1; 32]) {
                    let again = opened.workshop.to_bytes();
                    prop_assert_eq!(
                        &again,
                        &saved,
                        "byte {} is {} now, and nobody says so",
                        at,
                        byte
                    );
                }
            }
            Ok(())
        },
    );
}
