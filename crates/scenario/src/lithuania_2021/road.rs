//! What is on the road: consignments from their announcement to the store, and what was said of a difference. The goods of
//! Czechia and Estonia and the day on which the Czech ones were handed over are published; vehicles, pallets, the hours of
//! the road and the Swedish goods are invented.

use anyhow::{Context as _, Result, ensure};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::{
    AnnounceConsignment, ConsignmentLineRequest, MaybeSite, PostReceipt, ReceiptLineRequest,
};
use ledger::amount::Amount;
use ledger::body::{ConsignmentStep, HandlingUnit, RecordMove};
use ledger::ids::{ConsignmentId, ReceiptId};
use ledger::quantity::Qualifier;
use ledger::stages::DiscrepancyStage;
use store::view::{ConsignmentView, DiscrepancyView};

use super::ids::{document, item, party, site};
use super::step::step;
use super::{answers, story, transport};
use crate::ask::ask;

/// The papers of a consignment: waybill, vehicle, where it leaves, when it is expected.
struct Papers {
    waybill: &'static str,
    vehicle: &'static str,
    from: &'static str,
    eta: &'static str,
    units: Vec<HandlingUnit>,
}

/// Czechia announces what it gave, and its lorries leave.
///
/// # Errors
/// A call that is refused.
pub fn czech_leaves(context: &Context) -> Result<()> {
    let numbered = HandlingUnit {
        // Of the numbers that GS1 keeps for examples.
        sscc: Some("106141412345678915".to_owned()),
        ..pallets(20)
    };
    let papers = Papers {
        waybill: "CZ-1 (synthetic)",
        vehicle: "three lorries (synthetic)",
        from: "Praha",
        eta: "2021-07-24",
        units: vec![
            HandlingUnit {
                count: 1,
                ..numbered
            },
            pallets(19),
        ],
    };
    announce(context, "CZ", papers, None)?;
    moved(
        context,
        "CZ",
        ConsignmentStep::Dispatched,
        "2021-07-23",
        None,
    )
}

/// The driver says that the lorries are there; the keeper's receipt is not known yet.
///
/// # Errors
/// A call that is refused.
pub fn czech_arrives(context: &Context) -> Result<()> {
    moved(context, "CZ", ConsignmentStep::Arrived, "2021-07-24", None)
}

/// Once the receipt is linked: the wet blankets are told to the donor.
///
/// # Errors
/// A call that is refused, or no blankets that differ.
pub fn czech_difference_told(context: &Context) -> Result<()> {
    differs(context, DiscrepancyStage::SentToDonor, "2021-07-26", None)
}

/// In August the donor has answered, and there is nothing more to wait for.
///
/// # Errors
/// A call that is refused.
pub fn czech_closed(context: &Context) -> Result<()> {
    let day = "2021-08-12";
    differs(context, DiscrepancyStage::Acknowledged, day, None)?;
    let reason = Some("Synthetic: the donor asks for nothing back");
    differs(context, DiscrepancyStage::Settled, day, reason)?;
    moved(context, "CZ", ConsignmentStep::Closed, day, None)
}

/// Pabradė's keeper settles the difference at the other end.
///
/// # Errors
/// A call that is refused.
pub fn czech_settled_at_site(keeper: &Context) -> Result<()> {
    let reason = Some("Synthetic: dried, and kept apart as damaged");
    differs(keeper, DiscrepancyStage::Settled, "2021-10-13", reason)
}

/// Estonia announces its ten tents for Rukla.
///
/// # Errors
/// A call that is refused.
pub fn estonian_announced(context: &Context) -> Result<()> {
    let papers = Papers {
        waybill: "EE-1 (synthetic)",
        vehicle: "two lorries (synthetic)",
        from: "Tallinn",
        eta: "2021-07-30",
        units: vec![pallets(10)],
    };
    announce(context, "EE", papers, None)
}

/// They left, and are late.
///
/// # Errors
/// A call that is refused.
pub fn estonian_late(context: &Context) -> Result<()> {
    moved(
        context,
        "EE",
        ConsignmentStep::Dispatched,
        "2021-07-29",
        None,
    )?;
    let late = ConsignmentStep::Delayed {
        eta: "2021-08-02".parse()?,
    };
    let reason = Some("Synthetic: one lorry waits for a part");
    moved(context, "EE", late, "2021-07-30", reason)
}

/// Rukla's keeper takes the tents in as they were announced.
///
/// # Errors
/// The announcement has not arrived, or a call that is refused.
pub fn estonian_received(rukla: &Context) -> Result<()> {
    let announced = consignment(rukla, "EE")?;
    let plain = story::receipt()?;
    let template = plain.lines.first().context("a line to follow")?;
    let line = |line: &store::view::ConsignmentLineView| ReceiptLineRequest {
        item: line.item,
        consignment_line: Some(line.id),
        good: line.quantity,
        ..template.clone()
    };
    let request = PostReceipt {
        id: ReceiptId(document("receipt/EE")),
        site: site("RUK"),
        donor: party("EE"),
        consignment: Some(announced.id),
        occurred_on: "2021-08-02".to_owned(),
        handed_over_on: Some("2021-08-02".to_owned()),
        // “Over EUR 200 000”, of all that Estonia gave.
        declared_value: Amount::new(Some(20_000_000), "EUR", Qualifier::Over)?,
        lines: announced.lines.iter().map(line).collect(),
        ..plain.clone()
    };
    let _: Posted = ask(rukla, "post_receipt", &request).context("the Estonian tents")?;
    Ok(())
}

/// Everything of it came.
///
/// # Errors
/// A call that is refused.
pub fn estonian_closed(context: &Context) -> Result<()> {
    moved(context, "EE", ConsignmentStep::Closed, "2021-08-12", None)
}

/// Sweden sends the first heaters.
///
/// # Errors
/// A call that is refused.
pub fn swedish_leaves(context: &Context) -> Result<()> {
    let papers = Papers {
        waybill: "SE-1 (synthetic)",
        vehicle: "one lorry (synthetic)",
        from: "Stockholm",
        eta: "2021-11-24",
        units: vec![pallets(6)],
    };
    announce(context, "SE", papers, Some(30))?;
    moved(
        context,
        "SE",
        ConsignmentStep::Dispatched,
        "2021-11-22",
        None,
    )
}

/// They are late, and still on the road when the story ends.
///
/// # Errors
/// A call that is refused.
pub fn swedish_late(context: &Context) -> Result<()> {
    let late = ConsignmentStep::Delayed {
        eta: "2021-11-26".parse()?,
    };
    let reason = Some("Synthetic: the ferry waits for the storm to pass");
    moved(context, "SE", late, "2021-11-23", reason)
}

/// Rukla, away from the server since August, takes in blankets that nobody announced to it.
///
/// # Errors
/// A call that is refused.
pub fn latvian_unannounced(rukla: &Context) -> Result<()> {
    let plain = story::receipt()?;
    let template = plain.lines.first().context("a line to follow")?;
    let request = PostReceipt {
        id: ReceiptId(document("receipt/LV")),
        site: site("RUK"),
        donor: party("LV"),
        occurred_on: "2021-11-22".to_owned(),
        handed_over_on: Some("2021-11-22".to_owned()),
        paper: Some("synthetic".to_owned()),
        declared_value: Amount::not_stated("EUR")?,
        lines: vec![ReceiptLineRequest {
            item: item("BLANKET"),
            good: 60,
            ..template.clone()
        }],
        ..plain.clone()
    };
    let _: Posted = ask(rukla, "post_receipt", &request).context("the Latvian blankets")?;
    Ok(())
}

fn pallets(count: i64) -> HandlingUnit {
    HandlingUnit {
        sscc: None,
        packaging: "EUR 1200 × 800".to_owned(),
        count,
        weight_g: None,
        volume_dm3: None,
    }
}

/// Announces what was accepted of a donor, all of it or so much of each line.
fn announce(context: &Context, iso: &str, papers: Papers, part: Option<i64>) -> Result<()> {
    let accepted = answers::acceptance(context, iso)?;
    let line = |line: &store::view::AcceptanceLineView| ConsignmentLineRequest {
        acceptance_line: line.id,
        item: line.item,
        quantity: part.unwrap_or(line.quantity),
        packed: None,
    };
    let first = accepted.lines.first().context("a line that was accepted")?;
    let request = AnnounceConsignment {
        id: id_of(iso),
        acceptance: accepted.id,
        donor: accepted.donor,
        site: first.site,
        transport: Some(transport::id_of(iso)),
        waybill: Some(papers.waybill.to_owned()),
        vehicle: Some(papers.vehicle.to_owned()),
        dispatch_point: Some(papers.from.to_owned()),
        eta: Some(papers.eta.to_owned()),
        lines: accepted.lines.iter().map(line).collect(),
        units: papers.units,
        draft: None,
    };
    let _: Posted =
        ask(context, "announce_consignment", &request).with_context(|| iso.to_owned())?;
    Ok(())
}

fn id_of(iso: &str) -> ConsignmentId {
    ConsignmentId(document(&format!("consignment/{iso}")))
}

fn consignment(context: &Context, iso: &str) -> Result<ConsignmentView> {
    let asked = serde_json::json!({ "id": id_of(iso) });
    ask(context, "consignment", &asked).with_context(|| format!("the consignment of {iso}"))
}

fn moved(
    context: &Context,
    iso: &str,
    to: ConsignmentStep,
    day: &str,
    reason: Option<&str>,
) -> Result<()> {
    let said = format!("consignment/{iso}/{:?}", to.stage());
    let record = RecordMove::Consignment { id: id_of(iso), to };
    step(context, &said, record, day, reason)
}

/// Moves the one difference of the story, the wet blankets, from whichever end.
fn differs(context: &Context, to: DiscrepancyStage, day: &str, reason: Option<&str>) -> Result<()> {
    let at = site("PAB");
    let found: Vec<DiscrepancyView> = ask(context, "discrepancies", &MaybeSite { site: Some(at) })?;
    let [wet] = found.as_slice() else {
        anyhow::bail!("{} differences at Pabradė, not one", found.len());
    };
    ensure!(wet.item == item("BLANKET"), "{} differs", wet.item_code);
    let record = RecordMove::Discrepancy {
        id: wet.id,
        site: at,
        to,
    };
    step(
        context,
        &format!("wet blankets/{day}/{to:?}"),
        record,
        day,
        reason,
    )
}
