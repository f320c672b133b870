//! The few facts of the catalogue the server itself acts on: devices, people, sites.

use ledger::body::{Body, DeviceEnrolled};
use proof::keys::PublicKey;
use serde::Serialize;

use super::Append;
use crate::store::{Device, PersonVersion, Site, StoreError};

impl Append<'_> {
    /// Takes note of an integrated catalogue entry.
    pub(super) fn project(&mut self, body: &Body, pos: u64) -> Result<(), StoreError> {
        let operation = self.operation.key;
        match body {
            Body::DeviceEnrolled(device) => self.txn.put_device(operation, &enrolled(device, pos)?),
            Body::DeviceRevoked(device) => self.txn.revoke_device(operation, device.device.0, pos),
            Body::PersonRegistered(person) => {
                let version = PersonVersion {
                    person: person.id.0,
                    name: person.name.clone(),
                    grants: text(&person.grants)?,
                };
                self.txn.put_person(operation, pos, &version)
            }
            Body::SiteRegistered(site) => {
                self.sites = None;
                let site = Site {
                    site: site.id.0,
                    code: site.code.clone(),
                    name: site.name.clone(),
                };
                self.txn.put_site(operation, &site)
            }
            Body::OperationOpened(_)
            | Body::ItemGroupRegistered(_)
            | Body::ItemRegistered(_)
            | Body::PartyRegistered(_)
            | Body::PointRegistered(_)
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
            | Body::LimitSet(_)
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
            | Body::TaskResolved(_) => Ok(()),
        }
    }
}

/// The device row that follows from a certificate.
pub(crate) fn enrolled(body: &DeviceEnrolled, pos: u64) -> Result<Device, StoreError> {
    let key: PublicKey = body
        .signing_key
        .parse()
        .map_err(|_| StoreError::Damaged(format!("signing key of device {}", body.device)))?;
    let roles = serde_json::to_value(&body.roles)
        .and_then(serde_json::from_value)
        .map_err(|cause| StoreError::Damaged(cause.to_string()))?;
    Ok(Device {
        device: body.device.0,
        name: body.name.clone(),
        letter: body.letter.clone(),
        signing_key: *key.as_bytes(),
        reads: body.reads.clone(),
        writes: body.writes.clone(),
        roles,
        site: body.site.map(|site| site.0),
        enrolled_at_pos: pos,
        revoked_at_pos: None,
    })
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|cause| StoreError::Damaged(cause.to_string()))
}
