//! One exchange with the server, from the first push to the last page, as a state machine.
//!
//! What a newcomer gets wrong: a reply is checked whole, every page in it, before the first acknowledgement is written;
//! and a push the server will not take does not stop the pull: the exchange goes on and ends in `Failed`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use proof::certificate::CATALOGUE;

use crate::answer::check;
pub use crate::local::Local;
use crate::page::{Pins, Verified};
use crate::wire::{
    ExchangeReply, ExchangeRequest, MAX_RANGES, Outcome, PROTOCOL, Page, PullCursor, PushRange,
    PushResult,
};

/// Smallest and largest segment, in bytes of entries a request carries or asks for.
pub const SEGMENT_BYTES: std::ops::RangeInclusive<usize> = 4 * 1024..=1024 * 1024;
/// Segment size of a first exchange.
pub const FIRST_SEGMENT: usize = 64 * 1024;
/// Requests in one exchange; what is left over waits for the next.
const MAX_ROUNDS: u32 = 10_000;
/// Rounds without progress before giving up.
const MAX_STALLED: u32 = 3;
/// Time-outs in a row before giving up: from the largest segment to the smallest, and two more.
const MAX_TIMEOUTS: u32 = 10;

/// What the host does next.
#[derive(Debug)]
pub enum Step {
    /// Send this to the server and hand back the reply, or say that it failed.
    Send(Box<ExchangeRequest>),
    /// Nothing is left to do.
    Done(Summary),
    /// The exchange cannot go on.
    Failed(Reason),
}

/// What an exchange did so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Entries the server acknowledged in this exchange.
    pub sent: u64,
    /// Entries that were unsent when it began, and those written since.
    pub to_send: u64,
    /// Log items received.
    pub received: u64,
    pub rounds: u32,
    pub complete_to_pos: u64,
}

/// Why an exchange ended early. Nothing that was acknowledged or applied before is undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The server's answer breaks the protocol or its proof; none of it was used.
    ServerAnsweredRubbish { what: String },
    /// The server is in another epoch: it was restored from a backup, or is not what it was.
    EpochChanged { ours: u64, theirs: u64 },
    /// The server holds another entry at a place of ours.
    Fork { scope: String },
    /// The server does not take our entries.
    Refused { scope: String, reason: String },
    /// Round after round brought nothing, though work remained.
    Stalled,
    /// Time-outs even at the smallest segment size.
    LinkTooSlow,
    /// The device's own records failed.
    Local { cause: LocalFailure },
}

/// Why the device's own records failed, as they said it: a full disk is told from a damaged file by whoever knows both.
#[derive(Debug, Clone)]
pub struct LocalFailure(Arc<dyn Error + Send + Sync>);

impl LocalFailure {
    /// The records' own error, if it is of this type.
    #[must_use]
    pub fn as_error<E: Error + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }
}

impl fmt::Display for LocalFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for LocalFailure {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for LocalFailure {}

/// What was asked, to check the answer against.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) pins: Pins,
    pub(crate) ranges: Vec<(String, u64, u64)>,
    pub(crate) cursors: Vec<PullCursor>,
}

/// One exchange. Make one, call [`Session::start`], send what it yields, hand back what comes.
#[derive(Debug)]
pub struct Session {
    segment: usize,
    summary: Summary,
    asked: Option<Asked>,
    push_stopped: Option<Reason>,
    timeouts: u32,
    stalled: u32,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(FIRST_SEGMENT)
    }
}

impl Session {
    /// A session that begins with this segment size: [`FIRST_SEGMENT`], or what the last one ended with.
    #[must_use]
    pub fn new(segment: usize) -> Self {
        Self {
            segment: segment.clamp(*SEGMENT_BYTES.start(), *SEGMENT_BYTES.end()),
            summary: Summary::default(),
            asked: None,
            push_stopped: None,
            timeouts: 0,
            stalled: 0,
        }
    }

    /// The segment size in bytes that suits the link so far.
    #[must_use]
    pub fn segment(&self) -> usize {
        self.segment
    }

    /// Progress so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// The first request.
    pub fn start<L: Local>(&mut self, local: &L) -> Step {
        self.ask(local).unwrap_or_else(Step::Failed)
    }

    /// The request was not answered in time, or the connection broke: a smaller request, or the end. What the lost
    /// answer acknowledged is asked again and answered with "exists".
    pub fn timed_out<L: Local>(&mut self, local: &L) -> Step {
        self.timeouts += 1;
        self.segment = (self.segment / 2).max(*SEGMENT_BYTES.start());
        if self.timeouts >= MAX_TIMEOUTS {
            return Step::Failed(Reason::LinkTooSlow);
        }
        self.ask(local).unwrap_or_else(Step::Failed)
    }

    /// Takes an answer.
    pub fn received<L: Local>(&mut self, local: &mut L, reply: &ExchangeReply) -> Step {
        self.take(local, reply).unwrap_or_else(Step::Failed)
    }

    fn ask<L: Local>(&mut self, local: &L) -> Result<Step, Reason> {
        let pins = local.pins().map_err(failed)?;
        let mut push = if self.push_stopped.is_some() {
            Vec::new()
        } else {
            local.unsent(self.segment).map_err(failed)?
        };
        push.truncate(MAX_RANGES);
        let unsent = local.unsent_count().map_err(failed)?;
        self.summary.to_send = self.summary.sent + unsent;
        self.summary.rounds += 1;
        let pull = local.cursors().map_err(failed)?;
        let checkpoints = local.checkpoints().map_err(failed)?;
        self.asked = Some(Asked {
            pins,
            ranges: push.iter().map(extent).collect(),
            cursors: pull.clone(),
        });
        Ok(Step::Send(Box::new(ExchangeRequest {
            protocol: PROTOCOL,
            epoch: pins.epoch,
            push,
            pull,
            limit: u32::try_from(self.segment).unwrap_or(u32::MAX),
            checkpoints,
        })))
    }

    fn take<L: Local>(&mut self, local: &mut L, reply: &ExchangeReply) -> Result<Step, Reason> {
        let asked = self
            .asked
            .take()
            .ok_or_else(|| rubbish("an answer that nobody asked for"))?;
        let pages = check(local, &asked, reply)?;
        self.timeouts = 0;
        self.segment = (self.segment * 2).min(*SEGMENT_BYTES.end());
        let before = (self.summary.sent, self.summary.received);
        self.take_results(local, &asked, &reply.pushed)?;
        self.take_pages(local, reply, &pages)?;
        let progress = before != (self.summary.sent, self.summary.received);
        self.stalled = if progress { 0 } else { self.stalled + 1 };
        self.go_on(local, &asked, reply)
    }

    /// A page that cannot be stored stops no other one: after a fork that is the log with the foreign branch.
    fn take_pages<L: Local>(
        &mut self,
        local: &mut L,
        reply: &ExchangeReply,
        pages: &[Verified],
    ) -> Result<(), Reason> {
        let mut refused = None;
        // An empty page only repeats the checkpoint that came with the last entry.
        let filled = |(page, _): &(&Page, &Verified)| !page.items.is_empty();
        for (page, verified) in reply.pages.iter().zip(pages).filter(filled) {
            match local.apply_page(page, verified) {
                Ok(()) => self.summary.received += page.items.len() as u64,
                Err(cause) => refused = refused.or_else(|| Some(failed(cause))),
            }
            // The keys of all others come with the catalogue.
            if refused.is_some() && page.scope == CATALOGUE {
                break;
            }
        }
        match refused {
            None => Ok(()),
            Some(reason) => Err(self.push_stopped.take().unwrap_or(reason)),
        }
    }

    fn take_results<L: Local>(
        &mut self,
        local: &mut L,
        asked: &Asked,
        results: &[PushResult],
    ) -> Result<(), Reason> {
        // A server that knows more of the stream than was sent vouches here for what was sent alone.
        let ranges = asked.ranges.iter();
        let results: Vec<PushResult> = ranges
            .clone()
            .zip(results)
            .map(|((_, _, last), result)| PushResult {
                up_to_seq: result.up_to_seq.min(*last),
                ..result.clone()
            })
            .collect();
        if !results.is_empty() {
            local.acknowledge(&results).map_err(failed)?;
        }
        for ((_, first, last), result) in ranges.zip(&results) {
            let scope = result.scope.clone();
            match &result.outcome {
                Outcome::Accepted | Outcome::Exists => self.summary.sent += last - first + 1,
                Outcome::Gap { .. } => {}
                Outcome::Fork => self.push_stopped = Some(Reason::Fork { scope }),
                Outcome::Refused { reason } => {
                    let reason = reason.clone();
                    self.push_stopped = Some(Reason::Refused { scope, reason });
                }
            }
        }
        Ok(())
    }

    /// Another round while there is work, else the end.
    fn go_on<L: Local>(
        &mut self,
        local: &mut L,
        asked: &Asked,
        reply: &ExchangeReply,
    ) -> Result<Step, Reason> {
        let unsent = local.unsent_count().map_err(failed)?;
        self.summary.to_send = self.summary.sent + unsent;
        let known: BTreeSet<&str> = asked.cursors.iter().map(|cursor| &*cursor.scope).collect();
        let cursors = local.cursors().map_err(failed)?;
        let pulled = reply.pages.iter().all(|page| !page.has_more)
            && cursors.iter().all(|cursor| known.contains(&*cursor.scope));
        let pushed = unsent == 0 || self.push_stopped.is_some();
        // What was pushed in this round comes back with its position in the next, if not in this one's pages.
        if pulled && pushed {
            local
                .complete(reply.complete_to_pos, reply.server_time)
                .map_err(failed)?;
            self.summary.complete_to_pos = reply.complete_to_pos;
            return Ok(self.end());
        }
        if self.stalled >= MAX_STALLED {
            return Err(self.push_stopped.take().unwrap_or(Reason::Stalled));
        }
        if self.summary.rounds >= MAX_ROUNDS {
            return Ok(self.end());
        }
        self.ask(local)
    }

    fn end(&mut self) -> Step {
        self.push_stopped
            .take()
            .map_or(Step::Done(self.summary), Step::Failed)
    }
}

fn extent(range: &PushRange) -> (String, u64, u64) {
    (range.scope.clone(), range.first_seq, range.last_seq())
}

pub(crate) fn failed(cause: impl Error + Send + Sync + 'static) -> Reason {
    Reason::Local {
        cause: LocalFailure(Arc::new(cause)),
    }
}

pub(crate) fn rubbish(what: impl Into<String>) -> Reason {
    Reason::ServerAnsweredRubbish { what: what.into() }
}
