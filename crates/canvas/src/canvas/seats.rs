//! Which seats are one person's: somebody came with a phone and a laptop, or again under a second
//! name, and a facilitator said so.
//!
//! The log stays as it is: an entry keeps the seat that made it. Whose it *counts* as is asked
//! here, and answered from a table that changes only when such an entry comes, or is taken back.

use super::{Canvas, Hand};
use crate::entry::{Op, PersonNo, Span};
use crate::history::History;
use crate::letters::{EntryNo, PlaceNo};
use rustc_hash::FxHashMap;

/// What follows from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Same {
    /// There are seats of one person.
    pub any: bool,
    /// The entries that name several people.
    several: Vec<EntryNo>,
    /// Of those of them that name a seat which is somebody else's, whom that makes.
    as_one: FxHashMap<EntryNo, Box<[PersonNo]>>,
}

impl Canvas {
    /// Whom a seat counts as: itself, the person whose second seat it is, or, of what was written
    /// without a name, its writer once claimed.
    pub fn one(&self, person: PersonNo) -> PersonNo {
        self.people[person as usize].one
    }

    /// Whether it is somebody's second seat.
    pub fn is_second_seat(&self, person: PersonNo) -> bool {
        let seat = &self.people[person as usize];
        !seat.anonymous && seat.one != person
    }

    /// The seats that somebody has beside this one.
    pub fn second_seats(&self, person: PersonNo) -> impl Iterator<Item = PersonNo> + '_ {
        let seats = 0..if self.same.any { self.people.len() } else { 0 } as PersonNo;
        seats.filter(move |&seat| self.is_second_seat(seat) && self.one(seat) == person)
    }

    /// Whether anybody has a second seat.
    pub fn has_second_seats(&self) -> bool {
        self.same.any
    }

    /// Whose seat a facilitator said that it is.
    pub(crate) fn same_as(&self, person: PersonNo) -> Option<PersonNo> {
        let same = &self.people[person as usize].same;
        same.last(|e| self.in_force(e)).copied().flatten()
    }

    /// The people that an entry names, each once.
    pub(super) fn as_one<'a>(&'a self, entry: EntryNo, told: &'a [PersonNo]) -> &'a [PersonNo] {
        match told {
            [person] => std::slice::from_ref(&self.people[*person as usize].one),
            several => self.same.as_one.get(&entry).map_or(several, |one| one),
        }
    }

    /// What each person gave last, with which entry.
    pub(super) fn given_last<'a, T>(
        &'a self,
        given: &'a [(PersonNo, History<T>)],
    ) -> Vec<(PersonNo, &'a T)> {
        let mut last: Vec<(PersonNo, EntryNo, &T)> = Vec::with_capacity(given.len());
        for (seat, history) in given {
            let Some((entry, value)) = history.last_written(|e| self.in_force(e)) else {
                continue;
            };
            let person = self.one(*seat);
            let same = last.iter_mut().filter(|_| self.same.any);
            match same.into_iter().find(|(other, ..)| *other == person) {
                Some(own) if own.1 < entry => (own.1, own.2) = (entry, value),
                Some(_) => {}
                None => last.push((person, entry, value)),
            }
        }
        let last = last.into_iter();
        last.map(|(person, _, value)| (person, value)).collect()
    }

    /// Keeps in mind that an entry names several people.
    pub(super) fn note_several(&mut self, number: EntryNo) {
        if self.told_people(number).len() > 1 {
            self.same.several.push(number);
            if self.same.any {
                self.make_one(number);
            }
        }
    }

    /// The people that an entry names: whose voice it is, or whose it says that letters are.
    fn told_people(&self, number: EntryNo) -> &[PersonNo] {
        let entry = &self.log[number as usize];
        match &entry.op {
            Op::Reassign { correction, .. } => &correction.to,
            Op::Declare { people, .. } => people,
            _ => &entry.voices,
        }
    }

    fn make_one(&mut self, number: EntryNo) {
        let told = self.told_people(number);
        let mut one: Vec<PersonNo> = Vec::with_capacity(told.len());
        for person in told.iter().map(|&person| self.one(person)) {
            if !one.contains(&person) {
                one.push(person);
            }
        }
        match one == told {
            true => drop(self.same.as_one.remove(&number)),
            false => drop(self.same.as_one.insert(number, one.into())),
        }
    }

    /// Finds anew whom every seat counts as; gives back those that count as others than before.
    ///
    /// What was said last of a seat counts. Said in the order of the log, a seat that would become
    /// its own second one stays what it is.
    pub(super) fn settle_seats(&mut self) -> Vec<PersonNo> {
        let seats = 0..self.people.len() as PersonNo;
        let mut said: Vec<(EntryNo, PersonNo, PersonNo)> = Vec::new();
        for seat in seats.clone() {
            let same = &self.people[seat as usize].same;
            if let Some((entry, &Some(of))) = same.last_written(|e| self.in_force(e)) {
                said.push((entry, seat, of));
            }
        }
        said.sort_unstable();
        let mut one: Vec<PersonNo> = seats.clone().collect();
        let last = |one: &[PersonNo], mut seat: PersonNo| {
            while one[seat as usize] != seat {
                seat = one[seat as usize];
            }
            seat
        };
        for (_, seat, of) in said {
            if last(&one, of) != seat {
                one[seat as usize] = of;
            }
        }
        self.same.any = seats.clone().any(|seat| one[seat as usize] != seat);
        for seat in seats.clone() {
            if let Some(writer) = self.claimed_by(seat) {
                one[seat as usize] = writer;
            }
        }
        let mut changed = Vec::new();
        for seat in seats {
            let now = last(&one, seat);
            if std::mem::replace(&mut self.people[seat as usize].one, now) != now {
                changed.push(seat);
            }
        }
        if !changed.is_empty() {
            for number in self.same.several.clone() {
                self.make_one(number);
            }
        }
        changed
    }

    /// Keeps in mind that seats are one person's now, or no longer: everything that was ever done
    /// there counts for somebody else.
    pub(super) fn note_same(&mut self) {
        self.changes.people = true;
        let changed = self.settle_seats();
        if changed.is_empty() {
            return;
        }
        let is_theirs = |people: &[PersonNo]| people.iter().any(|p| changed.contains(p));
        let mut letters: Vec<PlaceNo> = Vec::new();
        for number in 0..self.next() {
            let entry = &self.log[number as usize];
            if is_theirs(entry.by.as_slice()) || is_theirs(&entry.voices) {
                letters.extend(self.made_by(number).0);
            }
            match &entry.op {
                Op::Reassign { correction, .. } if is_theirs(&correction.to) => {
                    letters.extend(Span::places(&correction.letters));
                }
                Op::Declare { card, people } if is_theirs(people) => {
                    letters.extend(self.written_in(self.card(*card).text));
                }
                _ => {}
            }
        }
        let mut origins: Vec<PlaceNo> = letters
            .into_iter()
            .map(|place| self.letters.place(place).origin)
            .collect();
        origins.sort_unstable();
        origins.dedup();
        self.changes.voices.extend(origins);
        for (card, log) in (0..).zip(&self.cards) {
            let mut confirmed = log.confirmed.written(|_| true);
            if confirmed.any(|(_, person)| changed.contains(person)) {
                self.changes.confirmed.push(card);
            }
            self.changes.cards.push(card);
        }
        self.deal_hands();
    }

    /// Gives everybody what they can take back, from all of their seats.
    fn deal_hands(&mut self) {
        let last = |gesture: EntryNo| {
            let entries = self.gesture(gesture).iter();
            let entry = |&entry: &EntryNo| {
                let toggled = self.toggles(entry).last().map_or(0, |(toggle, _)| *toggle);
                toggled.max(entry)
            };
            entries.map(entry).max().unwrap_or(gesture)
        };
        let whose = |gesture: EntryNo| {
            let hidden = self.hidden.get(&gesture).map(|hands| hands.person);
            let by = hidden.unwrap_or(self.log[gesture as usize].by);
            by.map(|by| self.one(by))
        };
        let mut hands: FxHashMap<PersonNo, Hand> = FxHashMap::default();
        for hand in self.hands.values() {
            for &gesture in &hand.done {
                if let Some(person) = whose(gesture) {
                    hands.entry(person).or_default().done.push(gesture);
                }
            }
            for &gesture in &hand.undone {
                if let Some(person) = whose(gesture) {
                    hands.entry(person).or_default().undone.push(gesture);
                }
            }
        }
        for hand in hands.values_mut() {
            hand.done.sort_by_key(|&gesture| last(gesture));
            hand.undone.sort_by_key(|&gesture| last(gesture));
        }
        self.hands = hands;
    }
}
