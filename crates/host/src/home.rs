//! The first screen: recent canvases, templates, and work that a stopped app had not saved.

use crate::opening::RECOVERED;
use crate::problem::of_store;
use crate::protocol::{Home, Recent, Recovered, Template};
use crate::record::Account;
use canvas::canvas::TITLE;
use canvas::file::Document;
use serde_json::Value;
use std::path::Path;
use store::{JournalInfo, Store};
use workshop::Workshop;
use workshop::view::Problem;

/// What the first screen shows.
///
/// # Errors
/// Those of reading the data folder.
pub fn home(store: &Store) -> Result<Home, Problem> {
    let recent = store.recent().map_err(|error| of_store(&error))?;
    let journals = store.journals().map_err(|error| of_store(&error))?;
    Ok(Home {
        recent: recent.into_iter().map(shown).collect(),
        templates: workshop::template::Template::all()
            .into_iter()
            .map(|template| Template {
                id: template.id,
                name: template.name,
                description: template.description,
                stages: template.stages,
                lanes: template.lanes,
            })
            .collect(),
        recovered: journals
            .readable
            .iter()
            .filter(|journal| !journal.in_use)
            .filter_map(|journal| left(store, journal))
            .collect(),
    })
}

fn shown(recent: store::Recent) -> Recent {
    let cells = recent.preview.as_ref().map(|preview| &preview["cells"]);
    Recent {
        path: recent.path.to_string_lossy().into_owned(),
        title: recent.title,
        opened_ms: recent.opened_ms,
        missing: recent.missing,
        cells: serde_json::from_value(cells.cloned().unwrap_or(Value::Null)).unwrap_or_default(),
    }
}

/// What a journal holds that no file has. The journal of a file that is there comes back by itself
/// when the file is opened.
fn left(store: &Store, journal: &JournalInfo) -> Option<Recovered> {
    let recovered = store.recover(&journal.id, &journal.base).ok()?;
    let account = Account::of(&recovered.records);
    if account.entries.is_empty() {
        return None;
    }
    let title = match &account.path {
        Some(path) if Path::new(path).exists() => return None,
        Some(path) => Path::new(path).file_stem()?.to_string_lossy().into_owned(),
        None => {
            let document = Document::new(&account.canvas, account.chance?);
            let mut workshop = Workshop::new(document);
            // A title is there even if not all can be read.
            let _ = account.take_up(&mut workshop);
            workshop.canvas().text(TITLE)
        }
    };
    Some(Recovered {
        id: journal.id.clone(),
        title,
        changed_ms: journal.modified_ms,
    })
}

/// Forgets a recent canvas, whose file stays, or throws away what a stopped app left.
///
/// # Errors
/// Those of writing into the data folder.
pub fn forget(store: &Store, path: &str) -> Result<(), Problem> {
    let Some(key) = path.strip_prefix(RECOVERED) else {
        return store.forget(path).map_err(|error| of_store(&error));
    };
    let journals = store.journals().map_err(|error| of_store(&error))?;
    for journal in journals.readable.iter().filter(|journal| journal.id == key) {
        store
            .discard_journal(&journal.id, &journal.base)
            .map_err(|error| of_store(&error))?;
    }
    Ok(())
}
