//! Units that are one record: the catalogue, where a later entry replaces an earlier one, and the records of
//! coordination and funds, where the first one stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Stamped;
use crate::body::{
    Body, DeviceEnrolled, DeviceRevoked, Duplicate, HeadBand, HeadCountRecorded, ItemProposed,
};
use crate::fold::EntryRef;
use crate::ids::MergeId;

/// The entry that counts for an item, item group, party, site, point, person or the operation: the last one that is not
/// quarantined.
#[must_use]
pub fn latest(entries: &[Stamped]) -> Option<&Stamped> {
    let alias = |body: &Body| matches!(body, Body::RecordsMerged(_) | Body::MergeUndone(_));
    entries
        .iter()
        .rev()
        .find(|stamped| !stamped.quarantined && !alias(&stamped.body))
}

/// The alias that stands for an item or a party: the first merge in fold order that was not taken back.
#[must_use]
pub fn alias(entries: &[Stamped]) -> Option<(MergeId, Duplicate)> {
    let live = || entries.iter().filter(|stamped| !stamped.quarantined);
    let undone = |merge: MergeId| {
        live()
            .any(|stamped| matches!(&stamped.body, Body::MergeUndone(body) if body.merge == merge))
    };
    live().find_map(|stamped| {
        if let Body::RecordsMerged(body) = &stamped.body
            && !undone(body.id)
        {
            return Some((body.id, body.records));
        }
        None
    })
}

/// How a site's proposal for the catalogue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalState {
    pub proposed: ItemProposed,
    /// The entry that proposes it.
    pub entry: EntryRef,
    /// Adopted or declined by the first who settled it; `None` while it waits.
    pub adopted: Option<bool>,
}

/// Folds the unit of one proposal; `None` while the proposal itself is not here.
#[must_use]
pub fn proposal(entries: &[Stamped]) -> Option<ProposalState> {
    let live = || entries.iter().filter(|stamped| !stamped.quarantined);
    let (entry, proposed) = live().find_map(|stamped| {
        let Body::ItemProposed(body) = &stamped.body else {
            return None;
        };
        Some((stamped.entry(), body.clone()))
    })?;
    let adopted = live().find_map(|stamped| {
        let Body::ProposalSettled(body) = &stamped.body else {
            return None;
        };
        Some(body.adopted)
    });
    Some(ProposalState {
        proposed,
        entry,
        adopted,
    })
}

/// Head-counts of one site: for each day and band the last that is not quarantined.
#[must_use]
pub fn head_counts(
    entries: &[Stamped],
) -> BTreeMap<(NaiveDate, HeadBand), (&Stamped, &HeadCountRecorded)> {
    let mut counts = BTreeMap::new();
    for stamped in entries.iter().filter(|stamped| !stamped.quarantined) {
        if let Body::HeadCountRecorded(body) = &stamped.body {
            counts.insert((body.day, body.band), (stamped, body));
        }
    }
    counts
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
