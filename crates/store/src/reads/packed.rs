//! In which packs lines were counted.
//!
//! What a newcomer gets wrong: whether packs come to the quantity is judged here and nowhere kept, because the packaging
//! version may arrive after the line that names it.

use std::collections::BTreeMap;

use ledger::body::Packed;
use ledger::fold::Unit;
use ledger::ids::LotId;
use ledger::rules::packed::comes_to;
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::kept::Kept;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{PackedState, PackedView};

statements! {
    PACKED = "SELECT packed_line.n, packed_line.packaging, packed_line.packs, packed_line.loose, packed_line.units,
                     packaging.level, packaging.base_units,
                     coalesce(mine.at, packed_line.item) IS coalesce(theirs.at, packaging.item) AS same_item
                FROM packed_line
                LEFT JOIN packaging ON packaging.id = packed_line.packaging
                LEFT JOIN canonical AS mine ON mine.id = packed_line.item
                LEFT JOIN canonical AS theirs ON theirs.id = packaging.item
               WHERE packed_line.unit = :unit AND (:lot IS NULL OR packed_line.lot = :lot)
               ORDER BY packed_line.n";
}

impl Reads<'_> {
    /// The lines of a document that were counted in packs, by their place in it.
    pub(crate) fn packed(&self, unit: &Unit) -> Result<BTreeMap<i64, PackedView>, StoreError> {
        let params = named_params! { ":unit": unit.kept(), ":lot": None::<[u8; 16]> };
        let found = rows(self.connection, PACKED, params, packed)?;
        Ok(found.into_iter().collect())
    }

    /// In which packs a lot came, as the document says in which it begins.
    pub(crate) fn came_packed(
        &self,
        unit: &Unit,
        lot: LotId,
    ) -> Result<Option<PackedView>, StoreError> {
        let params = named_params! { ":unit": unit.kept(), ":lot": lot.blob() };
        let found = rows(self.connection, PACKED, params, packed)?;
        Ok(found.into_iter().next().map(|(_, view)| view))
    }
}

fn packed(row: &Row<'_>) -> rusqlite::Result<(i64, PackedView)> {
    let mut view = PackedView {
        packaging: row.id("packaging")?,
        state: PackedState::Unknown,
        level: row.maybe_word("level")?,
        base_units: row.get("base_units")?,
        packs: row.get("packs")?,
        loose: row.get("loose")?,
        quantity: row.get("units")?,
    };
    view.state = state(&view, row.get("same_item")?);
    Ok((row.get("n")?, view))
}

fn state(view: &PackedView, same_item: bool) -> PackedState {
    let Some((packs, loose)) = view.packs.zip(view.loose) else {
        return PackedState::Contradicts;
    };
    let Some(base_units) = view.base_units else {
        return PackedState::Unknown;
    };
    let packed = Packed {
        packaging: view.packaging,
        packs,
        loose,
    };
    if same_item && comes_to(packed, base_units) == Ok(view.quantity) {
        PackedState::Agrees
    } else {
        PackedState::Contradicts
    }
}
