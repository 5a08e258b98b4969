//! Every error: its code, its sentence and its way out.

use std::io;
use std::path::PathBuf;

use store::Error;

use crate::anna;

#[test]
fn each_error_has_a_code_a_sentence_and_a_way_out() {
    let path = || PathBuf::from("/workshop/Journey.atelier");
    let (id, base) = (|| "c1".to_owned(), || "h1".to_owned());
    let source = io::Error::other("the cable was pulled");
    let errors = [
        Error::NoSuchFile { path: path() },
        Error::NoSuchFolder {
            path: "/workshop".into(),
        },
        Error::NotAFile {
            path: "/workshop".into(),
        },
        Error::NoPermission { path: path() },
        Error::ReadOnly { path: path() },
        Error::TooLarge {
            path: path(),
            bytes: 9,
            limit: 8,
        },
        Error::DiskFull { path: path() },
        Error::Locked {
            path: path(),
            by: Some(anna()),
        },
        Error::Locked {
            path: path(),
            by: None,
        },
        Error::ChangedOnDisk { path: path() },
        Error::JournalConflict { given: 7, next: 9 },
        Error::JournalInUse { id: id() },
        Error::JournalStopped { id: id() },
        Error::NoSuchJournal {
            id: id(),
            base: base(),
        },
        Error::Io {
            doing: "written",
            path: path(),
            source,
        },
    ];
    let text: Vec<_> = errors
        .iter()
        .map(|error| format!("{}\n  {error}\n  {}", error.code(), error.way_out()))
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}
