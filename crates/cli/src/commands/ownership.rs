//! `atelier ownership`: how much of the result is whose.

use super::timeline::Timeline;
use crate::problem;
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use ownership::Ownership;
use ownership::report::{Report, Scope, Views};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// How much of the result is whose, and why.
#[derive(Args)]
pub struct OwnershipOf {
    /// The canvas.
    file: PathBuf,
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// Add where this person's points come from.
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
    /// Which cards make the result.
    #[arg(long, value_enum, default_value = "board")]
    scope: ScopeArg,
    /// After this log entry.
    #[arg(long, value_name = "ENTRY")]
    at: Option<u32>,
    /// Add between which bounds each share lies, however points are counted, and the view in which
    /// every card counts once.
    #[arg(long)]
    robust: bool,
    /// Print the shares after each log entry instead, up to the one given by --at.
    #[arg(long, value_enum, conflicts_with_all = ["json", "explain", "robust"])]
    timeline: Option<TimelineAs>,
}

#[derive(Clone, Copy, ValueEnum)]
enum TimelineAs {
    /// A row for each log entry and a column for each side and person, in thousandths; empty where
    /// nobody held anything.
    Csv,
    /// The same as a list of objects.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum ScopeArg {
    /// Cards that are open or decided.
    Board,
    /// Decided cards alone.
    Decided,
}

impl OwnershipOf {
    pub fn run(self) -> Result<ExitCode> {
        let workshop = problem::open(&self.file)?;
        let scope = match self.scope {
            ScopeArg::Board => Scope::Board,
            ScopeArg::Decided => Scope::Decided,
        };
        let at = self.at.unwrap_or(u32::MAX);
        if let Some(format) = self.timeline {
            let log = workshop.canvas().log().to_vec();
            let timeline = Timeline::of(log, at, scope);
            match format {
                TimelineAs::Csv => problem::print(&timeline.as_csv()?)?,
                TimelineAs::Json => problem::print_json(&timeline.as_json())?,
            }
            return Ok(ExitCode::SUCCESS);
        }
        let canvas = workshop.document().canvas_at(at);
        let ownership = Ownership::of(&canvas, scope);
        let report = ownership.report(&canvas);
        let explanation = match &self.explain {
            Some(id) => {
                let person = canvas
                    .person_named(id)
                    .ok_or_else(|| anyhow!("There is no person “{id}”. [unknown-name]"))?;
                Some(ownership.explain(&canvas, person))
            }
            None => None,
        };
        let views = self.robust.then(|| ownership.views(&canvas));
        if self.json {
            let mut value = json!(report);
            if let Some(explanation) = explanation {
                value["explain"] = json!(explanation);
            }
            if let Some(views) = views {
                value["views"] = json!(views);
            }
            problem::print_json(&value)?;
        } else {
            let mut text = as_text(&report);
            if let Some(views) = views {
                text += &counted_otherwise(&report, &views);
            }
            if let Some(explanation) = explanation {
                text += &explained(&explanation);
            }
            problem::print(&text)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn percent(of_1000: Option<u32>) -> String {
    of_1000.map_or_else(|| "–".to_owned(), |n| format!("{}.{} %", n / 10, n % 10))
}

fn as_text(report: &Report) -> String {
    let mut text = String::new();
    for side in &report.sides {
        let name = match side.side {
            canvas::people::Side::Customer => "Customers",
            canvas::people::Side::Staff => "Staff",
            canvas::people::Side::Other => "Others",
        };
        let _ = writeln!(text, "{name:<24} {:>8}", percent(side.of_1000));
    }
    text.push('\n');
    for person in &report.people {
        let name = person.name.as_deref().unwrap_or(&person.id);
        let share = person.share.map(|share| share.of_1000);
        let _ = writeln!(
            text,
            "{name:<24} {:>8}   {} points: {} words, {} structure, {} lineage",
            percent(share),
            person.points,
            person.words,
            person.structure,
            person.lineage,
        );
    }
    text
}

/// Between which bounds shares lie, and what they are if every card counts once.
fn counted_otherwise(report: &Report, views: &Views) -> String {
    let mut text = "\nHowever points are counted; if every card counts once:\n".to_owned();
    for robust in &views.robust {
        let mut people = report.people.iter();
        let person = people.find(|person| person.id == robust.id);
        let name = person.and_then(|person| person.name.as_deref());
        let mut equal = views.equal_cards.people.iter();
        let equal = equal.find(|equal| equal.id == robust.id);
        let _ = writeln!(
            text,
            "{:<24} {:>8} to {:>8}; {:>8}",
            name.unwrap_or(&robust.id),
            percent(Some(robust.low_of_1000)),
            percent(Some(robust.high_of_1000)),
            percent(equal.and_then(|equal| equal.of_1000)),
        );
    }
    text
}

fn explained(explanation: &ownership::report::Explanation) -> String {
    let mut text = format!(
        "\nThe {} points of {}:\n",
        explanation.points, explanation.id
    );
    for origin in &explanation.words {
        let _ = writeln!(
            text,
            "  {} from {} ({} letters)",
            origin.points, origin.origin, origin.letters
        );
        for run in &origin.runs {
            let _ = writeln!(
                text,
                "      {} letters at {}–{} of {}, log entry {}",
                run.letters, run.from, run.to, run.text, run.entry
            );
        }
    }
    for fact in &explanation.facts {
        let kind = json!(fact.kind);
        let _ = writeln!(
            text,
            "  {} for {} of card {}, log entry {}",
            fact.points,
            kind.as_str().unwrap_or_default(),
            fact.card,
            fact.entry
        );
    }
    for (what, held) in [
        ("structure", &explanation.held_back.structure),
        ("lineage", &explanation.held_back.lineage),
    ] {
        if held != "0" {
            let _ = writeln!(text, "  {held} beyond the limit on {what}");
        }
    }
    text
}
