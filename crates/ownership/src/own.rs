//! The letters of one person, by the text where they were first written.

use crate::fraction::{Fraction, part, whole};
use crate::{Measure, PARAMS};
use canvas::letters::{EntryNo, TextNo};
use num_traits::Zero;
use rustc_hash::{FxHashMap, FxHashSet};

/// A person's letters.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub origins: FxHashMap<TextNo, Letters>,
    /// Of the origins where nothing is shared with others: all letters, and at most the cap each.
    pub alone: u64,
    pub alone_points: u64,
    /// The other origins, and what they make.
    pub mixed: FxHashSet<TextNo>,
    pub mixed_letters: Fraction,
    pub mixed_points: Fraction,
    /// By origin, letters that a correction gave to the person.
    pub given: FxHashMap<TextNo, Letters>,
    /// By the text of the card where they were first put, pictures that the person brought.
    pub pictures: FxHashMap<TextNo, Letters>,
    /// By origin, the letters that somebody else wrote down or that are inferred.
    pub doubtful: FxHashMap<TextNo, Vec<Doubtful>>,
    /// How many points of those origins are not the person's beyond doubt, and of all of them.
    unsure_of: FxHashMap<TextNo, Fraction>,
    pub unsure: Fraction,
    /// Origins of which that may have changed.
    pub stale: FxHashSet<TextNo>,
}

/// Letters of one entry that are not the person's beyond doubt.
#[derive(Clone, Copy, Debug)]
pub struct Doubtful {
    pub entry: EntryNo,
    /// They only stand where they were typed again.
    pub inferred: bool,
    pub sharing: u32,
    pub letters: u32,
}

impl Own {
    /// Letters from an origin, of the person and so many others, came to stand or went.
    pub fn count(&mut self, text: TextNo, sharing: u32, more: u32, stands: bool) {
        let letters = self.origins.entry(text).or_default();
        let alone = letters.shared.is_empty();
        if alone {
            self.alone -= u64::from(letters.alone);
            self.alone_points -= u64::from(letters.alone.min(PARAMS.cap));
        } else {
            let before = letters.sum();
            self.mixed_points -= Measure::TOLD.capped(before.clone());
            self.mixed_letters -= before;
        }
        letters.add(sharing, more, stands);
        if letters.shared.is_empty() {
            self.alone += u64::from(letters.alone);
            self.alone_points += u64::from(letters.alone.min(PARAMS.cap));
        } else {
            let after = letters.sum();
            self.mixed_points += Measure::TOLD.capped(after.clone());
            self.mixed_letters += after;
            if alone {
                self.mixed.insert(text);
            }
        }
        self.touch(text);
    }

    /// What an origin makes has perhaps changed, and with it how much of that is in doubt.
    pub fn touch(&mut self, text: TextNo) {
        if !self.doubtful.is_empty() && self.doubtful.contains_key(&text) {
            self.stale.insert(text);
        }
    }

    /// So many points from an origin are not the person's beyond doubt.
    pub fn set_unsure(&mut self, text: TextNo, points: Fraction) {
        if let Some(before) = self.unsure_of.remove(&text) {
            self.unsure -= before;
        }
        if !points.is_zero() {
            self.unsure += points.clone();
            self.unsure_of.insert(text, points);
        }
    }

    /// All letters from an origin that the person wrote, or somebody for the person.
    pub fn written(&self, text: TextNo) -> Fraction {
        let letters = self.origins.get(&text);
        letters.map_or_else(|| whole(0), Letters::sum)
    }

    /// The letters from an origin that corrections gave to the person.
    pub fn given(&self, text: TextNo) -> Fraction {
        let letters = self.given.get(&text);
        letters.map_or_else(|| whole(0), Letters::sum)
    }

    /// What the pictures count that the person first put on a card.
    pub fn pictures(&self, text: TextNo, fact: u32) -> Fraction {
        let pictures = self.pictures.get(&text);
        pictures.map_or_else(|| whole(0), |pictures| pictures.sum() * whole(fact))
    }

    /// Of the origins where nothing is shared with others: at most so much each.
    pub fn alone_at_most(&self, cap: u32) -> u64 {
        let alone = self
            .origins
            .values()
            .filter(|letters| letters.shared.is_empty());
        alone.map(|letters| u64::from(letters.alone.min(cap))).sum()
    }

    /// The same for letters that are not the person's beyond doubt.
    pub fn doubt(&mut self, text: TextNo, doubtful: Doubtful, stands: bool) {
        let own = self.doubtful.entry(text).or_default();
        let alike = |one: &Doubtful| {
            (one.entry, one.inferred, one.sharing)
                == (doubtful.entry, doubtful.inferred, doubtful.sharing)
        };
        match own.iter().position(alike) {
            Some(at) if stands => own[at].letters += doubtful.letters,
            Some(at) => {
                own[at].letters -= doubtful.letters;
                if own[at].letters == 0 {
                    own.swap_remove(at);
                }
            }
            None => own.push(doubtful),
        }
        if own.is_empty() {
            self.doubtful.remove(&text);
        }
        self.stale.insert(text);
    }
}

/// A person's letters from one origin.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    alone: u32,
    /// How many letters are shared with how many people in all.
    shared: Vec<(u32, u32)>,
}

impl Letters {
    pub fn add(&mut self, sharing: u32, more: u32, stands: bool) {
        let count = if sharing == 1 {
            &mut self.alone
        } else {
            let at = self
                .shared
                .iter()
                .position(|(k, _)| *k == sharing)
                .unwrap_or_else(|| {
                    self.shared.push((sharing, 0));
                    self.shared.len() - 1
                });
            &mut self.shared[at].1
        };
        *count = if stands { *count + more } else { *count - more };
    }

    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        self.alone == 0 && self.shared.iter().all(|(_, letters)| *letters == 0)
    }

    pub fn sum(&self) -> Fraction {
        let shared = self.shared.iter().filter(|(_, letters)| *letters > 0);
        shared.fold(whole(self.alone), |sum, &(k, letters)| {
            sum + part(letters, k)
        })
    }
}
