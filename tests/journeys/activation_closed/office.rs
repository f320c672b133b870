//! The coordinator: operations end, the last open matter is answered, what remains is signed, the activation is closed.

use anyhow::ensure;
use journeys::Window;
use std::time::Duration;

use super::flood::Flood;

/// What another computer sends comes by itself within this time.
const COMES: Duration = Duration::from_secs(45);

async fn to_the_activation(window: &Window, flood: &Flood) -> anyhow::Result<()> {
    window.go("Activation", "page-activations").await?;
    let row = format!("row-activation-{}", flood.number);
    window.press_inside(&row).await?;
    window.stands("page-activation").await
}

pub(super) async fn ends_operations(window: &Window, flood: &Flood) -> anyhow::Result<()> {
    to_the_activation(window, flood).await?;
    ensure!(
        window.find_all("closure").await?.is_empty(),
        "the end is offered while operations go on"
    );
    window.press("action-move").await?;
    window.turn("field-move-to", "operations ended").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-move").await?;
    window.wait_text("stage", "operations ended").await
}

/// It is what keeps the activation open, and is reached from there.
pub(super) async fn declines_the_other_offer(window: &Window, flood: &Flood) -> anyhow::Result<()> {
    window.find("open-offers").await?;
    // The receipt has to have come from the site.
    window
        .wait_text_for("remaining-lines", "100", COMES)
        .await?;
    window.accessible("an activation with open matters").await?;
    ensure!(
        window.find_all("action-close").await?.is_empty(),
        "closing is offered with an open offer"
    );
    window.press_inside("open-offers").await?;
    window.stands("page-offer").await?;
    window.press("action-move").await?;
    window.turn("field-move-to", "declined").await?;
    // Declining needs a reason.
    window.keys("Ctrl+Enter").await?;
    window.find("problem").await?;
    window
        .enter("field-reason", "There is soap enough.")
        .await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-move").await?;
    window.wait_text("offer-stage", "declined").await?;
    to_the_activation(window, flood).await
}

pub(super) async fn signs_and_closes(window: &Window) -> anyhow::Result<()> {
    window
        .wait_text("list-standing", "Nobody has signed")
        .await?;
    ensure!(
        window.find_all("open-offers").await?.is_empty(),
        "the declined offer keeps it open"
    );
    window.press("action-sign-closure").await?;
    window.wait_text("signing-lines", "100").await?;
    window.accessible("signing what remains").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-sign-closure").await?;
    window
        .wait_text("list-standing", "says what stands now")
        .await?;
    window.find("signed-counts").await?;
    window.press("action-close").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-close").await?;
    window.wait_text("stage", "closed").await?;
    ensure!(
        window.find_all("action-move").await?.is_empty(),
        "what is closed can be moved"
    );
    window.accessible("a closed activation").await
}

/// What the site did afterwards stands beside the list, line by line; nothing is opened again.
pub(super) async fn reads_what_is_different(window: &Window) -> anyhow::Result<()> {
    window
        .wait_text_for("list-standing", "stays closed", COMES)
        .await?;
    window
        .wait_text("row-difference-0", "100 pieces signed, 52 pieces now")
        .await?;
    window.wait_text("stage", "closed").await?;
    window.accessible("a closure that differs").await
}
