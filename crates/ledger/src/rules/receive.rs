//! Receiving goods: from what was counted to the goods received note.

mod answers;
mod line;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::date::{self, DateRefusal};
use super::packed;
use super::{MAX_LINES, Stamp, written};
use crate::amount::{Amount, AmountRefusal};
use crate::body::{Origin, Packed, ReceiptLine, ReceiptPosted, Tracking};
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, ConsignmentLineId, ItemId, LotId, PartyId,
    PlaceId, ReceiptId, SiteId,
};
use crate::quantity::QuantityRefusal;
use crate::stages::ConsignmentStage;

use answers::answered;
pub use line::differences;
use line::{check_counts, check_differences, check_tracking};

/// What the device knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Items named by the request that are in the catalogue.
    pub items: BTreeMap<ItemId, Tracking>,
    /// The donor, or the supplier, is a party of the operation.
    pub donor_known: bool,
    pub site_known: bool,
    /// Named places of the site.
    pub places: BTreeSet<PlaceId>,
    /// A document with this id was posted before, or one of the lots exists.
    pub already_posted: bool,
    /// The acceptance the request names, if the device has it.
    pub acceptance: Option<AcceptanceFacts>,
    /// The consignment the request names, if the device has it; what it says of acceptance lines is enough, so that a
    /// site to which goods were diverted needs no acceptance.
    pub consignment: Option<ConsignmentFacts>,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsignmentFacts {
    pub id: ConsignmentId,
    pub acceptance: AcceptanceId,
    pub donor: PartyId,
    /// Where it was announced to, and where it was diverted since.
    pub sites: BTreeSet<SiteId>,
    /// Closed, lost or returned: nothing more is received against it.
    pub closed: Option<ConsignmentStage>,
    pub lines: BTreeMap<ConsignmentLineId, ConsignedLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsignedLine {
    pub acceptance_line: AcceptanceLineId,
    pub item: ItemId,
    /// Dispatched less what was counted before, in base units; negative when too much came.
    pub remaining: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptanceFacts {
    pub id: AcceptanceId,
    pub donor: PartyId,
    pub confirmed: bool,
    pub lines: BTreeMap<AcceptanceLineId, AcceptedLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptedLine {
    pub item: ItemId,
    pub site: SiteId,
    /// Accepted less what was received or matched before, in base units; negative when too much came.
    pub remaining: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: ReceiptId,
    pub number: String,
    pub site: SiteId,
    pub donor: PartyId,
    /// `None` for an unannounced arrival.
    pub acceptance: Option<AcceptanceId>,
    pub consignment: Option<ConsignmentId>,
    pub occurred_on: NaiveDate,
    pub handed_over_on: Option<NaiveDate>,
    pub paper: Option<String>,
    pub declared_value: Amount,
    pub lines: Vec<LineRequest>,
    pub origin: Origin,
}

/// One counted line. Short and over are not typed: they follow from `expected` (`differences`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRequest {
    pub id: LotId,
    pub item: ItemId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
    pub acceptance_line: Option<AcceptanceLineId>,
    pub consignment_line: Option<ConsignmentLineId>,
    /// From the paper; where it is `None` and an acceptance line is named, what remains of that line is expected.
    pub expected: Option<i64>,
    pub good: i64,
    pub damaged: i64,
    pub refused: i64,
    pub reason: Option<String>,
    /// Where in the site it is put.
    pub place: Option<PlaceId>,
    /// How `good` was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

/// What differs from a plain receipt and therefore needs a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    Damaged,
    Short,
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the receipt has no line")]
    NoLines,
    #[error("the receipt has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("receipt {0} was posted before")]
    AlreadyPosted(ReceiptId),
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("donor {0} is not known")]
    UnknownDonor(PartyId),
    #[error("acceptance {0} is not known")]
    UnknownAcceptance(AcceptanceId),
    #[error("acceptance {0} is not confirmed")]
    NotConfirmed(AcceptanceId),
    #[error("consignment {0} is not known")]
    UnknownConsignment(ConsignmentId),
    #[error("consignment {consignment} is {stage:?}")]
    ConsignmentClosed {
        consignment: ConsignmentId,
        stage: ConsignmentStage,
    },
    #[error("the consignment is bound for another site than {0}")]
    NotBoundHere(SiteId),
    #[error("line {line}: consignment line {consignment_line} is not of this consignment")]
    UnknownConsignmentLine {
        line: usize,
        consignment_line: ConsignmentLineId,
    },
    #[error("goods bought of {supplier} answer no acceptance and no consignment")]
    BoughtAndAnnounced { supplier: PartyId },
    #[error("the acceptance is of donor {accepted}, not {given}")]
    OtherDonor { accepted: PartyId, given: PartyId },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: place {place} is not one of this site")]
    UnknownPlace { line: usize, place: PlaceId },
    #[error("line {line}: lot {lot} stands twice")]
    DuplicateLot { line: usize, lot: LotId },
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
    Count {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: nothing was counted and nothing expected")]
    NothingCounted { line: usize },
    #[error("line {line}: {quantity} {difference:?} without a reason")]
    NeedsReason {
        line: usize,
        difference: Difference,
        quantity: i64,
    },
    #[error("line {line}: {counted} counted where {expected} were announced")]
    MoreThanAnnounced {
        line: usize,
        expected: i64,
        counted: i64,
    },
    #[error("line {line}: {expected} announced where {remaining} of the acceptance remain")]
    MoreThanAccepted {
        line: usize,
        remaining: i64,
        expected: i64,
    },
    #[error("line {line}: the item needs an expiry date")]
    NeedsExpiry { line: usize },
    #[error("line {line}: the item needs a batch or serial number")]
    NeedsBatch { line: usize },
    #[error("line {line}: {counted} units under one serial number")]
    SerialCountsOne { line: usize, counted: i64 },
    #[error("line {line}: {refusal}")]
    Expiry { line: usize, refusal: DateRefusal },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
    #[error(transparent)]
    DeclaredValue(#[from] AmountRefusal),
}

/// Decides a receipt.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn receive(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<ReceiptPosted, Refusal> {
    check_document(facts, request, stamp)?;
    let mut lots = BTreeSet::new();
    let mut left: BTreeMap<Uuid, i64> = BTreeMap::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !lots.insert(asked.id) {
            return Err(Refusal::DuplicateLot {
                line,
                lot: asked.id,
            });
        }
        if let Some(place) = asked.place.filter(|place| !facts.places.contains(place)) {
            return Err(Refusal::UnknownPlace { line, place });
        }
        let answers = answered(facts, request, line, asked)?;
        let remaining = answers.map(|one| one.remaining(&left));
        let counted = check_counts(line, asked)?;
        let expected = asked.expected.or(remaining.map(|left| left.max(0)));
        let (short, over) = check_differences(line, asked, expected, remaining, counted)?;
        check_tracking(facts, line, asked, counted)?;
        let good = (asked.item, asked.good);
        packed::check(&facts.packagings, line, good, asked.packed)?;
        if let (Some(answers), Some(remaining)) = (answers, remaining) {
            left.insert(answers.line, remaining - counted);
        }
        lines.push(ReceiptLine {
            id: asked.id,
            item: asked.item,
            batch: written(asked.batch.as_deref()),
            expiry: asked.expiry,
            acceptance_line: answers.map(|one| one.acceptance_line),
            consignment_line: asked.consignment_line,
            expected,
            good: asked.good,
            damaged: asked.damaged,
            refused: asked.refused,
            short,
            over,
            reason: written(asked.reason.as_deref()),
            place: asked.place,
            packed: asked.packed,
        });
    }
    Ok(ReceiptPosted {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        donor: request.donor,
        acceptance: match &facts.consignment {
            Some(one) if request.consignment.is_some() => Some(one.acceptance),
            Some(_) | None => request.acceptance,
        },
        consignment: request.consignment,
        handed_over_on: request.handed_over_on,
        paper: written(request.paper.as_deref()),
        declared_value: request.declared_value.clone(),
        lines,
        // What every receipt was before goods were bought is not written.
        origin: (request.origin != Origin::Donor).then_some(request.origin),
    })
}

fn check_document(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<(), Refusal> {
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
    if !facts.site_known {
        return Err(Refusal::UnknownSite(request.site));
    }
    if !facts.donor_known {
        return Err(Refusal::UnknownDonor(request.donor));
    }
    date::check_past(request.occurred_on, stamp)?;
    if let Some(handed_over_on) = request.handed_over_on {
        date::check_past(handed_over_on, stamp)?;
    }
    request.declared_value.check()?;
    check_bought(request)?;
    if let Some(id) = request.consignment {
        return check_consignment(facts, request, id);
    }
    let Some(id) = request.acceptance else {
        return Ok(());
    };
    let accepted = facts
        .acceptance
        .as_ref()
        .filter(|accepted| accepted.id == id);
    let accepted = accepted.ok_or(Refusal::UnknownAcceptance(id))?;
    if !accepted.confirmed {
        return Err(Refusal::NotConfirmed(id));
    }
    if accepted.donor != request.donor {
        return Err(Refusal::OtherDonor {
            accepted: accepted.donor,
            given: request.donor,
        });
    }
    Ok(())
}

/// What was bought no donor announced.
fn check_bought(request: &Request) -> Result<(), Refusal> {
    let answers =
        |line: &LineRequest| line.acceptance_line.is_some() || line.consignment_line.is_some();
    let announced = request.acceptance.is_some()
        || request.consignment.is_some()
        || request.lines.iter().any(answers);
    if request.origin == Origin::Supplier && announced {
        return Err(Refusal::BoughtAndAnnounced {
            supplier: request.donor,
        });
    }
    Ok(())
}

fn check_consignment(facts: &Facts, request: &Request, id: ConsignmentId) -> Result<(), Refusal> {
    let known = facts.consignment.as_ref().filter(|one| one.id == id);
    let known = known.ok_or(Refusal::UnknownConsignment(id))?;
    if let Some(stage) = known.closed {
        return Err(Refusal::ConsignmentClosed {
            consignment: id,
            stage,
        });
    }
    if !known.sites.contains(&request.site) {
        return Err(Refusal::NotBoundHere(request.site));
    }
    if known.donor != request.donor {
        return Err(Refusal::OtherDonor {
            accepted: known.donor,
            given: request.donor,
        });
    }
    match request.acceptance {
        Some(given) if given != known.acceptance => Err(Refusal::UnknownAcceptance(given)),
        Some(_) | None => Ok(()),
    }
}
