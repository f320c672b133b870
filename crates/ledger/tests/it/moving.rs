//! Plain movements of stock: what each needs, what it leaves behind, and who has to agree.

use std::collections::BTreeSet;

use ledger::body::{Body, DocumentKind, MoveHow, StockMoved};
use ledger::fold::{
    self, Aliases, Balances, CardRank, DocumentStage, LotTitle, Stamped, StockKey, Why,
};
use ledger::ids::*;
use ledger::posting::{Condition, LossCause, Movement, Node};
use ledger::rules::moving::{Facts, LineRequest, Request, move_stock};
use ledger::rules::{packed, take};

use crate::world::{
    approval, by, check, day, entry, given, issue, moved, number, outcome, quarantined, receipt,
    reversal, stamp, uuid,
};

fn site() -> SiteId {
    SiteId(uuid("pabrade"))
}

fn hall() -> Node {
    Node::Place(site(), PlaceId(uuid("hall")))
}

fn condition(word: &str) -> Condition {
    match word {
        "good" => Condition::Good,
        "damaged" => Condition::Damaged,
        "expired" => Condition::Expired,
        "quarantine" => Condition::Quarantine,
        _ => panic!("{word} is no condition of these tables"),
    }
}

/// `loss 1`, `loan 2021-08-01`: a kind and what it says.
fn how(text: &str) -> MoveHow {
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    let party = PartyId(uuid("partner"));
    let rest_or = |named: &str| uuid(if rest.is_empty() { named } else { rest });
    match kind {
        "move" => MoveHow::InternalMove {
            to: Some(PlaceId(rest_or("hall"))),
        },
        "condition" => MoveHow::ConditionChange {
            to: condition(rest),
        },
        "use" => MoveHow::Consumption,
        "back" => MoveHow::ReturnFromUser {
            point: PointId(rest_or("block-a")),
        },
        "donor" => MoveHow::ReturnToDonor {
            party: PartyId(rest_or("czechia")),
        },
        "loan" => MoveHow::LoanOut {
            party,
            due_on: day(rest),
        },
        "loan-back" => MoveHow::LoanBack { party },
        "loss" => MoveHow::Loss {
            cause: LossCause::Theft,
            report: rest.to_owned(),
        },
        "disposal" => MoveHow::Disposal {
            certificate: rest.to_owned(),
        },
        "owner" => MoveHow::OwnershipChange {
            from: PartyId(uuid("czechia")),
            to: PartyId(rest_or("partner")),
            certificate: "A-1".to_owned(),
        },
        "repack" => MoveHow::Repack {
            from: PackagingId(uuid("carton")),
            to: PackagingId(rest_or("pallet")),
        },
        _ => panic!("{kind} is no movement of these tables"),
    }
}

fn title(first: &str, received: i64, moved: &[(&str, i64)]) -> LotTitle {
    let moved = moved.iter().map(|(party, by)| (PartyId(uuid(party)), *by));
    LotTitle {
        first: (first != "-").then(|| PartyId(uuid(first))),
        known: true,
        received,
        moved: moved.collect(),
        ..LotTitle::default()
    }
}

/// At the site: 100 good and 10 damaged blankets of `lot-1` from Czechia, 20 good of `lot-2` that expired the day before; 30 of
/// `lot-1` in block A and 5 with the partner.
fn facts(limit: Option<i64>) -> Facts {
    let (one, two) = (LotId(uuid("lot-1")), LotId(uuid("lot-2")));
    let item = ItemId(uuid("blankets"));
    let here = Node::Site(site());
    let good = Condition::Good;
    Facts {
        lots: [(one, (item, None)), (two, (item, Some(day("2021-07-24"))))].into(),
        donors: [(one, PartyId(uuid("czechia")))].into(),
        titles: [(one, title("czechia", 145, &[]))].into(),
        stock: [
            ((one, here, good), 100),
            ((one, here, Condition::Damaged), 10),
            ((two, here, good), 20),
            ((one, Node::Distributed(PointId(uuid("block-a"))), good), 30),
            ((one, Node::Partner(PartyId(uuid("partner"))), good), 5),
        ]
        .into(),
        places: [PlaceId(uuid("hall"))].into(),
        points: [PointId(uuid("block-a"))].into(),
        parties: [PartyId(uuid("partner")), PartyId(uuid("czechia"))].into(),
        limit,
        goods: take::Facts::default(),
        packagings: [
            ("carton", "blankets"),
            ("pallet", "blankets"),
            ("bin", "tents"),
        ]
        .map(|(packaging, item)| {
            let known = packed::Known {
                items: [ItemId(uuid(item))].into(),
                base_units: 20,
            };
            (PackagingId(uuid(packaging)), known)
        })
        .into(),
        already_posted: false,
    }
}

fn request(what: &str, reason: Option<&str>, line: &str) -> Request {
    let words: Vec<&str> = line.split_whitespace().collect();
    Request {
        id: StockMoveId(uuid("move")),
        number: "PAB-MOV-21-A-00001".to_owned(),
        site: site(),
        how: how(what),
        occurred_on: day("2021-07-25"),
        reason: reason.map(str::to_owned),
        lines: vec![LineRequest {
            lot: LotId(uuid(words[0])),
            place: words.get(3).map(|place| PlaceId(uuid(place))),
            condition: condition(words[1]),
            quantity: number(words[2]),
        }],
    }
}

#[test]
fn each_movement_needs_what_is_its_own() {
    let table = "
        move             | -    | lot-1 good 100          | ok
        move             | -    | lot-1 good 101          | line 1: 100 of lot lot-1 are there, 101 are asked
        move bin         | -    | lot-1 good 1            | place bin is not one of this site
        move             | -    | lot-1 good 1 hall       | line 1: it is there already
        move             | -    | lot-1 good 1 bin        | line 1: place bin is not one of this site
        move             | -    | lot-3 good 1            | line 1: lot lot-3 is not at this site
        move             | -    | lot-1 good 0            | line 1: the quantity is zero
        condition damaged | wet | lot-1 good 5            | ok
        condition damaged | -   | lot-1 good 5            | this movement needs a reason
        condition good   | fit  | lot-1 good 5            | line 1: it is Good already
        condition good   | fit  | lot-2 expired 5         | line 1: lot lot-2 expired on 2021-07-24
        use              | -    | lot-1 good 100          | ok
        use              | -    | lot-1 damaged 1         | line 1: only good stock goes this way, lot lot-1 is Damaged
        use              | -    | lot-2 good 1            | line 1: lot lot-2 expired on 2021-07-24
        back             | -    | lot-1 damaged 30        | ok
        back             | -    | lot-1 good 31           | line 1: 30 of lot lot-1 are there, 31 are asked
        back bin         | -    | lot-1 good 1            | point bin is not one of this site
        donor            | loan ends | lot-1 damaged 10   | ok
        donor            | -    | lot-1 good 1            | this movement needs a reason
        donor estonia    | why  | lot-1 good 1            | party estonia is not known
        donor partner    | why  | lot-1 good 1            | line 1: lot lot-1 came from czechia and does not go back to partner
        donor partner    | why  | lot-2 good 1            | ok
        loan 2021-08-01  | -    | lot-1 good 5            | ok
        loan 2021-07-24  | -    | lot-1 good 5            | due on 2021-07-24, before 2021-07-25
        loan 2021-08-01  | -    | lot-1 damaged 5         | line 1: only good stock goes this way, lot lot-1 is Damaged
        loan-back        | -    | lot-1 damaged 5         | ok
        loan-back        | -    | lot-1 good 6            | line 1: 5 of lot lot-1 are there, 6 are asked
        loss 214/21      | -    | lot-1 good 100          | ok
        loss             | -    | lot-1 good 1            | a loss needs the number of its report
        disposal A-7     | -    | lot-1 damaged 10        | ok
        disposal A-7     | -    | lot-2 good 20           | ok
        disposal A-7     | -    | lot-1 good 1            | line 1: lot lot-1 is still good and is not disposed of
        disposal         | -    | lot-1 damaged 1         | this movement needs a certificate
        owner            | -    | lot-1 good 100          | ok
        owner czechia    | -    | lot-1 good 1            | the title goes from czechia to the same party
        repack           | -    | lot-1 good 100          | ok
        repack carton    | -    | lot-1 good 1            | the packaging is the same before and after
        repack box       | -    | lot-1 good 1            | line 1: packaging box is not known
        repack bin       | -    | lot-1 good 1            | line 1: packaging bin is of another item than blankets
    ";
    check(table, |row| {
        let request = request(row[0], given(row[1]), row[2]);
        outcome(move_stock(&facts(None), &request, &stamp("jonas")))
    });
}

/// A change of owner may be of a part: the donor is still one to whom the lot goes back, beside who took it over.
#[test]
fn what_was_taken_over_goes_back_to_its_owner_too() {
    let mut facts = facts(None);
    let back = |facts: &Facts, party: &str| {
        let asked = request(
            &format!("donor {party}"),
            Some("not needed"),
            "lot-1 good 1",
        );
        outcome(move_stock(facts, &asked, &stamp("jonas")))
    };
    let over = |lot: &str, units: i64| {
        let moved = [("partner", units), ("czechia", -units)];
        (LotId(uuid(lot)), title("czechia", 145, &moved))
    };
    facts.titles = [over("lot-2", 1)].into();
    assert_eq!(
        back(&facts, "partner"),
        "line 1: lot lot-1 came from czechia and does not go back to partner"
    );
    facts.titles = [over("lot-1", 1)].into();
    assert_eq!(back(&facts, "partner"), "ok");
    assert_eq!(back(&facts, "czechia"), "ok");
    // Who handed it all on again does not get it back; who is said to hold less than nothing neither.
    facts.titles = [over("lot-1", 0)].into();
    assert!(back(&facts, "partner").ends_with("does not go back to partner"));
    facts.titles = [over("lot-1", -1)].into();
    assert!(back(&facts, "partner").ends_with("does not go back to partner"));
}

#[test]
fn nobody_hands_on_more_than_the_own_title() {
    let table = "
        czechia  | 100 |                          | 100 | ok
        czechia  | 99  |                          | 100 | line 1: czechia holds the title of 99 of lot lot-1, 100 are handed on
        czechia  | 100 | partner 20, czechia -20  | 80  | ok
        czechia  | 100 | partner 20, czechia -20  | 81  | line 1: czechia holds the title of 80 of lot lot-1, 81 are handed on
        czechia  | 100 | partner 120, czechia -120 | 1  | line 1: czechia holds the title of 0 of lot lot-1, 1 are handed on
        estonia  | 100 | czechia 30, estonia -30  | 30  | ok
        estonia  | 100 | czechia 30, estonia -30  | 31  | line 1: czechia holds the title of 30 of lot lot-1, 31 are handed on
        -        | 100 |                          | 100 | ok
        -        | 99  |                          | 100 | line 1: czechia holds the title of 99 of lot lot-1, 100 are handed on
        -        | 100 | czechia -60, partner 60  | 40  | ok
        -        | 100 | czechia -60, partner 60  | 41  | line 1: czechia holds the title of 40 of lot lot-1, 41 are handed on
    ";
    check(table, |row| {
        let moved: Vec<(&str, i64)> = row[2]
            .split(',')
            .filter_map(|one| one.trim().split_once(' '))
            .map(|(party, by)| (party, by.parse().expect("units")))
            .collect();
        let mut facts = facts(None);
        let first = title(row[0], number(row[1]), &moved);
        facts.titles = [(LotId(uuid("lot-1")), first)].into();
        let asked = request("owner", None, &format!("lot-1 good {}", row[3]));
        outcome(move_stock(&facts, &asked, &stamp("jonas")))
    });
}

/// A site that was sent the lot has not its receipt: there nobody can say what the donor holds, and a certificate is believed.
#[test]
fn where_the_lot_does_not_begin_nobody_is_refused_a_title() {
    let mut facts = facts(None);
    let moved = [("czechia", -8), ("partner", 8)];
    let sent = LotTitle {
        known: false,
        ..title("czechia", 0, &moved)
    };
    assert!(!sent.contradicts());
    let partner = PartyId(uuid("partner"));
    assert_eq!(sent.holders(), [(Some(partner), 8)]);
    facts.titles = [(LotId(uuid("lot-1")), sent)].into();
    let judge = |what: &str, why: Option<&str>| {
        let asked = request(what, why, "lot-1 good 100");
        outcome(move_stock(&facts, &asked, &stamp("jonas")))
    };
    assert_eq!(judge("owner", None), "ok");
    assert_eq!(judge("donor partner", Some("theirs")), "ok");
    assert_eq!(judge("donor czechia", Some("theirs")), "ok");
}

#[test]
fn lines_of_one_title_are_added_up() {
    let mut facts = facts(None);
    facts.titles = [(LotId(uuid("lot-1")), title("czechia", 90, &[]))].into();
    let mut asked = request("owner", None, "lot-1 good 50");
    asked.lines.push(asked.lines[0]);
    assert_eq!(
        outcome(move_stock(&facts, &asked, &stamp("jonas"))),
        "line 2: czechia holds the title of 90 of lot lot-1, 100 are handed on"
    );
}

#[test]
fn i_03_lines_of_one_place_are_added_up() {
    let mut request = request("use", None, "lot-1 good 60");
    request.lines.push(request.lines[0]);
    assert_eq!(
        outcome(move_stock(&facts(None), &request, &stamp("jonas"))),
        "line 2: 100 of lot lot-1 are there, 120 are asked"
    );
}

/// Eighty of the blankets are kept for others: what leaves good is held against that, what only says what became of them is not.
#[test]
fn i_03_no_good_goods_leave_that_are_kept_for_others() {
    let table = "
        use              | -    | lot-1 good 40     | ok
        use              | -    | lot-1 good 41     | line 1: 40 of item blankets are not reserved, 41 are asked
        loan 2021-08-01  | -    | lot-1 good 41     | line 1: 40 of item blankets are not reserved, 41 are asked
        donor            | end  | lot-1 good 41     | line 1: 40 of item blankets are not reserved, 41 are asked
        donor            | end  | lot-1 damaged 10  | ok
        donor            | old  | lot-2 good 20     | ok
        use              | -    | lot-1 good 101    | line 1: 100 of lot lot-1 are there, 101 are asked
        move             | -    | lot-1 good 100    | ok
        condition damaged | wet | lot-1 good 100    | ok
        loss 17          | -    | lot-1 good 100    | ok
        owner            | -    | lot-1 good 100    | ok
        repack           | -    | lot-1 good 100    | ok
    ";
    let mut facts = facts(None);
    facts.goods.free = [(ItemId(uuid("blankets")), 40)].into();
    check(table, |row| {
        let request = request(row[0], given(row[1]), row[2]);
        outcome(move_stock(&facts, &request, &stamp("jonas")))
    });
}

#[test]
fn i_03_lines_of_one_item_are_added_up_against_what_is_kept() {
    let mut facts = facts(None);
    // The second lot is of a record that turned out to be the same item.
    let (one, two) = (LotId(uuid("lot-1")), LotId(uuid("lot-3")));
    let (item, other) = (ItemId(uuid("blankets")), ItemId(uuid("blankets-2")));
    facts.lots.insert(two, (other, None));
    let here = (two, Node::Site(site()), Condition::Good);
    facts.stock.insert(here, 50);
    facts.goods.free = [(item, 40)].into();
    for lot in [one, two] {
        let known = take::LotFacts { item, expiry: None };
        facts.goods.lots.insert(lot, known);
    }
    let mut asked = request("use", None, "lot-1 good 30");
    asked
        .lines
        .extend(request("use", None, "lot-3 good 11").lines);
    assert_eq!(
        outcome(move_stock(&facts, &asked, &stamp("jonas"))),
        "line 2: 40 of item blankets are not reserved, 41 are asked"
    );
    asked.lines[1].quantity = 10;
    let moved = move_stock(&facts, &asked, &stamp("jonas")).expect("all that is free");
    assert_eq!(moved.lines[1].item, other);
}

#[test]
fn x_02_nothing_good_leaves_of_a_lot_that_is_short() {
    let table = "
        use              | -    | lot-1 good 1      | line 1: more of lot lot-1 was issued than was there; count it first
        loan 2021-08-01  | -    | lot-1 good 1      | line 1: more of lot lot-1 was issued than was there; count it first
        donor            | end  | lot-1 good 1      | line 1: more of lot lot-1 was issued than was there; count it first
        donor            | end  | lot-1 damaged 1   | ok
        move             | -    | lot-1 good 1      | ok
        condition damaged | wet | lot-1 good 1      | ok
        loss 17          | -    | lot-1 good 1      | ok
    ";
    let mut facts = facts(None);
    facts.goods.short = [LotId(uuid("lot-1"))].into();
    check(table, |row| {
        let request = request(row[0], given(row[1]), row[2]);
        outcome(move_stock(&facts, &request, &stamp("jonas")))
    });
}

#[test]
fn i_18_who_needs_a_second_person() {
    let table = "
        loss 1     | lot-1 good 10    | 10 | false
        loss 1     | lot-1 good 11    | 10 | true
        loss 1     | lot-1 good 1     | 0  | true
        loss 1     | lot-1 good 1     | -  | true
        disposal 1 | lot-1 damaged 1  | 10 | true
        use        | lot-1 good 100   | 10 | false
    ";
    check(table, |row| {
        let limit = given(row[2]).map(number);
        let request = request(row[0], None, row[1]);
        let body = move_stock(&facts(limit), &request, &stamp("jonas")).expect("a movement");
        body.approval.to_string()
    });
}

fn balance(entries: &[Stamped], node: Node, condition: Condition) -> i64 {
    let key = StockKey {
        lot: LotId(uuid("lot-1")),
        node,
        condition,
    };
    Balances::of(entries).expect("small numbers").get(&key)
}

fn received() -> Stamped {
    entry(1, receipt("receipt", &[("lot-1", 100, 10, 0)]))
}

#[test]
fn i_18_a_disposal_posts_nothing_until_another_person_approves() {
    let disposal = moved("move", how("disposal A-7"), "lot-1", Condition::Damaged, 10);
    let own = entry(3, approval("move"));
    let other = by("ona", entry(4, approval("move")));
    let late = by("petras", entry(5, approval("move")));
    let posted = entry(2, disposal);
    let alone = fold::plain(&[posted.clone(), own.clone()]);
    assert_eq!(
        alone.stage,
        DocumentStage::Proposed,
        "the preparer is not the approver"
    );
    assert!(alone.postings.is_empty());
    assert_eq!(alone.ignored[0].why, Why::SamePerson);
    let unheard = fold::plain(&[posted.clone(), quarantined(other.clone())]);
    assert_eq!(unheard.stage, DocumentStage::Proposed);
    let both = fold::plain(&[posted.clone(), own, other.clone(), late]);
    assert_eq!(both.stage, DocumentStage::Posted);
    assert_eq!(
        both.approved.map(|one| one.person),
        Some(PersonId(uuid("ona")))
    );
    assert_eq!(both.ignored.len(), 2);
    let early = [
        received(),
        by("ona", entry(2, approval("move"))),
        Stamped {
            pos: Some(9),
            ..posted.clone()
        },
    ];
    assert_eq!(
        balance(&early, Node::Disposed(site()), Condition::Damaged),
        10,
        "whichever comes first"
    );
    let undone = fold::plain(&[
        posted,
        entry(6, reversal("r", "move", DocumentKind::StockMove)),
        other,
    ]);
    assert_eq!(undone.stage, DocumentStage::Reversed);
}

#[test]
fn i_01_every_kind_conserves_and_mirrors() {
    let all = [
        "move",
        "condition damaged",
        "use",
        "back",
        "donor",
        "loan 2021-08-01",
        "loan-back",
        "loss 1",
        "disposal 1",
        "owner",
        "repack",
    ];
    let mut movements = BTreeSet::new();
    for text in all {
        let body = moved("move", how(text), "lot-1", Condition::Good, 7);
        let posted = [
            received(),
            entry(2, body),
            by("ona", entry(3, approval("move"))),
        ];
        let before = Balances::of(&posted[..1]).expect("small numbers");
        let after = Balances::of(&posted).expect("small numbers");
        assert_eq!(after.lot_total(LotId(uuid("lot-1"))), 0, "{text}");
        let stays = text == "owner" || text == "repack";
        assert_eq!(before == after, stays, "{text}");
        let undone = [
            &posted[..],
            &[entry(4, reversal("r", "move", DocumentKind::StockMove))],
        ]
        .concat();
        assert_eq!(
            Balances::of(&undone).expect("small numbers"),
            before,
            "{text}"
        );
        let state = fold::plain(&posted[1..]);
        movements.extend(state.postings.iter().map(|dated| dated.posting.movement));
    }
    assert_eq!(
        movements.len(),
        all.len(),
        "each has a movement type of its own"
    );
    assert!(!movements.contains(&Movement::Reversal));
}

#[test]
fn a_change_of_condition_is_a_movement() {
    let change = moved(
        "move",
        how("condition quarantine"),
        "lot-1",
        Condition::Good,
        40,
    );
    let entries = [received(), entry(2, change)];
    let here = Node::Site(site());
    assert_eq!(balance(&entries, here, Condition::Good), 60);
    assert_eq!(balance(&entries, here, Condition::Quarantine), 40);
    let away = moved("away", how("move"), "lot-1", Condition::Good, 60);
    let entries = [&entries[..], &[entry(3, away)]].concat();
    assert_eq!(balance(&entries, here, Condition::Good), 0);
    assert_eq!(balance(&entries, hall(), Condition::Good), 60);
}

#[test]
fn what_had_expired_when_it_came_is_never_good() {
    let mut body = receipt("receipt", &[("lot-1", 5, 2, 1)]);
    body.lines[0].expiry = Some(day("2021-07-23"));
    body.lines[0].place = Some(PlaceId(uuid("hall")));
    let entries = [entry(1, body)];
    assert_eq!(balance(&entries, hall(), Condition::Expired), 5);
    assert_eq!(balance(&entries, hall(), Condition::Damaged), 2);
    assert_eq!(balance(&entries, hall(), Condition::Good), 0);
}

#[test]
fn i_04_of_two_versions_the_first_counts_and_one_reversal() {
    let first = moved("move", how("use"), "lot-1", Condition::Good, 5);
    let second = StockMoved {
        lines: Vec::new(),
        ..first.clone()
    };
    let stranger = issue("move", &[("lot-1", 3)]);
    let state = fold::plain(&[
        entry(1, first),
        entry(2, second),
        entry(3, Body::from(stranger)),
        entry(4, reversal("r1", "move", DocumentKind::StockMove)),
        entry(5, reversal("r2", "move", DocumentKind::StockMove)),
    ]);
    let whys: Vec<(u64, Why)> = state
        .ignored
        .iter()
        .map(|one| (one.entry.seq, one.why))
        .collect();
    assert_eq!(
        whys,
        [
            (2, Why::PostedBefore),
            (3, Why::Foreign),
            (5, Why::ReversedBefore)
        ]
    );
    assert_eq!(state.postings.len(), 2);
}

#[test]
fn i_05_a_lot_knows_where_it_began() {
    let state = fold::document(&[received()]);
    let cards = state.cards();
    assert_eq!(cards.len(), 1);
    let (rank, card) = &cards[0];
    assert_eq!(*rank, CardRank::Origin);
    assert_eq!(card.donor, Some(PartyId(uuid("czechia"))));
    assert_eq!(card.document, DocumentId(uuid("receipt")));
    assert!(card.provisional, "nobody announced it");
}

#[test]
fn a_lot_is_known_by_its_last_name() {
    let lot = |name: &str| LotId(uuid(name));
    let aliases = Aliases::of([
        (lot("a"), lot("b")),
        (lot("b"), lot("c")),
        (lot("a"), lot("z")),
        (lot("x"), lot("y")),
        (lot("y"), lot("x")),
        (lot("w"), lot("x")),
    ]);
    assert_eq!(
        aliases.canonical(lot("a")),
        lot("c"),
        "the first answer, to its end"
    );
    assert_eq!(aliases.canonical(lot("c")), lot("c"));
    let circle = lot("x").min(lot("y"));
    for name in ["x", "y", "w"] {
        assert_eq!(aliases.canonical(lot(name)), circle, "{name}");
    }
}
