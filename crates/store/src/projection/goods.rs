//! Rows of documents that move goods, with what links, approves and reverses them.

use std::collections::BTreeMap;

use ledger::body::{
    Body, DocumentKind, IssuePosted, MoveHow, ReceiptPosted, StockMoved, packed_in_receipt,
    packed_lines,
};
use ledger::fold::{
    DatedPosting, DocumentStage, DocumentState, EntryRef, MatchStage, MatchState, PlainState,
    ReceiptState, Reversal, Stamped, StockDocument, Unit, document as fold_document,
    stock_document,
};
use ledger::ids::{DocumentId, PartyId, SiteId};
use ledger::rules::receive::differences;
use rusqlite::{Connection, named_params};

use super::balances::{self, Moved, Movement};
use super::discrepancies;
use super::document::{self, Row};
use super::sums::Folding;
use super::{Summing, counting, lots, moves, packed, titles};
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::kept::{Coded, Kept};
use crate::row::{Id, json, run, statements};

statements! {
    FORGET_RECEIPT = "DELETE FROM receipt WHERE id = :id";
    FORGET_RECEIPT_LINES = "DELETE FROM receipt_line WHERE receipt = :id";
    FORGET_MATCH_LINES = "DELETE FROM match_line WHERE receipt = :id";
    FORGET_CONSIGNED = "DELETE FROM consigned WHERE receipt = :id";
    FORGET_ISSUE = "DELETE FROM issue WHERE entry IN (SELECT entry FROM document WHERE unit = :unit)";
    FORGET_ISSUE_LINES = "DELETE FROM issue_line WHERE entry IN (SELECT entry FROM document WHERE unit = :unit)";
    RECEIPT = "INSERT INTO receipt (id, stage, site, donor, acceptance, matched, handed_over_on, paper, declared_value,
                   consignment, bought)
               VALUES (:id, :stage, :site, :donor, :acceptance, :matched, :handed_over_on, :paper, :declared_value,
                   :consignment, :bought)";
    RECEIPT_LINE = "INSERT INTO receipt_line (receipt, n, id, item, batch, expiry, acceptance_line, expected, good,
                        damaged, refused, short, over, reason, place, consignment_line)
                    VALUES (:receipt, :n, :id, :item, :batch, :expiry, :acceptance_line, :expected, :good,
                        :damaged, :refused, :short, :over, :reason, :place, :consignment_line)";
    MATCH_LINE = "INSERT INTO match_line (receipt, n, lot, acceptance_line, quantity)
                  VALUES (:receipt, :n, :lot, :acceptance_line, :quantity)";
    CONSIGNED = "INSERT INTO consigned (receipt, n, consignment_line, site, counted, stored, short, differs)
                 VALUES (:receipt, :n, :consignment_line, :site, :counted, :stored, :short, :differs)";
    ISSUE = "INSERT INTO issue (entry, point, reservation, served) VALUES (:entry, :point, :reservation, :served)";
    ISSUE_LINE = "INSERT INTO issue_line (entry, n, lot, item, condition, quantity, place, reason)
                  VALUES (:entry, :n, :lot, :item, :condition, :quantity, :place, :reason)";
    FORGET_LOAN = "DELETE FROM loan WHERE document = :id";
    FORGET_LOAN_LINES = "DELETE FROM loan_line WHERE document = :id";
    LOAN = "INSERT INTO loan (document, stage, site, party, due_on) VALUES (:document, :stage, :site, :party, :due_on)";
    LOAN_LINE = "INSERT INTO loan_line (document, n, lot, quantity) VALUES (:document, :n, :lot, :quantity)";
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

/// Replaces the rows of a document. The units given back moved a lot that has another name now, and fold again.
pub(super) fn replace(
    connection: &Connection,
    id: DocumentId,
    held: &[Held],
    entries: &[Stamped],
    summing: Summing,
) -> Result<Vec<Unit>, StoreError> {
    let making = Making {
        connection,
        unit: Unit::Document(id),
        held,
    };
    let sums = match summing {
        Summing::ByUnit => Some(Folding::begin(connection, id, held)?),
        Summing::AtTheEnd => None,
    };
    let before = forget(connection, &making.unit, id)?;
    let state = fold_document(entries);
    match &state {
        DocumentState::Receipt(state) => insert_receipt(&making, state)?,
        DocumentState::Plain(state) => insert_plain(&making, state)?,
        DocumentState::Waiting(_) => {}
    }
    // Before any lot turns out to be another's: what turns moves the lines that are counted by then.
    if let Some(sums) = sums {
        sums.end(connection)?;
    }
    lots::replace(connection, &making.unit, &state, summing)?;
    let moved = lots::replace_aliases(connection, &making.unit, &state, summing)?;
    let documents = documents_by_entry(held);
    let named = |dated: &DatedPosting| {
        let document = documents.get(&dated.entry)?;
        Some(Movement {
            posting: dated.posting,
            document: *document,
        })
    };
    let movements: Vec<Movement> = state.postings().iter().filter_map(named).collect();
    balances::replace(connection, before, &movements, summing)?;
    let posted = state
        .posted()
        .and_then(|(place, _)| documents.get(&place).copied());
    titles::insert(connection, posted, &state)?;
    Ok(moved)
}

/// Removes what the unit has in the tables of documents, and gives its movements back. A unit without any document has
/// nothing there: almost every one is folded when it is new, and is not looked for in every table.
fn forget(connection: &Connection, unit: &Unit, id: DocumentId) -> Result<Vec<Moved>, StoreError> {
    if !document::any(connection, unit)? {
        return Ok(Vec::new());
    }
    // Before the documents, whose entries they are kept by.
    let moved = balances::forget(connection, unit)?;
    titles::forget(connection, unit)?;
    for sql in [FORGET_ISSUE_LINES, FORGET_ISSUE] {
        run(connection, sql, named_params! { ":unit": unit.kept() })?;
    }
    document::forget(connection, unit)?;
    packed::forget(connection, unit)?;
    for sql in [
        FORGET_RECEIPT,
        FORGET_RECEIPT_LINES,
        FORGET_MATCH_LINES,
        FORGET_CONSIGNED,
        FORGET_LOAN,
        FORGET_LOAN_LINES,
        discrepancies::FORGET,
    ] {
        run(connection, sql, named_params! { ":id": id.blob() })?;
    }
    moves::forget(connection, id)?;
    Ok(moved)
}

/// The entry by which the document that each entry of the unit is, is kept: of two reversals with one id, the first.
fn documents_by_entry(held: &[Held]) -> BTreeMap<EntryRef, i64> {
    let mut documents = BTreeMap::new();
    let mut reversals = BTreeMap::new();
    for one in held {
        let kept = if let Body::DocumentReversed(body) = &one.stamped.body {
            *reversals.entry(body.id).or_insert(one.id)
        } else if stock_document(&one.stamped.body).is_some() {
            one.id
        } else {
            continue;
        };
        documents.insert(one.stamped.entry(), kept);
    }
    documents
}

fn stage_word(stage: DocumentStage) -> &'static str {
    match stage {
        DocumentStage::Waiting => "waiting",
        DocumentStage::Proposed => "proposed",
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
        ":declared_value": json(&body.declared_value.sound()),
        ":consignment": body.consignment.map(Id::blob),
        ":bought": body.bought(),
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
    insert_consigned(making.connection, state, body)?;
    insert_document(
        making,
        (*place, body),
        stage,
        state.reversed_by.as_ref(),
        None,
    )?;
    let lines = packed_in_receipt(body);
    packed::insert(making.connection, &making.unit, &lines)?;
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
        let Some(counted) = line.counted() else {
            continue;
        };
        let (short, over) = differences(line.expected, counted);
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
            ":short": short,
            ":over": over,
            ":reason": line.reason,
            ":place": line.place.map(Id::blob),
            ":consignment_line": line.consignment_line.map(Id::blob),
        };
        run(connection, RECEIPT_LINE, params)?;
    }
    Ok(())
}

fn insert_match_lines(connection: &Connection, matched: &MatchState) -> Result<(), StoreError> {
    for (line, n) in counting(&matched.body.lines, |line| line.quantity) {
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

fn insert_consigned(
    connection: &Connection,
    state: &ReceiptState,
    body: &ReceiptPosted,
) -> Result<(), StoreError> {
    for (one, n) in state.consigned().into_iter().zip(0_i64..) {
        let params = named_params! {
            ":receipt": body.id.blob(),
            ":n": n,
            ":consignment_line": one.line.blob(),
            ":site": body.site.blob(),
            ":counted": one.counted,
            ":stored": one.stored,
            ":short": one.short,
            ":differs": one.differs,
        };
        run(connection, CONSIGNED, params)?;
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

/// The row that every document has. `last_entry` is the approval that its state rests on.
fn insert_document(
    making: &Making<'_>,
    (place, body): (EntryRef, &dyn StockDocument),
    stage: &'static str,
    reversal: Option<&Reversal>,
    last_entry: Option<EntryRef>,
) -> Result<(), StoreError> {
    let Some(entry) = making.find(place) else {
        return Ok(());
    };
    let row = Row {
        id: body.id(),
        kind: body.kind(),
        stage,
        number: body.number(),
        found_by: body.found_by(),
        site: Some(body.site()),
        party: body.party(),
        reversal,
        lines: body.lines(),
        entry,
        last_entry: last_entry
            .and_then(|place| making.find(place))
            .map(|one| one.id),
    };
    document::insert(making.connection, &making.unit, &row)
}

fn insert_plain(making: &Making<'_>, state: &PlainState) -> Result<(), StoreError> {
    let Some((place, document)) = state.document() else {
        return insert_reversals(making, None, None, &[]);
    };
    let stage = stage_word(state.stage);
    let approval = state.approved.as_ref().map(|approval| approval.entry);
    let reversal = state.reversed_by.as_ref();
    insert_document(making, (place, document), stage, reversal, approval)?;
    if let Some((_, body)) = &state.posted
        && let Some(entry) = making.find(place)
    {
        insert_details(making.connection, body, entry.id, stage)?;
        moves::insert(making.connection, entry, stage)?;
        packed::insert(making.connection, &making.unit, &packed_lines(body))?;
    }
    let counted: Vec<EntryRef> = reversal.iter().map(|reversal| reversal.entry).collect();
    insert_reversals(making, Some(document.site()), document.party(), &counted)
}

/// Tables of its own that a kind of document has.
fn insert_details(
    connection: &Connection,
    body: &Body,
    entry: i64,
    stage: &'static str,
) -> Result<(), StoreError> {
    if let Body::IssuePosted(body) = body {
        insert_issue(connection, body, entry)?;
    } else if let Body::StockMoved(body) = body {
        insert_loan(connection, body, stage)?;
    }
    Ok(())
}

/// What has to come back, and when.
fn insert_loan(
    connection: &Connection,
    body: &StockMoved,
    stage: &'static str,
) -> Result<(), StoreError> {
    let MoveHow::LoanOut { party, due_on } = &body.how else {
        return Ok(());
    };
    let params = named_params! {
        ":document": body.id.blob(), ":stage": stage, ":site": body.site.blob(), ":party": party.blob(),
        ":due_on": due_on.to_string(),
    };
    run(connection, LOAN, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":document": body.id.blob(), ":n": n, ":lot": line.lot.blob(), ":quantity": line.quantity,
        };
        run(connection, LOAN_LINE, params)?;
    }
    Ok(())
}

fn insert_issue(connection: &Connection, body: &IssuePosted, entry: i64) -> Result<(), StoreError> {
    let params = named_params! {
        ":entry": entry,
        ":point": body.point.blob(),
        ":reservation": body.reservation.map(Id::blob),
        ":served": body.served.as_ref().map(json),
    };
    run(connection, ISSUE, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":entry": entry,
            ":n": n,
            ":lot": line.lot.blob(),
            ":item": line.item.blob(),
            ":condition": line.condition.code(),
            ":quantity": line.quantity,
            ":place": line.place.map(Id::blob),
            ":reason": line.reason,
        };
        run(connection, ISSUE_LINE, params)?;
    }
    Ok(())
}
