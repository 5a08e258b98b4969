//! Single values that entries set: the last entry in force decides.

use crate::entry::Entry;
use crate::letters::EntryNo;

/// Everything a value ever was, and by which entry.
#[derive(Clone, Debug)]
pub struct History<T> {
    writes: Vec<(EntryNo, T)>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        History { writes: Vec::new() }
    }
}

impl<T> History<T> {
    pub(crate) fn starting(entry: EntryNo, value: T) -> Self {
        History {
            writes: vec![(entry, value)],
        }
    }

    pub(crate) fn write(&mut self, entry: EntryNo, value: T) {
        self.writes.push((entry, value));
    }

    /// What was written by the entries that `counts` accepts, the first one first.
    pub fn written(&self, counts: impl Fn(EntryNo) -> bool) -> impl Iterator<Item = (EntryNo, &T)> {
        self.writes
            .iter()
            .filter(move |(entry, _)| counts(*entry))
            .map(|(entry, value)| (*entry, value))
    }

    /// The value by the entries that `counts` accepts.
    pub fn last(&self, counts: impl Fn(EntryNo) -> bool) -> Option<&T> {
        self.writes
            .iter()
            .rev()
            .find(|(entry, _)| counts(*entry))
            .map(|(_, value)| value)
    }

    /// The same, with the entry that wrote it.
    pub(crate) fn last_written(&self, counts: impl Fn(EntryNo) -> bool) -> Option<(EntryNo, &T)> {
        let mut writes = self.writes.iter().rev();
        let (entry, value) = writes.find(|(entry, _)| counts(*entry))?;
        Some((*entry, value))
    }

    /// Whether somebody else has set the value since `entry` set it.
    pub(crate) fn set_since_by_another(
        &self,
        entry: EntryNo,
        log: &[Entry],
        counts: impl Fn(EntryNo) -> bool,
    ) -> bool {
        let by = log[entry as usize].by;
        self.writes.iter().any(|(own, _)| *own == entry)
            && self
                .writes
                .iter()
                .rev()
                .take_while(|(later, _)| *later > entry)
                .any(|(later, _)| counts(*later) && log[*later as usize].by != by)
    }
}
