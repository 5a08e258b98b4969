//! The answers to the closing questions while they are open. They never leave the host.

use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use canvas::feelings::{Answer, Told};
use canvas::people::Side;
use std::collections::BTreeMap;

/// What everybody answered last, and when: of two seats of one person, the later answer stands.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    by_seat: BTreeMap<PersonNo, (u32, Answer)>,
    taken: u32,
}

impl Answers {
    /// Takes a person's answer in place of the one before.
    pub fn take(&mut self, person: PersonNo, answer: Answer) {
        self.taken += 1;
        self.by_seat.insert(person, (self.taken, answer));
    }

    pub fn forget(&mut self) {
        self.by_seat.clear();
    }

    /// How many people have answered.
    pub fn len(&self, canvas: &Canvas) -> usize {
        self.standing(canvas).len()
    }

    /// Every seat's answer in the order of answering, for keeping it safe.
    pub fn all(&self) -> impl Iterator<Item = (PersonNo, Answer)> + '_ {
        let mut all: Vec<_> = self.by_seat.iter().collect();
        all.sort_by_key(|(_, (taken, _))| *taken);
        all.into_iter().map(|(&seat, &(_, answer))| (seat, answer))
    }

    /// Everybody's answer.
    fn standing(&self, canvas: &Canvas) -> BTreeMap<PersonNo, Answer> {
        let all = self.all();
        all.map(|(seat, answer)| (canvas.one(seat), answer))
            .collect()
    }

    /// What of them may be told.
    pub fn told(&self, canvas: &Canvas) -> Told {
        let answers: Vec<(PersonNo, Side, Answer)> = self
            .standing(canvas)
            .into_iter()
            .filter_map(|(person, answer)| Some((person, canvas.side(person)?, answer)))
            .collect();
        Told::of(&answers)
    }
}
