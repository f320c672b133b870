//! What a write or a page touched, so that screens read again only what changed.

use std::collections::BTreeSet;

use ledger::body::{Body, Differing, RecordMove};
use ledger::ids::DocumentId;

/// A group of reads that go stale together.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Stock,
    Documents,
    Offers,
    Matrix,
    Funds,
    Catalogue,
    Drafts,
    Sync,
    /// Head-counts, access notes and what follows from them.
    Sites,
    Registers,
}

/// Subjects and documents touched; empty when nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    pub subjects: BTreeSet<Subject>,
    pub documents: BTreeSet<DocumentId>,
}

/// What a document of the chain touches; one with quantities; one that moves goods; one that does all of it.
const CHAIN: &[Subject] = &[Subject::Documents, Subject::Offers];
const OFFERED: &[Subject] = &[Subject::Documents, Subject::Offers, Subject::Matrix];
const GOODS: &[Subject] = &[Subject::Documents, Subject::Matrix, Subject::Stock];
const ALL_GOODS: &[Subject] = &[
    Subject::Documents,
    Subject::Offers,
    Subject::Matrix,
    Subject::Stock,
];

impl Changes {
    /// Nothing but these subjects.
    #[must_use]
    pub fn of(subjects: &[Subject]) -> Self {
        Self {
            subjects: subjects.iter().copied().collect(),
            documents: BTreeSet::new(),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty() && self.documents.is_empty()
    }

    pub fn merge(&mut self, other: Self) {
        self.subjects.extend(other.subjects);
        self.documents.extend(other.documents);
    }

    pub(crate) fn note(&mut self, body: &Body) {
        use Subject::{Catalogue, Documents, Funds, Matrix, Offers, Registers, Sites, Stock};
        let (subjects, document): (&[Subject], Option<DocumentId>) = match body {
            Body::OperationOpened(_)
            | Body::ItemGroupRegistered(_)
            | Body::ItemRegistered(_)
            | Body::PartyRegistered(_)
            | Body::SiteRegistered(_)
            | Body::PointRegistered(_)
            | Body::PersonRegistered(_)
            | Body::DeviceEnrolled(_)
            | Body::DeviceRevoked(_) => (&[Catalogue], None),
            Body::ActivationRecorded(body) => (CHAIN, Some(body.id.into())),
            Body::OfferReceived(body) => (OFFERED, Some(body.id.into())),
            Body::AcceptanceProposed(body) => (OFFERED, Some(body.id.into())),
            Body::AcceptanceConfirmed(body) => (OFFERED, Some(body.acceptance.into())),
            Body::ReceiptMatched(body) => (ALL_GOODS, Some(body.receipt.into())),
            Body::ReceiptPosted(body) => (ALL_GOODS, Some(body.id.into())),
            Body::IssuePosted(body) => (GOODS, Some(body.id.into())),
            Body::DocumentReversed(body) => (ALL_GOODS, Some(body.document)),
            Body::DecisionRecorded(body) => (&[Documents, Funds], Some(body.id.into())),
            Body::AllocationRecorded(body) => (&[Documents, Funds], Some(body.id.into())),
            Body::StatedTotalRecorded(body) => (&[Documents, Funds], Some(body.id.into())),
            Body::TransferDispatched(body) => (GOODS, Some(body.id.into())),
            Body::TransferReceived(body) => (GOODS, Some(body.transfer.into())),
            Body::TransferSettled(body) => (&[Documents, Stock], Some(body.transfer.into())),
            Body::ReceiptMatchedToDispatch(body) => (GOODS, Some(body.receipt.into())),
            Body::CountPosted(body) => (GOODS, Some(body.id.into())),
            Body::OpeningPosted(body) => (GOODS, Some(body.id.into())),
            Body::KitDefined(_) => (&[Catalogue], None),
            Body::KitBuilt(body) => (GOODS, Some(body.id.into())),
            Body::KitBroken(body) => (GOODS, Some(body.id.into())),
            Body::StockReserved(body) => (&[Documents, Stock], Some(body.id.into())),
            Body::ReservationEnded(body) => (&[Documents, Stock], Some(body.reservation.into())),
            Body::PlaceRegistered(_) => (&[Catalogue, Stock], None),
            Body::StockMoved(body) => (GOODS, Some(body.id.into())),
            Body::LimitSet(_) => (&[Catalogue], None),
            Body::DocumentApproved(body) => (GOODS, Some(body.document)),
            Body::StageMoved(body) => (ALL_GOODS, Some(moved(&body.record))),
            Body::RequestRecorded(body) => (OFFERED, Some(body.id.into())),
            Body::AcceptanceReduced(body) => (OFFERED, Some(body.acceptance.into())),
            Body::TransportPlanned(body) => (CHAIN, Some(body.id.into())),
            Body::ClosureSigned(body) => (CHAIN, Some(body.activation.into())),
            Body::ConsignmentAnnounced(body) => (ALL_GOODS, Some(body.id.into())),
            Body::SynonymConfirmed(_) => (&[Offers], None),
            Body::PackagingRegistered(_)
            | Body::ItemProposed(_)
            | Body::ProposalSettled(_)
            | Body::NormRegistered(_) => (&[Catalogue], None),
            // Whatever names an item or a party shows the other record now.
            Body::RecordsMerged(_) | Body::MergeUndone(_) => {
                (&[Catalogue, Documents, Offers, Matrix, Stock, Funds], None)
            }
            Body::AccessNoteRecorded(_) | Body::HeadCountRecorded(_) => (&[Sites], None),
            Body::DeploymentRecorded(_) | Body::AssetRecorded(_) | Body::FigureRecorded(_) => {
                (&[Registers], None)
            }
            Body::DifferenceExplained(body) => match body.of {
                Differing::Figure { .. } => (&[Registers], None),
                Differing::StatedTotal { total } => (&[Funds], Some(total.into())),
                Differing::HeadCount { .. } => (&[Sites], None),
            },
            // What was settled may lift a doubt from an acceptance or a batch.
            Body::TaskResolved(_) => (&[Documents, Offers, Matrix, Stock], None),
        };
        self.subjects.extend(subjects);
        self.documents.extend(document);
    }
}

fn moved(record: &RecordMove) -> DocumentId {
    match record {
        RecordMove::Activation { id, .. } => (*id).into(),
        RecordMove::Request { id, .. } => (*id).into(),
        RecordMove::Offer { id, .. } => (*id).into(),
        RecordMove::Acceptance { id, .. } => (*id).into(),
        RecordMove::Transport { id, .. } => (*id).into(),
        RecordMove::Consignment { id, .. } => (*id).into(),
        RecordMove::Discrepancy { id, .. } => (*id).into(),
    }
}
