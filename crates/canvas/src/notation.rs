//! How an entry is written in a file: a short JSON array.
//!
//! `[by, milliseconds since the entry before, letter of the deed, …what it needs, {the rest}]`.
//! People, cards, texts, stages, lanes, groups and gestures are numbers in the order of their
//! making. A letter is named by the entry that put it there, `[entry, offset]`, or `entry` alone
//! for its first; stretches of letters are `[entry, offset, count]`. The rest holds `f` (voices),
//! `t` (tidying up), `c` (device), `g` (gesture), `n` (scalars of each grapheme, unless one each).

use crate::canvas::Canvas;
use crate::entry::{Anchor, Axis, Edit, Entry, GroupRef, Op, PersonNo, Span, Unnamed};
use crate::letters::PlaceNo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Writes and reads the entries of one log, one after the other: some things are told only where
/// they differ from before.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    at_ms: i64,
    /// The device each person used last.
    clients: Vec<u32>,
}

impl Notation {
    fn usual_client(&self, by: Option<PersonNo>) -> u32 {
        by.map_or(0, |by| {
            self.clients.get(by as usize).copied().unwrap_or(by + 1)
        })
    }

    fn remember(&mut self, entry: &Entry) {
        self.at_ms = entry.at_ms;
        if let Some(by) = entry.by {
            for next in self.clients.len() as u32..=by {
                self.clients.push(next + 1);
            }
            self.clients[by as usize] = entry.client;
        }
    }

    /// The entry as JSON, with `words` in place of its words. `canvas` has all entries before it,
    /// at least.
    pub fn write(
        &mut self,
        canvas: &Canvas,
        number: u32,
        entry: &Entry,
        words: Value,
    ) -> Vec<Value> {
        let mut array = vec![json!(entry.by), json!(entry.at_ms - self.at_ms)];
        write_deed(canvas, &entry.op, words, &mut array);
        let mut rest = Map::new();
        if !entry.voices.is_empty() {
            rest.insert("f".into(), json!(entry.voices));
        }
        if entry.tidy {
            rest.insert("t".into(), json!(1));
        }
        if entry.client != self.usual_client(entry.by) {
            rest.insert("c".into(), json!(entry.client));
        }
        if entry.gesture != number {
            rest.insert("g".into(), json!(entry.gesture));
        }
        if let Some(cuts) = &entry.cuts {
            rest.insert("n".into(), json!(cuts));
        }
        if let Some(extra) = &entry.extra {
            rest.extend(
                extra
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone())),
            );
        }
        if !rest.is_empty() {
            array.push(Value::Object(rest));
        }
        self.remember(entry);
        array
    }

    /// The entry that an array says; `canvas` has all entries before it.
    ///
    /// # Errors
    /// What is wrong with the array.
    pub fn read(&mut self, canvas: &Canvas, array: Vec<Value>) -> Result<Entry, &'static str> {
        let number = canvas.next();
        let mut fields = Fields {
            canvas,
            values: array,
        };
        let mut rest = match fields.values.last() {
            Some(Value::Object(_)) => match fields.values.pop() {
                Some(Value::Object(rest)) => rest,
                _ => Map::new(),
            },
            _ => Map::new(),
        };
        fields.values.reverse();
        let by: Option<PersonNo> = fields.next()?;
        let since: i64 = fields.next()?;
        let op = read_deed(&mut fields)?;
        if !fields.values.is_empty() {
            return Err("it says more than it can mean");
        }
        let mut told = |key: &str| rest.shift_remove(key);
        let voices: Vec<PersonNo> = told("f").map_or(Ok(Vec::new()), parse)?;
        let tidy = told("t").is_some();
        let client = told("c").map_or(Ok(self.usual_client(by)), parse)?;
        let gesture = told("g").map_or(Ok(number), parse)?;
        let cuts: Option<Vec<u16>> = told("n").map(parse).transpose()?;
        let entry = Entry {
            by,
            voices: voices.into_boxed_slice(),
            tidy,
            at_ms: self
                .at_ms
                .checked_add(since)
                .ok_or("its time is out of all bounds")?,
            client,
            gesture,
            op,
            cuts: cuts.map(Vec::into_boxed_slice),
            extra: (!rest.is_empty()).then(|| Box::new(rest)),
        };
        if by.is_some_and(|by| by as usize > canvas.people().len()) {
            return Err("no such person");
        }
        self.remember(&entry);
        Ok(entry)
    }
}

fn parse<T: DeserializeOwned>(value: Value) -> Result<T, &'static str> {
    serde_json::from_value(value).map_err(|_| "a part of it has the wrong type")
}

/// What is left of an array, the next one last.
struct Fields<'a> {
    canvas: &'a Canvas,
    values: Vec<Value>,
}

impl Fields<'_> {
    fn next<T: DeserializeOwned>(&mut self) -> Result<T, &'static str> {
        parse(self.values.pop().ok_or("a part of it is missing")?)
    }

    fn place(&self, value: &Value) -> Result<PlaceNo, &'static str> {
        let (entry, offset) = match value {
            Value::Number(_) => (value.as_u64(), Some(0)),
            Value::Array(name) if name.len() >= 2 => (name[0].as_u64(), name[1].as_u64()),
            _ => (None, None),
        };
        let number = |n: Option<u64>| n.and_then(|n| u32::try_from(n).ok());
        number(entry)
            .zip(number(offset))
            .and_then(|(entry, offset)| self.canvas.place_named(entry, offset))
            .ok_or("no such letter")
    }

    fn anchor(&mut self) -> Result<Anchor, &'static str> {
        match self.next()? {
            Value::Null => Ok(None),
            value => self.place(&value).map(Some),
        }
    }

    fn spans(&mut self) -> Result<Vec<Span>, &'static str> {
        let Some(value) = self.values.pop() else {
            return Ok(Vec::new());
        };
        let Value::Array(values) = value else {
            return Err("a part of it has the wrong type");
        };
        let span = |value: &Value| {
            let first = self.place(value)?;
            let count = match value {
                Value::Array(name) if name.len() == 3 => name[2]
                    .as_u64()
                    .and_then(|n| u32::try_from(n).ok())
                    .ok_or("no such letters")?,
                _ => 1,
            };
            let (entry, offset) = self.canvas.place_name(first);
            let end = offset.checked_add(count).ok_or("no such letters")?;
            if count == 0 || self.canvas.place_named(entry, end - 1).is_none() {
                return Err("no such letters");
            }
            Ok(Span { first, count })
        };
        values.iter().map(span).collect()
    }

    fn edit(&mut self) -> Result<Edit, &'static str> {
        Ok(Edit {
            after: self.anchor()?,
            insert: self.next()?,
            delete: self.spans()?,
        })
    }
}

fn place(canvas: &Canvas, place: PlaceNo) -> Value {
    match canvas.place_name(place) {
        (entry, 0) => json!(entry),
        (entry, offset) => json!([entry, offset]),
    }
}

fn anchor(canvas: &Canvas, after: Anchor) -> Value {
    after.map_or(Value::Null, |after| place(canvas, after))
}

/// Stretches of letters, none across the bounds of an entry.
fn spans(canvas: &Canvas, spans: &[Span]) -> Value {
    let mut values = Vec::new();
    for span in spans {
        let mut first = span.first;
        let end = span.first + span.count;
        while first < end {
            let (entry, offset) = canvas.place_name(first);
            let (places, _) = canvas.made_by(entry);
            let count = end.min(places.end) - first;
            values.push(match (offset, count) {
                (_, 1) => place(canvas, first),
                _ => json!([entry, offset, count]),
            });
            first += count;
        }
    }
    Value::Array(values)
}

fn push_edit(canvas: &Canvas, edit: &Edit, words: Value, array: &mut Vec<Value>) {
    array.push(anchor(canvas, edit.after));
    array.push(words);
    if !edit.delete.is_empty() {
        array.push(spans(canvas, &edit.delete));
    }
}

fn write_deed(canvas: &Canvas, op: &Op, words: Value, array: &mut Vec<Value>) {
    fn axis_code(axis: Axis) -> Value {
        json!(axis as u8)
    }
    let fields = match op {
        Op::Person {
            id,
            side,
            facilitator,
            ..
        } => json!(["p", id, words, side, facilitator]),
        Op::ChangePerson {
            person,
            side,
            facilitator,
            ..
        } => {
            json!(["P", person, words, side, facilitator])
        }
        Op::AddLine {
            axis, id, before, ..
        } => json!(["l", axis_code(*axis), id, words, before]),
        Op::RemoveLine { axis, line } => json!(["L", axis_code(*axis), line]),
        Op::ReorderLine { axis, line, before } => json!(["o", axis_code(*axis), line, before]),
        Op::Add {
            card,
            stage,
            lane,
            kind,
            unnamed,
            ..
        } => match (kind, unnamed) {
            (None, None) => json!(["a", card, stage, lane, words]),
            (kind, None) => json!(["a", card, stage, lane, words, kind]),
            (kind, Some(unnamed)) => json!(["A", card, stage, lane, words, kind, unnamed.side]),
        },
        Op::Edit { text, edit } => {
            array.extend([json!("e"), json!(text)]);
            push_edit(canvas, edit, words, array);
            return;
        }
        Op::Transfer {
            from,
            spans: moved,
            to,
            after,
            keep,
        } => {
            json!([
                "t",
                from,
                to,
                anchor(canvas, *after),
                keep,
                spans(canvas, moved)
            ])
        }
        Op::Copy { card, copy } => json!(["c", card, copy]),
        Op::Split { card, from, rest } => json!(["s", card, anchor(canvas, *from), rest]),
        Op::Merge { card, into, after } => json!(["m", card, into, anchor(canvas, *after)]),
        Op::Move {
            card,
            stage,
            lane,
            rank: None,
        } => json!(["v", card, stage, lane]),
        Op::Move {
            card,
            stage,
            lane,
            rank,
        } => json!(["v", card, stage, lane, rank]),
        Op::State {
            card,
            state,
            reason: None,
        } => json!(["S", card, state]),
        Op::State { card, state, .. } => json!(["S", card, state, words]),
        Op::Delete { card } => json!(["d", card]),
        Op::Restore { card } => json!(["r", card]),
        Op::Group { group, cards, name } => {
            array.push(json!("g"));
            array.push(match group {
                GroupRef::Known(group) => json!(group),
                GroupRef::New(id) => json!(id),
            });
            array.push(json!(cards));
            if let Some(name) = name {
                push_edit(canvas, name, words, array);
            }
            return;
        }
        Op::Ungroup { cards } => json!(["G", cards]),
        Op::Link { from, to, kind } => json!(["k", from, to, kind]),
        Op::Unlink { from, to, kind } => json!(["K", from, to, kind]),
        Op::Rate {
            card,
            expected,
            worked,
            felt,
        } => json!(["w", card, expected, worked, felt]),
        Op::Vote { card, votes } => json!(["b", card, votes]),
        Op::Promise {
            card, owner, due, ..
        } => json!(["q", card, words, owner, due]),
        Op::Confirm { card } => json!(["y", card]),
        Op::Undo { gesture } => json!(["u", gesture]),
        Op::Redo { gesture } => json!(["U", gesture]),
        Op::Feeling { percent } => json!(["f", percent]),
    };
    if let Value::Array(fields) = fields {
        array.extend(fields);
    }
}

fn read_axis(fields: &mut Fields<'_>) -> Result<Axis, &'static str> {
    match fields.next::<u8>()? {
        0 => Ok(Axis::Stage),
        1 => Ok(Axis::Lane),
        _ => Err("it is neither stage nor lane"),
    }
}

fn read_deed(fields: &mut Fields<'_>) -> Result<Op, &'static str> {
    let code: String = fields.next()?;
    Ok(match code.as_str() {
        "p" => Op::Person {
            id: fields.next()?,
            name: fields.next()?,
            side: fields.next()?,
            facilitator: fields.next()?,
        },
        "P" => Op::ChangePerson {
            person: fields.next()?,
            name: fields.next()?,
            side: fields.next()?,
            facilitator: fields.next()?,
        },
        "l" => Op::AddLine {
            axis: read_axis(fields)?,
            id: fields.next()?,
            name: fields.next()?,
            before: fields.next()?,
        },
        "L" => Op::RemoveLine {
            axis: read_axis(fields)?,
            line: fields.next()?,
        },
        "o" => Op::ReorderLine {
            axis: read_axis(fields)?,
            line: fields.next()?,
            before: fields.next()?,
        },
        "a" | "A" => Op::Add {
            card: fields.next()?,
            stage: fields.next()?,
            lane: fields.next()?,
            text: fields.next()?,
            kind: if fields.values.is_empty() {
                None
            } else {
                fields.next()?
            },
            unnamed: if code == "A" {
                Some(Unnamed {
                    side: fields.next()?,
                })
            } else {
                None
            },
        },
        "e" => Op::Edit {
            text: fields.next()?,
            edit: fields.edit()?,
        },
        "t" => Op::Transfer {
            from: fields.next()?,
            to: fields.next()?,
            after: fields.anchor()?,
            keep: fields.next()?,
            spans: fields.spans()?,
        },
        "c" => Op::Copy {
            card: fields.next()?,
            copy: fields.next()?,
        },
        "s" => Op::Split {
            card: fields.next()?,
            from: fields.anchor()?,
            rest: fields.next()?,
        },
        "m" => Op::Merge {
            card: fields.next()?,
            into: fields.next()?,
            after: fields.anchor()?,
        },
        "v" => Op::Move {
            card: fields.next()?,
            stage: fields.next()?,
            lane: fields.next()?,
            rank: if fields.values.is_empty() {
                None
            } else {
                fields.next()?
            },
        },
        "S" => Op::State {
            card: fields.next()?,
            state: fields.next()?,
            reason: if fields.values.is_empty() {
                None
            } else {
                Some(fields.next()?)
            },
        },
        "d" => Op::Delete {
            card: fields.next()?,
        },
        "r" => Op::Restore {
            card: fields.next()?,
        },
        "g" => Op::Group {
            group: match fields.next()? {
                Value::String(id) => GroupRef::New(id),
                value => GroupRef::Known(parse(value)?),
            },
            cards: fields.next()?,
            name: if fields.values.is_empty() {
                None
            } else {
                Some(fields.edit()?)
            },
        },
        "G" => Op::Ungroup {
            cards: fields.next()?,
        },
        "k" => Op::Link {
            from: fields.next()?,
            to: fields.next()?,
            kind: fields.next()?,
        },
        "K" => Op::Unlink {
            from: fields.next()?,
            to: fields.next()?,
            kind: fields.next()?,
        },
        "w" => Op::Rate {
            card: fields.next()?,
            expected: fields.next()?,
            worked: fields.next()?,
            felt: fields.next()?,
        },
        "b" => Op::Vote {
            card: fields.next()?,
            votes: fields.next()?,
        },
        "q" => Op::Promise {
            card: fields.next()?,
            text: fields.next()?,
            owner: fields.next()?,
            due: fields.next()?,
        },
        "y" => Op::Confirm {
            card: fields.next()?,
        },
        "u" => Op::Undo {
            gesture: fields.next()?,
        },
        "U" => Op::Redo {
            gesture: fields.next()?,
        },
        "f" => Op::Feeling {
            percent: fields.next()?,
        },
        _ => return Err("it says nothing that this version of the app knows"),
    })
}

/// Compact JSON of anything.
pub(crate) fn compact(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("values of our own are JSON")
}
