//! The store keeper at Pabradė, offline: an arrival nobody announced, an issue, a wrong issue corrected.

use journeys::Window;

/// Item, counted good.
const COUNTED: [(&str, &str); 5] = [
    ("TENT", "20"),
    ("FOLDING-BED", "100"),
    ("BLANKET", "488"),
    ("HEATER", "20"),
    ("SLEEPING-BAG", "500"),
];

pub(super) async fn receives_unannounced(window: &Window) -> anyhow::Result<()> {
    window.keys("F2").await?;
    window.find("page-receive").await?;
    window.accessible("receive, nothing expected").await?;
    window.press("action-receive-unannounced").await?;
    window.pick("field-donor", "Czech", "Czechia").await?;
    window.enter("field-occurred-on", "2021-07-24").await?;
    window.enter("field-handed-over-on", "2021-07-24").await?;
    window
        .turn("field-declared-value-qualifier", "around")
        .await?;
    window.enter("field-declared-value", "125 000").await?;
    for (at, (code, good)) in COUNTED.iter().enumerate() {
        window.enter(&format!("line-{at}-item"), code).await?;
        window.keys("Enter").await?;
        window.enter(&format!("line-{at}-good"), good).await?;
    }
    window.enter("line-2-damaged", "12").await?;
    // Damaged goods need a reason; without it nothing is posted.
    window.keys("Ctrl+Enter").await?;
    window.press("action-post").await?;
    window.wait_text("problem", "Blanket").await?;
    window.enter("line-2-reason", "Wet").await?;
    window.keys("Escape").await?;
    window.accessible("receipt form").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("action-post").await?;
    window.accessible("receipt reviewed").await?;
    window.press("action-post").await?;
    window.wait_text("page-receipt", "PAB-GRN-21-").await?;
    window.wait_text("journey-chip", "On this computer").await?;
    window.accessible("receipt").await?;
    stock(window, "488", "12").await
}

pub(super) async fn issues_and_corrects(window: &Window) -> anyhow::Result<()> {
    issue(window, "Dormitory block 1", "120").await?;
    stock(window, "368", "12").await?;
    // More than is there is refused in words.
    window.keys("F3").await?;
    window.find("page-issue").await?;
    line(window, "Dormitory block 2", "369").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_text("problem", "368").await?;
    // A wrong issue goes in, and is corrected by a reversal that stays visible.
    window.enter("line-0-quantity", "68").await?;
    window.keys("Ctrl+Enter").await?;
    window
        .wait_text("page-issue-document", "PAB-ISS-21-")
        .await?;
    stock(window, "300", "12").await?;
    window.keys("Alt+Left").await?;
    window.find("page-issue-document").await?;
    window.keys("F9").await?;
    window.find("dialog-reverse").await?;
    window.enter("field-reason", "Wrong quantity").await?;
    window.accessible("reversal").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-reverse").await?;
    window.wait_text("reversed-by", "PAB-REV-").await?;
    stock(window, "368", "12").await
}

async fn issue(window: &Window, point: &str, quantity: &str) -> anyhow::Result<()> {
    window.keys("F3").await?;
    window.find("page-issue").await?;
    line(window, point, quantity).await?;
    window.accessible("issue form").await?;
    window.keys("Ctrl+Enter").await?;
    window
        .wait_text("page-issue-document", "PAB-ISS-21-")
        .await?;
    window.accessible("issue").await
}

async fn line(window: &Window, point: &str, quantity: &str) -> anyhow::Result<()> {
    window.pick("field-point", point, point).await?;
    window.enter("field-occurred-on", "2021-07-25").await?;
    window.enter("line-0-item", "BLANKET").await?;
    window.keys("Enter").await?;
    window.enter("line-0-quantity", quantity).await
}

async fn stock(window: &Window, good: &str, damaged: &str) -> anyhow::Result<()> {
    window.go("Stock", "page-stock").await?;
    window.wait_text("stock-BLANKET-good", good).await?;
    window.wait_text("stock-BLANKET-damaged", damaged).await?;
    window.accessible("stock").await
}
