//! What every document that moves goods has in common. A new kind of document is one implementation here-about and one
//! line in `stock_document`; the folds, the projections and the reversal then know it.

use chrono::NaiveDate;

use super::TitleChange;
use crate::body::{Body, DocumentKind, LotCard};
use crate::ids::{DocumentId, LotId, PartyId, SiteId};
use crate::posting::Posting;

/// How near a card is to the beginning of its lot; the nearest one is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardRank {
    /// Of the document in which the lot begins.
    Origin,
    /// Carried along by a waybill.
    Carried,
}

/// A document that moves goods. `occurred_on` is the business date of its entry.
pub trait StockDocument {
    fn id(&self) -> DocumentId;
    fn kind(&self) -> DocumentKind;
    fn number(&self) -> &str;
    /// The site that wrote it and alone may reverse it.
    fn site(&self) -> SiteId;
    fn lines(&self) -> usize;
    /// Of the document alone; what reverses it is mirrored by the fold.
    fn postings(&self, occurred_on: NaiveDate) -> Vec<Posting>;

    fn party(&self) -> Option<PartyId> {
        None
    }

    /// Further text by which it is found.
    fn found_by(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Whether it posts nothing before a second person has approved it.
    fn needs_approval(&self) -> bool {
        false
    }

    /// Lots that begin in it or that it carries.
    fn cards(&self, _occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        Vec::new()
    }

    /// Whose title of what goes to whom.
    fn titles(&self) -> Vec<TitleChange> {
        Vec::new()
    }

    /// Provisional lots and what they were found to be.
    fn aliases(&self) -> Vec<(LotId, LotId)> {
        Vec::new()
    }
}

/// The document that an entry posts, if it posts one that moves goods.
#[must_use]
pub fn stock_document(body: &Body) -> Option<&dyn StockDocument> {
    match body {
        Body::ReceiptPosted(body) => Some(body),
        Body::IssuePosted(body) => Some(body),
        Body::StockMoved(body) => Some(body),
        Body::TransferDispatched(body) => Some(body),
        Body::TransferReceived(body) => Some(body),
        Body::TransferSettled(body) => Some(body),
        Body::ReceiptMatchedToDispatch(body) => Some(body),
        Body::CountPosted(body) => Some(body),
        Body::OpeningPosted(body) => Some(body),
        Body::KitBuilt(body) => Some(body),
        Body::KitBroken(body) => Some(body),
        Body::OperationOpened(_)
        | Body::ItemGroupRegistered(_)
        | Body::ItemRegistered(_)
        | Body::PartyRegistered(_)
        | Body::SiteRegistered(_)
        | Body::PointRegistered(_)
        | Body::PersonRegistered(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::ActivationRecorded(_)
        | Body::OfferReceived(_)
        | Body::AcceptanceProposed(_)
        | Body::AcceptanceConfirmed(_)
        | Body::ReceiptMatched(_)
        | Body::DocumentReversed(_)
        | Body::DecisionRecorded(_)
        | Body::AllocationRecorded(_)
        | Body::StatedTotalRecorded(_)
        | Body::DocumentApproved(_)
        | Body::PlaceRegistered(_)
        | Body::LimitSet(_)
        | Body::KitDefined(_)
        | Body::StockReserved(_)
        | Body::ReservationEnded(_)
        | Body::StageMoved(_)
        | Body::RequestRecorded(_)
        | Body::AcceptanceReduced(_)
        | Body::TransportPlanned(_)
        | Body::ClosureSigned(_)
        | Body::ConsignmentAnnounced(_)
        | Body::SynonymConfirmed(_)
        | Body::PackagingRegistered(_)
        | Body::ItemProposed(_)
        | Body::ProposalSettled(_)
        | Body::RecordsMerged(_)
        | Body::MergeUndone(_)
        | Body::AccessNoteRecorded(_)
        | Body::HeadCountRecorded(_)
        | Body::NormRegistered(_)
        | Body::DeploymentRecorded(_)
        | Body::AssetRecorded(_)
        | Body::FigureRecorded(_)
        | Body::TaskResolved(_)
        | Body::DifferenceExplained(_) => None,
    }
}
