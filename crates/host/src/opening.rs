//! Opening a canvas: from a template, a file, a text, a scenario, or what a stopped app left.

use crate::anew::anew;
use crate::keeping::Keeping;
use crate::machine;
use crate::notices::{damaged_journal, differing, from_backup, recovered, recovered_from};
use crate::problem::{of_file, of_refusal, of_scenario, of_store, problem};
use crate::record::Account;
use crate::room::{self, Room};
use canvas::chain::hex;
use canvas::file::{Document, FileError};
use std::path::{Path, PathBuf};
use store::{Access, JournalInfo, Lock, Store};
use workshop::scenario::Scenario;
use workshop::template::Template;
use workshop::view::Problem;
use workshop::{OpenedWorkshop, Workshop};

/// The sample workshop.
const SAMPLE: &[u8] = include_bytes!("../../../assets/samples/b2b-onboarding.scenario.json");
/// What a path begins with that names what a stopped app left.
pub const RECOVERED: &str = "recovered:";
/// Ends the names of scenario files.
const SCENARIO: &str = ".scenario.json";

/// A canvas that was opened, and what whoever opened it should know.
pub struct Opening {
    pub room: Room,
    pub notices: Vec<Problem>,
}

/// Opens canvases.
#[derive(Clone)]
pub struct Door {
    pub store: Store,
}

impl Door {
    /// A new canvas from a template.
    ///
    /// # Errors
    /// `unknown-name`, and those of writing into the data folder.
    pub fn begin(&self, template: &str, title: &str) -> Result<Opening, Problem> {
        let template = Template::named(template).ok_or_else(|| {
            problem(
                "unknown-name",
                format!("There is no template “{template}”."),
                "Choose one of the templates of the first screen.",
            )
        })?;
        let chance = machine::chance();
        let workshop = template.begin(&machine::new_id(), title, chance);
        self.unsaved(workshop, chance)
    }

    /// A new canvas from the sample workshop.
    ///
    /// # Errors
    /// Those of writing into the data folder.
    pub fn sample(&self) -> Result<Opening, Problem> {
        self.play(SAMPLE)
    }

    /// A new canvas with what was prepared on another.
    ///
    /// # Errors
    /// Those of writing into the data folder.
    pub fn anew(&self, of: &Workshop) -> Result<Opening, Problem> {
        let chance = machine::chance();
        let workshop = anew(of, &machine::new_id(), chance).map_err(of_refusal)?;
        let mut opening = self.unsaved(workshop, chance)?;
        // It was somebody's work to prepare it.
        opening.room.touched = true;
        Ok(opening)
    }

    /// A new canvas from a scenario.
    fn play(&self, bytes: &[u8]) -> Result<Opening, Problem> {
        let chance = machine::chance();
        let workshop = Scenario::parse(bytes)
            .and_then(|scenario| scenario.play(&machine::new_id(), chance, None))
            .map_err(of_scenario)?;
        let mut opening = self.unsaved(workshop, chance)?;
        // It took no work of anybody here; whoever closes it untouched loses nothing.
        opening.room.touched = false;
        Ok(opening)
    }

    /// A canvas without a file: it lives in its journal.
    fn unsaved(&self, workshop: Workshop, chance: [u8; 32]) -> Result<Opening, Problem> {
        let keeping = self.keeping(&workshop);
        let mut room = Room::new(workshop, keeping, self.store.clone(), chance);
        room.begin_journal()?;
        Ok(Opening {
            room,
            notices: Vec::new(),
        })
    }

    fn keeping(&self, workshop: &Workshop) -> Keeping {
        let canvas = workshop.document().id.clone();
        Keeping::new(self.store.clone(), machine::holder(), canvas)
    }

    /// A canvas or scenario file's text, which becomes a canvas without a file here.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open_text(&self, name: &str, bytes: &[u8]) -> Result<Opening, Problem> {
        let chance = machine::chance();
        match Workshop::open(bytes, chance) {
            Ok(opened) => {
                let mut opening = self.unsaved(opened.workshop, chance)?;
                opening.notices.extend(differing(&opened.differences));
                Ok(opening)
            }
            Err(error) if is_scenario(name, &error) => self.play(bytes),
            Err(error) if is_broken(&error) => {
                let (workshop, entries) = recover(bytes, &error, chance)?;
                let mut opening = self.unsaved(workshop, chance)?;
                opening.room.touched = true;
                opening.notices.push(recovered_from(&error, entries, None));
                Ok(opening)
            }
            Err(error) => Err(of_file(&error)),
        }
    }

    /// A file, or with `recovered:` before it what a stopped app left.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(&self, path: &str) -> Result<Opening, Problem> {
        match path.strip_prefix(RECOVERED) {
            Some(key) => self.open_left(key),
            None => self.open_file(Path::new(path)),
        }
    }

    fn open_file(&self, path: &Path) -> Result<Opening, Problem> {
        let opened = self.store.open(path, &machine::holder());
        let store::Opened { bytes, access } = opened.map_err(|error| of_store(&error))?;
        let chance = machine::chance();
        match Workshop::open(&bytes, chance) {
            Ok(opened) => match access {
                Access::Write(lock) => self.open_writable(opened, lock, &bytes, chance),
                Access::ReadOnly(reason) => {
                    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                    Ok(self.read_only(opened, path, &reason, chance))
                }
            },
            Err(error) if is_scenario(&path.to_string_lossy(), &error) => self.play(&bytes),
            Err(error) if is_broken(&error) => self.open_broken(path, &bytes, &error, chance),
            Err(error) => Err(of_file(&error)),
        }
    }

    fn read_only(
        &self,
        opened: OpenedWorkshop,
        path: PathBuf,
        reason: &store::Error,
        chance: [u8; 32],
    ) -> Opening {
        let keeping = self.keeping(&opened.workshop);
        let keeping = keeping.read_only(path, room::read_only(reason));
        let room = Room::new(opened.workshop, keeping, self.store.clone(), chance);
        room.remember();
        Opening {
            room,
            notices: differing(&opened.differences),
        }
    }

    /// What is left of a broken file becomes a canvas without a file. The file stays as it is, and
    /// a copy of it is set aside.
    fn open_broken(
        &self,
        path: &Path,
        bytes: &[u8],
        error: &FileError,
        chance: [u8; 32],
    ) -> Result<Opening, Problem> {
        let aside = self.store.set_aside(path);
        let aside = aside.map_err(|error| of_store(&error))?;
        let mut left = recover(bytes, error, chance);
        if let Ok((workshop, entries)) = &mut left {
            // What was done since the last save may fit to what can be read.
            for journal in self.journals(&workshop.document().id, path)? {
                *entries += self.account(&journal)?.take_up(workshop).unwrap_or(0);
            }
        }
        // The version before may have more.
        let backup = self.store.backup(path).ok().flatten();
        let backup = backup.and_then(|bytes| Workshop::open(&bytes, chance).ok());
        let readable = left.as_ref().map_or(0, |(_, entries)| *entries);
        let (workshop, notice) = match backup {
            Some(OpenedWorkshop { workshop, .. }) if workshop.canvas().next() > readable => {
                (workshop, from_backup(error, &aside))
            }
            _ => {
                let (workshop, entries) = left?;
                (workshop, recovered_from(error, entries, Some(&aside)))
            }
        };
        let mut opening = self.unsaved(workshop, chance)?;
        opening.room.touched = true;
        opening.notices.push(notice);
        Ok(opening)
    }

    /// A file that can be saved, with what a stopped app did since its last save.
    fn open_writable(
        &self,
        opened: OpenedWorkshop,
        lock: Lock,
        bytes: &[u8],
        mut chance: [u8; 32],
    ) -> Result<Opening, Problem> {
        let OpenedWorkshop {
            mut workshop,
            differences,
        } = opened;
        let (id, head) = (
            workshop.document().id.clone(),
            hex(&workshop.document().head()),
        );
        let key = Keeping::key_of(&id, lock.path());
        let path = lock.path().to_owned();
        let mut journals = self.journals(&id, &path)?;
        journals.sort_by_key(|journal| !(journal.id == key && journal.base == head));
        let in_file = workshop.canvas().next();
        let mut accounts = Vec::new();
        for journal in &journals {
            accounts.push(self.account(journal)?);
        }
        let last = |account: &Account| account.entries.last().is_some_and(|(n, _)| *n >= in_file);
        if let Some(account) = accounts.iter().find(|account| last(account))
            && let Some(drawn) = account.chance
        {
            // The same chance gives the same hashes.
            chance = drawn;
            let opened = Workshop::open(bytes, chance).map_err(|error| of_file(&error))?;
            workshop = opened.workshop;
        }

        let mut notices = differing(&differences);
        let (mut seats, mut shared, mut rules) = (Vec::new(), None, None);
        let mut done_with = Vec::new();
        let mut in_journal = in_file;
        for (journal, account) in journals.iter().zip(&accounts) {
            let own = journal.id == key && journal.base == head;
            match account.take_up(&mut workshop) {
                Ok(_) if own => in_journal = workshop.canvas().next(),
                Ok(_) => done_with.push(journal),
                // It goes on from another version of the file, and stays for that.
                Err(_) if !own && account.entries[0].0 > in_file => continue,
                Err(damage) => {
                    let aside = workshop.canvas().next() - in_file;
                    notices.push(damaged_journal(&damage.to_string(), aside));
                    let mut opening = self.unsaved(workshop, chance)?;
                    opening.room.touched = true;
                    opening.notices = notices;
                    return Ok(opening);
                }
            }
            seats.extend_from_slice(&account.seats);
            shared = shared.or_else(|| account.shared.clone());
            rules = rules.or_else(|| account.door.clone());
        }

        let keeping = self.keeping(&workshop).with_lock(lock);
        let mut room = Room::new(workshop, keeping, self.store.clone(), chance);
        room.seat(&seats);
        room.shared = shared;
        room.door = rules;
        let now = room.workshop.canvas().next();
        match self.store.open_journal(&key, &head, 0) {
            Ok((journal, _)) => room.keeping.keep_in(journal),
            Err(error) => {
                room.keeping.forbid(path, room::read_only(&error));
                return Ok(Opening { room, notices });
            }
        }
        let open = room.open_record(Some(&path));
        room.keeping.write(&open);
        room.write_entries(in_journal..now);
        room.keeping.sync()?;
        for journal in done_with {
            if let Err(error) = self.store.discard_journal(&journal.id, &journal.base) {
                tracing::warn!("a journal stays behind: {error}");
            }
        }
        if now > in_file {
            room.keeping.has_changed();
            notices.push(recovered(now - in_file));
        }
        room.remember();
        Ok(Opening { room, notices })
    }

    /// Journals of a canvas that nobody has open, of this file or of one that is no longer there.
    fn journals(&self, canvas: &str, path: &Path) -> Result<Vec<JournalInfo>, Problem> {
        let journals = self.store.journals().map_err(|error| of_store(&error))?;
        let own = Keeping::key_of(canvas, path);
        let beside = format!("{canvas}@");
        Ok(journals
            .readable
            .into_iter()
            .filter(|journal| {
                let moved = journal
                    .id
                    .strip_prefix(&beside)
                    .is_some_and(|path| !Path::new(path).exists());
                !journal.in_use && (journal.id == own || moved)
            })
            .collect())
    }

    fn account(&self, journal: &JournalInfo) -> Result<Account, Problem> {
        let recovered = self.store.recover(&journal.id, &journal.base);
        let recovered = recovered.map_err(|error| of_store(&error))?;
        Ok(Account::of(&recovered.records))
    }

    /// A canvas that lives in a journal alone.
    fn open_left(&self, key: &str) -> Result<Opening, Problem> {
        let journals = self.store.journals().map_err(|error| of_store(&error))?;
        let journal = journals
            .readable
            .into_iter()
            .find(|journal| journal.id == key && !journal.in_use)
            .ok_or_else(|| {
                problem(
                    "no-such-journal",
                    "This work is no longer there to be recovered.",
                    "It may be open in another window, or saved by now.",
                )
            })?;
        let account = self.account(&journal)?;
        let chance = account.chance.unwrap_or_else(machine::chance);
        if let Some(path) = &account.path {
            if Path::new(path).exists() {
                return self.open_file(Path::new(path));
            }
            return self.open_without_file(path, &account, chance);
        }
        let mut workshop = Workshop::new(Document::new(&account.canvas, chance));
        if let Err(damage) = account.take_up(&mut workshop) {
            // The damaged journal stays; what is good goes on in another.
            let entries = workshop.canvas().next();
            let mut opening = self.unsaved(workshop, chance)?;
            opening.room.touched = true;
            let notice = damaged_journal(&damage.to_string(), entries);
            opening.notices.push(notice);
            return Ok(opening);
        }
        let opened = self.store.open_journal(key, &journal.base, 0);
        let (journal, _) = opened.map_err(|error| of_store(&error))?;
        let keeping = self.keeping(&workshop);
        let mut room = Room::new(workshop, keeping, self.store.clone(), chance);
        room.keeping.keep_in(journal);
        room.keeping.has_changed();
        room.seat(&account.seats);
        room.shared = account.shared;
        room.door = account.door;
        room.touched = true;
        Ok(Opening {
            room,
            notices: Vec::new(),
        })
    }

    /// Work on a file that is gone: its last good version may be here.
    fn open_without_file(
        &self,
        path: &str,
        account: &Account,
        chance: [u8; 32],
    ) -> Result<Opening, Problem> {
        let gone = || {
            problem(
                "no-such-file",
                format!("The work goes on from {path}, and that file is gone. The work is safe."),
                "Put the file back, or open it from where it is now.",
            )
        };
        let backup = self.store.backup(path).ok().flatten().ok_or_else(gone)?;
        let opened = Workshop::open(&backup, chance).map_err(|_| gone())?;
        let mut workshop = opened.workshop;
        account.take_up(&mut workshop).map_err(|_| gone())?;
        let mut opening = self.unsaved(workshop, chance)?;
        opening.room.touched = true;
        Ok(opening)
    }
}

fn is_scenario(name: &str, error: &FileError) -> bool {
    name.ends_with(SCENARIO)
        || (name.ends_with(".json") && matches!(error, FileError::Foreign | FileError::Broken(_)))
}

fn is_broken(error: &FileError) -> bool {
    matches!(
        error,
        FileError::Broken(_)
            | FileError::Damaged(_)
            | FileError::Changed(_)
            | FileError::Picture(_)
    )
}

/// What can be read of a broken file.
fn recover(bytes: &[u8], error: &FileError, chance: [u8; 32]) -> Result<(Workshop, u32), Problem> {
    match Workshop::recover(bytes, chance) {
        Some(recovered) => Ok(recovered),
        None if looks_foreign(bytes) => Err(of_file(&FileError::Foreign)),
        None => Err(problem(
            error.code(),
            "The file is broken, and nothing of it can be read. It was not changed.",
            "Look for a copy of it; whoever took part may have one.",
        )),
    }
}

/// Whether nothing in the bytes speaks of a canvas.
fn looks_foreign(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]);
    !bytes.is_empty() && !beginning.contains("\"atelier\"")
}
