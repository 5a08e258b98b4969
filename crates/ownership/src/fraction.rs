//! Exact numbers of any size.
//!
//! Shares are made of very many additions of small fractions, so those that fit into machine words
//! are kept in them.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub, SubAssign};

/// A reduced fraction with numerator and denominator of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction(Form);

/// Large is only what does not fit into small, so that equal fractions look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// Reduced, with a positive denominator.
    Small(i128, i128),
    Large(Box<BigRational>),
}

use Form::{Large, Small};

impl Default for Fraction {
    fn default() -> Self {
        Fraction(Small(0, 1))
    }
}

/// A whole number.
pub fn whole(number: impl Into<BigInt>) -> Fraction {
    part(number, 1)
}

/// A fraction of two numbers.
pub fn part(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Fraction {
    let (numerator, denominator) = (numerator.into(), denominator.into());
    match (numerator.to_i128(), denominator.to_i128()) {
        (Some(n), Some(d)) if d > 0 && n != i128::MIN => {
            let common = gcd(n, d);
            Fraction(Small(n / common, d / common))
        }
        _ => Fraction::large(BigRational::new(numerator, denominator)),
    }
}

/// The sum of numerators, each with its denominator.
pub fn sum(parts: impl Iterator<Item = (u64, u64)> + Clone) -> Fraction {
    let over_one = || {
        let mut common = 1_i128;
        for (_, denominator) in parts.clone() {
            let denominator = i128::from(denominator);
            common = common.checked_mul(denominator / gcd(common, denominator))?;
        }
        let mut sum = 0_i128;
        for (numerator, denominator) in parts.clone() {
            let times = common / i128::from(denominator);
            sum = sum.checked_add(times.checked_mul(numerator.into())?)?;
        }
        let reduced = gcd(sum, common);
        Some(Fraction(Small(sum / reduced, common / reduced)))
    };
    over_one().unwrap_or_else(|| parts.clone().map(|(n, d)| part(n, d)).sum())
}

/// Fractions as whole numbers of the largest part that they have in common, and how many of these
/// parts make one. Shares of them are then found by whole numbers alone.
pub fn in_common(fractions: &[Fraction]) -> (Vec<BigInt>, BigInt) {
    let terms: Vec<(BigInt, BigInt)> = fractions.iter().map(Fraction::terms).collect();
    let common = terms
        .iter()
        .fold(BigInt::from(1), |common, (_, denominator)| {
            common.lcm(denominator)
        });
    let numbers = terms
        .iter()
        .map(|(numerator, denominator)| numerator * (&common / denominator))
        .collect();
    (numbers, common)
}

/// The greatest common divisor, not negative; 1 for nothing at all.
fn gcd(a: i128, b: i128) -> i128 {
    match (
        u64::try_from(a.unsigned_abs()),
        u64::try_from(b.unsigned_abs()),
    ) {
        (Ok(a), Ok(b)) => a.gcd(&b).max(1).into(),
        _ => a.gcd(&b).max(1),
    }
}

impl Fraction {
    fn large(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(n), Some(d)) if n != i128::MIN => Fraction(Small(n, d)),
            _ => Fraction(Large(Box::new(value))),
        }
    }

    fn to_large(&self) -> BigRational {
        match &self.0 {
            Small(n, d) => BigRational::new_raw((*n).into(), (*d).into()),
            Large(value) => (**value).clone(),
        }
    }

    /// Numerator and denominator.
    pub fn terms(&self) -> (BigInt, BigInt) {
        self.to_large().into_raw()
    }
}

fn add_small((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Fraction> {
    let common = gcd(b, d);
    let sum = a
        .checked_mul(d / common)?
        .checked_add(c.checked_mul(b / common)?)?;
    let reduced = gcd(sum, common);
    let denominator = (b / common).checked_mul(d / reduced)?;
    (sum != i128::MIN).then(|| Fraction(Small(sum / reduced, denominator)))
}

fn multiply_small((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Fraction> {
    let (left, right) = (gcd(a, d), gcd(c, b));
    let numerator = (a / left).checked_mul(c / right)?;
    let denominator = (b / right).checked_mul(d / left)?;
    (numerator != i128::MIN).then_some(Fraction(Small(numerator, denominator)))
}

impl Add for &Fraction {
    type Output = Fraction;
    fn add(self, other: Self) -> Fraction {
        let small = match (&self.0, &other.0) {
            (&Small(a, b), &Small(c, d)) => add_small((a, b), (c, d)),
            _ => None,
        };
        small.unwrap_or_else(|| Fraction::large(self.to_large() + other.to_large()))
    }
}

impl Sub for &Fraction {
    type Output = Fraction;
    fn sub(self, other: Self) -> Fraction {
        let small = match (&self.0, &other.0) {
            (&Small(a, b), &Small(c, d)) => add_small((a, b), (-c, d)),
            _ => None,
        };
        small.unwrap_or_else(|| Fraction::large(self.to_large() - other.to_large()))
    }
}

impl Mul for &Fraction {
    type Output = Fraction;
    fn mul(self, other: Self) -> Fraction {
        let small = match (&self.0, &other.0) {
            (&Small(a, b), &Small(c, d)) => multiply_small((a, b), (c, d)),
            _ => None,
        };
        small.unwrap_or_else(|| Fraction::large(self.to_large() * other.to_large()))
    }
}

/// By a number that is not zero.
impl Div for &Fraction {
    type Output = Fraction;
    fn div(self, other: Self) -> Fraction {
        let small = match (&self.0, &other.0) {
            (&Small(a, b), &Small(c, d)) if c != 0 => {
                multiply_small((a, b), (d * c.signum(), c.abs()))
            }
            _ => None,
        };
        small.unwrap_or_else(|| Fraction::large(self.to_large() / other.to_large()))
    }
}

macro_rules! also_by_value {
    ($($operator:ident $method:ident),*) => {$(
        impl $operator for Fraction {
            type Output = Fraction;
            fn $method(self, other: Fraction) -> Fraction {
                $operator::$method(&self, &other)
            }
        }
        impl $operator<&Fraction> for Fraction {
            type Output = Fraction;
            fn $method(self, other: &Fraction) -> Fraction {
                $operator::$method(&self, other)
            }
        }
        impl $operator<Fraction> for &Fraction {
            type Output = Fraction;
            fn $method(self, other: Fraction) -> Fraction {
                $operator::$method(self, &other)
            }
        }
    )*};
}

also_by_value!(Add add, Sub sub, Mul mul, Div div);

impl AddAssign for Fraction {
    fn add_assign(&mut self, other: Fraction) {
        *self = &*self + &other;
    }
}

impl SubAssign for Fraction {
    fn sub_assign(&mut self, other: Fraction) {
        *self = &*self - &other;
    }
}

impl Zero for Fraction {
    fn zero() -> Self {
        Fraction(Small(0, 1))
    }

    fn is_zero(&self) -> bool {
        matches!(self.0, Small(0, _))
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Fraction>>(parts: I) -> Self {
        parts.fold(Fraction::zero(), |sum, part| sum + part)
    }
}

impl<'a> Sum<&'a Fraction> for Fraction {
    fn sum<I: Iterator<Item = &'a Fraction>>(parts: I) -> Self {
        parts.fold(Fraction::zero(), |sum, part| sum + part)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let small = match (&self.0, &other.0) {
            (Small(a, b), Small(c, d)) if b == d => Some(a.cmp(c)),
            (Small(a, b), Small(c, d)) => a
                .checked_mul(*d)
                .zip(c.checked_mul(*b))
                .map(|(left, right)| left.cmp(&right)),
            _ => None,
        };
        small.unwrap_or_else(|| self.to_large().cmp(&other.to_large()))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Small(n, 1) => write!(f, "{n}"),
            Small(n, d) => write!(f, "{n}/{d}"),
            Large(value) => write!(f, "{value}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of all sizes around what fits, and their negatives.
    fn numbers() -> Vec<BigInt> {
        let mut numbers: Vec<BigInt> = vec![1.into(), 2.into(), 3.into(), 40.into(), 5040.into()];
        for bits in [63, 64, 127, 200] {
            for off in -1..=1 {
                numbers.push((BigInt::from(1) << bits) + off);
            }
        }
        numbers
    }

    #[test]
    fn it_counts_as_fractions_of_any_size_do() {
        let all: Vec<(Fraction, BigRational)> = numbers()
            .iter()
            .enumerate()
            .flat_map(|(at, n)| {
                numbers()
                    .into_iter()
                    .skip(at % 3)
                    .step_by(3)
                    .map(move |d| (n.clone(), d))
            })
            .flat_map(|(n, d)| [(n.clone(), d.clone()), (-n, d)])
            .chain([(0.into(), 1.into())])
            .map(|(n, d)| (part(n.clone(), d.clone()), BigRational::new(n, d)))
            .collect();
        let same = |own: Fraction, right: BigRational| {
            assert_eq!(own.to_large(), right);
            assert_eq!(own.to_string(), right.to_string());
            assert_eq!(own, Fraction::large(right), "one form for each number");
        };
        for (a, a_right) in &all {
            assert_eq!(a.terms(), a_right.clone().into_raw());
            let (whole_numbers, parts) = in_common(&[a.clone(), part(1, 7)]);
            assert_eq!(BigRational::new(whole_numbers[0].clone(), parts), *a_right);
            for (b, b_right) in all.iter().step_by(7) {
                same(a + b, a_right + b_right);
                same(a - b, a_right - b_right);
                same(a * b, a_right * b_right);
                if !b.is_zero() {
                    same(a / b, a_right / b_right);
                }
                assert_eq!(a.cmp(b), a_right.cmp(b_right));
            }
        }
    }

    #[test]
    fn a_sum_over_one_denominator_is_the_sum_one_by_one() {
        let mut parts: Vec<(u64, u64)> = (1..60).map(|n| (n * n, n)).collect();
        let one_by_one = |parts: &[(u64, u64)]| parts.iter().map(|&(n, d)| part(n, d)).sum();
        assert_eq!(sum(parts.iter().copied()), one_by_one(&parts));
        parts.extend((1..200).map(|n| (n, u64::MAX - 2 * n)));
        let all: Fraction = one_by_one(&parts);
        assert_eq!(sum(parts.iter().copied()), all);
        assert_eq!(sum([].into_iter()), whole(0));
    }
}
