//! What those at the door are shown, and what those who lead are told of them.

use crate::guest::{Guest, Told};
use crate::house::House;
use crate::protocol::{Door, DoorState, ToScreen};
use crate::role::Role;

impl House {
    fn door(&self, state: DoorState) -> Door {
        match &self.room {
            None => Door {
                title: String::new(),
                seats: Vec::new(),
                names_optional: self.entrance.rules.names_optional,
                state: DoorState::Closed,
            },
            Some(room) => Door {
                title: room.title(),
                seats: room.free_seats(),
                names_optional: self.entrance.rules.names_optional,
                state,
            },
        }
    }

    pub fn tell_door(&self, number: u32) {
        if let Some(caller) = self.entrance.callers.get(&number)
            && let Some(guest) = caller.guest
        {
            let door = self.door(caller.state);
            self.tell(guest, ToScreen::Door { door });
        }
    }

    /// No canvas is open: the workshop is closed just now.
    pub fn tell_closed(&self, id: u32) {
        let door = self.door(DoorState::Closed);
        self.tell(id, ToScreen::Door { door });
    }

    /// Shows everybody at the door what has changed there.
    pub fn send_doors(&mut self) {
        let mut callers = self.entrance.callers.values();
        if self.room.is_none() || !callers.any(|caller| caller.guest.is_some()) {
            return;
        }
        let door = self.door(DoorState::New);
        if self.entrance.shown.as_ref() == Some(&door) {
            return;
        }
        for caller in self.entrance.callers.values() {
            if let Some(guest) = caller.guest {
                let state = caller.state;
                let door = Door {
                    state,
                    ..door.clone()
                };
                self.tell(guest, ToScreen::Door { door });
            }
        }
        self.entrance.shown = Some(door);
    }

    /// Tells those who lead who waits and how the workshop is shared; the latter the projector too,
    /// which shows people how to come in.
    pub fn tell_leaders(&mut self) {
        let now = Told {
            waiting: self.entrance.changes,
            sharing: self.sharing.changes,
        };
        let leads = |guest: &Guest| {
            guest.greeted
                && (guest.came == Role::Facilitator
                    || (guest.client.is_some() && guest.you.role == Role::Facilitator))
        };
        let is_told =
            |guest: &Guest| leads(guest) || (guest.greeted && guest.came == Role::Projector);
        let mut behind = self.guests.values_mut().filter(|guest| is_told(guest));
        if !behind.any(|guest| guest.told != now) {
            return;
        }
        let (waiting, sharing) = (self.entrance.waiting(), self.how_shared());
        for guest in self.guests.values_mut().filter(|guest| is_told(guest)) {
            if leads(guest) && guest.told.waiting != now.waiting {
                let guests = waiting.clone();
                guest.line.send(ToScreen::Waiting { guests });
            }
            if guest.told.sharing != now.sharing {
                let sharing = sharing.clone();
                guest.line.send(ToScreen::Sharing { sharing });
            }
            guest.told = now;
        }
    }
}
