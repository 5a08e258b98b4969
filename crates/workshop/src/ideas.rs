//! What became of a person's ideas: each card that the person thought of, what the group made of
//! it, and who worked on it.

use canvas::canvas::{Canvas, Life, Voice};
use canvas::command::{LinkKind, State};
use canvas::entry::{CardNo, PersonNo, Span};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use ownership::Ownership;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A card that a person thought of, and what became of it. Copies and split-off parts are no
/// ideas of their own: their letters are those of the card where they were first written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Idea {
    pub card: String,
    /// As it was first written down, without a break; where that holds no letter, as it stands.
    pub text: String,
    /// The log entry that made it.
    pub entry: u32,
    /// When, in milliseconds from the beginning.
    #[ts(type = "number")]
    pub at_ms: i64,
    pub fate: Fate,
    pub state: State,
    /// Why it is in that state, where somebody said so.
    pub reason: Option<String>,
    /// Who decided, parked, dismissed, deleted or merged it.
    pub by: Option<String>,
    /// The log entry of that.
    pub fate_entry: Option<u32>,
    #[ts(type = "number | null")]
    pub fate_at_ms: Option<i64>,
    /// It stands in another cell than the one where it was made.
    pub moved: bool,
    /// The card that it was merged into.
    pub into: Option<String>,
    /// The person's letters that were first written on it, and how many of them are in the result,
    /// wherever they stand now.
    pub letters_written: u32,
    pub letters_living: u32,
    /// The others who wrote on it, in the order of joining.
    pub edited_by: Vec<String>,
    /// The living cards that build on it.
    pub built_on_by: Vec<String>,
}

/// What the group made of an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Fate {
    /// It stands, and is open.
    Living,
    Decided,
    Parked,
    Dismissed,
    Deleted,
    /// Its text stands on another card.
    Merged,
}

/// What was written on a card.
#[derive(Default)]
struct Written {
    letters: u32,
    living: u32,
    others: BTreeSet<PersonNo>,
}

/// A person's ideas, in the order in which they came.
pub fn of(canvas: &Canvas, ownership: &Ownership, person: PersonNo) -> Vec<Idea> {
    let cards: Vec<CardNo> = (0..canvas.cards().len() as CardNo)
        .filter(|&card| {
            let own = canvas.card(card);
            let created =
                matches!(canvas.voice(own.made), Voice::People(people) if people.contains(&person));
            own.creation == own.made && created && canvas.life(card).is_some()
        })
        .collect();
    let written = written(canvas, ownership, person, &cards);
    cards
        .into_iter()
        .zip(written)
        .map(|(card, written)| idea(canvas, card, written))
        .collect()
}

fn idea(canvas: &Canvas, card: CardNo, written: Written) -> Idea {
    let own = canvas.card(card);
    let id = |card: CardNo| canvas.card(card).id.clone();
    let at_ms = |entry: EntryNo| canvas.log()[entry as usize].at_ms;
    let (fate, since) = fate(canvas, card);
    let mut cells = canvas.cells(card).map(|(_, cell)| (cell.stage, cell.lane));
    let birth = cells.next();
    let cell = canvas.cell(card);
    Idea {
        card: own.id.clone(),
        text: first_words(canvas, card),
        entry: own.made + 1,
        at_ms: at_ms(own.made),
        fate,
        state: canvas.state(card),
        reason: canvas.reason(card).map(str::to_owned),
        by: since
            .and_then(|entry| canvas.log()[entry as usize].by)
            .map(|by| canvas.people()[by as usize].id.clone()),
        fate_entry: since.map(|entry| entry + 1),
        fate_at_ms: since.map(at_ms),
        moved: birth.is_some_and(|birth| birth != (cell.stage, cell.lane)),
        into: match canvas.life(card) {
            Some(Life::Merged(into)) => Some(id(into)),
            _ => None,
        },
        letters_written: written.letters,
        letters_living: written.living,
        edited_by: written
            .others
            .into_iter()
            .map(|other| canvas.people()[other as usize].id.clone())
            .collect(),
        built_on_by: own
            .linked
            .iter()
            .filter(|&&link| canvas.is_linked(link))
            .map(|&link| &canvas.links()[link])
            .filter(|link| link.kind == LinkKind::BuildsOn && canvas.is_alive(link.from))
            .map(|link| id(link.from))
            .collect(),
    }
}

/// What became of a card, and the entry that made it so; nothing did where it just stands.
fn fate(canvas: &Canvas, card: CardNo) -> (Fate, Option<EntryNo>) {
    if let Some((entry, _)) = canvas.merged(card) {
        return (Fate::Merged, Some(entry));
    }
    if let Some(entry) = canvas.card_deleted_by(card) {
        return (Fate::Deleted, Some(entry));
    }
    let fate = match canvas.state(card) {
        State::Open => return (Fate::Living, None),
        State::Decided => Fate::Decided,
        State::Parked => Fate::Parked,
        State::Dismissed => Fate::Dismissed,
    };
    (fate, Some(canvas.state_since(card)))
}

/// A card's text at the end of the gesture that made it: a card is often made with its first
/// letter and typed on at once.
fn first_words(canvas: &Canvas, card: CardNo) -> String {
    let own = canvas.card(card);
    let gesture = canvas.gesture(canvas.log()[own.made as usize].gesture);
    let deleted: FxHashSet<PlaceNo> = gesture
        .iter()
        .flat_map(|&entry| Span::places(canvas.deleted_by(entry)))
        .collect();
    let letters = canvas.letters();
    let mut text = String::new();
    let mut says_something = false;
    for (slot, _) in letters.slots_from(own.text, None) {
        let place = letters.place_in(slot);
        let of_gesture = gesture.contains(&letters.place(place).entry);
        if letters.place(place).home == slot && of_gesture && !deleted.contains(&place) {
            says_something |= letters.place(place).grapheme.is_letter();
            text.push_str(&canvas.grapheme(place));
        }
    }
    if says_something {
        text
    } else {
        canvas.text(own.text)
    }
}

/// Looks at every letter that ever was, once, for all of the cards.
fn written(
    canvas: &Canvas,
    ownership: &Ownership,
    person: PersonNo,
    cards: &[CardNo],
) -> Vec<Written> {
    let at: FxHashMap<TextNo, usize> = cards
        .iter()
        .enumerate()
        .map(|(at, &card)| (canvas.card(card).text, at))
        .collect();
    let mut written: Vec<Written> = Vec::new();
    written.resize_with(cards.len(), Written::default);
    let letters = canvas.letters();
    for entry in 0..canvas.next() {
        let (places, Voice::People(people)) = (canvas.made_by(entry).0, canvas.voice(entry)) else {
            continue;
        };
        if places.is_empty() || !canvas.in_force(entry) {
            continue;
        }
        for place in places {
            // What was copied here, or typed again, was first written elsewhere.
            let own = letters.place(place);
            if !own.grapheme.is_letter()
                || own.origin != place
                || ownership.identities().of_origin(place) != place
            {
                continue;
            }
            let Some(&at) = at.get(&letters.text_of(own.home)) else {
                continue;
            };
            let written = &mut written[at];
            if people.contains(&person) {
                written.letters += 1;
                written.living += u32::from(ownership.stands(place));
            } else {
                written.others.extend(people);
            }
        }
    }
    written
}
