//! Issuing, and choosing lots.

use std::collections::BTreeMap;

use ledger::ids::*;
use ledger::posting::Condition;
use ledger::quantity::Quantity;
use ledger::rules::issue::{Facts, LineRequest, LotFacts, Request, issue, pick_lots};

use crate::world::{check, day, given, number, outcome, stamp, uuid};

fn lot(name: &str, good: i64, expiry: Option<&str>) -> LotFacts {
    LotFacts {
        lot: LotId(uuid(name)),
        place: None,
        item: ItemId(uuid("blankets")),
        expiry: expiry.map(day),
        good,
    }
}

fn facts() -> Facts {
    let lots = [
        lot("lot-1", 488, None),
        lot("lot-2", 20, Some("2021-07-24")),
        lot("lot-3", -3, None),
    ];
    Facts {
        lots: lots.into_iter().map(|lot| ((lot.lot, None), lot)).collect(),
        point_site: Some(SiteId(uuid("pabrade"))),
        short: std::collections::BTreeSet::new(),
        free: std::collections::BTreeMap::new(),
        already_posted: false,
        packagings: BTreeMap::new(),
    }
}

/// `lot-1 120, lot-1 400`
fn request(lines: &str) -> Request {
    let line = |(at, text): (usize, &str)| {
        let mut words = text.split_whitespace();
        LineRequest {
            id: IssueLineId(uuid(&format!("issue line {at}"))),
            lot: LotId(uuid(words.next().expect("a lot"))),
            place: None,
            chosen: false,
            reason: None,
            quantity: number(words.next().expect("a quantity")),
            condition: if words.next() == Some("damaged") {
                Condition::Damaged
            } else {
                Condition::Good
            },
            packed: None,
        }
    };
    Request {
        id: IssueId(uuid("issue")),
        number: "PAB-ISS-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        point: PointId(uuid("block-a")),
        occurred_on: day("2021-07-25"),
        lines: given(lines)
            .map(|lines| lines.split(',').enumerate().map(line).collect())
            .unwrap_or_default(),
        served: None,
        reservation: None,
    }
}

#[test]
fn never_more_than_is_there() {
    let table = "
        lot-1 120              | ok
        lot-1 488              | ok
        lot-1 489              | line 1: 488 of lot lot-1 are available, 489 are asked
        lot-1 400, lot-1 88    | ok
        lot-1 400, lot-1 89    | line 2: 488 of lot lot-1 are available, 489 are asked
        lot-3 1                | line 1: 0 of lot lot-3 are available, 1 are asked
        lot-1 0                | line 1: the quantity is zero
        lot-1 -5               | line 1: a quantity is not negative
        lot-1 9007199254740992 | line 1: the number is larger than 9007199254740991
        lot-1 5 damaged        | line 1: only good stock is issued, lot lot-1 is asked for as Damaged
        lot-2 5                | line 1: lot lot-2 expired on 2021-07-24
        receipt 5              | line 1: lot receipt is not at this site
        -                      | the issue has no line
    ";
    check(table, |row| {
        outcome(issue(&facts(), &request(row[0]), &stamp("jonas")))
    });
}

#[test]
fn a_short_lot_is_blocked_and_what_is_kept_for_others_stays() {
    let facts = Facts {
        short: [LotId(uuid("lot-3"))].into(),
        free: [(ItemId(uuid("blankets")), 100)].into(),
        ..facts()
    };
    let table = "
        lot-3 1              | line 1: more of lot lot-3 was issued than was there; count it first
        lot-1 100            | ok
        lot-1 101            | line 1: 100 of item blankets are not reserved, 101 are asked
        lot-1 60, lot-1 41   | line 2: 100 of item blankets are not reserved, 101 are asked
    ";
    check(table, |row| {
        outcome(issue(&facts, &request(row[0]), &stamp("jonas")))
    });
}

#[test]
fn a_lot_may_be_issued_on_the_day_it_expires() {
    let request = Request {
        occurred_on: day("2021-07-24"),
        ..request("lot-2 20")
    };
    assert!(issue(&facts(), &request, &stamp("jonas")).is_ok());
}

#[test]
fn a_lot_out_of_turn_needs_a_reason() {
    let lots = [
        lot("lot-1", 10, Some("2021-09-30")),
        lot("lot-2", 10, Some("2021-07-24")),
        lot("lot-3", 10, None),
    ];
    let facts = Facts {
        lots: lots.into_iter().map(|lot| ((lot.lot, None), lot)).collect(),
        ..facts()
    };
    // lot-2 has expired already, so it is nobody's turn.
    let table = "
        lot-1 10           | -          | ok
        lot-3 1            | -          | line 1: lot lot-1 expires before lot lot-3, and no reason is given
        lot-3 1            | its box is | ok
        lot-1 10, lot-3 1  | -          | ok
        lot-1 9, lot-3 1   | -          | line 2: lot lot-1 expires before lot lot-3, and no reason is given
    ";
    check(table, |row| {
        let mut request = request(row[0]);
        for line in &mut request.lines {
            line.chosen = true;
            line.reason = given(row[1]).map(str::to_owned);
        }
        outcome(issue(&facts, &request, &stamp("jonas")))
    });
}

#[test]
fn documents_that_do_not_hold_together() {
    let good = request("lot-1 1");
    let judge = |facts: &Facts, request: &Request| outcome(issue(facts, request, &stamp("jonas")));
    let elsewhere = Facts {
        point_site: Some(SiteId(uuid("rukla"))),
        ..facts()
    };
    assert_eq!(
        judge(&elsewhere, &good),
        "point block-a is not one of site pabrade"
    );
    let unknown = Facts {
        point_site: None,
        ..facts()
    };
    assert_eq!(
        judge(&unknown, &good),
        "point block-a is not one of site pabrade"
    );
    let posted = Facts {
        already_posted: true,
        ..facts()
    };
    assert_eq!(judge(&posted, &good), "issue issue was posted before");
    let tomorrow = Request {
        occurred_on: day("2021-07-27"),
        ..good.clone()
    };
    assert_eq!(
        judge(&facts(), &tomorrow),
        "2021-07-27 is after today, 2021-07-26"
    );
    let mut twice = good.clone();
    twice.lines[0].id = IssueLineId(uuid("line-1"));
    twice.lines.push(twice.lines[0].clone());
    assert_eq!(
        judge(&facts(), &twice),
        "line 2: line id line-1 stands twice"
    );
    let many = Request {
        lines: vec![good.lines[0].clone(); 3001],
        ..good
    };
    assert_eq!(
        judge(&facts(), &many),
        "the issue has 3001 lines, more than 3000"
    );
}

#[test]
fn what_expires_first_goes_first() {
    let at = |name: &str, n: u128, good, expiry| LotFacts {
        lot: LotId(uuid::Uuid::from_u128(n)),
        ..lot(name, good, expiry)
    };
    let lots = [
        at("old", 1, 50, None),
        at("newer", 2, 50, None),
        at("late", 3, 10, Some("2022-12-31")),
        at("soon", 4, 10, Some("2021-09-30")),
        at("gone", 5, 10, Some("2021-07-24")),
        at("empty", 6, -4, Some("2021-08-01")),
    ];
    let table = "
        5   | 4:5
        10  | 4:10
        15  | 4:10 3:5
        60  | 4:10 3:10 1:40
        120 | 4:10 3:10 1:50 2:50
        121 | 120 are available, 121 are asked
    ";
    check(table, |row| {
        let asked = Quantity::new(number(row[0])).expect("a quantity");
        match pick_lots(&lots, asked, day("2021-07-25")) {
            Ok(picks) => {
                let text = picks
                    .iter()
                    .map(|pick| format!("{}:{}", pick.lot.0.as_u128(), pick.quantity));
                text.collect::<Vec<_>>().join(" ")
            }
            Err(refusal) => refusal.to_string(),
        }
    });
}

#[test]
fn i_08_packs_come_to_what_is_issued() {
    let facts = Facts {
        packagings: crate::packed::cartons_of_twenty(),
        ..facts()
    };
    let judge = |packed| {
        let mut asked = request("lot-1 120");
        asked.lines[0].packed = packed;
        issue(&facts, &asked, &stamp("jonas"))
    };
    let body = judge(crate::packed::cartons(5, 20)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(5, 20));
    assert_eq!(
        outcome(judge(crate::packed::cartons(7, 0))),
        "line 1: 7 packs and 0 loose come to 140, and the line says 120"
    );
}
