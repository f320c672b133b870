//! Taking less of an offer than was accepted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{AcceptanceReduced, ReducedLine};
use crate::fold::AcceptanceStage;
use crate::ids::{AcceptanceId, AcceptanceLineId, ReductionId};

/// The acceptance as the device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub stage: AcceptanceStage,
    pub lines: BTreeMap<AcceptanceLineId, LineFacts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFacts {
    /// What is left of the line, in base units.
    pub left: i64,
    /// Received against it, or announced and under way.
    pub answered: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: ReductionId,
    pub acceptance: AcceptanceId,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    pub lines: Vec<ReducedLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the reduction has no line")]
    NoLines,
    #[error("acceptance {0} is not known")]
    UnknownAcceptance(AcceptanceId),
    #[error("acceptance {0} was cancelled")]
    Cancelled(AcceptanceId),
    #[error("the reduction needs a reason")]
    NeedsReason,
    #[error("line {line}: acceptance line {acceptance_line} is not of this acceptance")]
    UnknownLine {
        line: usize,
        acceptance_line: AcceptanceLineId,
    },
    #[error("line {line}: the same acceptance line stands twice")]
    DuplicateLine { line: usize },
    #[error("line {line}: {asked} is not less than {left}")]
    NotLess { line: usize, left: i64, asked: i64 },
    #[error("line {line}: {answered} have come or are under way, more than {asked}")]
    AlreadyAnswered {
        line: usize,
        answered: i64,
        asked: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a reduction; its reason goes into the envelope.
///
/// # Errors
/// The first rule that is broken.
pub fn reduce(
    facts: Option<&Facts>,
    request: &Request,
    stamp: &Stamp,
) -> Result<AcceptanceReduced, Refusal> {
    let facts = facts.ok_or(Refusal::UnknownAcceptance(request.acceptance))?;
    match facts.stage {
        AcceptanceStage::Waiting | AcceptanceStage::Quarantined => {
            return Err(Refusal::UnknownAcceptance(request.acceptance));
        }
        AcceptanceStage::Cancelled => return Err(Refusal::Cancelled(request.acceptance)),
        AcceptanceStage::Proposed | AcceptanceStage::Confirmed => {}
    }
    if request.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if written(request.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason);
    }
    date::check_past(request.occurred_on, stamp)?;
    let mut seen = BTreeSet::new();
    for (at, asked) in request.lines.iter().enumerate() {
        check_line(facts, at + 1, asked, seen.insert(asked.acceptance_line))?;
    }
    Ok(AcceptanceReduced {
        id: request.id,
        acceptance: request.acceptance,
        lines: request.lines.clone(),
    })
}

fn check_line(facts: &Facts, line: usize, asked: &ReducedLine, new: bool) -> Result<(), Refusal> {
    let acceptance_line = asked.acceptance_line;
    let known = facts.lines.get(&acceptance_line);
    let known = known.ok_or(Refusal::UnknownLine {
        line,
        acceptance_line,
    })?;
    if !new {
        return Err(Refusal::DuplicateLine { line });
    }
    if !(0..known.left).contains(&asked.quantity) {
        return Err(Refusal::NotLess {
            line,
            left: known.left,
            asked: asked.quantity,
        });
    }
    if asked.quantity < known.answered {
        return Err(Refusal::AlreadyAnswered {
            line,
            answered: known.answered,
            asked: asked.quantity,
        });
    }
    Ok(())
}
