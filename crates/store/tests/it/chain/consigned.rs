//! Consignments on their way: what the matrix shows of them, and receipts that answer them or are linked to them later.

use chrono::NaiveDate;
use ledger::body::{Body, ConsignmentStep, DocumentKind, RecordMove};
use ledger::ids::SiteId;
use ledger::scope::Scope;
use ledger::stages::ConsignmentStage;
use store::{AsKnown, Reads, Store, StoreError};

use super::{Apart, accept, apart, came_with, consignment, received, step};
use crate::central::id;
use crate::world::{
    COORDINATOR, KEEPER, acceptance_line, append, at_site, czechia, day, matched, receipt,
    reversal, site, sync,
};

fn today() -> NaiveDate {
    day(24)
}

#[test]
fn x01_receipts_of_one_consignment_at_two_sites_both_stand() {
    let mut apart = apart(&[4, 5]);
    let other = SiteId(id(302));
    append(
        &apart.stores[0],
        COORDINATOR,
        consignment(30),
        Scope::Coordination,
        &[at_site()],
    );
    apart.meet();
    let here = received(1, 30, 0, 0);
    let mut there = received(2, 30, 0, 0);
    there.site = other;
    append(
        &apart.stores[0],
        COORDINATOR,
        here,
        at_site(),
        &[Scope::Coordination],
    );
    append(
        &apart.stores[1],
        COORDINATOR,
        there,
        Scope::Site(other),
        &[Scope::Coordination],
    );
    let seen = |store: &Store| {
        store
            .read(|reads| reads.consignment(consignment(1).id, today()))
            .expect("read")
            .expect("here")
    };
    for store in &apart.stores {
        let view = seen(store);
        assert_eq!(
            (view.stage, view.contested),
            (ConsignmentStage::Received, false)
        );
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = seen(store);
        assert!(view.contested);
        assert_eq!((view.lines[0].counted, view.receipts.len()), (60, 2));
    }
}

#[test]
fn what_is_on_its_way_is_in_the_matrix_and_no_longer_expected_twice() {
    let mut apart = apart(&[4]);
    let (central, store) = (&mut apart.central, &apart.stores[0]);
    accept(store, 1, 50);
    append(
        store,
        COORDINATOR,
        consignment(30),
        Scope::Coordination,
        &[at_site()],
    );
    let expected = store.read(|reads| reads.expected(site())).expect("read");
    assert_eq!(expected[0].lines[0].expected, 20);
    let figures = |store: &Store| {
        let matrix = store.read(|reads| reads.matrix(None)).expect("read");
        let row = matrix.rows.iter().find(|row| row.donor == czechia());
        let row = row.expect("the Czech row");
        (row.dispatched.value, row.in_transit.value)
    };
    assert_eq!(figures(store), (None, None));
    let dispatched = RecordMove::Consignment {
        id: consignment(1).id,
        to: ConsignmentStep::Dispatched,
    };
    append(
        store,
        COORDINATOR,
        step(1, dispatched),
        Scope::Coordination,
        &[at_site()],
    );
    assert_eq!(figures(store), (Some(30), Some(30)));
    append(
        store,
        COORDINATOR,
        received(1, 25, 0, 0),
        at_site(),
        &[Scope::Coordination],
    );
    assert_eq!(figures(store), (Some(30), Some(5)));
    append(
        store,
        COORDINATOR,
        received(2, 10, 5, 0),
        at_site(),
        &[Scope::Coordination],
    );
    assert_eq!(figures(store), (Some(30), Some(0)));
    let view = store
        .read(|reads| reads.consignment(consignment(1).id, today()))
        .expect("read")
        .expect("here");
    assert_eq!(view.stage, ConsignmentStage::ReceivedWithDiscrepancy);
    assert_eq!(
        store
            .read(|reads| reads.claimed_of(acceptance_line(1)))
            .expect("read"),
        35
    );
    sync(store, central);
    assert_eq!(figures(store), (Some(30), Some(0)));
}

/// What the coordinator sees of the one consignment: stage, counted, awaited too long, receipts; and in the matrix what has
/// left and what is on its way.
type Seen = (ConsignmentStage, i64, bool, usize, Option<i64>, Option<i64>);

fn seen(reads: &Reads<'_>) -> Result<Seen, StoreError> {
    let view = reads.consignment(consignment(1).id, day(25))?;
    let view = view.expect("here");
    let matrix = reads.matrix(None)?;
    let row = matrix.rows.iter().find(|row| row.donor == czechia());
    let row = row.expect("the Czech row");
    Ok((
        view.stage,
        view.lines[0].counted,
        view.overdue,
        view.receipts.len(),
        row.dispatched.value,
        row.in_transit.value,
    ))
}

fn at_office(apart: &Apart, body: impl Into<Body>) {
    let also = [at_site()];
    append(
        &apart.stores[0],
        COORDINATOR,
        body,
        Scope::Coordination,
        &also,
    );
}

/// An office and a site. Of sixty accepted the office has fifty on their way; the site, which had heard of none of it,
/// received thirty and twenty.
fn received_unannounced() -> Apart {
    let mut apart = apart(&[4, 2]);
    accept(&apart.stores[0], 1, 60);
    at_office(&apart, consignment(50));
    let dispatched = RecordMove::Consignment {
        id: consignment(1).id,
        to: ConsignmentStep::Dispatched,
    };
    at_office(&apart, step(1, dispatched));
    for (number, good) in [(1, 30), (2, 20)] {
        append(
            &apart.stores[1],
            KEEPER,
            receipt(number, good, 0),
            at_site(),
            &[Scope::Coordination],
        );
    }
    apart.meet();
    apart
}

#[test]
fn what_came_unannounced_is_the_consignment_s_once_it_is_linked() {
    use ConsignmentStage::{Dispatched, PartlyReceived, Received};
    let mut apart = received_unannounced();
    let on_its_way = (Dispatched, 0, true, 0, Some(50), Some(50));
    let shows = |apart: &Apart, wanted: Seen| {
        for store in &apart.stores {
            assert_eq!(store.read(seen).expect("read"), wanted);
        }
    };
    shows(&apart, on_its_way);
    let proposals = apart.stores[0].read(|reads| reads.match_proposals());
    let proposals = proposals.expect("read");
    assert_eq!(proposals[0].consignments[0].number, "CZ-7");
    let line = consignment(1).lines[0].id;
    assert_eq!(proposals[0].lines[0].consignment_line, Some(line));
    at_office(&apart, came_with(matched(1, 1, 1, 30)));
    apart.meet();
    shows(&apart, (PartlyReceived, 30, true, 1, Some(50), Some(20)));
    at_office(&apart, came_with(matched(2, 2, 1, 20)));
    apart.meet();
    let here = (Received, 50, false, 2, Some(50), Some(0));
    shows(&apart, here);
    for store in &apart.stores {
        // A receipt form offers what is left of the acceptance, and nothing of the consignment.
        let expected = store.read(|reads| reads.expected(site())).expect("read");
        assert_eq!(expected[0].lines[0].expected, 10);
        let view = store.read(|reads| reads.receipt(receipt(1, 0, 0).id));
        let view = view.expect("read").expect("here");
        assert_eq!(view.consignment, Some(consignment(1).id));
        let claimed = store.read(|reads| reads.claimed_of(acceptance_line(1)));
        assert_eq!(claimed.expect("read"), 50);
    }
    let before = apart.stores[0].projection_digest().expect("read");
    let undone = matched(2, 2, 1, 20).id.into();
    let of = Some(receipt(2, 0, 0).id);
    at_office(&apart, reversal(1, undone, DocumentKind::Match, of));
    apart.meet();
    shows(&apart, (PartlyReceived, 30, true, 1, Some(50), Some(20)));
    // As known before the second link was taken back.
    let entries = i64::try_from(apart.central.entries()).expect("few");
    let then = AsKnown {
        accepted_by: 1_627_135_800 + entries - 1,
        occurred_by: day(31),
    };
    let looked = apart.stores[0].read_as_known(then, seen);
    assert_eq!(looked.expect("read"), here);
    let digest = apart.stores[0].projection_digest_as_known(then);
    assert_eq!(digest.expect("folded"), before);
}

/// A consignment that another site counted in, too: both are shown, and a coordinator decides.
#[test]
fn goods_linked_to_a_consignment_that_another_site_received_are_contested() {
    let mut apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 60);
    let office = |body: Body| {
        append(store, COORDINATOR, body, Scope::Coordination, &[at_site()]);
    };
    office(consignment(30).into());
    append(store, COORDINATOR, received(1, 30, 0, 0), at_site(), &[]);
    let mut elsewhere = receipt(2, 20, 4);
    elsewhere.site = SiteId(id(302));
    append(
        store,
        COORDINATOR,
        elsewhere,
        Scope::Site(SiteId(id(302))),
        &[Scope::Coordination],
    );
    office(came_with(matched(1, 2, 1, 24)).into());
    let view = store.read(|reads| reads.consignment(consignment(1).id, today()));
    let view = view.expect("read").expect("here");
    assert!(view.contested);
    assert_eq!((view.lines[0].counted, view.receipts.len()), (54, 2));
    let tasks = store.read(|reads| reads.tasks());
    let task = tasks.expect("read");
    assert!(format!("{task:?}").contains("ReceiptContested"), "{task:?}");
    apart.meet();
}
