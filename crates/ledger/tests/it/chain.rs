//! The chain from activation to discrepancy: folds by example, rules as tables.

use ledger::body::{
    AcceptanceReduced, AcceptanceStep, ActivationRecorded, ActivationStart, Body, CoFinancing,
    ConsignmentAnnounced, ConsignmentLine, ConsignmentStep, DiscrepancyKind, HandlingUnit,
    Organiser, Priority, RecordMove, ReducedLine, RequestLine, RequestRecorded, StageMoved,
    TransportPlanned,
};
use ledger::fold;
use ledger::fold::{AcceptanceStage, Moved, Stamped, Why, contested};
use ledger::ids::*;
use ledger::quantity::StatedQuantity;
use ledger::rules::{consign, reduce, request, stage, transport};
use ledger::scope::Scope;
use ledger::stages::{
    ActivationStage, ConsignmentStage, DiscrepancyStage, OfferStage, RequestStage, TransportStage,
};

use crate::world::{
    by, check, day, entry, given, number, outcome, proposal, quarantined, stamp, uuid,
};

fn moved(id: &str, record: RecordMove) -> StageMoved {
    StageMoved {
        id: MoveId(uuid(id)),
        record,
    }
}

fn whys(moves: &[Moved]) -> Vec<Option<Why>> {
    moves.iter().map(|one| one.why).collect()
}

fn activation(stage: Option<ActivationStart>) -> ActivationRecorded {
    ActivationRecorded {
        id: ActivationId(uuid("activation")),
        requesting_state: PartyId(uuid("lithuania")),
        ucpm_number: None,
        hazard: "migration pressure".to_owned(),
        requested_on: day("2021-07-15"),
        source: None,
        stage,
    }
}

fn activate(to: ActivationStage) -> RecordMove {
    RecordMove::Activation {
        id: ActivationId(uuid("activation")),
        to,
    }
}

#[test]
fn an_activation_moves_and_keeps_what_came_too_late() {
    let entries = [
        entry(1, activation(Some(ActivationStart::Monitoring))),
        entry(2, moved("m1", activate(ActivationStage::Activated))),
        entry(3, moved("m2", activate(ActivationStage::Closed))),
        quarantined(entry(
            4,
            moved("m3", activate(ActivationStage::OperationsEnded)),
        )),
        entry(5, moved("m4", activate(ActivationStage::OperationsEnded))),
        entry(6, moved("m4", activate(ActivationStage::OperationsEnded))),
    ];
    let state = fold::activation(&entries);
    assert_eq!(state.stage, Some(ActivationStage::OperationsEnded));
    assert_eq!(
        whys(&state.moves),
        [
            None,
            Some(Why::IllegalMove),
            Some(Why::Quarantined),
            None,
            Some(Why::PostedBefore)
        ]
    );
    // An entry of the first days says nothing of a stage: it had activated.
    assert_eq!(
        fold::activation(&[entry(1, activation(None))]).stage,
        Some(ActivationStage::Activated)
    );
    let alone = fold::activation(&entries[1..2]);
    assert_eq!(
        (alone.stage, whys(&alone.moves)),
        (None, vec![Some(Why::Waiting)])
    );
}

fn version(version: u32) -> RequestRecorded {
    RequestRecorded {
        id: RequestId(uuid("request")),
        activation: ActivationId(uuid("activation")),
        version,
        title: format!("version {version}"),
        lines: vec![RequestLine {
            id: RequestLineId(uuid("request line")),
            text: "Heated tents".to_owned(),
            group: None,
            item: None,
            quantity: StatedQuantity::not_stated(),
            unit: None,
            priority: Priority::Urgent,
            needed_by: None,
            site: None,
            entry_point: Some("Vilnius airport".to_owned()),
            specification: None,
        }],
        reference: None,
    }
}

fn ask(to: RequestStage) -> RecordMove {
    RecordMove::Request {
        id: RequestId(uuid("request")),
        to,
    }
}

#[test]
fn a_new_version_supersedes_and_amends() {
    let entries = [
        entry(1, version(1)),
        entry(2, moved("m1", ask(RequestStage::Sent))),
        entry(3, moved("m2", ask(RequestStage::Open))),
        entry(4, version(2)),
        // Written elsewhere at the same time: kept, but it does not stand.
        entry(5, version(2)),
        entry(6, moved("m3", ask(RequestStage::Amended))),
        entry(7, moved("m4", ask(RequestStage::Open))),
        entry(8, moved("m5", ask(RequestStage::Closed))),
        entry(9, version(3)),
    ];
    let state = fold::request(&entries[..4]);
    assert_eq!(state.stage, Some(RequestStage::Amended));
    let state = fold::request(&entries);
    assert_eq!(state.stage, Some(RequestStage::Closed));
    let kept: Vec<Option<Why>> = state.versions.iter().map(|one| one.why).collect();
    assert_eq!(
        kept,
        [
            None,
            None,
            Some(Why::SupersededBefore),
            Some(Why::IllegalMove)
        ]
    );
    assert_eq!(state.current().map(|one| one.entry.seq), Some(4));
    assert_eq!(
        whys(&state.moves),
        [None, None, Some(Why::Foreign), None, None]
    );
}

#[test]
fn a_consignment_knows_where_it_is_bound_and_when() {
    let step = |id: &str, to| {
        moved(
            id,
            RecordMove::Consignment {
                id: ConsignmentId(uuid("consignment")),
                to,
            },
        )
    };
    let rukla = SiteId(uuid("rukla"));
    let entries = [
        entry(1, consignment("al-1 blankets 30")),
        entry(2, step("m1", ConsignmentStep::Dispatched)),
        entry(
            3,
            step(
                "m2",
                ConsignmentStep::Delayed {
                    eta: day("2021-07-30"),
                },
            ),
        ),
        entry(4, step("m3", ConsignmentStep::Diverted { site: rukla })),
        // It cannot be packed any more: neither stage nor site follow.
        entry(5, step("m4", ConsignmentStep::Packed)),
        entry(6, consignment("al-1 blankets 31")),
    ];
    let state = fold::consignment(&entries);
    assert_eq!(state.stage, Some(ConsignmentStage::Diverted));
    assert_eq!(
        (state.site, state.eta),
        (Some(rukla), Some(day("2021-07-30")))
    );
    assert_eq!(state.recorded.map(|(entry, _)| entry.seq), Some(1));
    assert_eq!(state.moves[3].why, Some(Why::IllegalMove));
}

fn settle(pos: u64, at: Scope, to: DiscrepancyStage) -> Stamped {
    let record = RecordMove::Discrepancy {
        id: DiscrepancyId::of(DiscrepancyKind::Short, LotId(uuid("lot-1"))),
        site: SiteId(uuid("pabrade")),
        to,
    };
    Stamped {
        scope: at,
        ..entry(pos, moved(&format!("m{pos}"), record))
    }
}

#[test]
fn a_discrepancy_is_settled_when_both_ends_say_so() {
    let site = Scope::Site(SiteId(uuid("pabrade")));
    let entries = [
        settle(1, site, DiscrepancyStage::SentToDonor),
        settle(2, Scope::Coordination, DiscrepancyStage::SentToDonor),
        settle(3, site, DiscrepancyStage::Settled),
        settle(4, Scope::Coordination, DiscrepancyStage::WrittenOff),
        settle(5, Scope::Coordination, DiscrepancyStage::Settled),
        settle(6, site, DiscrepancyStage::WrittenOff),
    ];
    let stages: Vec<DiscrepancyStage> = (1..=6)
        .map(|n| fold::discrepancy(&entries[..n]).stage)
        .collect();
    use DiscrepancyStage::{Open, SentToDonor, Settled};
    assert_eq!(
        stages,
        [
            Open,
            SentToDonor,
            SentToDonor,
            SentToDonor,
            Settled,
            Settled
        ]
    );
    let whys = whys(&fold::discrepancy(&entries).moves);
    assert_eq!(whys[0], Some(Why::IllegalMove));
    assert_eq!(whys[5], Some(Why::IllegalMove));
    assert_ne!(
        DiscrepancyId::of(DiscrepancyKind::Short, LotId(uuid("lot-1"))),
        DiscrepancyId::of(DiscrepancyKind::Over, LotId(uuid("lot-1")))
    );
}

fn accepted() -> Body {
    let mut body = proposal();
    body.lines = vec![ledger::body::AcceptanceLine {
        id: AcceptanceLineId(uuid("al-1")),
        offer_line: OfferLineId(uuid("ol-1")),
        item: ItemId(uuid("blankets")),
        quantity: 500,
        site: SiteId(uuid("pabrade")),
        offered: None,
    }];
    body.into()
}

fn reduction(id: &str, line: &str, quantity: i64) -> AcceptanceReduced {
    AcceptanceReduced {
        id: ReductionId(uuid(id)),
        acceptance: AcceptanceId(uuid("acceptance")),
        lines: vec![ReducedLine {
            acceptance_line: AcceptanceLineId(uuid(line)),
            quantity,
        }],
    }
}

#[test]
fn an_acceptance_only_becomes_less() {
    let cancel = moved(
        "m1",
        RecordMove::Acceptance {
            id: AcceptanceId(uuid("acceptance")),
            to: AcceptanceStep::Cancelled,
        },
    );
    let entries = [
        entry(1, accepted()),
        entry(2, reduction("r1", "al-1", 300)),
        entry(3, reduction("r2", "al-1", 400)),
        entry(4, reduction("r3", "al-9", 1)),
        by("ona", entry(5, confirm())),
        entry(6, cancel.clone()),
        entry(7, reduction("r4", "al-1", 10)),
    ];
    let state = fold::acceptance(&entries[..5]);
    assert_eq!(state.stage, AcceptanceStage::Confirmed);
    assert_eq!((state.left.as_slice(), state.reduced), (&[300][..], true));
    let state = fold::acceptance(&entries);
    assert_eq!(state.stage, AcceptanceStage::Cancelled);
    let whys: Vec<Why> = state.ignored.iter().map(|one| one.why).collect();
    assert_eq!(whys, [Why::IllegalMove, Why::Foreign, Why::IllegalMove]);
    let changes: Vec<u64> = state.changes.iter().map(|one| one.seq).collect();
    assert_eq!(changes, [2, 6]);
}

fn confirm() -> Body {
    ledger::body::AcceptanceConfirmed {
        acceptance: AcceptanceId(uuid("acceptance")),
    }
    .into()
}

#[test]
fn the_acceptance_that_does_not_fit_is_contested() {
    // ceiling | taken in fold order | contested
    let table = "
        100 | a 100, b 100        | b
        100 | a 60, b 50, c 40    | b
        100 | a 60, a 50          | a
        100 | a 50, b 50          |
        -   | a 500, b 500        |
    ";
    check(table, |cells| {
        let taken: Vec<(AcceptanceId, i64)> = cells[1]
            .split(',')
            .map(|one| {
                let (name, count) = one.trim().split_once(' ').expect("a name and a number");
                (AcceptanceId(uuid(name)), number(count.trim()))
            })
            .collect();
        let found = contested(given(cells[0]).map(number), &taken);
        let names = ["a", "b", "c"];
        let named: Vec<&str> = names
            .into_iter()
            .filter(|name| found.contains(&AcceptanceId(uuid(name))))
            .collect();
        named.join(" ")
    });
}

fn consignment(lines: &str) -> ConsignmentAnnounced {
    let line = |(at, text): (usize, &str)| {
        let words: Vec<&str> = text.split_whitespace().collect();
        ConsignmentLine {
            id: ConsignmentLineId(uuid(&format!("consignment line {at}"))),
            acceptance_line: AcceptanceLineId(uuid(words[0])),
            item: ItemId(uuid(words[1])),
            quantity: number(words[2]),
        }
    };
    ConsignmentAnnounced {
        id: ConsignmentId(uuid("consignment")),
        acceptance: AcceptanceId(uuid("acceptance")),
        donor: PartyId(uuid("czechia")),
        site: SiteId(uuid("pabrade")),
        transport: None,
        waybill: None,
        vehicle: None,
        dispatch_point: None,
        eta: None,
        lines: lines.split(',').enumerate().map(line).collect(),
        units: Vec::new(),
    }
}

fn left() -> consign::Facts {
    let line = |item: &str, site: &str, left| consign::LineFacts {
        item: ItemId(uuid(item)),
        site: SiteId(uuid(site)),
        left,
    };
    consign::Facts {
        acceptance: Some(consign::AcceptanceFacts {
            donor: PartyId(uuid("czechia")),
            confirmed: true,
            lines: [
                (
                    AcceptanceLineId(uuid("al-1")),
                    line("blankets", "pabrade", 30),
                ),
                (AcceptanceLineId(uuid("al-2")), line("tents", "rukla", 5)),
            ]
            .into(),
        }),
        transport_known: false,
    }
}

#[test]
fn what_may_be_announced() {
    let table = "
        al-1 blankets 30                     | ok
        al-1 blankets 31                     | line 1: 31 announced where 30 are left to send
        al-1 blankets 20, al-1 blankets 11   | line 2: 11 announced where 10 are left to send
        al-1 tents 1                         | line 1: item blankets was accepted, tents is given
        al-2 tents 1                         | line 1: accepted for site rukla, not pabrade
        al-3 tents 1                         | line 1: acceptance line al-3 is not of this acceptance
        al-1 blankets 0                      | line 1: the quantity is zero
    ";
    check(table, |cells| {
        outcome(consign::announce(&left(), &consignment(cells[0])))
    });
    let unit = |sscc: &str, packaging: &str, count| HandlingUnit {
        sscc: given(sscc).map(str::to_owned),
        packaging: packaging.to_owned(),
        count,
        weight_g: Some(1),
        volume_dm3: None,
    };
    let with = |units| {
        outcome(consign::announce(
            &left(),
            &ConsignmentAnnounced {
                units: vec![units],
                ..consignment("al-1 blankets 1")
            },
        ))
    };
    assert_eq!(with(unit("106141412345678908", "pallet", 10)), "ok");
    assert_eq!(
        with(unit("-", " ", 10)),
        "unit 1: the packaging is not named"
    );
    assert_eq!(
        with(unit("-", "pallet", 0)),
        "unit 1: a count, weight or volume is out of range"
    );
    assert!(with(unit("106141412345678907", "pallet", 1)).contains("is no SSCC"));
    let transport = ConsignmentAnnounced {
        transport: Some(TransportId(uuid("offer"))),
        ..consignment("al-1 blankets 1")
    };
    assert_eq!(
        outcome(consign::announce(&left(), &transport)),
        "transport offer is not known"
    );
    let mut unconfirmed = left();
    unconfirmed.acceptance.as_mut().expect("there").confirmed = false;
    assert_eq!(
        outcome(consign::announce(
            &unconfirmed,
            &consignment("al-1 blankets 1")
        )),
        "acceptance acceptance is not confirmed"
    );
    assert_eq!(
        outcome(consign::announce(
            &consign::Facts::default(),
            &consignment("al-1 blankets 1")
        )),
        "acceptance acceptance is not known"
    );
}

#[test]
fn a_request_waits_for_the_activation_and_follows_its_own_version() {
    // activation | version and stage that stand | version given | outcome
    let table = "
        activated  | -         | 1 | ok
        monitoring | -         | 1 | the Mechanism is only watched there: activate first
        closed     | -         | 1 | the activation is closed
        -          | -         | 1 | the activation is not known
        activated  | -         | 2 | version 2 does not follow version 0
        activated  | 1 open    | 2 | ok
        activated  | 1 draft   | 2 | ok
        activated  | 2 open    | 2 | version 2 does not follow version 2
        activated  | 1 closed  | 2 | a request that is Closed is not amended
    ";
    check(table, |cells| {
        let stands = given(cells[1]).map(|text| {
            let (version, stage) = text.split_once(' ').expect("two words");
            let stage = match stage {
                "open" => RequestStage::Open,
                "draft" => RequestStage::Draft,
                _ => RequestStage::Closed,
            };
            (version.parse().expect("a number"), stage)
        });
        let facts = request::Facts {
            activation: match cells[0] {
                "activated" => Some(ActivationStage::Activated),
                "monitoring" => Some(ActivationStage::Monitoring),
                "closed" => Some(ActivationStage::Closed),
                _ => None,
            },
            stands,
            ..request::Facts::default()
        };
        let given = version(cells[2].parse().expect("a number"));
        outcome(request::record(
            &facts,
            &given,
            day("2021-07-20"),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn what_a_line_of_a_request_must_say() {
    let facts = request::Facts {
        activation: Some(ActivationStage::Activated),
        ..request::Facts::default()
    };
    let judge = |change: &dyn Fn(&mut RequestRecorded)| {
        let mut given = version(1);
        change(&mut given);
        outcome(request::record(
            &facts,
            &given,
            day("2021-07-20"),
            &stamp("jonas"),
        ))
    };
    assert_eq!(judge(&|one| one.lines.clear()), "the request has no line");
    assert_eq!(
        judge(&|one| one.title = " ".to_owned()),
        "the title is missing"
    );
    assert_eq!(
        judge(&|one| one.lines[0].text.clear()),
        "line 1: what is needed is not said"
    );
    assert_eq!(
        judge(&|one| one.lines[0].item = Some(ItemId(uuid("beds")))),
        "line 1: item beds is not known"
    );
    assert_eq!(
        judge(&|one| one.lines[0].site = Some(SiteId(uuid("rukla")))),
        "line 1: site rukla is not known"
    );
    assert!(judge(&|one| one.lines.push(one.lines[0].clone())).contains("stands twice"));
}

#[test]
fn less_is_taken_only_of_what_has_not_come() {
    // left | answered | asked | reason | outcome
    let table = "
        500 | 0   | 300 | spoilt | ok
        500 | 0   | 500 | spoilt | line 1: 500 is not less than 500
        500 | 0   | -1  | spoilt | line 1: -1 is not less than 500
        500 | 400 | 300 | spoilt | line 1: 400 have come or are under way, more than 300
        500 | 0   | 300 | -      | the reduction needs a reason
    ";
    check(table, |cells| {
        let facts = reduce::Facts {
            stage: AcceptanceStage::Confirmed,
            lines: [(
                AcceptanceLineId(uuid("al-1")),
                reduce::LineFacts {
                    left: number(cells[0]),
                    answered: number(cells[1]),
                },
            )]
            .into(),
        };
        let asked = reduce::Request {
            id: ReductionId(uuid("r1")),
            acceptance: AcceptanceId(uuid("acceptance")),
            occurred_on: day("2021-07-26"),
            reason: given(cells[3]).map(str::to_owned),
            lines: reduction("r1", "al-1", number(cells[2])).lines,
        };
        outcome(reduce::reduce(Some(&facts), &asked, &stamp("jonas")))
    });
}

#[test]
fn a_transport_names_its_rate_and_the_law() {
    // per cent | legal basis | outcome
    let table = "
        75      | Article 23 | ok
        37.5    | Article 23 | ok
        100.00  | Article 23 | ok
        100.01  | Article 23 | 100.01 is not a rate between 0 and 100 per cent
        7,5     | Article 23 | 7,5 is not a rate between 0 and 100 per cent
        -75     | Article 23 | -75 is not a rate between 0 and 100 per cent
        1e1     | Article 23 | 1e1 is not a rate between 0 and 100 per cent
        75      | -          | a rate needs its legal basis
    ";
    let facts = transport::Facts {
        activation: Some(ActivationStage::Activated),
        is_donor: true,
    };
    let planned = |percent: &str, basis: &str| TransportPlanned {
        id: TransportId(uuid("transport")),
        activation: ActivationId(uuid("activation")),
        donor: PartyId(uuid("czechia")),
        organiser: Organiser::Donor,
        title: "Trucks".to_owned(),
        planned_start: None,
        co_financing: Some(CoFinancing {
            percent: percent.to_owned(),
            legal_basis: basis.to_owned(),
        }),
    };
    check(table, |cells| {
        let basis = given(cells[1]).unwrap_or_default();
        outcome(transport::plan(&facts, &planned(cells[0], basis)))
    });
    let one = planned("75", "Article 23");
    assert_eq!(
        outcome(transport::plan(&transport::Facts::default(), &one)),
        "the activation is not known"
    );
    let watched = transport::Facts {
        activation: Some(ActivationStage::Monitoring),
        is_donor: true,
    };
    assert_eq!(
        outcome(transport::plan(&watched, &one)),
        "the activation is Monitoring"
    );
}

fn judge(current: &stage::Current, record: RecordMove, reason: &str) -> String {
    let asked = stage::Request {
        id: MoveId(uuid("m1")),
        record,
        occurred_on: day("2021-07-26"),
        reason: given(reason).map(str::to_owned),
    };
    outcome(stage::move_record(Some(current), &asked, &stamp("jonas")))
}

#[test]
fn what_must_hold_on_the_device_that_moves() {
    let closing = |offers, discrepancies| {
        let open = stage::Open {
            offers,
            discrepancies,
        };
        let current = stage::Current::Activation {
            stage: ActivationStage::OperationsEnded,
            open,
        };
        judge(&current, activate(ActivationStage::Closed), "-")
    };
    assert_eq!(closing(0, 0), "ok");
    assert_eq!(closing(2, 1), "2 offers and 1 discrepancies are open");
    let offer = |from, to, reason| {
        let record = RecordMove::Offer {
            id: OfferId(uuid("offer")),
            to,
        };
        judge(&stage::Current::Offer(from), record, reason)
    };
    assert_eq!(
        offer(OfferStage::Received, OfferStage::UnderReview, "-"),
        "ok"
    );
    assert_eq!(
        offer(OfferStage::Received, OfferStage::Declined, "-"),
        "the move needs a reason"
    );
    assert_eq!(
        offer(OfferStage::Received, OfferStage::Declined, "no need"),
        "ok"
    );
    assert_eq!(
        offer(OfferStage::Received, OfferStage::Accepted, "-"),
        "from Received to Accepted leads no move"
    );
}

#[test]
fn what_is_under_way_cannot_be_given_up_nor_applied_for_twice() {
    let cancel = |stage, answered| {
        let record = RecordMove::Acceptance {
            id: AcceptanceId(uuid("acceptance")),
            to: AcceptanceStep::Cancelled,
        };
        judge(
            &stage::Current::Acceptance { stage, answered },
            record,
            "spoilt",
        )
    };
    assert_eq!(cancel(AcceptanceStage::Confirmed, 0), "ok");
    assert_eq!(
        cancel(AcceptanceStage::Confirmed, 5),
        "5 of the acceptance have come or are under way"
    );
    assert_eq!(
        cancel(AcceptanceStage::Cancelled, 0),
        "from Cancelled to Cancelled leads no move"
    );
    let again = stage::Current::Transport {
        stage: TransportStage::Ended,
        applied: true,
    };
    let apply = RecordMove::Transport {
        id: TransportId(uuid("transport")),
        to: TransportStage::Applied,
    };
    assert_eq!(
        judge(&again, apply, "-"),
        "from Ended to Applied leads no move"
    );
    assert_eq!(
        judge(&again, activate(ActivationStage::Closed), "-"),
        "the record is not known"
    );
}

#[test]
fn a_consignment_under_way_is_neither_closed_nor_sent_nowhere() {
    let step = |moved_to, stage, site_known, to| {
        let current = stage::Current::Consignment {
            moved_to,
            stage,
            site_known,
        };
        let record = RecordMove::Consignment {
            id: ConsignmentId(uuid("consignment")),
            to,
        };
        judge(&current, record, "told by the driver")
    };
    use ConsignmentStage::{Arrived, InTransit, Planned, Received};
    assert_eq!(step(Arrived, Received, true, ConsignmentStep::Closed), "ok");
    assert_eq!(step(Planned, Planned, true, ConsignmentStep::Closed), "ok");
    assert_eq!(
        step(InTransit, InTransit, true, ConsignmentStep::Closed),
        "the consignment is under way and was not received in full"
    );
    let elsewhere = ConsignmentStep::Diverted {
        site: SiteId(uuid("rukla")),
    };
    assert_eq!(step(InTransit, InTransit, true, elsewhere), "ok");
    assert_eq!(
        step(InTransit, InTransit, false, elsewhere),
        "site rukla is not known"
    );
}

#[test]
fn a_site_settles_but_does_not_speak_to_the_donor() {
    let site = Scope::Site(SiteId(uuid("pabrade")));
    let judge_end = |end, to| {
        let current = stage::Current::Discrepancy {
            state: Box::new(fold::discrepancy(&[])),
            end,
        };
        let record = RecordMove::Discrepancy {
            id: DiscrepancyId(uuid("discrepancy")),
            site: SiteId(uuid("pabrade")),
            to,
        };
        judge(&current, record, "agreed")
    };
    assert_eq!(judge_end(site, DiscrepancyStage::Settled), "ok");
    assert_eq!(
        judge_end(Scope::Coordination, DiscrepancyStage::SentToDonor),
        "ok"
    );
    assert_eq!(
        judge_end(site, DiscrepancyStage::SentToDonor),
        "only coordination tells the donor about a discrepancy"
    );
}
