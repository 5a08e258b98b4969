//! What each person's points come from, and what is in nobody's share.

use super::{Block, Cell, Column, Section, Span, Table, state_name, who};
use crate::summary::{Account, Held, Piece, SourceText, Summary};
use crate::words::{Places, Words, say};
use ownership::report::FactKind;

pub(super) fn accounts(summary: &Summary, words: &Words) -> Vec<Section> {
    let mut sections = Vec::new();
    if !summary.shares.accounts.is_empty() {
        let mut section = Section::new("accounts", words.say("accounts"));
        for account in &summary.shares.accounts {
            of_person(&mut section, account, summary, words);
        }
        sections.push(section);
    }
    sections.push(outside(summary, words));
    sections
}

fn of_person(section: &mut Section, account: &Account, summary: &Summary, words: &Words) {
    let owner = &summary.shares.owners[account.owner];
    let mut heading = vec![Span::Person(owner.person)];
    if let Some(share) = owner.share {
        heading.push(Span::Words(format!(" – {}", words.share(share.of_1000))));
    }
    section.add(Block::Heading(heading));

    let mut rows: Vec<Vec<Cell>> = Vec::new();
    rows.extend(
        account
            .words
            .iter()
            .map(|piece| words_row(piece, summary, words)),
    );
    rows.extend(
        account
            .facts
            .iter()
            .map(|fact| fact_row(fact, summary, words)),
    );
    if !account.held_back.is_zero() {
        rows.push(vec![
            vec![Span::Words(words.say("account-held-back"))],
            Vec::new(),
            Vec::new(),
            vec![Span::Figure(account.held_back.clone(), Places::AsNeeded)],
        ]);
    }
    if rows.is_empty() {
        section.note(words.say("account-nothing"));
    } else {
        let columns = vec![
            Column::text(words.say("account-where")),
            Column::text(words.say("account-state")),
            Column::number(words.say("account-letters")),
            Column::number(words.say("account-counted")),
        ];
        let total = vec![
            vec![Span::Strong(words.say("points"))],
            Vec::new(),
            vec![Span::Figure(owner.letters.clone(), Places::AsNeeded)],
            vec![Span::Figure(owner.points.clone(), Places::AsNeeded)],
        ];
        let caption = words.say("accounts");
        section.add(Block::Table(Table::new(
            caption,
            columns,
            rows,
            Some(total),
        )));
    }
    if summary.was_offered(owner) {
        let say = owner.had_a_say;
        section.note(say!(
            words,
            "account-had-a-say",
            given = say.given,
            offered = say.offered
        ));
    }
}

fn words_row(piece: &Piece, summary: &Summary, words: &Words) -> Vec<Cell> {
    let mut place = vec![text(&piece.origin, summary, words)];
    let mut remarks = Vec::new();
    if !piece.now_in.is_empty() {
        let places: Vec<String> = piece
            .now_in
            .iter()
            .map(|t| short(t, summary, words))
            .collect();
        remarks.push(say!(words, "account-now-in", places = words.list(&places)));
    }
    if piece.attributed > 0 {
        remarks.push(say!(words, "account-attributed", n = piece.attributed));
    }
    if piece.inferred > 0 {
        remarks.push(say!(words, "account-inferred", n = piece.inferred));
    }
    if !remarks.is_empty() {
        place.push(Span::Content(format!(" ({})", remarks.join("; "))));
    }
    vec![
        place,
        state(card_of(&piece.origin), summary, words),
        vec![Span::Figure(piece.letters.clone(), Places::AsNeeded)],
        vec![Span::Figure(piece.points.clone(), Places::AsNeeded)],
    ]
}

fn fact_row(fact: &Held, summary: &Summary, words: &Words) -> Vec<Cell> {
    let kind = words.say(match fact.kind {
        FactKind::Place => "fact-place",
        FactKind::Group => "fact-group",
        FactKind::Links => "fact-links",
        FactKind::Lineage => "fact-lineage",
    });
    let card = match fact.card {
        Some(card) => Span::Card(card),
        None => Span::Words(words.say("removed-since")),
    };
    vec![
        vec![Span::Words(format!("{kind} ")), card],
        state(fact.card, summary, words),
        Vec::new(),
        vec![Span::Figure(fact.points.clone(), Places::AsNeeded)],
    ]
}

fn state(card: Option<usize>, summary: &Summary, words: &Words) -> Cell {
    let card = card.map(|card| &summary.cards[card]);
    card.map(|card| Span::Words(state_name(words, card.state)))
        .into_iter()
        .collect()
}

fn card_of(text: &SourceText) -> Option<usize> {
    match text {
        SourceText::Card(card) => Some(*card),
        SourceText::Promise(card) => *card,
        _ => None,
    }
}

/// A text as a line of its own.
fn text(text: &SourceText, summary: &Summary, words: &Words) -> Span {
    match text {
        SourceText::Card(card) => Span::Card(*card),
        SourceText::Other(name) => Span::Content(name.clone()),
        SourceText::Stage(name) => Span::Content(say!(words, "text-stage", name = name.as_str())),
        SourceText::Lane(name) => Span::Content(say!(words, "text-lane", name = name.as_str())),
        SourceText::Group(name) => Span::Content(say!(words, "text-group", name = name.as_str())),
        _ => Span::Words(short(text, summary, words)),
    }
}

/// A text within a sentence.
fn short(text: &SourceText, summary: &Summary, words: &Words) -> String {
    let number = |card: usize| say!(words, "text-card", number = summary.cards[card].number);
    match text {
        SourceText::Card(card) => number(*card),
        SourceText::RemovedCard => words.say("text-removed"),
        SourceText::Title => words.say("text-title"),
        SourceText::Purpose => words.say("text-purpose"),
        SourceText::Stage(name) => say!(words, "text-stage", name = name.as_str()),
        SourceText::Lane(name) => say!(words, "text-lane", name = name.as_str()),
        SourceText::Group(name) => say!(words, "text-group", name = name.as_str()),
        SourceText::Promise(Some(card)) => say!(words, "text-promise", card = number(*card)),
        SourceText::Promise(None) => words.say("text-promise-unknown"),
        SourceText::Other(name) => name.clone(),
    }
}

fn outside(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("outside", words.say("outside"));
    let lines: Vec<Vec<Span>> = summary
        .shares
        .outside
        .iter()
        .filter(|outside| outside.letters > 0)
        .map(|outside| {
            let name = match who(words, &outside.who) {
                Span::Words(name) | Span::Content(name) => name,
                _ => words.say("somebody"),
            };
            let letters = say!(words, "count-letters", n = outside.letters);
            let line = say!(words, "outside-letters", who = name, letters = letters);
            vec![Span::Content(line)]
        })
        .collect();
    if lines.is_empty() {
        section.text(words.say("outside-none"));
    } else {
        section.add(Block::List(lines));
    }
    section
}
