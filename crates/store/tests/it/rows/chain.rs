//! Moves of records, consignments, what is announced beyond what is accepted, discrepancies and what was done about them.

use std::collections::BTreeMap;

use ledger::body::{DiscrepancyKind, ReceiptLine};
use ledger::fold::{
    AcceptanceStage, ConsignmentState, DocumentStage, DocumentState, Moved, Stamped, Unit,
    acceptance, activation, consignment, discrepancy, offer, request, transport,
};
use ledger::ids::{AcceptanceLineId, ConsignmentLineId, DiscrepancyId};
use ledger::stages::ConsignmentStage;
use serde_json::Value;

use super::Lines;
use super::coordination::shown_of;
use super::line::{Line, time, why};
use super::said::Said;

pub const TABLES: &[&str] = &[
    "stage_move",
    "consignment",
    "consignment_line",
    "announced_beyond",
    "discrepancy",
    "discrepancy_state",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (unit, entries) in &said.units {
        moved(unit, &moves(unit, entries), lines);
        match unit {
            Unit::Consignment(_) => consigned(entries, lines),
            Unit::Discrepancy(id) => {
                let state = discrepancy(entries);
                Line::new("discrepancy_state")
                    .with("id", id)
                    .with("stage", state.stage)
                    .with("by_site", state.by_site)
                    .with("by_coordination", state.by_coordination)
                    .put(lines);
            }
            _ => {}
        }
    }
    for state in said.documents.values() {
        differing(state, lines);
    }
    beyond(said, lines);
}

fn moves(unit: &Unit, entries: &[Stamped]) -> Vec<Moved> {
    match unit {
        Unit::Activation(_) => activation(entries).moves,
        Unit::Request(_) => request(entries).moves,
        Unit::Offer(_) => offer(entries).moves,
        Unit::Acceptance(_) => acceptance(entries).moves,
        Unit::Transport(_) => transport(entries).moves,
        Unit::Consignment(_) => consignment(entries).moves,
        Unit::Discrepancy(_) => discrepancy(entries).moves,
        _ => Vec::new(),
    }
}

fn moved(unit: &Unit, moves: &[Moved], lines: &mut Lines) {
    for (n, one) in moves.iter().enumerate() {
        let record = serde_json::to_value(one.record).expect("a record");
        // Of a consignment the stage stands in what is moved to, beside what only that stage knows.
        let to = match &record["to"] {
            Value::Object(step) => step["stage"].clone(),
            word => word.clone(),
        };
        Line::new("stage_move")
            .with("unit", unit.to_string())
            .with("n", n)
            .with("id", one.id)
            .with("stage", to)
            .with("record", record)
            .with("why", why(one.why))
            .with("person", one.person)
            .with("occurred_on", one.occurred_on)
            .with("recorded_at", time(one.recorded_at))
            .with("reason", &one.reason)
            .put(lines);
    }
}

fn consigned(entries: &[Stamped], lines: &mut Lines) {
    let ConsignmentState {
        recorded: Some((_, body)),
        stage,
        site,
        eta,
        moves,
    } = consignment(entries)
    else {
        return;
    };
    let announced_on = shown_of(entries).map(|one| one.occurred_on);
    let reports = moves.iter().filter(|one| one.why.is_none());
    let last_report = reports.map(|one| one.occurred_on).next_back();
    Line::of("consignment", &body)
        .without(&["lines"])
        .with("units", &body.units)
        .with("announced_site", body.site)
        .with("announced_eta", body.eta)
        .with("site", site)
        .with("eta", eta)
        .with("stage", stage)
        .with("last_report", last_report.or(announced_on))
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::of("consignment_line", line)
                .without(&["packed"])
                .with("consignment", body.id)
                .with("n", n)
                .put(lines);
        }
    }
}

/// Lines that consignments carry more of than is accepted: what may still come counts as announced, of what ended what was
/// counted of it.
fn beyond(said: &Said, lines: &mut Lines) {
    let mut counted: BTreeMap<ConsignmentLineId, i64> = BTreeMap::new();
    for state in said.documents.values() {
        if let DocumentState::Receipt(receipt) = state {
            for one in receipt.consigned() {
                *counted.entry(one.line).or_default() += one.counted;
            }
        }
    }
    let mut announced: BTreeMap<AcceptanceLineId, i64> = BTreeMap::new();
    let mut accepted = BTreeMap::new();
    for (unit, entries) in &said.units {
        if let Unit::Acceptance(id) = unit {
            let state = acceptance(entries);
            let open = match state.stage {
                AcceptanceStage::Proposed | AcceptanceStage::Confirmed => 1,
                AcceptanceStage::Cancelled => 0,
                AcceptanceStage::Waiting | AcceptanceStage::Quarantined => continue,
            };
            let body = state.proposed.iter().flat_map(|(_, body)| &body.lines);
            for (line, left) in body.zip(&state.left) {
                if line.quantity > 0 {
                    *accepted.entry((line.id, *id)).or_insert(0) += open * left;
                }
            }
        } else if let Unit::Consignment(_) = unit {
            let state = consignment(entries);
            let ended = matches!(
                state.stage,
                Some(
                    ConsignmentStage::Closed | ConsignmentStage::Returned | ConsignmentStage::Lost
                )
            );
            for line in state.recorded.iter().flat_map(|(_, body)| &body.lines) {
                let came = counted.get(&line.id).copied().unwrap_or(0);
                let takes = if ended {
                    line.quantity.min(came)
                } else {
                    line.quantity
                };
                if line.quantity > 0 {
                    *announced.entry(line.acceptance_line).or_default() += takes;
                }
            }
        }
    }
    for ((line, acceptance), accepted) in accepted {
        if let Some(announced) = announced.get(&line).filter(|units| **units > accepted) {
            Line::new("announced_beyond")
                .with("acceptance_line", line)
                .with("acceptance", acceptance)
                .with("accepted", accepted)
                .with("announced", announced)
                .put(lines);
        }
    }
}

/// How the lines of a receipt that stands differ from its paper, in the order in which the kinds are told.
fn differing(state: &DocumentState, lines: &mut Lines) {
    let DocumentState::Receipt(receipt) = state else {
        return;
    };
    let (Some((_, body)), Some(day), DocumentStage::Posted) =
        (&receipt.posted, receipt.occurred_on, receipt.stage)
    else {
        return;
    };
    let mut n = 0;
    for line in &body.lines {
        let named = body.acceptance.is_none() || line.acceptance_line.is_some();
        let expired = line.expiry.is_some_and(|last| last < day);
        for (kind, quantity) in kinds(line, named, expired) {
            if quantity > 0 {
                Line::new("discrepancy")
                    .with("receipt", body.id)
                    .with("n", n)
                    .with("id", DiscrepancyId::of(kind, line.id))
                    .with("kind", kind)
                    .with("lot", line.id)
                    .with("item", line.item)
                    .with("quantity", quantity)
                    .with("reason", &line.reason)
                    .put(lines);
                n += 1;
            }
        }
    }
}

fn kinds(line: &ReceiptLine, named: bool, expired: bool) -> [(DiscrepancyKind, i64); 6] {
    let counted = line.good + line.damaged + line.refused;
    let beyond = line.expected.map_or(0, |expected| counted - expected);
    [
        (DiscrepancyKind::Over, beyond.max(0)),
        (DiscrepancyKind::Short, (-beyond).max(0)),
        (DiscrepancyKind::Damaged, line.damaged),
        (DiscrepancyKind::WrongItem, if named { 0 } else { counted }),
        (DiscrepancyKind::Expired, if expired { counted } else { 0 }),
        (DiscrepancyKind::Refused, line.refused),
    ]
}
