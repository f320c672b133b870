//! The whole story, read back: each part of it as the ledgers of those who told it answer.
//!
//! What a newcomer gets wrong: making the demonstration takes seconds, and every test runs in a process of its own. So one
//! is made for a run of the tests, and each test works on a copy of the computers it asks.

mod consignments;
mod goods;
mod matrix;
mod offers;
mod pages;
mod requests;
mod transports;

use std::fs::{self, File};
use std::path::Path;

use scenario::ask::ask;
use scenario::demo;
use scenario::devices::{Device, Post};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The whole story, and one of its computers opened again by one who may read all of it.
pub fn told(post: &Post) -> (TempDir, Device) {
    let dir = tempfile::tempdir().unwrap();
    let device = copied(dir.path(), post);
    (dir, device)
}

/// A copy of one of the story's computers, its first person signed in.
pub fn copied(into: &Path, post: &Post) -> Device {
    let at = into.join(post.word);
    with_made(|made| {
        fs::create_dir_all(&at).unwrap();
        for file in fs::read_dir(made.join(post.word)).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                fs::copy(file.path(), at.join(file.file_name())).unwrap();
            }
        }
    });
    let device = Device::open(&at).unwrap();
    device.clock.set(chrono::Utc::now());
    device.sign_in(&post.people[0]).unwrap();
    device
}

/// Works with the demonstration of this run, while nobody else does; whoever comes first makes it.
fn with_made(work: impl FnOnce(&Path)) {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("told");
    fs::create_dir_all(&all).unwrap();
    let lock = File::create(all.join("lock")).unwrap();
    lock.lock().unwrap();
    let process = format!("process-{}", std::process::id());
    let run = std::env::var("NEXTEST_RUN_ID").unwrap_or(process);
    let made = all.join(run);
    if !made.join("demo.json").exists() {
        forget_old(&all);
        demo::prepare(&made).unwrap();
    }
    work(&made);
}

/// Takes away what runs of hours ago left; one that goes on beside this one keeps its own.
fn forget_old(all: &Path) {
    let long_ago = chrono::Utc::now() - chrono::TimeDelta::hours(2);
    for found in fs::read_dir(all).unwrap() {
        let found = found.unwrap();
        let metadata = found.metadata().unwrap();
        let made = chrono::DateTime::<chrono::Utc>::from(metadata.modified().unwrap());
        if metadata.is_dir() && made < long_ago {
            fs::remove_dir_all(found.path()).unwrap();
        }
    }
}

/// What a call answered by the end of a day.
pub fn known<A: DeserializeOwned>(device: &Device, name: &str, on: &str, asked: Value) -> A {
    foreseen(device, name, on, None, asked)
}

/// The same, judged as if it were a later day: what was known by the first of them.
pub fn foreseen<A: DeserializeOwned>(
    device: &Device,
    name: &str,
    on: &str,
    for_day: Option<&str>,
    mut asked: Value,
) -> A {
    asked["as_known"] = json!({"on": on, "for_day": for_day});
    ask(&device.context, name, &asked).unwrap()
}
