//! Recording a donor's offer, in the donor's words and with what was not stated left unknown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp, written};
use crate::amount::AmountRefusal;
use crate::body::{OfferLine, OfferReceived};
use crate::ids::{ActivationId, ItemGroupId, ItemId, OfferId, OfferLineId, PartyId};
use crate::quantity::{StatedRefusal, check_count};
use crate::stages::ActivationStage;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub activation_known: bool,
    /// The activation is closed, or was never more than watched.
    pub activation_closed: Option<ActivationStage>,
    /// The party is in the catalogue and gives assistance in this operation.
    pub is_donor: bool,
    /// Items named by the request that are in the catalogue, with their group.
    pub items: BTreeMap<ItemId, ItemGroupId>,
    /// Groups named by the request that are in the catalogue.
    pub groups: BTreeSet<ItemGroupId>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the offer has no line")]
    NoLines,
    #[error("the offer has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("offer {0} was recorded before")]
    AlreadyPosted(OfferId),
    #[error("activation {0} is not known")]
    UnknownActivation(ActivationId),
    #[error("the activation is {0:?}")]
    ActivationClosed(ActivationStage),
    #[error("party {0} is not a donor of this operation")]
    NotADonor(PartyId),
    #[error("line {line}: line id {id} stands twice")]
    DuplicateLine { line: usize, id: OfferLineId },
    #[error("line {line}: the donor's words are missing")]
    NeedsText { line: usize },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: item group {group} is not known")]
    UnknownGroup { line: usize, group: ItemGroupId },
    #[error("line {line}: item {item} is not of group {group}")]
    OtherGroup {
        line: usize,
        item: ItemId,
        group: ItemGroupId,
    },
    #[error("line {line}: {refusal}")]
    Quantity { line: usize, refusal: StatedRefusal },
    #[error("line {line}: a weight or volume is less than nothing or too large")]
    Measure { line: usize },
    #[error(transparent)]
    Value(#[from] AmountRefusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an offer.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn record(
    facts: &Facts,
    request: &OfferReceived,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<OfferReceived, Refusal> {
    if request.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if request.lines.len() > MAX_LINES {
        return Err(Refusal::TooManyLines {
            given: request.lines.len(),
        });
    }
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    if !facts.activation_known {
        return Err(Refusal::UnknownActivation(request.activation));
    }
    if let Some(stage) = facts.activation_closed {
        return Err(Refusal::ActivationClosed(stage));
    }
    if !facts.is_donor {
        return Err(Refusal::NotADonor(request.donor));
    }
    date::check_past(occurred_on, stamp)?;
    if let Some(offered_on) = request.offered_on {
        date::check_past(offered_on, stamp)?;
    }
    request.value.check()?;
    let mut ids = BTreeSet::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !ids.insert(asked.id) {
            return Err(Refusal::DuplicateLine { line, id: asked.id });
        }
        lines.push(check_line(facts, line, asked)?);
    }
    Ok(OfferReceived {
        reference: written(request.reference.as_deref()),
        lines,
        ..request.clone()
    })
}

fn check_line(facts: &Facts, line: usize, asked: &OfferLine) -> Result<OfferLine, Refusal> {
    let text = written(Some(&asked.text)).ok_or(Refusal::NeedsText { line })?;
    if let Some(group) = asked.group.filter(|group| !facts.groups.contains(group)) {
        return Err(Refusal::UnknownGroup { line, group });
    }
    let mut group = asked.group;
    if let Some(item) = asked.item {
        let of = *facts
            .items
            .get(&item)
            .ok_or(Refusal::UnknownItem { line, item })?;
        if let Some(group) = group.filter(|group| *group != of) {
            return Err(Refusal::OtherGroup { line, item, group });
        }
        group = Some(of);
    }
    let measures = asked
        .detail
        .iter()
        .flat_map(|detail| [detail.weight_g, detail.volume_dm3]);
    for measure in measures.flatten() {
        check_count(measure).map_err(|_| Refusal::Measure { line })?;
    }
    asked
        .quantity
        .check()
        .map_err(|refusal| Refusal::Quantity { line, refusal })?;
    Ok(OfferLine {
        text,
        group,
        ..asked.clone()
    })
}
