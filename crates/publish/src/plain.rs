//! Text that people wrote, made safe to stand in any document before it is escaped for one.

use std::borrow::Cow;

/// A change of writing direction that is still open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Embedding,
    Isolate,
}

/// The text with visible replacements for characters that no document may hold, and with every
/// change of writing direction closed, so that one text cannot turn the words after it around.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let mut open: Vec<Open> = Vec::new();
    let mut unusual = false;
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(Open::Embedding),
            '\u{2066}'..='\u{2068}' => open.push(Open::Isolate),
            // Closes the last embedding, unless an isolate stands between (UAX #9, X7).
            '\u{202C}' => {
                open.pop_if(|last| *last == Open::Embedding);
            }
            // Closes the last isolate with all that is open in it (UAX #9, X6a).
            '\u{2069}' => {
                if let Some(last) = open.iter().rposition(|open| *open == Open::Isolate) {
                    open.truncate(last);
                }
            }
            c => unusual |= replaced(c) != Some(c),
        }
    }
    if !unusual && open.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut plain: String = text.chars().filter_map(replaced).collect();
    plain.extend(open.iter().rev().map(|open| match open {
        Open::Embedding => '\u{202C}',
        Open::Isolate => '\u{2069}',
    }));
    Cow::Owned(plain)
}

/// What stands for a character; nothing for carriage returns.
fn replaced(c: char) -> Option<char> {
    match c {
        '\r' => None,
        '\t' => Some(' '),
        '\n' => Some('\n'),
        // Other ways to end a line.
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_control() => Some('\u{FFFD}'),
        '\u{FFFE}' | '\u{FFFF}' | '\u{FFF9}'..='\u{FFFB}' => Some('\u{FFFD}'),
        c => Some(c),
    }
}
