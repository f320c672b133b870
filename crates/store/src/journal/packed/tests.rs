//! Whatever goes in comes out, and whatever is broken is said to be.

use std::fs;
use std::path::PathBuf;

use proof::entry::MAX_ENTRY_BYTES;
use proof::hash::sha256;
use proptest::prelude::*;

use super::{DICTIONARY, FRAME, PackedError, pack, unpack};

/// As the column holds an entry.
fn row(entry: &[u8]) -> Vec<u8> {
    pack(entry).unwrap_or_else(|| entry.to_vec())
}

/// An id of version 7: of one moment, and otherwise as good as random.
fn id(moment: u8, n: u8) -> String {
    let hex = |number: u8| sha256(&[&[number]]).to_string();
    let (time, random) = (hex(moment), hex(n));
    format!(
        "019a{}-{}-7{}-8{}-{}",
        &time[..4],
        &time[4..8],
        &random[..3],
        &random[3..6],
        &random[6..18]
    )
}

/// An issue of five lines: ids of its own, items of one catalogue, lots of three receipts.
fn issue() -> String {
    let line = |n: u8| {
        format!(
            r#"{{"id":"{}","lot":"{}","item":"{}","condition":"GOOD","quantity":{}}}"#,
            id(1, 10 + n),
            id(10 + n / 2, 20 + n),
            id(2, 30 + n),
            17 * n
        )
    };
    let lines: Vec<String> = (0..5).map(line).collect();
    format!(
        r#"{{"v":1,"seq":9,"kind":"issue_posted","schema":1,"recorded_at":"2026-11-26T08:36:28Z","occurred_on":"2026-11-25","person":"{}","role":"store_keeper","saw":{{"epoch":1,"pos":412,"heads":[{{"device":"{}","scope":"site:{site}","seq":8}}]}},"body":{{"id":"{}","number":"KAU-ISS-26-C-00417","site":"{site}","point":"{}","lines":[{}]}}}}"#,
        id(2, 1),
        id(3, 2),
        id(1, 3),
        id(2, 4),
        lines.join(","),
        site = id(2, 5),
    )
}

#[test]
fn the_dictionary_is_the_one_that_rows_were_packed_with() {
    assert_eq!(
        sha256(&[DICTIONARY]).to_string(),
        "119750c07ca1e2a3c27bfc2f0ca45dac3d7187967d6258427faf960244e6b1de",
        "a dictionary in use never changes: add one with the next number"
    );
}

#[test]
fn five_lines_take_a_third_at_most() {
    let entry = issue();
    let packed = row(entry.as_bytes());
    assert!(
        packed.len() <= 500 && packed.len() * 3 <= entry.len(),
        "{} of {} bytes",
        packed.len(),
        entry.len()
    );
}

#[test]
fn a_frame_written_once_is_read_for_ever() {
    // Made by the command line of zstd 1.5.4: `zstd -6 --no-check -D entry.1.zdict`.
    const HEX: &str = "28b52ffd61015200650200f032345431343a31323430313761623363302d373830313632422041227d7d11f0ee35342b6010\
        49943d61b123b7c829c2da70806d9a62c8231b7af1ab9e2038d4c4f0c118a8b739aeb6d513";
    const ENTRY: &str = r#"{"v":1,"seq":7,"kind":"point_registered","schema":1,"recorded_at":"2021-07-24T14:10:00Z","occurred_on":"2021-07-24","person":"017ab3c0-0000-7000-8000-000000000001","role":"coordinator","saw":{"epoch":1,"pos":6,"heads":[]},"body":{"id":"017ab3c0-0000-7000-8000-000000000002","site":"017ab3c0-0000-7000-8000-000000000003","name":"Block A"}}"#;
    let frame: Vec<u8> = (0..HEX.len() / 2)
        .map(|at| u8::from_str_radix(&HEX[2 * at..2 * at + 2], 16).expect("hex"))
        .collect();
    let entry = unpack(&frame).expect("readable");
    assert_eq!(String::from_utf8(entry).expect("text"), ENTRY);
}

#[test]
fn every_golden_body_comes_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/golden");
    for file in fs::read_dir(folder).expect("the golden folder") {
        let body = fs::read(file.expect("a file").path()).expect("a golden file");
        let packed = row(&body);
        assert!(packed.len() < body.len());
        assert_eq!(unpack(&packed), Ok(body));
    }
}

#[test]
fn what_would_not_be_shorter_lies_as_it_is() {
    assert_eq!(pack(b"{}"), None);
    assert_eq!(unpack(b"{}"), Ok(b"{}".to_vec()));
    assert_eq!(unpack(b""), Ok(Vec::new()));
}

#[test]
fn the_largest_entry_comes_back_and_a_larger_is_not_unpacked() {
    let largest = vec![b'{'; MAX_ENTRY_BYTES];
    assert_eq!(unpack(&row(&largest)), Ok(largest));
    let larger = zstd::bulk::Compressor::with_dictionary(3, DICTIONARY)
        .and_then(|mut packer| packer.compress(&vec![b'{'; MAX_ENTRY_BYTES + 1]))
        .expect("packed");
    assert_eq!(unpack(&larger), Err(PackedError::Length));
}

#[test]
fn another_dictionary_is_named() {
    let plain = zstd::bulk::compress(issue().as_bytes(), 3).expect("packed");
    assert_eq!(unpack(&plain), Err(PackedError::Dictionary { number: 0 }));
    let mut other = DICTIONARY.to_vec();
    other[4] = 2;
    let of_another = zstd::bulk::Compressor::with_dictionary(3, &other)
        .and_then(|mut packer| packer.compress(issue().as_bytes()))
        .expect("packed");
    assert_eq!(
        unpack(&of_another),
        Err(PackedError::Dictionary { number: 2 })
    );
}

#[test]
fn a_truncated_frame_is_broken() {
    let packed = row(issue().as_bytes());
    for length in 1..packed.len() {
        assert!(unpack(&packed[..length]).is_err(), "{length} bytes");
    }
}

proptest! {
    #[test]
    fn every_text_comes_back(text in "[^(].*", again in 0_usize..40) {
        let entry = text.repeat(1 + again).into_bytes();
        prop_assert_eq!(unpack(&row(&entry)), Ok(entry));
    }

    #[test]
    fn all_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let entry = [&b"{"[..], &bytes].concat();
        prop_assert_eq!(unpack(&row(&entry)), Ok(entry));
    }

    #[test]
    fn garbage_is_never_longer_than_an_entry(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let frame = [&[FRAME, 0xB5, 0x2F, 0xFD][..], &bytes].concat();
        prop_assert!(unpack(&frame).map_or(0, |entry| entry.len()) <= MAX_ENTRY_BYTES);
    }

    #[test]
    fn a_flipped_bit_is_an_error_or_other_bytes(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut packed = row(issue().as_bytes());
        let at = at.index(packed.len());
        packed[at] ^= 1 << bit;
        if let Ok(entry) = unpack(&packed) {
            prop_assert!(entry.len() <= MAX_ENTRY_BYTES);
        }
    }
}
