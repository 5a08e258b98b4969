//! Which letters stand under an agreed correction.
//!
//! A correction is about letters as they were when it was made: where one of them was only typed
//! again, it is about the letter that it repeats. Letters that are nobody's stay so, also where
//! somebody typed them again.

use crate::identity::Identities;
use canvas::canvas::{Canvas, Voice};
use canvas::entry::{Op, Span};
use canvas::letters::{EntryNo, PlaceNo, TextNo};
use rustc_hash::FxHashMap;

/// Corrections by letter and letters by correction.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    by_letter: FxHashMap<PlaceNo, Vec<EntryNo>>,
    letters: FxHashMap<EntryNo, Vec<PlaceNo>>,
    /// All that ever were corrected, by the text where each was first written.
    by_origin: FxHashMap<TextNo, Vec<PlaceNo>>,
}

impl Corrections {
    /// Takes up an entry; gives back the letters that may be somebody else's since.
    pub fn follow(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        identities: &Identities,
    ) -> Vec<PlaceNo> {
        match &canvas.log()[number as usize].op {
            Op::Reassign { correction, .. } => {
                let places = Span::places(&correction.letters);
                let mut letters: Vec<PlaceNo> = places
                    .map(|place| canvas.letters().place(place).origin)
                    .filter(|&origin| canvas.letters().place(origin).grapheme.is_letter())
                    .map(|origin| identities.of_origin(origin))
                    .filter(|&letter| {
                        let entry = canvas.letters().place(letter).entry;
                        matches!(canvas.voice(entry), Voice::People(_))
                    })
                    .collect();
                letters.sort_unstable();
                letters.dedup();
                for &letter in &letters {
                    let corrections = self.by_letter.entry(letter).or_default();
                    if corrections.is_empty() {
                        let origin = canvas.origin_text(letter);
                        self.by_origin.entry(origin).or_default().push(letter);
                    }
                    corrections.push(number);
                }
                self.letters.insert(number, letters.clone());
                letters
            }
            Op::Undo { gesture } | Op::Redo { gesture } if !self.letters.is_empty() => {
                let entries = canvas.gesture(*gesture).iter();
                entries
                    .flat_map(|entry| self.letters.get(entry).into_iter().flatten())
                    .copied()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The origins of letters that ever were corrected.
    pub fn origins(&self) -> impl Iterator<Item = TextNo> + '_ {
        self.by_origin.keys().copied()
    }

    /// The letters that ever were corrected.
    pub fn letters(&self) -> impl Iterator<Item = PlaceNo> + '_ {
        self.by_letter.keys().copied()
    }

    /// The letters from an origin that ever were corrected.
    pub fn letters_in(&self, origin: TextNo) -> &[PlaceNo] {
        self.by_origin.get(&origin).map_or(&[], Vec::as_slice)
    }

    /// The correction that a letter stands under.
    pub fn of(&self, canvas: &Canvas, letter: PlaceNo) -> Option<EntryNo> {
        if self.by_letter.is_empty() {
            return None;
        }
        let corrections = self.by_letter.get(&letter)?.iter().rev();
        corrections.copied().find(|&entry| canvas.in_force(entry))
    }
}
