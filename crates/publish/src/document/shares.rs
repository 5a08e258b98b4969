//! Whose the result is: the sides, the balance, how to read it, everybody's part.

use super::{Block, Cell, Column, Section, Span, Table, scope, side_name};
use crate::figure::Figure;
use crate::summary::{Owner, Side, SideShare, Summary};
use crate::words::{Places, Words, say};
use ownership::report::Share;

pub(super) fn shares(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("shares", words.say("shares"));
    if summary.shares.total.is_zero() {
        section.text(say!(words, "shares-none", scope = scope(summary)));
    } else {
        section.text(say!(words, "shares-scope", scope = scope(summary)));
        section.add(Block::Bar);
        section.add(Block::Table(sides(summary, words)));
        section.subheading(words.say("balance"));
        section.text(balance(summary, words));
    }
    how_to_read(&mut section, summary, words);
    if !summary.shares.owners.is_empty() {
        section.subheading(words.say("everybody"));
        section.add(Block::Table(everybody(summary, words)));
        let cap = summary.shares.params.cap;
        section.note(say!(words, "points-are", cap = cap));
        let mut ranges = summary.shares.owners.iter().filter_map(|owner| owner.share);
        if ranges.any(|share| is_range(&share)) {
            section.note(words.say("range"));
        }
        if rounding_shows(summary) {
            section.note(words.say("rounded"));
        }
    }
    section
}

fn share(words: &Words, of_1000: Option<u32>) -> Cell {
    vec![match of_1000 {
        Some(of_1000) => Span::Words(words.share(of_1000)),
        None => Span::Words(words.say("not-shared")),
    }]
}

fn sides(summary: &Summary, words: &Words) -> Table {
    let shares = &summary.shares;
    let row = |side: &SideShare| {
        vec![
            vec![
                Span::Side(side.side),
                Span::Words(side_name(words, side.side)),
            ],
            vec![Span::Words(side.heads.to_string())],
            vec![Span::Figure(side.points.clone(), Places::AsNeeded)],
            share(words, side.of_1000),
        ]
    };
    let all = shares.sides.iter().filter_map(|side| side.of_1000).sum();
    Table::new(
        words.say("bar-title"),
        vec![
            Column::text(words.say("side")),
            Column::number(words.say("people")),
            Column::number(words.say("points")),
            Column::number(words.say("share")),
        ],
        shares.sides.iter().map(row).collect(),
        Some(vec![
            vec![Span::Strong(words.say("total"))],
            vec![Span::Words(shares.heads().to_string())],
            vec![Span::Figure(shares.total.clone(), Places::AsNeeded)],
            vec![Span::Strong(words.share(all))],
        ]),
    )
}

/// How evenly the result is owned, in words.
fn balance(summary: &Summary, words: &Words) -> String {
    let shares = &summary.shares;
    let mut sentences = Vec::new();
    if shares.owners.len() == 1 {
        sentences.push(words.say("balance-one"));
    } else {
        let decimal = |value: f64| format!("{value:.1}").replace('.', &words.say("decimal-mark"));
        let owners = decimal(shares.balance.effective_owners);
        let hoover = words.percent(&decimal(shares.balance.hoover * 100.0));
        let people = shares.owners.len();
        sentences.push(say!(
            words,
            "balance-spread",
            owners = owners,
            people = people,
            hoover = hoover
        ));
    }
    let customers = shares.side(Side::Customer);
    let heads = customers.and_then(|side| Figure::ratio(side.heads, shares.heads()));
    if let (Some(heads), Some(of_1000)) = (heads, customers.and_then(|side| side.of_1000)) {
        let (heads, share) = (words.part(&heads), words.share(of_1000));
        sentences.push(say!(
            words,
            "balance-customers",
            heads = heads,
            share = share
        ));
    }
    sentences.join(" ")
}

fn how_to_read(section: &mut Section, summary: &Summary, words: &Words) {
    let params = summary.shares.params;
    section.subheading(words.say("how-to-read"));
    section.text(say!(
        words,
        "how-to-read-made",
        cap = params.cap,
        fact = params.fact
    ));
    section.text(words.say("how-to-read-not"));
    section.text(words.say("how-to-read-say"));
    if anybody_answered(summary) {
        section.text(words.say("how-to-read-feels"));
    }
}

/// Rounding down and up alone makes a thousandth of difference.
fn is_range(share: &Share) -> bool {
    share.high_of_1000 > share.low_of_1000 + 1
}

fn anybody_answered(summary: &Summary) -> bool {
    summary
        .shares
        .owners
        .iter()
        .any(|owner| owner.feels_mine.is_some())
}

fn everybody(summary: &Summary, words: &Words) -> Table {
    let shares = &summary.shares;
    let feels = anybody_answered(summary);
    let points = |figure: &Figure| vec![Span::Figure(figure.clone(), Places::AsNeeded)];
    let row = |owner: &Owner| {
        let say = owner.had_a_say;
        let mut made = share(words, owner.share.map(|share| share.of_1000));
        if let Some(share) = owner.share.filter(is_range) {
            let range = words.share_range(share.low_of_1000, share.high_of_1000);
            made.push(Span::Words(format!(" ({range})")));
        }
        let mut row = vec![
            vec![Span::Person(owner.person)],
            made,
            points(&owner.words),
            points(&owner.structure),
            points(&owner.lineage),
            points(&owner.points),
            points(&owner.letters),
            vec![Span::Words(if summary.was_offered(owner) {
                say!(
                    words,
                    "given-of-offered",
                    given = say.given,
                    offered = say.offered
                )
            } else {
                words.say("not-shared")
            })],
        ];
        if feels {
            row.push(share(words, owner.feels_mine));
        }
        row
    };

    let mut columns = vec![
        Column::text(words.say("person")),
        Column::number(words.say("made")),
        Column::number(words.say("words")),
        Column::number(words.say("structure")),
        Column::number(words.say("lineage")),
        Column::number(words.say("points")),
        Column::number(words.say("letters")),
        Column::number(words.say("had-a-say")).apart(),
    ];
    let sum = |part: fn(&Owner) -> &Figure| points(&shares.owners.iter().map(part).sum());
    let all = shares
        .owners
        .iter()
        .filter_map(|owner| owner.share)
        .map(|s| s.of_1000)
        .sum();
    let mut total = vec![
        vec![Span::Strong(words.say("total"))],
        share(words, (!shares.total.is_zero()).then_some(all)),
        sum(|owner| &owner.words),
        sum(|owner| &owner.structure),
        sum(|owner| &owner.lineage),
        sum(|owner| &owner.points),
        sum(|owner| &owner.letters),
        Vec::new(),
    ];
    if feels {
        columns.push(Column::number(words.say("feels-mine")).apart());
        total.push(Vec::new());
    }
    let rows = shares.owners.iter().map(row).collect();
    Table::new(words.say("everybody"), columns, rows, Some(total))
}

/// Whether a figure had to be rounded at one decimal place.
fn rounding_shows(summary: &Summary) -> bool {
    let owners = summary.shares.owners.iter();
    owners
        .flat_map(|owner| {
            [
                &owner.words,
                &owner.structure,
                &owner.lineage,
                &owner.points,
            ]
        })
        .any(|figure| !(figure * 10).is_whole())
}
