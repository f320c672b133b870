//! What the auditor sees: everything, and changes nothing.

use super::{Places, Tour, coordinator};

pub(super) async fn walk(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("today", "#/today", "page-today").await?;
    tour.everywhere().await?;
    tour.visit("stock", "#/stock", "page-stock").await?;
    tour.visit("documents", "#/documents", "page-documents")
        .await?;
    tour.visit(
        "receipt",
        &format!("#/receipt/{}", places.receipt),
        "page-receipt",
    )
    .await?;
    tour.visit("activations", "#/activation", "page-activations")
        .await?;
    tour.visit("offers", "#/offers", "page-offers").await?;
    tour.visit(
        "offer",
        &format!("#/offer/{}", places.unstated),
        "page-offer",
    )
    .await?;
    for name in ["requests", "transports", "deliveries", "discrepancies"] {
        tour.visit(name, &format!("#/{name}"), &format!("page-{name}"))
            .await?;
    }
    for name in ["transfers", "kits", "reservations"] {
        tour.visit(name, &format!("#/{name}"), &format!("page-{name}"))
            .await?;
    }
    coordinator::matrix(tour, places).await?;
    tour.visit("funds", "#/funds", "page-funds").await?;
    tour.visit("funding-report", "#/reports/funding", "page-funding-report")
        .await?;
    tour.visit("reports", "#/reports", "page-reports").await?;
    if tour.first {
        tour.window.click("action-export-audit").await?;
        tour.window.wait_text("exported", "reliefaudit").await?;
    }
    tour.window.click("action-verify").await?;
    tour.window.find("verified").await?;
    tour.look("reports-verified").await?;
    tour.window
        .open_page("#/reports/funding", "page-funding-report")
        .await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.wait_text("exported", "xlsx").await?;
    tour.look("funding-report-exported").await
}
