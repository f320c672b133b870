//! `post12`: the durable post of a 12-line receipt, against a bare program that writes the same rows.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use app::contract::replies::Posted;
use app::contract::requests::{PostReceipt, ReceiptLineRequest};
use ledger::ids::ReceiptId;
use store::floor::Watcher;
use store::keyfile;
use uuid::Uuid;

use super::{Line, median};
use crate::ask::ask;
use crate::devices::{Device, KEEPER, any_port, open_operation, serve};
use crate::lithuania_2021::{item, story};

const POSTS: usize = 100;
/// First posts, which fill caches and are not counted.
const WARM: usize = 10;

pub(super) fn post12() -> Result<Vec<Line>> {
    let dir = Scratch::make("post12")?;
    let at_server = dir.0.join("server");
    let admin = open_operation(&at_server)?;
    let server = serve(&at_server, any_port())?;
    let keeper_dir = dir.0.join("keeper");
    let keeper = Device::enrol(&keeper_dir, &admin, server.address(), &KEEPER)?;
    server.stop();
    // The bare program begins with the same file.
    drop(keeper);
    let copy = dir.0.join("floor");
    fs::create_dir(&copy)?;
    let key = keyfile::unlock(&keeper_dir, Some("demo"))?;
    fs::copy(keeper_dir.join("ledger.db"), copy.join("ledger.db"))?;
    let keeper = Device::open(&keeper_dir)?;
    keeper
        .clock
        .set("2021-07-24T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?);
    keeper.sign_in(&KEEPER.people[0])?;
    let mut watcher = Watcher::open(&keeper_dir.join("ledger.db"), &key)?;
    let (mut times, mut groups) = (Vec::new(), Vec::new());
    for _ in 0..WARM + POSTS {
        let request = receipt()?;
        let began = Instant::now();
        let _: Posted = ask(&keeper.context, "post_receipt", &request)?;
        times.push(began.elapsed());
        groups.push(watcher.step()?);
    }
    let floor = watcher.replay(&copy.join("ledger.db"), &key, &groups)?;
    let counted = |times: Vec<Duration>| median(times.into_iter().skip(WARM).collect());
    Ok(vec![Line::timed(
        "post12",
        "durable post of a 12-line receipt",
        counted(times),
        Some(counted(floor)),
        POSTS,
    )])
}

pub(super) fn receipt() -> Result<PostReceipt> {
    let codes = ["TENT", "FOLDING-BED", "BLANKET", "HEATER", "SLEEPING-BAG"];
    let line = |code: &&str| ReceiptLineRequest {
        place: None,
        item: item(code),
        batch: None,
        expiry: None,
        acceptance_line: None,
        consignment_line: None,
        expected: Some(100),
        good: 100,
        damaged: 0,
        refused: 0,
        reason: None,
        packed: None,
    };
    let lines = codes.iter().cycle().take(12).map(line).collect();
    Ok(PostReceipt {
        id: ReceiptId(Uuid::now_v7()),
        lines,
        ..story::receipt()?
    })
}

/// A folder of its own, removed at the end.
pub(super) struct Scratch(pub std::path::PathBuf);

impl Scratch {
    pub fn make(word: &str) -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("relief-bench-{word}-{}", std::process::id()));
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        Ok(Self(dir))
    }

    pub fn join(&self, word: &str) -> std::path::PathBuf {
        Path::new(&self.0).join(word)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left lies in the system's own folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}
