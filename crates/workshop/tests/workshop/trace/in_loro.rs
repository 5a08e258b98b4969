//! The same trace in Loro: each person a document of their own, which takes up what the other
//! did just before the keystroke that had seen it.

use loro::cursor::Side;
use loro::{ExportMode, IdSpan, LoroDoc};
use serde_json::Value;

/// One edit of the trace.
pub struct Keystroke {
    /// 0 or 1.
    pub by: usize,
    pub at: usize,
    pub delete: usize,
    pub insert: String,
    /// How many steps its author had seen.
    pub base: usize,
}

impl Keystroke {
    /// The edits of a scenario of `a0` and `a1`, whose first step makes the card.
    pub fn all(steps: &[Value]) -> Vec<Self> {
        let number = |step: &Value, key: &str| step[key].as_u64().expect("a number") as usize;
        let keystrokes = steps.iter().skip(1);
        keystrokes
            .map(|step| Keystroke {
                by: usize::from(step["by"] == "a1"),
                at: number(step, "at"),
                delete: number(step, "delete"),
                insert: step["insert"].as_str().expect("a text").to_owned(),
                base: number(step, "base") - 1,
            })
            .collect()
    }
}

/// Both documents after the whole trace; each has everything.
pub fn write(trace: &[Keystroke]) -> LoroDoc {
    let docs = [1, 2].map(|peer| {
        let doc = LoroDoc::new();
        doc.set_peer_id(peer).expect("a new document");
        doc
    });
    let texts = [docs[0].get_text("text"), docs[1].get_text("text")];
    // How many operations each had done before each step, and how many the other knows of.
    let mut done: [Vec<i32>; 2] = [vec![0], vec![0]];
    let mut known = [0, 0];
    let catch_up = |known: &mut [i32; 2], reader: usize, until: i32| {
        let writer = 1 - reader;
        if known[writer] < until {
            let span = IdSpan::new(writer as u64 + 1, known[writer], until);
            let updates = docs[writer].export(ExportMode::updates_in_range(vec![span]));
            docs[reader]
                .import(&updates.expect("exported"))
                .expect("imported");
            known[writer] = until;
        }
    };
    for key in trace {
        catch_up(&mut known, key.by, done[1 - key.by][key.base]);
        let text = &texts[key.by];
        if key.delete > 0 {
            text.delete(key.at, key.delete).expect("deleted");
        }
        if !key.insert.is_empty() {
            text.insert(key.at, &key.insert).expect("inserted");
        }
        for (person, counts) in done.iter_mut().enumerate() {
            let before = *counts.last().expect("a beginning");
            let more = key.delete + key.insert.chars().count();
            counts.push(before + if person == key.by { more as i32 } else { 0 });
        }
    }
    for reader in [0, 1] {
        let all = *done[1 - reader].last().expect("a beginning");
        catch_up(&mut known, reader, all);
    }
    assert_eq!(texts[0].to_string(), texts[1].to_string());
    docs.into_iter().next().expect("two documents")
}

/// The text, and who wrote each letter of it.
#[allow(dead_code, reason = "the benchmark writes alone")]
pub fn owners(doc: &LoroDoc) -> (String, Vec<String>) {
    let text = doc.get_text("text");
    let owner = |at: usize| {
        let cursor = text.get_cursor(at, Side::Middle).expect("a letter");
        format!("a{}", cursor.id.expect("a letter's id").peer - 1)
    };
    (
        text.to_string(),
        (0..text.len_unicode()).map(owner).collect(),
    )
}
