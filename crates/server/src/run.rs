//! A running server: its own runtime on its own threads, so that it can be started in process by a test or a demo.

use std::fs::File;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum_server::Handle;
use axum_server::accept::{Accept, NoDelayAcceptor};
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::admin::directory;
use crate::append::writer;
use crate::clock::Clock;
use crate::http::{self, Shared};
use crate::keys::{KeyError, Keys};
use crate::store::sqlite::Sqlite;
use crate::store::{Storage, StoreError};
use crate::tls::{self, TlsError};

/// How often the store is asked for positions given by another process (the admin command line).
const LOOK_FOR_OTHERS: Duration = Duration::from_millis(500);
/// How long a stopping server lets requests end.
const GRACE: Duration = Duration::from_secs(10);

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Config {
    /// Data directory, as made by `admin init`.
    pub data: PathBuf,
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    pub limits: Limits,
    /// When entries are accepted.
    pub clock: Clock,
}

impl Config {
    /// A server with the usual limits.
    #[must_use]
    pub fn new(data: PathBuf, listen: SocketAddr) -> Self {
        Self {
            data,
            listen,
            limits: Limits::default(),
            clock: Clock::default(),
        }
    }
}

/// What one client may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest request body as sent, in bytes.
    pub body_bytes: usize,
    /// Largest message after decompression, in bytes.
    pub message_bytes: usize,
    /// Connections at once.
    pub connections: usize,
    /// Requests a device and minute.
    pub requests_a_minute: u32,
    /// Attempts to enrol an address and minute.
    pub enrolments_a_minute: u32,
    /// Time for a request beside the time a long poll waits.
    pub request_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 8 * 1024 * 1024,
            message_bytes: replication::wire::MAX_MESSAGE_BYTES,
            connections: 2048,
            requests_a_minute: 1200,
            enrolments_a_minute: 60,
            request_time: Duration::from_secs(60),
        }
    }
}

/// The server did not start.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("there is no ledger in {}; make one with `relief-server admin --data {} init`", .0.display(), .0.display())]
    NotADataDirectory(PathBuf),
    #[error("another relief-server already runs on {}", .0.display())]
    InUse(PathBuf),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Keys(#[from] KeyError),
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error("the server cannot start: {0}")]
    System(#[from] io::Error),
}

/// A server that accepts connections. Dropping it stops it.
pub struct Running {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    stopping: watch::Sender<bool>,
    /// Taken when it stops.
    parts: Option<Parts>,
}

struct Parts {
    runtime: Runtime,
    serving: tokio::task::JoinHandle<io::Result<()>>,
    append: JoinHandle<()>,
    /// Held until everything else has ended.
    lock: File,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops: no new requests, those under way end, what was queued is written.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let Some(Parts {
            runtime,
            serving,
            append,
            lock,
        }) = self.parts.take()
        else {
            return;
        };
        self.stopping.send_replace(true);
        self.handle.graceful_shutdown(Some(GRACE));
        match runtime.block_on(serving) {
            Ok(Ok(())) => {}
            Ok(Err(cause)) => tracing::error!(%cause, "the server ended with an error"),
            Err(cause) => tracing::error!(%cause, "the server ended early"),
        }
        // Drops the last request's hold on the writer, whose thread then ends by itself.
        runtime.shutdown_timeout(GRACE);
        if append.join().is_err() {
            tracing::error!("the append thread ended early");
        }
        drop(lock);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Starts a server and returns once it accepts connections. Must not be called from inside an async runtime.
///
/// # Errors
/// `RunError`, each with one sentence.
pub fn run(config: Config) -> Result<Running, RunError> {
    if !directory::database(&config.data).is_file() {
        return Err(RunError::NotADataDirectory(config.data));
    }
    let lock = lock(&config.data)?;
    let keys = Arc::new(Keys::load(&config.data)?);
    let storage: Arc<dyn Storage> = Arc::new(Sqlite::open(&directory::database(&config.data))?);
    let tls = RustlsConfig::from_config(tls::server_config(&keys.server)?);
    let listener =
        TcpListener::bind(config.listen).map_err(|cause| RunError::Listen(config.listen, cause))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;

    let head = storage
        .read()?
        .operation()?
        .map_or(0, |operation| operation.head);
    let (publish, head) = watch::channel(head);
    let (stopping, stops) = watch::channel(false);
    let (writer, append) = writer::start(
        Arc::clone(&storage),
        keys,
        config.clock.clone(),
        publish.clone(),
    )?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("serve")
        .build()?;
    let handle = Handle::new();
    let shared = Arc::new(Shared {
        storage: Arc::clone(&storage),
        writer,
        head,
        stopping: stops,
        rates: http::rates(&config.limits),
        limits: config.limits.clone(),
        clock: config.clock,
    });
    runtime.spawn(look_for_others(storage, publish));
    let service = http::router(shared).into_make_service_with_connect_info::<SocketAddr>();
    let few = Few {
        inner: NoDelayAcceptor::new(),
        handle: handle.clone(),
        most: config.limits.connections,
    };
    let inside = runtime.enter();
    let server = axum_server::from_tcp(listener)?
        .acceptor(RustlsAcceptor::new(tls).acceptor(few))
        .handle(handle.clone())
        .first_request_timeout(config.limits.request_time)
        .http1_only();
    let serving = runtime.spawn(server.serve(service));
    drop(inside);
    tracing::info!(%address, "listening");
    Ok(Running {
        address,
        handle,
        stopping,
        parts: Some(Parts {
            runtime,
            serving,
            append,
            lock,
        }),
    })
}

/// One process a data directory, by a lock the system drops when the process ends, however it ends.
fn lock(data: &std::path::Path) -> Result<File, RunError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(data.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(RunError::InUse(data.to_owned())),
        Err(std::fs::TryLockError::Error(cause)) => Err(cause.into()),
    }
}

/// Publishes positions that another process gave.
async fn look_for_others(storage: Arc<dyn Storage>, publish: watch::Sender<u64>) {
    loop {
        tokio::time::sleep(LOOK_FOR_OTHERS).await;
        let storage = Arc::clone(&storage);
        let found = tokio::task::spawn_blocking(move || storage.read()?.operation()).await;
        if let Ok(Ok(Some(operation))) = found {
            publish.send_if_modified(|known| {
                let newer = operation.head > *known;
                *known = operation.head.max(*known);
                newer
            });
        }
    }
}

/// Turns connections away beyond a number, before the handshake costs anything.
#[derive(Clone)]
struct Few {
    inner: NoDelayAcceptor,
    handle: Handle<SocketAddr>,
    most: usize,
}

impl<S> Accept<tokio::net::TcpStream, S> for Few {
    type Stream = tokio::net::TcpStream;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: tokio::net::TcpStream, service: S) -> Self::Future {
        if self.handle.connection_count() > self.most {
            return std::future::ready(Err(io::Error::other("too many connections")));
        }
        self.inner.accept(stream, service)
    }
}
