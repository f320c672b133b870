//! Fixed ids: UUIDv7 of the first moment of the operation, told apart by kind and by a short word.

use ledger::ids::{ItemGroupId, ItemId, NormId, PartyId, PersonId, PointId, SiteId};
use uuid::Uuid;

/// 2021-07-15T00:00:00Z in milliseconds.
const OPENED: u64 = 1_626_307_200_000;

/// An id that is always the same for the same kind and word.
fn fixed(kind: &str, word: &str) -> Uuid {
    let hash = proof::hash::sha256(&[b"lithuania-2021\n", kind.as_bytes(), b"\n", word.as_bytes()]);
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&hash.0[..10]);
    uuid::Builder::from_unix_timestamp_millis(OPENED, &bytes).into_uuid()
}

/// By the code on paper: `BLANKET`.
#[must_use]
pub fn item(code: &str) -> ItemId {
    ItemId(fixed("item", code))
}

pub(super) fn group(code: &str) -> ItemGroupId {
    ItemGroupId(fixed("group", code))
}

/// By ISO code of a state, or the short name of an organisation.
#[must_use]
pub fn party(code: &str) -> PartyId {
    PartyId(fixed("party", code))
}

/// By the code that begins document numbers: `PAB`.
#[must_use]
pub fn site(code: &str) -> SiteId {
    SiteId(fixed("site", code))
}

/// By site and number of the dormitory block.
#[must_use]
pub fn point(site: &str, number: u8) -> PointId {
    PointId(fixed("point", &format!("{site}/{number}")))
}

pub(super) fn person(word: &str) -> PersonId {
    PersonId(fixed("person", word))
}

/// A document of the story, by a word of its own.
#[must_use]
pub fn document(word: &str) -> Uuid {
    fixed("document", word)
}

/// A norm of the catalogue, by what it is for.
pub(super) fn norm(word: &str) -> NormId {
    NormId(fixed("norm", word))
}

/// The Czech consignment: item and counted pieces.
#[must_use]
pub fn consignment() -> [(ItemId, i64); 5] {
    [
        ("TENT", 20),
        ("FOLDING-BED", 100),
        ("BLANKET", 500),
        ("HEATER", 20),
        ("SLEEPING-BAG", 500),
    ]
    .map(|(code, pieces)| (item(code), pieces))
}
