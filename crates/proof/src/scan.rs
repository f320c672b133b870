//! The rules of entry bytes that a JSON parser does not enforce: compact, whole numbers below 2^53, no top-level field
//! twice.
//!
//! What a newcomer gets wrong: this runs after a JSON parser has accepted the bytes, so it may trust their grammar; it
//! looks at the bytes themselves because a parsed number has already forgotten whether it was written `1.0` or `1e0`.

use std::collections::BTreeSet;

use crate::entry::{EnvelopeError, INTEGER_BOUND};

/// Demands the rules above of bytes that are one valid JSON value.
pub(crate) fn strict(bytes: &[u8]) -> Result<(), EnvelopeError> {
    let mut fields = BTreeSet::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return Err(EnvelopeError::NotCompact { at }),
            b'"' => {
                let end = string_end(bytes, at);
                let is_field = depth == 1 && bytes.get(end) == Some(&b':');
                if is_field {
                    let name: String = serde_json::from_slice(&bytes[at..end]).unwrap_or_default();
                    if !fields.insert(name.clone()) {
                        return Err(EnvelopeError::DuplicateField { name });
                    }
                }
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'-' | b'0'..=b'9' => {
                at = number(bytes, at)?;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// How deep lists and objects stand in one another, in bytes that are one valid JSON value.
pub(crate) fn depth(bytes: &[u8]) -> usize {
    let (mut at, mut depth, mut deepest) = (0, 0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        at += 1;
    }
    deepest
}

/// The index after the closing quote of the string that opens at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'"' => return end + 1,
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
    bytes.len()
}

/// The index after the number that begins at `at`.
fn number(bytes: &[u8], at: usize) -> Result<usize, EnvelopeError> {
    let length = bytes[at..]
        .iter()
        .take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'))
        .count();
    let token = &bytes[at..at + length];
    if token.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) || token == b"-0" {
        return Err(EnvelopeError::NotWhole { at });
    }
    let value = std::str::from_utf8(token)
        .ok()
        .and_then(|text| text.parse::<i64>().ok());
    match value {
        Some(value) if value.unsigned_abs() < INTEGER_BOUND.unsigned_abs() => Ok(at + length),
        Some(_) | None => Err(EnvelopeError::NumberTooLarge { at }),
    }
}
