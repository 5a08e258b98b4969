//! Standing in a list that can always take one more in between: hexadecimal fractions as text.

/// A rank right of `left` and left of `right`, as short as can be. Without room (the two are
/// equal), `right` itself.
pub fn between(left: &str, right: &str) -> String {
    if left >= right {
        return right.to_owned();
    }
    let digit = |text: &str, at: usize| {
        text.as_bytes()
            .get(at)
            .and_then(|&b| (b as char).to_digit(16))
            .unwrap_or(0)
    };
    let mut rank = String::new();
    let mut open = false;
    for at in 0.. {
        let l = digit(left, at);
        let r = if open { 16 } else { digit(right, at) };
        if !open && at >= right.len() {
            return right.to_owned();
        }
        let middle = if r > l + 1 { l.midpoint(r) } else { l };
        rank.push(char::from_digit(middle, 16).expect("below 16"));
        if middle > l {
            return rank;
        }
        open |= r > l;
    }
    unreachable!("some digit has room")
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn there_is_always_room() {
        let (low, mut high) = ("0000000a".to_owned(), "0000000b".to_owned());
        for _ in 0..200 {
            let middle = between(&low, &high);
            assert!(low < middle && middle < high, "{low} {middle} {high}");
            high = middle;
        }
        let mut low = low;
        for _ in 0..200 {
            let middle = between(&low, "0000000b");
            assert!(low < middle && middle.as_str() < "0000000b");
            low = middle;
        }
        assert!(between("", "00000001").as_str() < "00000001");
    }
}
