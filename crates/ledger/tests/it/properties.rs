//! Properties: conservation, mirrors, order, and what is written can be read.

use ledger::amount::{self, Amount, AmountSum};
use ledger::body::{Body, DocumentKind, KINDS, MoveHow, StockMoved};
use ledger::fold::{Balances, Stamped, StockKey, in_fold_order};
use ledger::ids::*;
use ledger::posting::{Condition, LossCause, Node};
use ledger::quantity::{self, MAX_EXACT, Qualifier, Quantity};
use ledger::rules::issue::{self, LotFacts, pick_lots};
use ledger::rules::matching;
use ledger::rules::receive::differences;
use ledger::stages::ConsignmentStage;
use proptest::prelude::*;
use uuid::Uuid;

use crate::draw::Draw;
use crate::world::{
    approval, by, day, entry, issue as issued, moved, receipt, reversal, stamp, uuid,
};

/// What happens, to which document, to which lot, how many, whether it was sent, whether it is quarantined.
type Step = (u8, u8, u8, i64, bool, bool);

/// A journal of receipts, issues, matches and reversals at one site; what they refer to may be missing.
fn journal() -> impl Strategy<Value = Vec<Stamped>> {
    let step = (
        0u8..8,
        0u8..6,
        0u8..6,
        0i64..500,
        any::<bool>(),
        proptest::bool::weighted(0.15),
    );
    proptest::collection::vec(step, 0..40).prop_map(|steps| {
        let stamped = |(at, step): (usize, Step)| {
            let (what, document, lot, count, sent, bad) = step;
            let pos = at as u64 + 1;
            let lot = format!("lot of receipt-{lot}");
            let body: Body = match what {
                0 | 1 => {
                    let name = format!("receipt-{document}");
                    let lot = format!("lot of {name}");
                    receipt(&name, &[(&lot, count, count / 7, count / 11)]).into()
                }
                2 => issued(&format!("issue-{document}"), &[(&lot, count)]).into(),
                3 => reversal(
                    &format!("r{at}"),
                    &format!("receipt-{document}"),
                    DocumentKind::Receipt,
                )
                .into(),
                4 => reversal(
                    &format!("r{at}"),
                    &format!("issue-{document}"),
                    DocumentKind::Issue,
                )
                .into(),
                5 => any_move(document, &lot, count).into(),
                6 => approval(&format!("move-{document}")).into(),
                _ => reversal(
                    &format!("r{at}"),
                    &format!("move-{document}"),
                    DocumentKind::StockMove,
                )
                .into(),
            };
            let person = if count % 3 == 0 { "ona" } else { "jonas" };
            let base = by(person, entry(pos, body));
            Stamped {
                pos: sent.then_some(pos),
                quarantined: bad,
                ..base
            }
        };
        steps.into_iter().enumerate().map(stamped).collect()
    })
}

/// A movement of one kind or another, by the number of its document.
fn any_move(document: u8, lot: &str, count: i64) -> StockMoved {
    let party = PartyId(uuid("partner"));
    let how = match document {
        0 => MoveHow::InternalMove {
            to: Some(PlaceId(uuid("hall"))),
        },
        1 => MoveHow::ConditionChange {
            to: Condition::Quarantine,
        },
        2 => MoveHow::Loss {
            cause: LossCause::Theft,
            report: "1".to_owned(),
        },
        3 => MoveHow::Disposal {
            certificate: "1".to_owned(),
        },
        4 => MoveHow::LoanBack { party },
        _ => MoveHow::OwnershipChange {
            from: party,
            to: PartyId(uuid("czechia")),
            certificate: "1".to_owned(),
        },
    };
    let body = moved(
        &format!("move-{document}"),
        how,
        lot,
        Condition::Good,
        count,
    );
    StockMoved {
        approval: count % 2 == 0,
        ..body
    }
}

fn shuffled() -> impl Strategy<Value = (Vec<Stamped>, Vec<Stamped>)> {
    journal().prop_flat_map(|journal| (Just(journal.clone()), Just(journal).prop_shuffle()))
}

/// Different documents, none referring to another, so that any order of them is as good.
fn independent() -> impl Strategy<Value = (Vec<Stamped>, Vec<u64>)> {
    proptest::collection::vec((any::<bool>(), 0i64..500), 1..20).prop_flat_map(|steps| {
        let stamped = |(at, &(receives, count)): (usize, &(bool, i64))| {
            let body: Body = if receives {
                receipt(
                    &format!("receipt-{at}"),
                    &[(&format!("lot-{at}"), count, 3, 0)],
                )
                .into()
            } else {
                issued(
                    &format!("issue-{at}"),
                    &[(&format!("lot-{}", at / 2), count)],
                )
                .into()
            };
            entry(at as u64 + 1, body)
        };
        let entries: Vec<Stamped> = steps.iter().enumerate().map(stamped).collect();
        let positions: Vec<u64> = (1..=entries.len() as u64).collect();
        (Just(entries), Just(positions).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn i_01_nothing_appears_and_nothing_vanishes(journal in journal()) {
        let balances = Balances::of(&journal).expect("small numbers");
        for number in 0..6 {
            let lot = LotId(uuid(&format!("lot of receipt-{number}")));
            prop_assert_eq!(balances.lot_total(lot), 0);
        }
    }

    #[test]
    fn the_order_of_arrival_changes_nothing((journal, shuffled) in shuffled()) {
        prop_assert_eq!(Balances::of(&journal), Balances::of(&shuffled));
        let (mut once, mut other) = (journal, shuffled);
        in_fold_order(&mut once);
        in_fold_order(&mut other);
        prop_assert_eq!(&once, &other);
        let sorted = once.clone();
        in_fold_order(&mut once);
        prop_assert_eq!(once, sorted);
    }

    #[test]
    fn independent_documents_may_take_any_position((entries, positions) in independent()) {
        let moved: Vec<Stamped> = entries
            .iter()
            .zip(positions)
            .map(|(entry, pos)| Stamped { pos: Some(pos), ..entry.clone() })
            .collect();
        prop_assert_eq!(Balances::of(&entries), Balances::of(&moved));
    }

    #[test]
    fn stock_is_what_came_less_what_went((entries, _) in independent()) {
        let site = Node::Site(SiteId(uuid("pabrade")));
        let balances = Balances::of(&entries).expect("small numbers");
        for at in 0..entries.len() {
            let lot = LotId(uuid(&format!("lot-{at}")));
            let (mut good, mut damaged) = (0, 0);
            for stamped in &entries {
                if let Body::ReceiptPosted(body) = &stamped.body {
                    for line in body.lines.iter().filter(|line| line.id == lot) {
                        good += line.good;
                        damaged += line.damaged;
                    }
                } else if let Body::IssuePosted(body) = &stamped.body {
                    let lines = body.lines.iter().filter(|line| line.lot == lot);
                    good -= lines.map(|line| line.quantity).sum::<i64>();
                }
            }
            let key = |condition| StockKey { lot, node: site, condition };
            prop_assert_eq!(balances.get(&key(Condition::Good)), good);
            prop_assert_eq!(balances.get(&key(Condition::Damaged)), damaged);
        }
    }

    #[test]
    fn what_is_wholly_reversed_leaves_nothing((entries, _) in independent()) {
        let mut all = entries.clone();
        for (at, stamped) in entries.iter().enumerate() {
            let (name, kind) = match &stamped.body {
                Body::ReceiptPosted(_) => (format!("receipt-{at}"), DocumentKind::Receipt),
                _ => (format!("issue-{at}"), DocumentKind::Issue),
            };
            let pos = (entries.len() + at) as u64 + 1;
            all.push(entry(pos, reversal(&format!("r{at}"), &name, kind)));
        }
        let balances = Balances::of(&all).expect("small numbers");
        prop_assert_eq!(balances.iter().count(), 0);
    }

    #[test]
    fn a_line_accounts_for_every_announced_unit(
        expected in 0i64..1000,
        good in 0i64..1000,
        damaged in 0i64..1000,
        refused in 0i64..1000,
    ) {
        let counted = good + damaged + refused;
        let (short, over) = differences(Some(expected), counted);
        prop_assert_eq!(expected, counted + short - over);
        prop_assert!(short >= 0 && over >= 0 && (short == 0 || over == 0));
        prop_assert_eq!(differences(None, counted), (0, 0));
    }

    #[test]
    fn a_count_reads_back_however_it_is_grouped(units in 0i64..=MAX_EXACT, space in "[ \u{a0}\u{202f}\u{2009}]") {
        prop_assert_eq!(quantity::parse(&units.to_string()), Ok(units));
        prop_assert_eq!(quantity::parse(&grouped(units, &space)), Ok(units));
    }

    #[test]
    fn money_reads_back_however_it_is_grouped(minor in 0i64..=MAX_EXACT, point in "[.,]") {
        let cents = format!("{:02}", minor % 100);
        let text = format!("{}{point}{cents}", grouped(minor / 100, " "));
        prop_assert_eq!(amount::parse(&text, "EUR"), Ok(minor));
    }

    #[test]
    fn no_typed_text_is_too_strange(text in "\\PC{0,24}", digits in "[-−+ 0-9.,eE\u{a0}]{0,24}") {
        for text in [text, digits] {
            if let Ok(units) = quantity::parse(&text) {
                prop_assert!((0..=MAX_EXACT).contains(&units));
            }
            for currency in ["EUR", "JPY", "IQD"] {
                if let Ok(minor) = amount::parse(&text, currency) {
                    prop_assert!((0..=MAX_EXACT).contains(&minor));
                }
            }
        }
    }

    #[test]
    fn a_sum_does_not_depend_on_its_order(parts in amounts().prop_flat_map(|parts| {
        (Just(parts.clone()), Just(parts).prop_shuffle())
    })) {
        let (parts, shuffled) = parts;
        let sum = AmountSum::of("EUR", &parts).expect("small amounts");
        prop_assert_eq!(&sum, &AmountSum::of("EUR", &shuffled).expect("small amounts"));
        prop_assert_eq!(sum.known().is_some(), parts.iter().any(|part| part.minor.is_some()));
        prop_assert!(sum.qualifiers.is_sorted());
    }

    #[test]
    fn picked_lots_can_be_issued(goods in proptest::collection::vec(-5i64..50, 1..12), asked in 1i64..300) {
        let lot = |(at, good): (usize, &i64)| LotFacts {
            lot: LotId(Uuid::from_u128(at as u128)),
            place: None,
            item: ItemId(uuid("blankets")),
            expiry: (at % 3 == 0).then(|| day("2021-07-20") + chrono::Days::new(at as u64)),
            good: *good,
        };
        let lots: Vec<LotFacts> = goods.iter().enumerate().map(lot).collect();
        let on = day("2021-07-25");
        let usable = lots.iter().filter(|lot| lot.expiry.is_none_or(|expiry| expiry >= on));
        let there: i64 = usable.map(|lot| lot.good.max(0)).sum();
        match pick_lots(&lots, Quantity::new(asked).expect("positive"), on) {
            Err(refusal) => prop_assert!(there < asked && refusal.available == there),
            Ok(picks) => {
                prop_assert_eq!(picks.iter().map(|pick| pick.quantity).sum::<i64>(), asked);
                let line = |(at, pick): (usize, &issue::Pick)| issue::LineRequest {
                    id: IssueLineId(Uuid::from_u128(at as u128)),
                    lot: pick.lot,
                    place: pick.place,
                    condition: Condition::Good,
                    quantity: pick.quantity,
                    chosen: false,
                    reason: None,
                    packed: None,
                };
                let facts = issue::Facts {
                    lots: lots.iter().map(|lot| ((lot.lot, lot.place), *lot)).collect(),
                    point_site: Some(SiteId(uuid("pabrade"))),
                    ..issue::Facts::default()
                };
                let request = issue::Request {
                    id: IssueId(uuid("issue")),
                    number: "PAB-ISS-21-A-00001".to_owned(),
                    site: SiteId(uuid("pabrade")),
                    point: PointId(uuid("block-a")),
                    occurred_on: on,
                    lines: picks.iter().enumerate().map(line).collect(),
                    served: None,
                    reservation: None,
                };
                prop_assert!(issue::issue(&facts, &request, &stamp("jonas")).is_ok());
            }
        }
    }

    #[test]
    fn a_suggested_match_is_allowed(
        counted in proptest::collection::vec((0u8..3, 1i64..50), 1..6),
        accepted in proptest::collection::vec((0u8..3, 0u8..2, -5i64..60), 1..6),
        carried in proptest::collection::vec((0u8..6, 0u8..2, -5i64..60, 0usize..5), 0..8),
    ) {
        let (receipt, mut candidate) = matching_world(&counted, &accepted);
        candidate.consigned = carried_by(&carried);
        for suggestion in matching::suggest(&receipt, std::slice::from_ref(&candidate)) {
            let placed: i64 = suggestion.lines.iter().map(|line| line.quantity).sum();
            let all: i64 = counted.iter().map(|(_, counted)| counted).sum();
            prop_assert_eq!(suggestion.whole, placed == all);
            let facts = matching::Facts {
                receipt: Some(receipt.clone()),
                acceptance: Some(candidate.clone()),
                already_posted: false,
            };
            let request = matching::Request {
                id: MatchId(uuid("match")),
                receipt: receipt.id,
                acceptance: suggestion.acceptance,
                occurred_on: day("2021-07-26"),
                lines: suggestion.lines,
            };
            let outcome = matching::match_receipt(&facts, &request, &stamp("ona"));
            prop_assert!(outcome.is_ok(), "{:?}", outcome);
        }
    }

    #[test]
    fn every_body_reads_back_as_it_was_written(kind in 0..KINDS.len(), seed in any::<u64>()) {
        let body = Draw::new(seed).body(KINDS[kind]);
        let json = body.to_json();
        let read = Body::from_json(body.kind(), body.schema(), &json);
        prop_assert_eq!(read.as_ref(), Ok(&body));
        prop_assert_eq!(read.map(|body| body.to_json()), Ok(json));
    }
}

fn matching_world(
    counted: &[(u8, i64)],
    accepted: &[(u8, u8, i64)],
) -> (matching::ReceiptFacts, matching::AcceptanceFacts) {
    let item = |number: u8| ItemId(Uuid::from_u128(u128::from(number)));
    let site = |number: u8| SiteId(Uuid::from_u128(u128::from(number)));
    let lot = |(at, &(number, counted)): (usize, &(u8, i64))| {
        (
            LotId(Uuid::from_u128(at as u128)),
            matching::CountedLine {
                item: item(number),
                counted,
            },
        )
    };
    let line = |(at, &(number, place, remaining)): (usize, &(u8, u8, i64))| {
        let line = matching::AcceptedLine {
            item: item(number),
            site: site(place),
            remaining,
        };
        (AcceptanceLineId(Uuid::from_u128(at as u128)), line)
    };
    let receipt = matching::ReceiptFacts {
        id: ReceiptId(uuid("receipt")),
        donor: PartyId(uuid("czechia")),
        site: site(0),
        announced: false,
        bought: false,
        reversed: false,
        matched: None,
        lines: counted.iter().enumerate().map(lot).collect(),
    };
    let acceptance = matching::AcceptanceFacts {
        id: AcceptanceId(uuid("acceptance")),
        donor: PartyId(uuid("czechia")),
        confirmed: true,
        lines: accepted.iter().enumerate().map(line).collect(),
        consigned: Vec::new(),
    };
    (receipt, acceptance)
}

/// Lines of consignments: which line of the acceptance, bound where, how many are left, and how far it has come.
fn carried_by(carried: &[(u8, u8, i64, usize)]) -> Vec<matching::ConsignedLine> {
    use ConsignmentStage::{Closed, Diverted, InTransit, Lost, Planned};
    let line =
        |(at, &(of, place, left, stage)): (usize, &(u8, u8, i64, usize))| matching::ConsignedLine {
            id: ConsignmentLineId(Uuid::from_u128(at as u128)),
            acceptance_line: AcceptanceLineId(Uuid::from_u128(u128::from(of))),
            site: SiteId(Uuid::from_u128(u128::from(place))),
            moved_to: [Planned, InTransit, Diverted, Lost, Closed][stage],
            left,
        };
    carried.iter().enumerate().map(line).collect()
}

fn amounts() -> impl Strategy<Value = Vec<Amount>> {
    let qualifier = prop::sample::select(vec![
        Qualifier::Exact,
        Qualifier::UpTo,
        Qualifier::Around,
        Qualifier::Over,
        Qualifier::Estimated,
        Qualifier::NotStated,
    ]);
    let one = (0i64..1_000_000, qualifier).prop_map(|(minor, qualifier)| {
        let minor = (qualifier != Qualifier::NotStated).then_some(minor);
        Amount::new(minor, "EUR", qualifier).expect("a valid amount")
    });
    proptest::collection::vec(one, 0..12)
}

fn grouped(units: i64, space: &str) -> String {
    let digits = units.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail
        .as_bytes()
        .chunks(3)
        .map(|group| String::from_utf8_lossy(group).into_owned());
    let all: Vec<String> = (!head.is_empty())
        .then(|| head.to_owned())
        .into_iter()
        .chain(groups)
        .collect();
    all.join(space)
}
