//! Envelopes: what is read back, what is refused, and that nothing panics.

use proof::entry::{EntryBytes, Envelope, EnvelopeError, MAX_ENTRY_BYTES};
use proptest::prelude::*;

use crate::fixture::envelope;

fn good() -> String {
    let bytes = envelope(
        3,
        "receipt_posted",
        r#"{"number":"PAB-GRN-21-A-00001","n":[1,-2]}"#,
        &["coordination"],
    )
    .encode();
    String::from_utf8(bytes).expect("text")
}

fn refusal(from: &str, to: &str) -> EnvelopeError {
    let text = good();
    assert!(text.contains(from), "{from} is not in {text}");
    Envelope::parse(text.replacen(from, to, 1).as_bytes()).expect_err(to)
}

#[test]
fn the_fields_stand_in_their_order() {
    assert_eq!(
        good(),
        concat!(
            r#"{"v":1,"seq":3,"kind":"receipt_posted","schema":1,"recorded_at":"2021-07-24T14:10:00Z","#,
            r#""occurred_on":"2021-07-24","person":"01890a5d-0000-7000-8000-4d4d4d4d4d4d","role":"store_keeper","#,
            r#""reason":"=12 wet","saw":{"epoch":1,"pos":3,"heads":[]},"also":["coordination"],"#,
            r#""body":{"number":"PAB-GRN-21-A-00001","n":[1,-2]}}"#
        )
    );
    let parsed = Envelope::parse(good().as_bytes()).expect("good");
    assert_eq!(parsed.encode(), good().into_bytes());
    assert_eq!(
        parsed.document_number().as_deref(),
        Some("PAB-GRN-21-A-00001")
    );
}

#[test]
fn numbers_are_whole_and_below_two_to_the_53() {
    for (bad, whole) in [
        ("1.0", false),
        ("1e0", false),
        ("-0", false),
        ("0.5", false),
        ("1E400", false),
    ] {
        let refused = refusal("[1,-2]", &format!("[{bad}]"));
        assert!(
            matches!(refused, EnvelopeError::NotWhole { .. }) != whole,
            "{bad}: {refused}"
        );
    }
    for bad in [
        "9007199254740992",
        "-9007199254740992",
        "-9223372036854775808",
        "99999999999999999999999",
    ] {
        let refused = refusal("[1,-2]", &format!("[{bad}]"));
        assert!(
            matches!(refused, EnvelopeError::NumberTooLarge { .. }),
            "{bad}: {refused}"
        );
    }
    let most = good().replace("[1,-2]", "[9007199254740991,-9007199254740991]");
    assert!(Envelope::parse(most.as_bytes()).is_ok());
    let in_words = good().replace("[1,-2]", r#"["1.5 \" 2e9"]"#);
    assert!(Envelope::parse(in_words.as_bytes()).is_ok());
}

#[test]
fn each_limit_has_its_refusal() {
    assert!(matches!(
        refusal("\"seq\":3", "\"seq\":0"),
        EnvelopeError::BadField { field: "seq" }
    ));
    assert!(matches!(
        refusal("2021-07-24T", "2021-7-24T"),
        EnvelopeError::BadField {
            field: "recorded_at"
        }
    ));
    assert!(matches!(
        refusal("\"2021-07-24\"", "\"2021-13-24\""),
        EnvelopeError::BadField {
            field: "occurred_on"
        }
    ));
    assert!(matches!(
        refusal("[1,-2]", "[1, -2]"),
        EnvelopeError::NotCompact { .. }
    ));
    assert!(matches!(
        refusal("\"body\":{", "\"body\":7,\"x\":{"),
        EnvelopeError::BadField { field: "body" }
    ));
    assert!(matches!(
        refusal("\"body\":", "\"body\":{},\"body\":"),
        EnvelopeError::Unreadable { .. }
    ));
    let unknown_twice = refusal("\"body\":", "\"later\":1,\"l\\u0061ter\":2,\"body\":");
    assert_eq!(
        unknown_twice,
        EnvelopeError::DuplicateField {
            name: "later".to_owned()
        }
    );
    let many = vec!["\"funds\""; 17].join(",");
    assert_eq!(
        refusal("\"coordination\"", &many),
        EnvelopeError::TooManyAlso { count: 17 }
    );
    let long = "x".repeat(MAX_ENTRY_BYTES);
    assert!(matches!(
        refusal("[1,-2]", &format!("\"{long}\"")),
        EnvelopeError::TooLong { .. }
    ));
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    let bad = [
        "2021-02-29",
        "2100-02-29",
        "2021-04-31",
        "2021-06-00",
        "2021-00-10",
        "2021-13-01",
        "9999-02-31",
    ];
    for day in bad {
        assert!(
            matches!(
                refusal("\"2021-07-24\"", &format!("\"{day}\"")),
                EnvelopeError::BadField {
                    field: "occurred_on"
                }
            ),
            "{day}"
        );
        assert!(
            matches!(
                refusal("2021-07-24T", &format!("{day}T")),
                EnvelopeError::BadField {
                    field: "recorded_at"
                }
            ),
            "{day}"
        );
    }
    for day in ["2020-02-29", "2000-02-29", "2021-12-31", "0001-01-01"] {
        let text = good().replace("\"2021-07-24\"", &format!("\"{day}\""));
        assert!(Envelope::parse(text.as_bytes()).is_ok(), "{day}");
    }
}

#[test]
fn fields_of_later_versions_are_allowed_and_their_bytes_kept() {
    let later = good()
        .replace("\"body\":", "\"mood\":{\"deep\":[{\"deep\":1}]},\"body\":")
        .replace("\"v\":1", "\"v\":2");
    let bytes = EntryBytes::new(later.clone().into_bytes()).expect("JSON");
    assert_eq!(bytes.parse().expect("additive").v, 2);
    let carried = serde_json::to_string(&vec![bytes.clone()]).expect("JSON");
    let back: Vec<EntryBytes> = serde_json::from_str(&carried).expect("JSON");
    assert_eq!(back[0].as_str(), later);
    assert_eq!(back[0].hash(), bytes.hash());
    assert!(EntryBytes::new(b" {}".to_vec()).is_err());
    assert!(EntryBytes::new(b"{}\n".to_vec()).is_err());
    assert!(EntryBytes::new(b"{".to_vec()).is_err());
    assert!(EntryBytes::new(vec![0xff]).is_err());
}

proptest! {
    #[test]
    fn what_is_encoded_is_read_back(seq in 1_u64..1 << 53, kind in "[a-z_]{1,40}", reason in ".{0,200}", number in any::<i32>()) {
        let mut written = envelope(seq.min(1 << 20), &kind, &format!("{{\"n\":{number}}}"), &["funds"]);
        written.seq = seq;
        written.reason = Some(reason.clone());
        let bytes = written.encode();
        let read = Envelope::parse(&bytes).expect("written by us");
        prop_assert_eq!(read.encode(), bytes);
        prop_assert_eq!(read.reason, Some(reason));
    }

    #[test]
    fn garbage_is_refused_or_read_and_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Envelope::parse(&bytes);
    }

    #[test]
    fn a_bent_entry_never_panics(at in 0_usize..400, with in any::<u8>(), cut in 0_usize..500) {
        let mut bytes = good().into_bytes();
        let at = at % bytes.len();
        bytes[at] = with;
        bytes.truncate(cut);
        let _ = Envelope::parse(&bytes);
    }
}
