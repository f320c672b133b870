//! Reversing a receipt or an issue, and withdrawing a match. Never an edit: the document stays visible.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{DocumentKind, DocumentReversed};
use crate::ids::{DocumentId, LotId, ReceiptId, ReversalId, SiteId};
use crate::posting::{Condition, Node, Posting};

/// What the device knows of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    pub kind: DocumentKind,
    /// Site of the receipt or issue; for a match, of its receipt.
    pub site: SiteId,
    /// Its receipt, when the document is a match.
    pub receipt: Option<ReceiptId>,
    /// Reversed or withdrawn, or a match that came too late to count.
    pub reversed: bool,
    /// As `fold` gives them; none for a match.
    pub postings: Vec<Posting>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub document: Option<DocumentFacts>,
    /// What is at the document's site now, for the lots of its postings.
    pub stock: BTreeMap<(LotId, Condition), i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: ReversalId,
    pub number: String,
    pub document: DocumentId,
    pub occurred_on: NaiveDate,
    /// Goes into the envelope's `reason`, trimmed.
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("document {0} is not known")]
    UnknownDocument(DocumentId),
    #[error("a document of kind {kind:?} cannot be reversed")]
    NotReversible {
        document: DocumentId,
        kind: DocumentKind,
    },
    #[error("document {0} is reversed already")]
    AlreadyReversed(DocumentId),
    #[error("a reversal needs a reason")]
    NeedsReason,
    #[error("{needed} of lot {lot} ({condition:?}) would have to leave, {available} are there")]
    StockGone {
        lot: LotId,
        condition: Condition,
        available: i64,
        needed: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a reversal.
///
/// # Errors
/// The first rule that is broken.
pub fn reverse(
    facts: &Facts,
    request: &Request,
    stamp: &Stamp,
) -> Result<DocumentReversed, Refusal> {
    let document = facts
        .document
        .as_ref()
        .ok_or(Refusal::UnknownDocument(request.document))?;
    let kind = document.kind;
    let receipt = match kind {
        DocumentKind::Receipt | DocumentKind::Issue => None,
        DocumentKind::Match => document.receipt,
        DocumentKind::Activation
        | DocumentKind::Offer
        | DocumentKind::Acceptance
        | DocumentKind::Reversal
        | DocumentKind::Decision
        | DocumentKind::Allocation
        | DocumentKind::StatedTotal
        | DocumentKind::Request
        | DocumentKind::Transport
        | DocumentKind::Consignment => {
            return Err(Refusal::NotReversible {
                document: request.document,
                kind,
            });
        }
    };
    if document.reversed {
        return Err(Refusal::AlreadyReversed(request.document));
    }
    if written(request.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason);
    }
    date::check_past(request.occurred_on, stamp)?;
    check_stock(facts, document)?;
    Ok(DocumentReversed {
        id: request.id,
        number: request.number.clone(),
        document: request.document,
        document_kind: kind,
        site: document.site,
        receipt,
    })
}

/// What the mirror takes out of the site must be there.
fn check_stock(facts: &Facts, document: &DocumentFacts) -> Result<(), Refusal> {
    let site = Node::Site(document.site);
    let mut leaves: BTreeMap<(LotId, Condition), i64> = BTreeMap::new();
    for posting in &document.postings {
        let sum = leaves.entry((posting.lot, posting.condition)).or_default();
        if posting.to == site {
            *sum = sum.saturating_add(posting.quantity);
        }
        if posting.from == site {
            *sum = sum.saturating_sub(posting.quantity);
        }
    }
    for ((lot, condition), needed) in leaves {
        let there = facts.stock.get(&(lot, condition)).copied().unwrap_or(0);
        if needed > 0 && needed > there {
            return Err(Refusal::StockGone {
                lot,
                condition,
                available: there.max(0),
                needed,
            });
        }
    }
    Ok(())
}
