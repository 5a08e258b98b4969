//! Steps about whose something is: what they need, or why they cannot be done.

use super::within;
use crate::canvas::{Bar, Canvas, Voice};
use crate::chain::from_hex;
use crate::command::{Command, Step};
use crate::entry::{Correction, Op, PersonNo, Span, Unnamed};
use crate::grapheme;
use crate::picture;
use crate::refusal::Refusal;
use crate::seen::{Seen, View};

/// The longest secret.
const LONGEST_SECRET: usize = 1024;

impl Canvas {
    /// Who writes a card without a name.
    pub(super) fn unnamed_writer(
        &self,
        by: Option<PersonNo>,
        anonymous: bool,
        claim: Option<&str>,
    ) -> Result<Option<Unnamed>, Refusal> {
        let claim = claim.map(|claim| {
            if !anonymous {
                return Err(Refusal::new(
                    "not-anonymous",
                    "Only a card that was written without a name can be claimed later.",
                    "Write it without a name, or leave `claim` out.",
                ));
            }
            let hash = from_hex(claim).ok_or_else(|| {
                Refusal::new(
                    "not-a-hash",
                    "What is to claim the card later is no SHA-256.",
                    "Give the SHA-256 of a secret as 64 digits and small letters from a to f.",
                )
            })?;
            if self.is_claim_taken(&hash) {
                return Err(Refusal::new(
                    "claim-taken",
                    "Another card is to be claimed by the same secret: it would show that the two \
                     are one person's.",
                    "Draw another secret for each card.",
                ));
            }
            Ok(Box::new(hash))
        });
        let claim = claim.transpose()?;
        Ok(anonymous.then(|| Unnamed {
            side: by.and_then(|by| self.side_to_tell(by)),
            claim,
        }))
    }

    /// Whether somebody else may be confirmed for by whoever does it.
    pub(super) fn may_confirm(&self, by: PersonNo, voices: &[PersonNo]) -> Result<(), Refusal> {
        if self.is_facilitator(by) || voices.iter().all(|&voice| voice == by) {
            return Ok(());
        }
        Err(Refusal::new(
            "facilitators-only",
            "Only a facilitator can say that somebody else agrees.",
            "Let the person confirm it, or a facilitator who has read it aloud.",
        ))
    }

    pub(super) fn claim_of(
        &self,
        step: &Step,
        by: PersonNo,
        card: &str,
        secret: &str,
    ) -> Result<Op, Refusal> {
        in_ones_own_name(step)?;
        // A card that was merged or deleted has a writer all the same.
        let no = self.card_named(card).filter(|&no| self.life(no).is_some());
        let no = no.ok_or_else(|| Refusal::unknown("card", card))?;
        let bar = if secret.len() > LONGEST_SECRET {
            Some(Bar::WrongSecret)
        } else {
            self.bars_claim(no, secret, by)
        };
        let refusal = match bar {
            None => {
                return Ok(Op::Claim {
                    card: no,
                    secret: secret.to_owned(),
                });
            }
            Some(Bar::Named) => Refusal::new(
                "not-anonymous",
                format!("The card “{card}” was not written without a name."),
                "Only a card without a name can be claimed.",
            ),
            Some(Bar::NoSecret) => Refusal::new(
                "no-claim",
                format!("The card “{card}” was written so that nobody can ever claim it."),
                "A facilitator can correct whose the letters are, with the room's agreement.",
            ),
            Some(Bar::WrongSecret) => Refusal::new(
                "wrong-secret",
                format!("This secret does not claim the card “{card}”."),
                "Claim it from the device it was written on.",
            ),
            Some(Bar::Claimed) => Refusal::new(
                "claimed",
                format!("Somebody has claimed the card “{card}” already."),
                "If that is wrong, a facilitator can correct it with the room's agreement.",
            ),
        };
        Err(refusal)
    }

    pub(super) fn correction_of(
        &self,
        step: &Step,
        by: PersonNo,
        view: View,
    ) -> Result<Op, Refusal> {
        let Command::Reassign {
            card,
            at,
            length,
            to,
            reason,
            agreed,
        } = &step.command
        else {
            unreachable!("the caller has one");
        };
        in_ones_own_name(step)?;
        if !self.is_facilitator(by) {
            return Err(Refusal::new(
                "facilitators-only",
                "Only a facilitator can correct whose letters are.",
                "Ask a facilitator, and say it aloud.",
            ));
        }
        let no = self.find_card(card)?;
        let seen = Seen::new(self, self.card(no).text, view);
        within(*at, *length, seen.len())?;
        let (to, agreed) = (self.find_named(to)?, self.find_named(agreed)?);
        if to.is_empty() {
            return Err(Refusal::new(
                "nobody",
                "It is not said whose ideas these letters are.",
                "Name at least one person in `to`.",
            ));
        }
        let reason = grapheme::normalise(reason.trim()).into_owned();
        if reason.is_empty() {
            return Err(Refusal::new(
                "no-reason",
                "A correction needs a reason.",
                "Say in a few words why the letters are somebody else's.",
            ));
        }
        if !agreed.iter().any(|&person| person != by) {
            return Err(Refusal::new(
                "not-agreed",
                "A correction needs the agreement of somebody beside the facilitator.",
                "Name who has agreed.",
            ));
        }
        let letters = seen.letters(*at, *length).into_iter().filter(|&place| {
            let origin = self.letters().place(place).origin;
            let entry = self.letters().place(origin).entry;
            matches!(self.voice_told(entry), Voice::People(_))
        });
        let letters = Span::of(letters);
        if letters.is_empty() {
            return Err(Refusal::new(
                "nobodys-letters",
                "No letters of anybody stand there: what came with a template or with tidying up \
                 stays nobody's.",
                "Choose letters that somebody wrote.",
            ));
        }
        Ok(Op::Reassign {
            card: no,
            correction: Box::new(Correction {
                letters,
                to,
                reason,
                agreed,
            }),
        })
    }

    pub(super) fn same_person_of(
        &self,
        step: &Step,
        id: &str,
        of: Option<&str>,
    ) -> Result<Op, Refusal> {
        in_ones_own_name(step)?;
        let named = |name: &str| {
            let person = self.find_person(name)?;
            match self.people()[person as usize].anonymous {
                true => Err(Refusal::unknown("person", name)),
                false => Ok(person),
            }
        };
        let person = named(id)?;
        let Some(of) = of.map(named).transpose()? else {
            return match self.same_as(person) {
                Some(_) => Ok(Op::SamePerson { person, of: None }),
                None => Err(Refusal::new(
                    "one-seat",
                    format!("“{id}” is nobody else's second seat."),
                    "There is nothing to take apart.",
                )),
            };
        };
        if self.one(person) == self.one(of) {
            return Err(Refusal::new(
                "same-already",
                "These two seats are one person's already.",
                "Name two people.",
            ));
        }
        Ok(Op::SamePerson {
            person,
            of: Some(of),
        })
    }

    pub(super) fn declaration_of(
        &self,
        by: Option<PersonNo>,
        card: &str,
        people: &[String],
    ) -> Result<Op, Refusal> {
        if by.is_some() {
            return Err(Refusal::new(
                "imports-only",
                "Whose ideas an imported text is, only the import itself declares.",
                "Let the people write it, or speak for them.",
            ));
        }
        Ok(Op::Declare {
            card: self.find_card(card)?,
            people: self.find_named(people)?,
        })
    }

    /// The picture on a card that is meant by a SHA-256.
    pub(super) fn detachment_of(&self, card: &str, sha256: &str) -> Result<Op, Refusal> {
        let no = self.find_card(card)?;
        let picture = from_hex(sha256)
            .and_then(|sha256| self.picture_named(&sha256))
            .filter(|&picture| self.pictures_on(no).any(|(own, _)| own == picture));
        let picture = picture.ok_or_else(|| Refusal::unknown("picture", sha256))?;
        Ok(Op::Detach { card: no, picture })
    }

    pub(super) fn attachment_of(
        &self,
        card: &str,
        name: &str,
        mime: &str,
        data: &str,
    ) -> Result<Op, Refusal> {
        Ok(Op::Attach {
            card: self.find_card(card)?,
            picture: Box::new(picture::facts_of(mime, data)?),
            name: grapheme::normalise(name).into(),
        })
    }

    /// People who have a name, each once.
    fn find_named(&self, names: &[String]) -> Result<Vec<PersonNo>, Refusal> {
        let mut people = Vec::with_capacity(names.len());
        for name in names {
            let person = self.find_person(name)?;
            if self.people()[person as usize].anonymous {
                return Err(Refusal::unknown("person", name));
            }
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }
}

/// Some things are done in nobody's name but one's own.
pub(super) fn in_ones_own_name(step: &Step) -> Result<(), Refusal> {
    if step.voices.is_empty() && !step.tidy {
        return Ok(());
    }
    Err(Refusal::new(
        "own-name",
        "This is done in one's own name alone.",
        "Leave `for` and `tidy` out.",
    ))
}
