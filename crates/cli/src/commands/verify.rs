//! `atelier verify`: whether a canvas file holds.

use crate::problem;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use workshop::verdict::Verdict;

/// Recompute everything from the log and name the first thing that differs.
#[derive(Args)]
pub struct Verify {
    /// The canvas.
    file: PathBuf,
}

impl Verify {
    pub fn run(self) -> Result<ExitCode> {
        let name = self.file.display();
        let verdict = Verdict::of(&problem::read(&self.file)?);
        let Verdict {
            entries,
            head,
            differences,
        } = verdict.map_err(|error| problem::of_file(&self.file, &error))?;
        if differences.is_empty() {
            let head = canvas::chain::hex(&head);
            problem::print(&format!("{name}: {entries} entries hold, head {head}\n"))?;
            return Ok(ExitCode::SUCCESS);
        }
        for difference in differences {
            eprintln!("{name}: {difference}.");
        }
        Ok(ExitCode::from(1))
    }
}
