//! Damage: one flipped bit anywhere, a cut anywhere, garbage. Each is found and named.

use proof::export::{Fault, Subject};
use proptest::prelude::*;

use crate::export::check;
use crate::fixture::export;

/// Line number (from 0), its text and its first byte, for every line of the file.
fn lines(file: &[u8]) -> Vec<(usize, &[u8])> {
    let mut start = 0;
    file.split_inclusive(|&byte| byte == b'\n')
        .map(|line| {
            let at = start;
            start += line.len();
            (at, line)
        })
        .collect()
}

fn in_parallel(positions: usize, work: impl Fn(usize) + Sync) {
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let work = &work;
            scope.spawn(move || (worker..positions).step_by(4).for_each(work));
        }
    });
}

#[test]
fn every_flipped_bit_position_is_found_in_its_line_and_named() {
    let (export, file) = (export(), export().write());
    let lines = lines(&file);
    let first_entry = lines.len() - 1 - export.entries.len();
    let line_of = |at: usize| lines.partition_point(|(start, _)| *start <= at) - 1;
    in_parallel(file.len(), |at| {
        let mut bent = file.clone();
        bent[at] ^= 1 << (at % 8);
        let wrong = check(&bent).expect_err("a flipped bit");
        let line = line_of(at);
        assert_eq!(wrong.line, line as u64 + 1, "byte {at}: {wrong}");
        let new_line = bent[at] == b'\n';
        if new_line {
            return;
        }
        assert_ne!(wrong.subject, Subject::Line, "byte {at}: {wrong}");
        if let Some(entry) = line
            .checked_sub(first_entry)
            .and_then(|at| export.entries.get(at))
        {
            let Subject::Entry {
                device, scope, seq, ..
            } = &wrong.subject
            else {
                panic!("byte {at} of an entry: {wrong}");
            };
            let named = (device.clone(), scope.clone(), seq.clone());
            let meant = (
                entry.device.to_string(),
                entry.scope.clone(),
                entry.seq.to_string(),
            );
            assert_eq!(named, meant, "byte {at}: {wrong}");
        }
    });
}

#[test]
fn a_flip_in_an_entry_says_whether_its_bytes_are_hit() {
    let file = export().write();
    let at = |needle: &[u8]| {
        file.windows(needle.len())
            .position(|window| window == needle)
            .expect("there")
    };
    let fault = |at: usize| {
        let mut bent = file.clone();
        bent[at] ^= 1;
        check(&bent).expect_err("bent").fault
    };
    assert_eq!(fault(at(b"PAB-GRN-21-B-00004")), Fault::DamagedBytes);
    assert_eq!(fault(at(b"\"accepted_at\":16") + 14), Fault::Damaged);
}

#[test]
fn a_cut_anywhere_is_found() {
    let file = export().write();
    in_parallel(file.len(), |end| {
        let wrong = check(&file[..end]).expect_err("a cut file");
        let ends_a_line = end == 0 || file[end - 1] == b'\n';
        let expected = if ends_a_line {
            Fault::Missing
        } else {
            Fault::CutShort
        };
        assert_eq!(wrong.fault, expected, "cut at {end}: {wrong}");
    });
}

#[test]
fn a_line_without_end_is_refused_within_bounds() {
    let mut file = export().write();
    let second = file.iter().position(|&byte| byte == b'\n').expect("lines") + 1;
    file.truncate(second);
    file.resize(second + 10_000_000, b'a');
    assert_eq!(check(&file).expect_err("endless").fault, Fault::TooLong);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn garbage_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(check(&bytes).is_err());
    }

    #[test]
    fn garbage_between_good_lines_is_refused(at in any::<prop::sample::Index>(), bytes in proptest::collection::vec(any::<u8>(), 1..200)) {
        let mut file = export().write();
        let at = at.index(file.len());
        file.splice(at..at, bytes);
        prop_assert!(check(&file).is_err());
    }
}
