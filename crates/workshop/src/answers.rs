//! The answers to the closing questions while they are open. They never leave the host.

use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use canvas::feelings::{Answer, Told};
use canvas::people::Side;
use std::collections::BTreeMap;

/// What everybody answered last.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    by_person: BTreeMap<PersonNo, Answer>,
}

impl Answers {
    /// Takes a person's answer in place of the one before.
    pub fn take(&mut self, person: PersonNo, answer: Answer) {
        self.by_person.insert(person, answer);
    }

    pub fn forget(&mut self) {
        self.by_person.clear();
    }

    pub fn len(&self) -> usize {
        self.by_person.len()
    }

    /// Everybody's answer, for keeping it safe.
    pub fn all(&self) -> impl Iterator<Item = (PersonNo, Answer)> + '_ {
        self.by_person
            .iter()
            .map(|(&person, &answer)| (person, answer))
    }

    /// What of them may be told.
    pub fn told(&self, canvas: &Canvas) -> Told {
        let answers: Vec<(PersonNo, Side, Answer)> = self
            .all()
            .filter_map(|(person, answer)| Some((person, canvas.side(person)?, answer)))
            .collect();
        Told::of(&answers)
    }
}
