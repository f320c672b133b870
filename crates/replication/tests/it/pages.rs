//! A page is believed whole or not at all.

use proof::certificate::KeyRing;
use proof::keys::Signature;
use proof::leaf::{Reason, Status};
use proof::merkle::Frontier;
use proof::stream::SignedHead;
use replication::page::{Chains, Held, PageFault, Pins, verify};
use replication::session::{Session, Step};
use replication::wire::Page;

use crate::central::{Central, entry, id, key, pins, stream};
use crate::device::Device;

/// A server with an entry of device 2 in `funds`, one of its copies there, and one by device 3.
fn central() -> Central {
    let mut central = Central::new(1 << 20);
    for seed in [2, 3] {
        central.enrol(seed);
        let mut device = Device::new(seed, &["catalogue"]);
        device.write("funds", r#"{"n":1}"#, &[]);
        device.write("coordination", r#"{"n":2}"#, &["funds"]);
        device.write("funds", r#"{"n":3}"#, &["coordination"]);
        let Step::Send(request) = Session::default().start(&device) else {
            panic!("there is something to send");
        };
        central.exchange(device.id, &request);
    }
    central
}

fn ring() -> KeyRing {
    let mut ring = KeyRing::new(pins().server_key);
    for seed in [1, 2, 3] {
        ring.restore(id(seed.into()), key(seed).public());
    }
    ring
}

fn check(page: &Page, pins: &Pins) -> Result<u64, PageFault> {
    let held = Held {
        frontier: Frontier::new(),
        last_pos: 0,
    };
    verify(page, &held, &Chains::new(), &mut ring(), pins).map(|verified| verified.frontier.size())
}

fn funds() -> Page {
    central().page("funds", 0, &mut (1 << 20))
}

#[test]
fn a_page_with_home_entries_and_copies_is_believed() {
    let page = funds();
    assert_eq!(page.items.len(), 6);
    assert_eq!(check(&page, &pins()), Ok(6));
}

#[test]
fn a_catalogue_page_brings_the_keys_it_needs() {
    let page = central().page("catalogue", 0, &mut (1 << 20));
    let held = Held {
        frontier: Frontier::new(),
        last_pos: 0,
    };
    let mut keys = KeyRing::new(pins().server_key);
    let verified = verify(&page, &held, &Chains::new(), &mut keys, &pins()).expect("good");
    assert_eq!(verified.certificates.len(), 3);
    assert_eq!(keys.key(id(3)), Some(key(3).public()));
    let mut stranger = KeyRing::new(key(50).public());
    let refused = verify(&page, &held, &Chains::new(), &mut stranger, &pins());
    assert_eq!(
        refused.expect_err("another server"),
        PageFault::UnknownDevice { device: id(1) }
    );
    assert_eq!(stranger.key(id(3)), None);
}

type Bends = &'static [(&'static str, fn(&mut Page), fn(&PageFault) -> bool)];

macro_rules! is {
    ($fault:pat) => {
        |fault| matches!(fault, $fault)
    };
}

fn assert_refused(bends: Bends) {
    for (what, bend, expected) in bends {
        let mut page = funds();
        bend(&mut page);
        let fault = check(&page, &pins()).expect_err(what);
        assert!(expected(&fault), "{what}: {fault:?}");
    }
}

const BENT_ENTRIES: Bends = &[
    (
        "index",
        |page| page.items[2].index = 3,
        is!(PageFault::OutOfOrder { index: 2 }),
    ),
    (
        "epoch",
        |page| page.items[2].epoch = 2,
        is!(PageFault::OutOfOrder { index: 2 }),
    ),
    (
        "pos order",
        |page| page.items[2].pos = 1,
        is!(PageFault::OutOfOrder { index: 2 }),
    ),
    (
        "past epoch",
        |page| page.items[2].epoch = 0,
        is!(PageFault::CheckpointMismatch),
    ),
    (
        "pos",
        |page| page.items[5].pos += 1,
        is!(PageFault::CheckpointMismatch),
    ),
    (
        "time",
        |page| page.items[2].accepted_at += 1,
        is!(PageFault::CheckpointMismatch),
    ),
    (
        "status",
        |page| {
            page.items[2].status = Status::Quarantined {
                reason: Reason::new("x"),
            }
        },
        is!(PageFault::CheckpointMismatch),
    ),
    (
        "device",
        |page| page.items[0].device = id(3),
        is!(PageFault::WrongSeq { .. }),
    ),
    (
        "home",
        |page| page.items[1].scope = "catalogue".to_owned(),
        is!(PageFault::BadCopy { index: 1 }),
    ),
    (
        "seq",
        |page| page.items[0].seq = 2,
        is!(PageFault::WrongSeq { .. }),
    ),
    (
        "bytes",
        |page| page.items[0].bytes = entry(1, "counted", r#"{"n":9}"#, &[]),
        is!(PageFault::HeadMismatch { .. }),
    ),
    (
        "copied bytes",
        |page| page.items[1].bytes = entry(1, "counted", r#"{"n":9}"#, &["funds".to_owned()]),
        is!(PageFault::BadCopy { index: 1 }),
    ),
    (
        "a copy for others",
        |page| page.items[1].bytes = entry(1, "counted", "{}", &["site:a".to_owned()]),
        is!(PageFault::NotForScope { index: 1 }),
    ),
    (
        "no copy signature",
        |page| page.items[1].copy = None,
        is!(PageFault::CopySignature { index: 1 }),
    ),
    (
        "copy signature",
        |page| page.items[1].copy = Some(Signature([1; 64])),
        is!(PageFault::BadCopy { index: 1 }),
    ),
    (
        "copy signature too many",
        |page| page.items[0].copy = page.items[1].copy,
        is!(PageFault::CopySignature { index: 0 }),
    ),
];

#[test]
fn every_bent_entry_of_a_page_is_refused() {
    assert_refused(BENT_ENTRIES);
}

const BENT_PAGES: Bends = &[
    (
        "start",
        |page| page.from = 1,
        is!(PageFault::WrongStart { .. }),
    ),
    (
        "size",
        |page| page.size = 9,
        is!(PageFault::WrongSize { .. }),
    ),
    (
        "more",
        |page| page.has_more = true,
        is!(PageFault::WrongSize { .. }),
    ),
    (
        "scope",
        |page| page.scope = "site:a".to_owned(),
        is!(PageFault::NotForScope { index: 0 }),
    ),
    (
        "left out",
        |page| {
            page.items.remove(1);
            page.size -= 1;
        },
        is!(PageFault::OutOfOrder { index: 1 }),
    ),
    (
        "cut",
        |page| {
            page.items.pop();
            page.size -= 1;
        },
        is!(PageFault::HeadBeside { .. }),
    ),
    (
        "no head",
        |page| {
            page.heads.pop();
        },
        is!(PageFault::Uncovered { .. }),
    ),
    (
        "other head",
        |page| page.heads[0].device = id(3),
        is!(PageFault::HeadMismatch { .. }),
    ),
    (
        "head beside",
        |page| page.heads[0].head.seq = 7,
        is!(PageFault::HeadBeside { .. }),
    ),
    (
        "head signature",
        |page| page.heads[0].head.signature = Signature([1; 64]),
        is!(PageFault::BadHead { .. }),
    ),
    (
        "head of another",
        |page| {
            let chain0 = stream(id(2), "funds").chain0();
            page.heads[0].head = SignedHead::sign(&key(3), chain0, page.heads[0].chain());
        },
        is!(PageFault::BadHead { .. }),
    ),
    (
        "no checkpoint",
        |page| page.checkpoint = None,
        is!(PageFault::NoCheckpoint),
    ),
    (
        "checkpoint",
        |page| page.checkpoint = Some("nonsense".to_owned()),
        is!(PageFault::Note(_)),
    ),
    (
        "checkpoint of another scope",
        |page| page.checkpoint = Some(central().checkpoint("coordination", 4)),
        is!(PageFault::CheckpointBeside),
    ),
    (
        "checkpoint of another size",
        |page| page.checkpoint = Some(central().checkpoint("funds", 5)),
        is!(PageFault::CheckpointBeside),
    ),
];

#[test]
fn a_page_bent_around_its_entries_is_refused() {
    assert_refused(BENT_PAGES);
}

#[test]
fn another_log_key_or_operation_is_refused() {
    let other_log = Pins {
        log_key: key(50).public(),
        ..pins()
    };
    assert!(matches!(
        check(&funds(), &other_log),
        Err(PageFault::Note(_))
    ));
    let other_operation = Pins {
        operation: id(50),
        ..pins()
    };
    assert!(matches!(
        check(&funds(), &other_operation),
        Err(PageFault::BadCopy { .. })
    ));
}

#[test]
fn a_rewritten_history_does_not_fit_the_checkpoint() {
    let mut page = funds();
    page.items[0].accepted_at -= 1;
    assert_eq!(check(&page, &pins()), Err(PageFault::CheckpointMismatch));
}
