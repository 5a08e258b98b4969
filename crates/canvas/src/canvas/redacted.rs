//! What redactions took out, and what they wrote in its place.
//!
//! A redaction changes earlier entries: placeholders stand in for words, and what could be found
//! from the words alone is written beside. The redaction's own entry, which the chain covers, holds
//! the hash of all that; so nothing of it can be changed unseen.

use super::Canvas;
use crate::entry::{Axis, Entry, Inference, LineNo, Op};
use crate::grapheme::{self, BLANK, LETTER, SIGN};
use crate::letters::{EntryNo, PlaceNo};
use crate::notation::compact;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// What was written beside entries, as long as no redaction's entry has covered it.
#[derive(Clone, Debug, Default)]
pub(super) struct Unvouched {
    /// Entries whose words are gone, by the redaction that they name.
    removed: FxHashMap<EntryNo, Vec<EntryNo>>,
    inferred: Vec<EntryNo>,
}

/// A letter that repeats an earlier one, as a redaction has kept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub place: PlaceNo,
    pub source: PlaceNo,
    /// How many letters were equal.
    pub length: u32,
    /// Since when the source had stood, by the matcher's clock.
    pub since: u32,
}

impl Canvas {
    /// Of entries before this one nothing is to be inferred anew: [`Canvas::repeated_by`] has it.
    ///
    /// It is known from the first entry on whose words are gone. What came before that one can be
    /// inferred from the words as ever.
    pub fn settled(&self) -> EntryNo {
        self.settled
    }

    /// The letters that were found to repeat others after an entry, as a redaction has kept it.
    pub fn repeated_by(&self, entry: EntryNo) -> impl Iterator<Item = Repeated> + '_ {
        let beside = self.log[entry as usize].beside();
        let inferred = beside.map_or(&[][..], |beside| &beside.inferred);
        inferred.iter().flat_map(|stretch| self.repeated(stretch))
    }

    fn repeated<'a>(&'a self, stretch: &'a Inference) -> impl Iterator<Item = Repeated> + 'a {
        let place = |(entry, first): (EntryNo, u32), offset: u32| {
            self.place_named(entry, first.checked_add(offset)?)
        };
        (0..stretch.count).map_while(move |offset| {
            let (own, source) = (
                place(stretch.letters, offset)?,
                place(stretch.source, offset)?,
            );
            // What is repeated is older; so nothing goes round in circles.
            (source < own).then_some(Repeated {
                place: own,
                source,
                length: stretch.length,
                since: stretch.since,
            })
        })
    }

    /// Keeps in mind what stands beside an entry, until a redaction covers it.
    pub(super) fn note_beside(&mut self, number: EntryNo, entry: &Entry) {
        let Some(beside) = entry.beside() else { return };
        if let Some(removed) = &beside.removed {
            let by = self.unvouched.removed.entry(removed.by);
            by.or_default().push(number);
            self.settled = self.settled.max(removed.by);
        }
        if !beside.inferred.is_empty() {
            self.unvouched.inferred.push(number);
        }
    }

    /// The hash of everything that a redaction wrote beside earlier entries.
    pub(crate) fn beside(&self, redaction: EntryNo) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut say = |line: String| hash.update(line + "\n");
        for &number in self.unvouched.removed.get(&redaction).into_iter().flatten() {
            let entry = &self.log[number as usize];
            let recases = entry.removed().is_some_and(|removed| removed.recases);
            say(compact(&(number, entry.op.words(), recases)));
        }
        for &number in &self.unvouched.inferred {
            let beside = self.log[number as usize].beside().into_iter();
            for Inference {
                letters,
                source,
                count,
                length,
                since,
            } in beside.flat_map(|beside| &beside.inferred)
            {
                say(compact(&(number, letters, source, count, length, since)));
            }
        }
        hash.finalize().into()
    }

    /// A redaction covers what it wrote.
    pub(super) fn vouch(&mut self, redaction: EntryNo) {
        self.unvouched.removed.remove(&redaction);
        self.unvouched.inferred.clear();
    }

    /// Lets another redaction cover what none has covered.
    pub(crate) fn name_redaction(&mut self, redaction: EntryNo) {
        let mut removed: Vec<EntryNo> = std::mem::take(&mut self.unvouched.removed)
            .into_values()
            .flatten()
            .collect();
        removed.sort_unstable();
        for &entry in &removed {
            let more = self.log[entry as usize].more.as_mut();
            let beside = more.and_then(|more| more.beside.as_mut());
            if let Some(removed) = beside.and_then(|beside| beside.removed.as_mut()) {
                removed.by = redaction;
            }
        }
        self.unvouched.removed.insert(redaction, removed);
        self.settled = redaction;
    }

    /// The first entry beside which something stands that no redaction has covered.
    pub(crate) fn first_unvouched(&self) -> Option<EntryNo> {
        let removed = self.unvouched.removed.values().flatten();
        removed.chain(&self.unvouched.inferred).min().copied()
    }

    /// What stands in for an entry's words once they are gone: for a text as many letters, blanks
    /// and signs in the same order, for a person's name the number of the seat.
    pub(crate) fn placeholder(&self, number: EntryNo) -> String {
        let entry = &self.log[number as usize];
        let seat = |person: u32| format!("#{}", person + 1);
        let shape = |grapheme: &str| match grapheme {
            _ if grapheme::is_letter(grapheme) => LETTER,
            _ if grapheme.chars().all(char::is_whitespace) => BLANK,
            _ => SIGN,
        };
        let words = entry.op.words().unwrap_or_default();
        match &entry.op {
            Op::Person { id, .. } => seat(self.names.people[id]),
            Op::ChangePerson { person, .. } => seat(*person),
            _ => grapheme::cut_by(words, entry.cuts()).map(shape).collect(),
        }
    }

    /// The id of a stage or lane whose name was its id, once the name is gone.
    pub(crate) fn line_placeholder(line: LineNo) -> String {
        format!("{LETTER}{}", line + 1)
    }

    /// Whether a stage or lane is called by its name, so that only the name is written down.
    pub(crate) fn is_called_by_name(&self, entry: &Entry) -> bool {
        let Op::AddLine { axis, id, name, .. } = &entry.op else {
            return false;
        };
        if entry.removed().is_none() {
            return id == name;
        }
        let line = self.names.bands[*axis as usize].get(id);
        line.is_some_and(|&line| *id == Self::line_placeholder(line))
    }

    /// The number that the next stage or lane gets.
    pub(crate) fn next_line(&self, axis: Axis) -> LineNo {
        self.bands[axis as usize].len() as LineNo
    }
}
