//! Law 28, on one file and with every kind of slip: whatever byte is changed, it is found.

use canvas::file::FileError;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use workshop::scenario::Scenario;
use workshop::verdict::Verdict;

/// A workshop in which everything happens that leaves a mark in a file.
fn sample() -> Vec<u8> {
    let scenario = json!({
        "scenario": 1, "title": "Renewal “journey”", "people": [
            {"id": "anna", "name": "Anna Meyer", "side": "customer"},
            {"id": "ben", "name": "Ben Åkesson", "side": "customer"},
            {"id": "cleo", "name": "Cleo", "side": "customer"},
            {"id": "tom", "name": "Tom Oduya", "side": "staff", "facilitator": true},
        ],
        "stages": ["Choose", "Use"], "lanes": ["Steps", "Barriers"],
        "steps": [
            {"by": "anna", "do": "add", "card": "c1", "stage": "Choose", "lane": "Steps", "text": "What does it cost? 👩‍👩‍👧"},
            {"by": "tom", "do": "add", "card": "c2", "stage": "Use", "lane": "Steps", "text": "A reminder a month before", "for": ["anna", "ben"]},
            {"by": "ben", "do": "add", "card": "c3", "stage": "Use", "lane": "Barriers", "text": "Nobody \"answers\"\n", "anonymous": true},
            {"by": "ben", "do": "edit", "card": "c1", "at": 4, "delete": 5, "insert": " will", "base": 1},
            {"by": "ben", "do": "edit", "card": "c1", "at": 0, "delete": 1, "insert": "w"},
            {"by": "tom", "do": "set_text", "card": "c2", "text": "A reminder one month before", "tidy": true},
            {"by": "cleo", "do": "link", "from": "c2", "to": "c1", "kind": "builds_on"},
            {"by": "cleo", "do": "move", "card": "c1", "stage": "Use", "lane": "Barriers"},
            {"by": "tom", "do": "group", "group": "g", "name": "Money", "cards": ["c1", "c2"]},
            {"by": "anna", "do": "rate", "card": "c1", "expected": 5, "worked": 3, "felt": 2},
            {"by": "ben", "do": "rate", "card": "c1", "expected": 6, "worked": 2, "felt": 2},
            {"by": "anna", "do": "vote", "card": "c2", "votes": 3},
            {"by": "anna", "do": "copy", "card": "c2", "as": "c4"},
            {"by": "anna", "do": "split", "card": "c4", "at": 10, "as": "c5"},
            {"by": "tom", "do": "merge", "card": "c5", "into": "c1"},
            {"by": "tom", "do": "promise", "card": "c1", "text": "We will print the price", "owner": "tom", "due": "2027-01-31"},
            {"by": "ben", "do": "confirm", "card": "c2"},
            {"by": "ben", "do": "undo"},
            {"by": "cleo", "do": "state", "card": "c2", "state": "decided", "reason": "all agreed"},
            {"by": "cleo", "do": "delete", "card": "c4"},
        ],
    });
    let scenario = Scenario::parse(scenario.to_string().as_bytes()).expect("a scenario");
    let workshop = scenario.play("sample", [4; 32], None).expect("it plays");
    // Another version has written into it too.
    let text = String::from_utf8(workshop.to_bytes()).expect("text");
    let text = text.replace(
        "\"secrets\": ",
        "\"moods\": {\"anna\": [1.50, null, \"so, so\"]},\n\"secrets\": ",
    );
    let text = text.replace(
        "\n},\n\"ownership\": ",
        ",\n  \"subtitle\": \"in spring\"\n},\n\"ownership\": ",
    );
    sealed(text.split("\"seal\": ").next().expect("a beginning"))
}

fn sealed(text: &str) -> Vec<u8> {
    let seal = canvas::chain::hex(&Sha256::digest(text));
    format!("{text}\"seal\": \"{seal}\"\n}}\n").into_bytes()
}

/// The file without the white space between its tokens.
fn tokens(bytes: &[u8]) -> Vec<u8> {
    let (mut in_string, mut escaped) = (false, false);
    let mut tokens = bytes.to_vec();
    tokens.retain(|&byte| {
        if in_string {
            (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            return true;
        }
        in_string = byte == b'"';
        !matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
    });
    tokens
}

/// How a change was found out: the error's code, or the part that the first difference names.
fn found_by(bytes: &[u8]) -> Option<String> {
    match Verdict::of(bytes) {
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let FileError::Damaged(damage) = &error {
                assert!(!damage.why.is_empty(), "{error}");
            }
            Some(error.code().to_owned())
        }
        Ok(verdict) => verdict.differences.first().map(|first| {
            let end = first.find(['.', '[', ':']).expect("a part is named");
            first[..end].to_owned()
        }),
    }
}

/// Numbers that look like chance, the same at every run.
struct Lots(u64);

impl Lots {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }

    /// One byte replaced, one bit turned over, one byte taken out or put in.
    fn slip(&mut self, bytes: &mut Vec<u8>) -> usize {
        const LIKELY: &[u8] = b"0123456789abcdef\"\\,:[]{}- \nentul.";
        let at = self.below(bytes.len());
        let byte = match self.below(2) {
            0 => LIKELY[self.below(LIKELY.len())],
            _ => self.below(256) as u8,
        };
        match self.below(4) {
            0 => bytes[at] = byte,
            1 => bytes[at] ^= 1 << self.below(8),
            2 => drop(bytes.remove(at)),
            _ => bytes.insert(at, byte),
        }
        at
    }
}

/// The top-level key in whose line or lines a byte stands.
fn part(text: &str, at: usize) -> &str {
    let before = &text.as_bytes()[..at];
    let line = |from: usize| text[from..].split(['"', '\n']).nth(1).unwrap_or("");
    let begins = before.windows(2).rposition(|pair| pair == b"\n\"");
    begins.map_or("", |newline| line(newline + 1))
}

#[test]
fn law_28_ten_thousand_changes_of_one_byte_are_all_found() {
    let whole = sample();
    assert_eq!(found_by(&whole), None, "the sample itself holds");
    let text = String::from_utf8(whole.clone()).expect("text");
    let cases = std::env::var("ATELIER_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let mut lots = Lots(28);
    let mut found: BTreeMap<(&str, String), u32> = BTreeMap::new();
    let mut changes = 0;
    while changes < cases.unwrap_or(10_000) {
        let mut bytes = whole.clone();
        let at = lots.slip(&mut bytes);
        if bytes == whole {
            continue;
        }
        changes += 1;
        let class = found_by(&bytes).unwrap_or_else(|| {
            let harmless = tokens(&bytes) == tokens(&whole);
            assert!(
                harmless,
                "byte {at}, in “{}”, was changed and nobody says so",
                part(&text, at)
            );
            "white space alone".to_owned()
        });
        *found.entry((part(&text, at), class)).or_default() += 1;
    }
    for ((part, class), times) in &found {
        println!("{part:10} {class:20} {times:6}");
    }
    let found_in = |part: &str, class: &str| found.contains_key(&(part, class.to_owned()));
    for (part, class) in [
        ("log", "damaged-log"),
        ("log", "changed-log"),
        ("log", "broken-file"),
        ("secrets", "changed-log"),
        ("head", "changed-log"),
        ("head", "head"),
        ("canvas", "canvas"),
        ("ownership", "ownership"),
        ("experience", "experience"),
        ("params", "params"),
        ("title", "title"),
        ("moods", "seal"),
        ("seal", "seal"),
    ] {
        assert!(
            found_in(part, class),
            "a change of {part} is found by {class}"
        );
    }
}

/// The sample with something in it replaced, and its seal made anew or not.
fn edited(from: &str, to: &str, anew: bool) -> Vec<u8> {
    let text = String::from_utf8(sample()).expect("text");
    assert_eq!(text.matches(from).count(), 1, "{from} stands there once");
    let text = text.replace(from, to);
    match text.split_once("\"seal\": ") {
        Some((text, _)) if anew => sealed(text),
        _ => text.into_bytes(),
    }
}

fn first_said(bytes: &[u8]) -> String {
    match Verdict::of(bytes) {
        Err(error) => error.to_string(),
        Ok(verdict) => verdict.differences.first().cloned().unwrap_or_default(),
    }
}

#[test]
fn a_difference_is_named_by_its_place() {
    let cases = [
        (
            "\"points\":\"10\",\"words",
            "\"points\":\"11\",\"words",
            "ownership.people[2].points: the file says \"11\", the log says \"10\"",
        ),
        (
            ",\"feeling\":55}",
            ",\"feeling\":56}",
            "params.feeling: the file says 56, the log says 55",
        ),
        (
            "  \"feeling\": 55",
            "  \"feeling\": 56",
            "canvas.feeling: the file says 56, the log says 55",
        ),
        (
            "\"unicode\": \"1",
            "\"unicode\": \"2",
            "unicode: the file says",
        ),
    ];
    for (from, to, says) in cases {
        for anew in [false, true] {
            let said = first_said(&edited(from, to, anew));
            assert!(said.starts_with(says), "{said}");
        }
    }
}

#[test]
fn a_changed_entry_is_named_by_its_number() {
    // The steps come after title, people, stages and lanes.
    let cases = [
        (
            "\"A reminder a month",
            "\"A remainder a month",
            "from entry 11 on",
        ),
        (",\"w\",0,5,3,2", ",\"w\",0,5,3,3", "from entry 19 on"),
        (
            ",\"w\",0,5,3,2",
            ",\"w\",9,5,3,2",
            "log entry 19 is damaged",
        ),
        (",\"b\",1,3]", ",\"b\",1]", "log entry 21 is damaged"),
    ];
    for (from, to, says) in cases {
        for anew in [false, true] {
            let said = first_said(&edited(from, to, anew));
            assert!(said.contains(says), "{said}");
        }
    }
}

#[test]
fn what_says_the_same_in_other_letters_is_told_from_what_says_something_else() {
    let cases = [
        ("\"A reminder a", "\"\\u0041 reminder a", "line"),
        (",\"b\",1,3]", ",\"b\",1, 3]", "(log entry 21)"),
        ("  \"feeling\": 55", "  \"feeling\":  55", "line"),
        (
            "[1.50, null",
            "[1.5, null",
            "a part that this version of Atelier does not know",
        ),
    ];
    for (from, to, says) in cases {
        let said = first_said(&edited(from, to, false));
        assert!(said.starts_with("seal: "), "{said}");
        assert!(said.contains(says), "{said}");
        // Whoever can make the seal anew may spell as they like.
        assert_eq!(first_said(&edited(from, to, true)), "", "{from}");
    }
}

#[test]
fn a_key_that_stands_there_twice_is_no_file() {
    for (from, to) in [
        ("\"version\": 1,", "\"version\": 1,\n\"version\": 1,"),
        ("\"log\": [", "\"log\": [],\n\"log\": ["),
        ("\n\"title\": ", "\n\"title\": 3,\n\"title\": "),
    ] {
        let said = first_said(&edited(from, to, true));
        assert!(said.contains("stands in it more than once"), "{said}");
    }
}

#[test]
fn what_an_older_version_did_not_tell_is_no_difference() {
    let known = "\"had_a_say\":";
    let text = String::from_utf8(sample()).expect("text");
    let text = text.replace(known, "\"was_said\":");
    let (told, _) = text.split_once("\"seal\": ").expect("a seal");
    assert_eq!(first_said(&sealed(told)), "");
    assert!(first_said(text.as_bytes()).contains("had_a_say: the file says nothing"));
}
