//! Two seats of one person, while the workshop goes on.

use crate::Workshop;
use crate::view::Floor;
use canvas::command::{Step, Voices};
use std::borrow::Cow;

impl Workshop {
    /// The seat that counts for what is done from this one.
    pub fn kept_seat(&self, id: &str) -> String {
        let canvas = self.canvas();
        match canvas.person_named(id) {
            Some(seat) => canvas.people()[canvas.one(seat) as usize].id.clone(),
            None => id.to_owned(),
        }
    }

    /// A step as it is done from the seats that are kept: a device may have been at work when it
    /// got another one.
    pub(crate) fn in_kept_seats<'a>(&self, step: &'a Step) -> Cow<'a, Step> {
        if !self.canvas().has_second_seats() {
            return Cow::Borrowed(step);
        }
        let mut voices: Vec<String> = Vec::new();
        for voice in step.voices.0.iter().map(|id| self.kept_seat(id)) {
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        Cow::Owned(Step {
            by: step.by.as_ref().map(|by| self.kept_seat(by)),
            voices: Voices(voices),
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
            let kept = self.kept_seat(&seat);
            self.drafts.join(&seat, &kept);
        }
        let each_once = |list: &[String]| {
            let mut people: Vec<String> = Vec::new();
            for person in list.iter().map(|id| self.kept_seat(id)) {
                if !people.contains(&person) {
                    people.push(person);
                }
            }
            people
        };
        let cast = self.canvas().round_open().map_or(self.floor.cast, |_| {
            // Of two ballots of one person one is left.
            self.ballots.len(self.canvas())
        });
        let floor = Floor {
            ready: each_once(&self.floor.ready),
            hands: each_once(&self.floor.hands),
            cast,
            ..self.floor.clone()
        };
        self.set_floor(floor);
        self.unsent.own = true;
    }
}
