//! `atelier summary`: the workshop on paper.

use anyhow::{Result, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the workshop summary: who took part, the journey, decisions, promises, everybody's share.
#[derive(Args)]
pub struct Summary {
    /// The canvas.
    file: PathBuf,
}

impl Summary {
    pub fn run(self) -> Result<ExitCode> {
        bail!("{}", self.file.display())
    }
}
