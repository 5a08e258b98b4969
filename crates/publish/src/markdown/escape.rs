//! Text into Markdown.

use crate::plain::plain;

/// Text on one line that means nothing but itself: in a paragraph, a heading, a list or a table's
/// cell, in CommonMark, GitHub's flavour and the usual extensions (mathematics, highlights,
/// super- and subscript). Line ends become `<br>`.
///
/// An e-mail address still becomes a link where GitHub makes links of addresses: it does so after
/// escapes are gone, and what is linked is what is seen.
pub(super) fn text(text: &str) -> String {
    let plain = plain(text.trim());
    let lines = plain
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.map(line).collect::<Vec<String>>().join("<br>")
}

fn line(line: &str) -> String {
    let mut safe = String::with_capacity(line.len() + 8);
    let mut before = None;
    let mut chars = line.chars().peekable();
    // What would begin a heading, a quotation or a list.
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut place = 0;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let starts = match c {
            '#' | '+' | '-' | '=' => place == 0 && alone(c, next),
            '.' | ')' => digits > 0 && place == digits && alone(c, next),
            _ => false,
        };
        let means = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' => true,
            '&' => next.is_some_and(|n| n.is_ascii_alphanumeric() || n == '#'),
            // Addresses: http://, www.
            ':' => next == Some('/'),
            '.' => matches!(before, Some('w' | 'W')),
            // Highlights, insertions, comments and dashes of some dialects.
            '=' | '+' | '-' | '%' => before == Some(c) || next == Some(c),
            '!' => next == Some('['),
            _ => false,
        };
        if starts || means {
            safe.push('\\');
        }
        safe.push(c);
        before = Some(c);
        place += c.len_utf8();
    }
    safe
}

/// Whether a mark at the beginning of a line stands for itself, as those of lists and headings do.
fn alone(mark: char, next: Option<char>) -> bool {
    next.is_none_or(|next| next.is_whitespace() || next == mark)
}
