//! What a line of a receipt answers, and how much of that remains.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Facts, LineRequest, Refusal, Request};
use crate::ids::{AcceptanceLineId, ConsignmentLineId, ItemId};

/// What a line of a receipt answers: a line of the consignment, or one of the acceptance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers {
    /// Whose remainder counts.
    pub line: Uuid,
    pub acceptance_line: AcceptanceLineId,
    remaining: i64,
}

impl Answers {
    /// What remains of it, earlier lines of this receipt taken off.
    pub fn remaining(&self, left: &BTreeMap<Uuid, i64>) -> i64 {
        left.get(&self.line).copied().unwrap_or(self.remaining)
    }
}

pub(super) fn answered(
    facts: &Facts,
    request: &Request,
    line: usize,
    asked: &LineRequest,
) -> Result<Option<Answers>, Refusal> {
    if !facts.items.contains_key(&asked.item) {
        return Err(Refusal::UnknownItem {
            line,
            item: asked.item,
        });
    }
    if let Some(consignment_line) = asked.consignment_line {
        return of_consignment(facts, request, line, asked, consignment_line).map(Some);
    }
    let Some(acceptance_line) = asked.acceptance_line else {
        return Ok(None);
    };
    let announced = facts
        .acceptance
        .as_ref()
        .filter(|one| Some(one.id) == request.acceptance && request.consignment.is_none());
    let accepted = announced
        .and_then(|one| one.lines.get(&acceptance_line))
        .ok_or(Refusal::UnknownAcceptanceLine {
            line,
            acceptance_line,
        })?;
    same_item(line, accepted.item, asked.item)?;
    if accepted.site != request.site {
        return Err(Refusal::OtherSite {
            line,
            accepted: accepted.site,
            given: request.site,
        });
    }
    Ok(Some(Answers {
        line: acceptance_line.0,
        acceptance_line,
        remaining: accepted.remaining,
    }))
}

fn of_consignment(
    facts: &Facts,
    request: &Request,
    line: usize,
    asked: &LineRequest,
    consignment_line: ConsignmentLineId,
) -> Result<Answers, Refusal> {
    let announced = facts
        .consignment
        .as_ref()
        .filter(|one| Some(one.id) == request.consignment);
    let consigned = announced
        .and_then(|one| one.lines.get(&consignment_line))
        .ok_or(Refusal::UnknownConsignmentLine {
            line,
            consignment_line,
        })?;
    same_item(line, consigned.item, asked.item)?;
    if let Some(other) = asked
        .acceptance_line
        .filter(|one| *one != consigned.acceptance_line)
    {
        return Err(Refusal::UnknownAcceptanceLine {
            line,
            acceptance_line: other,
        });
    }
    Ok(Answers {
        line: consignment_line.0,
        acceptance_line: consigned.acceptance_line,
        remaining: consigned.remaining,
    })
}

fn same_item(line: usize, accepted: ItemId, given: ItemId) -> Result<(), Refusal> {
    if accepted == given {
        return Ok(());
    }
    Err(Refusal::OtherItem {
        line,
        accepted,
        given,
    })
}
