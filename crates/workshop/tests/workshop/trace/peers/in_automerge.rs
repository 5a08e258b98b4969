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
    let mut all: Vec<Author> = (0..authors)
        .map(|author| Author {
            doc: first.fork().with_actor(actor(author)),
            has_written: false,
            changes: Vec::new(),
            known: vec![0; authors],
        })
        .collect();
    // What somebody else will have seen is committed before it is.
    let mut looked_at = vec![false; trace.len() + 1];
    for key in trace {
        looked_at[key.base] = authors > 1;
    }
    for (n, key) in trace.iter().enumerate() {
        if looked_at[n] {
            for author in &mut all {
                author.commit(n);
            }
        }
        catch_up(&mut all, key.by, key.base, n);
        let author = &mut all[key.by];
        author
            .doc
            .splice_text(&text, key.at, key.delete as isize, &key.insert)
            .expect("spliced");
        author.has_written = true;
    }
    for author in &mut all {
        author.commit(trace.len());
    }
    for reader in 0..authors {
        catch_up(&mut all, reader, trace.len(), trace.len());
    }
    all.into_iter().map(|author| author.doc).collect()
}

struct Author {
    doc: AutoCommit,
    has_written: bool,
    /// What the author did, each with how many keystrokes by anybody there were then.
    changes: Vec<(usize, Change)>,
    /// How many changes of each other author the document has.
    known: Vec<usize>,
}

impl Author {
    fn commit(&mut self, keystrokes: usize) {
        if std::mem::take(&mut self.has_written) {
            self.doc.commit();
            let change = self.doc.get_last_local_change();
            self.changes
                .push((keystrokes, change.expect("something was written")));
        }
    }
}

fn actor(author: usize) -> ActorId {
    ActorId::from([author as u8; 16])
}

/// Takes up what the others did within the first `base` keystrokes.
fn catch_up(all: &mut [Author], reader: usize, base: usize, now: usize) {
    let mut known = std::mem::take(&mut all[reader].known);
    let mut news: Vec<&(usize, Change)> = Vec::new();
    for (writer, author) in all.iter().enumerate() {
        if writer != reader {
            let new = &author.changes[known[writer]..];
            let until = new.partition_point(|(keystrokes, _)| *keystrokes <= base);
            news.extend(&new[..until]);
            known[writer] += until;
        }
    }
    news.sort_by_key(|(keystrokes, _)| *keystrokes);
    let news: Vec<Change> = news.into_iter().map(|(_, change)| change.clone()).collect();
    let reader = &mut all[reader];
    if !news.is_empty() {
        reader.commit(now);
        reader.doc.apply_changes(news).expect("applied");
    }
    reader.known = known;
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
