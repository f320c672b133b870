//! Receiving what another site sent, by the waybill that has arrived or by its paper.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::body::{Packed, TransferDispatched, TransferReceived, TransferReceivedLine};
use crate::ids::{LotId, PlaceId, SiteId, TransferId, TransferReceiptId};
use crate::posting::Condition;
use crate::quantity::{self, MAX_EXACT, QuantityRefusal};
use crate::rules::date::{self, DateRefusal};
use crate::rules::packed;
use crate::rules::receive::{Difference, differences};
use crate::rules::{MAX_LINES, Stamp, written};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceiveFacts {
    /// What was dispatched, out of the journal or read from the paper.
    pub dispatch: Option<TransferDispatched>,
    /// Good and damaged, in base units, of earlier receipts that stand.
    pub received: BTreeMap<(LotId, Condition), i64>,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveRequest {
    pub id: TransferReceiptId,
    pub number: String,
    pub transfer: TransferId,
    pub site: SiteId,
    pub occurred_on: NaiveDate,
    pub lines: Vec<ReceiveLineRequest>,
}

/// Short and over are not typed: they follow from what was dispatched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveLineRequest {
    pub lot: LotId,
    pub condition: Condition,
    pub good: i64,
    pub damaged: i64,
    pub refused: i64,
    pub reason: Option<String>,
    pub place: Option<PlaceId>,
    /// How `good` was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveRefusal {
    #[error("the receipt has no line")]
    NoLines,
    #[error("the receipt has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("receipt {0} was posted before")]
    AlreadyPosted(TransferReceiptId),
    #[error("transfer {0} is not known here; read its waybill")]
    UnknownTransfer(TransferId),
    #[error("the transfer goes to site {to}, not {given}")]
    OtherSite { to: SiteId, given: SiteId },
    #[error("line {line}: lot {lot} ({condition:?}) is not on the waybill")]
    NotOnWaybill {
        line: usize,
        lot: LotId,
        condition: Condition,
    },
    #[error("line {line}: lot {lot} stands twice")]
    DuplicateLine { line: usize, lot: LotId },
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
    #[error("line {line}: {counted} counted where {expected} were on the road, without a reason")]
    MoreThanDispatched {
        line: usize,
        expected: i64,
        counted: i64,
    },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a receipt. Lines of the waybill that it leaves out are still on the road. A dispatch that its sender has taken
/// back makes no difference: the goods are here.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn receive(
    facts: &ReceiveFacts,
    request: &ReceiveRequest,
    stamp: &Stamp,
) -> Result<TransferReceived, ReceiveRefusal> {
    let dispatch = check_document(facts, request, stamp)?;
    let mut sent: BTreeMap<(LotId, Condition), i64> = BTreeMap::new();
    for line in &dispatch.lines {
        let sum = sent.entry((line.card.lot, line.condition)).or_default();
        *sum = sum.saturating_add(line.quantity);
    }
    let mut seen = BTreeSet::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let (line, lot, condition) = (at + 1, asked.lot, asked.condition);
        let on_paper = dispatch
            .lines
            .iter()
            .find(|one| (one.card.lot, one.condition) == (lot, condition));
        let on_paper = on_paper.ok_or(ReceiveRefusal::NotOnWaybill {
            line,
            lot,
            condition,
        })?;
        if !seen.insert((lot, condition)) {
            return Err(ReceiveRefusal::DuplicateLine { line, lot });
        }
        let key = (lot, condition);
        let before = facts.received.get(&key).copied().unwrap_or(0);
        let sent = sent.get(&key).copied().unwrap_or(0);
        let expected = sent.saturating_sub(before).clamp(0, MAX_EXACT);
        let (short, over) = check_line(line, asked, expected)?;
        let good = (on_paper.card.item, asked.good);
        packed::check(&facts.packagings, line, good, asked.packed)?;
        lines.push(TransferReceivedLine {
            card: on_paper.card.clone(),
            condition,
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
    Ok(TransferReceived {
        id: request.id,
        number: request.number.clone(),
        transfer: request.transfer,
        site: request.site,
        from: dispatch.site,
        lines,
    })
}

/// `(short, over)` of a counted line.
fn check_line(
    line: usize,
    asked: &ReceiveLineRequest,
    expected: i64,
) -> Result<(i64, i64), ReceiveRefusal> {
    let refuse = |refusal| ReceiveRefusal::Count { line, refusal };
    for count in [asked.good, asked.damaged, asked.refused] {
        quantity::check_count(count).map_err(refuse)?;
    }
    // Three counts below 2^53 cannot leave i64.
    let counted = asked.good + asked.damaged + asked.refused;
    if counted > MAX_EXACT {
        return Err(refuse(QuantityRefusal::TooLarge));
    }
    if counted == 0 && expected == 0 {
        return Err(ReceiveRefusal::NothingCounted { line });
    }
    let (short, over) = differences(Some(expected), counted);
    if written(asked.reason.as_deref()).is_some() {
        return Ok((short, over));
    }
    if over > 0 {
        return Err(ReceiveRefusal::MoreThanDispatched {
            line,
            expected,
            counted,
        });
    }
    for (difference, quantity) in [
        (Difference::Damaged, asked.damaged),
        (Difference::Short, short),
        (Difference::Refused, asked.refused),
    ] {
        if quantity > 0 {
            return Err(ReceiveRefusal::NeedsReason {
                line,
                difference,
                quantity,
            });
        }
    }
    Ok((short, over))
}

fn check_document<'a>(
    facts: &'a ReceiveFacts,
    request: &ReceiveRequest,
    stamp: &Stamp,
) -> Result<&'a TransferDispatched, ReceiveRefusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(ReceiveRefusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(ReceiveRefusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(ReceiveRefusal::AlreadyPosted(request.id));
    }
    let known = facts
        .dispatch
        .as_ref()
        .filter(|dispatch| dispatch.id == request.transfer);
    let dispatch = known.ok_or(ReceiveRefusal::UnknownTransfer(request.transfer))?;
    if dispatch.to != request.site {
        return Err(ReceiveRefusal::OtherSite {
            to: dispatch.to,
            given: request.site,
        });
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok(dispatch)
}
