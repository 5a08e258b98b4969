//! Whose seats devices have in an open canvas.

use crate::machine;
use crate::problem::{self, of_refusal};
use crate::record::{Record, Rules};
use crate::room::{Room, Welcomed};
use crate::token::Given;
use canvas::board::Person;
use canvas::command::{Command, Step, Voices};
use canvas::door::Occasion;
use canvas::people::Side;
use canvas::seen::View;
use std::collections::HashSet;
use workshop::Client;
use workshop::view::{Problem, Role, You};

/// People at the table.
pub const MOST_PEOPLE: usize = 1000;

impl Room {
    /// A device that has a seat, and whose.
    pub fn returning(&self, secret: Option<&str>) -> Option<(Welcomed, String)> {
        let secret = secret?;
        let client = *self.clients.get(secret)?;
        let person = self.seat_of(client)?.to_owned();
        let welcomed = Welcomed {
            client,
            secret: secret.to_owned(),
            accepted: self.workshop.accepted(client),
        };
        Some((welcomed, person))
    }

    /// Whose device it is: of a person with two seats, the one that is kept.
    pub fn seat_of(&self, client: Client) -> Option<&str> {
        let person = self.people.get(&client)?;
        Some(self.workshop.kept_seat(person))
    }

    /// A number for a screen that only looks on. It is nobody, and is not remembered.
    pub fn onlooker(&mut self) -> Client {
        self.workshop.new_client()
    }

    /// Gives a new device this person's seat, for as long as it keeps its secret.
    pub fn seat_device(&mut self, secret: &str, person: &str) -> Client {
        let client = self.workshop.new_client();
        self.clients.insert(secret.to_owned(), client);
        self.people.insert(client, person.to_owned());
        self.keep_device(client, secret, Some(person.to_owned()));
        client
    }

    /// Takes a person's seat from all its devices, and gives back what those proved with.
    pub fn unseat(&mut self, person: &str) -> Vec<(Client, String)> {
        let devices: Vec<(Client, String)> = self
            .clients
            .iter()
            .filter(|(_, client)| self.seat_of(**client).is_some_and(|own| own == person))
            .map(|(secret, client)| (*client, secret.clone()))
            .collect();
        for (client, secret) in &devices {
            self.people.remove(client);
            self.keep_device(*client, secret, None);
        }
        devices
    }

    /// Writes down with which keys the workshop is shared, so that devices come back by themselves
    /// after a kill.
    pub fn keep_shared(&mut self, keys: Option<Given>) {
        if self.shared == keys || self.keeping.is_read_only().is_some() {
            return;
        }
        self.shared = keys.clone();
        self.keeping.write(&Record::Shared { keys });
    }

    /// Writes down how people come in, so that it is so after a restart as well.
    pub fn keep_door(&mut self, rules: Rules) {
        if self.door.as_ref() == Some(&rules) || self.keeping.is_read_only().is_some() {
            return;
        }
        self.door = Some(rules.clone());
        self.keeping.write(&Record::Door(Box::new(rules)));
    }

    fn is_removed(&self, person: &str) -> bool {
        let door = self.door.as_ref();
        door.is_some_and(|door| door.removed.contains(person))
    }

    fn keep_device(&mut self, client: Client, secret: &str, person: Option<String>) {
        if self.keeping.is_read_only().is_none() {
            self.keeping.write(&Record::Joined {
                client,
                secret: secret.to_owned(),
                person,
            });
        }
    }

    /// The devices of all people.
    pub fn devices(&self) -> impl Iterator<Item = (&String, &str)> {
        let devices = self.clients.iter();
        devices.filter_map(|(secret, client)| Some((secret, self.seat_of(*client)?)))
    }

    /// Seats that nobody has taken with a device of their own, and that lead nothing.
    pub fn free_seats(&self) -> Vec<Person> {
        let taken: HashSet<&String> = self.people.values().collect();
        let mut seats = self.workshop.canvas().seats();
        seats.retain(|seat| {
            let kept = taken.contains(&seat.id) || self.is_removed(&seat.id);
            seat.name.is_some() && seat.same_as.is_none() && !seat.facilitator && !kept
        });
        seats
    }

    /// What part somebody in this person's seat takes.
    pub fn role(&self, person: &str) -> Role {
        let canvas = self.workshop.canvas();
        let number = canvas.person_named(person);
        let profile = number.and_then(|number| canvas.profile(number));
        match profile.is_some_and(|profile| profile.facilitator) {
            true => Role::Facilitator,
            false => Role::Participant,
        }
    }

    /// Who somebody in this person's seat is.
    pub fn you(&self, person: &str) -> You {
        You {
            role: self.role(person),
            person: Some(person.to_owned()),
        }
    }

    /// Whether this is what a person's device proves with.
    pub fn is_a_seat(&self, secret: &str) -> bool {
        let client = self.clients.get(secret);
        client.is_some_and(|client| self.people.contains_key(client))
    }

    /// Whether there is a person of that id, who has a name.
    pub fn has_person(&self, person: &str) -> bool {
        let canvas = self.workshop.canvas();
        let number = canvas.person_named(person);
        number.is_some_and(|number| !canvas.people()[number as usize].anonymous)
    }

    /// A new seat; nobody in particular makes it.
    ///
    /// # Errors
    /// `full`, `read-only`, or what is wrong with the name.
    pub fn new_person(&mut self, name: &str, side: Side) -> Result<String, Problem> {
        if self.keeping.is_read_only().is_some() {
            return Err(problem::only_to_look_at());
        }
        if self.is_full() {
            return Err(problem::full(MOST_PEOPLE));
        }
        let id = format!("p{}", &machine::secret()[..12]);
        let name = match name {
            "" => self.guest_name(),
            name => name.to_owned(),
        };
        let step = Step {
            by: None,
            voices: Voices::default(),
            tidy: false,
            command: Command::Person {
                id: id.clone(),
                name,
                side,
                facilitator: false,
            },
        };
        let occasion = Occasion {
            at_ms: self.at_ms(),
            view: View {
                base: self.workshop.canvas().next(),
                client: 0,
            },
            gesture: None,
        };
        let (entry, _) = self.workshop.perform(&step, occasion).map_err(of_refusal)?;
        self.touched = true;
        self.keeping.has_changed();
        self.write_entry(entry, 0, 0);
        Ok(id)
    }

    pub fn is_full(&self) -> bool {
        let people = self.workshop.canvas().people().iter();
        people.filter(|seat| !seat.anonymous).count() >= MOST_PEOPLE
    }

    /// `Guest 3`, if two were there before.
    fn guest_name(&self) -> String {
        let canvas = self.workshop.canvas();
        let number = |name: &str| name.strip_prefix("Guest ")?.parse::<u32>().ok();
        let people = 0..canvas.people().len() as u32;
        let guests = people.filter_map(|person| number(&canvas.profile(person)?.name));
        format!("Guest {}", guests.max().unwrap_or(0).saturating_add(1))
    }
}
