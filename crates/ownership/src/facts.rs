//! Structure and lineage: what people did for each other's cards, and what was built on.

use crate::credit::certainty;
use crate::fraction::{self, Fraction, whole};
use crate::measure::{LARGEST_FACT, worth};
use crate::pictures::Brought;
use crate::report::{Certainty, FactKind};
use crate::{Measure, PARAMS, Reading};
use canvas::canvas::{Canvas, Voice};
use canvas::command::LinkKind;
use canvas::entry::{CardNo, PersonNo};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// A part of a fact that goes to one person: `numerator / denominator` of what the fact is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub kind: FactKind,
    pub person: PersonNo,
    pub numerator: u64,
    pub denominator: u64,
    /// The entry that it goes back to.
    pub entry: EntryNo,
    pub certainty: Certainty,
}

/// Everything that one card gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// How many letters stand on the card, as far as any measure asks.
    pub letters: u64,
    pub structure: Vec<Part>,
    pub lineage: Vec<Part>,
}

/// Sums of parts by person, as numerators by denominator, so that adding and taking away is
/// cheap and exact.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    by_person: FxHashMap<PersonNo, BTreeMap<u64, Sum>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    all: u64,
    sure: u64,
}

impl Sums {
    pub fn give(&mut self, parts: &[Part], worth: u64) {
        for part in parts {
            let sums = self.by_person.entry(part.person).or_default();
            let sum = sums.entry(part.denominator).or_default();
            sum.all += worth * part.numerator;
            if part.certainty == Certainty::Confirmed {
                sum.sure += worth * part.numerator;
            }
        }
    }

    pub fn take(&mut self, parts: &[Part], worth: u64) {
        for part in parts {
            let sums = self.by_person.get_mut(&part.person).expect("given before");
            let sum = sums.get_mut(&part.denominator).expect("given before");
            sum.all -= worth * part.numerator;
            if part.certainty == Certainty::Confirmed {
                sum.sure -= worth * part.numerator;
            }
            if sum.all == 0 {
                sums.remove(&part.denominator);
            }
        }
    }

    /// The sums of one kind of what all cards give, in a measure.
    pub fn of_all<'a>(
        cards: impl Iterator<Item = &'a Parts>,
        kind: fn(&Parts) -> &Vec<Part>,
        fact: u32,
    ) -> Self {
        let mut sums = Sums::default();
        for parts in cards {
            sums.give(kind(parts), worth(fact, parts.letters));
        }
        sums
    }

    /// A person's points, at most the cap.
    pub fn of(&self, person: PersonNo, measure: Measure) -> Fraction {
        self.capped(person, measure, |sum| sum.all)
    }

    /// What of them is confirmed.
    pub fn sure(&self, person: PersonNo) -> Fraction {
        self.capped(person, Measure::TOLD, |sum| sum.sure)
    }

    fn capped(&self, person: PersonNo, measure: Measure, of: impl Fn(&Sum) -> u64) -> Fraction {
        let Some(sums) = self.by_person.get(&person) else {
            return whole(0);
        };
        let at_least = sums
            .iter()
            .map(|(denominator, sum)| of(sum) / denominator)
            .sum::<u64>();
        if let Some(cap) = measure.cap
            && at_least >= cap.into()
        {
            return whole(cap);
        }
        let parts = sums
            .iter()
            .map(|(&denominator, sum)| (of(sum), denominator));
        measure.capped(fraction::sum(parts))
    }
}

/// What a card of the result gives, and to whom.
pub fn of_card(canvas: &Canvas, reading: &Reading, card: CardNo) -> Parts {
    let text = canvas.card(card).text;
    let most = LARGEST_FACT as usize;
    // A picture counts as many letters as a fact, however many that are.
    let letters = match canvas.pictures_on(card).next() {
        Some(_) => most,
        None => letters_on(canvas, reading, text).take(most).count(),
    } as u64;
    if letters == 0 {
        return Parts::default();
    }
    let creators: &[PersonNo] = match canvas.voice(canvas.card(card).creation) {
        Voice::People(people) => people,
        Voice::Template | Voice::Tidy => &[],
    };
    let mut structure = Vec::new();
    let mut share = |kind, givers: &[(PersonNo, EntryNo)]| {
        for &(person, entry) in givers
            .iter()
            .filter(|(person, _)| !creators.contains(person))
        {
            structure.push(Part {
                kind,
                person,
                numerator: 1,
                denominator: givers.len() as u64,
                entry,
                certainty: certainty(canvas, entry, text, person),
            });
        }
    };
    if let Some(entry) = placed(canvas, card) {
        share(FactKind::Place, &voices(canvas, entry));
    }
    if let Some(entry) = grouped(canvas, card) {
        share(FactKind::Group, &voices(canvas, entry));
    }
    share(FactKind::Links, &linked(canvas, card));
    Parts {
        letters,
        structure,
        lineage: lineage(canvas, reading, card, creators),
    }
}

/// The letters that stand in a text: each once, however often it stands there, and whether it was
/// only typed again there.
pub fn letters_on<'a>(
    canvas: &'a Canvas,
    reading: &'a Reading,
    text: TextNo,
) -> impl Iterator<Item = (PlaceNo, bool)> + 'a {
    let mut seen = FxHashSet::default();
    canvas
        .letters()
        .standing(text)
        .map(|place| canvas.letters().place(place))
        .filter(|place| place.grapheme.is_letter())
        .map(|place| (reading.identities.of_origin(place.origin), place.origin))
        .map(|(identity, origin)| (identity, identity != origin))
        .filter(move |(identity, _)| seen.insert(*identity))
}

fn voices(canvas: &Canvas, entry: EntryNo) -> Vec<(PersonNo, EntryNo)> {
    match canvas.voice(entry) {
        Voice::People(people) => people.iter().map(|&person| (person, entry)).collect(),
        Voice::Template | Voice::Tidy => Vec::new(),
    }
}

fn is_tidy(canvas: &Canvas, entry: EntryNo) -> bool {
    canvas.log()[entry as usize].tidy
}

/// The entry that holds the fact of where the card stands: it was the first to put it there.
/// Tidying up leaves the fact with whoever holds it.
fn placed(canvas: &Canvas, card: CardNo) -> Option<EntryNo> {
    let mut cells = canvas
        .cells(card)
        .map(|(entry, cell)| (entry, (cell.stage, cell.lane)));
    let (_, birth) = cells.next()?;
    holder(canvas, birth, cells, |cell| *cell == birth)
}

/// The entry that first put the card into the group where it is.
fn grouped(canvas: &Canvas, card: CardNo) -> Option<EntryNo> {
    let made = canvas.card(card).made;
    let mut groupings = canvas.groupings(card).peekable();
    // A split is born in its source's group.
    let birth = match groupings.peek() {
        Some(&(entry, group)) if entry == made => group,
        _ => None,
    };
    holder(canvas, birth, groupings, Option::is_none)
}

/// Follows a card from where it was born: who holds the fact of where it is now. Where `bare`,
/// there is no fact.
fn holder<T: Copy + PartialEq>(
    canvas: &Canvas,
    birth: T,
    puts: impl Iterator<Item = (EntryNo, T)>,
    bare: impl Fn(&T) -> bool,
) -> Option<EntryNo> {
    let mut firsts: Vec<(T, EntryNo)> = Vec::new();
    let (mut here, mut holder) = (birth, None);
    for (entry, there) in puts {
        if there == here {
            continue;
        }
        here = there;
        holder = if bare(&there) {
            None
        } else if let Some((_, first)) = firsts.iter().find(|(place, _)| *place == there) {
            Some(*first)
        } else if is_tidy(canvas, entry) {
            holder
        } else {
            firsts.push((there, entry));
            Some(entry)
        };
    }
    holder
}

/// The entry that first drew a link: not one that found it drawn, nor tidying up.
fn drawn(canvas: &Canvas, link: usize) -> Option<EntryNo> {
    let mut living = false;
    canvas
        .drawings(link)
        .find(|&(entry, drawn)| {
            let draws = drawn && !living;
            living = drawn;
            draws && !is_tidy(canvas, entry)
        })
        .map(|(entry, _)| entry)
}

/// Who first drew one of the card's living links, each person once, by the surest entry.
fn linked(canvas: &Canvas, card: CardNo) -> Vec<(PersonNo, EntryNo)> {
    let text = canvas.card(card).text;
    let mut drawers: Vec<(PersonNo, EntryNo)> = canvas
        .card(card)
        .links
        .iter()
        .filter(|&&link| canvas.is_linked(link))
        .filter_map(|&link| drawn(canvas, link))
        .flat_map(|entry| voices(canvas, entry))
        .collect();
    drawers.sort_by_key(|&(person, entry)| (person, certainty(canvas, entry, text, person), entry));
    drawers.dedup_by_key(|(person, _)| *person);
    drawers
}

/// What the ideas that a card builds on get, where its creator says so.
fn lineage(canvas: &Canvas, reading: &Reading, card: CardNo, creators: &[PersonNo]) -> Vec<Part> {
    let mut parents: Vec<(CardNo, EntryNo, Certainty)> = Vec::new();
    let text = canvas.card(card).text;
    for &link in canvas
        .card(card)
        .links
        .iter()
        .filter(|&&link| canvas.is_linked(link))
    {
        let LinkKind::BuildsOn = canvas.links()[link].kind else {
            continue;
        };
        let Some(entry) = drawn(canvas, link) else {
            continue;
        };
        let drawers = voices(canvas, entry);
        let named: Vec<_> = drawers
            .iter()
            .filter(|(by, _)| creators.contains(by))
            .collect();
        let Some(sure) = named
            .iter()
            .map(|(by, _)| certainty(canvas, entry, text, *by))
            .min()
        else {
            continue;
        };
        parents.push((canvas.links()[link].to, entry, sure));
    }
    let mut parts = Vec::new();
    for &(parent, entry, sure) in &parents {
        let text = canvas.card(parent).text;
        let mut letters = 0;
        // Letters of each person, by how many share them and how sure it is.
        let mut counts: BTreeMap<(PersonNo, u64, Certainty), u64> = BTreeMap::new();
        for (identity, inferred) in letters_on(canvas, reading, text) {
            letters += 1;
            let written = canvas.letters().place(identity).entry;
            let Voice::People(writers) = canvas.voice(written) else {
                continue;
            };
            let first_in = canvas.origin_text(identity);
            let correction = reading.corrections.of(canvas, identity);
            let (people, of) = match correction.map(|entry| canvas.corrected_by(entry)) {
                // What was the child's own creator's is given to nobody, whoever has it now.
                Some(Voice::People(to)) => (to, share_of(writers, creators)),
                _ => (writers, (1, 1)),
            };
            for &person in people.iter().filter(|person| !creators.contains(person)) {
                let certain = match inferred {
                    true => Certainty::Inferred,
                    false if correction.is_some() => sure,
                    false => certainty(canvas, written, first_in, person).max(sure),
                };
                let sharing = people.len() as u64 * of.1;
                *counts.entry((person, sharing, certain)).or_default() += of.0;
            }
        }
        let fact = u64::from(PARAMS.fact);
        for (picture, _) in canvas.pictures_on(parent) {
            letters += fact;
            let brought = Brought::of(canvas, picture);
            let people = brought.by.as_deref().unwrap_or_default();
            for &person in people.iter().filter(|person| !creators.contains(person)) {
                let certain = certainty(canvas, brought.entry, brought.text, person).max(sure);
                let sharing = people.len() as u64;
                *counts.entry((person, sharing, certain)).or_default() += fact;
            }
        }
        parts.extend(counts.into_iter().filter(|(_, count)| *count > 0).map(
            |((person, sharing, certainty), count)| Part {
                kind: FactKind::Lineage,
                person,
                numerator: count,
                denominator: parents.len() as u64 * letters * sharing,
                entry,
                certainty,
            },
        ));
    }
    parts
}

/// Which part of some people are not among others: how many, and of how many.
fn share_of(people: &[PersonNo], others: &[PersonNo]) -> (u64, u64) {
    let left = people.iter().filter(|person| !others.contains(person));
    (left.count() as u64, people.len() as u64)
}
