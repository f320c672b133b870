//! The catalogue: what the last entry about a record registers, whoever wrote it. Packaging and kits are never edited, so
//! that the first stands; a device is revoked once and for good.

use ledger::body::{Body, Duplicate, LimitSet, PackagingRegistered};
use ledger::fold::{Stamped, Unit, proposal};
use uuid::Uuid;

use super::Lines;
use super::line::{Line, time};
use super::said::{Said, first, last};

pub const TABLES: &[&str] = &[
    "operation",
    "item_group",
    "item",
    "party",
    "site",
    "point",
    "place",
    "person",
    "device",
    "approval_limit",
    "packaging",
    "proposal",
    "alias",
    "kit",
    "kit_component",
    "synonym",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (unit, entries) in &said.units {
        match unit {
            Unit::Device(_) => device(entries, lines),
            Unit::Packaging(_) => packaging(entries, lines),
            Unit::Proposal(_) => proposed(unit, said, entries, lines),
            Unit::Kit(_) => kit(entries, lines),
            Unit::Item(_) | Unit::Party(_) => {
                registered(entries, lines);
                alias(entries, lines);
            }
            _ => registered(entries, lines),
        }
    }
}

/// What the last entry registers, if it registers something.
fn registered(entries: &[Stamped], lines: &mut Lines) {
    let line = match last(entries).map(|one| &one.body) {
        Some(Body::OperationOpened(body)) => Line::of("operation", body).named("operation", "id"),
        Some(Body::ItemGroupRegistered(body)) => Line::of("item_group", body),
        Some(Body::ItemRegistered(body)) => Line::of("item", body).named("group", "group_id"),
        Some(Body::PartyRegistered(body)) => {
            Line::of("party", body).with("synonyms", &body.synonyms)
        }
        Some(Body::SiteRegistered(body)) => Line::of("site", body),
        Some(Body::PointRegistered(body)) => Line::of("point", body),
        Some(Body::PlaceRegistered(body)) => Line::of("place", body),
        Some(Body::PersonRegistered(body)) => Line::of("person", body),
        Some(Body::LimitSet(LimitSet { kind, units })) if *units >= 0 => {
            Line::new("approval_limit")
                .with("id", kind.id())
                .with("kind", kind)
                .with("units", units)
        }
        Some(Body::SynonymConfirmed(body)) => Line::of("synonym", body)
            .without(&["text"])
            .named("group", "group_id"),
        _ => return,
    };
    line.put(lines);
}

fn device(entries: &[Stamped], lines: &mut Lines) {
    let live = || entries.iter().filter(|one| !one.quarantined);
    let mut certificates = live().filter_map(|one| match &one.body {
        Body::DeviceEnrolled(body) => Some(body),
        _ => None,
    });
    let mut revoked = live().filter(|one| matches!(one.body, Body::DeviceRevoked(_)));
    let revoked = revoked.next();
    if let Some(body) = certificates.next_back() {
        Line::of("device", body)
            .named("device", "id")
            .without(&["signing_key"])
            .with("revoked", revoked.is_some())
            .with("revoked_pos", revoked.and_then(|one| one.pos))
            .put(lines);
    }
}

fn packaging(entries: &[Stamped], lines: &mut Lines) {
    let Some(Body::PackagingRegistered(body)) = first(entries).map(|one| &one.body) else {
        return;
    };
    let PackagingRegistered {
        contains,
        base_units,
        ..
    } = *body;
    // A version that contradicts itself is none.
    let whole = contains > 0 && base_units > 0 && base_units % contains == 0;
    let alone = body.of.is_some() || contains == base_units;
    let measured = body
        .gross_grams
        .unwrap_or(1)
        .min(body.volume_ml.unwrap_or(1))
        > 0;
    if whole && alone && measured {
        Line::of("packaging", body).put(lines);
    }
}

fn proposed(unit: &Unit, said: &Said, entries: &[Stamped], lines: &mut Lines) {
    if let Some(state) = proposal(entries) {
        let stamped = said.entry(unit, state.entry);
        Line::of("proposal", &state.proposed)
            .with("person", stamped.person)
            .with("reason", &stamped.reason)
            .with("recorded_at", time(stamped.recorded_at))
            .with("adopted", state.adopted)
            .put(lines);
    }
}

fn kit(entries: &[Stamped], lines: &mut Lines) {
    let Some(Body::KitDefined(body)) = first(entries).map(|one| &one.body) else {
        return;
    };
    Line::of("kit", body).without(&["components"]).put(lines);
    for (n, component) in body.components.iter().enumerate() {
        if component.quantity > 0 {
            Line::of("kit_component", component)
                .with("kit", body.id)
                .with("n", n)
                .put(lines);
        }
    }
}

/// The first merge that nobody undid, before or after it came.
fn alias(entries: &[Stamped], lines: &mut Lines) {
    let live = || entries.iter().filter(|one| !one.quarantined);
    let undone: Vec<_> = live()
        .filter_map(|one| match &one.body {
            Body::MergeUndone(body) => Some(body.merge),
            _ => None,
        })
        .collect();
    let standing = live().find_map(|one| match &one.body {
        Body::RecordsMerged(body) if !undone.contains(&body.id) => Some((one, body)),
        _ => None,
    });
    let Some((stamped, body)) = standing else {
        return;
    };
    let (kind, from, into): (_, Uuid, Uuid) = match body.records {
        Duplicate::Item { from, into } => ("item", from.0, into.0),
        Duplicate::Party { from, into } => ("party", from.0, into.0),
    };
    if from != into {
        Line::new("alias")
            .with("from_id", from)
            .with("kind", kind)
            .with("merge_id", body.id)
            .with("into_id", into)
            .with("reason", &stamped.reason)
            .with("person", stamped.person)
            .with("recorded_at", time(stamped.recorded_at))
            .put(lines);
    }
}
