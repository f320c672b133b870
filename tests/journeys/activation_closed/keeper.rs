//! The store keeper at Pabradė: soap by the carton, a count of people that does not add up, a carton handed out.

use anyhow::ensure;
use journeys::Window;
use std::time::Duration;

/// How the carton of the catalogue is chosen.
const CARTON: &str = "carton of 48";
/// Who is counted at the site on one day.
const HEADS: [(&str, &str); 6] = [
    ("everybody", "10"),
    ("women", "4"),
    ("men", "3"),
    ("girls", "1"),
    ("boys", "1"),
    ("infants", "0"),
];
/// The exchange may have just begun.
const EXCHANGE: Duration = Duration::from_secs(45);

/// Two cartons and four pieces, where a hundred are announced.
pub(super) async fn receives_in_cartons(window: &Window) -> anyhow::Result<()> {
    window.keys("F2").await?;
    window.find("page-receive").await?;
    window.press("row-expected-MT").await?;
    window.find("page-receive-form").await?;
    window.turn("line-0-good-pack", CARTON).await?;
    // So many that the pieces in them cannot be counted exactly: said under the field, and nothing is sent.
    window.enter("line-0-good", "9007199254740991").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("problem").await?;
    ensure!(
        window.find_all("dialog-review").await?.is_empty(),
        "what cannot be counted is reviewed"
    );
    window.enter("line-0-good", "2").await?;
    window.enter("line-0-good-loose", "4").await?;
    window.wait_text("line-0-good-comes", "100").await?;
    window.accessible("receipt in packs").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("action-post").await?;
    window.press("action-post").await?;
    window.find("page-receipt").await?;
    window
        .wait_text("packed-SOAP", "2 cartons of 48 + 4 loose")
        .await?;
    window.accessible("receipt in packs, posted").await
}

/// The bands come to one person less than everybody: the difference gets a reason that stays beside it.
pub(super) async fn explains_a_difference(window: &Window) -> anyhow::Result<()> {
    for (band, heads) in HEADS {
        window.go("Needs", "page-needs").await?;
        window.press_inside("row-need").await?;
        window.find("page-site").await?;
        window.keys("Ctrl+Enter").await?;
        window.find("page-head-count-form").await?;
        window.turn("field-band", band).await?;
        window.enter("field-number", heads).await?;
        window.keys("Ctrl+Enter").await?;
        window.find("page-site").await?;
    }
    window.wait_text("heads-check", "differs").await?;
    let explain = window.all_with("action-explain-", "type").await?;
    ensure!(explain.len() == 1, "not one difference: {explain:?}");
    window.press(&explain[0]).await?;
    let dialog = explain[0].replace("action-", "dialog-");
    window.find(&dialog).await?;
    window.press("action-explain-post").await?;
    window.wait_text("problem", "is empty").await?;
    window
        .enter("field-explanation", "One person was at the hospital.")
        .await?;
    window.accessible("explanation").await?;
    window.press("action-explain-post").await?;
    window.wait_gone(&dialog).await?;
    window.wait_text("heads-check", "explained").await?;
    window.wait_text("page-site", "was at the hospital").await
}

/// Of the soap that came last, which is not what would go first.
pub(super) async fn issues_a_carton(window: &Window) -> anyhow::Result<()> {
    window.keys("F3").await?;
    window.find("page-issue").await?;
    window
        .pick("field-point", "Dormitory block 1", "Dormitory block 1")
        .await?;
    window.enter("line-0-item", "SOAP").await?;
    window.keys("Enter").await?;
    window.turn("line-0-quantity-pack", CARTON).await?;
    window.enter("line-0-quantity", "1").await?;
    window.wait_text("line-0-quantity-comes", "48").await?;
    window.reach("line-0-lot").await?;
    window.keys("End").await?;
    window
        .enter("line-0-reason", "The older cartons are behind it.")
        .await?;
    window.keys("Ctrl+Enter").await?;
    window.find("page-issue-document").await?;
    window.wait_text("packed-SOAP", "1 carton of 48").await
}

pub(super) async fn all_sent(window: &Window) -> anyhow::Result<()> {
    window
        .wait_text_for("sync-pill", "All sent ·", EXCHANGE)
        .await
}
