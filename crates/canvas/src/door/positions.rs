//! Positions in a step: the letters, places in a cell and places in a row that they mean.

use super::within;
use crate::canvas::Canvas;
use crate::entry::{Anchor, Axis, CardNo, Edit, LineNo, Op, Span};
use crate::grapheme;
use crate::letters::TextNo;
use crate::rank;
use crate::refusal::Refusal;
use crate::seen::{Seen, View};

impl Canvas {
    /// Right of everything that stands or stood in a text.
    pub(super) fn end_of(&self, text: TextNo) -> Anchor {
        self.letters().last_slot(text)
    }

    /// What makes a text read so: the middle between the common ends is deleted and written anew.
    pub(super) fn reworded(&self, text: TextNo, new: &str, view: View, tidy: bool) -> Edit {
        let seen = Seen::new(self, text, view);
        let old = seen.graphemes();
        let new = grapheme::normalise(new);
        let new = grapheme::cut(&new);
        let start = old
            .iter()
            .zip(&new)
            .take_while(|(old, new)| old == new)
            .count();
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = old_rest
            .iter()
            .rev()
            .zip(new_rest.iter().rev())
            .take_while(|(old, new)| old == new)
            .count();
        let insert = new_rest[..new_rest.len() - end].concat();
        seen.edit(start, old_rest.len() - end, &insert, tidy)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn transfer(
        &self,
        from: CardNo,
        at: usize,
        length: usize,
        to: CardNo,
        to_at: usize,
        keep: bool,
        view: View,
    ) -> Result<Op, Refusal> {
        let source = Seen::new(self, self.card(from).text, view);
        within(at, length, source.len())?;
        let target = Seen::new(self, self.card(to).text, view);
        let removed = if from == to && !keep { length } else { 0 };
        within(to_at, 0, target.len() - removed)?;
        // Beyond the gap that the removal leaves, positions are those of the text before it.
        let to_at = if removed > 0 && to_at > at {
            to_at + length
        } else {
            to_at
        };
        let (spans, cased) = if keep {
            let letters = source.letters(at, length);
            let cased = source.cased(&letters);
            (Span::of(letters), cased)
        } else {
            (source.stretch(at, length), Vec::new())
        };
        let (from, after) = (self.card(from).text, target.anchor(to_at));
        let to = self.card(to).text;
        Ok(Op::Transfer {
            from,
            spans,
            to,
            after,
            keep,
            cased: cased.into(),
        })
    }

    pub(super) fn rank_before(
        &self,
        card: CardNo,
        before: CardNo,
        stage: LineNo,
        lane: LineNo,
    ) -> Option<String> {
        let (left, right) = self.ranks_before(card, before, stage, lane)?;
        Some(rank::between(left, right))
    }

    pub(super) fn add_line(
        &self,
        axis: Axis,
        id: &str,
        name: &str,
        before: Option<&str>,
    ) -> Result<Op, Refusal> {
        let what = match axis {
            Axis::Stage => "stage",
            Axis::Lane => "lane",
        };
        Ok(Op::AddLine {
            axis,
            id: self.fresh(what, id, self.line_named(axis, id).is_some())?,
            name: grapheme::normalise(name).into(),
            before: before.map(|name| self.find_line(axis, name)).transpose()?,
        })
    }

    pub(super) fn remove_line(&self, axis: Axis, name: &str) -> Result<Op, Refusal> {
        let line = self.find_line(axis, name)?;
        if self.holds_cards(axis, line) {
            return Err(Refusal::new(
                "not-empty",
                format!("There are cards in “{name}”."),
                "Move or delete its cards first.",
            ));
        }
        Ok(Op::RemoveLine { axis, line })
    }

    pub(super) fn reorder_line(
        &self,
        axis: Axis,
        name: &str,
        before: Option<&str>,
    ) -> Result<Op, Refusal> {
        let line = self.find_line(axis, name)?;
        let before = before.map(|name| self.find_line(axis, name)).transpose()?;
        Ok(Op::ReorderLine { axis, line, before })
    }
}
