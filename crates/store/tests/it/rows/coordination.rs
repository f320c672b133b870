//! Activations, their signed lists, offers, acceptances, requests, transports.

use ledger::body::{AcceptanceProposed, Body};
use ledger::fold::{
    AcceptanceStage, Stamped, Unit, acceptance, activation, offer, request, signed_lists, transport,
};
use ledger::stages::{ActivationStage, OfferStage, TransportStage};
use store::Coded;

use super::Lines;
use super::line::{Line, time, why};
use super::said::Said;

pub const TABLES: &[&str] = &[
    "activation",
    "closure",
    "closure_line",
    "offer",
    "offer_line",
    "acceptance",
    "acceptance_line",
    "request",
    "request_version",
    "request_line",
    "transport",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (unit, entries) in &said.units {
        match unit {
            Unit::Activation(_) => {
                activated(entries, lines);
                closed(entries, lines);
            }
            Unit::Offer(_) => offered(entries, lines),
            Unit::Acceptance(_) => accepted(entries, lines),
            Unit::Request(_) => requested(entries, lines),
            Unit::Transport(_) => transported(entries, lines),
            _ => {}
        }
    }
}

/// What is shown of a record that is never edited: the first entry that counts, or the first of all, as quarantined.
pub fn shown_of(entries: &[Stamped]) -> Option<&Stamped> {
    let says = |one: &&Stamped| !matches!(one.body, Body::StageMoved(_) | Body::ClosureSigned(_));
    let mut live = entries.iter().filter(says).filter(|one| !one.quarantined);
    live.next().or_else(|| entries.iter().find(says))
}

fn activated(entries: &[Stamped], lines: &mut Lines) {
    if let Some(Body::ActivationRecorded(body)) = shown_of(entries).map(|one| &one.body) {
        let stage = activation(entries).stage;
        Line::of("activation", body)
            .with("stage", stage.unwrap_or(ActivationStage::Activated))
            .put(lines);
    }
}

fn closed(entries: &[Stamped], lines: &mut Lines) {
    for (list, one) in signed_lists(entries).iter().enumerate() {
        Line::new("closure")
            .with("activation", one.body.activation)
            .with("n", list)
            .with("id", one.body.id)
            .with("why", why(one.why))
            .with("person", one.person)
            .with("occurred_on", one.occurred_on)
            .with("recorded_at", time(one.recorded_at))
            .with("reason", &one.reason)
            .with("lines", one.body.lines.len())
            .put(lines);
        let sound = one.body.adds_up();
        for (n, line) in one.body.lines.iter().enumerate().filter(|_| sound) {
            Line::of("closure_line", line)
                .with("activation", one.body.activation)
                .with("list", list)
                .with("n", n)
                .with("condition", line.condition.code())
                .put(lines);
        }
    }
}

fn offered(entries: &[Stamped], lines: &mut Lines) {
    let Some(stamped) = shown_of(entries) else {
        return;
    };
    let Body::OfferReceived(body) = &stamped.body else {
        return;
    };
    Line::of("offer", body)
        .without(&["lines"])
        .spread("terms")
        .with("value", body.value.sound())
        .with("posted", !stamped.quarantined)
        .with(
            "stage",
            offer(entries).stage.unwrap_or(OfferStage::Received),
        )
        .put(lines);
    for (n, line) in body.lines.iter().enumerate() {
        let quantity = line.quantity.sound();
        Line::of("offer_line", line)
            .spread("detail")
            .named("group", "group_id")
            .with("offer", body.id)
            .with("n", n)
            .with("quantity", quantity.value)
            .with("qualifier", quantity.qualifier)
            .put(lines);
    }
}

pub fn stage_of(stage: AcceptanceStage) -> &'static str {
    match stage {
        AcceptanceStage::Waiting => "waiting",
        AcceptanceStage::Proposed => "proposed",
        AcceptanceStage::Confirmed => "confirmed",
        AcceptanceStage::Cancelled => "cancelled",
        AcceptanceStage::Quarantined => "quarantined",
    }
}

fn accepted(entries: &[Stamped], lines: &mut Lines) {
    let state = acceptance(entries);
    let Some((_, body)) = &state.proposed else {
        return;
    };
    Line::of("acceptance", body)
        .without(&["lines"])
        .with("stage", stage_of(state.stage))
        .with("proposed_by", state.proposed_by)
        .with(
            "confirmed_by",
            state.confirmed.as_ref().map(|one| one.person),
        )
        .with("reduced", state.reduced)
        .put(lines);
    accepted_lines(body, &state.left, lines);
}

fn accepted_lines(body: &AcceptanceProposed, left: &[i64], lines: &mut Lines) {
    for (n, line) in body.lines.iter().enumerate() {
        if line.quantity > 0 {
            Line::of("acceptance_line", line)
                .without(&["offered"])
                .with("acceptance", body.id)
                .with("n", n)
                .with("quantity", left[n])
                .with("proposed", line.quantity)
                .with("offered", line.offered.and_then(|offered| offered.value))
                .with(
                    "offered_qualifier",
                    line.offered.map(|offered| offered.qualifier),
                )
                .put(lines);
        }
    }
}

fn requested(entries: &[Stamped], lines: &mut Lines) {
    let state = request(entries);
    let current = state.current().map(|one| one.entry);
    if let (Some(stage), Some(version)) = (state.stage, state.current()) {
        Line::of("request", &version.body)
            .without(&["lines"])
            .with("stage", stage)
            .put(lines);
    }
    for (v, version) in state.versions.iter().enumerate() {
        let body = &version.body;
        Line::new("request_version")
            .with("request", body.id)
            .with("n", v)
            .with("version", body.version)
            .with("title", &body.title)
            .with("why", why(version.why))
            .with("person", version.person)
            .with("occurred_on", version.occurred_on)
            .with("recorded_at", time(version.recorded_at))
            .put(lines);
        for (n, line) in body.lines.iter().enumerate() {
            let quantity = line.quantity.sound();
            Line::of("request_line", line)
                .named("group", "group_id")
                .with("request", body.id)
                .with("v", v)
                .with("n", n)
                .with("stands", current == Some(version.entry))
                .with("quantity", quantity.value)
                .with("qualifier", quantity.qualifier)
                .put(lines);
        }
    }
}

fn transported(entries: &[Stamped], lines: &mut Lines) {
    let Some(Body::TransportPlanned(body)) = shown_of(entries).map(|one| &one.body) else {
        return;
    };
    let state = transport(entries);
    let dates = state.dates();
    Line::of("transport", body)
        .spread("co_financing")
        .with("stage", state.stage.unwrap_or(TransportStage::Planned))
        .with("notified_on", dates.notified_on)
        .with("started_on", dates.started_on)
        .with("ended_on", dates.ended_on)
        .with("applied_on", dates.applied_on)
        .put(lines);
}
