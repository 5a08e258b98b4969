//! `atelier ownership`: how much of the result is whose.

use crate::problem;
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use ownership::Ownership;
use ownership::report::{Report, Scope};
use serde_json::{Value, json};
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
        let canvas = workshop.document().canvas_at(self.at.unwrap_or(u32::MAX));
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
        if self.json {
            let mut value = json!(report);
            if let (Value::Object(object), Some(explanation)) = (&mut value, explanation) {
                object.insert("explain".to_owned(), json!(explanation));
            }
            problem::print_json(&value)?;
        } else {
            let mut text = as_text(&report);
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
