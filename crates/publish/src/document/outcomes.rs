//! What came out: votes, decisions, promises.

use super::{Block, Column, Section, Sign, Span, Table, state_name, who};
use crate::summary::{Promise, Summary, Voted};
use crate::words::{Words, say};
use canvas::command::State;

pub(super) fn votes(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("votes", words.say("votes"));
    let votes = &summary.votes;
    if votes.ranked.is_empty() {
        section.text(words.say("votes-none"));
    } else {
        section.add(Block::Table(ranked(summary, words)));
    }
    if votes.on_removed > 0 {
        section.note(say!(words, "votes-on-removed", n = votes.on_removed));
    }
    section
}

fn ranked(summary: &Summary, words: &Words) -> Table {
    let votes = &summary.votes;
    let apart = votes.apart;
    let others = apart && votes.ranked.iter().any(|voted| voted.others > 0);
    let number = |n: u32| vec![Span::Words(n.to_string())];
    let sum = |part: fn(&Voted) -> u32| number(votes.ranked.iter().map(part).sum());

    let mut columns = vec![
        Column::number(words.say("rank")),
        Column::text(words.say("card")),
        Column::text(words.say("state")),
    ];
    let mut total = vec![
        Vec::new(),
        vec![Span::Strong(words.say("votes-total"))],
        Vec::new(),
    ];
    if apart {
        columns.push(Column::number(words.say("from-customers")));
        columns.push(Column::number(words.say("from-staff")));
        total.push(sum(|voted| voted.customers));
        total.push(sum(|voted| voted.staff));
    }
    if others {
        columns.push(Column::number(words.say("from-others")));
        total.push(sum(|voted| voted.others));
    }
    columns.push(Column::number(words.say("votes")));
    total.push(vec![Span::Strong(votes.total.to_string())]);

    let row = |voted: &Voted| {
        let mut row = vec![
            vec![Span::Words(voted.rank.to_string())],
            vec![Span::Card(voted.card)],
            vec![Span::Words(state_name(
                words,
                summary.cards[voted.card].state,
            ))],
        ];
        if apart {
            row.extend([number(voted.customers), number(voted.staff)]);
        }
        if others {
            row.push(number(voted.others));
        }
        row.push(vec![Span::Strong(voted.votes.to_string())]);
        row
    };
    let rows = votes.ranked.iter().map(row).collect();
    Table::new(words.say("votes"), columns, rows, Some(total))
}

pub(super) fn decisions(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("decisions", words.say("decisions"));
    let decided: Vec<usize> = (0..summary.cards.len())
        .filter(|&card| summary.cards[card].state == State::Decided)
        .collect();
    if decided.is_empty() {
        section.text(words.say("decisions-none"));
    } else {
        section.add(Block::Cards(decided));
    }
    section
}

pub(super) fn promises(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("promises", words.say("promises"));
    if summary.promises.is_empty() {
        section.text(words.say("promises-none"));
        return section;
    }
    let row = |promise: &Promise| {
        vec![
            vec![
                Span::Sign(Sign::Promise),
                Span::Content(promise.text.clone()),
            ],
            vec![who(words, &promise.owner)],
            vec![due(&promise.due, words)],
            vec![Span::Card(promise.card)],
        ]
    };
    section.add(Block::Table(Table::new(
        words.say("promises"),
        vec![
            Column::text(words.say("promise")),
            Column::text(words.say("owner")),
            Column::text(words.say("due")),
            Column::text(words.say("card")),
        ],
        summary.promises.iter().map(row).collect(),
        None,
    )));
    section.note(words.say("promises-next"));
    section
}

/// A date in words, or what was written instead of one.
fn due(due: &str, words: &Words) -> Span {
    let date = words.date(due);
    if date == due {
        Span::Content(date)
    } else {
        Span::Words(date)
    }
}
