//! `interface`: how long the two threads that can keep a person waiting are waited for while a hundred receipts arrive:
//! the host's, which moves and paints the window, and the page's, which runs the screens. Of the host's, which is ours, also
//! how long it works in one piece: the rest of a wait is what other programs took on the same processors.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::contract::replies::Posted;

use super::Line;
use super::post::{Scratch, receipt};
use super::stretch::Watch;
use super::window::{matrix, run};
use crate::ask::ask;
use crate::demo;
use crate::devices::{Device, KEEPER, serve};

const RECEIPTS: usize = 100;
const WINDOW_WORKS: &str =
    "longest work of the window's thread in one piece while 100 receipts arrive";
const WINDOW_WAITS: &str = "longest wait for the window's thread, other programs' work included";
const PAGE_WAITS: &str = "longest wait for the page's thread, other programs' work included";
/// Until the first pages are painted, and until the last arrival is shown.
const REST: Duration = Duration::from_secs(4);

pub(super) fn interface() -> Result<Vec<Line>> {
    let dir = Scratch::make("interface")?;
    let demo = demo::prepare(&dir.0)?;
    let server = aside(|| serve(&dir.join("server"), demo.server_address))?;
    let (stalls, page) = (dir.join("stalls"), dir.join("stalls.page"));
    let mut command = matrix(&dir.0, &demo.roles["coordinator"])?;
    let (window, _) = run(command.env("RELIEF_STALLS", &stalls))?;
    thread::sleep(REST);
    for file in [&stalls, &page] {
        fs::remove_file(file).context("the window writes no waits down")?;
    }
    let host = Watch::begin(window.id());
    aside(|| receive(&dir.join(KEEPER.word)))?;
    thread::sleep(REST);
    let lines = vec![
        timed(WINDOW_WORKS, host.end()?),
        timed(WINDOW_WAITS, longest(&stalls)?),
        timed(PAGE_WAITS, longest(&page)?),
    ];
    server.stop();
    Ok(lines)
}

fn timed(figure: &'static str, value: Duration) -> Line {
    Line::timed("interface", figure, value, None, RECEIPTS)
}

/// A keeper posts and sends receipts one by one.
fn receive(data: &Path) -> Result<()> {
    let keeper = Device::open(data)?;
    keeper
        .clock
        .set("2021-08-01T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?);
    keeper.sign_in(&KEEPER.people[0])?;
    for _ in 0..RECEIPTS {
        let _: Posted = ask(&keeper.context, "post_receipt", &receipt()?)?;
        keeper.context.sync_once()?;
    }
    Ok(())
}

/// Does the work of other computers, on threads that step back for the window: in life they have processors of their own.
fn aside<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            #[cfg(unix)]
            rustix::process::nice(19)?;
            work()
        });
        other
            .join()
            .map_err(|_| anyhow::anyhow!("the other computer's work broke off"))?
    })
}

/// What the window wrote down.
fn longest(file: &Path) -> Result<Duration> {
    let micros: u64 = fs::read_to_string(file)?.trim().parse()?;
    Ok(Duration::from_micros(micros))
}
