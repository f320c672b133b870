//! The transports, and the days on which something about them was or will be due.

use ledger::stages::{TransportStage, TransportWarning};
use scenario::ask::fetch;
use scenario::devices::{AUDITOR, Device};
use scenario::lithuania_2021::document;
use serde_json::json;
use store::view::TransportView;

use super::{foreseen, told};

/// What was known on a day, judged on that or a later one.
fn on(device: &Device, iso: &str, day: &str, for_day: Option<&str>) -> Option<TransportView> {
    let found = foreseen(device, "transports", day, for_day, json!({}));
    of(found, iso)
}

fn of(found: Vec<TransportView>, iso: &str) -> Option<TransportView> {
    let id = document(&format!("transport/{iso}"));
    found.into_iter().find(|one| one.id.0 == id)
}

fn standing(one: Option<TransportView>) -> (TransportStage, Option<String>, Vec<TransportWarning>) {
    let one = one.expect("a transport");
    (one.stage, one.apply_by, one.warnings)
}

#[test]
fn the_czech_transport_keeps_every_date_and_is_paid_for() {
    let (_dir, auditor) = told(&AUDITOR);
    assert!(on(&auditor, "CZ", "2021-07-22", None).is_none());
    let last_day = Some("2021-08-07".to_owned());
    let started = on(&auditor, "CZ", "2021-07-23", None);
    let shares = started
        .as_ref()
        .map(|one| (one.percent.clone(), one.consignments));
    assert_eq!(shares, Some((Some("75".to_owned()), 1)));
    assert_eq!(
        standing(started),
        (TransportStage::Running, last_day.clone(), Vec::new())
    );
    // Had nothing more been heard, the application would have been missed.
    let missed = on(&auditor, "CZ", "2021-07-23", Some("2021-08-08"));
    let overdue = vec![TransportWarning::ApplicationOverdue];
    assert_eq!(
        standing(missed),
        (TransportStage::Running, last_day.clone(), overdue)
    );
    for (day, stage) in [
        ("2021-07-26", TransportStage::Applied),
        ("2021-10-12", TransportStage::Granted),
        ("2021-11-22", TransportStage::Settled),
    ] {
        let known = standing(on(&auditor, "CZ", day, None));
        assert_eq!(known, (stage, last_day.clone(), Vec::new()), "{day}");
    }
}

#[test]
fn the_others_are_told_what_endangers_their_share() {
    let (_dir, auditor) = told(&AUDITOR);
    let planned = standing(on(&auditor, "EE", "2021-07-26", None));
    assert_eq!(planned, (TransportStage::Notified, None, Vec::new()));
    let last_day = Some("2021-08-13".to_owned());
    let running = standing(on(&auditor, "EE", "2021-07-30", None));
    assert_eq!(
        running,
        (TransportStage::Running, last_day.clone(), Vec::new())
    );
    // In time, and yet after the end.
    let late = vec![TransportWarning::ApplicationAfterEnd];
    let applied = standing(on(&auditor, "EE", "2021-08-12", None));
    assert_eq!(applied, (TransportStage::Applied, last_day, late));
    let last_day = Some("2021-12-07".to_owned());
    let sweden = standing(on(&auditor, "SE", "2021-11-23", None));
    assert_eq!(
        sweden,
        (TransportStage::Running, last_day.clone(), Vec::new())
    );
    // The story ends before anybody applied: what is watched is overdue by now.
    let now = of(fetch(&auditor.context, "transports").unwrap(), "SE");
    let overdue = vec![TransportWarning::ApplicationOverdue];
    assert_eq!(standing(now), (TransportStage::Running, last_day, overdue));
}
