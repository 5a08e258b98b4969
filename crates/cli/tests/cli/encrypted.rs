//! `atelier serve` with a certificate.

use crate::shared::{after, started};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A certificate for this name in a folder, and its key.
fn certificate(folder: &Path, name: &str) -> [PathBuf; 2] {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let pems = [made.cert.pem(), made.signing_key.serialize_pem()];
    let paths = ["chain.pem", "key.pem"].map(|name| folder.join(name));
    for (path, pem) in paths.iter().zip(pems) {
        std::fs::write(path, pem).unwrap();
    }
    paths
}

/// What the program says that does not come to serving.
fn serve(data: &Path, args: &[&str], environment: &[(&str, &Path)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atelier"))
        .args(["serve", "--port", "0"])
        .args(args)
        .env("ATELIER_DATA", data)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn a_certificate_without_its_key_is_wrong_use() {
    let place = tempfile::tempdir().unwrap();
    for (given, missing) in [
        ("--certificate", "--key <FILE>"),
        ("--key", "--certificate <FILE>"),
    ] {
        let said = serve(place.path(), &[given, "one.pem"], &[]);
        let text = String::from_utf8(said.stderr).unwrap();
        assert_eq!(said.status.code(), Some(2), "{text}");
        assert!(
            text.contains(missing) && text.contains("Usage: atelier serve"),
            "{text}"
        );
    }
    let half = [("ATELIER_CERTIFICATE", Path::new("one.pem"))];
    let said = serve(place.path(), &[], &half);
    let text = String::from_utf8(said.stderr).unwrap();
    assert_eq!(said.status.code(), Some(1), "{text}");
    assert!(
        text.contains("Give both files, or neither. [half-a-certificate]"),
        "{text}"
    );
}

#[test]
fn files_that_are_of_no_use_are_said_before_anything_is_served() {
    let place = tempfile::tempdir().unwrap();
    let [chain, key] = certificate(place.path(), "board.example");
    let [chain, key] = [&chain, &key].map(|path| path.to_str().unwrap());
    for (chain, key, name, code) in [
        ("nothing.pem", key, "board.example", "certificate-unread"),
        (key, key, "board.example", "no-certificate"),
        (chain, chain, "board.example", "no-key"),
        (chain, key, "other.example", "name-of-another"),
    ] {
        let given = ["--certificate", chain, "--key", key, "--name", name];
        let said = serve(place.path(), &given, &[]);
        let text = String::from_utf8(said.stderr).unwrap();
        assert_eq!(said.status.code(), Some(1), "{text}");
        assert!(text.trim_end().ends_with(&format!(" [{code}]")), "{text}");
        assert!(said.stdout.is_empty());
    }
}

#[test]
fn every_address_that_others_use_is_encrypted_and_has_the_name_of_the_certificate() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let [chain, key] = certificate(place.path(), "board.example");
    let [chain, key] = [&chain, &key].map(|path| path.to_str().unwrap());
    let given = ["--open-to-network", "--certificate", chain, "--key", key];
    for (listen, facilitator) in [
        ("127.0.0.1", "http://127.0.0.1:"),
        ("0.0.0.0", "https://board.example:"),
    ] {
        let (mut child, lines) = started(&data, &[&given[..], &["--listen", listen]].concat());
        child.kill().unwrap();
        child.wait().unwrap();
        let ways = after(&lines, "  to join: ");
        if ways.is_empty() {
            // On a machine without a network nobody is told a way in.
            continue;
        }
        assert!(lines[0].contains(facilitator), "{lines:?}");
        for way in ways.iter().chain(&after(&lines, "for the projector: ")) {
            assert!(way.starts_with("https://board.example:"), "{lines:?}");
        }
    }
}
