//! What time it is for a canvas: milliseconds since it began.
//!
//! The machine's date is read once, when the canvas is opened. From then on the time goes on with
//! a clock that nobody sets and that also counts while the machine sleeps, so a date that jumps
//! by hours changes neither the time left in a phase nor the times in the log, and a laptop that
//! was closed for ten minutes is ten minutes later.

use crate::machine;
use std::time::Duration;

pub struct Clock {
    /// The canvas's time when it was opened.
    at_opening_ms: u64,
    /// The steady clock then.
    opened: Duration,
}

impl Clock {
    /// The clock of a canvas that is opened now. `last_ms` is when the last entry was written: the
    /// time goes on from there where the machine's date is before it.
    pub fn start(canvas: &str, last_ms: u64) -> Self {
        let began = machine::began_ms(canvas);
        Clock::started(began, last_ms, machine::now_ms(), machine::steady())
    }

    fn started(began_ms: Option<u64>, last_ms: u64, date_ms: u64, steady: Duration) -> Self {
        let since = began_ms.map_or(0, |began| date_ms.saturating_sub(began));
        Clock {
            at_opening_ms: since.max(last_ms),
            opened: steady,
        }
    }

    /// Milliseconds since the canvas began.
    pub fn now_ms(&self) -> u64 {
        self.at(machine::steady())
    }

    fn at(&self, steady: Duration) -> u64 {
        let open = steady.saturating_sub(self.opened).as_millis();
        self.at_opening_ms
            .saturating_add(u64::try_from(open).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;
    const BEGAN: u64 = 1_795_305_600_000;

    fn hours(hours: u64) -> Duration {
        Duration::from_millis(hours * HOUR)
    }

    #[test]
    fn the_time_goes_on_as_the_steady_clock_does() {
        let clock = Clock::started(Some(BEGAN), 0, BEGAN + HOUR, hours(7));
        assert_eq!(clock.at(hours(7)), HOUR);
        assert_eq!(clock.at(hours(9)), 3 * HOUR);
    }

    #[test]
    fn a_canvas_opened_again_follows_the_date() {
        let clock = Clock::started(Some(BEGAN), 2 * HOUR, BEGAN + 30 * HOUR, hours(1));
        assert_eq!(clock.at(hours(1)), 30 * HOUR);
    }

    #[test]
    fn a_date_before_the_last_entry_does_not_stop_the_time() {
        for date in [BEGAN - 5 * HOUR, BEGAN + HOUR] {
            let clock = Clock::started(Some(BEGAN), 2 * HOUR, date, hours(1));
            assert_eq!(clock.at(hours(1)), 2 * HOUR);
            assert_eq!(clock.at(hours(2)), 3 * HOUR);
        }
    }

    #[test]
    fn a_canvas_whose_id_names_no_time_goes_on_from_its_last_entry() {
        let clock = Clock::started(None, HOUR, BEGAN, hours(1));
        assert_eq!(clock.at(hours(2)), 2 * HOUR);
    }

    #[test]
    fn the_machine_counts_steadily() {
        let clock = Clock::start(&machine::new_id(), 0);
        let before = clock.now_ms();
        std::thread::sleep(Duration::from_millis(20));
        assert!((15..5_000).contains(&(clock.now_ms() - before)));
    }
}
