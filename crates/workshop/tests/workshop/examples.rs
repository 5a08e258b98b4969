//! The examples of `docs/ownership.md`: each table there is what the scenario above it comes to.

use ownership::report::{PersonShare, Report, Scope, Views};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use workshop::scenario::Scenario;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// An example as the page names it: which scenario, how much of it, and what counts.
struct Example {
    report: Report,
    views: Views,
}

impl Example {
    /// Of a line such as `*[letters](examples/letters.scenario.json), up to step 3*`.
    fn named(line: &str) -> Option<(String, Self)> {
        let (_, rest) = line.split_once("](examples/")?;
        let (file, told) = rest.split_once(')').expect("a link ends");
        let told = told.trim_end_matches('*').trim_start_matches(", ");
        let (until, scope) = match told {
            "" => (None, Scope::Board),
            "only what was decided" => (None, Scope::Decided),
            told => {
                let step = told.strip_prefix("up to step ").expect("known words");
                (Some(step.parse().expect("a number")), Scope::Board)
            }
        };
        let bytes = std::fs::read(docs().join("examples").join(file)).expect("the example exists");
        let workshop = Scenario::parse(&bytes)
            .and_then(|scenario| scenario.play(file, [9; 32], until))
            .unwrap_or_else(|why| panic!("{file}: {why}"));
        let example = Example {
            report: workshop.report_in(scope),
            views: workshop.views(scope),
        };
        Some((file.to_owned(), example))
    }

    /// The rows of a table with these headings.
    fn rows(&self, headings: &[&str]) -> String {
        let rows = self.report.people.iter().enumerate().map(|(n, person)| {
            let cells = headings.iter().map(|heading| self.cell(heading, n, person));
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        });
        rows.collect()
    }

    fn cell(&self, heading: &str, n: usize, person: &PersonShare) -> String {
        let range = |low, high| match (percent(low), percent(high)) {
            (low, high) if low == high => format!("{low}%"),
            (low, high) => format!("{low}–{high}%"),
        };
        let share = person.share;
        match heading {
            "" => person.name.clone().unwrap_or_else(|| person.id.clone()),
            "letters" => figure(&person.letters),
            "count" => figure(&person.words),
            "shaping" => figure(&person.structure),
            "built on" => figure(&person.lineage),
            "points" => figure(&person.points),
            "share" => share.map_or_else(|| "–".to_owned(), |s| percent(s.of_1000) + "%"),
            "from–to" => {
                share.map_or_else(|| "–".to_owned(), |s| range(s.low_of_1000, s.high_of_1000))
            }
            "however you count" => {
                let robust = &self.views.robust[n];
                range(robust.low_of_1000, robust.high_of_1000)
            }
            "every card counts 1" => {
                let of_1000 = self.views.equal_cards.people[n].of_1000;
                percent(of_1000.expect("there are cards")) + "%"
            }
            heading => panic!("no figure is called {heading}"),
        }
    }
}

/// `15/2` as people write it.
fn figure(points: &str) -> String {
    let Some((numerator, denominator)) = points.split_once('/') else {
        return points.to_owned();
    };
    let [numerator, denominator] =
        [numerator, denominator].map(|n| n.parse::<u32>().expect("small"));
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    match (whole, rest, denominator) {
        (0, 1, 2) => "½".to_owned(),
        (whole, 1, 2) => format!("{whole}½"),
        (0, rest, denominator) => format!("{rest}/{denominator}"),
        (whole, rest, denominator) => format!("{whole} {rest}/{denominator}"),
    }
}

fn percent(of_1000: u32) -> String {
    match (of_1000 / 10, of_1000 % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenths) => format!("{whole}.{tenths}"),
    }
}

/// `UPDATE_EXAMPLES=1 cargo test -p workshop --test workshop examples` writes the tables in the page anew.
#[test]
fn the_figures_on_the_page_are_those_of_its_examples() {
    let path = docs().join("ownership.md");
    let page = std::fs::read_to_string(&path).expect("the page is there");
    let mut told = String::new();
    let mut example: Option<Example> = None;
    let mut played = BTreeSet::new();
    let mut headings: Vec<&str> = Vec::new();
    for line in page.lines() {
        if let Some((file, named)) = Example::named(line) {
            assert!(
                example.is_none(),
                "an example without a table before: {line}"
            );
            played.insert(file);
            example = Some(named);
        }
        if !line.starts_with('|') {
            headings.clear();
        } else if line.starts_with("|---") {
            let example = example
                .take()
                .unwrap_or_else(|| panic!("a table without an example: {headings:?}"));
            told += &format!("{line}\n{}", example.rows(&headings));
            continue;
        } else if headings.is_empty() {
            let cells = line.trim_matches('|').split('|');
            headings = cells.map(str::trim).collect();
        } else {
            continue;
        }
        told += line;
        told.push('\n');
    }
    if std::env::var_os("UPDATE_EXAMPLES").is_some() {
        std::fs::write(path, told).expect("docs can be written");
    } else {
        assert_eq!(page, told, "UPDATE_EXAMPLES=1 writes the page anew");
    }
    let kept: BTreeSet<String> = std::fs::read_dir(docs().join("examples"))
        .expect("there are examples")
        .map(|file| {
            file.expect("it can be read")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    assert_eq!(played, kept, "every example is on the page");
}
