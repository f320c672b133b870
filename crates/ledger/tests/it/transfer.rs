//! Transfers: dispatch, receipt, settlement, and the link from an unannounced receipt.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::TransferReceived;
use ledger::fold::StockDocument;
use ledger::ids::*;
use ledger::posting::{Condition, Node};
use ledger::rules::transfer::*;

use crate::goods::{card, condition, dispatched, goods, lot, site, store};
use crate::world::{check, day, given, number, outcome, stamp, uuid};

fn dispatch_facts() -> DispatchFacts {
    DispatchFacts {
        cards: ["lot-1", "lot-2", "lot-3"]
            .map(|name| (lot(name), card(name)))
            .into(),
        goods: store(),
        to_known: true,
        already_posted: false,
        packagings: BTreeMap::new(),
    }
}

fn dispatch_request(lines: &str) -> DispatchRequest {
    let line = |(name, condition, quantity): (&str, Condition, i64)| DispatchLineRequest {
        lot: lot(name),
        condition,
        place: None,
        quantity,
        packed: None,
    };
    DispatchRequest {
        id: TransferId(uuid("transfer")),
        number: "PAB-WBL-21-A-00001".to_owned(),
        site: site("pabrade"),
        to: site("rukla"),
        occurred_on: day("2021-07-25"),
        vehicle: "ABC 123".to_owned(),
        carrier: None,
        seal: None,
        expected_on: Some(day("2021-07-26")),
        lines: goods(lines).into_iter().map(line).collect(),
    }
}

#[test]
fn only_what_is_there_and_not_kept_for_others_leaves() {
    let table = "
        lot-1 good 120                   | ok
        lot-1 good 488, lot-1 damaged 12 | ok
        lot-1 good 489                   | line 1: 488 of lot lot-1 are available, 489 are asked
        lot-1 damaged 13                 | line 1: 12 of lot lot-1 are available, 13 are asked
        lot-1 good 5, lot-1 good 5       | line 2: the same goods of lot lot-1 stand twice
        lot-2 good 1                     | line 1: more of lot lot-2 was issued than was there; count it first
        lot-3 good 50                    | ok
        lot-3 good 51                    | line 1: 50 of item tents are not reserved, 51 are asked
        lot-1 good 0                     | line 1: the quantity is zero
        lot-1 good -5                    | line 1: a quantity is not negative
        receipt good 5                   | line 1: lot receipt is not at this site
        -                                | the waybill has no line
    ";
    check(table, |row| {
        outcome(dispatch(
            &dispatch_facts(),
            &dispatch_request(row[0]),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn waybills_that_do_not_hold_together() {
    let good = dispatch_request("lot-1 good 1");
    let judge = |facts: &DispatchFacts, request: &DispatchRequest| {
        outcome(dispatch(facts, request, &stamp("jonas")))
    };
    let facts = dispatch_facts();
    let to = |name| DispatchRequest {
        to: site(name),
        ..good.clone()
    };
    assert_eq!(
        judge(&facts, &to("pabrade")),
        "goods of site pabrade cannot be sent to itself"
    );
    let nowhere = DispatchFacts {
        to_known: false,
        ..facts.clone()
    };
    assert_eq!(judge(&nowhere, &good), "site rukla is not known");
    let posted = DispatchFacts {
        already_posted: true,
        ..facts.clone()
    };
    assert_eq!(
        judge(&posted, &good),
        "transfer transfer was dispatched before"
    );
    let bare = DispatchRequest {
        vehicle: " ".to_owned(),
        ..good.clone()
    };
    assert_eq!(judge(&facts, &bare), "a waybill names the vehicle");
    let back = DispatchRequest {
        expected_on: Some(day("2021-07-24")),
        ..good.clone()
    };
    assert_eq!(
        judge(&facts, &back),
        "expected on 2021-07-24, before it leaves on 2021-07-25"
    );
    let tomorrow = DispatchRequest {
        occurred_on: day("2021-07-27"),
        expected_on: None,
        ..good
    };
    assert_eq!(
        judge(&facts, &tomorrow),
        "2021-07-27 is after today, 2021-07-26"
    );
}

/// `lot-1 good: 100 0 0 reason` are good, damaged and refused.
fn receive_request(lines: &str) -> ReceiveRequest {
    let line = |text: &str| {
        let (what, counts) = text.split_once(':').expect("counts");
        let what: Vec<&str> = what.split_whitespace().collect();
        let mut counts = counts.split_whitespace();
        let mut next = || number(counts.next().expect("a count"));
        let (good, damaged, refused) = (next(), next(), next());
        ReceiveLineRequest {
            lot: lot(what[0]),
            condition: condition(what[1]),
            good,
            damaged,
            refused,
            reason: counts.next().map(str::to_owned),
            place: None,
            packed: None,
        }
    };
    ReceiveRequest {
        id: TransferReceiptId(uuid("receipt")),
        number: "RUK-GRN-21-C-00001".to_owned(),
        transfer: TransferId(uuid("transfer")),
        site: site("rukla"),
        occurred_on: day("2021-07-26"),
        lines: given(lines).map_or_else(Vec::new, |lines| lines.split(',').map(line).collect()),
    }
}

fn receive_facts() -> ReceiveFacts {
    ReceiveFacts {
        dispatch: Some(dispatched(&[
            ("lot-1", Condition::Good, 100),
            ("lot-1", Condition::Damaged, 5),
            ("lot-3", Condition::Good, 20),
        ])),
        received: [((lot("lot-3"), Condition::Good), 20)].into(),
        already_posted: false,
        packagings: BTreeMap::new(),
    }
}

#[test]
fn what_differs_from_the_waybill_needs_a_reason() {
    let table = "
        lot-1 good: 100 0 0                       | ok
        lot-1 good: 100 0 0, lot-1 damaged: 5 0 0 | ok
        lot-1 good: 90 0 0 stolen                 | ok
        lot-1 good: 90 0 0                        | line 1: 10 Short without a reason
        lot-1 good: 90 10 0                       | line 1: 10 Damaged without a reason
        lot-1 good: 90 0 10                       | line 1: 10 Refused without a reason
        lot-1 good: 101 0 0                       | line 1: 101 counted where 100 were on the road, without a reason
        lot-1 good: 101 0 0 miscounted            | ok
        lot-3 good: 0 0 0                         | line 1: nothing was counted and nothing expected
        lot-3 good: 1 0 0 late                    | ok
        lot-1 good: 9007199254740992 0 0          | line 1: the number is larger than 9007199254740991
        lot-1 good: -1 0 0                        | line 1: a quantity is not negative
        lot-2 good: 1 0 0                         | line 1: lot lot-2 (Good) is not on the waybill
        lot-1 good: 1 0 0 a, lot-1 good: 1 0 0 b  | line 2: lot lot-1 stands twice
        -                                         | the receipt has no line
    ";
    check(table, |row| {
        outcome(receive(
            &receive_facts(),
            &receive_request(row[0]),
            &stamp("ona"),
        ))
    });
}

#[test]
fn a_transfer_is_received_where_it_goes() {
    let request = receive_request("lot-1 good: 100 0 0");
    let judge = |facts: &ReceiveFacts, request: &ReceiveRequest| {
        outcome(receive(facts, request, &stamp("ona")))
    };
    let elsewhere = ReceiveRequest {
        site: site("pabrade"),
        ..request.clone()
    };
    assert_eq!(
        judge(&receive_facts(), &elsewhere),
        "the transfer goes to site rukla, not pabrade"
    );
    let unknown = ReceiveFacts {
        dispatch: None,
        ..receive_facts()
    };
    assert_eq!(
        judge(&unknown, &request),
        "transfer transfer is not known here; read its waybill"
    );
    let posted = ReceiveFacts {
        already_posted: true,
        ..receive_facts()
    };
    assert_eq!(
        judge(&posted, &request),
        "receipt receipt was posted before"
    );
    let tomorrow = ReceiveRequest {
        occurred_on: day("2021-07-27"),
        ..request
    };
    assert_eq!(
        judge(&receive_facts(), &tomorrow),
        "2021-07-27 is after today, 2021-07-26"
    );
}

/// I-06 for transfers: dispatched = good + damaged + short + refused − over, per line, and both differences have reasons.
#[test]
fn i_06_a_received_line_accounts_for_what_was_dispatched() {
    for (good, damaged, refused) in [
        (100, 0, 0),
        (80, 10, 10),
        (60, 5, 0),
        (0, 0, 0),
        (110, 3, 2),
    ] {
        let asked = format!("lot-1 good: {good} {damaged} {refused} why");
        let body =
            receive(&receive_facts(), &receive_request(&asked), &stamp("ona")).expect("a receipt");
        let line = &body.lines[0];
        assert_eq!(line.expected, 100);
        assert_eq!(
            line.expected + line.over,
            line.good + line.damaged + line.short + line.refused
        );
        assert!(line.short == 0 || line.over == 0, "{line:?}");
        assert!(line.reason.is_some());
    }
}

fn received(good: i64, damaged: i64) -> TransferReceived {
    let asked = format!("lot-1 good: {good} {damaged} 0 why");
    receive(&receive_facts(), &receive_request(&asked), &stamp("ona")).expect("a receipt")
}

#[test]
fn what_breaks_on_the_road_arrives_damaged() {
    let postings = received(90, 10).postings(day("2021-07-26"));
    let told: Vec<_> = postings
        .iter()
        .map(|one| (one.condition, one.to_condition, one.quantity))
        .collect();
    assert_eq!(
        told,
        [
            (Condition::Good, Condition::Good, 90),
            (Condition::Good, Condition::Damaged, 10)
        ]
    );
    assert!(
        postings
            .iter()
            .all(|one| one.from == Node::Transit(TransferId(uuid("transfer"))))
    );
}

fn settle_request(seen: i64) -> SettleRequest {
    SettleRequest {
        id: SettlementId(uuid("match")),
        number: "PAB-SET-21-A-00001".to_owned(),
        transfer: TransferId(uuid("transfer")),
        occurred_on: day("2021-07-26"),
        reason: Some("stolen at the fuel stop".to_owned()),
        seen: [((lot("lot-1"), Condition::Good), seen)].into(),
    }
}

fn settle_facts(left: i64) -> SettleFacts {
    let item = ItemId(uuid("blankets"));
    let left = Left {
        item,
        quantity: left,
    };
    SettleFacts {
        sites: Some((site("pabrade"), site("rukla"))),
        left: [((lot("lot-1"), Condition::Good), left)].into(),
        already_posted: false,
    }
}

#[test]
fn what_stays_on_the_road_is_settled_as_it_was_seen() {
    let table = "
        left 10 | seen 10 | ok
        left -4 | seen -4 | ok
        left 10 | seen 9  | what is on the road of transfer transfer has changed
        left 0  | seen 0  | nothing of transfer transfer is on the road
    ";
    check(table, |row| {
        let count = |cell: &str| number(cell.split_whitespace().nth(1).expect("a number"));
        let request = settle_request(count(row[1]));
        outcome(settle(
            &settle_facts(count(row[0])),
            &request,
            &stamp("ona"),
        ))
    });
    let judge = |facts: &SettleFacts, request: &SettleRequest| {
        outcome(settle(facts, request, &stamp("ona")))
    };
    let silent = SettleRequest {
        reason: None,
        ..settle_request(10)
    };
    assert_eq!(
        judge(&settle_facts(10), &silent),
        "a settlement needs a reason"
    );
    let unknown = SettleFacts {
        sites: None,
        ..settle_facts(10)
    };
    assert_eq!(
        judge(&unknown, &settle_request(10)),
        "transfer transfer is not known"
    );
    let twice = SettleFacts {
        already_posted: true,
        ..settle_facts(10)
    };
    assert_eq!(
        judge(&twice, &settle_request(10)),
        "settlement match was posted before"
    );
}

#[test]
fn a_loss_leaves_the_road_and_a_find_comes_from_a_variance() {
    let road = Node::Transit(TransferId(uuid("transfer")));
    let of = |left| {
        let body =
            settle(&settle_facts(left), &settle_request(left), &stamp("ona")).expect("settled");
        body.postings(day("2021-07-26"))[0]
    };
    assert_eq!((of(10).from, of(10).quantity), (road, 10));
    assert_eq!((of(-4).to, of(-4).quantity), (road, 4));
}

fn match_facts() -> MatchFacts {
    let blankets = ItemId(uuid("blankets"));
    let receipt = ledger::rules::transfer::ReceiptFacts {
        id: ReceiptId(uuid("receipt")),
        number: "RUK-GRN-21-C-00002".to_owned(),
        site: site("rukla"),
        donor: PartyId(uuid("estonia")),
        announced: false,
        bought: false,
        reversed: false,
        lines: [
            (lot("line-1"), (blankets, 90, 5)),
            (lot("line-2"), (ItemId(uuid("tents")), 1, 0)),
        ]
        .into(),
        linked: BTreeSet::new(),
    };
    MatchFacts {
        receipt: Some(receipt),
        dispatch: Some(dispatched(&[("lot-1", Condition::Good, 100)])),
        dispatch_reversed: false,
        already_posted: false,
    }
}

fn match_request(lines: &str) -> MatchRequest {
    let line = |text: &str| {
        let mut words = text.split_whitespace();
        let mut next = || words.next().expect("a word");
        MatchLineRequest {
            lot: lot(next()),
            dispatched: lot(next()),
            condition: condition(next()),
        }
    };
    MatchRequest {
        id: MatchId(uuid("match")),
        receipt: ReceiptId(uuid("receipt")),
        transfer: TransferId(uuid("transfer")),
        occurred_on: day("2021-07-26"),
        lines: given(lines).map_or_else(Vec::new, |lines| lines.split(',').map(line).collect()),
    }
}

#[test]
fn a_received_line_is_a_dispatched_one() {
    let table = "
        line-1 lot-1 good                    | ok
        line-1 lot-1 damaged                 | line 1: lot lot-1 (Damaged) is not on the waybill
        line-1 lot-2 good                    | line 1: lot lot-2 (Good) is not on the waybill
        line-2 lot-1 good                    | line 1: item tents was received, blankets dispatched
        lot-3 lot-1 good                     | line 1: lot lot-3 is not of this receipt
        line-1 lot-1 good, line-1 lot-1 good | line 2: lot line-1 is linked already
        -                                    | the link has no line
    ";
    check(table, |row| {
        outcome(match_dispatch(
            &match_facts(),
            &match_request(row[0]),
            &stamp("ona"),
        ))
    });
    let judge = |facts: &MatchFacts| {
        outcome(match_dispatch(
            facts,
            &match_request("line-1 lot-1 good"),
            &stamp("ona"),
        ))
    };
    let with = |change: fn(&mut MatchFacts)| {
        let mut facts = match_facts();
        change(&mut facts);
        judge(&facts)
    };
    assert_eq!(
        with(|facts| facts.receipt = None),
        "receipt receipt is not known"
    );
    assert_eq!(
        with(|facts| facts.dispatch = None),
        "transfer transfer is not known"
    );
    assert_eq!(
        with(|facts| facts.dispatch_reversed = true),
        "the dispatch of transfer transfer is reversed"
    );
    assert_eq!(
        with(|facts| facts.already_posted = true),
        "match match was posted before"
    );
    let receipt = |change: fn(&mut ledger::rules::transfer::ReceiptFacts)| {
        let mut facts = match_facts();
        change(facts.receipt.as_mut().expect("a receipt"));
        judge(&facts)
    };
    assert_eq!(
        receipt(|one| one.announced = true),
        "receipt receipt answers an acceptance"
    );
    assert_eq!(
        receipt(|one| one.reversed = true),
        "receipt receipt is reversed"
    );
}

#[test]
fn a_link_takes_from_the_road_what_the_receipt_took_from_a_donor() {
    let body = match_dispatch(
        &match_facts(),
        &match_request("line-1 lot-1 good"),
        &stamp("ona"),
    )
    .expect("a link");
    assert_eq!(body.aliases(), [(lot("line-1"), lot("lot-1"))]);
    let postings = body.postings(day("2021-07-26"));
    assert!(
        postings
            .iter()
            .all(|one| one.to == Node::Donor(PartyId(uuid("estonia"))))
    );
    let told: Vec<_> = postings
        .iter()
        .map(|one| (one.to_condition, one.quantity))
        .collect();
    assert_eq!(told, [(Condition::Good, 90), (Condition::Damaged, 5)]);
}

#[test]
fn i_08_packs_come_to_what_leaves_and_to_what_is_taken_in() {
    let packagings = crate::packed::cartons_of_twenty();
    let leaving = |packed| {
        let facts = DispatchFacts {
            packagings: packagings.clone(),
            ..dispatch_facts()
        };
        let mut asked = dispatch_request("lot-1 good 120");
        asked.lines[0].packed = packed;
        dispatch(&facts, &asked, &stamp("jonas"))
    };
    let body = leaving(crate::packed::cartons(6, 0)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(6, 0));
    assert_eq!(
        outcome(leaving(crate::packed::cartons(5, 0))),
        "line 1: 5 packs and 0 loose come to 100, and the line says 120"
    );
    let taking = |packed| {
        let facts = ReceiveFacts {
            packagings: packagings.clone(),
            ..receive_facts()
        };
        let mut asked = receive_request("lot-1 good: 98 2 0 wet");
        asked.lines[0].packed = packed;
        receive(&facts, &asked, &stamp("jonas"))
    };
    let body = taking(crate::packed::cartons(4, 18)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(4, 18));
    assert_eq!(
        outcome(taking(crate::packed::cartons(5, 0))),
        "line 1: 5 packs and 0 loose come to 100, and the line says 98"
    );
}
