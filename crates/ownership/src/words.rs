//! Letters of the result, by person and by the text where they were first written.

use crate::credit::certainty;
use crate::fraction::{Fraction, part, whole};
use crate::report::Certainty;
use crate::{Measure, PARAMS};
use canvas::canvas::{Canvas, Voice};
use canvas::entry::PersonNo;
use canvas::letters::{PlaceNo, TextNo};
use rustc_hash::FxHashMap;

/// Counts of letters.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// How many copies of each letter stand in the result, by the place of its origin.
    copies: Vec<u32>,
    by_person: FxHashMap<PersonNo, Own>,
    template: usize,
    tidy: usize,
}

/// A person's letters.
#[derive(Clone, Debug, Default)]
struct Own {
    origins: FxHashMap<TextNo, Letters>,
    /// Of the origins where nothing is shared with others: all letters, and at most the cap each.
    alone: u64,
    alone_points: u64,
    /// The other origins.
    mixed: Vec<TextNo>,
}

impl Own {
    fn count(&mut self, text: TextNo, sharing: u32, stands: bool) {
        let letters = self.origins.entry(text).or_default();
        if letters.shared.is_empty() {
            self.alone -= u64::from(letters.alone);
            self.alone_points -= u64::from(letters.alone.min(PARAMS.cap));
        }
        letters.add(sharing, stands);
        if letters.shared.is_empty() {
            self.alone += u64::from(letters.alone);
            self.alone_points += u64::from(letters.alone.min(PARAMS.cap));
        } else if !self.mixed.contains(&text) {
            self.mixed.push(text);
        }
    }

    /// Of the origins where nothing is shared with others: at most so much each.
    fn alone_at_most(&self, cap: u32) -> u64 {
        let alone = self
            .origins
            .values()
            .filter(|letters| letters.shared.is_empty());
        alone.map(|letters| u64::from(letters.alone.min(cap))).sum()
    }
}

/// A person's letters from one origin.
#[derive(Clone, Debug, Default)]
struct Letters {
    alone: u32,
    /// How many letters are shared with how many people in all.
    shared: Vec<(u32, u32)>,
}

impl Letters {
    fn add(&mut self, sharing: u32, stands: bool) {
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
        *count = if stands { *count + 1 } else { *count - 1 };
    }

    fn sum(&self) -> Fraction {
        let shared = self.shared.iter().filter(|(_, letters)| *letters > 0);
        shared.fold(whole(self.alone), |sum, &(k, letters)| {
            sum + part(letters, k)
        })
    }
}

impl Words {
    /// A letter came to stand in the result, or stands there no longer.
    pub fn count(&mut self, canvas: &Canvas, place: PlaceNo, stands: bool) {
        let place = canvas.letters().place(place);
        if !place.grapheme.is_letter() {
            return;
        }
        let origin = place.origin;
        if self.copies.len() <= origin as usize {
            self.copies.resize(canvas.letters().places() as usize, 0);
        }
        let copies = &mut self.copies[origin as usize];
        *copies = if stands { *copies + 1 } else { *copies - 1 };
        if *copies != u32::from(stands) {
            return;
        }
        match canvas.voice(canvas.letters().place(origin).entry) {
            Voice::Template if stands => self.template += 1,
            Voice::Template => self.template -= 1,
            Voice::Tidy if stands => self.tidy += 1,
            Voice::Tidy => self.tidy -= 1,
            Voice::People(people) => {
                let text = canvas.origin_text(origin);
                for &person in people {
                    let own = self.by_person.entry(person).or_default();
                    own.count(text, people.len() as u32, stands);
                }
            }
        }
    }

    /// A person's letters without the cap, and the points they make.
    pub fn of(&self, person: PersonNo, measure: Measure) -> (Fraction, Fraction) {
        let Some(own) = self.by_person.get(&person) else {
            return (whole(0), whole(0));
        };
        let alone = match measure.cap {
            Some(cap) if cap == PARAMS.cap => own.alone_points,
            Some(cap) => own.alone_at_most(cap),
            None => own.alone,
        };
        let (mut letters, mut points) = (whole(own.alone), whole(alone));
        for origin in &own.mixed {
            let sum = own.origins[origin].sum();
            points += measure.capped(sum.clone());
            letters += sum;
        }
        (letters, points)
    }

    /// What of a person's points is confirmed. Looks at every letter, for those people alone for
    /// whom somebody else wrote.
    pub fn sure(&self, canvas: &Canvas, person: PersonNo, standing: &[PlaceNo]) -> Fraction {
        let mut origins: FxHashMap<TextNo, Letters> = FxHashMap::default();
        for &origin in standing {
            let entry = canvas.letters().place(origin).entry;
            let Voice::People(people) = canvas.voice(entry) else {
                continue;
            };
            let text = canvas.origin_text(origin);
            if people.contains(&person)
                && certainty(canvas, entry, text, person) == Certainty::Confirmed
            {
                origins
                    .entry(text)
                    .or_default()
                    .add(people.len() as u32, true);
            }
        }
        origins.values().fold(whole(0), |sum, letters| {
            sum + Measure::TOLD.capped(letters.sum())
        })
    }

    /// The origins of all letters that stand in the result.
    pub fn standing(&self) -> Vec<PlaceNo> {
        let places = self.copies.iter().enumerate();
        places
            .filter(|(_, copies)| **copies > 0)
            .map(|(place, _)| place as PlaceNo)
            .collect()
    }

    /// Letters that came with a template, and those that tidying up added.
    pub fn outside(&self) -> (usize, usize) {
        (self.template, self.tidy)
    }
}
