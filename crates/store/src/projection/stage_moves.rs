//! Rows of moves: one for each, whether it counts or not.

use ledger::body::RecordMove;
use ledger::fold::{Moved, Unit, Why};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::journal::load::Held;
use crate::kept::Kept;
use crate::row::{Id, json, run, statements, word};

statements! {
    FORGET = "DELETE FROM stage_move WHERE unit = :unit";
    INSERT = "INSERT INTO stage_move (unit, n, id, stage, record, why, person, occurred_on, recorded_at, reason, entry)
              VALUES (:unit, :n, :id, :stage, :record, :why, :person, :occurred_on, :recorded_at, :reason, :entry)";
}

pub(super) fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    run(connection, FORGET, named_params! { ":unit": unit.kept() })?;
    Ok(())
}

pub(super) fn insert(
    connection: &Connection,
    unit: &Unit,
    held: &[Held],
    moves: &[Moved],
) -> Result<(), StoreError> {
    for (one, n) in moves.iter().zip(0_i64..) {
        let Some(entry) = held.iter().find(|held| held.stamped.entry() == one.entry) else {
            continue;
        };
        let params = named_params! {
            ":unit": unit.kept(),
            ":n": n,
            ":id": one.id.blob(),
            ":stage": stage(&one.record),
            ":record": json(&one.record),
            ":why": one.why.map(why),
            ":person": one.person.blob(),
            ":occurred_on": one.occurred_on.to_string(),
            ":recorded_at": one.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            ":reason": one.reason,
            ":entry": entry.id,
        };
        run(connection, INSERT, params)?;
    }
    Ok(())
}

/// The entry of the last move that counts.
pub(super) fn last_counted(held: &[Held], moves: &[Moved]) -> Option<i64> {
    let last = moves.iter().rev().find(|one| one.why.is_none())?;
    let entry = held
        .iter()
        .find(|held| held.stamped.entry() == last.entry)?;
    Some(entry.id)
}

fn stage(record: &RecordMove) -> String {
    match record {
        RecordMove::Activation { to, .. } => word(to),
        RecordMove::Request { to, .. } => word(to),
        RecordMove::Offer { to, .. } => word(to),
        RecordMove::Acceptance { to, .. } => word(to),
        RecordMove::Transport { to, .. } => word(to),
        RecordMove::Consignment { to, .. } => word(&to.stage()),
        RecordMove::Discrepancy { to, .. } => word(to),
    }
}

/// The word that stands for why an entry changed nothing.
pub(super) fn why(why: Why) -> &'static str {
    match why {
        Why::Quarantined => "quarantined",
        Why::PostedBefore => "posted_before",
        Why::ReversedBefore => "reversed_before",
        Why::MatchedBefore => "matched_before",
        Why::Announced => "announced",
        Why::ConfirmedBefore => "confirmed_before",
        Why::SamePerson => "same_person",
        Why::Waiting => "waiting",
        Why::Foreign => "foreign",
        Why::IllegalMove => "illegal_move",
        Why::SupersededBefore => "superseded_before",
        Why::SettledBefore => "settled_before",
    }
}
