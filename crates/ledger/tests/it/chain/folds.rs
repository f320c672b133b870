//! Folds of the chain: what counts, what came too late, what is left.

use super::*;

fn whys(moves: &[Moved]) -> Vec<Option<Why>> {
    moves.iter().map(|one| one.why).collect()
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
