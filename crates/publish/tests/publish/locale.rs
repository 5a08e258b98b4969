//! Every text that the crate asks for is in the locale file, and every text there is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn rust_files(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(fs::read_to_string(path).expect("text"));
        }
    }
}

#[test]
fn texts_and_their_use_agree() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ftl = fs::read_to_string(here.join("../../assets/locales/en/summary.ftl")).expect("text");
    let texts: BTreeSet<&str> = ftl
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .collect();

    let mut files = Vec::new();
    rust_files(&here.join("src"), &mut files);
    let code = files.concat();
    let quoted: BTreeSet<&str> = code.split('"').collect();
    let unused: Vec<&&str> = texts
        .iter()
        .filter(|text| !quoted.contains(*text))
        .collect();
    assert!(unused.is_empty(), "never used: {unused:?}");

    for asks in ["say(\"", "say!(words, \"", "say!(self, \""] {
        for part in code.split(asks).skip(1) {
            let name = part.split('"').next().expect("a name");
            assert!(texts.contains(name), "summary.ftl has no text `{name}`");
        }
    }
}
