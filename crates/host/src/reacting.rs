//! Reactions: signs given to a card or to the room, shown for a moment.
//!
//! They are in no log and on no disk, count for nothing, and nobody is told whose they are: what
//! goes out is how many of each were given in the last moment.

use crate::house::House;
use crate::protocol::ToScreen;
use crate::role::Role;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use workshop::view::{Reaction, Sign};

/// Between two times that screens are told.
const TOLD: Duration = Duration::from_millis(250);
/// Of one screen, so many are taken and no more: whoever taps wildly means it once.
const ONE_IN: Duration = Duration::from_millis(300);
/// Messages that may wait for a screen that is still told.
const MOST_WAITING: usize = 4;

/// What has not been told yet.
#[derive(Default)]
pub struct Reacting {
    given: BTreeMap<(Option<String>, Sign), u32>,
    told: Option<Instant>,
}

impl House {
    /// Somebody gives a sign.
    pub fn reacts(&mut self, id: u32, sign: Sign, card: Option<String>, now: Instant) {
        let (Some(room), Some(guest)) = (&self.room, self.guests.get_mut(&id)) else {
            return;
        };
        let is_seated = guest.you.role == Role::Facilitator || guest.you.person.is_some();
        let is_early = guest.reacted.is_some_and(|last| now < last + ONE_IN);
        if guest.client.is_none()
            || guest.you.role == Role::Projector
            || !is_seated
            || is_early
            || !room.workshop.takes_reactions(card.as_deref())
        {
            return;
        }
        guest.reacted = Some(now);
        *self.reacting.given.entry((card, sign)).or_default() += 1;
    }

    /// When the next reactions go out.
    pub fn next_reactions(&self) -> Option<Instant> {
        let told = self.reacting.told.unwrap_or_else(Instant::now);
        (!self.reacting.given.is_empty()).then_some(told + TOLD)
    }

    pub fn send_reactions(&mut self, now: Instant) {
        let told = self.reacting.told;
        if self.reacting.given.is_empty() || told.is_some_and(|told| now < told + TOLD) {
            return;
        }
        self.reacting.told = Some(now);
        let given = std::mem::take(&mut self.reacting.given);
        let Some(room) = &self.room else { return };
        // The phase may have changed since.
        let still = given
            .into_iter()
            .filter(|((card, _), _)| room.workshop.takes_reactions(card.as_deref()));
        let given: Vec<Reaction> = still
            .map(|((card, sign), count)| Reaction { sign, card, count })
            .collect();
        if given.is_empty() {
            return;
        }
        for guest in self.guests.values() {
            if guest.client.is_some() && guest.line.waiting() <= MOST_WAITING {
                let given = given.clone();
                guest.line.send(ToScreen::Reactions { given });
            }
        }
    }
}
