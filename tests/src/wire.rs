//! The network between a device and its server, as a test bends it: cut, silent, led elsewhere, full of rubbish.
//!
//! A wire stands at the address that devices know and leads on to wherever the server really is. A cut
//! one does not listen at all, so that a device is refused at once, as by a computer that is off.

use std::{
    io::{self, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// Between two looks for a new connection.
const LOOK: Duration = Duration::from_millis(5);
/// A client that has sent more bytes than these has asked something, beyond greeting the server.
const HANDSHAKE: usize = 700;

/// What happens to whoever connects.
#[derive(Debug, Clone, Copy)]
pub enum Lead {
    /// All bytes go on to this address and back.
    To(SocketAddr),
    /// The request goes on to this address whole, and the answer comes back half.
    Half(SocketAddr),
    /// What comes is read and never answered.
    Nowhere,
    /// What comes is answered by something that is no server's answer.
    Rubbish,
}

/// A wire that listens at one address while it is led somewhere.
pub struct Wire {
    at: SocketAddr,
    held: Option<Held>,
}

struct Held {
    stop: Arc<AtomicBool>,
    listening: JoinHandle<()>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    /// A wire that is cut.
    #[must_use]
    pub fn at(at: SocketAddr) -> Self {
        Self { at, held: None }
    }

    /// Where it stands.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.at
    }

    /// Leads it somewhere; connections of before are cut.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn lead(&mut self, lead: Lead) -> io::Result<()> {
        self.cut();
        let listener = TcpListener::bind(self.at)?;
        listener.set_nonblocking(true)?;
        let stop = Arc::new(AtomicBool::new(false));
        let streams = Arc::new(Mutex::new(Vec::new()));
        let (stopped, kept) = (Arc::clone(&stop), Arc::clone(&streams));
        let listening = thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                match listener.accept() {
                    Ok((stream, _)) => carry(stream, lead, &kept),
                    Err(_) => thread::sleep(LOOK),
                }
            }
        });
        self.held = Some(Held {
            stop,
            listening,
            streams,
        });
        Ok(())
    }

    /// Cuts it: who is connected loses the connection, who connects is refused.
    pub fn cut(&mut self) {
        let Some(held) = self.held.take() else { return };
        held.stop.store(true, Ordering::Relaxed);
        // It only listens and cannot panic; afterwards nobody adds a connection any more.
        drop(held.listening.join());
        for stream in held
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            // It may have ended by itself.
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.cut();
    }
}

/// Serves one connection on threads of its own, which end when it is cut.
fn carry(near: TcpStream, lead: Lead, kept: &Mutex<Vec<TcpStream>>) {
    let keep = |stream: &TcpStream| {
        if let Ok(stream) = stream.try_clone() {
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(stream);
        }
    };
    // An accepted stream inherits "does not wait" on some systems.
    if near.set_nonblocking(false).is_err() {
        return;
    }
    keep(&near);
    match lead {
        Lead::To(address) => {
            let Ok(far) = TcpStream::connect(address) else {
                return drop(near.shutdown(Shutdown::Both));
            };
            keep(&far);
            if let (Ok(near_again), Ok(far_again)) = (near.try_clone(), far.try_clone()) {
                thread::spawn(move || pour(near_again, far_again));
                thread::spawn(move || pour(far, near));
            }
        }
        Lead::Half(address) => {
            let Ok(far) = TcpStream::connect(address) else {
                return drop(near.shutdown(Shutdown::Both));
            };
            keep(&far);
            if let (Ok(near_again), Ok(far_again)) = (near.try_clone(), far.try_clone()) {
                let asked = Arc::new(AtomicUsize::new(0));
                let counted = Arc::clone(&asked);
                thread::spawn(move || pour_counted(near_again, far_again, &counted));
                thread::spawn(move || pour_half(far, near, &asked));
            }
        }
        Lead::Nowhere => drop(thread::spawn(move || pour_away(near))),
        Lead::Rubbish => drop(thread::spawn(move || answer_rubbish(near))),
    }
}

/// Everything from one into the other, until either ends; then both do.
fn pour(mut from: TcpStream, mut into: TcpStream) {
    drop(io::copy(&mut from, &mut into));
    drop(from.shutdown(Shutdown::Both));
    drop(into.shutdown(Shutdown::Both));
}

/// As [`pour`], and counts.
fn pour_counted(mut from: TcpStream, mut into: TcpStream, count: &AtomicUsize) {
    let mut bytes = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        count.fetch_add(read, Ordering::Relaxed);
        if into.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    drop(into.shutdown(Shutdown::Write));
}

/// As [`pour`] until there was a request; of the first bytes after it only the first half, and then nothing.
fn pour_half(mut from: TcpStream, mut into: TcpStream, asked: &AtomicUsize) {
    let mut bytes = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        let ends = asked.load(Ordering::Relaxed) > HANDSHAKE;
        let passed = if ends { read / 2 } else { read };
        if into.write_all(&bytes[..passed]).is_err() || ends {
            break;
        }
    }
    drop(from.shutdown(Shutdown::Both));
    drop(into.shutdown(Shutdown::Both));
}

fn pour_away(mut from: TcpStream) {
    drop(io::copy(&mut from, &mut io::sink()));
}

fn answer_rubbish(mut near: TcpStream) {
    let mut asked = [0; 512];
    drop(near.read(&mut asked));
    drop(near.write_all(b"HTTP/1.0 200 OK\r\n\r\nWelcome to the router of this hotel\r\n"));
    drop(near.shutdown(Shutdown::Both));
}
