//! `start` and `memory`: the desktop program itself, as built beside this one. It needs a screen (`DISPLAY`).
//!
//! Each is taken twice: of a computer at which nobody has signed in yet, and of a coordinator's, who looks at the matrix.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::post::Scratch;
use super::{Line, median};
use crate::demo;

/// What the program prints when the first screen is usable.
const READY: &str = "window ready";
const STARTS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(60);
/// Until the program is at rest.
const REST: Duration = Duration::from_secs(10);

/// The running window; ended with this value.
pub(super) struct Window(Child);

impl Window {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the window is opened on.
struct Opened {
    figure: &'static str,
    command: Command,
}

/// The window on the demo's ledgers: at the page of sign-in, and at the coordinator's matrix.
fn windows(dir: &Path, what: [&'static str; 2]) -> Result<[Opened; 2]> {
    let demo = demo::prepare(dir)?;
    let mut nobody = Command::new(program()?);
    nobody.arg("--data").arg(dir.join("keeper"));
    let coordinator = matrix(dir, &demo.roles["coordinator"])?;
    let [first, second] = what;
    Ok([
        Opened {
            figure: first,
            command: nobody,
        },
        Opened {
            figure: second,
            command: coordinator,
        },
    ])
}

/// The window on the matrix, with its reader signed in.
pub(super) fn matrix(dir: &Path, reader: &demo::Role) -> Result<Command> {
    let mut command = Command::new(program()?);
    command.arg("--data").arg(dir.join(&reader.data));
    command.args(["--page", "matrix", "--demo-person", &reader.person_id]);
    command.args(["--demo-pin", &reader.pin]);
    Ok(command)
}

/// Starts a window, and says how long it took to be usable.
pub(super) fn run(command: &mut Command) -> Result<(Window, Duration)> {
    let began = Instant::now();
    let child = command
        .env("LANG", "en_US.UTF-8")
        // What an earlier run on this machine remembered of its graphics is not part of the measure.
        .env("RELIEF_LEDGER_GRAPHICS", "fitting")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start the window")?;
    let mut window = Window(child);
    let output = window.0.stdout.take().context("the window's output")?;
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if line.trim() == READY && said.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    let ready = heard
        .recv_timeout(PATIENCE)
        .context("the window did not become usable; is there a screen?")?;
    Ok((window, ready - began))
}

pub(super) fn program() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let program = own.with_file_name("relief-ledger");
    ensure!(
        program.exists(),
        "{} is not built; use `cargo xtask bench`",
        program.display()
    );
    Ok(program)
}

pub(super) fn start() -> Result<Vec<Line>> {
    let dir = Scratch::make("start")?;
    let figures = [
        "process start to the page of sign-in",
        "process start to the matrix with its figures",
    ];
    let mut lines = Vec::new();
    for mut opened in windows(&dir.0, figures)? {
        // The first start fills the disk cache and is not counted.
        run(&mut opened.command)?;
        let times = (0..STARTS)
            .map(|_| Ok(run(&mut opened.command)?.1))
            .collect::<Result<Vec<_>>>()?;
        lines.push(Line::timed(
            "start",
            opened.figure,
            median(times),
            None,
            STARTS,
        ));
    }
    Ok(lines)
}

pub(super) fn memory() -> Result<Vec<Line>> {
    let dir = Scratch::make("memory")?;
    let figures = [
        "proportional memory of all processes at rest, nobody signed in",
        "proportional memory of all processes at rest, the matrix open",
    ];
    let mut lines = Vec::new();
    for mut opened in windows(&dir.0, figures)? {
        let (window, _) = run(&mut opened.command)?;
        thread::sleep(REST);
        let kilobytes = tree(window.id())?
            .into_iter()
            .map(proportional)
            .sum::<Result<u64>>()?;
        let value = f64::from(u32::try_from(kilobytes).unwrap_or(u32::MAX)) / 1024.0;
        lines.push(Line {
            bench: "memory",
            figure: opened.figure,
            value: (value * 10.0).round() / 10.0,
            unit: "MB",
            floor: None,
            ratio: None,
            n: 1,
        });
    }
    Ok(lines)
}

/// A process and everything it started, as the system lists them now.
fn tree(root: u32) -> Result<Vec<u32>> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for process in fs::read_dir("/proc")? {
        let name = process?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // It may have ended since.
        let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else {
            continue;
        };
        // The program's name stands in parentheses and may itself hold spaces.
        let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
        if let Some(parent) = after
            .split(' ')
            .nth(1)
            .and_then(|parent| parent.parse().ok())
        {
            children.entry(parent).or_default().push(id);
        }
    }
    let (mut found, mut next) = (Vec::new(), vec![root]);
    while let Some(id) = next.pop() {
        found.push(id);
        next.extend(children.get(&id).into_iter().flatten());
    }
    Ok(found)
}

/// Proportional set size in kB.
fn proportional(process: u32) -> Result<u64> {
    let path = format!("/proc/{process}/smaps_rollup");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .context("no Pss line")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
