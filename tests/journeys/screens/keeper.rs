//! What the store keeper sees.

use super::{Places, Tour, stock};

pub(super) async fn walk(tour: &Tour, places: &Places) -> anyhow::Result<()> {
    tour.visit("today", "#/today", "page-today").await?;
    tour.everywhere().await?;
    tour.visit("receive", "#/receive", "page-receive").await?;
    let announced = format!("#/receive/new?acceptance={}", places.announced.expected);
    tour.visit("receive-announced", &announced, "page-receive-form")
        .await?;
    tour.window.open_page("#/receive", "page-receive").await?;
    receive(tour).await?;
    tour.visit(
        "receipt",
        &format!("#/receipt/{}", places.receipt),
        "page-receipt",
    )
    .await?;
    tour.dialog("reverse", "F9", "dialog-reverse").await?;
    issue(tour).await?;
    tour.visit(
        "issue-document",
        &format!("#/issue/{}", places.issue),
        "page-issue-document",
    )
    .await?;
    tour.visit("stock", "#/stock", "page-stock").await?;
    tour.window.click("action-lots-BLANKET").await?;
    tour.look("stock-lots").await?;
    tour.window
        .js("document.querySelector('[data-row]').click()")
        .await?;
    tour.window.find("page-stock-card").await?;
    tour.look("stock-card").await?;
    tour.visit("deliveries", "#/deliveries", "page-deliveries")
        .await?;
    let consignment = format!("#/consignment/{}", places.chain.consignment);
    tour.visit("consignment", &consignment, "page-consignment")
        .await?;
    let arriving = format!("#/receive/new?consignment={}", places.chain.consignment);
    tour.visit("receive-consignment", &arriving, "page-receive-form")
        .await?;
    tour.visit("discrepancies", "#/discrepancies", "page-discrepancies")
        .await?;
    stock::keeper(tour, places).await?;
    tour.visit("returnables", "#/returnables", "page-returnables")
        .await?;
    tour.visit("tasks", "#/tasks", "page-tasks").await?;
    tour.visit("donor-goods", "#/donor-goods", "page-donor-goods")
        .await?;
    tour.visit("documents", "#/documents", "page-documents")
        .await?;
    sites(tour).await?;
    tour.visit("reports", "#/reports", "page-reports").await?;
    tour.visit("no-permission", "#/matrix", "page-no-permission")
        .await
}

/// What the site needs, who is there, and what it would have the catalogue say.
async fn sites(tour: &Tour) -> anyhow::Result<()> {
    tour.visit("needs", "#/needs", "page-needs").await?;
    tour.window
        .js("document.querySelector('[data-testid=row-need] a').click()")
        .await?;
    tour.window.find("page-site").await?;
    tour.look("site").await?;
    super::coordinator::form(tour, "head-count", "#/site/head-count").await?;
    tour.visit("catalogue", "#/catalogue", "page-catalogue")
        .await?;
    super::coordinator::form(tour, "proposal", "#/catalogue/proposal").await
}

/// The receipt form: with what is wrong, then as it is reviewed. The first visit leaves a draft that later ones take.
async fn receive(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    window
        .open_page("#/receive/new", "page-receive-form")
        .await?;
    if tour.first {
        window.keys("Ctrl+Enter").await?;
        window.find("problem").await?;
        tour.look("receive-problems").await?;
        window.pick("field-donor", "Czech", "Czechia").await?;
        for (line, (item, good)) in [("TENT", "20"), ("BLANKET", "488"), ("HEATER", "20")]
            .iter()
            .enumerate()
        {
            window.enter(&format!("line-{line}-item"), item).await?;
            window.keys("Enter").await?;
            window.enter(&format!("line-{line}-good"), good).await?;
        }
        window.enter("line-1-damaged", "12").await?;
        window.enter("line-1-reason", "Wet").await?;
    } else {
        window.find("draft-offer").await?;
        tour.look("receive-draft-offered").await?;
        window.click("action-continue-draft").await?;
        window.wait_text("line-1-good", "488").await?;
    }
    tour.look("receive-form").await?;
    tour.dialog("receive-review", "Ctrl+Enter", "dialog-review")
        .await?;
    window.open_page("#/today", "page-today").await?;
    tour.look("today-with-draft").await
}

/// The issue form, empty, with its dialog for a new distribution point, and with what is wrong.
async fn issue(tour: &Tour) -> anyhow::Result<()> {
    tour.visit("issue", "#/issue", "page-issue").await?;
    tour.window.click("action-add-point").await?;
    tour.window.find("dialog-add-point").await?;
    tour.look("add-point").await?;
    tour.window.keys("Escape").await?;
    tour.window.wait_gone("dialog-add-point").await?;
    tour.window.click("action-served").await?;
    tour.window.fill("field-served-women", "12,5").await?;
    tour.window.keys("Ctrl+Enter").await?;
    tour.window.find("problem").await?;
    tour.look("issue-problems").await
}
