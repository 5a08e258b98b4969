//! Laws 1 to 4, 15, 26, 27 and 30: how the figures add up.

use crate::plays::{
    ANY, APART, Intent, Profile, Table, casts, figure, hold, hold_for, intents, number, row,
};
use canvas::canvas::{Canvas, Voice};
use canvas::command::LinkKind;
use canvas::entry::{Edit, Entry, GroupRef, Op};
use canvas::grapheme::BLANK;
use canvas::letters::TextNo;
use num_rational::BigRational;
use num_traits::Zero;
use ownership::Ownership;
use ownership::report::{FactKind, PersonShare, Report, Scope};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const LONG: Profile = Profile { long: true, ..ANY };

#[test]
fn law_01_shares_add_to_one_exactly() {
    hold("law_01", 128, ANY, |table, _| {
        for report in table.reports() {
            let points: Vec<_> = report
                .people
                .iter()
                .map(|row| number(&row.points))
                .collect();
            let total = number(&report.total);
            prop_assert_eq!(points.iter().sum::<BigRational>(), total.clone());
            prop_assert!(points.iter().all(|points| *points >= number("0")));
            if total.is_zero() {
                prop_assert!(report.people.iter().all(|row| row.share.is_none()));
                continue;
            }
            prop_assert_eq!(
                points.iter().map(|p| p / &total).sum::<BigRational>(),
                number("1")
            );
            let mut sum = 0;
            for (row, points) in report.people.iter().zip(&points) {
                let share = row.share.expect("everybody has a share");
                let exact = points * number("1000") / &total;
                sum += share.of_1000;
                prop_assert!(share.low_of_1000 <= share.high_of_1000);
                prop_assert!(number(&share.low_of_1000.to_string()) <= exact);
                prop_assert!(number(&share.high_of_1000.to_string()) >= exact);
                prop_assert!(number(&share.of_1000.to_string()) > &exact - number("1"));
                prop_assert!(number(&share.of_1000.to_string()) < exact + number("1"));
            }
            prop_assert_eq!(sum, 1000);
        }
        Ok(())
    });
}

#[test]
fn law_02_renaming_people_permutes_the_shares() {
    hold("law_02", 128, APART, |table, _| {
        let people: Vec<String> = table.head["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| string(&p["id"]))
            .collect();
        // Everybody gets somebody else's id, and they join the other way round.
        let renamed: BTreeMap<&str, &str> = people
            .iter()
            .zip(people.iter().cycle().skip(1))
            .map(|(a, b)| (&**a, &**b))
            .collect();
        let rename = |value: &mut Value| {
            let names = match value {
                Value::Array(names) => names.iter_mut().collect(),
                name => vec![name],
            };
            for name in names {
                if let Some(new) = name.as_str().and_then(|old| renamed.get(old)) {
                    *name = json!(new);
                }
            }
        };
        let mut head = table.head.clone();
        for person in head["people"].as_array_mut().unwrap() {
            rename(&mut person["id"]);
            person["name"] = json!("Somebody else");
        }
        head["people"].as_array_mut().unwrap().reverse();
        let mut steps = table.steps.clone();
        for step in &mut steps {
            for key in ["by", "for", "owner", "to", "agreed"] {
                if let Some(value) = step.get_mut(key) {
                    rename(value);
                }
            }
        }
        let other = Table::replayed(&head, &steps).map_err(TestCaseError::fail)?;
        for (one, two) in table.reports().iter().zip(other.reports()) {
            prop_assert_eq!(&one.total, &two.total);
            prop_assert_eq!(&one.outside, &two.outside);
            prop_assert_eq!(
                one.sides
                    .iter()
                    .map(|s| (s.side, &s.points, s.heads))
                    .collect::<Vec<_>>(),
                two.sides
                    .iter()
                    .map(|s| (s.side, &s.points, s.heads))
                    .collect::<Vec<_>>()
            );
            for person in &one.people {
                let id = renamed.get(&*person.id).copied().unwrap_or(&person.id);
                let mut same = row(&two, id).expect("a row").clone();
                prop_assert_eq!(
                    same.share.map(|s| (s.low_of_1000, s.high_of_1000)),
                    person.share.map(|s| (s.low_of_1000, s.high_of_1000))
                );
                (same.id, same.name) = (person.id.clone(), person.name.clone());
                same.share = person.share;
                prop_assert_eq!(&same, person);
            }
        }
        Ok(())
    });
}

#[test]
fn law_03_nobody_with_nothing_alive_holds_anything() {
    hold("law_03", 128, ANY, |table, sketch| {
        // Whoever holds something has letters in the result, shaped a card of it, or was built on.
        let canvas = table.canvas();
        let report = table.report();
        let result: Vec<u32> = table.result().iter().map(|id| table.card(id)).collect();
        for person in &report.people {
            let no = canvas.person_named(&person.id).unwrap();
            let speaks = |entry: u32| matches!(canvas.voice(entry), Voice::People(people) if people.contains(&no));
            let theirs = |voice| matches!(voice, Voice::People(people) if people.contains(&no));
            let stands = |text: TextNo| {
                canvas.letters().standing(text).any(|place| {
                    canvas.letters().place(place).grapheme.is_letter() && theirs(table.voice(place))
                })
            };
            let shows = |card: u32| table.pictures(card).iter().any(|(_, voice)| theirs(*voice));
            let has_letters = counted_texts(canvas, &result).into_iter().any(stands)
                || result.iter().any(|&card| shows(card));
            prop_assert_eq!(has_letters, person.letters != "0", "{}", person.id);
            // Of letters that corrections gave away, the cap may have gone along.
            let has_words = has_letters && (!corrects(table) || person.words != "0");
            prop_assert_eq!(has_words, person.words != "0", "{}", person.id);
            if person.structure != "0" {
                let shaped = result.iter().any(|&card| {
                    let links = canvas.card(card).links.iter();
                    canvas.cells(card).any(|(entry, _)| speaks(entry))
                        || canvas.groupings(card).any(|(entry, _)| speaks(entry))
                        || links
                            .flat_map(|&link| canvas.drawings(link))
                            .any(|(e, _)| speaks(e))
                });
                prop_assert!(shaped, "{}", person.id);
            }
            if person.lineage != "0" {
                let built_on = canvas.links().iter().enumerate().any(|(no, link)| {
                    canvas.is_linked(no)
                        && link.kind == LinkKind::BuildsOn
                        && result.contains(&link.from)
                        && (stands(canvas.card(link.to).text) || shows(link.to))
                });
                prop_assert!(built_on, "{}", person.id);
            }
        }
        // With nothing on the canvas but its frame, which is nobody's, there is nothing to hold.
        for id in table.living() {
            let step = match sketch.twist[0].by % 3 {
                0 => json!({"by": "steward", "do": "delete", "card": id}),
                1 => json!({"by": "steward", "do": "state", "card": id, "state": "parked"}),
                _ => json!({"by": "steward", "do": "state", "card": id, "state": "dismissed"}),
            };
            table.step(step).map_err(TestCaseError::fail)?;
        }
        let report = table.report();
        for person in &report.people {
            prop_assert_eq!(&person.structure, "0");
            prop_assert_eq!(&person.lineage, "0");
        }
        if !table.steps.iter().any(frames) {
            prop_assert_eq!(&report.total, "0");
            prop_assert!(report.people.iter().all(|row| row.share.is_none()));
        }
        Ok(())
    });
}

#[test]
fn law_04_words_add_up_over_disjoint_canvases() {
    let plain = Profile { steps: 20, ..APART };
    let both = (
        casts(),
        vec(intents(plain), 1..=20),
        vec(intents(plain), 1..=20),
    );
    hold_for("law_04", 96, both, |(cast, one, two), failing| {
        let part = |prefix, intents: &[Intent]| {
            let mut table = Table::set(cast.head());
            table.prefix = prefix;
            for intent in intents {
                table.attempt(intent);
            }
            // Title, stages, groups' names, phases, rounds and closing questions would be the same in both.
            let frame = |step: &Value| {
                let what = step["do"].as_str().unwrap();
                frames(step)
                    || matches!(what, "group" | "undo" | "agenda")
                    || ["feel", "round", "phase"]
                        .iter()
                        .any(|part| what.contains(part))
            };
            let steps: Vec<Value> = table.steps.iter().filter(|s| !frame(s)).cloned().collect();
            let mut table = Table::set(cast.head());
            for mut step in steps {
                step.as_object_mut().unwrap().remove("base");
                let _ = table.step(step);
            }
            table
        };
        let (one, two) = (part("a", &one), part("b", &two));
        let mut steps = one.steps.clone();
        // What the one left to be redone is none of the other's.
        steps.extend(two.steps.iter().cloned());
        failing.scenario = json!({"head": cast.head(), "steps": steps});
        let together = Table::replayed(&cast.head(), &steps).map_err(TestCaseError::fail)?;
        // Text of the one that was typed again in the other is in both.
        let first_of_two = one.canvas().next();
        let letters = together.canvas().letters();
        let is_of_two = |place: u32| letters.place(place).entry >= first_of_two;
        let mut all = 0..letters.places();
        if all.any(|place| is_of_two(place) && !is_of_two(together.identity(place))) {
            return Ok(());
        }
        let ([a, _], [b, _], [all, _]) = (one.reports(), two.reports(), together.reports());
        let unnamed = |report: &Report| -> BigRational {
            let rows = report.people.iter().filter(|row| row.name.is_none());
            rows.map(|row| number(&row.words)).sum()
        };
        prop_assert_eq!(unnamed(&all), unnamed(&a) + unnamed(&b));
        for person in together.people() {
            let figures: [fn(&PersonShare) -> &String; 2] = [|row| &row.words, |row| &row.letters];
            for of in figures {
                let sum = figure(&a, &person, of) + figure(&b, &person, of);
                prop_assert_eq!(figure(&all, &person, of), sum, "{}", person);
            }
        }
        Ok(())
    });
}

#[test]
fn law_15_words_from_one_origin_never_exceed_the_cap_per_person() {
    hold("law_15", 128, LONG, |table, _| {
        // Counted again the plain way: every letter of the result by person and origin.
        let canvas = table.canvas();
        let result: Vec<u32> = table.result().iter().map(|id| table.card(id)).collect();
        let mut origins: BTreeMap<u32, (TextNo, Voice<'_>)> = BTreeMap::new();
        for text in counted_texts(canvas, &result) {
            for place in canvas.letters().standing(text) {
                if canvas.letters().place(place).grapheme.is_letter() {
                    let identity = table.identity(place);
                    origins.insert(identity, (canvas.origin_text(identity), table.voice(place)));
                }
            }
        }
        let mut pictures: BTreeMap<u32, (TextNo, Voice<'_>)> = BTreeMap::new();
        for (picture, voice) in result.iter().flat_map(|&card| table.pictures(card)) {
            let (_, card) = canvas.brought_first(picture);
            pictures.insert(picture, (canvas.card(card).text, voice));
        }
        let mut counts: BTreeMap<(u32, TextNo), BigRational> = BTreeMap::new();
        let letters = origins.into_values().map(|own| (own, 1));
        for ((text, voice), letters) in letters.chain(pictures.into_values().map(|own| (own, 5))) {
            if let Voice::People(people) = voice {
                let part = BigRational::new(letters.into(), people.len().into());
                for &person in people {
                    *counts.entry((person, text)).or_insert_with(|| number("0")) += &part;
                }
            }
        }
        let report = table.report();
        for person in &report.people {
            let no = canvas.person_named(&person.id).unwrap();
            let own = counts.range((no, 0)..=(no, TextNo::MAX));
            let capped: BigRational = own.map(|(_, count)| count.clone().min(number("40"))).sum();
            if corrects(table) {
                prop_assert!(number(&person.words) <= capped, "{}", person.id);
            } else {
                prop_assert_eq!(number(&person.words), capped, "{}", person.id);
            }
            for origin in table.explanation(&person.id, Scope::Board).words {
                prop_assert!(number(&origin.points) <= number("40"));
            }
        }
        Ok(())
    });
}

#[test]
fn law_26_a_side_is_the_sum_of_its_people() {
    hold("law_26", 96, ANY, |table, _| {
        for report in table.reports() {
            for side in &report.sides {
                let rows = || {
                    report
                        .people
                        .iter()
                        .filter(|row| row.side == Some(side.side))
                };
                let points: BigRational = rows().map(|row| number(&row.points)).sum();
                prop_assert_eq!(number(&side.points), points);
                let shares = rows().map(|row| row.share.map(|share| share.of_1000));
                prop_assert_eq!(
                    side.of_1000,
                    shares.sum::<Option<u32>>().filter(|_| report.total != "0")
                );
            }
            let on_a_side = report.people.iter().filter(|row| row.side.is_some());
            let points: BigRational = on_a_side.map(|row| number(&row.points)).sum();
            let sides: BigRational = report.sides.iter().map(|side| number(&side.points)).sum();
            prop_assert_eq!(sides, points);
        }
        Ok(())
    });
}

#[test]
fn law_27_the_explanation_adds_up_to_the_points() {
    hold("law_27", 128, LONG, |table, _| {
        for report in table.reports() {
            for person in &report.people {
                let why = table.explanation(&person.id, report.scope);
                let words: BigRational =
                    why.words.iter().map(|origin| number(&origin.points)).sum();
                let letters: BigRational = why.words.iter().map(|o| number(&o.letters)).sum();
                let facts = |lineage: bool| -> BigRational {
                    let facts = why.facts.iter();
                    let wanted = facts.filter(|fact| (fact.kind == FactKind::Lineage) == lineage);
                    wanted.map(|fact| number(&fact.points)).sum()
                };
                let structure = facts(false) + number(&why.held_back.structure);
                let lineage = facts(true) + number(&why.held_back.lineage);
                prop_assert_eq!(&why.points, &person.points);
                prop_assert_eq!(&words, &number(&person.words));
                prop_assert_eq!(letters, number(&person.letters));
                prop_assert_eq!(&structure, &number(&person.structure));
                prop_assert_eq!(&lineage, &number(&person.lineage));
                prop_assert_eq!(words + structure + lineage, number(&why.points));
                for origin in &why.words {
                    let runs: BigRational = origin
                        .runs
                        .iter()
                        .map(|run| BigRational::new(run.letters.into(), run.voices.into()))
                        .sum();
                    let pictures: BigRational = origin
                        .pictures
                        .iter()
                        .map(|own| BigRational::new(own.letters.into(), own.voices.into()))
                        .sum();
                    prop_assert_eq!(runs + pictures, number(&origin.letters));
                    for run in &origin.runs {
                        prop_assert!(run.letters <= run.to - run.from);
                        prop_assert!(run.entry >= 1 && run.entry <= table.canvas().next());
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn law_30_placeholders_of_equal_letters_keep_every_number() {
    hold("law_30", 96, ANY, |table, _| {
        let mut masks = Masks::default();
        let mut masked = Canvas::new();
        for entry in table.canvas().log() {
            masked
                .apply(masks.entry(entry), None)
                .map_err(|d| TestCaseError::fail(d.to_string()))?;
        }
        for mut report in table.reports() {
            let mut other = Ownership::of(&masked, report.scope).report(&masked);
            for row in report.people.iter_mut().chain(&mut other.people) {
                (row.id, row.name) = (String::new(), row.name.as_ref().map(|_| String::new()));
            }
            prop_assert_eq!(report, other);
        }
        let numbers = |canvas: &Canvas| {
            let mut experience = json!(canvas.experience());
            for list in ["moments", "stages"] {
                for line in experience[list].as_array_mut().unwrap() {
                    (line["card"], line["stage"]) = (Value::Null, Value::Null);
                }
            }
            experience
        };
        prop_assert_eq!(numbers(table.canvas()), numbers(&masked));
        Ok(())
    });
}

/// What stands in place of names and texts: for each letter a letter, for what is none none, the
/// same for upper and lower case.
#[derive(Default)]
struct Masks {
    known: Vec<String>,
}

impl Masks {
    fn text(&mut self, text: &str, cuts: Option<&[u16]>) -> String {
        let ones = vec![1; text.len()];
        let cuts = cuts.unwrap_or(&ones);
        canvas::grapheme::cut_as(text, cuts)
            .map(|grapheme| self.mask(grapheme))
            .collect()
    }

    fn mask(&mut self, grapheme: &str) -> char {
        // A merge writes one, so typing one in its place is the same letter.
        if grapheme.chars().eq([BLANK]) {
            return BLANK;
        }
        let alike = |known: &String| canvas::grapheme::same_letter(known, grapheme);
        let at = self.known.iter().position(alike).unwrap_or_else(|| {
            self.known.push(grapheme.to_owned());
            self.known.len() - 1
        });
        // Ideographs have no case; geometric shapes are no letters.
        let first = if canvas::grapheme::is_letter(grapheme) {
            0x4e00
        } else {
            0x2500
        };
        char::from_u32(first + at as u32).expect("not so many")
    }

    fn entry(&mut self, entry: &Entry) -> Entry {
        let mut masked = entry.clone();
        masked.more = None;
        let cuts = entry.cuts();
        let mut edit = |edit: &mut Edit| edit.insert = self.text(&edit.insert, cuts).into();
        match &mut masked.op {
            Op::Edit { edit: own, .. } => edit(own),
            Op::Group {
                name: Some(name), ..
            } => edit(name),
            Op::Person { id, name, .. } => (*id, *name) = (format!("x{id}"), "x".to_owned()),
            Op::ChangePerson { name, .. } => *name = "x".to_owned(),
            Op::AddLine { id, name, .. } => {
                (*id, *name) = (format!("x{id}"), self.text(name, cuts));
            }
            Op::Add { card, text, .. } => {
                (*card, *text) = (format!("x{card}").into(), self.text(text, cuts).into());
            }
            Op::Promise { text, .. }
            | Op::State {
                reason: Some(text), ..
            } => *text = self.text(text, cuts),
            Op::Attach { name, .. } => *name = self.text(name, cuts),
            Op::Reassign { correction, .. } => {
                correction.reason = self.text(&correction.reason, cuts);
            }
            Op::Copy { copy: id, .. } | Op::Split { rest: id, .. } => *id = format!("x{id}").into(),
            _ => {}
        }
        if let Op::Group {
            group: GroupRef::New(id),
            ..
        } = &mut masked.op
        {
            *id = format!("x{id}");
        }
        masked
    }
}

/// Whether anybody's letters were corrected.
fn corrects(table: &Table) -> bool {
    table.steps.iter().any(|step| step["do"] == "reassign")
}

/// Whether a step is about what is there without any card: title, purpose, stages and lanes.
fn frames(step: &Value) -> bool {
    let what = step["do"].as_str().unwrap();
    what == "rename" || what == "redo" || what.ends_with("_stage") || what.ends_with("_lane")
}

/// The texts that are part of the result, found the plain way.
fn counted_texts(canvas: &Canvas, result: &[u32]) -> Vec<TextNo> {
    use canvas::canvas::{PURPOSE, TITLE};
    use canvas::entry::Axis;
    let mut texts = vec![TITLE, PURPOSE];
    for axis in [Axis::Stage, Axis::Lane] {
        texts.extend(
            canvas
                .lines(axis)
                .iter()
                .map(|&line| canvas.bands(axis)[line as usize].text),
        );
    }
    let mut groups: Vec<u32> = Vec::new();
    for &card in result {
        texts.push(canvas.card(card).text);
        texts.extend(
            canvas
                .promises_on(card)
                .map(|no| canvas.promises()[no as usize].text),
        );
        groups.extend(canvas.group_of(card));
    }
    groups.sort_unstable();
    groups.dedup();
    texts.extend(
        groups
            .iter()
            .map(|&group| canvas.groups()[group as usize].text),
    );
    texts
}

fn string(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
