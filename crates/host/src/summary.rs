//! The workshop summary, from everything the engines say about one canvas.

use crate::machine;
use crate::problem::problem;
use crate::protocol::SummaryFormat;
use canvas::chain::hex;
use ownership::report::Scope;
use publish::summary::{Facts, Summary};
use workshop::Workshop;
use workshop::view::Problem;

/// The summary as a text.
///
/// # Errors
/// When the engines disagree, which is a bug and would mislead.
pub fn summary(
    workshop: &Workshop,
    scope: Scope,
    format: SummaryFormat,
) -> Result<String, Problem> {
    let board = workshop.canvas().board();
    let report = workshop.report_in(scope);
    let explanations: Vec<_> = board
        .people
        .iter()
        .filter_map(|person| workshop.explain(&person.id, scope))
        .collect();
    let experience = workshop.canvas().experience();
    let summary = Summary::new(&board, &report, &explanations, &experience, facts(workshop))
        .map_err(|error| problem(error.code(), error.to_string(), error.way_out()))?;
    Ok(match format {
        SummaryFormat::Markdown => publish::markdown(&summary),
        SummaryFormat::Html => publish::html(&summary),
    })
}

fn facts(workshop: &Workshop) -> Facts {
    let document = workshop.document();
    let log = document.canvas().log();
    let duration = log.last().map_or(0, |last| last.at_ms);
    Facts {
        date: machine::began_ms(&document.id).map(machine::day),
        duration_ms: u64::try_from(duration).ok(),
        entries: Some(log.len() as u64),
        head: Some(hex(&document.head())),
    }
}

/// What the name of a summary ends with, without a dot.
pub fn extension(format: SummaryFormat) -> &'static str {
    match format {
        SummaryFormat::Markdown => "md",
        SummaryFormat::Html => "html",
    }
}
