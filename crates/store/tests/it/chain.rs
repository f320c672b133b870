//! The chain on computers that worked apart: what a merge makes of it is the same on each.

use chrono::NaiveDate;
use ledger::body::{
    AcceptanceReduced, Body, ConsignmentAnnounced, ConsignmentLine, ConsignmentStep,
    DiscrepancyKind, DocumentKind, ReceiptMatched, ReceiptPosted, RecordMove, ReducedLine,
    StageMoved,
};
use ledger::ids::{
    ConsignmentId, ConsignmentLineId, DiscrepancyId, LotId, MoveId, ReductionId, SiteId,
};
use ledger::scope::Scope;
use ledger::stages::{ActivationStage, ConsignmentStage, DiscrepancyStage, OfferStage};
use store::{AsKnown, Reads, Store, StoreError};
use tempfile::{TempDir, tempdir};

use crate::central::{Central, id};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, acceptance_line, activation, append, at_site, blankets, central,
    computer, confirmation, czechia, day, lot, matched, offer, proposal, receipt, reversal, site,
    sync,
};

pub(crate) struct Apart {
    central: Central,
    pub stores: Vec<Store>,
    _folders: Vec<TempDir>,
}

/// Computers that know an activation and an offer of 100 blankets, and then lose the network.
pub(crate) fn apart(devices: &[u8]) -> Apart {
    let mut central = central();
    let folders: Vec<TempDir> = devices
        .iter()
        .map(|_| tempdir().expect("a folder"))
        .collect();
    let stores: Vec<Store> = devices
        .iter()
        .zip(&folders)
        .map(|(device, folder)| computer(folder.path(), *device))
        .collect();
    for store in &stores {
        sync(store, &mut central);
    }
    let first = &stores[0];
    append(first, COORDINATOR, activation(), Scope::Coordination, &[]);
    let offered = offer(czechia(), 1, Some(100));
    append(first, COORDINATOR, offered, Scope::Coordination, &[]);
    let mut apart = Apart {
        central,
        stores,
        _folders: folders,
    };
    apart.meet();
    apart
}

impl Apart {
    /// Everybody exchanges until nothing is new; those who read everything then show the same.
    pub fn meet(&mut self) {
        for _ in 0..3 {
            for store in &self.stores {
                sync(store, &mut self.central);
            }
        }
        for store in &self.stores {
            let before = store.projection_digest().expect("read");
            let (after, _) = store.rebuild().expect("rebuilt");
            assert_eq!(before, after);
        }
    }

    pub fn same_everywhere(&self) {
        let digests: Vec<_> = self
            .stores
            .iter()
            .map(|store| store.projection_digest().expect("read"))
            .collect();
        assert!(digests.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

pub(crate) fn accept(store: &Store, number: u128, quantity: i64) {
    let also = [at_site()];
    append(
        store,
        COORDINATOR,
        proposal(number, quantity),
        Scope::Coordination,
        &also,
    );
    append(
        store,
        SECOND,
        confirmation(number),
        Scope::Coordination,
        &also,
    );
}

/// A move of the offer, of a consignment, or of a discrepancy.
pub fn moves(what: usize, to: usize) -> RecordMove {
    match what {
        0 => RecordMove::Offer {
            id: offer(czechia(), 1, None).id,
            to: [
                OfferStage::UnderReview,
                OfferStage::Declined,
                OfferStage::Withdrawn,
                OfferStage::Accepted,
                OfferStage::Received,
            ][to],
        },
        1 => RecordMove::Consignment {
            id: consignment(1).id,
            to: [
                ConsignmentStep::Dispatched,
                ConsignmentStep::Arrived,
                ConsignmentStep::Delayed { eta: day(30) },
                ConsignmentStep::Diverted { site: site() },
                ConsignmentStep::Closed,
            ][to],
        },
        _ => damaged(
            lot(1),
            [
                DiscrepancyStage::SentToDonor,
                DiscrepancyStage::Acknowledged,
                DiscrepancyStage::Settled,
                DiscrepancyStage::WrittenOff,
                DiscrepancyStage::Open,
            ][to],
        ),
    }
}

pub fn damaged(lot: LotId, to: DiscrepancyStage) -> RecordMove {
    RecordMove::Discrepancy {
        id: DiscrepancyId::of(DiscrepancyKind::Damaged, lot),
        site: site(),
        to,
    }
}

pub fn reduction(number: u128, acceptance: u128, quantity: i64) -> AcceptanceReduced {
    AcceptanceReduced {
        id: ReductionId(id(91_000 + number)),
        acceptance: proposal(acceptance, 1).id,
        lines: vec![ReducedLine {
            acceptance_line: acceptance_line(acceptance),
            quantity,
        }],
    }
}

pub fn announced(acceptance: u128, quantity: i64) -> ConsignmentAnnounced {
    let mut body = consignment(quantity);
    body.acceptance = proposal(acceptance, 1).id;
    body.lines[0].acceptance_line = acceptance_line(acceptance);
    body
}

/// The match says that its goods came with the consignment.
pub(crate) fn came_with(mut matched: ReceiptMatched) -> ReceiptMatched {
    for line in &mut matched.lines {
        line.consignment_line = Some(ConsignmentLineId(id(95_001)));
    }
    matched
}

pub fn step(number: u128, record: RecordMove) -> StageMoved {
    StageMoved {
        id: MoveId(id(90_000 + number)),
        record,
    }
}

fn doubts(store: &Store) -> Vec<(bool, bool)> {
    let doubt = |number| {
        let view = store
            .read(|reads| reads.acceptance(proposal(number, 1).id))
            .expect("read")
            .expect("here");
        (view.contested, view.after_withdrawal)
    };
    vec![doubt(1), doubt(2)]
}

#[test]
fn x03_of_two_acceptances_of_the_same_beds_the_later_is_contested() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 100);
    accept(&apart.stores[1], 2, 100);
    // Each knows only its own, and nothing is contested yet.
    for (store, number) in apart.stores.iter().zip([1, 2]) {
        let view = store
            .read(|reads| reads.acceptance(proposal(number, 1).id))
            .expect("read")
            .expect("here");
        assert!(!view.contested);
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(doubts(store), [(false, false), (true, false)]);
        let view = store
            .read(|reads| reads.offer(offer(czechia(), 1, None).id))
            .expect("read")
            .expect("here");
        assert_eq!(view.stage, OfferStage::Accepted);
    }
}

#[test]
fn x04_an_acceptance_of_a_withdrawn_offer_is_marked() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 40);
    apart.meet();
    let withdrawn = RecordMove::Offer {
        id: offer(czechia(), 1, None).id,
        to: OfferStage::Withdrawn,
    };
    append(
        &apart.stores[1],
        COORDINATOR,
        step(1, withdrawn),
        Scope::Coordination,
        &[],
    );
    sync(&apart.stores[1], &mut apart.central);
    // Offline, not knowing.
    accept(&apart.stores[0], 2, 40);
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(doubts(store), [(false, false), (false, true)]);
    }
}

#[test]
fn a_move_from_elsewhere_that_came_too_late_is_shown_and_changes_nothing() {
    let mut apart = apart(&[4, 5]);
    let ended = |number| {
        let to = ActivationStage::OperationsEnded;
        step(
            number,
            RecordMove::Activation {
                id: activation().id,
                to,
            },
        )
    };
    for (store, number) in apart.stores.iter().zip([1, 2]) {
        append(store, COORDINATOR, ended(number), Scope::Coordination, &[]);
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = store
            .read(|reads| reads.activation(activation().id))
            .expect("read")
            .expect("here");
        assert_eq!(view.stage, ActivationStage::OperationsEnded);
        let why: Vec<Option<&str>> = view.moves.iter().map(|one| one.why.as_deref()).collect();
        assert_eq!(why, [None, Some("illegal_move")]);
    }
}

pub(crate) fn consignment(quantity: i64) -> ConsignmentAnnounced {
    ConsignmentAnnounced {
        id: ConsignmentId(id(95_000)),
        acceptance: proposal(1, 1).id,
        donor: czechia(),
        site: site(),
        transport: None,
        waybill: Some("CZ-7".to_owned()),
        vehicle: None,
        dispatch_point: None,
        eta: Some(day(23)),
        lines: vec![ConsignmentLine {
            id: ConsignmentLineId(id(95_001)),
            acceptance_line: acceptance_line(1),
            item: blankets(),
            quantity,
        }],
        units: Vec::new(),
    }
}

/// A receipt of the consignment's line.
pub(crate) fn received(number: u128, good: i64, over: i64, short: i64) -> ReceiptPosted {
    let mut receipt = receipt(number, good, 0);
    receipt.acceptance = Some(proposal(1, 1).id);
    receipt.consignment = Some(consignment(1).id);
    let line = &mut receipt.lines[0];
    line.acceptance_line = Some(acceptance_line(1));
    line.consignment_line = Some(ConsignmentLineId(id(95_001)));
    (line.over, line.short) = (over, short);
    line.expected = Some(good + short - over);
    receipt
}

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

#[test]
fn a_discrepancy_is_seen_and_settled_by_both_ends() {
    let mut apart = apart(&[4, 2]);
    let [coordinator, keeper] = [0, 1];
    append(
        &apart.stores[keeper],
        KEEPER,
        received(1, 25, 0, 5),
        at_site(),
        &[Scope::Coordination],
    );
    apart.meet();
    let short = DiscrepancyId::of(DiscrepancyKind::Short, lot(1));
    let settled = |number, to| {
        let site = site();
        step(
            number,
            RecordMove::Discrepancy {
                id: short,
                site,
                to,
            },
        )
    };
    append(
        &apart.stores[keeper],
        KEEPER,
        settled(1, DiscrepancyStage::Settled),
        at_site(),
        &[Scope::Coordination],
    );
    append(
        &apart.stores[coordinator],
        COORDINATOR,
        settled(2, DiscrepancyStage::SentToDonor),
        Scope::Coordination,
        &[at_site()],
    );
    append(
        &apart.stores[coordinator],
        COORDINATOR,
        settled(3, DiscrepancyStage::Settled),
        Scope::Coordination,
        &[at_site()],
    );
    apart.meet();
    for store in &apart.stores {
        let found = store
            .read(|reads| reads.discrepancies(Some(site())))
            .expect("read");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].id, found[0].quantity, found[0].stage),
            (short, 5, DiscrepancyStage::Settled)
        );
        assert!(found[0].moves.iter().all(|one| one.counted));
    }
}
