//! What each seat gave last, and in which order: of two seats of one person, the later stands.

use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub struct Given<T> {
    by_seat: BTreeMap<PersonNo, (u32, T)>,
    taken: u32,
}

impl<T> Default for Given<T> {
    fn default() -> Self {
        Given {
            by_seat: BTreeMap::new(),
            taken: 0,
        }
    }
}

impl<T> Given<T> {
    /// Takes what a seat gives in place of what it gave before.
    pub fn take(&mut self, seat: PersonNo, given: T) {
        self.taken += 1;
        self.by_seat.insert(seat, (self.taken, given));
    }

    pub fn forget(&mut self) {
        self.by_seat.clear();
    }

    /// What every seat gave, in the order of giving, for keeping it safe.
    pub fn all(&self) -> impl Iterator<Item = (PersonNo, &T)> {
        let mut all: Vec<_> = self.by_seat.iter().collect();
        all.sort_by_key(|(_, (taken, _))| *taken);
        all.into_iter().map(|(&seat, (_, given))| (seat, given))
    }

    /// What everybody gave.
    pub fn standing(&self, canvas: &Canvas) -> BTreeMap<PersonNo, &T> {
        let all = self.all();
        all.map(|(seat, given)| (canvas.one(seat), given)).collect()
    }
}
