//! Every letter that ever was, and where it stands.
//!
//! A *place* is one letter as one entry put it there; it keeps its *origin*, the place where that
//! letter was first written. A *slot* is a position in a text that a place has or had: moving a
//! letter gives its place a new slot and leaves the old one empty, so that it can come back.
//! Which of its slots a letter fills, [`crate::canvas`] knows.
//! A text is the list of its slots, empty ones included, in chunks that know how many are filled;
//! finding a position or filling a slot costs the same however long the text is, nearly.

use crate::grapheme::Grapheme;
use rustc_hash::FxHashMap;

/// A place: index of a letter in the order of writing.
pub type PlaceNo = u32;
/// A position in a text that a place has or had.
pub type SlotNo = u32;
/// A text of the canvas.
pub type TextNo = u32;
/// An entry of the log, counted from 0.
pub type EntryNo = u32;

/// How many slots a chunk has at least, and how many chunks a block.
const CHUNK: usize = 128;
const BLOCK: usize = 64;
/// How many numbers are looked at together.
const PART: usize = 16;

/// One letter as one entry put it there.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub grapheme: Grapheme,
    /// The place where this letter was first written: itself unless copied or replaced alike.
    pub origin: PlaceNo,
    /// The entry that put it there.
    pub entry: EntryNo,
    /// Where it stands, or would stand.
    pub slot: SlotNo,
    /// The slot it was written into.
    pub home: SlotNo,
    /// How many entries in force delete it.
    pub deletions: u32,
    /// The first entry that deleted it, in force or not; `EntryNo::MAX` if none did.
    pub(crate) deleter: EntryNo,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub place: PlaceNo,
    chunk: u32,
}

#[derive(Clone, Debug)]
struct Chunk {
    text: TextNo,
    /// Which of its text's chunks it is.
    index: u32,
    /// `slot << 1 | filled`.
    items: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Order {
    chunks: Vec<u32>,
    /// How many slots of each chunk are filled.
    counts: Vec<u32>,
    /// The same for each block of chunks.
    blocks: Vec<u32>,
    filled: u32,
    letters: u32,
}

impl Order {
    /// Puts in a chunk; its slots were those of the one before.
    fn insert(&mut self, index: usize, chunk: u32, filled: u32) {
        if let Some(before) = index.checked_sub(1) {
            self.counts[before] -= filled;
        }
        self.chunks.insert(index, chunk);
        self.counts.insert(index, filled);
        self.blocks.clear();
        let blocks = self.counts.chunks(BLOCK);
        self.blocks
            .extend(blocks.map(|counts| counts.iter().sum::<u32>()));
    }

    /// How many slots are filled in the chunks left of one.
    fn filled_before(&self, index: usize) -> u32 {
        let block = index / BLOCK;
        let blocks = self.blocks[..block].iter().sum::<u32>();
        blocks + self.counts[block * BLOCK..index].iter().sum::<u32>()
    }

    /// Which chunk holds the filled slot at a position, and how many filled ones are left of it
    /// there.
    fn at(&self, position: u32) -> Option<(usize, u32)> {
        let (block, left) = nth(&self.blocks, |count| *count, position)?;
        let counts = &self.counts[block * BLOCK..];
        let (chunk, left) = nth(counts, |count| *count, left)?;
        Some((block * BLOCK + chunk, left))
    }
}

/// All places, slots and texts.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    places: Vec<Place>,
    slots: Vec<Slot>,
    chunks: Vec<Chunk>,
    /// Where in its chunk the last new slot stands: most letters are typed right of the last.
    newest: usize,
    texts: Vec<Order>,
    /// The places to which letters were copied, by the place where each was first written.
    copies: FxHashMap<PlaceNo, Vec<PlaceNo>>,
}

impl Letters {
    pub(crate) fn new_text(&mut self) -> TextNo {
        self.texts.push(Order::default());
        (self.texts.len() - 1) as TextNo
    }

    /// How many texts there are.
    pub fn texts(&self) -> u32 {
        self.texts.len() as u32
    }

    /// How many places there are.
    pub fn places(&self) -> u32 {
        self.places.len() as u32
    }

    /// The places to which a letter was copied, by the place where it was first written.
    pub fn copies(&self, origin: PlaceNo) -> &[PlaceNo] {
        self.copies.get(&origin).map_or(&[], Vec::as_slice)
    }

    /// How many slots there are.
    pub fn slots(&self) -> u32 {
        self.slots.len() as u32
    }

    /// A place by its number.
    pub fn place(&self, place: PlaceNo) -> &Place {
        &self.places[place as usize]
    }

    pub(crate) fn place_mut(&mut self, place: PlaceNo) -> &mut Place {
        &mut self.places[place as usize]
    }

    pub(crate) fn slot(&self, slot: SlotNo) -> &Slot {
        &self.slots[slot as usize]
    }

    /// How many graphemes stand in a text.
    pub fn len(&self, text: TextNo) -> usize {
        self.texts[text as usize].filled as usize
    }

    /// How many letters that count stand in a text.
    pub fn letters(&self, text: TextNo) -> usize {
        self.texts[text as usize].letters as usize
    }

    /// The text that a slot is part of.
    pub fn text_of(&self, slot: SlotNo) -> TextNo {
        self.chunks[self.slots[slot as usize].chunk as usize].text
    }

    /// A new place, standing nowhere until it gets a slot.
    pub(crate) fn new_place(
        &mut self,
        grapheme: Grapheme,
        origin: Option<PlaceNo>,
        entry: EntryNo,
    ) -> PlaceNo {
        let number = self.places.len() as PlaceNo;
        if let Some(origin) = origin {
            self.copies.entry(origin).or_default().push(number);
        }
        self.places.push(Place {
            grapheme,
            origin: origin.unwrap_or(number),
            entry,
            slot: SlotNo::MAX,
            home: SlotNo::MAX,
            deletions: 0,
            deleter: EntryNo::MAX,
        });
        number
    }

    /// Puts an empty slot for a place directly right of `after`, or at the beginning.
    pub(crate) fn new_slot(
        &mut self,
        text: TextNo,
        after: Option<SlotNo>,
        place: PlaceNo,
    ) -> SlotNo {
        let slot = self.slots.len() as SlotNo;
        let (chunk, at) = match after {
            Some(after) => {
                let chunk = self.slots[after as usize].chunk;
                (chunk, self.index_in_chunk(after) + 1)
            }
            None => (self.first_chunk(text), 0),
        };
        self.slots.push(Slot { place, chunk });
        self.newest = at;
        let items = &mut self.chunks[chunk as usize].items;
        items.insert(at, slot << 1);
        if items.len() > 2 * CHUNK {
            self.halve(chunk);
        }
        slot
    }

    fn first_chunk(&mut self, text: TextNo) -> u32 {
        if let Some(&first) = self.texts[text as usize].chunks.first() {
            return first;
        }
        let chunk = self.chunks.len() as u32;
        self.chunks.push(Chunk {
            text,
            index: 0,
            items: Vec::new(),
        });
        self.texts[text as usize].insert(0, chunk, 0);
        chunk
    }

    fn halve(&mut self, chunk: u32) {
        let new = self.chunks.len() as u32;
        let old = &mut self.chunks[chunk as usize];
        let items = old.items.split_off(CHUNK);
        let filled = items.iter().map(is_filled).sum::<u32>();
        let (text, index) = (old.text, old.index + 1);
        for item in &items {
            self.slots[(item >> 1) as usize].chunk = new;
        }
        self.chunks.push(Chunk { text, index, items });
        let order = &mut self.texts[text as usize];
        order.insert(index as usize, new, filled);
        for &later in &order.chunks[index as usize + 1..] {
            self.chunks[later as usize].index += 1;
        }
    }

    fn index_in_chunk(&self, slot: SlotNo) -> usize {
        self.index_near(slot, self.newest)
    }

    /// Where a slot stands in its chunk, looking at a likely place first.
    fn index_near(&self, slot: SlotNo, guess: usize) -> usize {
        let items = &self.chunks[self.slots[slot as usize].chunk as usize].items;
        let is_it = |item: &u32| item >> 1 == slot;
        if items.get(guess).is_some_and(is_it) {
            return guess;
        }
        // All of a part are compared at once.
        let parts = items.chunks(PART);
        let mut parts = parts.map(|part| part.iter().fold(false, |any, item| any | is_it(item)));
        let from = PART
            * parts
                .position(|any| any)
                .expect("a slot stands in its chunk");
        let at = items[from..].iter().position(is_it);
        from + at.expect("it is in this part")
    }

    /// The place that stands in a slot, or stood there.
    pub fn place_in(&self, slot: SlotNo) -> PlaceNo {
        self.slots[slot as usize].place
    }

    /// Whether a letter stands in the slot.
    pub fn is_filled(&self, slot: SlotNo) -> bool {
        let chunk = &self.chunks[self.slots[slot as usize].chunk as usize];
        chunk.items[self.index_in_chunk(slot)] & 1 == 1
    }

    /// Fills or empties a slot; false if it was so already.
    pub(crate) fn fill(&mut self, slot: SlotNo, filled: bool) -> bool {
        let at = self.index_in_chunk(slot);
        let Slot { place, chunk, .. } = self.slots[slot as usize];
        let chunk = &mut self.chunks[chunk as usize];
        if (chunk.items[at] & 1 == 1) == filled {
            return false;
        }
        chunk.items[at] ^= 1;
        let order = &mut self.texts[chunk.text as usize];
        let count = &mut order.counts[chunk.index as usize];
        let block = &mut order.blocks[chunk.index as usize / BLOCK];
        let letter = u32::from(self.places[place as usize].grapheme.is_letter());
        if filled {
            *count += 1;
            *block += 1;
            order.filled += 1;
            order.letters += letter;
        } else {
            *count -= 1;
            *block -= 1;
            order.filled -= 1;
            order.letters -= letter;
        }
        true
    }

    /// The slot of the letter at a position among those that stand in the text.
    pub(crate) fn at(&self, text: TextNo, position: usize) -> Option<SlotNo> {
        let order = &self.texts[text as usize];
        let (chunk, left) = order.at(position as u32)?;
        let items = &self.chunks[order.chunks[chunk] as usize].items;
        let (at, _) = nth(items, is_filled, left)?;
        Some(items[at] >> 1)
    }

    /// The last slot of a text, filled or empty.
    pub(crate) fn last_slot(&self, text: TextNo) -> Option<SlotNo> {
        let chunks = self.texts[text as usize].chunks.iter().rev();
        let mut items = chunks.flat_map(|&chunk| self.chunks[chunk as usize].items.last());
        items.next().map(|item| item >> 1)
    }

    /// Each slot's standing in the order of its text, and whether it is filled; quickly where each
    /// stands right of the one before.
    pub(crate) fn whereabouts(&self) -> impl FnMut(SlotNo) -> ((u32, usize), bool) {
        let mut right = 0;
        move |slot| {
            let chunk = &self.chunks[self.slots[slot as usize].chunk as usize];
            let at = self.index_near(slot, right);
            right = at + 1;
            ((chunk.index, at), chunk.items[at] & 1 == 1)
        }
    }

    /// A slot's standing in the order of its text.
    pub fn order(&self, slot: SlotNo) -> (u32, usize) {
        let chunk = &self.chunks[self.slots[slot as usize].chunk as usize];
        (chunk.index, self.index_in_chunk(slot))
    }

    /// How many letters stand left of each of the slots, given in the order of their text with
    /// their standing there.
    pub(crate) fn filled_before(
        &self,
        text: TextNo,
        slots: impl Iterator<Item = (u32, usize)>,
    ) -> impl Iterator<Item = usize> {
        let order = &self.texts[text as usize];
        let (mut chunk, mut at, mut before) = (0, 0, 0);
        slots.map(move |(index, to)| {
            if chunk < index {
                (chunk, at, before) = (index, 0, order.filled_before(index as usize));
            }
            let items = &self.chunks[order.chunks[chunk as usize] as usize].items[at..to];
            (at, before) = (to, before + items.iter().map(is_filled).sum::<u32>());
            before as usize
        })
    }

    /// All slots of a text from the given one on (or from the beginning), with whether they are
    /// filled.
    pub fn slots_from(
        &self,
        text: TextNo,
        from: Option<SlotNo>,
    ) -> impl Iterator<Item = (SlotNo, bool)> + '_ {
        let (index, at) = from.map_or((0, 0), |slot| self.order(slot));
        self.texts[text as usize]
            .chunks
            .iter()
            .skip(index as usize)
            .flat_map(|&chunk| self.chunks[chunk as usize].items.iter())
            .skip(at)
            .map(|&item| (item >> 1, item & 1 == 1))
    }

    /// All slots left of the given one, the nearest first.
    pub fn slots_before(&self, slot: SlotNo) -> impl Iterator<Item = (SlotNo, bool)> + '_ {
        let (index, at) = self.order(slot);
        let order = &self.texts[self.text_of(slot) as usize].chunks;
        let own = &self.chunks[order[index as usize] as usize].items[..at];
        let earlier = order[..index as usize]
            .iter()
            .rev()
            .flat_map(|&chunk| self.chunks[chunk as usize].items.iter().rev());
        own.iter()
            .rev()
            .chain(earlier)
            .map(|&item| (item >> 1, item & 1 == 1))
    }

    /// The filled slots left of the given one, the nearest first. What is deleted costs next to
    /// nothing.
    pub fn filled_left_of(&self, slot: SlotNo) -> impl Iterator<Item = SlotNo> + '_ {
        let (index, at) = self.order(slot);
        let Order { chunks, counts, .. } = &self.texts[self.text_of(slot) as usize];
        let own = &self.chunks[chunks[index as usize] as usize].items[..at];
        let earlier = (0..index as usize)
            .rev()
            .filter(|&chunk| counts[chunk] > 0)
            .flat_map(|chunk| self.chunks[chunks[chunk] as usize].items.iter().rev());
        own.iter()
            .rev()
            .chain(earlier)
            .filter(|&item| item & 1 == 1)
            .map(|item| item >> 1)
    }

    /// The filled slots right of the given one.
    pub fn filled_right_of(&self, slot: SlotNo) -> impl Iterator<Item = SlotNo> + '_ {
        let (index, at) = self.order(slot);
        let Order { chunks, counts, .. } = &self.texts[self.text_of(slot) as usize];
        let own = &self.chunks[chunks[index as usize] as usize].items[at + 1..];
        let later = (index as usize + 1..chunks.len())
            .filter(|&chunk| counts[chunk] > 0)
            .flat_map(|chunk| self.chunks[chunks[chunk] as usize].items.iter());
        own.iter()
            .chain(later)
            .filter(|&item| item & 1 == 1)
            .map(|item| item >> 1)
    }

    /// The places that stand in a text, from left to right.
    pub fn standing(&self, text: TextNo) -> impl Iterator<Item = PlaceNo> + '_ {
        self.slots_from(text, None)
            .filter(|&(_, filled)| filled)
            .map(|(slot, _)| self.slots[slot as usize].place)
    }
}

fn is_filled(item: &u32) -> u32 {
    item & 1
}

/// Which of some things holds the one at a position, where each counts as many as it does, and at
/// which position in it.
fn nth(things: &[u32], count: impl Fn(&u32) -> u32, mut position: u32) -> Option<(usize, u32)> {
    for (part, things) in things.chunks(PART).enumerate() {
        let here = things.iter().map(&count).sum::<u32>();
        if position >= here {
            position -= here;
            continue;
        }
        for (at, thing) in things.iter().enumerate() {
            let here = count(thing);
            if position < here {
                return Some((PART * part + at, position));
            }
            position -= here;
        }
    }
    None
}
