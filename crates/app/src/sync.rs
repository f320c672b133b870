//! Exchanges with the server: one at a time, on the thread of whoever asks. The courier (in `uplink`) asks after every
//! write, when the server has news and from time to time; `send_now` asks at once.
//!
//! What a newcomer gets wrong: nothing is locked while the network is waited for but the right to exchange; posting
//! goes on meanwhile, and what it writes is sent in the same exchange or the next.

use std::time::Duration;

use replication::auth::{self, Credentials};
use replication::endpoint::{self, WAIT_SECONDS, WaitReply};
use replication::session::{Reason, Session, Step, Summary};
use replication::wire::{self, ErrorCode, ErrorReply, ExchangeReply, MAX_MESSAGE_BYTES};
use serde::de::DeserializeOwned;
use store::view::Unsent;
use store::{Changes, Identity, Store, StoreError, SyncNote};

use crate::change::Change;
use crate::clock;
use crate::context::{Context, lock};
use crate::contract::replies::{Exchanged, SyncPhase, SyncStatus};
use crate::contract::requests::Nothing;
use crate::link::{LinkError, Method, Request, Response, Server, Trust};
use crate::problem::Problem;
use crate::records::Records;

/// How long one answer of an exchange may take, beyond the way of the request; it doubles with each cut answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes a second of the slowest link that is waited for: one long document cannot be sent in pieces.
const SLOWEST: usize = 2 * 1024;
/// How long the long poll may take, beyond what the server holds it.
const GRACE: Duration = Duration::from_secs(10);
/// The fact of `server-busy` that says how many seconds the server asks to be left alone.
pub const RETRY_AFTER: &str = "retry_after";
/// Cut answers in a row until an exchange is given up.
const TRIES: u32 = 3;

/// The exchange under way and the last one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress {
    under_way: Option<Summary>,
    problem: Option<Problem>,
    /// Segment size that suited the link.
    segment: Option<usize>,
}

impl Context {
    /// One whole exchange with the server: sends what is unsent, pulls what is new. Blocks; one at a time.
    ///
    /// # Errors
    /// Why it ended early; what was acknowledged or applied before stays so.
    pub fn sync_once(&self) -> Result<Exchanged, Problem> {
        let _one_at_a_time = lock(&self.exchange);
        let (store, identity) = self.identity()?;
        self.show(|progress| {
            progress.under_way = Some(Summary::default());
            progress.problem = None;
        });
        let segment = lock(&self.progress).segment;
        let mut session = segment.map_or_else(Session::default, Session::new);
        let result = drive(self, &store, &identity, &mut session);
        let summary = session.summary();
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let note = SyncNote {
            at: self.now(),
            sent: count(summary.sent),
            received: count(summary.received),
            problem: result.as_ref().err().map(|problem| problem.code.clone()),
        };
        // The log of exchanges is a comfort; the exchange itself counts.
        let noted = store.note_exchange(&note);
        let result = result.and(noted.map_err(Problem::from));
        self.show(|progress| {
            progress.under_way = None;
            progress.problem = result.as_ref().err().cloned();
            progress.segment = Some(session.segment());
        });
        result.map(|()| Exchanged {
            sent: note.sent,
            received: note.received,
        })
    }

    /// Asks the server to answer when there is something new, at most 25 s. True: an exchange would bring something.
    /// Blocks.
    ///
    /// # Errors
    /// Why the server did not answer.
    pub fn wait_for_news(&self) -> Result<bool, Problem> {
        let (store, identity) = self.identity()?;
        let from = store.read(|reads| reads.complete_to())?;
        let path = format!("{}?from_pos={from}", endpoint::WAIT);
        let patience = Duration::from_secs(WAIT_SECONDS) + GRACE;
        let sent = send(
            self,
            &store,
            &identity,
            Method::Get,
            &path,
            Vec::new(),
            patience,
        )?;
        let reply: WaitReply = answer(&identity.server_address, &sent?)?;
        Ok(reply.head_pos > from)
    }

    fn show(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut lock(&self.progress));
        self.tell(Change::of("sync"));
    }
}

fn drive(
    context: &Context,
    store: &Store,
    identity: &Identity,
    session: &mut Session,
) -> Result<(), Problem> {
    let address = &identity.server_address;
    let mut local = Records {
        store,
        changes: Changes::default(),
    };
    let mut failures = 0;
    let mut step = session.start(&local);
    loop {
        let request = match step {
            Step::Send(request) => request,
            Step::Done(_) => return Ok(()),
            Step::Failed(reason) => return Err(reason_problem(address, reason)),
        };
        let body = wire::encode(&*request);
        let patience = patience(body.len(), failures);
        match send(
            context,
            store,
            identity,
            Method::Post,
            endpoint::EXCHANGE,
            body,
            patience,
        )? {
            Ok(response) => {
                failures = 0;
                let reply: ExchangeReply = answer(address, &response)?;
                note_clock(context, store, reply.server_time)?;
                step = session.received(&mut local, &reply);
                let changes = std::mem::take(&mut local.changes);
                context.show(|progress| {
                    progress.under_way = Some(session.summary());
                    progress.problem = None;
                });
                context.tell_changes(&changes);
            }
            // A cut costs one segment: a smaller one is tried before the exchange is given up.
            Err(error @ LinkError::Cut { .. }) => {
                failures += 1;
                if failures >= TRIES {
                    return Err(error.into());
                }
                // It may take minutes until the next answer is given up: the person is told meanwhile.
                context.show(|progress| progress.problem = Some(error.into()));
                step = session.timed_out(&local);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// How long to wait for the answer to a request of this size after so many cut answers in a row.
fn patience(bytes: usize, failures: u32) -> Duration {
    let way = u64::try_from(bytes / SLOWEST).unwrap_or(u64::MAX);
    PATIENCE.saturating_mul(1 << failures.min(TRIES)) + Duration::from_secs(way)
}

/// Signs and sends. The outer error is this computer's, the inner one the link's.
fn send(
    context: &Context,
    store: &Store,
    identity: &Identity,
    method: Method,
    path: &str,
    body: Vec<u8>,
    patience: Duration,
) -> Result<Result<Response, LinkError>, StoreError> {
    let number = store.next_request_number()?;
    let credentials = Credentials::sign(
        &identity.seed.key(),
        identity.device.0,
        number,
        method.as_str(),
        path,
        &body,
    );
    let request = Request {
        method,
        path: path.to_owned(),
        headers: vec![
            (auth::HEADER.to_owned(), credentials.to_header()),
            ("content-type".to_owned(), endpoint::CONTENT_TYPE.to_owned()),
        ],
        body,
        patience,
    };
    let server = Server {
        address: identity.server_address.clone(),
        trust: Trust::Pinned(identity.server_key),
    };
    Ok(context.link.send(&server, &request))
}

fn answer<T: DeserializeOwned>(address: &str, response: &Response) -> Result<T, Problem> {
    let body = accepted(address, response)?;
    wire::decode(body, MAX_MESSAGE_BYTES)
        .map_err(|cause| Problem::new("server-rubbish").with("what", cause))
}

/// The body of an answer that is no refusal.
pub(crate) fn accepted<'a>(address: &str, response: &'a Response) -> Result<&'a [u8], Problem> {
    if response.status == 200 {
        return Ok(&response.body);
    }
    let Ok(refusal) = wire::decode::<ErrorReply>(&response.body, MAX_MESSAGE_BYTES) else {
        return Err(
            Problem::new("server-rubbish").with("what", format!("status {}", response.status))
        );
    };
    let refused = || Problem::new("server-refused").with("reason", &refusal.detail);
    Err(match refusal.code {
        ErrorCode::CodeUnknown => Problem::new("code-unknown").at("code"),
        ErrorCode::CodeUsed => Problem::new("code-used").at("code"),
        ErrorCode::CodeExpired => Problem::new("code-expired").at("code"),
        ErrorCode::Revoked => Problem::new("device-revoked"),
        ErrorCode::WrongOperation => Problem::new("wrong-operation"),
        ErrorCode::ProtocolTooOld => Problem::new("server-newer"),
        ErrorCode::Busy | ErrorCode::Internal => {
            let busy = Problem::new("server-busy").with("address", address);
            match response.retry_after {
                Some(seconds) => busy.with(RETRY_AFTER, seconds),
                None => busy,
            }
        }
        ErrorCode::UnknownDevice
        | ErrorCode::BadSignature
        | ErrorCode::Replayed
        | ErrorCode::TooLarge
        | ErrorCode::Unreadable
        | ErrorCode::Unknown => refused(),
    })
}

fn reason_problem(address: &str, reason: Reason) -> Problem {
    let refused = |text: String| Problem::new("server-refused").with("reason", text);
    match reason {
        Reason::ServerAnsweredRubbish { what } => Problem::new("server-rubbish").with("what", what),
        Reason::EpochChanged { ours, theirs } => {
            refused(format!("epoch {theirs} instead of {ours}"))
        }
        Reason::Fork { scope } => Problem::new("journal-forked").with("scope", scope),
        Reason::Refused { scope, reason } => refused(format!("{scope}: {reason}")),
        Reason::Stalled => Problem::new("server-rubbish").with("what", "no progress"),
        Reason::LinkTooSlow => Problem::new("server-unreachable").with("address", address),
        Reason::Local { cause } => match cause.as_error::<StoreError>() {
            Some(error) => error.clone().into(),
            None => Problem::new("storage-failed").with("detail", cause),
        },
    }
}

/// Remembers how far the clocks are apart. Kept only when it changes by a minute, to spare the disk.
fn note_clock(context: &Context, store: &Store, server_time: i64) -> Result<(), StoreError> {
    let skew = context.now().timestamp() - server_time;
    let before = store
        .setting(clock::SKEW)?
        .and_then(|text| text.parse::<i64>().ok());
    if before.is_none_or(|before| (before - skew).abs() >= 60) {
        store.set_setting(clock::SKEW, &skew.to_string())?;
    }
    Ok(())
}

/// The pill: what the exchange does, and what waits.
pub(crate) fn status(context: &Context, _: Nothing) -> Result<SyncStatus, Problem> {
    let store = context.store()?;
    let unsent = store.read(|reads| reads.unsent())?;
    let progress = lock(&context.progress).clone();
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let (done, total) = progress.under_way.map_or((0, 0), |summary| {
        (count(summary.sent), count(summary.to_send))
    });
    let unreached = |problem: &Problem| UNREACHED.contains(&problem.code.as_str());
    let phase = match (&progress.under_way, &progress.problem) {
        (_, Some(problem)) if unreached(problem) => SyncPhase::Offline,
        (Some(summary), _) if summary.sent < summary.to_send => SyncPhase::Sending,
        (Some(_), _) => SyncPhase::Receiving,
        (None, Some(_)) => SyncPhase::Stuck,
        (None, None) if unsent.entries > 0 => SyncPhase::Sending,
        (None, None) => SyncPhase::Idle,
    };
    Ok(SyncStatus {
        phase,
        unsent: unsent.entries,
        done,
        total,
        last_exchange: unsent.last_exchange,
        oldest_unsent: unsent.oldest,
        problem: progress.problem,
    })
}

/// Problems that mean no more than that the server is not there now.
const UNREACHED: [&str; 2] = ["server-unreachable", "server-busy"];

/// The drawer behind the pill.
pub(crate) fn unsent(context: &Context, _: Nothing) -> Result<Unsent, Problem> {
    Ok(context.store()?.read(|reads| reads.unsent())?)
}

/// Exchanges now, and answers with how it went. A failure is told by the pill, not as a refusal of this call.
pub(crate) fn send_now(context: &Context, request: Nothing) -> Result<SyncStatus, Problem> {
    let under_way = lock(&context.progress).under_way.is_some();
    if !under_way {
        // How it went is kept in the progress, which the status shows.
        let _ = context.sync_once();
    }
    status(context, request)
}
