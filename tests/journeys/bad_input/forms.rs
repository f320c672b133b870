//! Quantities and days nobody can mean; more than was announced; more than is there.

use super::says;
use crate::scene::{self, TENTS};
use anyhow::ensure;
use journeys::{
    Demo, Window,
    demo::{KEEPER, PASSPHRASE},
};

const QUANTITIES: [(&str, &str); 5] = [
    ("12,5", "“12,5” is not a whole number."),
    ("-3", "“-3” is less than nothing."),
    ("many", "“many” is not a number."),
    (
        "9007199254740992",
        "“9007199254740992” is more than can be counted exactly.",
    ),
    ("1,234", "“1,234” can be read in two ways."),
];

#[tokio::test]
async fn what_nobody_can_mean_is_refused_in_words_and_nothing_is_posted() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    // The server tells the device that its clock is good.
    let server = demo.serve()?;
    let announced = scene::announce(&demo)?;
    let before = posted(&demo)?;

    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    receipt(&window, &announced.expected).await?;
    issue(&window).await?;
    window.close().await?;

    let after = posted(&demo)?;
    ensure!(before == after, "posted were {before:?}, now {after:?}");
    drop(server);
    Ok(())
}

#[tokio::test]
async fn a_doubtful_clock_asks_about_a_day_to_come_and_blocks_nothing() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    let before = posted(&demo)?;
    let data = demo.data(KEEPER);
    {
        let key = store::keyfile::unlock(&data, Some(PASSPHRASE))?;
        // At the last exchange this clock was two days from the server's.
        store::Store::open(&data, &key)?.set_setting("clock-skew-seconds", "172800")?;
    }
    let window = Window::open(&data).await?;
    window.sign_in(KEEPER).await?;
    window
        .wait_text(
            "needs-you",
            "clock looks wrong. Check date and time; work can go on.",
        )
        .await?;
    window.open_page("#/issue", "page-issue").await?;
    window.pick("field-point", "Dorm", "Dormitory").await?;
    window.fill("line-0-item", "BLANKET").await?;
    window.keys("Enter").await?;
    window.fill("line-0-quantity", "5").await?;
    window.fill("field-occurred-on", "+40").await?;
    for answer in ["action-change-date", "action-confirm-date"] {
        window.keys("Ctrl+Enter").await?;
        window
            .wait_text("question", "but its clock looks wrong. Is the date right?")
            .await?;
        window.accessible("a doubtful date").await?;
        window.press(answer).await?;
        window.wait_gone("question").await?;
    }
    window.wait_text("page-issue-document", "PAB-ISS-").await?;
    window.close().await?;
    let after = posted(&demo)?;
    ensure!(
        after[1].len() == before[1].len() + 1,
        "{before:?}, now {after:?}"
    );
    Ok(())
}

fn posted(demo: &Demo) -> anyhow::Result<[Vec<String>; 2]> {
    Ok([
        demo.numbers(KEEPER, "receipt")?,
        demo.numbers(KEEPER, "issue")?,
    ])
}

async fn receipt(window: &Window, acceptance: &str) -> anyhow::Result<()> {
    let form = format!("#/receive/new?acceptance={acceptance}");
    window.open_page(&form, "page-receive-form").await?;
    window
        .wait_text("line-0-expected", &TENTS.to_string())
        .await?;
    for (typed, words) in QUANTITIES {
        window.fill("line-0-good", typed).await?;
        window.keys("Ctrl+Enter").await?;
        says(window, words).await?;
        says(window, "The rest of the form is kept.").await?;
        // The sentence stands at the field as well, and what was typed is still there.
        window.wait_text("line-0-good-error", words).await?;
        window.wait_text("line-0-good", typed).await?;
    }
    window.fill("line-0-good", "41").await?;
    review(window).await?;
    says(
        window,
        "40 announced, 41 counted. Give a reason for what is over",
    )
    .await?;
    window.fill("line-0-good", "40").await?;
    window.fill("field-occurred-on", "24.11.0024").await?;
    window.keys("Ctrl+Enter").await?;
    says(
        window,
        "The year 0024 cannot be right. Type a year from 1990 to 2100.",
    )
    .await?;
    window.fill("field-occurred-on", "+40").await?;
    review(window).await?;
    says(window, "has not come yet; today is").await?;
    window.accessible("receipt refused").await
}

async fn review(window: &Window) -> anyhow::Result<()> {
    window.keys("Ctrl+Enter").await?;
    window.find("dialog-review").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_gone("dialog-review").await
}

async fn issue(window: &Window) -> anyhow::Result<()> {
    window.open_page("#/issue", "page-issue").await?;
    window.pick("field-point", "Dorm", "Dormitory").await?;
    window.fill("line-0-item", "Gas mask").await?;
    window.fill("line-0-quantity", "5").await?;
    window.keys("Ctrl+Enter").await?;
    says(window, "This item is not in the catalogue.").await?;
    window.wait_text("line-0-item", "Gas mask").await?;
    window.fill("line-0-item", "BLANKET").await?;
    window.keys("Enter").await?;
    window.fill("line-0-quantity", "369").await?;
    window.keys("Ctrl+Enter").await?;
    says(window, "369 asked, only 368 good there. Nothing was posted").await?;
    window.fill("line-0-quantity", "0").await?;
    window.keys("Ctrl+Enter").await?;
    says(window, "A line of 0 moves nothing.").await
}
