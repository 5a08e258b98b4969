//! The figures add up, and a summary whose figures do not is refused.

use crate::samples::{self, summary};
use crate::workshop::Parts;
use publish::summary::{Disagreement, Facts};
use publish::{Figure, html, markdown};

/// The cells of the table that follows a heading.
fn table(markdown: &str, heading: &str) -> Vec<Vec<String>> {
    let from = markdown
        .find(&format!("{heading}\n"))
        .expect("the heading is there");
    let lines = markdown[from..]
        .lines()
        .skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        row.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    })
    .collect()
}

/// `30.5`, `62.3%`, `−1.9` in tenths.
fn tenths(text: &str) -> i64 {
    let text = text
        .trim_matches('*')
        .trim_end_matches('%')
        .replace('−', "-");
    let text = text.split(' ').next().expect("a number");
    match text.split_once('.') {
        Some((whole, tenth)) => format!("{whole}{tenth}").parse().expect(text),
        None => text.parse::<i64>().expect(text) * 10,
    }
}

fn column(table: &[Vec<String>], name: &str) -> Vec<String> {
    let at = table[0]
        .iter()
        .position(|head| head == name)
        .expect("the column is there");
    table[2..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn shares_add_up_to_a_hundred_percent_on_the_page() {
    for workshop in [samples::small(), samples::rich(), samples::hostile()] {
        let page = markdown(&summary(&workshop.parts()));
        for (heading, name) in [
            ("### Everybody’s share", "Made"),
            ("## Whose result is it?", "Share"),
        ] {
            let shares = column(&table(&page, heading), name);
            let (total, parts) = shares.split_last().expect("a total");
            assert_eq!(
                parts.iter().map(|share| tenths(share)).sum::<i64>(),
                1000,
                "{page}"
            );
            assert_eq!(tenths(total), 1000);
        }
    }
}

#[test]
fn stated_sums_are_the_sums_of_their_parts() {
    for workshop in [
        samples::empty(),
        samples::small(),
        samples::rich(),
        samples::hostile(),
    ] {
        let page = markdown(&summary(&workshop.parts()));
        let sums = table(&page, "## The sums");
        for row in &sums[2..] {
            let read = |text: &str| {
                Figure::parse(text.trim_matches('*').trim_end_matches('%'))
                    .or_else(|| Figure::ratio(tenths(text) as usize, 10))
                    .expect("a number")
            };
            let parts: Vec<Figure> = row[1].split(" + ").map(read).collect();
            assert_eq!(parts.iter().sum::<Figure>(), read(&row[2]), "{row:?}");
        }
    }
}

#[test]
fn everybody_s_words_structure_and_lineage_make_the_points() {
    let page = markdown(&summary(&samples::small().parts()));
    let table = table(&page, "### Everybody’s share");
    let of = |name: &str| -> Vec<i64> { column(&table, name).iter().map(|n| tenths(n)).collect() };
    let (words, structure, lineage) = (of("Words"), of("Shaping"), of("Built on"));
    for (row, points) in of("Points").into_iter().enumerate() {
        assert_eq!(words[row] + structure[row] + lineage[row], points);
    }
}

#[test]
fn every_account_adds_up_to_the_points_on_the_page() {
    let summary = summary(&samples::rich().parts());
    for account in &summary.shares.accounts {
        let words = account.words.iter().map(|piece| &piece.points);
        let parts = words
            .chain(account.facts.iter().map(|f| &f.points))
            .chain([&account.held_back]);
        assert_eq!(
            parts.sum::<Figure>(),
            summary.shares.owners[account.owner].points
        );
    }
}

#[test]
fn cards_are_counted_once() {
    let workshop = samples::rich();
    let summary = summary(&workshop.parts());
    // One was undone: it never was.
    assert_eq!(summary.counts.all(), workshop.board.cards.len() - 1);
    assert_eq!(
        summary.cards.len() + summary.counts.removed,
        summary.counts.all()
    );
    let in_cells: usize = summary.journey.cells.iter().flatten().map(Vec::len).sum();
    assert_eq!(in_cells, summary.counts.standing());
    let numbers: Vec<usize> = summary.cards.iter().map(|card| card.number).collect();
    assert_eq!(numbers, (1..=summary.cards.len()).collect::<Vec<usize>>());
}

#[test]
fn people_stand_in_the_order_of_joining() {
    let workshop = samples::rich();
    let mut parts = workshop.parts();
    parts.report.people.reverse();
    parts.explanations.reverse();
    let summary = summary(&parts);
    let order: Vec<usize> = summary
        .shares
        .owners
        .iter()
        .map(|owner| owner.person)
        .collect();
    assert_eq!(
        order,
        (0..workshop.board.people.len()).collect::<Vec<usize>>()
    );
    assert!(
        summary
            .shares
            .accounts
            .iter()
            .map(|account| account.owner)
            .is_sorted()
    );
}

#[test]
fn figures_are_rounded_half_to_even() {
    // Three people of three equal thirds each: 20/3 = 6.666… and 5/2 = 2.5 and 1/4 = 0.25.
    let mut workshop = samples::small();
    workshop
        .fact("tom", ownership::report::FactKind::Place, "c1", (1, 4))
        .fact("anna", ownership::report::FactKind::Links, "c2", (3, 4));
    let page = markdown(&summary(&workshop.parts()));
    let structure = column(&table(&page, "### Everybody’s share"), "Shaping");
    assert_eq!(
        structure,
        ["0.8", "0.2", "1"].map(|n| if n == "1" { "1.0" } else { n })
    );
    assert!(page.contains("Single figures are rounded"), "{page}");
    let exact = column(&table(&page, "## Exact figures"), "Shaping");
    assert_eq!(exact, ["3/4", "1/4"]);
    assert!(html(&summary(&workshop.parts())).contains("title=\"exactly 1/4\">0.2<"));
}

#[test]
fn figures_that_disagree_are_refused() {
    let refused = |change: fn(&mut Parts)| -> Disagreement {
        let mut parts = samples::small().parts();
        change(&mut parts);
        parts.summary(Facts::default()).expect_err("refused")
    };
    let cases: [fn(&mut Parts); 7] = [
        |parts| parts.report.total = "1".to_owned(),
        |parts| parts.report.people[0].words = "1".to_owned(),
        |parts| {
            parts.report.people[0]
                .share
                .as_mut()
                .expect("a share")
                .of_1000 += 1
        },
        |parts| parts.report.sides[0].points = "1".to_owned(),
        |parts| parts.report.sides[0].of_1000 = Some(1),
        |parts| parts.explanations[0].words[0].points = "1".to_owned(),
        |parts| parts.explanations[1].held_back.structure = "5".to_owned(),
    ];
    for change in cases {
        assert_eq!(refused(change).code(), "summary-sums-disagree");
    }
    let broken = refused(|parts| parts.report.total = "many".to_owned());
    assert_eq!(broken.code(), "summary-not-a-number");
    assert_eq!(
        broken.to_string(),
        "the total should be a number and is “many”"
    );
}
