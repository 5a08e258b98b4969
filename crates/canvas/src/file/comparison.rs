//! Where a file says something else than its log.

use super::Document;
use super::parts::Parts;
use serde::Serialize;
use serde_json::Value;

/// The readable parts of a file that was read, to be held against what the log says.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    pub(super) parts: Parts<'a>,
    pub(super) differences: Vec<String>,
    pub(super) is_sealed: bool,
}

impl Comparison<'_> {
    /// Holds a part against what is right. What another version wrote into it beside, the
    /// document keeps.
    pub fn compare(&mut self, document: &mut Document, key: &'static str, right: &impl Serialize) {
        let found = self.parts.get(key);
        if found == Some(document.part(key, right).as_str()) {
            return;
        }
        let right = serde_json::to_value(right).expect("values of our own are JSON");
        let value = self.parts.read(key).unwrap_or(Value::Null);
        // What Atelier wrote and nobody edited may come from a version that told less.
        let all = !self.is_sealed;
        self.differences
            .extend(difference(key, &value, &right, all));
        if let (Value::Object(right), Some(found)) = (right, self.parts.read::<Parts<'_>>(key)) {
            let others = found.others(|name| right.contains_key(name));
            if !others.is_empty() {
                document.overlaid.insert(key, others);
            }
        }
    }

    /// What the file says differently, in the order of finding; whether it was edited at all comes
    /// last.
    pub fn differences(mut self) -> Vec<String> {
        if !self.is_sealed {
            let seal = "seal: the file was edited outside Atelier".to_owned();
            self.differences.push(seal);
        }
        self.differences
    }
}

/// Where what was found first says something else than what is right. Keys that are not known
/// are no difference; keys that are missing are one only if `all` must be there.
fn difference(at: &str, found: &Value, right: &Value, all: bool) -> Option<String> {
    match (found, right) {
        (Value::Object(found), Value::Object(right)) => right.iter().find_map(|(key, right)| {
            let at = format!("{at}.{key}");
            match found.get(key) {
                None if all => Some(format!("{at}: the file says nothing, the log says {right}")),
                None => None,
                Some(found) => difference(&at, found, right, all),
            }
        }),
        (Value::Array(found), Value::Array(right)) if found.len() == right.len() => found
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(index, (found, right))| {
                difference(&format!("{at}[{index}]"), found, right, all)
            }),
        (found, right) if found == right => None,
        (found, right) => Some(format!("{at}: the file says {found}, the log says {right}")),
    }
}
