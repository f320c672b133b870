//! Rules of moving a record to another stage.

use super::*;

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
    let closing = |offers| {
        let current = stage::Current::Activation {
            stage: ActivationStage::OperationsEnded,
            closing: Some(closure::Closing {
                open: closure::Open::from([(closure::Left::Offers, offers)]),
                list: closure::ListStanding::Stands,
                remains: true,
            }),
        };
        judge(&current, activate(ActivationStage::Closed), "-")
    };
    assert_eq!(closing(0), "ok");
    assert_eq!(closing(2), "2 Offers are open");
    // Nobody works out for another move what closing would leave behind.
    let unasked = |to| {
        let current = stage::Current::Activation {
            stage: ActivationStage::OperationsEnded,
            closing: None,
        };
        judge(&current, activate(to), "-")
    };
    assert_eq!(unasked(ActivationStage::Activated), "ok");
    let unsigned = "nobody has signed the remaining stock list";
    assert_eq!(unasked(ActivationStage::Closed), unsigned);
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
    let to = |to| RecordMove::Transport {
        id: TransportId(uuid("transport")),
        to,
    };
    assert_eq!(
        judge(&again, to(TransportStage::Applied), "-"),
        "from Ended to Applied leads no move"
    );
    assert_eq!(judge(&again, to(TransportStage::Granted), "-"), "ok");
    let never = stage::Current::Transport {
        stage: TransportStage::Ended,
        applied: false,
    };
    assert_eq!(
        judge(&never, to(TransportStage::Granted), "-"),
        "from Ended to Granted leads no move"
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

/// After an activation was closed: what began goes on to its end, and nothing begins.
#[test]
fn what_goes_on_after_the_closure() {
    let goes_on = |current: &stage::Current, record| stage::goes_on_after_closure(current, &record);
    let request = |to| {
        let id = RequestId(uuid("request"));
        goes_on(
            &stage::Current::Request(RequestStage::Sent),
            RecordMove::Request { id, to },
        )
    };
    use RequestStage::{Closed, Fulfilled, Open, Sent, Withdrawn};
    assert_eq!([Sent, Open].map(request), [false; 2]);
    assert_eq!([Fulfilled, Closed, Withdrawn].map(request), [true; 3]);
    let offer = |to| {
        let id = OfferId(uuid("offer"));
        goes_on(
            &stage::Current::Offer(OfferStage::Declined),
            RecordMove::Offer { id, to },
        )
    };
    let of_offers = [
        OfferStage::UnderReview,
        OfferStage::Declined,
        OfferStage::Withdrawn,
    ];
    assert_eq!(of_offers.map(offer), [false, true, true]);
    let transport = |to| {
        let current = stage::Current::Transport {
            stage: TransportStage::Planned,
            applied: false,
        };
        let id = TransportId(uuid("transport"));
        goes_on(&current, RecordMove::Transport { id, to })
    };
    use TransportStage::{Applied, Ended, Granted, Notified, Rejected, Running, Settled};
    assert_eq!([Notified, Running].map(transport), [false; 2]);
    assert_eq!(
        [Ended, Applied, Granted, Settled, Rejected].map(transport),
        [true; 5]
    );
    let consignment = |moved_to, to| {
        let current = stage::Current::Consignment {
            moved_to,
            stage: moved_to,
            site_known: true,
        };
        let id = ConsignmentId(uuid("consignment"));
        goes_on(&current, RecordMove::Consignment { id, to })
    };
    use ConsignmentStage::{InTransit, Packed, Planned};
    assert!(!consignment(Planned, ConsignmentStep::Packed));
    let diverted = ConsignmentStep::Diverted {
        site: SiteId(uuid("rukla")),
    };
    let eta = day("2021-07-30");
    let late = ConsignmentStep::Delayed { eta };
    for unwritten in [Planned, Packed] {
        for fact in [ConsignmentStep::Dispatched, diverted, late] {
            assert!(consignment(unwritten, fact), "{unwritten:?} {fact:?}");
        }
        assert!(consignment(unwritten, ConsignmentStep::Closed));
    }
    assert!(consignment(InTransit, ConsignmentStep::Arrived));
    assert!(consignment(InTransit, ConsignmentStep::Returned));
}

/// What nobody confirmed is no decision yet, so giving it up undoes none.
#[test]
fn a_proposal_is_given_up_after_the_closure() {
    let acceptance = |stage| {
        let current = stage::Current::Acceptance { stage, answered: 0 };
        let id = AcceptanceId(uuid("acceptance"));
        let to = AcceptanceStep::Cancelled;
        stage::goes_on_after_closure(&current, &RecordMove::Acceptance { id, to })
    };
    assert!(acceptance(AcceptanceStage::Proposed));
    assert!(!acceptance(AcceptanceStage::Confirmed));
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
