//! What the host's thread does: who is connected, what they say, and what they are sent.

use crate::desk::Reply;
use crate::entrance::Entrance;
use crate::guest::{Guest, Held, MOST_HELD};
use crate::host::{Beginning, Event, Reception, Settings};
use crate::line::Outgoing;
use crate::opening::{Door, Opening};
use crate::pointing::Pointing;
use crate::presence::Gathering;
use crate::protocol::{Answer, FileState, FromScreen, ToScreen};
use crate::reacting::Reacting;
use crate::role::{Role, may, may_ask};
use crate::room::{Room, Welcomed};
use crate::sharing::Shared;
use crate::studying::Studying;
use crate::syncing::Syncing;
use crate::{machine, problem};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;
use workshop::Client;
use workshop::view::Problem;

/// What is done in one turn.
const MOST_IN_A_TURN: usize = 1024;

/// What the host's thread has.
pub struct House {
    pub settings: Settings,
    pub door: Door,
    pub reception: Reception,
    pub entrance: Entrance,
    pub sharing: Shared,
    pub room: Option<Room>,
    pub guests: BTreeMap<u32, Guest>,
    pub syncing: Syncing,
    pub sync_ordered: bool,
    pub studying: Studying,
    /// The state of the file that screens know of.
    pub shown: Option<FileState>,
    pub presence: Gathering,
    /// Whether somebody writes what others do not see.
    pub hidden_writing: Gathering,
    pub pointing: Pointing,
    pub reacting: Reacting,
    /// When a journal that failed is tried again, and when it was.
    pub mend_at: Option<Instant>,
    pub mended: Option<Instant>,
    pub figures_told: Option<Instant>,
    pub patched: Option<Instant>,
}

impl House {
    pub fn new(settings: Settings, syncing: Syncing, reception: Reception) -> Self {
        House {
            reception,
            entrance: Entrance::default(),
            sharing: Shared::default(),
            door: Door {
                store: settings.store.clone(),
            },
            settings,
            room: None,
            guests: BTreeMap::new(),
            syncing,
            sync_ordered: false,
            studying: Studying::start(),
            shown: None,
            presence: Gathering::default(),
            hidden_writing: Gathering::default(),
            pointing: Pointing::default(),
            reacting: Reacting::default(),
            mend_at: None,
            mended: None,
            figures_told: None,
            patched: None,
        }
    }

    pub fn run(mut self, events: &Receiver<Event>) {
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
                    self.end_turn(Instant::now());
                    let stopped = self.stop();
                    let _ = answer.send(stopped);
                    return;
                }
                self.unless_it_fails(|house| house.happened(event));
            }
            self.unless_it_fails(|house| house.end_turn(Instant::now()));
        }
    }

    /// Does something. Where that comes upon a bug, the workshop goes on from what is on disk.
    fn unless_it_fails(&mut self, does: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| does(self))).is_err() {
            self.start_over();
        }
    }

    /// What is in memory is not trusted any more: the canvas is opened again from disk, without
    /// the command at which it went wrong.
    fn start_over(&mut self) {
        let Some(room) = self.room.take() else { return };
        let (again, doing) = (room.keeping.to_open_again(), room.doing);
        drop(room);
        self.syncing.rest();
        self.nobody_is_seated();
        let opened = again.map(|path| catch_unwind(AssertUnwindSafe(|| self.door.open(&path))));
        match opened {
            Some(Ok(Ok(opening))) => {
                let mut room = opening.room;
                if let Some((client, count)) = doing {
                    room.refuse(client, count, problem::bug());
                }
                self.room = Some(room);
                for id in self.greeted() {
                    self.welcome(id);
                }
                let problem = problem::bug();
                self.tell_all(&ToScreen::Notice { problem });
            }
            other => {
                self.show_home();
                let problem = match other {
                    Some(Ok(Err(problem))) => problem,
                    _ => problem::bug(),
                };
                self.tell_all(&ToScreen::Notice { problem });
            }
        }
    }

    fn happened(&mut self, event: Event) {
        match event {
            Event::Connected { id, role, line } => {
                self.guests.insert(id, Guest::new(role, line));
            }
            Event::Said { id, message, .. } => self.said(id, message, Instant::now()),
            Event::Drained { id } => {
                if self.guests.get(&id).is_some_and(|guest| guest.behind) {
                    self.show(id);
                }
            }
            Event::Left { id } => self.left(id),
            Event::Synced { epoch, synced } => {
                self.sync_ordered = false;
                // What was said of a journal before this one counts for nothing.
                let room = self.room.as_mut();
                if let Some(room) = room.filter(|room| room.keeping.epoch == epoch) {
                    let failed = synced.is_err();
                    room.keeping.synced(epoch, synced);
                    if failed {
                        self.mend_soon();
                    }
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
            Event::Share { on, answer } => {
                let shared = self.share(on);
                let _ = answer.send(shared.map(|()| self.how_shared()));
            }
            Event::Reached => self.sharing.changes += 1,
            Event::Stop { .. } => {}
        }
    }

    fn said(&mut self, id: u32, message: FromScreen, now: Instant) {
        let Some(guest) = self.guests.get_mut(&id) else {
            return;
        };
        if let Err(problem) = may(guest.came, &guest.you, &message) {
            self.reception.tally.not_theirs.count();
            guest.line.send(match message {
                FromScreen::Desk { id, .. } | FromScreen::Ask { id, .. } => {
                    ToScreen::Failed { id, problem }
                }
                FromScreen::Do { count, .. } => ToScreen::Refused { count, problem },
                _ => ToScreen::Notice { problem },
            });
            return;
        }
        match message {
            FromScreen::Hello { client } => {
                guest.greeted = true;
                guest.secret = client;
                if let (Some(room), Some(client)) = (&mut self.room, guest.client) {
                    room.workshop.leave(client);
                }
                guest.is_nobody();
                self.welcome(id);
            }
            FromScreen::Do {
                count,
                seen,
                gesture,
                writing,
                step,
            } => self.take(
                id,
                count,
                Held {
                    seen,
                    gesture,
                    writing,
                    step,
                },
            ),
            FromScreen::Join { name, side, seat } => self.join(id, &name, side, seat),
            FromScreen::Signal { signal } => {
                if let (Some(room), Some(client)) = (&mut self.room, guest.client) {
                    // What is not theirs to say is not heard.
                    if room.workshop.signal(client, &signal).is_err() {
                        self.reception.tally.not_theirs.count();
                    }
                    room.keep_hidden();
                }
            }
            FromScreen::Ask { id: question, ask } => {
                let answer = match &self.room {
                    Some(room) => may_ask(&guest.you, room.workshop.shows_shares(), &ask)
                        .inspect_err(|_| self.reception.tally.not_theirs.count())
                        .and_then(|()| room.answer(ask)),
                    None => Err(problem::no_canvas()),
                };
                match answer {
                    Ok(Reply::Now(answer)) => self.reply(id, question, Ok(*answer)),
                    Ok(Reply::Later(study)) => {
                        let line = guest.line.clone();
                        self.studying.order(id, line, question, study);
                    }
                    Err(problem) => self.reply(id, question, Err(problem)),
                }
            }
            FromScreen::Desk { id: question, desk } => {
                let answer = self.desk(desk);
                self.reply(id, question, answer);
            }
            FromScreen::Here {
                person,
                card,
                writing,
            } => self.is_here(id, person, card, writing),
            FromScreen::Point { person, at, shows } => self.points(id, person, at, shows),
            FromScreen::React { sign, card } => self.reacts(id, sign, card, now),
        }
    }

    fn reply(&self, guest: u32, id: u32, answer: Result<Answer, Problem>) {
        self.tell(
            guest,
            match answer {
                Ok(answer) => ToScreen::Answer { id, answer },
                Err(problem) => ToScreen::Failed { id, problem },
            },
        );
    }

    pub fn tell(&self, id: u32, message: ToScreen) {
        if let Some(guest) = self.guests.get(&id) {
            guest.line.send(message);
        }
    }

    pub fn tell_all(&self, message: &ToScreen) {
        for guest in self.guests.values().filter(|guest| guest.greeted) {
            guest.line.send(message.clone());
        }
    }

    /// Tells those who have the facilitator's key.
    pub fn tell_key_holders(&self, message: &ToScreen) {
        let guests = self.guests.values();
        for guest in guests.filter(|guest| guest.greeted && guest.came == Role::Facilitator) {
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
        if guest.came == Role::Participant {
            return self.arrive(id);
        }
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
        let welcomed = match guest.came {
            Role::Projector => Welcomed {
                client: room.onlooker(),
                secret: machine::secret(),
                accepted: 0,
            },
            _ => {
                // A seat is led from nowhere: both pages in one browser are two devices.
                let own = guest.secret.as_deref();
                room.welcome(own.filter(|own| !room.is_a_seat(own)))
            }
        };
        guest.is_nobody();
        guest.secret = Some(welcomed.secret.clone());
        guest.client = Some(welcomed.client);
        room.workshop.seat(welcomed.client, guest.you.clone());
        guest.line.send(ToScreen::Welcome {
            client: welcomed.secret,
            accepted: welcomed.accepted,
            desktop,
        });
        self.close_earlier(id, welcomed.client);
        self.show(id);
        self.presence.changed = true;
    }

    /// Whoever comes back takes the place of the connection that broke.
    pub fn close_earlier(&mut self, id: u32, client: Client) {
        let before: Vec<u32> = self
            .guests
            .iter()
            .filter(|(other, guest)| **other != id && guest.client == Some(client))
            .map(|(other, _)| *other)
            .collect();
        for other in before {
            if let Some(guest) = self.guests.remove(&other) {
                guest.line.send(Outgoing::Close);
            }
        }
    }

    /// Sends a guest the whole canvas.
    pub fn show(&mut self, id: u32) {
        self.send_patches();
        let (Some(room), Some(guest)) = (&mut self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let Some(client) = guest.client else { return };
        guest.behind = false;
        guest.line.send(ToScreen::Canvas {
            snapshot: room.workshop.snapshot(client),
            file: guest.file(room.keeping.state()),
            now_ms: room.now_ms(),
        });
    }

    pub fn left(&mut self, id: u32) {
        self.entrance.left(id);
        let Some(guest) = self.guests.remove(&id) else {
            return;
        };
        if let (Some(room), Some(client)) = (&mut self.room, guest.client) {
            room.workshop.leave(client);
        }
        self.presence.changed |= guest.client.is_some();
    }

    /// Everybody goes from the canvas that was open to this one. The one that was open must have
    /// nothing unsaved.
    pub fn enter(&mut self, opening: Opening) -> Result<(), Problem> {
        self.leave(false)?;
        self.room = Some(opening.room);
        self.open_door();
        if self.reception.keys.is_open() {
            self.keep_keys();
        }
        let guests: Vec<u32> = self.greeted();
        for id in guests {
            self.welcome(id);
        }
        for problem in opening.notices {
            self.tell_key_holders(&ToScreen::Notice { problem });
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
        // Whoever closed it shares it anew.
        room.keep_shared(None);
        // Everything is in the file by now, or given up.
        let _ = room.keeping.sync();
        self.send_replies();
        self.room = None;
        self.syncing.rest();
        self.nobody_is_seated();
        Ok(true)
    }

    fn nobody_is_seated(&mut self) {
        self.shown = None;
        self.mend_at = None;
        self.entrance.is_of_another_canvas();
        self.pointing = Pointing::default();
        self.reacting = Reacting::default();
        for guest in self.guests.values_mut() {
            guest.is_nobody();
        }
    }

    fn greeted(&self) -> Vec<u32> {
        let greeted = self.guests.iter().filter(|(_, guest)| guest.greeted);
        greeted.map(|(id, _)| *id).collect()
    }

    /// Everybody sees the first screen; whoever takes part stands at a closed door.
    pub fn show_home(&self) {
        for (id, guest) in self.guests.iter().filter(|(_, guest)| guest.greeted) {
            match guest.came {
                Role::Participant => self.tell_closed(*id),
                _ => guest.line.send(ToScreen::NoCanvas),
            }
        }
    }

    // ── commands ─────────────────────────────────────────────────────────────────────────────

    /// Does a command in its turn. Commands may come in another order than they were sent in.
    fn take(&mut self, id: u32, count: u32, held: Held) {
        let (Some(room), Some(guest)) = (&mut self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let Some(client) = guest.client else {
            // Nobody at the door does anything yet.
            self.reception.tally.not_theirs.count();
            return;
        };
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
}

#[cfg(test)]
mod leaks;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Line;
    use crate::token::Keys;
    use serde_json::json;
    use std::sync::Arc;
    use std::sync::mpsc;
    use store::Store;

    pub(super) fn new_house(folder: &tempfile::TempDir) -> House {
        let settings = Settings::new(Store::new(folder.path().join("data")));
        let reception = Reception {
            events: mpsc::channel().0,
            keys: Arc::new(Keys::new()),
            tally: Arc::default(),
            front: Arc::default(),
        };
        House::new(settings, Syncing::start(|_, _| {}), reception)
    }

    #[test]
    fn what_is_said_of_the_journal_of_an_earlier_canvas_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut house = new_house(&folder);
        let first = house.door.begin("journey", "First").unwrap();
        let epoch = first.room.keeping.epoch;
        house.enter(first).unwrap();
        let second = house.door.begin("journey", "Second").unwrap();
        house.enter(second).unwrap();
        let durable = |house: &House| house.room.as_ref().unwrap().keeping.durable();
        let before = durable(&house);
        for synced in [Ok(1_000_000), Err(problem::bug())] {
            house.happened(Event::Synced { epoch, synced });
        }
        assert_eq!((durable(&house), house.mend_at), (before, None));
    }

    #[test]
    fn after_a_bug_the_workshop_goes_on_from_what_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut house = new_house(&folder);
        let (send, heard) = mpsc::channel();
        let line = Line::to_desktop(move |message| drop(send.send(message)));
        house.guests.insert(1, Guest::new(Role::Facilitator, line));
        let say = |house: &mut House, message| {
            let message = serde_json::from_value(message).unwrap();
            house.said(1, message, Instant::now());
            house.end_turn(Instant::now());
        };
        say(&mut house, json!({"type": "hello"}));
        let new = json!({"verb": "new", "template": "journey", "title": "Bug"});
        say(&mut house, json!({"type": "desk", "id": 1, "desk": new}));
        let ada = json!({"do": "person", "id": "ada", "name": "Ada", "side": "customer"});
        let first = json!({"type": "do", "count": 1, "seen": 1, "gesture": 1, "step": ada});
        say(&mut house, first);
        let client = house.guests[&1].client.unwrap();
        let secret = house.guests[&1].secret.clone().unwrap();
        let _ = heard.try_iter().count();

        house.room.as_mut().unwrap().doing = Some((client, 2));
        house.unless_it_fails(|_| panic!("a bug of the test's own"));
        house.end_turn(Instant::now());
        let heard: Vec<ToScreen> = heard.try_iter().collect();
        assert_eq!(
            heard[0],
            ToScreen::Welcome {
                client: secret,
                accepted: 2,
                desktop: true
            }
        );
        let canvas = heard.iter().find_map(|message| match message {
            ToScreen::Canvas { snapshot, .. } => Some(&snapshot.board),
            _ => None,
        });
        assert_eq!(canvas.unwrap().people[0].id, "ada");
        let told = heard.iter().any(
            |message| matches!(message, ToScreen::Notice { problem } if problem.code == "bug"),
        );
        assert!(told);
    }
}
