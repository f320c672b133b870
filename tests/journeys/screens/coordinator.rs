//! What the coordinator sees, who is fund officer too; and the one who is not.

use super::{Places, Tour};
use anyhow::ensure;
use journeys::{Demo, Window, demo::SECOND};

pub(super) async fn walk(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("today", "#/today", "page-today").await?;
    tour.everywhere().await?;
    visit_all(tour, &["stock", "documents", "donor-goods", "returnables"]).await?;
    let receipt = format!("#/receipt/{}", places.receipt);
    tour.visit("receipt", &receipt, "page-receipt").await?;
    activation(tour, &places.activation).await?;
    offers(tour, places).await?;
    visit_all(tour, &["reconcile"]).await?;
    matrix(tour).await?;
    funds(tour).await?;
    visit_all(tour, &["reports"]).await?;
    tour.visit("funding-report", "#/reports/funding", "page-funding-report")
        .await
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

async fn funds(tour: &Tour) -> anyhow::Result<()> {
    visit_all(tour, &["funds"]).await?;
    for name in ["decision", "allocation", "stated-total"] {
        form(tour, name, &format!("#/funds/{name}")).await?;
    }
    Ok(())
}

/// A form as it comes, and with what is wrong when nothing is filled in.
async fn form(tour: &Tour, name: &str, hash: &str) -> anyhow::Result<()> {
    let form = format!("{name}-form");
    tour.visit(&form, hash, &format!("page-{form}")).await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look(&format!("{form}-problems")).await
}

pub(super) async fn matrix(tour: &Tour) -> anyhow::Result<()> {
    tour.visit("matrix", "#/matrix", "page-matrix").await?;
    tour.window.click("cell-CZ-BLANKET-issued").await?;
    tour.window.wait_text("dialog-cell", "PAB-ISS-").await?;
    tour.look("matrix-cell").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-cell").await
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
