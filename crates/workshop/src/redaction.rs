//! Taking words out of a workshop: everybody's, or one person's.

use crate::Workshop;
use canvas::canvas::{Canvas, Repeated, TextOf, Voice};
use canvas::entry::{Entry, Op, PersonNo, Span};
use canvas::file::Redaction;
use canvas::letters::{EntryNo, PlaceNo};
use canvas::refusal::Refusal;
use ownership::report::Scope;
use ownership::{Ownership, Reading};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

impl Workshop {
    /// Takes out names and texts: one person's, or everybody's. Every figure stays what it is. The
    /// number of the entry that says so, or none if there is nothing left to take out.
    ///
    /// Earlier entries change, so the whole file is to be saved anew; a journal does not do.
    ///
    /// # Errors
    /// A person whom nobody knows.
    pub fn redact(
        &mut self,
        person: Option<&str>,
        by: Option<&str>,
        at_ms: i64,
    ) -> Result<Option<EntryNo>, Refusal> {
        let person = person.map(|id| self.person(id)).transpose()?;
        // Who has two seats said something from both.
        let person = person.map(|person| self.canvas().one(person));
        let by = by.map(|id| self.person(id)).transpose()?;
        let found = self.ownership.identities().all();
        let redaction = Redaction {
            person,
            by,
            at_ms,
            entries: match person {
                None => (0..self.canvas().next()).collect(),
                Some(person) => self.entries_of(person, &found_by_place(&found)),
            },
            repeated: found
                .iter()
                .map(|&(place, found)| {
                    let repeated = Repeated {
                        place,
                        source: found.source,
                        length: found.length,
                        since: found.since,
                    };
                    (found.entry, repeated)
                })
                .collect(),
        };
        let mut reading = Reading::new();
        let done = self.document.redact(&redaction, |canvas, number, changes| {
            reading.follow(canvas, number, changes);
        });
        let done = done.map_err(|damage| {
            Refusal::new(
                "bug",
                format!("Atelier made a mistake: {damage}."),
                "Nothing was changed.",
            )
        })?;
        if done.is_some() {
            let canvas = self.document.canvas();
            self.ownership = Ownership::read(canvas, reading, Scope::Board);
            self.unsent.everything(self.document.canvas());
        }
        Ok(done)
    }

    fn person(&self, id: &str) -> Result<PersonNo, Refusal> {
        self.canvas().person_named(id).ok_or_else(|| {
            Refusal::new(
                "unknown-name",
                format!("There is no person “{id}”."),
                "Name somebody who is at the table.",
            )
        })
    }

    /// The entries that quote a person: their name, what they said, and what others wrote that is
    /// theirs, be it typed again, tidied or put into another case.
    fn entries_of(
        &self,
        person: PersonNo,
        sources: &FxHashMap<PlaceNo, Vec<PlaceNo>>,
    ) -> BTreeSet<EntryNo> {
        let canvas = self.canvas();
        let is_theirs = |entry: EntryNo| match &canvas.log()[entry as usize].op {
            Op::Person { id, .. } => {
                canvas.person_named(id).map(|named| canvas.one(named)) == Some(person)
            }
            Op::ChangePerson { person: named, .. } => canvas.one(*named) == person,
            Op::Attach { picture, .. } => {
                let picture = canvas.picture_named(&picture.sha256);
                let first = picture.map(|picture| canvas.brought_first(picture).0);
                is_voice(canvas, first.unwrap_or(entry), person) || is_voice(canvas, entry, person)
            }
            _ => is_voice(canvas, entry, person),
        };
        let letters = canvas.letters();
        let mut theirs: Vec<bool> = Vec::with_capacity(letters.places() as usize);
        for place in 0..letters.places() {
            let origin = letters.place(place).origin;
            // Origins and sources are older than what came of them.
            let is = match origin == place {
                false => theirs[origin as usize],
                true => {
                    let mut sources = sources.get(&place).into_iter().flatten();
                    is_writer(canvas, place, person)
                        || sources.any(|&source| theirs[source as usize])
                }
            };
            theirs.push(is);
        }
        let quotes = |entry: EntryNo| {
            let written = canvas.made_by(entry).0;
            let recased = Span::places(canvas.recased_by(entry));
            written.chain(recased).any(|place| theirs[place as usize])
        };
        (0..canvas.next())
            .filter(|&entry| is_theirs(entry) || quotes(entry))
            .collect()
    }
}

/// Whether a letter is somebody's: as it was written, declared, or corrected since.
fn is_writer(canvas: &Canvas, place: PlaceNo, person: PersonNo) -> bool {
    let entry = canvas.letters().place(place).entry;
    let declared = match (
        canvas.voice_told(entry),
        canvas.text_of(canvas.origin_text(place)),
    ) {
        (Voice::Template, TextOf::Card(card)) => canvas.declared(card),
        _ => &[],
    };
    is_voice(canvas, entry, person)
        || matches!(canvas.voice_of(place), Voice::People(people) if people.contains(&person))
        || declared.contains(&person)
}

fn is_voice(canvas: &Canvas, entry: EntryNo, person: PersonNo) -> bool {
    let told = |entry: &Entry| {
        let mut voices = entry.voices.iter();
        voices.any(|&voice| canvas.one(voice) == person)
    };
    match canvas.voice(entry) {
        Voice::People(people) => people.contains(&person),
        Voice::Template | Voice::Tidy => told(&canvas.log()[entry as usize]),
    }
}

/// The letters that each ever repeated.
fn found_by_place(
    found: &[(PlaceNo, ownership::identity::Inferred)],
) -> FxHashMap<PlaceNo, Vec<PlaceNo>> {
    let mut sources: FxHashMap<PlaceNo, Vec<PlaceNo>> = FxHashMap::default();
    for (place, found) in found {
        sources.entry(*place).or_default().push(found.source);
    }
    sources
}
