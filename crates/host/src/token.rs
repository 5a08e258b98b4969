//! The keys of a host: the facilitator's for as long as it runs, those of everybody else for as long
//! as the workshop is open to them.
//!
//! Keys are in addresses that are shown on purpose, and nowhere else: this type does not print.

use crate::machine;
use crate::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// How many characters a code has.
const CODE: usize = 6;
/// What codes are made of: nothing that looks or sounds like another, no vowels and so no words.
const LETTERS: &[u8; 20] = b"CDFHJKMNPQRTVWXY3479";
/// Peers that are remembered as having reached the page.
const MOST_PEERS: usize = 10_000;

/// What somebody comes with.
#[derive(Default, Deserialize)]
pub struct Pass {
    pub token: Option<String>,
    pub projector: Option<String>,
    pub code: Option<String>,
}

/// The keys that are given to others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub code: String,
    pub projector: String,
}

// Keys are not printed, wherever what holds them is.
impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Given")
    }
}

/// Who may come in as what.
pub struct Keys {
    facilitator: String,
    open: RwLock<Option<Open>>,
}

/// The keys of one time that the workshop is open to others.
struct Open {
    given: Given,
    /// Who has reached the page where people join.
    reached: HashSet<IpAddr>,
}

impl Keys {
    pub fn new() -> Self {
        Keys {
            facilitator: machine::secret(),
            open: RwLock::default(),
        }
    }

    pub fn facilitator(&self) -> &str {
        &self.facilitator
    }

    /// Makes new keys for participants and the projector, or goes on with those that a host had
    /// given when it was killed.
    pub fn open(&self, earlier: Option<Given>) {
        let given = earlier.unwrap_or_else(|| Given {
            code: code(),
            projector: machine::secret(),
        });
        *self.write() = Some(Open {
            given,
            reached: HashSet::new(),
        });
    }

    /// Their keys are worth nothing any more.
    pub fn close(&self) {
        *self.write() = None;
    }

    pub fn is_open(&self) -> bool {
        self.read().is_some()
    }

    /// The code for participants and the projector's token.
    pub fn given(&self) -> Option<Given> {
        let open = self.read();
        Some(open.as_ref()?.given.clone())
    }

    /// Who somebody is by what they came with.
    pub fn role(&self, pass: &Pass) -> Option<Role> {
        let is = |given: &Option<String>, key: &str| {
            given.as_deref().is_some_and(|given| same(given, key))
        };
        if is(&pass.token, &self.facilitator) {
            return Some(Role::Facilitator);
        }
        let open = self.read();
        let open = open.as_ref()?;
        if is(&pass.projector, &open.given.projector) {
            return Some(Role::Projector);
        }
        is(&pass.code.as_deref().map(typed), &open.given.code).then_some(Role::Participant)
    }

    /// Somebody has reached the page where people join. True the first time.
    pub fn reached(&self, peer: IpAddr) -> bool {
        match &mut *self.write() {
            Some(open) if open.reached.len() < MOST_PEERS => open.reached.insert(peer),
            _ => false,
        }
    }

    /// How many devices have reached that page.
    pub fn count_reached(&self) -> u32 {
        let open = self.read();
        open.as_ref().map_or(0, |open| open.reached.len() as u32)
    }

    fn read(&self) -> RwLockReadGuard<'_, Option<Open>> {
        self.open.read().expect("nothing panics here")
    }

    fn write(&self) -> RwLockWriteGuard<'_, Option<Open>> {
        self.open.write().expect("nothing panics here")
    }
}

/// A code as somebody types it, who may write it small or apart.
fn typed(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    letters
        .take(2 * CODE)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// A new code: each letter as likely as any other.
fn code() -> String {
    let fair = 256 - 256 % LETTERS.len();
    let mut code = String::new();
    while code.len() < CODE {
        for byte in machine::chance() {
            if usize::from(byte) < fair && code.len() < CODE {
                code.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
            }
        }
    }
    code
}

/// Whether two keys are the same, in a time that says nothing about where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |differ, (a, b)| differ | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_code(code: &str) -> Pass {
        Pass {
            code: Some(code.to_owned()),
            ..Pass::default()
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let keys = Keys::new();
        assert_eq!(keys.role(&with_code("")), None);
        keys.open(None);
        let Given { code, projector } = keys.given().unwrap();
        let small = code.to_lowercase();
        for typed in [
            &*code,
            &*small,
            &format!("{} - {}", &small[..3], &code[3..]),
        ] {
            assert_eq!(keys.role(&with_code(typed)), Some(Role::Participant));
        }
        for wrong in ["", &code[1..], &format!("{code}{code}"), &projector] {
            assert_eq!(keys.role(&with_code(wrong)), None, "{wrong}");
        }
    }

    #[test]
    fn what_was_given_is_worth_nothing_after_the_end_of_sharing() {
        let keys = Keys::new();
        keys.open(None);
        let code = keys.given().unwrap().code;
        keys.close();
        assert_eq!(keys.role(&with_code(&code)), None);
        keys.open(None);
        assert_eq!(keys.role(&with_code(&code)), None);
        assert_eq!(keys.count_reached(), 0);
    }

    #[test]
    fn keys_are_not_printed() {
        let keys = Keys::new();
        keys.open(None);
        assert_eq!(format!("{:?}", keys.given()), "Some(Given)");
    }

    #[test]
    fn codes_use_every_letter_and_no_other() {
        let all: String = (0..500).map(|_| code()).collect();
        assert!(all.bytes().all(|letter| LETTERS.contains(&letter)));
        assert!(LETTERS.iter().all(|letter| all.as_bytes().contains(letter)));
    }
}
