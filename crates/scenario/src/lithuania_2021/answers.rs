//! What is taken of the offers beyond the Czech one, and what is not. That Estonia gave ten tents is published; every other
//! number here is invented and says so in the conditions on which it is taken.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::{
    AcceptanceLineRequest, ConfirmAcceptance, OfferLineRequest, ProposeAcceptance, RecordOffer,
    ReduceAcceptance,
};
use ledger::amount::Amount;
use ledger::body::{AcceptanceStep, OfferSource, OfferTerms, RecordMove, ReducedLine, Title};
use ledger::ids::{AcceptanceId, ActivationId, OfferId, OfferLineId, ReductionId};
use ledger::quantity::StatedQuantity;
use ledger::stages::OfferStage;
use store::view::AcceptanceView;

use super::ids::{document, group, item, party, site};
use super::people;
use super::step::step;
use crate::ask::ask;

const SYNTHETIC: &str = "Synthetic quantity: no source states one";

/// The Czech offer is looked at before it is taken.
///
/// # Errors
/// A call that is refused.
pub fn looked_at(context: &Context) -> Result<()> {
    moved(context, "CZ", OfferStage::UnderReview, "2021-07-23", None)
}

/// Estonia's ten tents, for Rukla.
///
/// # Errors
/// A call that is refused.
pub fn estonia(context: &Context) -> Result<()> {
    let words = "Ten tents with equipment, as Estonia announced on 19 July 2021 (news.err.ee)";
    take(context, "EE", ("TENT", 10), "RUK", words)
}

/// For the winter: heaters of Sweden, blankets of Latvia, beds of Slovakia.
///
/// # Errors
/// A call that is refused.
pub fn winter(context: &Context) -> Result<()> {
    take(context, "SE", ("HEATER", 60), "PAB", SYNTHETIC)?;
    take(context, "LV", ("BLANKET", 60), "RUK", SYNTHETIC)?;
    take(context, "SK", ("FOLDING-BED", 30), "MED", SYNTHETIC)
}

/// Fewer heaters than were accepted, and the beds not at all.
///
/// # Errors
/// A call that is refused.
pub fn less(context: &Context) -> Result<()> {
    let sweden = acceptance(context, "SE")?;
    let line = |line: &store::view::AcceptanceLineView| ReducedLine {
        acceptance_line: line.id,
        quantity: 40,
    };
    let request = ReduceAcceptance {
        id: ReductionId(document("reduction/SE")),
        acceptance: sweden.id,
        reason: "Synthetic: two of the halls have district heating".to_owned(),
        lines: sweden.lines.iter().map(line).collect(),
    };
    let _: Posted = ask(context, "reduce_acceptance", &request).context("fewer heaters")?;
    let cancelled = RecordMove::Acceptance {
        id: AcceptanceId(document("acceptance/SK")),
        to: AcceptanceStep::Cancelled,
    };
    let reason = Some("Synthetic: Medininkai takes nobody in any more");
    step(context, "acceptance/SK", cancelled, "2021-10-29", reason)
}

/// Offers of which nothing is taken: one that came twice, one that its donor withdraws, one that nobody took in time.
///
/// # Errors
/// A call that is refused.
pub fn not_taken(context: &Context) -> Result<()> {
    let day = "2021-09-22";
    further(context, "EE/again", "EE", "tents", "telgid", None)?;
    let twice = Some("Synthetic: the same tents were offered through the Mechanism");
    moved(context, "EE/again", OfferStage::Declined, day, twice)?;
    further(context, "FI/hall", "FI", "tents", "hallitelttoja", None)?;
    let given = Some("Synthetic: the donor needs them elsewhere");
    moved(context, "FI/hall", OfferStage::Withdrawn, day, given)?;
    further(
        context,
        "IT/beds",
        "IT",
        "beds",
        "brandine",
        Some("2021-10-31"),
    )
}

/// An offer beside the one that the paper counts; its wording is invented, in the donor's language.
fn further(
    context: &Context,
    word: &str,
    iso: &str,
    of: &str,
    text: &str,
    valid_until: Option<&str>,
) -> Result<()> {
    let line = OfferLineRequest {
        id: OfferLineId(document(&format!("offer/{word}/0"))),
        text: text.to_owned(),
        group: Some(group(of)),
        item: None,
        quantity: StatedQuantity::not_stated(),
        title: Title::Gift,
        detail: None,
    };
    let until = valid_until.map(str::parse).transpose()?;
    let request = RecordOffer {
        id: OfferId(document(&format!("offer/{word}"))),
        activation: ActivationId(document("activation")),
        donor: party(iso),
        source: OfferSource::Bilateral,
        offered_on: Some("2021-09-22".to_owned()),
        value: Amount::not_stated("EUR")?,
        reference: Some("synthetic".to_owned()),
        lines: vec![line],
        terms: until.map(|until| OfferTerms {
            valid_until: Some(until),
            ..OfferTerms::default()
        }),
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "record_offer", &request).with_context(|| word.to_owned())?;
    Ok(())
}

fn moved(
    context: &Context,
    word: &str,
    to: OfferStage,
    day: &str,
    reason: Option<&str>,
) -> Result<()> {
    let id = OfferId(document(&format!("offer/{word}")));
    let said = format!("offer/{word}/{to:?}");
    step(context, &said, RecordMove::Offer { id, to }, day, reason)
}

/// Takes so much of a donor's offer, by two people.
fn take(
    context: &Context,
    iso: &str,
    (code, quantity): (&str, i64),
    to: &str,
    conditions: &str,
) -> Result<()> {
    let id = AcceptanceId(document(&format!("acceptance/{iso}")));
    let request = ProposeAcceptance {
        id,
        offer: OfferId(document(&format!("offer/{iso}"))),
        lines: vec![AcceptanceLineRequest {
            offer_line: OfferLineId(document(&format!("offer/{iso}/0"))),
            item: item(code),
            quantity,
            site: site(to),
        }],
        conditions: Some(conditions.to_owned()),
    };
    let _: Posted = ask(context, "propose_acceptance", &request).with_context(|| iso.to_owned())?;
    let request = ConfirmAcceptance {
        acceptance: id,
        approver: people::SECOND.id(),
        pin: people::SECOND.pin.to_owned(),
    };
    let _: Posted = ask(context, "confirm_acceptance", &request).with_context(|| iso.to_owned())?;
    Ok(())
}

/// An acceptance of the story, by the donor's code.
pub(super) fn acceptance(context: &Context, iso: &str) -> Result<AcceptanceView> {
    let id = document(&format!("acceptance/{iso}"));
    let found = ask(context, "acceptance", &serde_json::json!({ "id": id }));
    found.with_context(|| format!("the acceptance of {iso}"))
}
