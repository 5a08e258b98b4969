//! Why a person has the points they have, down to letters and log entries.

use crate::credit::certainty;
use crate::facts::{Part, Parts};
use crate::fraction::{Fraction, part};
use crate::measure::worth;
use crate::report::{Certainty, Explanation, Fact, FactKind, HeldBack, Origin, PictureRun, Run};
use crate::{Measure, Ownership, PARAMS};
use canvas::canvas::{Canvas, TextOf, Voice};
use canvas::chain::hex;
use canvas::entry::PersonNo;
use canvas::letters::TextNo;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

impl Ownership {
    /// Where a person's points come from. Words by origin, facts, and what the limits hold back
    /// add up to the points.
    pub fn explain(&self, canvas: &Canvas, person: PersonNo) -> Explanation {
        let words = self.origins(canvas, person);
        let facts: Vec<(u32, &Part, Fraction)> = self
            .cards
            .iter()
            .enumerate()
            .flat_map(|(card, counted)| of_person(&counted.parts, card as u32, person))
            .collect();
        let sum = |lineage: bool| -> Fraction {
            facts
                .iter()
                .filter(|(_, part, _)| (part.kind == FactKind::Lineage) == lineage)
                .map(|(_, _, points)| points)
                .sum()
        };
        let own = self.points_of(person);
        let held_back = HeldBack {
            structure: (&own.structure - sum(false)).to_string(),
            lineage: (&own.lineage - sum(true)).to_string(),
        };
        Explanation {
            id: canvas.people()[person as usize].id.clone(),
            points: own.all().to_string(),
            words,
            facts: facts
                .into_iter()
                .map(|(card, fact, points)| Fact {
                    kind: fact.kind,
                    card: canvas.card(card).id.clone(),
                    points: points.to_string(),
                    entry: fact.entry + 1,
                    at_ms: canvas.log()[fact.entry as usize].at_ms,
                    certainty: fact.certainty,
                })
                .collect(),
            held_back,
        }
    }

    fn origins(&self, canvas: &Canvas, person: PersonNo) -> Vec<Origin> {
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut by_origin: BTreeMap<TextNo, FromOrigin> = BTreeMap::new();
        for text in self.counted_texts() {
            let mut last: Option<(TextNo, usize)> = None;
            for (at, place) in canvas.letters().standing(text).enumerate() {
                if !canvas.letters().place(place).grapheme.is_letter() {
                    continue;
                }
                let identity = self.reading.identities.of(canvas, place);
                let entry = canvas.letters().place(identity).entry;
                let correction = self.reading.corrections.of(canvas, identity);
                let people = match self.reading.voice(canvas, identity) {
                    Voice::People(people) if people.contains(&person) => people,
                    _ => {
                        last = None;
                        continue;
                    }
                };
                if !seen.insert(identity) {
                    last = None;
                    continue;
                }
                let origin = canvas.origin_text(identity);
                let certainty = match self.words.is_recorded(identity) {
                    true if correction.is_some() => Certainty::Confirmed,
                    true => certainty(canvas, entry, origin, person),
                    false => Certainty::Inferred,
                };
                let corrected = correction.map(|entry| entry + 1);
                let FromOrigin { letters, runs, .. } = by_origin.entry(origin).or_default();
                *letters += part(1, people.len());
                let goes_on = last == Some((origin, runs.len()))
                    && runs.last().is_some_and(|run| {
                        (run.entry, run.certainty, run.corrected)
                            == (entry + 1, certainty, corrected)
                    });
                if goes_on {
                    let run = runs.last_mut().expect("goes on");
                    (run.to, run.letters) = (at + 1, run.letters + 1);
                } else {
                    runs.push(Run {
                        text: canvas.text_name(text),
                        card: match canvas.text_of(text) {
                            TextOf::Card(card) => Some(canvas.card(card).id.clone()),
                            _ => None,
                        },
                        from: at,
                        to: at + 1,
                        letters: 1,
                        voices: people.len(),
                        entry: entry + 1,
                        at_ms: canvas.log()[entry as usize].at_ms,
                        certainty,
                        corrected,
                    });
                }
                last = Some((origin, runs.len()));
            }
        }
        for (picture, brought) in self.pictures.counted() {
            let people = brought.by.as_deref().unwrap_or_default();
            if !people.contains(&person) {
                continue;
            }
            let FromOrigin {
                letters, pictures, ..
            } = by_origin.entry(brought.text).or_default();
            *letters += part(PARAMS.fact, people.len());
            let entry = &canvas.log()[brought.entry as usize];
            let card = self.pictures.card_with(picture);
            pictures.push(PictureRun {
                sha256: hex(&canvas.pictures()[picture as usize].facts.sha256),
                name: entry.op.words().unwrap_or_default().to_owned(),
                card: card.map(|card| canvas.card(card).id.clone()),
                letters: PARAMS.fact,
                voices: people.len(),
                entry: brought.entry + 1,
                at_ms: entry.at_ms,
                certainty: certainty(canvas, brought.entry, brought.text, person),
            });
        }
        by_origin
            .into_iter()
            .map(|(origin, part)| Origin {
                origin: canvas.text_name(origin),
                points: self
                    .words
                    .points_from(person, origin, Measure::TOLD)
                    .to_string(),
                letters: part.letters.to_string(),
                runs: part.runs,
                pictures: part.pictures,
            })
            .collect()
    }
}

/// What a person has from one text.
#[derive(Default)]
struct FromOrigin {
    letters: Fraction,
    runs: Vec<Run>,
    pictures: Vec<PictureRun>,
}

/// A person's parts of what a card gives, with the points they make.
fn of_person(
    parts: &Parts,
    card: u32,
    person: PersonNo,
) -> impl Iterator<Item = (u32, &Part, Fraction)> {
    let worth = worth(PARAMS.fact, parts.letters);
    let own = parts.structure.iter().chain(&parts.lineage);
    own.filter(move |part| part.person == person)
        .map(move |fact| {
            let points = part(worth * fact.numerator, fact.denominator);
            (card, fact, points)
        })
}
