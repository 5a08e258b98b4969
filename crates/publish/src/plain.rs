//! Text that people wrote, made safe to stand in any document before it is escaped for one.

use std::borrow::Cow;

/// The text with visible replacements for characters that no document may hold, and with every
/// change of writing direction closed, so that one text cannot turn the words after it around.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let mut embeddings = 0_usize;
    let mut isolates = 0_usize;
    let mut unusual = false;
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => embeddings += 1,
            '\u{202C}' => embeddings = embeddings.saturating_sub(1),
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            c => unusual |= replaced(c) != Some(c),
        }
    }
    if !unusual && embeddings == 0 && isolates == 0 {
        return Cow::Borrowed(text);
    }
    let mut plain: String = text.chars().filter_map(replaced).collect();
    plain.extend(std::iter::repeat_n('\u{202C}', embeddings));
    plain.extend(std::iter::repeat_n('\u{2069}', isolates));
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
