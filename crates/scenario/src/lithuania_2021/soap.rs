//! What becomes of soap at Pabradė: it is bought by the carton, some gets wet and is done away with, a little is missing.
//! The trader, the papers and every quantity are invented, and say so where they can.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::{Kept, Posted};
use app::contract::requests::{
    Approval, BySite, MoveStock, PostReceipt, ReceiptLineRequest, SetLimit, StockMoveLineRequest,
};
use app::contract::requests_sites::RegisterParty;
use ledger::amount::Amount;
use ledger::body::{LimitKind, MoveKind, Origin, Packed, ParticipantKind};
use ledger::ids::{LotId, PackagingId, PartyId, ReceiptId};
use ledger::posting::{Condition, LossCause};
use ledger::text::Names;
use store::view::{LimitRow, StockRow};

use super::ids::{document, item, site};
use super::{people, shelf, story};
use crate::ask::ask;

/// What a carton holds, and how many were bought.
const IN_A_CARTON: i64 = 48;
const CARTONS: i64 = 12;

/// The coordinator writes down who sells soap, and says how much one person alone may write off.
///
/// # Errors
/// A call that is refused.
pub fn before_it_is_bought(context: &Context) -> Result<()> {
    let names = [
        ("en", "Hygiene wholesaler (synthetic)"),
        ("lt", "Higienos prekių didmenininkas (sintetinis)"),
    ];
    let trader = RegisterParty {
        id: trader(),
        kind: ParticipantKind::Private,
        names: Names::from(names.map(|(language, name)| (language.to_owned(), name.to_owned()))),
        iso: None,
        eu_code: None,
        donor: false,
        affected: false,
        synonyms: Vec::new(),
        draft: None,
    };
    let _: Kept = ask(context, "register_party", &trader).context("the trader")?;
    let limit = SetLimit {
        kind: LimitKind::WriteOff,
        units: 10,
    };
    let _: Vec<LimitRow> = ask(context, "set_limit", &limit).context("the limit")?;
    Ok(())
}

/// Twelve cartons come with their invoice, and the keeper finds some of the soap wet afterwards.
///
/// # Errors
/// A call that is refused.
pub fn bought(keeper: &Context) -> Result<()> {
    let day = "2021-10-13";
    let plain = story::receipt()?;
    let template = plain.lines.first().context("a line to follow")?;
    let request = PostReceipt {
        id: ReceiptId(document("receipt/soap")),
        donor: trader(),
        origin: Some(Origin::Supplier),
        occurred_on: day.to_owned(),
        handed_over_on: Some(day.to_owned()),
        paper: Some("Invoice SYN-2021-118 (synthetic)".to_owned()),
        declared_value: Amount::not_stated("EUR")?,
        lines: vec![ReceiptLineRequest {
            item: item("SOAP"),
            good: CARTONS * IN_A_CARTON,
            packed: Some(Packed {
                packaging: PackagingId(document("packaging/soap")),
                packs: CARTONS,
                loose: 0,
            }),
            ..template.clone()
        }],
        ..plain.clone()
    };
    let _: Posted = ask(keeper, "post_receipt", &request).context("the soap bought")?;
    let lot = lot(keeper)?;
    let wet = shelf::movement("soap wet", day, MoveKind::ConditionChange, lot, 24);
    let wet = MoveStock {
        to_condition: Some(Condition::Damaged),
        reason: Some("Synthetic: wet under the roof".to_owned()),
        ..wet
    };
    shelf::post(keeper, &wet)
}

/// Two weeks later: the wet soap is done away with before the head of the centre, and six pieces are missing.
///
/// # Errors
/// A call that is refused.
pub fn two_weeks_later(keeper: &Context) -> Result<()> {
    let day = "2021-10-28";
    let lot = lot(keeper)?;
    let gone = shelf::movement("soap gone", day, MoveKind::Disposal, lot, 24);
    let gone = MoveStock {
        paper: Some("Certificate SYN-7 (synthetic)".to_owned()),
        approver: Some(Approval {
            person: people::HEAD.id(),
            pin: people::HEAD.pin.to_owned(),
        }),
        lines: vec![StockMoveLineRequest {
            condition: Condition::Damaged,
            lot,
            place: None,
            quantity: 24,
        }],
        ..gone
    };
    shelf::post(keeper, &gone)?;
    let missing = shelf::movement("soap missing", day, MoveKind::Loss, lot, 6);
    let missing = MoveStock {
        cause: Some(LossCause::Unknown),
        paper: Some("Report SYN-3 (synthetic)".to_owned()),
        ..missing
    };
    shelf::post(keeper, &missing)
}

fn trader() -> PartyId {
    PartyId(document("party/trader"))
}

/// The lot that was bought, not the one that was there before the ledger.
fn lot(keeper: &Context) -> Result<LotId> {
    let stock: Vec<StockRow> = ask(keeper, "stock", &BySite { site: site("PAB") })?;
    let rows = stock.iter().filter(|row| row.item == item("SOAP"));
    let bought = rows.flat_map(|row| &row.lots).find(|lot| lot.bought);
    Ok(bought.context("soap that was bought, in stock")?.lot)
}
