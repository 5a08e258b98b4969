//! Where everybody is, as the others may know it.

use crate::house::House;
use crate::protocol::ToScreen;
use crate::role::Role;
use crate::room::Room;
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
    fn is_due(&self, now: Instant, every: Duration) -> bool {
        self.changed && self.told.is_none_or(|told| now >= told + every)
    }
}

impl House {
    /// Somebody says where they are. Whose device it is counts, not what it says.
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
        let person = guest.you.person.clone().or(person);
        let names_card = card.is_some();
        let here = Presence {
            device: id,
            person,
            card,
            writing,
        };
        let here = told(room, here);
        let writes_hidden = writing && here.card.is_none() && names_card;
        let here = (here.person.is_some() || here.card.is_some()).then_some(here);
        if guest.here != here || guest.writes_hidden != writes_hidden {
            guest.here = here;
            guest.writes_hidden = writes_hidden;
            self.presence.changed = true;
        }
    }

    fn looks_every(&self) -> Duration {
        let more = u32::try_from(self.guests.len() / FEW).unwrap_or(u32::MAX);
        PRESENCE.saturating_mul(more.saturating_add(1))
    }

    /// When everybody is told next.
    pub fn next_presence(&self) -> Option<Instant> {
        let told = self.presence.told;
        let next = || told.map_or_else(Instant::now, |told| told + self.looks_every());
        self.presence.changed.then(next)
    }

    /// Tells the workshop whose devices are connected, when that may have changed.
    pub fn gather(&mut self, now: Instant) {
        if !self.presence.is_due(now, self.looks_every()) {
            return;
        }
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
        self.presence.changed = false;
        self.presence.told = Some(now);
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

/// What others may know of where somebody is: nothing of a card that they do not see.
fn told(room: &Room, here: Presence) -> Presence {
    let hidden = |card: &String| !room.workshop.shows(card);
    match here.card.as_ref().is_some_and(hidden) {
        true => Presence {
            card: None,
            writing: false,
            ..here
        },
        false => here,
    }
}
