//! The host: one thread that has the open canvas and everybody who is connected.
//!
//! All that comes in, comes through one channel. In each turn the thread does everything that is
//! waiting, and then sends each screen one patch for all of it.

use crate::line::{Line, Outgoing, SharedPatch};
use crate::machine;
use crate::opening::{Door, Opening};
use crate::problem;
use crate::protocol::{FileState, FromScreen, ToScreen};
use crate::role::Role;
use crate::room::{Doing, Room};
use crate::syncing::Syncing;
use canvas::command::Step;
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use store::Store;
use workshop::view::{Presence, Problem};
use workshop::{Client, Due};

/// How a host works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The disk.
    pub store: Store,
    /// How long after a change a canvas that has a path is saved.
    pub autosave: Duration,
}

impl Settings {
    /// As people use it.
    pub fn new(store: Store) -> Self {
        Settings {
            store,
            autosave: Duration::from_secs(30),
        }
    }
}

/// A running host. Dropping it saves what has a path and ends it; the journal has the rest.
pub struct Host {
    events: Sender<Event>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// A screen's connection. Dropping it ends it.
pub struct Connection {
    id: u32,
    events: Sender<Event>,
}

/// Something that keeps a sender back until the host has done what it sent.
pub type Permit = Box<dyn Any + Send>;

enum Event {
    Connected {
        id: u32,
        role: Role,
        line: Line,
    },
    Said {
        id: u32,
        message: FromScreen,
        _permit: Option<Permit>,
    },
    /// All that was waiting for a slow screen has gone out.
    Drained {
        id: u32,
    },
    Left {
        id: u32,
    },
    Synced {
        epoch: u32,
        synced: Result<u64, Problem>,
    },
    Open {
        what: Beginning,
        answer: Sender<Result<(), Problem>>,
    },
    Stop {
        answer: Sender<Result<(), Problem>>,
    },
}

/// What a host begins with.
#[derive(Clone, Debug)]
pub enum Beginning {
    /// A canvas or scenario file.
    File(String),
    /// A new canvas from the template of that id.
    Template(String),
    /// A new canvas from the sample workshop.
    Sample,
}

impl Host {
    /// Starts a host without a canvas.
    pub fn start(settings: Settings) -> Self {
        let (events, received) = mpsc::channel();
        let synced = events.clone();
        let syncing = Syncing::start(move |epoch, synced_to| {
            let synced_to = synced_to.map_err(|error| problem::of_store(&error));
            // The host may have ended.
            let _ = synced.send(Event::Synced {
                epoch,
                synced: synced_to,
            });
        });
        let house = House {
            door: Door {
                store: settings.store.clone(),
            },
            settings,
            syncing,
            sync_ordered: false,
            room: None,
            guests: BTreeMap::new(),
            shown: None,
            presence: Gathering::default(),
            mend_at: None,
            mended: None,
        };
        let thread = std::thread::Builder::new()
            .name("host".to_owned())
            .spawn(move || house.run(&received))
            .expect("the system can start a thread");
        Host {
            events,
            thread: Mutex::new(Some(thread)),
        }
    }

    /// Lets a screen in. What the host has for it goes down the line.
    pub fn connect(&self, role: Role, line: Line) -> Connection {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
        let id = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        // If the host has ended, nothing ever comes down the line.
        let _ = self.events.send(Event::Connected { id, role, line });
        Connection {
            id,
            events: self.events.clone(),
        }
    }

    /// Opens a canvas.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(&self, what: Beginning) -> Result<(), Problem> {
        self.ask(|answer| Event::Open { what, answer })
    }

    /// Saves and ends. Screens are told that it is over.
    ///
    /// # Errors
    /// Why not everything is in the file; the journal has it.
    pub fn stop(&self) -> Result<(), Problem> {
        let thread = self.thread.lock().expect("nothing panics here").take();
        let Some(thread) = thread else { return Ok(()) };
        let stopped = self.ask(|answer| Event::Stop { answer });
        // A panic of the thread has been reported, and there is nothing more to end.
        let _ = thread.join();
        stopped
    }

    fn ask(&self, event: impl FnOnce(Sender<Result<(), Problem>>) -> Event) -> Result<(), Problem> {
        let (answer, answered) = mpsc::channel();
        let _ = self.events.send(event(answer));
        answered.recv().unwrap_or_else(|_| Err(problem::ended()))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Err(problem) = self.stop() {
            tracing::warn!("not everything is in the file: {}", problem.says);
        }
    }
}

impl Connection {
    /// Passes on what the screen says.
    pub fn say(&self, message: FromScreen) {
        self.say_with(message, None);
    }

    /// The same; `permit` is dropped when the host has done it.
    pub fn say_with(&self, message: FromScreen, permit: Option<Permit>) {
        let _ = self.events.send(Event::Said {
            id: self.id,
            message,
            _permit: permit,
        });
    }

    /// All that was waiting for this screen has gone out.
    pub fn drained(&self) {
        let _ = self.events.send(Event::Drained { id: self.id });
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let _ = self.events.send(Event::Left { id: self.id });
    }
}

/// What may wait for a screen before it is left behind until it has caught up.
const MOST_WAITING: usize = 64;
/// What may wait before a screen is given up.
const FAR_TOO_MUCH: usize = 4096;
/// What is done in one turn.
const MOST_IN_A_TURN: usize = 1024;
/// How long commands wait for one before them that is missing.
const HOLD: Duration = Duration::from_millis(500);
const MOST_HELD: usize = 1000;
/// Between two looks at where everybody is.
const PRESENCE: Duration = Duration::from_millis(100);
/// Between two tries to mend a journal that failed.
const MEND: Duration = Duration::from_secs(2);

/// What the host's thread has.
pub(crate) struct House {
    pub settings: Settings,
    pub door: Door,
    pub room: Option<Room>,
    guests: BTreeMap<u32, Guest>,
    syncing: Syncing,
    sync_ordered: bool,
    /// The state of the file that screens know of.
    shown: Option<FileState>,
    presence: Gathering,
    /// When a journal that failed is tried again, and when it was.
    mend_at: Option<Instant>,
    mended: Option<Instant>,
}

/// Changes that are told together.
#[derive(Default)]
struct Gathering {
    changed: bool,
    told: Option<Instant>,
}

/// A connected screen.
struct Guest {
    role: Role,
    line: Line,
    /// What it said it is.
    secret: Option<String>,
    greeted: bool,
    /// Its number in the room.
    client: Option<Client>,
    /// It reads too slowly; it gets a new snapshot when it has caught up.
    behind: bool,
    here: Option<Presence>,
    /// Commands that came before one that must be done first.
    held: BTreeMap<u32, Held>,
    held_since: Option<Instant>,
}

struct Held {
    seen: u32,
    gesture: u32,
    step: Step,
}

impl House {
    fn run(mut self, events: &Receiver<Event>) {
        loop {
            let first = match self.next_alarm() {
                Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let first = match first {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let waiting = events.try_iter().take(MOST_IN_A_TURN);
            for event in first.into_iter().chain(waiting) {
                if let Event::Stop { answer } = event {
                    self.end_turn();
                    let stopped = self.stop();
                    let _ = answer.send(stopped);
                    return;
                }
                self.happened(event);
            }
            self.end_turn();
        }
    }

    fn happened(&mut self, event: Event) {
        match event {
            Event::Connected { id, role, line } => {
                self.guests.insert(id, Guest::new(role, line));
            }
            Event::Said { id, message, .. } => self.said(id, message),
            Event::Drained { id } => {
                if self.guests.get(&id).is_some_and(|guest| guest.behind) {
                    self.show(id);
                }
            }
            Event::Left { id } => self.left(id),
            Event::Synced { epoch, synced } => {
                self.sync_ordered = false;
                if synced.is_err() {
                    self.mend_soon();
                }
                if let Some(room) = &mut self.room {
                    room.keeping.synced(epoch, synced);
                }
            }
            Event::Open { what, answer } => {
                let opened = match what {
                    Beginning::File(path) => self.door.open(&path),
                    Beginning::Template(id) => self.door.begin(&id, ""),
                    Beginning::Sample => self.door.sample(),
                };
                let entered = opened.and_then(|opening| self.enter(opening));
                let _ = answer.send(entered);
            }
            Event::Stop { .. } => {}
        }
    }

    fn said(&mut self, id: u32, message: FromScreen) {
        let Some(guest) = self.guests.get_mut(&id) else {
            return;
        };
        if let Err(problem) = guest.role.may(&message) {
            if let FromScreen::Desk { id, .. } = message {
                guest.line.send(ToScreen::Failed { id, problem });
            }
            return;
        }
        match message {
            FromScreen::Hello { client } => {
                guest.greeted = true;
                guest.secret = client;
                guest.client = None;
                self.welcome(id);
            }
            FromScreen::Do {
                count,
                seen,
                gesture,
                step,
            } => self.take(
                id,
                count,
                Held {
                    seen,
                    gesture,
                    step,
                },
            ),
            FromScreen::Ask { id: question, ask } => {
                let answer = match &self.room {
                    Some(room) => room.answer(ask),
                    None => Err(problem::no_canvas()),
                };
                self.reply(id, question, answer);
            }
            FromScreen::Desk { id: question, desk } => {
                let answer = self.desk(desk);
                self.reply(id, question, answer);
            }
            FromScreen::Here {
                person,
                card,
                writing,
            } => {
                let here = Presence {
                    device: id,
                    person,
                    card,
                    writing,
                };
                guest.here = (here.person.is_some() || here.card.is_some()).then_some(here);
                self.presence.changed = true;
            }
        }
    }

    fn reply(&self, guest: u32, id: u32, answer: Result<crate::protocol::Answer, Problem>) {
        self.tell(
            guest,
            match answer {
                Ok(answer) => ToScreen::Answer { id, answer },
                Err(problem) => ToScreen::Failed { id, problem },
            },
        );
    }

    fn tell(&self, id: u32, message: ToScreen) {
        if let Some(guest) = self.guests.get(&id) {
            guest.line.send(message);
        }
    }

    fn tell_all(&self, message: &ToScreen) {
        for guest in self.guests.values().filter(|guest| guest.greeted) {
            guest.line.send(message.clone());
        }
    }

    // ── who is here ──────────────────────────────────────────────────────────────────────────

    /// Says who a guest is to the open canvas, and shows it.
    fn welcome(&mut self, id: u32) {
        let Some(guest) = self.guests.get_mut(&id) else {
            return;
        };
        let desktop = guest.line.desktop;
        let Some(room) = &mut self.room else {
            // Which canvas its commands are for is not known yet: they wait with it.
            let client = guest.secret.get_or_insert_with(machine::secret).clone();
            guest.line.send(ToScreen::Welcome {
                client,
                accepted: 0,
                desktop,
            });
            guest.line.send(ToScreen::NoCanvas);
            return;
        };
        let welcomed = room.welcome(guest.secret.as_deref());
        guest.secret = Some(welcomed.secret.clone());
        guest.client = Some(welcomed.client);
        guest.held.clear();
        guest.line.send(ToScreen::Welcome {
            client: welcomed.secret,
            accepted: welcomed.accepted,
            desktop,
        });
        // Whoever comes back takes the place of the connection that broke.
        let before: Vec<u32> = self
            .guests
            .iter()
            .filter(|(other, guest)| **other != id && guest.client == Some(welcomed.client))
            .map(|(other, _)| *other)
            .collect();
        for other in before {
            if let Some(guest) = self.guests.remove(&other) {
                guest.line.send(Outgoing::Close);
            }
        }
        self.show(id);
        self.presence.changed = true;
    }

    /// Sends a guest the whole canvas.
    fn show(&mut self, id: u32) {
        self.send_patches();
        let (Some(room), Some(guest)) = (&mut self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let Some(client) = guest.client else { return };
        guest.behind = false;
        guest.line.send(ToScreen::Canvas {
            snapshot: room.workshop.snapshot(client),
            file: room.keeping.state(),
        });
    }

    fn left(&mut self, id: u32) {
        let Some(guest) = self.guests.remove(&id) else {
            return;
        };
        if let (Some(room), Some(client)) = (&mut self.room, guest.client) {
            room.workshop.leave(client);
        }
        self.presence.changed |= guest.here.is_some();
    }

    /// Everybody goes from the canvas that was open to this one. The one that was open must have
    /// nothing unsaved.
    pub fn enter(&mut self, opening: Opening) -> Result<(), Problem> {
        self.leave(false)?;
        self.room = Some(opening.room);
        let guests: Vec<u32> = self.greeted();
        for id in guests {
            self.welcome(id);
        }
        for problem in opening.notices {
            self.tell_all(&ToScreen::Notice { problem });
        }
        Ok(())
    }

    /// Leaves the open canvas, if there is one. True if there was.
    pub fn leave(&mut self, discard: bool) -> Result<bool, Problem> {
        self.send_patches();
        let Some(room) = &mut self.room else {
            return Ok(false);
        };
        room.close(discard)?;
        // Everything is in the file by now, or given up.
        let _ = room.keeping.sync();
        self.send_replies();
        self.room = None;
        self.shown = None;
        self.mend_at = None;
        for guest in self.guests.values_mut() {
            guest.client = None;
            guest.behind = false;
            guest.here = None;
            guest.held.clear();
            guest.held_since = None;
        }
        Ok(true)
    }

    fn greeted(&self) -> Vec<u32> {
        let greeted = self.guests.iter().filter(|(_, guest)| guest.greeted);
        greeted.map(|(id, _)| *id).collect()
    }

    /// Everybody sees the first screen.
    pub fn show_home(&self) {
        self.tell_all(&ToScreen::NoCanvas);
    }

    // ── commands ─────────────────────────────────────────────────────────────────────────────

    /// Does a command in its turn. Commands may come in another order than they were sent in.
    fn take(&mut self, id: u32, count: u32, held: Held) {
        let (Some(room), Some(guest)) = (&mut self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let Some(client) = guest.client else { return };
        let next = room.workshop.accepted(client) + 1;
        if count <= next {
            guest.perform(room, client, count, &held);
            guest.perform_held(room, client);
            return;
        }
        guest.held.insert(count, held);
        guest.held_since.get_or_insert_with(Instant::now);
        if guest.held.len() > MOST_HELD {
            guest.give_up_waiting(room, client);
        }
    }

    // ── the end of a turn ────────────────────────────────────────────────────────────────────

    fn end_turn(&mut self) {
        let now = Instant::now();
        self.stop_waiting(now);
        self.autosave(now);
        self.send_patches();
        self.send_replies();
        self.send_file_state();
        self.send_presence(now);
        self.order_sync();
        self.guests.retain(|_, guest| {
            let keeps_up = guest.line.waiting() < FAR_TOO_MUCH;
            if !keeps_up {
                guest.line.send(Outgoing::Close);
            }
            keeps_up
        });
    }

    /// Has the journal made durable, if something waits for that.
    fn order_sync(&mut self) {
        let Some(room) = &mut self.room else { return };
        if !room.keeping.is_waiting() || self.sync_ordered || self.mend_at.is_some() {
            return;
        }
        let whole = room.keeping.catch_up();
        match room.keeping.syncer().filter(|_| whole) {
            Some(journal) => {
                self.sync_ordered = true;
                self.syncing.order(room.keeping.epoch, journal);
            }
            None => self.mend_soon(),
        }
    }

    /// The journal has failed: tries it again at once, and then from time to time.
    fn mend_soon(&mut self) {
        let now = Instant::now();
        let next = self.mended.map_or(now, |mended| now.max(mended + MEND));
        self.mend_at.get_or_insert(next);
    }

    fn next_alarm(&self) -> Option<Instant> {
        let room = self.room.as_ref();
        let save = room
            .filter(|room| room.keeping.path().is_some() && room.keeping.is_read_only().is_none())
            .and_then(|room| room.keeping.unsaved_since())
            .map(|since| since + self.settings.autosave);
        let presence = self.presence.changed.then(|| {
            self.presence
                .told
                .map_or_else(Instant::now, |told| told + PRESENCE)
        });
        let held = self.guests.values().filter_map(|guest| guest.held_since);
        let held = held.min().map(|since| since + HOLD);
        [save, presence, held, self.mend_at]
            .into_iter()
            .flatten()
            .min()
    }

    fn stop_waiting(&mut self, now: Instant) {
        let Some(room) = &mut self.room else { return };
        for guest in self.guests.values_mut() {
            let late = guest.held_since.is_some_and(|since| since + HOLD <= now);
            if let Some(client) = guest.client.filter(|_| late) {
                guest.give_up_waiting(room, client);
            }
        }
    }

    fn autosave(&mut self, now: Instant) {
        let Some(room) = &mut self.room else { return };
        if self.mend_at.is_some_and(|at| at <= now) {
            self.mend_at = None;
            self.mended = Some(now);
            room.mend();
        }
        let has_a_file = room.keeping.path().is_some() && room.keeping.is_read_only().is_none();
        let since = room.keeping.unsaved_since().filter(|_| has_a_file);
        if since.is_some_and(|since| since + self.settings.autosave <= now)
            && let Err(problem) = room.save()
        {
            tracing::warn!("not saved: {}", problem.says);
            room.keeping.try_later();
        }
    }

    /// Sends everybody what has changed since the last time.
    fn send_patches(&mut self) {
        let Some(room) = &mut self.room else { return };
        for guest in self.guests.values_mut() {
            if let Some(client) = guest.client
                && guest.line.waiting() > MOST_WAITING
            {
                guest.behind = true;
                room.workshop.leave(client);
            }
        }
        let dues = room.workshop.dues();
        if dues.is_empty() {
            return;
        }
        let lines = lines(&self.guests);
        for Due { patch, to } in dues {
            let patch = SharedPatch::new(patch);
            for (client, n) in to {
                if let Some(line) = lines.get(&client) {
                    let patch = patch.clone();
                    line.send(Outgoing::Patch { n, patch });
                }
            }
        }
    }

    fn send_replies(&mut self) {
        let Some(room) = &mut self.room else { return };
        let replies = room.replies();
        if replies.is_empty() {
            return;
        }
        let lines = lines(&self.guests);
        for (client, message) in replies {
            if let Some(line) = lines.get(&client) {
                line.send(message);
            }
        }
    }

    fn send_file_state(&mut self) {
        let file = self.room.as_ref().map(|room| room.keeping.state());
        if file == self.shown {
            return;
        }
        // With the canvas itself the state went out too.
        if let (Some(_), Some(file)) = (&self.shown, &file) {
            self.tell_all(&ToScreen::File { file: file.clone() });
        }
        self.shown = file;
    }

    fn send_presence(&mut self, now: Instant) {
        let early = self.presence.told.is_some_and(|told| now < told + PRESENCE);
        if !self.presence.changed || early {
            return;
        }
        self.presence = Gathering {
            changed: false,
            told: Some(now),
        };
        let here: Vec<&Presence> = self
            .guests
            .values()
            .filter(|guest| guest.client.is_some())
            .filter_map(|guest| guest.here.as_ref())
            .collect();
        for (id, guest) in &self.guests {
            if guest.client.is_none() || guest.line.waiting() > MOST_WAITING {
                continue;
            }
            let others = here.iter().filter(|other| other.device != *id);
            guest.line.send(ToScreen::Presence {
                people: others.map(|other| (*other).clone()).collect(),
            });
        }
    }

    fn stop(&mut self) -> Result<(), Problem> {
        let settled = match &mut self.room {
            Some(room) => room.settle(),
            None => Ok(()),
        };
        self.send_replies();
        for guest in self.guests.values() {
            guest.line.send(Outgoing::Close);
        }
        settled
    }
}

/// The line to each client.
fn lines(guests: &BTreeMap<u32, Guest>) -> HashMap<Client, &Line> {
    guests
        .values()
        .filter_map(|guest| Some((guest.client?, &guest.line)))
        .collect()
}

impl Guest {
    fn new(role: Role, line: Line) -> Self {
        Guest {
            role,
            line,
            secret: None,
            greeted: false,
            client: None,
            behind: false,
            here: None,
            held: BTreeMap::new(),
            held_since: None,
        }
    }

    fn perform(&self, room: &mut Room, client: Client, count: u32, held: &Held) {
        let doing = Doing {
            count,
            seen: held.seen,
            gesture: held.gesture,
            step: &held.step,
        };
        if let Some(says) = room.take(client, &doing) {
            self.line.send(says);
        }
    }

    /// Does what was waiting and is next by now.
    fn perform_held(&mut self, room: &mut Room, client: Client) {
        while let Some(first) = self.held.first_entry() {
            if *first.key() > room.workshop.accepted(client) + 1 {
                return;
            }
            let (count, held) = first.remove_entry();
            self.perform(room, client, count, &held);
        }
        self.held_since = None;
    }

    /// What is missing does not come any more: its screen has given it up.
    fn give_up_waiting(&mut self, room: &mut Room, client: Client) {
        while let Some((&first, _)) = self.held.first_key_value() {
            room.workshop.set_accepted(client, first - 1);
            self.perform_held(room, client);
        }
        self.held_since = None;
    }
}
