//! Recording the stock that was there when a site was taken over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::packed;
use super::{MAX_LINES, Stamp, written};
use crate::body::{OpeningLine, OpeningPosted, Packed, Tracking};
use crate::ids::{ItemId, LotId, OpeningId, PartyId, PlaceId, SiteId};
use crate::posting::Condition;
use crate::quantity::{Quantity, QuantityRefusal};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Items named by the request that are in the catalogue.
    pub items: BTreeMap<ItemId, Tracking>,
    /// Donors named by the request that are parties of the operation.
    pub donors: BTreeSet<PartyId>,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
    pub site_known: bool,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: OpeningId,
    pub number: String,
    pub site: SiteId,
    pub occurred_on: NaiveDate,
    pub note: String,
    pub lines: Vec<LineRequest>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRequest {
    pub id: LotId,
    pub item: ItemId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
    pub donor: Option<PartyId>,
    pub condition: Condition,
    pub quantity: i64,
    pub place: Option<PlaceId>,
    /// How it was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the opening has no line")]
    NoLines,
    #[error("the opening has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("opening {0} was posted before")]
    AlreadyPosted(OpeningId),
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("an opening says from whom and on what paper")]
    NeedsNote,
    #[error("line {line}: lot {lot} stands twice")]
    DuplicateLot { line: usize, lot: LotId },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: donor {donor} is not known")]
    UnknownDonor { line: usize, donor: PartyId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: the item needs an expiry date")]
    NeedsExpiry { line: usize },
    #[error("line {line}: the item needs a batch or serial number")]
    NeedsBatch { line: usize },
    #[error("line {line}: {quantity} units under one serial number")]
    SerialCountsOne { line: usize, quantity: i64 },
    #[error("line {line}: {refusal}")]
    Expiry { line: usize, refusal: DateRefusal },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an opening; it posts nothing before a second person has approved it.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn open(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<OpeningPosted, Refusal> {
    let note = check_document(facts, request, stamp)?;
    let mut lots = BTreeSet::new();
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !lots.insert(asked.id) {
            let lot = asked.id;
            return Err(Refusal::DuplicateLot { line, lot });
        }
        check_line(facts, line, asked)?;
    }
    let line = |asked: &LineRequest| OpeningLine {
        id: asked.id,
        item: asked.item,
        batch: written(asked.batch.as_deref()),
        expiry: asked.expiry,
        donor: asked.donor,
        condition: asked.condition,
        quantity: asked.quantity,
        place: asked.place,
        packed: asked.packed,
    };
    Ok(OpeningPosted {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        note,
        lines: request.lines.iter().map(line).collect(),
    })
}

fn check_line(facts: &Facts, line: usize, asked: &LineRequest) -> Result<(), Refusal> {
    let item = asked.item;
    let tracking = facts.items.get(&item).copied();
    let tracking = tracking.ok_or(Refusal::UnknownItem { line, item })?;
    if let Some(donor) = asked.donor.filter(|donor| !facts.donors.contains(donor)) {
        return Err(Refusal::UnknownDonor { line, donor });
    }
    let quantity = Quantity::new(asked.quantity)
        .map_err(|refusal| Refusal::Quantity { line, refusal })?
        .get();
    if let Some(expiry) = asked.expiry {
        date::check_year(expiry).map_err(|refusal| Refusal::Expiry { line, refusal })?;
    }
    let (expiry, batch, serial) = match tracking {
        Tracking::None => (false, false, false),
        Tracking::Expiry => (true, false, false),
        Tracking::BatchExpiry => (true, true, false),
        Tracking::Serial => (false, true, true),
    };
    if expiry && asked.expiry.is_none() {
        return Err(Refusal::NeedsExpiry { line });
    }
    if batch && written(asked.batch.as_deref()).is_none() {
        return Err(Refusal::NeedsBatch { line });
    }
    if serial && quantity > 1 {
        return Err(Refusal::SerialCountsOne { line, quantity });
    }
    packed::check(&facts.packagings, line, (item, quantity), asked.packed)?;
    Ok(())
}

/// The note, trimmed.
fn check_document(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<String, Refusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(Refusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(Refusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    if !facts.site_known {
        return Err(Refusal::UnknownSite(request.site));
    }
    let note = written(Some(&request.note)).ok_or(Refusal::NeedsNote)?;
    date::check_past(request.occurred_on, stamp)?;
    Ok(note)
}
