//! Which living cards stand where, in their order: for the neighbours of a card, and for whether
//! anything stands in a stage or lane.

use super::Canvas;
use crate::entry::{Axis, CardNo, LineNo, Op};
use std::collections::BTreeSet;

/// Where a card stands: stage, lane and its standing within the cell.
type Spot = (LineNo, LineNo, String);

/// The living cards by where they stand. Made when it is first asked for and kept from then on,
/// since most who read a log never ask.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    standing: BTreeSet<(Spot, CardNo)>,
    spots: Vec<Option<Spot>>,
}

impl Cells {
    fn put(&mut self, card: CardNo, spot: Option<Spot>) {
        if self.spots.len() <= card as usize {
            self.spots.resize(card as usize + 1, None);
        }
        if self.spots[card as usize] == spot {
            return;
        }
        let was = std::mem::replace(&mut self.spots[card as usize], spot.clone());
        if let Some(was) = was {
            self.standing.remove(&(was, card));
        }
        if let Some(spot) = spot {
            self.standing.insert((spot, card));
        }
    }

    fn holds(&self, stage: LineNo, lane: Option<LineNo>) -> bool {
        let from = ((stage, lane.unwrap_or(0), String::new()), 0);
        let next = self.standing.range(from..).next();
        next.is_some_and(|((s, l, _), _)| *s == stage && lane.is_none_or(|lane| *l == lane))
    }
}

impl Canvas {
    fn cells_in_order(&self) -> &Cells {
        self.cells.get_or_init(|| {
            let mut cells = Cells::default();
            for card in 0..self.cards.len() as CardNo {
                cells.put(card, self.spot(card));
            }
            cells
        })
    }

    fn spot(&self, card: CardNo) -> Option<Spot> {
        let cell = self.is_alive(card).then(|| self.cell(card))?;
        Some((cell.stage, cell.lane, cell.rank.clone()))
    }

    /// Brings the order of the cells up to date after a deed was done, undone or redone.
    pub(super) fn reorder_cells(&mut self, op: &Op) {
        let Some(mut cells) = self.cells.take() else {
            return;
        };
        let card = match op {
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } | Op::Split { rest: id, .. } => {
                self.card_named(id)
            }
            Op::Move { card, .. }
            | Op::Delete { card }
            | Op::Restore { card }
            | Op::Merge { card, .. } => Some(*card),
            _ => None,
        };
        if let Some(card) = card {
            cells.put(card, self.spot(card));
        }
        self.cells = cells.into();
    }

    /// The ranks between which a card comes to stand before another one of a cell; none if that
    /// one stands elsewhere. On the left it may be the first.
    pub(crate) fn ranks_before(
        &self,
        card: CardNo,
        before: CardNo,
        stage: LineNo,
        lane: LineNo,
    ) -> Option<(&str, &str)> {
        let cells = self.cells_in_order();
        let spot = cells.spots.get(before as usize)?.as_ref()?;
        if before == card || (spot.0, spot.1) != (stage, lane) {
            return None;
        }
        let left = cells
            .standing
            .range(..(spot.clone(), before))
            .rev()
            .find(|(_, other)| *other != card)
            .filter(|((s, l, _), _)| (*s, *l) == (stage, lane));
        Some((left.map_or("", |((_, _, rank), _)| rank), &spot.2))
    }

    /// Whether a card that is there stands in a stage or lane.
    pub(crate) fn holds_cards(&self, axis: Axis, line: LineNo) -> bool {
        let cells = self.cells_in_order();
        match axis {
            Axis::Stage => cells.holds(line, None),
            Axis::Lane => {
                let stages = 0..self.bands[Axis::Stage as usize].len() as LineNo;
                stages
                    .into_iter()
                    .any(|stage| cells.holds(stage, Some(line)))
            }
        }
    }
}
