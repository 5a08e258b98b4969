//! `atelier new`: a canvas from a template.

use crate::problem;
use anyhow::{Result, anyhow};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use workshop::template::Template;

/// Begin a canvas from a template: journey, service-recovery or blank.
#[derive(Args)]
pub struct New {
    /// The template.
    #[arg(default_value = "journey")]
    template: String,
    /// Where the canvas goes.
    #[arg(short, long)]
    out: PathBuf,
    /// What it is about.
    #[arg(long, default_value = "")]
    title: String,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
}

impl New {
    pub fn run(self) -> Result<ExitCode> {
        let template = Template::named(&self.template).ok_or_else(|| {
            let known: Vec<String> = Template::all().into_iter().map(|t| t.id).collect();
            anyhow!(
                "There is no template “{}”. There are: {}. [unknown-name]",
                self.template,
                known.join(", ")
            )
        })?;
        if self.out.exists() && !self.force {
            return Err(anyhow!(
                "{} is there already. Choose another name, or replace it with --force. [exists]",
                self.out.display()
            ));
        }
        let workshop = template.begin(&host::new_id(), &self.title, host::chance());
        problem::write(&self.out, &workshop.to_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
