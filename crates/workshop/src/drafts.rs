//! Cards that only their writers see, until they are revealed. They are not in the log: nothing of
//! them, not even that there are any, leaves the host for anybody else.

use crate::kept::{Kept, Owner};
use crate::view::{Done, Role};
use crate::{Arrival, Client, Outcome, Workshop};
use canvas::agenda::Writing;
use canvas::board::{Card, LettersOf};
use canvas::canvas::Hands;
use canvas::command::{Command, State, Step, Voices};
use canvas::door::Occasion;
use canvas::entry::{Axis, PersonNo};
use canvas::grapheme;
use canvas::letters::EntryNo;
use canvas::refusal::Refusal;
use canvas::seen::View;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A card before it is one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub card: String,
    /// The seat that wrote it, and the device.
    pub by: String,
    pub client: Client,
    pub voices: Voices,
    pub tidy: bool,
    pub anonymous: bool,
    /// The SHA-256 of the secret that claims it.
    pub claim: Option<String>,
    pub stage: String,
    pub lane: String,
    pub kind: Option<String>,
    pub text: String,
    pub deleted: bool,
    /// Counts drafts: later ones stand below.
    pub order: u32,
}

impl Draft {
    fn is_of(&self, owner: &Owner) -> bool {
        self.client == owner.client
            || owner.person.as_ref() == Some(&self.by)
            || owner.seats.contains(&self.by)
    }

    /// As its writer sees it.
    fn view(&self, owner: &Owner) -> Card {
        let creators = match self.voices.0.as_slice() {
            [] if owner.seats.contains(&self.by) => owner.person.iter().cloned().collect(),
            [] => vec![self.by.clone()],
            voices => voices.to_vec(),
        };
        let letters = grapheme::cut(&self.text);
        let letters = letters
            .iter()
            .filter(|own| grapheme::is_letter(own))
            .count();
        Card {
            id: self.card.clone(),
            text: self.text.clone(),
            kind: self.kind.clone(),
            stage: self.stage.clone(),
            lane: self.lane.clone(),
            // Ranks of the log begin with a digit or a letter up to f.
            rank: format!("z{:08x}", self.order),
            state: State::Open,
            reason: None,
            deleted: self.deleted,
            deleted_by: None,
            undone: false,
            merged_into: None,
            group: None,
            letters: creators
                .iter()
                .filter(|_| letters > 0)
                .map(|person| LettersOf {
                    person: person.clone(),
                    letters,
                })
                .collect(),
            creators,
            links: Vec::new(),
            votes: Vec::new(),
            ratings: Vec::new(),
            promises: Vec::new(),
            attachments: Vec::new(),
            declared: Vec::new(),
            comments: Vec::new(),
            private: true,
        }
    }
}

/// A change of a draft, for taking it back.
#[derive(Clone, Debug)]
struct Change {
    gesture: (Client, u32),
    /// How long the log was then.
    at: EntryNo,
    what: &'static str,
    card: String,
    before: Option<Draft>,
    after: Option<Draft>,
}

/// What a person has changed, for undo and redo.
#[derive(Clone, Debug, Default)]
struct Doings {
    done: Vec<Change>,
    undone: Vec<Change>,
}

/// Everybody's drafts.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    cards: BTreeMap<String, Draft>,
    doings: BTreeMap<String, Doings>,
    order: u32,
    /// Drafts that somebody is to be shown, by their ids.
    pub(crate) changed: Vec<(String, Draft)>,
}

impl Drafts {
    pub fn all(&self) -> impl Iterator<Item = &Draft> {
        self.cards.values()
    }

    pub fn recall(&mut self, draft: Draft) {
        self.order = self.order.max(draft.order);
        self.cards.insert(draft.card.clone(), draft);
    }

    pub fn forget(&mut self, card: &str) {
        self.cards.remove(card);
    }

    /// Whether a device has changed drafts that could be taken back.
    pub(crate) fn is_at_work(&self, client: Client) -> bool {
        self.doings
            .keys()
            .any(|person| self.is_at_work_for(client, person))
    }

    /// Whether it has, for that person.
    pub(crate) fn is_at_work_for(&self, client: Client, person: &str) -> bool {
        let doings = self.doings.get(person);
        doings.is_some_and(|doings| {
            let changes = doings.done.iter().chain(&doings.undone);
            changes.into_iter().all(|change| change.gesture.0 == client)
        })
    }

    /// What a device sees of the drafts.
    pub(crate) fn seen_by(&self, owner: &Owner) -> Vec<Card> {
        let own = self.all().filter(|draft| draft.is_of(owner));
        own.map(|draft| draft.view(owner)).collect()
    }

    /// What a device sees of those that have changed: the drafts, and the ids of those that are
    /// none any more.
    pub(crate) fn changed_for(&self, owner: &Owner) -> (Vec<Card>, Vec<String>) {
        let (mut cards, mut gone) = (Vec::new(), Vec::new());
        let mut seen: Vec<&str> = Vec::new();
        for (card, last) in &self.changed {
            if !last.is_of(owner) || seen.contains(&card.as_str()) {
                continue;
            }
            seen.push(card);
            match self.cards.get(card) {
                Some(draft) => cards.push(draft.view(owner)),
                None => gone.push(card.clone()),
            }
        }
        (cards, gone)
    }

    /// Two seats are one person's: what was done with drafts from both is taken back in its order.
    pub(crate) fn join(&mut self, second: &str, kept: &str) {
        let Some(doings) = self.doings.remove(second) else {
            return;
        };
        let own = self.doings.entry(kept.to_owned()).or_default();
        own.done.extend(doings.done);
        own.done.sort_by_key(|change| change.at);
        own.undone.extend(doings.undone);
    }

    /// What a person would take back or bring again next, with how long the log was then.
    pub(crate) fn next(&self, person: &str, redo: bool) -> Option<(EntryNo, Done)> {
        let doings = self.doings.get(person)?;
        let list = if redo { &doings.undone } else { &doings.done };
        let change = list.last()?;
        let done = Done {
            what: change.what.to_owned(),
            card: Some(change.card.clone()),
        };
        Some((change.at, done))
    }
}

impl Workshop {
    /// Does a step that is about hidden cards; nothing if it is about others.
    ///
    /// # Errors
    /// What cannot be done with them.
    pub(crate) fn hidden(&mut self, arrival: &Arrival<'_>) -> Result<Option<Outcome>, Refusal> {
        let &Arrival {
            client,
            gesture,
            at_ms,
            step,
            ..
        } = arrival;
        let owner = self.owner(client);
        if let Command::Reveal { people } = &step.command {
            return self.reveal(&owner, people.as_deref(), at_ms).map(Some);
        }
        let Some(by) = step.by.clone() else {
            return Ok(None);
        };
        if let Command::Undo { within_ms: None } | Command::Redo = step.command {
            return Ok(self.take_back(&by, matches!(step.command, Command::Redo)));
        }
        let writing = self.writing(arrival.writing);
        let (what, card, after) = match &step.command {
            Command::Add {
                card, anonymous, ..
            } if writing != Writing::Open || (*anonymous && !self.leads(client)) => {
                let draft = self.drafted(client, step, writing, at_ms)?;
                ("add", card, draft)
            }
            command => {
                let own = command
                    .cards()
                    .into_iter()
                    .find_map(|card| self.drafts.cards.get(card).filter(|own| own.is_of(&owner)));
                let Some(own) = own else { return Ok(None) };
                let (what, after) = changed(own, command)?;
                let named = self.canvas();
                if named.line_named(Axis::Stage, &after.stage).is_none()
                    || named.line_named(Axis::Lane, &after.lane).is_none()
                {
                    return Err(Refusal::new(
                        "unknown-name",
                        "There is no such stage or lane.",
                        "Name one that is there.",
                    ));
                }
                (what, &own.card, after)
            }
        };
        let change = Change {
            gesture: (client, gesture),
            at: self.canvas().next(),
            what,
            card: card.clone(),
            before: self.drafts.cards.get(card).cloned(),
            after: Some(after.clone()),
        };
        let doings = self.drafts.doings.entry(by).or_default();
        doings.undone.clear();
        match doings.done.last_mut() {
            // A burst of typing is taken back at once.
            Some(last) if last.gesture == change.gesture && last.card == change.card => {
                last.after = change.after;
            }
            _ => doings.done.push(change),
        }
        self.set_draft(&after.card.clone(), Some(after));
        Ok(Some(Outcome::Hidden { undone: None }))
    }

    fn leads(&self, client: Client) -> bool {
        self.you(client).role == Role::Facilitator
    }

    /// How a new card is to be written: as it is now; but whoever was told that it stays hidden, and
    /// was out of reach when the next phase began, has not shown it to anybody yet.
    fn writing(&self, told: Writing) -> Writing {
        match self.plan().map_or(Writing::Open, |plan| plan.writing) {
            Writing::Open => told,
            hidden => hidden,
        }
    }

    /// The draft that an `add` makes.
    fn drafted(
        &mut self,
        client: Client,
        step: &Step,
        writing: Writing,
        at_ms: i64,
    ) -> Result<Draft, Refusal> {
        let Command::Add {
            card,
            stage,
            lane,
            text,
            kind,
            anonymous,
            claim,
        } = &step.command
        else {
            unreachable!("the caller has one");
        };
        if self.drafts.cards.contains_key(card) {
            return Err(Refusal::new(
                "name-taken",
                "There is a card of that name already.",
                "Take another name.",
            ));
        }
        let anonymous = *anonymous || writing == Writing::Anonymous;
        let claim = claim.clone().filter(|_| anonymous);
        let draft = Draft {
            card: card.clone(),
            by: step.by.clone().unwrap_or_default(),
            client,
            voices: step.voices.clone(),
            tidy: false,
            anonymous,
            claim,
            stage: stage.clone(),
            lane: lane.clone(),
            kind: kind.clone(),
            text: grapheme::normalise(text).into(),
            deleted: false,
            order: self.drafts.order + 1,
        };
        // Whatever would keep it from becoming a card is said now.
        self.canvas().resolve(&draft.step(), unseen(at_ms))?;
        self.drafts.order += 1;
        Ok(draft)
    }

    fn set_draft(&mut self, card: &str, draft: Option<Draft>) {
        self.kept.push(match &draft {
            Some(draft) => Kept::Draft {
                draft: draft.clone(),
            },
            None => Kept::Gone {
                card: card.to_owned(),
            },
        });
        let before = match draft {
            Some(draft) => {
                self.drafts.cards.insert(card.to_owned(), draft.clone());
                Some(draft)
            }
            None => self.drafts.cards.remove(card),
        };
        if let Some(before) = before {
            self.drafts.changed.push((card.to_owned(), before));
            self.unsent.own = true;
        }
    }

    /// What of a person's drafts is to be taken back or brought again next, unless what they did
    /// on the canvas is.
    pub(crate) fn next_draft(&self, person: PersonNo, redo: bool) -> Option<Done> {
        let id = &self.canvas().people()[person as usize].id;
        let (at, done) = self.drafts.next(id, redo)?;
        let logged = self.logged(person, redo);
        logged.is_none_or(|gesture| gesture < at).then_some(done)
    }

    /// What a person would take back, or bring again, on the canvas.
    pub(crate) fn logged(&self, person: PersonNo, redo: bool) -> Option<EntryNo> {
        match redo {
            false => self.canvas().undo_of(person),
            true => self.canvas().redo_of(person),
        }
    }

    /// Takes back, or brings again, what a person did last if that was about a draft.
    fn take_back(&mut self, by: &str, redo: bool) -> Option<Outcome> {
        let person = self.canvas().person_named(by)?;
        let done = self.next_draft(person, redo)?;
        let doings = self.drafts.doings.get_mut(by)?;
        let (from, to) = match redo {
            false => (&mut doings.done, &mut doings.undone),
            true => (&mut doings.undone, &mut doings.done),
        };
        let change = from.pop()?;
        to.push(change.clone());
        let target = if redo { change.after } else { change.before };
        self.set_draft(&change.card, target);
        Some(Outcome::Hidden { undone: Some(done) })
    }

    /// Puts drafts on the canvas, shuffled, so that their order tells nothing.
    fn reveal(
        &mut self,
        owner: &Owner,
        people: Option<&[String]>,
        at_ms: i64,
    ) -> Result<Outcome, Refusal> {
        let leads = self.leads(owner.client);
        let mut drafts: Vec<Draft> = self
            .drafts
            .all()
            .filter(|draft| leads || draft.is_of(owner))
            // Who wrote a card without a name is not to be found out by revealing one by one.
            .filter(|draft| {
                people.is_none_or(|people| {
                    let by = self.kept_seat(&draft.by);
                    !draft.anonymous && people.iter().any(|own| own == by)
                })
            })
            .filter(|draft| leads || !draft.anonymous)
            .cloned()
            .collect();
        drafts.sort_by_cached_key(|draft| Sha256::digest(draft.card.as_bytes()));
        let mut last = None;
        let mut refused = None;
        for draft in drafts {
            if draft.deleted || draft.text.trim().is_empty() {
                self.set_draft(&draft.card, None);
                continue;
            }
            match self.revealed(&draft, at_ms) {
                Ok(entry) => {
                    last = Some(entry);
                    self.set_draft(&draft.card, None);
                }
                // It stays with its writer; the others come all the same.
                Err(refusal) => refused = Some(refusal),
            }
        }
        self.drafts.doings.clear();
        match (last, refused) {
            (Some(entry), _) => Ok(Outcome::Done {
                entry,
                undone: None,
            }),
            (None, Some(refusal)) => Err(refusal),
            (None, None) => Ok(Outcome::Hidden { undone: None }),
        }
    }

    fn revealed(&mut self, draft: &Draft, at_ms: i64) -> Result<EntryNo, Refusal> {
        let (mut entry, mut hands) = self.canvas().resolve(&draft.step(), unseen(at_ms))?;
        entry.client = 0;
        if draft.anonymous {
            hands = Hands::default();
        }
        let mistake = |damage| {
            Refusal::new(
                "bug",
                format!("Atelier made a mistake: {damage}."),
                "The card is still there for its writer.",
            )
        };
        self.append(entry, Some(hands)).map_err(mistake)
    }
}

/// Nobody has seen anything: the card is new.
fn unseen(at_ms: i64) -> Occasion {
    Occasion {
        at_ms,
        view: View { base: 0, client: 0 },
        gesture: None,
    }
}

impl Draft {
    /// The step that makes it a card.
    fn step(&self) -> Step {
        Step {
            by: Some(self.by.clone()),
            voices: if self.anonymous {
                Voices::default()
            } else {
                self.voices.clone()
            },
            tidy: false,
            command: Command::Add {
                card: self.card.clone(),
                stage: self.stage.clone(),
                lane: self.lane.clone(),
                text: self.text.clone(),
                kind: self.kind.clone(),
                anonymous: self.anonymous,
                claim: self.claim.clone(),
            },
        }
    }
}

/// What a command makes of a draft, and what it did.
fn changed(draft: &Draft, command: &Command) -> Result<(&'static str, Draft), Refusal> {
    let mut after = draft.clone();
    let what = match command {
        Command::Edit {
            at, delete, insert, ..
        } => {
            let letters = grapheme::cut(&draft.text);
            // Another device of the same person may have made it shorter.
            let at = (*at).min(letters.len());
            let end = at.saturating_add(*delete).min(letters.len());
            after.text = letters[..at].concat();
            after.text += &grapheme::normalise(insert);
            after.text += &letters[end..].concat();
            "edit"
        }
        Command::SetText { text, .. } => {
            after.text = grapheme::normalise(text).into();
            "edit"
        }
        Command::Move { stage, lane, .. } => {
            (after.stage, after.lane) = (stage.clone(), lane.clone());
            "move"
        }
        Command::Delete { .. } => {
            after.deleted = true;
            "delete"
        }
        Command::Restore { .. } => {
            after.deleted = false;
            "restore"
        }
        _ => {
            return Err(Refusal::new(
                "private-card",
                "Only you see this card, so others cannot do this with it yet.",
                "Wait until it is revealed.",
            ));
        }
    };
    Ok((what, after))
}
