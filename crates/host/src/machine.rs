//! What the host takes from the machine it runs on: time, chance, names and folders.

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The app's data folder. `ATELIER_DATA` names another one.
pub fn data_dir() -> PathBuf {
    if let Some(dir) = std::env::var_os("ATELIER_DATA") {
        return dir.into();
    }
    dirs::data_dir()
        .unwrap_or_else(std::env::temp_dir)
        .join("atelier")
}

/// Milliseconds since 1970.
pub fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
        })
}

/// A clock that nobody sets and that goes on while the machine sleeps. Only differences mean
/// anything.
#[cfg(unix)]
pub fn steady() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    // Linux's own stops while the machine sleeps.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::Monotonic;
    let time = clock_gettime(clock);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A clock that nobody sets and that goes on while the machine sleeps. Only differences mean
/// anything.
#[cfg(not(unix))]
pub fn steady() -> Duration {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

/// 32 random bytes.
pub fn chance() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    bytes
}

/// The id of a new canvas.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Who holds a canvas open, for whoever else wants to.
pub fn holder() -> store::Holder {
    let name = |variables: [&str; 2], otherwise: &str| {
        variables
            .into_iter()
            .find_map(|variable| std::env::var(variable).ok())
            .unwrap_or_else(|| otherwise.to_owned())
    };
    store::Holder {
        user: name(["USER", "USERNAME"], "somebody"),
        host: name(["HOSTNAME", "COMPUTERNAME"], "this computer"),
        pid: std::process::id(),
        since_ms: now_ms(),
    }
}

/// 128 random bits, for tokens and clients, in hexadecimal.
pub fn secret() -> String {
    canvas::chain::hex(&chance()[..16])
}

/// When a canvas began, where its id says so, in milliseconds since 1970.
pub fn began_ms(canvas: &str) -> Option<u64> {
    let (seconds, nanos) = uuid::Uuid::parse_str(canvas)
        .ok()?
        .get_timestamp()?
        .to_unix();
    Some(seconds * 1000 + u64::from(nanos) / 1_000_000)
}

/// A day as summaries name it, `2027-01-31`, by universal time.
pub fn day(ms_since_1970: u64) -> String {
    // Howard Hinnant, chrono-compatible low-level date algorithms, `civil_from_days`.
    let days = i64::try_from(ms_since_1970 / 86_400_000).unwrap_or(0) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_by_the_calendar() {
        for (ms, name) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_795_305_599_999, "2026-11-21"),
            (1_795_305_600_000, "2026-11-22"),
        ] {
            assert_eq!(day(ms), name);
        }
    }

    #[test]
    fn a_new_canvas_began_now() {
        let began = began_ms(&new_id()).unwrap();
        assert!(now_ms().abs_diff(began) < 1000);
        assert_eq!(began_ms("0123"), None);
    }
}
