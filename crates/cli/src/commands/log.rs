//! `atelier log`: who did what, entry by entry.

use crate::problem;
use anyhow::Result;
use clap::Args;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Who did what, entry by entry.
#[derive(Args)]
pub struct Log {
    /// The canvas.
    file: PathBuf,
    /// As JSON lines, as the file has them.
    #[arg(long)]
    json: bool,
}

impl Log {
    pub fn run(self) -> Result<ExitCode> {
        let workshop = problem::open(&self.file)?;
        let canvas = workshop.canvas();
        let mut text = String::new();
        for (number, entry) in canvas.log().iter().enumerate() {
            if self.json {
                text += &workshop.document().line(number as u32);
                text.push('\n');
                continue;
            }
            let seconds = entry.at_ms.div_euclid(1000);
            let name = |person: u32| canvas.people()[person as usize].id.clone();
            let by = entry.by.map_or_else(|| "–".to_owned(), name);
            let _ = write!(
                text,
                "{:>6}  {:02}:{:02}:{:02}  {by:<12} {}",
                number + 1,
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                entry.op.name()
            );
            if !entry.voices.is_empty() {
                let voices: Vec<String> = entry.voices.iter().map(|&voice| name(voice)).collect();
                let _ = write!(text, " for {}", voices.join(", "));
            }
            if entry.tidy {
                text.push_str(" (tidying up)");
            }
            if let Some(words) = entry.op.words().filter(|words| !words.is_empty()) {
                let _ = write!(text, " {words:?}");
            }
            if !canvas.in_force(number as u32) {
                text.push_str(" (undone)");
            }
            text.push('\n');
        }
        problem::print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}
