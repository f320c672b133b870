//! Document numbers, and the limit of what one document can hold.

use chrono::{Datelike, NaiveDate};
use ledger::ids::SiteId;
use store::{StoreError, Writing};

use crate::problem::Problem;

/// The next number of a site's documents of one kind, in the year of the business date.
pub(crate) fn next(
    writing: &mut Writing<'_>,
    site: SiteId,
    kind: &str,
    date: NaiveDate,
) -> Result<String, Problem> {
    let row = writing
        .reads()
        .site(site)?
        .ok_or_else(|| Problem::new("site-unknown").at("site"))?;
    Ok(writing.next_number(&row.code, kind, date.year())?)
}

/// An entry that is too long for the journal has too many lines: says how many would fit.
pub(crate) fn too_long(error: StoreError, lines: usize) -> Problem {
    match error {
        StoreError::EntryTooLong { bytes, limit } => {
            let fit = lines.saturating_mul(limit) / bytes.max(1);
            Problem::new("too-many-lines")
                .at("lines")
                .with("limit", fit)
        }
        other => other.into(),
    }
}
