//! One open workshop: commands in, patches out per recipient.
//!
//! Whoever holds a [`Workshop`] brings time, chance and the wire. Only here does a canvas change,
//! and what a recipient may see is decided in one place, [`Workshop::dues`].

mod card_change;
mod done;
pub mod ideas;
pub mod replay;
pub mod scenario;
pub mod template;
pub mod verdict;
pub mod view;

mod answers;
mod ballots;
mod drafts;
mod due;
mod floor;
mod given;
pub mod kept;
mod recipient;
mod redaction;
mod rights;
mod seats;
mod sent;

use answers::Answers;
use ballots::Ballots;
use canvas::agenda::Writing;
use canvas::canvas::{Canvas, Changes, Hands};
use canvas::command::{Command, Step};
use canvas::door::Occasion;
use canvas::entry::{Op, PersonNo};
use canvas::feelings::Answer;
use canvas::file::{Document, FileError, Opened};
use canvas::letters::EntryNo;
use canvas::refusal::{Damage, Refusal};
use canvas::seen::View;
use drafts::Drafts;
pub use due::Due;
use ideas::Idea;
use kept::Kept;
use ownership::report::{Explanation, Report, Scope, Views};
use ownership::{Ownership, PARAMS, Reading};
use recipient::Recipient;
use rustc_hash::FxHashMap;
use sent::Sent;
use serde_json::{Value, json};
use view::{Asking, Done, Floor};

/// A window or device that is connected; its number is the one in the log.
pub type Client = u32;

/// A command as it came from a client.
#[derive(Clone, Debug)]
pub struct Arrival<'a> {
    pub client: Client,
    /// The client's own count of its commands, from 1; each is accepted once.
    pub count: u32,
    /// The number of the last snapshot or patch that the author had seen.
    pub seen: u32,
    /// The client's number for the gesture.
    pub gesture: u32,
    /// How the author was told that new cards are written.
    pub writing: Writing,
    /// Milliseconds since the canvas began.
    pub at_ms: i64,
    pub step: &'a Step,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is this entry of the log. An undo or redo tells what it took back.
    Done {
        entry: EntryNo,
        undone: Option<Done>,
    },
    /// It is in no entry: it was about what only its writer sees.
    Hidden { undone: Option<Done> },
    /// It had come before; nothing was done.
    Known,
}

/// An open workshop.
pub struct Workshop {
    document: Document,
    ownership: Ownership,
    answers: Answers,
    ballots: Ballots,
    drafts: Drafts,
    floor: Floor,
    kept: Vec<Kept>,
    recipients: FxHashMap<Client, Recipient>,
    gestures: FxHashMap<(Client, u32), EntryNo>,
    unsent: Unsent,
    sent: Sent,
}

/// What changed since the last patches went out.
#[derive(Default)]
struct Unsent {
    changes: Changes,
    entries: bool,
    /// Shares and what can be undone.
    figures: bool,
    floor: bool,
    /// What only some recipients see.
    own: bool,
}

/// A file that was opened, and where it says something else than its log.
pub struct OpenedWorkshop {
    pub workshop: Workshop,
    pub differences: Vec<String>,
}

impl Workshop {
    /// A workshop on a canvas.
    pub fn new(document: Document) -> Self {
        let reading = Reading::of(document.canvas());
        Workshop::of(document, reading)
    }

    fn of(mut document: Document, reading: Reading) -> Self {
        document.canvas_mut().watch();
        Workshop {
            ownership: Ownership::read(document.canvas(), reading, Scope::Board),
            document,
            answers: Answers::default(),
            ballots: Ballots::default(),
            drafts: Drafts::default(),
            floor: Floor::default(),
            kept: Vec::new(),
            recipients: FxHashMap::default(),
            gestures: FxHashMap::default(),
            unsent: Unsent::default(),
            sent: Sent::default(),
        }
    }

    /// Opens a file. `chance` is 32 random bytes.
    ///
    /// # Errors
    /// A file that cannot be opened, and why.
    pub fn open(bytes: &[u8], chance: [u8; 32]) -> Result<OpenedWorkshop, FileError> {
        let mut reading = Reading::new();
        let Opened {
            document,
            mut comparison,
        } = Document::read(bytes, chance, |canvas, number, changes| {
            reading.follow(canvas, number, changes);
        })?;
        let mut workshop = Workshop::of(document, reading);
        let (report, params) = (workshop.report(), workshop.params());
        comparison.compare(&mut workshop.document, "ownership", &report);
        comparison.compare(&mut workshop.document, "params", &params);
        Ok(OpenedWorkshop {
            workshop,
            differences: comparison.differences(),
        })
    }

    /// What can be read of a broken file, and how many entries that are. Nothing if not even a
    /// beginning is there.
    pub fn recover(bytes: &[u8], chance: [u8; 32]) -> Option<(Self, u32)> {
        let mut reading = Reading::new();
        let (document, entries) = Document::recover(bytes, chance, |canvas, number, changes| {
            reading.follow(canvas, number, changes);
        })?;
        Some((Workshop::of(document, reading), entries))
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.document.to_bytes(&self.params(), &self.report())
    }

    fn params(&self) -> Value {
        json!({
            "cap": PARAMS.cap, "fact": PARAMS.fact, "match": PARAMS.matching,
            "feeling": self.canvas().feeling(),
        })
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    pub fn canvas(&self) -> &Canvas {
        self.document.canvas()
    }

    /// Whose letters are whose on the board.
    pub fn ownership(&self) -> &Ownership {
        &self.ownership
    }

    /// Everybody's shares now.
    pub fn report(&self) -> Report {
        self.ownership.report(self.canvas())
    }

    /// Everybody's shares in a scope.
    pub fn report_in(&self, scope: Scope) -> Report {
        match scope {
            Scope::Board => self.report(),
            Scope::Decided => self
                .ownership
                .in_scope(self.canvas(), scope)
                .report(self.canvas()),
        }
    }

    /// The same result seen in other ways.
    pub fn views(&self, scope: Scope) -> Views {
        match scope {
            Scope::Board => self.ownership.views(self.canvas()),
            Scope::Decided => self
                .ownership
                .in_scope(self.canvas(), scope)
                .views(self.canvas()),
        }
    }

    /// What became of a person's ideas.
    pub fn ideas(&self, person: &str) -> Option<Vec<Idea>> {
        let person = self.canvas().person_named(person)?;
        Some(ideas::of(self.canvas(), &self.ownership, person))
    }

    /// Why a person has the points they have.
    pub fn explain(&self, person: &str, scope: Scope) -> Option<Explanation> {
        let person = self.canvas().person_named(person)?;
        Some(match scope {
            Scope::Board => self.ownership.explain(self.canvas(), person),
            Scope::Decided => self
                .ownership
                .in_scope(self.canvas(), scope)
                .explain(self.canvas(), person),
        })
    }

    // ── commands ─────────────────────────────────────────────────────────────────────────────

    /// Does what a client wants done, once.
    ///
    /// # Errors
    /// What cannot be done is refused; its count is used up all the same.
    pub fn accept(&mut self, arrival: &Arrival<'_>) -> Result<Outcome, Refusal> {
        let recipient = self.recipients.entry(arrival.client).or_default();
        if arrival.count <= recipient.accepted {
            return Ok(Outcome::Known);
        }
        if arrival.count > recipient.accepted + 1 {
            return Err(Refusal::new(
                "gap",
                format!(
                    "Command {} came before command {}.",
                    arrival.count,
                    recipient.accepted + 1
                ),
                "Send what is missing first.",
            ));
        }
        recipient.accepted = arrival.count;
        let step = self.in_kept_seats(arrival.step);
        let arrival = &Arrival {
            step: &step,
            ..*arrival
        };
        self.may(arrival.client, arrival.step, arrival.at_ms)?;
        if let Some(outcome) = self.hidden(arrival)? {
            return Ok(outcome);
        }
        let recipient = self.recipients.entry(arrival.client).or_default();
        let base = recipient.entry_seen(arrival.seen);
        let key = (arrival.client, arrival.gesture);
        let occasion = Occasion {
            at_ms: arrival.at_ms,
            view: View {
                base,
                client: arrival.client,
            },
            gesture: self
                .gestures
                .get(&key)
                .copied()
                .filter(|&gesture| self.is_open(gesture, arrival.step)),
        };
        let (entry, undone) = self.perform(arrival.step, occasion)?;
        if occasion.gesture.is_none() {
            self.gestures.insert(key, entry);
        }
        Ok(Outcome::Done { entry, undone })
    }

    /// Whether a step can still join a gesture: it is the same person's last one, not taken back.
    fn is_open(&self, gesture: EntryNo, step: &Step) -> bool {
        let canvas = self.canvas();
        let by = step.by.as_deref().and_then(|by| canvas.person_named(by));
        by.is_some_and(|by| canvas.undo_of(by) == Some(gesture)) && canvas.in_force(gesture)
    }

    /// Does one step at an occasion of the caller's choosing; scenarios play through this. Gives
    /// back its last entry.
    ///
    /// # Errors
    /// What cannot be done is refused.
    pub fn perform(
        &mut self,
        step: &Step,
        occasion: Occasion,
    ) -> Result<(EntryNo, Option<Done>), Refusal> {
        let mut done = self.perform_once(step, occasion)?;
        if let Command::Undo { within_ms: Some(_) } = step.command {
            let alone = Occasion {
                gesture: None,
                ..occasion
            };
            while let Ok(more) = self.perform_once(step, alone) {
                done = more;
            }
        }
        Ok(done)
    }

    fn perform_once(
        &mut self,
        step: &Step,
        occasion: Occasion,
    ) -> Result<(EntryNo, Option<Done>), Refusal> {
        let (mut entry, hands) = self.canvas().resolve(step, occasion)?;
        let mut ballot = None;
        match (&step.command, &mut entry.op) {
            (_, Op::CloseFeelings { told }) => **told = self.answers.told(self.canvas()),
            (_, Op::CloseRound { tally }) => {
                let round = self.canvas().round_open().expect("it is to be closed");
                **tally = self.ballots.tally(self.canvas(), round.asks);
            }
            (_, Op::Cast) => ballot = Some(self.ballot_after(step, occasion.view.client)?),
            (Command::Attach { data, .. }, Op::Attach { picture, .. }) => {
                self.document.gallery.keep(picture.sha256, data);
            }
            _ => {}
        }
        let undone = match entry.op {
            Op::Undo { gesture } | Op::Redo { gesture } => Some(Done::of(self.canvas(), gesture)),
            _ => None,
        };
        let number = self.append(entry, Some(hands)).map_err(|damage| {
            Refusal::new(
                "bug",
                format!("Atelier made a mistake: {damage}."),
                "Nothing was changed.",
            )
        })?;
        if let Command::Feel { answer } = step.command
            && let Some(person) = step.by.as_deref()
            && let Some(person) = self.canvas().person_named(person)
        {
            self.answers.take(person, answer);
            self.keep_answer(person, answer);
        }
        if let Some((person, cast)) = ballot {
            self.cast(person, cast);
        }
        match self.canvas().log()[number as usize].op {
            Op::EnterPhase { .. } => self.phase_began(),
            Op::SamePerson { .. } | Op::Undo { .. } | Op::Redo { .. } => self.seats_changed(),
            Op::OpenRound { .. } | Op::CloseRound { .. } => {
                self.ballots.forget();
                self.floor.cast = 0;
                (self.unsent.floor, self.unsent.own) = (true, true);
            }
            _ => {}
        }
        Ok((number, undone))
    }

    fn append(
        &mut self,
        entry: canvas::entry::Entry,
        hands: Option<Hands>,
    ) -> Result<EntryNo, Damage> {
        let number = self.document.append(entry, hands)?;
        let changes = self.document.canvas_mut().take_changes();
        self.ownership
            .follow(self.document.canvas(), number, &changes);
        self.unsent.add(changes);
        self.forget_answers();
        Ok(number)
    }

    /// Takes up an entry from a journal.
    ///
    /// # Errors
    /// A line that does not fit; it is not added.
    pub fn append_line(&mut self, line: &str) -> Result<EntryNo, Damage> {
        let number = self.document.append_line(line)?;
        let changes = self.document.canvas_mut().take_changes();
        self.ownership
            .follow(self.document.canvas(), number, &changes);
        self.unsent.add(changes);
        self.forget_answers();
        Ok(number)
    }

    // ── the closing questions ────────────────────────────────────────────────────────────────

    fn keep_answer(&mut self, person: PersonNo, answer: Answer) {
        if let Some(asked) = self.canvas().feelings_open() {
            self.kept.push(Kept::Answer {
                asked,
                person: self.canvas().people()[person as usize].id.clone(),
                answer,
            });
        }
    }

    /// Answers are kept for as long as the questions are open.
    fn forget_answers(&mut self) {
        if self.canvas().feelings_open().is_none() {
            self.answers.forget();
        }
    }

    fn feelings(&self) -> Option<Asking> {
        let canvas = self.canvas();
        let open = canvas.feelings_open().is_some();
        let answered = match canvas.feelings_told() {
            _ if open => self.answers.len(canvas),
            Some((_, told)) => told.answered as usize,
            None => return None,
        };
        let named = (0..)
            .zip(canvas.people())
            .filter(|(person, seat)| !seat.anonymous && !canvas.is_second_seat(*person));
        Some(Asking {
            open,
            answered,
            of: named.count(),
        })
    }

    /// A picture in base64, by its SHA-256 in hexadecimal, and what kind it is.
    pub fn picture(&self, sha256: &str) -> Option<(&'static str, &str)> {
        let sha256 = canvas::chain::from_hex(sha256)?;
        let picture = self.canvas().picture_named(&sha256)?;
        let facts = &self.canvas().pictures()[picture as usize].facts;
        Some((facts.mime.name(), self.document.gallery.base64(&sha256)?))
    }

    /// Takes a picture's bytes, for an entry that brings it; false if they are others.
    pub fn keep_picture(&mut self, sha256: &str, base64: &str) -> bool {
        let sha256 = canvas::chain::from_hex(sha256);
        sha256.is_some_and(|sha256| self.document.gallery.keep_if_right(sha256, base64))
    }

    /// The picture whose bytes the log needs from this entry on: its SHA-256 and its base64.
    pub fn picture_of(&self, entry: EntryNo) -> Option<(String, &str)> {
        let canvas = self.canvas();
        let Op::Attach { picture, .. } = &canvas.log()[entry as usize].op else {
            return None;
        };
        let no = canvas.picture_named(&picture.sha256)?;
        let base64 = self.document.gallery.base64(&picture.sha256)?;
        let first = canvas.pictures()[no as usize].first() == entry;
        first.then(|| (canvas::chain::hex(&picture.sha256), base64))
    }
}

impl Unsent {
    /// As if everything had changed.
    fn everything(&mut self, canvas: &Canvas) {
        self.add(Changes {
            cards: (0..canvas.cards().len() as u32).collect(),
            groups: (0..canvas.groups().len() as u32).collect(),
            people: true,
            stages: true,
            lanes: true,
            title: true,
            purpose: true,
            agenda: true,
            rounds: true,
            ..Changes::default()
        });
    }

    fn add(&mut self, changes: Changes) {
        self.entries = true;
        self.figures = true;
        self.changes.add(&changes);
    }
}
