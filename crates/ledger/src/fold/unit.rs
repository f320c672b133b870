//! Fold units: the smallest sets of entries that must be folded together, each with a stable text key.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::body::{Body, Differing, DocumentKind, Duplicate, RecordMove};
use crate::ids::{
    AcceptanceId, AccessNoteId, ActivationId, AllocationId, AssetId, ConsignmentId, DecisionId,
    DeploymentId, DeviceId, DiscrepancyId, DocumentId, FigureId, ItemGroupId, ItemId, KitId,
    LimitId, NormId, OfferId, PackagingId, PartyId, PersonId, PlaceId, PointId, ProposalId,
    RequestId, ReservationId, SiteId, StatedTotalId, SynonymId, TaskId, TransportId,
};

macro_rules! keyed_units {
    ($($(#[$doc:meta])* $name:ident($id:ident) = $word:literal),+ $(,)?) => {
        /// What folds together. Written `operation` or `<word>/<uuid>`; derived tables keep them in the order of these texts.
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
    /// A document that moves goods, with what approves and what reverses it; a receipt with its matches too.
    Document(DocumentId) = "document",
    Decision(DecisionId) = "decision",
    Allocation(AllocationId) = "allocation",
    StatedTotal(StatedTotalId) = "stated_total",
    /// A version of what a kit contains.
    Kit(KitId) = "kit",
    /// A reservation and what ended it.
    Reservation(ReservationId) = "reservation",
    Place(PlaceId) = "place",
    Limit(LimitId) = "limit",
    /// The versions of a request and its moves.
    Request(RequestId) = "request",
    Transport(TransportId) = "transport",
    /// The announcement and its moves; receipts fold by themselves.
    Consignment(ConsignmentId) = "consignment",
    /// What was done about a difference; the difference itself is a line of a receipt.
    Discrepancy(DiscrepancyId) = "discrepancy",
    Synonym(SynonymId) = "synonym",
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
    /// The resolutions of one task.
    Task(TaskId) = "task",
    /// What was said of a figure that differs from the sum of its parts.
    FigureExplained(FigureId) = "figure_explained",
    TotalExplained(StatedTotalId) = "total_explained",
    /// Of every day of one site.
    HeadsExplained(SiteId) = "heads_explained",
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
        Body::DocumentReversed(body) => {
            let receipt = (body.document_kind == DocumentKind::Match).then_some(body.receipt);
            Unit::Document(receipt.flatten().map_or(body.document, Into::into))
        }
        Body::DecisionRecorded(body) => Unit::Decision(body.id),
        Body::AllocationRecorded(body) => Unit::Allocation(body.id),
        Body::StatedTotalRecorded(body) => Unit::StatedTotal(body.id),
        Body::DocumentApproved(body) => Unit::Document(body.document),
        Body::PlaceRegistered(body) => Unit::Place(body.id),
        Body::StockMoved(body) => Unit::Document(body.id.into()),
        Body::LimitSet(body) => Unit::Limit(body.kind.id()),
        Body::TransferDispatched(body) => Unit::Document(body.id.into()),
        Body::TransferReceived(body) => Unit::Document(body.id.into()),
        Body::TransferSettled(body) => Unit::Document(body.id.into()),
        Body::ReceiptMatchedToDispatch(body) => Unit::Document(body.id.into()),
        Body::CountPosted(body) => Unit::Document(body.id.into()),
        Body::OpeningPosted(body) => Unit::Document(body.id.into()),
        Body::KitDefined(body) => Unit::Kit(body.id),
        Body::KitBuilt(body) => Unit::Document(body.id.into()),
        Body::KitBroken(body) => Unit::Document(body.id.into()),
        Body::StockReserved(body) => Unit::Reservation(body.id),
        Body::ReservationEnded(body) => Unit::Reservation(body.reservation),
        Body::StageMoved(body) => moved(&body.record),
        Body::RequestRecorded(body) => Unit::Request(body.id),
        Body::AcceptanceReduced(body) => Unit::Acceptance(body.acceptance),
        Body::TransportPlanned(body) => Unit::Transport(body.id),
        Body::ConsignmentAnnounced(body) => Unit::Consignment(body.id),
        Body::SynonymConfirmed(body) => Unit::Synonym(body.id),
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
        Body::TaskResolved(body) => Unit::Task(body.task),
        Body::ClosureSigned(body) => Unit::Activation(body.activation),
        Body::DifferenceExplained(body) => explained(body.of),
    };
    vec![unit]
}

/// The unit of the record that a move is of.
fn moved(record: &RecordMove) -> Unit {
    match record {
        RecordMove::Activation { id, .. } => Unit::Activation(*id),
        RecordMove::Request { id, .. } => Unit::Request(*id),
        RecordMove::Offer { id, .. } => Unit::Offer(*id),
        RecordMove::Acceptance { id, .. } => Unit::Acceptance(*id),
        RecordMove::Transport { id, .. } => Unit::Transport(*id),
        RecordMove::Consignment { id, .. } => Unit::Consignment(*id),
        RecordMove::Discrepancy { id, .. } => Unit::Discrepancy(*id),
    }
}

/// The unit of what is said about a difference: not that of the record, whose entries say nothing of it.
#[must_use]
pub fn explained(of: Differing) -> Unit {
    match of {
        Differing::Figure { figure } => Unit::FigureExplained(figure),
        Differing::StatedTotal { total } => Unit::TotalExplained(total),
        Differing::HeadCount { site, .. } => Unit::HeadsExplained(site),
    }
}

/// An alias folds with the record that it takes out of use.
fn merged(records: Duplicate) -> Unit {
    match records {
        Duplicate::Item { from, .. } => Unit::Item(from),
        Duplicate::Party { from, .. } => Unit::Party(from),
    }
}
