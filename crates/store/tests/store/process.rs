//! Other processes: this test binary, started again with a part to play.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use store::{Access, Store};

use crate::{anna, tom};

/// What the other process does. The variable names are `PART`, `DATA` and `FILE`.
#[test]
fn plays_its_part() {
    let Ok(part) = env::var("PART") else { return };
    let store = Store::new(env::var_os("DATA").unwrap());
    let file = PathBuf::from(env::var_os("FILE").unwrap());
    match part.as_str() {
        "hold" => hold(&store, &file),
        "look" => look(&store, &file),
        "save" => save(&store, &file),
        "fill" => fill(&store),
        "remember" => remember(&store, &file),
        "work" => crate::kill::work(&store, &file),
        _ => unreachable!(),
    }
}

/// Sends a line to the process that started this one. The test harness writes to the same output.
pub fn say(line: &str) {
    let mut out = stdout().lock();
    out.write_all(format!("\n@{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn hold(store: &Store, file: &Path) {
    let opened = store.open(file, &tom()).unwrap();
    assert!(matches!(opened.access, Access::Write(_)));
    say("held");
    let _ = stdin().read(&mut [0]);
}

fn look(store: &Store, file: &Path) {
    match store.open(file, &tom()) {
        Ok(opened) => match opened.access {
            Access::Write(_) => say(&format!("write {}", opened.bytes.len())),
            Access::ReadOnly(why) => say(&format!("{} {} {why}", why.code(), opened.bytes.len())),
        },
        Err(why) => say(why.code()),
    }
}

/// Opens the canvas, waits for a line, tries to save 400 kB, says how that went, then saves 4
/// bytes.
fn save(store: &Store, file: &Path) {
    let mut lock = match store.open(file, &anna()).unwrap().access {
        Access::Write(lock) => lock,
        Access::ReadOnly(why) => return say(&format!("cannot open: {why}")),
    };
    say("opened");
    stdin().lock().read_line(&mut String::new()).unwrap();
    for bytes in [vec![b'x'; 400_000], b"tiny".to_vec()] {
        match lock.save(&bytes) {
            Ok(saved) => say(&format!("saved {}", saved.before.is_ok())),
            Err(why) => say(&format!("{} {}", why.code(), fs::read(file).unwrap().len())),
        }
    }
}

/// Appends records of 10 kB to a journal until that fails, then smaller ones.
fn fill(store: &Store) {
    let (mut journal, _) = store.open_journal("full", "h0", 1).unwrap();
    let why = loop {
        if let Err(why) = journal.append(journal.next(), &[7; 10_000]) {
            break why;
        }
    };
    say(&format!("{} {}", why.code(), journal.next()));
    let small = journal.append(journal.next(), b"s");
    say(&format!("{} {}", small.is_ok(), journal.sync().unwrap()));
}

fn remember(store: &Store, file: &Path) {
    for round in 0..8 {
        let name = format!("{}-{round}", std::process::id());
        store.remember(file.join(&name), &name, 1, None).unwrap();
    }
    say("done");
}

/// Another process that plays `part`.
pub struct Other {
    pub process: Child,
    pub lines: BufReader<ChildStdout>,
}

impl Other {
    pub fn start(part: &str, data: &Path, file: &Path) -> Self {
        Self::start_as(Command::new(env::current_exe().unwrap()), part, data, file)
    }

    /// The same by a command that runs the program and arguments which follow its own.
    pub fn start_as(mut command: Command, part: &str, data: &Path, file: &Path) -> Self {
        command
            .args([
                "process::plays_its_part",
                "--exact",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("PART", part)
            .env("DATA", data)
            .env("FILE", file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap());
        Self { process, lines }
    }

    /// The next line that it said; `None` when it has ended.
    pub fn hear(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(said) = line.strip_prefix('@')
                && let Some(said) = said.strip_suffix('\n')
            {
                return Some(said.to_owned());
            }
        }
    }

    pub fn go_on(&mut self) {
        self.process
            .stdin
            .as_mut()
            .unwrap()
            .write_all(b"\n")
            .unwrap();
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Other {
    /// Lets the other process come to its end.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.lines.read_to_end(&mut Vec::new());
        let _ = self.process.wait();
    }
}

/// Run by root or not, this starts the test binary as somebody who has no special rights.
/// `room` is a folder that such a user can enter.
#[cfg(unix)]
pub fn as_nobody(room: &Path) -> Command {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let program = room.join("program");
    if !program.exists() {
        let this = env::current_exe().unwrap();
        // A link where that can be had: a file just written may still be open in a process just
        // forked, and cannot be run then.
        fs::hard_link(&this, &program)
            .or_else(|_| fs::copy(this, &program).map(|_| ()))
            .unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let by_root = fs::metadata(&program).unwrap().uid() == 0;
    let mut command = Command::new(program);
    if by_root {
        command.uid(65534).gid(65534);
    }
    command
}

/// Starts the test binary so that no file can grow beyond `kib` KiB. A stand-in for a full disk
/// that needs no rights.
#[cfg(unix)]
pub fn with_small_files(kib: u32) -> Command {
    let mut command = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kib * 2);
    command
        .args(["-c", &script, "sh"])
        .arg(env::current_exe().unwrap());
    command
}
