//! Reversing.

use std::collections::BTreeMap;

use ledger::body::DocumentKind;
use ledger::fold::{self, LotTitle, TitleChange};
use ledger::ids::*;
use ledger::posting::{Condition, Node, Posting};
use ledger::rules::reverse::{DocumentFacts, Facts, Request, reverse};

use crate::world::{check, day, entry, given, issue, number, outcome, receipt, stamp, uuid};

fn request(reason: &str) -> Request {
    Request {
        id: ReversalId(uuid("reversal")),
        number: "PAB-REV-21-A-00001".to_owned(),
        document: DocumentId(uuid("receipt")),
        occurred_on: day("2021-07-26"),
        reason: given(reason).map(str::to_owned),
    }
}

fn received(good: i64, damaged: i64, refused: i64) -> Vec<Posting> {
    let body = receipt("receipt", &[("lot-1", good, damaged, refused)]);
    fold::receipt(&[entry(1, body)])
        .postings
        .iter()
        .map(|dated| dated.posting)
        .collect()
}

fn issued(quantity: i64) -> Vec<Posting> {
    let state = fold::plain(&[entry(1, issue("issue", &[("lot-1", quantity)]))]);
    state.postings.iter().map(|dated| dated.posting).collect()
}

fn facts(kind: DocumentKind, postings: Vec<Posting>, good: i64, damaged: i64) -> Facts {
    let lot = LotId(uuid("lot-1"));
    let document = DocumentFacts {
        kind,
        site: SiteId(uuid("pabrade")),
        receipt: (kind == DocumentKind::Match).then(|| ReceiptId(uuid("receipt"))),
        reversed: false,
        postings,
        changes: Vec::new(),
    };
    let here = Node::Site(document.site);
    // Wherever else the goods went, they still are.
    let mut stock: BTreeMap<_, _> = document
        .postings
        .iter()
        .map(|one| ((lot, one.to, one.to_condition), one.quantity))
        .collect();
    stock.insert((lot, here, Condition::Good), good);
    stock.insert((lot, here, Condition::Damaged), damaged);
    Facts {
        document: Some(document),
        stock,
        ..Facts::default()
    }
}

/// Of the 100 of `lot-1` from Czechia 20 went to the partner and on to Estonia.
fn handed_on_twice(document: DocumentFacts) -> Facts {
    let party = |name: &str| PartyId(uuid(name));
    let lot = LotId(uuid("lot-1"));
    let mut title = LotTitle {
        first: Some(party("czechia")),
        known: true,
        received: 100,
        ..LotTitle::default()
    };
    title.take(party("czechia"), party("partner"), 20);
    title.take(party("partner"), party("estonia"), 20);
    let arrived = document.postings.iter();
    let stock = arrived.map(|one| ((lot, one.to, one.to_condition), one.quantity));
    Facts {
        stock: stock.collect(),
        document: Some(document),
        titles: [(lot, title)].into(),
        ..Facts::default()
    }
}

#[test]
fn what_was_handed_on_is_not_taken_back_from_whoever_handed_it_on() {
    let judge = |facts: &Facts| outcome(reverse(facts, &request("unsigned"), &stamp("jonas")));
    let by = |from: &str, to: &str, quantities: &[i64]| DocumentFacts {
        kind: DocumentKind::StockMove,
        site: SiteId(uuid("pabrade")),
        receipt: None,
        reversed: false,
        postings: Vec::new(),
        changes: quantities
            .iter()
            .map(|quantity| TitleChange {
                lot: LotId(uuid("lot-1")),
                from: PartyId(uuid(from)),
                to: PartyId(uuid(to)),
                quantity: *quantity,
            })
            .collect(),
    };
    let first = handed_on_twice(by("czechia", "partner", &[12, 8]));
    assert_eq!(
        judge(&first),
        "20 of lot lot-1 would have to be of partner, 0 are"
    );
    let second = handed_on_twice(by("partner", "estonia", &[20]));
    assert_eq!(judge(&second), "ok");
    // Where the lot does not begin nobody can tell.
    let mut sent = first;
    sent.titles
        .values_mut()
        .for_each(|title| title.known = false);
    assert_eq!(judge(&sent), "ok");
    let receipt = DocumentFacts {
        kind: DocumentKind::Receipt,
        postings: received(100, 0, 0),
        ..by("czechia", "partner", &[])
    };
    let mut receipt = handed_on_twice(receipt);
    assert_eq!(
        judge(&receipt),
        "100 of lot lot-1 would have to be of czechia, 80 are"
    );
    for title in receipt.titles.values_mut() {
        title.first = None;
    }
    assert_eq!(
        judge(&receipt),
        "100 of lot lot-1 would have to be of nobody by name, 80 are"
    );
    receipt.titles.clear();
    assert_eq!(judge(&receipt), "ok");
}

#[test]
fn a_receipt_is_reversed_only_while_its_goods_are_there() {
    let table = "
        received 488 12 0 | there 488 12 | wrong donor | ok
        received 488 12 0 | there 368 12 | wrong donor | 488 of lot lot-1 (Good) would have to leave, 368 are there
        received 488 12 0 | there 488 11 | wrong donor | 12 of lot lot-1 (Damaged) would have to leave, 11 are there
        received 488 12 0 | there -3 12  | wrong donor | 488 of lot lot-1 (Good) would have to leave, 0 are there
        received 0 0 7    | there 0 0    | wrong donor | ok
        received 5 0 0    | there 5 0    | -           | a reversal needs a reason
    ";
    check(table, |row| {
        let numbers = |cell: &str| {
            cell.split_whitespace()
                .skip(1)
                .map(number)
                .collect::<Vec<_>>()
        };
        let (counts, there) = (numbers(row[0]), numbers(row[1]));
        let postings = received(counts[0], counts[1], counts[2]);
        let facts = facts(DocumentKind::Receipt, postings, there[0], there[1]);
        outcome(reverse(&facts, &request(row[2]), &stamp("jonas")))
    });
}

#[test]
fn an_issue_comes_back_unless_its_goods_came_back_by_themselves() {
    let mut facts = facts(DocumentKind::Issue, issued(120), -50, 0);
    let judge = |facts: &Facts| outcome(reverse(facts, &request("wrong block"), &stamp("jonas")));
    assert_eq!(judge(&facts), "ok");
    let block = Node::Distributed(PointId(uuid("block-a")));
    let key = (LotId(uuid("lot-1")), block, Condition::Good);
    facts.stock.insert(key, 100);
    assert_eq!(
        judge(&facts),
        "120 of lot lot-1 (Good) would have to leave, 100 are there"
    );
}

#[test]
fn a_withdrawn_match_names_its_receipt() {
    let facts = facts(DocumentKind::Match, Vec::new(), 0, 0);
    let body = reverse(&facts, &request("other consignment"), &stamp("ona")).expect("a withdrawal");
    assert_eq!(body.receipt, Some(ReceiptId(uuid("receipt"))));
    assert_eq!(body.document_kind, DocumentKind::Match);
}

#[test]
fn what_cannot_be_reversed() {
    let judge = |facts: &Facts| outcome(reverse(facts, &request("why"), &stamp("jonas")));
    assert_eq!(judge(&Facts::default()), "document receipt is not known");
    let mut twice = facts(DocumentKind::Receipt, received(5, 0, 0), 5, 0);
    twice.document.as_mut().expect("a document").reversed = true;
    assert_eq!(judge(&twice), "document receipt is reversed already");
    for kind in [
        DocumentKind::Reversal,
        DocumentKind::Offer,
        DocumentKind::Decision,
    ] {
        let refused = judge(&facts(kind, Vec::new(), 0, 0));
        assert_eq!(
            refused,
            format!("a document of kind {kind:?} cannot be reversed")
        );
    }
    let tomorrow = Request {
        occurred_on: day("2021-07-27"),
        ..request("why")
    };
    let refused = outcome(reverse(
        &facts(DocumentKind::Issue, issued(1), 0, 0),
        &tomorrow,
        &stamp("jonas"),
    ));
    assert_eq!(refused, "2021-07-27 is after today, 2021-07-26");
}
