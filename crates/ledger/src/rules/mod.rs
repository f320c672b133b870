//! The rules: one module per verb. A rule takes the facts of the moment, a request of parsed values and a stamp, and
//! gives the body of the entry to append, or a refusal that names ids and numbers.
//!
//! Pure: the caller reads the facts inside its write transaction, mints ids and numbers, and asks `role::may` first.
//! Line numbers in refusals are 1-based, as the person sees them. What a newcomer gets wrong: a rule judges what one
//! person does on one device with what that device knows; what happens when two devices disagree is no refusal but a
//! matter for `fold` and its tasks.

pub mod accept;
pub mod activation;
pub mod catalogue;
pub mod closure;
pub mod consign;
pub mod count;
pub mod date;
pub mod explain;
pub mod funds;
pub mod issue;
pub mod kit;
pub mod matching;
pub mod moving;
pub mod offer;
pub mod opening;
pub mod packed;
pub mod receive;
pub mod reduce;
pub mod registers;
pub mod request;
pub mod reserve;
pub mod resolve_task;
pub mod reverse;
pub mod sites;
pub mod stage;
pub mod synonym;
pub mod take;
pub mod transfer;
pub mod transport;

use chrono::NaiveDate;

use crate::ids::PersonId;

/// Most lines in one document.
pub const MAX_LINES: usize = 3000;

/// Who acts, and what the computer's clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub person: PersonId,
    /// Today in the time zone of the site, or of the person where there is no site.
    pub today: NaiveDate,
    pub clock: Clock,
}

/// Whether the computer's clock agrees with what it heard from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    Good,
    /// A date in the future is then asked about (`date::needs_asking`), never refused.
    Suspect,
}

/// A text with its outer spaces removed; `None` if nothing is left.
pub(crate) fn written(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
