//! Letters of the result, by person and by the text where they were first written.

use crate::credit::is_accepted;
use crate::fraction::{Fraction, part, whole};
use crate::identity::Renamed;
use crate::own::{Doubtful, Own};
use crate::pictures::Brought;
use crate::pools::{Moved, Pools};
use crate::{Measure, PARAMS, Reading, card_of};
use canvas::canvas::{Canvas, TextOf, Voice};
use canvas::entry::{CardNo, PersonNo};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Counts of letters.
#[derive(Clone, Debug, Default)]
pub struct Words {
    letters: Vec<Standing>,
    by_person: FxHashMap<PersonNo, Own>,
    /// Of origins with corrected letters, which those are.
    pools: FxHashMap<TextNo, Pools>,
    /// How letters are counted that are somebody else's than the log first had it.
    held: FxHashMap<PlaceNo, Held>,
    template: usize,
    tidy: usize,
    /// Of the template's: those that an import says are these people's ideas.
    declared: BTreeMap<Box<[PersonNo]>, usize>,
}

/// Letters in a row that are credited alike, and how many.
#[derive(Debug, PartialEq)]
struct Run {
    kind: Kind,
    letters: u32,
}

/// What makes a letter be credited as it is.
#[derive(Debug, PartialEq)]
struct Kind {
    entry: EntryNo,
    /// Where it was first written.
    text: TextNo,
    /// It only stands where it was typed again.
    inferred: bool,
    stands: bool,
    held: Option<Held>,
}

/// Whose a letter is counted as, where that is not who its entry tells.
#[derive(Clone, Debug, PartialEq)]
enum Held {
    /// Written without a name and claimed, or from a second seat of somebody: of these people,
    /// and by whose hands.
    Counted {
        people: Box<[PersonNo]>,
        hands: Option<PersonNo>,
    },
    /// Of `pool` at first, of `to` by a correction.
    Corrected {
        correction: EntryNo,
        pool: Box<[PersonNo]>,
        to: Box<[PersonNo]>,
    },
    /// Nobody's, with names beside it.
    Declared(Box<[PersonNo]>),
}

impl Held {
    fn of(canvas: &Canvas, reading: &Reading, identity: PlaceNo) -> Option<Self> {
        let entry = canvas.letters().place(identity).entry;
        if let Some(correction) = reading.corrections.of(canvas, identity)
            && let Voice::People(pool) = canvas.voice(entry)
            && let Voice::People(to) = canvas.corrected_by(correction)
        {
            return Some(Held::Corrected {
                correction,
                pool: pool.into(),
                to: to.into(),
            });
        }
        match canvas.voice_told(entry) {
            told @ Voice::People(_) => {
                let (voice, hands) = (canvas.voice(entry), canvas.hands(entry));
                match voice {
                    Voice::People(people)
                        if voice != told || hands != canvas.log()[entry as usize].by =>
                    {
                        let people = people.into();
                        Some(Held::Counted { people, hands })
                    }
                    _ => None,
                }
            }
            Voice::Template => match canvas.text_of(canvas.origin_text(identity)) {
                TextOf::Card(card) => match canvas.declared(card) {
                    [] => None,
                    people => Some(Held::Declared(people.into())),
                },
                _ => None,
            },
            _ => None,
        }
    }
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

impl Words {
    /// Letters came to stand in the result, or stand there no longer.
    pub fn count(
        &mut self,
        canvas: &Canvas,
        reading: &Reading,
        places: impl Iterator<Item = PlaceNo>,
        stands: bool,
    ) {
        let mut run = None;
        for place in places {
            let place = canvas.letters().place(place);
            if !place.grapheme.is_letter() {
                continue;
            }
            let origin = place.origin;
            if self.letters.len() <= origin as usize {
                let places = canvas.letters().places() as usize;
                self.letters.resize(places, Standing::default());
            }
            let copies = self.letters[origin as usize].copies;
            let now = if stands { copies + 1 } else { copies - 1 };
            let turns = (copies == 0) != (now == 0);
            let identity = reading.identities.of_origin(origin);
            if identity != origin {
                self.letters[origin as usize].copies = now;
            }
            self.change(canvas, reading, identity, &mut run, |standing| {
                if identity == origin {
                    standing.copies = now;
                }
                if turns {
                    standing.letters = turned(standing.letters, stands);
                }
            });
        }
        self.credit(canvas, run);
    }

    /// A letter is perhaps somebody else's now.
    pub fn revoice(&mut self, canvas: &Canvas, reading: &Reading, identity: PlaceNo) {
        let standing = self.letters.get(identity as usize).copied();
        if let Some(standing) = standing.filter(|standing| standing.letters > 0) {
            let mut run = None;
            for stands in [false, true] {
                self.turn(canvas, reading, identity, standing, stands, &mut run);
            }
            self.credit(canvas, run);
        }
    }

    /// Other letters of an origin are corrected now than were before.
    pub fn set_moved(&mut self, canvas: &Canvas, reading: &Reading, text: TextNo) {
        let letters = reading.corrections.letters_in(text).iter();
        let moved = letters.filter_map(|&letter| {
            let correction = reading.corrections.of(canvas, letter)?;
            let entry = canvas.letters().place(letter).entry;
            match (canvas.voice(entry), canvas.corrected_by(correction)) {
                (Voice::People(pool), Voice::People(to)) => Some(Moved {
                    correction,
                    pool,
                    to,
                }),
                _ => None,
            }
        });
        let pools = self.pools.entry(text).or_default();
        pools.set_moved(moved);
        if pools.is_empty() {
            self.pools.remove(&text);
        }
        self.touch(text);
    }

    /// A letter is another one now.
    pub fn rename(&mut self, canvas: &Canvas, reading: &Reading, renamed: Renamed) {
        let standing = self.letters.get(renamed.place as usize);
        if standing.is_some_and(|standing| standing.is_recorded()) {
            let mut run = None;
            for (identity, stands) in [(renamed.was, false), (renamed.is, true)] {
                self.change(canvas, reading, identity, &mut run, |standing| {
                    standing.letters = turned(standing.letters, stands);
                });
            }
            self.credit(canvas, run);
        }
    }

    /// Changes how often a letter stands, and credits it if that makes a difference.
    fn change(
        &mut self,
        canvas: &Canvas,
        reading: &Reading,
        identity: PlaceNo,
        run: &mut Option<Run>,
        change: impl FnOnce(&mut Standing),
    ) {
        let standing = &mut self.letters[identity as usize];
        let before = *standing;
        change(standing);
        let after = *standing;
        if (before.letters > 0, before.is_recorded()) == (after.letters > 0, after.is_recorded()) {
            return;
        }
        for (standing, stands) in [(before, false), (after, true)] {
            if standing.letters > 0 {
                self.turn(canvas, reading, identity, standing, stands, run);
            }
        }
    }

    /// Adds a letter to those in a row that are credited alike, or credits those and begins anew.
    fn turn(
        &mut self,
        canvas: &Canvas,
        reading: &Reading,
        identity: PlaceNo,
        standing: Standing,
        stands: bool,
        run: &mut Option<Run>,
    ) {
        // What goes is counted off as it was counted.
        let held = if stands {
            Held::of(canvas, reading, identity)
                .inspect(|held| drop(self.held.insert(identity, held.clone())))
        } else if self.held.is_empty() {
            None
        } else {
            self.held.remove(&identity)
        };
        let kind = Kind {
            entry: canvas.letters().place(identity).entry,
            text: canvas.origin_text(identity),
            inferred: !standing.is_recorded(),
            stands,
            held,
        };
        match run {
            Some(run) if run.kind == kind => run.letters += 1,
            _ => {
                let before = run.replace(Run { kind, letters: 1 });
                self.credit(canvas, before);
            }
        }
    }

    fn credit(&mut self, canvas: &Canvas, run: Option<Run>) {
        let Some(Run { kind, letters }) = run else {
            return;
        };
        let Kind {
            entry,
            text,
            inferred,
            stands,
            held,
        } = kind;
        let doubtful = |sharing: usize| Doubtful {
            entry,
            inferred,
            sharing: sharing as u32,
            letters,
        };
        match held {
            None => match canvas.voice_told(entry) {
                Voice::Template => self.template = counted(self.template, letters, stands),
                Voice::Tidy => self.tidy = counted(self.tidy, letters, stands),
                Voice::People(people) => {
                    let by = canvas.log()[entry as usize].by;
                    for &person in people {
                        let own = self.by_person.entry(person).or_default();
                        own.count(text, people.len() as u32, letters, stands);
                        if inferred || by != Some(person) {
                            own.doubt(text, doubtful(people.len()), stands);
                        }
                    }
                }
            },
            Some(Held::Counted { people, hands }) => {
                for &person in &people {
                    let own = self.by_person.entry(person).or_default();
                    own.count(text, people.len() as u32, letters, stands);
                    if inferred || hands != Some(person) {
                        own.doubt(text, doubtful(people.len()), stands);
                    }
                }
            }
            Some(Held::Corrected {
                correction,
                pool,
                to,
            }) => {
                let moved = Moved {
                    correction,
                    pool: &pool,
                    to: &to,
                };
                self.pools
                    .entry(text)
                    .or_default()
                    .count(moved, letters, stands);
                for &person in &to {
                    let own = self.by_person.entry(person).or_default();
                    let given = own.given.entry(text).or_default();
                    given.add(to.len() as u32, letters, stands);
                    if given.is_none() {
                        own.given.remove(&text);
                    }
                    if inferred {
                        own.doubt(text, doubtful(to.len()), stands);
                    }
                }
                self.touch(text);
            }
            Some(Held::Declared(people)) => {
                self.template = counted(self.template, letters, stands);
                let declared = self.declared.entry(people).or_default();
                *declared = counted(*declared, letters, stands);
            }
        }
    }

    /// A picture came to stand in the result, or stands there no longer.
    pub fn count_picture(&mut self, canvas: &Canvas, brought: &Brought, stands: bool) {
        let letters = PARAMS.fact;
        let people = match &brought.by {
            Some(people) => people,
            None if canvas.log()[brought.entry as usize].tidy => {
                self.tidy = counted(self.tidy, letters, stands);
                return;
            }
            None => {
                self.template = counted(self.template, letters, stands);
                return;
            }
        };
        let sharing = people.len() as u32;
        for &person in people {
            let own = self.by_person.entry(person).or_default();
            let pictures = own.pictures.entry(brought.text).or_default();
            pictures.add(sharing, 1, stands);
            if pictures.is_none() {
                own.pictures.remove(&brought.text);
            }
            if brought.hands != Some(person) {
                let doubtful = Doubtful {
                    entry: brought.entry,
                    inferred: false,
                    sharing,
                    letters,
                };
                own.doubt(brought.text, doubtful, stands);
            }
            own.touch(brought.text);
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
        let mut letters = whole(own.alone) + &own.mixed_letters;
        let mut points = match measure.cap {
            Some(cap) if cap == PARAMS.cap => whole(own.alone_points) + &own.mixed_points,
            Some(cap) => {
                let mixed = own.mixed.iter().map(|origin| own.origins[origin].sum());
                let points = mixed.map(|letters| measure.capped(letters));
                whole(own.alone_at_most(cap)) + points.sum::<Fraction>()
            }
            None => letters.clone(),
        };
        // Where more counts than what the person wrote there, or less.
        for text in self.special(own, person) {
            letters += own.given(text) + own.pictures(text, measure.fact);
            points += self.points_from(person, text, measure);
            points -= measure.capped(own.written(text));
        }
        (letters, points)
    }

    /// The origins of a person's letters with pictures or corrected letters.
    fn special(&self, own: &Own, person: PersonNo) -> Vec<TextNo> {
        let pools = self.pools.iter();
        let mut special: Vec<TextNo> = pools
            .filter(|(_, pools)| pools.concern(person))
            .map(|(text, _)| *text)
            .chain(own.pictures.keys().copied())
            .collect();
        special.sort_unstable();
        special.dedup();
        special
    }

    /// The points that a person's letters from one origin make.
    pub fn points_from(&self, person: PersonNo, text: TextNo, measure: Measure) -> Fraction {
        let Some(own) = self.by_person.get(&person) else {
            return whole(0);
        };
        let mut letters = own.written(text) + own.pictures(text, measure.fact);
        if let Some(pools) = self.pools.get(&text) {
            letters = pools.points(person, letters, measure);
        }
        measure.capped(letters)
    }

    /// What of a person's points is confirmed, as it was last settled.
    pub fn sure(&self, person: PersonNo) -> Fraction {
        let (_, points) = self.of(person, Measure::TOLD);
        match self.by_person.get(&person) {
            Some(own) => points - &own.unsure,
            None => points,
        }
    }

    /// Brings what is in doubt up to date, after letters were counted and after somebody accepted
    /// what was written for them on some cards.
    pub fn settle(&mut self, canvas: &Canvas, confirmed: &[CardNo]) {
        let mut settled = Vec::new();
        for (&person, own) in &mut self.by_person {
            let mut stale = std::mem::take(&mut own.stale);
            if !confirmed.is_empty() {
                let is_confirmed = |text: TextNo| {
                    card_of(canvas, text).is_some_and(|card| confirmed.contains(&card))
                };
                let texts = own.doubtful.keys().copied();
                stale.extend(texts.filter(|&text| is_confirmed(text)));
            }
            settled.extend(stale.into_iter().map(|text| (person, text)));
        }
        for (person, text) in settled {
            let unsure = self.unsure(canvas, person, text);
            let own = self.by_person.entry(person).or_default();
            own.set_unsure(text, unsure);
        }
    }

    /// How many points from an origin are not a person's beyond doubt.
    fn unsure(&self, canvas: &Canvas, person: PersonNo, text: TextNo) -> Fraction {
        let own = &self.by_person[&person];
        let doubtful = own.doubtful.get(&text).into_iter().flatten();
        let unsure: Fraction = doubtful
            .filter(|one| one.inferred || !is_accepted(canvas, one.entry, text, person))
            .map(|one| part(one.letters, one.sharing))
            .sum();
        let all = own.written(text) + own.given(text) + own.pictures(text, PARAMS.fact);
        let told = self.points_from(person, text, Measure::TOLD);
        let sure = told.clone().min(all - unsure);
        told - sure
    }

    /// What an origin makes has perhaps changed for everybody.
    fn touch(&mut self, text: TextNo) {
        for own in self.by_person.values_mut() {
            own.touch(text);
        }
    }

    /// Letters that an import says are some people's ideas, in the order of joining.
    pub fn declared(&self) -> impl Iterator<Item = (&[PersonNo], usize)> {
        let declared = self.declared.iter().filter(|(_, letters)| **letters > 0);
        declared.map(|(people, letters)| (&**people, *letters))
    }

    /// Letters that came with a template, and those that tidying up added.
    pub fn outside(&self) -> (usize, usize) {
        (self.template, self.tidy)
    }
}

fn counted(letters: usize, more: u32, stands: bool) -> usize {
    if stands {
        letters + more as usize
    } else {
        letters - more as usize
    }
}

fn turned(letters: u32, stands: bool) -> u32 {
    if stands { letters + 1 } else { letters - 1 }
}
