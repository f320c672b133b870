//! Titles that went to another party by the changes of owner that stand.

use ledger::fold::{DocumentState, Unit};
use rusqlite::{Connection, named_params};

use super::lots::Named;
use crate::error::StoreError;
use crate::kept::Kept;
use crate::row::{Id, run, statements};

statements! {
    FORGET = "DELETE FROM title_change WHERE entry IN (SELECT entry FROM document WHERE unit = :unit)";
    CHANGE = "INSERT INTO title_change (entry, n, lot, from_party, to_party, quantity)
              VALUES (:entry, :n, :lot, :from_party, :to_party, :quantity)";
}

/// Removes those of a unit; before its documents, by whose entries they are kept.
pub(super) fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    run(connection, FORGET, named_params! { ":unit": unit.kept() })?;
    Ok(())
}

/// Makes those of a unit, after its movements. `entry` posted its document.
pub(super) fn insert(
    connection: &Connection,
    entry: Option<i64>,
    state: &DocumentState,
) -> Result<(), StoreError> {
    let changes = state.titles();
    let (Some(entry), false) = (entry, changes.is_empty()) else {
        return Ok(());
    };
    let mut named = Named::new(connection)?;
    for (change, n) in changes.iter().zip(0_i64..) {
        let params = named_params! {
            ":entry": entry,
            ":n": n,
            ":lot": named.name(change.lot)?.blob(),
            ":from_party": change.from.blob(),
            ":to_party": change.to.blob(),
            ":quantity": change.quantity,
        };
        run(connection, CHANGE, params)?;
    }
    Ok(())
}
