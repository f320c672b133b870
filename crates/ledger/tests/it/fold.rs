//! The reference fold by example.

use ledger::body::{
    AcceptanceConfirmed, Body, DeviceEnrolled, DeviceRevoked, DocumentKind, ReceiptPosted,
};
use ledger::fold::{
    self, AcceptanceStage, Balances, Consigned, DocumentStage, DocumentState, MatchStage, Stamped,
    StockKey, Unit, Why, units,
};
use ledger::ids::*;
use ledger::posting::{Condition, Movement, Node};

use crate::world::{
    by, day, entry, issue, matched, proposal, quarantined, receipt, reversal, uuid,
};

fn balance(entries: &[Stamped], node: Node, condition: Condition) -> i64 {
    let key = StockKey {
        lot: LotId(uuid("lot-1")),
        node,
        condition,
    };
    Balances::of(entries).expect("small numbers").get(&key)
}

fn whys(ignored: &[fold::Ignored]) -> Vec<(u64, Why)> {
    ignored.iter().map(|one| (one.entry.seq, one.why)).collect()
}

const HERE: fn() -> Node = || Node::Site(SiteId(uuid("pabrade")));

#[test]
fn the_story_of_the_czech_blankets() {
    let entries = [
        entry(1, receipt("receipt", &[("lot-1", 488, 12, 3)])),
        entry(2, issue("wrong", &[("lot-1", 200)])),
        entry(3, reversal("r", "wrong", DocumentKind::Issue)),
        entry(4, issue("issue", &[("lot-1", 120)])),
    ];
    let czechia = PartyId(uuid("czechia"));
    assert_eq!(balance(&entries, HERE(), Condition::Good), 368);
    assert_eq!(balance(&entries, HERE(), Condition::Damaged), 12);
    assert_eq!(
        balance(
            &entries,
            Node::Distributed(PointId(uuid("block-a"))),
            Condition::Good
        ),
        120
    );
    assert_eq!(
        balance(&entries, Node::Donor(czechia), Condition::Good),
        -488
    );
    assert_eq!(
        balance(&entries, Node::Donor(czechia), Condition::Damaged),
        -15
    );
    assert_eq!(
        balance(&entries, Node::Returned(czechia), Condition::Damaged),
        3
    );
}

#[test]
fn a_reversal_mirrors_and_a_second_one_posts_nothing() {
    let mut late = entry(3, reversal("r2", "receipt", DocumentKind::Receipt));
    late.occurred_on = day("2021-07-26");
    let mut first = entry(2, reversal("r1", "receipt", DocumentKind::Receipt));
    first.occurred_on = day("2021-07-25");
    let state = fold::receipt(&[
        entry(1, receipt("receipt", &[("lot-1", 5, 2, 1)])),
        first,
        late,
    ]);
    assert_eq!(state.stage, DocumentStage::Reversed);
    assert_eq!(state.postings.len(), 6);
    for (own, mirror) in state.postings[..3].iter().zip(&state.postings[3..]) {
        assert_eq!(
            (own.posting.from, own.posting.to),
            (mirror.posting.to, mirror.posting.from)
        );
        assert_eq!(own.posting.quantity, mirror.posting.quantity);
        assert_eq!(mirror.posting.movement, Movement::Reversal);
        assert_eq!(
            (mirror.entry.seq, mirror.occurred_on),
            (2, day("2021-07-25"))
        );
    }
    assert_eq!(whys(&state.ignored), [(3, Why::ReversedBefore)]);
}

#[test]
fn another_site_reverses_nothing() {
    let mut foreign = reversal("r1", "receipt", DocumentKind::Receipt);
    foreign.site = SiteId(uuid("elsewhere"));
    let state = fold::receipt(&[
        entry(1, receipt("receipt", &[("lot-1", 5, 2, 1)])),
        entry(2, foreign),
    ]);
    assert_eq!(state.stage, DocumentStage::Posted);
    assert_eq!(whys(&state.ignored), [(2, Why::Foreign)]);
}

/// By its kind a reversal was let in: who may withdraw a match may not reverse an issue under that name.
#[test]
fn a_reversal_under_another_kind_reverses_nothing() {
    let issued = entry(2, issue("issue", &[("lot-1", 5)]));
    let state = fold::plain(&[
        issued,
        entry(3, reversal("r", "issue", DocumentKind::Match)),
    ]);
    assert_eq!(state.stage, DocumentStage::Posted);
    assert_eq!(whys(&state.ignored), [(3, Why::Foreign)]);
    let received = entry(1, receipt("receipt", &[("lot-1", 5, 0, 0)]));
    for kind in [DocumentKind::Match, DocumentKind::Issue] {
        let state = fold::receipt(&[received.clone(), entry(2, reversal("r", "receipt", kind))]);
        assert_eq!(state.stage, DocumentStage::Posted);
        assert_eq!(whys(&state.ignored), [(2, Why::Foreign)]);
    }
    let mut before = reversal("r", "match", DocumentKind::Receipt);
    before.receipt = Some(ReceiptId(uuid("receipt")));
    let state = fold::receipt(&[
        received,
        entry(2, before),
        entry(3, matched("match", "lot-1", 5)),
    ]);
    assert_eq!(state.matches[0].stage, MatchStage::Standing);
}

/// A receipt under an issue's id, quarantined or later, or a match of it, leaves the issue what it is.
#[test]
fn a_stranger_turns_no_document_into_a_receipt() {
    let issued = || entry(2, issue("issue", &[("lot-1", 5)]));
    let received = |seq| entry(seq, receipt("issue", &[("lot-2", 9, 0, 0)]));
    let mut matching = matched("match", "lot-2", 9);
    matching.receipt = ReceiptId(uuid("issue"));
    for stranger in [
        quarantined(received(1)),
        received(3),
        entry(1, matching.clone()),
        entry(3, matching.clone()),
    ] {
        let mut entries = [issued(), stranger];
        fold::in_fold_order(&mut entries);
        let state = fold::document(&entries);
        assert_eq!(state.stage(), DocumentStage::Posted);
        assert_eq!(state.postings().len(), 1);
        assert_eq!(state.postings()[0].entry.seq, 2);
        let DocumentState::Plain(plain) = state else {
            panic!("it is an issue")
        };
        assert_eq!(plain.ignored.len(), 1);
    }
    let alone = fold::document(&[quarantined(received(1)), quarantined(issued())]);
    assert_eq!(alone.stage(), DocumentStage::Quarantined);
    assert!(matches!(alone, DocumentState::Receipt(_)));
    let waiting = fold::document(&[entry(1, matching)]);
    assert!(matches!(waiting, DocumentState::Receipt(state) if state.matches.len() == 1));
}

#[test]
fn what_is_quarantined_posts_nothing_and_is_shown() {
    let posted = || entry(1, receipt("receipt", &[("lot-1", 5, 0, 0)]));
    let alone = fold::receipt(&[quarantined(posted())]);
    assert_eq!(alone.stage, DocumentStage::Quarantined);
    assert!(alone.postings.is_empty() && alone.posted.is_some());
    let unreversed = [
        posted(),
        quarantined(entry(2, reversal("r", "receipt", DocumentKind::Receipt))),
    ];
    let state = fold::receipt(&unreversed);
    assert_eq!(state.stage, DocumentStage::Posted);
    assert_eq!(whys(&state.ignored), [(2, Why::Quarantined)]);
    let again = [
        quarantined(posted()),
        entry(2, receipt("receipt", &[("lot-1", 5, 0, 0)])),
    ];
    let state = fold::receipt(&again);
    assert_eq!(
        state.stage,
        DocumentStage::Posted,
        "posting again keeps the ids"
    );
    assert_eq!(state.postings[0].entry.seq, 2);
    assert_eq!(whys(&state.ignored), [(1, Why::Quarantined)]);
}

#[test]
fn what_refers_to_nothing_waits() {
    let lone = [entry(2, reversal("r", "receipt", DocumentKind::Receipt))];
    let DocumentState::Waiting(ignored) = fold::document(&lone) else {
        panic!("nothing is known")
    };
    assert_eq!(whys(&ignored), [(2, Why::Waiting)]);
    let state = fold::receipt(&[lone[0].clone(), entry(3, matched("match", "lot-1", 5))]);
    assert_eq!(state.stage, DocumentStage::Waiting);
    assert_eq!(state.matches[0].stage, MatchStage::Waiting);
    assert!(state.matched.is_none() && state.postings.is_empty());
    let arrived = fold::receipt(&[
        lone[0].clone(),
        entry(9, receipt("receipt", &[("lot-1", 5, 0, 0)])),
    ]);
    assert_eq!(
        arrived.stage,
        DocumentStage::Reversed,
        "it acts as soon as both are here"
    );
    let waiting = fold::plain(&[entry(2, reversal("r", "issue", DocumentKind::Issue))]);
    assert_eq!(waiting.stage, DocumentStage::Waiting);
}

#[test]
fn one_document_is_posted_once() {
    let twice = [
        entry(1, issue("issue", &[("lot-1", 5)])),
        entry(2, issue("issue", &[("lot-1", 7)])),
    ];
    let state = fold::plain(&twice);
    assert_eq!(state.postings.len(), 1);
    assert_eq!(state.postings[0].posting.quantity, 5);
    assert_eq!(whys(&state.ignored), [(2, Why::PostedBefore)]);
}

#[test]
fn the_first_match_counts_until_it_is_withdrawn() {
    let posted = entry(1, receipt("receipt", &[("lot-1", 5, 0, 0)]));
    let first = entry(2, matched("match", "lot-1", 5));
    let second = entry(3, matched("match-2", "lot-1", 5));
    let withdrawn = entry(4, reversal("r", "match", DocumentKind::Match));
    let third = entry(5, matched("match-3", "lot-1", 5));
    let name = |entries: &[Stamped]| fold::receipt(entries).matched.map(|one| one.body.id);
    let both = [posted.clone(), first.clone(), second.clone()];
    assert_eq!(name(&both), Some(MatchId(uuid("match"))));
    assert_eq!(
        whys(&fold::receipt(&both).ignored),
        [(3, Why::MatchedBefore)]
    );
    let gone = [posted.clone(), first.clone(), second, withdrawn.clone()];
    assert_eq!(
        name(&gone),
        None,
        "a late match never comes to life by itself"
    );
    let again = [posted.clone(), first.clone(), withdrawn.clone(), third];
    assert_eq!(name(&again), Some(MatchId(uuid("match-3"))));
    let crossed = [posted.clone(), withdrawn, first.clone()];
    let state = fold::receipt(&crossed);
    assert_eq!(
        state.matches[0].stage,
        MatchStage::Withdrawn,
        "the withdrawal came first"
    );
    assert!(state.ignored.is_empty());
    let reversed = [
        posted,
        first,
        entry(9, reversal("r", "receipt", DocumentKind::Receipt)),
    ];
    assert_eq!(name(&reversed), None, "a reversed receipt answers nothing");
}

#[test]
fn a_consignment_has_what_was_received_against_it_or_linked_to_it() {
    let consigned = |entries: &[Stamped]| -> Vec<(ConsignmentLineId, i64, i64, i64, bool)> {
        let found = fold::receipt(entries).consigned();
        let tell = |one: &Consigned| (one.line, one.counted, one.stored, one.short, one.differs);
        found.iter().map(tell).collect()
    };
    let of = |name: &str| ConsignmentLineId(uuid(name));
    let with = |id: &str, lot: &str, quantity: i64, line: &str| {
        let mut body = matched(id, lot, quantity);
        body.lines[0].consignment_line = Some(of(line));
        body
    };
    let counts = [("lot-1", 90, 6, 4), ("lot-2", 20, 0, 0)];
    let posted = entry(1, receipt("receipt", &counts));
    let none = entry(2, matched("match", "lot-1", 100));
    assert_eq!(consigned(&[posted.clone(), none]), []);
    let mut both = with("match", "lot-1", 60, "cl-1");
    both.lines.extend(with("match", "lot-1", 40, "cl-2").lines);
    both.lines.extend(with("match", "lot-2", 20, "cl-2").lines);
    let linked = entry(2, both);
    let told = [
        (of("cl-1"), 60, 60, 0, true),
        (of("cl-2"), 40, 40, 0, true),
        (of("cl-2"), 20, 20, 0, false),
    ];
    assert_eq!(consigned(&[posted.clone(), linked.clone()]), told);
    assert_eq!(consigned(std::slice::from_ref(&linked)), [], "it waits");
    let late = entry(3, with("match-2", "lot-2", 20, "cl-3"));
    assert_eq!(consigned(&[posted.clone(), linked.clone(), late]), told);
    let withdrawn = entry(4, reversal("r", "match", DocumentKind::Match));
    assert_eq!(
        consigned(&[posted.clone(), linked.clone(), withdrawn.clone()]),
        []
    );
    let reversed = entry(5, reversal("r", "receipt", DocumentKind::Receipt));
    assert_eq!(consigned(&[posted.clone(), linked, reversed.clone()]), []);
    // A lot of another receipt, and numbers that nobody counts: only a stranger writes them.
    for (lot, quantity) in [
        ("lot-3", 5),
        ("lot-2", 0),
        ("lot-2", -1),
        ("lot-2", i64::MAX),
    ] {
        let odd = entry(2, with("match", lot, quantity, "cl-1"));
        assert_eq!(consigned(&[posted.clone(), odd]), []);
    }
    let mut against = receipt("receipt", &[("lot-1", 25, 0, 2)]);
    against.acceptance = Some(AcceptanceId(uuid("acceptance")));
    against.lines[0].consignment_line = Some(of("cl-1"));
    against.lines[0].expected = Some(30);
    let against = entry(1, against);
    let counted = [(of("cl-1"), 27, 25, 3, true)];
    assert_eq!(consigned(std::slice::from_ref(&against)), counted);
    let second = entry(2, with("match", "lot-1", 5, "cl-2"));
    assert_eq!(consigned(&[against.clone(), second]), counted);
    assert_eq!(consigned(&[against, reversed]), []);
}

#[test]
fn an_announced_receipt_takes_no_match() {
    let announced = ReceiptPosted {
        acceptance: Some(AcceptanceId(uuid("acceptance"))),
        ..receipt("receipt", &[("lot-1", 5, 0, 0)])
    };
    let state = fold::receipt(&[entry(1, announced), entry(2, matched("match", "lot-1", 5))]);
    assert!(state.matched.is_none());
    assert_eq!(whys(&state.ignored), [(2, Why::Announced)]);
}

#[test]
fn a_match_moves_no_goods() {
    let before = [entry(1, receipt("receipt", &[("lot-1", 5, 0, 0)]))];
    let after = [before[0].clone(), entry(2, matched("match", "lot-1", 5))];
    assert_eq!(Balances::of(&before), Balances::of(&after));
}

#[test]
fn two_persons_make_an_acceptance() {
    let confirmation = || AcceptanceConfirmed {
        acceptance: AcceptanceId(uuid("acceptance")),
    };
    let proposed = entry(1, proposal());
    let own = entry(2, confirmation());
    let other = by("ona", entry(3, confirmation()));
    let late = by("petras", entry(4, confirmation()));
    let all = [proposed.clone(), own.clone(), other.clone(), late];
    let state = fold::acceptance(&all);
    assert_eq!(state.stage, AcceptanceStage::Confirmed);
    assert_eq!(
        state.confirmed.map(|one| one.person),
        Some(PersonId(uuid("ona")))
    );
    assert_eq!(
        whys(&state.ignored),
        [(2, Why::SamePerson), (4, Why::ConfirmedBefore)]
    );
    assert_eq!(
        fold::acceptance(&[proposed.clone(), own]).stage,
        AcceptanceStage::Proposed
    );
    assert_eq!(
        fold::acceptance(std::slice::from_ref(&other)).stage,
        AcceptanceStage::Waiting
    );
    let refused = fold::acceptance(&[quarantined(proposed.clone()), other.clone()]);
    assert_eq!(refused.stage, AcceptanceStage::Quarantined);
    assert!(refused.confirmed.is_none());
    let unheard = fold::acceptance(&[proposed, quarantined(other)]);
    assert_eq!(unheard.stage, AcceptanceStage::Proposed);
}

#[test]
fn a_revocation_outlives_a_new_certificate() {
    let device = DeviceId(uuid("laptop"));
    let certificate = || DeviceEnrolled {
        device,
        name: "Pabradė 1".to_owned(),
        letter: "A".to_owned(),
        signing_key: "key".to_owned(),
        reads: vec!["catalogue".to_owned()],
        writes: Vec::new(),
        roles: Vec::new(),
        site: None,
    };
    let revoked = DeviceRevoked {
        device,
        reason: "stolen".to_owned(),
    };
    let state = fold::device(&[
        entry(1, certificate()),
        entry(5, revoked),
        entry(6, certificate()),
    ]);
    assert_eq!(state.revoked_pos, Some(5));
    assert_eq!(state.enrolled.map(|(entry, _)| entry.seq), Some(6));
}

#[test]
fn positions_come_before_what_has_none() {
    let unsent = |device: &str, order: u64| Stamped {
        device: DeviceId(uuid(device)),
        pos: None,
        order,
        ..entry(order, issue("issue", &[]))
    };
    let mut entries = vec![
        unsent("a", 2),
        entry(7, issue("issue", &[])),
        unsent("a", 1),
        entry(3, issue("issue", &[])),
    ];
    fold::in_fold_order(&mut entries);
    let order: Vec<(Option<u64>, u64)> = entries.iter().map(|one| (one.pos, one.order)).collect();
    assert_eq!(order, [(Some(3), 3), (Some(7), 7), (None, 1), (None, 2)]);
}

#[test]
fn units_have_stable_keys() {
    let id = uuid("receipt");
    let bodies: [(Body, String); 4] = [
        (receipt("receipt", &[]).into(), format!("document/{id}")),
        (
            matched("match", "lot-1", 1).into(),
            format!("document/{id}"),
        ),
        (
            reversal("r", "match", DocumentKind::Match).into(),
            format!("document/{id}"),
        ),
        (
            proposal().into(),
            format!("acceptance/{}", uuid("acceptance")),
        ),
    ];
    for (body, key) in bodies {
        let units = units(&body);
        assert_eq!(units.len(), 1);
        assert_eq!(units[0].to_string(), key);
        assert_eq!(key.parse::<Unit>().as_ref(), Ok(&units[0]));
    }
    assert_eq!("operation".parse(), Ok(Unit::Operation));
    for text in [
        "",
        "document",
        "document/",
        "document/1",
        "nothing/00000000-0000-0000-0000-000000000000",
    ] {
        assert!(text.parse::<Unit>().is_err(), "{text}");
    }
}
