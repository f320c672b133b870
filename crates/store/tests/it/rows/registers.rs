//! Sites' head-counts and notes, norms, registers, funds, explanations and the resolutions of tasks.

use std::collections::BTreeMap;

use ledger::body::{Body, Differing};
use ledger::fold::{Stamped, Unit, explanations, task};

use super::Lines;
use super::line::{Line, time};
use super::said::{Said, first, last};

pub const TABLES: &[&str] = &[
    "access_note",
    "head_count",
    "norm",
    "deployment",
    "asset",
    "figure",
    "decision",
    "allocation",
    "stated_total",
    "explanation",
    "task_resolution",
];

pub fn say(said: &Said, lines: &mut Lines) {
    for (unit, entries) in &said.units {
        match unit {
            Unit::HeadCounts(_) => head_counts(entries, lines),
            Unit::Decision(_) | Unit::Allocation(_) | Unit::StatedTotal(_) => {
                funds(entries, lines);
            }
            Unit::FigureExplained(_) | Unit::TotalExplained(_) | Unit::HeadsExplained(_) => {
                explained(entries, lines);
            }
            Unit::Task(_) => resolved(entries, lines),
            _ => registered(entries, lines),
        }
    }
}

/// Registers and norms: the last entry counts, if it does not contradict itself.
fn registered(entries: &[Stamped], lines: &mut Lines) {
    let Some(stamped) = last(entries) else {
        return;
    };
    match &stamped.body {
        Body::AccessNoteRecorded(body) => Line::of("access_note", body).put(lines),
        Body::NormRegistered(body) => {
            let one = body.item.is_some() != body.group.is_some();
            if one && body.quantity.min(body.persons).min(body.days) > 0 {
                let line = Line::of("norm", body);
                line.named("group", "group_id").put(lines);
            }
        }
        Body::DeploymentRecorded(body) if body.number.check().is_ok() => {
            Line::of("deployment", body)
                .named("from", "since")
                .named("to", "until")
                .without(&["number"])
                .with("number", body.number.value)
                .with("qualifier", body.number.qualifier)
                .put(lines);
        }
        Body::AssetRecorded(body) if body.number.check().is_ok() => Line::of("asset", body)
            .with("number", body.number.value)
            .with("qualifier", body.number.qualifier)
            .put(lines),
        Body::FigureRecorded(body)
            if body.number.check().is_ok() && body.within.is_some() == body.relation.is_some() =>
        {
            Line::of("figure", body)
                .with("number", body.number.value)
                .with("qualifier", body.number.qualifier)
                .put(lines);
        }
        _ => {}
    }
}

/// Of two counts of one day and band the later one in fold order.
fn head_counts(entries: &[Stamped], lines: &mut Lines) {
    let mut counts = BTreeMap::new();
    for stamped in entries.iter().filter(|one| !one.quarantined) {
        if let Body::HeadCountRecorded(body) = &stamped.body {
            counts.insert((body.day, body.band), (stamped, body));
        }
    }
    for (stamped, body) in counts.into_values() {
        if body.number.check().is_ok() {
            Line::of("head_count", body)
                .without(&["id"])
                .with("number", body.number.value)
                .with("qualifier", body.number.qualifier)
                .with("person", stamped.person)
                .with("recorded_at", time(stamped.recorded_at))
                .put(lines);
        }
    }
}

fn funds(entries: &[Stamped], lines: &mut Lines) {
    match first(entries).map(|one| &one.body) {
        Some(Body::DecisionRecorded(body)) => Line::of("decision", body)
            .with("amount", body.amount.sound())
            .put(lines),
        Some(Body::AllocationRecorded(body)) => Line::of("allocation", body)
            .with("amount", body.amount.sound())
            .put(lines),
        Some(Body::StatedTotalRecorded(body)) => Line::of("stated_total", body)
            .with("amount", body.amount.sound())
            .put(lines),
        _ => {}
    }
}

fn explained(entries: &[Stamped], lines: &mut Lines) {
    for (n, one) in explanations(entries).iter().enumerate() {
        let line = Line::of("explanation", &one.body);
        let (kind, subject, day) = match one.body.of {
            Differing::Figure { figure } => ("figure", figure.0, None),
            Differing::StatedTotal { total } => ("stated_total", total.0, None),
            Differing::HeadCount { site, day } => ("head_count", site.0, Some(day)),
        };
        line.without(&["of"])
            .named("explanation", "text")
            .with("kind", kind)
            .with("subject", subject)
            .with("day", day)
            .with("n", n)
            .with("counts", one.counts)
            .with("person", one.person)
            .with("recorded_at", time(one.recorded_at))
            .put(lines);
    }
}

fn resolved(entries: &[Stamped], lines: &mut Lines) {
    for (n, one) in task(entries).resolutions.iter().enumerate() {
        Line::of("task_resolution", &one.body)
            .without(&["site"])
            .with("n", n)
            .with("counts", one.counts)
            .with("reason", &one.reason)
            .with("person", one.person)
            .with("recorded_at", time(one.recorded_at))
            .put(lines);
    }
}
