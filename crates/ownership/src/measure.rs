//! What letters and facts are worth in points.

use crate::PARAMS;
use crate::fraction::{Fraction, whole};

/// The two numbers that turn what people did into points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The most that one origin, all structure and all lineage count for a person; `None`: no
    /// limit.
    pub cap: Option<u32>,
    /// What one fact counts, at most as many points as letters stand on its card.
    pub fact: u32,
}

/// The most that a fact counts in any measure: more letters of a card need not be looked at.
pub(crate) const LARGEST_FACT: u32 = 10;

impl Measure {
    /// The one that shares are told in.
    pub const TOLD: Measure = Measure {
        cap: Some(PARAMS.cap),
        fact: PARAMS.fact,
    };

    /// The caps by which a share is tried: half of the one that shares are told in, that one,
    /// twice as much, and none.
    pub const CAPS: [Option<u32>; 4] = [Some(20), Some(40), Some(80), None];
    /// What facts count when a share is tried: nothing, as much as is told, and twice as much.
    pub const FACTS: [u32; 3] = [0, 5, LARGEST_FACT];

    /// Points of one kind, at most the cap.
    pub(crate) fn capped(self, points: Fraction) -> Fraction {
        match self.cap {
            Some(cap) => points.min(whole(cap)),
            None => points,
        }
    }
}

/// What a fact counts on a card where so many letters stand.
pub(crate) fn worth(fact: u32, letters: u64) -> u64 {
    letters.min(fact.into())
}
