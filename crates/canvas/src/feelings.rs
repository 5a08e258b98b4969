//! The closing questionnaire: what a person answers, and what of all answers may be told.
//!
//! Answers are each person's own and never in the log. When the questionnaire is closed, one entry
//! tells sums, and the single answers of those who share theirs.

use crate::entry::PersonNo;
use crate::people::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use ts_rs::TS;

/// How many sentences there are to agree with.
pub const ITEMS: usize = 6;
/// From not at all to completely.
pub const AGREEMENT: RangeInclusive<u8> = 1..=7;
/// From so many people on, the sum of their answers is told.
pub const ENOUGH: usize = 3;

/// What a person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Answer {
    /// How much each sentence holds, 1 to 7.
    pub items: [u8; ITEMS],
    /// What part of the result is the person's, as they feel it, in per mille.
    pub estimate: u32,
    /// Whether everybody may see it.
    pub share: bool,
}

/// What of the answers everybody may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How many people answered.
    pub answered: u32,
    pub totals: Vec<Total>,
    pub shared: Vec<Shared>,
}

/// The sums of some people's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// None: everybody who answered.
    pub side: Option<Side>,
    pub n: u32,
    pub items: [u32; ITEMS],
    pub estimates: u32,
}

/// An answer that its person shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    pub person: PersonNo,
    pub items: [u8; ITEMS],
    pub estimate: u32,
}

impl Told {
    /// What may be told of some people's answers.
    ///
    /// A sum is told if at least three people are in it, and if those in it who keep their answers
    /// to themselves are none or again at least three: of two, each would know the other's once
    /// the shared ones are taken away. The sum of everybody is told if the same holds for those
    /// who are left when the sides that are told are taken away from it.
    pub fn of(answers: &[(PersonNo, Side, Answer)]) -> Self {
        let of_side = |side: Side| answers.iter().filter(move |(_, own, _)| *own == side);
        let told = |side: &Side| of_side(*side).count() >= ENOUGH && is_veiled(of_side(*side));
        let sides: Vec<Side> = [Side::Customer, Side::Staff, Side::Other]
            .into_iter()
            .filter(told)
            .collect();
        let left_over = || answers.iter().filter(|(_, side, _)| !sides.contains(side));
        let mut totals = Vec::new();
        if answers.len() >= ENOUGH && is_veiled(left_over()) && is_veiled(answers.iter()) {
            totals.push(total(None, answers.iter()));
        }
        totals.extend(sides.iter().map(|&side| total(Some(side), of_side(side))));
        Told {
            answered: answers.len() as u32,
            totals,
            shared: answers
                .iter()
                .filter(|(_, _, answer)| answer.share)
                .map(|&(person, _, answer)| Shared {
                    person,
                    items: answer.items,
                    estimate: answer.estimate,
                })
                .collect(),
        }
    }

    /// Whether it says anything of what was answered.
    pub fn says_something(&self) -> bool {
        !self.totals.is_empty() || !self.shared.is_empty()
    }

    /// Whether it could be what somebody told.
    pub(crate) fn is_sound(&self) -> bool {
        let sums = self.totals.iter().all(|total| {
            let (low, high) = (total.n, total.n.saturating_mul(7));
            total.n as usize >= ENOUGH
                && total.n <= self.answered
                && total.items.iter().all(|sum| (low..=high).contains(sum))
                && total.estimates <= total.n.saturating_mul(1000)
        });
        let answers = self.shared.iter().all(|own| {
            own.items.iter().all(|item| AGREEMENT.contains(item)) && own.estimate <= 1000
        });
        sums && answers && self.shared.len() <= self.answered as usize
    }
}

/// Whether the sum of some people's answers leaves each of them in the dark about the others.
fn is_veiled<'a>(answers: impl Iterator<Item = &'a (PersonNo, Side, Answer)>) -> bool {
    let kept = answers.filter(|(_, _, answer)| !answer.share).count();
    kept == 0 || kept >= ENOUGH
}

fn total<'a>(
    side: Option<Side>,
    answers: impl Iterator<Item = &'a (PersonNo, Side, Answer)>,
) -> Total {
    let mut total = Total {
        side,
        n: 0,
        items: [0; ITEMS],
        estimates: 0,
    };
    for (_, _, answer) in answers {
        total.n += 1;
        total.estimates += answer.estimate;
        for (sum, item) in total.items.iter_mut().zip(answer.items) {
            *sum += u32::from(item);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People of sides `c`, `s` and `o`; a capital shares.
    fn told(people: &str) -> String {
        let answers: Vec<_> = people
            .chars()
            .enumerate()
            .map(|(n, who)| {
                let side = match who.to_ascii_lowercase() {
                    'c' => Side::Customer,
                    's' => Side::Staff,
                    _ => Side::Other,
                };
                let answer = Answer {
                    items: [1 + n as u8 % 7; ITEMS],
                    estimate: n as u32,
                    share: who.is_uppercase(),
                };
                (n as PersonNo, side, answer)
            })
            .collect();
        let told = Told::of(&answers);
        assert!(told.is_sound());
        let name = |total: &Total| match total.side {
            None => 'a',
            Some(Side::Customer) => 'c',
            Some(Side::Staff) => 's',
            Some(Side::Other) => 'o',
        };
        told.totals.iter().map(name).collect()
    }

    #[test]
    fn a_sum_of_fewer_than_three_is_never_told() {
        assert_eq!(told(""), "");
        assert_eq!(told("cc"), "");
        assert_eq!(told("CC"), "");
        assert_eq!(told("ccc"), "ac");
        assert_eq!(told("cs"), "");
        assert_eq!(told("css"), "a");
    }

    #[test]
    fn no_side_is_left_over_when_the_others_are_taken_away() {
        // Of everybody less the customers, one or two of the staff would be left.
        assert_eq!(told("cccs"), "c");
        assert_eq!(told("cccss"), "c");
        assert_eq!(told("cccsss"), "acs");
        // One and two make three whom nobody can tell apart.
        assert_eq!(told("cccsoo"), "ac");
        assert_eq!(told("cccS"), "ac");
    }

    #[test]
    fn shared_answers_leave_nobody_alone() {
        assert_eq!(told("Ccc"), "");
        assert_eq!(told("CCc"), "");
        assert_eq!(told("CCC"), "ac");
        assert_eq!(told("Cccc"), "ac");
        assert_eq!(told("Cccs"), "a");
        assert_eq!(told("Cccsss"), "s");
        assert_eq!(told("CcSs"), "");
    }

    #[test]
    fn a_sum_is_that_of_its_people() {
        let answer = |n: u8, share| Answer {
            items: [n, 1, 2, 3, 4, 5],
            estimate: u32::from(n) * 100,
            share,
        };
        let answers = [
            (4, Side::Staff, answer(7, false)),
            (5, Side::Staff, answer(1, false)),
            (6, Side::Staff, answer(2, false)),
            (9, Side::Staff, answer(3, true)),
        ];
        let told = Told::of(&answers);
        assert_eq!(told.answered, 4);
        assert_eq!(told.totals[1].items, [13, 4, 8, 12, 16, 20]);
        assert_eq!(told.totals[1].estimates, 1300);
        assert_eq!(told.shared.len(), 1);
        assert_eq!((told.shared[0].person, told.shared[0].estimate), (9, 300));
    }
}
