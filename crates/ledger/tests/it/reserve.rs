//! Keeping stock for somebody.

use ledger::body::{ReservationEnded, ReservedLine, StockReserved};
use ledger::fold::{ReservationStage, Why, reservation};
use ledger::ids::*;
use ledger::rules::reserve::{EndFacts, Facts, Request, end, reserve};

use crate::goods::site;
use crate::world::{check, day, entry, given, number, outcome, quarantined, stamp, uuid};

fn facts() -> Facts {
    Facts {
        site_known: true,
        point_site: Some(site("pabrade")),
        free: [(ItemId(uuid("blankets")), 300), (ItemId(uuid("tents")), -5)].into(),
        already_posted: false,
    }
}

fn request(lines: &str) -> Request {
    let line = |text: &str| {
        let mut words = text.split_whitespace();
        ReservedLine {
            item: ItemId(uuid(words.next().expect("an item"))),
            quantity: number(words.next().expect("a quantity")),
        }
    };
    Request {
        id: ReservationId(uuid("acceptance")),
        number: "PAB-RSV-21-A-00001".to_owned(),
        site: site("pabrade"),
        point: Some(PointId(uuid("block-a"))),
        expires_on: day("2021-07-30"),
        note: None,
        lines: given(lines).map_or_else(Vec::new, |lines| lines.split(',').map(line).collect()),
    }
}

#[test]
fn nobody_promises_what_is_not_there() {
    let table = "
        blankets 300               | ok
        blankets 301               | line 1: 300 of item blankets are free, 301 are asked
        tents 1                    | line 1: 0 of item tents are free, 1 are asked
        blankets 0                 | line 1: the quantity is zero
        blankets 1, blankets 1     | line 2: item blankets stands twice
        decision 1                 | line 1: item decision is not known
        -                          | the reservation has no line
    ";
    check(table, |row| {
        outcome(reserve(&facts(), &request(row[0]), &stamp("jonas")))
    });
    let judge =
        |facts: &Facts, request: &Request| outcome(reserve(facts, request, &stamp("jonas")));
    let good = request("blankets 1");
    let elsewhere = Facts {
        point_site: Some(site("rukla")),
        ..facts()
    };
    assert_eq!(
        judge(&elsewhere, &good),
        "point block-a is not one of site pabrade"
    );
    let nowhere = Facts {
        site_known: false,
        ..facts()
    };
    assert_eq!(judge(&nowhere, &good), "site pabrade is not known");
    let posted = Facts {
        already_posted: true,
        ..facts()
    };
    assert_eq!(
        judge(&posted, &good),
        "reservation acceptance was made before"
    );
    let past = Request {
        expires_on: day("2021-07-25"),
        ..good
    };
    assert_eq!(
        judge(&facts(), &past),
        "it would end on 2021-07-25, before today, 2021-07-26"
    );
}

fn made() -> StockReserved {
    reserve(&facts(), &request("blankets 300"), &stamp("jonas")).expect("a reservation")
}

fn ended() -> ReservationEnded {
    ReservationEnded {
        reservation: made().id,
        site: site("pabrade"),
        issue: None,
    }
}

#[test]
fn a_reservation_ends_once() {
    let stages = |entries: &[ledger::fold::Stamped]| {
        let state = reservation(entries);
        let told: Vec<Why> = state.ignored.iter().map(|one| one.why).collect();
        (state.stage, told)
    };
    assert_eq!(
        stages(&[entry(1, made())]),
        (ReservationStage::Standing, vec![])
    );
    assert_eq!(
        stages(&[entry(1, ended())]),
        (ReservationStage::Waiting, vec![Why::Waiting])
    );
    assert_eq!(
        stages(&[entry(1, made()), entry(2, ended()), entry(3, ended())]),
        (ReservationStage::Ended, vec![Why::ReversedBefore])
    );
    let foreign = ReservationEnded {
        site: site("rukla"),
        ..ended()
    };
    assert_eq!(
        stages(&[entry(1, made()), entry(2, foreign)]),
        (ReservationStage::Standing, vec![Why::Foreign])
    );
    assert_eq!(
        stages(&[quarantined(entry(1, made())), entry(2, ended())]),
        (
            ReservationStage::Quarantined,
            vec![Why::Quarantined, Why::Waiting]
        )
    );
}

#[test]
fn what_can_be_ended() {
    let judge = |stage| {
        let facts = EndFacts {
            stage,
            site: site("pabrade"),
        };
        outcome(end(Some(facts), made().id, None))
    };
    assert_eq!(judge(ReservationStage::Standing), "ok");
    assert_eq!(
        judge(ReservationStage::Ended),
        "reservation acceptance has ended already"
    );
    assert_eq!(
        judge(ReservationStage::Waiting),
        "reservation acceptance is not known"
    );
    assert_eq!(
        judge(ReservationStage::Quarantined),
        "reservation acceptance is not known"
    );
    assert_eq!(
        outcome(end(None, made().id, None)),
        "reservation acceptance is not known"
    );
}
