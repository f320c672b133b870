//! Rows of activations, offers and acceptances.

use ledger::body::{AcceptanceProposed, ActivationRecorded, Body, DocumentKind, OfferReceived};
use ledger::fold::{AcceptanceStage, Stamped, Unit, acceptance, activation, offer, signed_lists};
use ledger::ids::AcceptanceId;
use ledger::stages::{ActivationStage, OfferStage};
use rusqlite::{Connection, named_params};

use super::closures;
use super::document::{self, Row};
use super::stage_moves;
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET_ACTIVATION = "DELETE FROM activation WHERE id = :id";
    FORGET_OFFER = "DELETE FROM offer WHERE id = :id";
    FORGET_OFFER_LINES = "DELETE FROM offer_line WHERE offer = :id";
    FORGET_ACCEPTANCE = "DELETE FROM acceptance WHERE id = :id";
    FORGET_ACCEPTANCE_LINES = "DELETE FROM acceptance_line WHERE acceptance = :id";
    ACTIVATION = "INSERT INTO activation (id, requesting_state, ucpm_number, hazard, requested_on, source, stage, glide, note)
                  VALUES (:id, :requesting_state, :ucpm_number, :hazard, :requested_on, :source, :stage, :glide, :note)";
    OFFER = "INSERT INTO offer (id, activation, donor, source, offered_on, value, reference, posted, stage, valid_until,
                 available_from, transport_need)
             VALUES (:id, :activation, :donor, :source, :offered_on, :value, :reference, :posted, :stage, :valid_until,
                 :available_from, :transport_need)";
    OFFER_LINE = "INSERT INTO offer_line (offer, n, id, text, group_id, item, quantity, qualifier, title, packaging,
                      weight_g, volume_dm3, condition, expiry)
                  VALUES (:offer, :n, :id, :text, :group_id, :item, :quantity, :qualifier, :title, :packaging,
                      :weight_g, :volume_dm3, :condition, :expiry)";
    ACCEPTANCE = "INSERT INTO acceptance (id, offer, donor, stage, proposed_by, confirmed_by, reduced, entry, conditions)
                  VALUES (:id, :offer, :donor, :stage, :proposed_by, :confirmed_by, :reduced, :entry, :conditions)";
    ACCEPTANCE_LINE = "INSERT INTO acceptance_line (acceptance, n, id, offer_line, item, quantity, proposed, site, offered,
                           offered_qualifier)
                       VALUES (:acceptance, :n, :id, :offer_line, :item, :quantity, :proposed, :site, :offered,
                           :offered_qualifier)";
}

/// Replaces the rows of an activation or an offer.
pub(super) fn replace_record(
    connection: &Connection,
    unit: &Unit,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    document::forget(connection, unit)?;
    stage_moves::forget(connection, unit)?;
    if let Unit::Activation(id) = unit {
        closures::forget(connection, *id)?;
        run(
            connection,
            FORGET_ACTIVATION,
            named_params! { ":id": id.blob() },
        )?;
    } else if let Unit::Offer(id) = unit {
        run(connection, FORGET_OFFER, named_params! { ":id": id.blob() })?;
        run(
            connection,
            FORGET_OFFER_LINES,
            named_params! { ":id": id.blob() },
        )?;
    }
    let recorded: Vec<&Held> = held
        .iter()
        .filter(|one| {
            !matches!(
                one.stamped.body,
                Body::StageMoved(_) | Body::ClosureSigned(_)
            )
        })
        .collect();
    let standing = document::standing_of(&recorded);
    if let Unit::Activation(id) = unit {
        let state = activation(entries);
        stage_moves::insert(connection, unit, held, &state.moves)?;
        closures::insert(connection, *id, held, &signed_lists(entries))?;
        if let Some((entry, stage)) = standing
            && let Body::ActivationRecorded(body) = &entry.stamped.body
        {
            let moved_to = state.stage.unwrap_or(ActivationStage::Activated);
            let last = stage_moves::last_counted(held, &state.moves);
            insert_activation(connection, unit, entry, (stage, moved_to, last), body)?;
        }
    } else if let Unit::Offer(_) = unit {
        let state = offer(entries);
        stage_moves::insert(connection, unit, held, &state.moves)?;
        if let Some((entry, stage)) = standing
            && let Body::OfferReceived(body) = &entry.stamped.body
        {
            let moved_to = state.stage.unwrap_or(OfferStage::Received);
            let last = stage_moves::last_counted(held, &state.moves);
            insert_offer(connection, unit, entry, (stage, moved_to, last), body)?;
        }
    }
    Ok(())
}

fn insert_activation(
    connection: &Connection,
    unit: &Unit,
    entry: &Held,
    (stage, moved_to, last_entry): (&'static str, ActivationStage, Option<i64>),
    body: &ActivationRecorded,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":requesting_state": body.requesting_state.blob(),
        ":ucpm_number": body.ucpm_number,
        ":hazard": body.hazard,
        ":requested_on": body.requested_on.to_string(),
        ":source": body.source,
        ":stage": word(&moved_to),
        ":glide": body.glide,
        ":note": body.note,
    };
    run(connection, ACTIVATION, params)?;
    let glide = body.glide.as_deref();
    let row = Row {
        id: body.id.into(),
        kind: DocumentKind::Activation,
        stage,
        number: body.ucpm_number.as_deref().unwrap_or(&body.hazard),
        found_by: glide.into_iter().chain([body.hazard.as_str()]).collect(),
        site: None,
        party: Some(body.requesting_state),
        reversal: None,
        lines: 0,
        entry,
        last_entry,
    };
    document::insert(connection, unit, &row)
}

fn insert_offer(
    connection: &Connection,
    unit: &Unit,
    entry: &Held,
    (stage, moved_to, last_entry): (&'static str, OfferStage, Option<i64>),
    body: &OfferReceived,
) -> Result<(), StoreError> {
    let terms = body.terms.clone().unwrap_or_default();
    let params = named_params! {
        ":id": body.id.blob(),
        ":activation": body.activation.blob(),
        ":donor": body.donor.blob(),
        ":source": word(&body.source),
        ":offered_on": body.offered_on.map(|day| day.to_string()),
        ":value": json(&body.value.sound()),
        ":reference": body.reference,
        ":posted": stage == "posted",
        ":stage": word(&moved_to),
        ":valid_until": terms.valid_until.map(|day| day.to_string()),
        ":available_from": terms.available_from.map(|day| day.to_string()),
        ":transport_need": terms.transport_need,
    };
    run(connection, OFFER, params)?;
    insert_offer_lines(connection, body)?;
    let texts: Vec<&str> = body.lines.iter().map(|line| line.text.as_str()).collect();
    let title = body
        .reference
        .as_deref()
        .or(texts.first().copied())
        .unwrap_or_default();
    let row = Row {
        id: body.id.into(),
        kind: DocumentKind::Offer,
        stage,
        number: title,
        found_by: texts,
        site: None,
        party: Some(body.donor),
        reversal: None,
        lines: body.lines.len(),
        entry,
        last_entry,
    };
    document::insert(connection, unit, &row)
}

fn insert_offer_lines(connection: &Connection, body: &OfferReceived) -> Result<(), StoreError> {
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let detail = line.detail.clone().unwrap_or_default();
        let quantity = line.quantity.sound();
        let params = named_params! {
            ":offer": body.id.blob(),
            ":n": n,
            ":id": line.id.blob(),
            ":text": line.text,
            ":group_id": line.group.map(Id::blob),
            ":item": line.item.map(Id::blob),
            ":quantity": quantity.value,
            ":qualifier": word(&quantity.qualifier),
            ":title": word(&line.title),
            ":packaging": detail.packaging,
            ":weight_g": detail.weight_g,
            ":volume_dm3": detail.volume_dm3,
            ":condition": detail.condition.map(|condition| word(&condition)),
            ":expiry": detail.expiry.map(|day| day.to_string()),
        };
        run(connection, OFFER_LINE, params)?;
    }
    Ok(())
}

/// Replaces the rows of an acceptance.
pub(super) fn replace_acceptance(
    connection: &Connection,
    id: AcceptanceId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Acceptance(id);
    document::forget(connection, &unit)?;
    stage_moves::forget(connection, &unit)?;
    run(
        connection,
        FORGET_ACCEPTANCE,
        named_params! { ":id": id.blob() },
    )?;
    run(
        connection,
        FORGET_ACCEPTANCE_LINES,
        named_params! { ":id": id.blob() },
    )?;
    let state = acceptance(entries);
    stage_moves::insert(connection, &unit, held, &state.moves)?;
    let stage = match state.stage {
        AcceptanceStage::Waiting => return Ok(()),
        AcceptanceStage::Proposed => "proposed",
        AcceptanceStage::Confirmed => "confirmed",
        AcceptanceStage::Cancelled => "cancelled",
        AcceptanceStage::Quarantined => "quarantined",
    };
    let (Some((place, body)), Some(proposed_by)) = (&state.proposed, state.proposed_by) else {
        return Ok(());
    };
    let find = |place| held.iter().find(|one| one.stamped.entry() == place);
    let decided = state
        .confirmed
        .as_ref()
        .map(|one| one.entry)
        .or(Some(*place));
    let params = named_params! {
        ":id": id.blob(),
        ":offer": body.offer.blob(),
        ":donor": body.donor.blob(),
        ":stage": stage,
        ":proposed_by": proposed_by.blob(),
        ":confirmed_by": state.confirmed.as_ref().map(|one| one.person.blob()),
        ":reduced": state.reduced,
        ":entry": decided.and_then(find).map(|one| one.id),
        ":conditions": body.conditions,
    };
    run(connection, ACCEPTANCE, params)?;
    insert_lines(connection, body, &state.left)?;
    let Some(entry) = find(*place) else {
        return Ok(());
    };
    let row = Row {
        id: id.into(),
        kind: DocumentKind::Acceptance,
        stage,
        number: "",
        found_by: Vec::new(),
        site: body.lines.first().map(|line| line.site),
        party: Some(body.donor),
        reversal: None,
        lines: body.lines.len(),
        entry,
        last_entry: state
            .changes
            .last()
            .copied()
            .or(state.confirmed.map(|one| one.entry))
            .and_then(find)
            .map(|one| one.id),
    };
    document::insert(connection, &unit, &row)
}

/// `left` holds what is left of each line, in the order of the proposal.
fn insert_lines(
    connection: &Connection,
    body: &AcceptanceProposed,
    left: &[i64],
) -> Result<(), StoreError> {
    for ((line, left), n) in body.lines.iter().zip(left).zip(0_i64..) {
        if line.quantity <= 0 {
            continue;
        }
        let params = named_params! {
            ":acceptance": body.id.blob(),
            ":n": n,
            ":id": line.id.blob(),
            ":offer_line": line.offer_line.blob(),
            ":item": line.item.blob(),
            ":quantity": left,
            ":proposed": line.quantity,
            ":site": line.site.blob(),
            ":offered": line.offered.and_then(|offered| offered.value),
            ":offered_qualifier": line.offered.map(|offered| word(&offered.qualifier)),
        };
        run(connection, ACCEPTANCE_LINE, params)?;
    }
    Ok(())
}
