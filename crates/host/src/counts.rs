//! What a host did not take, counted.

use std::sync::atomic::{AtomicU64, Ordering};

/// What was not taken so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Messages that are none of ours.
    pub garbage: u64,
    /// Wrong tokens and codes.
    pub wrong_keys: u64,
    /// Calls after too many wrong codes.
    pub shut_out: u64,
    /// Pages and lines from another origin or under another name.
    pub foreign: u64,
    /// Connections that could not be encrypted: the other side gave up, or was no browser.
    pub handshakes: u64,
    /// Connections beyond what one device, or all, may have.
    pub too_many: u64,
    /// Times that a device had to wait because it said too much at once.
    pub too_fast: u64,
    /// Messages that were not their sender's to say.
    pub not_theirs: u64,
}

/// Where it is counted.
#[derive(Default)]
pub struct Tally {
    pub garbage: Counter,
    pub wrong_keys: Counter,
    pub shut_out: Counter,
    pub foreign: Counter,
    pub handshakes: Counter,
    pub too_many: Counter,
    pub too_fast: Counter,
    pub not_theirs: Counter,
}

#[derive(Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Tally {
    pub fn so_far(&self) -> Counts {
        Counts {
            garbage: self.garbage.so_far(),
            wrong_keys: self.wrong_keys.so_far(),
            shut_out: self.shut_out.so_far(),
            foreign: self.foreign.so_far(),
            handshakes: self.handshakes.so_far(),
            too_many: self.too_many.so_far(),
            too_fast: self.too_fast.so_far(),
            not_theirs: self.not_theirs.so_far(),
        }
    }
}
