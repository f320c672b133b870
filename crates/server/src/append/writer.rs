//! The one writer thread: requests that arrive within a few milliseconds share one transaction and one fsync.
//!
//! What a newcomer gets wrong: an answer is given only after the commit. When the commit fails, everyone in the batch
//! is told so; nobody was acknowledged. When one request's own work fails, or panics, the transaction is given up and
//! every request of the batch runs again in a transaction of its own, so that only that one is told.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use super::{Append, AppendError};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::store::{Storage, StoreError};

/// How long a batch waits for company once it has more than one member.
const GATHER: Duration = Duration::from_millis(2);
/// Most requests in one transaction.
const BATCH: usize = 128;
/// Most requests waiting; more are told to come back later.
const QUEUE: usize = 1024;

/// One request's part of a transaction. It runs again when the transaction was given up for another's sake.
trait Work: Send {
    /// # Errors
    /// The store fails; the transaction must be given up.
    fn run(&mut self, append: &mut Append<'_>) -> Result<(), AppendError>;

    /// Called after the commit, or not at all: dropping the work tells that the store failed.
    fn tell(self: Box<Self>);
}

/// A request that waits for what its work answers.
struct Asked<T, F> {
    work: F,
    result: Option<T>,
    answer: oneshot::Sender<T>,
}

impl<T, F> Work for Asked<T, F>
where
    T: Send,
    F: FnMut(&mut Append<'_>) -> Result<T, AppendError> + Send,
{
    fn run(&mut self, append: &mut Append<'_>) -> Result<(), AppendError> {
        self.result = None;
        self.result = Some((self.work)(append)?);
        Ok(())
    }

    fn tell(self: Box<Self>) {
        if let Some(result) = self.result {
            // The asker may have hung up; what was written stays written.
            drop(self.answer.send(result));
        }
    }
}

type Queued = Box<dyn Work>;

/// Where requests for the writer go. Cheap to clone; the thread ends when the last clone is gone.
#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Queued>,
}

/// The request was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    #[error("too many requests are waiting")]
    Busy,
    #[error("the store failed")]
    Failed,
}

/// Starts the thread. The last position is published on `head` after each commit.
///
/// # Errors
/// The system starts no thread.
pub fn start(
    storage: Arc<dyn Storage>,
    keys: Arc<Keys>,
    clock: Clock,
    head: watch::Sender<u64>,
) -> std::io::Result<(Writer, JoinHandle<()>)> {
    let (queue, requests) = sync_channel(QUEUE);
    let desk = Desk {
        storage,
        keys,
        clock,
    };
    let thread = std::thread::Builder::new()
        .name("append".to_owned())
        .spawn(move || run(&requests, &desk, &head))?;
    Ok((Writer { queue }, thread))
}

impl Writer {
    /// Runs a piece of work inside the next transaction, and waits for its commit. It may run more than once, each
    /// time in a fresh transaction; only the last one is committed.
    ///
    /// # Errors
    /// `Busy` when the queue is full, `Failed` when the store failed; either way nothing was written.
    pub async fn write<T, F>(&self, work: F) -> Result<T, NotWritten>
    where
        T: Send + 'static,
        F: FnMut(&mut Append<'_>) -> Result<T, AppendError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let work: Queued = Box::new(Asked {
            work,
            result: None,
            answer,
        });
        self.queue.try_send(work).map_err(|refused| match refused {
            TrySendError::Full(_) => NotWritten::Busy,
            TrySendError::Disconnected(_) => NotWritten::Failed,
        })?;
        answered.await.map_err(|_| NotWritten::Failed)
    }
}

/// What every transaction is made with.
struct Desk {
    storage: Arc<dyn Storage>,
    keys: Arc<Keys>,
    clock: Clock,
}

fn run(requests: &Receiver<Queued>, desk: &Desk, head: &watch::Sender<u64>) {
    while let Ok(first) = requests.recv() {
        let mut batch = gather(requests, first);
        match write(desk, &mut batch) {
            Ok(last) => publish(head, last, batch),
            Err(Failure::Shared(cause)) => {
                tracing::error!(%cause, size = batch.len(), "a batch could not be written");
            }
            Err(Failure::One(cause)) if batch.len() == 1 => {
                tracing::error!(%cause, "a request could not be written");
            }
            Err(Failure::One(_)) => one_by_one(desk, head, batch),
        }
    }
}

/// One of these fails by itself: each gets a transaction of its own, in their order.
fn one_by_one(desk: &Desk, head: &watch::Sender<u64>, batch: Vec<Queued>) {
    for work in batch {
        let mut alone = vec![work];
        match write(desk, &mut alone) {
            Ok(last) => publish(head, last, alone),
            Err(Failure::Shared(cause) | Failure::One(cause)) => {
                tracing::error!(%cause, "a request could not be written");
            }
        }
    }
}

fn publish(head: &watch::Sender<u64>, last: u64, batch: Vec<Queued>) {
    head.send_if_modified(|known| std::mem::replace(known, last.max(*known)) < last);
    for work in batch {
        work.tell();
    }
}

/// A lone request goes at once; as soon as there are two, others get a moment to join.
fn gather(requests: &Receiver<Queued>, first: Queued) -> Vec<Queued> {
    let mut batch = vec![first];
    let mut until = None;
    while batch.len() < BATCH {
        let next = match until {
            None => requests.try_recv().map_err(|_| RecvTimeoutError::Timeout),
            Some(until) => {
                requests.recv_timeout(Instant::saturating_duration_since(&until, Instant::now()))
            }
        };
        let Ok(work) = next else { break };
        batch.push(work);
        until.get_or_insert_with(|| Instant::now() + GATHER);
    }
    batch
}

/// Whose fault it is that nothing was written.
enum Failure {
    /// The store's: beginning or committing failed.
    Shared(AppendError),
    /// That of one request's work.
    One(AppendError),
}

/// Runs a batch in one transaction; gives the last position after it.
fn write(desk: &Desk, batch: &mut [Queued]) -> Result<u64, Failure> {
    let begin = || Append::new(desk.storage.begin()?, &desk.keys, desk.clock.now());
    let mut append = begin().map_err(Failure::Shared)?;
    for work in batch {
        // The transaction is given up after a panic, so nothing half-done is seen again.
        catch_unwind(AssertUnwindSafe(|| work.run(&mut append)))
            .unwrap_or_else(|_| {
                let what = "a request's work panicked".to_owned();
                Err(StoreError::Damaged(what).into())
            })
            .map_err(Failure::One)?;
    }
    let last = append.operation.head;
    append
        .commit()
        .map_err(|cause| Failure::Shared(cause.into()))?;
    Ok(last)
}
