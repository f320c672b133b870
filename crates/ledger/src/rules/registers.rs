//! The registers: agencies' deployments and assets, and figures that papers state.
//!
//! What a newcomer gets wrong: nothing compares one series with another. Applications may exceed arrivals, for the people
//! are others; attempts and detections are no people at all.

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{AssetRecorded, DeploymentRecorded, FigureRecorded, FigureSeries};
use crate::ids::{FigureId, PartyId};
use crate::quantity::StatedRefusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("party {0} is not known")]
    UnknownParty(PartyId),
    #[error("figure {0} is not known")]
    UnknownFigure(FigureId),
    #[error("figure {0} counts something else")]
    OtherSeries(FigureId),
    #[error("a figure is not within itself, nor within one that is within another")]
    Nested(FigureId),
    #[error("{field} is empty")]
    Empty { field: &'static str },
    #[error("{0} is no country code")]
    BadCountry(String),
    #[error("it ends before it begins")]
    EndsBefore,
    #[error("a figure has a number, or the words of its source")]
    NeitherNumberNorWords,
    #[error("a figure within another is a part of it or inside it")]
    Relation,
    #[error(transparent)]
    Count(#[from] StatedRefusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

fn text(given: &str, field: &'static str) -> Result<String, Refusal> {
    written(Some(given)).ok_or(Refusal::Empty { field })
}

fn country(given: &str) -> Result<String, Refusal> {
    let upper = given.trim().to_uppercase();
    if upper.len() == 2 && upper.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(upper)
    } else {
        Err(Refusal::BadCountry(given.to_owned()))
    }
}

/// Decides a deployment.
///
/// # Errors
/// The first rule that is broken; so for every function here.
pub fn record_deployment(
    agency_known: bool,
    request: &DeploymentRecorded,
    stamp: &Stamp,
) -> Result<DeploymentRecorded, Refusal> {
    if !agency_known {
        return Err(Refusal::UnknownParty(request.agency));
    }
    request.number.check()?;
    date::check_past(request.as_of, stamp)?;
    if let (Some(from), Some(to)) = (request.from, request.to)
        && to.first() < from.first()
    {
        return Err(Refusal::EndsBefore);
    }
    Ok(DeploymentRecorded {
        role: text(&request.role, "role")?,
        country: country(&request.country)?,
        place: written(request.place.as_deref()),
        source: text(&request.source, "source")?,
        ..request.clone()
    })
}

/// Decides an asset.
///
/// # Errors
/// The first rule that is broken.
pub fn record_asset(
    holder_known: bool,
    request: &AssetRecorded,
    stamp: &Stamp,
) -> Result<AssetRecorded, Refusal> {
    if !holder_known {
        return Err(Refusal::UnknownParty(request.holder));
    }
    request.number.check()?;
    date::check_past(request.as_of, stamp)?;
    Ok(AssetRecorded {
        kind: text(&request.kind, "kind")?,
        country: country(&request.country)?,
        place: written(request.place.as_deref()),
        source: text(&request.source, "source")?,
        ..request.clone()
    })
}

/// The figure that another one says it is within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outer {
    pub series: FigureSeries,
    /// It is itself within another.
    pub nested: bool,
}

/// Decides a figure; `outer` is the one it says it is within, if that is known.
///
/// # Errors
/// The first rule that is broken.
pub fn record_figure(
    outer: Option<Outer>,
    request: &FigureRecorded,
    stamp: &Stamp,
) -> Result<FigureRecorded, Refusal> {
    request.number.check()?;
    let words = written(request.words.as_deref());
    if request.number.value.is_none() && words.is_none() {
        return Err(Refusal::NeitherNumberNorWords);
    }
    if request.within.is_some() != request.relation.is_some() {
        return Err(Refusal::Relation);
    }
    if let Some(within) = request.within {
        let outer = outer.ok_or(Refusal::UnknownFigure(within))?;
        if outer.series != request.series {
            return Err(Refusal::OtherSeries(within));
        }
        if outer.nested || within == request.id {
            return Err(Refusal::Nested(within));
        }
    }
    if let Some(day) = request.as_of {
        date::check_past(day.first(), stamp)?;
    }
    Ok(FigureRecorded {
        place: text(&request.place, "place")?,
        source: text(&request.source, "source")?,
        words,
        ..request.clone()
    })
}
