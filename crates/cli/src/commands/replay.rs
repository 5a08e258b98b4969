//! `atelier replay`: plays a scenario and writes the canvas.

use crate::problem;
use anyhow::{Result, anyhow};
use clap::Args;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::ExitCode;
use workshop::scenario::Scenario;

/// Play a scenario file through the same commands as the screens send, and write the canvas.
#[derive(Args)]
pub struct Replay {
    /// The scenario, JSON.
    scenario: PathBuf,
    /// Where the canvas goes.
    #[arg(short, long)]
    out: PathBuf,
    /// Stop after this step.
    #[arg(long, value_name = "STEP")]
    at: Option<usize>,
}

impl Replay {
    pub fn run(self) -> Result<ExitCode> {
        let bytes = problem::read(&self.scenario)?;
        let name = self.scenario.display();
        let scenario = Scenario::parse(&bytes).map_err(|stopped| anyhow!("{name}: {stopped}"))?;
        // The same scenario gives the same bytes: its hash stands in for chance.
        let chance: [u8; 32] = Sha256::digest(&bytes).into();
        let id = canvas::chain::hex(&chance[..16]);
        let workshop = scenario
            .play(&id, chance, self.at)
            .map_err(|stopped| anyhow!("{name}: {stopped} Nothing was written."))?;
        problem::write(&self.out, &workshop.to_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
