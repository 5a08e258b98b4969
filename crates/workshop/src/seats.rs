//! Two seats of one person, while the workshop goes on.

use crate::Workshop;
use crate::view::Floor;
use canvas::command::{Step, Voices};
use std::borrow::Cow;

impl Workshop {
    /// The seat that counts for what is done from this one.
    pub fn kept_seat<'a>(&'a self, id: &'a str) -> &'a str {
        let canvas = self.canvas();
        canvas.person_named(id).map_or(id, |seat| {
            canvas.people()[canvas.one(seat) as usize].id.as_str()
        })
    }

    /// The people of some seats, each once.
    fn each_once(&self, seats: &[String]) -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        for person in seats.iter().map(|id| self.kept_seat(id)) {
            if !people.iter().any(|own| own == person) {
                people.push(person.to_owned());
            }
        }
        people
    }

    /// A step as it is done from the seats that are kept: a device may have been at work when it
    /// got another one.
    pub(crate) fn in_kept_seats<'a>(&self, step: &'a Step) -> Cow<'a, Step> {
        if !self.canvas().has_second_seats() {
            return Cow::Borrowed(step);
        }
        let by = step.by.as_ref().map(|by| self.kept_seat(by).to_owned());
        Cow::Owned(Step {
            by,
            voices: Voices(self.each_once(&step.voices.0)),
            ..step.clone()
        })
    }

    /// Perhaps other seats are one person's than before.
    pub(crate) fn seats_changed(&mut self) {
        let canvas = self.canvas();
        if !canvas.has_second_seats() {
            return;
        }
        let seats = 0..canvas.people().len() as u32;
        let second = seats.filter(|&seat| canvas.is_second_seat(seat));
        let second: Vec<String> = second
            .map(|seat| canvas.people()[seat as usize].id.clone())
            .collect();
        for seat in second {
            let kept = self.kept_seat(&seat).to_owned();
            self.drafts.join(&seat, &kept);
        }
        let cast = self.canvas().round_open().map_or(self.floor.cast, |_| {
            // Of two ballots of one person one is left.
            self.ballots.len(self.canvas())
        });
        let floor = Floor {
            ready: self.each_once(&self.floor.ready),
            hands: self.each_once(&self.floor.hands),
            cast,
            ..self.floor.clone()
        };
        self.set_floor(floor);
        self.unsent.own = true;
    }
}
