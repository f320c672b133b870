//! Rows of resolutions. Whether one of them settles its task depends on what the task rests on when it is read.

use ledger::fold::{Stamped, task};
use ledger::ids::TaskId;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET = "DELETE FROM task_resolution WHERE task = :id";
    RESOLUTION = "INSERT INTO task_resolution (task, n, kind, subject, choice, about, asked, expiry, settles, counts, reason,
                      person, recorded_at, entry)
                  VALUES (:task, :n, :kind, :subject, :choice, :about, :asked, :expiry, :settles, :counts, :reason,
                      :person, :recorded_at, :entry)";
}

/// Replaces the resolutions of one task.
pub(super) fn replace(
    connection: &Connection,
    id: TaskId,
    held: &[Held],
    entries: &[Stamped],
) -> Result<(), StoreError> {
    run(connection, FORGET, named_params! { ":id": id.blob() })?;
    for (one, n) in task(entries).resolutions.iter().zip(0_i64..) {
        let entry = held.iter().find(|held| held.stamped.entry() == one.entry);
        let params = named_params! {
            ":task": id.blob(),
            ":n": n,
            ":kind": word(&one.body.kind),
            ":subject": one.body.subject,
            ":choice": word(&one.body.choice),
            ":about": one.body.about.map(Id::blob),
            ":asked": one.body.asked.map(Id::blob),
            ":expiry": one.body.expiry.map(|day| day.to_string()),
            ":settles": json(&one.body.settles),
            ":counts": one.counts,
            ":reason": one.reason,
            ":person": one.person.blob(),
            ":recorded_at": one.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            ":entry": entry.map(|held| held.id),
        };
        run(connection, RESOLUTION, params)?;
    }
    Ok(())
}
