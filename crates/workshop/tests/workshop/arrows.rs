//! Which part may know which, and what the pure parts must not touch (`DESIGN.md`, section 3).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The repository's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// For each part, the packages named in the sections of its manifest that count for what ships.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let mut manifests = vec![("desktop".to_owned(), root().join("Cargo.toml"))];
    for part in std::fs::read_dir(root().join("crates")).expect("the parts") {
        let folder = part.expect("a part").path();
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        manifests.push((name, folder.join("Cargo.toml")));
    }
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("a manifest");
    manifests
        .into_iter()
        .map(|(name, path)| (name, named(&read(path))))
        .collect()
}

fn named(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut counts = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            counts = section == "dependencies"
                || section == "build-dependencies"
                || (section.starts_with("target.") && section.ends_with(".dependencies"));
        } else if counts && let Some((name, _)) = line.split_once(['=', '.']) {
            names.push(name.trim().trim_matches('"').to_owned());
        }
    }
    names
}

#[test]
fn the_arrows_of_dependency_are_these_and_no_others() {
    let arrows: [(&str, &[&str]); 8] = [
        ("canvas", &[]),
        ("ownership", &["canvas"]),
        ("workshop", &["canvas", "ownership"]),
        ("publish", &["canvas", "ownership"]),
        ("store", &[]),
        (
            "host",
            &["canvas", "ownership", "workshop", "publish", "store"],
        ),
        (
            "cli",
            &[
                "canvas",
                "ownership",
                "workshop",
                "publish",
                "store",
                "host",
            ],
        ),
        (
            "desktop",
            &[
                "canvas",
                "ownership",
                "workshop",
                "publish",
                "store",
                "host",
            ],
        ),
    ];
    let dependencies = dependencies();
    let known: Vec<&str> = arrows.iter().map(|(part, _)| *part).collect();
    for (part, names) in &dependencies {
        let may = arrows.iter().find(|(known, _)| known == part);
        let (_, may) = may.unwrap_or_else(|| panic!("{part} has no place in DESIGN.md"));
        let parts = names.iter().filter(|name| known.contains(&name.as_str()));
        for name in parts {
            assert!(may.contains(&name.as_str()), "{part} must not know {name}");
        }
    }
    for part in known {
        assert!(dependencies.contains_key(part), "{part} is gone");
    }
}

#[test]
fn only_the_desktop_names_tauri_only_the_host_axum_and_only_publish_a_typesetter() {
    let only = [
        ("tauri", "desktop"),
        ("axum", "host"),
        ("tower", "host"),
        ("typst", "publish"),
        ("resvg", "publish"),
    ];
    for (part, names) in dependencies() {
        for (prefix, owner) in only {
            let named = names.iter().find(|name| name.starts_with(prefix));
            assert!(part == owner || named.is_none(), "{part} names {named:?}");
        }
    }
}

#[test]
fn the_pure_parts_do_no_io_read_no_clock_and_draw_no_lots() {
    const NEVER: [&str; 13] = [
        "std::fs",
        "std::net",
        "std::thread",
        "std::process",
        "std::env",
        "std::io",
        "SystemTime",
        "Instant",
        "rand::",
        "getrandom",
        "tokio",
        "println!",
        "thread_local!",
    ];
    const NEVER_NAMED: [&str; 6] = ["rand", "getrandom", "tokio", "chrono", "time", "uuid"];
    let dependencies = dependencies();
    for part in ["canvas", "ownership", "workshop"] {
        for name in &dependencies[part] {
            assert!(!NEVER_NAMED.contains(&name.as_str()), "{part} names {name}");
        }
        for (path, source) in sources(&root().join("crates").join(part).join("src")) {
            for (number, line) in source.lines().enumerate() {
                if let Some(what) = NEVER.iter().find(|what| line.contains(**what)) {
                    panic!("{}:{}: {what}", path.display(), number + 1);
                }
            }
        }
    }
}

/// The Rust files under a folder.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            found.push((path, source));
        }
    }
    assert!(!found.is_empty());
    found
}
