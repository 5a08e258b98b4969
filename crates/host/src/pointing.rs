//! Where people point on the board, for those who want to see it.
//!
//! It is in no log and on no disk, and what a slow line misses is not sent again. Where cards or
//! votes are hidden nobody is told, since where somebody looks says what is theirs; whether that
//! is so follows from the phase alone, never from what people did in it.

use crate::house::House;
use crate::protocol::ToScreen;
use crate::role::Role;
use crate::room::Room;
use canvas::entry::Axis;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use workshop::view::{Pointed, Pointer};

/// Between two times that a screen is told: ten times a second at most.
const POINTERS: Duration = Duration::from_millis(100);
/// Among more people pointers are only in the way.
const MOST_POINTING: usize = 30;
/// Messages that may wait for a screen that is still told.
const MOST_WAITING: usize = 4;
/// A cell is so wide and high.
const WHOLE: u16 = 1000;

/// What has not been told yet.
#[derive(Default)]
pub struct Pointing {
    moved: BTreeMap<u32, Pointer>,
    told: Option<Instant>,
}

impl House {
    /// Somebody points somewhere, or nowhere any more; `shows` is whether this screen wants to see
    /// where others do.
    pub fn points(&mut self, id: u32, person: Option<String>, at: Option<Pointed>, shows: bool) {
        let may = self.may_point();
        let (Some(room), Some(guest)) = (&self.room, self.guests.get_mut(&id)) else {
            return;
        };
        if guest.came == Role::Projector || guest.client.is_none() {
            return;
        }
        guest.shows_pointers = shows;
        if !may {
            // Not later either: that somebody pointed then is nobody's business.
            return;
        }
        let at = at.filter(|at| shows && is_cell(room, at));
        let person = guest.you.person.clone().or(person);
        let is_known = |person: &String| room.workshop.canvas().person_named(person).is_some();
        let Some(person) = person.filter(is_known) else {
            return;
        };
        let before = std::mem::replace(&mut guest.points, at.is_some());
        // Whoever points nowhere and did so before is no news.
        if before || at.is_some() {
            let device = id;
            let pointer = Pointer { device, person, at };
            self.pointing.moved.insert(id, pointer);
        }
    }

    fn may_point(&self) -> bool {
        let seated = self.guests.values().filter(|guest| guest.client.is_some());
        seated.count() <= MOST_POINTING
            && self
                .room
                .as_ref()
                .is_some_and(|room| room.workshop.shows_pointers())
    }

    /// When the next pointers go out.
    pub fn next_pointers(&self) -> Option<Instant> {
        let told = self.pointing.told.unwrap_or_else(Instant::now);
        (!self.pointing.moved.is_empty()).then_some(told + POINTERS)
    }

    pub fn send_pointers(&mut self, now: Instant) {
        let told = self.pointing.told;
        if self.pointing.moved.is_empty() || told.is_some_and(|told| now < told + POINTERS) {
            return;
        }
        self.pointing.told = Some(now);
        let moved = std::mem::take(&mut self.pointing.moved);
        // The phase may have changed since.
        if !self.may_point() {
            return;
        }
        for (id, guest) in &self.guests {
            if !guest.shows_pointers
                || guest.client.is_none()
                || guest.line.waiting() > MOST_WAITING
            {
                continue;
            }
            let others = moved.values().filter(|pointer| pointer.device != *id);
            let people: Vec<Pointer> = others.cloned().collect();
            if !people.is_empty() {
                guest.line.send(ToScreen::Pointers { people });
            }
        }
    }
}

fn is_cell(room: &Room, at: &Pointed) -> bool {
    let canvas = room.workshop.canvas();
    at.x <= WHOLE
        && at.y <= WHOLE
        && canvas.line_named(Axis::Stage, &at.stage).is_some()
        && canvas.line_named(Axis::Lane, &at.lane).is_some()
}
