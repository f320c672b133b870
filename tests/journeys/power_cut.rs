//! The power goes while somebody types, and while somebody posts.

use anyhow::{Context as _, ensure};
use journeys::{
    Demo, Window,
    demo::{COORDINATOR, KEEPER},
};
use serde_json::json;
use std::time::Duration;

/// What was typed so long ago is kept.
const KEPT: Duration = Duration::from_secs(1);
/// From the click that posts to the cut, in milliseconds.
const CUTS: [u64; 3] = [5, 25, 70];

#[tokio::test]
async fn nothing_typed_or_posted_is_lost_or_doubled() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    typing(&demo).await?;
    for cut in CUTS {
        posting(&demo, cut).await?;
    }
    let server = demo.serve()?;
    for person in [KEEPER, COORDINATOR, KEEPER] {
        demo.sync(person)?;
    }
    let ours = demo.numbers(KEEPER, "receipt")?;
    ensure!(
        ours == demo.numbers(COORDINATOR, "receipt")?,
        "the coordinator has other receipts than {ours:?}"
    );
    let mut once = ours.clone();
    once.dedup();
    ensure!(once == ours, "a number stands twice: {ours:?}");
    drop(server);
    Ok(())
}

/// Killed in mid-form; the draft is offered and goes on where it was.
async fn typing(demo: &Demo) -> anyhow::Result<()> {
    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window
        .open_page("#/receive/new", "page-receive-form")
        .await?;
    window.pick("field-donor", "Pol", "Poland").await?;
    window.fill("field-paper", "CMR 7781").await?;
    window.fill("line-0-item", "TENT").await?;
    window.keys("Enter").await?;
    // A number nobody can mean comes back as it was typed.
    window.fill("line-0-good", "12,5").await?;
    tokio::time::sleep(KEPT).await;
    window.kill();

    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window.find("row-draft-receipt").await?;
    window
        .open_page("#/receive/new", "page-receive-form")
        .await?;
    window.find("draft-offer").await?;
    window.click("action-continue-draft").await?;
    for (field, text) in [
        ("field-donor", "Poland"),
        ("field-paper", "CMR 7781"),
        ("line-0-item", "Tent"),
        ("line-0-good", "12,5"),
    ] {
        window.wait_text(field, text).await?;
    }
    window.fill("line-0-good", "12").await?;
    window.keys("Escape").await?;
    window.find("page-receive").await?;
    window.close().await
}

/// Killed just after the click that posts: the receipt is there and its draft gone, or the other way round.
async fn posting(demo: &Demo, cut: u64) -> anyhow::Result<()> {
    let before = demo.numbers(KEEPER, "receipt")?;
    let kept = drafts(demo)?;
    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window
        .open_page("#/receive/new", "page-receive-form")
        .await?;
    if kept > 0 {
        window.click("action-continue-draft").await?;
    } else {
        window.pick("field-donor", "Pol", "Poland").await?;
        window.fill("line-0-item", "TENT").await?;
        window.keys("Enter").await?;
        window.fill("line-0-good", "12").await?;
        window.find("draft-kept").await?;
    }
    window.wait_text("line-0-good", "12").await?;
    window.keys("Ctrl+Enter").await?;
    window.find("dialog-review").await?;
    window
        .js("setTimeout(() => document.querySelector('[data-testid=action-post]').click(), 20)")
        .await?;
    tokio::time::sleep(Duration::from_millis(20 + cut)).await;
    window.kill();

    let after = demo.numbers(KEEPER, "receipt")?;
    let kept = drafts(demo)?;
    let posted = after.len() - before.len();
    ensure!(
        (posted, kept) == (1, 0) || (posted, kept) == (0, 1),
        "cut {cut} ms after the click: {posted} receipts and {kept} drafts more"
    );
    Ok(())
}

fn drafts(demo: &Demo) -> anyhow::Result<usize> {
    let kept = demo.call(KEEPER, "drafts", &json!({}))?;
    Ok(kept.as_array().context("a list of drafts")?.len())
}
