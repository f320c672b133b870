//! One receipt with its reversals, its matches and their withdrawals.

use chrono::NaiveDate;

use super::{
    CardRank, DatedPosting, DocumentStage, Ignored, Reversal, Stamped, StockDocument, Why,
    first_posted, first_reversal, other_versions, stage,
};
use crate::body::{
    Body, DocumentKind, DocumentReversed, LotCard, MatchLine, ReceiptLine, ReceiptMatched,
    ReceiptPosted,
};
use crate::fold::EntryRef;
use crate::ids::{ConsignmentLineId, DocumentId, MatchId, PartyId, SiteId};
use crate::posting::{Condition, Movement, Node, Posting};
use crate::quantity::Quantity;
use crate::rules::receive::differences;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptState {
    pub stage: DocumentStage,
    /// The entry that posted it and what it says; present unless the stage is `Waiting`.
    pub posted: Option<(EntryRef, ReceiptPosted)>,
    /// Business date of the posting.
    pub occurred_on: Option<NaiveDate>,
    /// Of the receipt, then of its reversal. A match posts nothing.
    pub postings: Vec<DatedPosting>,
    pub reversed_by: Option<Reversal>,
    /// The match that counts: none once it is withdrawn or the receipt is reversed.
    pub matched: Option<MatchState>,
    /// Every match that ever stood or came too late, in fold order.
    pub matches: Vec<MatchState>,
    pub ignored: Vec<Ignored>,
}

/// What came of one line of a consignment, by a receipt against it or by the match of an unannounced one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consigned {
    pub line: ConsignmentLineId,
    /// Good, damaged and refused.
    pub counted: i64,
    /// Good and damaged: what went into the store.
    pub stored: i64,
    pub short: i64,
    /// Damaged, refused or more than announced.
    pub differs: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchStage {
    Standing,
    Withdrawn,
    /// Another match stood when it came; it never counts, even after that one is withdrawn.
    Late,
    /// The receipt has not arrived.
    Waiting,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchState {
    pub entry: EntryRef,
    pub stage: MatchStage,
    pub body: ReceiptMatched,
    pub withdrawn_by: Option<Reversal>,
}

impl MatchState {
    fn wait(&mut self) {
        if self.stage == MatchStage::Standing {
            self.stage = MatchStage::Waiting;
        }
    }
}

/// Folds the unit of one receipt; `entries` in fold order.
#[must_use]
pub fn receipt(entries: &[Stamped]) -> ReceiptState {
    let mut ignored = strangers(entries);
    let posted = first_posted(entries, pick);
    let mut matches = fold_matches(entries, posted.map(|(_, body)| body), &mut ignored);
    let Some((first, body)) = posted else {
        return waiting(entries, matches, ignored);
    };
    other_versions(entries, first, pick, &mut ignored);
    let reversed_by = first_reversal(entries, body, &mut ignored);
    let (stage, postings) = stage(
        first,
        &body.postings(first.occurred_on),
        reversed_by.as_ref(),
    );
    if first.quarantined {
        for one in &mut matches {
            one.wait();
        }
    }
    let standing = matches.iter().find(|one| one.stage == MatchStage::Standing);
    let matched = standing.filter(|_| stage == DocumentStage::Posted).cloned();
    ReceiptState {
        stage,
        posted: Some((first.entry(), body.clone())),
        occurred_on: Some(first.occurred_on),
        postings,
        reversed_by,
        matched,
        matches,
        ignored,
    }
}

fn pick(body: &Body) -> Option<&ReceiptPosted> {
    if let Body::ReceiptPosted(receipt) = body {
        Some(receipt)
    } else {
        None
    }
}

/// The receipt itself is not here: what refers to it waits.
fn waiting(
    entries: &[Stamped],
    mut matches: Vec<MatchState>,
    mut ignored: Vec<Ignored>,
) -> ReceiptState {
    for stamped in entries {
        if let Body::DocumentReversed(reversal) = &stamped.body
            && reversal.document_kind != DocumentKind::Match
        {
            ignored.push(Ignored::because(stamped, Why::Waiting));
        }
    }
    for one in &mut matches {
        one.wait();
    }
    ReceiptState {
        stage: DocumentStage::Waiting,
        posted: None,
        occurred_on: None,
        postings: Vec::new(),
        reversed_by: None,
        matched: None,
        matches,
        ignored,
    }
}

/// Matches in fold order. A withdrawal acts on its match wherever it stands in the order.
fn fold_matches(
    entries: &[Stamped],
    receipt: Option<&ReceiptPosted>,
    ignored: &mut Vec<Ignored>,
) -> Vec<MatchState> {
    let mut matches: Vec<MatchState> = Vec::new();
    for (at, stamped) in entries.iter().enumerate() {
        if let Body::ReceiptMatched(body) = &stamped.body {
            let idle = idle_match(stamped, body, receipt, &matches);
            ignored.extend(idle.map(|why| Ignored::new(stamped, why)));
            let early = withdrawal_before(&entries[..at], body);
            let stage = match (idle, &early) {
                (Some(Why::MatchedBefore), _) => MatchStage::Late,
                (Some(_), _) => continue,
                (None, Some(_)) => MatchStage::Withdrawn,
                (None, None) => MatchStage::Standing,
            };
            matches.push(MatchState {
                entry: stamped.entry(),
                stage,
                body: body.clone(),
                withdrawn_by: early,
            });
        } else if let Body::DocumentReversed(body) = &stamped.body
            && body.document_kind == DocumentKind::Match
            && receipt.is_none_or(|receipt| body.document != receipt.id.into())
        {
            let idle = withdraw(stamped, body, &entries[at..], &mut matches);
            ignored.extend(idle.map(|why| Ignored::new(stamped, why)));
        }
    }
    matches
}

/// Withdraws the match that a reversal names, or says why it changes nothing. `after` holds what follows it: a match
/// that comes later looks back for its withdrawal itself.
fn withdraw(
    stamped: &Stamped,
    body: &DocumentReversed,
    after: &[Stamped],
    matches: &mut [MatchState],
) -> Option<Why> {
    let named = |id: MatchId| body.document == id.into();
    if stamped.quarantined {
        return Some(Why::Quarantined);
    }
    if let Some(target) = matches.iter_mut().find(|one| named(one.body.id)) {
        if target.withdrawn_by.is_some() {
            return Some(Why::ReversedBefore);
        }
        target.stage = MatchStage::Withdrawn;
        target.withdrawn_by = Some(Reversal::of(stamped, body));
        return None;
    }
    let comes_later = after.iter().any(|other| {
        !other.quarantined && matches!(&other.body, Body::ReceiptMatched(one) if named(one.id))
    });
    (!comes_later).then_some(Why::Waiting)
}

fn idle_match(
    stamped: &Stamped,
    body: &ReceiptMatched,
    receipt: Option<&ReceiptPosted>,
    matches: &[MatchState],
) -> Option<Why> {
    if stamped.quarantined {
        Some(Why::Quarantined)
    } else if receipt.is_some_and(|receipt| receipt.acceptance.is_some() || receipt.bought()) {
        Some(Why::Announced)
    } else if matches.iter().any(|one| one.body.id == body.id) {
        Some(Why::PostedBefore)
    } else if matches.iter().any(|one| one.stage == MatchStage::Standing) {
        Some(Why::MatchedBefore)
    } else {
        None
    }
}

fn withdrawal_before(entries: &[Stamped], of: &ReceiptMatched) -> Option<Reversal> {
    entries
        .iter()
        .filter(|stamped| !stamped.quarantined)
        .find_map(|stamped| {
            let Body::DocumentReversed(body) = &stamped.body else {
                return None;
            };
            let withdraws =
                body.document_kind == DocumentKind::Match && body.document == of.id.into();
            withdraws.then(|| Reversal::of(stamped, body))
        })
}

fn strangers(entries: &[Stamped]) -> Vec<Ignored> {
    let belongs = |stamped: &&Stamped| {
        matches!(
            stamped.body,
            Body::ReceiptPosted(_) | Body::ReceiptMatched(_) | Body::DocumentReversed(_)
        )
    };
    let foreign = entries.iter().filter(|stamped| !belongs(stamped));
    foreign
        .map(|stamped| Ignored::new(stamped, Why::Foreign))
        .collect()
}

impl ReceiptState {
    /// What it says of consignments, while it stands. What a newcomer gets wrong: a match says with which consignment
    /// goods came, and it alone does. To guess it from what was announced would give a guess that changes with every
    /// paper that arrives later, and another one on every device.
    #[must_use]
    pub fn consigned(&self) -> Vec<Consigned> {
        let (Some((_, body)), DocumentStage::Posted) = (&self.posted, self.stage) else {
            return Vec::new();
        };
        let direct = body.lines.iter().filter_map(direct);
        let linked = self.matched.iter().flat_map(|one| &one.body.lines);
        direct
            .chain(linked.filter_map(|line| linked_to(body, line)))
            .collect()
    }

    /// What its lots are; a match tells which offer they answer.
    pub(super) fn cards(&self) -> Vec<(CardRank, LotCard)> {
        let (Some((_, body)), Some(day)) = (&self.posted, self.occurred_on) else {
            return Vec::new();
        };
        let mut cards = body.cards(day);
        for (_, card) in &mut cards {
            card.provisional &= self.matched.is_none();
        }
        cards
    }
}

/// A line that was received against a consignment.
fn direct(line: &ReceiptLine) -> Option<Consigned> {
    let (counted, consignment_line) = (line.counted()?, line.consignment_line?);
    let (short, over) = differences(line.expected, counted);
    Some(Consigned {
        line: consignment_line,
        counted,
        stored: line.good + line.damaged,
        short,
        differs: line.damaged > 0 || line.refused > 0 || over > 0,
    })
}

/// What a match gives to a consignment. It signs for no shortage: what did not come with the receipt may still come.
fn linked_to(receipt: &ReceiptPosted, line: &MatchLine) -> Option<Consigned> {
    let consignment_line = line.consignment_line?;
    // Only a hostile device names a lot of another receipt, or a number that nobody counts.
    let received = receipt.lines.iter().find(|one| one.id == line.lot)?;
    received.counted()?;
    let counted = Quantity::new(line.quantity).ok()?.get();
    Some(Consigned {
        line: consignment_line,
        counted,
        stored: counted.min(received.good + received.damaged),
        short: 0,
        differs: received.damaged > 0 || received.refused > 0,
    })
}

impl StockDocument for ReceiptPosted {
    fn id(&self) -> DocumentId {
        self.id.into()
    }

    fn kind(&self) -> DocumentKind {
        DocumentKind::Receipt
    }

    fn number(&self) -> &str {
        &self.number
    }

    fn site(&self) -> SiteId {
        self.site
    }

    fn lines(&self) -> usize {
        self.lines.len()
    }

    fn party(&self) -> Option<PartyId> {
        Some(self.donor)
    }

    fn found_by(&self) -> Vec<&str> {
        let batches = self.lines.iter().filter_map(|line| line.batch.as_deref());
        self.paper.as_deref().into_iter().chain(batches).collect()
    }

    /// DONOR or SUPPLIER → site what was kept, and → RETURNED what was refused. What had expired when it came is kept as expired,
    /// however sound it looks.
    fn postings(&self, occurred_on: NaiveDate) -> Vec<Posting> {
        let source = if self.bought() {
            Node::Supplier(self.donor)
        } else {
            Node::Donor(self.donor)
        };
        let returned = Node::Returned(self.donor);
        let damaged = Condition::Damaged;
        let mut postings = Vec::new();
        for line in self.lines.iter().filter(|line| line.counted().is_some()) {
            let site = Node::at(self.site, line.place);
            let expired = line.expiry.is_some_and(|expiry| expiry < occurred_on);
            let good = if expired {
                Condition::Expired
            } else {
                Condition::Good
            };
            for (movement, condition, to, quantity) in [
                (Movement::Receipt, good, site, line.good),
                (Movement::Receipt, damaged, site, line.damaged),
                (Movement::ReceiptRefused, damaged, returned, line.refused),
            ] {
                if quantity > 0 {
                    postings.push(Posting {
                        movement,
                        lot: line.id,
                        condition,
                        to_condition: condition,
                        from: source,
                        to,
                        quantity,
                    });
                }
            }
        }
        postings
    }

    fn cards(&self, occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        let card = |line: &crate::body::ReceiptLine| LotCard {
            lot: line.id,
            item: line.item,
            batch: line.batch.clone(),
            expiry: line.expiry,
            donor: (!self.bought()).then_some(self.donor),
            kind: DocumentKind::Receipt,
            document: self.id.into(),
            number: self.number.clone(),
            site: self.site,
            received_on: occurred_on,
            provisional: self.acceptance.is_none() && !self.bought(),
            supplier: self.bought().then_some(self.donor),
        };
        let origin = |line| (CardRank::Origin, card(line));
        self.lines.iter().map(origin).collect()
    }
}
