//! Corrected letters, kept where they came from.
//!
//! A correction moves letters and never creates points. Letters that somebody wrote in one text
//! count up to the cap together, whoever has them by now: a *pool*. Each correction takes as much
//! of the cap along as it moved letters, in the order of the corrections, and the writer keeps the
//! rest. What is deleted or added later changes nothing about that, so that nobody gains by
//! another's deletion or loses by another's writing.

use crate::Measure;
use crate::fraction::{Fraction, part, whole};
use crate::own::Letters;
use canvas::entry::PersonNo;
use canvas::letters::EntryNo;
use num_traits::Zero;
use std::collections::BTreeMap;

/// The corrected letters of one origin.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    /// By whose they were at first, and by the correction.
    tranches: BTreeMap<(PersonNo, EntryNo), Tranche>,
}

#[derive(Clone, Debug)]
struct Tranche {
    /// All that the correction moved, whether they stand or not.
    moved: Fraction,
    /// Those that stand.
    letters: Letters,
    to: Box<[PersonNo]>,
}

/// A letter that a correction moved from some people to others.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    pub correction: EntryNo,
    pub pool: &'a [PersonNo],
    pub to: &'a [PersonNo],
}

impl Pools {
    /// Sets which letters are moved.
    pub fn set_moved<'a>(&mut self, moved: impl Iterator<Item = Moved<'a>>) {
        for tranche in self.tranches.values_mut() {
            tranche.moved = whole(0);
        }
        for letter in moved {
            for &person in letter.pool {
                self.tranche(person, letter).moved += part(1, letter.pool.len());
            }
        }
        self.tranches
            .retain(|_, tranche| !tranche.moved.is_zero() || !tranche.letters.is_none());
    }

    /// So many letters that were moved alike came to stand, or went.
    pub fn count(&mut self, letter: Moved<'_>, more: u32, stands: bool) {
        for &person in letter.pool {
            let letters = &mut self.tranche(person, letter).letters;
            letters.add(letter.pool.len() as u32, more, stands);
        }
    }

    fn tranche(&mut self, person: PersonNo, letter: Moved<'_>) -> &mut Tranche {
        let key = (person, letter.correction);
        let tranche = self.tranches.entry(key).or_insert_with(|| Tranche {
            moved: whole(0),
            letters: Letters::default(),
            to: letter.to.into(),
        });
        // Two of them may turn out to be one person.
        if *tranche.to != *letter.to {
            tranche.to = letter.to.into();
        }
        tranche
    }

    pub fn is_empty(&self) -> bool {
        self.tranches.is_empty()
    }

    /// Whether a person wrote such letters or has them now.
    pub fn concern(&self, person: PersonNo) -> bool {
        let mut tranches = self.tranches.iter();
        tranches.any(|((writer, _), tranche)| *writer == person || tranche.to.contains(&person))
    }

    /// A person's points: `left` are the letters of their own that no correction moved.
    pub fn points(&self, person: PersonNo, left: Fraction, measure: Measure) -> Fraction {
        let Some(cap) = measure.cap else {
            return left + self.given(person);
        };
        let mut points = whole(0);
        let mut own_cap = whole(cap);
        let (mut writer, mut before) = (None, whole(0));
        for ((of, _), tranche) in &self.tranches {
            if writer != Some(*of) {
                (writer, before) = (Some(*of), whole(0));
            }
            let after = &before + &tranche.moved;
            let taken = measure.capped(after.clone()) - measure.capped(before);
            if *of == person {
                own_cap -= taken.clone();
            }
            if tranche.to.contains(&person) {
                points += tranche.letters.sum().min(taken) / whole(tranche.to.len());
            }
            before = after;
        }
        points + left.min(own_cap)
    }

    /// The letters that a person has by corrections, without the cap.
    fn given(&self, person: PersonNo) -> Fraction {
        let tranches = self.tranches.values();
        let given = tranches.filter(|tranche| tranche.to.contains(&person));
        given
            .map(|tranche| tranche.letters.sum() / whole(tranche.to.len()))
            .sum()
    }
}
