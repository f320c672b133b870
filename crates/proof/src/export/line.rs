//! One line of an audit export: `{"record":"…",…,"sum":"…"}` and a newline.
//!
//! What a newcomer gets wrong: the sum is over the bytes of the line before `,"sum"`, so a line is checked before it is
//! parsed, and every byte of it counts, its white space included.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::entry::MAX_ENTRY_BYTES;
use crate::hash::sha256;

/// Longest line, in bytes with its newline: an entry, its scopes, and room.
pub(super) const MAX_LINE: usize = MAX_ENTRY_BYTES + 64 * 1024;

const SUM: &str = ",\"sum\":\"";
/// `,"sum":"` + 64 digits + `"}` + newline.
const TAIL: usize = SUM.len() + 64 + 3;

/// What kind of record a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Record {
    Header,
    Stream,
    Head,
    Log,
    Entry,
    End,
}

impl Record {
    pub(super) const ALL: [Self; 6] = [
        Self::Header,
        Self::Stream,
        Self::Head,
        Self::Log,
        Self::Entry,
        Self::End,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Stream => "stream",
            Self::Head => "head",
            Self::Log => "log",
            Self::Entry => "entry",
            Self::End => "end",
        }
    }

    fn opening(self) -> String {
        format!("{{\"record\":\"{}\",", self.word())
    }

    /// The kind a line says it is, from its first bytes.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|record| line.starts_with(record.opening().as_bytes()))
    }
}

/// The line of a record, with its newline.
pub(super) fn compose(
    record: Record,
    value: &impl Serialize,
) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_string(value)?;
    let mut line = record.opening();
    // Every record is an object with fields: `{…}`; both braces are ours.
    line.push_str(json.get(1..json.len() - 1).unwrap_or_default());
    let sum = sha256(&[line.as_bytes()]);
    line.push_str(&format!("{SUM}{sum}\"}}\n"));
    Ok(line.into_bytes())
}

/// The part of a line before its sum, if the sum is right.
pub(super) fn checked(line: &[u8]) -> Option<&[u8]> {
    let (content, tail) = line.split_at_checked(line.len().checked_sub(TAIL)?)?;
    let expected = format!("{SUM}{}\"}}\n", sha256(&[content]));
    (tail == expected.as_bytes()).then_some(content)
}

/// Reads the fields of a line's checked part.
pub(super) fn parse<T: DeserializeOwned>(record: Record, content: &[u8]) -> Option<T> {
    let fields = content.strip_prefix(record.opening().as_bytes())?;
    let json = [b"{", fields, b"}"].concat();
    serde_json::from_slice(&json).ok()
}

/// An entry's bytes in its line, wherever they are hit.
pub(super) fn bytes_of(line: &[u8]) -> Option<&[u8]> {
    let mark = b"\"bytes\":";
    let start = line.windows(mark.len()).position(|window| window == mark)?;
    line.get(start + mark.len()..line.len().checked_sub(TAIL)?)
}
