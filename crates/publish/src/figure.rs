//! Exact numbers, and how they are rounded for people.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// A fraction of any size, always reduced.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure(BigRational);

impl Figure {
    /// `numerator / denominator`; `None` where the denominator is 0.
    pub fn ratio(numerator: usize, denominator: usize) -> Option<Self> {
        (denominator != 0).then(|| Figure(BigRational::new(numerator.into(), denominator.into())))
    }

    /// Reads `28`, `61/2` or `-19/10`.
    pub fn parse(text: &str) -> Option<Self> {
        let (numerator, denominator) = match text.split_once('/') {
            Some((numerator, denominator)) => (numerator, denominator.parse().ok()?),
            None => (text, BigInt::from(1)),
        };
        if !denominator.is_positive() {
            return None;
        }
        Some(Figure(BigRational::new(
            numerator.parse().ok()?,
            denominator,
        )))
    }

    pub fn is_whole(&self) -> bool {
        self.0.is_integer()
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The size without the sign.
    pub fn size(&self) -> Self {
        Figure(self.0.abs())
    }

    /// Tenths, rounded half to even.
    pub(crate) fn tenths(&self) -> BigInt {
        let tenths = &self.0 * BigInt::from(10);
        let floor = tenths.floor().to_integer();
        let twice_rest = (tenths - &floor) * BigInt::from(2);
        let one = BigRational::from_integer(1.into());
        if twice_rest > one || (twice_rest == one && floor.is_odd()) {
            floor + 1
        } else {
            floor
        }
    }

    /// Near enough for a place in a drawing; never shown as a number.
    pub(crate) fn position(&self) -> f64 {
        self.0.to_f64().unwrap_or_default()
    }
}

/// The exact value: `28`, `61/2`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<usize> for Figure {
    fn from(whole: usize) -> Self {
        Figure(BigRational::from_integer(whole.into()))
    }
}

impl<'a> Sum<&'a Figure> for Figure {
    fn sum<I: Iterator<Item = &'a Figure>>(figures: I) -> Self {
        figures.fold(Figure::default(), |sum, figure| Figure(sum.0 + &figure.0))
    }
}

impl Add for &Figure {
    type Output = Figure;
    fn add(self, other: &Figure) -> Figure {
        Figure(&self.0 + &other.0)
    }
}

impl Sub for &Figure {
    type Output = Figure;
    fn sub(self, other: &Figure) -> Figure {
        Figure(&self.0 - &other.0)
    }
}

impl Mul<usize> for &Figure {
    type Output = Figure;
    fn mul(self, times: usize) -> Figure {
        Figure(&self.0 * BigInt::from(times))
    }
}

impl Neg for &Figure {
    type Output = Figure;
    fn neg(self) -> Figure {
        Figure(-&self.0)
    }
}

/// The arithmetic mean; nothing has none.
pub(crate) fn mean<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Option<Figure> {
    let mut n = 0_usize;
    let sum: Figure = figures.into_iter().inspect(|_| n += 1).sum();
    (n > 0).then(|| Figure(sum.0 / BigInt::from(n)))
}
