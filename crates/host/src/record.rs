//! What stands in the journal of an open canvas.

use crate::token::Given;
use canvas::chain::{from_hex, hex};
use canvas::letters::EntryNo;
use canvas::refusal::Damage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use workshop::kept::Kept;
use workshop::{Client, Workshop};

/// One record. Each journal begins with an [`Record::Open`]; others of them may follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Record {
    /// What the records after it build on.
    Open {
        canvas: String,
        /// The chance that the canvas draws on, in hexadecimal, so that the same entries give the
        /// same hashes.
        chance: String,
        /// None as long as the canvas was never saved.
        path: Option<String>,
        seats: Vec<Seat>,
        /// What is in no entry.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<Kept>,
        /// The keys that others have, while the workshop is shared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shared: Option<Given>,
        /// How people come in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        door: Option<Box<Rules>>,
    },
    /// A client that was never here, or that has another seat than before.
    Joined {
        client: Client,
        secret: String,
        /// Whose device it is, if it is one person's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
    },
    /// An entry of the log, as it stands in the file, and the command it came from. A template's
    /// entries come from no command: their client and count are 0.
    Done {
        entry: EntryNo,
        line: String,
        client: Client,
        count: u32,
    },
    /// The workshop is shared with these keys from now on, or not any more.
    Shared { keys: Option<Given> },
    /// How people come in from now on.
    Door(Box<Rules>),
    /// The bytes of a picture, in base64, before the first entry that puts it on a card.
    Picture { sha256: String, data: String },
    /// What is in no entry, and nowhere else on disk.
    Kept(Kept),
    /// A command that made no entry and has used its number up.
    Counted { client: Client, count: u32 },
}

/// How people come in, and who does not any more.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub let_all_in: bool,
    pub names_optional: bool,
    /// People who were sent away: nobody else takes their seats by themselves.
    pub removed: BTreeSet<String>,
    /// What their devices proved with: they wait, whoever else is let in.
    pub sent_away: BTreeSet<String>,
}

// What devices prove with is not printed.
impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rules")
    }
}

/// A client and what was accepted from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What the client proves with that it is the one.
    pub secret: String,
    pub client: Client,
    pub accepted: u32,
    /// Whose device it is, if it is one person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl Record {
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("records of our own are JSON")
    }
}

/// What a journal tells.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub canvas: String,
    pub chance: Option<[u8; 32]>,
    pub path: Option<String>,
    pub seats: Vec<Seat>,
    /// Each with the number of its record.
    pub entries: Vec<(EntryNo, String)>,
    /// Pictures in base64, by their SHA-256.
    pub pictures: Vec<(String, String)>,
    /// In the order in which it came about: of the same thing, the last counts.
    pub kept: Vec<Kept>,
    /// The keys that others had when the app was killed.
    pub shared: Option<Given>,
    /// How people came in.
    pub door: Option<Rules>,
}

impl Account {
    /// Reads the records of one journal. What this version does not know is passed over.
    pub fn of(records: &[store::Record]) -> Self {
        let mut account = Account::default();
        for record in records {
            if let Ok(record) = serde_json::from_slice(&record.bytes) {
                account.add(record);
            }
        }
        account
    }

    fn add(&mut self, record: Record) {
        match record {
            Record::Open {
                canvas,
                chance,
                path,
                seats,
                kept,
                shared,
                door,
            } => {
                self.shared = shared;
                self.door = door.map(|door| *door);
                self.canvas = canvas;
                self.chance = self.chance.or_else(|| from_hex(&chance));
                self.path = path;
                for seat in seats {
                    self.accepted(seat.client, seat.accepted);
                    let own = self.seat(seat.client);
                    (own.secret, own.person) = (seat.secret, seat.person);
                }
                self.kept.extend(kept);
            }
            Record::Joined {
                client,
                secret,
                person,
            } => {
                let seat = self.seat(client);
                (seat.secret, seat.person) = (secret, person);
            }
            Record::Done {
                entry,
                line,
                client,
                count,
            } => {
                self.entries.push((entry, line));
                if client != 0 {
                    self.accepted(client, count);
                }
            }
            Record::Shared { keys } => self.shared = keys,
            Record::Door(rules) => self.door = Some(*rules),
            Record::Picture { sha256, data } => self.pictures.push((sha256, data)),
            Record::Kept(kept) => self.kept.push(kept),
            Record::Counted { client, count } => self.accepted(client, count),
        }
    }

    fn seat(&mut self, client: Client) -> &mut Seat {
        let at = self.seats.iter().position(|seat| seat.client == client);
        let at = at.unwrap_or_else(|| {
            self.seats.push(Seat {
                secret: String::new(),
                client,
                accepted: 0,
                person: None,
            });
            self.seats.len() - 1
        });
        &mut self.seats[at]
    }

    fn accepted(&mut self, client: Client, count: u32) {
        let seat = self.seat(client);
        seat.accepted = seat.accepted.max(count);
    }

    /// Adds to the workshop what it does not have yet, and gives back how many entries those were.
    ///
    /// # Errors
    /// An entry that does not fit. Those before it have been added.
    pub fn take_up(&self, workshop: &mut Workshop) -> Result<u32, Damage> {
        let mut added = 0;
        for (sha256, data) in &self.pictures {
            workshop.keep_picture(sha256, data);
        }
        for (entry, line) in &self.entries {
            let next = workshop.canvas().next();
            if *entry < next {
                continue;
            }
            if *entry > next {
                return Err(Damage {
                    entry: next + 1,
                    why: "it is missing",
                });
            }
            workshop.append_line(line)?;
            added += 1;
        }
        for kept in &self.kept {
            workshop.recall(kept);
        }
        Ok(added)
    }
}

/// The record that a journal begins with.
pub fn open(
    canvas: &str,
    chance: &[u8; 32],
    path: Option<String>,
    seats: Vec<Seat>,
    kept: Vec<Kept>,
    shared: Option<Given>,
    door: Option<Rules>,
) -> Record {
    Record::Open {
        canvas: canvas.to_owned(),
        chance: hex(chance),
        path,
        seats,
        kept,
        shared,
        door: door.map(Box::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_the_last_count_of_each_client() {
        let records = [
            open("c", &[7; 32], None, Vec::new(), Vec::new(), None, None),
            Record::Joined {
                client: 3,
                secret: "s3".to_owned(),
                person: None,
            },
            Record::Done {
                entry: 0,
                line: "[]".to_owned(),
                client: 3,
                count: 1,
            },
            Record::Counted {
                client: 3,
                count: 2,
            },
        ];
        let records: Vec<_> = (0..)
            .zip(&records)
            .map(|(number, record)| store::Record {
                number,
                bytes: record.to_bytes(),
            })
            .collect();
        let account = Account::of(&records);
        let seat = Seat {
            secret: "s3".to_owned(),
            client: 3,
            accepted: 2,
            person: None,
        };
        assert_eq!(account.seats, [seat]);
        assert_eq!(account.chance, Some([7; 32]));
        assert_eq!(account.entries.len(), 1);
    }
}
