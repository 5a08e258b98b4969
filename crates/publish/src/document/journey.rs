//! The journey: what is said beside the grid of cards.

use super::{Block, Section, Span};
use crate::summary::{Card, Summary};
use crate::words::{Words, say};
use canvas::command::LinkKind;
use std::ops::Range;

/// The widest table that still prints on a landscape page.
const WIDEST: usize = 6;

/// The stages in parts of about equal width, each narrow enough for a page.
pub(crate) fn bands(stages: usize) -> Vec<Range<usize>> {
    let parts = stages.div_ceil(WIDEST);
    (0..parts)
        .map(|part| part * stages / parts..(part + 1) * stages / parts)
        .collect()
}

pub(super) fn journey(summary: &Summary, words: &Words) -> Section {
    let journey = &summary.journey;
    let mut section = Section::new("journey", words.say("journey"));
    if summary.counts.standing() == 0 {
        section.text(words.say("journey-empty"));
        if !journey.stages.is_empty() {
            section.add(Block::Note(vec![Span::Content(say!(
                words,
                "journey-stages-empty",
                stages = journey.stages.join(" → ")
            ))]));
        }
        return section;
    }
    section.add(Block::Journey);
    let in_use = journey.lanes_in_use();
    let empty: Vec<String> = (0..journey.lanes.len())
        .filter(|lane| !in_use.contains(lane))
        .map(|lane| journey.lanes[lane].clone())
        .collect();
    if !empty.is_empty() && !in_use.is_empty() {
        let lanes = words.list(&empty);
        let text = say!(words, "journey-lanes-empty", lanes = lanes);
        section.add(Block::Note(vec![Span::Content(text)]));
    }
    if !journey.elsewhere.is_empty() {
        section.subheading(words.say("journey-elsewhere"));
        section.add(Block::Cards(journey.elsewhere.clone()));
    }
    section
}

/// The groups with the numbers of their cards, if there are any.
pub(super) fn groups(summary: &Summary, words: &Words) -> Option<Section> {
    let groups: Vec<Vec<Span>> = summary
        .journey
        .groups
        .iter()
        .filter(|group| !group.cards.is_empty())
        .map(|group| {
            let name = match group.name.as_str() {
                "" => Span::Words(words.say("unnamed-group")),
                name => Span::Content(name.to_owned()),
            };
            let cards = group
                .cards
                .iter()
                .map(|&card| vec![Span::Number(card)])
                .collect();
            let mut line = vec![name, Span::Words(": ".to_owned())];
            line.extend(super::joined(cards, ", "));
            line
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let mut section = Section::new("groups", words.say("journey-groups"));
    section.add(Block::List(groups));
    Some(section)
}

/// What else is to be said of a card: its kind, its group, what it builds on.
pub(crate) fn notes(summary: &Summary, words: &Words, card: &Card) -> Vec<Vec<Span>> {
    let mut notes = Vec::new();
    if let Some(kind) = card.kind.as_deref().filter(|kind| !kind.is_empty()) {
        notes.push(vec![Span::Content(kind.to_owned())]);
    }
    if let Some(group) = card.group.map(|group| &summary.journey.groups[group]) {
        let name = match group.name.as_str() {
            "" => Span::Words(words.say("unnamed-group")),
            name => Span::Content(say!(words, "card-group", group = name)),
        };
        notes.push(vec![name]);
    }
    for link in &card.links {
        let to = match link.to {
            Some(to) => summary.cards[to].number.to_string(),
            None => words.say("card-removed"),
        };
        notes.push(vec![Span::Words(match link.kind {
            LinkKind::BuildsOn => say!(words, "builds-on", card = to),
            LinkKind::LeadsTo => say!(words, "leads-to", card = to),
            LinkKind::RelatesTo => say!(words, "relates-to", card = to),
        })]);
    }
    notes
}
