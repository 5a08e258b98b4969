//! The door: what somebody wants to do becomes an entry in identities, or is refused.

mod agenda;
mod feelings;
mod names;
mod positions;
mod rounds;
mod whose;

use crate::canvas::{Canvas, Hands, Life};
use crate::command::{Command, Step};
use crate::entry::{Axis, Edit, Entry, GroupRef, More, Op, PersonNo};
use crate::grapheme;
use crate::letters::EntryNo;
use crate::refusal::Refusal;
use crate::seen::{Seen, View};

/// When and where a step happens, and what its author had seen.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Milliseconds since the canvas began.
    pub at_ms: i64,
    pub view: View,
    /// The gesture that the step goes on with, if it is not a new one.
    pub gesture: Option<EntryNo>,
}

impl Canvas {
    /// The entry that a step makes, and whose hands it is to be kept for. Nothing changes yet.
    ///
    /// # Errors
    /// A step that cannot be done is refused with what would be right.
    pub fn resolve(&self, step: &Step, occasion: Occasion) -> Result<(Entry, Hands), Refusal> {
        let by = step
            .by
            .as_deref()
            .map(|name| self.find_person(name))
            .transpose()?;
        if let Some(name) = &step.by
            && by.is_some_and(|by| self.people()[by as usize].anonymous)
        {
            // Whoever wrote without a name has no other hands.
            return Err(Refusal::unknown("person", name));
        }
        let voices = self.voices_of(step, by)?;
        if step.tidy && !by.is_some_and(|by| self.is_facilitator(by)) {
            return Err(Refusal::new(
                "facilitators-only",
                "Only a facilitator can tidy up.",
                "Make the change as your own, or ask a facilitator.",
            ));
        }
        let mut hands = Hands {
            person: by,
            client: occasion.view.client,
        };
        let mut entry = Entry {
            by,
            voices,
            tidy: step.tidy,
            at_ms: occasion.at_ms,
            client: occasion.view.client,
            gesture: occasion.gesture.unwrap_or(self.next()),
            op: self.deed(step, by, occasion)?,
            more: None,
        };
        if entry.op.is_for_good() {
            hands.person = None;
        }
        match entry.op {
            Op::Add {
                unnamed: Some(_), ..
            } => {
                entry.by = Some(self.people().len() as PersonNo);
                entry.voices = Box::default();
                (entry.client, entry.gesture) = (0, self.next());
            }
            // Taking back what was written without a name is as nameless.
            Op::Undo { gesture } | Op::Redo { gesture } => {
                entry.by = self.log()[gesture as usize].by;
                entry.gesture = self.next();
                if entry.by != by {
                    entry.client = 0;
                }
            }
            // Nothing in the log leads from an answer or a ballot to who gave it.
            Op::Feel | Op::Cast => {
                entry.by = None;
                entry.voices = Box::default();
                (entry.client, entry.gesture) = (0, self.next());
                entry.at_ms = self.log().last().map_or(0, |last| last.at_ms);
            }
            _ => {}
        }
        let cuts = entry.op.words().and_then(grapheme::cuts);
        entry.more = More {
            cuts,
            ..More::default()
        }
        .boxed();
        Ok((entry, hands))
    }

    fn voices_of(&self, step: &Step, by: Option<PersonNo>) -> Result<Box<[PersonNo]>, Refusal> {
        let mut voices: Vec<PersonNo> = Vec::new();
        for name in &step.voices.0 {
            let voice = self.find_person(name)?;
            if self.people()[voice as usize].anonymous {
                return Err(Refusal::unknown("person", name));
            }
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        let Some(by) = by else {
            return if voices.is_empty() {
                Ok(Box::default())
            } else {
                Err(Refusal::new(
                    "nobody",
                    "Nobody cannot speak for somebody.",
                    "Say who does it.",
                ))
            };
        };
        if let Command::Confirm { .. } = step.command {
            self.may_confirm(by, &voices)?;
        }
        let side = |person| self.profile(person).map(|profile| profile.side);
        if !self.is_facilitator(by) && voices.iter().any(|&voice| side(voice) != side(by)) {
            return Err(Refusal::new(
                "other-side",
                "Only a facilitator can speak for somebody of the other side.",
                "Let a facilitator write it down, or somebody of the same side.",
            ));
        }
        let ballot = matches!(step.command, Command::Rate { .. } | Command::Vote { .. });
        if ballot && voices.len() > 1 {
            return Err(Refusal::new(
                "one-person",
                "A vote or a rating is one person's.",
                "Give it for each person by itself.",
            ));
        }
        Ok(if voices == [by] {
            Box::default()
        } else {
            voices.into_boxed_slice()
        })
    }

    fn is_facilitator(&self, person: PersonNo) -> bool {
        self.profile(person)
            .is_some_and(|profile| profile.facilitator)
    }

    fn deed(&self, step: &Step, by: Option<PersonNo>, occasion: Occasion) -> Result<Op, Refusal> {
        let Occasion { at_ms, view, .. } = occasion;
        Ok(match &step.command {
            Command::Add {
                card,
                stage,
                lane,
                text,
                kind,
                anonymous,
                claim,
            } => Op::Add {
                card: self
                    .fresh("card", card, self.card_named(card).is_some())?
                    .into(),
                stage: self.find_line(Axis::Stage, stage)?,
                lane: self.find_line(Axis::Lane, lane)?,
                text: grapheme::normalise(text).into(),
                kind: kind.as_deref().map(Into::into),
                unnamed: self
                    .unnamed_writer(by, *anonymous, claim.as_deref())?
                    .map(Box::new),
            },
            Command::Edit {
                card,
                at,
                delete,
                insert,
            } => {
                let card = self.find_text_card(card, view)?;
                let text = self.card(card).text;
                let seen = Seen::new(self, text, view);
                within(*at, *delete, seen.len())?;
                Op::Edit {
                    text: self.card(card).text,
                    edit: seen.edit(*at, *delete, &grapheme::normalise(insert), step.tidy),
                }
            }
            Command::SetText { card, text } => {
                let card = self.find_text_card(card, view)?;
                let card_text = self.card(card).text;
                let edit = self.reworded(card_text, text, view, step.tidy);
                Op::Edit {
                    text: card_text,
                    edit,
                }
            }
            Command::Transfer {
                from,
                at,
                length,
                to,
                to_at,
                keep,
            } => {
                let from = self.find_text_card(from, view)?;
                let to = self.find_text_card(to, view)?;
                self.transfer(from, *at, *length, to, *to_at, *keep, view)?
            }
            Command::Copy { card, copy } => {
                let id = self.fresh("card", copy, self.card_named(copy).is_some())?;
                let card = self.find_card(card)?;
                let seen = Seen::new(self, self.card(card).text, view);
                let (letters, cased) = seen.other_letters();
                Op::Copy {
                    card,
                    copy: id.into(),
                    letters,
                    cased: cased.into(),
                }
            }
            Command::Split { card, at, rest } => {
                let card = self.find_card(card)?;
                let text = self.card(card).text;
                let seen = Seen::new(self, text, view);
                within(*at, 0, seen.len())?;
                let from = seen.at(*at);
                let rest = self.fresh("card", rest, self.card_named(rest).is_some())?;
                Op::Split {
                    card,
                    from,
                    rest: rest.into(),
                }
            }
            Command::Merge { card, into } => {
                let (card, into) = (self.find_card(card)?, self.find_card(into)?);
                self.two(card, into, "merged")?;
                Op::Merge {
                    card,
                    into,
                    after: self.end_of(self.card(into).text),
                }
            }
            Command::Move {
                card,
                stage,
                lane,
                before,
            } => {
                let card = self.find_card(card)?;
                let stage = self.find_line(Axis::Stage, stage)?;
                let lane = self.find_line(Axis::Lane, lane)?;
                let before = before
                    .as_deref()
                    .map(|name| self.find_card(name))
                    .transpose()?;
                let rank = before.and_then(|before| self.rank_before(card, before, stage, lane));
                let here = self.cell(card);
                let stays = rank.is_none() && (here.stage, here.lane) == (stage, lane);
                let rank = if stays { Some(here.rank.clone()) } else { rank };
                Op::Move {
                    card,
                    stage,
                    lane,
                    rank,
                }
            }
            Command::State {
                card,
                state,
                reason,
            } => Op::State {
                card: self.find_card(card)?,
                state: *state,
                reason: reason
                    .as_deref()
                    .map(|reason| grapheme::normalise(reason.trim()).into_owned())
                    .filter(|reason| !reason.is_empty()),
            },
            Command::Delete { card } => Op::Delete {
                card: self.find_card(card)?,
            },
            Command::Restore { card: name } => {
                let card = self
                    .card_named(name)
                    .ok_or_else(|| Refusal::unknown("card", name))?;
                match self.life(card) {
                    Some(Life::Deleted) => Op::Restore { card },
                    Some(Life::Alive) => {
                        return Err(Refusal::new(
                            "not-deleted",
                            format!("The card “{name}” is there."),
                            "Only a deleted card can be restored.",
                        ));
                    }
                    Some(Life::Merged(_)) => {
                        return Err(Refusal::new(
                            "merged",
                            format!("The card “{name}” was merged into another."),
                            "Undo the merge, or split the other card.",
                        ));
                    }
                    None => return Err(Refusal::unknown("card", name)),
                }
            }
            Command::Group { group, name, cards } => {
                let cards = self.find_cards(cards)?;
                let known = self.group_named(group);
                let (group, name) = match (known, name) {
                    (Some(known), name) => {
                        let text = self.groups()[known as usize].text;
                        let reworded = |name: &String| self.reworded(text, name, view, step.tidy);
                        let edit = name.as_ref().map(reworded);
                        (GroupRef::Known(known), edit)
                    }
                    (None, name) => {
                        let edit = name.as_ref().map(|name| Edit {
                            insert: grapheme::normalise(name).into(),
                            ..Edit::default()
                        });
                        (GroupRef::New(self.fresh("group", group, false)?), edit)
                    }
                };
                Op::Group {
                    group,
                    cards,
                    name: name.map(Box::new),
                }
            }
            Command::Ungroup { cards } => Op::Ungroup {
                cards: self.find_cards(cards)?,
            },
            Command::Link { from, to, kind } => {
                let (from, to) = (self.find_card(from)?, self.find_card(to)?);
                self.two(from, to, "linked")?;
                Op::Link {
                    from,
                    to,
                    kind: *kind,
                }
            }
            Command::Unlink { from, to, kind } => {
                let (from, to) = (self.find_card(from)?, self.find_card(to)?);
                self.two(from, to, "linked")?;
                Op::Unlink {
                    from,
                    to,
                    kind: *kind,
                }
            }
            Command::Rate {
                card,
                expected,
                worked,
                felt,
            } => {
                let card = self.find_card(card)?;
                somebody(by)?;
                if [expected, worked, felt]
                    .into_iter()
                    .any(|n| !(1..=7).contains(n))
                {
                    return Err(Refusal::new(
                        "out-of-range",
                        "A rating goes from 1 to 7.",
                        "Give three numbers from 1 to 7.",
                    ));
                }
                match self.ballot_asked(card, false)? {
                    true => Op::Cast,
                    false => Op::Rate {
                        card,
                        expected: *expected,
                        worked: *worked,
                        felt: *felt,
                    },
                }
            }
            Command::Vote { card, votes } => {
                somebody(by)?;
                let card = self.find_card(card)?;
                match self.ballot_asked(card, true)? {
                    true => Op::Cast,
                    false => Op::Vote {
                        card,
                        votes: *votes,
                    },
                }
            }
            Command::Promise {
                card,
                text,
                owner,
                due,
            } => {
                if !is_date(due) {
                    return Err(Refusal::new(
                        "not-a-date",
                        format!("“{due}” is no date."),
                        "Write the date as year-month-day, like 2027-01-31.",
                    ));
                }
                Op::Promise {
                    card: self.find_text_card(card, view)?,
                    text: grapheme::normalise(text).into(),
                    owner: self.find_person(owner)?,
                    due: due.clone(),
                }
            }
            Command::Confirm { card } => {
                somebody(by)?;
                Op::Confirm {
                    card: self.find_card(card)?,
                }
            }
            Command::Claim { card, secret } => self.claim_of(step, somebody(by)?, card, secret)?,
            Command::Reassign { .. } => self.correction_of(step, somebody(by)?, view)?,
            Command::Attach {
                card,
                name,
                mime,
                data,
            } => self.attachment_of(card, name, mime, data)?,
            Command::Detach { card, sha256 } => self.detachment_of(card, sha256)?,
            Command::Declare { card, people } => self.declaration_of(by, card, people)?,
            Command::Undo { within_ms } => {
                let since = within_ms.map(|within| at_ms - i64::from(within));
                let is_late = |&gesture: &EntryNo| {
                    since.is_none_or(|since| self.log()[gesture as usize].at_ms >= since)
                };
                let last = self.undo_of(somebody(by)?).filter(is_late);
                let gesture = last.ok_or_else(|| match since {
                    Some(_) => Refusal::new(
                        "nothing-to-take-back",
                        "In that time they did nothing that can be taken back.",
                        "Look among what they removed, or change single cards by hand.",
                    ),
                    None => Refusal::new(
                        "nothing-to-undo",
                        "There is nothing to undo.",
                        "Do something first.",
                    ),
                })?;
                if self
                    .gesture(gesture)
                    .iter()
                    .any(|&entry| self.is_built_on(entry))
                {
                    return Err(Refusal::new(
                        "built-on",
                        "Somebody else has gone on from there.",
                        "Change it by hand, or let them undo theirs first.",
                    ));
                }
                Op::Undo { gesture }
            }
            Command::Redo => {
                let gesture = self.redo_of(somebody(by)?).ok_or_else(|| {
                    Refusal::new(
                        "nothing-to-redo",
                        "There is nothing to redo.",
                        "Undo something first.",
                    )
                })?;
                if self.is_overtaken(gesture) {
                    return Err(Refusal::new(
                        "built-on",
                        "Somebody else has deleted or merged the card since.",
                        "Do it anew, or let them undo theirs first.",
                    ));
                }
                Op::Redo { gesture }
            }
            Command::Person {
                id,
                name,
                side,
                facilitator,
            } => Op::Person {
                id: self.fresh("person", id, self.is_person_id_taken(id))?,
                name: name.clone(),
                side: *side,
                facilitator: *facilitator,
            },
            Command::ChangePerson {
                id,
                name,
                side,
                facilitator,
            } => Op::ChangePerson {
                person: self.find_person(id)?,
                name: name.clone(),
                side: *side,
                facilitator: *facilitator,
            },
            Command::SamePerson { id, of } => self.same_person_of(step, id, of.as_deref())?,
            Command::AddStage {
                stage,
                name,
                before,
            } => self.add_line(Axis::Stage, stage, name, before.as_deref())?,
            Command::AddLane { lane, name, before } => {
                self.add_line(Axis::Lane, lane, name, before.as_deref())?
            }
            Command::RemoveStage { stage } => self.remove_line(Axis::Stage, stage)?,
            Command::RemoveLane { lane } => self.remove_line(Axis::Lane, lane)?,
            Command::ReorderStage { stage, before } => {
                self.reorder_line(Axis::Stage, stage, before.as_deref())?
            }
            Command::ReorderLane { lane, before } => {
                self.reorder_line(Axis::Lane, lane, before.as_deref())?
            }
            Command::Rename { what, id, text } => {
                let text_no = self.named_text(*what, id.as_deref().unwrap_or_default())?;
                Op::Edit {
                    text: text_no,
                    edit: self.reworded(text_no, text, view, step.tidy),
                }
            }
            Command::Feeling { percent } if *percent <= 100 => Op::Feeling { percent: *percent },
            Command::Feeling { .. } => {
                return Err(Refusal::new(
                    "out-of-range",
                    "Feeling is at most all of an experience.",
                    "Give a number from 0 to 100.",
                ));
            }
            Command::OpenFeelings => self.open_feelings(step, somebody(by)?)?,
            Command::Feel { answer } => {
                somebody(by)?;
                self.feel(step, answer)?
            }
            Command::CloseFeelings => self.close_feelings(step, somebody(by)?)?,
            Command::Agenda { phases } => self.agenda_of(step, by, phases)?,
            Command::EnterPhase { phase } => self.phase_entered(step, by, phase)?,
            Command::ExtendPhase { minutes } => self.phase_extended(step, by, *minutes)?,
            Command::OpenRound { round, asks, cards } => {
                self.round_opened(step, by, round, *asks, cards)?
            }
            Command::CloseRound { round } => self.round_closed(step, by, round)?,
            // Whoever holds what is hidden makes it cards.
            Command::Reveal { .. } => {
                return Err(Refusal::new(
                    "nothing-hidden",
                    "Nothing is hidden here.",
                    "Go on: everybody sees everything.",
                ));
            }
            Command::Comment { card, text } => {
                somebody(by)?;
                let text = grapheme::normalise(text.trim()).into_owned();
                if text.is_empty() {
                    return Err(Refusal::new(
                        "no-words",
                        "The comment says nothing.",
                        "Write at least a word.",
                    ));
                }
                Op::Comment {
                    card: self.find_card(card)?,
                    text,
                }
            }
        })
    }
}

fn somebody(by: Option<PersonNo>) -> Result<PersonNo, Refusal> {
    by.ok_or_else(|| Refusal::new("nobody", "It is not said who does it.", "Say who does it."))
}

fn within(at: usize, length: usize, len: usize) -> Result<(), Refusal> {
    match at.checked_add(length) {
        Some(end) if end <= len => Ok(()),
        _ => Err(Refusal::new(
            "past-the-end",
            format!("The text has {len} characters; {at} and {length} more go past its end."),
            format!("Give a position from 0 to {len}, and no more characters than follow it."),
        )),
    }
}

/// Whether a text is a day of the calendar, as `2027-01-31`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return false,
    };
    (1..=days).contains(&day)
}
