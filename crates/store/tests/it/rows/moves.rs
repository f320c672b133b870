//! Transfers, counts, take-over stock, kits.

use ledger::body::{Body, CountPosted, OpeningPosted, TransferDispatched, TransferReceived};
use ledger::fold::{DocumentState, EntryRef, Unit};

use super::Lines;
use super::documents::stage_word;
use super::line::{Line, time};
use super::said::Said;

pub const TABLES: &[&str] = &[
    "transfer",
    "transfer_line",
    "transfer_receipt",
    "transfer_receipt_line",
    "transfer_settlement",
    "dispatch_match",
    "stock_count",
    "stock_count_line",
    "opening",
    "opening_line",
    "kit_build",
    "kit_build_line",
    "kit_break",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (id, state) in &said.documents {
        let DocumentState::Plain(plain) = state else {
            continue;
        };
        let (Some((entry, body)), stage) = (&plain.posted, stage_word(plain.stage)) else {
            continue;
        };
        match body {
            Body::TransferDispatched(body) => dispatched(body, stage, lines),
            Body::TransferReceived(body) => taken_in(body, stage, lines),
            Body::TransferSettled(body) => Line::new("transfer_settlement")
                .with("id", body.id)
                .with("stage", stage)
                .with("transfer", body.transfer)
                .put(lines),
            Body::ReceiptMatchedToDispatch(body) => Line::new("dispatch_match")
                .with("id", body.id)
                .with("stage", stage)
                .with("receipt", body.receipt)
                .with("transfer", body.transfer)
                .put(lines),
            Body::CountPosted(body) => {
                counted(said, &Unit::Document(*id), (*entry, body), stage, lines);
            }
            Body::OpeningPosted(body) => opened(body, stage, lines),
            _ => kits(body, stage, lines),
        }
    }
}

fn dispatched(body: &TransferDispatched, stage: &str, lines: &mut Lines) {
    Line::of("transfer", body)
        .without(&["number", "lines"])
        .named("to", "to_site")
        .with("stage", stage)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::of("transfer_line", line)
                .without(&["card", "packed"])
                .with("transfer", body.id)
                .with("n", n)
                .with("lot", line.card.lot)
                .with("item", line.card.item)
                .put(lines);
        }
    }
}

fn taken_in(body: &TransferReceived, stage: &str, lines: &mut Lines) {
    Line::of("transfer_receipt", body)
        .without(&["number", "lines"])
        .named("from", "from_site")
        .with("stage", stage)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        let Some(counted) = line.counted() else {
            continue;
        };
        let beyond = counted - line.expected;
        Line::of("transfer_receipt_line", line)
            .without(&["card", "packed", "place"])
            .with("receipt", body.id)
            .with("n", n)
            .with("lot", line.card.lot)
            .with("item", line.card.item)
            .with("short", (-beyond).max(0))
            .with("over", beyond.max(0))
            .put(lines);
    }
}

/// With what its counter knew, by which movements beside it are told.
fn counted(
    said: &Said,
    unit: &Unit,
    (entry, body): (EntryRef, &CountPosted),
    stage: &str,
    lines: &mut Lines,
) {
    let saw = said.saw(entry);
    Line::of("stock_count", body)
        .without(&["number", "lines", "second_person"])
        .with("stage", stage)
        .with("device", entry.device)
        .with("recorded_at", time(said.entry(unit, entry).recorded_at))
        .with("saw_pos", saw.pos)
        .with("saw_heads", &saw.heads)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        Line::of("stock_count_line", line)
            .without(&["packed"])
            .with("count", body.id)
            .with("n", n)
            .put(lines);
    }
}

fn opened(body: &OpeningPosted, stage: &str, lines: &mut Lines) {
    Line::of("opening", body)
        .without(&["number", "lines"])
        .with("stage", stage)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::of("opening_line", line)
                .without(&["packed"])
                .named("id", "lot")
                .with("opening", body.id)
                .with("n", n)
                .put(lines);
        }
    }
}

fn kits(body: &Body, stage: &str, lines: &mut Lines) {
    if let Body::KitBroken(body) = body {
        Line::new("kit_break")
            .with("id", body.id)
            .with("stage", stage)
            .with("build", body.build)
            .with("quantity", body.quantity)
            .put(lines);
    } else if let Body::KitBuilt(body) = body {
        Line::of("kit_build", body)
            .without(&["number", "lines", "expiry", "place"])
            .with("stage", stage)
            .put(lines);
        for (n, line) in body.lines.iter().enumerate() {
            if line.quantity > 0 {
                Line::of("kit_build_line", line)
                    .without(&["place"])
                    .with("build", body.id)
                    .with("n", n)
                    .put(lines);
            }
        }
    }
}
