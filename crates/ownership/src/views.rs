//! The same result counted in other ways: how far a share depends on how one counts, and what it
//! would be if every card counted the same.

use crate::facts::{Sums, letters_on};
use crate::fraction::{self, Fraction};
use crate::pictures::Brought;
use crate::report::{Equal, EqualCards, EqualSide, Report, Robust, Views};
use crate::shares::{InCommon, SIDES};
use crate::{Measure, Ownership, PARAMS, Reading};
use canvas::canvas::{Canvas, Voice};
use canvas::entry::{CardNo, PersonNo};
use canvas::people::Side;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// From this many thousandths on, a second view says something else than the share.
const DIFFERENT: u32 = 50;

impl Ownership {
    /// The other views of the result. Linear in the letters that stand on its cards.
    pub fn views(&self, canvas: &Canvas) -> Views {
        let report = self.report(canvas);
        let rows: Vec<PersonNo> = self.points(canvas).iter().map(|own| own.person).collect();
        let equal_cards = self.equal_cards(canvas, &report, &rows);
        Views {
            robust: self.robust(canvas, &rows),
            equal_cards,
        }
    }

    /// Everybody's least and greatest share over all measures. A measure by which nobody has
    /// anything says nothing about shares.
    fn robust(&self, canvas: &Canvas, rows: &[PersonNo]) -> Vec<Robust> {
        let mut ranges: Vec<Option<(u32, u32)>> = vec![None; rows.len()];
        let parts = || self.cards.iter().map(|counted| &counted.parts);
        for fact in Measure::FACTS {
            let structure = Sums::of_all(parts(), |parts| &parts.structure, fact);
            let lineage = Sums::of_all(parts(), |parts| &parts.lineage, fact);
            for cap in Measure::CAPS {
                let measure = Measure { cap, fact };
                let points: Vec<Fraction> = rows
                    .iter()
                    .map(|&person| {
                        let (_, words) = self.words.of(person, measure);
                        words + structure.of(person, measure) + lineage.of(person, measure)
                    })
                    .collect();
                let exact = InCommon::of(&points);
                if exact.is_nothing() {
                    continue;
                }
                for (range, points) in ranges.iter_mut().zip(&points) {
                    let (down, up) = (exact.down(points), exact.up(points));
                    let (low, high) = range.unwrap_or((down, up));
                    *range = Some((low.min(down), high.max(up)));
                }
            }
        }
        rows.iter()
            .zip(ranges)
            .filter_map(|(&person, range)| {
                let (low_of_1000, high_of_1000) = range?;
                Some(Robust {
                    id: canvas.people()[person as usize].id.clone(),
                    low_of_1000,
                    high_of_1000,
                })
            })
            .collect()
    }

    /// Every card of the result counts 1, split over the voices of the letters that stand on it;
    /// what came with a template or with tidying up takes no part, and a card that holds nothing
    /// else counts nothing.
    ///
    /// A letter counts once on a card however often it is copied within it, as everywhere, but it
    /// counts on every card where a copy of it stands: here it is cards that are counted, and a
    /// copied card is one. If it counted on one card alone, a single letter added to the copy of
    /// somebody's card would take the whole of that card.
    fn equal_cards(&self, canvas: &Canvas, report: &Report, rows: &[PersonNo]) -> EqualCards {
        // Numerators by denominator, so that adding is cheap and exact.
        let mut sums: FxHashMap<PersonNo, BTreeMap<u64, u64>> = FxHashMap::default();
        let mut cards = 0;
        for (card, counted) in self.cards.iter().enumerate() {
            if !counted.in_result {
                continue;
            }
            let (letters, split) = split(canvas, &self.reading, card as CardNo);
            cards += usize::from(letters > 0);
            for ((person, sharing), count) in split {
                let sums = sums.entry(person).or_default();
                *sums.entry(letters * sharing).or_default() += count;
            }
        }
        let own: Vec<Fraction> = rows
            .iter()
            .map(|person| {
                let sums = sums.get(person).into_iter().flatten();
                fraction::sum(sums.map(|(&denominator, &count)| (count, denominator)))
            })
            .collect();
        let of_1000 = InCommon::of(&own).per_mille();
        let people: Vec<Equal> = report
            .people
            .iter()
            .enumerate()
            .map(|(row, person)| Equal {
                id: person.id.clone(),
                cards: own[row].to_string(),
                of_1000: of_1000.as_ref().map(|of_1000| of_1000[row]),
            })
            .collect();
        let rows_of = |side: Side| {
            let rows = report.people.iter().enumerate();
            rows.filter(move |(_, person)| person.side == Some(side))
                .map(|(row, _)| row)
        };
        let sides: Vec<EqualSide> = SIDES
            .into_iter()
            .filter(|side| report.sides.iter().any(|share| share.side == *side))
            .map(|side| EqualSide {
                side,
                cards: rows_of(side)
                    .map(|row| &own[row])
                    .sum::<Fraction>()
                    .to_string(),
                of_1000: of_1000
                    .as_ref()
                    .map(|of_1000| rows_of(side).map(|row| of_1000[row]).sum()),
            })
            .collect();
        let differ = |share: Option<u32>, equal: Option<u32>| {
            share
                .zip(equal)
                .is_some_and(|(share, equal)| share.abs_diff(equal) > DIFFERENT)
        };
        let shares = report.people.iter().zip(&people);
        let differs = shares
            .map(|(person, equal)| (person.share.map(|share| share.of_1000), equal.of_1000))
            .chain(
                report
                    .sides
                    .iter()
                    .zip(&sides)
                    .map(|(share, equal)| (share.of_1000, equal.of_1000)),
            )
            .any(|(share, equal)| differ(share, equal));
        EqualCards {
            cards,
            people,
            sides,
            differs,
        }
    }
}

/// How many letters of people stand on a card, and how many of them are each person's, by how many
/// share them.
fn split(
    canvas: &Canvas,
    reading: &Reading,
    card: CardNo,
) -> (u64, BTreeMap<(PersonNo, u64), u64>) {
    let mut letters = 0;
    let mut split = BTreeMap::new();
    let mut count = |people: &[PersonNo], more: u64| {
        letters += more;
        for &person in people {
            *split.entry((person, people.len() as u64)).or_default() += more;
        }
    };
    for (identity, _) in letters_on(canvas, reading, canvas.card(card).text) {
        if let Voice::People(people) = reading.voice(canvas, identity) {
            count(people, 1);
        }
    }
    for (picture, _) in canvas.pictures_on(card) {
        if let Some(people) = Brought::of(canvas, picture).by {
            count(&people, PARAMS.fact.into());
        }
    }
    (letters, split)
}
