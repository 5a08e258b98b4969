//! The keys of a file, each with the text of its value, before anything is made of it.

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess};
use serde_json::value::RawValue;
use std::fmt;

/// Keys and values that are kept as they are.
pub(super) type Kept = Vec<(String, Box<RawValue>)>;

/// An object whose values nobody has looked into yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'a> {
    pub keys: Vec<(String, &'a RawValue)>,
}

impl<'a> Parts<'a> {
    /// The text of a key's value; the last one's, should there be several.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        let values = self.keys.iter().rev();
        let mut found = values.filter(|(name, _)| name == key);
        found.next().map(|(_, value)| value.get())
    }

    /// A key's value, if there is one of that type.
    pub fn read<T: Deserialize<'a>>(&self, key: &str) -> Option<T> {
        serde_json::from_str(self.get(key)?).ok()
    }

    /// The first key of some that stands there more than once.
    pub fn twice<'k>(&self, keys: &[&'k str]) -> Option<&'k str> {
        let count = |key: &str| self.keys.iter().filter(|(name, _)| name == key).count();
        keys.iter().copied().find(|key| count(key) > 1)
    }

    /// What stands under other keys than these, once each.
    pub fn others(&self, known: impl Fn(&str) -> bool) -> Kept {
        let mut others = Kept::new();
        for (key, value) in &self.keys {
            if known(key) {
                continue;
            }
            let value = (*value).to_owned();
            match others.iter_mut().find(|(name, _)| name == key) {
                Some((_, last)) => *last = value,
                None => others.push((key.clone(), value)),
            }
        }
        others
    }
}

impl<'de> Deserialize<'de> for Parts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartsVisitor)
    }
}

struct PartsVisitor;

impl<'de> de::Visitor<'de> for PartsVisitor {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts<'de>, A::Error> {
        let mut parts = Parts::default();
        while let Some(entry) = map.next_entry()? {
            parts.keys.push(entry);
        }
        Ok(parts)
    }
}
