//! The end of a turn: what is due goes out, to the screens and to the disk.

use crate::guest::{Guest, HOLD};
use crate::house::House;
use crate::line::{Line, Outgoing, SharedPatch};
use crate::protocol::ToScreen;
use crate::room::Room;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};
use workshop::view::Problem;
use workshop::{Client, Due};

/// What may wait for a screen before it is left behind until it has caught up.
pub const MOST_WAITING: usize = 64;
/// What may wait before a screen is given up.
const FAR_TOO_MUCH: usize = 4096;
/// Between two times that shares go out.
const FIGURES: Duration = Duration::from_millis(100);
/// How many screens may still be taking the last patches while the next ones go out, at least: a
/// few slow ones hold nobody up.
const FEW_BUSY: usize = 16;
/// How long patches are gathered while more than those, and than one in ten, are busy, and how
/// often that is looked at.
const GATHER: Duration = Duration::from_millis(15);
const LOOK: Duration = Duration::from_millis(1);
/// Between two tries to mend a journal that failed.
const MEND: Duration = Duration::from_secs(2);
/// For the end of a phase nothing waits longer at once: what waits stops while the machine sleeps.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

impl House {
    pub fn end_turn(&mut self, now: Instant) {
        self.stop_waiting(now);
        if let Some(room) = &mut self.room {
            room.go_on();
        }
        self.autosave(now);
        self.look_again(now);
        self.seat_again();
        self.gather(now);
        // An acknowledgment does not overtake the patch with what it is about.
        if !self.gathers(now) {
            self.send_patches();
            self.send_replies();
        }
        self.send_file_state();
        self.send_presence(now);
        self.send_pointers(now);
        self.send_reactions(now);
        self.send_doors();
        self.tell_leaders();
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
    pub fn mend_soon(&mut self) {
        let now = Instant::now();
        let next = self.mended.map_or(now, |mended| now.max(mended + MEND));
        self.mend_at.get_or_insert(next);
    }

    pub fn next_alarm(&self) -> Option<Instant> {
        let room = self.room.as_ref();
        let save = room
            .filter(|room| room.keeping.path().is_some() && room.keeping.is_read_only().is_none())
            .and_then(|room| room.keeping.unsaved_since())
            .map(|since| since + self.settings.autosave);
        let figures = room
            .filter(|room| room.workshop.owes_figures())
            .and(self.figures_told)
            .map(|told| told + FIGURES);
        let phase = room
            .and_then(Room::goes_on_in)
            .map(|left| Instant::now() + left.min(LONGEST_WAIT));
        let held = self.guests.values().filter_map(|guest| guest.held_since);
        let held = held.min().map(|since| since + HOLD);
        let look = self.sharing.next_look();
        let now = Instant::now();
        let gathered = self.gathers(now).then(|| now + LOOK);
        [
            save,
            self.next_presence(),
            self.next_pointers(),
            self.next_reactions(),
            figures,
            phase,
            held,
            self.mend_at,
            look,
            gathered,
        ]
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

    /// Whether what is due waits for what comes next: with very many people, one patch of several
    /// edits reaches the last of them sooner than several.
    fn gathers(&self, now: Instant) -> bool {
        let told = |told: Instant| now < told + GATHER;
        if !self.patched.is_some_and(told) {
            return false;
        }
        let owes = |room: &Room| room.workshop.owes_patches();
        if !self.room.as_ref().is_some_and(owes) {
            return false;
        }
        let seated = self.guests.values().filter(|guest| guest.client.is_some());
        let busy = seated.clone().filter(|guest| guest.line.waiting() > 0);
        busy.count() > FEW_BUSY.max(seated.count() / 10)
    }

    /// Sends everybody what has changed since the last time.
    pub fn send_patches(&mut self) {
        let Some(room) = &mut self.room else { return };
        for guest in self.guests.values_mut() {
            if let Some(client) = guest.client
                && guest.line.waiting() > MOST_WAITING
            {
                guest.behind = true;
                room.workshop.leave(client);
            }
        }
        let now = Instant::now();
        let figures = self.figures_told.is_none_or(|told| now >= told + FIGURES);
        if figures && room.workshop.owes_figures() {
            self.figures_told = Some(now);
        }
        let dues = room.workshop.dues(figures);
        if dues.is_empty() {
            return;
        }
        self.patched = Some(now);
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

    pub fn send_replies(&mut self) {
        let Some(room) = &mut self.room else { return };
        let behind: HashSet<Client> = self
            .guests
            .values()
            .filter(|guest| guest.behind)
            .filter_map(|guest| guest.client)
            .collect();
        let replies = room.replies(|client| behind.contains(&client));
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
            self.tell_key_holders(&ToScreen::File { file: file.clone() });
        }
        self.shown = file;
    }

    pub fn stop(&mut self) -> Result<(), Problem> {
        let settled = match &mut self.room {
            Some(room) => {
                // Whoever ends it shares it anew; only a kill leaves the keys.
                room.keep_shared(None);
                room.settle()
            }
            None => Ok(()),
        };
        self.send_replies();
        for guest in self.guests.values() {
            guest.line.send(Outgoing::Close);
        }
        if let Some(listening) = self.end_sharing() {
            listening.join();
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
