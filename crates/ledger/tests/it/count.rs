//! Counting, and taking stock over with a site.

use std::collections::BTreeMap;

use ledger::body::Tracking;
use ledger::fold::StockDocument;
use ledger::ids::*;
use ledger::posting::{Condition, Movement};
use ledger::rules::count::{self, Anchor};
use ledger::rules::opening;

use crate::goods::{condition, lot, site};
use crate::world::{check, day, given, number, outcome, stamp, uuid};

fn facts(limit: Option<i64>) -> count::Facts {
    let blankets = ItemId(uuid("blankets"));
    count::Facts {
        items: [(lot("lot-1"), blankets), (lot("lot-2"), blankets)].into(),
        limit,
        already_posted: false,
        packagings: BTreeMap::new(),
    }
}

/// `lot-1 good 488 480 wet, lot-2 …`: book, counted, reason.
fn request(lines: &str) -> count::Request {
    let line = |text: &str| {
        let mut words = text.split_whitespace();
        let mut next = || words.next().expect("a word");
        let (name, of) = (next(), condition(next()));
        let (book, counted) = (number(next()), number(next()));
        count::LineRequest {
            lot: lot(name),
            condition: of,
            place: None,
            book,
            counted,
            reason: words.next().map(str::to_owned),
            packed: None,
        }
    };
    count::Request {
        id: CountId(uuid("issue")),
        number: "PAB-CNT-21-A-00001".to_owned(),
        site: site("pabrade"),
        place: None,
        blind: false,
        occurred_on: day("2021-07-26"),
        lines: given(lines).map_or_else(Vec::new, |lines| lines.split(',').map(line).collect()),
    }
}

#[test]
fn what_differs_from_the_book_needs_a_reason() {
    let table = "
        lot-1 good 488 488                         | ok
        lot-1 good 488 480 wet                     | ok
        lot-1 good 488 480                         | line 1: 480 counted where the book has 488, without a reason
        lot-2 good -3 0 found                      | ok
        lot-2 good -3 0                            | line 1: 0 counted where the book has -3, without a reason
        lot-1 good 488 -1 wet                      | line 1: a quantity is not negative
        lot-1 good 0 9007199254740992 x            | line 1: the number is larger than 9007199254740991
        lot-1 good -9007199254740991 1 x           | line 1: the number is larger than 9007199254740991
        lot-3 good 1 1                             | line 1: lot lot-3 is not known
        lot-1 good 1 1, lot-1 damaged 1 1          | ok
        lot-1 good 1 1, lot-1 good 1 1             | line 2: the same goods of lot lot-1 were counted twice
        -                                          | the count has no line
    ";
    check(table, |row| {
        outcome(count::count(
            &facts(None),
            &request(row[0]),
            &stamp("jonas"),
        ))
    });
    let judge = |facts: &count::Facts, request: &count::Request| {
        outcome(count::count(facts, request, &stamp("jonas")))
    };
    let posted = count::Facts {
        already_posted: true,
        ..facts(None)
    };
    assert_eq!(
        judge(&posted, &request("lot-1 good 1 1")),
        "count issue was posted before"
    );
    let elsewhere = count::Request {
        place: Some(PlaceId(uuid("block-a"))),
        ..request("lot-1 good 1 1")
    };
    assert_eq!(
        judge(&facts(None), &elsewhere),
        "line 1: lot lot-1 does not lie in the place that was counted"
    );
    let tomorrow = count::Request {
        occurred_on: day("2021-07-27"),
        ..request("lot-1 good 1 1")
    };
    assert_eq!(
        judge(&facts(None), &tomorrow),
        "2021-07-27 is after today, 2021-07-26"
    );
}

#[test]
fn beyond_the_limit_a_second_person_approves() {
    let table = "
        limit 10 | lot-1 good 488 478 wet                          | alone
        limit 10 | lot-1 good 488 477 wet                          | two
        limit 10 | lot-1 good 488 499 found                        | two
        limit 10 | lot-1 good 488 483 wet, lot-2 good 0 5 found    | alone
        limit 10 | lot-1 good 488 482 wet, lot-2 good 0 5 found    | two
        limit -  | lot-1 good 488 488                              | alone
        limit -  | lot-1 good 488 487 gone                         | two
        limit 0  | lot-1 good 488 488                              | alone
        limit 0  | lot-1 good 488 487 one                          | two
    ";
    check(table, |row| {
        let limit = row[0].split_whitespace().nth(1).and_then(given).map(number);
        let body = count::count(&facts(limit), &request(row[1]), &stamp("jonas")).expect("a count");
        assert_eq!(body.needs_approval(), body.second_person);
        if body.second_person { "two" } else { "alone" }.to_owned()
    });
}

#[test]
fn a_count_posts_the_differences_alone() {
    let asked = request("lot-1 good 488 480 wet, lot-1 damaged 12 12, lot-2 good -3 2 found");
    let body = count::count(&facts(None), &asked, &stamp("jonas")).expect("a count");
    let told: Vec<_> = body
        .postings(day("2021-07-26"))
        .iter()
        .map(|one| (one.movement, one.lot, one.quantity))
        .collect();
    assert_eq!(
        told,
        [
            (Movement::CountLoss, lot("lot-1"), 8),
            (Movement::CountGain, lot("lot-2"), 5)
        ]
    );
}

#[test]
fn an_anchor_knows_what_the_counter_saw() {
    let anchor = Anchor {
        pos: 10,
        heads: BTreeMap::from([("other", 3)]),
    };
    let table = "
        other | 1 | 9  | seen
        other | 9 | 10 | seen
        other | 3 | 12 | seen
        other | 4 | 12 | unseen
        other | 3 | -  | seen
        other | 4 | -  | unseen
        third | 1 | 11 | unseen
        third | 1 | -  | unseen
    ";
    check(table, |row| {
        let seq = row[1].parse().expect("a number");
        let pos = given(row[2]).map(|pos| pos.parse().expect("a position"));
        if anchor.saw(&row[0], seq, pos) {
            "seen"
        } else {
            "unseen"
        }
        .to_owned()
    });
}

fn opening_facts() -> opening::Facts {
    opening::Facts {
        items: [
            (ItemId(uuid("blankets")), Tracking::None),
            (ItemId(uuid("rations")), Tracking::BatchExpiry),
            (ItemId(uuid("generator")), Tracking::Serial),
        ]
        .into(),
        donors: [PartyId(uuid("czechia"))].into(),
        site_known: true,
        already_posted: false,
        packagings: BTreeMap::new(),
    }
}

/// item, quantity, donor, batch, expiry
fn opening_request(cells: &[&str]) -> opening::Request {
    let line = opening::LineRequest {
        id: lot("lot-1"),
        item: ItemId(uuid(cells[0])),
        batch: given(cells[3]).map(str::to_owned),
        expiry: given(cells[4]).map(day),
        donor: given(cells[2]).map(|donor| PartyId(uuid(donor))),
        condition: Condition::Good,
        quantity: number(cells[1]),
        place: None,
        packed: None,
    };
    opening::Request {
        id: OpeningId(uuid("decision")),
        number: "PAB-OPN-21-A-00001".to_owned(),
        site: site("pabrade"),
        occurred_on: day("2021-07-26"),
        note: "Handover of 20 July, Migration Department".to_owned(),
        lines: vec![line],
    }
}

#[test]
fn taken_over_stock_is_recorded_as_any_other_lot() {
    let table = "
        blankets  | 40 | czechia | -  | -          | ok
        blankets  | 40 | -       | -  | -          | ok
        blankets  | 40 | estonia  | -  | -          | line 1: donor estonia is not known
        blankets  | 0  | -       | -  | -          | line 1: the quantity is zero
        tents     | 1  | -       | -  | -          | line 1: item tents is not known
        rations   | 5  | -       | L7 | 2023-01-31 | ok
        rations   | 5  | -       | L7 | -          | line 1: the item needs an expiry date
        rations   | 5  | -       | -  | 2023-01-31 | line 1: the item needs a batch or serial number
        rations   | 5  | -       | L7 | 0023-01-31 | line 1: the year 23 is not between 1990 and 2100
        generator | 1  | -       | S1 | -          | ok
        generator | 2  | -       | S1 | -          | line 1: 2 units under one serial number
    ";
    check(table, |row| {
        outcome(opening::open(
            &opening_facts(),
            &opening_request(row),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn openings_that_do_not_hold_together() {
    let good = opening_request(&["blankets", "40", "-", "-", "-"]);
    let judge = |facts: &opening::Facts, request: &opening::Request| {
        outcome(opening::open(facts, request, &stamp("jonas")))
    };
    let silent = opening::Request {
        note: " ".to_owned(),
        ..good.clone()
    };
    assert_eq!(
        judge(&opening_facts(), &silent),
        "an opening says from whom and on what paper"
    );
    let empty = opening::Request {
        lines: Vec::new(),
        ..good.clone()
    };
    assert_eq!(judge(&opening_facts(), &empty), "the opening has no line");
    let twice = opening::Request {
        lines: vec![good.lines[0].clone(); 2],
        ..good.clone()
    };
    assert_eq!(
        judge(&opening_facts(), &twice),
        "line 2: lot lot-1 stands twice"
    );
    let nowhere = opening::Facts {
        site_known: false,
        ..opening_facts()
    };
    assert_eq!(judge(&nowhere, &good), "site pabrade is not known");
    let posted = opening::Facts {
        already_posted: true,
        ..opening_facts()
    };
    assert_eq!(judge(&posted, &good), "opening decision was posted before");
    let body = opening::open(&opening_facts(), &good, &stamp("jonas")).expect("an opening");
    assert!(
        body.needs_approval(),
        "I-05: an opening names a second person"
    );
}

#[test]
fn i_08_packs_come_to_what_was_counted() {
    let judge = |packed| {
        let facts = count::Facts {
            packagings: crate::packed::cartons_of_twenty(),
            ..facts(None)
        };
        let mut asked = request("lot-1 good 488 488");
        asked.lines[0].packed = packed;
        count::count(&facts, &asked, &stamp("jonas"))
    };
    let body = judge(crate::packed::cartons(24, 8)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(24, 8));
    assert_eq!(
        outcome(judge(crate::packed::cartons(24, 0))),
        "line 1: 24 packs and 0 loose come to 480, and the line says 488"
    );
}

#[test]
fn i_08_packs_come_to_what_was_taken_over() {
    let judge = |packed| {
        let facts = opening::Facts {
            packagings: crate::packed::cartons_of_twenty(),
            ..opening_facts()
        };
        let mut asked = opening_request(&["blankets", "40", "-", "-", "-"]);
        asked.lines[0].packed = packed;
        opening::open(&facts, &asked, &stamp("jonas"))
    };
    let body = judge(crate::packed::cartons(2, 0)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(2, 0));
    assert_eq!(
        outcome(judge(crate::packed::cartons(0, 40))),
        "line 1: a packaging is named and no pack was counted"
    );
}
