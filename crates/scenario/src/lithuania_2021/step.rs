//! One move of one record, told in one line: what it is, where it goes, the day on which it did, and why.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::MoveStage;
use ledger::body::RecordMove;
use ledger::ids::MoveId;

use super::ids::document;
use crate::ask::ask;

/// Moves a record. The word tells this move from every other of the story.
///
/// # Errors
/// A move that the record's stages do not allow.
pub(super) fn step(
    context: &Context,
    word: &str,
    record: RecordMove,
    day: &str,
    reason: Option<&str>,
) -> Result<()> {
    let request = MoveStage {
        id: MoveId(document(&format!("step/{word}"))),
        record,
        occurred_on: day.to_owned(),
        reason: reason.map(str::to_owned),
        date_confirmed: false,
    };
    let _: Posted = ask(context, "move_stage", &request).with_context(|| word.to_owned())?;
    Ok(())
}
