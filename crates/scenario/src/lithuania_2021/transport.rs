//! The transports for which co-financing may be asked: notified before they start, applied for within fifteen days of it.
//! That the Commission pays up to 75 per cent was published on 23 July 2021; the vehicles and the days on which papers were
//! filed are invented.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::PlanTransport;
use ledger::body::{CoFinancing, Organiser, RecordMove};
use ledger::ids::{ActivationId, TransportId};
use ledger::stages::TransportStage;

use super::ids::{document, party};
use super::step::step;
use crate::ask::ask;

/// The Czech lorries: Part A is notified, and they start.
///
/// # Errors
/// A call that is refused.
pub fn czech_starts(context: &Context) -> Result<()> {
    let day = "2021-07-23";
    plan(context, "CZ", "Lorries from Praha (synthetic)", day)?;
    moved(context, "CZ", TransportStage::Notified, day)?;
    moved(context, "CZ", TransportStage::Running, day)
}

/// They are back, and the application goes in on the same day.
///
/// # Errors
/// A call that is refused.
pub fn czech_is_back(context: &Context) -> Result<()> {
    moved(context, "CZ", TransportStage::Ended, "2021-07-26")?;
    moved(context, "CZ", TransportStage::Applied, "2021-07-26")
}

/// The Estonian lorries are planned and notified; they start three days later.
///
/// # Errors
/// A call that is refused.
pub fn estonian_planned(context: &Context) -> Result<()> {
    plan(
        context,
        "EE",
        "Lorries from Tallinn (synthetic)",
        "2021-07-29",
    )?;
    moved(context, "EE", TransportStage::Notified, "2021-07-26")
}

/// Known on the day after: they have started.
///
/// # Errors
/// A call that is refused.
pub fn estonian_starts(context: &Context) -> Result<()> {
    moved(context, "EE", TransportStage::Running, "2021-07-29")
}

/// The application of Estonia comes in time, but after the end: the program says so from then on.
///
/// # Errors
/// A call that is refused.
pub fn estonian_is_back(context: &Context) -> Result<()> {
    moved(context, "EE", TransportStage::Ended, "2021-08-04")?;
    moved(context, "EE", TransportStage::Applied, "2021-08-12")
}

/// The share for the Czech lorries is granted.
///
/// # Errors
/// A call that is refused.
pub fn czech_granted(context: &Context) -> Result<()> {
    moved(context, "CZ", TransportStage::Granted, "2021-10-12")
}

/// Before the paper of November: the Czech transport is settled, a Swedish one starts.
///
/// # Errors
/// A call that is refused.
pub fn november(context: &Context) -> Result<()> {
    let day = "2021-11-22";
    moved(context, "CZ", TransportStage::Settled, day)?;
    plan(
        context,
        "SE",
        "Lorry and ferry from Stockholm (synthetic)",
        day,
    )?;
    moved(context, "SE", TransportStage::Notified, day)?;
    moved(context, "SE", TransportStage::Running, day)
}

/// The id of a transport of the story, by the donor's code.
pub(super) fn id_of(iso: &str) -> TransportId {
    TransportId(document(&format!("transport/{iso}")))
}

fn plan(context: &Context, iso: &str, title: &str, start: &str) -> Result<()> {
    let request = PlanTransport {
        id: id_of(iso),
        activation: ActivationId(document("activation")),
        donor: party(iso),
        organiser: Organiser::Donor,
        title: title.to_owned(),
        planned_start: Some(start.to_owned()),
        co_financing: Some(CoFinancing {
            percent: "75".to_owned(),
            legal_basis: "Decision No 1313/2013/EU, Article 23".to_owned(),
        }),
        draft: None,
    };
    let _: Posted = ask(context, "plan_transport", &request).with_context(|| title.to_owned())?;
    Ok(())
}

fn moved(context: &Context, iso: &str, to: TransportStage, day: &str) -> Result<()> {
    let record = RecordMove::Transport { id: id_of(iso), to };
    step(
        context,
        &format!("transport/{iso}/{to:?}"),
        record,
        day,
        None,
    )
}
