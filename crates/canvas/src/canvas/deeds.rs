//! Doing what an entry says.

use super::{
    Band, Canvas, CardLog, Cell, GroupLog, Life, LinkLog, Profile, PromiseLog, Rated, Seat,
    Standing, TextOf,
};
use crate::command::LinkKind;
use crate::entry::{Axis, CardNo, Entry, GroupNo, GroupRef, LineNo, Op, PersonNo, Span, Unnamed};
use crate::history::History;
use crate::letters::{EntryNo, TextNo};
use crate::people::Side;
use crate::rounds::RoundLog;

impl Canvas {
    pub(super) fn perform(&mut self, number: EntryNo, op: &Op) {
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
            Op::SamePerson { person, of } => {
                self.people[person as usize].same.write(number, of);
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
                self.begin(number, text, name);
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
                if let Some(Unnamed { side, claim }) = unnamed.as_deref() {
                    self.names.claims.extend(claim.as_deref());
                    let unnamed = self.people.iter().filter(|seat| seat.anonymous).count() + 1;
                    self.seat(
                        format!("anonymous {unnamed}"),
                        Some(*side),
                        History::default(),
                    );
                }
                let cell = Cell {
                    stage,
                    lane,
                    rank: format!("{number:08x}"),
                };
                let (id, kind) = (card.to_string(), kind.as_deref().map(str::to_owned));
                let own = self.new_card(number, number, id, kind, cell, Standing::default(), None);
                self.begin(number, own, text);
            }
            Op::Edit { text, ref edit } => self.edit(number, text, edit),
            Op::Transfer {
                ref spans,
                to,
                after,
                keep,
                ref cased,
                ..
            } => {
                let places: Vec<_> = Span::places(spans).collect();
                if keep {
                    self.copy_letters(number, &places, cased, to, after);
                } else {
                    self.move_letters(number, &places, to, after);
                }
            }
            Op::Copy {
                card,
                ref copy,
                ref letters,
                ref cased,
            } => {
                let source = self.card(card);
                let (creation, kind, text) = (source.creation, source.kind.clone(), source.text);
                let (cell, standing) = (self.cell_beside(card, number), self.standing(card));
                let own = self.new_card(
                    number,
                    creation,
                    copy.to_string(),
                    kind,
                    cell,
                    standing,
                    None,
                );
                let places: Vec<_> = match letters {
                    Some(spans) => Span::places(spans).collect(),
                    None => self.letters.standing(text).collect(),
                };
                self.copy_letters(number, &places, cased, own, None);
                let new = self.note_copy(card);
                self.copy_pictures(number, card, new);
            }
            Op::Split {
                card,
                from,
                ref rest,
            } => {
                let source = self.card(card);
                let (creation, kind, text) = (source.creation, source.kind.clone(), source.text);
                let (cell, standing) = (self.cell_beside(card, number), self.standing(card));
                let group = self.group_of(card);
                let own = self.new_card(
                    number,
                    creation,
                    rest.to_string(),
                    kind,
                    cell,
                    standing,
                    group,
                );
                let slots = from.map_or(Vec::new(), |from| self.all_slots(text, Some(from)));
                self.carry(number, &slots, own, None);
                self.note_copy(card);
            }
            Op::Merge { card, into, after } => {
                let (from, to) = (self.card(card).text, self.card(into).text);
                self.append(number, from, to, after);
                self.copy_pictures(number, card, into);
                for (picture, _) in self.pictures_on(card).collect::<Vec<_>>() {
                    self.show(number, card, picture, None);
                }
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
            Op::State {
                card,
                state,
                ref reason,
            } => {
                let reason = reason.is_some().then_some(number);
                let standing = Standing { state, reason };
                self.cards[card as usize].state.write(number, standing);
            }
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
                self.begin(number, own, text);
            }
            Op::Confirm { card } => {
                let Entry { by, voices, .. } = &self.log[number as usize];
                let people = if voices.is_empty() {
                    by.as_slice()
                } else {
                    voices
                };
                for &person in people {
                    self.cards[card as usize].confirmed.write(number, person);
                }
            }
            Op::Claim { card, .. } => self.claim(number, card),
            Op::Reassign { ref correction, .. } => self.correct(number, correction),
            Op::Attach {
                card, ref picture, ..
            } => self.attach(number, card, picture),
            Op::Detach { card, picture } => self.show(number, card, picture, None),
            Op::Declare { card, ref people } => {
                let declared = &mut self.cards[card as usize].declared;
                declared.write(number, people.clone());
            }
            Op::Undo { gesture } => self.put_in_force(number, gesture, false),
            Op::Redo { gesture } => self.put_in_force(number, gesture, true),
            Op::Feeling { percent } => self.feeling.write(number, percent),
            Op::Redact { .. } => self.vouch(number),
            Op::OpenFeelings => self.feelings_open = Some(number),
            Op::Feel => {}
            Op::CloseFeelings { .. } => {
                self.feelings_open = None;
                self.feelings_closed = Some(number);
            }
            Op::Agenda { .. } => self.agendas.push(number),
            Op::EnterPhase { .. } => {
                self.phases.push(number);
                self.extended = 0;
            }
            Op::ExtendPhase { minutes } => self.extended = self.extended.saturating_add(minutes),
            Op::OpenRound {
                ref round,
                asks,
                ref cards,
            } => self.rounds.push(RoundLog {
                id: round.clone(),
                asks,
                cards: cards.clone(),
                opened: number,
                closed: None,
            }),
            Op::Cast => {}
            Op::CloseRound { .. } => {
                if let Some(round) = self.rounds.last_mut() {
                    round.closed = Some(number);
                }
            }
            Op::Comment { card, .. } => self.cards[card as usize].comments.push(number),
        }
    }

    /// Makes a gesture count or not count; everything that follows from it follows.
    pub(super) fn put_in_force(&mut self, number: EntryNo, gesture: EntryNo, in_force: bool) {
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
                self.concern(number, place);
                let deletions = &mut self.letters.place_mut(place).deletions;
                *deletions = if in_force {
                    *deletions + 1
                } else {
                    *deletions - 1
                };
                self.settle(place);
            }
            let moved: Vec<_> = self.moved_by(entry).collect();
            for place in moved {
                self.concern(number, place);
                self.settle(place);
            }
            if self.made[entry as usize].recases {
                let recased: Vec<_> = Span::places(self.replaced_by(entry)).collect();
                for place in recased {
                    self.concern(number, place);
                    self.settle_case(place);
                }
            }
            match self.log[entry as usize].op {
                Op::Merge { card, .. } => {
                    self.catch_up(number, self.card(card).text);
                }
                Op::Split { ref rest, .. } if !in_force => {
                    self.catch_up(number, self.card(self.names.cards[&**rest]).text);
                }
                _ => {}
            }
            let op = self.log[entry as usize].op.clone();
            self.note(number, &op);
        }
    }

    /// Keeps in mind which texts, cards and lists a deed changes, done or undone.
    pub(super) fn note(&mut self, number: EntryNo, op: &Op) {
        self.reorder_cells(op);
        match op {
            Op::Person { .. } | Op::ChangePerson { .. } => self.changes.people = true,
            Op::SamePerson { .. } => self.note_same(),
            Op::AddLine { axis, id, .. } => {
                let line = self.names.bands[*axis as usize][id];
                self.touch(self.bands[*axis as usize][line as usize].text, number);
            }
            Op::RemoveLine { axis, .. } | Op::ReorderLine { axis, .. } => match axis {
                Axis::Stage => self.changes.stages = true,
                Axis::Lane => self.changes.lanes = true,
            },
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } => {
                self.touch_made(self.names.cards[&**id], number);
            }
            Op::Edit { text, .. } => self.touch(*text, number),
            Op::Transfer { from, to, .. } => {
                self.touch(*from, number);
                self.touch(*to, number);
            }
            Op::Split { card, rest, .. } => {
                self.touch(self.card(*card).text, number);
                self.touch_made(self.names.cards[&**rest], number);
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
                if name.is_some() {
                    self.touch(self.groups[group as usize].text, number);
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
            Op::Confirm { card } => self.changes.confirmed.push(*card),
            Op::Claim { card, .. } => self.note_claim(*card),
            Op::Reassign { correction, .. } => self.note_correction(correction),
            Op::Attach { card, picture, .. } => {
                self.note_picture(*card, self.picture_named(&picture.sha256));
            }
            Op::Detach { card, picture } => self.note_picture(*card, Some(*picture)),
            Op::Declare { card, .. } => {
                self.changes.cards.push(*card);
                let written_here: Vec<_> = self.written_in(self.card(*card).text).collect();
                self.changes.voices.extend(written_here);
            }
            Op::Undo { .. } | Op::Redo { .. } | Op::Redact { .. } => {}
            Op::Feeling { .. } => self.changes.feeling = true,
            Op::OpenFeelings | Op::Feel | Op::CloseFeelings { .. } => self.changes.feelings = true,
            Op::Agenda { .. } | Op::EnterPhase { .. } | Op::ExtendPhase { .. } => {
                self.changes.agenda = true;
            }
            Op::OpenRound { .. } | Op::Cast => self.changes.rounds = true,
            Op::CloseRound { .. } => {
                self.changes.rounds = true;
                // What stands on the cards may count otherwise now.
                if let Some(round) = self.rounds.last() {
                    self.changes.cards.extend(&round.cards);
                }
            }
            Op::Comment { card, .. } => self.changes.cards.push(*card),
        }
    }

    /// A card is there, or is not there any more: then links to it are not either.
    fn touch_made(&mut self, card: CardNo, number: EntryNo) {
        self.touch(self.card(card).text, number);
        let linked = self.cards[card as usize].linked.iter();
        let linked = linked.map(|&link| self.links[link].from);
        self.changes.cards.extend(linked);
    }

    pub(super) fn seat(
        &mut self,
        id: String,
        unnamed: Option<Option<Side>>,
        profile: History<Profile>,
    ) {
        self.names
            .people
            .insert(id.clone(), self.people.len() as PersonNo);
        let (anonymous, side) = (unnamed.is_some(), unnamed.flatten());
        let one = self.people.len() as PersonNo;
        self.people.push(Seat {
            id,
            anonymous,
            side,
            profile,
            claims: History::default(),
            same: History::default(),
            one,
        });
        self.changes.people = true;
    }

    pub(super) fn new_text(&mut self, of: TextOf) -> TextNo {
        self.texts.push(of);
        self.touched.push(Vec::new());
        self.letters.new_text()
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn new_card(
        &mut self,
        made: EntryNo,
        creation: EntryNo,
        id: String,
        kind: Option<String>,
        cell: Cell,
        standing: Standing,
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
            state: History::starting(made, standing),
            group: group.map_or_else(History::default, |group| {
                History::starting(made, Some(group))
            }),
            votes: Vec::new(),
            ratings: Vec::new(),
            confirmed: History::default(),
            links: Vec::new(),
            linked: Vec::new(),
            promises: Vec::new(),
            pictures: Vec::new(),
            declared: History::default(),
            comments: Vec::new(),
            copies: Vec::new(),
        });
        text
    }

    /// The card that was just made is a copy of this one, or a part of it.
    fn note_copy(&mut self, card: CardNo) -> CardNo {
        let new = self.cards.len() as CardNo - 1;
        self.cards[card as usize].copies.push(new);
        new
    }

    /// The cell of a card, standing directly after it.
    pub(super) fn cell_beside(&self, card: CardNo, number: EntryNo) -> Cell {
        let cell = self.cell(card).clone();
        Cell {
            rank: format!("{}8{number:08x}", cell.rank),
            ..cell
        }
    }

    pub(super) fn line_rank(
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

    pub(super) fn draw(
        &mut self,
        number: EntryNo,
        from: CardNo,
        to: CardNo,
        kind: LinkKind,
        drawn: bool,
    ) {
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
    pub(super) fn ballot(&self, number: EntryNo) -> PersonNo {
        let entry = &self.log[number as usize];
        entry.voices.first().copied().or(entry.by).expect("checked")
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
