//! How a line was counted: in packs of a named packaging version.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Body, ReceiptPosted};
use crate::ids::{ItemId, LotId, PackagingId};
use crate::quantity::MAX_EXACT;

/// So many packs of one packaging version, and what lay loose beside them.
///
/// What a newcomer gets wrong: the quantity of the line, in base units, is what moves. This says how somebody came to it,
/// so that the sheet can be compared with the pallets; where the two disagree the quantity stands and readers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
pub struct Packed {
    /// The version, never the item alone: a carton that holds another number next year is another version.
    pub packaging: PackagingId,
    /// At least one; a line that counted no pack names no packaging.
    #[ts(type = "number")]
    pub packs: i64,
    /// Base units that lay in no pack.
    #[ts(type = "number")]
    pub loose: i64,
}

impl Packed {
    /// Packs and loose units, if both are numbers that a line may carry. Only a hostile device writes others.
    #[must_use]
    pub fn exact(&self) -> Option<(i64, i64)> {
        let sound = (1..=MAX_EXACT).contains(&self.packs) && (0..=MAX_EXACT).contains(&self.loose);
        sound.then_some((self.packs, self.loose))
    }
}

/// A line that says in which packs it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackedLine {
    /// Its place among the lines of its document, from 0.
    pub n: usize,
    /// `None` for goods that are only announced.
    pub lot: Option<LotId>,
    pub item: ItemId,
    /// The base units that the packs come to: of a receipt, what was good.
    pub quantity: i64,
    pub packed: Packed,
}

/// What the lines of a receipt say of packs. They are of the good units: damaged and refused goods are told apart piece by
/// piece, out of packs that somebody opened.
#[must_use]
pub fn packed_in_receipt(body: &ReceiptPosted) -> Vec<PackedLine> {
    found(&body.lines, |l| (l.packed, Some(l.id), l.item, l.good))
}

/// What the lines of an entry say of packs; nothing for a kind whose lines name none.
#[must_use]
pub fn packed_lines(body: &Body) -> Vec<PackedLine> {
    if let Body::ReceiptPosted(body) = body {
        packed_in_receipt(body)
    } else if let Body::IssuePosted(body) = body {
        found(&body.lines, |l| (l.packed, Some(l.lot), l.item, l.quantity))
    } else if let Body::CountPosted(body) = body {
        found(&body.lines, |l| (l.packed, Some(l.lot), l.item, l.counted))
    } else if let Body::OpeningPosted(body) = body {
        found(&body.lines, |l| (l.packed, Some(l.id), l.item, l.quantity))
    } else if let Body::TransferDispatched(body) = body {
        found(&body.lines, |l| {
            (l.packed, Some(l.card.lot), l.card.item, l.quantity)
        })
    } else if let Body::TransferReceived(body) = body {
        found(&body.lines, |l| {
            (l.packed, Some(l.card.lot), l.card.item, l.good)
        })
    } else if let Body::ConsignmentAnnounced(body) = body {
        found(&body.lines, |l| (l.packed, None, l.item, l.quantity))
    } else {
        Vec::new()
    }
}

fn found<L>(lines: &[L], read: impl Fn(&L) -> Told) -> Vec<PackedLine> {
    let line = |(n, line): (usize, &L)| {
        let (packed, lot, item, quantity) = read(line);
        packed.map(|packed| PackedLine {
            n,
            lot,
            item,
            quantity,
            packed,
        })
    };
    lines.iter().enumerate().filter_map(line).collect()
}

/// How it was counted, of which lot and item, and what it comes to.
type Told = (Option<Packed>, Option<LotId>, ItemId, i64);
