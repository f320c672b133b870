//! The acceptance lines of which consignments carry more than is accepted (I-07): a table of those alone, looked at anew
//! whenever a consignment, an acceptance or what was received of either folds.
//!
//! What a newcomer gets wrong: nothing is refused here. Two offices that were apart may have announced as they did, and
//! both papers stand; the rows only say where somebody has to decide.

use ledger::fold::Unit;
use ledger::ids::AcceptanceLineId;
use rusqlite::{Connection, named_params};

use super::Summing;
use crate::error::StoreError;
use crate::row::{Columns, Id, rows, run, statements};

/// Lines beyond what is accepted, of the acceptance lines that are meant. A quarantined proposal accepts nothing that could
/// be exceeded. Only a hostile device gives two lines one id; they are then looked at together.
macro_rules! beyond {
    ($which:literal) => {
        concat!(
            "INSERT INTO announced_beyond (acceptance_line, acceptance, accepted, announced)
             SELECT id, acceptance, accepted, announced
               FROM (SELECT line.id, line.acceptance,
                            CASE acceptance.stage WHEN 'cancelled' THEN 0 ELSE total_units(line.quantity) END AS accepted,
                            (SELECT total_units(CASE WHEN announced.awaited THEN announced.quantity
                                                     ELSE min(announced.quantity, announced.counted) END)
                               FROM announced WHERE announced.acceptance_line = line.id) AS announced
                       FROM acceptance_line AS line
                       JOIN acceptance ON acceptance.id = line.acceptance
                      WHERE acceptance.stage IN ('proposed', 'confirmed', 'cancelled')",
            $which,
            " GROUP BY line.id, line.acceptance)
              WHERE announced > accepted"
        )
    };
}

statements! {
    OF_CONSIGNMENT = "SELECT DISTINCT acceptance_line FROM consignment_line WHERE consignment = :id";
    OF_ACCEPTANCE = "SELECT DISTINCT id AS acceptance_line FROM acceptance_line WHERE acceptance = :id";
    OF_RECEIPT = "SELECT DISTINCT line.acceptance_line FROM consigned
                  JOIN consignment_line AS line ON line.id = consigned.consignment_line
                  WHERE consigned.receipt = :id";
    END = "DELETE FROM announced_beyond WHERE acceptance_line = :line";
    BEYOND = beyond!(" AND line.id = :line");
    EVERY_BEYOND = beyond!(" AND line.id IN (SELECT acceptance_line FROM consignment_line)");
}

fn lines(connection: &Connection, unit: &Unit) -> Result<Vec<AcceptanceLineId>, StoreError> {
    let (sql, id) = if let Unit::Consignment(id) = unit {
        (OF_CONSIGNMENT, id.blob())
    } else if let Unit::Acceptance(id) = unit {
        (OF_ACCEPTANCE, id.blob())
    } else if let Unit::Document(id) = unit {
        (OF_RECEIPT, id.blob())
    } else {
        return Ok(Vec::new());
    };
    rows(connection, sql, named_params! { ":id": id }, |row| {
        row.id("acceptance_line")
    })
}

/// The lines that a unit touched before it folds; they are looked at again with those that it touches afterwards. None
/// while everything is folded: then every line is looked at once, at the end.
pub(super) struct Touched(Option<Vec<AcceptanceLineId>>);

impl Touched {
    pub fn begin(
        connection: &Connection,
        unit: &Unit,
        summing: Summing,
    ) -> Result<Self, StoreError> {
        match summing {
            Summing::ByUnit => Ok(Self(Some(lines(connection, unit)?))),
            Summing::AtTheEnd => Ok(Self(None)),
        }
    }

    pub fn end(self, connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
        let Some(mut touched) = self.0 else {
            return Ok(());
        };
        touched.extend(lines(connection, unit)?);
        touched.sort_unstable();
        touched.dedup();
        for line in touched {
            let params = named_params! { ":line": line.blob() };
            run(connection, END, params)?;
            run(connection, BEYOND, params)?;
        }
        Ok(())
    }
}

/// Looks at every acceptance line that a consignment carries, once everything is folded.
pub(super) fn add_up(connection: &Connection) -> Result<(), StoreError> {
    run(connection, EVERY_BEYOND, &[])?;
    Ok(())
}
