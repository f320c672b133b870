//! Receipts and issues opened, deliveries to come, drafts.
//!
//! What a newcomer gets wrong: an item or party may not have arrived yet where a document that names it has. Its names
//! are then empty and its code a question mark; the document is shown all the same.

use ledger::body::{DocumentKind, Unit};
use ledger::fold;
use ledger::ids::{DraftId, IssueId, PersonId, ReceiptId, SiteId};
use ledger::text::Names;
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{
    DraftRow, ExpectedDelivery, ExpectedLine, IssueLineView, IssueView, ReceiptLineView,
    ReceiptView,
};

statements! {
    RECEIPT = include_str!("receipt.sql");
    RECEIPT_LINES = include_str!("receipt_lines.sql");
    ISSUE = "SELECT issue.point, point.name AS point_name, issue.served
             FROM document JOIN issue ON issue.entry = document.entry LEFT JOIN point ON point.id = issue.point
             WHERE document.id = :id AND document.kind = 'issue'";
    ISSUE_LINES = include_str!("issue_lines.sql");
    EXPECTED = include_str!("expected.sql");
    DRAFTS = "SELECT id, kind, person, saved_at, content FROM draft
              WHERE (:id IS NULL OR id = :id) AND (:person IS NULL OR person = :person) ORDER BY saved_at DESC, id";
}

/// Code, names and unit of an item that may not have arrived.
pub(crate) fn item_columns(row: &Row<'_>) -> rusqlite::Result<(String, Names, Unit)> {
    let code: Option<String> = row.get("item_code")?;
    Ok((
        code.unwrap_or_else(|| "?".to_owned()),
        row.maybe_json("item_names")?.unwrap_or_default(),
        row.maybe_word("unit")?.unwrap_or(Unit::Piece),
    ))
}

impl Reads<'_> {
    /// A receipt opened.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn receipt(&self, id: ReceiptId) -> Result<Option<ReceiptView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Receipt)? else {
            return Ok(None);
        };
        let reversal_reason = self.reversal_reason(id.into(), DocumentKind::Receipt)?;
        let params = named_params! { ":id": id.blob() };
        let packed = self.packed(&fold::Unit::Document(id.into()))?;
        let lines = rows(self.connection, RECEIPT_LINES, params, |row| {
            let packed = packed.get(&row.get("n")?).cloned();
            Ok(ReceiptLineView {
                packed,
                ..receipt_line(row)?
            })
        })?;
        first(self.connection, RECEIPT, params, |row| {
            let matched: Option<[u8; 16]> = row.get("matched")?;
            Ok(ReceiptView {
                document,
                entry,
                id,
                donor: row.id("donor")?,
                bought: row.get("bought")?,
                donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                acceptance: row.maybe_id("acceptance")?.or(row.maybe_id("matched")?),
                consignment: row.maybe_id("consignment")?,
                matched: matched.is_some(),
                handed_over_on: row.get("handed_over_on")?,
                paper: row.get("paper")?,
                declared_value: row.json("declared_value")?,
                reversal_reason,
                lines,
            })
        })
    }

    /// An issue opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn issue(&self, id: IssueId) -> Result<Option<IssueView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Issue)? else {
            return Ok(None);
        };
        let reversal_reason = self.reversal_reason(id.into(), DocumentKind::Issue)?;
        let params = named_params! { ":id": id.blob() };
        let packed = self.packed(&fold::Unit::Document(id.into()))?;
        let lines = rows(self.connection, ISSUE_LINES, params, |row| {
            let packed = packed.get(&row.get("n")?).cloned();
            Ok(IssueLineView {
                packed,
                ..issue_line(row)?
            })
        })?;
        first(self.connection, ISSUE, params, |row| {
            let point_name: Option<String> = row.get("point_name")?;
            Ok(IssueView {
                document,
                entry,
                point: row.id("point")?,
                point_name: point_name.unwrap_or_default(),
                served: row.maybe_json("served")?,
                reversal_reason,
                lines,
            })
        })
    }

    /// Deliveries a site may expect, the oldest acceptance first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn expected(&self, site: SiteId) -> Result<Vec<ExpectedDelivery>, StoreError> {
        let lines = rows(
            self.connection,
            EXPECTED,
            named_params! { ":site": site.blob() },
            |row| {
                let (item_code, item_names, unit) = item_columns(row)?;
                Ok(ExpectedDelivery {
                    acceptance: row.id("acceptance")?,
                    donor: row.id("donor")?,
                    donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                    contested: false,
                    lines: vec![ExpectedLine {
                        acceptance_line: row.id("acceptance_line")?,
                        item: row.id("item")?,
                        item_code,
                        item_names,
                        unit,
                        expected: row.get("expected")?,
                    }],
                })
            },
        )?;
        let mut deliveries: Vec<ExpectedDelivery> = Vec::new();
        for line in lines {
            match deliveries
                .last_mut()
                .filter(|last| last.acceptance == line.acceptance)
            {
                Some(last) => last.lines.extend(line.lines),
                None => deliveries.push(line),
            }
        }
        for delivery in &mut deliveries {
            delivery.contested = self.doubt(delivery.acceptance)?.contested;
        }
        Ok(deliveries)
    }

    /// A person's drafts, the last saved first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn drafts(&self, person: PersonId) -> Result<Vec<DraftRow>, StoreError> {
        let params = named_params! { ":id": None::<[u8; 16]>, ":person": person.blob() };
        rows(self.connection, DRAFTS, params, draft)
    }

    /// One draft.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn draft(&self, id: DraftId) -> Result<Option<DraftRow>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":person": None::<[u8; 16]> };
        first(self.connection, DRAFTS, params, draft)
    }
}

fn receipt_line(row: &Row<'_>) -> rusqlite::Result<ReceiptLineView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    Ok(ReceiptLineView {
        lot: row.id("id")?,
        item: row.id("item")?,
        item_code,
        item_names,
        unit,
        batch: row.get("batch")?,
        expiry: row.get("expiry")?,
        expected: row.get("expected")?,
        good: row.get("good")?,
        damaged: row.get("damaged")?,
        refused: row.get("refused")?,
        short: row.get("short")?,
        over: row.get("over")?,
        reason: row.get("reason")?,
        place_name: row.get("place_name")?,
        packed: None,
    })
}

fn issue_line(row: &Row<'_>) -> rusqlite::Result<IssueLineView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let origin_number: Option<String> = row.get("origin_number")?;
    Ok(IssueLineView {
        lot: row.id("lot")?,
        item: row.id("item")?,
        item_code,
        item_names,
        unit,
        condition: row.coded("condition")?,
        quantity: row.get("quantity")?,
        donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
        bought: row.get("bought")?,
        origin: row.maybe_id("origin")?,
        origin_kind: row.maybe_word("origin_kind")?,
        origin_number: origin_number.unwrap_or_default(),
        place_name: row.get("place_name")?,
        reason: row.get("reason")?,
        packed: None,
    })
}

fn draft(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow {
        id: row.id("id")?,
        kind: row.get("kind")?,
        person: row.id("person")?,
        saved_at: row.get("saved_at")?,
        content: row.json("content")?,
    })
}
