//! Templates: the beginnings that a new canvas can have.

use crate::Workshop;
use canvas::command::{Command, Named};
use canvas::file::Document;
use serde::Deserialize;

/// A beginning for a new canvas.
#[derive(Clone, Debug, Deserialize)]
pub struct Template {
    pub id: String,
    pub name: String,
    pub description: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub purpose: String,
    pub stages: Vec<String>,
    pub lanes: Vec<String>,
}

const FILES: [&str; 3] = [
    include_str!("../../../assets/templates/journey.json"),
    include_str!("../../../assets/templates/service-recovery.json"),
    include_str!("../../../assets/templates/blank.json"),
];

impl Template {
    /// All templates, the usual one first.
    pub fn all() -> Vec<Template> {
        FILES
            .into_iter()
            .map(|file| serde_json::from_str(file).expect("templates of our own are well formed"))
            .collect()
    }

    /// The template of that id.
    pub fn named(id: &str) -> Option<Template> {
        Self::all().into_iter().find(|template| template.id == id)
    }

    /// The template that is used where none is named.
    pub fn journey() -> Template {
        Self::all().swap_remove(0)
    }

    /// A new canvas with this beginning. `id` is the canvas id, `chance` 32 random bytes.
    pub fn begin(&self, id: &str, title: &str, chance: [u8; 32]) -> Workshop {
        let mut workshop = Workshop::new(Document::new(id, chance));
        let title = if title.is_empty() { &self.title } else { title };
        let text = |what, text: &str| Command::Rename {
            what,
            id: None,
            text: text.to_owned(),
        };
        let mut commands = vec![
            text(Named::Title, title),
            text(Named::Purpose, &self.purpose),
        ];
        commands.extend(self.stages.iter().map(|name| Command::AddStage {
            stage: name.clone(),
            name: name.clone(),
            before: None,
        }));
        commands.extend(self.lanes.iter().map(|name| Command::AddLane {
            lane: name.clone(),
            name: name.clone(),
            before: None,
        }));
        for command in commands {
            workshop
                .set_up(command)
                .expect("templates of our own fit an empty canvas");
        }
        workshop
    }
}
