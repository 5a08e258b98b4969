//! The going on of a run: whoever types what stood once more usually types what stood right of it,
//! too, and that needs no looking up.

use super::Retyped;
use super::past::Tick;
use super::row::Row;
use super::search::{Match, same};
use crate::identity::{Identities, Renamed, RunNo};
use canvas::canvas::Canvas;
use canvas::letters::{EntryNo, SlotNo};

/// A run that the next letter may go on with.
#[derive(Clone, Copy, Debug)]
pub struct GoingOn {
    pub run: RunNo,
    pub last: SlotNo,
    /// The last letter of the source, and a time when all of it stood.
    source: SlotNo,
    at: Tick,
}

impl Retyped {
    /// Lets a letter go on with what the one left of it repeats, if it is the next one there.
    pub(super) fn go_on(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        going_on: GoingOn,
        slot: SlotNo,
        identities: &mut Identities,
        renamed: &mut Vec<Renamed>,
    ) -> Option<GoingOn> {
        let letters = canvas.letters();
        let place = letters.place_in(slot);
        let last = letters.place_in(going_on.last);
        let voice = |place| canvas.voice(letters.place(place).entry);
        let typed = letters.place(place).origin == place;
        if !typed || !same(voice(place), voice(last)) {
            return None;
        }
        let text = letters.text_of(going_on.source);
        let stood = |(slot, _)| Some((slot, self.past.stood(slot, going_on.at)?));
        let (source, stay) = letters
            .slots_from(text, Some(going_on.source))
            .skip(1)
            .find_map(stood)?;
        let old = letters.place_in(source);
        let alike = self.past.letter(slot) == self.past.letter(source);
        if !alike || !self.search(canvas, number, identities).is_source(old) {
            return None;
        }
        identities.go_on(
            canvas,
            number,
            going_on.run,
            (place, old),
            stay.from,
            renamed,
        );
        Some(GoingOn {
            last: slot,
            source,
            ..going_on
        })
    }

    /// Whether something else, as long as a run that has gone on, may have stood earlier: the letters
    /// at its end came to stand side by side more than once by the time when all of its source
    /// stood.
    pub(super) fn may_be_tied(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        going_on: GoingOn,
        (row, ending): (&Row, usize),
        identities: &Identities,
    ) -> bool {
        let since = identities.since(going_on.run);
        self.search(canvas, number, identities)
            .stood_twice(row, ending, since)
    }

    /// From where a run that ends with a letter can go on: the source as it stood last before the
    /// first of the run was typed.
    pub(super) fn going_on(
        &self,
        canvas: &Canvas,
        last: SlotNo,
        found: &Match,
        run: RunNo,
    ) -> Option<GoingOn> {
        let letters = canvas.letters();
        if found.pairs.last()?.0 != letters.place_in(last) {
            return None;
        }
        let typed = found
            .pairs
            .iter()
            .map(|(new, _)| self.past.typed(letters, *new));
        let stays = found
            .sources
            .iter()
            .filter_map(|&slot| self.past.stood(slot, found.at));
        let at = typed.chain(stays.map(|stay| stay.to)).min()? - 1;
        let first = found.sources[0];
        let then = letters
            .slots_from(letters.text_of(first), Some(first))
            .map(|(slot, _)| slot)
            .filter(|&slot| self.past.stood(slot, at).is_some());
        let stood = then
            .take(found.sources.len())
            .eq(found.sources.iter().copied());
        Some(GoingOn {
            run,
            last,
            source: *found.sources.last()?,
            at: if stood { at } else { found.at },
        })
    }
}
