//! The figures that `atelier ownership` prints, however it is asked.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn atelier(args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_atelier"))
        .args(args)
        .output()
        .expect("the program is there");
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(done.status.success(), "{args:?}: {said}");
    String::from_utf8(done.stdout).expect("text")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&atelier(args)).expect("JSON")
}

/// A canvas made from one of the worked examples.
fn canvas(place: &Path, example: &str) -> String {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/examples");
    let file = place.join("canvas.atelier").to_str().unwrap().to_owned();
    let scenario = format!("{examples}/{example}.scenario.json");
    atelier(&["replay", &scenario, "-o", &file]);
    file
}

#[test]
fn every_moment_of_the_timeline_says_what_the_shares_were_then() {
    let place = tempfile::tempdir().unwrap();
    for example in ["anonymous", "built-on", "gone", "scribe"] {
        let file = canvas(place.path(), example);
        let table = atelier(&["ownership", &file, "--timeline", "csv"]);
        let mut table = csv::Reader::from_reader(table.as_bytes());
        let head = table.headers().unwrap().clone();
        let moments = json(&["ownership", &file, "--timeline", "json"]);
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
        assert_eq!(rows.len(), moments.as_array().unwrap().len());
        for (row, moment) in rows.iter().zip(moments.as_array().unwrap()) {
            let cell = |name: &str| &row[head.iter().position(|known| known == name).unwrap()];
            let text = |of_1000: &Value| match of_1000 {
                Value::Null => String::new(),
                known => known.to_string(),
            };
            assert_eq!(cell("entry"), moment["entry"].to_string());
            let report = json(&["ownership", &file, "--json", "--at", cell("entry")]);
            for person in report["people"].as_array().unwrap() {
                let of_1000 = text(&person["share"]["of_1000"]);
                let id = person["id"].as_str().unwrap();
                assert_eq!(cell(id), of_1000, "{id} after {}", moment["entry"]);
                let mut people = moment["people"].as_array().unwrap().iter();
                let same = people.find(|person| person["id"] == id).unwrap();
                assert_eq!(text(&same["of_1000"]), of_1000);
            }
            for side in report["sides"].as_array().unwrap() {
                let name = format!("side {}", side["side"].as_str().unwrap());
                assert_eq!(cell(&name), text(&side["of_1000"]));
            }
        }
        let entries = atelier(&["log", &file, "--json"]);
        assert_eq!(rows.len(), entries.lines().count());
    }
}

#[test]
fn a_share_lies_within_its_bounds() {
    let place = tempfile::tempdir().unwrap();
    let file = canvas(place.path(), "views");
    let report = json(&["ownership", &file, "--json", "--robust"]);
    let robust = report["views"]["robust"].as_array().unwrap();
    assert!(!robust.is_empty());
    for (person, bounds) in report["people"].as_array().unwrap().iter().zip(robust) {
        let share = person["share"]["of_1000"].as_u64().unwrap();
        assert!(bounds["low_of_1000"].as_u64().unwrap() <= share);
        assert!(bounds["high_of_1000"].as_u64().unwrap() >= share);
    }
    let text = atelier(&["ownership", &file, "--robust"]);
    assert!(text.contains("However points are counted"), "{text}");
}

#[test]
fn a_timeline_stops_at_the_entry_it_is_asked_for() {
    let place = tempfile::tempdir().unwrap();
    let file = canvas(place.path(), "edit");
    let whole = atelier(&["ownership", &file, "--timeline", "csv"]);
    let part = atelier(&["ownership", &file, "--timeline", "csv", "--at", "3"]);
    assert_eq!(part.lines().count(), 4);
    assert!(whole.lines().count() > 4);
}
