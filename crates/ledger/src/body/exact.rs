//! Numbers of bodies are exact everywhere: in this program, in SQL's sums and in a window's JavaScript.
//!
//! What a newcomer gets wrong: only a hostile device writes larger ones, and one of them, added to another, would fail
//! every reading of a table. Such a body is malformed on every device alike: kept, handed on, and never folded.

use crate::quantity::MAX_EXACT;

/// Digits of the largest exact number.
const DIGITS: usize = 16;

/// Whether every number of a JSON text lies within the exact ones. Looks at bytes alone: what is no JSON is refused by
/// whoever parses it.
pub(super) fn numbers(json: &str) -> bool {
    let (mut in_text, mut escaped) = (false, false);
    let mut digits = String::new();
    for byte in json.bytes() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if byte.is_ascii_digit() {
            digits.push(char::from(byte));
            continue;
        } else {
            in_text = byte == b'"';
        }
        if !digits.is_empty() {
            if !exact(&digits) {
                return false;
            }
            digits.clear();
        }
    }
    exact(&digits)
}

fn exact(digits: &str) -> bool {
    digits.len() < DIGITS
        || digits
            .parse::<i64>()
            .is_ok_and(|number| number <= MAX_EXACT)
}
