//! One open canvas with the clients at it.

use crate::clock::Clock;
use crate::keeping::Keeping;
use crate::machine;
use crate::problem::{of_refusal, of_store, problem};
use crate::protocol::ToScreen;
use crate::record::{self, Record, Rules, Seat};
use crate::token::Given;
use canvas::agenda::Writing;
use canvas::canvas::Canvas;
use canvas::chain::hex;
use canvas::command::{Command, Step};
use canvas::door::Occasion;
use canvas::file::Document;
use canvas::letters::EntryNo;
use canvas::seen::View;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::time::Duration;
use store::Store;
use workshop::kept::Kept;
use workshop::view::{Done, Problem};
use workshop::{Arrival, Client, Outcome, Workshop};

/// Clients that a journal remembers.
const MOST_SEATS: usize = 2000;

/// An open canvas. Every entry goes into the journal, and is acknowledged when it is on disk.
pub struct Room {
    pub workshop: Workshop,
    pub keeping: Keeping,
    store: Store,
    chance: [u8; 32],
    clock: Clock,
    /// Clients by what they prove with that they are the ones.
    pub clients: HashMap<String, Client>,
    /// Whose devices the clients are.
    pub people: HashMap<Client, String>,
    /// The keys that others have, as the journal knows them.
    pub shared: Option<Given>,
    /// How people come in here, as the journal knows it; none if nobody has said so yet.
    pub door: Option<Rules>,
    replies: VecDeque<Reply>,
    /// Somebody changed it here; what a template brought does not count.
    pub touched: bool,
    /// The command that is being done.
    pub doing: Option<(Client, u32)>,
}

/// What a client hears once the record is on disk.
struct Reply {
    record: u64,
    client: Client,
    says: ToScreen,
}

/// A client that has come in.
pub struct Welcomed {
    pub client: Client,
    pub secret: String,
    pub accepted: u32,
}

/// A command as it came.
pub struct Doing<'a> {
    pub count: u32,
    pub seen: u32,
    pub gesture: u32,
    pub writing: Writing,
    pub step: &'a Step,
}

impl Room {
    /// A room with this workshop in it. `chance` is what its canvas draws on.
    pub fn new(workshop: Workshop, keeping: Keeping, store: Store, chance: [u8; 32]) -> Self {
        Room {
            clock: Clock::start(&workshop.document().id, last_ms(workshop.canvas())),
            workshop,
            keeping,
            store,
            chance,
            clients: HashMap::new(),
            people: HashMap::new(),
            shared: None,
            door: None,
            replies: VecDeque::new(),
            touched: false,
            doing: None,
        }
    }

    /// Seats the clients that a journal remembers.
    pub fn seat(&mut self, seats: &[Seat]) {
        for seat in seats {
            self.workshop.set_accepted(seat.client, seat.accepted);
            if !seat.secret.is_empty() {
                self.clients.insert(seat.secret.clone(), seat.client);
            }
            match &seat.person {
                Some(person) => self.people.insert(seat.client, person.clone()),
                None => self.people.remove(&seat.client),
            };
        }
    }

    pub fn title(&self) -> String {
        self.workshop.canvas().text(canvas::canvas::TITLE)
    }

    pub fn head(&self) -> String {
        hex(&self.workshop.document().head())
    }

    /// The name for a file of this canvas, without an ending.
    pub fn file_name(&self) -> String {
        let stem = self.keeping.path().and_then(Path::file_stem);
        stem.map_or_else(
            || file_name(&self.title()),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }

    // ── clients ──────────────────────────────────────────────────────────────────────────────

    /// A client comes in; one that was here before proves it with its secret.
    pub fn welcome(&mut self, secret: Option<&str>) -> Welcomed {
        let known = secret.and_then(|secret| Some((secret, *self.clients.get(secret)?)));
        if let Some((secret, client)) = known {
            return Welcomed {
                client,
                secret: secret.to_owned(),
                accepted: self.workshop.accepted(client),
            };
        }
        let client = self.workshop.new_client();
        let secret = machine::secret();
        self.clients.insert(secret.clone(), client);
        if self.keeping.is_read_only().is_none() {
            self.keeping.write(&Record::Joined {
                client,
                secret: secret.clone(),
                person: None,
            });
        }
        Welcomed {
            client,
            secret,
            accepted: 0,
        }
    }

    /// Does a command, once. Gives back what the client is to hear at once; the acknowledgment or
    /// refusal comes from [`Room::replies`].
    pub fn take(&mut self, client: Client, doing: &Doing<'_>) -> Option<ToScreen> {
        let count = doing.count;
        if let Some(problem) = self.keeping.is_read_only() {
            let says = ToScreen::Refused {
                count,
                problem: problem.clone(),
            };
            self.workshop.set_accepted(client, count);
            self.reply(0, client, says);
            return None;
        }
        let arrival = Arrival {
            client,
            count,
            seen: doing.seen,
            gesture: doing.gesture,
            writing: doing.writing,
            at_ms: self.at_ms(),
            step: doing.step,
        };
        self.doing = Some((client, count));
        let says = self.do_and_keep(&arrival);
        self.doing = None;
        says
    }

    fn do_and_keep(&mut self, arrival: &Arrival<'_>) -> Option<ToScreen> {
        let &Arrival { client, count, .. } = arrival;
        let next = self.workshop.canvas().next();
        let redo = matches!(arrival.step.command, Command::Redo);
        let tell = |undone: Option<Done>, times| {
            undone.map(|done| ToScreen::Undone {
                count,
                redo,
                times,
                done,
            })
        };
        match self.workshop.accept(arrival) {
            Ok(Outcome::Done { entry, undone }) => {
                self.touched = true;
                self.keeping.has_changed();
                let record = self.keep_done(next, entry, client, count);
                self.reply(record, client, ToScreen::Ack { count });
                if let Command::Reveal { .. } = arrival.step.command {
                    self.forget_hidden();
                }
                tell(undone, entry + 1 - next)
            }
            Ok(Outcome::Hidden { undone }) => {
                self.keep_hidden();
                let record = self.keeping.write(&Record::Counted { client, count });
                self.reply(record, client, ToScreen::Ack { count });
                tell(undone, 1)
            }
            Ok(Outcome::Known) => {
                // Whatever it was is written before all that comes now.
                let record = self.keeping.last();
                self.reply(record, client, ToScreen::Ack { count });
                None
            }
            Err(refusal) => {
                let record = self.keeping.write(&Record::Counted { client, count });
                let problem = of_refusal(refusal);
                self.reply(record, client, ToScreen::Refused { count, problem });
                None
            }
        }
    }

    /// Refuses a command that the workshop is not asked about.
    pub fn refuse(&mut self, client: Client, count: u32, problem: Problem) {
        if count <= self.workshop.accepted(client) || self.keeping.is_read_only().is_some() {
            return;
        }
        self.workshop.set_accepted(client, count);
        let record = self.keeping.write(&Record::Counted { client, count });
        self.reply(record, client, ToScreen::Refused { count, problem });
    }

    /// Milliseconds since the canvas began.
    pub fn now_ms(&self) -> u64 {
        u64::try_from(self.at_ms()).unwrap_or(0)
    }

    pub fn at_ms(&self) -> i64 {
        let last = last_ms(self.workshop.canvas());
        i64::try_from(self.clock.now_ms().max(last)).unwrap_or(i64::MAX)
    }

    fn reply(&mut self, record: u64, client: Client, says: ToScreen) {
        self.replies.push_back(Reply {
            record,
            client,
            says,
        });
    }

    /// What can be told now because it is on disk, except to those who wait for a snapshot: what
    /// a reply is about comes before it. Of several acknowledgments to one client the last says all.
    pub fn replies(&mut self, waits: impl Fn(Client) -> bool) -> Vec<(Client, ToScreen)> {
        let durable = self.keeping.durable();
        let is_safe = |reply: &&Reply| reply.record < durable || !self.keeping.is_waiting();
        let safe = self.replies.iter().take_while(is_safe).count();
        let (later, now): (Vec<Reply>, Vec<Reply>) = self
            .replies
            .drain(..safe)
            .partition(|reply| waits(reply.client));
        for reply in later.into_iter().rev() {
            self.replies.push_front(reply);
        }
        let mut due: Vec<(Client, ToScreen)> = Vec::new();
        let mut acks: HashMap<Client, usize> = HashMap::new();
        for reply in now {
            let ack = matches!(reply.says, ToScreen::Ack { .. });
            match acks.get(&reply.client) {
                Some(&at) if ack => due[at].1 = reply.says,
                _ => {
                    if ack {
                        acks.insert(reply.client, due.len());
                    } else {
                        acks.remove(&reply.client);
                    }
                    due.push((reply.client, reply.says));
                }
            }
        }
        due
    }

    // ── the disk ─────────────────────────────────────────────────────────────────────────────

    fn seats(&self) -> Vec<Seat> {
        let mut seats: Vec<Seat> = self
            .clients
            .iter()
            .map(|(secret, &client)| Seat {
                secret: secret.clone(),
                client,
                accepted: self.workshop.accepted(client),
                person: self.people.get(&client).cloned(),
            })
            .collect();
        // People's devices before those that only looked on.
        seats.sort_by_key(|seat| std::cmp::Reverse((seat.person.is_some(), seat.client)));
        seats.truncate(MOST_SEATS);
        seats
    }

    /// The record that this canvas's journal goes on with.
    pub fn open_record(&self, path: Option<&Path>) -> Record {
        record::open(
            &self.workshop.document().id,
            &self.chance,
            path.map(|path| path.to_string_lossy().into_owned()),
            self.seats(),
            self.workshop.all_kept(),
            self.shared.clone(),
            self.door.clone(),
        )
    }

    /// Writes entries into the journal that came from no command here.
    pub fn write_entries(&mut self, entries: std::ops::Range<EntryNo>) {
        for entry in entries {
            self.write_entry(entry, 0, 0);
        }
    }

    /// Writes an entry, after the picture that it brings, and gives back its record's number.
    pub fn write_entry(&mut self, entry: EntryNo, client: Client, count: u32) -> u64 {
        if let Some((sha256, data)) = self.workshop.picture_of(entry) {
            let data = data.to_owned();
            self.keeping.write(&Record::Picture { sha256, data });
        }
        let line = self.workshop.document().line(entry);
        self.keeping.write(&Record::Done {
            entry,
            line,
            client,
            count,
        })
    }

    /// Writes down the entries that a command made, the last of which is `last`, and what is in
    /// none. Gives back the number of the record with which all of it is on disk.
    fn keep_done(&mut self, next: EntryNo, last: EntryNo, client: Client, count: u32) -> u64 {
        // What was given must not be missing where the entry says that something was; what was
        // hidden goes only once its entries are there.
        let (gone, given): (Vec<_>, Vec<_>) = self
            .workshop
            .take_kept()
            .into_iter()
            .partition(|kept| matches!(kept, Kept::Gone { .. }));
        for kept in given {
            self.keeping.write(&Record::Kept(kept));
        }
        self.write_entries(next..last);
        let record = self.write_entry(last, client, count);
        for kept in gone {
            self.keeping.write(&Record::Kept(kept));
        }
        record
    }

    /// Writes down what is in no entry.
    pub fn keep_hidden(&mut self) {
        for kept in self.workshop.take_kept() {
            self.keeping.write(&Record::Kept(kept));
        }
    }

    /// The journal begins anew, without what was hidden and is not any more: who wrote what.
    fn forget_hidden(&mut self) {
        if self.keeping.is_read_only().is_none() {
            self.mend();
        }
    }

    /// Begins the next phase when the time of the one that is on is over.
    pub fn go_on(&mut self) {
        let now = self.at_ms();
        if self.workshop.goes_on_at().is_none_or(|at| at > now) {
            return;
        }
        let Some(step) = self.workshop.going_on() else {
            return;
        };
        let next = self.workshop.canvas().next();
        let view = View {
            base: next,
            client: 0,
        };
        let occasion = Occasion {
            at_ms: now,
            view,
            gesture: None,
        };
        match self.workshop.perform(&step, occasion) {
            Ok((entry, _)) => {
                self.keeping.has_changed();
                self.keep_done(next, entry, 0, 0);
            }
            Err(refusal) => tracing::warn!("the next phase does not begin: {}", refusal.says),
        }
    }

    /// How long until the next phase begins by itself.
    pub fn goes_on_in(&self) -> Option<Duration> {
        let at = self.workshop.goes_on_at()?;
        let left = u64::try_from(at - self.at_ms()).unwrap_or(0);
        Some(Duration::from_millis(left))
    }

    /// Begins a journal that has everything, for a canvas without a file.
    ///
    /// # Errors
    /// Those of writing into the data folder; the journal before goes on.
    pub fn begin_journal(&mut self) -> Result<(), Problem> {
        let id = self.workshop.document().id.clone();
        let base = hex(&Document::new(&id, self.chance).head());
        let key = Keeping::new_key_of(&id);
        let journal = self.store.open_journal(&key, &base, 0);
        let (journal, _) = journal.map_err(|error| of_store(&error))?;
        self.keeping.throw_away();
        self.keeping.keep_in(journal);
        let open = self.open_record(None);
        self.keeping.write(&open);
        self.write_entries(0..self.workshop.canvas().next());
        self.keeping.has_changed();
        self.keeping.sync()?;
        self.all_is_on_disk();
        Ok(())
    }

    /// Another journal numbers its records anew.
    fn all_is_on_disk(&mut self) {
        for reply in &mut self.replies {
            reply.record = 0;
        }
    }

    /// Saves the canvas under its path.
    ///
    /// # Errors
    /// `needs-a-path`, the reason why it is read-only, and those of the store.
    pub fn save(&mut self) -> Result<(), Problem> {
        if let Some(problem) = self.keeping.is_read_only() {
            return Err(problem.clone());
        }
        let path = self.keeping.path().map(Path::to_owned);
        let path = path.ok_or_else(crate::problem::needs_a_path)?;
        let open = self.open_record(Some(&path));
        let (bytes, head) = (self.workshop.to_bytes(), self.head());
        self.keeping.save(&bytes, &head, &open)?;
        self.remember();
        Ok(())
    }

    /// Saves the canvas under another path and goes on there.
    ///
    /// # Errors
    /// Those of the store.
    pub fn save_as(&mut self, path: &Path) -> Result<(), Problem> {
        let (bytes, head) = (self.workshop.to_bytes(), self.head());
        let id = self.workshop.document().id.clone();
        let (chance, seats) = (self.chance, self.seats());
        let (kept, shared) = (self.workshop.all_kept(), self.shared.clone());
        let door = self.door.clone();
        self.keeping.save_as(path, &bytes, &head, |path| {
            let path = path.to_string_lossy().into_owned();
            record::open(
                &id,
                &chance,
                Some(path),
                seats.clone(),
                kept.clone(),
                shared.clone(),
                door.clone(),
            )
        })?;
        self.all_is_on_disk();
        self.remember();
        Ok(())
    }

    /// Puts the canvas at the top of the recent ones.
    pub fn remember(&self) {
        let Some(path) = self.keeping.path() else {
            return;
        };
        let preview = serde_json::json!({ "cells": cells(self.workshop.canvas()) });
        let (title, now) = (self.title(), machine::now_ms());
        if let Err(error) = self.store.remember(path, &title, now, Some(preview)) {
            tracing::warn!("the list of recent canvases was not written: {error}");
        }
    }

    /// Tries again what went wrong with the journal.
    pub fn mend(&mut self) {
        if self.keeping.path().is_some() {
            // With the save a new journal begins.
            let _ = self.save();
        } else if let Err(problem) = self.begin_journal() {
            tracing::warn!("the journal does not begin again: {}", problem.says);
        }
    }

    /// Leaves the canvas. Unsaved changes go into the file, or stay in the journal if there is
    /// none.
    ///
    /// # Errors
    /// Why the file does not have everything; the journal does.
    pub fn settle(&mut self) -> Result<(), Problem> {
        let synced = self.keeping.sync();
        if self.keeping.is_read_only().is_some() {
            return Ok(());
        }
        match self.keeping.path() {
            // Nobody did anything: there is nothing to offer again.
            None if !self.touched => {
                self.keeping.throw_away();
                Ok(())
            }
            Some(_) if self.keeping.unsaved_since().is_some() => self.save(),
            _ => synced,
        }
    }

    /// Whether another canvas may take its place.
    ///
    /// # Errors
    /// `unsaved`.
    pub fn may_close(&self) -> Result<(), Problem> {
        match self.keeping.path() {
            None if self.touched => Err(crate::problem::unsaved()),
            _ => Ok(()),
        }
    }

    /// Leaves the canvas for the first screen; nothing unsaved may be left, unless `discard`.
    ///
    /// # Errors
    /// `unsaved`, or why it could not be saved. It then stays open.
    pub fn close(&mut self, discard: bool) -> Result<(), Problem> {
        let unsaved = self.keeping.unsaved_since().is_some();
        if self.keeping.is_read_only().is_some() {
            return Ok(());
        }
        match (discard, self.keeping.path()) {
            (true, _) if unsaved => self.keeping.throw_away(),
            (false, None) if self.touched => return Err(crate::problem::unsaved()),
            (false, None) => self.keeping.throw_away(),
            (false, Some(_)) if unsaved => self.save()?,
            _ => {}
        }
        Ok(())
    }
}

fn last_ms(canvas: &Canvas) -> u64 {
    let last = canvas.log().last().map_or(0, |entry| entry.at_ms);
    u64::try_from(last).unwrap_or(0)
}

/// How many cards stand in each cell, row by row.
pub fn cells(canvas: &Canvas) -> Vec<Vec<u32>> {
    let board = canvas.board();
    let mut cells = vec![vec![0; board.stages.len()]; board.lanes.len()];
    for card in &board.cards {
        if card.deleted || card.undone || card.merged_into.is_some() {
            continue;
        }
        let lane = board.lanes.iter().position(|lane| lane.id == card.lane);
        let stage = board.stages.iter().position(|stage| stage.id == card.stage);
        if let (Some(lane), Some(stage)) = (lane, stage) {
            cells[lane][stage] += 1;
        }
    }
    cells
}

/// A title as a file name: without what a file system does not take.
fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let name: Vec<&str> = name.split_whitespace().collect();
    let name: String = name.join(" ").chars().take(60).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "Atelier".to_owned(),
        name => name.to_owned(),
    }
}

/// Why a canvas that is open elsewhere cannot be changed here.
pub fn read_only(error: &store::Error) -> Problem {
    problem(
        "read-only",
        error.to_string(),
        "Look at it here, or save a copy somewhere else and work in that.",
    )
}
