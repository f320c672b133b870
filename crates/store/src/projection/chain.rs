//! Rows of requests, transports, consignments, of what was done about discrepancies, and of wordings.

use ledger::body::{Body, ConsignmentAnnounced, DocumentKind, RequestRecorded, packed_lines};
use ledger::fold::{
    ConsignmentState, RequestState, Stamped, Unit, Version, consignment, discrepancy, latest,
    request, transport,
};
use ledger::ids::{ConsignmentId, DiscrepancyId, RequestId, SynonymId, TransportId};
use ledger::stages::TransportStage;
use rusqlite::{Connection, named_params};

use super::document::{self, Row};
use super::{counting, packed, stage_moves};
use crate::error::StoreError;
use crate::fold_text::folded;
use crate::journal::load::Held;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET_REQUEST = "DELETE FROM request WHERE id = :id";
    FORGET_VERSIONS = "DELETE FROM request_version WHERE request = :id";
    FORGET_REQUEST_LINES = "DELETE FROM request_line WHERE request = :id";
    FORGET_TRANSPORT = "DELETE FROM transport WHERE id = :id";
    FORGET_CONSIGNMENT = "DELETE FROM consignment WHERE id = :id";
    FORGET_CONSIGNMENT_LINES = "DELETE FROM consignment_line WHERE consignment = :id";
    FORGET_DISCREPANCY = "DELETE FROM discrepancy_state WHERE id = :id";
    FORGET_SYNONYM = "DELETE FROM synonym WHERE id = :id";
    REQUEST = "INSERT INTO request (id, activation, version, stage, title, reference)
               VALUES (:id, :activation, :version, :stage, :title, :reference)";
    VERSION = "INSERT INTO request_version (request, n, version, title, why, person, occurred_on, recorded_at)
               VALUES (:request, :n, :version, :title, :why, :person, :occurred_on, :recorded_at)";
    REQUEST_LINE = "INSERT INTO request_line (request, v, n, id, stands, text, group_id, item, quantity, qualifier,
                        unit, priority, needed_by, site, entry_point, specification)
                    VALUES (:request, :v, :n, :id, :stands, :text, :group_id, :item, :quantity, :qualifier,
                        :unit, :priority, :needed_by, :site, :entry_point, :specification)";
    TRANSPORT = "INSERT INTO transport (id, activation, donor, organiser, title, stage, planned_start, notified_on,
                     started_on, ended_on, applied_on, percent, legal_basis)
                 VALUES (:id, :activation, :donor, :organiser, :title, :stage, :planned_start, :notified_on,
                     :started_on, :ended_on, :applied_on, :percent, :legal_basis)";
    CONSIGNMENT = "INSERT INTO consignment (id, acceptance, donor, announced_site, site, transport, waybill, vehicle,
                       dispatch_point, announced_eta, eta, stage, last_report, units)
                   VALUES (:id, :acceptance, :donor, :announced_site, :site, :transport, :waybill, :vehicle,
                       :dispatch_point, :announced_eta, :eta, :stage, :last_report, :units)";
    CONSIGNMENT_LINE = "INSERT INTO consignment_line (consignment, n, id, acceptance_line, item, quantity)
                        VALUES (:consignment, :n, :id, :acceptance_line, :item, :quantity)";
    DISCREPANCY = "INSERT INTO discrepancy_state (id, stage, by_site, by_coordination)
                   VALUES (:id, :stage, :by_site, :by_coordination)";
    SYNONYM = "INSERT INTO synonym (id, text, language, group_id, item)
               VALUES (:id, :text, :language, :group_id, :item)";
}

fn forget(
    connection: &Connection,
    unit: &Unit,
    id: [u8; 16],
    statements: &[&str],
) -> Result<(), StoreError> {
    document::forget(connection, unit)?;
    stage_moves::forget(connection, unit)?;
    for sql in statements {
        run(connection, sql, named_params! { ":id": id })?;
    }
    Ok(())
}

/// Replaces the rows of a request with all its versions.
pub(super) fn replace_request(
    connection: &Connection,
    id: RequestId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Request(id);
    let all = [FORGET_REQUEST, FORGET_VERSIONS, FORGET_REQUEST_LINES];
    forget(connection, &unit, id.blob(), &all)?;
    let state = request(entries);
    stage_moves::insert(connection, &unit, held, &state.moves)?;
    let shown = state.current().or(state.versions.first());
    for (version, v) in state.versions.iter().zip(0_i64..) {
        let stands = state
            .current()
            .is_some_and(|one| one.entry == version.entry);
        insert_version(connection, version, v, stands)?;
    }
    let Some(version) = shown else {
        return Ok(());
    };
    insert_request(connection, &unit, held, &state, version)
}

fn insert_request(
    connection: &Connection,
    unit: &Unit,
    held: &[Held],
    state: &RequestState,
    version: &Version,
) -> Result<(), StoreError> {
    let body = &version.body;
    if let Some(stage) = state.stage {
        let params = named_params! {
            ":id": body.id.blob(),
            ":activation": body.activation.blob(),
            ":version": body.version,
            ":stage": word(&stage),
            ":title": body.title,
            ":reference": body.reference,
        };
        run(connection, REQUEST, params)?;
    }
    let find = |version: &Version| held.iter().find(|one| one.stamped.entry() == version.entry);
    // The document is the request, so its entry is the first version that counts.
    let counted = state.versions.iter().find(|one| one.why.is_none());
    let Some(entry) = find(counted.unwrap_or(version)) else {
        return Ok(());
    };
    let last = stage_moves::last_counted(held, &state.moves);
    let row = Row {
        id: body.id.into(),
        kind: DocumentKind::Request,
        stage: if state.stage.is_some() {
            "posted"
        } else if entry.stamped.quarantined {
            "quarantined"
        } else {
            "waiting"
        },
        number: &body.title,
        found_by: texts(body),
        site: None,
        party: None,
        reversal: None,
        lines: body.lines.len(),
        entry,
        last_entry: last.max(find(version).map(|one| one.id)),
    };
    document::insert(connection, unit, &row)
}

fn texts(body: &RequestRecorded) -> Vec<&str> {
    let lines = body.lines.iter().map(|line| line.text.as_str());
    body.reference.as_deref().into_iter().chain(lines).collect()
}

fn insert_version(
    connection: &Connection,
    version: &Version,
    v: i64,
    stands: bool,
) -> Result<(), StoreError> {
    let body = &version.body;
    let params = named_params! {
        ":request": body.id.blob(),
        ":n": v,
        ":version": body.version,
        ":title": body.title,
        ":why": version.why.map(stage_moves::why),
        ":person": version.person.blob(),
        ":occurred_on": version.occurred_on.to_string(),
        ":recorded_at": version.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    };
    run(connection, VERSION, params)?;
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let quantity = line.quantity.sound();
        let params = named_params! {
            ":request": body.id.blob(),
            ":v": v,
            ":n": n,
            ":id": line.id.blob(),
            ":stands": stands,
            ":text": line.text,
            ":group_id": line.group.map(Id::blob),
            ":item": line.item.map(Id::blob),
            ":quantity": quantity.value,
            ":qualifier": word(&quantity.qualifier),
            ":unit": line.unit,
            ":priority": word(&line.priority),
            ":needed_by": line.needed_by.map(|day| day.to_string()),
            ":site": line.site.map(Id::blob),
            ":entry_point": line.entry_point,
            ":specification": line.specification,
        };
        run(connection, REQUEST_LINE, params)?;
    }
    Ok(())
}

/// Entries of a unit that are no moves.
fn records(held: &[Held]) -> Vec<&Held> {
    held.iter()
        .filter(|one| !matches!(one.stamped.body, Body::StageMoved(_)))
        .collect()
}

/// Replaces the rows of a transport.
pub(super) fn replace_transport(
    connection: &Connection,
    id: TransportId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Transport(id);
    forget(connection, &unit, id.blob(), &[FORGET_TRANSPORT])?;
    let state = transport(entries);
    stage_moves::insert(connection, &unit, held, &state.moves)?;
    let Some((entry, stage)) = document::standing_of(&records(held)) else {
        return Ok(());
    };
    let Body::TransportPlanned(body) = &entry.stamped.body else {
        return Ok(());
    };
    let dates = state.dates();
    let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let co_financing = body.co_financing.as_ref();
    let params = named_params! {
        ":id": id.blob(),
        ":activation": body.activation.blob(),
        ":donor": body.donor.blob(),
        ":organiser": word(&body.organiser),
        ":title": body.title,
        ":stage": word(&state.stage.unwrap_or(TransportStage::Planned)),
        ":planned_start": text(body.planned_start),
        ":notified_on": text(dates.notified_on),
        ":started_on": text(dates.started_on),
        ":ended_on": text(dates.ended_on),
        ":applied_on": text(dates.applied_on),
        ":percent": co_financing.map(|one| &one.percent),
        ":legal_basis": co_financing.map(|one| &one.legal_basis),
    };
    run(connection, TRANSPORT, params)?;
    let row = Row {
        id: id.into(),
        kind: DocumentKind::Transport,
        stage,
        number: &body.title,
        found_by: Vec::new(),
        site: None,
        party: Some(body.donor),
        reversal: None,
        lines: 0,
        entry,
        last_entry: stage_moves::last_counted(held, &state.moves),
    };
    document::insert(connection, &unit, &row)
}

/// Replaces the rows of a consignment.
pub(super) fn replace_consignment(
    connection: &Connection,
    id: ConsignmentId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Consignment(id);
    let all = [FORGET_CONSIGNMENT, FORGET_CONSIGNMENT_LINES];
    forget(connection, &unit, id.blob(), &all)?;
    packed::forget(connection, &unit)?;
    let state = consignment(entries);
    stage_moves::insert(connection, &unit, held, &state.moves)?;
    let Some((entry, stage)) = document::standing_of(&records(held)) else {
        return Ok(());
    };
    let Body::ConsignmentAnnounced(body) = &entry.stamped.body else {
        return Ok(());
    };
    if state.recorded.is_some() {
        insert_consignment(connection, body, &state, entry)?;
    }
    let number = body.waybill.as_deref().or(body.vehicle.as_deref());
    let row = Row {
        id: id.into(),
        kind: DocumentKind::Consignment,
        stage,
        number: number.unwrap_or_default(),
        found_by: body.vehicle.as_deref().into_iter().collect(),
        site: state.site.or(Some(body.site)),
        party: Some(body.donor),
        reversal: None,
        lines: body.lines.len(),
        entry,
        last_entry: stage_moves::last_counted(held, &state.moves),
    };
    document::insert(connection, &unit, &row)?;
    if state.recorded.is_some() {
        packed::insert(connection, &unit, &packed_lines(&entry.stamped.body))?;
    }
    Ok(())
}

fn insert_consignment(
    connection: &Connection,
    body: &ConsignmentAnnounced,
    state: &ConsignmentState,
    entry: &Held,
) -> Result<(), StoreError> {
    let Some(stage) = state.stage else {
        return Ok(());
    };
    let counted = state.moves.iter().rev().find(|one| one.why.is_none());
    let last_report = counted.map_or(entry.stamped.occurred_on, |one| one.occurred_on);
    let params = named_params! {
        ":id": body.id.blob(),
        ":acceptance": body.acceptance.blob(),
        ":donor": body.donor.blob(),
        ":announced_site": body.site.blob(),
        ":site": state.site.unwrap_or(body.site).blob(),
        ":transport": body.transport.map(Id::blob),
        ":waybill": body.waybill,
        ":vehicle": body.vehicle,
        ":dispatch_point": body.dispatch_point,
        ":announced_eta": body.eta.map(|day| day.to_string()),
        ":eta": state.eta.map(|day| day.to_string()),
        ":stage": word(&stage),
        ":last_report": last_report.to_string(),
        ":units": json(&body.units),
    };
    run(connection, CONSIGNMENT, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":consignment": body.id.blob(),
            ":n": n,
            ":id": line.id.blob(),
            ":acceptance_line": line.acceptance_line.blob(),
            ":item": line.item.blob(),
            ":quantity": line.quantity,
        };
        run(connection, CONSIGNMENT_LINE, params)?;
    }
    Ok(())
}

/// Replaces the rows of what was done about a discrepancy.
pub(super) fn replace_discrepancy(
    connection: &Connection,
    id: DiscrepancyId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Discrepancy(id);
    forget(connection, &unit, id.blob(), &[FORGET_DISCREPANCY])?;
    let state = discrepancy(entries);
    stage_moves::insert(connection, &unit, held, &state.moves)?;
    let params = named_params! {
        ":id": id.blob(),
        ":stage": word(&state.stage),
        ":by_site": state.by_site.map(|stage| word(&stage)),
        ":by_coordination": state.by_coordination.map(|stage| word(&stage)),
    };
    run(connection, DISCREPANCY, params)?;
    Ok(())
}

/// Replaces the row of a wording.
pub(super) fn replace_synonym(
    connection: &Connection,
    id: SynonymId,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    run(
        connection,
        FORGET_SYNONYM,
        named_params! { ":id": id.blob() },
    )?;
    let Some(Body::SynonymConfirmed(body)) = latest(entries).map(|one| &one.body) else {
        return Ok(());
    };
    let params = named_params! {
        ":id": id.blob(),
        // Folded once more: what was kept before a letter was folded is still found.
        ":text": folded(&body.text),
        ":language": body.language,
        ":group_id": body.group.blob(),
        ":item": body.item.map(Id::blob),
    };
    run(connection, SYNONYM, params)?;
    Ok(())
}
