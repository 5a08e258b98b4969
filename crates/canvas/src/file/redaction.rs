//! Taking words and pictures out of a canvas, so that nothing of them is left in its file.
//!
//! Words, and the secret from which their salts follow, go; what the hash chain covers of them, a
//! salted hash, stays and can no longer be guessed. Placeholders keep how many letters there were
//! and where. What could be found from the words alone is written down: which entries only changed
//! the case of letters, and which letters repeat others. A picture goes with the words of every
//! entry that brought it.

use super::Document;
use crate::canvas::{Canvas, Changes, Repeated};
use crate::chain::voice_of;
use crate::entry::{Beside, Entry, Inference, Op, PersonNo, Removed, Span};
use crate::letters::EntryNo;
use crate::refusal::Damage;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be taken out, and at whose word.
#[derive(Clone, Debug, Default)]
pub struct Redaction {
    /// The person whose words it is about; everybody's if none.
    pub person: Option<PersonNo>,
    pub by: Option<PersonNo>,
    pub at_ms: i64,
    /// The entries whose words go.
    pub entries: BTreeSet<EntryNo>,
    /// Everything that was ever inferred, by the entry after which it was; what an earlier
    /// redaction has kept is known.
    pub repeated: Vec<(EntryNo, Repeated)>,
}

impl Document {
    /// Takes words out of entries and says so in a further entry, whose number it gives back; none
    /// if there is nothing left to take out. `follow` is shown the whole log anew.
    ///
    /// What other versions of the app wrote beside goes too, since nobody knows what it quotes.
    ///
    /// # Errors
    /// If the log would no longer hold; then nothing has changed.
    pub fn redact(
        &mut self,
        redaction: &Redaction,
        mut follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Result<Option<EntryNo>, Damage> {
        let number = self.canvas.next();
        let log = self.canvas.log();
        let has_words = |&entry: &EntryNo| {
            let entry = &log[entry as usize];
            entry.op.words().is_some() && entry.removed().is_none()
        };
        let mut entries = BTreeSet::new();
        for entry in (0..number).filter(has_words) {
            if redaction.entries.contains(&entry) || self.recases_any_of(entry, &entries) {
                entries.insert(entry);
            }
        }
        if entries.is_empty() {
            return Ok(None);
        }
        let mut log = log.to_vec();
        for &entry in &entries {
            self.take_out(entry, number, &mut log[entry as usize]);
        }
        let mut secrets = self.secrets.clone();
        let voices: BTreeSet<&str> = entries
            .iter()
            .map(|&entry| voice_of(&self.canvas, entry))
            .collect();
        for entry in (0..number).filter(|entry| !entries.contains(entry) && has_words(entry)) {
            if voices.contains(voice_of(&self.canvas, entry)) {
                let salt = self.secrets.salt_of(&self.canvas, entry);
                beside(&mut log[entry as usize]).salt = Some(salt);
            }
        }
        for voice in voices {
            secrets.forget(voice);
        }
        let settled = self.canvas.settled();
        for (entry, inferred) in self.stretches(&redaction.repeated) {
            if entry >= settled {
                beside(&mut log[entry as usize]).inferred = inferred;
            }
        }

        // Who writes on gets another secret than the one that has gone.
        let chance = Sha256::new()
            .chain_update(self.chance)
            .chain_update(self.chain.head());
        let mut redacted = Document::new(&*self.id, chance.finalize().into());
        redacted.secrets = secrets;
        redacted.gallery = self.gallery.clone();
        for picture in self.canvas.pictures() {
            let mut brought = picture.brought_by();
            if brought.all(|entry| log[entry as usize].removed().is_some()) {
                redacted.gallery.forget(&picture.facts.sha256);
            }
        }
        redacted.canvas.watch();
        for (entry, said) in (0..).zip(log) {
            redacted.append(said, self.canvas.hidden_hands(entry))?;
            redacted.canvas.show_changes(entry, &mut follow);
        }
        if redacted.chain.head() != self.chain.head() {
            let why = "its hash does not hold without its words";
            let entry = number;
            return Err(Damage { entry, why });
        }
        redacted.say_so(redaction)?;
        redacted.canvas.show_changes(number, &mut follow);
        *self = redacted;
        Ok(Some(number))
    }

    /// The redaction's own entry.
    fn say_so(&mut self, redaction: &Redaction) -> Result<EntryNo, Damage> {
        let number = self.canvas.next();
        let beside = Box::new(self.canvas.beside(number));
        let entry = Entry {
            by: redaction.by,
            voices: Box::default(),
            tidy: false,
            at_ms: redaction.at_ms,
            client: redaction.by.map_or(0, |by| by + 1),
            gesture: number,
            op: Op::Redact {
                person: redaction.person,
                beside,
            },
            more: None,
        };
        self.append(entry, None)
    }

    /// Where the entry of a redaction was lost, another one says what it did.
    pub(super) fn redact_once_more(&mut self) {
        self.canvas.name_redaction(self.canvas.next());
        let at_ms = self.canvas.log().last().map_or(0, |last| last.at_ms);
        let redaction = Redaction {
            at_ms,
            ..Redaction::default()
        };
        self.say_so(&redaction)
            .expect("it covers what stands there");
    }

    /// Whether an entry put letters of others into another case: once those have gone, nothing
    /// but what is written beside it tells that it wrote none of its own. What tidying up typed in
    /// place of a letter is that letter and still has its own looks, and so have copies of it.
    fn recases_any_of(&self, entry: EntryNo, others: &BTreeSet<EntryNo>) -> bool {
        let letters = self.canvas.letters();
        Span::places(self.canvas.recased_by(entry)).any(|place| {
            let origin = letters.place(place).origin;
            let mut places = std::iter::once(&origin).chain(letters.copies(origin));
            places.any(|&place| others.contains(&letters.place(place).entry))
        })
    }

    /// Puts a placeholder where an entry's words were.
    fn take_out(&self, number: EntryNo, by: EntryNo, entry: &mut Entry) {
        let canvas = &self.canvas;
        let hash = self.secrets.hash_of_words(canvas, number);
        beside(entry).removed = hash.map(|hash| Removed {
            hash,
            by,
            recases: !canvas.recased_by(number).is_empty(),
        });
        if canvas.is_called_by_name(&canvas.log()[number as usize])
            && let Op::AddLine { axis, id, .. } = &mut entry.op
            && let Some(line) = canvas.line_named(*axis, id)
        {
            *id = Canvas::line_placeholder(line);
        }
        entry.op.reword(canvas.placeholder(number));
    }

    /// What was inferred, as stretches of neighbouring letters, by the entry after which it was.
    fn stretches(&self, repeated: &[(EntryNo, Repeated)]) -> BTreeMap<EntryNo, Vec<Inference>> {
        let mut stretches: BTreeMap<EntryNo, Vec<Inference>> = BTreeMap::new();
        for (entry, one) in repeated {
            let letters = self.canvas.place_name(one.place);
            let source = self.canvas.place_name(one.source);
            let so_far = stretches.entry(*entry).or_default();
            match so_far.last_mut() {
                Some(last)
                    if (last.length, last.since) == (one.length, one.since)
                        && (last.letters.0, last.letters.1 + last.count) == letters
                        && (last.source.0, last.source.1 + last.count) == source =>
                {
                    last.count += 1;
                }
                _ => so_far.push(Inference {
                    letters,
                    source,
                    count: 1,
                    length: one.length,
                    since: one.since,
                }),
            }
        }
        stretches
    }
}

fn beside(entry: &mut Entry) -> &mut Beside {
    entry
        .more
        .get_or_insert_default()
        .beside
        .get_or_insert_default()
}
