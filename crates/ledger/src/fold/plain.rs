//! Any document that moves goods and folds by the common rule: its first version, a second person's approval where it
//! needs one, its first reversal.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    CardRank, DatedPosting, DocumentStage, EntryRef, Ignored, Reversal, Stamped, StockDocument,
    Why, first_document, first_reversal, stage, stock_document,
};
use crate::body::{Body, LotCard};
use crate::ids::PersonId;

/// The first approval by another person than the one who posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    pub entry: EntryRef,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainState {
    pub stage: DocumentStage,
    /// The entry that posted it and what it says; present unless the stage is `Waiting`.
    pub posted: Option<(EntryRef, Body)>,
    pub posted_by: Option<PersonId>,
    /// Business date of the posting.
    pub occurred_on: Option<NaiveDate>,
    pub approved: Option<Approval>,
    /// Of the document, then of its reversal.
    pub postings: Vec<DatedPosting>,
    pub reversed_by: Option<Reversal>,
    pub ignored: Vec<Ignored>,
}

impl PlainState {
    /// The entry that posted it and the document itself.
    #[must_use]
    pub fn document(&self) -> Option<(EntryRef, &dyn StockDocument)> {
        let (entry, body) = self.posted.as_ref()?;
        Some((*entry, stock_document(body)?))
    }

    pub(super) fn cards(&self) -> Vec<(CardRank, LotCard)> {
        match (self.document(), self.occurred_on) {
            (Some((_, document)), Some(day)) => document.cards(day),
            (Some(_), None) | (None, _) => Vec::new(),
        }
    }
}

/// Folds the unit of one document; `entries` in fold order.
#[must_use]
pub fn plain(entries: &[Stamped]) -> PlainState {
    let Some((first, document)) = first_document(entries) else {
        let waits = |stamped: &Stamped| Ignored::because(stamped, Why::Waiting);
        return PlainState {
            stage: DocumentStage::Waiting,
            posted: None,
            posted_by: None,
            occurred_on: None,
            approved: None,
            postings: Vec::new(),
            reversed_by: None,
            ignored: entries.iter().map(waits).collect(),
        };
    };
    let mut ignored = others(entries, first, document);
    let approved = approval(entries, first, document, &mut ignored);
    let reversed_by = first_reversal(entries, document, &mut ignored);
    let waits = document.needs_approval() && approved.is_none();
    let own = if waits {
        Vec::new()
    } else {
        document.postings(first.occurred_on)
    };
    let (mut stage, postings) = stage(first, &own, reversed_by.as_ref());
    if waits && stage == DocumentStage::Posted {
        stage = DocumentStage::Proposed;
    }
    PlainState {
        stage,
        posted: Some((first.entry(), first.body.clone())),
        posted_by: Some(first.person),
        occurred_on: Some(first.occurred_on),
        approved,
        postings,
        reversed_by,
        ignored,
    }
}

/// What stands in the unit and is not the first version, an approval or a reversal.
fn others(entries: &[Stamped], first: &Stamped, document: &dyn StockDocument) -> Vec<Ignored> {
    let why = |stamped: &Stamped| {
        if let Body::DocumentApproved(_) | Body::DocumentReversed(_) = stamped.body {
            return None;
        }
        let version = stock_document(&stamped.body);
        let same_kind = version.is_some_and(|version| version.kind() == document.kind());
        if stamped.entry() == first.entry() {
            stamped.quarantined.then_some(Why::Quarantined)
        } else if same_kind {
            Some(Why::PostedBefore)
        } else {
            Some(Why::Foreign)
        }
    };
    let told = |stamped: &Stamped| why(stamped).map(|why| Ignored::because(stamped, why));
    entries.iter().filter_map(told).collect()
}

fn approval(
    entries: &[Stamped],
    first: &Stamped,
    document: &dyn StockDocument,
    ignored: &mut Vec<Ignored>,
) -> Option<Approval> {
    let mut found: Option<Approval> = None;
    for stamped in entries {
        let Body::DocumentApproved(body) = &stamped.body else {
            continue;
        };
        let why = if body.site != document.site() || body.document != document.id() {
            Some(Why::Foreign)
        } else if stamped.person == first.person {
            Some(Why::SamePerson)
        } else {
            found.is_some().then_some(Why::ConfirmedBefore)
        };
        if why.is_some() || stamped.quarantined {
            ignored.push(Ignored::because(stamped, why.unwrap_or(Why::Quarantined)));
            continue;
        }
        found = Some(Approval {
            entry: stamped.entry(),
            person: stamped.person,
            recorded_at: stamped.recorded_at,
        });
    }
    found
}
