//! The entries of an export as one CSV table, so that they can be read without the application.
//!
//! What a newcomer gets wrong: a spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, so words that
//! people typed get an apostrophe before such a sign. The column `body` is never altered.

use std::io::Write;

use super::records::EntryRecord;
use crate::entry::Envelope;
use crate::leaf::Status;

const COLUMNS: [&str; 18] = [
    "position",
    "epoch",
    "accepted_at",
    "status",
    "quarantine_reason",
    "device",
    "scope",
    "seq",
    "kind",
    "document_number",
    "person",
    "role",
    "occurred_on",
    "recorded_at",
    "reason",
    "reverses",
    "hash",
    "body",
];

/// Writes `entries.csv`, one row an entry.
pub struct EntryTable<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> EntryTable<W> {
    /// Writes the line of column names.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(out: W) -> Result<Self, csv::Error> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(COLUMNS)?;
        Ok(Self { rows })
    }

    /// Writes one entry.
    ///
    /// # Errors
    /// What the writer says.
    pub fn row(&mut self, entry: &EntryRecord, envelope: &Envelope) -> Result<(), csv::Error> {
        let accepted = entry.accepted.as_ref();
        let (status, why) = match accepted.map(|accepted| &accepted.status) {
            None => ("not confirmed", ""),
            Some(Status::Integrated) => ("integrated", ""),
            Some(Status::Quarantined { reason }) => ("quarantined", reason.as_str()),
        };
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let reverses = envelope
            .reverses
            .as_ref()
            .map(|entry| format!("{} {} {}", entry.device, entry.scope, entry.seq));
        self.rows.write_record([
            number(accepted.map(|accepted| accepted.pos)),
            number(accepted.map(|accepted| accepted.epoch)),
            accepted
                .map(|accepted| instant(accepted.accepted_at))
                .unwrap_or_default(),
            status.to_owned(),
            harmless(why),
            entry.device.to_string(),
            harmless(&entry.scope),
            entry.seq.to_string(),
            harmless(&envelope.kind),
            harmless(&envelope.document_number().unwrap_or_default()),
            envelope.person.to_string(),
            harmless(&envelope.role),
            envelope.occurred_on.clone(),
            envelope.recorded_at.clone(),
            harmless(envelope.reason.as_deref().unwrap_or_default()),
            reverses.unwrap_or_default(),
            entry.hash.to_string(),
            envelope.body.get().to_owned(),
        ])
    }

    /// Flushes.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        self.rows.flush()?;
        Ok(())
    }
}

fn harmless(text: &str) -> String {
    let apostrophe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("{apostrophe}{text}")
}

/// Unix seconds as `2021-07-24T14:10:00Z` (the civil calendar, counted from 1 March of year 0).
fn instant(seconds: i64) -> String {
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::{harmless, instant};

    #[test]
    fn instants_are_civil_dates() {
        assert_eq!(instant(0), "1970-01-01T00:00:00Z");
        assert_eq!(instant(1_627_135_800), "2021-07-24T14:10:00Z");
        assert_eq!(instant(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(instant(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn a_formula_becomes_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("damp"), "damp");
    }
}
