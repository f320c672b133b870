//! What is recorded of a site from day to day: access notes and head-counts.

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{AccessNoteRecorded, HeadCountRecorded};
use crate::ids::SiteId;
use crate::quantity::StatedRefusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("the note says nothing")]
    NeedsText,
    #[error("the note ends before it begins")]
    EndsBefore,
    #[error(transparent)]
    Count(#[from] StatedRefusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an access note; one that begins in the future is none the less known today.
///
/// # Errors
/// The first rule that is broken.
pub fn record_access_note(
    site_known: bool,
    request: &AccessNoteRecorded,
) -> Result<AccessNoteRecorded, Refusal> {
    if !site_known {
        return Err(Refusal::UnknownSite(request.site));
    }
    let text = written(Some(&request.text)).ok_or(Refusal::NeedsText)?;
    date::check_year(request.valid_from)?;
    if let Some(last) = request.valid_to {
        date::check_year(last)?;
        if last < request.valid_from {
            return Err(Refusal::EndsBefore);
        }
    }
    Ok(AccessNoteRecorded {
        text,
        source: written(request.source.as_deref()),
        ..request.clone()
    })
}

/// Decides a head-count.
///
/// # Errors
/// The first rule that is broken.
pub fn record_head_count(
    site_known: bool,
    request: &HeadCountRecorded,
    stamp: &Stamp,
) -> Result<HeadCountRecorded, Refusal> {
    if !site_known {
        return Err(Refusal::UnknownSite(request.site));
    }
    request.number.check()?;
    date::check_past(request.day, stamp)?;
    Ok(HeadCountRecorded {
        remark: written(request.remark.as_deref()),
        ..request.clone()
    })
}
