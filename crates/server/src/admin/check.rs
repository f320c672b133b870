//! How a catalogue entry must look, whichever command brings it: `site add` or a whole file.
//!
//! What a newcomer gets wrong: an entry may come again with the same id, which is a correction; only another thing under
//! the same code is a second one.

use std::collections::BTreeMap;

use ledger::body::{Body, SiteRegistered};
use ledger::text::Names;
use uuid::Uuid;

use super::AdminError;
use crate::store::{Read, StoreError};

/// The language in which everything has a name.
const ENGLISH: &str = "en";

/// The codes of sites, each with the site that has it.
pub(super) struct SiteCodes(BTreeMap<String, Uuid>);

impl SiteCodes {
    /// Those of the operation.
    pub(super) fn held(read: &(impl Read + ?Sized), operation: i64) -> Result<Self, StoreError> {
        let held = read.sites(operation)?;
        Ok(Self(
            held.into_iter()
                .map(|site| (site.code, site.site))
                .collect(),
        ))
    }

    /// Gives a code to a site, unless another has it.
    pub(super) fn take(&mut self, site: &SiteRegistered) -> Result<(), AdminError> {
        let holder = self.0.entry(site.code.clone()).or_insert(site.id.0);
        if *holder == site.id.0 {
            Ok(())
        } else {
            Err(AdminError::SiteExists(site.code.clone()))
        }
    }
}

/// What can be seen of an entry by itself.
pub(super) fn entry(body: &Body) -> Result<(), AdminError> {
    match body {
        Body::SiteRegistered(body) => site(body),
        Body::ItemGroupRegistered(body) => names(&body.names),
        Body::ItemRegistered(body) => names(&body.names),
        Body::PartyRegistered(body) => names(&body.names),
        Body::PointRegistered(body) => filled("name", &body.name),
        Body::PersonRegistered(body) => filled("name", &body.name),
        Body::PackagingRegistered(_) | Body::NormRegistered(_) => Ok(()),
        Body::OperationOpened(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::ActivationRecorded(_)
        | Body::OfferReceived(_)
        | Body::AcceptanceProposed(_)
        | Body::AcceptanceConfirmed(_)
        | Body::ReceiptMatched(_)
        | Body::ReceiptPosted(_)
        | Body::IssuePosted(_)
        | Body::DocumentReversed(_)
        | Body::DecisionRecorded(_)
        | Body::AllocationRecorded(_)
        | Body::StatedTotalRecorded(_)
        | Body::DocumentApproved(_)
        | Body::PlaceRegistered(_)
        | Body::StockMoved(_)
        | Body::TransferDispatched(_)
        | Body::TransferReceived(_)
        | Body::TransferSettled(_)
        | Body::ReceiptMatchedToDispatch(_)
        | Body::CountPosted(_)
        | Body::OpeningPosted(_)
        | Body::KitDefined(_)
        | Body::KitBuilt(_)
        | Body::KitBroken(_)
        | Body::StockReserved(_)
        | Body::ReservationEnded(_)
        | Body::StageMoved(_)
        | Body::RequestRecorded(_)
        | Body::AcceptanceReduced(_)
        | Body::TransportPlanned(_)
        | Body::ConsignmentAnnounced(_)
        | Body::SynonymConfirmed(_)
        | Body::ItemProposed(_)
        | Body::ProposalSettled(_)
        | Body::RecordsMerged(_)
        | Body::MergeUndone(_)
        | Body::AccessNoteRecorded(_)
        | Body::HeadCountRecorded(_)
        | Body::DeploymentRecorded(_)
        | Body::AssetRecorded(_)
        | Body::FigureRecorded(_)
        | Body::TaskResolved(_)
        | Body::LimitSet(_) => Err(AdminError::NotOfACatalogue(body.kind().to_owned())),
    }
}

/// A site: its documents are numbered by its code, and its day is that of its time zone.
pub(super) fn site(site: &SiteRegistered) -> Result<(), AdminError> {
    let well_formed = (2..=5).contains(&site.code.len())
        && site.code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !well_formed {
        return Err(AdminError::BadSiteCode(site.code.clone()));
    }
    filled("name", &site.name)?;
    if site.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(AdminError::BadTimeZone(site.time_zone.clone()));
    }
    Ok(())
}

/// A screen in a language without a name falls back to the English one.
fn names(names: &Names) -> Result<(), AdminError> {
    if names.get(ENGLISH).is_none_or(|name| name.trim().is_empty()) {
        return Err(AdminError::NoEnglishName);
    }
    Ok(())
}

fn filled(what: &'static str, text: &str) -> Result<(), AdminError> {
    if text.trim().is_empty() {
        return Err(AdminError::Empty(what));
    }
    Ok(())
}
