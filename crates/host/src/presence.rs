//! Where everybody is, as the others may know it.

use crate::house::House;
use crate::protocol::ToScreen;
use crate::role::Role;
use crate::room::Room;
use crate::turn::MOST_WAITING;
use std::time::{Duration, Instant};
use workshop::view::Presence;

/// Between two looks at where everybody is.
pub const PRESENCE: Duration = Duration::from_millis(100);

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
        let here = Presence {
            device: id,
            person,
            card,
            writing,
        };
        let here = told(room, here);
        let here = (here.person.is_some() || here.card.is_some()).then_some(here);
        if guest.here != here {
            guest.here = here;
            self.presence.changed = true;
        }
    }

    pub fn send_presence(&mut self, now: Instant) {
        let early = self.presence.told.is_some_and(|told| now < told + PRESENCE);
        if !self.presence.changed || early {
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
    let hidden = |card: &String| !room.shows(card);
    match here.card.as_ref().is_some_and(hidden) {
        true => Presence {
            card: None,
            writing: false,
            ..here
        },
        false => here,
    }
}
