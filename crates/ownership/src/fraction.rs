//! Exact numbers of any size.

use num_bigint::BigInt;
use num_rational::BigRational;

/// A fraction with numerator and denominator of any size.
pub type Fraction = BigRational;

/// A whole number.
pub fn whole(number: impl Into<BigInt>) -> Fraction {
    Fraction::from_integer(number.into())
}

/// A fraction of two small numbers.
pub fn part(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Fraction {
    Fraction::new(numerator.into(), denominator.into())
}
