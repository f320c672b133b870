//! Whole exchanges between devices and a server, on good links and bad ones.

use proptest::prelude::*;
use replication::session::{FIRST_SEGMENT, Reason, SEGMENT_BYTES, Session, Step, Summary};
use replication::wire::{
    ExchangeReply, ExchangeRequest, MAX_MESSAGE_BYTES, Outcome, decode, encode,
};

use crate::central::{Central, id};
use crate::device::Device;

const SCOPES: [&str; 3] = ["catalogue", "coordination", "funds"];

fn carried<T: serde::Serialize + serde::de::DeserializeOwned>(message: &T) -> T {
    decode(&encode(message), MAX_MESSAGE_BYTES).expect("own message")
}

/// Runs an exchange to its end; `link` sees each request and may lose the reply, bend it, or let it through.
pub fn run(
    device: &mut Device,
    central: &mut Central,
    session: &mut Session,
    mut link: impl FnMut(u32, ExchangeReply) -> Option<ExchangeReply>,
) -> Result<Summary, Reason> {
    let mut step = session.start(device);
    let mut round = 0;
    loop {
        step = match step {
            Step::Done(summary) => return Ok(summary),
            Step::Failed(reason) => return Err(reason),
            Step::Send(request) => {
                round += 1;
                let request: ExchangeRequest = carried(&*request);
                let reply = carried(&central.exchange(device.id, &request));
                match link(round, reply) {
                    Some(reply) => session.received(device, &reply),
                    None => session.timed_out(device),
                }
            }
        };
    }
}

fn sync(device: &mut Device, central: &mut Central) -> Summary {
    run(device, central, &mut Session::default(), |_, reply| {
        Some(reply)
    })
    .expect("a good link")
}

fn assert_same(device: &Device, central: &Central, scopes: &[&str]) {
    for scope in scopes {
        let held = device.logs.get(*scope).cloned().unwrap_or_default();
        assert_eq!(held, central.log(scope), "{scope}");
    }
}

fn enrolled(page_bytes: usize, seeds: &[u8]) -> (Central, Vec<Device>) {
    let mut central = Central::new(page_bytes);
    let devices = seeds
        .iter()
        .map(|&seed| {
            central.enrol(seed);
            Device::new(seed, &SCOPES)
        })
        .collect();
    (central, devices)
}

#[test]
fn nothing_to_do_takes_one_round() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    sync(&mut devices[0], &mut central);
    let again = sync(&mut devices[0], &mut central);
    assert_eq!((again.rounds, again.sent, again.received), (1, 0, 0));
    assert_eq!(again.complete_to_pos, 2);
}

/// A page of p entries, and logs of 0, 1, p−1, p, p+1, k·p±1 of them, written one a push and many a push.
#[test]
fn nothing_is_skipped_or_doubled_at_page_boundaries() {
    let page = 4;
    for count in [
        0,
        1,
        page - 1,
        page,
        page + 1,
        2 * page - 1,
        2 * page,
        2 * page + 1,
        5 * page - 1,
        5 * page + 1,
    ] {
        for entry_a_push in [true, false] {
            let (mut central, mut devices) = enrolled(1 << 20, &[2, 3]);
            let (writers, readers) = devices.split_at_mut(1);
            let (writer, reader) = (&mut writers[0], &mut readers[0]);
            sync(writer, &mut central);
            for n in 0..count {
                writer.write("funds", &format!(r#"{{"n":{}}}"#, 100 + n), &[]);
                if entry_a_push {
                    sync(writer, &mut central);
                }
            }
            sync(writer, &mut central);
            let weight = central
                .log("funds")
                .first()
                .map_or(100, |(_, _, bytes)| bytes.len());
            central.page_bytes = weight * page;
            let summary = sync(reader, &mut central);
            assert_same(writer, &central, &SCOPES);
            assert_same(reader, &central, &SCOPES);
            assert_eq!(central.log("funds").len(), count);
            assert_eq!(summary.received as usize, central.entries(), "{count}");
            assert_eq!(reader.complete_to as usize, central.entries());
        }
    }
}

#[test]
fn a_device_that_reads_everything_follows_new_scopes() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    sync(&mut devices[0], &mut central);
    central.write("catalogue", "site_registered", r#"{"site":"site:a"}"#);
    central.write("site:a", "counted", r#"{"n":1}"#);
    let summary = sync(&mut devices[0], &mut central);
    assert_eq!(summary.rounds, 2);
    assert_same(
        &devices[0],
        &central,
        &["catalogue", "coordination", "funds", "site:a"],
    );
}

#[test]
fn order_across_streams_is_the_devices_own() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    for n in 0..9 {
        let scope = ["funds", "coordination", "funds"][n % 3];
        devices[0].write(scope, &format!(r#"{{"n":{n}}}"#), &[]);
    }
    let summary = sync(&mut devices[0], &mut central);
    assert_eq!((summary.sent, summary.to_send), (9, 9));
    let mut all: Vec<_> = SCOPES.iter().flat_map(|scope| central.log(scope)).collect();
    all.sort_by_key(|(_, pos, _)| *pos);
    let order: Vec<usize> = all
        .iter()
        .filter_map(|(_, _, bytes)| bytes.split_once(r#""body":{"n":"#))
        .map(|(_, n)| n.trim_end_matches('}').parse().expect("number"))
        .collect();
    assert_eq!(order, (0..9).collect::<Vec<_>>());
}

#[test]
fn a_lost_answer_is_asked_again_and_nothing_is_doubled() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    for n in 0..50 {
        devices[0].write("funds", &format!(r#"{{"n":{n}}}"#), &[]);
    }
    let mut session = Session::default();
    let lost = |round, reply| (round > 2).then_some(reply);
    run(&mut devices[0], &mut central, &mut session, lost).expect("in the end");
    assert_eq!(central.log("funds").len(), 50);
    assert_same(&devices[0], &central, &SCOPES);
    devices[0].forget_acknowledgements();
    assert_eq!(sync(&mut devices[0], &mut central).sent, 50);
    assert_eq!(central.log("funds").len(), 50);
}

#[test]
fn a_device_acknowledges_no_more_than_it_sent() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    for n in 0..3 {
        devices[0].write("funds", &format!(r#"{{"n":{n}}}"#), &[]);
    }
    sync(&mut devices[0], &mut central);
    devices[0].forget_acknowledgements();
    let mut session = Session::default();
    let Step::Send(request) = session.start(&devices[0]) else {
        panic!("entries to send");
    };
    let mut reply = central.exchange(id(2), &request);
    assert_eq!(reply.pushed[0].outcome, Outcome::Exists);
    reply.pushed[0].up_to_seq = 90;
    assert!(matches!(
        session.received(&mut devices[0], &reply),
        Step::Done(_)
    ));
    devices[0].write("funds", r#"{"n":3}"#, &[]);
    assert_eq!(sync(&mut devices[0], &mut central).sent, 1);
    assert_eq!(central.log("funds").len(), 4);
}

#[test]
fn a_dead_link_ends_and_leaves_the_smallest_segment() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    let mut session = Session::new(*SEGMENT_BYTES.end());
    let ended = run(&mut devices[0], &mut central, &mut session, |_, _| None);
    assert_eq!(ended, Err(Reason::LinkTooSlow));
    assert_eq!(session.segment(), *SEGMENT_BYTES.start());
    assert_eq!(devices[0].touched, 0);
    let mut quick = Session::new(FIRST_SEGMENT);
    run(&mut devices[0], &mut central, &mut quick, |_, reply| {
        Some(reply)
    })
    .expect("good");
    assert_eq!(quick.segment(), FIRST_SEGMENT * 2);
}

#[test]
fn a_cursor_that_ran_ahead_is_set_back_by_a_gap() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    for n in 0..5 {
        devices[0].write("funds", &format!(r#"{{"n":{n}}}"#), &[]);
    }
    devices[0].skip_ahead("funds", 3);
    sync(&mut devices[0], &mut central);
    assert_eq!(central.log("funds").len(), 5);
}

#[test]
fn what_the_server_will_not_take_does_not_stop_the_pull() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2, 3]);
    devices[1].write("coordination", "{}", &[]);
    sync(&mut devices[1], &mut central);
    devices[0].write("funds", "{}", &[]);
    let link = |_, mut reply: ExchangeReply| {
        for result in &mut reply.pushed {
            result.outcome = Outcome::Refused {
                reason: "limit".to_owned(),
            };
            result.up_to_seq = 0;
        }
        Some(reply)
    };
    let ended = run(&mut devices[0], &mut central, &mut Session::default(), link);
    let reason = "limit".to_owned();
    assert_eq!(
        ended,
        Err(Reason::Refused {
            scope: "funds".to_owned(),
            reason
        })
    );
    assert_eq!(devices[0].logs["coordination"].len(), 1);
}

#[test]
fn rubbish_touches_nothing() {
    type Bend = fn(&mut ExchangeReply);
    let bends: &[(&str, Bend)] = &[
        ("no page", |reply| {
            reply.pages.pop();
        }),
        ("page order", |reply| reply.pages.swap(0, 1)),
        ("an unasked acknowledgement", |reply| {
            reply.pushed.push(reply.pushed[0].clone())
        }),
        ("no acknowledgement", |reply| reply.pushed.clear()),
        ("too much acknowledged", |reply| {
            reply.pushed[0].up_to_seq += 1
        }),
        ("another scope acknowledged", |reply| {
            reply.pushed[0].scope = "catalogue".to_owned()
        }),
        ("a gap that is none", |reply| {
            reply.pushed[0].outcome = Outcome::Gap { expected: 1 }
        }),
        ("a position before its pages", |reply| {
            reply.complete_to_pos = 1
        }),
        ("the last page", |reply| {
            reply.pages.last_mut().expect("page").items[0].pos += 50;
        }),
    ];
    for (what, bend) in bends {
        let (mut central, mut devices) = enrolled(1 << 20, &[2]);
        devices[0].write("funds", "{}", &[]);
        let link = |_, mut reply: ExchangeReply| {
            bend(&mut reply);
            Some(reply)
        };
        let ended = run(&mut devices[0], &mut central, &mut Session::default(), link);
        assert!(
            matches!(ended, Err(Reason::ServerAnsweredRubbish { .. })),
            "{what}: {ended:?}"
        );
        assert_eq!(devices[0].touched, 0, "{what}");
        sync(&mut devices[0], &mut central);
        assert_same(&devices[0], &central, &SCOPES);
    }
}

#[test]
fn another_epoch_is_not_ours_to_follow() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    let link = |_, reply: ExchangeReply| Some(ExchangeReply { epoch: 2, ..reply });
    let ended = run(&mut devices[0], &mut central, &mut Session::default(), link);
    assert_eq!(ended, Err(Reason::EpochChanged { ours: 1, theirs: 2 }));
    assert_eq!(devices[0].touched, 0);
}

#[test]
fn a_server_that_only_promises_more_is_left() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    central.page_bytes = 0;
    let ended = run(
        &mut devices[0],
        &mut central,
        &mut Session::default(),
        |_, reply| Some(reply),
    );
    assert_eq!(ended, Err(Reason::Stalled));
}

#[test]
fn an_answer_nobody_asked_for_is_rubbish() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    let mut session = Session::default();
    let Step::Send(request) = session.start(&devices[0]) else {
        panic!("a first request");
    };
    let reply = central.exchange(id(2), &request);
    assert!(matches!(
        session.received(&mut devices[0], &reply),
        Step::Done(_)
    ));
    let touched = devices[0].touched;
    let twice = session.received(&mut devices[0], &reply);
    assert!(matches!(
        twice,
        Step::Failed(Reason::ServerAnsweredRubbish { .. })
    ));
    assert_eq!(devices[0].touched, touched);
}

#[test]
fn a_full_disk_ends_the_exchange_and_the_next_one_goes_on() {
    let (mut central, mut devices) = enrolled(1 << 20, &[2]);
    devices[0].write("funds", "{}", &[]);
    devices[0].disk_full = true;
    let ended = run(
        &mut devices[0],
        &mut central,
        &mut Session::default(),
        |_, reply| Some(reply),
    );
    assert!(matches!(ended, Err(Reason::Local { .. })));
    devices[0].disk_full = false;
    sync(&mut devices[0], &mut central);
    assert_eq!(central.log("funds").len(), 1);
    assert_same(&devices[0], &central, &SCOPES);
}

/// What a bad link does with a reply.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Arrives,
    Lost,
    /// The reply of the round before arrives instead.
    Stale,
    /// Its last page is cut by one entry.
    Cut,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![4 => Just(Fate::Arrives), 1 => Just(Fate::Lost), 1 => Just(Fate::Stale), 1 => Just(Fate::Cut)]
}

#[derive(Debug, Clone)]
enum Act {
    Write {
        device: usize,
        scope: usize,
        also: bool,
        weight: usize,
    },
    Exchange {
        device: usize,
        fates: Vec<Fate>,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0..3_usize, 0..3_usize, any::<bool>(), 0..600_usize)
            .prop_map(|(device, scope, also, weight)| Act::Write { device, scope, also, weight }),
        1 => (0..3_usize, proptest::collection::vec(fate(), 0..6))
            .prop_map(|(device, fates)| Act::Exchange { device, fates }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_device_ends_with_the_servers_logs(acts in proptest::collection::vec(act(), 1..60), page_bytes in 100_usize..3_000) {
        let (mut central, mut devices) = enrolled(page_bytes, &[2, 3, 4]);
        let mut written = 0;
        for act in acts {
            match act {
                Act::Write { device, scope, also, weight } => {
                    let also: &[&str] = if also { &[SCOPES[(scope + 1) % 3]] } else { &[] };
                    let body = format!(r#"{{"n":{written},"x":"{}"}}"#, "x".repeat(weight));
                    devices[device].write(SCOPES[scope], &body, also);
                    written += 1;
                }
                Act::Exchange { device, fates } => {
                    let mut last: Option<ExchangeReply> = None;
                    let link = |round: u32, reply: ExchangeReply| {
                        let before = last.replace(reply.clone());
                        match fates.get(round as usize - 1).copied().unwrap_or(Fate::Arrives) {
                            Fate::Arrives => Some(reply),
                            Fate::Lost => None,
                            Fate::Stale => before,
                            Fate::Cut => {
                                let mut reply = reply;
                                if let Some(page) = reply.pages.iter_mut().rev().find(|page| !page.items.is_empty()) {
                                    page.items.pop();
                                }
                                Some(reply)
                            }
                        }
                    };
                    // A bad link may end it with a reason; what counts is what is true at the end.
                    let _ = run(&mut devices[device], &mut central, &mut Session::default(), link);
                }
            }
        }
        for _ in 0..2 {
            for device in &mut devices {
                sync(device, &mut central);
            }
        }
        prop_assert_eq!(central.entries(), 4 + written);
        for device in &devices {
            assert_same(device, &central, &SCOPES);
        }
    }
}
