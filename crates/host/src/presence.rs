//! On which card everybody writes, as the others may know it.
//!
//! That somebody writes what others do not see is told to nobody, by no message and by none that
//! would not have come: the workshop says so without a name, where a phase lets it be known.

use crate::house::House;
use crate::protocol::ToScreen;
use crate::role::Role;
use crate::turn::MOST_WAITING;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use workshop::view::Presence;

/// Between two looks at where everybody is, among few.
const PRESENCE: Duration = Duration::from_millis(100);
/// For each so many people more it takes that much longer: everybody is told of everybody.
const FEW: usize = 50;

/// Changes that are told together.
#[derive(Default)]
pub struct Gathering {
    pub changed: bool,
    pub told: Option<Instant>,
}

impl Gathering {
    fn next(&self, every: Duration) -> Option<Instant> {
        let next = || self.told.map_or_else(Instant::now, |told| told + every);
        self.changed.then(next)
    }

    fn is_due(&self, now: Instant, every: Duration) -> bool {
        self.changed && self.told.is_none_or(|told| now >= told + every)
    }

    fn is_told(&mut self, now: Instant) {
        self.changed = false;
        self.told = Some(now);
    }
}

impl House {
    /// Somebody says whether they write, and on which card. Whose device it is counts, not what it
    /// says.
    pub fn is_here(
        &mut self,
        id: u32,
        person: Option<String>,
        card: Option<String>,
        writing: bool,
    ) {
        let (Some(room), Some(guest)) = (&self.room, self.guests.get_mut(&id)) else {
            return;
        };
        if guest.came == Role::Projector || guest.client.is_none() {
            return;
        }
        let card = card.filter(|card| writing && room.workshop.shows(card));
        let here = card.map(|card| Presence {
            device: id,
            person: guest.you.person.clone().or(person),
            card,
        });
        let writes_hidden = writing && here.is_none();
        if guest.here != here {
            guest.here = here;
            self.presence.changed = true;
        }
        if guest.writes_hidden != writes_hidden {
            guest.writes_hidden = writes_hidden;
            self.hidden_writing.changed = true;
        }
    }

    fn looks_every(&self) -> Duration {
        let more = u32::try_from(self.guests.len() / FEW).unwrap_or(u32::MAX);
        PRESENCE.saturating_mul(more.saturating_add(1))
    }

    /// When everybody, or the workshop, is told next.
    pub fn next_presence(&self) -> Option<Instant> {
        let every = self.looks_every();
        let both = [&self.presence, &self.hidden_writing];
        both.into_iter().filter_map(|one| one.next(every)).min()
    }

    /// Tells the workshop whose devices are connected, and whether somebody writes what others do
    /// not see, when that may have changed.
    pub fn gather(&mut self, now: Instant) {
        let every = self.looks_every();
        if !self.presence.is_due(now, every) && !self.hidden_writing.is_due(now, every) {
            return;
        }
        self.hidden_writing.is_told(now);
        let Some(room) = &mut self.room else { return };
        let guests = self.guests.values();
        let connected = guests.filter(|guest| guest.client.is_some());
        let people: BTreeSet<&String> = connected
            .filter_map(|guest| guest.you.person.as_ref())
            .collect();
        let writes_hidden = self.guests.values().any(|guest| guest.writes_hidden);
        let people = people.into_iter().cloned().collect();
        room.workshop.here(people, writes_hidden);
    }

    pub fn send_presence(&mut self, now: Instant) {
        if !self.presence.is_due(now, self.looks_every()) {
            return;
        }
        self.presence.is_told(now);
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
}
