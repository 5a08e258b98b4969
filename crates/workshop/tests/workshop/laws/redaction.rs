//! Law 30: taking names and texts out keeps every number, and everything that can be done with a
//! canvas.

use crate::plays::{ANY, Profile, Sketch, Table, hold};
use canvas::canvas::Canvas;
use canvas::entry::Axis;
use canvas::file::Document;
use canvas::letters::EntryNo;
use ownership::Ownership;
use ownership::report::{Explanation, Report, Scope};
use proptest::prelude::*;
use serde_json::{Value, json};
use workshop::Workshop;
use workshop::verdict::Verdict;

const LONG: Profile = Profile { long: true, ..ANY };

/// Whose words are taken out: everybody's, or somebody's, with or without a name.
fn whom(table: &Table, number: u16) -> Option<String> {
    let canvas = table.canvas();
    // What is claimed has become the claimer's: there is nothing left to take out of that seat.
    let seats: Vec<&String> = (0..)
        .zip(canvas.people())
        .filter(|&(seat, _)| canvas.claimed_by(seat).is_none())
        .map(|(_, seat)| &seat.id)
        .collect();
    let at = usize::from(number) % (seats.len() + 1);
    seats.get(at).map(|&id| id.clone())
}

fn opened(bytes: &[u8]) -> Result<Workshop, TestCaseError> {
    let opened = Workshop::open(bytes, [9; 32]);
    let opened = opened.map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(opened.differences, Vec::<String>::new());
    Ok(opened.workshop)
}

fn redacted(mut workshop: Workshop, person: Option<&str>) -> Result<Workshop, TestCaseError> {
    let last = workshop.canvas().log().last().map_or(0, |last| last.at_ms);
    let done = workshop.redact(person, None, last);
    done.map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
    Ok(workshop)
}

/// A report without names.
fn numbers(mut report: Report) -> Report {
    for person in &mut report.people {
        person.name = person.name.as_ref().map(|_| String::new());
    }
    report
}

/// An explanation without what pictures and corrections are called.
fn unlabelled(explanation: Explanation) -> Value {
    let mut explanation = json!(explanation);
    for origin in explanation["words"].as_array_mut().into_iter().flatten() {
        for picture in origin["pictures"].as_array_mut().into_iter().flatten() {
            picture["name"] = json!(null);
        }
    }
    explanation
}

/// The shares after each of the first entries.
fn timeline(document: &Document, entries: EntryNo) -> Vec<Report> {
    let mut live = Ownership::of(&document.canvas_at(0), Scope::Board);
    let mut timeline = Vec::new();
    document.replay(entries, |canvas, number, changes| {
        live.follow(canvas, number, changes);
        timeline.push(numbers(live.report(canvas)));
    });
    timeline
}

/// Everything that is told in numbers, with stages and lanes by their order.
fn told(workshop: &Workshop) -> String {
    let canvas = workshop.canvas();
    let mut cards = json!(canvas.board().cards);
    for card in cards.as_array_mut().expect("a list") {
        card["text"] = json!(null);
        card["reason"] = json!(null);
        for promise in card["promises"].as_array_mut().expect("a list") {
            promise["text"] = json!(null);
        }
        for comment in card["comments"].as_array_mut().into_iter().flatten() {
            comment["text"] = json!(null);
        }
        for picture in card["attachments"].as_array_mut().into_iter().flatten() {
            picture["name"] = json!(null);
        }
    }
    // They are told by name.
    let mut experience = json!(canvas.experience());
    for list in ["moments", "stages"] {
        for one in experience[list].as_array_mut().expect("a list") {
            one["stage"] = json!(null);
        }
    }
    let mut explanations = Vec::new();
    for scope in [Scope::Board, Scope::Decided] {
        for seat in canvas.people() {
            let explanation = workshop.explain(&seat.id, scope);
            explanations.push(json!(explanation.map(unlabelled)));
        }
        explanations.push(json!(workshop.views(scope)));
    }
    let reports = [Scope::Board, Scope::Decided].map(|scope| numbers(workshop.report_in(scope)));
    let mut all = json!({
        "reports": reports,
        "explanations": explanations,
        "experience": experience,
        "cards": cards,
    })
    .to_string();
    for (axis, what) in [(Axis::Stage, "stage"), (Axis::Lane, "lane")] {
        for (line, band) in canvas.bands(axis).iter().enumerate() {
            all = all.replace(
                &format!("\"{what} {}\"", band.id),
                &format!("\"{what} no. {line}\""),
            );
            all = all.replace(
                &format!("\"{what}\":\"{}\"", band.id),
                &format!("\"{what}\":\"no. {line}\""),
            );
        }
    }
    let all: Value = serde_json::from_str(&all).expect("JSON");
    serde_json::to_string_pretty(&all).expect("JSON")
}

/// Whether the same is told; if not, where it begins to be something else.
fn same(one: &str, other: &str) -> Result<(), TestCaseError> {
    let mut lines = one.lines().zip(other.lines()).enumerate();
    let unlike = lines.find(|(_, (one, other))| one != other);
    prop_assert_eq!(unlike, None);
    Ok(())
}

/// Which letters stand where, as whose.
fn letters(workshop: &Workshop) -> Vec<(u32, bool, u32)> {
    let (canvas, ownership) = (workshop.canvas(), workshop.ownership());
    let letters = canvas.letters();
    (0..letters.texts())
        .flat_map(|text| letters.standing(text))
        .map(|place| {
            let letter = letters.place(place).grapheme.is_letter();
            (place, letter, ownership.identity(canvas, place))
        })
        .collect()
}

/// The words that are gone, entry by entry.
fn gone(before: &Canvas, after: &Canvas) -> Vec<String> {
    let pairs = before.log().iter().zip(after.log());
    let gone = pairs.filter(|(_, after)| after.removed().is_some());
    gone.filter_map(|(before, _)| before.op.words().map(str::to_owned))
        .collect()
}

#[test]
fn law_30_a_redaction_keeps_every_number() {
    for (law, profile) in [("law_30_redaction", ANY), ("law_30_redaction_long", LONG)] {
        hold(law, 96, profile, |table, sketch| {
            let person = whom(table, sketch.twist[0].pick[0]);
            let before = opened(&table.workshop().to_bytes())?;
            let after = redacted(opened(&before.to_bytes())?, person.as_deref())?;
            let entries = before.canvas().next();
            prop_assert_eq!(after.canvas().next(), entries + 1);

            same(&told(&before), &told(&after))?;
            prop_assert_eq!(letters(&before), letters(&after));
            prop_assert_eq!(
                timeline(before.document(), entries),
                timeline(after.document(), entries)
            );
            let voice = |canvas: &Canvas, entry: EntryNo| canvas.voice_names(canvas.voice(entry));
            for (number, entry) in (0..).zip(after.canvas().log()) {
                let voices = voice(after.canvas(), number);
                let theirs = person.as_ref().is_none_or(|id| voices.contains(id));
                if theirs && entry.op.words().is_some() {
                    prop_assert!(
                        entry.removed().is_some(),
                        "entry {number} still has its words"
                    );
                }
            }
            Ok(())
        });
    }
}

#[test]
fn law_30_a_redacted_file_holds_and_is_the_same_every_time() {
    hold("law_30_file", 96, ANY, |table, sketch| {
        let person = whom(table, sketch.twist[0].pick[0]);
        let whole = table.workshop().to_bytes();
        let bytes = redacted(opened(&whole)?, person.as_deref())?.to_bytes();
        prop_assert_eq!(
            &bytes,
            &redacted(opened(&whole)?, person.as_deref())?.to_bytes()
        );

        let verdict = Verdict::of(&bytes);
        prop_assert!(verdict.is_ok_and(|verdict| verdict.differences.is_empty()));
        let again = opened(&bytes)?;
        prop_assert_eq!(&bytes, &again.to_bytes());
        prop_assert_eq!(
            &bytes,
            &redacted(again, person.as_deref())?.to_bytes(),
            "twice"
        );

        // Whoever is at it while the words go has the same canvas.
        let steward = whom(table, 0);
        let mut play = Table::replayed(&table.head, &table.steps).map_err(TestCaseError::fail)?;
        let last = play.canvas().log().last().map_or(0, |last| last.at_ms);
        let done = play.play.workshop.redact(person.as_deref(), None, last);
        prop_assert!(done.is_ok_and(|done| done.is_some()), "{steward:?}");
        prop_assert_eq!(&bytes, &play.workshop().to_bytes());

        // First some, then others, then all.
        let mut workshop = opened(&bytes)?;
        for twist in &sketch.twist[1..3] {
            workshop = redacted(workshop, whom(table, twist.pick[0]).as_deref())?;
            workshop = opened(&workshop.to_bytes())?;
        }
        let numbers = told(&workshop);
        same(&numbers, &told(&redacted(workshop, None)?))?;
        same(&numbers, &told(&opened(&whole)?))?;
        Ok(())
    });
}

/// Plays what can be done of the rest of a sketch.
fn go_on(table: &mut Table, sketch: &Sketch) {
    for intent in sketch.twist.iter().chain(&sketch.intents) {
        table.attempt(intent);
    }
}

#[test]
fn law_30_people_go_on_working_in_a_redacted_canvas() {
    hold("law_30_going_on", 96, LONG, |table, sketch| {
        let person = whom(table, sketch.twist[0].pick[0]);
        let last = table.canvas().log().last().map_or(0, |last| last.at_ms);
        let done = table.play.workshop.redact(person.as_deref(), None, last);
        prop_assert!(done.is_ok());
        go_on(table, sketch);
        // What the file says is what stands here, and it can be redacted once more.
        let bytes = table.workshop().to_bytes();
        let reopened = opened(&bytes)?;
        same(&told(table.workshop()), &told(&reopened))?;
        prop_assert_eq!(letters(table.workshop()), letters(&reopened));
        prop_assert_eq!(&bytes, &reopened.to_bytes());
        let again = redacted(reopened, whom(table, sketch.twist[1].pick[0]).as_deref())?;
        same(&told(table.workshop()), &told(&again))?;
        let verdict = Verdict::of(&again.to_bytes());
        prop_assert!(verdict.is_ok_and(|verdict| verdict.differences.is_empty()));
        Ok(())
    });
}

#[test]
fn law_30_nothing_of_the_words_is_left_in_the_file() {
    hold("law_30_words", 96, LONG, |table, sketch| {
        let person = whom(table, sketch.twist[0].pick[0]);
        let before = opened(&table.workshop().to_bytes())?;
        let after = redacted(opened(&before.to_bytes())?, person.as_deref())?;
        let (gone, bytes) = (gone(before.canvas(), after.canvas()), after.to_bytes());
        let text = String::from_utf8(bytes).expect("text");
        if person.is_none() {
            // Random words are long enough not to be there by chance from eight letters on.
            for words in &gone {
                for word in words.split(|c: char| !c.is_alphanumeric()) {
                    prop_assert!(word.chars().count() < 8 || !text.contains(word), "{word}");
                }
            }
        }
        let secrets = &serde_json::from_str::<Value>(&text).expect("JSON")["secrets"];
        let none = serde_json::Map::new();
        match &person {
            None => prop_assert_eq!(secrets, &json!(none)),
            Some(id) => prop_assert!(secrets.get(id).is_none()),
        }
        Ok(())
    });
}
