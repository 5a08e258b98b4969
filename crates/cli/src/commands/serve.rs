//! `atelier serve`: a canvas for browsers.

use anyhow::{Result, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Host a canvas for browsers on this machine.
#[derive(Args)]
pub struct Serve {
    /// The canvas.
    file: Option<PathBuf>,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode> {
        bail!("{:?}", self.file)
    }
}
