//! The core's numbers that decide (`DESIGN.md`, section 6, rows 1 to 4).
//!
//! What has a limit on its slowest hundredth is timed here command by command; the rest is
//! criterion's.

#[path = "../tests/workshop/trace/in_loro.rs"]
mod in_loro;

use canvas::canvas::Canvas;
use canvas::command::{Command, LinkKind, State, Step, Voices};
use canvas::door::Occasion;
use canvas::entry::Entry;
use canvas::seen::View;
use criterion::{BatchSize, Criterion, SamplingMode, Throughput};
use flate2::read::GzDecoder;
use in_loro::Keystroke;
use ownership::Ownership;
use ownership::report::Scope;
use std::hint::black_box;
use std::io::Read;
use std::time::{Duration, Instant};
use workshop::scenario::Scenario;
use workshop::{Arrival, Workshop};

const CARDS: usize = 5_000;
const ENTRIES: u32 = 100_000;
const TIMED: usize = 30_000;
const TRACE: &[u8] = include_bytes!("../tests/data/friendsforever.scenario.json.gz");

fn main() {
    if let Some(path) = std::env::var_os("ATELIER_BENCH_OPEN") {
        return open(path.as_ref());
    }
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    let mut room = Room::new();
    room.fill();
    file(&room.workshop);
    whole_log(&mut criterion, "generated", room.workshop.canvas().log());
    trace(&mut criterion);
    commands(&mut room);
    criterion.final_summary();
}

// ── a workshop of the size that decides ──────────────────────────────────────────────────────────

/// A big workshop and what people go on doing in it, the same at every run.
struct Room {
    workshop: Workshop,
    cards: usize,
    groups: usize,
    chance: u64,
    at_ms: i64,
}

const PEOPLE: usize = 12;
const WORDS: [&str; 16] = [
    "when", "the", "invoice", "arrives", "nobody", "knows", "whom", "to", "ask", "first",
    "waiting", "for", "an", "answer", "feels", "long",
];

impl Room {
    fn new() -> Self {
        let mut people = Vec::new();
        for n in 0..PEOPLE {
            let side = if n % 2 == 0 { "customer" } else { "staff" };
            people.push(serde_json::json!({
                "id": format!("p{n}"), "name": format!("Person {n}"), "side": side, "facilitator": n == 1
            }));
        }
        let scenario =
            serde_json::json!({"scenario": 1, "title": "Big", "people": people, "steps": []});
        let scenario = Scenario::parse(scenario.to_string().as_bytes()).expect("a scenario");
        Room {
            workshop: scenario.play("big", [1; 32], None).expect("played"),
            cards: 0,
            groups: 0,
            chance: 1,
            at_ms: 0,
        }
    }

    /// A number below `below`.
    fn number(&mut self, below: usize) -> usize {
        self.chance = self
            .chance
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.chance >> 33) as usize % below
    }

    fn card(&mut self) -> String {
        format!("c{}", self.number(self.cards))
    }

    fn length(&self, card: &str) -> usize {
        let canvas = self.workshop.canvas();
        let card = canvas.card_named(card).expect("a card");
        canvas.letters().len(canvas.card(card).text)
    }

    /// What somebody does next: most of it typing.
    fn step(&mut self) -> Step {
        let by = format!("p{}", self.number(PEOPLE));
        let stage = |room: &mut Room| {
            let lines = room
                .workshop
                .canvas()
                .line_names(canvas::entry::Axis::Stage);
            lines[room.number(lines.len())].id.clone()
        };
        let lane = |room: &mut Room| {
            let lines = room.workshop.canvas().line_names(canvas::entry::Axis::Lane);
            lines[room.number(lines.len())].id.clone()
        };
        let kind = self.number(100);
        let command = if self.cards < 100 || (self.cards < CARDS && kind < 8) {
            self.cards += 1;
            let words = 4 + self.number(6);
            let text: Vec<&str> = (0..words)
                .map(|_| WORDS[self.number(WORDS.len())])
                .collect();
            Command::Add {
                card: format!("c{}", self.cards - 1),
                stage: stage(self),
                lane: lane(self),
                text: text.join(" "),
                kind: None,
                anonymous: false,
            }
        } else {
            let card = self.card();
            match kind {
                0..70 => {
                    let at = self.number(self.length(&card) + 1);
                    let delete = usize::from(at < self.length(&card) && kind.is_multiple_of(5));
                    let insert = WORDS[self.number(WORDS.len())];
                    let insert = if delete > 0 {
                        ""
                    } else {
                        &insert[..1 + usize::from(kind.is_multiple_of(7))]
                    };
                    Command::Edit {
                        card,
                        at,
                        delete,
                        insert: insert.to_owned(),
                    }
                }
                70..80 => Command::Move {
                    card,
                    stage: stage(self),
                    lane: lane(self),
                    before: None,
                },
                80..84 => Command::Vote {
                    card,
                    votes: self.number(3) as u32,
                },
                84..87 => Command::Rate {
                    card,
                    expected: 1 + self.number(7) as u8,
                    worked: 1 + self.number(7) as u8,
                    felt: 1 + self.number(7) as u8,
                },
                87..91 => match self.card() {
                    to if to != card => Command::Link {
                        from: card,
                        to,
                        kind: LinkKind::BuildsOn,
                    },
                    _ => Command::State {
                        card,
                        state: State::Decided,
                        reason: None,
                    },
                },
                91..95 => {
                    if self.groups < 300 {
                        self.groups += 1;
                    }
                    let group = format!("g{}", self.number(self.groups));
                    Command::Group {
                        group,
                        name: None,
                        cards: vec![card],
                    }
                }
                95..97 => Command::State {
                    card,
                    state: State::Decided,
                    reason: None,
                },
                97..99 => Command::Undo,
                _ => Command::SetText {
                    card,
                    text: WORDS[..9].join(" "),
                },
            }
        };
        Step {
            by: Some(by),
            voices: Voices::default(),
            tidy: false,
            command,
        }
    }

    /// Does things until the log has its size.
    fn fill(&mut self) {
        while self.workshop.canvas().next() < ENTRIES {
            let step = self.step();
            self.at_ms += 300;
            let base = self.workshop.canvas().next();
            let occasion = Occasion {
                at_ms: self.at_ms,
                view: View { base, client: 1 },
                gesture: None,
            };
            // An undo may be refused.
            let _ = self.workshop.perform(&step, occasion);
        }
    }
}

// ── row 1 ────────────────────────────────────────────────────────────────────────────────────────

/// One command from its arrival to the patches, shares included, with three screens looking on.
fn commands(room: &mut Room) {
    let clients: Vec<u32> = (0..3).map(|_| room.workshop.new_client()).collect();
    let mut seen = 0;
    for &client in &clients {
        seen = room.workshop.snapshot(client).n;
    }
    let mut times: Vec<(Duration, &'static str)> = Vec::with_capacity(TIMED);
    let mut counts = vec![0; clients.len()];
    let mut gesture = 0;
    while times.len() < TIMED {
        let step = room.step();
        let by = room.number(clients.len());
        counts[by] += 1;
        gesture += 1;
        room.at_ms += 300;
        let arrival = Arrival {
            client: clients[by],
            count: counts[by],
            seen,
            gesture,
            at_ms: room.at_ms,
            step: &step,
        };
        let began = Instant::now();
        let done = room.workshop.accept(&arrival);
        let patches = room.workshop.patches();
        let time = began.elapsed();
        if let Some((_, patch)) = patches.first() {
            seen = patch.n;
        }
        black_box(&patches);
        if let Ok(workshop::Outcome::Done { entry, .. }) = done {
            times.push((time, room.workshop.canvas().log()[entry as usize].op.name()));
        }
    }
    let canvas = room.workshop.canvas();
    println!(
        "\none command to patches and shares, {} cards, {} entries:",
        canvas.cards().len(),
        canvas.next()
    );
    percentiles("all", times.iter().map(|(time, _)| *time));
    let mut kinds: Vec<&str> = times.iter().map(|(_, kind)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        percentiles(
            kind,
            times
                .iter()
                .filter(|(_, k)| *k == kind)
                .map(|(time, _)| *time),
        );
    }
}

fn percentiles(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!(
        "  {what:10} {:6} times  p50 {:>9.1?}  p99 {:>9.1?}  most {:>9.1?}",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

// ── row 2 ────────────────────────────────────────────────────────────────────────────────────────

/// Parsed entries to canvas and shares.
fn whole_log(criterion: &mut Criterion, name: &str, log: &[Entry]) {
    let mut group = criterion.benchmark_group("whole log to canvas and shares");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(log.len() as u64));
    group.bench_function(name, |bench| {
        bench.iter_batched(
            || log.to_vec(),
            |log| {
                let mut canvas = Canvas::new();
                for entry in log {
                    canvas.apply(entry, None).expect("it was applied before");
                }
                let report = Ownership::of(&canvas, Scope::Board).report(&canvas);
                (canvas, report)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

// ── row 3 ────────────────────────────────────────────────────────────────────────────────────────

/// The trace from positions to letters with owners, and the same in Loro.
fn trace(criterion: &mut Criterion) {
    let mut json = Vec::new();
    GzDecoder::new(TRACE)
        .read_to_end(&mut json)
        .expect("the trace is whole");
    let scenario = Scenario::parse(&json).expect("a scenario");
    let keystrokes = Keystroke::all(&scenario.steps);
    let begun = || scenario.play("trace", [3; 32], Some(1)).expect("played");
    let head = begun().canvas().next() - 1;
    let steps: Vec<(Step, Occasion)> = scenario.steps[1..]
        .iter()
        .enumerate()
        .map(|(n, step)| {
            let base = head + step["base"].as_u64().expect("a base") as u32;
            let step: Step = serde_json::from_value(step.clone()).expect("a step");
            let client = if step.by.as_deref() == Some("a0") {
                1
            } else {
                2
            };
            let view = View { base, client };
            (
                step,
                Occasion {
                    at_ms: n as i64 * 1000,
                    view,
                    gesture: None,
                },
            )
        })
        .collect();

    let whole = scenario.play("trace", [3; 32], None).expect("played");
    whole_log(criterion, "trace", whole.canvas().log());

    let mut group = criterion.benchmark_group("trace of two people");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(steps.len() as u64));
    group.bench_function("canvas, letters with owners", |bench| {
        bench.iter_batched(
            || begun().canvas().clone(),
            |mut canvas| {
                for (step, occasion) in &steps {
                    let (entry, hands) = canvas.resolve(step, *occasion).expect("resolved");
                    canvas.apply(entry, Some(hands)).expect("applied");
                }
                canvas
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("workshop, with hash chain and shares live", |bench| {
        bench.iter_batched(
            begun,
            |mut workshop| {
                for (step, occasion) in &steps {
                    workshop.perform(step, *occasion).expect("done");
                }
                workshop
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("loro, without owners", |bench| {
        bench.iter_with_large_drop(|| in_loro::write(&keystrokes));
    });
    group.finish();
}

// ── row 4, the host's part ───────────────────────────────────────────────────────────────────────

/// Size of the file, and what opening it takes in a process of its own.
fn file(workshop: &Workshop) {
    let began = Instant::now();
    let saved = workshop.to_bytes();
    let time = began.elapsed();
    let canvas = workshop.canvas();
    println!(
        "file of {} cards, {} entries: {:.1} MB, written in {time:.0?}",
        canvas.cards().len(),
        canvas.next(),
        saved.len() as f64 / 1e6
    );
    let path = std::env::temp_dir().join(format!("atelier-bench-{}.atelier", std::process::id()));
    std::fs::write(&path, saved).expect("written");
    let exe = std::env::current_exe().expect("this program");
    let _ = std::process::Command::new(exe)
        .env("ATELIER_BENCH_OPEN", &path)
        .status();
    let _ = std::fs::remove_file(path);
}

fn open(path: &std::path::Path) {
    let began = Instant::now();
    let bytes = std::fs::read(path).expect("read");
    let mut opened = Workshop::open(&bytes, [0; 32]).expect("opened");
    drop(bytes);
    let snapshot = opened.workshop.snapshot(1);
    let time = began.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM: not told here");
    println!(
        "opened to the first snapshot of {} cards in {time:.0?}, {} differences, {}",
        snapshot.board.cards.len(),
        opened.differences.len(),
        peak.replace('\t', " ")
    );
}
