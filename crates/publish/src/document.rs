//! What a summary says: headings, paragraphs and tables in the order of reading.
//!
//! Renderings decide the form and nothing else. Text that people wrote ([`Span::Content`]) and text
//! of ours ([`Span::Words`]) are told apart to the end.

mod account;
mod appendix;
mod experience;
mod journey;
mod opening;
mod outcomes;
mod shares;
mod table;

pub(crate) use journey::{bands, notes};
pub(crate) use table::{Cell, Column, Table};

use crate::figure::Figure;
use crate::summary::{Side, Summary, Who};
use crate::words::{Places, Words, say};
use canvas::command::State;
use unicode_segmentation::UnicodeSegmentation;

/// The whole text of a summary.
pub(crate) struct Document<'a> {
    pub summary: &'a Summary,
    pub words: &'a Words,
    /// Day, length, size of the log: what is known of them.
    pub facts: Vec<String>,
    pub headline: Option<Headline>,
    pub in_short: String,
    pub sections: Vec<Section>,
}

/// The one figure above all others.
pub(crate) struct Headline {
    pub share: String,
    pub caption: String,
}

/// A chapter.
pub(crate) struct Section {
    /// The same in all languages.
    pub id: &'static str,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
pub(crate) enum Block {
    Heading(Vec<Span>),
    Text(Vec<Span>),
    /// Small print.
    Note(Vec<Span>),
    List(Vec<Vec<Span>>),
    Table(Table),
    /// Everybody by side.
    People(Vec<Attendance>),
    /// Stages × lanes with their cards.
    Journey,
    /// The experience as a drawing.
    Curve,
    /// The shares as a drawing.
    Bar,
    /// Cards in full, into `Summary::cards`.
    Cards(Vec<usize>),
}

/// The people of one side, in the order of joining.
pub(crate) struct Attendance {
    pub side: Option<Side>,
    pub name: String,
    /// Seats; where nobody has one, unnamed writers.
    pub count: usize,
    /// Each into `Summary::people`, with what is to be said of them.
    pub people: Vec<(usize, Option<String>)>,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub(crate) enum Span {
    /// A text of ours.
    Words(String),
    Strong(String),
    /// What somebody wrote.
    Content(String),
    /// A side's sign; its name stands beside it.
    Side(Option<Side>),
    /// A person's sign and name, into `Summary::people`.
    Person(usize),
    /// A card's number and the beginning of its text, into `Summary::cards`.
    Card(usize),
    /// A card's number.
    Number(usize),
    Sign(Sign),
    Figure(Figure, Places),
    Difference(Figure),
}

/// Marks that have one meaning everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Wow,
    Pain,
    Promise,
}

impl<'a> Document<'a> {
    pub fn new(summary: &'a Summary, words: &'a Words) -> Self {
        let mut sections = vec![
            opening::who_took_part(summary, words),
            journey::journey(summary, words),
        ];
        sections.extend(journey::groups(summary, words));
        sections.extend([
            experience::experience(summary, words),
            outcomes::votes(summary, words),
            outcomes::decisions(summary, words),
            outcomes::promises(summary, words),
            shares::shares(summary, words),
        ]);
        sections.extend(account::accounts(summary, words));
        sections.extend([
            appendix::aside(summary, words),
            appendix::sums(summary, words),
        ]);
        if !summary.shares.total.is_zero() {
            sections.push(appendix::exact(summary, words));
        }
        Document {
            summary,
            words,
            facts: opening::facts(summary, words),
            headline: opening::headline(summary, words),
            in_short: opening::in_short(summary, words),
            sections,
        }
    }

    /// The title, or a text that says there is none.
    pub fn title(&self) -> String {
        match self.summary.title.as_str() {
            "" => self.words.say("untitled"),
            title => title.to_owned(),
        }
    }
}

impl Section {
    fn new(id: &'static str, heading: String) -> Self {
        Section {
            id,
            heading,
            blocks: Vec::new(),
        }
    }

    fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }

    fn text(&mut self, text: String) {
        self.add(Block::Text(vec![Span::Words(text)]));
    }

    fn note(&mut self, text: String) {
        self.add(Block::Note(vec![Span::Words(text)]));
    }

    fn subheading(&mut self, text: String) {
        self.add(Block::Heading(vec![Span::Words(text)]));
    }
}

/// `board` or `decided`, for texts that differ by the scope.
fn scope(summary: &Summary) -> &'static str {
    if summary.decided_only() {
        "decided"
    } else {
        "board"
    }
}

pub(crate) fn side_name(words: &Words, side: Option<Side>) -> String {
    words.say(match side {
        Some(Side::Customer) => "customers",
        Some(Side::Staff) => "staff",
        Some(Side::Other) => "others",
        None => "unnamed",
    })
}

pub(crate) fn person_name(summary: &Summary, words: &Words, person: usize) -> String {
    let person = &summary.people[person];
    match person.unnamed {
        Some(n) => say!(words, "unnamed-writer", n = n),
        None => person.name.clone(),
    }
}

pub(crate) fn state_name(words: &Words, state: State) -> String {
    words.say(match state {
        State::Open => "card-open",
        State::Decided => "card-decided",
        State::Parked => "card-parked",
        State::Dismissed => "card-dismissed",
    })
}

/// Whose idea something is, as part of a line.
pub(crate) fn who(words: &Words, who: &Who) -> Span {
    match who {
        Who::Person(person) => Span::Person(*person),
        Who::Template => Span::Words(words.say("template")),
        Who::Tidy => Span::Words(words.say("tidy")),
        Who::Ai => Span::Words(words.say("ai")),
        Who::Unknown(name) if name.is_empty() => Span::Words(words.say("somebody")),
        Who::Unknown(name) => Span::Content(name.clone()),
    }
}

/// The first line of a text, cut where it gets long.
pub(crate) fn beginning(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let more = lines.next().is_some();
    let mut letters = first.grapheme_indices(true);
    match letters.nth(LONGEST) {
        Some((end, _)) => {
            // At the end of a word, where there is one not too far back.
            let cut = &first[..end];
            let word = cut.rfind(' ').filter(|&at| at > cut.len() / 2);
            let cut = &cut[..word.unwrap_or(cut.len())];
            let cut = cut.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–-".contains(c));
            format!("{cut}…")
        }
        None if more => format!("{first} …"),
        None => first.to_owned(),
    }
}

/// Joins lines of spans with a text between them.
fn joined(parts: Vec<Vec<Span>>, between: &str) -> Vec<Span> {
    let mut line = Vec::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            line.push(Span::Words(between.to_owned()));
        }
        line.extend(part);
    }
    line
}
