//! Records that were written twice: an alias makes one stand for the other, and can be taken back.
//!
//! What a newcomer gets wrong: nothing rewrites a document. It keeps the id it names, and readings resolve it.

use ledger::body::{Duplicate, MergeUndone, RecordsMerged};
use ledger::fold::Unit;
use ledger::ids::{ItemId, PartyId, RecordId};
use ledger::role::Action;
use ledger::rules::catalogue::{self as rules, MergeFacts};
use store::Reads;
use store::view::{MergeRow, RecordKind, SimilarRow};

use crate::context::Context;
use crate::contract::replies::Kept;
use crate::contract::requests::Nothing;
use crate::contract::requests_sites::{MergeRecords, UndoMerge};
use crate::hand::Hand;
use crate::keeping::{Keeping, catalogue_problem, keep};
use crate::lookups::{read, read_as};
use crate::problem::Problem;
use crate::typed;

fn duplicate(
    kind: RecordKind,
    RecordId(from): RecordId,
    RecordId(into): RecordId,
) -> (Duplicate, Unit) {
    match kind {
        RecordKind::Item => (
            Duplicate::Item {
                from: ItemId(from),
                into: ItemId(into),
            },
            Unit::Item(ItemId(from)),
        ),
        RecordKind::Party => (
            Duplicate::Party {
                from: PartyId(from),
                into: PartyId(into),
            },
            Unit::Party(PartyId(from)),
        ),
    }
}

fn merge_facts(reads: &Reads<'_>, records: Duplicate) -> Result<MergeFacts, Problem> {
    let merged = |from: Unit, into: Unit| -> Result<bool, Problem> {
        Ok(reads.merge_of(from)?.is_some() || reads.merge_of(into)?.is_some())
    };
    Ok(match records {
        Duplicate::Item { from, into } => {
            let (one, other) = (reads.item(from)?, reads.item(into)?);
            MergeFacts {
                both_known: one.is_some() && other.is_some(),
                merged_before: merged(Unit::Item(from), Unit::Item(into))?,
                same_unit: one.map(|row| row.unit) == other.map(|row| row.unit),
            }
        }
        Duplicate::Party { from, into } => MergeFacts {
            both_known: reads.party(from)?.is_some() && reads.party(into)?.is_some(),
            merged_before: merged(Unit::Party(from), Unit::Party(into))?,
            same_unit: true,
        },
    })
}

/// Has one record stand for another.
pub(crate) fn merge(context: &Context, request: MergeRecords) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MergeRecords, None)?;
    let (records, unit) = duplicate(request.kind, request.from, request.into);
    let body = RecordsMerged {
        id: request.id,
        records,
    };
    let keeping = Keeping {
        reason: Some(typed::text(&request.reason, "reason")?),
        ..Keeping::new(&hand, request.id.0, unit, None)
    };
    keep(&hand, keeping, |reads| {
        if reads.merge_of(unit)? != Some(request.id) {
            rules::merge(merge_facts(reads, records)?, records).map_err(catalogue_problem)?;
        }
        Ok(body.into())
    })
}

/// Takes a merge back: both records are there again.
pub(crate) fn undo_merge(context: &Context, request: UndoMerge) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MergeRecords, None)?;
    let (_, unit) = duplicate(request.kind, request.from, request.from);
    let keeping = Keeping {
        reason: Some(typed::text(&request.reason, "reason")?),
        ..Keeping::new(&hand, request.from.0, unit, None)
    };
    keep(&hand, keeping, |reads| {
        let unknown = || Problem::new("merge-unknown").at("from");
        let merge = reads.merge_of(unit)?.ok_or_else(unknown)?;
        let rows = reads.merges()?;
        let row = rows
            .iter()
            .find(|row| row.merge == merge)
            .ok_or_else(unknown)?;
        let (records, _) = duplicate(request.kind, row.from, row.into);
        Ok(MergeUndone { merge, records }.into())
    })
}

pub(crate) fn merges(context: &Context, _: Nothing) -> Result<Vec<MergeRow>, Problem> {
    read(context, |reads| reads.merges())
}

pub(crate) fn similar(context: &Context, _: Nothing) -> Result<Vec<SimilarRow>, Problem> {
    read_as(context, Action::MergeRecords, None, |reads| reads.similar())
}
