//! The reference fold: from the entries of one unit to the state of one document and its postings.
//!
//! Slow, plain and the judge of every projection. Each function takes the entries of *one* unit, already in fold order
//! (`in_fold_order`). What a newcomer gets wrong: a quarantined entry posts nothing but is still shown; of two
//! reversals, matches or confirmations the first in fold order counts and the later one is kept in `ignored`, so that
//! its author can be told; an entry whose reference has not arrived waits and is no error.

mod acceptance;
mod aliases;
mod balances;
mod catalogue;
mod chain;
mod closure;
mod explained;
mod issue;
mod moved;
mod moves;
mod plain;
mod receipt;
mod request;
mod reservation;
mod stock;
mod task;
mod titles;
mod unit;

use chrono::{DateTime, NaiveDate, Utc};

use crate::body::{Body, DocumentKind, DocumentReversed, LotCard};
use crate::ids::{DeviceId, LotId, PersonId, ReversalId};
use crate::posting::{Movement, Posting};
use crate::quantity::MAX_EXACT;
use crate::role::Role;
use crate::scope::Scope;

pub use acceptance::{AcceptanceStage, AcceptanceState, Confirmation, acceptance};
pub use aliases::{Aliases, canonical};
pub use balances::{Balances, Overflow, StockKey};
pub use catalogue::{
    DeviceState, ProposalState, alias, device, head_counts, latest, proposal, standing,
};
pub use chain::{
    ConsignmentState, DiscrepancyState, Moved, RecordState, TransportState, activation,
    consignment, contested, discrepancy, offer, transport,
};
pub use closure::{SignedList, signed_lists, standing_list};
pub use explained::{Explanation, explanations};
pub use moved::posting as moved_posting;
pub use plain::{Approval, PlainState, plain};
pub use receipt::{Consigned, MatchStage, MatchState, ReceiptState, receipt};
pub use request::{RequestState, Version, request};
pub use reservation::{ReservationStage, ReservationState, reservation};
pub use stock::{CardRank, StockDocument, stock_document};
pub use task::{Resolution, TaskState, settling, task};
pub use titles::{
    LotTitle, TitleChange, Titles, came_in, refused as refused_at_the_door, source as title_source,
};
pub use unit::{NotAUnit, Unit, explained, units};

/// Where an entry stands for ever: its stream and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    pub device: DeviceId,
    pub scope: Scope,
    pub seq: u64,
}

/// One entry as the fold sees it: its place, its status and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    pub device: DeviceId,
    pub scope: Scope,
    pub seq: u64,
    /// Position given by the server; `None` while it is only on this computer or on its way.
    pub pos: Option<u64>,
    /// The device's own order across its streams (the sum of its own heads in `saw`); decides only while `pos` is `None`.
    pub order: u64,
    pub quarantined: bool,
    pub person: PersonId,
    pub role: Role,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    pub body: Body,
}

impl Stamped {
    #[must_use]
    pub fn entry(&self) -> EntryRef {
        EntryRef {
            device: self.device,
            scope: self.scope,
            seq: self.seq,
        }
    }

    /// Sorts by the only fold order: positions first, then what has none by device and that device's own order.
    #[must_use]
    pub fn fold_key(&self) -> (bool, u64, DeviceId, u64, Scope, u64) {
        let device = if self.pos.is_some() {
            DeviceId(uuid::Uuid::nil())
        } else {
            self.device
        };
        (
            self.pos.is_none(),
            self.pos.unwrap_or(0),
            device,
            self.order,
            self.scope,
            self.seq,
        )
    }
}

/// Puts entries into fold order.
pub fn in_fold_order(entries: &mut [Stamped]) {
    entries.sort_by_key(Stamped::fold_key);
}

/// How a posted document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentStage {
    /// Entries that refer to it are here, the document itself is not.
    Waiting,
    /// It is here and needs a second person's approval, which is not; it posts nothing.
    Proposed,
    Posted,
    Reversed,
    /// Only quarantined versions of it are here; it posts nothing.
    Quarantined,
}

/// A posting with the entry it comes from and that entry's business date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedPosting {
    pub entry: EntryRef,
    pub occurred_on: NaiveDate,
    pub posting: Posting,
}

/// The one reversal that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    pub entry: EntryRef,
    pub id: ReversalId,
    pub number: String,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
}

impl Reversal {
    fn of(stamped: &Stamped, body: &DocumentReversed) -> Self {
        Self {
            entry: stamped.entry(),
            id: body.id,
            number: body.number.clone(),
            person: stamped.person,
            recorded_at: stamped.recorded_at,
            occurred_on: stamped.occurred_on,
            reason: stamped.reason.clone(),
        }
    }
}

/// Why an entry changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    Quarantined,
    /// The same document was posted before it in fold order.
    PostedBefore,
    /// The document was reversed before it in fold order.
    ReversedBefore,
    /// A match of the receipt already stood when this one came.
    MatchedBefore,
    /// The receipt was announced, or its goods were bought, so it needs no match.
    Announced,
    ConfirmedBefore,
    /// Proposer and confirmer are one person.
    SamePerson,
    /// What it refers to has not arrived.
    Waiting,
    /// An entry of a kind that does not belong to this unit, or a reversal by another site.
    Foreign,
    /// The record's table of stages does not lead there from where it stood.
    IllegalMove,
    /// A version of a request that another one had superseded before it came.
    SupersededBefore,
    /// A resolution of a task, all of which another one had settled before it came.
    SettledBefore,
}

/// An entry that changed nothing, kept so that its author can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ignored {
    pub entry: EntryRef,
    pub person: PersonId,
    pub why: Why,
}

impl Ignored {
    /// `why`, unless the entry is quarantined, which explains it first.
    fn because(stamped: &Stamped, why: Why) -> Self {
        Self::new(
            stamped,
            if stamped.quarantined {
                Why::Quarantined
            } else {
                why
            },
        )
    }

    fn new(stamped: &Stamped, why: Why) -> Self {
        Self {
            entry: stamped.entry(),
            person: stamped.person,
            why,
        }
    }
}

/// The state of a `Unit::Document`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentState {
    Receipt(Box<ReceiptState>),
    /// Every other document that moves goods.
    Plain(Box<PlainState>),
    /// Nothing here says yet what the document is.
    Waiting(Vec<Ignored>),
}

impl DocumentState {
    #[must_use]
    pub fn postings(&self) -> &[DatedPosting] {
        match self {
            Self::Receipt(state) => &state.postings,
            Self::Plain(state) => &state.postings,
            Self::Waiting(_) => &[],
        }
    }

    #[must_use]
    pub fn stage(&self) -> DocumentStage {
        match self {
            Self::Receipt(state) => state.stage,
            Self::Plain(state) => state.stage,
            Self::Waiting(_) => DocumentStage::Waiting,
        }
    }

    /// The entry that posted it and the document itself.
    #[must_use]
    pub fn posted(&self) -> Option<(EntryRef, &dyn StockDocument)> {
        match self {
            Self::Receipt(state) => {
                let posted = state.posted.as_ref();
                posted.map(|(entry, body)| (*entry, body as &dyn StockDocument))
            }
            Self::Plain(state) => state.document(),
            Self::Waiting(_) => None,
        }
    }

    #[must_use]
    pub fn reversed_by(&self) -> Option<&Reversal> {
        match self {
            Self::Receipt(state) => state.reversed_by.as_ref(),
            Self::Plain(state) => state.reversed_by.as_ref(),
            Self::Waiting(_) => None,
        }
    }

    /// The lots that begin in the document or travel with it. A reversed one tells of them too: its goods may have gone on.
    #[must_use]
    pub fn cards(&self) -> Vec<(CardRank, LotCard)> {
        match self {
            Self::Receipt(state) => state.cards(),
            Self::Plain(state) => state.cards(),
            Self::Waiting(_) => Vec::new(),
        }
    }

    /// Titles that go to another party by the document, while it stands; what is reversed never changed its owner.
    #[must_use]
    pub fn titles(&self) -> Vec<TitleChange> {
        match (self.stage(), self.posted()) {
            (DocumentStage::Posted, Some((_, document))) => titles::sound(document.titles()),
            (
                DocumentStage::Waiting
                | DocumentStage::Proposed
                | DocumentStage::Posted
                | DocumentStage::Reversed
                | DocumentStage::Quarantined,
                _,
            ) => Vec::new(),
        }
    }

    /// Provisional lots that the document, while it stands, declares to be other ones.
    #[must_use]
    pub fn aliases(&self) -> Vec<(LotId, LotId)> {
        match (self.stage(), self.posted()) {
            (DocumentStage::Posted, Some((_, document))) => document.aliases(),
            (
                DocumentStage::Waiting
                | DocumentStage::Proposed
                | DocumentStage::Posted
                | DocumentStage::Reversed
                | DocumentStage::Quarantined,
                _,
            ) => Vec::new(),
        }
    }
}

/// Folds a `Unit::Document`, whichever kind it turns out to be.
///
/// What a newcomer gets wrong: the first posting decides, as everywhere. A stranger may post or match a receipt under the
/// id of another site's document, and must not turn it into a receipt.
#[must_use]
pub fn document(entries: &[Stamped]) -> DocumentState {
    let is_match = |stamped: &Stamped| matches!(stamped.body, Body::ReceiptMatched(_));
    match first_document(entries) {
        Some((_, first)) if first.kind() != DocumentKind::Receipt => {
            DocumentState::Plain(Box::new(plain(entries)))
        }
        None if !entries.iter().any(is_match) => {
            let waits = |stamped: &Stamped| Ignored::because(stamped, Why::Waiting);
            DocumentState::Waiting(entries.iter().map(waits).collect())
        }
        Some(_) | None => DocumentState::Receipt(Box::new(receipt(entries))),
    }
}

/// The first posting of whatever kind that is not quarantined, else the first quarantined one.
fn first_document(entries: &[Stamped]) -> Option<(&Stamped, &dyn StockDocument)> {
    fn of(stamped: &Stamped) -> Option<(&Stamped, &dyn StockDocument)> {
        stock_document(&stamped.body).map(|document| (stamped, document))
    }
    let mut live = entries.iter().filter(|stamped| !stamped.quarantined);
    live.find_map(of).or_else(|| entries.iter().find_map(of))
}

/// The first entry that posts the document and is not quarantined, else the first quarantined one.
fn first_posted<'a, B>(
    entries: &'a [Stamped],
    pick: impl Fn(&'a Body) -> Option<&'a B>,
) -> Option<(&'a Stamped, &'a B)> {
    let of = |stamped: &'a Stamped| pick(&stamped.body).map(|body| (stamped, body));
    let live = entries
        .iter()
        .filter(|stamped| !stamped.quarantined)
        .find_map(of);
    live.or_else(|| entries.iter().find_map(of))
}

/// Puts every later version of a document, and the first one if it is quarantined, to `ignored`.
fn other_versions<B>(
    entries: &[Stamped],
    first: &Stamped,
    pick: impl Fn(&Body) -> Option<&B>,
    ignored: &mut Vec<Ignored>,
) {
    for stamped in entries
        .iter()
        .filter(|stamped| pick(&stamped.body).is_some())
    {
        if stamped.quarantined || stamped.entry() != first.entry() {
            ignored.push(Ignored::because(stamped, Why::PostedBefore));
        }
    }
}

/// The stage of a document that is here, and the postings of it and of its reversal.
fn stage(
    first: &Stamped,
    own: &[Posting],
    reversed_by: Option<&Reversal>,
) -> (DocumentStage, Vec<DatedPosting>) {
    if first.quarantined {
        return (DocumentStage::Quarantined, Vec::new());
    }
    let dated = |posting: &Posting| DatedPosting {
        entry: first.entry(),
        occurred_on: first.occurred_on,
        posting: *posting,
    };
    // Only a hostile device counts otherwise; what it wrote is shown and moves nothing.
    let moves = |posting: &&Posting| (1..=MAX_EXACT).contains(&posting.quantity);
    let own: Vec<DatedPosting> = own.iter().filter(moves).map(dated).collect();
    let Some(reversal) = reversed_by else {
        return (DocumentStage::Posted, own);
    };
    let mirrored = mirror(&own, reversal);
    (DocumentStage::Reversed, [own, mirrored].concat())
}

/// Takes the first live reversal of `document` by its own site and under its own kind, by which the reversal was let in;
/// the others go to `ignored`.
fn first_reversal(
    entries: &[Stamped],
    document: &dyn StockDocument,
    ignored: &mut Vec<Ignored>,
) -> Option<Reversal> {
    let mut found: Option<Reversal> = None;
    for stamped in entries {
        let Body::DocumentReversed(body) = &stamped.body else {
            continue;
        };
        if body.document != document.id() {
            continue;
        }
        if stamped.quarantined {
            ignored.push(Ignored::new(stamped, Why::Quarantined));
        } else if body.site != document.site() || body.document_kind != document.kind() {
            ignored.push(Ignored::new(stamped, Why::Foreign));
        } else if found.is_some() {
            ignored.push(Ignored::new(stamped, Why::ReversedBefore));
        } else {
            found = Some(Reversal::of(stamped, body));
        }
    }
    found
}

/// Each posting again with its ends exchanged, dated by the reversal.
fn mirror(postings: &[DatedPosting], reversal: &Reversal) -> Vec<DatedPosting> {
    let turn = |dated: &DatedPosting| DatedPosting {
        entry: reversal.entry,
        occurred_on: reversal.occurred_on,
        posting: Posting {
            movement: Movement::Reversal,
            from: dated.posting.to,
            to: dated.posting.from,
            condition: dated.posting.to_condition,
            to_condition: dated.posting.condition,
            ..dated.posting
        },
    };
    postings.iter().map(turn).collect()
}
