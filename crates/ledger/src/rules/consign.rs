//! Announcing a consignment: what is coming of an acceptance, packed how, bound where.

use std::collections::{BTreeMap, BTreeSet};

use super::date::{self, DateRefusal};
use super::packed;
use super::{MAX_LINES, written};
use crate::body::{ConsignmentAnnounced, ConsignmentLine, HandlingUnit};
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentLineId, ItemId, PartyId, SiteId, TransportId,
};
use crate::quantity::{Quantity, QuantityRefusal, check_count};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub acceptance: Option<AcceptanceFacts>,
    pub transport_known: bool,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptanceFacts {
    pub donor: PartyId,
    pub confirmed: bool,
    pub lines: BTreeMap<AcceptanceLineId, LineFacts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFacts {
    pub item: ItemId,
    pub site: SiteId,
    /// Accepted less what has come, announced or not, and what other consignments still carry, in base units.
    pub left: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the consignment has no line")]
    NoLines,
    #[error("the consignment has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("acceptance {0} is not known")]
    UnknownAcceptance(AcceptanceId),
    #[error("acceptance {0} is not confirmed")]
    NotConfirmed(AcceptanceId),
    #[error("the acceptance is of donor {accepted}, not {given}")]
    OtherDonor { accepted: PartyId, given: PartyId },
    #[error("transport {0} is not known")]
    UnknownTransport(TransportId),
    #[error("line {line}: line id {id} stands twice")]
    DuplicateLine { line: usize, id: ConsignmentLineId },
    #[error("line {line}: acceptance line {acceptance_line} is not of this acceptance")]
    UnknownAcceptanceLine {
        line: usize,
        acceptance_line: AcceptanceLineId,
    },
    #[error("line {line}: item {accepted} was accepted, {given} is given")]
    OtherItem {
        line: usize,
        accepted: ItemId,
        given: ItemId,
    },
    #[error("line {line}: accepted for site {accepted}, not {given}")]
    OtherSite {
        line: usize,
        accepted: SiteId,
        given: SiteId,
    },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: {asked} announced where {left} are left to send")]
    MoreThanAccepted { line: usize, left: i64, asked: i64 },
    #[error("unit {unit}: the packaging is not named")]
    NeedsPackaging { unit: usize },
    #[error("unit {unit}: {sscc} is no SSCC: it has 18 digits, the last of them a check digit")]
    NotAnSscc { unit: usize, sscc: String },
    #[error("unit {unit}: a count, weight or volume is out of range")]
    Measure { unit: usize },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an announcement.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn announce(
    facts: &Facts,
    request: &ConsignmentAnnounced,
) -> Result<ConsignmentAnnounced, Refusal> {
    if request.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if request.lines.len() > MAX_LINES {
        return Err(Refusal::TooManyLines {
            given: request.lines.len(),
        });
    }
    let acceptance = facts.acceptance.as_ref();
    let acceptance = acceptance.ok_or(Refusal::UnknownAcceptance(request.acceptance))?;
    if !acceptance.confirmed {
        return Err(Refusal::NotConfirmed(request.acceptance));
    }
    if acceptance.donor != request.donor {
        return Err(Refusal::OtherDonor {
            accepted: acceptance.donor,
            given: request.donor,
        });
    }
    if let Some(transport) = request.transport.filter(|_| !facts.transport_known) {
        return Err(Refusal::UnknownTransport(transport));
    }
    if let Some(eta) = request.eta {
        date::check_year(eta)?;
    }
    check_lines(acceptance, request)?;
    for (at, asked) in request.lines.iter().enumerate() {
        let counted = (asked.item, asked.quantity);
        packed::check(&facts.packagings, at + 1, counted, asked.packed)?;
    }
    let units = request.units.iter().enumerate();
    let units = units.map(|(at, unit)| check_unit(at + 1, unit));
    Ok(ConsignmentAnnounced {
        waybill: written(request.waybill.as_deref()),
        vehicle: written(request.vehicle.as_deref()),
        dispatch_point: written(request.dispatch_point.as_deref()),
        units: units.collect::<Result<_, _>>()?,
        ..request.clone()
    })
}

fn check_lines(
    acceptance: &AcceptanceFacts,
    request: &ConsignmentAnnounced,
) -> Result<(), Refusal> {
    let mut ids = BTreeSet::new();
    let mut sent: BTreeMap<AcceptanceLineId, i64> = BTreeMap::new();
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !ids.insert(asked.id) {
            return Err(Refusal::DuplicateLine { line, id: asked.id });
        }
        let before = sent.entry(asked.acceptance_line).or_default();
        *before = check_line(acceptance, request.site, line, asked, *before)?;
    }
    Ok(())
}

/// Checks one line; gives what this consignment carries of its acceptance line so far.
fn check_line(
    acceptance: &AcceptanceFacts,
    site: SiteId,
    line: usize,
    asked: &ConsignmentLine,
    before: i64,
) -> Result<i64, Refusal> {
    let known = acceptance.lines.get(&asked.acceptance_line);
    let known = known.ok_or(Refusal::UnknownAcceptanceLine {
        line,
        acceptance_line: asked.acceptance_line,
    })?;
    if known.item != asked.item {
        return Err(Refusal::OtherItem {
            line,
            accepted: known.item,
            given: asked.item,
        });
    }
    if known.site != site {
        return Err(Refusal::OtherSite {
            line,
            accepted: known.site,
            given: site,
        });
    }
    let quantity =
        Quantity::new(asked.quantity).map_err(|refusal| Refusal::Quantity { line, refusal })?;
    let sum = before.saturating_add(quantity.get());
    if sum > known.left {
        return Err(Refusal::MoreThanAccepted {
            line,
            left: (known.left - before).max(0),
            asked: asked.quantity,
        });
    }
    Ok(sum)
}

fn check_unit(unit: usize, asked: &HandlingUnit) -> Result<HandlingUnit, Refusal> {
    let packaging = written(Some(&asked.packaging)).ok_or(Refusal::NeedsPackaging { unit })?;
    let sscc = written(asked.sscc.as_deref());
    if let Some(sscc) = sscc.as_ref().filter(|sscc| !is_sscc(sscc)) {
        return Err(Refusal::NotAnSscc {
            unit,
            sscc: sscc.clone(),
        });
    }
    let measures = [asked.weight_g, asked.volume_dm3];
    let counts = Quantity::new(asked.count).is_ok()
        && measures.iter().flatten().all(|n| check_count(*n).is_ok());
    if !counts {
        return Err(Refusal::Measure { unit });
    }
    Ok(HandlingUnit {
        sscc,
        packaging,
        ..asked.clone()
    })
}

/// Eighteen digits, the last of which is the check digit of the GS1 General Specifications.
fn is_sscc(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 18 || digits.len() != 18 {
        return false;
    }
    let weighted = digits[..17].iter().enumerate();
    let sum: u32 = weighted
        .map(|(at, digit)| if at % 2 == 0 { digit * 3 } else { *digit })
        .sum();
    (10 - sum % 10) % 10 == digits[17]
}
