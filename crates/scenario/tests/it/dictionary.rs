//! Trains the dictionary that packs the entries of a device's journal: `docs/journal-format.md` says what it is.
//!
//! What a newcomer gets wrong: a dictionary in use is never made again, for rows packed with it could not be read. A
//! better one gets the next number and stands beside the old.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, Days, TimeDelta};
use proof::entry::{EntryRef, Envelope, Saw};
use proof::hash::sha256;
use serde_json::value::RawValue;
use store::{Store, gathered, keyfile};
use uuid::{Builder, Uuid};

const NUMBER: u32 = 1;
const LARGEST: usize = 8 * 1024;
/// Length of an id in an entry.
const ID: usize = 36;

fn crates() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A new one is left among the system's temporary files, for whoever wants a dictionary with the next number.
#[test]
#[ignore = "long: cargo xtask test --long runs it"]
fn the_dictionary_in_use_packs_as_well_as_a_new_one() {
    let entries = story().into_iter().chain(goldens());
    let samples: Vec<String> = entries
        .enumerate()
        .map(|(at, entry)| of_nobody(&entry, at))
        .collect();
    let mut new = zstd::dict::from_samples(&samples, LARGEST).unwrap();
    // RFC 8878, section 5: the number of a dictionary follows its magic.
    new[4..8].copy_from_slice(&(NUMBER + 1).to_le_bytes());
    let file = std::env::temp_dir().join(format!("entry.{}.zdict", NUMBER + 1));
    fs::write(&file, &new).unwrap();
    println!("{} {}", sha256(&[&new]), file.display());
    let in_use =
        fs::read(crates().join(format!("store/src/journal/entry.{NUMBER}.zdict"))).unwrap();
    let (packed, best) = (packed(&samples, &in_use), packed(&samples, &new));
    assert!(
        packed * 10 <= best * 11,
        "{packed} bytes, a new one needs {best}"
    );
}

/// Bytes of all samples, each packed by itself.
fn packed(samples: &[String], dictionary: &[u8]) -> usize {
    let mut packer = zstd::bulk::Compressor::with_dictionary(6, dictionary).unwrap();
    let lengths = samples
        .iter()
        .map(|one| packer.compress(one.as_bytes()).unwrap().len());
    lengths.sum()
}

/// Every entry of the story, once.
fn story() -> BTreeSet<String> {
    let dir = tempfile::tempdir().unwrap();
    let demo = scenario::demo::prepare(dir.path()).unwrap();
    let of_role = |role: &scenario::demo::Role| {
        let data = dir.path().join(&role.data);
        let key = keyfile::unlock(&data, Some("demo")).unwrap();
        gathered::entries(&Store::open(&data, &key).unwrap()).unwrap()
    };
    let all = demo.roles.values().flat_map(of_role);
    all.map(|entry| String::from_utf8(entry).unwrap()).collect()
}

/// Every golden body as an entry at a site, and as one of coordination that others see.
fn goldens() -> Vec<String> {
    let site = Uuid::from_u128(1 << 64);
    let places = [
        ("store_keeper", format!("site:{site}")),
        ("coordinator", "coordination".to_owned()),
    ];
    let folder = crates().join("ledger/tests/golden");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let mut made = Vec::new();
    for (n, file) in (1_u64..).zip(&files) {
        let name = file.file_name().unwrap().to_string_lossy();
        let (kind, body) = (
            name.split('.').next().unwrap(),
            fs::read_to_string(file).unwrap(),
        );
        for (role, scope) in &places {
            made.push(entry(n, kind, role, scope, body.trim_end()));
        }
    }
    made
}

fn entry(n: u64, kind: &str, role: &str, scope: &str, body: &str) -> String {
    let at = DateTime::UNIX_EPOCH + Days::new(18_823 + n) + TimeDelta::seconds(997 * n as i64);
    let envelope = Envelope {
        v: 1,
        seq: n,
        kind: kind.to_owned(),
        schema: 1,
        recorded_at: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        occurred_on: at.date_naive().to_string(),
        person: Uuid::from_u128(2 << 64),
        role: role.to_owned(),
        reason: None,
        reverses: None,
        saw: Saw {
            epoch: 1,
            pos: 3 * n,
            heads: vec![EntryRef {
                device: Uuid::from_u128(3 << 64),
                scope: scope.to_owned(),
                seq: n - 1,
            }],
        },
        also: (role == "coordinator")
            .then(|| format!("site:{}", Uuid::from_u128(1 << 64)))
            .into_iter()
            .collect(),
        body: RawValue::from_string(body.to_owned()).unwrap(),
    };
    String::from_utf8(envelope.encode()).unwrap()
}

/// The same entry with ids of its own: what one operation's ids begin with is of no use to another.
fn of_nobody(entry: &str, sample: usize) -> String {
    let (mut made, mut rest) = (String::new(), entry);
    while let Some(next) = rest.chars().next() {
        let found = rest.get(..ID).and_then(|text| Uuid::try_parse(text).ok());
        match found {
            Some(id) => {
                made.push_str(&other(id, sample).to_string());
                rest = &rest[ID..];
            }
            None => {
                made.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    made
}

/// An id of version 7; those of one sample are of one moment.
fn other(id: Uuid, sample: usize) -> Uuid {
    let sample = (sample as u64).to_be_bytes();
    let moment = sha256(&[&sample]).0;
    let moment = u64::from_be_bytes(moment[..8].try_into().unwrap());
    let random = sha256(&[&sample, id.as_bytes()]).0;
    let random: [u8; 10] = random[..10].try_into().unwrap();
    Builder::from_unix_timestamp_millis(moment >> 16, &random).into_uuid()
}
