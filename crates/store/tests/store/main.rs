//! The store through its public interface, with other processes, full disks and kills.

mod aside;
mod errors;
mod journal;
mod kill;
mod locking;
mod process;
mod recent;
mod saving;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::test_runner::Config as ProptestConfig;
use store::{Access, Holder, Lock, Store};
use tempfile::TempDir;

/// A folder with a data folder and a folder for canvases, removed at the end of the test.
struct Desk {
    folder: TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("workshop")).unwrap();
        let store = Store::new(folder.path().join("data"));
        Self { folder, store }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn workshop(&self) -> PathBuf {
        self.folder.path().join("workshop")
    }

    /// A canvas file of that content, written by nobody in particular.
    fn canvas(&self, content: &str) -> PathBuf {
        let path = self.workshop().join("Journey.atelier");
        fs::write(&path, content).unwrap();
        path
    }

    fn opened(&self, path: &Path) -> Lock {
        match self.store.open(path, &anna()).unwrap().access {
            Access::Write(lock) => lock,
            Access::ReadOnly(reason) => panic!("read-only: {reason}"),
        }
    }
}

fn anna() -> Holder {
    Holder {
        user: "Anna Meyer".into(),
        host: "studio".into(),
        pid: 7,
        since_ms: 1_790_000_000_000,
    }
}

fn tom() -> Holder {
    Holder {
        user: "Tom Oduya".into(),
        host: "desk-2".into(),
        ..anna()
    }
}

/// That many cases of a law, without a file for failures: a failure becomes a test of its own.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The names in a folder, hidden ones included, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|entries| {
            entries
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

fn read(path: impl AsRef<Path>) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}
