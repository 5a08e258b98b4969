//! Laws 1, 16, 26 and 27 for the other views of a result: how a share depends on how one counts,
//! and every card counting the same.

use crate::plays::{ANY, Profile, Table, hold, number};
use canvas::canvas::Voice;
use num_rational::BigRational;
use num_traits::Zero;
use ownership::report::{Fact, FactKind, Origin, Report, Views};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const LONG: Profile = Profile {
    long: true,
    structure: true,
    ..ANY
};

const CAPS: [Option<u32>; 4] = [Some(20), Some(40), Some(80), None];
const FACTS: [usize; 3] = [0, 5, 10];

fn reports_and_views(table: &Table) -> Vec<(Report, Views)> {
    let reports = table.reports().into_iter();
    reports
        .map(|report| {
            let views = table.workshop().views(report.scope);
            (report, views)
        })
        .collect()
}

fn whole(n: usize) -> BigRational {
    BigRational::from_integer(n.into())
}

#[test]
fn law_27_the_robust_range_is_what_the_explanations_make_in_every_measure() {
    // What the cap did to corrected letters does not show in how many there are.
    let plain = Profile {
        corrections: false,
        ..LONG
    };
    hold("law_27_robust", 96, plain, |table, _| {
        for (report, views) in reports_and_views(table) {
            if report.total == "0" {
                prop_assert!(views.robust.is_empty());
                continue;
            }
            let mut ranges: BTreeMap<&str, (BigRational, BigRational)> = BTreeMap::new();
            for cap in CAPS {
                for fact in FACTS {
                    let points: Vec<(&str, BigRational)> = report
                        .people
                        .iter()
                        .map(|person| {
                            let points = points_in(table, &report, &person.id, cap, fact);
                            (&*person.id, points)
                        })
                        .collect();
                    let total: BigRational = points.iter().map(|(_, points)| points).sum();
                    if total.is_zero() {
                        continue;
                    }
                    for (id, points) in points {
                        let share = points * whole(1000) / &total;
                        let range = ranges
                            .entry(id)
                            .or_insert_with(|| (share.clone(), share.clone()));
                        range.0 = range.0.clone().min(share.clone());
                        range.1 = range.1.clone().max(share);
                    }
                }
            }
            prop_assert_eq!(views.robust.len(), report.people.len());
            for (person, robust) in report.people.iter().zip(&views.robust) {
                let (low, high) = &ranges[&*person.id];
                prop_assert_eq!(&robust.id, &person.id);
                prop_assert_eq!(whole(robust.low_of_1000 as usize), low.floor());
                prop_assert_eq!(whole(robust.high_of_1000 as usize), high.ceil());
                let share = person.share.expect("everybody has a share").of_1000;
                prop_assert!(robust.low_of_1000 <= share && share <= robust.high_of_1000);
            }
        }
        Ok(())
    });
}

/// A person's points with another cap and another worth of facts, from the explanation.
fn points_in(
    table: &Table,
    report: &Report,
    person: &str,
    cap: Option<u32>,
    fact: usize,
) -> BigRational {
    let capped = |points: BigRational| match cap {
        Some(cap) => points.min(whole(cap as usize)),
        None => points,
    };
    let why = table.explanation(person, report.scope);
    let origins = why.words.iter();
    let letters = |origin: &Origin| {
        let pictures = origin.pictures.iter();
        let pictures = pictures.map(|own| whole(1) / whole(own.voices));
        let more = whole(fact) - whole(5);
        number(&origin.letters) + pictures.sum::<BigRational>() * more
    };
    let words: BigRational = origins.map(|origin| capped(letters(origin))).sum();
    let facts = |lineage: bool| -> BigRational {
        let facts = why.facts.iter();
        let worth = |own: &Fact| {
            let card = table.card(&own.card);
            let letters = match table.pictures(card).is_empty() {
                true => letters_on(table, card).len(),
                false => 10,
            };
            number(&own.points) / whole(letters.min(5)) * whole(letters.min(fact))
        };
        let wanted = facts.filter(|fact| (fact.kind == FactKind::Lineage) == lineage);
        wanted.map(worth).sum()
    };
    words + capped(facts(false)) + capped(facts(true))
}

/// The letters that stand on a card, each once.
fn letters_on(table: &Table, card: u32) -> BTreeSet<u32> {
    let canvas = table.canvas();
    canvas
        .letters()
        .standing(canvas.card(card).text)
        .filter(|&place| canvas.letters().place(place).grapheme.is_letter())
        .map(|place| table.identity(place))
        .collect()
}

#[test]
fn law_26_equal_cards_add_up_to_the_cards_that_hold_letters_of_people() {
    hold("law_26_equal_cards", 128, LONG, |table, _| {
        let canvas = table.canvas();
        for (report, views) in reports_and_views(table) {
            let equal = &views.equal_cards;
            // Counted again the plain way.
            let mut cards = 0;
            let mut own: BTreeMap<String, BigRational> = BTreeMap::new();
            for id in table.result() {
                let card = table.card(&id);
                let decided = canvas.state(card) == canvas::command::State::Decided;
                if report.scope == ownership::report::Scope::Decided && !decided {
                    continue;
                }
                let letters = letters_on(table, card).into_iter();
                let pictures = table.pictures(card).into_iter();
                let of_people: Vec<&[u32]> = letters
                    .map(|identity| table.workshop().ownership().voice(canvas, identity))
                    .chain(pictures.flat_map(|(_, voice)| [voice; 5]))
                    .filter_map(|voice| match voice {
                        Voice::People(people) => Some(people),
                        _ => None,
                    })
                    .collect();
                cards += usize::from(!of_people.is_empty());
                for people in &of_people {
                    for &person in *people {
                        let id = canvas.people()[person as usize].id.clone();
                        *own.entry(id).or_insert_with(|| whole(0)) +=
                            whole(1) / whole(of_people.len() * people.len());
                    }
                }
            }
            prop_assert_eq!(equal.cards, cards);
            let sum: BigRational = equal.people.iter().map(|own| number(&own.cards)).sum();
            prop_assert_eq!(sum, whole(cards));
            prop_assert_eq!(equal.people.len(), report.people.len());
            for (person, part) in report.people.iter().zip(&equal.people) {
                prop_assert_eq!(&part.id, &person.id);
                let counted = own.remove(&part.id).unwrap_or_else(|| whole(0));
                prop_assert_eq!(number(&part.cards), counted);
            }
            prop_assert!(own.is_empty(), "somebody has no row");
            let shares: Option<u32> = equal.people.iter().map(|own| own.of_1000).sum();
            prop_assert_eq!(
                shares,
                (cards > 0 || report.people.is_empty()).then_some(1000)
            );
        }
        Ok(())
    });
}

#[test]
fn law_26_a_side_of_the_equal_cards_is_the_sum_of_its_people_and_heads_add_to_1000() {
    hold("law_26_sides", 96, ANY, |table, _| {
        for (report, views) in reports_and_views(table) {
            let equal = &views.equal_cards;
            let mut differs = false;
            let far = |a: Option<u32>, b: Option<u32>| {
                a.zip(b).is_some_and(|(a, b)| {
                    i64::from(a) - i64::from(b) > 50 || i64::from(b) - i64::from(a) > 50
                })
            };
            prop_assert_eq!(equal.sides.len(), report.sides.len());
            for (share, side) in report.sides.iter().zip(&equal.sides) {
                prop_assert_eq!(share.side, side.side);
                let members = || {
                    let rows = report.people.iter().zip(&equal.people);
                    rows.filter(|(row, _)| row.side == Some(side.side))
                        .map(|(_, own)| own)
                };
                let cards: BigRational = members().map(|own| number(&own.cards)).sum();
                prop_assert_eq!(number(&side.cards), cards);
                let of_1000: Option<u32> = members().map(|own| own.of_1000).sum();
                prop_assert_eq!(side.of_1000, of_1000.filter(|_| equal.cards > 0));
                differs |= far(share.of_1000, side.of_1000);
            }
            for (row, own) in report.people.iter().zip(&equal.people) {
                differs |= far(row.share.map(|share| share.of_1000), own.of_1000);
            }
            prop_assert_eq!(equal.differs, differs);
            let heads: u32 = report.sides.iter().map(|side| side.heads_of_1000).sum();
            prop_assert_eq!(heads, 1000);
        }
        Ok(())
    });
}
