//! Blankets to move: cards, places and facts of Pabradė's store in short words.

use ledger::body::*;
use ledger::ids::*;
use ledger::posting::Condition;
use ledger::rules::take;

use crate::world::{day, given, number, uuid};

/// The card of a lot of Czech blankets.
pub fn card(lot: &str) -> LotCard {
    LotCard {
        lot: LotId(uuid(lot)),
        item: ItemId(uuid("blankets")),
        batch: None,
        expiry: None,
        donor: Some(PartyId(uuid("czechia"))),
        kind: DocumentKind::Receipt,
        document: DocumentId(uuid("receipt")),
        number: "PAB-GRN-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        received_on: day("2021-07-24"),
        provisional: false,
        supplier: None,
    }
}

pub fn lot(name: &str) -> LotId {
    LotId(uuid(name))
}

pub fn site(name: &str) -> SiteId {
    SiteId(uuid(name))
}

pub fn condition(word: &str) -> Condition {
    match word {
        "good" => Condition::Good,
        "damaged" => Condition::Damaged,
        other => panic!("{other} is no condition"),
    }
}

/// 488 good and 12 damaged of lot-1; lot-2 is 3 below zero; of lot-3 300 tents, of which 50 are not reserved.
pub fn store() -> take::Facts {
    let facts = |item: &str| take::LotFacts {
        item: ItemId(uuid(item)),
        expiry: None,
    };
    take::Facts {
        lots: [
            (lot("lot-1"), facts("blankets")),
            (lot("lot-2"), facts("blankets")),
            (lot("lot-3"), facts("tents")),
        ]
        .into(),
        stock: [
            ((lot("lot-1"), Condition::Good, None), 488),
            ((lot("lot-1"), Condition::Damaged, None), 12),
            ((lot("lot-2"), Condition::Good, None), -3),
            ((lot("lot-3"), Condition::Good, None), 300),
        ]
        .into(),
        short: [lot("lot-2")].into(),
        free: [(ItemId(uuid("tents")), 50)].into(),
    }
}

/// `lot-1 good 120, lot-1 damaged 2`; `-` stands for none.
pub fn goods(cell: &str) -> Vec<(&str, Condition, i64)> {
    let read = |text| {
        let mut words = str::split_whitespace(text);
        let name = words.next().expect("a lot");
        let of = condition(words.next().expect("a condition"));
        (name, of, number(words.next().expect("a quantity")))
    };
    given(cell).map_or_else(Vec::new, |cell| cell.split(',').map(read).collect())
}

/// What Pabradė sent to Rukla on one waybill.
pub fn dispatched(lines: &[(&str, Condition, i64)]) -> TransferDispatched {
    let line = |&(name, condition, quantity): &(&str, Condition, i64)| DispatchLine {
        card: card(name),
        condition,
        quantity,
        place: None,
        packed: None,
    };
    TransferDispatched {
        id: TransferId(uuid("transfer")),
        number: "PAB-WBL-21-A-00001".to_owned(),
        site: site("pabrade"),
        to: site("rukla"),
        vehicle: "ABC 123".to_owned(),
        carrier: None,
        seal: None,
        expected_on: None,
        lines: lines.iter().map(line).collect(),
    }
}
