//! The chain on computers that worked apart: what a merge makes of it is the same on each.

mod accepted;
mod consigned;
mod discrepancies;

use ledger::body::{
    AcceptanceReduced, ConsignmentAnnounced, ConsignmentLine, ConsignmentStep, DiscrepancyKind,
    ReceiptMatched, ReceiptPosted, RecordMove, ReducedLine, StageMoved,
};
use ledger::ids::{ConsignmentId, ConsignmentLineId, DiscrepancyId, LotId, MoveId, ReductionId};
use ledger::scope::Scope;
use ledger::stages::{DiscrepancyStage, OfferStage};
use store::Store;
use tempfile::{TempDir, tempdir};

use crate::central::{Central, id};
use crate::world::{
    COORDINATOR, SECOND, acceptance_line, activation, append, at_site, blankets, central, computer,
    confirmation, czechia, day, lot, offer, proposal, receipt, site, sync,
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
            packed: None,
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
