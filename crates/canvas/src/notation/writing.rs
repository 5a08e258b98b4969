//! Writing entries down.

use super::Notation;
use crate::canvas::Canvas;
use crate::chain::hex;
use crate::entry::{Anchor, Beside, Cased, Edit, Entry, GroupRef, Op, Span};
use crate::letters::EntryNo;
use serde::Serialize;

/// How an entry's words are told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told<'a> {
    InFull,
    /// By this in their place, as the hash chain has it.
    As(&'a str),
}

impl Notation {
    /// Writes the entry that the canvas has at `number`.
    pub(crate) fn write(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        told: Told<'_>,
        out: &mut Vec<u8>,
    ) {
        let entry = &canvas.log()[number as usize];
        out.push(b'[');
        json(&entry.by, out);
        let mut pen = Pen { canvas, told, out };
        pen.put(&(entry.at_ms - self.at_ms));
        pen.deed(&entry.op, canvas.is_called_by_name(entry));
        self.rest(number, entry, &mut pen);
        pen.out.push(b']');
        self.remember(entry);
    }

    fn rest(&self, number: EntryNo, entry: &Entry, pen: &mut Pen<'_>) {
        let began = pen.out.len();
        if !entry.voices.is_empty() {
            pen.told("f", &entry.voices, began);
        }
        if entry.tidy {
            pen.told("t", &1, began);
        }
        if entry.client != self.usual_client(entry.by) {
            pen.told("c", &entry.client, began);
        }
        if entry.gesture != number {
            pen.told("g", &entry.gesture, began);
        }
        if let Some(cuts) = entry.cuts() {
            pen.told("n", cuts, began);
        }
        if let (Told::InFull, Some(beside)) = (pen.told, entry.beside()) {
            beside_it(beside, pen, began);
        }
        for (key, value) in entry.more.iter().flat_map(|more| &more.extra) {
            pen.told(key, value, began);
        }
        if pen.out.len() > began {
            pen.out.push(b'}');
        }
    }
}

/// What a redaction wrote beside an entry.
fn beside_it(beside: &Beside, pen: &mut Pen<'_>, began: usize) {
    if let Some(removed) = &beside.removed {
        let hash = hex(&removed.hash);
        match removed.recases {
            false => pen.told("x", &(hash, removed.by), began),
            true => pen.told("x", &(hash, removed.by, 1), began),
        }
    }
    if let Some(salt) = &beside.salt {
        pen.told("k", &hex(salt), began);
    }
    if !beside.inferred.is_empty() {
        let stretches = beside.inferred.iter();
        let told = stretches.map(|stretch| {
            let (letters, source) = (stretch.letters, stretch.source);
            [
                letters.0,
                letters.1,
                source.0,
                source.1,
                stretch.count,
                stretch.length,
                stretch.since,
            ]
        });
        pen.told("i", &told.collect::<Vec<_>>(), began);
    }
}

fn json(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("values of our own are JSON");
}

/// Writes the fields of one entry.
struct Pen<'a> {
    canvas: &'a Canvas,
    told: Told<'a>,
    out: &'a mut Vec<u8>,
}

impl Pen<'_> {
    fn put(&mut self, value: &(impl Serialize + ?Sized)) -> &mut Self {
        self.out.push(b',');
        json(value, self.out);
        self
    }

    /// One key of the rest, which began at an offset.
    fn told(&mut self, key: &str, value: &(impl Serialize + ?Sized), began: usize) {
        let first = self.out.len() == began;
        self.out.extend_from_slice(if first { b",{" } else { b"," });
        json(key, self.out);
        self.out.push(b':');
        json(value, self.out);
    }

    fn words(&mut self, words: &str) -> &mut Self {
        match self.told {
            Told::InFull => self.put(words),
            Told::As(instead) => self.put(instead),
        }
    }

    fn anchor(&mut self, after: Anchor) -> &mut Self {
        match after {
            None => self.put(&()),
            Some(slot) => self.name(self.canvas.slot_name(slot)),
        }
    }

    fn name(&mut self, name: (EntryNo, u32)) -> &mut Self {
        match name {
            (entry, 0) => self.put(&entry),
            named => self.put(&named),
        }
    }

    /// Stretches of letters, none across the bounds of an entry.
    fn spans(&mut self, spans: &[Span]) -> &mut Self {
        self.out.extend_from_slice(b",[");
        let mut inner = Vec::new();
        for span in spans {
            let mut first = span.first;
            let end = span.first + span.count;
            while first < end {
                let (entry, offset) = self.canvas.place_name(first);
                let (places, _) = self.canvas.made_by(entry);
                let count = end.min(places.end) - first;
                let mut pen = Pen {
                    canvas: self.canvas,
                    told: self.told,
                    out: &mut inner,
                };
                match count {
                    1 => pen.name((entry, offset)),
                    _ => pen.put(&(entry, offset, count)),
                };
                first += count;
            }
        }
        // Each has a comma before it; the first needs none.
        self.out.extend_from_slice(inner.get(1..).unwrap_or(&[]));
        self.out.push(b']');
        self
    }

    fn cased(&mut self, cased: &[Cased]) -> &mut Self {
        if cased.is_empty() {
            return self;
        }
        self.put(cased)
    }

    fn edit(&mut self, edit: &Edit) -> &mut Self {
        self.anchor(edit.after).words(&edit.insert);
        if !edit.delete.is_empty() || edit.right.is_some() {
            self.spans(&edit.delete);
        }
        match edit.right {
            None => self,
            Some(right) => self.name(self.canvas.place_name(right)),
        }
    }

    fn deed(&mut self, op: &Op, by_name: bool) {
        match op {
            Op::Person {
                id,
                name,
                side,
                facilitator,
            } => self.put("p").put(id).words(name).put(side).put(facilitator),
            Op::ChangePerson {
                person,
                name,
                side,
                facilitator,
            } => {
                let pen = self.put("P").put(person).words(name);
                pen.put(side).put(facilitator)
            }
            Op::SamePerson { person, of } => self.put("M").put(person).put(of),
            Op::AddLine {
                axis,
                id,
                name,
                before,
            } => {
                let pen = self.put("l").put(&(*axis as u8));
                // Whoever knows the name knows the id, so both are covered by one salted hash.
                let pen = pen.put(&(!by_name).then_some(id));
                pen.words(name).put(before)
            }
            Op::RemoveLine { axis, line } => self.put("L").put(&(*axis as u8)).put(line),
            Op::ReorderLine { axis, line, before } => {
                self.put("o").put(&(*axis as u8)).put(line).put(before)
            }
            Op::Add {
                card,
                stage,
                lane,
                text,
                kind,
                unnamed,
            } => {
                let deed = if unnamed.is_some() { "A" } else { "a" };
                let pen = self.put(deed).put(card).put(stage).put(lane).words(text);
                match (kind, unnamed) {
                    (None, None) => pen,
                    (kind, None) => pen.put(kind),
                    (kind, Some(unnamed)) => {
                        let pen = pen.put(kind).put(&unnamed.side);
                        match &unnamed.claim {
                            None => pen,
                            Some(claim) => pen.put(&hex(&**claim)),
                        }
                    }
                }
            }
            Op::Edit { text, edit } => self.put("e").put(text).edit(edit),
            Op::Transfer {
                from,
                spans,
                to,
                after,
                keep,
                cased,
            } => {
                let pen = self.put("t").put(from).put(to).anchor(*after);
                pen.put(keep).spans(spans).cased(cased)
            }
            Op::Copy {
                card,
                copy,
                letters,
                cased,
            } => {
                let pen = self.put("c").put(card).put(copy);
                match letters {
                    None => pen,
                    Some(letters) => pen.spans(letters).cased(cased),
                }
            }
            Op::Split { card, from, rest } => self.put("s").put(card).anchor(*from).put(rest),
            Op::Merge { card, into, after } => self.put("m").put(card).put(into).anchor(*after),
            Op::Move {
                card,
                stage,
                lane,
                rank,
            } => {
                let pen = self.put("v").put(card).put(stage).put(lane);
                match rank {
                    None => pen,
                    Some(rank) => pen.put(rank),
                }
            }
            Op::State {
                card,
                state,
                reason,
            } => {
                let pen = self.put("S").put(card).put(state);
                match reason {
                    None => pen,
                    Some(reason) => pen.words(reason),
                }
            }
            Op::Delete { card } => self.put("d").put(card),
            Op::Restore { card } => self.put("r").put(card),
            Op::Group { group, cards, name } => {
                let pen = self.put("g");
                let pen = match group {
                    GroupRef::Known(group) => pen.put(group),
                    GroupRef::New(id) => pen.put(id),
                };
                let pen = pen.put(cards);
                match name {
                    None => pen,
                    Some(name) => pen.edit(name),
                }
            }
            Op::Ungroup { cards } => self.put("G").put(cards),
            Op::Link { from, to, kind } => self.put("k").put(from).put(to).put(kind),
            Op::Unlink { from, to, kind } => self.put("K").put(from).put(to).put(kind),
            Op::Rate {
                card,
                expected,
                worked,
                felt,
            } => {
                let pen = self.put("w").put(card).put(expected);
                pen.put(worked).put(felt)
            }
            Op::Vote { card, votes } => self.put("b").put(card).put(votes),
            Op::Promise {
                card,
                text,
                owner,
                due,
            } => self.put("q").put(card).words(text).put(owner).put(due),
            Op::Confirm { card } => self.put("y").put(card),
            Op::Claim { card, secret } => self.put("Y").put(card).put(secret),
            Op::Reassign { card, correction } => {
                let pen = self.put("z").put(card).spans(&correction.letters);
                let pen = pen.put(&correction.to).words(&correction.reason);
                pen.put(&correction.agreed)
            }
            Op::Attach {
                card,
                picture,
                name,
            } => {
                let pen = self.put("i").put(card).put(&hex(&picture.sha256));
                pen.put(&picture.mime).put(&picture.size).words(name)
            }
            Op::Detach { card, picture } => self.put("I").put(card).put(picture),
            Op::Declare { card, people } => self.put("D").put(card).put(people),
            Op::Undo { gesture } => self.put("u").put(gesture),
            Op::Redo { gesture } => self.put("U").put(gesture),
            Op::Feeling { percent } => self.put("f").put(percent),
            Op::Redact { person, beside } => self.put("x").put(person).put(&hex(&**beside)),
            Op::OpenFeelings => self.put("h"),
            Op::Feel => self.put("H"),
            Op::CloseFeelings { told } => {
                let totals = told.totals.iter();
                let totals =
                    totals.map(|total| (total.side, total.n, total.items, total.estimates));
                let shared = told.shared.iter();
                let shared = shared.map(|own| (own.person, own.items, own.estimate));
                let pen = self.put("F").put(&told.answered);
                let pen = pen.put(&totals.collect::<Vec<_>>());
                pen.put(&shared.collect::<Vec<_>>())
            }
            Op::Agenda { agenda } => self.put("n").put(&agenda.phases).words(&agenda.words),
            Op::EnterPhase { phase } => self.put("N").put(phase),
            Op::ExtendPhase { minutes } => self.put("E").put(minutes),
            Op::OpenRound { round, asks, cards } => self.put("j").put(round).put(asks).put(cards),
            Op::Cast => self.put("J"),
            Op::CloseRound { tally } => {
                let sums = tally.sums.iter();
                let sums = sums.map(|sum| (sum.card, sum.side, sum.n, sum.values));
                let pen = self.put("O").put(&tally.proxies).put(&tally.given);
                pen.put(&sums.collect::<Vec<_>>())
            }
            Op::Comment { card, text } => self.put("C").put(card).words(text),
        };
    }
}
