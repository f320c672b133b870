//! Recording decisions, allocations and the totals that papers state.
//!
//! What a newcomer gets wrong: a stated total is never an allocation. It stands beside the sum of its parts
//! (`amount::compare`), or the same money would be counted twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::amount::AmountRefusal;
use crate::body::{AllocationRecorded, DecisionRecorded, StatedTotalRecorded};
use crate::ids::{AllocationId, DecisionId, DocumentId, PartyId};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Parties named by the request that are in the catalogue.
    pub parties: BTreeSet<PartyId>,
    /// Decisions named by the request that are known, with their currency.
    pub decisions: BTreeMap<DecisionId, String>,
    /// Allocations named by the request that are known, with their currency.
    pub allocations: BTreeMap<AllocationId, String>,
    /// A decision already recorded under the same legal reference: a second mention is a second source of that one.
    pub same_reference: Option<DecisionId>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("document {0} was recorded before")]
    AlreadyPosted(DocumentId),
    #[error("no title or purpose is given")]
    NeedsTitle,
    #[error("no source is named")]
    NeedsSource,
    #[error("party {0} is not known")]
    UnknownParty(PartyId),
    #[error("decision {0} is not known")]
    UnknownDecision(DecisionId),
    #[error("allocation {0} is not known")]
    UnknownAllocation(AllocationId),
    #[error("decision {0} has this reference already")]
    SameReference(DecisionId),
    #[error("a stated total needs at least one part")]
    NoParts,
    #[error("allocation {0} stands twice among the parts")]
    DuplicatePart(AllocationId),
    #[error(transparent)]
    Amount(#[from] AmountRefusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a financing decision.
///
/// # Errors
/// The first rule that is broken.
pub fn record_decision(
    facts: &Facts,
    request: &DecisionRecorded,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<DecisionRecorded, Refusal> {
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id.into()));
    }
    let title = written(Some(&request.title)).ok_or(Refusal::NeedsTitle)?;
    let sources = sources(&request.sources)?;
    if let Some(other) = facts.same_reference {
        return Err(Refusal::SameReference(other));
    }
    check_party(facts, request.beneficiary)?;
    request.amount.check()?;
    date::check_past(occurred_on, stamp)?;
    if let Some(decided_on) = request.decided_on {
        date::check_past(decided_on, stamp)?;
    }
    let reference = written(request.reference.as_deref());
    Ok(DecisionRecorded {
        title,
        reference,
        sources,
        ..request.clone()
    })
}

/// Decides an allocation.
///
/// # Errors
/// The first rule that is broken.
pub fn record_allocation(
    facts: &Facts,
    request: &AllocationRecorded,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<AllocationRecorded, Refusal> {
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id.into()));
    }
    let purpose = written(Some(&request.purpose)).ok_or(Refusal::NeedsTitle)?;
    let sources = sources(&request.sources)?;
    check_party(facts, request.recipient)?;
    request.amount.check()?;
    if let Some(decision) = request.decision {
        let currency = facts
            .decisions
            .get(&decision)
            .ok_or(Refusal::UnknownDecision(decision))?;
        one_currency(currency, &request.amount.currency)?;
    }
    date::check_past(occurred_on, stamp)?;
    Ok(AllocationRecorded {
        purpose,
        sources,
        ..request.clone()
    })
}

/// Decides a stated total. Whether it agrees with its parts is no matter here: it is what the paper says.
///
/// # Errors
/// The first rule that is broken.
pub fn record_stated_total(
    facts: &Facts,
    request: &StatedTotalRecorded,
    occurred_on: NaiveDate,
    stamp: &Stamp,
) -> Result<StatedTotalRecorded, Refusal> {
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id.into()));
    }
    let title = written(Some(&request.title)).ok_or(Refusal::NeedsTitle)?;
    let source = written(Some(&request.source)).ok_or(Refusal::NeedsSource)?;
    request.amount.check()?;
    if request.parts.is_empty() {
        return Err(Refusal::NoParts);
    }
    let mut seen = BTreeSet::new();
    for part in &request.parts {
        if !seen.insert(*part) {
            return Err(Refusal::DuplicatePart(*part));
        }
        let currency = facts
            .allocations
            .get(part)
            .ok_or(Refusal::UnknownAllocation(*part))?;
        one_currency(&request.amount.currency, currency)?;
    }
    date::check_past(occurred_on, stamp)?;
    Ok(StatedTotalRecorded {
        title,
        source,
        ..request.clone()
    })
}

fn sources(given: &[String]) -> Result<Vec<String>, Refusal> {
    let sources: Vec<String> = given
        .iter()
        .filter_map(|text| written(Some(text)))
        .collect();
    if sources.is_empty() {
        Err(Refusal::NeedsSource)
    } else {
        Ok(sources)
    }
}

fn check_party(facts: &Facts, party: Option<PartyId>) -> Result<(), Refusal> {
    match party.filter(|party| !facts.parties.contains(party)) {
        Some(party) => Err(Refusal::UnknownParty(party)),
        None => Ok(()),
    }
}

fn one_currency(expected: &str, found: &str) -> Result<(), Refusal> {
    if expected == found {
        return Ok(());
    }
    let (expected, found) = (expected.to_owned(), found.to_owned());
    Err(AmountRefusal::OtherCurrency { expected, found }.into())
}
