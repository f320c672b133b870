//! What a reading offers is what the rule of moving takes, before an activation is closed and after.

use super::*;
use ledger::stages::Stages;

/// Whether a computer that writes would take the move: the closure first, as the app asks it, then the rule.
fn taken(current: &stage::Current, record: RecordMove, closed: bool) -> bool {
    let asked = stage::Request {
        id: MoveId(uuid("m1")),
        record,
        occurred_on: day("2021-07-26"),
        reason: given("as agreed").map(str::to_owned),
    };
    (!closed || stage::goes_on_after_closure(current, &record))
        && stage::move_record(Some(current), &asked, &stamp("jonas")).is_ok()
}

fn every<S: Stages>() -> Vec<S> {
    S::TABLE.iter().map(|(stage, _)| *stage).collect()
}

/// Of each stage from which a record is moved, and of each it might be moved to.
fn agree<S: Stages>(offered: impl Fn(S, bool) -> Vec<S>, taken: impl Fn(S, S, bool) -> bool) {
    for from in every::<S>() {
        for closed in [false, true] {
            let found = offered(from, closed);
            for to in every::<S>() {
                let (shown, holds) = (found.contains(&to), taken(from, to, closed));
                assert_eq!(shown, holds, "{from:?} to {to:?}, closed: {closed}");
            }
        }
    }
}

#[test]
fn an_offer_is_offered_the_moves_that_hold() {
    let id = OfferId(uuid("offer"));
    agree(stage::offered, |from, to, closed| {
        let current = stage::Current::Offer(from);
        taken(&current, RecordMove::Offer { id, to }, closed)
    });
}

#[test]
fn a_request_is_offered_the_moves_that_hold() {
    let id = RequestId(uuid("request"));
    // Only a new version amends, so the reading leaves it out, as the rule refuses it.
    let offered = |from, closed| {
        let mut next = stage::offered(from, closed);
        next.retain(|to| *to != RequestStage::Amended);
        next
    };
    agree(offered, |from, to, closed| {
        let current = stage::Current::Request(from);
        taken(&current, RecordMove::Request { id, to }, closed)
    });
}

#[test]
fn a_transport_is_offered_the_moves_that_hold() {
    let id = TransportId(uuid("transport"));
    for applied in [false, true] {
        let offered = |from, closed| stage::offered_to_transport(from, applied, closed);
        agree(offered, |stage, to, closed| {
            let current = stage::Current::Transport { stage, applied };
            taken(&current, RecordMove::Transport { id, to }, closed)
        });
    }
}

fn step(to: ConsignmentStage) -> Option<ConsignmentStep> {
    Some(match to {
        ConsignmentStage::Packed => ConsignmentStep::Packed,
        ConsignmentStage::Dispatched => ConsignmentStep::Dispatched,
        ConsignmentStage::InTransit => ConsignmentStep::InTransit,
        ConsignmentStage::AtBorder => ConsignmentStep::AtBorder,
        ConsignmentStage::Arrived => ConsignmentStep::Arrived,
        ConsignmentStage::Closed => ConsignmentStep::Closed,
        ConsignmentStage::Diverted => ConsignmentStep::Diverted {
            site: SiteId(uuid("rukla")),
        },
        ConsignmentStage::Delayed => ConsignmentStep::Delayed {
            eta: day("2021-07-30"),
        },
        ConsignmentStage::Returned => ConsignmentStep::Returned,
        ConsignmentStage::Lost => ConsignmentStep::Lost,
        ConsignmentStage::Planned
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy => return None,
    })
}

#[test]
fn a_consignment_is_offered_the_moves_that_hold() {
    let id = ConsignmentId(uuid("consignment"));
    for by_receipts in every::<ConsignmentStage>() {
        let offered = |from, closed| stage::offered_to_consignment(from, by_receipts, closed);
        agree(offered, |moved_to, to, closed| {
            let current = stage::Current::Consignment {
                moved_to,
                stage: by_receipts,
                site_known: true,
            };
            step(to).is_some_and(|to| taken(&current, RecordMove::Consignment { id, to }, closed))
        });
    }
}

#[test]
fn an_acceptance_is_offered_its_end_where_it_holds() {
    let (id, to) = (AcceptanceId(uuid("acceptance")), AcceptanceStep::Cancelled);
    for stage in [
        AcceptanceStage::Waiting,
        AcceptanceStage::Quarantined,
        AcceptanceStage::Proposed,
        AcceptanceStage::Confirmed,
        AcceptanceStage::Cancelled,
    ] {
        for (answered, closed) in [(0, false), (0, true), (5, false), (5, true)] {
            let current = stage::Current::Acceptance { stage, answered };
            let shown = stage::may_cancel(stage, answered, closed);
            let holds = taken(&current, RecordMove::Acceptance { id, to }, closed);
            assert_eq!(shown, holds, "{stage:?}, {answered}, closed: {closed}");
        }
    }
}
