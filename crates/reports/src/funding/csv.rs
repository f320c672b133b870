//! The report as one rectangular CSV table (RFC 4180, UTF-8): the first column says what a row is.

use std::io::Write;

use super::Report;
use super::table::{Figure, Table};
use crate::money;
use crate::words::Words;

/// Why the table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

const HEADINGS: &[&str] = &[
    "report-record",
    "report-instrument",
    "report-title",
    "report-reference",
    "report-date",
    "report-party",
    "report-state",
    "report-amount",
    "report-currency",
    "report-qualifier",
    "report-committed",
    "report-paid",
    "report-computed",
    "report-computed-qualifiers",
    "report-check",
    "report-difference",
    "report-lines",
    "report-sources",
    "report-hash",
];

/// Writes the table. Amounts are exact decimals with a point.
///
/// # Errors
/// That `out` cannot be written.
pub fn csv(report: &Report, out: &mut dyn Write) -> Result<(), NotWritten> {
    let words = Words::of(report.about.language);
    let table = Table::of(report, &words);
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(HEADINGS.iter().map(|id| words.say(id)))?;
    for row in &table.funding {
        let money = |figure: &Figure| text(figure, &row.currency);
        let mut fields = blank(&row.kind);
        set(&mut fields, "report-instrument", &row.instrument);
        set(&mut fields, "report-title", &harmless(&row.title));
        set(&mut fields, "report-reference", &harmless(&row.reference));
        set(&mut fields, "report-date", &row.date);
        set(&mut fields, "report-party", &harmless(&row.party));
        set(&mut fields, "report-state", &row.state);
        set(&mut fields, "report-amount", &money(&row.amount));
        set(&mut fields, "report-currency", &row.currency);
        set(&mut fields, "report-qualifier", &row.qualifier);
        set(&mut fields, "report-committed", &money(&row.committed));
        set(&mut fields, "report-paid", &money(&row.paid));
        set(&mut fields, "report-sources", &harmless(&row.sources));
        set(&mut fields, "report-hash", &row.hash);
        writer.write_record(&fields)?;
    }
    for row in &table.totals {
        let money = |figure: &Figure| text(figure, &row.currency);
        let mut fields = blank(&words.say("report-kind-stated-total"));
        set(&mut fields, "report-title", &harmless(&row.title));
        set(&mut fields, "report-amount", &money(&row.stated));
        set(&mut fields, "report-currency", &row.currency);
        set(&mut fields, "report-qualifier", &row.qualifier);
        set(&mut fields, "report-computed", &money(&row.computed));
        set(
            &mut fields,
            "report-computed-qualifiers",
            &row.computed_qualifiers,
        );
        set(&mut fields, "report-check", &row.check);
        set(&mut fields, "report-difference", &money(&row.difference));
        set(&mut fields, "report-sources", &harmless(&row.source));
        set(&mut fields, "report-hash", &row.hash);
        writer.write_record(&fields)?;
    }
    for row in &table.controls {
        let mut fields = blank(&words.say("report-kind-control"));
        set(&mut fields, "report-title", &row.label);
        set(
            &mut fields,
            "report-amount",
            &text(&row.amount, &row.currency),
        );
        set(&mut fields, "report-currency", &row.currency);
        set(&mut fields, "report-lines", &row.lines.to_string());
        writer.write_record(&fields)?;
    }
    for (label, value) in &table.about {
        let mut fields = blank(&words.say("report-kind-about"));
        set(&mut fields, "report-title", label);
        set(&mut fields, "report-reference", &harmless(value));
        writer.write_record(&fields)?;
    }
    writer.flush()?;
    Ok(())
}

fn blank(kind: &str) -> Vec<String> {
    let mut fields = vec![String::new(); HEADINGS.len()];
    kind.clone_into(&mut fields[0]);
    fields
}

fn set(fields: &mut [String], heading: &str, value: &str) {
    if let Some(at) = HEADINGS.iter().position(|one| *one == heading) {
        value.clone_into(&mut fields[at]);
    }
}

fn text(figure: &Figure, currency: &str) -> String {
    match figure {
        Figure::Money(minor) => money::text(*minor, currency),
        Figure::Words(words) => words.clone(),
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
