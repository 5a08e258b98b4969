//! `atelier verify`: whether a canvas file holds.

use crate::problem;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Recompute everything from the log and name the first thing that differs.
#[derive(Args)]
pub struct Verify {
    /// The canvas.
    file: PathBuf,
}

impl Verify {
    pub fn run(self) -> Result<ExitCode> {
        let opened = problem::open_whole(&self.file)?;
        let name = self.file.display();
        if opened.differences.is_empty() {
            let document = opened.workshop.document();
            let entries = document.canvas().next();
            let head = canvas::chain::hex(&document.head());
            problem::print(&format!("{name}: {entries} entries hold, head {head}\n"))?;
            return Ok(ExitCode::SUCCESS);
        }
        for difference in opened.differences {
            eprintln!("{name}: {difference}");
        }
        Ok(ExitCode::from(1))
    }
}
