//! Graphemes as they are compared: after NFC and simple case folding.

use canvas::canvas::Canvas;
use canvas::grapheme::{Grapheme, folded};
use canvas::letters::PlaceNo;
use rustc_hash::FxHashMap;

/// A number for each grapheme, the same for those that are alike.
#[derive(Clone, Debug, Default)]
pub struct Folding {
    known: FxHashMap<Grapheme, u32>,
    clusters: FxHashMap<Box<str>, u32>,
}

/// Above all scalars.
const CLUSTER: u32 = 1 << 24;

impl Folding {
    /// The number of the letter at a place.
    pub fn number(&mut self, canvas: &Canvas, place: PlaceNo) -> u32 {
        let grapheme = canvas.letters().place(place).grapheme;
        if grapheme.is_redacted() {
            // Like no other: nobody knows what it was.
            return u32::MAX - place;
        }
        if let Some(ascii) = grapheme.scalar().filter(char::is_ascii) {
            return u32::from(ascii.to_ascii_lowercase());
        }
        if let Some(&number) = self.known.get(&grapheme) {
            return number;
        }
        let mut text = String::new();
        canvas.graphemes().push_to(grapheme, &mut text);
        let text: String = folded(&text).collect();
        let mut scalars = text.chars();
        let number = match (scalars.next(), scalars.next()) {
            (Some(only), None) => u32::from(only),
            _ => {
                let next = CLUSTER + self.clusters.len() as u32;
                *self.clusters.entry(text.into()).or_insert(next)
            }
        };
        self.known.insert(grapheme, number);
        number
    }
}
