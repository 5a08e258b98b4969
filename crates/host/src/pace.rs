//! How fast somebody may say things.
//!
//! Nobody's words are thrown away for coming fast: whoever says too much at once is read more
//! slowly, which the network hands on to the sender. Others do not notice.

use crate::protocol::{Ask, FromScreen};
use std::time::Duration;
use tokio::time::Instant;

/// Messages a second, in the long run.
const A_SECOND: f64 = 50.0;
/// Messages at once: what a phone kept while it was away.
const AT_ONCE: f64 = 200.0;
/// So many bytes of a message count as one more message.
const BYTES: usize = 64 * 1024;

/// A bucket of messages that may still be said.
pub struct Pace {
    left: f64,
    at: Instant,
}

impl Pace {
    pub fn new(now: Instant) -> Self {
        Pace {
            left: AT_ONCE,
            at: now,
        }
    }

    /// Takes what a message costs.
    pub fn spend(&mut self, cost: f64, now: Instant) {
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + since * A_SECOND).min(AT_ONCE) - cost;
        self.at = now;
    }

    /// When the next message is read, if not at once.
    pub fn waits_until(&self) -> Option<Instant> {
        (self.left < 0.0).then(|| self.at + Duration::from_secs_f64(-self.left / A_SECOND))
    }
}

/// What a message costs, which some make the host answer at length.
pub fn cost(message: Option<&FromScreen>, bytes: usize) -> f64 {
    let kind = match message {
        // The whole canvas.
        Some(FromScreen::Hello { .. }) => 25.0,
        Some(FromScreen::Ask { ask, .. }) => match ask {
            Ask::Attachment { .. } => 2.0,
            _ => 10.0,
        },
        _ => 1.0,
    };
    kind + (bytes / BYTES) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_goes_out_at_once_and_a_flood_waits() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now);
        let (mut said, begun) = (0, now);
        while now < begun + Duration::from_secs(10) {
            if said == 200 {
                assert_eq!(now, begun);
            }
            pace.spend(1.0, now);
            said += 1;
            now = pace.waits_until().unwrap_or(now);
        }
        assert!((690..=710).contains(&said), "{said}");
    }

    #[test]
    fn whoever_types_fast_never_waits() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now);
        for _ in 0..2000 {
            now += Duration::from_millis(25);
            pace.spend(1.0, now);
            assert_eq!(pace.waits_until(), None);
        }
    }

    #[test]
    fn a_picture_costs_a_moment() {
        let now = Instant::now();
        let mut pace = Pace::new(now);
        pace.spend(AT_ONCE, now);
        pace.spend(cost(None, 6 * 1024 * 1024), now);
        let waits = pace.waits_until().unwrap() - now;
        assert!(waits < Duration::from_secs(2), "{waits:?}");
    }
}
