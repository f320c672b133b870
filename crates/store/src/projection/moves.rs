//! Rows of transfers, counts, take-over stock and kits, beside those that every document has.

use ledger::body::{
    Body, CountPosted, KitBroken, KitBuilt, OpeningPosted, ReceiptMatchedToDispatch,
    TransferDispatched, TransferReceived, TransferSettled,
};
use ledger::ids::DocumentId;
use ledger::rules::receive::differences;
use rusqlite::{Connection, named_params};

use super::counting;
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Id, json, run, signed, statements, word};

statements! {
    FORGET_TRANSFER = "DELETE FROM transfer WHERE id = :id";
    FORGET_TRANSFER_LINES = "DELETE FROM transfer_line WHERE transfer = :id";
    FORGET_TRANSFER_RECEIPT = "DELETE FROM transfer_receipt WHERE id = :id";
    FORGET_TRANSFER_RECEIPT_LINES = "DELETE FROM transfer_receipt_line WHERE receipt = :id";
    FORGET_SETTLEMENT = "DELETE FROM transfer_settlement WHERE id = :id";
    FORGET_MATCH = "DELETE FROM dispatch_match WHERE id = :id";
    FORGET_COUNT = "DELETE FROM stock_count WHERE id = :id";
    FORGET_COUNT_LINES = "DELETE FROM stock_count_line WHERE count = :id";
    FORGET_OPENING = "DELETE FROM opening WHERE id = :id";
    FORGET_OPENING_LINES = "DELETE FROM opening_line WHERE opening = :id";
    FORGET_BUILD = "DELETE FROM kit_build WHERE id = :id";
    FORGET_BUILD_LINES = "DELETE FROM kit_build_line WHERE build = :id";
    FORGET_BREAK = "DELETE FROM kit_break WHERE id = :id";
    TRANSFER = "INSERT INTO transfer (id, stage, site, to_site, vehicle, carrier, seal, expected_on)
                VALUES (:id, :stage, :site, :to_site, :vehicle, :carrier, :seal, :expected_on)";
    TRANSFER_LINE = "INSERT INTO transfer_line (transfer, n, lot, item, condition, quantity, place)
                     VALUES (:transfer, :n, :lot, :item, :condition, :quantity, :place)";
    TRANSFER_RECEIPT = "INSERT INTO transfer_receipt (id, stage, transfer, site, from_site)
                        VALUES (:id, :stage, :transfer, :site, :from_site)";
    TRANSFER_RECEIPT_LINE = "INSERT INTO transfer_receipt_line (receipt, n, lot, item, condition, expected, good, damaged,
                                 refused, short, over, reason)
                             VALUES (:receipt, :n, :lot, :item, :condition, :expected, :good, :damaged,
                                 :refused, :short, :over, :reason)";
    SETTLEMENT = "INSERT INTO transfer_settlement (id, stage, transfer) VALUES (:id, :stage, :transfer)";
    MATCH = "INSERT INTO dispatch_match (id, stage, receipt, transfer) VALUES (:id, :stage, :receipt, :transfer)";
    COUNT = "INSERT INTO stock_count (id, stage, site, place, blind, device, recorded_at, saw_pos, saw_heads)
             VALUES (:id, :stage, :site, :place, :blind, :device, :recorded_at, :saw_pos, :saw_heads)";
    COUNT_LINE = "INSERT INTO stock_count_line (count, n, lot, item, condition, place, book, counted, reason)
                  VALUES (:count, :n, :lot, :item, :condition, :place, :book, :counted, :reason)";
    OPENING = "INSERT INTO opening (id, stage, site, note) VALUES (:id, :stage, :site, :note)";
    OPENING_LINE = "INSERT INTO opening_line (opening, n, lot, item, batch, expiry, donor, condition, quantity, place)
                    VALUES (:opening, :n, :lot, :item, :batch, :expiry, :donor, :condition, :quantity, :place)";
    BUILD = "INSERT INTO kit_build (id, stage, site, kit, item, lot, quantity)
             VALUES (:id, :stage, :site, :kit, :item, :lot, :quantity)";
    BUILD_LINE = "INSERT INTO kit_build_line (build, n, lot, item, quantity) VALUES (:build, :n, :lot, :item, :quantity)";
    BREAK = "INSERT INTO kit_break (id, stage, build, quantity) VALUES (:id, :stage, :build, :quantity)";
}

pub(super) fn forget(connection: &Connection, id: DocumentId) -> Result<(), StoreError> {
    for sql in [
        FORGET_TRANSFER,
        FORGET_TRANSFER_LINES,
        FORGET_TRANSFER_RECEIPT,
        FORGET_TRANSFER_RECEIPT_LINES,
        FORGET_SETTLEMENT,
        FORGET_MATCH,
        FORGET_COUNT,
        FORGET_COUNT_LINES,
        FORGET_OPENING,
        FORGET_OPENING_LINES,
        FORGET_BUILD,
        FORGET_BUILD_LINES,
        FORGET_BREAK,
    ] {
        run(connection, sql, named_params! { ":id": id.blob() })?;
    }
    Ok(())
}

/// The tables of its own that a document has; `entry` is the one that posted it.
pub(super) fn insert(
    connection: &Connection,
    entry: &Held,
    stage: &'static str,
) -> Result<(), StoreError> {
    let body = &entry.stamped.body;
    if let Body::TransferDispatched(body) = body {
        transfer(connection, body, stage)
    } else if let Body::TransferReceived(body) = body {
        transfer_receipt(connection, body, stage)
    } else if let Body::TransferSettled(body) = body {
        settlement(connection, body, stage)
    } else if let Body::ReceiptMatchedToDispatch(body) = body {
        dispatch_match(connection, body, stage)
    } else if let Body::CountPosted(body) = body {
        count(connection, body, entry, stage)
    } else if let Body::OpeningPosted(body) = body {
        opening(connection, body, stage)
    } else if let Body::KitBuilt(body) = body {
        build(connection, body, stage)
    } else if let Body::KitBroken(body) = body {
        unbuild(connection, body, stage)
    } else {
        Ok(())
    }
}

fn transfer(
    connection: &Connection,
    body: &TransferDispatched,
    stage: &str,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":site": body.site.blob(),
        ":to_site": body.to.blob(),
        ":vehicle": body.vehicle,
        ":carrier": body.carrier,
        ":seal": body.seal,
        ":expected_on": body.expected_on.map(|day| day.to_string()),
    };
    run(connection, TRANSFER, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":transfer": body.id.blob(),
            ":n": n,
            ":lot": line.card.lot.blob(),
            ":item": line.card.item.blob(),
            ":condition": word(&line.condition),
            ":quantity": line.quantity,
            ":place": line.place.map(Id::blob),
        };
        run(connection, TRANSFER_LINE, params)?;
    }
    Ok(())
}

fn transfer_receipt(
    connection: &Connection,
    body: &TransferReceived,
    stage: &str,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":transfer": body.transfer.blob(),
        ":site": body.site.blob(),
        ":from_site": body.from.blob(),
    };
    run(connection, TRANSFER_RECEIPT, params)?;
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let Some(counted) = line.counted() else {
            continue;
        };
        let (short, over) = differences(Some(line.expected), counted);
        let params = named_params! {
            ":receipt": body.id.blob(),
            ":n": n,
            ":lot": line.card.lot.blob(),
            ":item": line.card.item.blob(),
            ":condition": word(&line.condition),
            ":expected": line.expected,
            ":good": line.good,
            ":damaged": line.damaged,
            ":refused": line.refused,
            ":short": short,
            ":over": over,
            ":reason": line.reason,
        };
        run(connection, TRANSFER_RECEIPT_LINE, params)?;
    }
    Ok(())
}

fn settlement(
    connection: &Connection,
    body: &TransferSettled,
    stage: &str,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(), ":stage": stage, ":transfer": body.transfer.blob(),
    };
    run(connection, SETTLEMENT, params)?;
    Ok(())
}

fn dispatch_match(
    connection: &Connection,
    body: &ReceiptMatchedToDispatch,
    stage: &str,
) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":receipt": body.receipt.blob(),
        ":transfer": body.transfer.blob(),
    };
    run(connection, MATCH, params)?;
    Ok(())
}

fn count(
    connection: &Connection,
    body: &CountPosted,
    entry: &Held,
    stage: &str,
) -> Result<(), StoreError> {
    let stamped = &entry.stamped;
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":site": body.site.blob(),
        ":place": body.place.map(Id::blob),
        ":blind": body.blind,
        ":device": stamped.device.blob(),
        ":recorded_at": stamped.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        ":saw_pos": signed(entry.saw.pos),
        ":saw_heads": json(&entry.saw.heads),
    };
    run(connection, COUNT, params)?;
    for (line, n) in body.lines.iter().zip(0_i64..) {
        let params = named_params! {
            ":count": body.id.blob(),
            ":n": n,
            ":lot": line.lot.blob(),
            ":item": line.item.blob(),
            ":condition": word(&line.condition),
            ":place": line.place.map(Id::blob),
            ":book": line.book,
            ":counted": line.counted,
            ":reason": line.reason,
        };
        run(connection, COUNT_LINE, params)?;
    }
    Ok(())
}

fn opening(connection: &Connection, body: &OpeningPosted, stage: &str) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(), ":stage": stage, ":site": body.site.blob(), ":note": body.note,
    };
    run(connection, OPENING, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":opening": body.id.blob(),
            ":n": n,
            ":lot": line.id.blob(),
            ":item": line.item.blob(),
            ":batch": line.batch,
            ":expiry": line.expiry.map(|day| day.to_string()),
            ":donor": line.donor.map(Id::blob),
            ":condition": word(&line.condition),
            ":quantity": line.quantity,
            ":place": line.place.map(Id::blob),
        };
        run(connection, OPENING_LINE, params)?;
    }
    Ok(())
}

fn build(connection: &Connection, body: &KitBuilt, stage: &str) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":site": body.site.blob(),
        ":kit": body.kit.blob(),
        ":item": body.item.blob(),
        ":lot": body.lot.blob(),
        ":quantity": body.quantity,
    };
    run(connection, BUILD, params)?;
    for (line, n) in counting(&body.lines, |line| line.quantity) {
        let params = named_params! {
            ":build": body.id.blob(),
            ":n": n,
            ":lot": line.lot.blob(),
            ":item": line.item.blob(),
            ":quantity": line.quantity,
        };
        run(connection, BUILD_LINE, params)?;
    }
    Ok(())
}

fn unbuild(connection: &Connection, body: &KitBroken, stage: &str) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":stage": stage,
        ":build": body.build.blob(),
        ":quantity": body.quantity,
    };
    run(connection, BREAK, params)?;
    Ok(())
}
