//! `atelier serve` with several canvases, open to the network.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What the program says before it serves.
pub fn started(data: &Path, args: &[&str]) -> (Child, Vec<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_atelier"))
        .args(["serve", "--port", "0"])
        .args(args)
        .env("ATELIER_DATA", data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.as_mut().unwrap());
    let lines = out.lines().map(Result::unwrap);
    let lines = lines
        .take_while(|line| !line.starts_with("End it"))
        .collect();
    (child, lines)
}

/// What follows this on a line.
pub fn after<'a>(lines: &'a [String], before: &str) -> Vec<&'a str> {
    let lines = lines.iter();
    lines
        .filter_map(|line| Some(line.split_once(before)?.1))
        .collect()
}

#[test]
fn several_canvases_have_an_address_and_a_code_each() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let names = ["one.atelier", "two.atelier"].map(|name| place.path().join(name));
    let names = names.each_ref().map(|name| name.to_str().unwrap());
    for name in names {
        let made = Command::new(env!("CARGO_BIN_EXE_atelier"))
            .args(["new", "journey", "-o", name])
            .env("ATELIER_DATA", &data)
            .status()
            .unwrap();
        assert!(made.success());
    }
    let (mut child, lines) = started(&data, &[names[0], names[1], "--open-to-network"]);
    let found = [" is at ", "the code to join: ", "for the projector: "].map(|what| {
        let found = after(&lines, what);
        assert_eq!(found.len(), 2, "{what} in {lines:?}");
        assert_ne!(found[0], found[1]);
        found
    });
    assert!(lines[0].starts_with(names[0]), "{lines:?}");
    let [addresses, codes, _] = found;
    assert!(addresses.iter().all(|address| address.contains("/?token=")));
    for way in after(&lines, "to join: http") {
        assert!(codes.iter().any(|code| way.ends_with(code)), "{way}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
