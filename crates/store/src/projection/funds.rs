//! Rows of decisions, allocations and stated totals.

use ledger::body::{Body, DocumentKind};
use ledger::fold::Unit;
use ledger::ids::{DocumentId, PartyId};
use rusqlite::{Connection, named_params};

use super::document::{self, Row};
use super::{digest, refold};
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Columns, Id, json, rows, run, statements, word};

statements! {
    /// Decisions, allocations, stated totals and what was said of these (`kept.rs`).
    UNITS = "SELECT DISTINCT unit FROM unit_entry
             WHERE unit >= x'04' AND unit < x'05' OR unit >= x'07' AND unit < x'08' OR unit >= x'1E' AND unit < x'1F'
                OR unit >= x'23' AND unit < x'24'";
    FORGET_TEXTS = "DELETE FROM document_text WHERE rowid IN
                        (SELECT entry FROM document WHERE kind IN ('decision', 'allocation', 'stated_total'))";
    FORGET_DOCUMENTS = "DELETE FROM document WHERE kind IN ('decision', 'allocation', 'stated_total')";
    FORGET_DECISIONS = "DELETE FROM decision";
    FORGET_ALLOCATIONS = "DELETE FROM allocation";
    FORGET_STATED_TOTALS = "DELETE FROM stated_total";
    FORGET_EXPLANATIONS = "DELETE FROM explanation WHERE kind = 'stated_total'";
    DOCUMENTS = "SELECT * FROM document WHERE kind IN ('decision', 'allocation', 'stated_total') ORDER BY unit, kind, id";
    DECISIONS = "SELECT * FROM decision ORDER BY id";
    ALLOCATIONS = "SELECT * FROM allocation ORDER BY id";
    STATED_TOTALS = "SELECT * FROM stated_total ORDER BY id";
    EXPLANATIONS = "SELECT * FROM explanation WHERE kind = 'stated_total' ORDER BY subject, n";
    FORGET_DECISION = "DELETE FROM decision WHERE id = :id";
    FORGET_ALLOCATION = "DELETE FROM allocation WHERE id = :id";
    FORGET_STATED_TOTAL = "DELETE FROM stated_total WHERE id = :id";
    DECISION = "INSERT INTO decision (id, instrument, title, reference, decided_on, amount, beneficiary, sources)
                VALUES (:id, :instrument, :title, :reference, :decided_on, :amount, :beneficiary, :sources)";
    ALLOCATION = "INSERT INTO allocation (id, decision, instrument, purpose, recipient, amount, state, sources)
                  VALUES (:id, :decision, :instrument, :purpose, :recipient, :amount, :state, :sources)";
    STATED_TOTAL = "INSERT INTO stated_total (id, title, amount, parts, source)
                    VALUES (:id, :title, :amount, :parts, :source)";
}

/// Whether the rows of the funding report are what their entries say, found in a transaction that is given up: there are
/// hundreds of them where there are a million movement lines.
pub(crate) fn are_folded(connection: &Connection) -> Result<bool, StoreError> {
    const SHOWN: [&str; 5] = [
        DOCUMENTS,
        DECISIONS,
        ALLOCATIONS,
        STATED_TOTALS,
        EXPLANATIONS,
    ];
    let shown = digest::of_file(connection, &SHOWN)?;
    let units = rows(connection, UNITS, &[], |row| row.kept::<Unit>("unit"))?;
    for sql in [
        FORGET_TEXTS,
        FORGET_DOCUMENTS,
        FORGET_DECISIONS,
        FORGET_ALLOCATIONS,
        FORGET_STATED_TOTALS,
        FORGET_EXPLANATIONS,
    ] {
        run(connection, sql, &[])?;
    }
    refold(connection, &units)?;
    Ok(shown == digest::of_file(connection, &SHOWN)?)
}

fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    document::forget(connection, unit)?;
    let (sql, id) = if let Unit::Decision(id) = unit {
        (FORGET_DECISION, id.blob())
    } else if let Unit::Allocation(id) = unit {
        (FORGET_ALLOCATION, id.blob())
    } else if let Unit::StatedTotal(id) = unit {
        (FORGET_STATED_TOTAL, id.blob())
    } else {
        return Ok(());
    };
    run(connection, sql, named_params! { ":id": id })?;
    Ok(())
}

/// Replaces the row of one record. A quarantined one is listed among the documents and nowhere counted.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    held: &[Held],
) -> Result<(), StoreError> {
    forget(connection, unit)?;
    let Some((entry, stage)) = document::standing(held) else {
        return Ok(());
    };
    let body = &entry.stamped.body;
    if stage == "posted" {
        insert(connection, body)?;
    }
    let listed: Option<(DocumentId, DocumentKind, &str, Option<PartyId>)> =
        if let Body::DecisionRecorded(body) = body {
            Some((
                body.id.into(),
                DocumentKind::Decision,
                &body.title,
                body.beneficiary,
            ))
        } else if let Body::AllocationRecorded(body) = body {
            Some((
                body.id.into(),
                DocumentKind::Allocation,
                &body.purpose,
                body.recipient,
            ))
        } else if let Body::StatedTotalRecorded(body) = body {
            Some((body.id.into(), DocumentKind::StatedTotal, &body.title, None))
        } else {
            None
        };
    let Some((id, kind, number, party)) = listed else {
        return Ok(());
    };
    let row = Row {
        id,
        kind,
        stage,
        number,
        found_by: Vec::new(),
        site: None,
        party,
        reversal: None,
        lines: 0,
        entry,
        last_entry: None,
    };
    document::insert(connection, unit, &row)
}

fn insert(connection: &Connection, body: &Body) -> Result<(), StoreError> {
    if let Body::DecisionRecorded(body) = body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":instrument": word(&body.instrument),
            ":title": body.title,
            ":reference": body.reference,
            ":decided_on": body.decided_on.map(|day| day.to_string()),
            ":amount": json(&body.amount.sound()),
            ":beneficiary": body.beneficiary.map(Id::blob),
            ":sources": json(&body.sources),
        };
        run(connection, DECISION, params)?;
    } else if let Body::AllocationRecorded(body) = body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":decision": body.decision.map(Id::blob),
            ":instrument": word(&body.instrument),
            ":purpose": body.purpose,
            ":recipient": body.recipient.map(Id::blob),
            ":amount": json(&body.amount.sound()),
            ":state": word(&body.state),
            ":sources": json(&body.sources),
        };
        run(connection, ALLOCATION, params)?;
    } else if let Body::StatedTotalRecorded(body) = body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":title": body.title,
            ":amount": json(&body.amount.sound()),
            ":parts": json(&body.parts),
            ":source": body.source,
        };
        run(connection, STATED_TOTAL, params)?;
    }
    Ok(())
}
