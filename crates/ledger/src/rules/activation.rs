//! Recording that a state activated the Mechanism.

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::ActivationRecorded;
use crate::ids::{ActivationId, PartyId};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The requesting state is a state in the catalogue that is affected.
    pub state_is_affected: bool,
    pub already_posted: bool,
    /// The activation with the same UCPM number, if there is one.
    pub same_number: Option<ActivationId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("activation {0} was recorded before")]
    AlreadyPosted(ActivationId),
    #[error("party {0} is not an affected state of this operation")]
    NotAffected(PartyId),
    #[error("the hazard is not named")]
    NeedsHazard,
    #[error("activation {0} has this number")]
    SameNumber(ActivationId),
    #[error("{0} is not a GLIDE number")]
    NotGlide(String),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an activation; `requested_on` is also its business date.
///
/// # Errors
/// The first rule that is broken.
pub fn record(
    facts: &Facts,
    request: &ActivationRecorded,
    stamp: &Stamp,
) -> Result<ActivationRecorded, Refusal> {
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    if !facts.state_is_affected {
        return Err(Refusal::NotAffected(request.requesting_state));
    }
    let hazard = written(Some(&request.hazard)).ok_or(Refusal::NeedsHazard)?;
    if let Some(other) = facts.same_number {
        return Err(Refusal::SameNumber(other));
    }
    date::check_past(request.requested_on, stamp)?;
    let glide = written(request.glide.as_deref());
    if let Some(text) = glide.as_ref().filter(|text| !is_glide(text)) {
        return Err(Refusal::NotGlide(text.clone()));
    }
    Ok(ActivationRecorded {
        id: request.id,
        requesting_state: request.requesting_state,
        ucpm_number: written(request.ucpm_number.as_deref()),
        hazard,
        requested_on: request.requested_on,
        source: written(request.source.as_deref()),
        stage: request.stage,
        glide,
        note: written(request.note.as_deref()),
    })
}

/// Two letters of the hazard, a year, six digits and three letters of the country: `CE-2021-000100-LTU`.
///
/// What a newcomer gets wrong: the register gives these numbers and is not asked, so only the shape is judged. One disaster
/// may lead several states to activate, so that the same number may stand in more than one activation.
#[must_use]
pub fn is_glide(text: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [hazard, year, number, country] = parts[..] else {
        return false;
    };
    (hazard.len(), year.len(), number.len(), country.len()) == (2, 4, 6, 3)
        && letters(hazard)
        && digits(year)
        && digits(number)
        && letters(country)
}
