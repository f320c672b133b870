//! The same person as fund officer: a decision, allocations, totals as stated, and what stands beside them.

use super::coordinator::SOURCE;
use journeys::Window;

/// Purpose, instrument, qualifier, amount in EUR.
const ALLOCATIONS: [[&str; 4]; 4] = [
    [
        "Contribution to the IFRC",
        "DREF (IFRC)",
        "exactly",
        "200 000",
    ],
    [
        "International organisations",
        "Small Scale Tool",
        "exactly",
        "500 000",
    ],
    [
        "Assisted voluntary returns",
        "not stated",
        "up to",
        "2 500 000",
    ],
    [
        "Return and reintegration with IOM",
        "not stated",
        "around",
        "1 000 000",
    ],
];

pub(super) async fn records_funds(window: &Window) -> anyhow::Result<()> {
    window.go("Funds", "page-funds").await?;
    window.accessible("funds, empty").await?;
    decision(window).await?;
    emergency_assistance(window).await?;
    for [purpose, instrument, qualifier, amount] in ALLOCATIONS {
        window.press("action-record-allocation").await?;
        window.enter("field-purpose", purpose).await?;
        window.turn("field-instrument", instrument).await?;
        window.turn("field-amount-qualifier", qualifier).await?;
        window.enter("field-amount", amount).await?;
        recorded(window, "field-sources", "page-allocation-form").await?;
        window.wait_text("page-funds", purpose).await?;
    }
    let humanitarian = ["DREF", "SMALL_SCALE_TOOL"];
    total(
        window,
        "Humanitarian funding",
        ["exactly", "700 000"],
        &humanitarian,
    )
    .await?;
    total(
        window,
        "Voluntary returnees",
        ["up to", "3 500 000"],
        &["NOT_STATED"],
    )
    .await?;
    window.accessible("funds").await?;
    for said in [
        "EUR 36 700 000",
        "none recorded",
        "consistent, not exact",
        "match",
    ] {
        window.wait_text("page-funds", said).await?;
    }
    Ok(())
}

async fn decision(window: &Window) -> anyhow::Result<()> {
    window.press("action-record-decision").await?;
    window
        .enter("field-title", "Emergency assistance to Lithuania")
        .await?;
    window.turn("field-instrument", "AMIF").await?;
    window
        .pick("field-beneficiary", "Lithuania", "Lithuania")
        .await?;
    window.enter("field-amount", "36 700 000").await?;
    window.accessible("decision form").await?;
    recorded(window, "field-sources", "page-decision-form").await
}

async fn emergency_assistance(window: &Window) -> anyhow::Result<()> {
    let purpose = "Asylum procedures and reception conditions";
    window.press("action-record-allocation").await?;
    window.enter("field-purpose", purpose).await?;
    window
        .turn("field-decision", "Emergency assistance to Lithuania")
        .await?;
    window.turn("field-instrument", "AMIF").await?;
    window
        .pick("field-recipient", "Lithuania", "Lithuania")
        .await?;
    window.enter("field-amount", "36 700 000").await?;
    window.accessible("allocation form").await?;
    recorded(window, "field-sources", "page-allocation-form").await
}

async fn total(
    window: &Window,
    title: &str,
    [qualifier, amount]: [&str; 2],
    of: &[&str],
) -> anyhow::Result<()> {
    window.press("action-record-stated-total").await?;
    window.enter("field-title", title).await?;
    window.turn("field-amount-qualifier", qualifier).await?;
    window.enter("field-amount", amount).await?;
    for instrument in of {
        for part in window
            .all_with("part-", &format!("data-instrument=\"{instrument}\""))
            .await?
        {
            window.press_space(&part).await?;
        }
    }
    recorded(window, "field-source", "page-stated-total-form").await?;
    window.wait_text("page-funds", title).await
}

/// Names the source last, and records.
async fn recorded(window: &Window, source: &str, form: &str) -> anyhow::Result<()> {
    window.enter(source, SOURCE).await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone(form).await
}
