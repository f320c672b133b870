//! Rows of kit versions and of reservations: what moves nothing by itself.

use ledger::body::{Body, DocumentKind};
use ledger::fold::{ReservationStage, Stamped, Unit, reservation, standing};
use ledger::ids::{KitId, ReservationId};
use ledger::role::Role;
use rusqlite::{Connection, named_params};

use super::counting;
use super::document::{self, Row};
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Id, run, statements};

statements! {
    FORGET_KIT = "DELETE FROM kit WHERE id = :id";
    FORGET_COMPONENTS = "DELETE FROM kit_component WHERE kit = :id";
    FORGET_RESERVATION = "DELETE FROM reservation WHERE id = :id";
    FORGET_RESERVATION_LINES = "DELETE FROM reservation_line WHERE reservation = :id";
    KIT = "INSERT INTO kit (id, item, version) VALUES (:id, :item, :version)";
    COMPONENT = "INSERT INTO kit_component (kit, n, item, quantity) VALUES (:kit, :n, :item, :quantity)";
    RESERVATION = "INSERT INTO reservation (id, stage, site, point, expires_on, note, release_order, issue)
                   VALUES (:id, :stage, :site, :point, :expires_on, :note, :release_order, :issue)";
    RESERVATION_LINE = "INSERT INTO reservation_line (reservation, n, item, quantity)
                        VALUES (:reservation, :n, :item, :quantity)";
}

/// Replaces the rows of one version of a kit.
pub(super) fn replace_kit(
    connection: &Connection,
    id: KitId,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    for sql in [FORGET_KIT, FORGET_COMPONENTS] {
        run(connection, sql, named_params! { ":id": id.blob() })?;
    }
    let Some(Body::KitDefined(body)) = standing(entries).map(|stamped| &stamped.body) else {
        return Ok(());
    };
    let params = named_params! {
        ":id": id.blob(), ":item": body.item.blob(), ":version": body.version,
    };
    run(connection, KIT, params)?;
    for (component, n) in counting(&body.components, |component| component.quantity) {
        let params = named_params! {
            ":kit": id.blob(), ":n": n, ":item": component.item.blob(), ":quantity": component.quantity,
        };
        run(connection, COMPONENT, params)?;
    }
    Ok(())
}

/// Replaces the rows of one reservation.
pub(super) fn replace_reservation(
    connection: &Connection,
    id: ReservationId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let unit = Unit::Reservation(id);
    document::forget(connection, &unit)?;
    for sql in [FORGET_RESERVATION, FORGET_RESERVATION_LINES] {
        run(connection, sql, named_params! { ":id": id.blob() })?;
    }
    let state = reservation(entries);
    let Some((place, body)) = &state.made else {
        return Ok(());
    };
    let Some(entry) = held.iter().find(|one| one.stamped.entry() == *place) else {
        return Ok(());
    };
    let stage = match state.stage {
        ReservationStage::Waiting | ReservationStage::Quarantined => "quarantined",
        ReservationStage::Standing => "posted",
        ReservationStage::Ended => "ended",
    };
    let ended = state.ended.as_ref();
    let params = named_params! {
        ":id": id.blob(),
        ":stage": stage,
        ":site": body.site.blob(),
        ":point": body.point.map(Id::blob),
        ":expires_on": body.expires_on.to_string(),
        ":note": body.note,
        ":release_order": entry.stamped.role == Role::Coordinator,
        ":issue": ended.and_then(|(_, end)| end.issue).map(Id::blob),
    };
    run(connection, RESERVATION, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":reservation": id.blob(), ":n": n, ":item": line.item.blob(), ":quantity": line.quantity,
        };
        run(connection, RESERVATION_LINE, params)?;
    }
    let last = ended.and_then(|(place, _)| held.iter().find(|one| one.stamped.entry() == *place));
    let row = Row {
        id: id.into(),
        kind: DocumentKind::Reservation,
        stage,
        number: &body.number,
        found_by: body.note.as_deref().into_iter().collect(),
        site: Some(body.site),
        party: None,
        reversal: None,
        lines: body.lines.len(),
        entry,
        last_entry: last.map(|one| one.id),
    };
    document::insert(connection, &unit, &row)
}
