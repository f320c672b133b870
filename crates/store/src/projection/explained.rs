//! Rows of what was said about differences. Whether a row explains what stands today is for the reading: the numbers may
//! have changed since.

use ledger::body::Differing;
use ledger::fold::{Stamped, Unit, explanations};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::row::{Id, run, statements};

statements! {
    FORGET = "DELETE FROM explanation WHERE kind = :kind AND subject = :subject";
    EXPLANATION = "INSERT INTO explanation (kind, subject, n, id, day, stated, computed, text, source, counts, person,
                       recorded_at)
                   VALUES (:kind, :subject, :n, :id, :day, :stated, :computed, :text, :source, :counts, :person,
                       :recorded_at)";
}

/// The word and the id under which rows of a unit are kept; none for a unit that explains nothing.
fn key(unit: &Unit) -> Option<(&'static str, [u8; 16])> {
    if let Unit::FigureExplained(id) = unit {
        Some(("figure", id.blob()))
    } else if let Unit::TotalExplained(id) = unit {
        Some(("stated_total", id.blob()))
    } else if let Unit::HeadsExplained(id) = unit {
        Some(("head_count", id.blob()))
    } else {
        None
    }
}

/// Replaces the rows of one subject.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let Some((kind, subject)) = key(unit) else {
        return Ok(());
    };
    let params = named_params! { ":kind": kind, ":subject": subject };
    run(connection, FORGET, params)?;
    for (one, n) in explanations(entries).into_iter().zip(0_i64..) {
        let day = match one.body.of {
            Differing::HeadCount { day, .. } => Some(day.to_string()),
            Differing::Figure { .. } | Differing::StatedTotal { .. } => None,
        };
        let params = named_params! {
            ":kind": kind,
            ":subject": subject,
            ":n": n,
            ":id": one.body.id.blob(),
            ":day": day,
            ":stated": one.body.stated,
            ":computed": one.body.computed,
            ":text": one.body.explanation,
            ":source": one.body.source,
            ":counts": one.counts,
            ":person": one.person.blob(),
            ":recorded_at": one.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        };
        run(connection, EXPLANATION, params)?;
    }
    Ok(())
}
