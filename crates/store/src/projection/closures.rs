//! Rows of the remaining stock lists that were signed for an activation, made with it.

use ledger::fold::SignedList;
use ledger::ids::ActivationId;
use rusqlite::{Connection, named_params};

use super::stage_moves::why;
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::kept::Coded;
use crate::row::{Id, run, signed, statements};

statements! {
    FORGET = "DELETE FROM closure WHERE activation = :activation";
    FORGET_LINES = "DELETE FROM closure_line WHERE activation = :activation";
    LIST = "INSERT INTO closure (activation, n, id, why, person, occurred_on, recorded_at, reason, lines, entry)
            VALUES (:activation, :n, :id, :why, :person, :occurred_on, :recorded_at, :reason, :lines, :entry)";
    LINE = "INSERT INTO closure_line (activation, list, n, site, item, donor, condition, quantity)
            VALUES (:activation, :list, :n, :site, :item, :donor, :condition, :quantity)";
}

pub(super) fn forget(connection: &Connection, id: ActivationId) -> Result<(), StoreError> {
    for sql in [FORGET_LINES, FORGET] {
        run(connection, sql, named_params! { ":activation": id.blob() })?;
    }
    Ok(())
}

pub(super) fn insert(
    connection: &Connection,
    id: ActivationId,
    held: &[Held],
    lists: &[SignedList],
) -> Result<(), StoreError> {
    for (list, n) in lists.iter().zip(0_i64..) {
        let Some(entry) = held.iter().find(|held| held.stamped.entry() == list.entry) else {
            continue;
        };
        let params = named_params! {
            ":activation": id.blob(),
            ":n": n,
            ":id": list.body.id.blob(),
            ":why": list.why.map(why),
            ":person": list.person.blob(),
            ":occurred_on": list.occurred_on.to_string(),
            ":recorded_at": list.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            ":reason": list.reason,
            ":lines": signed(list.body.lines.len() as u64),
            ":entry": entry.id,
        };
        run(connection, LIST, params)?;
        if list.body.adds_up() {
            insert_lines(connection, id, n, list)?;
        }
    }
    Ok(())
}

fn insert_lines(
    connection: &Connection,
    id: ActivationId,
    list: i64,
    of: &SignedList,
) -> Result<(), StoreError> {
    for (line, n) in of.body.lines.iter().zip(0_i64..) {
        let params = named_params! {
            ":activation": id.blob(),
            ":list": list,
            ":n": n,
            ":site": line.site.blob(),
            ":item": line.item.blob(),
            ":donor": line.donor.blob(),
            ":condition": line.condition.code(),
            ":quantity": line.quantity,
        };
        run(connection, LINE, params)?;
    }
    Ok(())
}
