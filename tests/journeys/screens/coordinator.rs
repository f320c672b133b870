//! What the coordinator sees, who is fund officer too; and the one who is not.

use super::{
    Places, Tour,
    places::{self, COLUMNS},
    stock,
};
use crate::scene::DISPATCHED;
use anyhow::ensure;
use journeys::{Demo, Window, demo::SECOND};
use serde_json::json;

pub(super) async fn walk(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("today", "#/today", "page-today").await?;
    tour.everywhere().await?;
    visit_all(tour, &["stock", "documents", "donor-goods", "returnables"]).await?;
    task(tour).await?;
    let receipt = format!("#/receipt/{}", places.receipt);
    tour.visit("receipt", &receipt, "page-receipt").await?;
    activation(tour, &places.activation).await?;
    offers(tour, places).await?;
    links(tour, places).await?;
    stock_at_all_sites(tour).await?;
    chain(tour, places).await?;
    matrix(tour, places).await?;
    stock::coordinator(tour, places).await?;
    funds(tour).await?;
    records(tour).await?;
    visit_all(tour, &["reports"]).await?;
    tour.visit("funding-report", "#/reports/funding", "page-funding-report")
        .await
}

/// The inbox, and the first of its tasks: as it is, and with what is missing when nothing was decided.
async fn task(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    tour.visit("tasks", "#/tasks", "page-tasks").await?;
    window.find("row-task-records_similar").await?;
    window
        .js("document.querySelector('[data-testid=row-task-records_similar] a').click()")
        .await?;
    window.find("page-task").await?;
    window.find("action-settle").await?;
    tour.look("task").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("problem").await?;
    tour.look("task-problems").await
}

/// Pages of the rail, whose addresses are their names.
async fn visit_all(tour: &Tour, names: &[&str]) -> anyhow::Result<()> {
    for name in names {
        tour.visit(name, &format!("#/{name}"), &format!("page-{name}"))
            .await?;
    }
    Ok(())
}

async fn activation(tour: &Tour, activation: &str) -> anyhow::Result<()> {
    tour.visit("activations", "#/activation", "page-activations")
        .await?;
    form(tour, "activation", "#/activation/new").await?;
    let address = format!("#/activation/{activation}");
    tour.visit("activation", &address, "page-activation").await
}

async fn offers(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    visit_all(tour, &["offers"]).await?;
    form(tour, "offer", "#/offers/new").await?;
    let unstated = format!("#/offer/{}", places.unstated);
    tour.visit("offer", &unstated, "page-offer").await?;
    tour.dialog("propose", "Ctrl+Enter", "dialog-propose")
        .await?;
    let accepted = format!("#/offer/{}", places.announced.offer);
    tour.visit("offer-accepted", &accepted, "page-offer")
        .await?;
    let acceptance = format!("#/acceptance/{}", places.announced.proposed);
    tour.visit("acceptance", &acceptance, "page-acceptance")
        .await?;
    tour.window.click("action-confirm").await?;
    tour.window.find("dialog-confirm").await?;
    tour.look("confirm").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-confirm").await
}

/// What waits for its link, what was linked, and one link with its withdrawal.
async fn links(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    visit_all(tour, &["reconcile"]).await?;
    tour.window.click("action-link-otherwise").await?;
    tour.window.find("dialog-link").await?;
    tour.look("link-otherwise").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-link").await?;
    tour.visit("linked", "#/reconcile?tab=linked", "page-reconcile")
        .await?;
    let link = format!("#/match/{}", places.linked);
    tour.visit("match", &link, "page-match").await?;
    tour.dialog("withdraw", "F9", "dialog-reverse").await
}

/// The first item opens the sites where it stands.
async fn stock_at_all_sites(tour: &Tour) -> anyhow::Result<()> {
    visit_all(tour, &["stock-all"]).await?;
    tour.window.click("action-sites-BLANKET").await?;
    tour.look("stock-all-sites").await
}

/// Requests, transports, deliveries and discrepancies, each list, form, page and dialog.
async fn chain(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    visit_all(tour, &["requests"]).await?;
    form(tour, "request", "#/requests/new").await?;
    let request = format!("#/request/{}", places.chain.request);
    tour.visit("request", &request, "page-request").await?;
    tour.window.click("action-move").await?;
    tour.window.find("dialog-move").await?;
    tour.look("move").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-move").await?;
    visit_all(tour, &["transports"]).await?;
    form(tour, "transport", "#/transports/new").await?;
    let transport = format!("#/transport/{}", places.chain.transport);
    tour.visit("transport", &transport, "page-transport")
        .await?;
    visit_all(tour, &["deliveries"]).await?;
    let announce = format!("#/deliveries/new?acceptance={}", places.announced.expected);
    tour.visit("consignment-form", &announce, "page-consignment-form")
        .await?;
    let consignment = format!("#/consignment/{}", places.chain.consignment);
    tour.visit("consignment", &consignment, "page-consignment")
        .await?;
    visit_all(tour, &["discrepancies"]).await?;
    paste(tour).await?;
    let confirmed = format!("#/acceptance/{}", places.announced.expected);
    tour.visit("acceptance-confirmed", &confirmed, "page-acceptance")
        .await?;
    tour.window.click("action-reduce").await?;
    tour.window.find("dialog-reduce").await?;
    tour.look("reduce").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-reduce").await
}

/// A pasted table with a fault and a wording nobody has explained.
async fn paste(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    window.open_page("#/offers/new", "page-offer-form").await?;
    window.click("action-paste-table").await?;
    window.find("dialog-paste").await?;
    window
        .fill("field-text", "item;qty\nZelte;20\nBLANKET;12,5\n")
        .await?;
    window.click("action-read-table").await?;
    window.wait_text("paste-faults", "B3").await?;
    tour.look("paste").await?;
    window.keys("Escape").await?;
    window.wait_gone("dialog-paste").await
}

async fn funds(tour: &Tour) -> anyhow::Result<()> {
    visit_all(tour, &["funds"]).await?;
    for name in ["decision", "allocation", "stated-total"] {
        form(tour, name, &format!("#/funds/{name}")).await?;
    }
    Ok(())
}

/// The catalogue with its forms, needs, registers, and the window that looks back.
async fn records(tour: &Tour) -> anyhow::Result<()> {
    for tab in [
        "items",
        "packaging",
        "parties",
        "sites",
        "norms",
        "proposals",
        "duplicates",
    ] {
        let address = format!("#/catalogue?tab={tab}");
        tour.visit(&format!("catalogue-{tab}"), &address, "page-catalogue")
            .await?;
    }
    party_list(tour).await?;
    for name in ["group", "item", "packaging", "party", "site", "norm"] {
        form(tour, name, &format!("#/catalogue/{name}")).await?;
    }
    form(tour, "access-note", "#/site/access-note").await?;
    visit_all(tour, &["needs"]).await?;
    for tab in ["deployments", "assets", "figures"] {
        let address = format!("#/registers?tab={tab}");
        tour.visit(&format!("registers-{tab}"), &address, "page-registers")
            .await?;
    }
    for name in ["deployment", "asset", "figure"] {
        form(tour, name, &format!("#/registers/{name}")).await?;
    }
    look_back(tour).await
}

/// The sentence of a paper, with a name that the catalogue has and one that it has not.
async fn party_list(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    window
        .open_page("#/catalogue?tab=parties", "page-catalogue")
        .await?;
    window.click("action-party-list").await?;
    window.find("dialog-party-list").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("problem").await?;
    tour.look("party-list-problems").await?;
    window
        .fill("field-text", "the Netherlands, and Atlantis and Norway.")
        .await?;
    window.keys("Ctrl+Enter").await?;
    window.find("party-list-found").await?;
    tour.look("party-list").await?;
    window.keys("Escape").await?;
    window.wait_gone("dialog-party-list").await
}

/// As known on a day: the dialog, the banner, and what refuses to post.
async fn look_back(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    window.open_page("#/offers", "page-offers").await?;
    window.click("action-as-known").await?;
    window.find("dialog-as-known").await?;
    tour.look("as-known").await?;
    window.enter("field-as-known-on", "2021-07-20").await?;
    window.keys("Enter").await?;
    window.find("as-known-banner").await?;
    window.find("empty").await?;
    tour.look("as-known-banner").await?;
    window.click("action-as-known-end").await?;
    window.wait_gone("as-known-banner").await
}

/// A form as it comes, and with what is wrong when nothing is filled in.
pub(super) async fn form(tour: &Tour, name: &str, hash: &str) -> anyhow::Result<()> {
    let form = format!("{name}-form");
    tour.visit(&form, hash, &format!("page-{form}")).await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look(&format!("{form}-problems")).await
}

pub(super) async fn matrix(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("matrix", "#/matrix", "page-matrix").await?;
    tour.window.click("cell-CZ-BLANKET-issued").await?;
    tour.window.wait_text("dialog-cell", "PAB-ISS-").await?;
    tour.look("matrix-cell").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-cell").await?;
    if tour.first {
        cells(&tour.window, places).await?;
    }
    Ok(())
}

/// The window has our columns and no other; each is opened where nothing need be recorded, and where the ledger has a
/// figure.
async fn cells(window: &Window, places: &Places) -> anyhow::Result<()> {
    let cells = "return [...document.querySelectorAll('[data-testid=row-matrix-CZ-BLANKET] button')] \
         .map((one) => one.dataset.testid)";
    let row = window.js(cells).await?;
    let wanted = COLUMNS.map(|column| places::cell("CZ", "BLANKET", column));
    ensure!(row == json!(wanted), "{row}, not {wanted:?}");
    for name in &wanted {
        cell(window, name).await?;
    }
    for (name, figure) in &places.figures {
        let shown = window.text(name).await?;
        ensure!(
            number(&shown) == Some(*figure),
            "{name} is {shown}, the ledger has {figure}"
        );
        cell(window, name).await?;
    }
    for column in ["dispatched", "in_transit"] {
        on_its_way(window, column, &places.chain.consignment).await?;
    }
    // A document without a number, and no document at all.
    cell(window, "cell-FR-all-offered").await?;
    cell(window, "cell-FR-all-issued").await
}

/// All that has left Austria left it with this consignment, which has not come yet.
async fn on_its_way(window: &Window, column: &str, consignment: &str) -> anyhow::Result<()> {
    let cell = places::cell("AT", "TENT", column);
    let shown = window.text(&cell).await?;
    ensure!(
        number(&shown) == Some(DISPATCHED.into()),
        "{cell} is {shown}"
    );
    window.click(&cell).await?;
    let rows = "return [...document.querySelectorAll('[data-testid=dialog-cell] tbody tr')] \
         .map((row) => `${row.dataset.kind} ${row.dataset.id}`)";
    let wanted = json!([format!("consignment {consignment}")]);
    window
        .until(&format!("{wanted} behind {cell}"), async || {
            Ok((window.js(rows).await? == wanted).then_some(()))
        })
        .await?;
    window.keys("Escape").await?;
    window.wait_gone("dialog-cell").await
}

/// A figure as the window writes it, without what groups its digits.
fn number(shown: &str) -> Option<i64> {
    shown.replace(' ', "").replace('\u{2212}', "-").parse().ok()
}

/// Opens a cell: its panel says the same figure, and its documents add up to it.
async fn cell(window: &Window, cell: &str) -> anyhow::Result<()> {
    let shown = window.text(cell).await?;
    window.click(cell).await?;
    window.wait_text("cell-value", &shown).await?;
    let rows = "const rows = [...document.querySelectorAll('[data-testid=\"dialog-cell\"] tbody tr')]; \
         const empty = document.querySelector('[data-testid=\"dialog-cell\"] .empty'); \
         return rows.length > 0 || empty \
           ? rows.map((row) => row.querySelector('td.num').textContent.replace(/\\s/gu, '').replace('\u{2212}', '-')) : null;";
    let figures = window
        .until(&format!("the documents of {cell}"), async || {
            Ok(serde_json::from_value::<Option<Vec<String>>>(
                window.js(rows).await?,
            )?)
        })
        .await?;
    let sum: Option<i64> = figures.iter().map(|text| text.parse::<i64>().ok()).sum();
    match shown.as_str() {
        "–" => ensure!(figures.is_empty(), "{cell} is a dash of {figures:?}"),
        "not stated" => ensure!(figures == ["notstated"], "{cell}: {figures:?}"),
        figure => ensure!(
            !figures.is_empty() && sum.is_some() && sum == number(figure),
            "{cell} is {figure}, its documents {figures:?}"
        ),
    }
    window.keys("Escape").await?;
    window.wait_gone("dialog-cell").await
}

/// Who is no fund officer is not offered the funds, and is told whose they are when asking by address.
pub(super) async fn without_funds(demo: &Demo) -> anyhow::Result<Window> {
    let window = Window::open(&demo.data(SECOND)).await?;
    window.sign_in(SECOND).await?;
    window.find("nav-matrix").await?;
    ensure!(
        window.find_all("nav-funds").await?.is_empty(),
        "the rail offers the funds"
    );
    window.open_page("#/reports", "page-reports").await?;
    for tile in ["action-funding-report", "action-export-audit"] {
        ensure!(window.find_all(tile).await?.is_empty(), "{tile} is offered");
    }
    for address in ["#/funds", "#/funds/decision", "#/reports/funding"] {
        window.open_page("#/today", "page-today").await?;
        window.open_page(address, "page-no-permission").await?;
        window
            .wait_text("no-permission", "Who can: Fund officer")
            .await?;
    }
    window.click("action-person-menu").await?;
    window.click("action-sign-out").await?;
    Ok(window)
}
