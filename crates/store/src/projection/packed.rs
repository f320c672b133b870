//! Rows of lines that say in which packs they were counted.

use ledger::body::PackedLine;
use ledger::fold::Unit;
use ledger::quantity::MAX_EXACT;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::kept::Kept;
use crate::row::{Id, run, signed, statements};

statements! {
    FORGET = "DELETE FROM packed_line WHERE unit = :unit";
    LINE = "INSERT INTO packed_line (unit, n, lot, item, packaging, packs, loose, units)
            VALUES (:unit, :n, :lot, :item, :packaging, :packs, :loose, :units)";
}

pub(super) fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    run(connection, FORGET, named_params! { ":unit": unit.kept() })?;
    Ok(())
}

/// The rows of a document that stands. A line whose own quantity is no number has none: it posts nothing either.
pub(super) fn insert(
    connection: &Connection,
    unit: &Unit,
    lines: &[PackedLine],
) -> Result<(), StoreError> {
    for line in lines {
        if !(0..=MAX_EXACT).contains(&line.quantity) {
            continue;
        }
        let (packs, loose) = line.packed.exact().unzip();
        let params = named_params! {
            ":unit": unit.kept(),
            ":n": signed(line.n as u64),
            ":lot": line.lot.map(Id::blob),
            ":item": line.item.blob(),
            ":packaging": line.packed.packaging.blob(),
            ":packs": packs,
            ":loose": loose,
            ":units": line.quantity,
        };
        run(connection, LINE, params)?;
    }
    Ok(())
}
