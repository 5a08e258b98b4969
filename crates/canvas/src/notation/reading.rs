//! Reading entries, field by field, as the text of the file goes by.

use super::Notation;
use crate::agenda::Agenda;
use crate::canvas::Canvas;
use crate::chain::{Hash, from_hex};
use crate::entry::{
    Anchor, Axis, Beside, CardNo, Correction, Edit, Entry, GroupRef, Inference, More, Op, PersonNo,
    PictureFacts, Removed, Span, Unnamed,
};
use crate::feelings::{ITEMS, Shared, Told, Total};
use crate::letters::{EntryNo, PlaceNo, SlotNo};
use crate::people::Side;
use crate::rounds::{Sum, Tally};
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess};
use serde_json::Value;
use std::fmt;

const WRONG_TYPE: &str = "a part of it has the wrong type";
const SAYS_MORE: &str = "it says more than it can mean";
const NO_LETTER: &str = "no such letter";
const NO_LETTERS: &str = "no such letters";
const NO_HASH: &str = "it is no hash";

impl Notation {
    /// The entry that a line says; `canvas` has all entries before it.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn read(&mut self, canvas: &Canvas, line: &str) -> Result<Entry, &'static str> {
        let mut why = "";
        let seed = LineSeed {
            notation: self,
            canvas,
            why: &mut why,
        };
        let mut text = serde_json::Deserializer::from_str(line);
        let read = seed.deserialize(&mut text);
        match read.and_then(|entry| text.end().map(|()| entry)) {
            Ok(entry) => Ok(entry),
            Err(_) => Err(why),
        }
    }
}

/// Reads one line of a log.
pub(crate) struct LineSeed<'a> {
    pub notation: &'a mut Notation,
    pub canvas: &'a Canvas,
    /// What is wrong with the line, if anything is.
    pub why: &'a mut &'static str,
}

impl<'de> DeserializeSeed<'de> for LineSeed<'_> {
    type Value = Entry;

    fn deserialize<D: Deserializer<'de>>(self, line: D) -> Result<Entry, D::Error> {
        *self.why = "it is not an array";
        line.deserialize_seq(self)
    }
}

impl<'de> de::Visitor<'de> for LineSeed<'_> {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Entry, A::Error> {
        *self.why = WRONG_TYPE;
        let mut fields = Fields {
            canvas: self.canvas,
            why: self.why,
            seq,
            rest: None,
            by_name: false,
        };
        let by: Option<PersonNo> = fields.next()?;
        let since: i64 = fields.next()?;
        let mut op = fields.deed()?;
        let rest = fields.rest()?;
        if let Op::AddLine { axis, id, name, .. } = &mut op
            && fields.by_name
        {
            let beside = rest.more.beside.as_ref();
            *id = match beside.and_then(|beside| beside.removed) {
                Some(_) => Canvas::line_placeholder(self.canvas.next_line(*axis)),
                None => name.clone(),
            };
        }
        if by.is_some_and(|by| by as usize > self.canvas.people().len()) {
            return fields.fail("no such person");
        }
        let Some(at_ms) = self.notation.at_ms.checked_add(since) else {
            return fields.fail("its time is out of all bounds");
        };
        let entry = Entry {
            by,
            voices: rest.voices.into_boxed_slice(),
            tidy: rest.tidy,
            at_ms,
            client: rest
                .client
                .unwrap_or_else(|| self.notation.usual_client(by)),
            gesture: rest.gesture.unwrap_or_else(|| self.canvas.next()),
            op,
            more: rest.more.boxed(),
        };
        self.notation.remember(&entry);
        Ok(entry)
    }
}

/// What is left of a line.
struct Fields<'a, A> {
    canvas: &'a Canvas,
    why: &'a mut &'static str,
    seq: A,
    /// The last of a line, if a field that may be there or not was looked for and it came instead.
    rest: Option<Rest>,
    /// A stage or lane has no id beside its name.
    by_name: bool,
}

impl<'de, A: SeqAccess<'de>> Fields<'_, A> {
    fn fail<T>(&mut self, why: &'static str) -> Result<T, A::Error> {
        *self.why = why;
        Err(de::Error::custom(why))
    }

    fn good<T>(&mut self, result: Result<T, &'static str>) -> Result<T, A::Error> {
        match result {
            Ok(value) => Ok(value),
            Err(why) => self.fail(why),
        }
    }

    fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        match self.seq.next_element()? {
            Some(value) => Ok(value),
            None => self.fail("a part of it is missing"),
        }
    }

    /// A field that need not be there.
    fn next_if_there(&mut self) -> Result<Option<Value>, A::Error> {
        if self.rest.is_some() {
            return Ok(None);
        }
        match self.seq.next_element()? {
            None => Ok(None),
            Some(Last::Field(value)) => Ok(Some(value)),
            Some(Last::Rest(rest)) => {
                self.rest = Some(rest);
                Ok(None)
            }
        }
    }

    fn parsed_if_there<T: DeserializeOwned>(&mut self) -> Result<Option<T>, A::Error> {
        match self.next_if_there()? {
            None => Ok(None),
            Some(value) => match serde_json::from_value(value) {
                Ok(value) => Ok(Some(value)),
                Err(_) => self.fail(WRONG_TYPE),
            },
        }
    }

    /// What stands at the end of a line.
    fn rest(&mut self) -> Result<Rest, A::Error> {
        if self.next_if_there()?.is_some() {
            return self.fail(SAYS_MORE);
        }
        let Some(rest) = self.rest.take() else {
            return Ok(Rest::default());
        };
        match self.seq.next_element::<de::IgnoredAny>()? {
            Some(_) => self.fail(SAYS_MORE),
            None => Ok(rest),
        }
    }

    fn anchor(&mut self) -> Result<Anchor, A::Error> {
        match self.next::<Option<Name>>()? {
            None => Ok(None),
            Some(name) => {
                let slot = name.slot(self.canvas);
                self.good(slot).map(Some)
            }
        }
    }

    fn spans(&mut self, names: &[Name]) -> Result<Box<[Span]>, A::Error> {
        let spans = names.iter().map(|name| name.span(self.canvas)).collect();
        self.good(spans)
    }

    fn spans_if_there(&mut self) -> Result<Box<[Span]>, A::Error> {
        let names: Option<Vec<Name>> = self.parsed_if_there()?;
        self.spans(&names.unwrap_or_default())
    }

    fn place_if_there(&mut self) -> Result<Option<PlaceNo>, A::Error> {
        let name: Option<Name> = self.parsed_if_there()?;
        let place = name.map(|name| name.place(self.canvas)).transpose();
        self.good(place)
    }

    fn axis(&mut self) -> Result<Axis, A::Error> {
        match self.next::<u8>()? {
            0 => Ok(Axis::Stage),
            1 => Ok(Axis::Lane),
            _ => self.fail("it is neither stage nor lane"),
        }
    }

    fn deed(&mut self) -> Result<Op, A::Error> {
        Ok(match self.next::<Deed>()?.0 {
            b'p' => Op::Person {
                id: self.next()?,
                name: self.next()?,
                side: self.next()?,
                facilitator: self.next()?,
            },
            b'P' => Op::ChangePerson {
                person: self.next()?,
                name: self.next()?,
                side: self.next()?,
                facilitator: self.next()?,
            },
            b'M' => Op::SamePerson {
                person: self.next()?,
                of: self.next()?,
            },
            b'l' => Op::AddLine {
                axis: self.axis()?,
                id: {
                    let id: Option<String> = self.next()?;
                    self.by_name = id.is_none();
                    id.unwrap_or_default()
                },
                name: self.next()?,
                before: self.next()?,
            },
            b'L' => Op::RemoveLine {
                axis: self.axis()?,
                line: self.next()?,
            },
            b'o' => Op::ReorderLine {
                axis: self.axis()?,
                line: self.next()?,
                before: self.next()?,
            },
            b'a' => Op::Add {
                card: self.next()?,
                stage: self.next()?,
                lane: self.next()?,
                text: self.next()?,
                kind: self.parsed_if_there()?,
                unnamed: None,
            },
            b'A' => Op::Add {
                card: self.next()?,
                stage: self.next()?,
                lane: self.next()?,
                text: self.next()?,
                kind: self.next()?,
                unnamed: Some(Box::new(Unnamed {
                    side: self.next()?,
                    claim: self.hash_if_there()?.map(Box::new),
                })),
            },
            b'e' => Op::Edit {
                text: self.next()?,
                edit: Edit {
                    after: self.anchor()?,
                    insert: self.next::<String>()?.into(),
                    delete: self.spans_if_there()?,
                    right: self.place_if_there()?,
                },
            },
            b't' => Op::Transfer {
                from: self.next()?,
                to: self.next()?,
                after: self.anchor()?,
                keep: self.next()?,
                spans: {
                    let names: Vec<Name> = self.next()?;
                    self.spans(&names)?
                },
                cased: self.parsed_if_there()?.unwrap_or_default(),
            },
            b'c' => Op::Copy {
                card: self.next()?,
                copy: self.next()?,
                letters: {
                    let names: Option<Vec<Name>> = self.parsed_if_there()?;
                    names.map(|names| self.spans(&names)).transpose()?
                },
                cased: self.parsed_if_there()?.unwrap_or_default(),
            },
            b's' => Op::Split {
                card: self.next()?,
                from: self.anchor()?,
                rest: self.next()?,
            },
            b'm' => Op::Merge {
                card: self.next()?,
                into: self.next()?,
                after: self.anchor()?,
            },
            b'v' => Op::Move {
                card: self.next()?,
                stage: self.next()?,
                lane: self.next()?,
                rank: self.parsed_if_there()?,
            },
            b'S' => Op::State {
                card: self.next()?,
                state: self.next()?,
                reason: self.parsed_if_there()?,
            },
            b'd' => Op::Delete { card: self.next()? },
            b'r' => Op::Restore { card: self.next()? },
            b'g' => Op::Group {
                group: match self.next()? {
                    NumberOrId::Number(group) => GroupRef::Known(group),
                    NumberOrId::Id(id) => GroupRef::New(id),
                },
                cards: self.next()?,
                name: self.name_if_there()?,
            },
            b'G' => Op::Ungroup {
                cards: self.next()?,
            },
            b'k' => Op::Link {
                from: self.next()?,
                to: self.next()?,
                kind: self.next()?,
            },
            b'K' => Op::Unlink {
                from: self.next()?,
                to: self.next()?,
                kind: self.next()?,
            },
            b'w' => Op::Rate {
                card: self.next()?,
                expected: self.next()?,
                worked: self.next()?,
                felt: self.next()?,
            },
            b'b' => Op::Vote {
                card: self.next()?,
                votes: self.next()?,
            },
            b'q' => Op::Promise {
                card: self.next()?,
                text: self.next()?,
                owner: self.next()?,
                due: self.next()?,
            },
            b'y' => Op::Confirm { card: self.next()? },
            b'Y' => Op::Claim {
                card: self.next()?,
                secret: self.next()?,
            },
            b'z' => Op::Reassign {
                card: self.next()?,
                correction: Box::new(Correction {
                    letters: {
                        let names: Vec<Name> = self.next()?;
                        self.spans(&names)?
                    },
                    to: self.next()?,
                    reason: self.next()?,
                    agreed: self.next()?,
                }),
            },
            b'i' => Op::Attach {
                card: self.next()?,
                picture: Box::new(PictureFacts {
                    sha256: self.hash()?,
                    mime: self.next()?,
                    size: self.next()?,
                }),
                name: self.next()?,
            },
            b'I' => Op::Detach {
                card: self.next()?,
                picture: self.next()?,
            },
            b'D' => Op::Declare {
                card: self.next()?,
                people: self.next()?,
            },
            b'u' => Op::Undo {
                gesture: self.next()?,
            },
            b'U' => Op::Redo {
                gesture: self.next()?,
            },
            b'f' => Op::Feeling {
                percent: self.next()?,
            },
            b'x' => Op::Redact {
                person: self.next()?,
                beside: Box::new(self.next::<Digest>()?.0),
            },
            b'h' => Op::OpenFeelings,
            b'H' => Op::Feel,
            b'F' => Op::CloseFeelings {
                told: Box::new(self.told()?),
            },
            b'n' => Op::Agenda {
                agenda: Box::new(Agenda {
                    phases: self.next()?,
                    words: self.next()?,
                }),
            },
            b'N' => Op::EnterPhase {
                phase: self.next()?,
            },
            b'E' => Op::ExtendPhase {
                minutes: self.next()?,
            },
            b'j' => Op::OpenRound {
                round: self.next()?,
                asks: self.next()?,
                cards: self.next()?,
            },
            b'J' => Op::Cast,
            b'O' => Op::CloseRound {
                tally: Box::new(self.tally()?),
            },
            b'C' => Op::Comment {
                card: self.next()?,
                text: self.next()?,
            },
            _ => return self.fail("it says nothing that this version of the app knows"),
        })
    }

    fn hash(&mut self) -> Result<Hash, A::Error> {
        let hash: String = self.next()?;
        self.good(from_hex(&hash).ok_or(NO_HASH))
    }

    fn hash_if_there(&mut self) -> Result<Option<Hash>, A::Error> {
        match self.parsed_if_there::<String>()? {
            None => Ok(None),
            Some(hash) => self.good(from_hex(&hash).ok_or(NO_HASH)).map(Some),
        }
    }

    fn told(&mut self) -> Result<Told, A::Error> {
        let answered = self.next()?;
        let totals: Vec<(Option<Side>, u32, [u32; ITEMS], u32)> = self.next()?;
        let shared: Vec<(PersonNo, [u8; ITEMS], u32)> = self.next()?;
        let total = |(side, n, items, estimates)| Total {
            side,
            n,
            items,
            estimates,
        };
        let own = |(person, items, estimate)| Shared {
            person,
            items,
            estimate,
        };
        Ok(Told {
            answered,
            totals: totals.into_iter().map(total).collect(),
            shared: shared.into_iter().map(own).collect(),
        })
    }

    fn tally(&mut self) -> Result<Tally, A::Error> {
        let (proxies, given) = (self.next()?, self.next()?);
        let sums: Vec<(CardNo, Option<Side>, u32, [u32; 3])> = self.next()?;
        let sum = |(card, side, n, values)| Sum {
            card,
            side,
            n,
            values,
        };
        Ok(Tally {
            proxies,
            given,
            sums: sums.into_iter().map(sum).collect(),
        })
    }

    /// A group's name; without one, what comes next is the rest.
    fn name_if_there(&mut self) -> Result<Option<Box<Edit>>, A::Error> {
        let Some(after) = self.parsed_if_there::<Option<Name>>()? else {
            return Ok(None);
        };
        let after = after.map(|name| name.slot(self.canvas)).transpose();
        Ok(Some(Box::new(Edit {
            after: self.good(after)?,
            insert: self.next::<String>()?.into(),
            delete: self.spans_if_there()?,
            right: self.place_if_there()?,
        })))
    }
}

/// The letter of a deed.
struct Deed(u8);

impl<'de> Deserialize<'de> for Deed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What is not ASCII is no deed.
        let letter = char::deserialize(deserializer)?;
        Ok(Deed(u8::try_from(letter).unwrap_or(0)))
    }
}

/// A letter, or neighbouring ones: the entry, the first one's offset, and how many.
struct Name {
    entry: EntryNo,
    offset: u32,
    count: u32,
}

impl Name {
    fn place(&self, canvas: &Canvas) -> Result<PlaceNo, &'static str> {
        canvas.place_named(self.entry, self.offset).ok_or(NO_LETTER)
    }

    /// Where that letter was put by the entry.
    fn slot(&self, canvas: &Canvas) -> Result<SlotNo, &'static str> {
        canvas.slot_named(self.entry, self.offset).ok_or(NO_LETTER)
    }

    fn span(&self, canvas: &Canvas) -> Result<Span, &'static str> {
        let first = self.place(canvas)?;
        let count = self.count;
        let last = self
            .offset
            .checked_add(count)
            .and_then(|n| n.checked_sub(1));
        let last = last.and_then(|last| canvas.place_named(self.entry, last));
        if count == 0 || last.is_none() {
            return Err(NO_LETTERS);
        }
        Ok(Span { first, count })
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> de::Visitor<'de> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("letters")
    }

    fn visit_u64<E: de::Error>(self, entry: u64) -> Result<Name, E> {
        Ok(Name {
            entry: u32::try_from(entry).map_err(E::custom)?,
            offset: 0,
            count: 1,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Name, A::Error> {
        let missing = || de::Error::custom(NO_LETTERS);
        let name = Name {
            entry: seq.next_element()?.ok_or_else(missing)?,
            offset: seq.next_element()?.ok_or_else(missing)?,
            count: seq.next_element()?.unwrap_or(1),
        };
        match seq.next_element::<de::IgnoredAny>()? {
            Some(_) => Err(missing()),
            None => Ok(name),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrId {
    Number(u32),
    Id(String),
}

/// What stands where a line may end: one more field, or the rest.
enum Last {
    Field(Value),
    Rest(Rest),
}

impl<'de> Deserialize<'de> for Last {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LastVisitor)
    }
}

struct LastVisitor;

impl<'de> de::Visitor<'de> for LastVisitor {
    type Value = Last;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Last, A::Error> {
        Rest::read(map).map(Last::Rest)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Last, A::Error> {
        let list = Vec::deserialize(de::value::SeqAccessDeserializer::new(seq))?;
        Ok(Last::Field(Value::Array(list)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Last, E> {
        Ok(Last::Field(text.into()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Last, E> {
        Ok(Last::Field(number.into()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Last, E> {
        Ok(Last::Field(number.into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Last, E> {
        Ok(Last::Field(number.into()))
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Last, E> {
        Ok(Last::Field(yes.into()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Last, E> {
        Ok(Last::Field(Value::Null))
    }
}

/// A hash in hexadecimal.
struct Digest(Hash);

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hash = from_hex(&String::deserialize(deserializer)?);
        hash.map(Digest)
            .ok_or_else(|| de::Error::custom(WRONG_TYPE))
    }
}

/// Words that were taken out: their hash, by which entry, and 1 if only the case was changed.
#[derive(Deserialize)]
struct Gone(Digest, EntryNo, #[serde(default)] u8);

fn inference(told: [u32; 7]) -> Inference {
    let [entry, offset, from, at, count, length, since] = told;
    Inference {
        letters: (entry, offset),
        source: (from, at),
        count,
        length,
        since,
    }
}

/// The end of a line, where anything is out of the ordinary.
#[derive(Default)]
struct Rest {
    voices: Vec<PersonNo>,
    tidy: bool,
    client: Option<u32>,
    gesture: Option<EntryNo>,
    more: More,
}

impl Rest {
    fn beside(&mut self) -> &mut Beside {
        self.more.beside.get_or_insert_default()
    }

    fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut rest = Rest::default();
        while let Some(key) = map.next_key::<String>()? {
            let twice = match key.as_str() {
                "f" => !std::mem::replace(&mut rest.voices, map.next_value()?).is_empty(),
                "t" => {
                    if map.next_value::<u8>()? != 1 {
                        return Err(de::Error::custom(WRONG_TYPE));
                    }
                    std::mem::replace(&mut rest.tidy, true)
                }
                "c" => rest.client.replace(map.next_value()?).is_some(),
                "g" => rest.gesture.replace(map.next_value()?).is_some(),
                "n" => rest.more.cuts.replace(map.next_value()?).is_some(),
                "x" => {
                    let Gone(Digest(hash), by, recases) = map.next_value()?;
                    let recases = recases == 1;
                    let removed = Removed { hash, by, recases };
                    rest.beside().removed.replace(removed).is_some()
                }
                "k" => {
                    let Digest(salt) = map.next_value()?;
                    rest.beside().salt.replace(salt).is_some()
                }
                "i" => {
                    let stretches: Vec<[u32; 7]> = map.next_value()?;
                    let inferred = stretches.into_iter().map(inference).collect();
                    !std::mem::replace(&mut rest.beside().inferred, inferred).is_empty()
                }
                _ => rest.more.extra.insert(key, map.next_value()?).is_some(),
            };
            if twice {
                return Err(de::Error::custom("it says something twice"));
            }
        }
        Ok(rest)
    }
}
