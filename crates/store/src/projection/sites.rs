//! Rows of packaging, proposals, aliases, access notes, head-counts and norms.

use ledger::body::{Body, Duplicate, HeadCountRecorded, NormRegistered, PackagingRegistered};
use ledger::fold::{Stamped, Unit, alias, head_counts, latest, proposal, standing};
use ledger::ids::SiteId;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET_PACKAGING = "DELETE FROM packaging WHERE id = :id";
    FORGET_PROPOSAL = "DELETE FROM proposal WHERE id = :id";
    FORGET_ALIAS = "DELETE FROM alias WHERE from_id = :id";
    FORGET_NOTE = "DELETE FROM access_note WHERE id = :id";
    FORGET_HEADS = "DELETE FROM head_count WHERE site = :id";
    FORGET_NORM = "DELETE FROM norm WHERE id = :id";
    PACKAGING = "INSERT INTO packaging (id, item, level, contains, of, base_units, gtin, gross_grams, volume_ml, stackable)
                 VALUES (:id, :item, :level, :contains, :of, :base_units, :gtin, :gross_grams, :volume_ml, :stackable)";
    PROPOSAL = "INSERT INTO proposal (id, site, item, names, person, reason, recorded_at, adopted)
                VALUES (:id, :site, :item, :names, :person, :reason, :recorded_at, :adopted)";
    ALIAS = "INSERT INTO alias (from_id, kind, merge_id, into_id, reason, person, recorded_at)
             VALUES (:from_id, :kind, :merge_id, :into_id, :reason, :person, :recorded_at)";
    NOTE = "INSERT INTO access_note (id, site, text, valid_from, valid_to, source)
            VALUES (:id, :site, :text, :valid_from, :valid_to, :source)";
    HEADS = "INSERT INTO head_count (site, day, band, number, qualifier, method, remark, person, recorded_at)
             VALUES (:site, :day, :band, :number, :qualifier, :method, :remark, :person, :recorded_at)";
    NORM = "INSERT INTO norm (id, item, group_id, quantity, persons, basis, days, standard, edition, source, checked_on)
            VALUES (:id, :item, :group_id, :quantity, :persons, :basis, :days, :standard, :edition, :source, :checked_on)";
}

fn time(stamped: &Stamped) -> String {
    stamped
        .recorded_at
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Replaces the rows of one unit.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let (forget, id) = if let Unit::Packaging(id) = unit {
        (FORGET_PACKAGING, id.blob())
    } else if let Unit::Proposal(id) = unit {
        (FORGET_PROPOSAL, id.blob())
    } else if let Unit::AccessNote(id) = unit {
        (FORGET_NOTE, id.blob())
    } else if let Unit::HeadCounts(id) = unit {
        (FORGET_HEADS, id.blob())
    } else if let Unit::Norm(id) = unit {
        (FORGET_NORM, id.blob())
    } else {
        return Ok(());
    };
    run(connection, forget, named_params! { ":id": id })?;
    if let Unit::HeadCounts(site) = unit {
        return insert_heads(connection, *site, entries);
    }
    if let Unit::Proposal(_) = unit {
        return insert_proposal(connection, entries);
    }
    // A packaging version is never changed, so the first one stands; of the others the last.
    let counts = if let Unit::Packaging(_) = unit {
        standing(entries)
    } else {
        latest(entries)
    };
    let Some(stamped) = counts else {
        return Ok(());
    };
    if let Body::PackagingRegistered(body) = &stamped.body {
        insert_packaging(connection, body)
    } else if let Body::NormRegistered(body) = &stamped.body {
        insert_norm(connection, body)
    } else if let Body::AccessNoteRecorded(body) = &stamped.body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":site": body.site.blob(),
            ":text": body.text,
            ":valid_from": body.valid_from.to_string(),
            ":valid_to": body.valid_to.map(|day| day.to_string()),
            ":source": body.source,
        };
        run(connection, NOTE, params).map(|_| ())
    } else {
        Ok(())
    }
}

fn insert_packaging(connection: &Connection, body: &PackagingRegistered) -> Result<(), StoreError> {
    // Only a hostile device writes what the table does not take; its version is left out.
    let counts = body.contains > 0
        && body.base_units > 0
        && body.base_units % body.contains == 0
        && (body.of.is_some() || body.base_units == body.contains)
        && body.gross_grams.is_none_or(|grams| grams > 0)
        && body.volume_ml.is_none_or(|volume| volume > 0);
    if !counts {
        return Ok(());
    }
    let params = named_params! {
        ":id": body.id.blob(),
        ":item": body.item.blob(),
        ":level": word(&body.level),
        ":contains": body.contains,
        ":of": body.of.map(Id::blob),
        ":base_units": body.base_units,
        ":gtin": body.gtin,
        ":gross_grams": body.gross_grams,
        ":volume_ml": body.volume_ml,
        ":stackable": body.stackable,
    };
    run(connection, PACKAGING, params)?;
    Ok(())
}

fn insert_norm(connection: &Connection, body: &NormRegistered) -> Result<(), StoreError> {
    let counts = body.quantity > 0 && body.persons > 0 && body.days > 0;
    if !counts || body.item.is_some() == body.group.is_some() {
        return Ok(());
    }
    let params = named_params! {
        ":id": body.id.blob(),
        ":item": body.item.map(Id::blob),
        ":group_id": body.group.map(Id::blob),
        ":quantity": body.quantity,
        ":persons": body.persons,
        ":basis": word(&body.basis),
        ":days": body.days,
        ":standard": body.standard,
        ":edition": body.edition,
        ":source": body.source,
        ":checked_on": body.checked_on.map(|day| day.to_string()),
    };
    run(connection, NORM, params)?;
    Ok(())
}

fn insert_proposal(connection: &Connection, entries: &[Stamped]) -> Result<(), StoreError> {
    let Some(state) = proposal(entries) else {
        return Ok(());
    };
    let Some(stamped) = entries.iter().find(|one| one.entry() == state.entry) else {
        return Ok(());
    };
    let params = named_params! {
        ":id": state.proposed.id.blob(),
        ":site": state.proposed.site.blob(),
        ":item": state.proposed.item.blob(),
        ":names": json(&state.proposed.names),
        ":person": stamped.person.blob(),
        ":reason": stamped.reason,
        ":recorded_at": time(stamped),
        ":adopted": state.adopted,
    };
    run(connection, PROPOSAL, params)?;
    Ok(())
}

fn insert_heads(
    connection: &Connection,
    site: SiteId,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    for (stamped, body) in head_counts(entries).into_values() {
        if body.number.check().is_ok() {
            insert_head(connection, site, stamped, body)?;
        }
    }
    Ok(())
}

fn insert_head(
    connection: &Connection,
    site: SiteId,
    stamped: &Stamped,
    body: &HeadCountRecorded,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":site": site.blob(),
        ":day": body.day.to_string(),
        ":band": word(&body.band),
        ":number": body.number.value,
        ":qualifier": word(&body.number.qualifier),
        ":method": word(&body.method),
        ":remark": body.remark,
        ":person": stamped.person.blob(),
        ":recorded_at": time(stamped),
    };
    run(connection, HEADS, params)?;
    Ok(())
}

/// Replaces the alias of an item or a party.
pub(super) fn replace_alias(
    connection: &Connection,
    unit: &Unit,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let id = if let Unit::Item(id) = unit {
        id.blob()
    } else if let Unit::Party(id) = unit {
        id.blob()
    } else {
        return Ok(());
    };
    run(connection, FORGET_ALIAS, named_params! { ":id": id })?;
    let Some((merge, records)) = alias(entries) else {
        return Ok(());
    };
    let merges = |stamped: &&Stamped| matches!(&stamped.body, Body::RecordsMerged(body) if body.id == merge && !stamped.quarantined);
    let Some(stamped) = entries.iter().find(merges) else {
        return Ok(());
    };
    let (kind, into) = match records {
        Duplicate::Item { into, .. } => ("item", into.blob()),
        Duplicate::Party { into, .. } => ("party", into.blob()),
    };
    if into == id {
        return Ok(());
    }
    let params = named_params! {
        ":from_id": id,
        ":kind": kind,
        ":merge_id": merge.blob(),
        ":into_id": into,
        ":reason": stamped.reason,
        ":person": stamped.person.blob(),
        ":recorded_at": time(stamped),
    };
    run(connection, ALIAS, params)?;
    Ok(())
}
