//! Text into markup and into style.

use crate::plain::plain;

/// Text that is safe between tags and in quoted attributes.
pub(super) fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A quoted string for a style sheet. Whatever is not a plain letter or digit is written as its
/// number and a blank that ends the number, so that it can end neither the string nor the style.
pub(super) fn css_string(text: &str) -> String {
    let mut safe = String::from("\"");
    for c in plain(text).chars() {
        match c {
            '\n' => safe.push(' '),
            c if c.is_ascii_alphanumeric() || c == ' ' => safe.push(c),
            c => safe.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    safe.push('"');
    safe
}
