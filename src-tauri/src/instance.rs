//! One Atelier for each data folder: a second start hands its file to the first and ends.

use std::io;
use std::path::Path;

/// What a start finds.
pub enum Start {
    /// Nobody else is running on this data folder.
    First(First),
    /// Another is; it has taken the file.
    HandedOver,
}

/// The right to be the only one on a data folder, for as long as it lives.
pub struct First {
    #[cfg(unix)]
    door: std::os::unix::net::UnixListener,
    #[cfg(unix)]
    _lock: std::fs::File,
}

/// Takes the data folder, or hands `file` to whoever has it.
///
/// # Errors
/// If the folder cannot be written, or the one who has it does not answer.
#[cfg(not(unix))]
pub fn start(_folder: &Path, _file: Option<&str>) -> io::Result<Start> {
    Ok(Start::First(First {}))
}

#[cfg(not(unix))]
impl First {
    /// Calls `open` with the file of each later start, if it has one.
    pub fn listen(self, _open: impl Fn(Option<String>) + Send + 'static) {}
}

/// Takes the data folder, or hands `file` to whoever has it.
///
/// # Errors
/// If the folder cannot be written, or the one who has it does not answer.
#[cfg(unix)]
pub fn start(folder: &Path, file: Option<&str>) -> io::Result<Start> {
    use std::fs::{File, TryLockError};
    use std::os::unix::net::UnixListener;

    std::fs::create_dir_all(folder)?;
    let socket = folder.join("desktop.socket");
    let lock = File::create(folder.join("desktop.lock"))?;
    match lock.try_lock() {
        Ok(()) => {
            // Whoever left it there is gone: the lock was free.
            match std::fs::remove_file(&socket) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            Ok(Start::First(First {
                door: UnixListener::bind(&socket)?,
                _lock: lock,
            }))
        }
        Err(TryLockError::WouldBlock) => {
            hand_over(&socket, file)?;
            Ok(Start::HandedOver)
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(unix)]
fn hand_over(socket: &Path, file: Option<&str>) -> io::Result<()> {
    use std::io::Read;
    use std::net::Shutdown;
    use std::os::unix::net::UnixStream;
    use std::time::{Duration, Instant};

    const PATIENCE: Duration = Duration::from_secs(3);
    let until = Instant::now() + PATIENCE;
    // Between the lock and the socket there is a moment.
    let mut stream = loop {
        match UnixStream::connect(socket) {
            Ok(stream) => break stream,
            Err(error) if Instant::now() > until => return Err(error),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    serde_json::to_writer(&mut stream, &file)?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if answer == TAKEN {
        Ok(())
    } else {
        Err(io::ErrorKind::ConnectionAborted.into())
    }
}

#[cfg(unix)]
impl First {
    /// Calls `open` with the file of each later start, if it has one.
    pub fn listen(self, open: impl Fn(Option<String>) + Send + 'static) {
        std::thread::spawn(move || {
            // The whole of it, or the lock would stay behind and be free.
            let first = self;
            for stream in first.door.incoming() {
                // A start that breaks off has said nothing.
                if let Ok(file) = stream.and_then(receive) {
                    open(file);
                }
            }
        });
    }
}

#[cfg(unix)]
const TAKEN: &[u8] = b"taken";

#[cfg(unix)]
fn receive(mut stream: std::os::unix::net::UnixStream) -> io::Result<Option<String>> {
    use std::io::Write;
    use std::time::Duration;

    stream.set_read_timeout(Some(Duration::from_secs(3)))?;
    let file = serde_json::from_reader(&stream)?;
    stream.write_all(TAKEN)?;
    Ok(file)
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn first(folder: &Path) -> First {
        match start(folder, None).expect("the folder is free") {
            Start::First(first) => first,
            Start::HandedOver => panic!("nobody else is there"),
        }
    }

    #[test]
    fn a_second_start_hands_its_file_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let (send, receive) = mpsc::channel();
        first(folder.path()).listen(move |file| send.send(file).unwrap());

        let file = "/w/ünïcode \"quoted\".atelier";
        let second = start(folder.path(), Some(file)).unwrap();
        assert!(matches!(second, Start::HandedOver));
        let received = receive.recv_timeout(Duration::from_secs(5)).unwrap();
        assert_eq!(received.as_deref(), Some(file));
    }

    #[test]
    fn what_a_killed_one_left_behind_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        drop(first(folder.path()));
        assert!(folder.path().join("desktop.socket").exists());
        first(folder.path());
    }

    #[test]
    fn two_data_folders_run_side_by_side() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let _one = first(one.path());
        let _other = first(other.path());
    }
}
