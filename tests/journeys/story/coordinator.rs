//! The coordinator: activation, twenty offers, the Czech one accepted, the link, the matrix.

use super::operation::pin;
use journeys::Window;

pub(super) const SOURCE: &str = "JOIN(2021) 32 final";

/// The nineteen donors of whom no quantity is known, as they are typed.
const UNSTATED: [&str; 19] = [
    "Austria",
    "Croatia",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Italy",
    "Latvia",
    "Luxembourg",
    "Malta",
    "Netherlands",
    "Norway",
    "Poland",
    "Portugal",
    "Slovakia",
    "Slovenia",
    "Sweden",
];

/// What Czechia offered: its words, the item's code, how many.
const CZECH: [(&str, &str, &str); 5] = [
    ("20 tents", "TENT", "20"),
    ("100 folding beds with mattresses", "FOLDING-BED", "100"),
    ("500 blankets", "BLANKET", "500"),
    ("20 heaters", "HEATER", "20"),
    ("500 sleeping bags", "SLEEPING-BAG", "500"),
];

pub(super) async fn records_activation_and_offers(window: &Window) -> anyhow::Result<()> {
    window.wait_text("sync-pill", "offline").await?;
    window.go("Activation", "page-activations").await?;
    window.accessible("activation, empty").await?;
    window.press("action-record-activation").await?;
    window
        .pick("field-requesting-state", "Lithuania", "Lithuania")
        .await?;
    window.enter("field-requested-on", "2021-07-15").await?;
    window
        .enter(
            "field-hazard",
            "Migration pressure at the border with Belarus",
        )
        .await?;
    window.enter("field-source", SOURCE).await?;
    window.accessible("activation form").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("page-activation-form").await?;
    for donor in UNSTATED {
        begin_offer(window, donor).await?;
        window
            .enter(
                "line-0-text",
                "in-kind assistance, kinds not stated by donor",
            )
            .await?;
        window.press_space("line-0-not-stated").await?;
        window.keys("Ctrl+Enter").await?;
        window.wait_gone("page-offer-form").await?;
    }
    begin_offer(window, "Czechia").await?;
    for (at, (words, code, quantity)) in CZECH.iter().enumerate() {
        window.enter(&format!("line-{at}-text"), words).await?;
        window.enter(&format!("line-{at}-item"), code).await?;
        window.keys("Enter").await?;
        window
            .enter(&format!("line-{at}-quantity"), quantity)
            .await?;
    }
    window.turn("field-value-qualifier", "around").await?;
    window.enter("field-value", "125 000").await?;
    window.accessible("offer form").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("page-offer-form").await?;
    window.wait_text("page-offer", "500").await?;
    window.accessible("offer").await
}

async fn begin_offer(window: &Window, donor: &str) -> anyhow::Result<()> {
    window.go("Offers", "page-offers").await?;
    window.press("action-record-offer").await?;
    window.pick("field-donor", donor, donor).await
}

/// Proposed by one, confirmed by another with a PIN on the same computer.
pub(super) async fn accepts_the_czech_offer(window: &Window) -> anyhow::Result<()> {
    window.keys("Ctrl+Enter").await?;
    window.find("dialog-propose").await?;
    window.pick("field-site", "Pabrad", "Pabradė").await?;
    window.accessible("acceptance proposed").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-propose").await?;
    window.wait_text("acceptance-state", "proposed").await?;
    window.press("action-confirm").await?;
    window.find("dialog-confirm").await?;
    window.accessible("acceptance confirmed").await?;
    // A wrong PIN is told, and nothing is confirmed.
    window.enter("field-pin", "0000").await?;
    window.keys("Enter").await?;
    window.wait_text("problem", "PIN").await?;
    window.enter("field-pin", pin("Eglė Žukauskaitė")).await?;
    window.keys("Enter").await?;
    window.wait_gone("dialog-confirm").await?;
    window.wait_text("acceptance-state", "confirmed").await
}

/// The unannounced receipt stands beside the Czech acceptance; Enter links them.
pub(super) async fn links_the_receipt(window: &Window) -> anyhow::Result<()> {
    window.go("Reconcile", "page-reconcile").await?;
    window.wait_text("page-reconcile", "PAB-GRN-").await?;
    window.accessible("reconcile").await?;
    window.press("action-link").await?;
    window.wait_text("linked", "PAB-GRN-").await
}

pub(super) async fn reads_the_matrix(window: &Window) -> anyhow::Result<()> {
    window.go("Matrix", "page-matrix").await?;
    let figures = [
        ("offered", "500"),
        ("accepted", "500"),
        ("good", "488"),
        ("damaged", "12"),
        ("issued", "120"),
        ("on-hand-good", "368"),
        ("on-hand-damaged", "12"),
    ];
    for (column, figure) in figures {
        window
            .wait_text(&format!("cell-CZ-BLANKET-{column}"), figure)
            .await?;
    }
    window
        .wait_text("cell-FR-all-offered", "not stated")
        .await?;
    window
        .wait_text("matrix-donors", "19 Member States")
        .await?;
    window.accessible("matrix").await?;
    window.press("cell-CZ-BLANKET-issued").await?;
    window.wait_text("dialog-cell", "PAB-ISS-").await?;
    window.accessible("the documents of a cell").await?;
    window.keys("Escape").await?;
    window.wait_gone("dialog-cell").await
}
