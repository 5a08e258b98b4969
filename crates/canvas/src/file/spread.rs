//! How the readable parts are written: each key, and each element of a list, on a line of its own.

/// An object's compact JSON with each key, and each element of its lists, on a line of its own.
/// What is inside an element, or inside an object of the object, stays compact.
pub(super) fn spread(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() + compact.len() / 16);
    let mut copied = 0;
    let mut depth = 0;
    let mut in_list = false;
    let mut in_string = false;
    let mut escaped = false;
    let bytes = compact.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if in_string {
            (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        let own_line = match byte {
            b'"' => {
                in_string = true;
                continue;
            }
            b'{' | b'[' => {
                in_list = if depth == 1 { byte == b'[' } else { in_list };
                depth += 1;
                let empty = matches!(bytes.get(at + 1), Some(b'}' | b']'));
                (!empty).then_some((at + 1, depth))
            }
            b'}' | b']' => {
                depth -= 1;
                let empty = matches!(bytes[at - 1], b'{' | b'[');
                (!empty).then_some((at, depth))
            }
            b',' => Some((at + 1, depth)),
            b':' if depth == 1 => {
                out.push_str(&compact[copied..=at]);
                out.push(' ');
                copied = at + 1;
                continue;
            }
            _ => continue,
        };
        // A bracket that closes stands as far to the left as its line began.
        let inside = if matches!(byte, b'}' | b']') {
            depth + 1
        } else {
            depth
        };
        if let Some((end, indent)) = own_line
            && (inside == 1 || (inside == 2 && in_list))
        {
            out.push_str(&compact[copied..end]);
            out.push('\n');
            out.push_str(&"    "[..2 * indent]);
            copied = end;
        }
    }
    out.push_str(&compact[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn keys_and_elements_of_lists_stand_on_lines_of_their_own() {
        let compact =
            r#"{"a":[{"b":[1,2],"c":"[,{:\"\\"},3],"d":[],"e":{},"f":{"g":[1]},"h":"x,\\"}"#;
        let spread_out = r#"{
  "a": [
    {"b":[1,2],"c":"[,{:\"\\"},
    3
  ],
  "d": [],
  "e": {},
  "f": {"g":[1]},
  "h": "x,\\"
}"#;
        assert_eq!(spread(compact), spread_out);
        assert_eq!(spread("{}"), "{}");
    }
}
