//! Saving: whole or not at all, never over what was not seen, and the version before is kept.

use std::fs;

use proptest::prelude::*;

use crate::process::Other;
use crate::{Desk, anna, names, read, tom};

#[test]
fn a_save_replaces_the_file_and_keeps_the_version_before() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    assert_eq!(desk.store.backup(&path).unwrap(), None);
    let saved = lock.save(b"two").unwrap();
    assert_eq!(read(&path), "two");
    assert_eq!(read(saved.before.unwrap().unwrap()), "one");
    lock.save(b"three").unwrap();
    assert_eq!(desk.store.backup(&path).unwrap().unwrap(), b"two");
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );
    assert_eq!(names(&desk.data().join("backups")).len(), 1);
}

#[test]
fn saving_the_same_again_keeps_the_backup() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    lock.save(b"two").unwrap();
    assert_eq!(lock.save(b"two").unwrap().before.unwrap(), None);
    assert_eq!(desk.store.backup(&path).unwrap().unwrap(), b"one");
}

#[test]
fn a_backup_can_be_forgotten() {
    let desk = Desk::new();
    let path = desk.canvas("a name that must go");
    desk.opened(&path).save(b"redacted").unwrap();
    desk.store.forget_backup(&path).unwrap();
    assert_eq!(desk.store.backup(&path).unwrap(), None);
    assert!(names(&desk.data().join("backups")).is_empty());
    desk.store.forget_backup(&path).unwrap();
}

#[test]
fn backups_of_fifty_canvases_are_kept() {
    let desk = Desk::new();
    for number in 0..53 {
        let path = desk.workshop().join(format!("{number}.atelier"));
        fs::write(&path, "one").unwrap();
        desk.opened(&path).save(b"two").unwrap();
    }
    assert_eq!(names(&desk.data().join("backups")).len(), 50);
    assert!(
        desk.store
            .backup(desk.workshop().join("52.atelier"))
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_backup_that_cannot_be_made_does_not_keep_the_save_from_happening() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    fs::write(desk.data(), "a file where the folder should be").unwrap();
    let saved = desk.opened(&path).save(b"two").unwrap();
    assert!(saved.before.is_err());
    assert_eq!(read(&path), "two");
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    // Of the same size and time: only its content tells.
    fs::write(&path, "eno").unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    assert_eq!(lock.save(b"two").unwrap_err().code(), "changed-on-disk");
    assert_eq!(lock.save(b"two").unwrap_err().code(), "changed-on-disk");
    assert_eq!(read(&path), "eno");
}

#[test]
fn overwriting_sets_the_version_of_the_other_program_aside() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    lock.save(b"two").unwrap();
    fs::write(&path, "theirs").unwrap();
    let saved = lock.save_over(b"three").unwrap();
    assert_eq!(read(&path), "three");
    assert_eq!(read(saved.before.unwrap().unwrap()), "theirs");
    assert_eq!(desk.store.backup(&path).unwrap().unwrap(), b"one");
    lock.save(b"four").unwrap();
}

#[test]
fn a_file_that_has_disappeared_is_written_anew() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    fs::remove_file(&path).unwrap();
    lock.save(b"two").unwrap();
    assert_eq!(read(&path), "two");
}

#[test]
fn a_folder_that_has_disappeared_is_an_error_and_save_as_the_way_out() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    fs::remove_dir_all(desk.workshop()).unwrap();
    assert_eq!(lock.save(b"two").unwrap_err().code(), "no-such-folder");
    let elsewhere = desk.folder.path().join("elsewhere.atelier");
    lock.save_as(&elsewhere, b"two").unwrap();
    assert_eq!(read(elsewhere), "two");
}

#[test]
fn a_new_canvas_gets_its_file_and_lock_at_its_first_save() {
    let desk = Desk::new();
    let path = desk.workshop().join("New.atelier");
    let (mut lock, saved) = desk.store.save_new(&path, &anna(), b"one").unwrap();
    assert_eq!(saved.before.unwrap(), None);
    assert_eq!(
        names(&desk.workshop()),
        [".New.atelier.lock", "New.atelier"]
    );
    lock.save(b"two").unwrap();
    assert_eq!(lock.path().file_name().unwrap(), "New.atelier");
}

#[test]
fn a_first_save_that_fails_leaves_nothing_behind() {
    let desk = Desk::new();
    let path = desk.workshop().join("New.atelier");
    let small = desk.store.clone().with_limit(2);
    assert_eq!(
        small.save_new(&path, &anna(), b"one").unwrap_err().code(),
        "too-large"
    );
    assert!(names(&desk.workshop()).is_empty());
    let nowhere = desk.workshop().join("no-folder/New.atelier");
    let error = desk.store.save_new(nowhere, &anna(), b"one").unwrap_err();
    assert_eq!(error.code(), "no-such-folder");
}

#[test]
fn save_as_takes_the_new_lock_before_it_lets_go_of_the_old() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let other = desk.workshop().join("Other.atelier");
    fs::write(&other, "other").unwrap();
    let mut lock = desk.opened(&path);

    let held = desk.opened(&other);
    assert_eq!(lock.save_as(&other, b"two").unwrap_err().code(), "locked");
    assert_eq!(lock.path(), fs::canonicalize(&path).unwrap());
    drop(held);

    lock.save_as(&other, b"two").unwrap();
    assert_eq!((read(&path), read(&other)), ("one".into(), "two".into()));
    assert_eq!(
        names(&desk.workshop()),
        [".Other.atelier.lock", "Journey.atelier", "Other.atelier"]
    );
    assert_eq!(desk.store.backup(&other).unwrap().unwrap(), b"other");
    lock.save(b"three").unwrap();
    assert_eq!(read(&other), "three");
}

#[test]
fn save_as_under_its_own_path_overwrites() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    fs::write(&path, "theirs").unwrap();
    let roundabout = desk.workshop().join("../workshop/Journey.atelier");
    lock.save_as(roundabout, b"two").unwrap();
    assert_eq!(read(&path), "two");
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );
}

#[test]
fn what_a_killed_save_left_is_removed_at_the_next_open_and_nothing_else() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let others = [
        ".Journey.atelier.202611",
        ".Journey.atelier.backup",
        ".Journey.atelier.xY3aB91",
        ".Journey2.atelier.xY3aB9",
        "Journey.atelier.xY3aB9",
    ];
    for name in others.iter().chain(&[".Journey.atelier.xY3aB9"]) {
        fs::write(desk.workshop().join(name), "").unwrap();
    }
    drop(desk.opened(&path));
    let mut expected = others.to_vec();
    expected.push("Journey.atelier");
    expected.sort_unstable();
    assert_eq!(names(&desk.workshop()), expected);
}

#[test]
fn a_reader_sees_whole_versions_while_another_saves() {
    let desk = Desk::new();
    let path = desk.canvas(&"0".repeat(200_000));
    let mut lock = desk.opened(&path);
    std::thread::scope(|scope| {
        let saving = scope.spawn(move || {
            for round in 1..30_u8 {
                lock.save(&vec![b'0' + round % 10; 200_000]).unwrap();
            }
        });
        while !saving.is_finished() {
            let bytes = desk.store.open(&path, &tom()).unwrap().bytes;
            assert_eq!(bytes.len(), 200_000);
            assert!(bytes.iter().all(|byte| *byte == bytes[0]));
        }
    });
}

#[cfg(unix)]
#[test]
fn the_mode_of_the_file_survives_a_save() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = desk.canvas("one");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    desk.opened(&path).save(b"two").unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_version_and_a_later_save_works() {
    let desk = Desk::new();
    let path = desk.canvas("the old version");
    let limited = crate::process::with_small_files(100);
    let mut other = Other::start_as(limited, "save", &desk.data(), &path);
    assert_eq!(other.hear().unwrap(), "opened");
    other.go_on();
    assert_eq!(other.hear().unwrap(), "disk-full 15");
    assert_eq!(other.hear().unwrap(), "saved true");
    assert_eq!(read(&path), "tiny");
    drop(other);
    assert_eq!(names(&desk.workshop()), ["Journey.atelier"]);
}

/// The same on a file system that is really full, where the system lets us make one.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_without_room_leaves_the_old_version() {
    use std::process::Command;
    let desk = Desk::new();
    let script = "mount -t tmpfs -o size=64k tmpfs \"$1\" || exit 9; shift; \
                  printf old >\"$FILE\"; exec \"$@\"";
    let mut command = Command::new("unshare");
    command
        .args(["-m", "sh", "-c", script, "sh"])
        .arg(desk.workshop());
    command.arg(std::env::current_exe().unwrap());
    let path = desk.workshop().join("Journey.atelier");
    let mut other = Other::start_as(command, "save", &desk.data(), &path);
    if other.hear().is_none() {
        return;
    }
    other.go_on();
    assert_eq!(other.hear().unwrap(), "disk-full 3");
    assert_eq!(other.hear().unwrap(), "saved true");
    drop(other);
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_read_only_leaves_the_old_version() {
    use crate::process::as_nobody;
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let desk = Desk::new();
    let path = desk.canvas("one");
    fs::create_dir(desk.data()).unwrap();
    mode(desk.folder.path(), 0o755);
    mode(&desk.data(), 0o777);
    mode(&desk.workshop(), 0o777);
    mode(&path, 0o666);
    let nobody = as_nobody(desk.folder.path());
    let mut other = Other::start_as(nobody, "save", &desk.data(), &path);
    assert_eq!(other.hear().unwrap(), "opened");
    mode(&desk.workshop(), 0o555);
    other.go_on();
    assert_eq!(other.hear().unwrap(), "read-only 3");
    assert_eq!(other.hear().unwrap(), "read-only 3");
    drop(other);
    mode(&desk.workshop(), 0o755);
    assert_eq!(read(&path), "one");
}

proptest! {
    #![proptest_config(crate::cases(24))]

    /// Whatever is saved, the file is the last version and the backup the last different one before
    /// it.
    #[test]
    fn the_file_is_the_last_version_and_the_backup_the_one_before(
        versions in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..4), 1..8)
    ) {
        let desk = Desk::new();
        let path = desk.canvas("first");
        let mut lock = desk.opened(&path);
        let mut history = vec![b"first".to_vec()];
        for version in versions {
            lock.save(&version).unwrap();
            if history.last() != Some(&version) {
                history.push(version);
            }
            prop_assert_eq!(&fs::read(&path).unwrap(), history.last().unwrap());
            let before = history.len().checked_sub(2).map(|at| history[at].clone());
            prop_assert_eq!(desk.store.backup(&path).unwrap(), before);
        }
    }
}
