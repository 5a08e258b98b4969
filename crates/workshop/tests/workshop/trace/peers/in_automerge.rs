//! Typing in Automerge.

use super::{Keystroke, authors};
use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, Change, ObjId, ObjType, ROOT, ReadDoc, TextEncoding};

/// Everybody's document after the whole trace; the first one has everything.
pub fn write(trace: &[Keystroke]) -> Vec<AutoCommit> {
    let authors = authors(trace);
    let mut first = AutoCommit::new_with_encoding(TextEncoding::UnicodeCodePoint);
    first.set_actor(actor(authors));
    let text = first
        .put_object(ROOT, "text", ObjType::Text)
        .expect("an empty document");
    first.commit();
    let mut docs: Vec<AutoCommit> = (0..authors)
        .map(|author| first.fork().with_actor(actor(author)))
        .collect();
    // What somebody else will have seen is committed before it is.
    let mut looked_at = vec![false; trace.len() + 1];
    for key in trace {
        looked_at[key.base] = true;
    }
    // Each author's changes, with how many keystrokes there were then, and how many of them each
    // other knows.
    let mut changes: Vec<Vec<(usize, Change)>> = vec![Vec::new(); authors];
    let mut known = vec![vec![0; authors]; authors];
    let mut written_since = vec![false; authors];
    for (n, key) in trace.iter().enumerate() {
        if authors > 1 && looked_at[n] {
            commit(&mut docs, &mut written_since, &mut changes, n);
        }
        catch_up(&mut docs, &changes, &mut known[key.by], key.by, key.base);
        docs[key.by]
            .splice_text(&text, key.at, key.delete as isize, &key.insert)
            .expect("spliced");
        written_since[key.by] = true;
    }
    commit(&mut docs, &mut written_since, &mut changes, trace.len());
    for (reader, known) in known.iter_mut().enumerate() {
        catch_up(&mut docs, &changes, known, reader, trace.len());
    }
    docs
}

fn actor(author: usize) -> ActorId {
    ActorId::from([author as u8; 16])
}

fn commit(
    docs: &mut [AutoCommit],
    written_since: &mut [bool],
    changes: &mut [Vec<(usize, Change)>],
    keystrokes: usize,
) {
    for ((doc, written), changes) in docs.iter_mut().zip(written_since).zip(changes) {
        if std::mem::take(written) {
            doc.commit();
            let change = doc.get_last_local_change().expect("something was written");
            changes.push((keystrokes, change));
        }
    }
}

/// Takes up what the others did within the first `base` keystrokes.
fn catch_up(
    docs: &mut [AutoCommit],
    changes: &[Vec<(usize, Change)>],
    known: &mut [usize],
    reader: usize,
    base: usize,
) {
    let mut news: Vec<&(usize, Change)> = Vec::new();
    for (writer, changes) in changes.iter().enumerate() {
        if writer != reader {
            let new = &changes[known[writer]..];
            let until = new.partition_point(|(keystrokes, _)| *keystrokes <= base);
            news.extend(&new[..until]);
            known[writer] += until;
        }
    }
    if !news.is_empty() {
        news.sort_by_key(|(keystrokes, _)| *keystrokes);
        docs[reader]
            .apply_changes(news.into_iter().map(|(_, change)| change.clone()))
            .expect("applied");
    }
}

/// The text, and who wrote each letter of it.
#[allow(dead_code, reason = "the benchmark writes alone")]
pub fn owners(doc: &AutoCommit) -> (String, Vec<usize>) {
    let (_, text) = doc.get(ROOT, "text").expect("read").expect("a text");
    let owner = |at: usize| match doc.get(&text, at).expect("read").expect("a letter") {
        (_, ObjId::Id(_, actor, _)) => usize::from(actor.to_bytes()[0]),
        _ => unreachable!("letters are no root"),
    };
    (
        doc.text(&text).expect("read"),
        (0..doc.length(&text)).map(owner).collect(),
    )
}
