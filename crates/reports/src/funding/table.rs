//! The rows of the report, in the words of its language, before they take the form of a file.

use std::collections::BTreeMap;

use ledger::amount::{Amount, AmountSum};
use ledger::quantity::Qualifier;
use store::view::{AllocationView, DecisionView, StatedTotalView};

use super::Report;
use crate::words::Words;

/// A figure: minor units of a currency, or words in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Figure {
    Money(i64),
    Words(String),
}

/// A decision or an allocation.
pub(super) struct FundingRow {
    pub kind: String,
    pub instrument: String,
    pub title: String,
    pub reference: String,
    pub date: String,
    pub party: String,
    pub state: String,
    pub amount: Figure,
    pub currency: String,
    pub qualifier: String,
    pub committed: Figure,
    pub paid: Figure,
    pub sources: String,
    pub hash: String,
}

/// A stated total beside the computed one.
pub(super) struct TotalRow {
    pub title: String,
    pub stated: Figure,
    pub currency: String,
    pub qualifier: String,
    pub computed: Figure,
    pub computed_qualifiers: String,
    pub check: String,
    pub difference: Figure,
    pub source: String,
    pub hash: String,
}

/// The sum of all rows of one kind, currency and qualifier.
pub(super) struct ControlRow {
    pub label: String,
    pub currency: String,
    pub amount: Figure,
    pub lines: usize,
}

pub(super) struct Table {
    pub funding: Vec<FundingRow>,
    pub totals: Vec<TotalRow>,
    pub controls: Vec<ControlRow>,
    /// Label and value.
    pub about: Vec<(String, String)>,
}

impl Table {
    pub fn of(report: &Report, words: &Words) -> Self {
        let mut funding = Vec::new();
        for one in &report.funds.decisions {
            funding.push(decision(one, words));
            funding.extend(one.allocations.iter().map(|share| allocation(share, words)));
        }
        funding.extend(
            report
                .funds
                .allocations
                .iter()
                .map(|one| allocation(one, words)),
        );
        Self {
            funding,
            totals: report
                .funds
                .stated_totals
                .iter()
                .map(|one| total(one, words))
                .collect(),
            controls: controls(report, words),
            about: about(report, words),
        }
    }
}

fn figure(amount: &Amount, words: &Words) -> Figure {
    amount.minor.map_or_else(
        || Figure::Words(words.say("report-not-stated")),
        Figure::Money,
    )
}

fn sum(sum: Option<&AmountSum>, words: &Words) -> Figure {
    match sum.map(|sum| (sum, sum.known())) {
        None => Figure::Words(words.say("report-none-recorded")),
        Some((_, Some(minor))) => Figure::Money(minor),
        Some((sum, None)) if sum.qualifiers.is_empty() => {
            Figure::Words(words.say("report-none-recorded"))
        }
        Some((_, None)) => Figure::Words(words.say("report-not-stated")),
    }
}

fn decision(one: &DecisionView, words: &Words) -> FundingRow {
    let nothing = || Figure::Words(String::new());
    FundingRow {
        kind: words.say("report-kind-decision"),
        instrument: words.instrument(one.instrument),
        title: one.title.clone(),
        reference: one.reference.clone().unwrap_or_default(),
        date: one
            .decided_on
            .clone()
            .unwrap_or_else(|| words.say("report-not-stated")),
        party: one
            .beneficiary_names
            .as_ref()
            .map_or_else(|| words.say("report-not-stated"), |names| words.name(names)),
        state: String::new(),
        amount: figure(&one.amount, words),
        currency: one.amount.currency.clone(),
        qualifier: words.qualifier(one.amount.qualifier),
        committed: nothing(),
        paid: nothing(),
        sources: one.sources.join("; "),
        hash: one.entry.hash.clone(),
    }
}

fn allocation(one: &AllocationView, words: &Words) -> FundingRow {
    FundingRow {
        kind: words.say("report-kind-allocation"),
        instrument: words.instrument(one.instrument),
        title: one.purpose.clone(),
        reference: String::new(),
        date: one.document.occurred_on.clone(),
        party: one
            .recipient_names
            .as_ref()
            .map_or_else(|| words.say("report-not-stated"), |names| words.name(names)),
        state: words.state(one.state),
        amount: figure(&one.amount, words),
        currency: one.amount.currency.clone(),
        qualifier: words.qualifier(one.amount.qualifier),
        committed: sum(one.committed.as_ref(), words),
        paid: sum(one.paid.as_ref(), words),
        sources: one.sources.join("; "),
        hash: one.entry.hash.clone(),
    }
}

fn total(one: &StatedTotalView, words: &Words) -> TotalRow {
    let qualifiers: Vec<String> = one
        .computed
        .qualifiers
        .iter()
        .map(|one| words.qualifier(*one))
        .collect();
    TotalRow {
        title: one.title.clone(),
        stated: figure(&one.stated, words),
        currency: one.stated.currency.clone(),
        qualifier: words.qualifier(one.stated.qualifier),
        computed: sum(Some(&one.computed), words),
        computed_qualifiers: qualifiers.join(" + "),
        check: one
            .explanations
            .iter()
            .find(|said| said.stands)
            .map_or_else(
                || words.check(one.check),
                |said| words.say_with("report-check-explained-why", &[("why", &said.explanation)]),
            ),
        difference: one
            .difference
            .map_or_else(|| Figure::Words(String::new()), Figure::Money),
        source: one.source.clone(),
        hash: one.entry.hash.clone(),
    }
}

/// Lines and sum of one kind, currency and qualifier; `None` where no line has a number or the sum cannot be exact.
#[derive(Default)]
struct Control {
    lines: usize,
    sum: Option<i64>,
}

fn controls(report: &Report, words: &Words) -> Vec<ControlRow> {
    let funds = &report.funds;
    let decisions = funds
        .decisions
        .iter()
        .map(|one| ("report-kind-decision", &one.amount));
    let within = funds.decisions.iter().flat_map(|one| &one.allocations);
    let allocations = within
        .chain(&funds.allocations)
        .map(|one| ("report-kind-allocation", &one.amount));
    let stated = funds
        .stated_totals
        .iter()
        .map(|one| ("report-kind-stated-total", &one.stated));
    let mut controls: BTreeMap<(&str, &str, Qualifier), Control> = BTreeMap::new();
    for (kind, amount) in decisions.chain(allocations).chain(stated) {
        let control = controls
            .entry((kind, &amount.currency, amount.qualifier))
            .or_default();
        control.sum = match (control.lines, control.sum, amount.minor) {
            (0, _, minor) => minor,
            (_, Some(sum), Some(minor)) => sum.checked_add(minor),
            (_, _, _) => None,
        };
        control.lines += 1;
    }
    let row = |((kind, currency, qualifier), control): ((&str, &str, Qualifier), Control)| {
        let (kind, qualifier) = (words.say(kind), words.qualifier(qualifier));
        let facts = [
            ("kind", kind.as_str()),
            ("currency", currency),
            ("qualifier", qualifier.as_str()),
        ];
        ControlRow {
            label: words.say_with("report-control", &facts),
            currency: currency.to_owned(),
            amount: control.sum.map_or_else(
                || Figure::Words(words.say("report-not-stated")),
                Figure::Money,
            ),
            lines: control.lines,
        }
    };
    controls.into_iter().map(row).collect()
}

fn about(report: &Report, words: &Words) -> Vec<(String, String)> {
    let about = &report.about;
    let checkpoint = |part: fn(&super::Checkpoint) -> String| {
        about
            .checkpoint
            .as_ref()
            .map_or_else(|| words.say("report-none-recorded"), part)
    };
    [
        ("report-operation", about.operation.clone()),
        ("report-operation-id", about.operation_id.clone()),
        ("report-line-count", report.line_count().to_string()),
        ("report-position", about.position.to_string()),
        ("report-unconfirmed", about.unconfirmed.to_string()),
        (
            "report-checkpoint-origin",
            checkpoint(|one| one.origin.clone()),
        ),
        (
            "report-checkpoint-size",
            checkpoint(|one| one.size.to_string()),
        ),
        ("report-checkpoint-root", checkpoint(|one| one.root.clone())),
        ("report-program", about.program.clone()),
        ("report-device", about.device.clone()),
        ("report-person", about.person.clone()),
        (
            "report-created",
            about.created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        ),
    ]
    .map(|(label, value)| (words.say(label), value))
    .to_vec()
}
