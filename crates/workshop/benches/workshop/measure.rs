//! Measuring: runs in turns, and how much the machine was wanted by others meanwhile.

use std::time::{Duration, Instant};

/// One of several that do the same work.
pub struct Contender<'a> {
    pub name: &'a str,
    work: Box<dyn FnMut() + 'a>,
    times: Vec<Duration>,
}

impl<'a> Contender<'a> {
    pub fn new(name: &'a str, work: impl FnMut() + 'a) -> Self {
        Contender {
            name,
            work: Box::new(work),
            times: Vec::new(),
        }
    }

    pub fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times[times.len() / 2]
    }
}

/// Lets all run in turns, so that a busy moment of the machine is nobody's alone.
pub fn race(contenders: &mut [Contender<'_>], runs: usize) {
    for _ in 0..runs {
        for contender in &mut *contenders {
            let began = Instant::now();
            (contender.work)();
            contender.times.push(began.elapsed());
        }
    }
}

/// Times in order of size.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        let mut times: Vec<Duration> = times.into_iter().collect();
        times.sort_unstable();
        Times(times)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this part of all stayed below, in microseconds.
    pub fn at(&self, part: f64) -> f64 {
        let at = ((self.0.len() - 1) as f64 * part) as usize;
        self.0[at].as_secs_f64() * 1e6
    }
}

/// How long this program ran and how long it waited for a core, where the system tells.
pub struct Load {
    began: Option<(f64, f64)>,
}

impl Load {
    pub fn begin() -> Self {
        Load { began: schedule() }
    }

    /// A sentence about it.
    pub fn told(&self) -> String {
        let (Some((ran, waited)), Some((ran_before, waited_before))) = (schedule(), self.began)
        else {
            return "How busy the machine was is not told here.".to_owned();
        };
        let (ran, waited) = (ran - ran_before, waited - waited_before);
        let part = 100.0 * waited / (ran + waited);
        let judgement = if part > 2.0 {
            "busy: times are too long, p99 most of all"
        } else {
            "quiet"
        };
        format!(
            "The machine was {judgement} (this program waited for a core {part:.1} % of the time)."
        )
    }
}

fn schedule() -> Option<(f64, f64)> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let mut numbers = told.split_whitespace().map_while(|n| n.parse::<f64>().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// The most memory that this process ever held, in megabytes, where the system tells.
pub fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1000.0)
}
