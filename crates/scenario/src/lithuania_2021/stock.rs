//! What the demonstration does with the goods beyond the published consignment: stock taken over, a transfer to Rukla and
//! one on its way back, kits, a count and a release order. Every quantity here is invented, and says so where it can.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::{Kept, Posted};
use app::contract::requests::{Approval, BySite, MoveStock, StockMoveLineRequest};
use app::contract::requests_moves::{
    BuildKit, CountLineRequest, CountSheet, DefineKit, DispatchLineRequest, DispatchTransfer,
    KitComponentRequest, OpeningLineRequest, PostCount, PostOpening, ReceiveLineRequest,
    ReceiveTransfer, ReserveStock, ReservedLineRequest,
};
use app::contract::requests_sites::RecordHeadCount;
use ledger::body::{HeadBand, HeadMethod, MoveKind};
use ledger::ids::{
    CountId, HeadCountId, KitBuildId, KitId, OpeningId, ReservationId, StockMoveId, TransferId,
    TransferReceiptId,
};
use ledger::posting::Condition;
use ledger::quantity::{Qualifier, StatedCount};
use store::view::{CountSheetLine, KitRow, StockRow, TransferView};

use super::ids::{document, item, point, site};
use super::people;
use crate::ask::ask;

/// Pabradė's keeper and head of centre: soap that was there before the ledger.
///
/// # Errors
/// A call that is refused.
pub fn taken_over(context: &Context) -> Result<()> {
    let request = PostOpening {
        id: OpeningId(document("opening/soap")),
        site: site("PAB"),
        occurred_on: "2021-07-25".to_owned(),
        note: "Synthetic: taken over from the centre's own store".to_owned(),
        lines: vec![OpeningLineRequest {
            item: item("SOAP"),
            batch: None,
            expiry: None,
            donor: None,
            condition: Condition::Good,
            quantity: 900,
            place: None,
            packed: None,
        }],
        approver: Some(Approval {
            person: people::HEAD.id(),
            pin: people::HEAD.pin.to_owned(),
        }),
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "post_opening", &request).context("the opening stock")?;
    Ok(())
}

/// Sends the first good lot of each item from one site to another.
///
/// # Errors
/// Nothing of it in stock, or a call that is refused.
pub fn send(
    context: &Context,
    word: &str,
    (from, to): (&str, &str),
    (day, expected): (&str, &str),
    goods: &[(&str, i64)],
) -> Result<()> {
    let stock: Vec<StockRow> = ask(context, "stock", &BySite { site: site(from) })?;
    let mut lines = Vec::new();
    for (code, quantity) in goods {
        let rows = stock.iter().filter(|row| row.item == item(code));
        let lot = rows.flat_map(|row| &row.lots).next();
        lines.push(DispatchLineRequest {
            lot: lot.with_context(|| format!("{code} in stock"))?.lot,
            condition: Condition::Good,
            place: None,
            quantity: *quantity,
            packed: None,
        });
    }
    let request = DispatchTransfer {
        id: TransferId(document(word)),
        site: site(from),
        to: site(to),
        occurred_on: day.to_owned(),
        vehicle: "LKR 210 (synthetic)".to_owned(),
        carrier: None,
        seal: None,
        expected_on: Some(expected.to_owned()),
        lines,
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "dispatch_transfer", &request).context("the transfer")?;
    Ok(())
}

/// Takes in all of a transfer, as good as it left.
///
/// # Errors
/// It has not arrived, or a call that is refused.
pub fn take_in(context: &Context, word: &str, at: &str, day: &str) -> Result<()> {
    let id = TransferId(document(word));
    let view: TransferView = ask(context, "transfer", &serde_json::json!({ "id": id }))?;
    let line = |line: &store::view::TransferLineView| ReceiveLineRequest {
        lot: line.lot,
        condition: line.condition,
        good: line.left,
        damaged: 0,
        refused: 0,
        reason: None,
        place: None,
        packed: None,
    };
    let request = ReceiveTransfer {
        id: TransferReceiptId(document(&format!("{word}/received"))),
        site: site(at),
        transfer: id,
        code: None,
        occurred_on: day.to_owned(),
        lines: view.lines.iter().map(line).collect(),
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "receive_transfer", &request).context("the receipt")?;
    Ok(())
}

/// The keeper finds a heater broken.
///
/// # Errors
/// None in stock, or a call that is refused.
pub fn broken(context: &Context) -> Result<()> {
    let stock: Vec<StockRow> = ask(context, "stock", &BySite { site: site("PAB") })?;
    let rows = stock.iter().filter(|row| row.item == item("HEATER"));
    let lot = rows.flat_map(|row| &row.lots).next();
    let request = MoveStock {
        id: StockMoveId(document("move/heater")),
        site: site("PAB"),
        how: MoveKind::ConditionChange,
        occurred_on: "2021-10-28".to_owned(),
        reason: Some("Synthetic: does not start any more".to_owned()),
        to_place: None,
        to_condition: Some(Condition::Damaged),
        point: None,
        party: None,
        from_party: None,
        due_on: None,
        cause: None,
        paper: None,
        from_packaging: None,
        to_packaging: None,
        lines: vec![StockMoveLineRequest {
            lot: lot.context("a heater in stock")?.lot,
            place: None,
            condition: Condition::Good,
            quantity: 1,
        }],
        approver: None,
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "move_stock", &request).context("the heater")?;
    Ok(())
}

/// The coordinator says what a bed set is.
///
/// # Errors
/// A call that is refused.
pub fn bed_set(context: &Context) -> Result<()> {
    let part = |code| KitComponentRequest {
        item: item(code),
        quantity: 1,
    };
    let request = DefineKit {
        id: KitId(document("kit/bed-set")),
        item: item("BED-SET"),
        components: ["FOLDING-BED", "SLEEPING-BAG"].map(part).to_vec(),
    };
    let _: Vec<KitRow> = ask(context, "define_kit", &request).context("the kit")?;
    Ok(())
}

/// Pabradė's keeper puts ten of them together.
///
/// # Errors
/// A call that is refused.
pub fn build(context: &Context) -> Result<()> {
    let request = BuildKit {
        id: KitBuildId(document("kit/build")),
        site: site("PAB"),
        kit: KitId(document("kit/bed-set")),
        quantity: 10,
        place: None,
        occurred_on: "2021-10-13".to_owned(),
        lines: Vec::new(),
        date_confirmed: false,
    };
    let _: Posted = ask(context, "build_kit", &request).context("the kits")?;
    Ok(())
}

/// A count of all of Pabradė that finds what the book has.
///
/// # Errors
/// A call that is refused.
pub fn count(context: &Context) -> Result<()> {
    let sheet = CountSheet {
        site: site("PAB"),
        place: None,
        blind: false,
    };
    let sheet: Vec<CountSheetLine> = ask(context, "count_sheet", &sheet)?;
    let line = |line: CountSheetLine| {
        line.book.map(|book| CountLineRequest {
            lot: line.lot,
            condition: line.condition,
            place: line.place,
            book,
            counted: book,
            reason: None,
            packed: None,
        })
    };
    let request = PostCount {
        id: CountId(document("count/PAB")),
        site: site("PAB"),
        place: None,
        blind: false,
        occurred_on: "2021-10-29".to_owned(),
        lines: sheet.into_iter().filter_map(line).collect(),
        approver: None,
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "post_count", &request).context("the count")?;
    Ok(())
}

/// The keeper counts heads again.
///
/// # Errors
/// A call that is refused.
pub fn heads(context: &Context, day: &str, number: i64) -> Result<()> {
    let request = RecordHeadCount {
        id: HeadCountId(document(&format!("heads/PAB/{day}"))),
        site: site("PAB"),
        day: day.to_owned(),
        band: HeadBand::Total,
        number: StatedCount::stated(number, Qualifier::Exact)?,
        method: HeadMethod::Counted,
        remark: Some("synthetic".to_owned()),
        date_confirmed: false,
        draft: None,
    };
    let _: Kept = ask(context, "record_head_count", &request).context("the head-count")?;
    Ok(())
}

/// The coordinator orders tents of Pabradė to be released.
///
/// # Errors
/// A call that is refused.
pub fn order(context: &Context) -> Result<()> {
    reserve(context, "order/tents", 3, "2021-12-31", ("TENT", 4)).context("the release order")
}

/// Good stock of Pabradė is kept for one of its points until a day.
pub(super) fn reserve(
    context: &Context,
    name: &str,
    at: u8,
    until: &str,
    (code, quantity): (&str, i64),
) -> Result<()> {
    let request = ReserveStock {
        id: ReservationId(document(name)),
        site: site("PAB"),
        point: Some(point("PAB", at)),
        expires_on: until.to_owned(),
        note: Some("synthetic".to_owned()),
        lines: vec![ReservedLineRequest {
            item: item(code),
            quantity,
        }],
    };
    let _: Posted = ask(context, "reserve_stock", &request)?;
    Ok(())
}
