//! `atelier experience`: how the journey is, from its ratings.

use crate::problem;
use anyhow::Result;
use clap::Args;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// How the journey is as its customers rated it, with the guesses of staff beside.
#[derive(Args)]
pub struct ExperienceOf {
    /// The canvas.
    file: PathBuf,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl ExperienceOf {
    pub fn run(self) -> Result<ExitCode> {
        let experience = problem::open(&self.file)?.canvas().experience();
        if self.json {
            problem::print_json(&experience)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut text = String::new();
        let or_none = |number: &Option<String>| number.clone().unwrap_or_else(|| "–".to_owned());
        for stage in &experience.stages {
            let (perceived, gap) = (or_none(&stage.perceived), or_none(&stage.gap));
            let _ = writeln!(
                text,
                "{:<24} perceived {perceived:>8}   gap {gap:>8}",
                stage.stage
            );
        }
        let journey = &experience.journey;
        let _ = writeln!(
            text,
            "\npeak {}, end {}, peak–end {}",
            or_none(&journey.peak),
            or_none(&journey.end),
            or_none(&journey.peak_end)
        );
        problem::print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}
