//! Pages of a scope's log, cut only where a push ended, so that a signed head in the page covers every entry at home
//! in it.
//!
//! What a newcomer gets wrong: the entries of one push lie side by side in their home scope's log (they were placed in
//! one go), so a page may end at any entry that ends a push or that is a copy, and at no other.

use std::collections::BTreeMap;

use proof::entry::EntryBytes;
use proof::keys::Signature;
use proof::leaf::{Reason, Status};
use proof::stream::SignedHead;
use replication::wire::{LogItem, Page, PageHead, PullCursor};
use uuid::Uuid;

use super::refusal::Refusal;
use crate::store::{LoggedEntry, Operation, Read, ScopeLog, StoreError};

/// Entries read from the store at a time, unless their bytes reach the page's first.
const CHUNK: u64 = 256;

/// The page from a cursor on: about `bytes` of entries, more only to reach the end of a push, nothing when 0.
pub(super) fn page(
    read: &dyn Read,
    operation: &Operation,
    cursor: &PullCursor,
    bytes: usize,
) -> Result<Page, Refusal> {
    let empty = Page {
        scope: cursor.scope.clone(),
        from: cursor.index,
        items: Vec::new(),
        heads: Vec::new(),
        has_more: false,
        size: 0,
        checkpoint: None,
    };
    let Some(log) = read.scope(operation.key, &cursor.scope)? else {
        return Ok(empty);
    };
    let entries = if bytes == 0 {
        Vec::new()
    } else {
        collect(read, &log, cursor.index, bytes)?
    };
    let heads = heads(read, &cursor.scope, &entries)?;
    let items = entries
        .into_iter()
        .map(item)
        .collect::<Result<Vec<_>, _>>()?;
    let end = cursor
        .index
        .saturating_add(u64::try_from(items.len()).unwrap_or(u64::MAX));
    let has_more = end < log.size;
    let checkpoint = (!has_more && log.size > 0).then_some(log.checkpoint);
    Ok(Page {
        items,
        heads,
        has_more,
        size: log.size,
        checkpoint,
        ..empty
    })
}

fn collect(
    read: &dyn Read,
    log: &ScopeLog,
    from: u64,
    bytes: usize,
) -> Result<Vec<LoggedEntry>, StoreError> {
    let (mut entries, mut held, mut next): (Vec<LoggedEntry>, usize, u64) = (Vec::new(), 0, from);
    while next < log.size {
        let chunk = read.log(log.key, next, CHUNK, bytes)?;
        if chunk.is_empty() {
            return Err(StoreError::Damaged(format!(
                "log of {} ends at {next} before {}",
                log.name, log.size
            )));
        }
        for entry in chunk {
            if entry.index != next {
                return Err(StoreError::Damaged(format!(
                    "log of {} lacks index {next}",
                    log.name
                )));
            }
            next += 1;
            held += entry.bytes.len();
            let may_end = entry.ends_push || entry.scope != log.name;
            entries.push(entry);
            if held >= bytes && may_end {
                return Ok(entries);
            }
        }
    }
    Ok(entries)
}

/// The last signed head of every stream that is at home in the page.
fn heads(
    read: &dyn Read,
    scope: &str,
    entries: &[LoggedEntry],
) -> Result<Vec<PageHead>, StoreError> {
    let mut last: BTreeMap<Uuid, (i64, u64)> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.scope == scope) {
        last.insert(entry.device, (entry.stream, entry.seq));
    }
    last.into_iter()
        .map(|(device, (stream, seq))| {
            let head = read
                .head_at(stream, seq)?
                .filter(|head| head.seq == seq)
                .ok_or_else(|| {
                    StoreError::Damaged(format!("no head at {seq} of {device} in {scope}"))
                })?;
            let signature = Signature(head.signature);
            Ok(PageHead {
                device,
                head: SignedHead {
                    seq: head.seq,
                    chain: head.chain,
                    signature,
                },
            })
        })
        .collect()
}

fn item(entry: LoggedEntry) -> Result<LogItem, StoreError> {
    let damaged = |_| StoreError::Damaged(format!("entry at position {}", entry.pos));
    Ok(LogItem {
        index: entry.index,
        epoch: entry.epoch,
        pos: entry.pos,
        accepted_at: entry.accepted_at,
        status: match entry.quarantine {
            None => Status::Integrated,
            Some(reason) => Status::Quarantined {
                reason: Reason::new(&reason),
            },
        },
        device: entry.device,
        scope: entry.scope,
        seq: entry.seq,
        bytes: EntryBytes::new(entry.bytes).map_err(damaged)?,
        copy: entry.copy.map(Signature),
    })
}
