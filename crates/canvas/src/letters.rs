//! Every letter that ever was, and where it stands.
//!
//! A *place* is one letter as one entry put it there; it keeps its *origin*, the place where that
//! letter was first written. A *slot* is a position in a text that a place has or had: moving a
//! letter gives its place a new slot and leaves the old one empty, so that it can come back.
//! Which of its slots a letter fills, [`crate::canvas`] knows.
//! A text is the list of its slots, empty ones included, in chunks that know how many are filled;
//! finding a position or filling a slot costs the same however long the text is, nearly.

mod filled;

use crate::grapheme::Grapheme;
use filled::Filled;
use rustc_hash::FxHashMap;

/// A place: index of a letter in the order of writing.
pub type PlaceNo = u32;
/// A position in a text that a place has or had.
pub type SlotNo = u32;
/// A text of the canvas.
pub type TextNo = u32;
/// An entry of the log, counted from 0.
pub type EntryNo = u32;

/// How many slots a chunk has at least, and half of the most; how many chunks a block.
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
    slots: Vec<SlotNo>,
    filled: Filled,
}

impl Chunk {
    /// All slots, and whether they are filled.
    fn all(&self) -> impl DoubleEndedIterator<Item = (SlotNo, bool)> + ExactSizeIterator + '_ {
        let slots = self.slots.iter().enumerate();
        slots.map(|(at, &slot)| (slot, self.filled.get(at)))
    }
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
        let (block, left) = nth(&self.blocks, position)?;
        let counts = &self.counts[block * BLOCK..];
        let (chunk, left) = nth(counts, left)?;
        Some((block * BLOCK + chunk, left))
    }
}

/// All places, slots and texts.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    places: Vec<Place>,
    slots: Vec<Slot>,
    chunks: Vec<Chunk>,
    /// Where in its chunk the slot stands that was made or filled last: what comes next is mostly
    /// there or directly right of it.
    near: usize,
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
        let (mut number, mut at) = match after {
            Some(after) => {
                let chunk = self.slots[after as usize].chunk;
                (chunk, self.index_in_chunk(after) + 1)
            }
            None => (self.first_chunk(text), 0),
        };
        if self.chunks[number as usize].slots.len() == 2 * CHUNK {
            let right = self.halve(number);
            if at > CHUNK {
                (number, at) = (right, at - CHUNK);
            }
        }
        self.slots.push(Slot {
            place,
            chunk: number,
        });
        self.near = at;
        let chunk = &mut self.chunks[number as usize];
        chunk.slots.insert(at, slot);
        chunk.filled.insert(at);
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
            slots: Vec::new(),
            filled: Filled::default(),
        });
        self.texts[text as usize].insert(0, chunk, 0);
        chunk
    }

    /// Makes two of a chunk; gives back the right one.
    fn halve(&mut self, chunk: u32) -> u32 {
        let new = self.chunks.len() as u32;
        let old = &mut self.chunks[chunk as usize];
        let (slots, filled) = (old.slots.split_off(CHUNK), old.filled.split_off());
        let (text, index) = (old.text, old.index + 1);
        for &slot in &slots {
            self.slots[slot as usize].chunk = new;
        }
        self.chunks.push(Chunk {
            text,
            index,
            slots,
            filled,
        });
        let order = &mut self.texts[text as usize];
        order.insert(index as usize, new, filled.count());
        for &later in &order.chunks[index as usize + 1..] {
            self.chunks[later as usize].index += 1;
        }
        new
    }

    fn index_in_chunk(&self, slot: SlotNo) -> usize {
        self.index_near(slot, self.near)
    }

    /// Where a slot stands in its chunk, looking at a likely place first, and right of that.
    fn index_near(&self, slot: SlotNo, guess: usize) -> usize {
        let slots = &self.chunks[self.slots[slot as usize].chunk as usize].slots;
        let is_it = |one: &SlotNo| *one == slot;
        for guess in [guess, guess + 1] {
            if slots.get(guess).is_some_and(is_it) {
                return guess;
            }
        }
        // All of a part are compared at once.
        let parts = slots.chunks(PART);
        let mut parts = parts.map(|part| part.iter().fold(false, |any, one| any | is_it(one)));
        let from = PART
            * parts
                .position(|any| any)
                .expect("a slot stands in its chunk");
        let at = slots[from..].iter().position(is_it);
        from + at.expect("it is in this part")
    }

    /// The place that stands in a slot, or stood there.
    pub fn place_in(&self, slot: SlotNo) -> PlaceNo {
        self.slots[slot as usize].place
    }

    /// Whether a letter stands in the slot.
    pub fn is_filled(&self, slot: SlotNo) -> bool {
        let (chunk, at) = self.chunk_with(slot);
        chunk.filled.get(at)
    }

    /// Fills or empties a slot; false if it was so already.
    pub(crate) fn fill(&mut self, slot: SlotNo, filled: bool) -> bool {
        let at = self.index_in_chunk(slot);
        self.near = at;
        let Slot { place, chunk, .. } = self.slots[slot as usize];
        let chunk = &mut self.chunks[chunk as usize];
        if chunk.filled.get(at) == filled {
            return false;
        }
        chunk.filled.flip(at);
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
        let chunk = &self.chunks[order.chunks[chunk] as usize];
        Some(chunk.slots[chunk.filled.nth(left)?])
    }

    /// The last slot of a text, filled or empty.
    pub(crate) fn last_slot(&self, text: TextNo) -> Option<SlotNo> {
        let chunks = self.texts[text as usize].chunks.iter().rev();
        let mut slots = chunks.flat_map(|&chunk| self.chunks[chunk as usize].slots.last());
        slots.next().copied()
    }

    /// Each slot's standing in the order of its text, and whether it is filled; quickly where each
    /// stands right of the one before.
    pub(crate) fn whereabouts(&self) -> impl FnMut(SlotNo) -> ((u32, usize), bool) {
        let mut right = 0;
        move |slot| {
            let chunk = &self.chunks[self.slots[slot as usize].chunk as usize];
            let at = self.index_near(slot, right);
            right = at + 1;
            ((chunk.index, at), chunk.filled.get(at))
        }
    }

    /// A slot's standing in the order of its text.
    pub fn order(&self, slot: SlotNo) -> (u32, usize) {
        let (chunk, at) = self.chunk_with(slot);
        (chunk.index, at)
    }

    /// How many letters stand left of each of the slots, given in the order of their text with
    /// their standing there.
    pub(crate) fn filled_before(
        &self,
        text: TextNo,
        slots: impl Iterator<Item = (u32, usize)>,
    ) -> impl Iterator<Item = usize> {
        let order = &self.texts[text as usize];
        let (mut chunk, mut before) = (0, 0);
        slots.map(move |(index, at)| {
            if chunk < index {
                (chunk, before) = (index, order.filled_before(index as usize));
            }
            let filled = &self.chunks[order.chunks[chunk as usize] as usize].filled;
            (before + filled.before(at)) as usize
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
        let chunks = &self.texts[text as usize].chunks;
        let chunks = chunks.iter().skip(index as usize);
        chunks
            .flat_map(|&chunk| self.chunks[chunk as usize].all())
            .skip(at)
    }

    /// All slots left of the given one, the nearest first.
    pub fn slots_before(&self, slot: SlotNo) -> impl Iterator<Item = (SlotNo, bool)> + '_ {
        let (own, at) = self.chunk_with(slot);
        let chunks = &self.texts[own.text as usize].chunks;
        let earlier = chunks[..own.index as usize].iter().rev();
        own.all()
            .take(at)
            .rev()
            .chain(earlier.flat_map(|&chunk| self.chunks[chunk as usize].all().rev()))
    }

    /// The filled slots left of the given one, the nearest first. What is deleted costs next to
    /// nothing.
    pub fn filled_left_of(&self, slot: SlotNo) -> impl Iterator<Item = SlotNo> + '_ {
        let (own, at) = self.chunk_with(slot);
        let Order { chunks, counts, .. } = &self.texts[own.text as usize];
        let earlier = (0..own.index as usize)
            .rev()
            .filter(|&chunk| counts[chunk] > 0);
        let earlier = earlier.map(|chunk| (&self.chunks[chunks[chunk] as usize], 2 * CHUNK));
        let chunks = std::iter::once((own, at)).chain(earlier);
        chunks.flat_map(|(chunk, at)| chunk.filled.left_of(at).map(|at| chunk.slots[at]))
    }

    /// The filled slots right of the given one.
    pub fn filled_right_of(&self, slot: SlotNo) -> impl Iterator<Item = SlotNo> + '_ {
        let (own, at) = self.chunk_with(slot);
        let Order { chunks, counts, .. } = &self.texts[own.text as usize];
        let later = (own.index as usize + 1..chunks.len()).filter(|&chunk| counts[chunk] > 0);
        let later = later.map(|chunk| (&self.chunks[chunks[chunk] as usize], 0));
        let chunks = std::iter::once((own, at + 1)).chain(later);
        chunks.flat_map(|(chunk, at)| chunk.filled.from(at).map(|at| chunk.slots[at]))
    }

    /// The chunk in which a slot is, and where it stands there.
    fn chunk_with(&self, slot: SlotNo) -> (&Chunk, usize) {
        let chunk = &self.chunks[self.slots[slot as usize].chunk as usize];
        (chunk, self.index_in_chunk(slot))
    }

    /// The places that stand in a text, from left to right.
    pub fn standing(&self, text: TextNo) -> impl Iterator<Item = PlaceNo> + '_ {
        let chunks = self.texts[text as usize].chunks.iter();
        chunks
            .map(|&chunk| &self.chunks[chunk as usize])
            .flat_map(|chunk| chunk.filled.from(0).map(|at| chunk.slots[at]))
            .map(|slot| self.slots[slot as usize].place)
    }
}

/// Which of some counts holds the one at a position among all that they count, and at which
/// position in it.
fn nth(counts: &[u32], mut position: u32) -> Option<(usize, u32)> {
    for (part, counts) in counts.chunks(PART).enumerate() {
        let here = counts.iter().sum::<u32>();
        if position >= here {
            position -= here;
            continue;
        }
        for (at, &count) in counts.iter().enumerate() {
            if position < count {
                return Some((PART * part + at, position));
            }
            position -= count;
        }
    }
    None
}
