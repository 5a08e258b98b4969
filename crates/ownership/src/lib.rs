//! How much of the result is whose.
//!
//! Everything here follows `OWNERSHIP.md`: integers and fractions, no floating point in anything
//! that is saved, compared or shown as a share. [`Ownership`] keeps the counts and follows the
//! canvas entry by entry at the cost of what changed; [`report`] is what people read;
//! [`explain`] says why.

mod corrections;
mod credit;
pub mod explain;
mod facts;
mod fraction;
pub mod identity;
mod measure;
mod own;
mod pictures;
mod pools;
pub mod report;
mod retyped;
mod say;
mod shares;
mod views;
mod words;

use canvas::canvas::{Canvas, Changes, TextOf, Turn, Voice};
use canvas::command::State;
use canvas::entry::{Axis, CardNo, GroupNo};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use corrections::Corrections;
use facts::{Parts, Sums};
use identity::{Identities, Renamed};
pub use measure::Measure;
use measure::worth;
use pictures::Pictures;
use report::{Params, Scope};
use retyped::Retyped;
use say::Ballots;
use words::Words;

/// The numbers every canvas is counted with.
pub const PARAMS: Params = Params {
    cap: 40,
    fact: 5,
    matching: 20,
};

/// Which letters of a canvas repeat which and whose they are by correction, found out entry by
/// entry.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    identities: Identities,
    corrections: Corrections,
    /// None where only what the log records is to count.
    retyped: Option<Retyped>,
}

/// What an entry has changed about letters that stood before.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    /// Letters that are other ones.
    pub renamed: Vec<Renamed>,
    /// Letters that may be somebody else's.
    pub revoiced: Vec<PlaceNo>,
}

/// The counts behind the shares of one canvas in one scope.
#[derive(Clone, Debug)]
pub struct Ownership {
    scope: Scope,
    reading: Reading,
    words: Words,
    pictures: Pictures,
    /// Whether a text counts, by its number.
    counted: Vec<bool>,
    cards: Vec<Counted>,
    /// How many cards of the result are in each group.
    group_sizes: Vec<u32>,
    structure: Sums,
    lineage: Sums,
    ballots: Ballots,
}

/// What a card adds now, to be taken away when it changes.
#[derive(Clone, Debug, Default)]
struct Counted {
    in_result: bool,
    group: Option<GroupNo>,
    parts: Parts,
}

impl Reading {
    /// For following a canvas from its first entry on.
    pub fn new() -> Self {
        Reading {
            identities: Identities::default(),
            corrections: Corrections::default(),
            retyped: Some(Retyped::default()),
        }
    }

    /// Takes up what the entry of that number changed.
    pub fn follow(&mut self, canvas: &Canvas, number: EntryNo, changes: &Changes) -> Followed {
        let renamed = match &mut self.retyped {
            Some(retyped) => retyped.follow(canvas, number, changes, &mut self.identities),
            None => Vec::new(),
        };
        let corrected = self.corrections.follow(canvas, number, &self.identities);
        let voices = changes.voices.iter();
        let mut revoiced: Vec<PlaceNo> = voices
            .map(|&origin| self.identities.of_origin(origin))
            .chain(corrected)
            .collect();
        if !changes.voices.is_empty() {
            // What a correction was about may have been a letter that repeats it no longer.
            revoiced.extend(self.corrections.letters());
        }
        revoiced.sort_unstable();
        revoiced.dedup();
        Followed { renamed, revoiced }
    }

    /// Whose idea a letter is.
    pub(crate) fn voice<'a>(&self, canvas: &'a Canvas, identity: PlaceNo) -> Voice<'a> {
        match self.corrections.of(canvas, identity) {
            Some(correction) => canvas.corrected_by(correction),
            None => canvas.voice(canvas.letters().place(identity).entry),
        }
    }

    /// Follows a canvas through its whole log.
    pub fn of(canvas: &Canvas) -> Self {
        let mut reading = Reading::new();
        let log = canvas.log().iter().cloned();
        Canvas::replay(log, |canvas, number, changes| {
            reading.follow(canvas, number, changes);
        });
        reading
    }
}

impl Ownership {
    /// The counts of a canvas as it stands, read from its log.
    pub fn of(canvas: &Canvas, scope: Scope) -> Self {
        Self::read(canvas, Reading::of(canvas), scope)
    }

    /// The counts of a canvas that was followed up to here.
    pub fn read(canvas: &Canvas, reading: Reading, scope: Scope) -> Self {
        let mut ownership = Ownership {
            scope,
            reading,
            words: Words::default(),
            pictures: Pictures::default(),
            counted: Vec::new(),
            cards: Vec::new(),
            group_sizes: Vec::new(),
            structure: Sums::default(),
            lineage: Sums::default(),
            ballots: Ballots::default(),
        };
        let everything = Changes {
            cards: (0..canvas.cards().len() as CardNo).collect(),
            stages: true,
            lanes: true,
            title: true,
            purpose: true,
            ..Changes::default()
        };
        ownership.update(canvas, &everything);
        for origin in ownership.reading.corrections.origins() {
            ownership
                .words
                .set_moved(canvas, &ownership.reading, origin);
        }
        ownership.words.settle(canvas, &[]);
        ownership
    }

    /// The same canvas in another scope. It follows nothing.
    pub fn in_scope(&self, canvas: &Canvas, scope: Scope) -> Self {
        let reading = Reading {
            identities: self.reading.identities.clone(),
            corrections: self.reading.corrections.clone(),
            retyped: None,
        };
        Self::read(canvas, reading, scope)
    }

    /// Follows what the entry of that number changed on the canvas.
    pub fn follow(&mut self, canvas: &Canvas, number: EntryNo, changes: &Changes) {
        let Followed { renamed, revoiced } = self.reading.follow(canvas, number, changes);
        for &one in &renamed {
            self.words.rename(canvas, &self.reading, one);
        }
        let mut origins: Vec<TextNo> = Vec::new();
        for &letter in &revoiced {
            self.words.revoice(canvas, &self.reading, letter);
            origins.push(canvas.origin_text(letter));
        }
        origins.sort_unstable();
        origins.dedup();
        origins.retain(|&origin| !self.reading.corrections.letters_in(origin).is_empty());
        for origin in origins {
            self.words.set_moved(canvas, &self.reading, origin);
        }
        self.update(canvas, changes);
        let mut cards = Vec::new();
        for one in &renamed {
            self.cards_with(canvas, one.place, &mut cards);
        }
        for letter in revoiced {
            for same in self.reading.identities.same(canvas, letter) {
                self.cards_with(canvas, same, &mut cards);
            }
        }
        for &card in &changes.confirmed {
            cards.push(card);
            let letters = canvas.written_in(canvas.card(card).text);
            for letter in letters {
                self.cards_with(canvas, letter, &mut cards);
            }
        }
        if !cards.is_empty() {
            cards.sort_unstable();
            cards.dedup();
            self.credit(canvas, &cards);
        }
        self.words.settle(canvas, &changes.confirmed);
    }

    /// Adds the cards on which a letter stands, by the place where it was first written.
    fn cards_with(&self, canvas: &Canvas, origin: PlaceNo, cards: &mut Vec<CardNo>) {
        let letters = canvas.letters();
        let copies = letters.copies(origin).iter().copied();
        for place in std::iter::once(origin).chain(copies) {
            let card = card_of(canvas, letters.text_of(letters.place(place).slot));
            if let Some(card) = card.filter(|card| cards.last() != Some(card)) {
                cards.push(card);
            }
        }
    }

    fn update(&mut self, canvas: &Canvas, changes: &Changes) {
        for turns in changes.letters.chunk_by(|a, b| a.stands == b.stands) {
            let counted = |turn: &&Turn| self.counted.get(turn.text as usize) == Some(&true);
            let places = turns.iter().filter(counted).map(|turn| turn.place);
            self.words
                .count(canvas, &self.reading, places, turns[0].stands);
        }
        self.counted
            .resize(canvas.letters().texts() as usize, false);
        self.cards
            .resize_with(canvas.cards().len(), Counted::default);
        self.group_sizes.resize(canvas.groups().len(), 0);

        let mut cards = changes.cards.clone();
        cards.sort_unstable();
        cards.dedup();
        let mut groups: Vec<GroupNo> = Vec::new();
        let mut texts: Vec<(TextNo, bool)> = Vec::new();
        for &card in &cards {
            let in_result = self.recount(canvas, card, &mut groups);
            let promises = canvas.card(card).promises.iter();
            let promised = promises.map(|&promise| canvas.promises()[promise as usize].text);
            let of_card = std::iter::once(canvas.card(card).text).chain(promised);
            texts.extend(of_card.map(|text| (text, in_result)));
            self.ballots.recount(canvas, card);
        }
        let names = groups.iter().map(|&group| {
            let counts = self.group_sizes[group as usize] > 0;
            (canvas.groups()[group as usize].text, counts)
        });
        texts.extend(names);
        for (axis, changed) in [(Axis::Stage, changes.stages), (Axis::Lane, changes.lanes)] {
            if changed {
                let there = canvas.lines(axis);
                let lines = canvas.bands(axis).iter().zip(0..);
                texts.extend(lines.map(|(band, line)| (band.text, there.contains(&line))));
            }
        }
        let (title, purpose) = (canvas::canvas::TITLE, canvas::canvas::PURPOSE);
        let own = [(title, changes.title), (purpose, changes.purpose)].into_iter();
        texts.extend(own.filter(|(_, changed)| *changed));
        self.let_count(canvas, texts);
        let in_result = |card: CardNo| self.cards[card as usize].in_result;
        self.pictures
            .recount(canvas, &cards, in_result, &mut self.words);
        self.credit(canvas, &cards);
    }

    /// Whether a letter stands in the result, wherever that is.
    pub fn stands(&self, identity: PlaceNo) -> bool {
        self.words.stands(identity)
    }

    /// Which letters are which.
    pub fn identities(&self) -> &Identities {
        &self.reading.identities
    }

    /// Which letter stands at a place: the place where it was first written, be it as another text
    /// that was typed again.
    pub fn identity(&self, canvas: &Canvas, place: PlaceNo) -> PlaceNo {
        self.reading.identities.of(canvas, place)
    }

    /// Whose idea such a letter is.
    pub fn voice<'a>(&self, canvas: &'a Canvas, identity: PlaceNo) -> Voice<'a> {
        self.reading.voice(canvas, identity)
    }

    /// Whether a card is part of the result.
    pub fn is_in_result(&self, canvas: &Canvas, card: CardNo) -> bool {
        canvas.is_alive(card)
            && match self.scope {
                Scope::Board => canvas.state(card).is_in_result(),
                Scope::Decided => canvas.state(card) == State::Decided,
            }
    }

    /// The texts that count, in the order of their making.
    pub(crate) fn counted_texts(&self) -> impl Iterator<Item = TextNo> + '_ {
        self.counted
            .iter()
            .enumerate()
            .filter(|(_, counts)| **counts)
            .map(|(t, _)| t as TextNo)
    }

    /// Brings up to date whether a card is part of the result, and what its group holds.
    fn recount(&mut self, canvas: &Canvas, card: CardNo, groups: &mut Vec<GroupNo>) -> bool {
        let in_result = self.is_in_result(canvas, card);
        let group = canvas.group_of(card);
        let was = &mut self.cards[card as usize];
        let (before, now) = (
            was.group.filter(|_| was.in_result),
            group.filter(|_| in_result),
        );
        (was.in_result, was.group) = (in_result, group);
        if before != now {
            if let Some(group) = before {
                self.group_sizes[group as usize] -= 1;
                groups.push(group);
            }
            if let Some(group) = now {
                self.group_sizes[group as usize] += 1;
                groups.push(group);
            }
        }
        in_result
    }

    /// Lets texts count that did not, and the other way round.
    fn let_count(&mut self, canvas: &Canvas, mut texts: Vec<(TextNo, bool)>) {
        texts.retain(|&(text, counts)| {
            std::mem::replace(&mut self.counted[text as usize], counts) != counts
        });
        for counts in [false, true] {
            let turned = texts.iter().filter(|(_, now)| *now == counts);
            let mut places: Vec<PlaceNo> = turned
                .flat_map(|&(text, _)| canvas.letters().standing(text))
                .collect();
            // In the order of writing they and their entries lie in memory.
            places.sort_unstable();
            self.words
                .count(canvas, &self.reading, places.into_iter(), counts);
        }
    }

    /// Brings the facts of the cards that changed up to date, and of those that build on them.
    fn credit(&mut self, canvas: &Canvas, changed: &[CardNo]) {
        let mut cards: Vec<CardNo> = changed.to_vec();
        for &card in changed {
            let children = canvas.card(card).linked.iter();
            cards.extend(children.map(|&link| canvas.links()[link].from));
        }
        cards.sort_unstable();
        cards.dedup();
        for card in cards {
            let parts = if self.is_in_result(canvas, card) {
                facts::of_card(canvas, &self.reading, card)
            } else {
                Parts::default()
            };
            let old = std::mem::replace(&mut self.cards[card as usize].parts, parts);
            let new = &self.cards[card as usize].parts;
            let (before, now) = (
                worth(PARAMS.fact, old.letters),
                worth(PARAMS.fact, new.letters),
            );
            self.structure.take(&old.structure, before);
            self.lineage.take(&old.lineage, before);
            self.structure.give(&new.structure, now);
            self.lineage.give(&new.lineage, now);
        }
    }
}

/// Whether a text of this owner is shown by a card's number.
pub(crate) fn card_of(canvas: &Canvas, text: TextNo) -> Option<CardNo> {
    match canvas.text_of(text) {
        TextOf::Card(card) => Some(card),
        TextOf::Promise(promise) => Some(canvas.promises()[promise as usize].card),
        _ => None,
    }
}
