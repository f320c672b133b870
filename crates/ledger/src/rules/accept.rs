//! Accepting an offer: one coordinator proposes, another person confirms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp, written};
use crate::body::{AcceptanceConfirmed, AcceptanceLine, AcceptanceProposed};
use crate::fold::AcceptanceStage;
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ItemGroupId, ItemId, OfferId, OfferLineId, PartyId, PersonId,
    SiteId,
};
use crate::quantity::{Quantity, QuantityRefusal, StatedQuantity};
use crate::stages::OfferStage;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferFacts {
    pub donor: PartyId,
    /// Declined, withdrawn or expired: nothing more can be taken of it.
    pub closed: Option<OfferStage>,
    pub lines: BTreeMap<OfferLineId, OfferLineFacts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferLineFacts {
    pub group: Option<ItemGroupId>,
    pub item: Option<ItemId>,
    pub offered: StatedQuantity,
    /// Base units in every other acceptance of this line, proposed or confirmed.
    pub accepted: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposeFacts {
    pub offer: Option<OfferFacts>,
    /// Items named by the request that are in the catalogue, with their group.
    pub items: BTreeMap<ItemId, ItemGroupId>,
    /// Sites named by the request that are in the catalogue.
    pub sites: BTreeSet<SiteId>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeRequest {
    pub id: AcceptanceId,
    pub offer: OfferId,
    pub occurred_on: NaiveDate,
    pub lines: Vec<ProposeLine>,
    pub conditions: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposeLine {
    pub id: AcceptanceLineId,
    pub offer_line: OfferLineId,
    /// Must be given, also where the offer only has the donor's words.
    pub item: Option<ItemId>,
    /// Base units.
    pub quantity: i64,
    pub site: SiteId,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProposeRefusal {
    #[error("the acceptance has no line")]
    NoLines,
    #[error("the acceptance has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("acceptance {0} was proposed before")]
    AlreadyPosted(AcceptanceId),
    #[error("offer {0} is not known")]
    UnknownOffer(OfferId),
    #[error("offer {offer} is {stage:?}")]
    OfferClosed { offer: OfferId, stage: OfferStage },
    #[error("line {line}: line id {id} stands twice")]
    DuplicateLine { line: usize, id: AcceptanceLineId },
    #[error("line {line}: offer line {offer_line} is not of this offer")]
    UnknownOfferLine {
        line: usize,
        offer_line: OfferLineId,
    },
    #[error("line {line}: no item is chosen")]
    NeedsItem { line: usize },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: item {offered} was offered, {given} is given")]
    OtherItem {
        line: usize,
        offered: ItemId,
        given: ItemId,
    },
    #[error("line {line}: item {given} is not of the offered group {offered}")]
    OtherGroup {
        line: usize,
        offered: ItemGroupId,
        given: ItemId,
    },
    #[error("line {line}: site {site} is not known")]
    UnknownSite { line: usize, site: SiteId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: {asked} asked, {offered} offered, {accepted} of them accepted already")]
    MoreThanOffered {
        line: usize,
        offer_line: OfferLineId,
        offered: i64,
        accepted: i64,
        asked: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a proposal. An offer whose quantity is not stated, or is a lower bound, has no ceiling.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn propose(
    facts: &ProposeFacts,
    request: &ProposeRequest,
    stamp: &Stamp,
) -> Result<AcceptanceProposed, ProposeRefusal> {
    check_count(request.lines.len())?;
    if facts.already_posted {
        return Err(ProposeRefusal::AlreadyPosted(request.id));
    }
    let offer = facts
        .offer
        .as_ref()
        .ok_or(ProposeRefusal::UnknownOffer(request.offer))?;
    if let Some(stage) = offer.closed {
        return Err(ProposeRefusal::OfferClosed {
            offer: request.offer,
            stage,
        });
    }
    date::check_past(request.occurred_on, stamp)?;
    let mut ids = BTreeSet::new();
    let mut asked_of_line: BTreeMap<OfferLineId, i64> = BTreeMap::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !ids.insert(asked.id) {
            return Err(ProposeRefusal::DuplicateLine { line, id: asked.id });
        }
        let offer_line = asked.offer_line;
        let offered = offer.lines.get(&offer_line);
        let offered = offered.ok_or(ProposeRefusal::UnknownOfferLine { line, offer_line })?;
        let item = check_item(facts, line, asked, offered)?;
        if !facts.sites.contains(&asked.site) {
            return Err(ProposeRefusal::UnknownSite {
                line,
                site: asked.site,
            });
        }
        let quantity = Quantity::new(asked.quantity)
            .map_err(|refusal| ProposeRefusal::Quantity { line, refusal })?
            .get();
        let sum = asked_of_line.entry(offer_line).or_default();
        *sum = sum.saturating_add(quantity);
        if let Some(ceiling) = offered.offered.ceiling()
            && *sum > ceiling.saturating_sub(offered.accepted)
        {
            return Err(ProposeRefusal::MoreThanOffered {
                line,
                offer_line,
                offered: ceiling,
                accepted: offered.accepted,
                asked: *sum,
            });
        }
        lines.push(AcceptanceLine {
            id: asked.id,
            offer_line,
            item,
            quantity,
            site: asked.site,
            offered: Some(offered.offered),
        });
    }
    Ok(AcceptanceProposed {
        id: request.id,
        offer: request.offer,
        donor: offer.donor,
        lines,
        conditions: written(request.conditions.as_deref()),
    })
}

fn check_count(given: usize) -> Result<(), ProposeRefusal> {
    match given {
        0 => Err(ProposeRefusal::NoLines),
        1..=MAX_LINES => Ok(()),
        _ => Err(ProposeRefusal::TooManyLines { given }),
    }
}

fn check_item(
    facts: &ProposeFacts,
    line: usize,
    asked: &ProposeLine,
    offered: &OfferLineFacts,
) -> Result<ItemId, ProposeRefusal> {
    let item = asked.item.ok_or(ProposeRefusal::NeedsItem { line })?;
    let group = facts
        .items
        .get(&item)
        .ok_or(ProposeRefusal::UnknownItem { line, item })?;
    match (offered.item, offered.group) {
        (Some(of), _) if of != item => Err(ProposeRefusal::OtherItem {
            line,
            offered: of,
            given: item,
        }),
        (None, Some(of)) if of != *group => Err(ProposeRefusal::OtherGroup {
            line,
            offered: of,
            given: item,
        }),
        (Some(_), _) | (None, _) => Ok(item),
    }
}

/// The acceptance to confirm, as `fold::acceptance` gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalFacts {
    pub stage: AcceptanceStage,
    /// `None` only while the proposal has not arrived.
    pub proposed_by: Option<PersonId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefusal {
    #[error("acceptance {0} is not known")]
    UnknownAcceptance(AcceptanceId),
    #[error("acceptance {0} is confirmed already")]
    AlreadyConfirmed(AcceptanceId),
    #[error("acceptance {0} was cancelled")]
    Cancelled(AcceptanceId),
    #[error("person {0} proposed the acceptance and cannot confirm it")]
    SamePerson(PersonId),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a confirmation; `stamp.person` is the one who confirms.
///
/// # Errors
/// The first rule that is broken.
pub fn confirm(
    proposal: Option<ProposalFacts>,
    acceptance: AcceptanceId,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<AcceptanceConfirmed, ConfirmRefusal> {
    let proposal = proposal.ok_or(ConfirmRefusal::UnknownAcceptance(acceptance))?;
    match proposal.stage {
        AcceptanceStage::Waiting | AcceptanceStage::Quarantined => {
            return Err(ConfirmRefusal::UnknownAcceptance(acceptance));
        }
        AcceptanceStage::Cancelled => return Err(ConfirmRefusal::Cancelled(acceptance)),
        AcceptanceStage::Confirmed => return Err(ConfirmRefusal::AlreadyConfirmed(acceptance)),
        AcceptanceStage::Proposed => {}
    }
    if proposal.proposed_by == Some(stamp.person) {
        return Err(ConfirmRefusal::SamePerson(stamp.person));
    }
    date::check_past(occurred_on, stamp)?;
    Ok(AcceptanceConfirmed { acceptance })
}
