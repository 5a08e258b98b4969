//! Whose ideas letters are: as it was told when they were written, as their writer has claimed
//! them since, and as the room has agreed to correct it.

use super::{Canvas, TextOf, Voice};
use crate::entry::{CardNo, Correction, Op, PersonNo, Span, Unnamed};
use crate::letters::{EntryNo, PlaceNo, TextNo};
use sha2::{Digest, Sha256};

impl Canvas {
    /// Whose idea an entry is. What was written without a name is its writer's once claimed, and
    /// two seats of one person are one.
    pub fn voice(&self, entry: EntryNo) -> Voice<'_> {
        match self.voice_told(entry) {
            Voice::People(people) => Voice::People(self.as_one(entry, people)),
            told => told,
        }
    }

    /// Whose idea an entry is as it says itself.
    pub fn voice_told(&self, entry: EntryNo) -> Voice<'_> {
        let entry = &self.log[entry as usize];
        match &entry.by {
            _ if entry.tidy => Voice::Tidy,
            None => Voice::Template,
            Some(_) if !entry.voices.is_empty() => Voice::People(&entry.voices),
            by => Voice::People(by.as_slice()),
        }
    }

    /// Whose idea a letter is, by the place where it was first written.
    pub fn voice_of(&self, origin: PlaceNo) -> Voice<'_> {
        match self.correction(origin) {
            Some(entry) => self.corrected_by(entry),
            None => self.voice(self.letters.place(origin).entry),
        }
    }

    /// The agreed correction that a letter stands under, by the place where it was first written.
    pub fn correction(&self, origin: PlaceNo) -> Option<EntryNo> {
        if self.corrected.is_empty() {
            return None;
        }
        let corrections = self.corrected.get(&origin)?.iter().rev();
        corrections.copied().find(|&entry| self.in_force(entry))
    }

    /// Whose ideas a correction says that its letters are.
    pub fn corrected_by(&self, entry: EntryNo) -> Voice<'_> {
        match &self.log[entry as usize].op {
            Op::Reassign { correction, .. } => Voice::People(self.as_one(entry, &correction.to)),
            _ => self.voice(entry),
        }
    }

    /// The letters that were first written in a text, wherever they are now.
    pub fn written_in(&self, text: TextNo) -> impl Iterator<Item = PlaceNo> + '_ {
        let slots = self.letters.slots_from(text, None);
        slots.filter_map(|(slot, _)| {
            let number = self.letters.slot(slot).place;
            let place = self.letters.place(number);
            (place.home == slot && place.origin == number).then_some(number)
        })
    }

    /// Whose hands made an entry: of what was written without a name, its writer's once claimed.
    pub fn hands(&self, entry: EntryNo) -> Option<PersonNo> {
        Some(self.one(self.log[entry as usize].by?))
    }

    /// Who has claimed what somebody wrote without a name.
    pub fn claimed_by(&self, person: PersonNo) -> Option<PersonNo> {
        let claims = &self.people[person as usize].claims;
        claims.last(|e| self.in_force(e)).copied()
    }

    /// Who wrote a card, if that was done without a name.
    pub(crate) fn unnamed(&self, card: CardNo) -> Option<(PersonNo, &Unnamed)> {
        let entry = &self.log[self.card(card).creation as usize];
        match &entry.op {
            Op::Add {
                unnamed: Some(unnamed),
                ..
            } => Some((entry.by?, unnamed)),
            _ => None,
        }
    }

    /// Why somebody cannot claim a card with a secret, if so.
    pub(crate) fn bars_claim(&self, card: CardNo, secret: &str, by: PersonNo) -> Option<Bar> {
        let Some((writer, unnamed)) = self.unnamed(card) else {
            return Some(Bar::Named);
        };
        let Some(claim) = unnamed.claim.as_deref() else {
            return Some(Bar::NoSecret);
        };
        if Sha256::digest(secret).as_slice() != claim {
            return Some(Bar::WrongSecret);
        }
        // A claim has told the secret, so that it proves nothing any more, even when undone.
        let mut claims = self.people[writer as usize].claims.written(|_| true);
        claims
            .any(|(_, &other)| self.one(other) != self.one(by))
            .then_some(Bar::Claimed)
    }

    /// Whether the same hash stands under a card already.
    pub(crate) fn is_claim_taken(&self, hash: &[u8; 32]) -> bool {
        self.names.claims.contains(hash)
    }

    pub(super) fn claim(&mut self, number: EntryNo, card: CardNo) {
        let by = self.log[number as usize].by;
        let writer = self.unnamed(card).map(|(writer, _)| writer);
        if let (Some(by), Some(writer)) = (by, writer) {
            self.people[writer as usize].claims.write(number, by);
        }
    }

    pub(super) fn correct(&mut self, number: EntryNo, correction: &Correction) {
        for place in Span::places(&correction.letters) {
            let origin = self.letters.place(place).origin;
            let written = self.letters.place(origin).entry;
            // What is nobody's stays nobody's, or points would come from nowhere.
            if let Voice::People(_) = self.voice_told(written) {
                let corrections = self.corrected.entry(origin).or_default();
                if corrections.last() != Some(&number) {
                    corrections.push(number);
                }
            }
        }
    }

    /// Whether somebody else has corrected one of the letters since.
    pub(super) fn is_corrected_since(&self, entry: EntryNo, correction: &Correction) -> bool {
        let by = self.log[entry as usize].by;
        Span::places(&correction.letters).any(|place| {
            let origin = self.letters.place(place).origin;
            let corrections = self.corrected.get(&origin).map_or(&[][..], Vec::as_slice);
            corrections.iter().any(|&later| {
                later > entry && self.in_force(later) && self.log[later as usize].by != by
            })
        })
    }

    /// Keeps in mind that what was written without a name on a card is somebody else's.
    pub(super) fn note_claim(&mut self, card: CardNo) {
        self.changes.people = true;
        self.settle_seats();
        let creation = self.card(card).creation;
        let (places, _) = self.made_by(creation);
        self.note_voices(places);
        let mut kin = vec![self.original(card)];
        while let Some(card) = kin.pop() {
            self.changes.cards.push(card);
            kin.extend(&self.card(card).copies);
        }
    }

    pub(super) fn note_correction(&mut self, correction: &Correction) {
        let origins: Vec<PlaceNo> = Span::places(&correction.letters)
            .map(|place| self.letters.place(place).origin)
            .collect();
        self.note_voices(origins.into_iter());
    }

    /// The card that a copy of a copy goes back to.
    fn original(&self, card: CardNo) -> CardNo {
        match &self.log[self.card(card).creation as usize].op {
            Op::Add { card, .. } => self.names.cards[&**card],
            _ => card,
        }
    }

    fn note_voices(&mut self, origins: impl Iterator<Item = PlaceNo>) {
        for origin in origins {
            self.changes.voices.push(origin);
            let copies = self.letters.copies(origin).iter().copied();
            for place in std::iter::once(origin).chain(copies) {
                let text = self.letters.text_of(self.letters.place(place).slot);
                if let TextOf::Card(card) = self.texts[text as usize]
                    && self.changes.cards.last() != Some(&card)
                {
                    self.changes.cards.push(card);
                }
            }
        }
    }
}

/// What is in the way of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    Named,
    NoSecret,
    WrongSecret,
    Claimed,
}
