//! The screens about goods beyond receiving and issuing: movements, transfers, counts, kits, reservations.

use super::{Places, Tour, coordinator::form};

/// Every movement that has a form.
const MOVES: [&str; 11] = [
    "internal-move",
    "condition-change",
    "consumption",
    "loss",
    "disposal",
    "return-to-donor",
    "loan-out",
    "loan-back",
    "return-from-user",
    "ownership-change",
    "repack",
];

/// What the keeper does with goods.
pub(super) async fn keeper(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    for how in MOVES {
        let name = format!("move-{how}");
        tour.visit(&name, &format!("#/move/{how}"), "page-move")
            .await?;
    }
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look("move-problems").await?;
    let stock = &places.stock;
    let movement = format!("#/movement/{}", stock.movement);
    tour.visit("movement", &movement, "page-movement").await?;
    tour.visit("lot", &format!("#/lot/{}", stock.lot), "page-lot")
        .await?;
    tour.visit("limits", "#/limits", "page-limits").await?;
    transfers(tour, places).await?;
    counts(tour, places).await?;
    kits(tour, places).await?;
    reservations(tour).await
}

async fn transfers(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    let stock = &places.stock;
    tour.visit("transfers", "#/transfers", "page-transfers")
        .await?;
    form(tour, "transfer", "#/transfers/new").await?;
    let sent = format!("#/transfer/{}", stock.sent);
    tour.visit("transfer", &sent, "page-transfer").await?;
    let coming = format!("#/transfer/{}", stock.coming);
    tour.visit("transfer-coming", &coming, "page-transfer")
        .await?;
    tour.window.click("action-show-code").await?;
    tour.window.find("waybill-code").await?;
    tour.look("transfer-code").await?;
    let receive = format!("#/transfers/receive?transfer={}", stock.coming);
    tour.visit("transfer-receive", &receive, "page-transfer-receive")
        .await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look("transfer-receive-problems").await?;
    let taken_in = format!("#/transfer-receipt/{}", stock.taken_in);
    tour.visit("transfer-receipt", &taken_in, "page-transfer-receipt")
        .await
}

/// The count, begun by the first visit, and what was counted before.
async fn counts(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("count", "#/count", "page-count").await?;
    if tour.first {
        tour.window.click("action-start").await?;
        tour.window.find("action-counted").await?;
        tour.look("count-one").await?;
        tour.window.keys("Ctrl+Enter").await?;
        tour.window.find("action-post").await?;
        tour.look("count-summary").await?;
        tour.window.keys("Ctrl+Enter").await?;
        tour.window.find("problem").await?;
        tour.look("count-problems").await?;
        tour.window.keys("Escape").await?;
        tour.window.find("page-today").await?;
    }
    let count = format!("#/count/{}", places.stock.count);
    tour.visit("count-document", &count, "page-count-document")
        .await?;
    form(tour, "opening", "#/opening/new").await?;
    let opening = format!("#/opening/{}", places.stock.opening);
    tour.visit("opening", &opening, "page-opening").await?;
    Ok(())
}

async fn kits(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("kits", "#/kits", "page-kits").await?;
    tour.window.click("action-build-BED-SET").await?;
    dialog(tour, "kit-build", "dialog-build-kit").await?;
    let kit = format!("#/kit/{}", places.stock.kit);
    tour.visit("kit", &kit, "page-kit").await?;
    tour.window.click("action-break-kit").await?;
    dialog(tour, "kit-break", "dialog-break-kit").await
}

/// What is kept for somebody, and the dialog that keeps more.
pub(super) async fn reservations(tour: &Tour) -> anyhow::Result<()> {
    tour.visit("reservations", "#/reservations", "page-reservations")
        .await?;
    tour.window.click("action-reserve").await?;
    dialog(tour, "reserve", "dialog-reserve").await
}

/// What is sent between sites and what kits contain, as the coordination sees it.
pub(super) async fn coordinator(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    reservations(tour).await?;
    tour.visit("kits", "#/kits", "page-kits").await?;
    tour.window.click("action-define-kit").await?;
    dialog(tour, "kit-define", "dialog-define-kit").await?;
    tour.visit("transfers", "#/transfers", "page-transfers")
        .await?;
    let coming = format!("#/transfer/{}", places.stock.coming);
    tour.visit("transfer", &coming, "page-transfer").await?;
    tour.window.click("action-settle").await?;
    dialog(tour, "transfer-settle", "dialog-settle").await?;
    tour.visit("limits", "#/limits", "page-limits").await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look("limits-problems").await
}

/// A dialog that was just opened: as it comes, and with what is wrong when nothing is filled in; then it is closed.
async fn dialog(tour: &Tour, name: &str, inside: &str) -> anyhow::Result<()> {
    tour.window.find(inside).await?;
    tour.look(name).await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look(&format!("{name}-problems")).await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone(inside).await
}
