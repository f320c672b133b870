//! Units that are one record: the catalogue, where a later entry replaces an earlier one, and the records of
//! coordination and funds, where the first one stands.

use super::Stamped;
use crate::body::{Body, DeviceEnrolled, DeviceRevoked};
use crate::fold::EntryRef;

/// The entry that counts for an item, item group, party, site, point, person or the operation: the last one that is not
/// quarantined.
#[must_use]
pub fn latest(entries: &[Stamped]) -> Option<&Stamped> {
    entries.iter().rev().find(|stamped| !stamped.quarantined)
}

/// The entry that counts for an activation, offer, decision, allocation or stated total: the first one that is not
/// quarantined, for what was recorded is never edited.
#[must_use]
pub fn standing(entries: &[Stamped]) -> Option<&Stamped> {
    entries.iter().find(|stamped| !stamped.quarantined)
}

/// A device: its latest certificate, and the revocation that ends it for good.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceState {
    pub enrolled: Option<(EntryRef, DeviceEnrolled)>,
    pub revoked: Option<(EntryRef, DeviceRevoked)>,
    /// Position from which the device's entries are quarantined; `None` while the revocation has none.
    pub revoked_pos: Option<u64>,
}

/// Folds the unit of one device; `entries` in fold order.
#[must_use]
pub fn device(entries: &[Stamped]) -> DeviceState {
    let mut state = DeviceState::default();
    for stamped in entries.iter().filter(|stamped| !stamped.quarantined) {
        if let Body::DeviceEnrolled(body) = &stamped.body {
            state.enrolled = Some((stamped.entry(), body.clone()));
        } else if let Body::DeviceRevoked(body) = &stamped.body
            && state.revoked.is_none()
        {
            state.revoked = Some((stamped.entry(), body.clone()));
            state.revoked_pos = stamped.pos;
        }
    }
    state
}
