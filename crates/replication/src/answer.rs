//! Checking a whole answer against what was asked, before any of it is written.

use std::collections::{BTreeMap, BTreeSet};

use proof::certificate::KeyRing;
use proof::stream::StreamId;
use uuid::Uuid;

use crate::local::Local;
use crate::page::{self, Chains, Pins, Verified};
use crate::session::{Asked, Reason, failed, rubbish};
use crate::wire::{ExchangeReply, Outcome, Page, PushResult};

/// Checks a whole reply against what was asked, without touching the device's records.
pub(crate) fn check<L: Local>(
    local: &L,
    asked: &Asked,
    reply: &ExchangeReply,
) -> Result<Vec<Verified>, Reason> {
    if reply.epoch != asked.pins.epoch {
        return Err(Reason::EpochChanged {
            ours: asked.pins.epoch,
            theirs: reply.epoch,
        });
    }
    check_results(&asked.ranges, &reply.pushed)?;
    if reply.pages.len() != asked.cursors.len() {
        return Err(rubbish("pages other than those asked for"));
    }
    let (mut last_pos, mut has_more) = (0, false);
    let mut keys = known_keys(local, &asked.pins, &reply.pages)?;
    let mut pages = Vec::with_capacity(reply.pages.len());
    for (page, cursor) in reply.pages.iter().zip(&asked.cursors) {
        if page.scope != cursor.scope || page.from != cursor.index {
            return Err(rubbish("a page other than the one asked for"));
        }
        pages.push(check_page(local, &asked.pins, &mut keys, page)?);
        last_pos = page
            .items
            .last()
            .map_or(last_pos, |item| last_pos.max(item.pos));
        has_more |= page.has_more;
    }
    if !has_more && reply.complete_to_pos < last_pos {
        return Err(rubbish("a position before its own pages"));
    }
    Ok(pages)
}

fn check_results(ranges: &[(String, u64, u64)], results: &[PushResult]) -> Result<(), Reason> {
    let last = results.len().saturating_sub(1);
    let mut stopped = false;
    for (at, result) in results.iter().enumerate() {
        let fits = ranges.get(at).is_some_and(|(scope, first, end)| {
            let place = match &result.outcome {
                Outcome::Accepted => result.up_to_seq == *end,
                Outcome::Exists => result.up_to_seq >= *end,
                Outcome::Gap { expected } => {
                    expected < first && result.up_to_seq.checked_add(1) == Some(*expected)
                }
                // Another copy of this computer may have sent more than this one.
                Outcome::Fork => true,
                Outcome::Refused { .. } => result.up_to_seq <= *end,
            };
            place && *scope == result.scope
        });
        stopped = !matches!(result.outcome, Outcome::Accepted | Outcome::Exists);
        if !fits || (stopped && at != last) {
            return Err(rubbish("an acknowledgement of what was not sent"));
        }
    }
    if !stopped && results.len() != ranges.len() {
        return Err(rubbish("no word about entries that were sent"));
    }
    Ok(())
}

fn known_keys<L: Local>(local: &L, pins: &Pins, pages: &[Page]) -> Result<KeyRing, Reason> {
    let mut keys = KeyRing::new(pins.server_key);
    let devices: BTreeSet<Uuid> = pages
        .iter()
        .flat_map(|page| page.items.iter().map(|item| item.device))
        .collect();
    for device in devices {
        if let Some(key) = local.device_key(device).map_err(failed)? {
            keys.restore(device, key);
        }
    }
    Ok(keys)
}

fn check_page<L: Local>(
    local: &L,
    pins: &Pins,
    keys: &mut KeyRing,
    page: &Page,
) -> Result<Verified, Reason> {
    let held = local.held(&page.scope).map_err(failed)?;
    let mut chains: Chains = BTreeMap::new();
    for item in page.items.iter().filter(|item| item.scope == page.scope) {
        if chains.contains_key(&item.device) {
            continue;
        }
        let stream = StreamId {
            operation: pins.operation,
            device: item.device,
            scope: item.scope.clone(),
        };
        let chain = local.pulled_chain(&stream).map_err(failed)?;
        chains.insert(item.device, chain);
    }
    page::verify(page, &held, &chains, keys, pins)
        .map_err(|fault| rubbish(format!("{}: {fault}", page.scope)))
}
