//! Text cut into graphemes, and which of them count as letters.

use regex::Regex;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The Unicode version that text is cut by, as files name it.
pub fn unicode_version() -> String {
    let (major, minor, patch) = unicode_segmentation::UNICODE_VERSION;
    format!("{major}.{minor}.{patch}")
}

/// Text as it is kept: CR LF and CR are LF.
pub fn normalise(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// The extended grapheme clusters of normalised text (UAX #29).
pub fn cut(text: &str) -> Vec<&str> {
    if text.is_ascii() {
        (0..text.len()).map(|i| &text[i..=i]).collect()
    } else {
        text.graphemes(true).collect()
    }
}

/// How many scalars each grapheme has; `None` if one each.
pub fn cuts(text: &str) -> Option<Box<[u16]>> {
    if text.is_ascii() {
        return None;
    }
    let cuts: Box<[u16]> = cut(text)
        .iter()
        .map(|g| u16::try_from(g.chars().count()).unwrap_or(u16::MAX))
        .collect();
    cuts.iter().any(|&scalars| scalars != 1).then_some(cuts)
}

/// Text cut as it was when it was written; what the cuts leave over is cut by scalars.
pub fn cut_as<'a>(text: &'a str, cuts: &'a [u16]) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    let mut cuts = cuts.iter();
    std::iter::from_fn(move || {
        let scalars = cuts
            .next()
            .map_or(1, |&scalars| usize::from(scalars.max(1)));
        let (at, last) = rest.char_indices().take(scalars).last()?;
        let (grapheme, after) = rest.split_at(at + last.len_utf8());
        rest = after;
        Some(grapheme)
    })
}

/// Text cut as it was, by cuts or, without any, by scalars.
pub fn cut_by<'a>(text: &'a str, cuts: Option<&'a [u16]>) -> impl Iterator<Item = &'a str> {
    cut_as(text, cuts.unwrap_or(&[]))
}

/// Whether a grapheme counts: it holds a letter, a number or a pictograph.
pub fn is_letter(grapheme: &str) -> bool {
    static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]")
            .expect("the pattern is fixed")
    });
    match grapheme.as_bytes() {
        [byte] => byte.is_ascii_alphanumeric(),
        _ => COUNTS.is_match(grapheme),
    }
}

/// Whether two graphemes are the same letter, upper or lower case.
pub fn same_letter(a: &str, b: &str) -> bool {
    a == b || folded(a).eq(folded(b))
}

/// A grapheme as it is compared: in NFC, with simple case folding.
pub fn folded(grapheme: &str) -> impl Iterator<Item = char> + '_ {
    grapheme.nfc().map(|c| {
        unicode_case_mapping::case_folded(c)
            .and_then(|folded| char::from_u32(folded.get()))
            .unwrap_or(c)
    })
}

/// Stands in for a letter that was taken out. It is a letter itself (a modifier letter, low macron)
/// that nobody types.
pub const LETTER: char = '\u{2cd}';
/// Stands in for white space.
pub const BLANK: char = ' ';
/// Stands in for everything else.
pub const SIGN: char = '.';

/// One grapheme in four bytes: a scalar, or a number into [`Graphemes`]; and whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grapheme(u32);

impl Grapheme {
    const LETTER: u32 = 1 << 31;
    const CLUSTER: u32 = 1 << 30;
    const REDACTED: u32 = 1 << 29;
    const MARKS: u32 = Self::LETTER | Self::REDACTED;

    /// The same, standing in for another one that was taken out.
    pub(crate) fn redacted(self) -> Self {
        Grapheme(self.0 | Self::REDACTED)
    }

    /// Whether it only stands in for what was taken out.
    pub fn is_redacted(self) -> bool {
        self.0 & Self::REDACTED != 0
    }

    /// Whether it counts as a letter.
    pub fn is_letter(self) -> bool {
        self.0 & Self::LETTER != 0
    }

    /// The scalar, where it is a single one.
    pub fn scalar(self) -> Option<char> {
        let body = self.0 & !Self::MARKS;
        (body & Self::CLUSTER == 0)
            .then(|| char::from_u32(body))
            .flatten()
    }
}

/// The graphemes of several scalars that occur on a canvas.
#[derive(Clone, Debug, Default)]
pub struct Graphemes {
    clusters: Vec<Box<str>>,
    known: FxHashMap<Box<str>, u32>,
}

impl Graphemes {
    /// The short form of a grapheme.
    pub fn keep(&mut self, grapheme: &str) -> Grapheme {
        let letter = if is_letter(grapheme) {
            Grapheme::LETTER
        } else {
            0
        };
        let mut scalars = grapheme.chars();
        let body = match (scalars.next(), scalars.next()) {
            (Some(only), None) => only as u32,
            _ => Grapheme::CLUSTER | self.number(grapheme),
        };
        Grapheme(body | letter)
    }

    fn number(&mut self, grapheme: &str) -> u32 {
        if let Some(&number) = self.known.get(grapheme) {
            return number;
        }
        let number = u32::try_from(self.clusters.len()).expect("fewer clusters than letters");
        self.clusters.push(grapheme.into());
        self.known.insert(grapheme.into(), number);
        number
    }

    /// Writes a grapheme out in full.
    pub fn push_to(&self, grapheme: Grapheme, text: &mut String) {
        let body = grapheme.0 & !Grapheme::MARKS;
        if body & Grapheme::CLUSTER != 0 {
            text.push_str(&self.clusters[(body & !Grapheme::CLUSTER) as usize]);
        } else {
            text.push(char::from_u32(body).expect("kept as a scalar"));
        }
    }
}
