//! The row that every document has, whatever its kind.

use ledger::body::DocumentKind;
use ledger::fold::{Reversal, Unit};
use ledger::ids::{DocumentId, PartyId, SiteId};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::fold_text::folded;
use crate::journal::load::Held;
use crate::kept::{Coded, Kept};
use crate::row::{Id, number, run, signed, statements, word};

statements! {
    ANY = "SELECT EXISTS (SELECT 1 FROM document WHERE unit = :unit)";
    FORGET = "DELETE FROM document WHERE unit = :unit";
    FORGET_TEXT = "DELETE FROM document_text WHERE rowid IN (SELECT entry FROM document WHERE unit = :unit)";
    TEXT = "INSERT OR REPLACE INTO document_text (rowid, folded) SELECT entry, folded FROM document WHERE unit = :unit";
    EVERY_TEXT = "INSERT OR REPLACE INTO document_text (rowid, folded) SELECT entry, folded FROM document";
    INSERT = "INSERT INTO document (unit, id, kind, stage, number, site, party, occurred_on, recorded_at, person,
                  reversed_by, reversal_reason, lines, folded, entry, last_entry)
              VALUES (:unit, :id, :kind, :stage, :number, :site, :party, :occurred_on, :recorded_at, :person,
                  :reversed_by, :reversal_reason, :lines, :folded, :entry, :last_entry)
              ON CONFLICT (unit, kind, id) DO NOTHING";
}

/// What a list shows of a document, beside what its entry says.
pub(super) struct Row<'a> {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub stage: &'static str,
    pub number: &'a str,
    /// Further text by which it is found.
    pub found_by: Vec<&'a str>,
    pub site: Option<SiteId>,
    pub party: Option<PartyId>,
    pub reversal: Option<&'a Reversal>,
    pub lines: usize,
    pub entry: &'a Held,
    /// The entry its state rests on, if a later one than `entry`.
    pub last_entry: Option<i64>,
}

/// Whether the unit has a document.
pub(super) fn any(connection: &Connection, unit: &Unit) -> Result<bool, StoreError> {
    let unit = unit.kept();
    Ok(number(connection, ANY, named_params! { ":unit": unit })? > 0)
}

pub(super) fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    let unit = unit.kept();
    for sql in [FORGET_TEXT, FORGET] {
        run(connection, sql, named_params! { ":unit": unit })?;
    }
    Ok(())
}

/// Inserts the row; of two documents with one id in one unit the first in fold order keeps its row.
pub(super) fn insert(
    connection: &Connection,
    unit: &Unit,
    row: &Row<'_>,
) -> Result<(), StoreError> {
    let stamped = &row.entry.stamped;
    let text = std::iter::once(row.number).chain(row.found_by.iter().copied());
    let text: Vec<&str> = text.collect();
    let params = named_params! {
        ":unit": unit.kept(),
        ":id": row.id.blob(),
        ":kind": word(&row.kind),
        ":stage": row.stage,
        ":number": row.number,
        ":site": row.site.map(Id::blob),
        ":party": row.party.map(Id::blob),
        ":occurred_on": stamped.occurred_on.code(),
        ":recorded_at": stamped.recorded_at.code(),
        ":person": stamped.person.blob(),
        ":reversed_by": row.reversal.map(|reversal| &reversal.number),
        ":reversal_reason": row.reversal.and_then(|reversal| reversal.reason.as_ref()),
        ":lines": signed(row.lines as u64),
        ":folded": folded(&text.join(" ")),
        ":entry": row.entry.id,
        ":last_entry": row.last_entry.unwrap_or(row.entry.id),
    };
    run(connection, INSERT, params)?;
    Ok(())
}

/// Has the documents of a unit found by their texts.
pub(super) fn index_text(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    let unit = unit.kept();
    run(connection, TEXT, named_params! { ":unit": unit })?;
    Ok(())
}

/// Has every document found by its text, where none is yet.
pub(super) fn index_every_text(connection: &Connection) -> Result<(), StoreError> {
    run(connection, EVERY_TEXT, &[])?;
    Ok(())
}

/// The entry that counts for a record that is never edited: the first that is not quarantined, else the first of all, to
/// be shown as quarantined.
pub(super) fn standing(held: &[Held]) -> Option<(&Held, &'static str)> {
    standing_of(&held.iter().collect::<Vec<_>>())
}

/// The same among some entries of a unit.
pub(super) fn standing_of<'a>(held: &[&'a Held]) -> Option<(&'a Held, &'static str)> {
    let live = held.iter().find(|one| !one.stamped.quarantined);
    live.map(|one| (*one, "posted"))
        .or_else(|| held.first().map(|one| (*one, "quarantined")))
}
