//! Reversing any document that moved goods, and withdrawing a match. Never an edit: the document stays visible.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{DocumentKind, DocumentReversed};
use crate::fold::{LotTitle, TitleChange};
use crate::ids::{DocumentId, LotId, PartyId, ReceiptId, ReversalId, SiteId};
use crate::posting::{Condition, Node, Posting};

/// What the device knows of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    pub kind: DocumentKind,
    /// Site of the document; for a match, of its receipt.
    pub site: SiteId,
    /// Its receipt, when the document is a match.
    pub receipt: Option<ReceiptId>,
    /// Reversed or withdrawn, or a match that came too late to count.
    pub reversed: bool,
    /// As `fold` gives them; none for a match.
    pub postings: Vec<Posting>,
    /// As `fold` gives them, the parties named like those of the titles.
    pub changes: Vec<TitleChange>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub document: Option<DocumentFacts>,
    /// What stands now at the nodes of its postings.
    pub stock: BTreeMap<(LotId, Node, Condition), i64>,
    /// Of its lots those whose title went to somebody.
    pub titles: BTreeMap<LotId, LotTitle>,
    /// Those of them that are lots of kits.
    pub kits: BTreeSet<LotId>,
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
    #[error("{needed} of lot {lot} would have to be of {}, {held} are", named(*party))]
    TitleNotHeld {
        lot: LotId,
        /// `None`: nobody is named for it.
        party: Option<PartyId>,
        held: i64,
        needed: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

fn named(party: Option<PartyId>) -> String {
    party.map_or_else(|| "nobody by name".to_owned(), |party| party.to_string())
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
    if !kind.moves_goods() && kind != DocumentKind::Match {
        return Err(Refusal::NotReversible {
            document: request.document,
            kind,
        });
    }
    if document.reversed {
        return Err(Refusal::AlreadyReversed(request.document));
    }
    if written(request.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason);
    }
    date::check_past(request.occurred_on, stamp)?;
    check_stock(facts, document)?;
    check_titles(facts, document)?;
    Ok(DocumentReversed {
        id: request.id,
        number: request.number.clone(),
        document: request.document,
        document_kind: kind,
        site: document.site,
        receipt: document.receipt,
    })
}

/// What the mirror takes away must be there: at the site, in every place and condition, and where the goods went.
fn check_stock(facts: &Facts, document: &DocumentFacts) -> Result<(), Refusal> {
    let mut leaves: BTreeMap<(LotId, Node, Condition), i64> = BTreeMap::new();
    for posting in &document.postings {
        let arrived = (posting.lot, posting.to, posting.to_condition);
        let left = (posting.lot, posting.from, posting.condition);
        let sum = leaves.entry(arrived).or_default();
        *sum = sum.saturating_add(posting.quantity);
        let sum = leaves.entry(left).or_default();
        *sum = sum.saturating_sub(posting.quantity);
    }
    for ((lot, node, condition), needed) in leaves {
        let there = facts
            .stock
            .get(&(lot, node, condition))
            .copied()
            .unwrap_or(0);
        if node.holds() && needed > 0 && needed > there {
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

/// What a certificate gave, or a receipt brought, must still be the title of whoever got it, where that can be known: what was
/// handed on since stands, and would be nobody's.
fn check_titles(facts: &Facts, document: &DocumentFacts) -> Result<(), Refusal> {
    let mut left = facts.titles.clone();
    for change in &document.changes {
        if let Some(title) = left.get_mut(&change.lot) {
            title.take(change.to, change.from, change.quantity);
        }
    }
    for posting in &document.postings {
        if let Some(title) = left.get_mut(&posting.lot) {
            let back = Posting {
                quantity: -posting.quantity,
                ..*posting
            };
            title.post(&back, facts.kits.contains(&posting.lot));
        }
    }
    for (lot, title) in &left {
        let before: BTreeMap<_, _> = facts.titles[lot].holders().into_iter().collect();
        for (party, after) in title.holders() {
            let held = before.get(&party).copied().unwrap_or(0);
            if after < 0 && after < held {
                return Err(Refusal::TitleNotHeld {
                    lot: *lot,
                    party,
                    held: held.max(0),
                    needed: held.saturating_sub(after),
                });
            }
        }
    }
    Ok(())
}
