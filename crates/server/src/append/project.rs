//! The few facts of the catalogue the server itself acts on: devices, people, sites.

use ledger::body::{Body, DeviceEnrolled};
use proof::keys::PublicKey;
use serde::Serialize;

use super::Append;
use crate::store::{Device, PersonVersion, Site, StoreError};

impl Append<'_> {
    /// Takes note of an integrated catalogue entry; of other kinds the server knows nothing.
    pub(super) fn project(&mut self, body: &Body, pos: u64) -> Result<(), StoreError> {
        let operation = self.operation.key;
        if let Body::DeviceEnrolled(device) = body {
            self.txn.put_device(operation, &enrolled(device, pos)?)?;
        } else if let Body::DeviceRevoked(device) = body {
            self.txn.revoke_device(operation, device.device.0, pos)?;
        } else if let Body::PersonRegistered(person) = body {
            let version = PersonVersion {
                person: person.id.0,
                name: person.name.clone(),
                grants: text(&person.grants)?,
            };
            self.txn.put_person(operation, pos, &version)?;
        } else if let Body::SiteRegistered(site) = body {
            self.sites = None;
            let site = Site {
                site: site.id.0,
                code: site.code.clone(),
                name: site.name.clone(),
            };
            self.txn.put_site(operation, &site)?;
        }
        Ok(())
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
        known_pos: None,
    })
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|cause| StoreError::Damaged(cause.to_string()))
}
