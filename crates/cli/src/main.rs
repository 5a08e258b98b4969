//! The command line of Atelier: everything that can be done with a canvas file without a window.
//!
//! One file per command. Exit codes: 0 fine, 1 a problem was found, 2 wrong use.

mod commands;
mod problem;

use clap::{Parser, Subcommand};
use commands::{experience, log, new, ownership, redact, replay, serve, show, summary, verify};
use std::process::ExitCode;

/// Small pieces by the million: faster than the system's, and fewer pages are asked for.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Workshops in which customers and staff design an experience together, and can see that the
/// result is theirs.
#[derive(Parser)]
#[command(name = "atelier", version, after_help = EXAMPLES)]
struct Atelier {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  atelier new journey -o renewal.atelier --title \"Renewal journey\"
  atelier serve renewal.atelier
  atelier replay workshop.scenario.json -o workshop.atelier
  atelier ownership workshop.atelier --explain anna
  atelier summary workshop.atelier -o summary.html

Exit codes: 0 fine, 1 a problem was found, 2 wrong use.";

#[derive(Subcommand)]
enum Command {
    Replay(replay::Replay),
    Show(show::Show),
    Ownership(ownership::OwnershipOf),
    Experience(experience::ExperienceOf),
    Verify(verify::Verify),
    Redact(redact::Redact),
    Summary(summary::Summary),
    Log(log::Log),
    Serve(serve::Serve),
    New(new::New),
}

fn main() -> ExitCode {
    let outcome = match Atelier::parse().command {
        Command::Replay(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::Ownership(command) => command.run(),
        Command::Experience(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Redact(command) => command.run(),
        Command::Summary(command) => command.run(),
        Command::Log(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::New(command) => command.run(),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(1)
        }
    }
}
