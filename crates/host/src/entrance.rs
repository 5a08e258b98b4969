//! How participants come in: they say who they are at the door, and wait until a facilitator gives
//! them a seat, unless everybody is let in.
//!
//! A device keeps a secret by which it has its seat again whenever it comes back. Who waits is
//! known by a number that stays when the device comes and goes.

use crate::guest::Told;
use crate::house::House;
use crate::line::Outgoing;
use crate::protocol::{Door, DoorState, ToScreen, WaitingGuest};
use crate::record::Rules;
use crate::room::Welcomed;
use crate::seats::MOST_PEOPLE;
use crate::{machine, problem};
use canvas::grapheme;
use canvas::people::Side;
use std::collections::{BTreeMap, HashMap};
use workshop::view::Problem;

/// Graphemes of a person's name.
const LONGEST_NAME: usize = 80;
/// Devices at the door that are remembered.
const MOST_CALLERS: usize = 1000;

/// The door, and who stands at it.
#[derive(Default)]
pub struct Entrance {
    pub rules: Rules,
    pub callers: BTreeMap<u32, Caller>,
    /// How many callers there were.
    numbers: u32,
    /// Devices of the rehearsal before this workshop, and whose they are.
    pub heirs: HashMap<String, String>,
    /// Counts changes of who waits.
    pub changes: u32,
    /// What those at the door were shown.
    pub shown: Option<Door>,
}

/// A device at the door.
pub struct Caller {
    secret: String,
    /// Its connection, if it is connected just now.
    pub guest: Option<u32>,
    pub state: DoorState,
    name: String,
    side: Side,
    seat: Option<String>,
    /// It was sent away before.
    apart: bool,
}

impl Entrance {
    /// Another canvas: nobody stands at its door yet.
    pub fn is_of_another_canvas(&mut self) {
        self.callers.clear();
        self.heirs.clear();
        self.rules.removed.clear();
        self.rules.sent_away.clear();
        self.shown = None;
        self.changes += 1;
    }

    fn caller_at(&self, guest: u32) -> Option<u32> {
        let mut callers = self.callers.iter();
        let (number, _) = callers.find(|(_, caller)| caller.guest == Some(guest))?;
        Some(*number)
    }

    /// The device with this secret, which may have stood here before.
    fn caller(&mut self, secret: Option<&str>) -> u32 {
        let known = self.callers.iter();
        let mut known = known.filter(|(_, caller)| Some(&*caller.secret) == secret);
        if let Some((number, _)) = known.next() {
            return *number;
        }
        if self.callers.len() >= MOST_CALLERS {
            // Whoever has gone longest has the least of it.
            let mut gone = self.callers.iter();
            let gone = gone.find(|(_, caller)| caller.guest.is_none());
            if let Some(gone) = gone.map(|(number, _)| *number) {
                self.callers.remove(&gone);
                self.changes += 1;
            }
        }
        let apart = secret.is_some_and(|secret| self.rules.sent_away.contains(secret));
        self.numbers += 1;
        let caller = Caller {
            secret: machine::secret(),
            guest: None,
            state: DoorState::New,
            name: String::new(),
            side: Side::Customer,
            seat: None,
            apart,
        };
        self.callers.insert(self.numbers, caller);
        self.numbers
    }

    /// A connection has ended.
    pub fn left(&mut self, guest: u32) {
        let Some(number) = self.caller_at(guest) else {
            return;
        };
        if let Some(caller) = self.callers.get_mut(&number) {
            caller.guest = None;
            if caller.state == DoorState::New && !caller.apart {
                self.callers.remove(&number);
            }
        }
    }

    /// Who waits, in the order of coming.
    pub fn waiting(&self) -> Vec<WaitingGuest> {
        let waiting = |caller: &&Caller| caller.state == DoorState::Waiting;
        let shown = |(number, caller): (&u32, &Caller)| WaitingGuest {
            guest: *number,
            name: caller.name.clone(),
            side: caller.side,
            seat: caller.seat.clone(),
        };
        let callers = self.callers.iter();
        callers
            .filter(|(_, caller)| waiting(caller))
            .map(shown)
            .collect()
    }
}

impl House {
    /// A participant's device says what it is: it has its seat again, or stands at the door.
    pub fn arrive(&mut self, id: u32) {
        let Some(guest) = self.guests.get_mut(&id) else {
            return;
        };
        let secret = guest.secret.clone();
        let desktop = guest.line.desktop;
        let welcome = |client: &str, accepted| ToScreen::Welcome {
            client: client.to_owned(),
            accepted,
            desktop,
        };
        let Some(room) = &mut self.room else {
            let client = guest.secret.get_or_insert_with(machine::secret).clone();
            guest.line.send(welcome(&client, 0));
            self.tell_closed(id);
            return;
        };
        if let Some((
            Welcomed {
                client,
                secret,
                accepted,
            },
            person,
        )) = room.returning(secret.as_deref())
        {
            guest.line.send(welcome(&secret, accepted));
            guest.client = Some(client);
            guest.held.clear();
            guest.you = room.you(&person);
            room.workshop.seat(client, guest.you.clone());
            self.close_earlier(id, client);
            self.show(id);
            self.presence.changed = true;
            return;
        }
        let heir = secret.as_ref().and_then(|s| self.entrance.heirs.remove(s));
        if let Some(person) = heir.filter(|person| room.has_person(person)) {
            let secret = machine::secret();
            guest.line.send(welcome(&secret, 0));
            guest.secret = Some(secret);
            self.sit_down(id, &person);
            return;
        }
        let number = self.entrance.caller(secret.as_deref());
        let caller = self.entrance.callers.get_mut(&number).expect("just found");
        let before = caller.guest.replace(id).filter(|before| *before != id);
        guest.secret = Some(caller.secret.clone());
        guest.line.send(welcome(&caller.secret, 0));
        if let Some(before) = before.and_then(|before| self.guests.remove(&before)) {
            before.line.send(Outgoing::Close);
        }
        self.tell_door(number);
    }

    /// A device has this person's seat from now on, and sees the canvas.
    fn sit_down(&mut self, id: u32, person: &str) {
        let (Some(room), Some(guest)) = (&mut self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let Some(secret) = guest.secret.clone() else {
            return;
        };
        let client = room.seat_device(&secret, person);
        guest.client = Some(client);
        guest.held.clear();
        guest.you = room.you(person);
        room.workshop.seat(client, guest.you.clone());
        self.show(id);
        self.presence.changed = true;
    }

    /// Somebody at the door says who they are.
    pub fn join(&mut self, id: u32, name: &str, side: Side, seat: Option<String>) {
        let Some(number) = self.entrance.caller_at(id) else {
            return;
        };
        let outcome = self.ask_for_seat(number, name, side, seat);
        if let Err(problem) = outcome {
            self.tell(id, ToScreen::Notice { problem });
            self.tell_door(number);
        }
    }

    fn ask_for_seat(
        &mut self,
        number: u32,
        name: &str,
        side: Side,
        seat: Option<String>,
    ) -> Result<(), Problem> {
        let Some(room) = &self.room else {
            return Err(problem::no_canvas());
        };
        let name = written(name)?;
        match &seat {
            Some(seat) if !room.free_seats().iter().any(|free| free.id == *seat) => {
                return Err(problem::seat_taken());
            }
            None if name.is_empty() && !self.entrance.rules.names_optional => {
                return Err(problem::name_needed());
            }
            None if room.keeping.is_read_only().is_some() => {
                return Err(problem::only_to_look_at());
            }
            None if room.is_full() => return Err(problem::full(MOST_PEOPLE)),
            _ => {}
        }
        let let_all_in = self.entrance.rules.let_all_in;
        let Some(caller) = self.entrance.callers.get_mut(&number) else {
            return Ok(());
        };
        let at_once = let_all_in && !caller.apart && caller.state != DoorState::TurnedAway;
        (caller.name, caller.side, caller.seat) = (name, side, seat);
        caller.state = DoorState::Waiting;
        self.entrance.changes += 1;
        if at_once {
            return self.admit(number, None);
        }
        self.tell_door(number);
        Ok(())
    }

    /// Lets somebody in who waits: into this seat, into the one they asked for, or into a new one.
    ///
    /// # Errors
    /// `nobody-waits`, `unknown-name`, and those of making a seat.
    pub fn admit(&mut self, number: u32, seat: Option<String>) -> Result<(), Problem> {
        let room = self.room.as_mut().ok_or_else(problem::no_canvas)?;
        let caller = self.entrance.callers.get(&number);
        let caller = caller.filter(|caller| caller.state == DoorState::Waiting);
        let caller = caller.ok_or_else(problem::nobody_waits)?;
        let person = match seat {
            Some(seat) if room.has_person(&seat) => seat,
            Some(seat) => return Err(problem::unknown_person(&seat)),
            None => match &caller.seat {
                Some(asked) if room.free_seats().iter().any(|free| free.id == *asked) => {
                    asked.clone()
                }
                _ => room.new_person(&caller.name, caller.side)?,
            },
        };
        let (secret, guest) = (caller.secret.clone(), caller.guest);
        self.entrance.callers.remove(&number);
        self.entrance.changes += 1;
        match guest {
            Some(guest) => self.sit_down(guest, &person),
            // Its device sleeps; it has its seat when it comes back.
            None => drop(room.seat_device(&secret, &person)),
        }
        Ok(())
    }

    /// Does not let somebody in who waits.
    ///
    /// # Errors
    /// `nobody-waits`.
    pub fn turn_away(&mut self, number: u32) -> Result<(), Problem> {
        let caller = self.entrance.callers.get_mut(&number);
        let caller = caller.filter(|caller| caller.state == DoorState::Waiting);
        caller.ok_or_else(problem::nobody_waits)?.state = DoorState::TurnedAway;
        self.entrance.changes += 1;
        self.tell_door(number);
        Ok(())
    }

    /// Whether whoever comes is let in; those who wait then come in, too.
    ///
    /// # Errors
    /// Why one of them cannot have a seat; those before are in.
    pub fn let_all_in(&mut self, on: bool) -> Result<(), Problem> {
        self.entrance.rules.let_all_in = on;
        self.sharing.changes += 1;
        self.keep_door();
        let waiting = self.entrance.callers.iter();
        let waiting = waiting.filter(|(_, who)| on && who.state == DoorState::Waiting);
        let waiting: Vec<u32> = waiting
            .filter(|(_, who)| !who.apart)
            .map(|(number, _)| *number)
            .collect();
        waiting
            .into_iter()
            .try_for_each(|number| self.admit(number, None))
    }

    /// Whether people may come in without a name.
    pub fn names_optional(&mut self, on: bool) {
        self.entrance.rules.names_optional = on;
        self.sharing.changes += 1;
        self.keep_door();
    }

    /// Sends away a person's devices. They come back only when they are let in again.
    ///
    /// # Errors
    /// `unknown-name`.
    pub fn remove(&mut self, person: &str) -> Result<(), Problem> {
        let room = self.room.as_mut().ok_or_else(problem::no_canvas)?;
        if !room.has_person(person) {
            return Err(problem::unknown_person(person));
        }
        self.entrance.rules.removed.insert(person.to_owned());
        let mut away = Vec::new();
        for (client, secret) in room.unseat(person) {
            self.entrance.rules.sent_away.insert(secret);
            let devices = self.guests.iter();
            let devices = devices.filter(|(_, guest)| guest.client == Some(client));
            away.extend(devices.map(|(id, _)| *id));
        }
        for id in away {
            self.send_away(id, problem::sent_away());
        }
        self.keep_door();
        Ok(())
    }

    /// A canvas has been opened: people come in as they did when it was open last, or as they did
    /// here before.
    pub fn open_door(&mut self) {
        let rules = self.room.as_ref().and_then(|room| room.door.clone());
        let Some(rules) = rules else {
            return self.keep_door();
        };
        self.entrance.rules = rules;
        self.sharing.changes += 1;
    }

    /// The open canvas remembers how people come in.
    fn keep_door(&mut self) {
        let rules = self.entrance.rules.clone();
        let Some(room) = &mut self.room else { return };
        // That nothing was ever said needs no record.
        if room.door.is_some() || rules != Rules::default() {
            room.keep_door(rules);
        }
    }

    /// Sends a device away and ends its line.
    pub fn send_away(&mut self, id: u32, problem: Problem) {
        if let Some(guest) = self.guests.get(&id) {
            guest.line.send(ToScreen::SentAway { problem });
            guest.line.send(Outgoing::Close);
        }
        self.left(id);
    }

    /// Whoever was made a facilitator leads from now on, and whoever is none any more does not.
    pub fn seat_again(&mut self) {
        let Some(room) = &mut self.room else { return };
        let mut changed = Vec::new();
        for (id, guest) in &mut self.guests {
            let (Some(client), Some(person)) = (guest.client, &guest.you.person) else {
                continue;
            };
            // A person's second device has the seat of the first, if a facilitator said so.
            let seat = room.seat_of(client).unwrap_or(person);
            let role = room.role(seat);
            if role != guest.you.role || seat != person {
                let seat = seat.to_owned();
                if let Some(here) = &mut guest.here {
                    here.person = Some(seat.clone());
                }
                guest.you.person = Some(seat);
                guest.you.role = role;
                self.presence.changed = true;
                guest.told = Told::default();
                room.workshop.seat(client, guest.you.clone());
                changed.push(*id);
            }
        }
        for id in changed {
            self.show(id);
        }
    }
}

/// A name as it is kept: one line without blanks around it.
fn written(name: &str) -> Result<String, Problem> {
    if name.len() > 100 * LONGEST_NAME {
        return Err(problem::name_too_long(LONGEST_NAME));
    }
    let name: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match grapheme::cut(&name).len() > LONGEST_NAME {
        true => Err(problem::name_too_long(LONGEST_NAME)),
        false => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(written("  Ada\n\tLovelace \u{0} ").unwrap(), "Ada Lovelace");
        assert_eq!(written(" \r\n ").unwrap(), "");
        let family = "👩‍👩‍👧‍👦".repeat(LONGEST_NAME);
        assert_eq!(written(&family).unwrap(), family);
        for long in ["a".repeat(LONGEST_NAME + 1), "a ".repeat(100_000)] {
            assert_eq!(written(&long).unwrap_err().code, "too-long");
        }
    }
}
