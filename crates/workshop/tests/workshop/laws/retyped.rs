//! Law 25 and section 4: what is typed again is what it repeats.

use crate::plays::{ANY, Profile, Table, all_words, hold};
use canvas::canvas::{Canvas, TextOf, Voice};
use canvas::entry::{Op, Span};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use proptest::prelude::*;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use workshop::Workshop;
use workshop::scenario::Scenario;

const MATCH: usize = 20;

/// As many letters as are compared for a new one at least, before patience ends.
const EFFORT: usize = 5_000;

const LONG: Profile = Profile {
    long: true,
    tidy: false,
    ..ANY
};

#[test]
fn law_25_retyping_at_least_20_letters_is_neutral() {
    hold("law_25", 192, LONG, |table, sketch| {
        let people = table.people();
        for (n, twist) in sketch.twist.iter().enumerate() {
            let result = table.result();
            let Some(card) = result.get(usize::from(twist.pick[0]) % result.len().max(1)) else {
                return Ok(());
            };
            let graphemes = table.graphemes(card);
            let letters = |text: &[String]| {
                text.iter()
                    .filter(|g| canvas::grapheme::is_letter(g))
                    .count()
            };
            let at = usize::from(twist.pick[1]) % (graphemes.len() + 1);
            let from = &graphemes[at..];
            let length = (0..=from.len()).find(|&n| letters(&from[..n]) >= MATCH);
            let Some(length) = length else { continue };
            let more = usize::from(twist.pick[2]) % (from.len() - length + 1);
            let text = from[..length + more].concat();
            // Where a mark would join what is left of it, something else is typed.
            if canvas::grapheme::cut(&text).len() != length + more || text.contains('\r') {
                continue;
            }
            // A text that repeats itself is found in more than one place, perhaps deleted ones of
            // other people, and the earliest counts.
            let spelt: Vec<String> = canvas::grapheme::cut(&text)
                .into_iter()
                .filter(|grapheme| canvas::grapheme::is_letter(grapheme))
                .map(|grapheme| canvas::grapheme::folded(grapheme).collect())
                .collect();
            let mut parts: Vec<&[String]> = spelt.windows(4).collect();
            parts.sort_unstable();
            if parts.windows(2).any(|two| two[0] == two[1]) {
                continue;
            }
            let by = &people[usize::from(twist.by) % people.len()];
            let (before, steps) = (all_words(&table.report()), table.steps.len());
            let again = format!("again{n}");
            let mut step = json!({"by": by, "do": "add", "card": again, "stage": "S0", "lane": "L0", "text": text});
            if twist.pick[3] % 2 == 0 {
                // Letter by letter.
                step["text"] = json!("");
            }
            if table.step(step).is_err() {
                return Ok(());
            }
            if twist.pick[3] % 2 == 0 {
                for (at, grapheme) in canvas::grapheme::cut(&text).into_iter().enumerate() {
                    table
                        .step(json!({"by": by, "do": "edit", "card": again, "at": at, "insert": grapheme}))
                        .map_err(TestCaseError::fail)?;
                }
            }
            if before != all_words(&table.report()) {
                prop_assert!(stood_before(table, steps, &spelt, &again), "{:?}", text);
            }
        }
        Ok(())
    });
}

/// Whether the letters of a card are what they are because the same text stood somewhere, with
/// those very letters, up to some step. Where it stood twice, in letters of different people, the
/// earlier ones count, whether or not they still stand.
fn stood_before(table: &Table, steps: usize, spelt: &[String], card: &str) -> bool {
    let mut then = Table::set(table.head.clone());
    let mut plain = Plain::of(then.workshop());
    for step in &table.steps[..steps] {
        then.step(step.clone()).expect("it was done before");
        plain.follow(then.canvas(), then.canvas().next() - 1);
    }
    let canvas = table.canvas();
    let now = plain.standing(canvas, canvas.card(table.card(card)).text);
    plain.stood.iter().any(|there| {
        there.windows(spelt.len()).any(|stretch| {
            let alike = |(&place, letter): (&_, &String)| folded(canvas, place) == *letter;
            let same = |(&one, &other)| table.identity(one) == table.identity(other);
            stretch.iter().zip(spelt).all(alike) && stretch.iter().zip(&now).all(same)
        })
    })
}

#[test]
fn what_is_inferred_is_what_a_plain_search_through_all_that_ever_stood_finds() {
    let profile = Profile {
        undo: false,
        late: false,
        anonymous: false,
        steps: 24,
        cards: 4,
        ..LONG
    };
    hold("retyped", 128, profile, |table, _| {
        let scenario = Scenario::parse(table.scenario().to_string().as_bytes()).unwrap();
        let mut play = scenario.begin("plain", [7; 32]).unwrap();
        let mut plain = Plain::of(&play.workshop);
        for step in &table.steps {
            play.step(step).unwrap();
            let canvas = play.workshop.canvas();
            plain.follow(canvas, canvas.next() - 1);
            if plain.is_endless {
                return Ok(());
            }
            for text in 0..canvas.letters().texts() {
                let standing = plain.standing(canvas, text);
                let found: Vec<PlaceNo> = standing
                    .iter()
                    .map(|&place| play.workshop.ownership().identity(canvas, place))
                    .collect();
                let plainly: Vec<PlaceNo> = standing
                    .iter()
                    .map(|&place| plain.identity(canvas, place))
                    .collect();
                prop_assert_eq!(
                    found,
                    plainly,
                    "{}: {:?}",
                    canvas.next(),
                    canvas.text_of(text)
                );
            }
        }
        Ok(())
    });
}

/// Section 4, read to the letter: every text as it ever stood is kept whole.
#[derive(Default)]
struct Plain {
    /// Each text at each time, letters alone.
    stood: Vec<Vec<PlaceNo>>,
    now: HashMap<TextNo, Vec<PlaceNo>>,
    typed: HashMap<PlaceNo, usize>,
    inferred: HashMap<PlaceNo, Repeated>,
    withdrawn: Vec<PlaceNo>,
    /// The texts that held a stretch of letters, by those letters.
    index: HashMap<String, Vec<(usize, usize)>>,
    /// Something repeats itself so often that a search with less patience finds only part of it.
    is_endless: bool,
}

/// What a letter repeats, and how long and how old the stretch is.
struct Repeated {
    source: PlaceNo,
    rank: (Reverse<usize>, usize),
}

#[derive(Clone)]
struct Equal {
    at: usize,
    sources: Vec<PlaceNo>,
    since: usize,
}

impl Plain {
    /// What stood so far.
    fn of(workshop: &Workshop) -> Self {
        let mut plain = Plain::default();
        for number in 0..workshop.canvas().next() {
            plain.follow(&workshop.document().canvas_at(number + 1), number);
        }
        plain
    }

    fn standing(&self, canvas: &Canvas, text: TextNo) -> Vec<PlaceNo> {
        let letters = canvas.letters();
        let is_letter = |place: &PlaceNo| letters.place(*place).grapheme.is_letter();
        letters.standing(text).filter(is_letter).collect()
    }

    fn identity(&self, canvas: &Canvas, place: PlaceNo) -> PlaceNo {
        let origin = canvas.letters().place(place).origin;
        self.inferred
            .get(&origin)
            .map_or(origin, |one| self.identity(canvas, one.source))
    }

    fn voice<'a>(&self, canvas: &'a Canvas, place: PlaceNo) -> Voice<'a> {
        canvas.voice(canvas.letters().place(self.identity(canvas, place)).entry)
    }

    fn follow(&mut self, canvas: &Canvas, number: EntryNo) {
        let mut took_back = false;
        for place in Span::places(canvas.deleted_by(number)) {
            if self.voice(canvas, place) == canvas.voice(number) {
                self.withdrawn.push(place);
                took_back |= self.now.values().any(|text| text.contains(&place));
            }
        }
        let op = &canvas.log()[number as usize].op;
        let typing = matches!(
            op,
            Op::Add { .. }
                | Op::Edit { .. }
                | Op::Group { .. }
                | Op::Promise { .. }
                | Op::AddLine { .. }
        );
        for text in 0..canvas.letters().texts() {
            let standing = self.standing(canvas, text);
            let new: Vec<PlaceNo> = if typing {
                let made = canvas.made_by(number).0;
                standing
                    .iter()
                    .copied()
                    .filter(|place| made.contains(place))
                    .collect()
            } else {
                Vec::new()
            };
            for shown in 0..=new.len() {
                let hidden = &new[shown..];
                let then: Vec<PlaceNo> = standing
                    .iter()
                    .copied()
                    .filter(|place| !hidden.contains(place))
                    .collect();
                if self.now.get(&text).map_or(&[][..], Vec::as_slice) == then {
                    continue;
                }
                let time = self.stood.len();
                if let Some(place) = shown.checked_sub(1) {
                    self.typed.insert(new[place], time);
                }
                if typing && (shown > 0 || took_back) {
                    self.compare(canvas, number, text, &then);
                }
                self.keep(canvas, &then);
                self.now.insert(text, then);
            }
        }
    }

    fn keep(&mut self, canvas: &Canvas, then: &[PlaceNo]) {
        let time = self.stood.len();
        for (at, stretch) in then.windows(MATCH).enumerate() {
            let letters = stretch.iter().map(|&place| folded(canvas, place)).collect();
            self.index.entry(letters).or_default().push((time, at));
        }
        self.stood.push(then.to_vec());
    }

    /// Every stretch of the writer's own typed letters that came about in a text, the longest
    /// equal one first.
    fn compare(&mut self, canvas: &Canvas, number: EntryNo, text: TextNo, then: &[PlaceNo]) {
        let letters = canvas.letters();
        let own: Vec<bool> = then
            .iter()
            .map(|&place| {
                letters.place(place).origin == place
                    && canvas.voice(letters.place(place).entry) == canvas.voice(number)
            })
            .collect();
        let mut equals: Vec<Equal> = Vec::new();
        let before = self.now.get(&text).map_or(&[][..], Vec::as_slice);
        let stood: HashSet<&[PlaceNo]> = before.windows(MATCH).collect();
        for (at, stretch) in then.windows(MATCH).enumerate() {
            if stood.contains(stretch) || !own[at..at + MATCH].iter().all(|own| *own) {
                continue;
            }
            let key: String = stretch.iter().map(|&place| folded(canvas, place)).collect();
            for &(time, from) in self.index.get(&key).map_or(&[][..], Vec::as_slice) {
                let source = &self.stood[time];
                let alike = |new: usize, old: usize| {
                    own[new]
                        && self.typed[&then[new]] > time
                        && folded(canvas, then[new]) == folded(canvas, source[old])
                        && self.is_source(canvas, source[old])
                };
                if !(0..MATCH).all(|n| alike(at + n, from + n)) {
                    continue;
                }
                let (mut left, mut length) = (0, MATCH);
                while at > left && from > left && alike(at - left - 1, from - left - 1) {
                    left += 1;
                }
                while at + length < then.len()
                    && from + length < source.len()
                    && alike(at + length, from + length)
                {
                    length += 1;
                }
                let sources = source[from - left..from + length].to_vec();
                let at = at - left;
                let known = equals
                    .iter_mut()
                    .find(|e| e.at == at && e.sources == sources);
                match known {
                    Some(known) => known.since = known.since.min(time),
                    None => equals.push(Equal {
                        at,
                        sources,
                        since: time,
                    }),
                }
            }
        }
        // Each stretch of a match is followed to both sides.
        let effort = |e: &Equal| (e.sources.len() - MATCH + 1).min(MATCH) * e.sources.len();
        self.is_endless |= equals.iter().map(effort).sum::<usize>() > EFFORT;
        let origin = |place: PlaceNo| letters.place(place).origin;
        while !equals.is_empty() {
            equals.sort_by_key(|e| (Reverse(e.sources.len()), e.since, origin(e.sources[0])));
            let best = equals.remove(0);
            let rank = (Reverse(best.sources.len()), best.since);
            let pairs: Vec<(PlaceNo, PlaceNo)> = best
                .sources
                .iter()
                .enumerate()
                .map(|(n, &source)| (then[best.at + n], origin(source)))
                .collect();
            let is_held = |&(place, source): &(PlaceNo, PlaceNo)| {
                let held = self.inferred.get(&place);
                held.is_some_and(|held| held.source != source && held.rank <= rank)
            };
            let held: Vec<bool> = pairs.iter().map(is_held).collect();
            if !held.contains(&true) {
                for (place, source) in pairs {
                    let held = self.inferred.get(&place);
                    if held.is_none_or(|held| held.source != source || rank < held.rank) {
                        self.inferred.insert(place, Repeated { source, rank });
                    }
                }
                continue;
            }
            // What sticks out beside longer ones counts, if that is long enough.
            let mut from = 0;
            for part in held.chunk_by(|a, b| a == b) {
                let to = from + part.len();
                if !part[0] && part.len() >= MATCH {
                    equals.push(Equal {
                        at: best.at + from,
                        sources: best.sources[from..to].to_vec(),
                        since: best.since,
                    });
                }
                from = to;
            }
        }
    }

    fn is_source(&self, canvas: &Canvas, place: PlaceNo) -> bool {
        if self.withdrawn.contains(&place) {
            return false;
        }
        let letters = canvas.letters();
        match canvas.text_of(letters.text_of(letters.place(place).slot)) {
            TextOf::Card(card) => canvas
                .card_deleted_by(card)
                .is_none_or(|entry| canvas.voice(entry) != self.voice(canvas, place)),
            _ => true,
        }
    }
}

fn folded(canvas: &Canvas, place: PlaceNo) -> String {
    canvas::grapheme::folded(&canvas.grapheme(place)).collect()
}
