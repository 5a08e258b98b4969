//! Which letter a letter is: the one first written there, or an earlier one that it repeats.
//!
//! The log knows copies and moves; what was typed again by hand is inferred ([`crate::retyped`])
//! and kept here. An inference holds while the entry that made it and the entry that wrote its
//! source are in force, so that undo and redo need no second thought.

use canvas::canvas::{Canvas, Repeated};
use canvas::letters::{EntryNo, PlaceNo};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// That a letter repeats an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The entry after which it was seen.
    pub entry: EntryNo,
    /// The place of the earlier letter: where it was first written, or a copy.
    pub source: PlaceNo,
    /// How many letters were equal.
    pub length: u32,
    /// Since when they had stood, by the clock of the matcher.
    pub since: u32,
}

impl Inferred {
    /// What a redaction has kept of an entry.
    pub(crate) fn kept(entry: EntryNo) -> impl Fn(Repeated) -> (PlaceNo, Self) {
        move |kept| {
            let one = Inferred {
                entry,
                source: kept.source,
                length: kept.length,
                since: kept.since,
            };
            (kept.place, one)
        }
    }
}

/// One letter of a run.
#[derive(Clone, Copy, Debug)]
struct Link {
    entry: EntryNo,
    source: PlaceNo,
    run: RunNo,
    /// Which of the run's letters it is.
    at: u32,
}

/// Neighbouring letters that repeat neighbouring letters.
#[derive(Clone, Copy, Debug)]
struct Run {
    length: u32,
    since: u32,
}

/// A run, in the order of finding.
pub(crate) type RunNo = u32;

/// A letter that is another one from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The place where the letter was written.
    pub place: PlaceNo,
    pub was: PlaceNo,
    pub is: PlaceNo,
}

/// The identities of all letters, by the places where they were first written.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    inferred: FxHashMap<PlaceNo, Vec<Link>>,
    runs: Vec<Run>,
    /// Of the letters that are not themselves now: which ones they are.
    others: FxHashMap<PlaceNo, PlaceNo>,
    /// The letters that ever repeated the one at a place.
    takers: FxHashMap<PlaceNo, Vec<PlaceNo>>,
    by_entry: FxHashMap<EntryNo, Vec<PlaceNo>>,
}

impl Identities {
    /// Which letter stands at a place, or stood there.
    pub fn of(&self, canvas: &Canvas, place: PlaceNo) -> PlaceNo {
        self.of_origin(canvas.letters().place(place).origin)
    }

    /// The same for a place where a letter was first written.
    pub fn of_origin(&self, origin: PlaceNo) -> PlaceNo {
        if self.others.is_empty() {
            return origin;
        }
        self.others.get(&origin).copied().unwrap_or(origin)
    }

    /// The letters that are this one: itself, and those that repeat it now.
    pub(crate) fn same(&self, canvas: &Canvas, identity: PlaceNo) -> Vec<PlaceNo> {
        let mut same = vec![identity];
        let mut at = 0;
        while let Some(&letter) = same.get(at) {
            at += 1;
            for taker in self.takers_of(canvas, letter) {
                if self.of_origin(taker) == identity && !same.contains(&taker) {
                    same.push(taker);
                }
            }
        }
        same
    }

    /// The letters that ever repeated one, or a copy of it.
    fn takers_of(&self, canvas: &Canvas, letter: PlaceNo) -> Vec<PlaceNo> {
        let copies = canvas.letters().copies(letter).iter();
        let places = std::iter::once(&letter).chain(copies);
        let takers = places.filter_map(|place| self.takers.get(place));
        takers.flatten().copied().collect()
    }

    /// What a letter repeats, as far as is in force.
    pub fn inferred(&self, canvas: &Canvas, origin: PlaceNo) -> Option<Inferred> {
        self.link(canvas, origin).map(|link| self.told(link))
    }

    fn link(&self, canvas: &Canvas, origin: PlaceNo) -> Option<Link> {
        let links = self.inferred.get(&origin)?.iter().rev();
        links.copied().find(|link| holds(canvas, link))
    }

    fn told(&self, link: Link) -> Inferred {
        let Run { length, since } = self.runs[link.run as usize];
        Inferred {
            entry: link.entry,
            source: link.source,
            length,
            since,
        }
    }

    /// What a letter repeats as part of a run.
    pub(crate) fn repeated_in(
        &self,
        canvas: &Canvas,
        origin: PlaceNo,
        run: RunNo,
    ) -> Option<PlaceNo> {
        let link = self.link(canvas, origin)?;
        (link.run == run).then_some(link.source)
    }

    /// Everything that was ever inferred, by place, in force or not: what a redaction keeps of the
    /// texts that go.
    pub fn all(&self) -> Vec<(PlaceNo, Inferred)> {
        let mut all: Vec<_> = self
            .inferred
            .iter()
            .flat_map(|(&place, links)| links.iter().map(move |&link| (place, self.told(link))))
            .collect();
        // What is inferred of one place stays in its order.
        all.sort_by_key(|&(place, _)| place);
        all
    }

    /// Lets letters repeat others as a redaction kept it.
    pub fn impose(&mut self, canvas: &Canvas, kept: &[(PlaceNo, Inferred)]) -> Vec<Renamed> {
        let mut renamed = Vec::new();
        for &(place, kept) in kept {
            let run = self.new_run(kept.length, kept.since);
            let (entry, source) = (kept.entry, kept.source);
            let link = Link {
                entry,
                source,
                run,
                at: 0,
            };
            self.take(canvas, place, link, &mut renamed);
        }
        renamed
    }

    /// Lets neighbouring letters repeat others.
    pub(crate) fn take_run(
        &mut self,
        canvas: &Canvas,
        entry: EntryNo,
        pairs: &[(PlaceNo, PlaceNo)],
        since: u32,
        renamed: &mut Vec<Renamed>,
    ) -> RunNo {
        let run = self.new_run(pairs.len() as u32, since);
        for (at, &(place, source)) in (0..).zip(pairs) {
            let link = Link {
                entry,
                source,
                run,
                at,
            };
            self.take(canvas, place, link, renamed);
        }
        run
    }

    /// Since when all that a run repeats had stood.
    pub(crate) fn since(&self, run: RunNo) -> u32 {
        self.runs[run as usize].since
    }

    /// Lets one more letter go on with a run, by one that stood since some time.
    pub(crate) fn go_on(
        &mut self,
        canvas: &Canvas,
        entry: EntryNo,
        run: RunNo,
        (place, source): (PlaceNo, PlaceNo),
        since: u32,
        renamed: &mut Vec<Renamed>,
    ) {
        let grown = &mut self.runs[run as usize];
        let at = grown.length;
        grown.length += 1;
        grown.since = grown.since.max(since);
        let link = Link {
            entry,
            source,
            run,
            at,
        };
        self.take(canvas, place, link, renamed);
    }

    fn new_run(&mut self, length: u32, since: u32) -> RunNo {
        self.runs.push(Run { length, since });
        (self.runs.len() - 1) as RunNo
    }

    fn take(&mut self, canvas: &Canvas, place: PlaceNo, new: Link, renamed: &mut Vec<Renamed>) {
        let own = self.inferred.entry(place).or_default();
        if let Some(last) = own.last_mut()
            && last.source == new.source
            && holds(canvas, last)
        {
            // A shorter stretch with the same letters takes nothing from the longer one.
            let rank = |run: RunNo| {
                let Run { length, since } = self.runs[run as usize];
                (Reverse(length), since)
            };
            if rank(new.run) < rank(last.run) {
                (last.run, last.at) = (new.run, new.at);
            }
            return;
        }
        own.push(new);
        self.by_entry.entry(new.entry).or_default().push(place);
        let takers = self.takers.entry(new.source).or_default();
        if !takers.contains(&place) {
            takers.push(place);
        }
        self.settle(canvas, place, renamed);
    }

    /// Some entries count no longer, or count again.
    pub(crate) fn turn(&mut self, canvas: &Canvas, entries: &[EntryNo]) -> Vec<Renamed> {
        let mut renamed = Vec::new();
        if self.inferred.is_empty() {
            return renamed;
        }
        for entry in entries {
            let mut places = self.by_entry.get(entry).cloned().unwrap_or_default();
            for place in canvas.made_by(*entry).0 {
                places.extend(self.takers.get(&place).into_iter().flatten());
            }
            for place in places {
                self.settle(canvas, place, &mut renamed);
            }
        }
        renamed
    }

    /// Finds out anew which letter one is, and which ones those are that repeat it.
    fn settle(&mut self, canvas: &Canvas, place: PlaceNo, renamed: &mut Vec<Renamed>) {
        let was = self.of_origin(place);
        let is = self
            .link(canvas, place)
            .map_or(place, |link| self.of(canvas, link.source));
        if is == was {
            return;
        }
        if is == place {
            self.others.remove(&place);
        } else {
            self.others.insert(place, is);
        }
        renamed.push(Renamed { place, was, is });
        // Sources are older than what repeats them, so this ends.
        for taker in self.takers_of(canvas, place) {
            self.settle(canvas, taker, renamed);
        }
    }
}

fn holds(canvas: &Canvas, link: &Link) -> bool {
    canvas.in_force(link.entry) && canvas.in_force(canvas.letters().place(link.source).entry)
}
