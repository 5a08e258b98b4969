//! Whether an entry from a file fits the canvas.

use super::Canvas;
use crate::entry::{
    Anchor, Axis, CardNo, Correction, Edit, Entry, GroupRef, LineNo, Op, PersonNo, Span,
};
use crate::letters::TextNo;
use crate::picture::LARGEST;

impl Canvas {
    /// Whether everything that an entry refers to exists.
    pub(super) fn check(&self, entry: &Entry) -> Result<(), &'static str> {
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
            Some(slot) => is(
                slot < self.letters.slots() && self.letters.text_of(slot) == t,
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
        let edit = |e: &Edit, t: TextNo| {
            anchor(e.after, t)?;
            spans(&e.delete)?;
            let right = e.right.is_none_or(|right| right < self.letters.places());
            is(right, "no such letter")
        };
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
        is(
            entry
                .removed()
                .is_none_or(|removed| removed.by > number && entry.op.words().is_some()),
            "words were taken out before they were there",
        )?;
        match &entry.op {
            Op::Person { id, .. } => fresh(self.names.people.contains_key(id)),
            Op::ChangePerson { person: p, .. } => person(*p),
            Op::SamePerson { person: p, of } => {
                let of = of.as_slice();
                of.iter().chain([p]).try_for_each(|&p| {
                    person(p)?;
                    is(
                        !self.people[p as usize].anonymous,
                        "nobody knows whose seat that is",
                    )
                })?;
                is(!of.contains(p), "a seat beside itself")
            }
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
                card,
                stage,
                lane,
                unnamed,
                ..
            } => {
                fresh(self.names.cards.contains_key(&**card))?;
                line(Axis::Stage, *stage)?;
                line(Axis::Lane, *lane)?;
                let claim = unnamed
                    .as_ref()
                    .and_then(|unnamed| unnamed.claim.as_deref());
                is(
                    claim.is_none_or(|claim| !self.is_claim_taken(claim)),
                    "another card is claimed by the same secret",
                )
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
            Op::Copy {
                card: c,
                copy: id,
                letters,
                ..
            } => {
                card(*c)?;
                fresh(self.names.cards.contains_key(&**id))?;
                spans(letters.as_deref().unwrap_or_default())
            }
            Op::Split {
                card: c,
                from,
                rest: id,
            } => {
                card(*c)?;
                fresh(self.names.cards.contains_key(&**id))?;
                anchor(*from, self.card(*c).text)
            }
            Op::Merge {
                card: c,
                into,
                after,
            } => {
                card(*c)?;
                card(*into)?;
                is(
                    !self.closes_a_circle(&[(*c, *into)]),
                    "a card merged with itself",
                )?;
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
            Op::Claim { card: c, secret } => {
                card(*c)?;
                let by = entry.by.ok_or("nobody claims")?;
                is(
                    self.profile(by).is_some() && entry.voices.is_empty(),
                    "the claim is not one's own",
                )?;
                is(
                    self.bars_claim(*c, secret, by).is_none(),
                    "the secret does not claim the card",
                )
            }
            Op::Reassign {
                card: c,
                correction,
            } => {
                card(*c)?;
                spans(&correction.letters)?;
                let Correction { to, agreed, .. } = &**correction;
                to.iter().chain(agreed).try_for_each(|&p| person(p))?;
                let named = |p: &PersonNo| self.profile(*p).is_some();
                is(
                    !to.is_empty() && to.iter().chain(agreed).all(named),
                    "the letters become nobody's",
                )?;
                is(
                    entry.by.is_some() && agreed.iter().any(|p| Some(*p) != entry.by),
                    "nobody else has agreed",
                )
            }
            Op::Attach {
                card: c, picture, ..
            } => {
                card(*c)?;
                let known = self.picture_named(&picture.sha256);
                is(
                    picture.size as usize <= LARGEST
                        && known.is_none_or(|n| self.pictures[n as usize].facts == **picture),
                    "it is not that picture",
                )
            }
            Op::Detach { card: c, picture } => {
                card(*c)?;
                is((*picture as usize) < self.pictures.len(), "no such picture")
            }
            Op::Declare { card: c, people } => {
                card(*c)?;
                is(entry.by.is_none(), "somebody declares")?;
                people.iter().try_for_each(|&p| person(p))
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
                    && !self.log[*gesture as usize].op.is_for_good()
                    && !matches!(
                        self.log[*gesture as usize].op,
                        Op::Undo { .. } | Op::Redo { .. }
                    ),
                "nothing to undo there",
            )
            .and_then(|()| {
                let again = matches!(entry.op, Op::Redo { .. });
                is(
                    !(again && self.closes_a_circle(&self.merges_in(*gesture))),
                    "a card merged with itself",
                )
            }),
            Op::Feeling { percent } => is(*percent <= 100, "more than all"),
            Op::Redact { person: p, beside } => {
                p.map_or(Ok(()), person)?;
                is(
                    **beside == self.beside(number),
                    "what stands in for the words that were taken out was changed",
                )
            }
            Op::OpenFeelings => is(self.feelings_open.is_none(), "the questions are open"),
            Op::Feel => is(
                self.feelings_open.is_some() && entry.by.is_none(),
                "nobody was asked",
            ),
            Op::CloseFeelings { told } => {
                is(self.feelings_open.is_some(), "nobody was asked")?;
                is(told.is_sound(), "nobody can have answered so")?;
                told.shared.iter().try_for_each(|own| person(own.person))
            }
            Op::Agenda { agenda } => is(agenda.is_sound(), "no agenda is like that"),
            Op::EnterPhase { phase } => is(
                self.agenda()
                    .is_some_and(|agenda| agenda.phases.iter().any(|own| own.id == *phase)),
                "no such phase",
            ),
            Op::ExtendPhase { .. } => is(!self.phases.is_empty(), "no phase is on"),
            Op::OpenRound { round, cards, .. } => {
                is(self.round_open().is_none(), "a round is open")?;
                fresh(self.rounds.iter().any(|own| own.id == *round))?;
                cards.iter().try_for_each(|&c| card(c))
            }
            Op::Cast => is(
                self.round_open().is_some() && entry.by.is_none(),
                "nobody was asked",
            ),
            Op::CloseRound { tally } => {
                let round = self.round_open().ok_or("no round is open")?;
                is(
                    tally.is_sound(round.asks, &round.cards),
                    "nobody can have given that",
                )?;
                tally.given.iter().try_for_each(|(p, _)| person(*p))
            }
            Op::Comment { card: c, .. } => card(*c),
        }?;
        if matches!(entry.op, Op::Rate { .. } | Op::Vote { .. }) {
            is(
                entry.by.is_some() && entry.voices.len() <= 1,
                "not one person's",
            )?;
        }
        Ok(())
    }
}
