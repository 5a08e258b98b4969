//! A canvas: its log, and what the entries in force make of it.
//!
//! [`Canvas::apply`] is the only way in. Nothing is ever taken out of the log: an undone entry is
//! no longer *in force*, and every value, letter and fact is what the entries in force say.

use crate::agenda::{Agenda, Outline, PhaseNow, Plan};
use crate::chain::Hash;
use crate::command::{LinkKind, State};
use crate::entry::{Axis, CardNo, Entry, GroupNo, LineNo, Op, PersonNo, PictureNo, Span};
use crate::feelings::Told;
use crate::grapheme::{Grapheme, Graphemes};
use crate::history::History;
use crate::letters::{EntryNo, Letters, PlaceNo, SlotNo, TextNo};
use crate::refusal::Damage;
use crate::rounds::{RoundLog, Tally};
use cells::Cells;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

mod built_on;
mod carrying;
mod cells;
mod changes;
mod check;
mod deeds;
mod pictures;
mod records;
mod redacted;
mod seats;
mod spots;
mod ways;
mod whose;
mod writing;

pub use changes::{Changes, Turn};
pub use pictures::PictureLog;
use records::Standing;
pub use records::{
    Band, CardLog, Cell, GroupLog, Life, LinkLog, Profile, PromiseLog, Rated, Seat, TextOf, Voice,
};
pub use redacted::Repeated;
use redacted::Unvouched;
use ways::Way;
pub(crate) use whose::Bar;

/// The text of the canvas title.
pub const TITLE: TextNo = 0;
/// The text of the canvas purpose.
pub const PURPOSE: TextNo = 1;

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
    /// The slots of letters that have several, each before those that count more.
    moved: FxHashMap<PlaceNo, Vec<SlotNo>>,
    /// What leads to the slots into which letters were not written.
    ways: FxHashMap<SlotNo, Way>,
    /// The slots to which entries lead that did not make them.
    led: FxHashMap<EntryNo, Vec<SlotNo>>,
    /// All but the first of the entries that deleted a letter.
    deleted_again: FxHashMap<PlaceNo, Vec<EntryNo>>,
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
    pictures: Vec<PictureLog>,
    /// The corrections that letters stand or stood under, by the place where each was first
    /// written.
    corrected: FxHashMap<PlaceNo, Vec<EntryNo>>,
    feeling: History<u8>,
    /// The entry that opened the closing questions, while they are open.
    feelings_open: Option<EntryNo>,
    /// The entry that closed them last.
    feelings_closed: Option<EntryNo>,
    /// The entries that set the agenda, and those with which phases began.
    agendas: Vec<EntryNo>,
    phases: Vec<EntryNo>,
    /// Minutes added to it.
    extended: i32,
    rounds: Vec<RoundLog>,
    same: seats::Same,
    hands: FxHashMap<PersonNo, Hand>,
    /// Whom entries came from, where the log does not tell.
    hidden: FxHashMap<EntryNo, Hands>,
    names: Names,
    cells: OnceLock<Cells>,
    settled: EntryNo,
    unvouched: Unvouched,
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
    pictures: FxHashMap<Hash, PictureNo>,
    /// The hashes of the secrets that claim cards.
    claims: FxHashSet<Hash>,
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
            ways: FxHashMap::default(),
            led: FxHashMap::default(),
            deleted_again: FxHashMap::default(),
            recased: FxHashMap::default(),
            texts: Vec::new(),
            touched: Vec::new(),
            people: Vec::new(),
            bands: [Vec::new(), Vec::new()],
            cards: Vec::new(),
            groups: Vec::new(),
            links: Vec::new(),
            promises: Vec::new(),
            pictures: Vec::new(),
            corrected: FxHashMap::default(),
            feeling: History::default(),
            feelings_open: None,
            feelings_closed: None,
            agendas: Vec::new(),
            phases: Vec::new(),
            extended: 0,
            rounds: Vec::new(),
            same: seats::Same::default(),
            hands: FxHashMap::default(),
            hidden: FxHashMap::default(),
            names: Names::default(),
            cells: OnceLock::new(),
            settled: 0,
            unvouched: Unvouched::default(),
            changes: Changes::default(),
            watched: false,
        };
        canvas.new_text(TextOf::Title);
        canvas.new_text(TextOf::Purpose);
        canvas
    }

    /// Makes room for so many more entries at once.
    pub fn expect(&mut self, entries: usize) {
        self.log.reserve(entries);
        self.made.reserve(entries);
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

    /// The graphemes of several scalars that occur.
    pub fn graphemes(&self) -> &Graphemes {
        &self.graphemes
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

    /// How a slot is called in a log, as places are: where a letter was written, by its name.
    pub(crate) fn slot_name(&self, slot: SlotNo) -> (EntryNo, u32) {
        let next = self.made.partition_point(|made| made.first_slot <= slot);
        (next as EntryNo - 1, slot - self.made[next - 1].first_slot)
    }

    /// The slot of that name.
    pub(crate) fn slot_named(&self, entry: EntryNo, offset: u32) -> Option<SlotNo> {
        let made = self.made.get(entry as usize)?;
        let slot = made.first_slot.checked_add(offset)?;
        self.made_by(entry).1.contains(&slot).then_some(slot)
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

    /// The entry that asked the closing questions, while they are open.
    pub fn feelings_open(&self) -> Option<EntryNo> {
        self.feelings_open
    }

    /// What the answers to the closing questions were, as far as may be told, and the entry that
    /// tells it.
    pub fn feelings_told(&self) -> Option<(EntryNo, &Told)> {
        let entry = self.feelings_closed?;
        match &self.log[entry as usize].op {
            Op::CloseFeelings { told } => Some((entry, told)),
            _ => None,
        }
    }

    /// The agenda as it is now.
    pub fn agenda(&self) -> Option<&Agenda> {
        match &self.log[*self.agendas.last()? as usize].op {
            Op::Agenda { agenda } => Some(agenda),
            _ => None,
        }
    }

    /// The phase that is on, if it is on the agenda.
    pub fn phase(&self) -> Option<PhaseNow> {
        let (entry, outline) = self.phase_on()?;
        Some(PhaseNow {
            phase: outline.id.clone(),
            began_ms: self.log[entry as usize].at_ms,
            minutes: i32::from(outline.plan.minutes).saturating_add(self.extended),
        })
    }

    /// How the phase works that is on.
    pub fn plan(&self) -> Option<Plan> {
        Some(self.phase_on()?.1.plan)
    }

    /// How the phase worked that was on before the one that is on.
    pub fn plan_of_the_phase_before(&self) -> Option<Plan> {
        let before = self.phases.len().checked_sub(2)?;
        Some(self.begun(self.phases[before])?.plan)
    }

    fn phase_on(&self) -> Option<(EntryNo, &Outline)> {
        let began = *self.phases.last()?;
        Some((began, self.begun(began)?))
    }

    /// The phase that an entry began, if it is on the agenda.
    fn begun(&self, entry: EntryNo) -> Option<&Outline> {
        let Op::EnterPhase { phase } = &self.log[entry as usize].op else {
            return None;
        };
        let mut phases = self.agenda()?.phases.iter();
        phases.find(|outline| outline.id == *phase)
    }

    /// Every round that ever was, in order.
    pub fn rounds(&self) -> &[RoundLog] {
        &self.rounds
    }

    /// The round that is open.
    pub fn round_open(&self) -> Option<&RoundLog> {
        self.rounds.last().filter(|round| round.closed.is_none())
    }

    /// What came of a round, once it was closed.
    pub fn tally(&self, round: &RoundLog) -> Option<&Tally> {
        match &self.log[round.closed? as usize].op {
            Op::CloseRound { tally } => Some(tally),
            _ => None,
        }
    }

    /// Whether a card is there; `None` if its making was undone.
    pub fn life(&self, card: CardNo) -> Option<Life> {
        let card = self.card(card);
        if !self.in_force(card.made) {
            return None;
        }
        card.life.last(|e| self.in_force(e)).copied()
    }

    /// The entry that merged a card into another, and that one, if it is so now.
    pub fn merged(&self, card: CardNo) -> Option<(EntryNo, CardNo)> {
        match self.card(card).life.written(|e| self.in_force(e)).last()? {
            (entry, Life::Merged(into)) => Some((entry, *into)),
            _ => None,
        }
    }

    /// The entry that deleted a card, if it is deleted.
    pub fn card_deleted_by(&self, card: CardNo) -> Option<EntryNo> {
        match self.card(card).life.written(|e| self.in_force(e)).last()? {
            (entry, Life::Deleted) => Some(entry),
            _ => None,
        }
    }

    pub fn is_alive(&self, card: CardNo) -> bool {
        self.life(card) == Some(Life::Alive)
    }

    pub fn state(&self, card: CardNo) -> State {
        self.standing(card).state
    }

    /// The entry that put a card into the state in which it is; further ones that say the same
    /// change nothing.
    pub fn state_since(&self, card: CardNo) -> EntryNo {
        let stands = self.card(card).state.written(|e| self.in_force(e));
        let mut since = (self.card(card).made, State::default());
        for (entry, standing) in stands {
            if standing.state != since.1 {
                since = (entry, standing.state);
            }
        }
        since.0
    }

    /// Why a card is in its state, where somebody said so.
    pub fn reason(&self, card: CardNo) -> Option<&str> {
        self.log[self.standing(card).reason? as usize].op.words()
    }

    fn standing(&self, card: CardNo) -> Standing {
        let stands = &self.card(card).state;
        stands
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
            .filter(|&(_, &by)| self.one(by) == person)
            .last()
            .map(|(entry, _)| entry)
    }

    /// Whose ideas an import says that the text of a card is.
    pub fn declared(&self, card: CardNo) -> &[PersonNo] {
        let declared = &self.card(card).declared;
        let declared = declared.last_written(|e| self.in_force(e));
        declared.map_or(&[], |(entry, people)| self.as_one(entry, people))
    }

    /// Who voted on a card and how much, without those who took their votes back.
    pub fn votes(&self, card: CardNo) -> impl Iterator<Item = (PersonNo, u32)> {
        let votes = self.given_last(&self.card(card).votes).into_iter();
        votes.filter_map(|(person, &votes)| (votes > 0).then_some((person, votes)))
    }

    /// Who rated a card and how.
    pub fn ratings(&self, card: CardNo) -> impl Iterator<Item = (PersonNo, Rated)> {
        let ratings = self.given_last(&self.card(card).ratings).into_iter();
        ratings.map(|(person, rated)| (person, *rated))
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
        self.hands.get(&self.one(person))?.done.last().copied()
    }

    /// The undo that a person would take back next.
    pub fn redo_of(&self, person: PersonNo) -> Option<EntryNo> {
        self.hands.get(&self.one(person))?.undone.last().copied()
    }

    /// The entries of a gesture.
    pub fn gesture(&self, gesture: EntryNo) -> &[EntryNo] {
        match self.gestures.get(&gesture) {
            Some(entries) => entries,
            None => std::slice::from_ref(&self.log[gesture as usize].gesture),
        }
    }

    /// Whom an entry came from, where the log does not tell.
    pub(crate) fn hidden_hands(&self, entry: EntryNo) -> Option<Hands> {
        self.hidden.get(&entry).copied()
    }

    /// Whether an entry changed nothing but the case of letters, and of which.
    pub fn recased_by(&self, entry: EntryNo) -> &[Span] {
        match self.made[entry as usize].recases {
            true => self.replaced_by(entry),
            false => &[],
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

    /// A canvas from a log that was one before, with somebody following: `follow` is shown the
    /// canvas after each entry, and what that entry changed.
    pub fn replay(
        log: impl IntoIterator<Item = Entry>,
        mut follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Canvas {
        let log = log.into_iter();
        let mut canvas = Canvas::new();
        canvas.expect(log.size_hint().0);
        canvas.watch();
        for entry in log {
            let number = canvas.apply(entry, None).expect("it was applied before");
            canvas.show_changes(number, &mut follow);
        }
        canvas.unwatch();
        canvas
    }

    pub(crate) fn unwatch(&mut self) {
        self.watched = false;
        self.changes.clear();
    }

    /// Shows what the last entry changed, and forgets it.
    pub(crate) fn show_changes(
        &mut self,
        number: EntryNo,
        follow: &mut impl FnMut(&Canvas, EntryNo, &Changes),
    ) {
        follow(self, number, &self.changes);
        self.changes.clear();
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
    pub fn made_by(&self, entry: EntryNo) -> (std::ops::Range<PlaceNo>, std::ops::Range<SlotNo>) {
        let made = self.made[entry as usize];
        let next = self.made.get(entry as usize + 1);
        let places = next.map_or(self.letters.places(), |next| next.first_place);
        let slots = next.map_or(self.letters.slots(), |next| next.first_slot);
        (made.first_place..places, made.first_slot..slots)
    }

    /// The spans that an entry deletes.
    pub fn deleted_by(&self, entry: EntryNo) -> &[Span] {
        match self.replaced_by(entry) {
            replaced if !self.made[entry as usize].recases => replaced,
            _ => &[],
        }
    }

    fn replaced_by(&self, entry: EntryNo) -> &[Span] {
        match &self.log[entry as usize].op {
            Op::Edit { edit, .. } => &edit.delete,
            Op::Group {
                name: Some(edit), ..
            } => &edit.delete,
            _ => &[],
        }
    }

    /// The entry that put a letter into its case, of those that `counts` accepts; none if it has
    /// always been in the same.
    pub(crate) fn case_by(
        &self,
        place: PlaceNo,
        counts: impl Fn(EntryNo) -> bool,
    ) -> Option<EntryNo> {
        let cases = self.recased.get(&place)?;
        let last = cases[1..].iter().rev().find(|(entry, _)| counts(*entry));
        Some(last.unwrap_or(&cases[0]).0)
    }

    /// A letter as it was by the entries that `counts` accepts.
    pub(crate) fn grapheme_by(&self, place: PlaceNo, counts: impl Fn(EntryNo) -> bool) -> String {
        let case = self.case_by(place, counts);
        let mut string = String::new();
        self.graphemes
            .push_to(self.grapheme_in(place, case), &mut string);
        string
    }

    /// A letter in the case that an entry put it into.
    fn grapheme_in(&self, place: PlaceNo, case: Option<EntryNo>) -> Grapheme {
        let cases = self.recased.get(&place).into_iter().flatten();
        let mut of_case = cases.filter(|(entry, _)| Some(*entry) == case);
        let now = self.letters.place(place).grapheme;
        of_case.next().map_or(now, |(_, grapheme)| *grapheme)
    }

    /// Does what an entry says and keeps it. Entries of our own making never fail; one from a
    /// damaged file is refused before anything has changed.
    pub fn apply(&mut self, entry: Entry, hands: Option<Hands>) -> Result<EntryNo, Damage> {
        let number = self.next();
        self.check(&entry).map_err(|why| Damage {
            entry: number + 1,
            why,
        })?;
        let told = Hands {
            person: entry.by,
            client: entry.client,
        };
        let hands = hands.unwrap_or(told);
        if hands != told {
            self.hidden.insert(number, hands);
        }
        self.note_beside(number, &entry);
        self.made.push(Made {
            first_place: self.letters.places(),
            first_slot: self.letters.slots(),
            in_force: true,
            recases: false,
            client: hands.client,
        });
        let mut entry = entry;
        let gesture = entry.gesture;
        let person = hands.person.filter(|_| !entry.op.is_for_good());
        // The entry lends its deed to the deed's doing, so that nothing is copied.
        let op = std::mem::replace(&mut entry.op, Op::Undo { gesture });
        self.log.push(entry);
        self.perform(number, &op);
        self.note(number, &op);
        self.remember(number, gesture, person, &op);
        self.log[number as usize].op = op;
        self.note_several(number);
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
        let person = self.one(person);
        match op {
            Op::Undo { gesture } => {
                self.turn_over(person, *gesture, |hand| (&mut hand.done, &mut hand.undone));
            }
            Op::Redo { gesture } => {
                self.turn_over(person, *gesture, |hand| (&mut hand.undone, &mut hand.done));
            }
            _ => {
                let hand = self.hands.entry(person).or_default();
                hand.undone.clear();
                if hand.done.last() != Some(&gesture) {
                    if gesture != number {
                        take_out(&mut hand.done, gesture);
                    }
                    hand.done.push(gesture);
                }
            }
        }
    }

    /// Puts a gesture from one pile of a hand onto the other. It may be another's hand: that two
    /// seats are one person's can be what was undone.
    fn turn_over(
        &mut self,
        person: PersonNo,
        gesture: EntryNo,
        piles: impl Fn(&mut Hand) -> (&mut Vec<EntryNo>, &mut Vec<EntryNo>),
    ) {
        let turned = |hand: &mut Hand| {
            let (from, to) = piles(hand);
            let was_there = take_out(from, gesture);
            to.extend(was_there.then_some(gesture));
            was_there
        };
        if !turned(self.hands.entry(person).or_default()) {
            self.hands.values_mut().any(turned);
        }
    }
}

/// Takes a gesture out of a pile, in which it nearly always lies on top; whether it was there.
fn take_out(pile: &mut Vec<EntryNo>, gesture: EntryNo) -> bool {
    let at = pile.iter().rposition(|one| *one == gesture);
    at.map(|at| pile.remove(at)).is_some()
}
