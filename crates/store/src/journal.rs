//! What was done since the last save, record by record, so that a kill or a power cut takes nothing
//! that was acknowledged.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Store;
use crate::claim::Claim;
use crate::disk;
use crate::error::{Error, Result};
use crate::frame::{self, Key};
use crate::recovery::{Recovered, claim, recovered};

/// The largest record: 64 MiB.
const LARGEST_RECORD: u64 = 64 * 1024 * 1024;

/// The journal of one open canvas, held by one writer.
///
/// Records are numbered without gaps from the first, and only the holder of the file appends, so a
/// number is never given twice. Dropping a journal that has no records removes its file; one with
/// records stays, to be offered again or discarded.
#[derive(Debug)]
pub struct Journal {
    store: Store,
    shared: Arc<Shared>,
}

/// Makes a journal durable from another thread, without keeping the [`Journal`] from appending
/// meanwhile. It stays valid when the journal is rotated, and does not keep it open.
#[derive(Clone, Debug)]
pub struct JournalSync {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    id: String,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// `None` when the journal has been dropped.
    open: Option<Arc<Claim>>,
    base: String,
    first: u64,
    next: u64,
    /// Where the next frame begins.
    length: u64,
    /// A write or sync has failed in a way that leaves open what is on disk. A second sync may
    /// report success for what the first one lost, so there is no second.
    stopped: bool,
}

impl Shared {
    /// No panic can leave the state half changed, so a poisoned lock is as good as another.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stopped(&self) -> Error {
        Error::JournalStopped {
            id: self.id.clone(),
        }
    }
}

impl Store {
    /// Opens the journal of canvas `id` for writing, and gives what stands in it. If there is none
    /// it is made, durably, for records from number `first` on; otherwise it goes on after its last
    /// intact record, and `first` counts only if it has none.
    ///
    /// What follows the last intact record is set aside and then cut off.
    ///
    /// Two copies of a canvas share their id, and may share their head. A caller that lets both be
    /// open at once puts something of the path into `id`.
    ///
    /// # Errors
    /// `journal-in-use`, and those of writing into the data folder.
    pub fn open_journal(&self, id: &str, base: &str, first: u64) -> Result<(Journal, Recovered)> {
        let key = Key {
            id: id.to_owned(),
            base: base.to_owned(),
        };
        let path = self.journal_path(&key);
        disk::make_folder(disk::folder_of(&path))?;
        let claim = claim(&path, id)?;
        disk::sweep(&path);

        let file = disk::read(&path, u64::MAX)?;
        let intact = frame::read(&file);
        let end = intact.as_ref().map_or(0, |intact| intact.end);
        if end < file.len() {
            self.keep_aside(&path, &file[end..])?;
        }
        let mut recovered = match &intact {
            Some(intact) => recovered(&file, intact),
            None => Recovered {
                first,
                records: Vec::new(),
                torn_bytes: file.len() as u64,
            },
        };
        // Without records the journal begins anew, wherever it was to begin before.
        let end = if recovered.records.is_empty() {
            0
        } else {
            end as u64
        };
        if end == 0 {
            recovered.first = first;
        }
        let begin = || -> io::Result<u64> {
            let mut writer = &claim.file;
            writer.set_len(end)?;
            let mut end = writer.seek(SeekFrom::Start(end))?;
            if end == 0 {
                let head = frame::head(&key, first);
                writer.write_all(&head)?;
                end = head.len() as u64;
            }
            writer.sync_all()?;
            disk::sync_folder(disk::folder_of(&path))?;
            Ok(end)
        };
        let length = begin().map_err(|error| Error::writing(&path, error))?;
        let state = State {
            open: Some(Arc::new(claim)),
            base: key.base,
            first: recovered.first,
            next: recovered.first + recovered.records.len() as u64,
            length,
            stopped: false,
        };
        let shared = Arc::new(Shared {
            id: key.id,
            state: Mutex::new(state),
        });
        Ok((
            Journal {
                store: self.clone(),
                shared,
            },
            recovered,
        ))
    }
}

impl Journal {
    /// The canvas id.
    pub fn id(&self) -> &str {
        &self.shared.id
    }

    /// The head that the journal begins at.
    pub fn base(&self) -> String {
        self.shared.state().base.clone()
    }

    /// The number that the next record must have.
    pub fn next(&self) -> u64 {
        self.shared.state().next
    }

    /// Appends a record, on condition that `number` is the next. It survives a kill of this process
    /// at once, and a power cut after the next [`Journal::sync`]. After an error the journal is as
    /// before.
    ///
    /// # Errors
    /// `journal-conflict`, `too-large` (64 MiB a record), `disk-full`, `journal-stopped`, `io`.
    pub fn append(&mut self, number: u64, bytes: &[u8]) -> Result<()> {
        let mut state = self.shared.state();
        let claim = state
            .open
            .clone()
            .filter(|_| !state.stopped)
            .ok_or_else(|| self.shared.stopped())?;
        if number != state.next {
            return Err(Error::JournalConflict {
                given: number,
                next: state.next,
            });
        }
        if bytes.len() as u64 > LARGEST_RECORD {
            return Err(Error::TooLarge {
                path: claim.path().to_owned(),
                bytes: bytes.len() as u64,
                limit: LARGEST_RECORD,
            });
        }
        let mut frame = Vec::new();
        frame::write(&mut frame, number, bytes);
        let mut file = &claim.file;
        if let Err(error) = file.write_all(&frame) {
            // Half a frame would hide all that follow it.
            let cut = file
                .set_len(state.length)
                .and_then(|()| file.seek(SeekFrom::Start(state.length)));
            state.stopped = cut.is_err();
            return Err(Error::writing(claim.path(), error));
        }
        state.length += frame.len() as u64;
        state.next += 1;
        Ok(())
    }

    /// Makes all records appended so far durable. See [`JournalSync::sync`].
    ///
    /// # Errors
    /// Those of [`JournalSync::sync`].
    pub fn sync(&self) -> Result<u64> {
        self.syncer().sync()
    }

    /// A handle with which another thread can sync while this one appends.
    pub fn syncer(&self) -> JournalSync {
        JournalSync {
            shared: Arc::clone(&self.shared),
        }
    }

    /// After a save: goes on in a new journal with base `new_base`, which begins with the records
    /// from number `first` on, those that the saved file does not have yet, and removes the old
    /// journal.
    ///
    /// The new journal appears on disk whole and durable, and the old one goes only then; a kill
    /// leaves one of them or both, never half. A journal of that name which somebody left is set
    /// aside if it has records. A stopped journal runs again afterwards. With `new_base` as it was,
    /// nothing happens; a stopped journal is then dropped and opened again.
    ///
    /// # Errors
    /// `journal-conflict`: `first` is neither a record of this journal nor the next one.
    /// `journal-in-use`: somebody else has the new journal. Those of writing. After an error the
    /// old journal goes on, unless the new one stands already and could not be made sure of: then
    /// the journal has stopped.
    pub fn rotate(&mut self, new_base: &str, first: u64) -> Result<()> {
        let mut state = self.shared.state();
        let old = state.open.clone().ok_or_else(|| self.shared.stopped())?;
        if !(state.first..=state.next).contains(&first) {
            return Err(Error::JournalConflict {
                given: first,
                next: state.next,
            });
        }
        if new_base == state.base {
            return Ok(());
        }
        let key = Key {
            id: self.shared.id.clone(),
            base: new_base.to_owned(),
        };
        let path = self.store.journal_path(&key);

        let mut new = frame::head(&key, first);
        if first < state.next {
            // Through the open file, which is there even if somebody removed its name.
            let file = read_again(&old.file, state.length)
                .map_err(|error| Error::reading(old.path(), error))?;
            let intact = frame::read(&file).filter(|intact| intact.next() == state.next);
            let intact = intact.ok_or_else(|| self.shared.stopped())?;
            for (number, bytes) in (state.first..).zip(intact.records) {
                if number >= first {
                    frame::write(&mut new, number, &file[bytes]);
                }
            }
        }

        let in_the_way = claim(&path, &key.id)?;
        disk::sweep(&path);
        let left = disk::read(&path, u64::MAX)?;
        if !left.is_empty() && frame::read(&left).is_none_or(|left| !left.records.is_empty()) {
            self.store.keep_aside(&path, &left)?;
        }
        let replaced = disk::replace(&path, &new);
        // From the rename on a recovery goes by the new journal, so nothing more may go into the
        // old one.
        state.stopped |= !in_the_way.stands();
        if replaced.is_err() && left.is_empty() && in_the_way.stands() {
            let _ = in_the_way.remove();
        }
        drop(in_the_way);
        replaced?;
        let claim = claim(&path, &key.id)?;
        let mut writer = &claim.file;
        writer
            .seek(SeekFrom::End(0))
            .map_err(|error| Error::writing(&path, error))?;

        state.open = Some(Arc::new(claim));
        state.base = key.base;
        state.first = first;
        state.length = new.len() as u64;
        state.stopped = false;
        // If the old file stays, it holds nothing that the saved file or the new journal does not.
        let _ = old
            .remove()
            .and_then(|()| disk::sync_folder(disk::folder_of(&path)));
        Ok(())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        if let Some(claim) = state.open.take()
            && state.first == state.next
        {
            // An empty journal that stays does no harm.
            let _ = claim.remove();
        }
    }
}

impl JournalSync {
    /// Makes durable whatever has been appended by the time of the call, and gives the number up to
    /// which, exclusive, that is. Appending goes on meanwhile.
    ///
    /// # Errors
    /// `journal-stopped`: the journal was dropped, or an earlier sync failed. Others: this sync
    /// failed, the journal has stopped, and what was not acknowledged yet may be lost if the power
    /// goes before the next save.
    pub fn sync(&self) -> Result<u64> {
        let (claim, next) = {
            let state = self.shared.state();
            let open = state.open.clone().filter(|_| !state.stopped);
            (open.ok_or_else(|| self.shared.stopped())?, state.next)
        };
        let synced = match claim.file.sync_data() {
            // A file that somebody removed or replaced would be synced in vain.
            Ok(()) if !claim.stands() => Err(io::Error::other("somebody removed it")),
            synced => synced,
        };
        if let Err(error) = synced {
            let mut state = self.shared.state();
            // Unless it was rotated meanwhile: then all is durable in the saved file or the new
            // journal.
            if state
                .open
                .as_ref()
                .is_none_or(|open| Arc::ptr_eq(open, &claim))
            {
                state.stopped = true;
                return Err(Error::writing(claim.path(), error));
            }
        }
        Ok(next)
    }
}

/// The first `length` bytes of the file; the place to write at is then after them.
fn read_again(mut file: &File, length: u64) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    let read = file.take(length).read_to_end(&mut bytes);
    file.seek(SeekFrom::Start(length))?;
    read.map(|_| bytes)
}
