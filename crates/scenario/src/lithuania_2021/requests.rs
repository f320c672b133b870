//! What Lithuania asks for. The paper of November names the kinds of goods that came and no quantity, so no line has one:
//! "not stated" is the answer, and never 0. What was asked for in which words, and when it was amended, is invented.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::{RecordRequest, RequestLineRequest};
use ledger::body::{Priority, RecordMove};
use ledger::ids::{ActivationId, RequestId, RequestLineId};
use ledger::quantity::StatedQuantity;
use ledger::stages::RequestStage;

use super::ids::{document, group, site};
use super::step::step;
use crate::ask::ask;

const SOURCE: &str = "JOIN(2021) 32 final, 23.11.2021 (kinds of goods; the wording is synthetic)";

/// Words, group of the catalogue where there is one, how urgent, day by which it is needed, site.
type Line = (
    &'static str,
    Option<&'static str>,
    Priority,
    Option<&'static str>,
    Option<&'static str>,
);

/// As the paper lists what Member States gave.
const SHELTER: &[Line] = &[
    ("tents", Some("tents"), Priority::Urgent, None, None),
    ("beds", Some("beds"), Priority::Urgent, None, Some("PAB")),
    (
        "electric generators",
        Some("generators"),
        Priority::High,
        None,
        None,
    ),
    (
        "bedding",
        Some("bedding"),
        Priority::High,
        None,
        Some("PAB"),
    ),
    (
        "food-rations",
        Some("rations"),
        Priority::Normal,
        None,
        None,
    ),
];

/// What was added when the nights grew cold.
const WINTER: &[Line] = &[
    (
        "heating systems",
        Some("heating"),
        Priority::Urgent,
        Some("2021-11-01"),
        Some("PAB"),
    ),
    (
        "lighting kits",
        None,
        Priority::Normal,
        Some("2021-11-01"),
        None,
    ),
];

const COOLING: &[Line] = &[("air conditioners", None, Priority::Normal, None, None)];

/// On the day of the activation: shelter, and something against the heat of July.
///
/// # Errors
/// A call that is refused.
pub fn asked(context: &Context) -> Result<()> {
    let day = "2021-07-15";
    for (word, title, lines) in [
        (
            "shelter",
            "Shelter for people in reception centres",
            SHELTER,
        ),
        ("cooling", "Cooling of tents", COOLING),
    ] {
        record(context, word, 1, title, lines)?;
        moved(context, word, "1", RequestStage::Sent, day, None)?;
        moved(context, word, "1", RequestStage::Open, day, None)?;
    }
    Ok(())
}

/// In September: shelter in a second version, with heating; and cooling is needed no more.
///
/// # Errors
/// A call that is refused.
pub fn amended(context: &Context) -> Result<()> {
    let (day, title) = (
        "2021-09-22",
        "Shelter for people in reception centres, winter",
    );
    record(context, "shelter", 2, title, &[SHELTER, WINTER].concat())?;
    moved(context, "shelter", "2", RequestStage::Open, day, None)?;
    let reason = Some("Synthetic: the summer is over");
    moved(
        context,
        "cooling",
        "1",
        RequestStage::Withdrawn,
        day,
        reason,
    )
}

fn record(context: &Context, word: &str, version: u32, title: &str, lines: &[Line]) -> Result<()> {
    let line = |(at, (text, of, priority, needed_by, to)): (usize, &Line)| RequestLineRequest {
        id: RequestLineId(document(&format!("request/{word}/{at}"))),
        text: (*text).to_owned(),
        group: of.map(group),
        item: None,
        quantity: StatedQuantity::not_stated(),
        unit: None,
        priority: *priority,
        needed_by: needed_by.map(str::to_owned),
        site: to.map(site),
        entry_point: None,
        specification: None,
    };
    let request = RecordRequest {
        id: RequestId(document(&format!("request/{word}"))),
        activation: ActivationId(document("activation")),
        version,
        title: title.to_owned(),
        reference: Some(SOURCE.to_owned()),
        lines: lines.iter().enumerate().map(line).collect(),
        draft: None,
    };
    let _: Posted = ask(context, "record_request", &request).with_context(|| title.to_owned())?;
    Ok(())
}

/// Moves one version of a request.
fn moved(
    context: &Context,
    word: &str,
    version: &str,
    to: RequestStage,
    day: &str,
    reason: Option<&str>,
) -> Result<()> {
    let id = RequestId(document(&format!("request/{word}")));
    let said = format!("request/{word}/{version}/{to:?}");
    step(context, &said, RecordMove::Request { id, to }, day, reason)
}
