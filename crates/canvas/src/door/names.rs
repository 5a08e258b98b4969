//! Names in a step: what they mean, or that there is no such thing.

use crate::canvas::{Canvas, Life, PURPOSE, TITLE};
use crate::command::Named;
use crate::entry::{Axis, CardNo, LineNo, PersonNo};
use crate::letters::TextNo;
use crate::people::Side;
use crate::refusal::Refusal;
use crate::seen::View;

impl Canvas {
    pub(super) fn fresh(&self, what: &str, name: &str, taken: bool) -> Result<String, Refusal> {
        if taken {
            return Err(Refusal::new(
                "name-taken",
                format!("There is a {what} “{name}” already."),
                "Take another name.",
            ));
        }
        Ok(name.to_owned())
    }

    /// Whether an id is somebody's, or kept for those who have no seat.
    pub(super) fn is_person_id_taken(&self, id: &str) -> bool {
        self.person_named(id).is_some()
            || matches!(id, "template" | "tidy" | "ai")
            || id.starts_with("anonymous ")
    }

    pub(super) fn find_person(&self, name: &str) -> Result<PersonNo, Refusal> {
        self.person_named(name)
            .ok_or_else(|| Refusal::unknown("person", name))
    }

    /// A writer's side, where it leaves at least three people to choose from.
    pub(super) fn side_to_tell(&self, person: PersonNo) -> Option<Side> {
        let side = self.profile(person)?.side;
        let alike = (0..self.people().len() as PersonNo).filter(|&other| {
            !self.is_second_seat(other)
                && self
                    .profile(other)
                    .is_some_and(|profile| profile.side == side)
        });
        (alike.count() >= 3).then_some(side)
    }

    /// A stage or lane that is there.
    pub(super) fn find_line(&self, axis: Axis, name: &str) -> Result<LineNo, Refusal> {
        let what = match axis {
            Axis::Stage => "stage",
            Axis::Lane => "lane",
        };
        self.line_named(axis, name)
            .filter(|&line| {
                let ranks = &self.bands(axis)[line as usize].rank;
                ranks
                    .last(|e| self.in_force(e))
                    .is_some_and(Option::is_some)
            })
            .ok_or_else(|| Refusal::unknown(what, name))
    }

    /// A card that is there.
    pub(super) fn find_card(&self, name: &str) -> Result<CardNo, Refusal> {
        let card = self
            .card_named(name)
            .ok_or_else(|| Refusal::unknown("card", name))?;
        match self.life(card) {
            Some(Life::Alive) => Ok(card),
            _ => Err(Refusal::new(
                "deleted",
                format!("The card “{name}” is deleted."),
                "Restore it first.",
            )),
        }
    }

    pub(super) fn find_cards(&self, names: &[String]) -> Result<Vec<CardNo>, Refusal> {
        let mut cards = Vec::with_capacity(names.len());
        for name in names {
            let card = self.find_card(name)?;
            if !cards.contains(&card) {
                cards.push(card);
            }
        }
        Ok(cards)
    }

    /// A card that its author could write on: what was typed is not refused for being late.
    pub(super) fn find_text_card(&self, name: &str, view: View) -> Result<CardNo, Refusal> {
        let Some(card) = self.card_named(name) else {
            return Err(Refusal::unknown("card", name));
        };
        let lives = &self.card(card).life;
        if lives.last(|entry| view.in_force(self, entry)) == Some(&Life::Alive) {
            return Ok(card);
        }
        self.find_card(name)
    }

    pub(super) fn two(&self, card: CardNo, other: CardNo, done: &str) -> Result<(), Refusal> {
        if card == other {
            return Err(Refusal::new(
                "itself",
                format!("A card cannot be {done} with itself."),
                "Name two cards.",
            ));
        }
        Ok(())
    }

    pub(super) fn named_text(&self, what: Named, id: &str) -> Result<TextNo, Refusal> {
        Ok(match what {
            Named::Title => TITLE,
            Named::Purpose => PURPOSE,
            Named::Stage => self.bands(Axis::Stage)[self.find_line(Axis::Stage, id)? as usize].text,
            Named::Lane => self.bands(Axis::Lane)[self.find_line(Axis::Lane, id)? as usize].text,
            Named::Group => {
                let group = self
                    .group_named(id)
                    .ok_or_else(|| Refusal::unknown("group", id))?;
                self.groups()[group as usize].text
            }
        })
    }
}
