//! No window stays blank: a page whose process dies comes back, and a page that stays silent is
//! tried again with safer graphics, which are remembered once they have worked.
//!
//! These run the program without a driver, because under one it never starts itself anew.

use anyhow::{Context as _, ensure};
use journeys::programs;
use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};
use xtask::{leash::Leash, run::READY, screen::Screen};

const PATIENCE: Duration = Duration::from_secs(60);

/// The name of WebKit's process for a page, as the kernel cuts it off.
const PAGE: &str = "WebKitWebProces";

#[test]
fn a_page_whose_process_dies_comes_back() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let screen = Screen::start()?;
    let window = start(&screen, dir.path())?;
    wait_until_ready(&window)?;
    let page = page_process(&window, PATIENCE)?;
    signal("-KILL", page)?;
    wait_until_ready(&window)?;
    ensure!(page_process(&window, PATIENCE)? != page, "it was killed");
    Ok(())
}

#[test]
fn a_silent_page_is_tried_again_with_safer_graphics() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let screen = Screen::start()?;
    let window = start_silent(&screen, dir.path())?;
    wait_until_ready(&window)?;
    // It is written by another thread than the one that said the line.
    let memory = dir.path().join("config/relief-ledger/graphics");
    let until = Instant::now() + PATIENCE;
    while !memory.is_file() && Instant::now() < until {
        thread::sleep(Duration::from_millis(10));
    }
    let kept = fs::read_to_string(&memory).context("nothing was remembered")?;
    ensure!(kept == "no-dmabuf", "remembered: {kept}");
    Ok(())
}

fn start(screen: &Screen, dir: &Path) -> anyhow::Result<Leash> {
    let mut command = Command::new(programs::ours("relief-ledger")?);
    command.arg("--data").arg(dir.join("data"));
    command.env("XDG_CONFIG_HOME", dir.join("config"));
    command.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
    // A machine without a graphics card would begin with the safest way.
    command.env("RELIEF_LEDGER_GRAPHICS", "usual");
    screen.dress(&mut command);
    Ok(Leash::start("the window", &command)?)
}

/// Starts the window and stops its page's process before that can give its sign of life. When the
/// page was quicker than we, another start is made.
fn start_silent(screen: &Screen, dir: &Path) -> anyhow::Result<Leash> {
    for _ in 0..20 {
        let window = start(screen, dir)?;
        let page = page_process(&window, PATIENCE)?;
        signal("-STOP", page)?;
        let quicker = window.line(Duration::from_secs(1), |line| (line == READY).then_some(()));
        if quicker.is_err() {
            return Ok(window);
        }
    }
    anyhow::bail!("the page was always quicker than the signal");
}

fn wait_until_ready(window: &Leash) -> anyhow::Result<()> {
    Ok(window.line(PATIENCE, |line| (line == READY).then_some(()))?)
}

/// The process that shows the page, as soon as there is one that lives.
fn page_process(window: &Leash, patience: Duration) -> anyhow::Result<u32> {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        if let Some(pid) = living(window.group(), PAGE)? {
            return Ok(pid);
        }
        thread::sleep(Duration::from_millis(2));
    }
    anyhow::bail!("no {PAGE} in the group")
}

/// The first living process of this name in a process group.
fn living(group: u32, name: &str) -> anyhow::Result<Option<u32>> {
    for entry in fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(pid) = entry.file_name().to_str().and_then(|pid| pid.parse().ok()) else {
            continue;
        };
        // A process may end between being listed and being read.
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        // `pid (name) state parent group …`; a name may hold anything, also a bracket.
        let Some((before, after)) = stat.rsplit_once(") ") else {
            continue;
        };
        let fields: Vec<&str> = after.split(' ').collect();
        let named = before
            .split_once('(')
            .is_some_and(|(_, found)| found == name);
        let ours = fields.get(2).and_then(|id| id.parse().ok()) == Some(group);
        if named && ours && fields[0] != "Z" {
            return Ok(Some(pid));
        }
    }
    Ok(None)
}

fn signal(which: &str, pid: u32) -> anyhow::Result<()> {
    let sent = Command::new("kill")
        .args([which, &pid.to_string()])
        .status()?;
    ensure!(sent.success(), "kill {which} {pid}: {sent}");
    Ok(())
}
