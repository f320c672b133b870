//! The activation: an offer of soap that was accepted for Pabradė, and another offer that nobody has answered.

use anyhow::Context as _;
use journeys::{
    Demo,
    demo::{COORDINATOR, KEEPER, SECOND},
};
use serde_json::{Value, json};

use crate::scene::{id, id_of};

/// Pieces of soap that are announced: two cartons of 48 and four beside them.
pub(super) const SOAP: u32 = 100;

pub(super) struct Flood {
    /// By which the list of activations calls it.
    pub(super) number: String,
}

impl Flood {
    /// Records it as the coordinators, and lets both computers exchange with the server that runs.
    ///
    /// # Errors
    /// What a call refuses.
    pub(super) fn recorded(demo: &Demo) -> anyhow::Result<Self> {
        let ask = |name: &str, request: Value| demo.call(COORDINATOR, name, &request);
        let lithuania = id_of(ask("parties", json!({}))?, "iso", "LT")?;
        let activation = id(101);
        ask(
            "record_activation",
            json!({"id": activation, "requesting_state": lithuania, "ucpm_number": null, "glide": null, "note": null,
                "hazard": "Spring flood on the Nemunas", "requested_on": "2022-03-01", "source": "CECIS",
                "stage": null, "draft": null}),
        )?;
        let soap = id_of(ask("items", json!({}))?, "code", "SOAP")?;
        let taken = offered(&ask, 102, &activation, &soap)?;
        offered(&ask, 103, &activation, &soap)?;
        accepted(&ask, &taken, &soap)?;
        demo.sync(COORDINATOR)?;
        demo.sync(KEEPER)?;
        let rows = ask("activations", json!({}))?;
        let mut rows = rows.as_array().into_iter().flatten();
        let row = rows
            .find(|row| row["id"] == activation)
            .context("the activation")?;
        let number = row["document"]["number"].as_str().unwrap_or_default();
        Ok(Self {
            number: number.to_owned(),
        })
    }
}

type Ask<'a> = &'a dyn Fn(&str, Value) -> anyhow::Result<Value>;

/// Malta offers soap; gives the offer, whose line has the same id.
fn offered(ask: Ask, at: u32, activation: &str, soap: &str) -> anyhow::Result<String> {
    let malta = id_of(ask("parties", json!({}))?, "iso", "MT")?;
    let offer = id(at);
    ask(
        "record_offer",
        json!({"id": offer, "activation": activation, "donor": malta, "source": "CECIS", "offered_on": "2022-03-02",
            "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"}, "reference": null, "draft": null,
            "lines": [{"id": offer, "text": "soap", "group": null, "item": soap, "title": "gift",
                "quantity": {"value": SOAP, "qualifier": "EXACT"}}]}),
    )?;
    Ok(offer)
}

fn accepted(ask: Ask, offer: &str, soap: &str) -> anyhow::Result<()> {
    let site = id_of(ask("sites", json!({}))?, "code", "PAB")?;
    let acceptance = id(104);
    ask(
        "propose_acceptance",
        json!({"id": acceptance, "offer": offer, "lines": [
            {"offer_line": offer, "item": soap, "quantity": SOAP, "site": site}]}),
    )?;
    let approver = id_of(ask("people", json!({}))?, "name", SECOND.name)?;
    ask(
        "confirm_acceptance",
        json!({"acceptance": acceptance, "approver": approver, "pin": SECOND.pin}),
    )?;
    Ok(())
}
