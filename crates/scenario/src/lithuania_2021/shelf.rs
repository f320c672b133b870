//! What Pabradė's keeper does with goods between counts: a place is named, beds are lent and come back, heaters are kept
//! for a block and let go again, kits are taken apart. Every quantity is invented, and says so where it can.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::{AddPlace, BySite, MoveStock, StockMoveLineRequest};
use app::contract::requests_moves::{BreakKit, EndReservation};
use ledger::body::MoveKind;
use ledger::ids::{KitBreakId, KitBuildId, LotId, ReservationId, StockMoveId};
use ledger::posting::Condition;
use store::view::{PlaceRow, StockRow};

use super::ids::{document, item, party, site};
use super::stock;
use crate::ask::ask;

/// In October: tents go to a hall, beds to the IOM until the end of November, heaters are kept for block 2.
///
/// # Errors
/// A call that is refused.
pub fn october(context: &Context) -> Result<()> {
    let day = "2021-10-13";
    let hall = AddPlace {
        site: site("PAB"),
        name: "Hall 2".to_owned(),
        parent: None,
    };
    let hall: PlaceRow = ask(context, "add_place", &hall).context("the hall")?;
    let tents = movement(
        "tents",
        day,
        MoveKind::InternalMove,
        first(context, "TENT")?,
        6,
    );
    post(
        context,
        &MoveStock {
            to_place: Some(hall.id),
            ..tents
        },
    )?;
    let beds = first(context, "FOLDING-BED")?;
    let lent = movement("beds lent", day, MoveKind::LoanOut, beds, 5);
    post(
        context,
        &MoveStock {
            party: Some(party("IOM")),
            due_on: Some("2021-11-30".to_owned()),
            ..lent
        },
    )?;
    let kept = ("HEATER", 6);
    stock::reserve(context, "reservation/heaters", 2, "2021-11-30", kept)
        .context("the heaters kept")
}

/// Two weeks later: most of the beds are back, the heaters are free again, two bed sets are taken apart.
///
/// # Errors
/// A call that is refused.
pub fn two_weeks_later(context: &Context) -> Result<()> {
    let day = "2021-10-28";
    let beds = first(context, "FOLDING-BED")?;
    let back = movement("beds back", day, MoveKind::LoanBack, beds, 3);
    let back = MoveStock {
        party: Some(party("IOM")),
        ..back
    };
    post(context, &back)?;
    let ended = EndReservation {
        id: ReservationId(document("reservation/heaters")),
    };
    let _: Posted = ask(context, "end_reservation", &ended).context("the heaters let go")?;
    let broken = BreakKit {
        id: KitBreakId(document("kit/break")),
        site: site("PAB"),
        build: KitBuildId(document("kit/build")),
        condition: Condition::Good,
        place: None,
        quantity: 2,
        occurred_on: day.to_owned(),
        date_confirmed: false,
    };
    let _: Posted = ask(context, "break_kit", &broken).context("the kits taken apart")?;
    Ok(())
}

/// The first lot of an item at Pabradė.
fn first(context: &Context, code: &str) -> Result<LotId> {
    let stock: Vec<StockRow> = ask(context, "stock", &BySite { site: site("PAB") })?;
    let rows = stock.iter().filter(|row| row.item == item(code));
    let lot = rows.flat_map(|row| &row.lots).next();
    Ok(lot.with_context(|| format!("{code} in stock"))?.lot)
}

/// A movement of good pieces that stand at no named place.
pub(super) fn movement(
    word: &str,
    day: &str,
    how: MoveKind,
    lot: LotId,
    quantity: i64,
) -> MoveStock {
    MoveStock {
        id: StockMoveId(document(&format!("move/{word}"))),
        site: site("PAB"),
        how,
        occurred_on: day.to_owned(),
        reason: Some("synthetic".to_owned()),
        to_place: None,
        to_condition: None,
        point: None,
        party: None,
        from_party: None,
        due_on: None,
        cause: None,
        paper: None,
        from_packaging: None,
        to_packaging: None,
        lines: vec![StockMoveLineRequest {
            lot,
            place: None,
            condition: Condition::Good,
            quantity,
        }],
        approver: None,
        date_confirmed: false,
        draft: None,
    }
}

pub(super) fn post(context: &Context, movement: &MoveStock) -> Result<()> {
    let what = format!("{:?} of {}", movement.how, movement.occurred_on);
    let _: Posted = ask(context, "move_stock", movement).context(what)?;
    Ok(())
}
