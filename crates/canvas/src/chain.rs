//! The hash chain over the log: each entry's hash covers all before it.
//!
//! Of an entry's words it covers only a salted hash, so that words and salt can be taken out one
//! day and the chain still holds. Each voice has a secret of its own; an entry's salt follows from
//! the secret of its first voice and the entry's number.

use crate::canvas::{Canvas, Voice};
use crate::entry::{Op, PersonNo};
use crate::letters::EntryNo;
use crate::notation::{Notation, Told};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A SHA-256.
pub type Hash = [u8; 32];

/// A voice's secret, from which the salts of its words follow.
pub type Secret = [u8; 16];

/// How many entries stand between two checkpoints.
pub const CHECKPOINT: u32 = 1000;

/// How many characters of each entry's hash the file tells: few enough to cost next to nothing,
/// enough to name the entry from which on a log does not hold.
pub const TRAIL: usize = 2;

/// The chain up to an entry.
#[derive(Clone, Debug)]
pub struct Chain {
    head: Hash,
    checkpoints: Vec<Hash>,
    /// The beginning of each entry's hash, so that a change is found where it was made.
    trail: String,
    entries: u32,
    notation: Notation,
}

impl Chain {
    /// The chain of an empty log.
    pub fn new(canvas_id: &str) -> Self {
        let head = Sha256::new()
            .chain_update(b"atelier 1 ")
            .chain_update(canvas_id)
            .finalize();
        Chain {
            head: head.into(),
            checkpoints: Vec::new(),
            trail: String::new(),
            entries: 0,
            notation: Notation::default(),
        }
    }

    /// Goes on over the entry that the canvas has at `number`, which is the next one.
    pub fn extend(&mut self, canvas: &Canvas, number: EntryNo, secrets: &Secrets) {
        let words = secrets.hash_of_words(canvas, number);
        let words = words.map_or_else(String::new, |hash| hex(&hash));
        let mut canonical = Vec::with_capacity(160);
        let told = Told::As(&words);
        self.notation.write(canvas, number, told, &mut canonical);
        let head = Sha256::new()
            .chain_update(self.head)
            .chain_update(canonical)
            .finalize();
        self.head = head.into();
        self.entries += 1;
        self.trail.extend(twelve_bits(&self.head));
        if self.entries.is_multiple_of(CHECKPOINT) {
            self.checkpoints.push(self.head);
        }
    }

    /// The hash over everything so far.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// [`TRAIL`] characters for each entry: the beginning of its hash.
    pub fn trail(&self) -> &str {
        &self.trail
    }

    /// The hashes after every thousandth entry.
    pub fn checkpoints(&self) -> &[Hash] {
        &self.checkpoints
    }
}

/// The first twelve bits in base64url.
fn twelve_bits(hash: &Hash) -> [char; TRAIL] {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digit = |six_bits: u8| char::from(ALPHABET[usize::from(six_bits)]);
    let [first, second, ..] = hash;
    [digit(first >> 2), digit((first & 3) << 4 | second >> 4)]
}

/// The secrets of the voices, by the person's id.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    by_voice: BTreeMap<String, Secret>,
}

impl Secrets {
    pub(crate) fn from_file(secrets: &BTreeMap<String, String>) -> Option<Self> {
        let by_voice = secrets
            .iter()
            .map(|(voice, secret)| Some((voice.clone(), from_hex(secret)?)))
            .collect::<Option<_>>()?;
        Some(Secrets { by_voice })
    }

    pub(crate) fn to_file(&self) -> BTreeMap<&str, String> {
        self.by_voice
            .iter()
            .map(|(voice, secret)| (voice.as_str(), hex(secret)))
            .collect()
    }

    /// Gives the voice of an entry's words a secret, if it has none yet.
    pub(crate) fn provide(&mut self, canvas: &Canvas, number: EntryNo, chance: &Hash) {
        let entry = &canvas.log()[number as usize];
        let own = entry.beside();
        if entry.op.words().is_none()
            || own.is_some_and(|own| own.removed.is_some() || own.salt.is_some())
        {
            return;
        }
        let voice = voice_of(canvas, number);
        if !self.by_voice.contains_key(voice) {
            let drawn = Sha256::new()
                .chain_update(chance)
                .chain_update(voice)
                .finalize();
            let secret = drawn[..16].try_into().expect("long enough");
            self.by_voice.insert(voice.to_owned(), secret);
        }
    }

    /// What stands for an entry's words in the chain, if it has any.
    pub(crate) fn hash_of_words(&self, canvas: &Canvas, number: EntryNo) -> Option<Hash> {
        let entry = &canvas.log()[number as usize];
        let words = entry.op.words()?;
        if let Some(removed) = entry.removed() {
            return Some(removed.hash);
        }
        let hash = Sha256::new()
            .chain_update(self.salt_of(canvas, number))
            .chain_update(words)
            .finalize();
        Some(hash.into())
    }

    /// The salt of an entry's words.
    pub(crate) fn salt_of(&self, canvas: &Canvas, number: EntryNo) -> Hash {
        let beside = canvas.log()[number as usize].beside();
        if let Some(salt) = beside.and_then(|beside| beside.salt) {
            return salt;
        }
        let secret = self.by_voice.get(voice_of(canvas, number)).copied();
        Sha256::new()
            .chain_update(secret.unwrap_or_default())
            .chain_update(number.to_le_bytes())
            .finalize()
            .into()
    }

    /// Drops the secret of a voice.
    pub(crate) fn forget(&mut self, voice: &str) {
        self.by_voice.remove(voice);
    }
}

/// Whose secret salts an entry's words. A person's own name is salted by that person.
pub(crate) fn voice_of(canvas: &Canvas, number: EntryNo) -> &str {
    let person = |person: PersonNo| canvas.people()[person as usize].id.as_str();
    match &canvas.log()[number as usize].op {
        Op::Person { id, .. } => id,
        Op::ChangePerson {
            person: changed, ..
        } => person(*changed),
        _ => match canvas.voice_told(number) {
            Voice::People(people) => person(people[0]),
            Voice::Template => "template",
            Voice::Tidy => "tidy",
        },
    }
}

/// The SHA-256 of a text in hexadecimal: how a claim tells its secret.
pub fn sha256_of(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// The bytes of lower-case hexadecimal.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || text.bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let digit = |b: u8| (b as char).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}
