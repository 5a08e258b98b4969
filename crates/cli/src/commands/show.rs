//! `atelier show`: what stands on a canvas.

use crate::problem;
use anyhow::Result;
use canvas::board::Board;
use canvas::canvas::Canvas;
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Show what stands on a canvas.
#[derive(Args)]
pub struct Show {
    /// The canvas.
    file: PathBuf,
    /// As JSON, with every card that ever was.
    #[arg(long)]
    json: bool,
}

impl Show {
    pub fn run(self) -> Result<ExitCode> {
        let workshop = problem::open(&self.file)?;
        let (canvas, board) = (workshop.canvas(), workshop.canvas().board());
        if self.json {
            problem::print_json(&as_json(canvas, &board))?;
        } else {
            problem::print(&as_text(&board))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn name_in<'a>(lines: &'a [canvas::board::Line], id: &'a str) -> &'a str {
    lines
        .iter()
        .find(|line| line.id == id)
        .map_or(id, |line| &line.name)
}

fn as_json(canvas: &Canvas, board: &Board) -> Value {
    let names = |lines: &[canvas::board::Line]| -> Vec<String> {
        lines.iter().map(|line| line.name.clone()).collect()
    };
    let cards: Vec<Value> = board
        .cards
        .iter()
        .map(|card| {
            json!({
                "card": card.id,
                "text": card.text,
                "stage": name_in(&board.stages, &card.stage),
                "lane": name_in(&board.lanes, &card.lane),
                "state": card.state,
                "deleted": card.deleted,
                "group": card.group,
                "votes": board.votes(card),
            })
        })
        .collect();
    let links: Vec<Value> = board
        .cards
        .iter()
        .flat_map(|card| card.links.iter().map(move |link| (card, link)))
        .map(|(card, link)| json!({"from": card.id, "to": link.to, "kind": link.kind}))
        .collect();
    let promises: Vec<Value> = canvas
        .promises()
        .iter()
        .filter(|promise| canvas.in_force(promise.made) && canvas.life(promise.card).is_some())
        .map(|promise| {
            json!({
                "card": canvas.card(promise.card).id,
                "text": canvas.text(promise.text),
                "owner": canvas.people()[canvas.one(promise.owner) as usize].id,
                "due": promise.due,
            })
        })
        .collect();
    json!({
        "title": board.title,
        "stages": names(&board.stages),
        "lanes": names(&board.lanes),
        "cards": cards,
        "links": links,
        "promises": promises,
    })
}

fn as_text(board: &Board) -> String {
    let mut text = format!("{}\n", board.title);
    for stage in &board.stages {
        let _ = write!(text, "\n{}\n", stage.name);
        for lane in &board.lanes {
            let mut cards: Vec<_> = board
                .cards
                .iter()
                .filter(|card| !card.deleted && card.stage == stage.id && card.lane == lane.id)
                .collect();
            cards.sort_by(|a, b| a.rank.cmp(&b.rank));
            for card in cards {
                let _ = writeln!(text, "  {}: {}", lane.name, card.text.replace('\n', " "));
            }
        }
    }
    text
}
