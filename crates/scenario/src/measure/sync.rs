//! `sync10k`: 10 000 entries from one device through the server to another, against the same bytes over loopback.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use app::contract::replies::Posted;
use app::contract::requests::SignIn;
use app::link::{LinkError, Request, Response, Server};
use app::source::{SetClock, SystemRandom};
use app::{Context, Link};
use ledger::ids::IssueId;
use uplink::HttpsLink;
use uuid::Uuid;

use super::Line;
use super::post::Scratch;
use crate::ask::ask;
use crate::devices::{AUDITOR, Device, KEEPER, Post, any_port, open_operation, serve};
use crate::lithuania_2021::story;

const ENTRIES: usize = 10_000;

/// A link that counts what it carries.
struct Counting {
    inner: HttpsLink,
    up: AtomicUsize,
    down: AtomicUsize,
}

impl Link for Counting {
    fn send(&self, server: &Server, request: &Request) -> Result<Response, LinkError> {
        self.up.fetch_add(request.body.len(), Ordering::Relaxed);
        let response = self.inner.send(server, request)?;
        self.down.fetch_add(response.body.len(), Ordering::Relaxed);
        Ok(response)
    }
}

pub(super) fn sync10k() -> Result<Vec<Line>> {
    let dir = Scratch::make("sync10k")?;
    let admin = open_operation(&dir.join("server"))?;
    let server = serve(&dir.join("server"), any_port())?;
    let address = server.address();
    for post in [&KEEPER, &AUDITOR] {
        drop(Device::enrol(&dir.join(post.word), &admin, address, post)?);
    }
    let (keeper, up) = reopen(&dir, &KEEPER)?;
    let (auditor, down) = reopen(&dir, &AUDITOR)?;
    let _: Posted = ask(&keeper, "post_receipt", &story::receipt()?)?;
    for at in 1..ENTRIES {
        // Issues and the reversals that put the goods back, so that there is always something to issue.
        let mut issue = story::issue("bench", 1, "BLANKET", 1);
        issue.id = IssueId(Uuid::now_v7());
        if at % 2 == 1 {
            let _: Posted = ask(&keeper, "post_issue", &issue)?;
        } else {
            undo_last(&keeper)?;
        }
    }
    let began = Instant::now();
    let sent = keeper.sync_once()?.sent;
    let middle = began.elapsed();
    let received = auditor.sync_once()?.received;
    let whole = began.elapsed();
    server.stop();
    ensure!(
        sent as usize >= ENTRIES && received as usize >= ENTRIES,
        "{sent} sent, {received} received"
    );
    let (first, second) = (loopback(&up)?, loopback(&down)?);
    Ok(vec![
        Line::timed(
            "sync10k",
            "10 000 entries, device to second device",
            whole,
            Some(first + second),
            1,
        ),
        Line::timed(
            "sync10k",
            "of which device to server",
            middle,
            Some(first),
            1,
        ),
        Line::timed(
            "sync10k",
            "of which server to second device",
            whole - middle,
            Some(second),
            1,
        ),
    ])
}

fn undo_last(keeper: &Context) -> Result<()> {
    let filter = app::contract::requests::DocumentFilter {
        site: None,
        kind: Some(ledger::body::DocumentKind::Issue),
        text: None,
        offset: 0,
        limit: 1,
    };
    let rows: Vec<store::view::DocumentRow> = ask(keeper, "documents", &filter)?;
    let last = rows.first().ok_or_else(|| anyhow!("no issue to reverse"))?;
    let request = app::contract::requests::Reverse {
        document: last.id,
        reason: "bench".to_owned(),
        occurred_on: "2021-07-25".to_owned(),
        date_confirmed: false,
    };
    let _: Posted = ask(keeper, "reverse", &request)?;
    Ok(())
}

fn reopen(dir: &Scratch, post: &Post) -> Result<(Context, Arc<Counting>)> {
    let link = Arc::new(Counting {
        inner: HttpsLink::start()?,
        up: AtomicUsize::new(0),
        down: AtomicUsize::new(0),
    });
    let clock = Arc::new(SetClock::at(
        "2021-07-25T08:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?,
    ));
    let context = Context::open_with(
        dir.join(post.word),
        Arc::clone(&link) as _,
        clock,
        Arc::new(SystemRandom),
    );
    let person = &post.people[0];
    let request = SignIn {
        person: person.id(),
        pin: person.pin.to_owned(),
    };
    let _: app::contract::replies::Status = ask(&context, "sign_in", &request)?;
    Ok((context, link))
}

/// The same bytes there and back over a bare loopback connection.
fn loopback(carried: &Counting) -> Result<Duration> {
    let (up, down) = (
        carried.up.load(Ordering::Relaxed),
        carried.down.load(Ordering::Relaxed),
    );
    let listener = TcpListener::bind(any_port())?;
    let address = listener.local_addr()?;
    let other = thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        stream.read_exact(&mut vec![0; up])?;
        stream.write_all(&vec![0; down])
    });
    let began = Instant::now();
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(&vec![0; up])?;
    stream.read_exact(&mut vec![0; down])?;
    let time = began.elapsed();
    other
        .join()
        .map_err(|_| anyhow!("the other end of the loopback failed"))??;
    Ok(time)
}
