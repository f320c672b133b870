//! Settling what stayed on the road.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::body::{SettledLine, TransferSettled};
use crate::ids::{ItemId, LotId, SettlementId, SiteId, TransferId};
use crate::posting::Condition;
use crate::quantity::MAX_EXACT;
use crate::rules::date::{self, DateRefusal};
use crate::rules::{Stamp, written};

/// What is on the road of one lot in one condition: below zero where more arrived than was dispatched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    pub item: ItemId,
    pub quantity: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettleFacts {
    /// Both ends of the transfer, if either's document is here.
    pub sites: Option<(SiteId, SiteId)>,
    pub left: BTreeMap<(LotId, Condition), Left>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleRequest {
    pub id: SettlementId,
    pub number: String,
    pub transfer: TransferId,
    pub occurred_on: NaiveDate,
    /// Goes into the envelope's `reason`, trimmed.
    pub reason: Option<String>,
    /// What the person saw as left; it must still be so.
    pub seen: BTreeMap<(LotId, Condition), i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettleRefusal {
    #[error("transfer {0} is not known")]
    UnknownTransfer(TransferId),
    #[error("settlement {0} was posted before")]
    AlreadyPosted(SettlementId),
    #[error("nothing of transfer {0} is on the road")]
    NothingLeft(TransferId),
    #[error("what is on the road of transfer {0} has changed")]
    Changed(TransferId),
    #[error("a settlement needs a reason")]
    NeedsReason,
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a settlement of all that is on the road.
///
/// # Errors
/// The first rule that is broken.
pub fn settle(
    facts: &SettleFacts,
    request: &SettleRequest,
    stamp: &Stamp,
) -> Result<TransferSettled, SettleRefusal> {
    let (site, to) = facts
        .sites
        .ok_or(SettleRefusal::UnknownTransfer(request.transfer))?;
    if facts.already_posted {
        return Err(SettleRefusal::AlreadyPosted(request.id));
    }
    let moving = |(key, left): (&(LotId, Condition), &Left)| {
        (left.quantity != 0).then_some((*key, left.quantity))
    };
    let left: BTreeMap<(LotId, Condition), i64> = facts.left.iter().filter_map(moving).collect();
    if left.is_empty() {
        return Err(SettleRefusal::NothingLeft(request.transfer));
    }
    if left != request.seen {
        return Err(SettleRefusal::Changed(request.transfer));
    }
    if written(request.reason.as_deref()).is_none() {
        return Err(SettleRefusal::NeedsReason);
    }
    date::check_past(request.occurred_on, stamp)?;
    let line = |(key, left): (&(LotId, Condition), &Left)| SettledLine {
        lot: key.0,
        item: left.item,
        condition: key.1,
        lost: left.quantity.clamp(0, MAX_EXACT),
        found: left.quantity.saturating_neg().clamp(0, MAX_EXACT),
    };
    let open = facts.left.iter().filter(|(_, left)| left.quantity != 0);
    Ok(TransferSettled {
        id: request.id,
        number: request.number.clone(),
        transfer: request.transfer,
        site,
        to,
        lines: open.map(line).collect(),
    })
}
