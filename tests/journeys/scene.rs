//! What the demo does not hold: an offer of Austria, one line of it on its way to Pabradė, the other only proposed.

use anyhow::Context as _;
use journeys::{
    Demo,
    demo::{COORDINATOR, KEEPER, SECOND},
};
use serde_json::{Value, json};

/// How many tents of Austria are announced.
pub(crate) const TENTS: u32 = 40;

/// How many of them leave Austria.
pub(crate) const DISPATCHED: u32 = 10;

/// Documents to look at, by their ids.
pub(crate) struct Announced {
    pub(crate) offer: String,
    /// Confirmed: its tents are expected at Pabradė.
    pub(crate) expected: String,
    /// Waits for a second person.
    pub(crate) proposed: String,
}

/// Posts it as the coordinators, and lets both computers exchange with the server that runs.
///
/// # Errors
/// What a call refuses.
pub(crate) fn announce(demo: &Demo) -> anyhow::Result<Announced> {
    let ask = |name: &str, request: Value| demo.call(COORDINATOR, name, &request);
    let item = |code: &str| id_of(ask("items", json!({}))?, "code", code);
    let offer = id(1);
    let lines = [
        ("40 family tents", "TENT", TENTS, 2),
        ("60 beds", "FOLDING-BED", 60, 3),
    ]
    .map(|(text, code, value, number)| {
        anyhow::Ok(json!({
            "id": id(number), "text": text, "group": null, "item": item(code)?,
            "quantity": {"value": value, "qualifier": "EXACT"}, "title": "gift",
        }))
    })
    .into_iter()
    .collect::<anyhow::Result<Vec<Value>>>()?;
    let activation = lithuania(demo)?;
    let austria = id_of(ask("parties", json!({}))?, "iso", "AT")?;
    let site = id_of(ask("sites", json!({}))?, "code", "PAB")?;
    ask(
        "record_offer",
        json!({
            "id": offer, "activation": activation, "donor": austria, "source": "CECIS",
            "offered_on": "2021-08-02", "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"},
            "reference": "AT-2021-7", "lines": lines, "draft": null,
        }),
    )?;
    let (expected, proposed) = (id(4), id(5));
    for (acceptance, line) in [(&expected, &lines[0]), (&proposed, &lines[1])] {
        ask(
            "propose_acceptance",
            json!({"id": acceptance, "offer": offer, "lines": [{
                "offer_line": line["id"], "item": line["item"],
                "quantity": line["quantity"]["value"], "site": site,
            }]}),
        )?;
    }
    let approver = id_of(ask("people", json!({}))?, "name", SECOND.name)?;
    ask(
        "confirm_acceptance",
        json!({"acceptance": expected, "approver": approver, "pin": SECOND.pin}),
    )?;
    demo.sync(COORDINATOR)?;
    demo.sync(KEEPER)?;
    Ok(Announced {
        offer,
        expected,
        proposed,
    })
}

/// Records of the chain to look at, by their ids.
pub(crate) struct Chain {
    pub(crate) request: String,
    pub(crate) transport: String,
    pub(crate) consignment: String,
}

/// A request in its second version, a transport that endangers its co-financing, and a consignment of ten of Austria's
/// tents that is late.
///
/// # Errors
/// What a call refuses.
pub(crate) fn chain(demo: &Demo, announced: &Announced) -> anyhow::Result<Chain> {
    let ask = |name: &str, request: Value| demo.call(COORDINATOR, name, &request);
    let activation = lithuania(demo)?;
    let austria = id_of(ask("parties", json!({}))?, "iso", "AT")?;
    let site = id_of(ask("sites", json!({}))?, "code", "PAB")?;
    let (request, transport, consignment) = (id(21), id(22), id(23));
    for version in [1, 2] {
        ask(
            "record_request",
            json!({"id": request, "activation": activation, "version": version, "title": "Winter shelter",
                "reference": null, "draft": null, "lines": [{
                "id": id(24), "text": "Heated tents", "group": null, "item": null,
                "quantity": {"value": null, "qualifier": "NOT_STATED"}, "unit": null, "priority": "urgent",
                "needed_by": "2021-11-01", "site": site, "entry_point": null, "specification": "for ten persons",
            }]}),
        )?;
    }
    ask(
        "plan_transport",
        json!({"id": transport, "activation": activation, "donor": austria, "organiser": "donor",
            "title": "Trucks from Wien", "planned_start": "2021-08-03", "draft": null,
            "co_financing": {"percent": "75", "legal_basis": "Decision 1313/2013, Article 23"}}),
    )?;
    let acceptance = ask("acceptance", json!({"id": announced.expected}))?;
    let line = &acceptance["lines"][0];
    ask(
        "announce_consignment",
        json!({"id": consignment, "acceptance": announced.expected, "donor": austria, "site": site,
            "transport": transport, "waybill": "AT-77", "vehicle": "W 12345", "dispatch_point": "Wien",
            "eta": "2021-08-04", "draft": null,
            "units": [{"sscc": "106141412345678908", "packaging": "EUR 1200 × 800", "count": 2}],
            "lines": [{"acceptance_line": line["id"], "item": line["item"], "quantity": DISPATCHED}]}),
    )?;
    ask(
        "move_stage",
        json!({"id": id(25), "record": {"kind": "consignment", "id": consignment, "to": {"stage": "dispatched"}},
            "occurred_on": "2021-08-03", "reason": null, "date_confirmed": false}),
    )?;
    demo.sync(COORDINATOR)?;
    demo.sync(KEEPER)?;
    Ok(Chain {
        request,
        transport,
        consignment,
    })
}

/// The activation of Lithuania, among those that only watch.
///
/// # Errors
/// There is none.
pub(crate) fn lithuania(demo: &Demo) -> anyhow::Result<String> {
    let rows = demo.call(COORDINATOR, "activations", &json!({}))?;
    id_of(rows, "stage", "activated")
}

/// An id that nothing else has.
pub(crate) fn id(number: u32) -> String {
    format!("017b0000-0000-7000-8000-{number:012}")
}

/// The id of the row in which `key` reads so.
pub(crate) fn id_of(rows: Value, key: &str, wanted: &str) -> anyhow::Result<String> {
    rows.as_array()
        .into_iter()
        .flatten()
        .find(|row| row[key] == wanted)
        .and_then(|row| row["id"].as_str())
        .map(str::to_owned)
        .with_context(|| format!("no row with {key} {wanted} in {rows}"))
}
