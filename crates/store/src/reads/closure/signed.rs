//! The remaining stock lists that were signed.

use ledger::body::RemainingStock;
use ledger::ids::{ActivationId, ClosureId, DeviceId};
use rusqlite::{Row, named_params};

use super::named::{Named, in_order, totals};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{EntryMark, SignedListView};

statements! {
    LISTS = "SELECT closure.n, closure.id, closure.why, closure.person, person.name AS person_name, closure.occurred_on,
                    closure.recorded_at, closure.reason, stream.device, device.letter, stream.scope, entry.seq,
                    position.pos, entry.hash
             FROM closure
             JOIN entry ON entry.id = closure.entry
             JOIN stream ON stream.id = entry.stream
             LEFT JOIN position ON position.entry = entry.id
             LEFT JOIN device ON device.id = stream.device
             LEFT JOIN person ON person.id = closure.person
             WHERE closure.activation = :id ORDER BY closure.n DESC";
    LINES = "SELECT site, item, donor, condition, quantity FROM closure_line
             WHERE activation = :id AND list = :n ORDER BY n";
    SIGNED = "SELECT activation, n, reason FROM closure WHERE id = :id AND why IS NULL ORDER BY activation, n LIMIT 1";
}

/// A list that was signed before, under its id, and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedBefore {
    pub activation: ActivationId,
    /// In the order of their keys.
    pub lines: Vec<RemainingStock>,
    pub reason: Option<String>,
}

impl Reads<'_> {
    /// The list that counts under an id, if one does. One that counts nowhere takes no id.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn signed_before(&self, id: ClosureId) -> Result<Option<SignedBefore>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = first(self.connection, SIGNED, params, |row| {
            let list: (ActivationId, i64) = (row.id("activation")?, row.get("n")?);
            let reason: Option<String> = row.get("reason")?;
            Ok((list, reason))
        })?;
        let Some(((activation, n), reason)) = found else {
            return Ok(None);
        };
        Ok(Some(SignedBefore {
            activation,
            lines: self.signed_lines(activation, n)?,
            reason,
        }))
    }

    fn signed_lines(&self, id: ActivationId, n: i64) -> Result<Vec<RemainingStock>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":n": n };
        rows(self.connection, LINES, params, |row| {
            Ok(RemainingStock {
                site: row.id("site")?,
                item: row.id("item")?,
                donor: row.id("donor")?,
                condition: row.coded("condition")?,
                quantity: row.get("quantity")?,
            })
        })
    }

    /// Every list, the last in fold order first; and the lines of the one that counts.
    pub(super) fn signed_of(
        &self,
        id: ActivationId,
        named: &mut Named<'_>,
    ) -> Result<(Vec<SignedListView>, Option<Vec<RemainingStock>>), StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, LISTS, params, list)?;
        let (mut lists, mut counts) = (Vec::with_capacity(found.len()), None);
        for (n, mut view) in found {
            let stock = self.signed_lines(id, n)?;
            for line in &stock {
                view.lines.push(named.line(line, 0)?);
            }
            in_order(&mut view.lines);
            view.totals = totals(&view.lines);
            if view.counted && counts.is_none() {
                counts = Some(stock);
            }
            lists.push(view);
        }
        Ok((lists, counts))
    }
}

fn list(row: &Row<'_>) -> rusqlite::Result<(i64, SignedListView)> {
    let why: Option<String> = row.get("why")?;
    let person_name: Option<String> = row.get("person_name")?;
    let view = SignedListView {
        id: row.id("id")?,
        counted: why.is_none(),
        why,
        person: row.id("person")?,
        person_name: person_name.unwrap_or_default(),
        occurred_on: row.get("occurred_on")?,
        recorded_at: row.get("recorded_at")?,
        reason: row.get("reason")?,
        entry: EntryMark {
            device: row.id::<DeviceId>("device")?.to_string(),
            device_letter: row.get("letter")?,
            scope: row.get("scope")?,
            seq: row.get("seq")?,
            pos: row.get("pos")?,
            hash: row.hash("hash")?.to_string(),
        },
        lines: Vec::new(),
        totals: Vec::new(),
    };
    Ok((row.get("n")?, view))
}
