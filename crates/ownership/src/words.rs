//! Letters of the result, by person and by the text where they were first written.

use crate::credit::is_accepted;
use crate::fraction::{Fraction, part, whole};
use crate::identity::{Identities, Renamed};
use crate::{Measure, PARAMS};
use canvas::canvas::{Canvas, Voice};
use canvas::entry::PersonNo;
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use rustc_hash::FxHashMap;

/// Counts of letters.
#[derive(Clone, Debug, Default)]
pub struct Words {
    letters: Vec<Standing>,
    by_person: FxHashMap<PersonNo, Own>,
    template: usize,
    tidy: usize,
}

/// How often a letter stands in the result, by the place where it was written.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    /// This letter itself and its copies.
    copies: u32,
    /// How many letters with copies are this one: itself, and those that repeat it.
    letters: u32,
}

impl Standing {
    fn is_recorded(self) -> bool {
        self.copies > 0
    }
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
    /// By origin, the letters that somebody else wrote down or that are inferred.
    doubtful: FxHashMap<TextNo, Vec<Doubtful>>,
}

/// Letters of one entry that are not the person's beyond doubt.
#[derive(Clone, Copy, Debug)]
struct Doubtful {
    entry: EntryNo,
    /// They only stand where they were typed again.
    inferred: bool,
    sharing: u32,
    letters: u32,
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

    fn doubt(&mut self, text: TextNo, doubtful: Doubtful, stands: bool) {
        let own = self.doubtful.entry(text).or_default();
        let alike = |one: &Doubtful| {
            (one.entry, one.inferred, one.sharing)
                == (doubtful.entry, doubtful.inferred, doubtful.sharing)
        };
        match own.iter().position(alike) {
            Some(at) if stands => own[at].letters += 1,
            Some(at) => {
                own[at].letters -= 1;
                if own[at].letters == 0 {
                    own.swap_remove(at);
                }
            }
            None => own.push(doubtful),
        }
        if own.is_empty() {
            self.doubtful.remove(&text);
        }
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
    pub fn count(
        &mut self,
        canvas: &Canvas,
        identities: &Identities,
        place: PlaceNo,
        stands: bool,
    ) {
        let place = canvas.letters().place(place);
        if !place.grapheme.is_letter() {
            return;
        }
        let origin = place.origin;
        if self.letters.len() <= origin as usize {
            let places = canvas.letters().places() as usize;
            self.letters.resize(places, Standing::default());
        }
        let copies = self.letters[origin as usize].copies;
        let now = if stands { copies + 1 } else { copies - 1 };
        let identity = identities.of_origin(origin);
        if identity == origin {
            let turns = (copies == 0) != (now == 0);
            self.change(canvas, origin, |standing| {
                standing.copies = now;
                if turns {
                    standing.letters = turned(standing.letters, stands);
                }
            });
        } else {
            self.letters[origin as usize].copies = now;
            if (copies == 0) != (now == 0) {
                self.change(canvas, identity, |standing| {
                    standing.letters = turned(standing.letters, stands);
                });
            }
        }
    }

    /// A letter is another one now.
    pub fn rename(&mut self, canvas: &Canvas, renamed: Renamed) {
        let standing = self.letters.get(renamed.place as usize);
        if standing.is_some_and(|standing| standing.is_recorded()) {
            for (identity, stands) in [(renamed.was, false), (renamed.is, true)] {
                self.change(canvas, identity, |standing| {
                    standing.letters = turned(standing.letters, stands);
                });
            }
        }
    }

    fn change(&mut self, canvas: &Canvas, identity: PlaceNo, change: impl FnOnce(&mut Standing)) {
        let standing = &mut self.letters[identity as usize];
        let before = *standing;
        change(standing);
        let after = *standing;
        if (before.letters > 0, before.is_recorded()) == (after.letters > 0, after.is_recorded()) {
            return;
        }
        for (standing, stands) in [(before, false), (after, true)] {
            if standing.letters > 0 {
                self.credit(canvas, identity, !standing.is_recorded(), stands);
            }
        }
    }

    fn credit(&mut self, canvas: &Canvas, identity: PlaceNo, inferred: bool, stands: bool) {
        let entry = canvas.letters().place(identity).entry;
        let people = match canvas.voice(entry) {
            Voice::Template => {
                self.template = if stands {
                    self.template + 1
                } else {
                    self.template - 1
                };
                return;
            }
            Voice::Tidy => {
                self.tidy = if stands { self.tidy + 1 } else { self.tidy - 1 };
                return;
            }
            Voice::People(people) => people,
        };
        let text = canvas.origin_text(identity);
        let by = canvas.log()[entry as usize].by;
        let sharing = people.len() as u32;
        for &person in people {
            let own = self.by_person.entry(person).or_default();
            own.count(text, sharing, stands);
            if inferred || by != Some(person) {
                let doubtful = Doubtful {
                    entry,
                    inferred,
                    sharing,
                    letters: 1,
                };
                own.doubt(text, doubtful, stands);
            }
        }
    }

    /// Whether a letter stands in the result as what was written once, and not only where it was
    /// typed again.
    pub fn is_recorded(&self, identity: PlaceNo) -> bool {
        let standing = self.letters.get(identity as usize);
        standing.is_some_and(|standing| standing.is_recorded())
    }

    /// Whether a letter stands in the result, as itself or typed again.
    pub fn stands(&self, identity: PlaceNo) -> bool {
        let standing = self.letters.get(identity as usize);
        standing.is_some_and(|standing| standing.letters > 0)
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

    /// What of a person's points is confirmed.
    pub fn sure(&self, canvas: &Canvas, person: PersonNo) -> Fraction {
        let (_, mut points) = self.of(person, Measure::TOLD);
        let Some(own) = self.by_person.get(&person) else {
            return points;
        };
        for (&text, doubtful) in &own.doubtful {
            let unsure: Fraction = doubtful
                .iter()
                .filter(|one| one.inferred || !is_accepted(canvas, one.entry, text, person))
                .map(|one| part(one.letters, one.sharing))
                .sum();
            let all = own.origins[&text].sum();
            points -= Measure::TOLD.capped(all.clone()) - Measure::TOLD.capped(all - unsure);
        }
        points
    }

    /// Letters that came with a template, and those that tidying up added.
    pub fn outside(&self) -> (usize, usize) {
        (self.template, self.tidy)
    }
}

fn turned(letters: u32, stands: bool) -> u32 {
    if stands { letters + 1 } else { letters - 1 }
}
