//! `atelier redact`: takes names and texts out of a canvas.

use crate::problem;
use anyhow::{Result, anyhow};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Take all names and texts out of a canvas, or one person's. Every figure stays what it is, and the
/// canvas can still be verified and worked in.
#[derive(Args)]
pub struct Redact {
    /// The canvas. It stays as it is.
    file: PathBuf,
    /// Where the canvas without the words goes.
    #[arg(short, long)]
    out: PathBuf,
    /// Only this person's name and words.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
}

impl Redact {
    pub fn run(self) -> Result<ExitCode> {
        let mut workshop = problem::open(&self.file)?;
        let log = workshop.canvas().log();
        let at_ms = log.last().map_or(0, |last| last.at_ms);
        let done = workshop
            .redact(self.person.as_deref(), None, at_ms)
            .map_err(|refusal| anyhow!("{refusal}"))?;
        problem::write(&self.out, &workshop.to_bytes())?;
        let name = self.out.display();
        problem::print(&match done {
            Some(entry) => {
                let log = workshop.canvas().log().iter();
                let gone = log.filter(|one| one.removed().is_some_and(|gone| gone.by == entry));
                format!("{name}: the words of {} entries are gone.\n", gone.count())
            }
            None => format!("{name}: there was nothing left to take out.\n"),
        })?;
        eprintln!(
            "The words are still in {}, in every other copy of the canvas and in its backups.",
            self.file.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
