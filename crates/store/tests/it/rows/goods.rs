//! Receipts with their matches, issues, loans, reservations.

use ledger::body::{Body, IssuePosted, MoveHow, ReceiptPosted, StockMoved};
use ledger::fold::{DocumentState, ReceiptState, ReservationStage, Unit, reservation};
use ledger::role::Role;
use store::Coded;

use super::Lines;
use super::documents::stage_word;
use super::line::Line;
use super::said::Said;

pub const TABLES: &[&str] = &[
    "receipt",
    "receipt_line",
    "match_line",
    "consigned",
    "issue",
    "issue_line",
    "loan",
    "loan_line",
    "reservation",
    "reservation_line",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (id, state) in &said.documents {
        let unit = Unit::Document(*id);
        match state {
            DocumentState::Receipt(receipt) => {
                if let Some((_, body)) = &receipt.posted {
                    received(receipt, body, lines);
                    received_lines(body, lines);
                    linked(receipt, body, lines);
                }
            }
            DocumentState::Plain(plain) => match plain.posted.as_ref().map(|(_, body)| body) {
                Some(Body::IssuePosted(body)) => issued(&unit, body, lines),
                Some(Body::StockMoved(body)) => lent(body, stage_word(plain.stage), lines),
                _ => {}
            },
            DocumentState::Waiting(_) => {}
        }
    }
    for unit in said.units.keys() {
        if let Unit::Reservation(_) = unit {
            reserved(said, unit, lines);
        }
    }
}

fn received(state: &ReceiptState, body: &ReceiptPosted, lines: &mut Lines) {
    let matched = state.matched.as_ref().map(|one| one.body.acceptance);
    Line::of("receipt", body)
        .without(&["number", "lines", "origin"])
        .with("stage", stage_word(state.stage))
        .with("matched", matched)
        .with("declared_value", body.declared_value.sound())
        .with("bought", body.bought())
        .put(lines);
}

/// What is short or over follows from what was expected and counted, whatever the paper says.
fn received_lines(body: &ReceiptPosted, lines: &mut Lines) {
    for (n, line) in body.lines.iter().enumerate() {
        let Some(counted) = line.counted() else {
            continue;
        };
        let beyond = line.expected.map_or(0, |expected| counted - expected);
        Line::of("receipt_line", line)
            .without(&["packed"])
            .with("receipt", body.id)
            .with("n", n)
            .with("short", (-beyond).max(0))
            .with("over", beyond.max(0))
            .put(lines);
    }
}

fn linked(state: &ReceiptState, body: &ReceiptPosted, lines: &mut Lines) {
    let matched = state.matched.iter().flat_map(|one| &one.body.lines);
    for (n, line) in matched.enumerate() {
        if line.quantity > 0 {
            Line::of("match_line", line)
                .without(&["consignment_line"])
                .with("receipt", body.id)
                .with("n", n)
                .put(lines);
        }
    }
    for (n, one) in state.consigned().iter().enumerate() {
        Line::new("consigned")
            .with("receipt", body.id)
            .with("n", n)
            .with("consignment_line", one.line)
            .with("site", body.site)
            .with("counted", one.counted)
            .with("stored", one.stored)
            .with("short", one.short)
            .with("differs", one.differs)
            .put(lines);
    }
}

fn issued(unit: &Unit, body: &IssuePosted, lines: &mut Lines) {
    let of_document = |line: Line| {
        line.with("unit", unit.to_string())
            .with("kind", "issue")
            .with("id", body.id)
    };
    of_document(Line::new("issue"))
        .with("point", body.point)
        .with("reservation", body.reservation)
        .with("served", body.served)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            of_document(Line::of("issue_line", line).without(&["id", "packed"]))
                .with("n", n)
                .with("condition", line.condition.code())
                .put(lines);
        }
    }
}

fn lent(body: &StockMoved, stage: &str, lines: &mut Lines) {
    let MoveHow::LoanOut { party, due_on } = &body.how else {
        return;
    };
    Line::new("loan")
        .with("document", body.id)
        .with("stage", stage)
        .with("site", body.site)
        .with("party", party)
        .with("due_on", due_on)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::new("loan_line")
                .with("document", body.id)
                .with("n", n)
                .with("lot", line.lot)
                .with("quantity", line.quantity)
                .put(lines);
        }
    }
}

fn reserved(said: &Said, unit: &Unit, lines: &mut Lines) {
    let state = reservation(&said.units[unit]);
    let Some((entry, body)) = &state.made else {
        return;
    };
    let stage = match state.stage {
        ReservationStage::Waiting | ReservationStage::Quarantined => "quarantined",
        ReservationStage::Standing => "posted",
        ReservationStage::Ended => "ended",
    };
    let issue = state.ended.as_ref().and_then(|(_, end)| end.issue);
    Line::of("reservation", body)
        .without(&["number", "lines"])
        .with("stage", stage)
        .with(
            "release_order",
            said.entry(unit, *entry).role == Role::Coordinator,
        )
        .with("issue", issue)
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::of("reservation_line", line)
                .with("reservation", body.id)
                .with("n", n)
                .put(lines);
        }
    }
}
