//! Recording a request for assistance, or a new version of one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp, written};
use crate::body::{RequestLine, RequestRecorded};
use crate::ids::{ItemGroupId, ItemId, RequestLineId, SiteId};
use crate::quantity::StatedRefusal;
use crate::stages::{ActivationStage, RequestStage, Stages};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The activation it is made under, if the device has it.
    pub activation: Option<ActivationStage>,
    /// The version that stands and the request's stage; `None` for a new request.
    pub stands: Option<(u32, RequestStage)>,
    pub items: BTreeMap<ItemId, ItemGroupId>,
    pub groups: BTreeSet<ItemGroupId>,
    pub sites: BTreeSet<SiteId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the request has no line")]
    NoLines,
    #[error("the request has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("the activation is not known")]
    UnknownActivation,
    /// A state that may activate has to do so first.
    #[error("the Mechanism is only watched there: activate first")]
    NotActivated,
    #[error("the activation is closed")]
    ActivationClosed,
    #[error("version {given} does not follow version {stands}")]
    OtherVersion { stands: u32, given: u32 },
    #[error("a request that is {0:?} is not amended")]
    NotAmendable(RequestStage),
    #[error("the title is missing")]
    NeedsTitle,
    #[error("line {line}: line id {id} stands twice")]
    DuplicateLine { line: usize, id: RequestLineId },
    #[error("line {line}: what is needed is not said")]
    NeedsText { line: usize },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: item group {group} is not known")]
    UnknownGroup { line: usize, group: ItemGroupId },
    #[error("line {line}: site {site} is not known")]
    UnknownSite { line: usize, site: SiteId },
    #[error("line {line}: {refusal}")]
    Quantity { line: usize, refusal: StatedRefusal },
    #[error("line {line}: {refusal}")]
    NeededBy { line: usize, refusal: DateRefusal },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a request or a version of it.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn record(
    facts: &Facts,
    request: &RequestRecorded,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<RequestRecorded, Refusal> {
    if request.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if request.lines.len() > MAX_LINES {
        return Err(Refusal::TooManyLines {
            given: request.lines.len(),
        });
    }
    match facts.activation {
        None => return Err(Refusal::UnknownActivation),
        Some(ActivationStage::Monitoring) => return Err(Refusal::NotActivated),
        Some(ActivationStage::Closed) => return Err(Refusal::ActivationClosed),
        Some(ActivationStage::Activated | ActivationStage::OperationsEnded) => {}
    }
    let stands = facts.stands.map_or(0, |(version, _)| version);
    if request.version != stands + 1 {
        return Err(Refusal::OtherVersion {
            stands,
            given: request.version,
        });
    }
    if let Some((_, stage)) = facts.stands
        && stage != RequestStage::Draft
        && !stage.may_become(RequestStage::Amended)
    {
        return Err(Refusal::NotAmendable(stage));
    }
    let title = written(Some(&request.title)).ok_or(Refusal::NeedsTitle)?;
    date::check_past(occurred_on, stamp)?;
    let mut ids = BTreeSet::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !ids.insert(asked.id) {
            return Err(Refusal::DuplicateLine { line, id: asked.id });
        }
        lines.push(check_line(facts, line, asked)?);
    }
    Ok(RequestRecorded {
        title,
        lines,
        reference: written(request.reference.as_deref()),
        ..request.clone()
    })
}

fn check_line(facts: &Facts, line: usize, asked: &RequestLine) -> Result<RequestLine, Refusal> {
    let text = written(Some(&asked.text)).ok_or(Refusal::NeedsText { line })?;
    if let Some(group) = asked.group.filter(|group| !facts.groups.contains(group)) {
        return Err(Refusal::UnknownGroup { line, group });
    }
    let mut group = asked.group;
    if let Some(item) = asked.item {
        let of = facts.items.get(&item);
        group = Some(*of.ok_or(Refusal::UnknownItem { line, item })?);
    }
    if let Some(site) = asked.site.filter(|site| !facts.sites.contains(site)) {
        return Err(Refusal::UnknownSite { line, site });
    }
    asked
        .quantity
        .check()
        .map_err(|refusal| Refusal::Quantity { line, refusal })?;
    if let Some(day) = asked.needed_by {
        date::check_year(day).map_err(|refusal| Refusal::NeededBy { line, refusal })?;
    }
    Ok(RequestLine {
        text,
        group,
        unit: written(asked.unit.as_deref()),
        entry_point: written(asked.entry_point.as_deref()),
        specification: written(asked.specification.as_deref()),
        ..asked.clone()
    })
}
