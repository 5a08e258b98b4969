//! `atelier summary`: the workshop on paper.

use crate::problem;
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use host::protocol::SummaryFormat;
use ownership::report::Scope;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write the workshop summary: who took part, the journey, decisions, promises, everybody's share.
#[derive(Args)]
pub struct Summary {
    /// The canvas.
    file: PathBuf,
    /// Where the summary goes; without it, it is printed. A file that is there is replaced.
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// How it is written; without it, as the ending of OUT says, or Markdown.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Whose the decided cards are, not all that stand.
    #[arg(long)]
    decided: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Html,
}

impl Summary {
    pub fn run(self) -> Result<ExitCode> {
        let workshop = problem::open(&self.file)?;
        let scope = if self.decided {
            Scope::Decided
        } else {
            Scope::Board
        };
        let text = host::summary(&workshop, scope, self.format()).map_err(|problem| {
            anyhow!("{} {} [{}]", problem.says, problem.way_out, problem.code)
        })?;
        match &self.out {
            Some(out) => problem::write(out, text.as_bytes())?,
            None => problem::print(&text)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn format(&self) -> SummaryFormat {
        let is_page = |out: &Path| {
            let ending = out.extension().unwrap_or_default();
            ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
        };
        match self.format {
            Some(Format::Markdown) => SummaryFormat::Markdown,
            Some(Format::Html) => SummaryFormat::Html,
            None if self.out.as_deref().is_some_and(is_page) => SummaryFormat::Html,
            None => SummaryFormat::Markdown,
        }
    }
}
