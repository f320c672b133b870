//! Matching an unannounced receipt with an acceptance of the same donor, and suggesting which one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp};
use crate::body::{MatchLine, ReceiptMatched};
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentLineId, ItemId, LotId, MatchId, PartyId, ReceiptId,
    SiteId,
};
use crate::quantity::{Quantity, QuantityRefusal};
use crate::stages::ConsignmentStage;

/// The receipt as the device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFacts {
    pub id: ReceiptId,
    pub donor: PartyId,
    pub site: SiteId,
    /// It already answers an acceptance by itself.
    pub announced: bool,
    /// Its goods were bought; `donor` sold them.
    pub bought: bool,
    pub reversed: bool,
    /// The match that stands, if any.
    pub matched: Option<MatchId>,
    pub lines: BTreeMap<LotId, CountedLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedLine {
    pub item: ItemId,
    /// good + damaged + refused, in base units.
    pub counted: i64,
}

/// An acceptance that may answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptanceFacts {
    pub id: AcceptanceId,
    pub donor: PartyId,
    pub confirmed: bool,
    pub lines: BTreeMap<AcceptanceLineId, AcceptedLine>,
    /// Lines of its consignments, the first announced first.
    pub consigned: Vec<ConsignedLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptedLine {
    pub item: ItemId,
    pub site: SiteId,
    /// Accepted less what was received or matched before, in base units; negative when too much came.
    pub remaining: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsignedLine {
    pub id: ConsignmentLineId,
    pub acceptance_line: AcceptanceLineId,
    /// Where its consignment is bound now.
    pub site: SiteId,
    /// By moves alone.
    pub moved_to: ConsignmentStage,
    /// Dispatched less counted, in base units; negative when too much came.
    pub left: i64,
}

impl ConsignedLine {
    /// Whether anything can still come with it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(
            self.moved_to,
            ConsignmentStage::Closed | ConsignmentStage::Returned | ConsignmentStage::Lost
        )
    }

    /// Whether somebody said that it left.
    fn has_left(&self) -> bool {
        !matches!(
            self.moved_to,
            ConsignmentStage::Planned | ConsignmentStage::Packed
        )
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub receipt: Option<ReceiptFacts>,
    pub acceptance: Option<AcceptanceFacts>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: MatchId,
    pub receipt: ReceiptId,
    pub acceptance: AcceptanceId,
    pub occurred_on: NaiveDate,
    pub lines: Vec<MatchLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the match has no line")]
    NoLines,
    #[error("the match has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("match {0} was posted before")]
    AlreadyPosted(MatchId),
    #[error("receipt {0} is not known")]
    UnknownReceipt(ReceiptId),
    #[error("acceptance {0} is not known")]
    UnknownAcceptance(AcceptanceId),
    #[error("receipt {0} was announced and needs no match")]
    Announced(ReceiptId),
    #[error("the goods of receipt {receipt} were bought of {supplier}")]
    Bought {
        receipt: ReceiptId,
        supplier: PartyId,
    },
    #[error("receipt {0} is reversed")]
    Reversed(ReceiptId),
    #[error("receipt {receipt} is matched already, by {by}")]
    AlreadyMatched { receipt: ReceiptId, by: MatchId },
    #[error("acceptance {0} is not confirmed")]
    NotConfirmed(AcceptanceId),
    #[error("the receipt is of donor {received}, the acceptance of {accepted}")]
    OtherDonor {
        received: PartyId,
        accepted: PartyId,
    },
    #[error("line {line}: lot {lot} is not of this receipt")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: acceptance line {acceptance_line} is not of this acceptance")]
    UnknownAcceptanceLine {
        line: usize,
        acceptance_line: AcceptanceLineId,
    },
    #[error(
        "line {line}: consignment line {consignment_line} carries nothing of this acceptance line"
    )]
    UnknownConsignmentLine {
        line: usize,
        consignment_line: ConsignmentLineId,
    },
    #[error("line {line}: nothing more comes with a consignment that is {stage:?}")]
    ConsignmentClosed {
        line: usize,
        stage: ConsignmentStage,
    },
    #[error("line {line}: {asked} where {left} of the consignment line are left")]
    MoreThanConsigned { line: usize, left: i64, asked: i64 },
    #[error("line {line}: the same lot, acceptance line and consignment line stand twice")]
    DuplicateLine {
        line: usize,
        lot: LotId,
        acceptance_line: AcceptanceLineId,
    },
    #[error("line {line}: item {received} was received, {accepted} accepted")]
    OtherItem {
        line: usize,
        received: ItemId,
        accepted: ItemId,
    },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: {asked} of lot {lot} where {counted} were counted")]
    MoreThanReceived {
        line: usize,
        lot: LotId,
        counted: i64,
        asked: i64,
    },
    #[error("line {line}: {asked} where {remaining} of the acceptance line remain")]
    MoreThanAccepted {
        line: usize,
        acceptance_line: AcceptanceLineId,
        remaining: i64,
        asked: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a match. The site may differ: a diverted truck still answers its acceptance.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn match_receipt(
    facts: &Facts,
    request: &Request,
    stamp: &Stamp,
) -> Result<ReceiptMatched, Refusal> {
    let (receipt, acceptance) = check_document(facts, request, stamp)?;
    let mut sums = Sums::default();
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        check_line(receipt, acceptance, line, asked, &mut sums)?;
        if let Some(consignment_line) = asked.consignment_line {
            check_consigned(acceptance, line, asked, consignment_line, &mut sums)?;
        }
    }
    Ok(ReceiptMatched {
        id: request.id,
        receipt: request.receipt,
        acceptance: request.acceptance,
        lines: request.lines.clone(),
    })
}

/// What the lines before claim.
#[derive(Default)]
struct Sums {
    of_lot: BTreeMap<LotId, i64>,
    of_line: BTreeMap<AcceptanceLineId, i64>,
    of_consigned: BTreeMap<ConsignmentLineId, i64>,
    stood: BTreeSet<(LotId, AcceptanceLineId, Option<ConsignmentLineId>)>,
}

fn check_line(
    receipt: &ReceiptFacts,
    acceptance: &AcceptanceFacts,
    line: usize,
    asked: &MatchLine,
    sums: &mut Sums,
) -> Result<(), Refusal> {
    let MatchLine {
        lot,
        acceptance_line,
        quantity,
        consignment_line,
    } = *asked;
    let counted = receipt
        .lines
        .get(&lot)
        .ok_or(Refusal::UnknownLot { line, lot })?;
    let accepted = acceptance.lines.get(&acceptance_line);
    let accepted = accepted.ok_or(Refusal::UnknownAcceptanceLine {
        line,
        acceptance_line,
    })?;
    if !sums.stood.insert((lot, acceptance_line, consignment_line)) {
        return Err(Refusal::DuplicateLine {
            line,
            lot,
            acceptance_line,
        });
    }
    if counted.item != accepted.item {
        let (received, accepted) = (counted.item, accepted.item);
        return Err(Refusal::OtherItem {
            line,
            received,
            accepted,
        });
    }
    Quantity::new(quantity).map_err(|refusal| Refusal::Quantity { line, refusal })?;
    let asked = add(&mut sums.of_lot, lot, quantity);
    if asked > counted.counted {
        return Err(Refusal::MoreThanReceived {
            line,
            lot,
            counted: counted.counted,
            asked,
        });
    }
    let asked = add(&mut sums.of_line, acceptance_line, quantity);
    if asked > accepted.remaining {
        let remaining = accepted.remaining;
        return Err(Refusal::MoreThanAccepted {
            line,
            acceptance_line,
            remaining,
            asked,
        });
    }
    Ok(())
}

/// The consignment may be bound elsewhere: of a truck that was turned away somebody may have forgotten to say so.
fn check_consigned(
    acceptance: &AcceptanceFacts,
    line: usize,
    asked: &MatchLine,
    consignment_line: ConsignmentLineId,
    sums: &mut Sums,
) -> Result<(), Refusal> {
    let carries = |one: &&ConsignedLine| {
        one.id == consignment_line && one.acceptance_line == asked.acceptance_line
    };
    let known = acceptance.consigned.iter().find(carries);
    let known = known.ok_or(Refusal::UnknownConsignmentLine {
        line,
        consignment_line,
    })?;
    if !known.is_open() {
        let stage = known.moved_to;
        return Err(Refusal::ConsignmentClosed { line, stage });
    }
    let asked = add(&mut sums.of_consigned, consignment_line, asked.quantity);
    if asked > known.left {
        let left = known.left;
        return Err(Refusal::MoreThanConsigned { line, left, asked });
    }
    Ok(())
}

fn add<K: Ord>(sums: &mut BTreeMap<K, i64>, key: K, quantity: i64) -> i64 {
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(quantity);
    *sum
}

fn check_document<'a>(
    facts: &'a Facts,
    request: &Request,
    stamp: &Stamp,
) -> Result<(&'a ReceiptFacts, &'a AcceptanceFacts), Refusal> {
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
    let receipt = facts
        .receipt
        .as_ref()
        .filter(|receipt| receipt.id == request.receipt);
    let receipt = receipt.ok_or(Refusal::UnknownReceipt(request.receipt))?;
    let acceptance = facts
        .acceptance
        .as_ref()
        .filter(|one| one.id == request.acceptance);
    let acceptance = acceptance.ok_or(Refusal::UnknownAcceptance(request.acceptance))?;
    if receipt.bought {
        return Err(Refusal::Bought {
            receipt: receipt.id,
            supplier: receipt.donor,
        });
    }
    if receipt.announced {
        return Err(Refusal::Announced(receipt.id));
    }
    if receipt.reversed {
        return Err(Refusal::Reversed(receipt.id));
    }
    if let Some(by) = receipt.matched {
        return Err(Refusal::AlreadyMatched {
            receipt: receipt.id,
            by,
        });
    }
    if !acceptance.confirmed {
        return Err(Refusal::NotConfirmed(acceptance.id));
    }
    if receipt.donor != acceptance.donor {
        let (received, accepted) = (receipt.donor, acceptance.donor);
        return Err(Refusal::OtherDonor { received, accepted });
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok((receipt, acceptance))
}

/// An acceptance offered beside an unannounced receipt, with the lines that would link them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub acceptance: AcceptanceId,
    /// Higher fits better; only good for ordering.
    pub score: u32,
    pub lines: Vec<MatchLine>,
    /// Every counted unit of the receipt finds its place.
    pub whole: bool,
}

/// Points of a linked line: the item fits, the whole rest of the acceptance line is what was counted, the site fits.
const ITEM: u32 = 1;
const SAME_QUANTITY: u32 = 4;
const SAME_SITE: u32 = 2;

/// Acceptances that may answer a receipt, the best first. Only confirmed ones of the same donor with an item in common
/// and something left; none for a receipt that needs no match.
#[must_use]
pub fn suggest(receipt: &ReceiptFacts, candidates: &[AcceptanceFacts]) -> Vec<Suggestion> {
    if receipt.announced || receipt.reversed || receipt.matched.is_some() {
        return Vec::new();
    }
    let fits = |one: &&AcceptanceFacts| one.confirmed && one.donor == receipt.donor;
    let mut suggestions: Vec<Suggestion> = candidates
        .iter()
        .filter(fits)
        .map(|one| link(receipt, one))
        .collect();
    suggestions.retain(|one| !one.lines.is_empty());
    suggestions.sort_by(|a, b| b.score.cmp(&a.score).then(a.acceptance.cmp(&b.acceptance)));
    suggestions
}

/// Places every lot on acceptance lines of its item: first a line of equal quantity, then one of the same site.
fn link(receipt: &ReceiptFacts, acceptance: &AcceptanceFacts) -> Suggestion {
    let mut remaining: BTreeMap<AcceptanceLineId, i64> = acceptance
        .lines
        .iter()
        .map(|(id, line)| (*id, line.remaining))
        .collect();
    let mut carried: BTreeMap<ConsignmentLineId, i64> = BTreeMap::new();
    let (mut score, mut lines, mut whole) = (0, Vec::new(), true);
    for (lot, counted) in &receipt.lines {
        let mut left = counted.counted;
        let mut order: Vec<(&AcceptanceLineId, &AcceptedLine)> = acceptance
            .lines
            .iter()
            .filter(|(_, line)| line.item == counted.item)
            .collect();
        order.sort_by_key(|(id, line)| {
            (
                remaining[*id] != counted.counted,
                line.site != receipt.site,
                **id,
            )
        });
        for (id, line) in order {
            let there = remaining[id];
            let quantity = left.min(there);
            if quantity <= 0 {
                continue;
            }
            score += points(receipt, counted, line, there);
            let with = came_with(receipt, acceptance, *id, (quantity, there), &carried);
            for (consignment_line, quantity) in with {
                if let Some(id) = consignment_line {
                    add(&mut carried, id, quantity);
                }
                lines.push(MatchLine {
                    lot: *lot,
                    acceptance_line: *id,
                    quantity,
                    consignment_line,
                });
            }
            remaining.insert(*id, there - quantity);
            left -= quantity;
        }
        whole &= left == 0;
    }
    Suggestion {
        acceptance: acceptance.id,
        score,
        lines,
        whole,
    }
}

fn points(receipt: &ReceiptFacts, counted: &CountedLine, line: &AcceptedLine, there: i64) -> u32 {
    let mut points = ITEM;
    if there == counted.counted {
        points += SAME_QUANTITY;
    }
    if line.site == receipt.site {
        points += SAME_SITE;
    }
    points
}

/// With which consignments units of an acceptance line came, as far as that can be guessed: the one that carries exactly
/// as many, then those under way to the receipt's site, then none for what no consignment carries, then those bound
/// elsewhere or not reported to have left; of equal ones the first announced. A person sees the guess and may say
/// otherwise. `there` is what remains of the acceptance line, `carried` what this match took of consignments so far.
fn came_with(
    receipt: &ReceiptFacts,
    acceptance: &AcceptanceFacts,
    of: AcceptanceLineId,
    (quantity, there): (i64, i64),
    carried: &BTreeMap<ConsignmentLineId, i64>,
) -> Vec<(Option<ConsignmentLineId>, i64)> {
    const LIKELY: u8 = 0;
    const UNANNOUNCED: u8 = 1;
    const UNLIKELY: u8 = 2;
    let open = acceptance
        .consigned
        .iter()
        .filter(|line| line.acceptance_line == of && line.is_open());
    let mut from: Vec<(Option<ConsignmentLineId>, i64, u8)> = open
        .map(|line| {
            let taken = carried.get(&line.id).copied().unwrap_or(0);
            let left = line.left.saturating_sub(taken).clamp(0, there);
            let likely = line.site == receipt.site && line.has_left();
            (Some(line.id), left, if likely { LIKELY } else { UNLIKELY })
        })
        .collect();
    let announced = from.iter().fold(0, |sum: i64, (_, left, _)| {
        sum.saturating_add(*left).min(there)
    });
    from.push((None, there - announced, UNANNOUNCED));
    from.sort_by_key(|(_, left, rank)| (*left != quantity, *rank));
    let mut wanted = quantity;
    let mut found = Vec::new();
    for (line, left, _) in from {
        let taken = wanted.min(left);
        if taken > 0 {
            found.push((line, taken));
            wanted -= taken;
        }
    }
    found
}
