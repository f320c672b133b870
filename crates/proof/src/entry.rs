//! The envelope of an entry: its fields, its exact bytes and the limits every reader enforces.
//!
//! What a newcomer gets wrong: [`Envelope::encode`] is for a *new* entry only. An entry that came from elsewhere is
//! kept as [`EntryBytes`]; parsing drops fields of later versions, so writing it again would change its hash.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::hash::{Hash, sha256};
use crate::scan;

/// Largest entry, in bytes: a document of 3 000 lines with long texts. Whoever holds many entries at once must bound
/// their bytes, not only their number.
pub const MAX_ENTRY_BYTES: usize = 2 * 1024 * 1024;
/// Most scopes an entry may name in `also`.
pub const MAX_ALSO: usize = 16;
/// Every integer in an entry is smaller than this in magnitude, because it crosses into JavaScript.
pub const INTEGER_BOUND: i64 = 1 << 53;
/// Longest word (kind, role, scope) in bytes.
pub const MAX_WORD_BYTES: usize = 64;

/// Another entry, by stream and `seq`; the operation is that of the entry that names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryRef {
    pub device: Uuid,
    pub scope: String,
    pub seq: u64,
}

/// What the author knew: everything up to `pos` of `epoch`, and these stream heads beyond it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Saw {
    pub epoch: u64,
    pub pos: u64,
    pub heads: Vec<EntryRef>,
}

/// One immutable fact by one person on one device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Envelope {
    /// Version of the envelope, 1 or later; versions only add fields.
    pub v: u32,
    /// Place in the stream, from 1.
    pub seq: u64,
    pub kind: String,
    /// Version of the body of this kind.
    pub schema: u32,
    /// Device clock, RFC 3339 UTC with seconds: `2021-07-24T14:10:00Z`.
    pub recorded_at: String,
    /// Business date: `2021-07-24`.
    pub occurred_on: String,
    pub person: Uuid,
    /// Role in which the person acted, snake_case.
    pub role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<EntryRef>,
    pub saw: Saw,
    /// Other scopes that must see this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The body's JSON, exactly as written.
    pub body: Box<RawValue>,
}

/// Why bytes are no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    #[error("the entry is {bytes} bytes long; {MAX_ENTRY_BYTES} is the limit")]
    TooLong { bytes: usize },
    #[error("the entry is not readable: {cause}")]
    Unreadable { cause: String },
    #[error("there is white space outside a string at byte {at}")]
    NotCompact { at: usize },
    #[error("the number at byte {at} is not a whole number")]
    NotWhole { at: usize },
    #[error("the number at byte {at} is 2^53 or more in magnitude")]
    NumberTooLarge { at: usize },
    #[error("the field {name} stands twice")]
    DuplicateField { name: String },
    #[error("the field {field} has no acceptable value")]
    BadField { field: &'static str },
    #[error("the entry names {count} further scopes; {MAX_ALSO} is the limit")]
    TooManyAlso { count: usize },
}

impl Envelope {
    /// The bytes of a new entry: compact JSON, fields in their fixed order. They obey every limit only if
    /// [`Envelope::parse`] takes them, which the writer must try before it stores them.
    ///
    /// # Panics
    /// Never: every envelope serialises.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("envelopes always serialise")
    }

    /// Reads an entry and enforces every limit. Unknown top-level fields are allowed and left out of the result.
    ///
    /// # Errors
    /// `EnvelopeError` says which rule the bytes break; nothing panics, whatever they are.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(EnvelopeError::TooLong { bytes: bytes.len() });
        }
        let envelope: Self =
            serde_json::from_slice(bytes).map_err(|cause| EnvelopeError::Unreadable {
                cause: cause.to_string(),
            })?;
        scan::strict(bytes)?;
        envelope.check()?;
        Ok(envelope)
    }

    /// How deep lists and objects stand in one another in bytes that [`Envelope::parse`] takes. No limit of its own: a
    /// reader must take what a server once took.
    #[must_use]
    pub fn depth(bytes: &[u8]) -> usize {
        scan::depth(bytes)
    }

    fn check(&self) -> Result<(), EnvelopeError> {
        let word = |text: &str| !text.is_empty() && text.len() <= MAX_WORD_BYTES;
        let rules = [
            ("v", self.v >= 1),
            ("seq", self.seq >= 1),
            ("schema", self.schema >= 1),
            ("kind", word(&self.kind)),
            ("role", word(&self.role)),
            ("recorded_at", is_instant(&self.recorded_at)),
            ("occurred_on", is_date(&self.occurred_on)),
            (
                "reverses",
                self.reverses
                    .iter()
                    .all(|entry| entry.seq >= 1 && word(&entry.scope)),
            ),
            ("saw", self.saw.heads.iter().all(|head| word(&head.scope))),
            ("also", self.also.iter().all(|scope| word(scope))),
            ("body", self.body.get().starts_with('{')),
        ];
        if let Some((field, _)) = rules.into_iter().find(|(_, kept)| !kept) {
            return Err(EnvelopeError::BadField { field });
        }
        if self.also.len() > MAX_ALSO {
            return Err(EnvelopeError::TooManyAlso {
                count: self.also.len(),
            });
        }
        Ok(())
    }

    /// The document number in the body, if the body has one (a string field `number`).
    #[must_use]
    pub fn document_number(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Numbered {
            number: String,
        }
        serde_json::from_str::<Numbered>(self.body.get())
            .ok()
            .map(|body| body.number)
    }
}

fn matches(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, mould)| match mould {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
}

fn within(text: &str, from: usize, low: u8, high: u8) -> bool {
    text.get(from..from + 2)
        .and_then(|two| two.parse::<u8>().ok())
        .is_some_and(|number| (low..=high).contains(&number))
}

/// A day of the calendar: every reader must be able to count with it, for an entry can never be taken back.
fn is_date(text: &str) -> bool {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse().ok());
    let (true, Some(year), Some(month)) = (matches(text, "0000-00-00"), number(0, 4), number(5, 7))
    else {
        return false;
    };
    let days = days_in(year, month);
    days > 0 && within(text, 8, 1, days)
}

/// Days of a month of the Gregorian calendar; 0 where there is no such month.
fn days_in(year: u16, month: u16) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_instant(text: &str) -> bool {
    matches(text, "0000-00-00T00:00:00Z")
        && is_date(&text[..10])
        && within(text, 11, 0, 23)
        && within(text, 14, 0, 59)
        && within(text, 17, 0, 59)
}

/// The exact bytes of an entry, as written by its author. They travel inside JSON as raw JSON.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct EntryBytes(Box<RawValue>);

impl EntryBytes {
    /// Takes bytes that are JSON text of at most [`MAX_ENTRY_BYTES`], without surrounding white space.
    /// The other limits are [`Envelope::parse`]'s.
    ///
    /// # Errors
    /// `TooLong`, `Unreadable` or `NotCompact`.
    pub fn new(bytes: Vec<u8>) -> Result<Self, EnvelopeError> {
        let length = bytes.len();
        if length > MAX_ENTRY_BYTES {
            return Err(EnvelopeError::TooLong { bytes: length });
        }
        let unreadable = |cause: String| EnvelopeError::Unreadable { cause };
        let text = String::from_utf8(bytes).map_err(|cause| unreadable(cause.to_string()))?;
        let raw = RawValue::from_string(text).map_err(|cause| unreadable(cause.to_string()))?;
        if raw.get().len() != length {
            return Err(EnvelopeError::NotCompact { at: 0 });
        }
        Ok(Self(raw))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.get().as_bytes()
    }

    /// The bytes as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// SHA-256 of the bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        sha256(&[self.as_bytes()])
    }

    /// Reads the envelope.
    ///
    /// # Errors
    /// As [`Envelope::parse`].
    pub fn parse(&self) -> Result<Envelope, EnvelopeError> {
        Envelope::parse(self.as_bytes())
    }
}

impl PartialEq for EntryBytes {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for EntryBytes {}

impl<'de> Deserialize<'de> for EntryBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let bytes = raw.get().len();
        if bytes > MAX_ENTRY_BYTES {
            return Err(de::Error::custom(EnvelopeError::TooLong { bytes }));
        }
        Ok(Self(raw))
    }
}
