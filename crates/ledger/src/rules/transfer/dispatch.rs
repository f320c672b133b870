//! Sending goods to another site.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::body::{DispatchLine, LotCard, Packed, TransferDispatched};
use crate::ids::{LotId, PlaceId, SiteId, TransferId};
use crate::posting::Condition;
use crate::rules::date::{self, DateRefusal};
use crate::rules::packed;
use crate::rules::take::{self, Taken};
use crate::rules::{MAX_LINES, Stamp, written};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DispatchFacts {
    /// Cards of the lots that the request names.
    pub cards: BTreeMap<LotId, LotCard>,
    pub goods: take::Facts,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
    pub to_known: bool,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchRequest {
    pub id: TransferId,
    pub number: String,
    pub site: SiteId,
    pub to: SiteId,
    pub occurred_on: NaiveDate,
    pub vehicle: String,
    pub carrier: Option<String>,
    pub seal: Option<String>,
    pub expected_on: Option<NaiveDate>,
    pub lines: Vec<DispatchLineRequest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DispatchLineRequest {
    pub lot: LotId,
    pub condition: Condition,
    pub place: Option<PlaceId>,
    pub quantity: i64,
    /// How it was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DispatchRefusal {
    #[error("the waybill has no line")]
    NoLines,
    #[error("the waybill has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("transfer {0} was dispatched before")]
    AlreadyPosted(TransferId),
    #[error("goods of site {0} cannot be sent to itself")]
    SameSite(SiteId),
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("a waybill names the vehicle")]
    NeedsVehicle,
    #[error("line {line}: the same goods of lot {lot} stand twice")]
    DuplicateLine { line: usize, lot: LotId },
    #[error("expected on {expected_on}, before it leaves on {occurred_on}")]
    ExpectedBefore {
        expected_on: NaiveDate,
        occurred_on: NaiveDate,
    },
    #[error(transparent)]
    Goods(#[from] take::Refusal),
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a dispatch.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn dispatch(
    facts: &DispatchFacts,
    request: &DispatchRequest,
    stamp: &Stamp,
) -> Result<TransferDispatched, DispatchRefusal> {
    check_document(facts, request, stamp)?;
    let taken: Vec<Taken> = request.lines.iter().map(taken).collect();
    let mut seen = BTreeSet::new();
    for (at, one) in taken.iter().enumerate() {
        if !seen.insert((one.lot, one.condition, one.place)) {
            return Err(DispatchRefusal::DuplicateLine {
                line: at + 1,
                lot: one.lot,
            });
        }
    }
    take::take(&facts.goods, &taken)?;
    let line = |(at, one): (usize, &DispatchLineRequest)| {
        let (line, lot) = (at + 1, one.lot);
        let card = facts.cards.get(&lot);
        let card = card.ok_or(take::Refusal::UnknownLot { line, lot })?;
        packed::check(
            &facts.packagings,
            line,
            (card.item, one.quantity),
            one.packed,
        )?;
        Ok(DispatchLine {
            card: card.clone(),
            condition: one.condition,
            quantity: one.quantity,
            place: one.place,
            packed: one.packed,
        })
    };
    let lines: Result<Vec<DispatchLine>, DispatchRefusal> =
        request.lines.iter().enumerate().map(line).collect();
    Ok(TransferDispatched {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        to: request.to,
        vehicle: request.vehicle.trim().to_owned(),
        carrier: written(request.carrier.as_deref()),
        seal: written(request.seal.as_deref()),
        expected_on: request.expected_on,
        lines: lines?,
    })
}

fn taken(line: &DispatchLineRequest) -> Taken {
    Taken {
        lot: line.lot,
        condition: line.condition,
        place: line.place,
        quantity: line.quantity,
    }
}

fn check_document(
    facts: &DispatchFacts,
    request: &DispatchRequest,
    stamp: &Stamp,
) -> Result<(), DispatchRefusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(DispatchRefusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(DispatchRefusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(DispatchRefusal::AlreadyPosted(request.id));
    }
    if request.site == request.to {
        return Err(DispatchRefusal::SameSite(request.site));
    }
    if !facts.to_known {
        return Err(DispatchRefusal::UnknownSite(request.to));
    }
    if written(Some(&request.vehicle)).is_none() {
        return Err(DispatchRefusal::NeedsVehicle);
    }
    date::check_past(request.occurred_on, stamp)?;
    if let Some(expected_on) = request.expected_on {
        date::check_year(expected_on)?;
        if expected_on < request.occurred_on {
            return Err(DispatchRefusal::ExpectedBefore {
                expected_on,
                occurred_on: request.occurred_on,
            });
        }
    }
    Ok(())
}
