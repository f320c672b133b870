//! Receiving, in warehouse words.

use std::collections::BTreeMap;

use ledger::amount::Amount;
use ledger::body::{Origin, ReceiptPosted, Tracking};
use ledger::ids::*;
use ledger::quantity::Qualifier;
use ledger::rules::date;
use ledger::rules::receive::{
    AcceptanceFacts, AcceptedLine, ConsignedLine, ConsignmentFacts, Facts, LineRequest, Refusal,
    Request, receive,
};
use ledger::stages::ConsignmentStage;

use crate::world::{
    check, day, given, nothing_stated, number, outcome, plain, stamp, suspect, uuid,
};

fn facts(tracking: Tracking) -> Facts {
    Facts {
        items: [(ItemId(uuid("blankets")), tracking)].into(),
        donor_known: true,
        site_known: true,
        places: [PlaceId(uuid("hall"))].into(),
        already_posted: false,
        acceptance: None,
        consignment: None,
        packagings: BTreeMap::new(),
    }
}

/// 500 blankets of Czechia remain accepted for Pabradė.
fn announced() -> Facts {
    let line = AcceptedLine {
        item: ItemId(uuid("blankets")),
        site: SiteId(uuid("pabrade")),
        remaining: 500,
    };
    let acceptance = AcceptanceFacts {
        id: AcceptanceId(uuid("acceptance")),
        donor: PartyId(uuid("czechia")),
        confirmed: true,
        lines: [(AcceptanceLineId(uuid("al-1")), line)].into(),
    };
    Facts {
        acceptance: Some(acceptance),
        ..facts(Tracking::None)
    }
}

fn line(
    lot: &str,
    expected: &str,
    good: &str,
    damaged: &str,
    refused: &str,
    reason: &str,
) -> LineRequest {
    LineRequest {
        id: LotId(uuid(lot)),
        item: ItemId(uuid("blankets")),
        batch: None,
        expiry: None,
        acceptance_line: None,
        consignment_line: None,
        expected: given(expected).map(number),
        good: number(good),
        damaged: number(damaged),
        refused: number(refused),
        reason: given(reason).map(str::to_owned),
        place: None,
        packed: None,
    }
}

fn request(lines: Vec<LineRequest>) -> Request {
    Request {
        id: ReceiptId(uuid("receipt")),
        number: "PAB-GRN-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        donor: PartyId(uuid("czechia")),
        acceptance: None,
        consignment: None,
        occurred_on: day("2021-07-25"),
        handed_over_on: Some(day("2021-07-24")),
        paper: Some("  ".to_owned()),
        declared_value: nothing_stated(),
        lines,
        origin: Origin::Donor,
    }
}

fn answer(request: &mut Request) {
    request.acceptance = Some(AcceptanceId(uuid("acceptance")));
    for line in &mut request.lines {
        line.acceptance_line = Some(AcceptanceLineId(uuid("al-1")));
    }
}

fn differences(result: Result<ReceiptPosted, Refusal>) -> String {
    match result {
        Ok(receipt) => format!(
            "ok short {} over {}",
            receipt.lines[0].short, receipt.lines[0].over
        ),
        Err(refusal) => outcome::<(), _>(Err(refusal)),
    }
}

#[test]
fn counts_against_the_paper() {
    let table = "
        expected 500 | good 500 | damaged 0  | refused 0 | -           | ok short 0 over 0
        expected 500 | good 488 | damaged 12 | refused 0 | wet         | ok short 0 over 0
        expected 500 | good 488 | damaged 12 | refused 0 | -           | line 1: 12 Damaged without a reason
        expected 500 | good 480 | damaged 12 | refused 3 | wet, mouldy | ok short 5 over 0
        expected 500 | good 490 | damaged 0  | refused 0 | -           | line 1: 10 Short without a reason
        expected 500 | good 495 | damaged 0  | refused 5 | -           | line 1: 5 Refused without a reason
        expected 500 | good 501 | damaged 0  | refused 0 | -           | line 1: 501 counted where 500 were announced
        expected 500 | good 501 | damaged 0  | refused 0 | one extra   | ok short 0 over 1
        expected 10  | good 5   | damaged 8  | refused 0 | extra, wet  | ok short 0 over 3
        expected 500 | good 0   | damaged 0  | refused 0 | lost        | ok short 500 over 0
        expected 500 | good 0   | damaged 0  | refused 0 | -           | line 1: 500 Short without a reason
        expected 0   | good 5   | damaged 0  | refused 0 | extra       | ok short 0 over 5
        expected 0   | good 0   | damaged 0  | refused 0 | -           | line 1: nothing was counted and nothing expected
        expected -   | good 488 | damaged 12 | refused 0 | wet         | ok short 0 over 0
        expected -   | good 488 | damaged 0  | refused 0 | -           | ok short 0 over 0
        expected -   | good 0   | damaged 0  | refused 0 | why         | line 1: nothing was counted and nothing expected
        expected -   | good -1  | damaged 0  | refused 0 | -           | line 1: a quantity is not negative
        expected -1  | good 1   | damaged 0  | refused 0 | -           | line 1: a quantity is not negative
        expected -   | good 9007199254740992 | damaged 0 | refused 0 | - | line 1: the number is larger than 9007199254740991
        expected -   | good 9007199254740991 | damaged 1 | refused 0 | w | line 1: the number is larger than 9007199254740991
    ";
    let value = |cell: &str| cell.rsplit(' ').next().map(str::to_owned).expect("a word");
    check(table, |row| {
        let [expected, good, damaged, refused] = [0, 1, 2, 3].map(|at| value(row[at]));
        let line = line("lot-1", &expected, &good, &damaged, &refused, row[4]);
        differences(receive(
            &facts(Tracking::None),
            &request(vec![line]),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn counts_against_the_acceptance() {
    let table = "
        expected -   | good 500 | -        | ok short 0 over 0
        expected -   | good 501 | -        | line 1: 501 counted where 500 were announced
        expected -   | good 501 | extra    | ok short 0 over 1
        expected 300 | good 300 | -        | ok short 0 over 0
        expected 600 | good 600 | -        | line 1: 600 announced where 500 of the acceptance remain
        expected 600 | good 600 | see note | ok short 0 over 0
    ";
    let value = |cell: &str| cell.rsplit(' ').next().map(str::to_owned).expect("a word");
    check(table, |row| {
        let line = line("lot-1", &value(row[0]), &value(row[1]), "0", "0", row[2]);
        let mut request = request(vec![line]);
        answer(&mut request);
        differences(receive(&announced(), &request, &stamp("jonas")))
    });
}

#[test]
fn two_lines_share_what_remains_of_one_acceptance_line() {
    let lines = vec![
        line("lot-1", "300", "300", "0", "0", "-"),
        line("lot-2", "-", "200", "0", "0", "-"),
    ];
    let mut request = request(lines);
    answer(&mut request);
    let receipt = receive(&announced(), &request, &stamp("jonas")).expect("300 + 200 of 500");
    assert_eq!(receipt.lines[1].expected, Some(200));
    request.lines[1].good = 201;
    let refused = outcome(receive(&announced(), &request, &stamp("jonas")));
    assert_eq!(refused, "line 2: 201 counted where 200 were announced");
}

#[test]
fn tracked_items_need_their_labels() {
    let table = "
        None        | -  | -          | 5 | ok
        Expiry      | -  | -          | 5 | line 1: the item needs an expiry date
        Expiry      | -  | 2023-01-31 | 5 | ok
        Expiry      | -  | 0023-01-31 | 5 | line 1: the year 23 is not between 1990 and 2100
        BatchExpiry | -  | 2023-01-31 | 5 | line 1: the item needs a batch or serial number
        BatchExpiry | L7 | 2023-01-31 | 5 | ok
        BatchExpiry | L7 | -          | 5 | line 1: the item needs an expiry date
        Serial      | -  | -          | 1 | line 1: the item needs a batch or serial number
        Serial      | S9 | -          | 1 | ok
        Serial      | S9 | -          | 2 | line 1: 2 units under one serial number
    ";
    check(table, |row| {
        let tracking = match row[0] {
            "None" => Tracking::None,
            "Expiry" => Tracking::Expiry,
            "BatchExpiry" => Tracking::BatchExpiry,
            "Serial" => Tracking::Serial,
            other => panic!("{other} is no tracking"),
        };
        let mut line = line("lot-1", "-", row[3], "0", "0", "-");
        line.batch = given(row[1]).map(str::to_owned);
        line.expiry = given(row[2]).map(day);
        outcome(receive(
            &facts(tracking),
            &request(vec![line]),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn days_that_cannot_be() {
    let table = "
        2021-07-26 | ok
        2021-07-27 | 2021-07-27 is after today, 2021-07-26
        0024-07-24 | the year 24 is not between 1990 and 2100
        1989-12-31 | the year 1989 is not between 1990 and 2100
        1990-01-01 | ok
        2101-01-01 | the year 2101 is not between 1990 and 2100
    ";
    let asked = || request(vec![line("lot-1", "-", "5", "0", "0", "-")]);
    check(table, |row| {
        let request = Request {
            occurred_on: day(row[0]),
            ..asked()
        };
        outcome(receive(&facts(Tracking::None), &request, &stamp("jonas")))
    });
    check(table, |row| {
        let request = Request {
            handed_over_on: Some(day(row[0])),
            ..asked()
        };
        outcome(receive(&facts(Tracking::None), &request, &stamp("jonas")))
    });
    let tomorrow = Request {
        occurred_on: day("2021-07-27"),
        ..asked()
    };
    assert!(receive(&facts(Tracking::None), &tomorrow, &suspect("jonas")).is_ok());
    assert!(date::needs_asking(tomorrow.occurred_on, &suspect("jonas")));
    assert!(!date::needs_asking(tomorrow.occurred_on, &stamp("jonas")));
}

type Change = fn(&mut Facts, &mut Request);

/// Judges a good announced receipt after each change.
fn judge(cases: &[(Change, &str)]) {
    for (change, expected) in cases {
        let mut facts = announced();
        let mut request = request(vec![line("lot-1", "-", "500", "0", "0", "-")]);
        answer(&mut request);
        change(&mut facts, &mut request);
        assert_eq!(
            outcome(receive(&facts, &request, &stamp("jonas"))),
            *expected
        );
    }
}

#[test]
fn documents_that_do_not_hold_together() {
    judge(&[
        (|_, _| {}, "ok"),
        (
            |_, request| request.lines.clear(),
            "the receipt has no line",
        ),
        (
            |_, request| request.lines = vec![request.lines[0].clone(); 3001],
            "the receipt has 3001 lines, more than 3000",
        ),
        (
            |facts, _| facts.already_posted = true,
            "receipt receipt was posted before",
        ),
        (
            |facts, _| facts.site_known = false,
            "site pabrade is not known",
        ),
        (
            |facts, _| facts.donor_known = false,
            "donor czechia is not known",
        ),
        (
            |facts, _| facts.items.clear(),
            "line 1: item blankets is not known",
        ),
        (
            |_, request| {
                request.lines[0].expected = Some(1);
                request.lines[0].good = 1;
                request.lines.push(request.lines[0].clone());
            },
            "line 2: lot lot-1 stands twice",
        ),
        (
            |_, request| {
                request.declared_value = Amount {
                    minor: Some(5),
                    currency: "EUR".to_owned(),
                    qualifier: Qualifier::NotStated,
                };
            },
            "an amount that is not stated has no number",
        ),
    ]);
}

#[test]
fn receipts_that_do_not_answer_their_acceptance() {
    judge(&[
        (
            |facts, _| facts.acceptance = None,
            "acceptance acceptance is not known",
        ),
        (
            |facts, _| facts.acceptance.as_mut().expect("announced").confirmed = false,
            "acceptance acceptance is not confirmed",
        ),
        (
            |_, request| request.donor = PartyId(uuid("estonia")),
            "the acceptance is of donor czechia, not estonia",
        ),
        (
            |_, request| request.lines[0].acceptance_line = Some(AcceptanceLineId(uuid("al-2"))),
            "line 1: acceptance line al-2 is not of this acceptance",
        ),
        (
            |_, request| request.acceptance = None,
            "line 1: acceptance line al-1 is not of this acceptance",
        ),
        (
            |_, request| request.site = SiteId(uuid("rukla")),
            "line 1: accepted for site pabrade, not rukla",
        ),
        (
            |facts, request| {
                facts.items.insert(ItemId(uuid("tents")), Tracking::None);
                request.lines[0].item = ItemId(uuid("tents"));
            },
            "line 1: item blankets was accepted, tents is given",
        ),
    ]);
}

#[test]
fn blank_texts_are_left_out() {
    let mut counted = line("lot-1", "-", "5", "0", "0", "-");
    counted.reason = Some("  torn  ".to_owned());
    let receipt = receive(
        &facts(Tracking::None),
        &request(vec![counted]),
        &stamp("jonas"),
    )
    .expect("fine");
    assert_eq!(receipt.paper, None);
    assert_eq!(receipt.lines[0].reason.as_deref(), Some("torn"));
}

#[test]
fn three_thousand_lines_are_taken() {
    let lines = (0..3000)
        .map(|n| line(&format!("lot {n}"), "-", "1", "0", "0", "-"))
        .collect();
    let receipt =
        receive(&facts(Tracking::None), &request(lines), &stamp("jonas")).expect("3000 lines");
    assert_eq!(receipt.lines.len(), 3000);
}

fn consigned(remaining: i64) -> ConsignmentFacts {
    ConsignmentFacts {
        id: ConsignmentId(uuid("consignment")),
        acceptance: AcceptanceId(uuid("acceptance")),
        donor: PartyId(uuid("czechia")),
        sites: [SiteId(uuid("pabrade"))].into(),
        closed: None,
        lines: [(
            ConsignmentLineId(uuid("cl-1")),
            ConsignedLine {
                acceptance_line: AcceptanceLineId(uuid("al-1")),
                item: ItemId(uuid("blankets")),
                remaining,
            },
        )]
        .into(),
    }
}

/// One line against the consignment; `change` spoils it.
fn against(
    remaining: i64,
    good: i64,
    reason: &str,
    change: impl Fn(&mut Facts, &mut Request),
) -> String {
    let mut facts = facts(Tracking::None);
    facts.consignment = Some(consigned(remaining));
    let mut asked = request(vec![line(
        "lot-1",
        "-",
        &good.to_string(),
        "0",
        "0",
        reason,
    )]);
    asked.consignment = Some(ConsignmentId(uuid("consignment")));
    asked.lines[0].consignment_line = Some(ConsignmentLineId(uuid("cl-1")));
    change(&mut facts, &mut asked);
    differences(receive(&facts, &asked, &stamp("jonas")))
}

#[test]
fn thirty_ordered_twenty_five_and_ten_came() {
    assert_eq!(
        against(30, 25, "-", |_, asked| asked.lines[0].expected = Some(25)),
        "ok short 0 over 0"
    );
    assert_eq!(
        against(5, 10, "-", |_, _| ()),
        "line 1: 10 counted where 5 were announced"
    );
    assert_eq!(against(5, 10, "five extra", |_, _| ()), "ok short 0 over 5");
    let mut facts = facts(Tracking::None);
    facts.consignment = Some(consigned(5));
    let mut asked = request(vec![line("lot-1", "-", "5", "0", "0", "-")]);
    asked.consignment = Some(ConsignmentId(uuid("consignment")));
    asked.lines[0].consignment_line = Some(ConsignmentLineId(uuid("cl-1")));
    let body = receive(&facts, &asked, &stamp("jonas")).expect("received");
    assert_eq!(body.acceptance, Some(AcceptanceId(uuid("acceptance"))));
    assert_eq!(
        body.lines[0].acceptance_line,
        Some(AcceptanceLineId(uuid("al-1")))
    );
}

#[test]
fn what_cannot_be_received_against_a_consignment() {
    assert_eq!(
        plain(&against(5, 5, "-", |facts, _| facts.consignment = None)),
        format!("consignment {} is not known", uuid("consignment"))
    );
    assert!(
        against(5, 5, "-", |facts, _| {
            facts.consignment.as_mut().expect("there").closed = Some(ConsignmentStage::Lost);
        })
        .ends_with("is Lost")
    );
    assert_eq!(
        against(5, 5, "-", |facts, _| {
            facts.consignment.as_mut().expect("there").sites.clear();
        }),
        "the consignment is bound for another site than pabrade"
    );
    assert_eq!(
        against(5, 5, "-", |_, asked| asked.donor = PartyId(uuid("estonia"))),
        "the acceptance is of donor czechia, not estonia"
    );
    assert!(
        against(5, 5, "-", |_, asked| asked.lines[0].consignment_line =
            Some(ConsignmentLineId(uuid("cl-2"))))
        .ends_with("is not of this consignment")
    );
    assert_eq!(
        against(5, 5, "-", |_, asked| asked.acceptance =
            Some(AcceptanceId(uuid("acceptance-2")))),
        "acceptance acceptance-2 is not known"
    );
    assert_eq!(
        against(5, 5, "-", |_, asked| asked.lines[0].acceptance_line =
            Some(AcceptanceLineId(uuid("al-2")))),
        "line 1: acceptance line al-2 is not of this acceptance"
    );
}

/// The packs are of what was good: damaged units were counted one by one.
#[test]
fn i_08_packs_come_to_what_was_good() {
    let judge = |packed| {
        let facts = Facts {
            packagings: crate::packed::cartons_of_twenty(),
            ..facts(Tracking::None)
        };
        let mut asked = request(vec![line("lot-1", "-", "240", "2", "0", "Torn")]);
        asked.lines[0].packed = packed;
        receive(&facts, &asked, &stamp("jonas"))
    };
    let body = judge(crate::packed::cartons(12, 0)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(12, 0));
    assert_eq!(
        outcome(judge(crate::packed::cartons(12, 2))),
        "line 1: 12 packs and 2 loose come to 242, and the line says 240"
    );
}

/// What was bought no donor offered: it answers no acceptance and no consignment.
#[test]
fn what_was_bought_answers_nothing_that_was_announced() {
    let bought = || Request {
        origin: Origin::Supplier,
        ..request(vec![line("lot-1", "-", "10", "0", "0", "-")])
    };
    let posted = receive(&facts(Tracking::None), &bought(), &stamp("jonas")).expect("received");
    assert!(posted.bought());
    let given = request(vec![line("lot-1", "-", "10", "0", "0", "-")]);
    let posted = receive(&facts(Tracking::None), &given, &stamp("jonas")).expect("received");
    assert_eq!(posted.origin, None, "as every receipt was before");
    let mut answering = bought();
    answer(&mut answering);
    let mut by_its_line = answering.clone();
    by_its_line.acceptance = None;
    let mut with_a_truck = bought();
    with_a_truck.consignment = Some(ConsignmentId(uuid("consignment")));
    for asked in [answering, by_its_line, with_a_truck] {
        assert_eq!(
            outcome(receive(&announced(), &asked, &stamp("jonas"))),
            "goods bought of czechia answer no acceptance and no consignment"
        );
    }
}
