//! Typing in Loro.

use super::{Keystroke, authors};
use loro::cursor::Side;
use loro::{ExportMode, IdSpan, LoroDoc};

/// Everybody's document after the whole trace, `typed` being called after each keystroke; the first
/// one has everything.
pub fn write(trace: &[Keystroke], typed: impl Fn(&LoroDoc)) -> Vec<LoroDoc> {
    let authors = authors(trace);
    let docs: Vec<LoroDoc> = (1..=authors as u64)
        .map(|peer| {
            let doc = LoroDoc::new();
            doc.set_peer_id(peer).expect("a new document");
            doc
        })
        .collect();
    let texts: Vec<_> = docs.iter().map(|doc| doc.get_text("text")).collect();
    // How many operations each had done before each keystroke, and how many each other knows of.
    let mut done: Vec<Vec<i32>> = vec![vec![0]; authors];
    let mut known = vec![vec![0; authors]; authors];
    let catch_up = |known: &mut Vec<i32>, reader: usize, until: &dyn Fn(usize) -> i32| {
        for (writer, doc) in docs.iter().enumerate() {
            let until = until(writer);
            if writer != reader && known[writer] < until {
                let span = IdSpan::new(writer as u64 + 1, known[writer], until);
                let updates = doc.export(ExportMode::updates_in_range(vec![span]));
                docs[reader]
                    .import(&updates.expect("exported"))
                    .expect("imported");
                known[writer] = until;
            }
        }
    };
    for key in trace {
        catch_up(&mut known[key.by], key.by, &|writer| done[writer][key.base]);
        let text = &texts[key.by];
        if key.delete > 0 {
            text.delete(key.at, key.delete).expect("deleted");
        }
        if !key.insert.is_empty() {
            text.insert(key.at, &key.insert).expect("inserted");
        }
        typed(&docs[key.by]);
        for (person, counts) in done.iter_mut().enumerate() {
            let before = *counts.last().expect("a beginning");
            let more = key.delete + key.insert.chars().count();
            counts.push(before + if person == key.by { more as i32 } else { 0 });
        }
    }
    for (reader, known) in known.iter_mut().enumerate() {
        catch_up(known, reader, &|writer| {
            *done[writer].last().expect("a beginning")
        });
    }
    docs
}

/// The text, and who wrote each letter of it.
#[allow(dead_code, reason = "the benchmark writes alone")]
pub fn owners(doc: &LoroDoc) -> (String, Vec<usize>) {
    let text = doc.get_text("text");
    let owner = |at: usize| {
        let cursor = text.get_cursor(at, Side::Middle).expect("a letter");
        cursor.id.expect("a letter's id").peer as usize - 1
    };
    (
        text.to_string(),
        (0..text.len_unicode()).map(owner).collect(),
    )
}
