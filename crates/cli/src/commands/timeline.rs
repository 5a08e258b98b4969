//! The shares after every log entry, as `atelier ownership --timeline` prints them.

use anyhow::Result;
use canvas::entry::Entry;
use canvas::people::Side;
use ownership::report::Scope;
use serde_json::{Value, json};
use workshop::replay::{Frame, Held, HeldBySide, Replay, Stretch};

/// Shares in thousandths; none where nobody holds anything yet.
pub struct Timeline {
    sides: Vec<Side>,
    /// Everybody who ever joined, and unnamed writers who ever held something.
    people: Vec<String>,
    moments: Vec<Moment>,
}

struct Moment {
    entry: u32,
    at_ms: i64,
    by: Option<String>,
    what: String,
    card: Option<String>,
    sides: Vec<Option<u32>>,
    people: Vec<Option<u32>>,
}

impl Timeline {
    pub fn of(log: Vec<Entry>, to: u32, scope: Scope) -> Self {
        let frames = log.len() as u32;
        let stretch = Stretch {
            scope,
            from: 0,
            to,
            frames,
        };
        let mut sides: Vec<(Side, Option<u32>)> = Vec::new();
        let mut people: Vec<(String, Option<u32>)> = Vec::new();
        let mut moments = Vec::new();
        for frame in Replay::of(log, stretch).frames {
            let Frame {
                entry,
                at_ms,
                by,
                what,
                card,
                ..
            } = frame;
            for HeldBySide { side, of_1000 } in frame.sides {
                keep(&mut sides, side, of_1000);
            }
            for Held { person, of_1000 } in frame.shares {
                keep(&mut people, person, of_1000);
            }
            moments.push(Moment {
                entry,
                at_ms,
                by,
                what,
                card,
                sides: sides.iter().map(|(_, of_1000)| *of_1000).collect(),
                people: people.iter().map(|(_, of_1000)| *of_1000).collect(),
            });
        }
        Timeline {
            sides: sides.into_iter().map(|(side, _)| side).collect(),
            people: people.into_iter().map(|(person, _)| person).collect(),
            moments,
        }
    }

    pub fn as_csv(&self) -> Result<String> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let sides = self.sides.iter().map(|side| json!(side));
        let sides = sides.map(|side| format!("side {}", side.as_str().unwrap_or_default()));
        let head = ["entry", "at_ms", "by", "do", "card"].map(str::to_owned);
        csv.write_record(head.into_iter().chain(sides).chain(self.people.clone()))?;
        for moment in &self.moments {
            csv.write_field(moment.entry.to_string())?;
            csv.write_field(moment.at_ms.to_string())?;
            csv.write_field(moment.by.as_deref().unwrap_or_default())?;
            csv.write_field(&moment.what)?;
            csv.write_field(moment.card.as_deref().unwrap_or_default())?;
            let shares = [
                (&moment.sides, self.sides.len()),
                (&moment.people, self.people.len()),
            ];
            for (held, columns) in shares {
                for column in 0..columns {
                    let of_1000 = held.get(column).copied().flatten();
                    csv.write_field(of_1000.map(|n| n.to_string()).unwrap_or_default())?;
                }
            }
            csv.write_record(None::<&[u8]>)?;
        }
        Ok(String::from_utf8(csv.into_inner()?)?)
    }

    pub fn as_json(&self) -> Value {
        let moment = |moment: &Moment| {
            let sides = self.sides.iter().zip(&moment.sides);
            let people = self.people.iter().zip(&moment.people);
            json!({
                "entry": moment.entry,
                "at_ms": moment.at_ms,
                "by": moment.by,
                "do": moment.what,
                "card": moment.card,
                "sides": sides
                    .map(|(side, of_1000)| json!({"side": side, "of_1000": of_1000}))
                    .collect::<Vec<_>>(),
                "people": people
                    .map(|(id, of_1000)| json!({"id": id, "of_1000": of_1000}))
                    .collect::<Vec<_>>(),
            })
        };
        Value::Array(self.moments.iter().map(moment).collect())
    }
}

/// Columns keep their order; what is new comes last.
fn keep<Whose: PartialEq>(
    columns: &mut Vec<(Whose, Option<u32>)>,
    whose: Whose,
    of_1000: Option<u32>,
) {
    match columns.iter_mut().find(|(known, _)| *known == whose) {
        Some((_, held)) => *held = of_1000,
        None => columns.push((whose, of_1000)),
    }
}
