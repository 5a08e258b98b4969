//! Points made into shares that people can read.

use crate::fraction::{Fraction, in_common, part, whole};
use crate::report::{
    Balance, Declared, Feelings, FeelingsSum, Outside, PersonShare, Report, Share, SharedFeelings,
    SideShare,
};
use crate::{Measure, Ownership, PARAMS};
use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use canvas::feelings::{Told, Total};
use canvas::letters::EntryNo;
use canvas::people::Side;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// The sides in the order in which they are told.
pub(crate) const SIDES: [Side; 3] = [Side::Customer, Side::Staff, Side::Other];

/// A person's points and where they come from.
#[derive(Clone, Debug)]
pub struct Points {
    pub person: PersonNo,
    pub letters: Fraction,
    pub words: Fraction,
    pub structure: Fraction,
    pub lineage: Fraction,
}

impl Points {
    /// Words, structure and lineage.
    pub fn all(&self) -> Fraction {
        &self.words + &self.structure + &self.lineage
    }
}

impl Ownership {
    /// Everybody's points: named people in the order of joining, then unnamed writers who have
    /// some, or letters at least: a correction can have taken the whole cap along.
    pub fn points(&self, canvas: &Canvas) -> Vec<Points> {
        let (unnamed, named): (Vec<PersonNo>, Vec<PersonNo>) = (0..canvas.people().len()
            as PersonNo)
            .filter(|&person| !canvas.is_second_seat(person))
            .partition(|&person| canvas.people()[person as usize].anonymous);
        let points = |person| self.points_of(person);
        let unnamed = unnamed
            .into_iter()
            .map(points)
            .filter(|points| !points.letters.is_zero() || !points.all().is_zero());
        named.into_iter().map(points).chain(unnamed).collect()
    }

    /// One person's points.
    pub(crate) fn points_of(&self, person: PersonNo) -> Points {
        let (letters, words) = self.words.of(person, Measure::TOLD);
        Points {
            person,
            letters,
            words,
            structure: self.structure.of(person, Measure::TOLD),
            lineage: self.lineage.of(person, Measure::TOLD),
        }
    }

    /// Everybody's share in whole per mille and nothing else: those that the report tells, sooner.
    pub fn shares(&self, canvas: &Canvas) -> Vec<(PersonNo, Option<u32>)> {
        let rows = self.points(canvas);
        let points: Vec<Fraction> = rows.iter().map(Points::all).collect();
        let of_1000 = InCommon::of(&points).per_mille();
        rows.iter()
            .enumerate()
            .map(|(row, own)| (own.person, of_1000.as_ref().map(|of_1000| of_1000[row])))
            .collect()
    }

    /// The shares as people, programs and the file read them.
    pub fn report(&self, canvas: &Canvas) -> Report {
        let rows = self.points(canvas);
        let points: Vec<Fraction> = rows.iter().map(Points::all).collect();
        let exact = InCommon::of(&points);
        let of_1000 = exact.per_mille();
        let told = canvas.feelings_told();
        let people: Vec<PersonShare> = rows
            .iter()
            .enumerate()
            .map(|(row, own)| {
                let person = own.person;
                let share = of_1000.as_ref().map(|of_1000| {
                    let sure = self.words.sure(person)
                        + self.structure.sure(person)
                        + self.lineage.sure(person);
                    Share {
                        of_1000: of_1000[row],
                        low_of_1000: exact.down(&sure),
                        high_of_1000: exact.up(&points[row]),
                    }
                });
                PersonShare {
                    id: canvas.people()[person as usize].id.clone(),
                    name: canvas.profile(person).map(|profile| profile.name.clone()),
                    side: canvas.side(person),
                    letters: own.letters.to_string(),
                    points: points[row].to_string(),
                    words: own.words.to_string(),
                    structure: own.structure.to_string(),
                    lineage: own.lineage.to_string(),
                    share,
                    had_a_say: self.ballots.of(canvas, person),
                    feels_mine: told.and_then(|(_, told)| {
                        let own = |seat| told.shared.iter().find(|own| own.person == seat);
                        let seats = std::iter::once(person).chain(canvas.second_seats(person));
                        Some(seats.filter_map(own).next()?.estimate)
                    }),
                }
            })
            .collect();
        let id = |person: PersonNo| canvas.people()[person as usize].id.clone();
        let (template, tidy) = self.words.outside();
        Report {
            scope: self.scope,
            params: PARAMS,
            total: exact.total().to_string(),
            outside: [("template", template), ("tidy", tidy)]
                .into_iter()
                .filter(|(_, letters)| *letters > 0)
                .map(|(id, letters)| Outside {
                    id: id.to_owned(),
                    letters,
                })
                .collect(),
            sides: sides(canvas, &people, &points, of_1000.as_deref()),
            balance: exact.balance(),
            declared: self
                .words
                .declared()
                .map(|(people, letters)| Declared {
                    people: people.iter().map(|&person| id(person)).collect(),
                    letters,
                })
                .collect(),
            feelings: told.map(|(entry, told)| feelings(canvas, entry, told)),
            people,
        }
    }
}

fn feelings(canvas: &Canvas, entry: EntryNo, told: &Told) -> Feelings {
    let sum = |total: &Total| FeelingsSum {
        side: total.side,
        n: total.n,
        items: total.items.to_vec(),
        estimates_of_1000: total.estimates,
    };
    let of = |side: bool| {
        let totals = told.totals.iter();
        totals.filter(move |total| total.side.is_some() == side)
    };
    Feelings {
        entry: entry + 1,
        answered: told.answered,
        all: of(false).map(sum).next(),
        sides: of(true).map(sum).collect(),
        shared: told
            .shared
            .iter()
            .map(|own| SharedFeelings {
                id: canvas.people()[canvas.one(own.person) as usize].id.clone(),
                items: own.items.to_vec(),
                estimate_of_1000: own.estimate,
            })
            .collect(),
    }
}

/// Points as whole numbers of one part that all have in common: shares of their sum are found by
/// dividing whole numbers, without reducing a fraction.
pub(crate) struct InCommon {
    points: Vec<BigInt>,
    total: BigInt,
    /// How many of these parts make one point.
    parts: BigInt,
}

impl InCommon {
    pub fn of(points: &[Fraction]) -> Self {
        let (points, parts) = in_common(points);
        let total = points.iter().sum();
        InCommon {
            points,
            total,
            parts,
        }
    }

    /// Whether there is nothing of which anybody could have a share.
    pub fn is_nothing(&self) -> bool {
        self.total.is_zero()
    }

    pub fn total(&self) -> Fraction {
        part(self.total.clone(), self.parts.clone())
    }

    /// So many points as thousandths of all: the nearest whole number that is not above.
    pub fn down(&self, points: &Fraction) -> u32 {
        let (numerator, denominator) = self.thousandths(points);
        numerator.div_floor(&denominator).to_u32().unwrap_or(0)
    }

    /// The nearest whole number that is not below.
    pub fn up(&self, points: &Fraction) -> u32 {
        let (numerator, denominator) = self.thousandths(points);
        numerator.div_ceil(&denominator).to_u32().unwrap_or(1000)
    }

    fn thousandths(&self, points: &Fraction) -> (BigInt, BigInt) {
        let (numerator, denominator) = points.terms();
        (
            numerator * &self.parts * 1000_u32,
            denominator * &self.total,
        )
    }

    /// Whole per mille that add to 1000: the largest remainders get what rounding down leaves over,
    /// ties in the order of joining. None of nothing.
    pub fn per_mille(&self) -> Option<Vec<u32>> {
        if self.is_nothing() {
            return None;
        }
        let exact: Vec<(BigInt, BigInt)> = self
            .points
            .iter()
            .map(|points| (points * 1000_u32).div_mod_floor(&self.total))
            .collect();
        let mut shares: Vec<u32> = exact
            .iter()
            .map(|(down, _)| down.to_u32().unwrap_or(0))
            .collect();
        let left_over = 1000_usize.saturating_sub(shares.iter().sum::<u32>() as usize);
        let mut rows: Vec<usize> = (0..exact.len()).collect();
        rows.sort_by(|&a, &b| exact[b].1.cmp(&exact[a].1).then(a.cmp(&b)));
        for row in rows.into_iter().take(left_over) {
            shares[row] += 1;
        }
        Some(shares)
    }

    /// Effective owners exp(−Σ p ln p) and Hoover's ½Σ|p − 1/n|, three decimals; both 0 where there
    /// is nothing to own.
    fn balance(&self) -> Balance {
        let (points, total) = (&self.points, &self.total);
        if self.is_nothing() {
            return Balance {
                effective_owners: 0.0,
                hoover: 0.0,
            };
        }
        let entropy: f64 = points
            .iter()
            .filter_map(|points| BigRational::new_raw(points.clone(), total.clone()).to_f64())
            .filter(|share| *share > 0.0)
            .map(|share| -share * libm::log(share))
            .sum();
        // Half of how far the shares are from even ones, all over as many parts as people and points.
        let people = BigInt::from(points.len());
        let apart: BigInt = points
            .iter()
            .map(|points| (points * &people - total).abs())
            .sum();
        let whole = people * total;
        let thousands = (apart * 1000_u32 + &whole).div_floor(&(whole * 2_u32));
        Balance {
            effective_owners: libm::round(libm::exp(entropy) * 1000.0) / 1000.0,
            hoover: thousands.to_f64().unwrap_or(0.0) / 1000.0,
        }
    }
}

fn sides(
    canvas: &Canvas,
    people: &[PersonShare],
    points: &[Fraction],
    of_1000: Option<&[u32]>,
) -> Vec<SideShare> {
    let heads = SIDES.map(|side| {
        (0..canvas.people().len() as PersonNo)
            .filter(|&person| !canvas.is_second_seat(person))
            .filter(|&person| canvas.profile(person).is_some_and(|p| p.side == side))
            .count()
    });
    let heads_of_1000 = InCommon::of(&heads.map(whole)).per_mille();
    let heads_of_1000 = heads_of_1000.unwrap_or_else(|| vec![0; SIDES.len()]);
    (0..SIDES.len())
        .filter_map(|at| {
            let side = SIDES[at];
            let rows: Vec<usize> = (0..people.len())
                .filter(|&row| people[row].side == Some(side))
                .collect();
            (heads[at] > 0 || !rows.is_empty()).then(|| SideShare {
                side,
                points: rows
                    .iter()
                    .map(|&row| &points[row])
                    .sum::<Fraction>()
                    .to_string(),
                of_1000: of_1000.map(|of_1000| rows.iter().map(|&row| of_1000[row]).sum()),
                heads: heads[at],
                heads_of_1000: heads_of_1000[at],
            })
        })
        .collect()
}
