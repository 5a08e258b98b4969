//! How much of the result is whose.
//!
//! Everything here follows `OWNERSHIP.md`: integers and fractions, no floating point in anything
//! that is saved, compared or shown as a share. [`Ownership`] keeps the counts and follows the
//! canvas entry by entry at the cost of what changed; [`report`] is what people read;
//! [`explain`] says why.

mod credit;
pub mod explain;
mod facts;
mod fraction;
mod measure;
pub mod report;
mod say;
mod shares;
mod views;
mod words;

use canvas::canvas::{Canvas, Changes, TextOf};
use canvas::command::State;
use canvas::entry::{Axis, CardNo, GroupNo, PersonNo};
use canvas::letters::{EntryNo, TextNo};
use facts::{Parts, Sums};
pub use measure::Measure;
use measure::worth;
use report::{Params, Scope};
use say::Ballots;
use words::Words;

/// The numbers every canvas is counted with.
pub const PARAMS: Params = Params {
    cap: 40,
    fact: 5,
    matching: 20,
};

/// The counts behind the shares of one canvas in one scope.
#[derive(Clone, Debug)]
pub struct Ownership {
    scope: Scope,
    words: Words,
    /// Whether a text counts, by its number.
    counted: Vec<bool>,
    cards: Vec<Counted>,
    /// How many cards of the result are in each group.
    group_sizes: Vec<u32>,
    structure: Sums,
    lineage: Sums,
    ballots: Ballots,
    /// The people for whom somebody else did something, by the entries up to `followed`.
    spoken_for: Vec<PersonNo>,
    followed: EntryNo,
}

/// What a card adds now, to be taken away when it changes.
#[derive(Clone, Debug, Default)]
struct Counted {
    in_result: bool,
    group: Option<GroupNo>,
    parts: Parts,
}

impl Ownership {
    /// The counts of a canvas as it stands.
    pub fn of(canvas: &Canvas, scope: Scope) -> Self {
        let mut ownership = Ownership {
            scope,
            words: Words::default(),
            counted: Vec::new(),
            cards: Vec::new(),
            group_sizes: Vec::new(),
            structure: Sums::default(),
            lineage: Sums::default(),
            ballots: Ballots::default(),
            spoken_for: Vec::new(),
            followed: 0,
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
        ownership
    }

    /// Follows what changed on the canvas.
    pub fn update(&mut self, canvas: &Canvas, changes: &Changes) {
        for &(place, text, stands) in &changes.letters {
            if self.counted.get(text as usize).copied().unwrap_or(false) {
                self.words.count(canvas, place, stands);
            }
        }
        self.listen(canvas);
        self.counted
            .resize(canvas.letters().texts() as usize, false);
        self.cards
            .resize_with(canvas.cards().len(), Counted::default);
        self.group_sizes.resize(canvas.groups().len(), 0);

        let mut cards = changes.cards.clone();
        cards.sort_unstable();
        cards.dedup();
        let mut groups: Vec<GroupNo> = Vec::new();
        for &card in &cards {
            self.recount(canvas, card, &mut groups);
            self.ballots.recount(canvas, card);
        }
        for group in groups {
            let counts = self.group_sizes[group as usize] > 0;
            self.let_count(canvas, canvas.groups()[group as usize].text, counts);
        }
        if changes.confirmed.is_empty() {
            self.credit(canvas, &cards);
        } else {
            let all: Vec<CardNo> = (0..canvas.cards().len() as CardNo).collect();
            self.credit(canvas, &all);
        }
        for (axis, changed) in [(Axis::Stage, changes.stages), (Axis::Lane, changes.lanes)] {
            if changed {
                let there = canvas.lines(axis);
                for (line, band) in canvas.bands(axis).iter().enumerate() {
                    self.let_count(canvas, band.text, there.contains(&(line as u32)));
                }
            }
        }
        for (text, changed) in [
            (canvas::canvas::TITLE, changes.title),
            (canvas::canvas::PURPOSE, changes.purpose),
        ] {
            if changed {
                self.let_count(canvas, text, true);
            }
        }
    }

    fn listen(&mut self, canvas: &Canvas) {
        for entry in &canvas.log()[self.followed as usize..] {
            for &voice in &entry.voices {
                if entry.by != Some(voice) && !self.spoken_for.contains(&voice) {
                    self.spoken_for.push(voice);
                }
            }
        }
        self.followed = canvas.next();
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

    fn recount(&mut self, canvas: &Canvas, card: CardNo, groups: &mut Vec<GroupNo>) {
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
        self.let_count(canvas, canvas.card(card).text, in_result);
        for promise in &canvas.card(card).promises {
            self.let_count(canvas, canvas.promises()[*promise as usize].text, in_result);
        }
    }

    fn let_count(&mut self, canvas: &Canvas, text: TextNo, counts: bool) {
        if self.counted[text as usize] == counts {
            return;
        }
        self.counted[text as usize] = counts;
        for place in canvas.letters().standing(text) {
            self.words.count(canvas, place, counts);
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
                facts::of_card(canvas, card)
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
