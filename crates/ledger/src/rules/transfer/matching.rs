//! Linking an unannounced receipt to the waybill it turns out to answer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::body::{DispatchMatchLine, ReceiptMatchedToDispatch, TransferDispatched};
use crate::ids::{ItemId, LotId, MatchId, PartyId, ReceiptId, SiteId, TransferId};
use crate::posting::Condition;
use crate::rules::date::{self, DateRefusal};
use crate::rules::{MAX_LINES, Stamp};

/// The receipt as the device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFacts {
    pub id: ReceiptId,
    pub number: String,
    pub site: SiteId,
    pub donor: PartyId,
    /// It answers an acceptance, by itself or by a match.
    pub announced: bool,
    /// Its goods were bought; `donor` sold them.
    pub bought: bool,
    pub reversed: bool,
    /// Item, good and damaged of each lot that it made.
    pub lines: BTreeMap<LotId, (ItemId, i64, i64)>,
    /// Lots that are linked to a dispatch already.
    pub linked: BTreeSet<LotId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatchFacts {
    pub receipt: Option<ReceiptFacts>,
    pub dispatch: Option<TransferDispatched>,
    pub dispatch_reversed: bool,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchRequest {
    pub id: MatchId,
    pub receipt: ReceiptId,
    pub transfer: TransferId,
    pub occurred_on: NaiveDate,
    pub lines: Vec<MatchLineRequest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchLineRequest {
    /// Made by the receipt.
    pub lot: LotId,
    /// On the waybill.
    pub dispatched: LotId,
    pub condition: Condition,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatchRefusal {
    #[error("the link has no line")]
    NoLines,
    #[error("the link has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("match {0} was posted before")]
    AlreadyPosted(MatchId),
    #[error("receipt {0} is not known")]
    UnknownReceipt(ReceiptId),
    #[error("transfer {0} is not known")]
    UnknownTransfer(TransferId),
    #[error("receipt {0} answers an acceptance")]
    Announced(ReceiptId),
    #[error("the goods of receipt {receipt} were bought of {supplier}")]
    Bought {
        receipt: ReceiptId,
        supplier: PartyId,
    },
    #[error("receipt {0} is reversed")]
    Reversed(ReceiptId),
    #[error("the dispatch of transfer {0} is reversed")]
    DispatchReversed(TransferId),
    #[error("line {line}: lot {lot} is not of this receipt")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: lot {lot} is linked already")]
    AlreadyLinked { line: usize, lot: LotId },
    #[error("line {line}: lot {lot} ({condition:?}) is not on the waybill")]
    NotOnWaybill {
        line: usize,
        lot: LotId,
        condition: Condition,
    },
    #[error("line {line}: item {received} was received, {dispatched} dispatched")]
    OtherItem {
        line: usize,
        received: ItemId,
        dispatched: ItemId,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a link. The site may differ: a diverted truck still answers its waybill.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn match_dispatch(
    facts: &MatchFacts,
    request: &MatchRequest,
    stamp: &Stamp,
) -> Result<ReceiptMatchedToDispatch, MatchRefusal> {
    let (receipt, dispatch) = check_document(facts, request, stamp)?;
    let mut linked = receipt.linked.clone();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let (line, lot) = (at + 1, asked.lot);
        let counted = receipt.lines.get(&lot);
        let (item, good, damaged) = *counted.ok_or(MatchRefusal::UnknownLot { line, lot })?;
        if !linked.insert(lot) {
            return Err(MatchRefusal::AlreadyLinked { line, lot });
        }
        let wanted = (asked.dispatched, asked.condition);
        let sent = dispatch
            .lines
            .iter()
            .find(|one| (one.card.lot, one.condition) == wanted);
        let sent = sent.ok_or(MatchRefusal::NotOnWaybill {
            line,
            lot: asked.dispatched,
            condition: asked.condition,
        })?;
        if sent.card.item != item {
            return Err(MatchRefusal::OtherItem {
                line,
                received: item,
                dispatched: sent.card.item,
            });
        }
        lines.push(DispatchMatchLine {
            lot,
            card: sent.card.clone(),
            condition: asked.condition,
            good,
            damaged,
        });
    }
    Ok(ReceiptMatchedToDispatch {
        id: request.id,
        number: receipt.number.clone(),
        receipt: request.receipt,
        site: receipt.site,
        donor: receipt.donor,
        transfer: request.transfer,
        from: dispatch.site,
        lines,
    })
}

fn check_document<'a>(
    facts: &'a MatchFacts,
    request: &MatchRequest,
    stamp: &Stamp,
) -> Result<(&'a ReceiptFacts, &'a TransferDispatched), MatchRefusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(MatchRefusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(MatchRefusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(MatchRefusal::AlreadyPosted(request.id));
    }
    let receipt = facts.receipt.as_ref();
    let receipt = receipt.filter(|one| one.id == request.receipt);
    let receipt = receipt.ok_or(MatchRefusal::UnknownReceipt(request.receipt))?;
    let dispatch = facts.dispatch.as_ref();
    let dispatch = dispatch.filter(|one| one.id == request.transfer);
    let dispatch = dispatch.ok_or(MatchRefusal::UnknownTransfer(request.transfer))?;
    if receipt.bought {
        return Err(MatchRefusal::Bought {
            receipt: receipt.id,
            supplier: receipt.donor,
        });
    }
    if receipt.announced {
        return Err(MatchRefusal::Announced(receipt.id));
    }
    if receipt.reversed {
        return Err(MatchRefusal::Reversed(receipt.id));
    }
    if facts.dispatch_reversed {
        return Err(MatchRefusal::DispatchReversed(dispatch.id));
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok((receipt, dispatch))
}
