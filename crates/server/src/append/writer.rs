//! The one writer thread: requests that arrive within a few milliseconds share one transaction and one fsync.
//!
//! What a newcomer gets wrong: an answer is given only after the commit. When the commit fails, everyone in the batch
//! is told so; nobody was acknowledged.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{oneshot, watch};

use super::{Append, AppendError};
use crate::keys::Keys;
use crate::store::Storage;

/// How long a batch waits for company once it has more than one member.
const GATHER: Duration = Duration::from_millis(2);
/// Most requests in one transaction.
const BATCH: usize = 128;
/// Most requests waiting; more are told to come back later.
const QUEUE: usize = 1024;

/// One request's part of a transaction. It must change nothing when it answers with a failure.
type Work = Box<dyn FnOnce(&mut Append<'_>) -> Result<Done, AppendError> + Send>;
/// Told after the commit, or not at all: a dropped one means the store failed.
type Done = Box<dyn FnOnce() + Send>;

/// Where requests for the writer go. Cheap to clone; the thread ends when the last clone is gone.
#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Work>,
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
    head: watch::Sender<u64>,
) -> std::io::Result<(Writer, JoinHandle<()>)> {
    let (queue, requests) = sync_channel(QUEUE);
    let thread = std::thread::Builder::new()
        .name("append".to_owned())
        .spawn(move || run(&requests, &*storage, &keys, &head))?;
    Ok((Writer { queue }, thread))
}

impl Writer {
    /// Runs a piece of work inside the next transaction, and waits for its commit.
    ///
    /// # Errors
    /// `Busy` when the queue is full, `Failed` when the store failed; either way nothing was written.
    pub async fn write<T, F>(&self, work: F) -> Result<T, NotWritten>
    where
        T: Send + 'static,
        F: FnOnce(&mut Append<'_>) -> Result<T, AppendError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let work: Work = Box::new(move |append| {
            let result = work(append)?;
            Ok(Box::new(move || {
                // The asker may have hung up; what was written stays written.
                drop(answer.send(result));
            }))
        });
        self.queue.try_send(work).map_err(|refused| match refused {
            TrySendError::Full(_) => NotWritten::Busy,
            TrySendError::Disconnected(_) => NotWritten::Failed,
        })?;
        answered.await.map_err(|_| NotWritten::Failed)
    }
}

fn run(requests: &Receiver<Work>, storage: &dyn Storage, keys: &Keys, head: &watch::Sender<u64>) {
    while let Ok(first) = requests.recv() {
        let batch = gather(requests, first);
        let size = batch.len();
        match write(storage, keys, batch) {
            Ok((done, last)) => {
                head.send_if_modified(|known| std::mem::replace(known, last.max(*known)) < last);
                for tell in done {
                    tell();
                }
            }
            Err(cause) => tracing::error!(%cause, size, "a batch could not be written"),
        }
    }
}

/// A lone request goes at once; as soon as there are two, others get a moment to join.
fn gather(requests: &Receiver<Work>, first: Work) -> Vec<Work> {
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

fn write(
    storage: &dyn Storage,
    keys: &Keys,
    batch: Vec<Work>,
) -> Result<(Vec<Done>, u64), AppendError> {
    let mut append = Append::new(storage.begin()?, keys, now())?;
    let done = batch
        .into_iter()
        .map(|work| work(&mut append))
        .collect::<Result<Vec<_>, _>>()?;
    let last = append.operation.head;
    append.commit()?;
    Ok((done, last))
}

/// Unix seconds by this machine's clock.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
