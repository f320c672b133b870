//! The ledger of years, a million movement lines, against bare statements on the same file in the same run.
//!
//! What a newcomer gets wrong: making the operation takes minutes, so all its figures come from one file.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use store::floor::{Bare, Look, Watcher};
use store::{DocumentQuery, Store, StoreError};

use super::post::Scratch;
use super::{Line, median};
use crate::big::{self, Size};

/// Another number of movement lines than a million, to try the bench.
const LINES: &str = "RELIEF_BENCH_LINES";
/// Documents posted to measure one post, and how many before they count.
const POSTS: u64 = 40;
const WARM: u64 = 5;
/// Times a look is taken.
const LOOKS: usize = 15;
/// What somebody types, as far as each keystroke.
const TYPED: [&str; 8] = [
    "s01",
    "s017-g",
    "s017-grn-21-a-0042",
    "004211",
    "zelte",
    "centre 17",
    "donor 3",
    "iss 0099",
];

struct Operation {
    _dir: Scratch,
    path: PathBuf,
    empty: PathBuf,
    lines: u64,
}

pub(super) fn million() -> Result<Vec<Line>> {
    let lines = match std::env::var(LINES) {
        Ok(text) => text
            .parse()
            .with_context(|| format!("{LINES} is no number"))?,
        Err(_) => 1_000_000,
    };
    let dir = Scratch::make("million")?;
    let (path, empty) = (dir.join("large"), dir.join("empty"));
    drop(big::make(&path, Size::of(lines))?);
    drop(big::make(&empty, Size::of(0))?);
    let operation = Operation {
        _dir: dir,
        path,
        empty,
        lines,
    };
    let mut figures = vec![operation.file()?, operation.open()?];
    let store = Store::open(&operation.path, &big::key())?;
    figures.extend(operation.looks(&store)?);
    figures.extend(operation.posts(&store)?);
    big::add_items(&store, 500, 10_000)?;
    figures.push(operation.search(&store)?);
    figures.extend(operation.rebuild(&store)?);
    Ok(figures)
}

impl Operation {
    fn file_of(dir: &Path) -> PathBuf {
        dir.join("ledger.db")
    }

    fn bare(&self) -> Result<Bare> {
        Ok(Bare::open(&Self::file_of(&self.path), &big::key())?)
    }

    /// Bytes on the disk a movement line.
    fn file(&self) -> Result<Line> {
        let bytes = fs::metadata(Self::file_of(&self.path))?.len();
        let share = |bytes: u64| u32::try_from(bytes / self.lines.max(1)).map_or(0.0, f64::from);
        Ok(Line {
            bench: "file_1m",
            figure: "bytes of the file a movement line",
            value: share(bytes),
            unit: "B",
            floor: None,
            ratio: None,
            n: 1,
        })
    }

    /// Opening the file and showing what stands at a site.
    fn open(&self) -> Result<Line> {
        let (mut times, mut floors) = (Vec::new(), Vec::new());
        for n in 0..LOOKS {
            let at = big::site(1 + n as u64);
            let began = Instant::now();
            let store = Store::open(&self.path, &big::key())?;
            black_box(store.read::<_, StoreError>(|reads| reads.stock(at))?);
            times.push(began.elapsed());
            drop(store);
            let began = Instant::now();
            let bare = self.bare()?;
            bare.look(&Look::Stock(at))?;
            floors.push(began.elapsed());
        }
        Ok(Line::timed(
            "open_1m",
            "open the file and show a site's stock",
            median(times),
            Some(median(floors)),
            LOOKS,
        ))
    }

    fn looks(&self, store: &Store) -> Result<Vec<Line>> {
        let bare = self.bare()?;
        let first = big::site(0);
        let one = Self::look(
            &bare,
            "site_balance_1m",
            "balances of one site, item by item",
            |n| {
                let at = big::site(n);
                let read = timed(|| {
                    black_box(store.read::<_, StoreError>(|reads| reads.balances(Some(at)))?);
                    Ok(())
                })?;
                Ok((read, Look::Balances(Some(at))))
            },
        )?;
        let all = Self::look(
            &bare,
            "all_balances_1m",
            "balances of every site, item by item",
            |_| {
                let read = timed(|| {
                    black_box(store.read::<_, StoreError>(|reads| reads.balances(None))?);
                    Ok(())
                })?;
                Ok((read, Look::Balances(None)))
            },
        )?;
        let card = Self::look(&bare, "stock_card_1m", "the longest stock card", |_| {
            let read = timed(|| {
                black_box(
                    store.read::<_, StoreError>(|reads| reads.stock_card(first, big::item(0)))?,
                );
                Ok(())
            })?;
            Ok((read, Look::Card(big::item(0), first)))
        })?;
        let available = Self::look(
            &bare,
            "available_1m",
            "what a site can give of an item",
            |n| {
                let (at, of) = (big::site(n), big::item(n * 7));
                let read = timed(|| {
                    black_box(store.read::<_, StoreError>(|reads| reads.available_lots(at, of))?);
                    Ok(())
                })?;
                Ok((read, Look::Available(of, at)))
            },
        )?;
        let matrix = Self::look(&bare, "matrix_1m", "the matrix of all sites", |_| {
            let read = timed(|| {
                black_box(store.read::<_, StoreError>(|reads| reads.matrix(None))?);
                Ok(())
            })?;
            Ok((read, Look::Matrix))
        })?;
        Ok(vec![one, all, card, available, matrix])
    }

    /// Takes a look several times, each beside the bare statement.
    fn look(
        bare: &Bare,
        bench: &'static str,
        figure: &'static str,
        mut take: impl FnMut(u64) -> Result<(Duration, Look<'static>)>,
    ) -> Result<Line> {
        let (mut times, mut floors) = (Vec::new(), Vec::new());
        for n in 0..LOOKS {
            let (took, floor) = take(n as u64)?;
            times.push(took);
            floors.push(timed(|| {
                bare.look(&floor)?;
                Ok(())
            })?);
        }
        Ok(Line::timed(
            bench,
            figure,
            median(times),
            Some(median(floors)),
            LOOKS,
        ))
    }

    /// A durable post of 12 lines here and in an empty file, and the rows of it written bare into a copy of each.
    fn posts(&self, store: &Store) -> Result<Vec<Line>> {
        let key = big::key();
        let empty = Store::open(&self.empty, &key)?;
        let copy = self.empty.with_extension("copy");
        fs::create_dir_all(&copy)?;
        fs::copy(Self::file_of(&self.empty), Self::file_of(&copy))?;
        let large_copy = self.path.with_extension("copy");
        fs::create_dir_all(&large_copy)?;
        fs::copy(Self::file_of(&self.path), Self::file_of(&large_copy))?;
        let mut watcher = Watcher::open(&Self::file_of(&self.empty), &key)?;
        let (mut in_empty, mut in_large, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..WARM + POSTS {
            let body = big::receipt(n, 12);
            in_empty.push(timed(|| big::post(&empty, 1_000_000 + n, body.clone()))?);
            groups.push(watcher.step()?);
            in_large.push(timed(|| big::post(store, 1_000_000 + n, body))?);
        }
        let floor = watcher.replay(&Self::file_of(&copy), &key, &groups)?;
        let large_floor = watcher.replay(&Self::file_of(&large_copy), &key, &groups)?;
        let counted =
            |times: Vec<Duration>| median(times.into_iter().skip(WARM as usize).collect());
        let n = POSTS as usize;
        Ok(vec![
            Line::timed(
                "post12_empty",
                "the same post in a file without a document",
                counted(in_empty),
                Some(counted(floor)),
                n,
            ),
            Line::timed(
                "post12_1m",
                "durable post of a 12-line receipt",
                counted(in_large),
                Some(counted(large_floor)),
                n,
            ),
        ])
    }

    /// The slowest keystroke, of 10 000 items and all documents.
    fn search(&self, store: &Store) -> Result<Line> {
        let bare = self.bare()?;
        let mut slowest = (Duration::ZERO, "");
        for typed in TYPED {
            let query = DocumentQuery {
                text: Some(typed.to_owned()),
                limit: 20,
                ..DocumentQuery::default()
            };
            let mut times = Vec::new();
            for _ in 0..LOOKS {
                times.push(timed(|| {
                    store.read::<_, StoreError>(|reads| {
                        black_box(reads.find_items(typed, 20)?);
                        black_box(reads.documents(&query)?);
                        Ok(())
                    })?;
                    Ok(())
                })?);
            }
            slowest = slowest.max((median(times), typed));
        }
        let mut floors = Vec::new();
        for _ in 0..LOOKS {
            floors.push(timed(|| {
                bare.look(&Look::Items)?;
                bare.look(&Look::Found("zelte"))?;
                Ok(())
            })?);
        }
        eprintln!("search_1m: the slowest of {TYPED:?} is `{}`", slowest.1);
        Ok(Line::timed(
            "search_1m",
            "the slowest keystroke of a search in 10 000 items and all documents",
            slowest.0,
            Some(median(floors)),
            LOOKS,
        ))
    }

    /// All projections again, against inserting the same rows bare, and the most memory it takes.
    fn rebuild(&self, store: &Store) -> Result<Vec<Line>> {
        let blank = self.empty.with_extension("bare");
        fs::create_dir_all(&blank)?;
        drop(Store::create(&blank, &big::key())?);
        let before = peak_reset()?;
        let began = Instant::now();
        let (_, _) = store.rebuild()?;
        let took = began.elapsed();
        let peak = peak()?;
        let mut other = Bare::open(&Self::file_of(&blank), &big::key())?;
        let floor = self.bare()?.copy_derived(&mut other)?;
        Ok(vec![
            Line::timed("rebuild_1m", "all projections again", took, Some(floor), 1),
            Line {
                bench: "rebuild_1m",
                figure: "most memory meanwhile",
                value: peak,
                unit: "MB",
                floor: Some(before),
                ratio: None,
                n: 1,
            },
        ])
    }
}

fn timed(f: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let began = Instant::now();
    f()?;
    Ok(began.elapsed())
}

/// Begins to measure the most memory anew; gives what is held now, in MB.
fn peak_reset() -> Result<f64> {
    fs::write("/proc/self/clear_refs", "5").context("the peak of memory cannot be reset")?;
    peak()
}

/// The most memory this process held, in MB.
fn peak() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: u32 = line
        .and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok())
        .context("the kernel tells no peak of memory")?;
    Ok(f64::from(kilobytes / 1024))
}
