//! The end: what was set aside, the sums, the fractions behind rounded figures.

use super::{Block, Cell, Column, Section, Span, Table};
use crate::figure::Figure;
use crate::summary::Summary;
use crate::words::{Places, Words, say};
use canvas::command::State;

pub(super) fn aside(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("aside", words.say("aside"));
    let of_state = |state: State| -> Vec<usize> {
        (0..summary.cards.len())
            .filter(|&card| summary.cards[card].state == state)
            .collect()
    };
    let (parked, dismissed) = (of_state(State::Parked), of_state(State::Dismissed));
    if parked.is_empty() && dismissed.is_empty() {
        section.text(words.say("aside-none"));
    }
    for (heading, cards) in [("aside-parked", parked), ("aside-dismissed", dismissed)] {
        if !cards.is_empty() {
            section.subheading(words.say(heading));
            section.add(Block::Cards(cards));
        }
    }
    section
}

/// Sums in full, so that anybody can check them.
pub(super) fn sums(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("sums", words.say("sums"));
    let counts = &summary.counts;
    let cards = [
        counts.open,
        counts.decided,
        counts.parked,
        counts.dismissed,
        counts.removed,
    ]
    .map(|n| n.to_string());
    let mut rows = vec![row(
        words.say("sums-cards"),
        &cards,
        counts.all().to_string(),
    )];
    let shares = &summary.shares;
    if !shares.total.is_zero() {
        let of_1000 = shares
            .owners
            .iter()
            .filter_map(|owner| owner.share)
            .map(|s| s.of_1000);
        let parts: Vec<String> = of_1000.clone().map(|share| words.share(share)).collect();
        rows.push(row(
            words.say("sums-shares"),
            &parts,
            words.share(of_1000.sum()),
        ));
        let exact: Vec<String> = shares.owners.iter().map(|o| o.points.to_string()).collect();
        rows.push(row(
            words.say("sums-points"),
            &exact,
            shares.total.to_string(),
        ));
    }
    if summary.votes.total > 0 {
        let votes = summary
            .votes
            .ranked
            .iter()
            .map(|voted| voted.votes.to_string());
        let votes: Vec<String> = votes.collect();
        rows.push(row(
            words.say("sums-votes"),
            &votes,
            summary.votes.total.to_string(),
        ));
    }
    section.add(Block::Table(Table::new(
        words.say("sums"),
        vec![
            Column::text(words.say("sums-what")),
            Column::text(words.say("sums-parts")),
            Column::number(words.say("sums-whole")),
        ],
        rows,
        None,
    )));
    if counts.merged > 0 {
        section.note(say!(words, "sums-merged", n = counts.merged));
    }
    if let Some(head) = &summary.facts.head {
        let line = say!(words, "fingerprint", head = head.as_str());
        section.add(Block::Note(vec![Span::Content(line)]));
    }
    section
}

fn row(what: String, parts: &[String], whole: String) -> Vec<Cell> {
    vec![
        vec![Span::Words(what)],
        vec![Span::Words(parts.join(" + "))],
        vec![Span::Strong(whole)],
    ]
}

pub(super) fn exact(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("exact", words.say("exact"));
    let shown = |figure: &Figure| {
        if figure.is_whole() {
            vec![Span::Figure(figure.clone(), Places::AsNeeded)]
        } else {
            vec![Span::Words(figure.to_string())]
        }
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for owner in &summary.shares.owners {
        let figures = [
            &owner.words,
            &owner.structure,
            &owner.lineage,
            &owner.points,
            &owner.letters,
        ];
        if figures.iter().any(|figure| !figure.is_whole()) {
            let mut row = vec![vec![Span::Person(owner.person)]];
            row.extend(figures.map(shown));
            rows.push(row);
        }
    }
    if rows.is_empty() {
        section.text(words.say("exact-all-whole"));
        return section;
    }
    section.text(words.say("exact-why"));
    section.add(Block::Table(Table::new(
        words.say("exact"),
        vec![
            Column::text(words.say("person")),
            Column::number(words.say("words")),
            Column::number(words.say("structure")),
            Column::number(words.say("lineage")),
            Column::number(words.say("points")),
            Column::number(words.say("letters")),
        ],
        rows,
        None,
    )));
    section
}
