//! Documents that move goods between two sites, numbered, for whoever tells a story about them.

use ledger::body::*;
use ledger::ids::*;
use ledger::posting::Condition;

use crate::central::id;
use crate::world::{blankets, czechia, day, latvia, lot, point, receipt, site};

pub fn rukla() -> SiteId {
    SiteId(id(302))
}

fn card(of: LotId) -> LotCard {
    LotCard {
        lot: of,
        item: blankets(),
        batch: None,
        expiry: None,
        donor: Some(czechia()),
        kind: DocumentKind::Receipt,
        document: receipt(1, 0, 0).id.into(),
        number: "PAB-GRN-21-B-00001".to_owned(),
        site: site(),
        received_on: day(24),
        provisional: true,
        supplier: None,
    }
}

pub fn dispatch(number: u128, of: LotId, quantity: i64) -> TransferDispatched {
    TransferDispatched {
        id: TransferId(id(100_000 + number)),
        number: format!("PAB-WBL-21-B-{number:05}"),
        site: site(),
        to: rukla(),
        vehicle: "ABC 123".to_owned(),
        carrier: None,
        seal: None,
        expected_on: None,
        lines: vec![DispatchLine {
            card: card(of),
            condition: Condition::Good,
            quantity,
            place: None,
            packed: None,
        }],
    }
}

pub fn taken_in(
    number: u128,
    transfer: u128,
    of: LotId,
    good: i64,
    damaged: i64,
) -> TransferReceived {
    TransferReceived {
        id: TransferReceiptId(id(110_000 + number)),
        number: format!("RUK-GRN-21-D-{number:05}"),
        transfer: TransferId(id(100_000 + transfer)),
        site: rukla(),
        from: site(),
        lines: vec![TransferReceivedLine {
            card: card(of),
            condition: Condition::Good,
            expected: good + damaged,
            good,
            damaged,
            refused: 0,
            short: 0,
            over: 0,
            reason: Some("wet".to_owned()),
            place: None,
            packed: None,
        }],
    }
}

/// Of one transfer every settlement of a round has one id, whoever writes it.
pub fn settlement(
    transfer: u128,
    round: u128,
    of: LotId,
    lost: i64,
    found: i64,
) -> TransferSettled {
    TransferSettled {
        id: SettlementId(id(120_000 + 10 * transfer + round)),
        number: format!("PAB-SET-21-B-{transfer:05}"),
        transfer: TransferId(id(100_000 + transfer)),
        site: site(),
        to: rukla(),
        lines: vec![SettledLine {
            lot: of,
            item: blankets(),
            condition: Condition::Good,
            lost,
            found,
        }],
    }
}

pub fn link(receipt_number: u128, transfer: u128, of: LotId) -> ReceiptMatchedToDispatch {
    ReceiptMatchedToDispatch {
        id: MatchId(id(130_000 + receipt_number)),
        number: format!("RUK-GRN-21-D-{receipt_number:05}"),
        receipt: receipt(receipt_number, 0, 0).id,
        site: rukla(),
        donor: latvia(),
        transfer: TransferId(id(100_000 + transfer)),
        from: site(),
        lines: vec![DispatchMatchLine {
            lot: lot(receipt_number),
            card: card(of),
            condition: Condition::Good,
            good: 20,
            damaged: 1,
        }],
    }
}

pub fn counted(number: u128, of: LotId, book: i64, counted: i64, second: bool) -> CountPosted {
    CountPosted {
        id: CountId(id(140_000 + number)),
        number: format!("PAB-CNT-21-B-{number:05}"),
        site: site(),
        place: None,
        blind: false,
        second_person: second,
        lines: vec![CountLine {
            lot: of,
            item: blankets(),
            condition: Condition::Good,
            place: None,
            book,
            counted,
            reason: Some("found".to_owned()),
            packed: None,
        }],
    }
}

pub fn opening(number: u128, quantity: i64) -> OpeningPosted {
    OpeningPosted {
        id: OpeningId(id(150_000 + number)),
        number: format!("PAB-OPN-21-B-{number:05}"),
        site: site(),
        note: "handover".to_owned(),
        lines: vec![OpeningLine {
            id: lot(150_000 + number),
            item: blankets(),
            batch: None,
            expiry: None,
            donor: number.is_multiple_of(2).then(czechia),
            condition: Condition::Good,
            quantity,
            place: None,
            packed: None,
        }],
    }
}

pub fn built(number: u128, of: LotId, kits: i64) -> KitBuilt {
    KitBuilt {
        id: KitBuildId(id(160_000 + number)),
        number: format!("PAB-KIT-21-B-{number:05}"),
        site: site(),
        kit: KitId(id(165_000)),
        item: ItemId(id(502)),
        lot: lot(160_000 + number),
        quantity: kits,
        expiry: None,
        place: None,
        lines: vec![KitLine {
            lot: of,
            item: blankets(),
            quantity: 2 * kits,
            place: None,
        }],
    }
}

pub fn broken(number: u128, build: u128, of: LotId, kits: i64) -> KitBroken {
    KitBroken {
        id: KitBreakId(id(170_000 + number)),
        number: format!("PAB-KTB-21-B-{number:05}"),
        site: site(),
        build: KitBuildId(id(160_000 + build)),
        item: ItemId(id(502)),
        lot: lot(160_000 + build),
        condition: Condition::Good,
        quantity: kits,
        place: None,
        lines: vec![KitLine {
            lot: of,
            item: blankets(),
            quantity: 2 * kits,
            place: None,
        }],
    }
}

pub fn reserved(number: u128, quantity: i64) -> StockReserved {
    StockReserved {
        id: ReservationId(id(180_000 + number)),
        number: format!("PAB-RSV-21-B-{number:05}"),
        site: site(),
        point: Some(point()),
        expires_on: day(30),
        note: None,
        lines: vec![ReservedLine {
            item: blankets(),
            quantity,
        }],
    }
}
