//! The power goes while somebody types, while somebody posts, and while the computer sends.

use anyhow::{Context as _, ensure};
use journeys::{
    Demo, Window,
    demo::{COORDINATOR, KEEPER, Person},
};
use serde_json::{Value, json};
use std::time::Duration;

/// What was typed so long ago is kept.
const KEPT: Duration = Duration::from_secs(1);
/// From the click that posts to the cut, in milliseconds.
const CUTS: [u64; 3] = [5, 25, 70];

/// What is unsent when the computer sends, and from the click that sends to the cut, in milliseconds.
const UNSENT: usize = 6;
const SENDING: [u64; 3] = [2, 15, 60];

#[tokio::test]
async fn nothing_typed_or_posted_is_lost_or_doubled() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    typing(&demo).await?;
    for cut in CUTS {
        posting(&demo, cut).await?;
    }
    let mut added = Vec::new();
    for cut in SENDING {
        sending(&demo, cut, &mut added).await?;
    }
    let server = demo.serve()?;
    for person in [KEEPER, COORDINATOR, KEEPER] {
        demo.sync(person)?;
    }
    let ours = demo.numbers(KEEPER, "receipt")?;
    // The office holds those of the other site too.
    let mut theirs = demo.numbers(COORDINATOR, "receipt")?;
    theirs.retain(|number| number.starts_with("PAB-"));
    ensure!(
        ours == theirs,
        "the coordinator has other receipts than {ours:?}: {theirs:?}"
    );
    let mut once = ours.clone();
    once.dedup();
    ensure!(once == ours, "a number stands twice: {ours:?}");
    for person in [KEEPER, COORDINATOR] {
        let there = points(&demo, person)?;
        let wanted = added
            .iter()
            .all(|name| there.iter().filter(|one| *one == name).count() == 1);
        ensure!(wanted, "{added:?}, each once, not {there:?}");
    }
    let left = demo.call(KEEPER, "sync_status", &json!({}))?;
    ensure!(left["unsent"] == 0, "{left}");
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

/// Killed just after the click that sends; what the server had taken it takes once.
async fn sending(demo: &Demo, cut: u64, added: &mut Vec<String>) -> anyhow::Result<()> {
    let site = site(demo, KEEPER)?;
    for _ in 0..UNSENT {
        let name = format!("Tent row {}", added.len());
        demo.call(
            KEEPER,
            "add_point",
            &json!({"site": site["id"], "name": name}),
        )?;
        added.push(name);
    }
    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window.keys("F10").await?;
    window.find("action-send-now").await?;
    let server = demo.serve()?;
    window.click("action-send-now").await?;
    tokio::time::sleep(Duration::from_millis(cut)).await;
    window.kill();
    drop(server);
    Ok(())
}

fn site(demo: &Demo, person: Person) -> anyhow::Result<Value> {
    let sites = demo.call(person, "sites", &json!({}))?;
    let sites = sites.as_array().context("a list of sites")?;
    let found = sites.iter().find(|site| site["code"] == "PAB");
    found.cloned().context("Pabradė")
}

fn points(demo: &Demo, person: Person) -> anyhow::Result<Vec<String>> {
    let site = site(demo, person)?;
    let points = site["points"].as_array().context("a list of points")?;
    let name = |point: &Value| point["name"].as_str().map(str::to_owned);
    Ok(points.iter().filter_map(name).collect())
}

fn drafts(demo: &Demo) -> anyhow::Result<usize> {
    let kept = demo.call(KEEPER, "drafts", &json!({}))?;
    Ok(kept.as_array().context("a list of drafts")?.len())
}
