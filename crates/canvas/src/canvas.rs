//! A canvas: its log, and what the entries in force make of it.
//!
//! [`Canvas::apply`] is the only way in. Nothing is ever taken out of the log: an undone entry is
//! no longer *in force*, and every value, letter and fact is what the entries in force say.

use crate::command::{LinkKind, State};
use crate::entry::{
    Anchor, Axis, CardNo, Edit, Entry, GroupNo, GroupRef, LineNo, Op, PersonNo, Span, Unnamed,
};
use crate::grapheme::{self, Grapheme, Graphemes};
use crate::history::History;
use crate::letters::{EntryNo, Letters, Place, PlaceNo, SlotNo, TextNo};
use crate::people::Side;
use crate::refusal::Damage;
use rustc_hash::FxHashMap;

/// The text of the canvas title.
pub const TITLE: TextNo = 0;
/// The text of the canvas purpose.
pub const PURPOSE: TextNo = 1;

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextOf {
    Title,
    Purpose,
    Stage(LineNo),
    Lane(LineNo),
    Card(CardNo),
    Group(GroupNo),
    Promise(u32),
}

/// Whose idea an entry's letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// One person, or several who share.
    People(&'a [PersonNo]),
    /// What came with a template, an import or the head of a scenario.
    Template,
    /// What tidying up added.
    Tidy,
}

/// A seat.
#[derive(Clone, Debug)]
pub struct Seat {
    pub id: String,
    /// An unnamed writer.
    pub anonymous: bool,
    /// An unnamed writer's side; told only where it gives nobody away.
    pub(crate) side: Option<Side>,
    pub(crate) profile: History<Profile>,
}

/// How a person is called and what part they take.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub name: String,
    pub side: Side,
    pub facilitator: bool,
}

/// A stage or a lane.
#[derive(Clone, Debug)]
pub struct Band {
    pub id: String,
    pub text: TextNo,
    /// Where it stands among its kind; `None` while it is taken away.
    pub(crate) rank: History<Option<String>>,
}

/// Where a card stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub stage: LineNo,
    pub lane: LineNo,
    /// Its standing within the cell.
    pub rank: String,
}

/// Whether a card is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Alive,
    Deleted,
    Merged(CardNo),
}

/// One person's answers about a moment, 1 to 7 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    pub expected: u8,
    pub worked: u8,
    pub felt: u8,
}

/// A card and everything that was ever done with it.
#[derive(Clone, Debug)]
pub struct CardLog {
    pub id: String,
    pub kind: Option<String>,
    pub text: TextNo,
    /// The `add` whose voice is the card's creator: its own, or its source's.
    pub creation: EntryNo,
    /// The entry that made this card.
    pub made: EntryNo,
    pub(crate) life: History<Life>,
    pub(crate) cell: History<Cell>,
    pub(crate) state: History<State>,
    pub(crate) group: History<Option<GroupNo>>,
    pub(crate) votes: Vec<(PersonNo, History<u32>)>,
    pub(crate) ratings: Vec<(PersonNo, History<Rated>)>,
    pub(crate) confirmed: History<PersonNo>,
    /// Links from this card, in the order of first drawing.
    pub links: Vec<usize>,
    /// Links to this card.
    pub linked: Vec<usize>,
    pub promises: Vec<u32>,
}

/// A link between two cards, drawn at least once.
#[derive(Clone, Debug)]
pub struct LinkLog {
    pub from: CardNo,
    pub to: CardNo,
    pub kind: LinkKind,
    pub(crate) living: History<bool>,
}

/// A named group of cards.
#[derive(Clone, Debug)]
pub struct GroupLog {
    pub id: String,
    pub text: TextNo,
    pub made: EntryNo,
}

/// A promise made on a card.
#[derive(Clone, Debug)]
pub struct PromiseLog {
    pub card: CardNo,
    pub text: TextNo,
    pub owner: PersonNo,
    pub due: String,
    pub made: EntryNo,
}

/// What an entry made, beside the entry itself.
#[derive(Clone, Copy, Debug)]
struct Made {
    first_place: PlaceNo,
    first_slot: SlotNo,
    in_force: bool,
    /// It changed nothing but the case of letters.
    recases: bool,
    /// The device, as the workshop knows it; the log may tell less.
    client: u32,
}

/// What a person can take back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hand {
    pub done: Vec<EntryNo>,
    pub undone: Vec<EntryNo>,
}

/// What the last entries changed, for whoever keeps figures or screens up to date.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Letters that came to stand in a text (true) or stand there no longer.
    pub letters: Vec<(PlaceNo, TextNo, bool)>,
    /// Cards of which anything changed.
    pub cards: Vec<CardNo>,
    pub groups: Vec<GroupNo>,
    pub people: bool,
    pub stages: bool,
    pub lanes: bool,
    pub title: bool,
    pub purpose: bool,
    pub feeling: bool,
}

impl Changes {
    fn clear(&mut self) {
        self.letters.clear();
        self.cards.clear();
        self.groups.clear();
        let (letters, cards, groups) = (
            std::mem::take(&mut self.letters),
            std::mem::take(&mut self.cards),
            std::mem::take(&mut self.groups),
        );
        *self = Changes {
            letters,
            cards,
            groups,
            ..Changes::default()
        };
    }
}

/// Whom an entry came from, where the log is not to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hands {
    /// The person who may take it back.
    pub person: Option<PersonNo>,
    /// The device.
    pub client: u32,
}

/// A canvas.
#[derive(Clone, Debug)]
pub struct Canvas {
    log: Vec<Entry>,
    made: Vec<Made>,
    toggled: FxHashMap<EntryNo, Vec<(EntryNo, bool)>>,
    gestures: FxHashMap<EntryNo, Vec<EntryNo>>,
    letters: Letters,
    graphemes: Graphemes,
    moved: FxHashMap<PlaceNo, Vec<SlotNo>>,
    /// Letters that were written in another case since, as each entry had them.
    recased: FxHashMap<PlaceNo, Vec<(EntryNo, Grapheme)>>,
    texts: Vec<TextOf>,
    touched: Vec<Vec<EntryNo>>,
    people: Vec<Seat>,
    bands: [Vec<Band>; 2],
    cards: Vec<CardLog>,
    groups: Vec<GroupLog>,
    links: Vec<LinkLog>,
    promises: Vec<PromiseLog>,
    feeling: History<u8>,
    hands: FxHashMap<PersonNo, Hand>,
    names: Names,
    changes: Changes,
    watched: bool,
}

#[derive(Clone, Debug, Default)]
struct Names {
    people: FxHashMap<String, PersonNo>,
    bands: [FxHashMap<String, LineNo>; 2],
    cards: FxHashMap<String, CardNo>,
    groups: FxHashMap<String, GroupNo>,
    links: FxHashMap<(CardNo, CardNo, LinkKind), usize>,
}

/// How many percent of an experience are feeling, unless set otherwise.
pub const FEELING: u8 = 55;

impl Default for Canvas {
    fn default() -> Self {
        Canvas::new()
    }
}

impl Canvas {
    /// A canvas on which nothing was done yet.
    pub fn new() -> Self {
        let mut canvas = Canvas {
            log: Vec::new(),
            made: Vec::new(),
            toggled: FxHashMap::default(),
            gestures: FxHashMap::default(),
            letters: Letters::default(),
            graphemes: Graphemes::default(),
            moved: FxHashMap::default(),
            recased: FxHashMap::default(),
            texts: Vec::new(),
            touched: Vec::new(),
            people: Vec::new(),
            bands: [Vec::new(), Vec::new()],
            cards: Vec::new(),
            groups: Vec::new(),
            links: Vec::new(),
            promises: Vec::new(),
            feeling: History::default(),
            hands: FxHashMap::default(),
            names: Names::default(),
            changes: Changes::default(),
            watched: false,
        };
        canvas.new_text(TextOf::Title);
        canvas.new_text(TextOf::Purpose);
        canvas
    }

    // ── reading ──────────────────────────────────────────────────────────────────────────────

    /// All entries, in order.
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// The number of entries, which is the number that the next one gets.
    pub fn next(&self) -> EntryNo {
        self.log.len() as EntryNo
    }

    /// Whether an entry counts: it was not undone, or redone since.
    pub fn in_force(&self, entry: EntryNo) -> bool {
        self.made[entry as usize].in_force
    }

    /// Whose idea an entry's letters are.
    pub fn voice(&self, entry: EntryNo) -> Voice<'_> {
        let entry = &self.log[entry as usize];
        match &entry.by {
            _ if entry.tidy => Voice::Tidy,
            None => Voice::Template,
            Some(_) if !entry.voices.is_empty() => Voice::People(&entry.voices),
            by => Voice::People(by.as_slice()),
        }
    }

    /// Every letter that ever was.
    pub fn letters(&self) -> &Letters {
        &self.letters
    }

    /// What a text belongs to.
    pub fn text_of(&self, text: TextNo) -> TextOf {
        self.texts[text as usize]
    }

    /// A text as it stands.
    pub fn text(&self, text: TextNo) -> String {
        let mut string = String::with_capacity(self.letters.len(text));
        for place in self.letters.standing(text) {
            self.graphemes
                .push_to(self.letters.place(place).grapheme, &mut string);
        }
        string
    }

    /// A letter written out.
    pub fn grapheme(&self, place: PlaceNo) -> String {
        let mut string = String::new();
        self.graphemes
            .push_to(self.letters.place(place).grapheme, &mut string);
        string
    }

    /// The text where a letter was first written.
    pub fn origin_text(&self, place: PlaceNo) -> TextNo {
        self.letters
            .text_of(self.letters.place(self.letters.place(place).origin).home)
    }

    /// How a place is called in a log: the entry that made it, and which of its places it is.
    pub fn place_name(&self, place: PlaceNo) -> (EntryNo, u32) {
        let entry = self.letters.place(place).entry;
        (entry, place - self.made[entry as usize].first_place)
    }

    /// The place of that name.
    pub fn place_named(&self, entry: EntryNo, offset: u32) -> Option<PlaceNo> {
        let place = self
            .made
            .get(entry as usize)?
            .first_place
            .checked_add(offset)?;
        (place < self.letters.places() && self.letters.place(place).entry == entry).then_some(place)
    }

    pub fn people(&self) -> &[Seat] {
        &self.people
    }

    /// A person's name, side and role; anonymous writers have none.
    pub fn profile(&self, person: PersonNo) -> Option<&Profile> {
        self.people[person as usize]
            .profile
            .last(|e| self.in_force(e))
    }

    pub fn cards(&self) -> &[CardLog] {
        &self.cards
    }

    pub fn card(&self, card: CardNo) -> &CardLog {
        &self.cards[card as usize]
    }

    pub fn groups(&self) -> &[GroupLog] {
        &self.groups
    }

    pub fn links(&self) -> &[LinkLog] {
        &self.links
    }

    pub fn promises(&self) -> &[PromiseLog] {
        &self.promises
    }

    pub fn bands(&self, axis: Axis) -> &[Band] {
        &self.bands[axis as usize]
    }

    /// The stages or lanes that are there, in their order.
    pub fn lines(&self, axis: Axis) -> Vec<LineNo> {
        let mut lines: Vec<_> = self.bands[axis as usize]
            .iter()
            .enumerate()
            .filter_map(|(line, band)| {
                let rank = band.rank.last(|e| self.in_force(e))?.as_ref()?;
                Some((rank, line as LineNo))
            })
            .collect();
        lines.sort();
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// How many percent of an experience are feeling.
    pub fn feeling(&self) -> u8 {
        self.feeling
            .last(|e| self.in_force(e))
            .copied()
            .unwrap_or(FEELING)
    }

    /// Whether a card is there; `None` if its making was undone.
    pub fn life(&self, card: CardNo) -> Option<Life> {
        let card = self.card(card);
        if !self.in_force(card.made) {
            return None;
        }
        card.life.last(|e| self.in_force(e)).copied()
    }

    pub fn is_alive(&self, card: CardNo) -> bool {
        self.life(card) == Some(Life::Alive)
    }

    pub fn state(&self, card: CardNo) -> State {
        self.card(card)
            .state
            .last(|e| self.in_force(e))
            .copied()
            .unwrap_or_default()
    }

    /// The cell where a card stands, or stood when its making was undone.
    pub fn cell(&self, card: CardNo) -> &Cell {
        let cells = &self.card(card).cell;
        cells
            .last(|e| self.in_force(e))
            .or_else(|| cells.last(|_| true))
            .expect("a card is made in a cell")
    }

    pub fn group_of(&self, card: CardNo) -> Option<GroupNo> {
        self.card(card)
            .group
            .last(|e| self.in_force(e))
            .copied()
            .flatten()
    }

    /// Whether a link lives; one with a card whose making was undone does not.
    pub fn is_linked(&self, link: usize) -> bool {
        let LinkLog { from, to, .. } = self.links[link];
        let made = |card| self.in_force(self.card(card).made);
        made(from) && made(to) && self.is_drawn(link)
    }

    fn is_drawn(&self, link: usize) -> bool {
        self.links[link]
            .living
            .last(|e| self.in_force(e))
            .copied()
            .unwrap_or(false)
    }

    /// The cells a card was put into by entries in force, the one of its birth first.
    pub fn cells(&self, card: CardNo) -> impl Iterator<Item = (EntryNo, &Cell)> {
        self.card(card).cell.written(|e| self.in_force(e))
    }

    /// The groups a card was put into by entries in force.
    pub fn groupings(&self, card: CardNo) -> impl Iterator<Item = (EntryNo, Option<GroupNo>)> {
        self.card(card)
            .group
            .written(|e| self.in_force(e))
            .map(|(entry, group)| (entry, *group))
    }

    /// The entries in force that drew a link (true) or took it away.
    pub fn drawings(&self, link: usize) -> impl Iterator<Item = (EntryNo, bool)> {
        self.links[link]
            .living
            .written(|e| self.in_force(e))
            .map(|(entry, drawn)| (entry, *drawn))
    }

    /// The last entry by which a person accepted what was written for them on a card.
    pub fn confirmed(&self, card: CardNo, person: PersonNo) -> Option<EntryNo> {
        self.card(card)
            .confirmed
            .written(|e| self.in_force(e))
            .filter(|&(_, &by)| by == person)
            .last()
            .map(|(entry, _)| entry)
    }

    /// Who voted on a card and how much, without those who took their votes back.
    pub fn votes(&self, card: CardNo) -> impl Iterator<Item = (PersonNo, u32)> {
        self.card(card).votes.iter().filter_map(|(person, votes)| {
            let votes = *votes.last(|e| self.in_force(e))?;
            (votes > 0).then_some((*person, votes))
        })
    }

    /// Who rated a card and how.
    pub fn ratings(&self, card: CardNo) -> impl Iterator<Item = (PersonNo, Rated)> {
        self.card(card)
            .ratings
            .iter()
            .filter_map(|(person, rated)| Some((*person, *rated.last(|e| self.in_force(e))?)))
    }

    pub fn person_named(&self, name: &str) -> Option<PersonNo> {
        self.names.people.get(name).copied()
    }

    pub fn card_named(&self, name: &str) -> Option<CardNo> {
        self.names.cards.get(name).copied()
    }

    pub fn group_named(&self, name: &str) -> Option<GroupNo> {
        self.names.groups.get(name).copied()
    }

    pub fn line_named(&self, axis: Axis, name: &str) -> Option<LineNo> {
        self.names.bands[axis as usize].get(name).copied()
    }

    pub(crate) fn link_between(&self, from: CardNo, to: CardNo, kind: LinkKind) -> Option<usize> {
        self.names.links.get(&(from, to, kind)).copied()
    }

    /// What a person would take back next: a gesture's first entry.
    pub fn undo_of(&self, person: PersonNo) -> Option<EntryNo> {
        self.hands.get(&person)?.done.last().copied()
    }

    /// The undo that a person would take back next.
    pub fn redo_of(&self, person: PersonNo) -> Option<EntryNo> {
        self.hands.get(&person)?.undone.last().copied()
    }

    /// The entries of a gesture.
    pub fn gesture(&self, gesture: EntryNo) -> &[EntryNo] {
        match self.gestures.get(&gesture) {
            Some(entries) => entries,
            None => std::slice::from_ref(&self.log[gesture as usize].gesture),
        }
    }

    /// From now on, changes are kept for [`Canvas::take_changes`].
    pub fn watch(&mut self) {
        self.watched = true;
    }

    /// What changed since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    // ── what the door needs ──────────────────────────────────────────────────────────────────

    pub(crate) fn touched(&self, text: TextNo) -> &[EntryNo] {
        &self.touched[text as usize]
    }

    pub(crate) fn client(&self, entry: EntryNo) -> u32 {
        self.made[entry as usize].client
    }

    pub(crate) fn toggles(&self, entry: EntryNo) -> &[(EntryNo, bool)] {
        self.toggled.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// The places and slots that an entry made.
    pub(crate) fn made_by(
        &self,
        entry: EntryNo,
    ) -> (std::ops::Range<PlaceNo>, std::ops::Range<SlotNo>) {
        let made = self.made[entry as usize];
        let next = self.made.get(entry as usize + 1);
        let places = next.map_or(self.letters.places(), |next| next.first_place);
        let slots = next.map_or(self.letters.slots(), |next| next.first_slot);
        (made.first_place..places, made.first_slot..slots)
    }

    /// All slots that a place has or had, in the order of time.
    pub(crate) fn slots_of(&self, place: PlaceNo) -> &[SlotNo] {
        match self.moved.get(&place) {
            Some(slots) => slots,
            None => std::slice::from_ref(&self.letters.place(place).home),
        }
    }

    /// The slot that a place has in a text, or the last one that it had there.
    pub(crate) fn slot_in(&self, place: PlaceNo, text: TextNo) -> Option<SlotNo> {
        let is_there = |slot: &SlotNo| self.letters.text_of(*slot) == text;
        let current = self.letters.place(place).slot;
        let slots = self.slots_of(place).iter().rev().copied();
        std::iter::once(current).chain(slots).find(is_there)
    }

    /// The spans that an entry deletes.
    pub(crate) fn deleted_by(&self, entry: EntryNo) -> &[Span] {
        match self.replaced_by(entry) {
            replaced if !self.made[entry as usize].recases => replaced,
            _ => &[],
        }
    }

    fn replaced_by(&self, entry: EntryNo) -> &[Span] {
        match &self.log[entry as usize].op {
            Op::Edit { edit, .. } | Op::Group { name: Some(edit), .. } => &edit.delete,
            _ => &[],
        }
    }

    /// A letter as it was by the entries that `counts` accepts.
    pub(crate) fn grapheme_by(&self, place: PlaceNo, counts: impl Fn(EntryNo) -> bool) -> String {
        let recased = self.recased.get(&place).map_or(&[][..], Vec::as_slice);
        let grapheme = recased.iter().rev().find(|(entry, _)| counts(*entry));
        let grapheme = grapheme.map_or(self.letters.place(place).grapheme, |(_, cased)| *cased);
        let mut string = String::new();
        self.graphemes.push_to(grapheme, &mut string);
        string
    }

    /// Why a gesture cannot be undone, if so: somebody else has built on one of its entries.
    pub(crate) fn is_built_on(&self, entry: EntryNo) -> bool {
        let counts = |e| self.in_force(e);
        let log = &self.log;
        let by = log[entry as usize].by;
        let holds_later_letters = |text: TextNo| {
            self.letters.slots_from(text, None).any(|(slot, filled)| {
                let later = self.letters.slot(slot).entry;
                filled && later > entry && log[later as usize].by != by
            })
        };
        let last_card_made = |id: &str| self.card(self.names.cards[id]);
        match &log[entry as usize].op {
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } | Op::Split { rest: id, .. } => {
                holds_later_letters(last_card_made(id).text)
            }
            Op::Merge { into, .. } => holds_later_letters(self.card(*into).text),
            Op::Move { card, .. } => self
                .card(*card)
                .cell
                .set_since_by_another(entry, log, counts),
            Op::State { card, .. } => self
                .card(*card)
                .state
                .set_since_by_another(entry, log, counts),
            Op::Delete { card } | Op::Restore { card } => self
                .card(*card)
                .life
                .set_since_by_another(entry, log, counts),
            Op::Group { cards, .. } | Op::Ungroup { cards } => cards.iter().any(|&card| {
                self.card(card)
                    .group
                    .set_since_by_another(entry, log, counts)
            }),
            Op::Link { from, to, kind } | Op::Unlink { from, to, kind } => {
                self.link_between(*from, *to, *kind).is_some_and(|link| {
                    self.links[link]
                        .living
                        .set_since_by_another(entry, log, counts)
                })
            }
            Op::Rate { card, .. } => self
                .card(*card)
                .ratings
                .iter()
                .any(|(_, rated)| rated.set_since_by_another(entry, log, counts)),
            Op::Vote { card, .. } => self
                .card(*card)
                .votes
                .iter()
                .any(|(_, votes)| votes.set_since_by_another(entry, log, counts)),
            Op::ChangePerson { person, .. } => self.people[*person as usize]
                .profile
                .set_since_by_another(entry, log, counts),
            Op::AddLine { axis, id, .. } => {
                let line = self.names.bands[*axis as usize][id.as_str()];
                self.holds_cards(*axis, line)
                    || self.bands[*axis as usize][line as usize]
                        .rank
                        .set_since_by_another(entry, log, counts)
            }
            Op::RemoveLine { axis, line } | Op::ReorderLine { axis, line, .. } => self.bands
                [*axis as usize][*line as usize]
                .rank
                .set_since_by_another(entry, log, counts),
            Op::Feeling { .. } => self.feeling.set_since_by_another(entry, log, counts),
            _ => false,
        }
    }

    /// Whether a card that is there stands in a stage or lane.
    pub(crate) fn holds_cards(&self, axis: Axis, line: LineNo) -> bool {
        (0..self.cards.len() as CardNo).any(|card| {
            let cell = self.cell(card);
            let stands = match axis {
                Axis::Stage => cell.stage,
                Axis::Lane => cell.lane,
            };
            stands == line && self.is_alive(card)
        })
    }

    // ── writing ──────────────────────────────────────────────────────────────────────────────

    /// Does what an entry says and keeps it. Entries of our own making never fail; one from a
    /// damaged file is refused before anything has changed.
    pub fn apply(&mut self, entry: Entry, hands: Option<Hands>) -> Result<EntryNo, Damage> {
        let number = self.next();
        self.check(&entry).map_err(|why| Damage {
            entry: number + 1,
            why,
        })?;
        let hands = hands.unwrap_or(Hands {
            person: entry.by,
            client: entry.client,
        });
        self.made.push(Made {
            first_place: self.letters.places(),
            first_slot: self.letters.slots(),
            in_force: true,
            recases: false,
            client: hands.client,
        });
        let mut entry = entry;
        let gesture = entry.gesture;
        let person = match entry.op {
            Op::Person { .. } => None,
            _ => hands.person,
        };
        // The entry lends its deed to the deed's doing, so that nothing is copied.
        let op = std::mem::replace(&mut entry.op, Op::Undo { gesture });
        self.log.push(entry);
        self.perform(number, &op);
        self.note(number, &op);
        self.remember(number, gesture, person, &op);
        self.log[number as usize].op = op;
        if !self.watched {
            self.changes.clear();
        }
        Ok(number)
    }

    /// Keeps what a person can take back.
    fn remember(&mut self, number: EntryNo, gesture: EntryNo, person: Option<PersonNo>, op: &Op) {
        if gesture != number {
            self.gestures
                .entry(gesture)
                .or_insert_with(|| vec![gesture])
                .push(number);
        }
        let Some(person) = person else { return };
        let hand = self.hands.entry(person).or_default();
        match op {
            Op::Undo { gesture } => {
                hand.done.retain(|done| done != gesture);
                hand.undone.push(*gesture);
            }
            Op::Redo { gesture } => {
                hand.undone.retain(|undone| undone != gesture);
                hand.done.push(*gesture);
            }
            _ => {
                hand.undone.clear();
                if hand.done.last() != Some(&gesture) {
                    hand.done.push(gesture);
                }
            }
        }
    }

    /// Whether everything that an entry refers to exists.
    fn check(&self, entry: &Entry) -> Result<(), &'static str> {
        let number = self.next();
        let is = |good: bool, why| if good { Ok(()) } else { Err(why) };
        let person = |p: PersonNo| is((p as usize) < self.people.len(), "no such person");
        let card = |c: CardNo| is((c as usize) < self.cards.len(), "no such card");
        let line = |axis: Axis, l: LineNo| {
            is(
                (l as usize) < self.bands[axis as usize].len(),
                "no such stage or lane",
            )
        };
        let text = |t: TextNo| is(t < self.letters.texts(), "no such text");
        let anchor = |after: Anchor, t: TextNo| match after {
            None => Ok(()),
            Some(place) => is(
                place < self.letters.places() && self.slot_in(place, t).is_some(),
                "no such letter in the text",
            ),
        };
        let spans = |spans: &[Span]| {
            is(
                spans.iter().all(|span| {
                    span.first
                        .checked_add(span.count)
                        .is_some_and(|end| end <= self.letters.places())
                }),
                "no such letters",
            )
        };
        let edit = |e: &Edit, t: TextNo| anchor(e.after, t).and_then(|()| spans(&e.delete));
        let fresh = |taken: bool| is(!taken, "the name is taken");

        let anonymous = matches!(
            entry.op,
            Op::Add {
                unnamed: Some(_),
                ..
            }
        );
        if let Some(by) = entry.by
            && !(anonymous && by as usize == self.people.len())
        {
            person(by)?;
        }
        is(
            !anonymous || entry.by == Some(self.people.len() as PersonNo),
            "the writer has a name",
        )?;
        entry.voices.iter().try_for_each(|&voice| person(voice))?;
        is(
            entry.gesture <= number
                && (entry.gesture == number
                    || self.log[entry.gesture as usize].gesture == entry.gesture),
            "no such gesture",
        )?;
        match &entry.op {
            Op::Person { id, .. } => fresh(self.names.people.contains_key(id)),
            Op::ChangePerson { person: p, .. } => person(*p),
            Op::AddLine {
                axis, id, before, ..
            } => {
                fresh(self.names.bands[*axis as usize].contains_key(id))?;
                before.map_or(Ok(()), |before| line(*axis, before))
            }
            Op::RemoveLine { axis, line: l } => line(*axis, *l),
            Op::ReorderLine {
                axis,
                line: l,
                before,
            } => {
                line(*axis, *l)?;
                before.map_or(Ok(()), |before| line(*axis, before))
            }
            Op::Add {
                card, stage, lane, ..
            } => {
                fresh(self.names.cards.contains_key(card))?;
                line(Axis::Stage, *stage)?;
                line(Axis::Lane, *lane)
            }
            Op::Edit { text: t, edit: e } => text(*t).and_then(|()| edit(e, *t)),
            Op::Transfer {
                from,
                spans: s,
                to,
                after,
                ..
            } => {
                text(*from)?;
                text(*to)?;
                spans(s)?;
                anchor(*after, *to)
            }
            Op::Copy { card: c, copy: id }
            | Op::Split {
                card: c, rest: id, ..
            } => {
                card(*c)?;
                fresh(self.names.cards.contains_key(id))?;
                match &entry.op {
                    Op::Split { after, .. } => anchor(*after, self.card(*c).text),
                    _ => Ok(()),
                }
            }
            Op::Merge {
                card: c,
                into,
                after,
            } => {
                card(*c)?;
                card(*into)?;
                is(c != into, "a card merged with itself")?;
                anchor(*after, self.card(*into).text)
            }
            Op::Move {
                card: c,
                stage,
                lane,
                ..
            } => {
                card(*c)?;
                line(Axis::Stage, *stage)?;
                line(Axis::Lane, *lane)
            }
            Op::State { card: c, .. }
            | Op::Delete { card: c }
            | Op::Restore { card: c }
            | Op::Rate { card: c, .. }
            | Op::Vote { card: c, .. } => card(*c),
            Op::Confirm { card: c } => {
                is(entry.by.is_some(), "nobody confirms")?;
                card(*c)
            }
            Op::Group { group, cards, name } => {
                cards.iter().try_for_each(|&c| card(c))?;
                match group {
                    GroupRef::Known(g) => {
                        is((*g as usize) < self.groups.len(), "no such group")?;
                        let t = self.groups[*g as usize].text;
                        name.as_ref().map_or(Ok(()), |name| edit(name, t))
                    }
                    GroupRef::New(id) => {
                        fresh(self.names.groups.contains_key(id))?;
                        is(
                            name.as_ref()
                                .is_none_or(|n| n.after.is_none() && n.delete.is_empty()),
                            "a new name has no letters yet",
                        )
                    }
                }
            }
            Op::Ungroup { cards } => cards.iter().try_for_each(|&c| card(c)),
            Op::Link { from, to, .. } | Op::Unlink { from, to, .. } => {
                card(*from)?;
                card(*to)?;
                is(from != to, "a card linked with itself")
            }
            Op::Promise { card: c, owner, .. } => card(*c).and_then(|()| person(*owner)),
            Op::Undo { gesture } | Op::Redo { gesture } => is(
                *gesture < number
                    && self.log[*gesture as usize].gesture == *gesture
                    && !matches!(
                        self.log[*gesture as usize].op,
                        Op::Undo { .. } | Op::Redo { .. } | Op::Person { .. }
                    ),
                "nothing to undo there",
            ),
            Op::Feeling { percent } => is(*percent <= 100, "more than all"),
        }?;
        if matches!(entry.op, Op::Rate { .. } | Op::Vote { .. }) {
            is(
                entry.by.is_some() && entry.voices.len() <= 1,
                "not one person's",
            )?;
        }
        Ok(())
    }

    fn perform(&mut self, number: EntryNo, op: &Op) {
        match *op {
            Op::Person {
                ref id,
                ref name,
                side,
                facilitator,
            } => {
                let profile = Profile {
                    name: name.clone(),
                    side,
                    facilitator,
                };
                self.seat(id.clone(), None, History::starting(number, profile));
            }
            Op::ChangePerson {
                person,
                ref name,
                side,
                facilitator,
            } => {
                let profile = Profile {
                    name: name.clone(),
                    side,
                    facilitator,
                };
                self.people[person as usize].profile.write(number, profile);
            }
            Op::AddLine {
                axis,
                ref id,
                ref name,
                before,
            } => {
                let line = self.bands[axis as usize].len() as LineNo;
                let text = self.new_text(match axis {
                    Axis::Stage => TextOf::Stage(line),
                    Axis::Lane => TextOf::Lane(line),
                });
                let rank = self.line_rank(axis, number, None, before);
                self.names.bands[axis as usize].insert(id.clone(), line);
                let rank = History::starting(number, Some(rank));
                self.bands[axis as usize].push(Band {
                    id: id.clone(),
                    text,
                    rank,
                });
                self.write(number, text, None, name, &[]);
            }
            Op::RemoveLine { axis, line } => {
                self.bands[axis as usize][line as usize]
                    .rank
                    .write(number, None);
            }
            Op::ReorderLine { axis, line, before } => {
                let rank = self.line_rank(axis, number, Some(line), before);
                self.bands[axis as usize][line as usize]
                    .rank
                    .write(number, Some(rank));
            }
            Op::Add {
                ref card,
                stage,
                lane,
                ref text,
                ref kind,
                ref unnamed,
            } => {
                if let Some(Unnamed { side }) = *unnamed {
                    let unnamed = self.people.iter().filter(|seat| seat.anonymous).count() + 1;
                    self.seat(
                        format!("anonymous {unnamed}"),
                        Some(side),
                        History::default(),
                    );
                }
                let cell = Cell {
                    stage,
                    lane,
                    rank: format!("{number:08x}"),
                };
                let (id, kind) = (card.clone(), kind.clone());
                let own = self.new_card(number, number, id, kind, cell, State::Open, None);
                self.write(number, own, None, text, &[]);
            }
            Op::Edit { text, ref edit } => self.edit(number, text, edit),
            Op::Transfer {
                ref spans,
                to,
                after,
                keep,
                ..
            } => {
                let after = after.and_then(|place| self.slot_in(place, to));
                let places: Vec<_> = Span::places(spans).collect();
                if keep {
                    self.copy_letters(number, &places, to, after);
                } else {
                    self.move_letters(number, &places, to, after);
                }
            }
            Op::Copy { card, ref copy } => {
                let source = self.card(card);
                let (creation, kind, text) = (source.creation, source.kind.clone(), source.text);
                let (cell, state) = (self.cell_beside(card, number), self.state(card));
                let own = self.new_card(number, creation, copy.clone(), kind, cell, state, None);
                let places: Vec<_> = self.letters.standing(text).collect();
                self.copy_letters(number, &places, own, None);
            }
            Op::Split {
                card,
                after,
                ref rest,
            } => {
                let source = self.card(card);
                let (creation, kind, text) = (source.creation, source.kind.clone(), source.text);
                let (cell, state) = (self.cell_beside(card, number), self.state(card));
                let group = self.group_of(card);
                let own = self.new_card(number, creation, rest.clone(), kind, cell, state, group);
                let places = self.places_after(text, after.and_then(|p| self.slot_in(p, text)));
                self.move_letters(number, &places, own, None);
            }
            Op::Merge { card, into, after } => {
                let (from, to) = (self.card(card).text, self.card(into).text);
                let places = self.places_after(from, None);
                let after = after.and_then(|place| self.slot_in(place, to));
                let blank = self.write(number, to, after, " ", &[]);
                self.move_letters(number, &places, to, blank);
                self.cards[card as usize]
                    .life
                    .write(number, Life::Merged(into));
            }
            Op::Move {
                card,
                stage,
                lane,
                ref rank,
            } => {
                let rank = rank.clone().unwrap_or_else(|| format!("{number:08x}"));
                self.cards[card as usize]
                    .cell
                    .write(number, Cell { stage, lane, rank });
            }
            Op::State { card, state } => self.cards[card as usize].state.write(number, state),
            Op::Delete { card } => self.cards[card as usize].life.write(number, Life::Deleted),
            Op::Restore { card } => self.cards[card as usize].life.write(number, Life::Alive),
            Op::Group {
                ref group,
                ref cards,
                ref name,
            } => {
                let group = match group {
                    GroupRef::Known(group) => *group,
                    GroupRef::New(id) => {
                        let group = self.groups.len() as GroupNo;
                        let text = self.new_text(TextOf::Group(group));
                        self.names.groups.insert(id.clone(), group);
                        self.groups.push(GroupLog {
                            id: id.clone(),
                            text,
                            made: number,
                        });
                        group
                    }
                };
                if let Some(name) = name {
                    self.edit(number, self.groups[group as usize].text, name);
                }
                for &card in cards {
                    self.cards[card as usize].group.write(number, Some(group));
                }
            }
            Op::Ungroup { ref cards } => {
                for &card in cards {
                    self.cards[card as usize].group.write(number, None);
                }
            }
            Op::Link { from, to, kind } => self.draw(number, from, to, kind, true),
            Op::Unlink { from, to, kind } => self.draw(number, from, to, kind, false),
            Op::Rate {
                card,
                expected,
                worked,
                felt,
            } => {
                let person = self.ballot(number);
                let rated = Rated {
                    expected,
                    worked,
                    felt,
                };
                record(
                    &mut self.cards[card as usize].ratings,
                    person,
                    number,
                    rated,
                );
            }
            Op::Vote { card, votes } => {
                let person = self.ballot(number);
                record(&mut self.cards[card as usize].votes, person, number, votes);
            }
            Op::Promise {
                card,
                ref text,
                owner,
                ref due,
            } => {
                let promise = self.promises.len() as u32;
                let own = self.new_text(TextOf::Promise(promise));
                let due = due.clone();
                self.promises.push(PromiseLog {
                    card,
                    text: own,
                    owner,
                    due,
                    made: number,
                });
                self.cards[card as usize].promises.push(promise);
                self.write(number, own, None, text, &[]);
            }
            Op::Confirm { card } => {
                let by = self.log[number as usize].by.expect("checked");
                self.cards[card as usize].confirmed.write(number, by);
            }
            Op::Undo { gesture } => self.put_in_force(number, gesture, false),
            Op::Redo { gesture } => self.put_in_force(number, gesture, true),
            Op::Feeling { percent } => self.feeling.write(number, percent),
        }
    }

    /// Makes a gesture count or not count; everything that follows from it follows.
    fn put_in_force(&mut self, number: EntryNo, gesture: EntryNo, in_force: bool) {
        for entry in self.gesture(gesture).to_vec() {
            if self.in_force(entry) == in_force {
                continue;
            }
            self.made[entry as usize].in_force = in_force;
            self.toggled
                .entry(entry)
                .or_default()
                .push((number, in_force));
            let deleted: Vec<_> = Span::places(self.deleted_by(entry)).collect();
            for place in deleted {
                let deletions = &mut self.letters.place_mut(place).deletions;
                *deletions = if in_force {
                    *deletions + 1
                } else {
                    *deletions - 1
                };
                self.settle(place);
            }
            let (places, slots) = self.made_by(entry);
            for place in places {
                self.settle(place);
            }
            for slot in slots {
                self.settle(self.letters.slot(slot).place);
            }
            if self.made[entry as usize].recases {
                let recased: Vec<_> = Span::places(self.replaced_by(entry)).collect();
                for place in recased {
                    self.settle_case(place);
                }
            }
            let op = self.log[entry as usize].op.clone();
            self.note(number, &op);
        }
    }

    /// Keeps in mind which texts, cards and lists a deed changes, done or undone.
    fn note(&mut self, number: EntryNo, op: &Op) {
        match op {
            Op::Person { .. } | Op::ChangePerson { .. } => self.changes.people = true,
            Op::AddLine { axis, id, .. } => {
                let line = self.names.bands[*axis as usize][id];
                self.touch(self.bands[*axis as usize][line as usize].text, number);
            }
            Op::RemoveLine { axis, .. } | Op::ReorderLine { axis, .. } => match axis {
                Axis::Stage => self.changes.stages = true,
                Axis::Lane => self.changes.lanes = true,
            },
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } => {
                self.touch(self.card(self.names.cards[id]).text, number);
            }
            Op::Edit { text, edit } => self.touch_edit(*text, edit, number),
            Op::Transfer { from, to, .. } => {
                self.touch(*from, number);
                self.touch(*to, number);
            }
            Op::Split { card, rest, .. } => {
                self.touch(self.card(*card).text, number);
                self.touch(self.card(self.names.cards[rest]).text, number);
            }
            Op::Merge { card, into, .. } => {
                self.touch(self.card(*card).text, number);
                self.touch(self.card(*into).text, number);
            }
            Op::Group { group, cards, name } => {
                let group = match group {
                    GroupRef::Known(group) => *group,
                    GroupRef::New(id) => self.names.groups[id],
                };
                if let Some(name) = name {
                    self.touch_edit(self.groups[group as usize].text, name, number);
                }
                self.changes.groups.push(group);
                self.changes.cards.extend(cards);
            }
            Op::Ungroup { cards } => self.changes.cards.extend(cards),
            Op::Link { from, .. } | Op::Unlink { from, .. } => self.changes.cards.push(*from),
            Op::Promise { card, text: _, .. } => self.changes.cards.push(*card),
            Op::Move { card, .. }
            | Op::State { card, .. }
            | Op::Delete { card }
            | Op::Restore { card }
            | Op::Rate { card, .. }
            | Op::Vote { card, .. } => self.changes.cards.push(*card),
            // What is sure of letters that went elsewhere changes as well.
            Op::Confirm { .. } => self.changes.cards.extend(0..self.cards.len() as CardNo),
            Op::Undo { .. } | Op::Redo { .. } => {}
            Op::Feeling { .. } => self.changes.feeling = true,
        }
    }

    fn touch_edit(&mut self, text: TextNo, edit: &Edit, number: EntryNo) {
        self.touch(text, number);
        for span in &edit.delete {
            let elsewhere = self.letters.text_of(self.letters.place(span.first).slot);
            if elsewhere != text {
                self.touch(elsewhere, number);
            }
        }
    }

    fn seat(&mut self, id: String, unnamed: Option<Option<Side>>, profile: History<Profile>) {
        self.names
            .people
            .insert(id.clone(), self.people.len() as PersonNo);
        let (anonymous, side) = (unnamed.is_some(), unnamed.flatten());
        self.people.push(Seat {
            id,
            anonymous,
            side,
            profile,
        });
        self.changes.people = true;
    }

    fn new_text(&mut self, of: TextOf) -> TextNo {
        self.texts.push(of);
        self.touched.push(Vec::new());
        self.letters.new_text()
    }

    #[allow(clippy::too_many_arguments)]
    fn new_card(
        &mut self,
        made: EntryNo,
        creation: EntryNo,
        id: String,
        kind: Option<String>,
        cell: Cell,
        state: State,
        group: Option<GroupNo>,
    ) -> TextNo {
        let no = self.cards.len() as CardNo;
        let text = self.new_text(TextOf::Card(no));
        self.names.cards.insert(id.clone(), no);
        self.cards.push(CardLog {
            id,
            kind,
            text,
            creation,
            made,
            life: History::starting(made, Life::Alive),
            cell: History::starting(made, cell),
            state: History::starting(made, state),
            group: group.map_or_else(History::default, |group| {
                History::starting(made, Some(group))
            }),
            votes: Vec::new(),
            ratings: Vec::new(),
            confirmed: History::default(),
            links: Vec::new(),
            linked: Vec::new(),
            promises: Vec::new(),
        });
        text
    }

    /// The cell of a card, standing directly after it.
    fn cell_beside(&self, card: CardNo, number: EntryNo) -> Cell {
        let cell = self.cell(card).clone();
        Cell {
            rank: format!("{}8{number:08x}", cell.rank),
            ..cell
        }
    }

    fn line_rank(
        &self,
        axis: Axis,
        number: EntryNo,
        line: Option<LineNo>,
        before: Option<LineNo>,
    ) -> String {
        let Some(before) = before else {
            return format!("{number:08x}");
        };
        let rank = |line: LineNo| {
            let ranks = &self.bands[axis as usize][line as usize].rank;
            ranks.last(|e| self.in_force(e)).cloned().flatten()
        };
        let lines: Vec<_> = self
            .lines(axis)
            .into_iter()
            .filter(|l| Some(*l) != line)
            .collect();
        let Some(at) = lines.iter().position(|l| *l == before) else {
            return format!("{number:08x}");
        };
        let left = at
            .checked_sub(1)
            .and_then(|left| rank(lines[left]))
            .unwrap_or_default();
        let right = rank(before).unwrap_or_default();
        crate::rank::between(&left, &right)
    }

    fn draw(&mut self, number: EntryNo, from: CardNo, to: CardNo, kind: LinkKind, drawn: bool) {
        let link = self.link_between(from, to, kind).unwrap_or_else(|| {
            let link = self.links.len();
            self.links.push(LinkLog {
                from,
                to,
                kind,
                living: History::default(),
            });
            self.names.links.insert((from, to, kind), link);
            self.cards[from as usize].links.push(link);
            self.cards[to as usize].linked.push(link);
            link
        });
        self.links[link].living.write(number, drawn);
    }

    /// Whose vote or rating an entry is.
    fn ballot(&self, number: EntryNo) -> PersonNo {
        let entry = &self.log[number as usize];
        entry.voices.first().copied().or(entry.by).expect("checked")
    }

    // ── letters ──────────────────────────────────────────────────────────────────────────────

    fn touch(&mut self, text: TextNo, number: EntryNo) {
        let touched = &mut self.touched[text as usize];
        if touched.last() != Some(&number) {
            touched.push(number);
        }
        match self.texts[text as usize] {
            TextOf::Title => self.changes.title = true,
            TextOf::Purpose => self.changes.purpose = true,
            TextOf::Stage(_) => self.changes.stages = true,
            TextOf::Lane(_) => self.changes.lanes = true,
            TextOf::Card(card) => self.changes.cards.push(card),
            TextOf::Group(group) => self.changes.groups.push(group),
            TextOf::Promise(promise) => {
                self.changes
                    .cards
                    .push(self.promises[promise as usize].card);
            }
        }
    }

    fn edit(&mut self, number: EntryNo, text: TextNo, edit: &Edit) {
        if self.recase(number, edit) {
            return;
        }
        for place in Span::places(&edit.delete) {
            self.letters.place_mut(place).deletions += 1;
            self.settle(place);
        }
        let after = edit.after.and_then(|place| self.slot_in(place, text));
        self.write(number, text, after, &edit.insert, &edit.delete);
    }

    /// Where letters are replaced by as many that differ in case alone, they stay the letters
    /// they are.
    fn recase(&mut self, number: EntryNo, edit: &Edit) -> bool {
        let replaced: Vec<PlaceNo> = Span::places(&edit.delete).collect();
        if replaced.is_empty() || edit.insert.is_empty() {
            return false;
        }
        let written = self.cut(number, &edit.insert);
        let written_out = |grapheme| {
            let mut string = String::new();
            self.graphemes.push_to(grapheme, &mut string);
            string
        };
        let alike = written.len() == replaced.len()
            && replaced.iter().zip(&written).all(|(&old, &new)| {
                let old = self.letters.place(old).grapheme;
                old == new || grapheme::same_letter(&written_out(old), &written_out(new))
            });
        if alike {
            self.made[number as usize].recases = true;
            for (place, grapheme) in replaced.into_iter().zip(written) {
                let first = (self.letters.place(place).entry, self.letters.place(place).grapheme);
                let cases = self.recased.entry(place).or_insert_with(|| vec![first]);
                cases.push((number, grapheme));
                self.settle_case(place);
            }
        }
        alike
    }

    fn settle_case(&mut self, place: PlaceNo) {
        let cases = &self.recased[&place];
        let case = cases[1..].iter().rev().find(|(entry, _)| self.in_force(*entry));
        self.letters.place_mut(place).grapheme = case.unwrap_or(&cases[0]).1;
    }

    /// An entry's words, cut as they were when they were written.
    fn cut(&mut self, number: EntryNo, words: &str) -> Vec<Grapheme> {
        match &self.log[number as usize].cuts {
            Some(cuts) => {
                grapheme::cut_as(words, cuts).map(|g| self.graphemes.keep(g)).collect()
            }
            None => {
                let mut scalar = [0; 4];
                words.chars().map(|c| self.graphemes.keep(c.encode_utf8(&mut scalar))).collect()
            }
        }
    }

    /// Writes letters right of a slot; gives back the last one's slot.
    fn write(
        &mut self,
        number: EntryNo,
        text: TextNo,
        after: Option<SlotNo>,
        insert: &str,
        replaced: &[Span],
    ) -> Option<SlotNo> {
        if insert.is_empty() {
            return after;
        }
        let tidy = self.log[number as usize].tidy;
        let graphemes = self.cut(number, insert);
        let mut replaced =
            Span::places(replaced).filter(|&place| self.letters.place(place).grapheme.is_letter());
        let replaced: Vec<PlaceNo> = if tidy { replaced.by_ref().collect() } else { Vec::new() };
        // In a new text nothing stands beside, and all of it is new.
        let beside = tidy && !self.touched[text as usize].is_empty();
        let right = beside.then(|| self.letter_right_of(text, after)).flatten();
        let mut left = beside.then(|| self.letter_left_of(after)).flatten();
        let mut replaced = replaced.into_iter();
        let mut last = after;
        for grapheme in graphemes {
            let mut origin = None;
            if tidy && grapheme.is_letter() {
                origin = replaced.next().or(left).or(right);
            }
            let origin = origin.map(|place| self.letters.place(place).origin);
            let place = self.letters.new_place(grapheme, origin, number);
            let slot = self.letters.new_slot(text, last, place, number);
            let written = self.letters.place_mut(place);
            (written.slot, written.home) = (slot, slot);
            self.settle(place);
            left = (beside && grapheme.is_letter()).then_some(place);
            last = Some(slot);
        }
        last
    }

    fn letter_left_of(&self, after: Option<SlotNo>) -> Option<PlaceNo> {
        let after = after?;
        let slot = if self.letters.is_filled(after) {
            after
        } else {
            self.letters
                .slots_before(after)
                .find(|(_, filled)| *filled)?
                .0
        };
        let place = self.letters.slot(slot).place;
        self.letters
            .place(place)
            .grapheme
            .is_letter()
            .then_some(place)
    }

    fn letter_right_of(&self, text: TextNo, after: Option<SlotNo>) -> Option<PlaceNo> {
        let (slot, _) = self
            .letters
            .slots_from(text, after)
            .skip(usize::from(after.is_some()))
            .find(|(_, filled)| *filled)?;
        let place = self.letters.slot(slot).place;
        self.letters
            .place(place)
            .grapheme
            .is_letter()
            .then_some(place)
    }

    /// The places whose slot is right of the given one, standing or not.
    fn places_after(&self, text: TextNo, after: Option<SlotNo>) -> Vec<PlaceNo> {
        self.letters
            .slots_from(text, after)
            .skip(usize::from(after.is_some()))
            .map(|(slot, _)| (slot, self.letters.slot(slot).place))
            .filter(|&(slot, place)| self.letters.place(place).slot == slot)
            .map(|(_, place)| place)
            .collect()
    }

    fn copy_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        let mut last = after;
        for &place in places {
            let Place {
                grapheme, origin, ..
            } = *self.letters.place(place);
            let copy = self.letters.new_place(grapheme, Some(origin), number);
            let slot = self.letters.new_slot(to, last, copy, number);
            let written = self.letters.place_mut(copy);
            (written.slot, written.home) = (slot, slot);
            self.settle(copy);
            last = Some(slot);
        }
    }

    fn move_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        let mut last = after;
        for &place in places {
            let slot = self.letters.new_slot(to, last, place, number);
            let home = self.letters.place(place).home;
            self.moved
                .entry(place)
                .or_insert_with(|| vec![home])
                .push(slot);
            self.settle(place);
            last = Some(slot);
        }
    }

    /// Lets a letter stand where the entries in force have it, if they have it at all.
    fn settle(&mut self, place: PlaceNo) {
        let Place {
            slot: old,
            home,
            entry,
            deletions,
            ..
        } = *self.letters.place(place);
        let current = match self.moved.get(&place) {
            None => home,
            Some(slots) => slots[1..]
                .iter()
                .rev()
                .copied()
                .find(|&slot| self.in_force(self.letters.slot(slot).entry))
                .unwrap_or(home),
        };
        if current != old {
            self.fill(old, false);
            self.letters.place_mut(place).slot = current;
        }
        self.fill(current, deletions == 0 && self.in_force(entry));
    }

    fn fill(&mut self, slot: SlotNo, filled: bool) {
        if self.letters.fill(slot, filled) && self.watched {
            let place = self.letters.slot(slot).place;
            self.changes
                .letters
                .push((place, self.letters.text_of(slot), filled));
        }
    }
}

fn record<T>(
    ballots: &mut Vec<(PersonNo, History<T>)>,
    person: PersonNo,
    number: EntryNo,
    value: T,
) {
    match ballots.iter_mut().find(|(by, _)| *by == person) {
        Some((_, history)) => history.write(number, value),
        None => ballots.push((person, History::starting(number, value))),
    }
}
