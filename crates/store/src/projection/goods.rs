//! Rows of receipts and issues, with their matches and reversals.

use std::collections::BTreeMap;

use ledger::body::{Body, DocumentKind, IssuePosted, ReceiptPosted};
use ledger::fold::{
    DatedPosting, DocumentStage, DocumentState, EntryRef, IssueState, MatchStage, MatchState,
    ReceiptState, Stamped, Unit, document as fold_document,
};
use ledger::ids::{DocumentId, PartyId, SiteId};
use rusqlite::{Connection, named_params};

use super::balances::{self, Movement};
use super::discrepancies;
use super::document::{self, Row};
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET_RECEIPT = "DELETE FROM receipt WHERE id = :id";
    FORGET_RECEIPT_LINES = "DELETE FROM receipt_line WHERE receipt = :id";
    FORGET_MATCH_LINES = "DELETE FROM match_line WHERE receipt = :id";
    FORGET_ISSUE = "DELETE FROM issue WHERE id = :id";
    FORGET_ISSUE_LINES = "DELETE FROM issue_line WHERE issue = :id";
    RECEIPT = "INSERT INTO receipt (id, stage, site, donor, acceptance, matched, handed_over_on, paper, declared_value,
                   consignment)
               VALUES (:id, :stage, :site, :donor, :acceptance, :matched, :handed_over_on, :paper, :declared_value,
                   :consignment)";
    RECEIPT_LINE = "INSERT INTO receipt_line (receipt, n, id, item, batch, expiry, acceptance_line, expected, good,
                        damaged, refused, short, over, reason, consignment_line)
                    VALUES (:receipt, :n, :id, :item, :batch, :expiry, :acceptance_line, :expected, :good,
                        :damaged, :refused, :short, :over, :reason, :consignment_line)";
    MATCH_LINE = "INSERT INTO match_line (receipt, n, lot, acceptance_line, quantity)
                  VALUES (:receipt, :n, :lot, :acceptance_line, :quantity)";
    ISSUE = "INSERT INTO issue (id, stage, site, point) VALUES (:id, :stage, :site, :point)";
    ISSUE_LINE = "INSERT INTO issue_line (issue, n, id, lot, item, condition, quantity)
                  VALUES (:issue, :n, :id, :lot, :item, :condition, :quantity)";
}

/// What the rows of one unit share.
struct Making<'a> {
    connection: &'a Connection,
    unit: Unit,
    held: &'a [Held],
}

impl Making<'_> {
    fn find(&self, place: EntryRef) -> Option<&Held> {
        self.held.iter().find(|one| one.stamped.entry() == place)
    }
}

/// Replaces the rows of a receipt or an issue.
pub(super) fn replace(
    connection: &Connection,
    id: DocumentId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let making = Making {
        connection,
        unit: Unit::Document(id),
        held,
    };
    document::forget(connection, &making.unit)?;
    for sql in [
        FORGET_RECEIPT,
        FORGET_RECEIPT_LINES,
        FORGET_MATCH_LINES,
        FORGET_ISSUE,
        FORGET_ISSUE_LINES,
        discrepancies::FORGET,
    ] {
        run(connection, sql, named_params! { ":id": id.blob() })?;
    }
    let state = fold_document(entries);
    match &state {
        DocumentState::Receipt(state) => insert_receipt(&making, state)?,
        DocumentState::Issue(state) => insert_issue(&making, state)?,
        DocumentState::Waiting(_) => {}
    }
    let of_entry = documents_by_entry(held);
    let named = |dated| {
        let (document, kind) = of_entry.get(&entry_of(dated)).copied()?;
        Some(Movement {
            dated,
            document,
            kind,
        })
    };
    let movements: Vec<Movement<'_>> = state.postings().iter().filter_map(named).collect();
    balances::replace(connection, &making.unit, &movements)
}

fn entry_of(dated: &DatedPosting) -> EntryRef {
    dated.entry
}

/// The document that each entry of the unit is.
fn documents_by_entry(held: &[Held]) -> BTreeMap<EntryRef, (DocumentId, &'static str)> {
    let mut documents = BTreeMap::new();
    for one in held {
        let document = if let Body::ReceiptPosted(body) = &one.stamped.body {
            (body.id.into(), "receipt")
        } else if let Body::IssuePosted(body) = &one.stamped.body {
            (body.id.into(), "issue")
        } else if let Body::DocumentReversed(body) = &one.stamped.body {
            (body.id.into(), "reversal")
        } else {
            continue;
        };
        documents.insert(one.stamped.entry(), document);
    }
    documents
}

fn stage_word(stage: DocumentStage) -> &'static str {
    match stage {
        DocumentStage::Waiting => "waiting",
        DocumentStage::Posted => "posted",
        DocumentStage::Reversed => "reversed",
        DocumentStage::Quarantined => "quarantined",
    }
}

fn insert_receipt(making: &Making<'_>, state: &ReceiptState) -> Result<(), StoreError> {
    let Some((place, body)) = &state.posted else {
        return insert_reversals(making, None, None, &[]);
    };
    let stage = stage_word(state.stage);
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":site": body.site.blob(),
        ":donor": body.donor.blob(),
        ":acceptance": body.acceptance.map(Id::blob),
        ":matched": state.matched.as_ref().map(|one| one.body.acceptance.blob()),
        ":handed_over_on": body.handed_over_on.map(|day| day.to_string()),
        ":paper": body.paper,
        ":declared_value": json(&body.declared_value),
        ":consignment": body.consignment.map(Id::blob),
    };
    run(making.connection, RECEIPT, params)?;
    insert_receipt_lines(making.connection, body)?;
    if state.stage == DocumentStage::Posted
        && let Some(entry) = making.find(*place)
    {
        discrepancies::insert(making.connection, body, entry.stamped.occurred_on)?;
    }
    if let Some(matched) = &state.matched {
        insert_match_lines(making.connection, matched)?;
    }
    if let Some(entry) = making.find(*place) {
        let row = Row {
            id: body.id.into(),
            kind: DocumentKind::Receipt,
            stage,
            number: &body.number,
            found_by: body.paper.as_deref().into_iter().collect(),
            site: Some(body.site),
            party: Some(body.donor),
            reversal: state.reversed_by.as_ref(),
            lines: body.lines.len(),
            entry,
            last_entry: None,
        };
        document::insert(making.connection, &making.unit, &row)?;
    }
    for one in &state.matches {
        insert_match(making, one, body)?;
    }
    let counted: Vec<EntryRef> = state
        .reversed_by
        .iter()
        .chain(
            state
                .matches
                .iter()
                .filter_map(|one| one.withdrawn_by.as_ref()),
        )
        .map(|reversal| reversal.entry)
        .collect();
    insert_reversals(making, Some(body.site), Some(body.donor), &counted)
}

fn insert_receipt_lines(connection: &Connection, body: &ReceiptPosted) -> Result<(), StoreError> {
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let params = named_params! {
            ":receipt": body.id.blob(),
            ":n": n,
            ":id": line.id.blob(),
            ":item": line.item.blob(),
            ":batch": line.batch,
            ":expiry": line.expiry.map(|day| day.to_string()),
            ":acceptance_line": line.acceptance_line.map(Id::blob),
            ":expected": line.expected,
            ":good": line.good,
            ":damaged": line.damaged,
            ":refused": line.refused,
            ":short": line.short,
            ":over": line.over,
            ":reason": line.reason,
            ":consignment_line": line.consignment_line.map(Id::blob),
        };
        run(connection, RECEIPT_LINE, params)?;
    }
    Ok(())
}

fn insert_match_lines(connection: &Connection, matched: &MatchState) -> Result<(), StoreError> {
    for (line, n) in matched.body.lines.iter().zip(0_i64..) {
        let params = named_params! {
            ":receipt": matched.body.receipt.blob(),
            ":n": n,
            ":lot": line.lot.blob(),
            ":acceptance_line": line.acceptance_line.blob(),
            ":quantity": line.quantity,
        };
        run(connection, MATCH_LINE, params)?;
    }
    Ok(())
}

fn insert_match(
    making: &Making<'_>,
    one: &MatchState,
    receipt: &ReceiptPosted,
) -> Result<(), StoreError> {
    let Some(entry) = making.find(one.entry) else {
        return Ok(());
    };
    let stage = match one.stage {
        MatchStage::Standing => "posted",
        MatchStage::Withdrawn => "reversed",
        MatchStage::Late => "ignored",
        MatchStage::Waiting => "waiting",
    };
    let row = Row {
        id: one.body.id.into(),
        kind: DocumentKind::Match,
        stage,
        number: &receipt.number,
        found_by: Vec::new(),
        site: Some(receipt.site),
        party: Some(receipt.donor),
        reversal: one.withdrawn_by.as_ref(),
        lines: one.body.lines.len(),
        entry,
        last_entry: None,
    };
    document::insert(making.connection, &making.unit, &row)
}

/// Every reversal of the unit is a document of its own, those that came too late too.
fn insert_reversals(
    making: &Making<'_>,
    site: Option<SiteId>,
    party: Option<PartyId>,
    counted: &[EntryRef],
) -> Result<(), StoreError> {
    for entry in making.held {
        let Body::DocumentReversed(body) = &entry.stamped.body else {
            continue;
        };
        let stage = if entry.stamped.quarantined {
            "quarantined"
        } else if counted.contains(&entry.stamped.entry()) {
            "posted"
        } else if site.is_none() {
            "waiting"
        } else {
            "ignored"
        };
        let row = Row {
            id: body.id.into(),
            kind: DocumentKind::Reversal,
            stage,
            number: &body.number,
            found_by: entry.stamped.reason.as_deref().into_iter().collect(),
            site: site.or(Some(body.site)),
            party,
            reversal: None,
            lines: 0,
            entry,
            last_entry: None,
        };
        document::insert(making.connection, &making.unit, &row)?;
    }
    Ok(())
}

fn insert_issue(making: &Making<'_>, state: &IssueState) -> Result<(), StoreError> {
    let Some((place, body)) = &state.posted else {
        return insert_reversals(making, None, None, &[]);
    };
    let stage = stage_word(state.stage);
    let params = named_params! {
        ":id": body.id.blob(), ":stage": stage, ":site": body.site.blob(), ":point": body.point.blob(),
    };
    run(making.connection, ISSUE, params)?;
    insert_issue_lines(making.connection, body)?;
    if let Some(entry) = making.find(*place) {
        let row = Row {
            id: body.id.into(),
            kind: DocumentKind::Issue,
            stage,
            number: &body.number,
            found_by: Vec::new(),
            site: Some(body.site),
            party: None,
            reversal: state.reversed_by.as_ref(),
            lines: body.lines.len(),
            entry,
            last_entry: None,
        };
        document::insert(making.connection, &making.unit, &row)?;
    }
    let counted: Vec<EntryRef> = state
        .reversed_by
        .iter()
        .map(|reversal| reversal.entry)
        .collect();
    insert_reversals(making, Some(body.site), None, &counted)
}

fn insert_issue_lines(connection: &Connection, body: &IssuePosted) -> Result<(), StoreError> {
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let params = named_params! {
            ":issue": body.id.blob(),
            ":n": n,
            ":id": line.id.blob(),
            ":lot": line.lot.blob(),
            ":item": line.item.blob(),
            ":condition": word(&line.condition),
            ":quantity": line.quantity,
        };
        run(connection, ISSUE_LINE, params)?;
    }
    Ok(())
}
