//! Fold units: the smallest sets of entries that must be folded together, each with a stable text key.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::body::{Body, DocumentKind, Duplicate};
use crate::ids::{
    AcceptanceId, AccessNoteId, ActivationId, AllocationId, AssetId, DecisionId, DeploymentId,
    DeviceId, DocumentId, FigureId, ItemGroupId, ItemId, NormId, OfferId, PackagingId, PartyId,
    PersonId, PointId, ProposalId, SiteId, StatedTotalId,
};

macro_rules! keyed_units {
    ($($(#[$doc:meta])* $name:ident($id:ident) = $word:literal),+ $(,)?) => {
        /// What folds together. Written `operation` or `<word>/<uuid>`; the text is stored, so it never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Unit {
            Operation,
            $($(#[$doc])* $name($id),)+
        }

        impl fmt::Display for Unit {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Operation => f.write_str("operation"),
                    $(Self::$name(id) => write!(f, concat!($word, "/{}"), id),)+
                }
            }
        }

        impl FromStr for Unit {
            type Err = NotAUnit;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if text == "operation" {
                    return Ok(Self::Operation);
                }
                let refuse = || NotAUnit(text.to_owned());
                let (word, id) = text.split_once('/').ok_or_else(refuse)?;
                let id = Uuid::parse_str(id).map_err(|_| refuse())?;
                match word {
                    $($word => Ok(Self::$name($id(id))),)+
                    _ => Err(refuse()),
                }
            }
        }
    };
}

keyed_units! {
    ItemGroup(ItemGroupId) = "item_group",
    Item(ItemId) = "item",
    Party(PartyId) = "party",
    Site(SiteId) = "site",
    Point(PointId) = "point",
    Person(PersonId) = "person",
    Device(DeviceId) = "device",
    Activation(ActivationId) = "activation",
    Offer(OfferId) = "offer",
    /// The proposal and its confirmations.
    Acceptance(AcceptanceId) = "acceptance",
    /// A receipt with its matches, or an issue; each with what reverses it.
    Document(DocumentId) = "document",
    Decision(DecisionId) = "decision",
    Allocation(AllocationId) = "allocation",
    StatedTotal(StatedTotalId) = "stated_total",
    Packaging(PackagingId) = "packaging",
    /// A site's proposal and what was made of it.
    Proposal(ProposalId) = "proposal",
    AccessNote(AccessNoteId) = "access_note",
    /// Every head-count of one site: of two for one day and band the later counts.
    HeadCounts(SiteId) = "head_counts",
    Norm(NormId) = "norm",
    Deployment(DeploymentId) = "deployment",
    Asset(AssetId) = "asset",
    Figure(FigureId) = "figure",
}

/// The text is not a unit's key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a fold unit")]
pub struct NotAUnit(pub String);

/// The units an entry takes part in; at least one.
#[must_use]
pub fn units(body: &Body) -> Vec<Unit> {
    let unit = match body {
        Body::OperationOpened(_) => Unit::Operation,
        Body::ItemGroupRegistered(body) => Unit::ItemGroup(body.id),
        Body::ItemRegistered(body) => Unit::Item(body.id),
        Body::PartyRegistered(body) => Unit::Party(body.id),
        Body::SiteRegistered(body) => Unit::Site(body.id),
        Body::PointRegistered(body) => Unit::Point(body.id),
        Body::PersonRegistered(body) => Unit::Person(body.id),
        Body::DeviceEnrolled(body) => Unit::Device(body.device),
        Body::DeviceRevoked(body) => Unit::Device(body.device),
        Body::ActivationRecorded(body) => Unit::Activation(body.id),
        Body::OfferReceived(body) => Unit::Offer(body.id),
        Body::AcceptanceProposed(body) => Unit::Acceptance(body.id),
        Body::AcceptanceConfirmed(body) => Unit::Acceptance(body.acceptance),
        Body::ReceiptMatched(body) => Unit::Document(body.receipt.into()),
        Body::ReceiptPosted(body) => Unit::Document(body.id.into()),
        Body::IssuePosted(body) => Unit::Document(body.id.into()),
        Body::DocumentReversed(body) => match (body.document_kind, body.receipt) {
            (DocumentKind::Match, Some(receipt)) => Unit::Document(receipt.into()),
            (
                DocumentKind::Match
                | DocumentKind::Activation
                | DocumentKind::Offer
                | DocumentKind::Acceptance
                | DocumentKind::Receipt
                | DocumentKind::Issue
                | DocumentKind::Reversal
                | DocumentKind::Decision
                | DocumentKind::Allocation
                | DocumentKind::StatedTotal,
                _,
            ) => Unit::Document(body.document),
        },
        Body::DecisionRecorded(body) => Unit::Decision(body.id),
        Body::AllocationRecorded(body) => Unit::Allocation(body.id),
        Body::StatedTotalRecorded(body) => Unit::StatedTotal(body.id),
        Body::PackagingRegistered(body) => Unit::Packaging(body.id),
        Body::ItemProposed(body) => Unit::Proposal(body.id),
        Body::ProposalSettled(body) => Unit::Proposal(body.proposal),
        Body::RecordsMerged(body) => merged(body.records),
        Body::MergeUndone(body) => merged(body.records),
        Body::AccessNoteRecorded(body) => Unit::AccessNote(body.id),
        Body::HeadCountRecorded(body) => Unit::HeadCounts(body.site),
        Body::NormRegistered(body) => Unit::Norm(body.id),
        Body::DeploymentRecorded(body) => Unit::Deployment(body.id),
        Body::AssetRecorded(body) => Unit::Asset(body.id),
        Body::FigureRecorded(body) => Unit::Figure(body.id),
    };
    vec![unit]
}

/// An alias folds with the record that it takes out of use.
fn merged(records: Duplicate) -> Unit {
    match records {
        Duplicate::Item { from, .. } => Unit::Item(from),
        Duplicate::Party { from, .. } => Unit::Party(from),
    }
}
