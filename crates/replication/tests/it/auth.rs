//! Request signatures and numbers used once.

use proptest::prelude::*;
use replication::auth::{Credentials, NumbersSeen};

use crate::central::{id, key};

#[test]
fn a_signature_holds_for_one_request() {
    let credentials = Credentials::sign(&key(2), id(2), 7, "POST", "/v1/exchange", b"body");
    let header = credentials.to_header();
    let read = Credentials::from_header(&header).expect("own form");
    assert_eq!(read, credentials);
    let public = key(2).public();
    assert!(
        read.verify(&public, "POST", "/v1/exchange", b"body")
            .is_ok()
    );
    assert!(
        read.verify(&public, "GET", "/v1/exchange", b"body")
            .is_err()
    );
    assert!(read.verify(&public, "POST", "/v1/enrol", b"body").is_err());
    assert!(
        read.verify(&public, "POST", "/v1/exchange", b"bodY")
            .is_err()
    );
    assert!(
        read.verify(&key(3).public(), "POST", "/v1/exchange", b"body")
            .is_err()
    );
    let later = Credentials { number: 8, ..read };
    assert!(
        later
            .verify(&public, "POST", "/v1/exchange", b"body")
            .is_err()
    );
    let other = Credentials {
        device: id(3),
        ..read
    };
    assert!(
        other
            .verify(&public, "POST", "/v1/exchange", b"body")
            .is_err()
    );
}

#[test]
fn a_bent_header_is_refused() {
    let header = Credentials::sign(&key(2), id(2), 7, "POST", "/", b"").to_header();
    for bent in [
        String::new(),
        header.replace("number=7", "number=-7"),
        header.replace("device=", "Device="),
        format!("{header}, more=1"),
        header[..header.len() - 1].to_owned(),
    ] {
        assert!(Credentials::from_header(&bent).is_err(), "{bent}");
    }
}

proptest! {
    #[test]
    fn no_number_counts_twice(numbers in proptest::collection::vec(0_u64..200, 0..300)) {
        let mut seen = NumbersSeen::default();
        let mut taken = std::collections::BTreeSet::new();
        for number in numbers {
            let highest = taken.last().copied().unwrap_or(0);
            let fresh = number >= 1 && !taken.contains(&number) && number + 64 > highest;
            prop_assert_eq!(seen.take(number), fresh, "{} after {}", number, highest);
            if fresh {
                taken.insert(number);
            }
        }
    }

    #[test]
    fn headers_never_panic(text in ".{0,200}") {
        let _ = Credentials::from_header(&text);
    }
}
