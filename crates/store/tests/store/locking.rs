//! Opening: who may save, and what everybody else is told.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use store::{Access, Error, LARGEST_FILE, Store};

use crate::process::Other;
use crate::{Desk, anna, names, read, tom};

#[test]
fn an_open_canvas_has_a_lock_beside_it_that_goes_away() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let lock = desk.opened(&path);
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );
    assert!(read(desk.workshop().join(".Journey.atelier.lock")).contains("Anna Meyer"));
    drop(lock);
    assert_eq!(names(&desk.workshop()), ["Journey.atelier"]);
}

#[test]
fn a_second_opener_is_told_who_holds_the_canvas() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let _lock = desk.opened(&path);
    let second = desk.store.open(&path, &tom()).unwrap();
    assert_eq!(second.bytes, b"one");
    match second.access {
        Access::ReadOnly(Error::Locked { by, .. }) => assert_eq!(by, Some(anna())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_second_opener_in_another_process_is_told_who_holds_the_canvas() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let _lock = desk.opened(&path);
    let said = Other::start("look", &desk.data(), &path).hear().unwrap();
    assert!(said.starts_with("locked 3 "), "{said}");
    assert!(said.contains("by Anna Meyer on studio"), "{said}");
}

#[test]
fn a_kill_frees_the_canvas() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut other = Other::start("hold", &desk.data(), &path);
    assert_eq!(other.hear().unwrap(), "held");
    match desk.store.open(&path, &anna()).unwrap().access {
        Access::ReadOnly(Error::Locked { by, .. }) => assert_eq!(by, Some(tom())),
        other => panic!("{other:?}"),
    }
    other.kill();
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );
    desk.opened(&path).save(b"two").unwrap();
    assert_eq!(read(&path), "two");
    assert_eq!(names(&desk.workshop()), ["Journey.atelier"]);
}

#[test]
fn of_many_openers_at_once_one_gets_the_lock() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    for _ in 0..20 {
        let opened: Vec<_> = std::thread::scope(|scope| {
            let open = || desk.store.open(&path, &anna()).unwrap().access;
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        let held = opened
            .iter()
            .filter(|access| matches!(access, Access::Write(_)))
            .count();
        assert_eq!(held, 1);
    }
}

#[test]
fn openers_that_come_and_go_never_hold_it_together() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let (held, times) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..150 {
                    if let Access::Write(lock) = desk.store.open(&path, &anna()).unwrap().access {
                        assert!(!held.swap(true, SeqCst), "held twice");
                        times.fetch_add(1, SeqCst);
                        std::thread::yield_now();
                        held.store(false, SeqCst);
                        drop(lock);
                    }
                }
            });
        }
    });
    assert!(times.into_inner() > 50);
}

#[test]
fn what_is_no_readable_file_is_an_error_and_leaves_no_lock() {
    let desk = Desk::new();
    let code = |path: &str| match desk.store.open(desk.workshop().join(path), &anna()) {
        Err(error) => error.code(),
        Ok(_) => "opened",
    };
    assert_eq!(code("nothing.atelier"), "no-such-file");
    assert_eq!(code("no-folder/nothing.atelier"), "no-such-file");
    assert_eq!(code(""), "not-a-file");
    assert_eq!(code(".."), "not-a-file");
    assert!(names(&desk.workshop()).is_empty());
}

#[test]
fn a_file_over_the_limit_is_refused_by_its_size() {
    let desk = Desk::new();
    let path = desk.canvas("12345");
    let small = Store::new(desk.data()).with_limit(4);
    assert_eq!(small.open(&path, &anna()).unwrap_err().code(), "too-large");
    assert_eq!(desk.store.open(&path, &anna()).unwrap().bytes.len(), 5);

    // A sparse file: its size alone must be enough.
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(LARGEST_FILE + 1)
        .unwrap();
    assert!(matches!(
        desk.store.open(&path, &anna()),
        Err(Error::TooLarge { bytes, limit: LARGEST_FILE, .. }) if bytes == LARGEST_FILE + 1
    ));
    assert_eq!(names(&desk.workshop()), ["Journey.atelier"]);
}

#[test]
fn what_would_be_too_large_to_open_again_is_not_saved() {
    let desk = Desk::new();
    let path = desk.canvas("1234");
    let small = Store::new(desk.data()).with_limit(4);
    let Access::Write(mut lock) = small.open(&path, &anna()).unwrap().access else {
        panic!()
    };
    assert_eq!(lock.save(b"12345").unwrap_err().code(), "too-large");
    assert_eq!(read(&path), "1234");
}

#[test]
fn a_lock_file_that_somebody_removed_is_taken_again_at_the_next_save() {
    let desk = Desk::new();
    let path = desk.canvas("one");
    let mut lock = desk.opened(&path);
    fs::remove_file(desk.workshop().join(".Journey.atelier.lock")).unwrap();
    lock.save(b"two").unwrap();
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );

    fs::remove_file(desk.workshop().join(".Journey.atelier.lock")).unwrap();
    let _other = desk.opened(&path);
    assert_eq!(lock.save(b"three").unwrap_err().code(), "locked");
    drop(lock);
    assert_eq!(
        names(&desk.workshop()),
        [".Journey.atelier.lock", "Journey.atelier"]
    );
}

#[cfg(unix)]
mod on_unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use store::{Access, Error};

    use crate::process::{Other, as_nobody};
    use crate::{Desk, anna, names, read};

    fn let_in(desk: &Desk) {
        fs::create_dir_all(desk.data()).unwrap();
        for (folder, mode) in [
            (desk.folder.path(), 0o755),
            (&desk.data(), 0o777),
            (&desk.workshop(), 0o777),
        ] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    }

    fn mode(desk: &Desk, name: &str, mode: u32) {
        let path = desk.workshop().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn looked(desk: &Desk) -> String {
        let command = as_nobody(desk.folder.path());
        let path = desk.workshop().join("Journey.atelier");
        Other::start_as(command, "look", &desk.data(), &path)
            .hear()
            .unwrap()
    }

    #[test]
    fn a_canvas_in_a_read_only_folder_opens_read_only() {
        let desk = Desk::new();
        desk.canvas("one");
        let_in(&desk);
        mode(&desk, "Journey.atelier", 0o666);
        assert_eq!(looked(&desk), "write 3");
        mode(&desk, "", 0o555);
        let said = looked(&desk);
        assert!(said.starts_with("read-only 3 "), "{said}");
        assert!(said.contains("/workshop is read-only"), "{said}");
        mode(&desk, "", 0o755);
    }

    #[test]
    fn a_lock_left_in_a_folder_that_became_read_only_does_not_make_it_writable() {
        let desk = Desk::new();
        desk.canvas("one");
        let_in(&desk);
        mode(&desk, "Journey.atelier", 0o666);
        fs::write(desk.workshop().join(".Journey.atelier.lock"), "left").unwrap();
        mode(&desk, ".Journey.atelier.lock", 0o666);
        mode(&desk, "", 0o555);
        let said = looked(&desk);
        assert!(said.starts_with("read-only 3 "), "{said}");
        mode(&desk, "", 0o755);
    }

    #[test]
    fn a_read_only_canvas_opens_read_only_though_its_folder_takes_files() {
        let desk = Desk::new();
        desk.canvas("one");
        let_in(&desk);
        mode(&desk, "Journey.atelier", 0o444);
        let said = looked(&desk);
        assert!(said.starts_with("read-only 3 "), "{said}");
        assert!(said.contains("/Journey.atelier is read-only"), "{said}");
        // For root too, whom the system would let write.
        let opened = desk
            .store
            .open(desk.workshop().join("Journey.atelier"), &anna())
            .unwrap();
        assert!(matches!(
            opened.access,
            Access::ReadOnly(Error::ReadOnly { .. })
        ));
        assert_eq!(names(&desk.workshop()), ["Journey.atelier"]);
    }

    #[test]
    fn a_canvas_that_may_not_be_read_is_an_error() {
        let desk = Desk::new();
        desk.canvas("one");
        let_in(&desk);
        mode(&desk, "Journey.atelier", 0o000);
        assert_eq!(looked(&desk), "no-permission");
    }

    #[test]
    fn a_lock_held_or_left_by_another_user_is_told_apart() {
        let desk = Desk::new();
        let path = desk.canvas("one");
        let_in(&desk);
        mode(&desk, "Journey.atelier", 0o666);
        let lock = desk.opened(&path);
        mode(&desk, ".Journey.atelier.lock", 0o444);
        assert!(looked(&desk).starts_with("locked 3 "));
        drop(lock);

        fs::write(desk.workshop().join(".Journey.atelier.lock"), "left").unwrap();
        mode(&desk, ".Journey.atelier.lock", 0o444);
        assert_eq!(looked(&desk), "write 3");
    }

    #[test]
    fn a_symbolic_link_in_place_of_the_lock_does_not_harm_its_target() {
        let desk = Desk::new();
        let path = desk.canvas("one");
        fs::write(desk.workshop().join("precious"), "precious").unwrap();
        symlink("precious", desk.workshop().join(".Journey.atelier.lock")).unwrap();
        let opened = desk.store.open(&path, &anna()).unwrap();
        assert!(matches!(opened.access, Access::ReadOnly(_)));
        assert_eq!(read(desk.workshop().join("precious")), "precious");
    }

    #[test]
    fn a_canvas_opened_through_a_symbolic_link_is_locked_and_saved_where_it_stands() {
        let desk = Desk::new();
        let path = desk.canvas("one");
        let link = desk.folder.path().join("link.atelier");
        symlink(&path, &link).unwrap();
        let mut lock = desk.opened(&link);
        let second = desk.store.open(&path, &anna()).unwrap();
        assert!(matches!(
            second.access,
            Access::ReadOnly(Error::Locked { .. })
        ));
        lock.save(b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&path), "two");
    }
}
