//! What the pill says while the server is away, silent, somebody else, and back: always words, a count and a reason.

use anyhow::ensure;
use journeys::{
    Demo, Lead, Server, Window, Wire,
    demo::{COORDINATOR, KEEPER},
};
use std::time::Duration;

/// A device that lost its server asks for it again within 15 s and a quarter.
const BACK: Duration = Duration::from_secs(25);
/// Three answers are asked for before an exchange is given up.
const CUT: Duration = Duration::from_secs(45);

#[tokio::test]
async fn the_pill_says_what_the_exchange_does_and_recovers_by_itself() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(&dir.path().join("demo"))?;
    let server = Server::start(&demo.server())?;
    let mut wire = Wire::at(demo.address());
    wire.lead(Lead::To(server.address()))?;
    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window
        .wait_text_for("sync-pill", "All sent ·", BACK)
        .await?;
    window.accessible("all sent").await?;

    wire.cut();
    window
        .wait_text_for("sync-pill", "All sent · offline", BACK)
        .await?;
    issue(&window, "7").await?;
    window
        .wait_text_for("sync-pill", "1 not sent · offline", BACK)
        .await?;
    window.accessible("not sent").await?;

    wire.lead(Lead::Nowhere)?;
    window
        .wait_text_for("sync-pill", "1 not sent · asking the server", BACK)
        .await?;
    window.accessible("asking").await?;

    wire.lead(Lead::To(server.address()))?;
    window
        .wait_text_for("sync-pill", "All sent ·", BACK)
        .await?;
    window
        .wait_text("journey-chip", "Confirmed by server")
        .await?;

    reasons(&window, &mut wire, &demo).await?;
    wire.lead(Lead::To(server.address()))?;
    window.click("action-send-now").await?;
    window.wait_text("sync-state", "All sent ·").await?;
    window.keys("Escape").await?;
    window.wait_text("sync-pill", "All sent ·").await?;
    window.close().await
}

#[tokio::test]
async fn an_answer_cut_in_the_middle_loses_and_doubles_nothing() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(&dir.path().join("demo"))?;
    let before = demo.numbers(KEEPER, "issue")?;
    let server = Server::start(&demo.server())?;
    let mut wire = Wire::at(demo.address());
    wire.lead(Lead::To(server.address()))?;
    let window = Window::open(&demo.data(KEEPER)).await?;
    window.sign_in(KEEPER).await?;
    window
        .wait_text_for("sync-pill", "All sent ·", BACK)
        .await?;

    // The right server, with the right key, goes away in the middle of every answer.
    wire.lead(Lead::Half(server.address()))?;
    issue(&window, "7").await?;
    window
        .wait_text_for("sync-pill", "1 not sent · offline", CUT)
        .await?;
    window.accessible("answer cut").await?;

    wire.lead(Lead::To(server.address()))?;
    window
        .wait_text_for("sync-pill", "All sent ·", BACK)
        .await?;
    window
        .wait_text("journey-chip", "Confirmed by server")
        .await?;
    window.close().await?;
    demo.sync(COORDINATOR)?;
    for person in [KEEPER, COORDINATOR] {
        let now = demo.numbers(person, "issue")?;
        ensure!(now.len() == before.len() + 1, "{before:?}, now {now:?}");
    }
    Ok(())
}

/// A server with another key, then none at all: nothing is sent, and both the pill and its drawer say why.
async fn reasons(window: &Window, wire: &mut Wire, demo: &Demo) -> anyhow::Result<()> {
    let other = demo.server().with_file_name("another-server");
    Server::admin(
        &other,
        &["init", "--name", "Another", "--opened-on", "2021-07-15"],
    )?;
    let other = Server::start(&other)?;
    wire.lead(Lead::To(other.address()))?;
    issue(window, "8").await?;
    let stranger = format!("Cannot send: {} answers with another key", demo.address());
    window.wait_text_for("sync-pill", &stranger, BACK).await?;
    window.keys("F10").await?;
    window.wait_text("sync-state", &stranger).await?;
    window
        .wait_text(
            "problem",
            "Nothing was sent. Tell an administrator at once.",
        )
        .await?;
    window.accessible("cannot send").await?;
    window.wait_text("unsent-list", "PAB-ISS-").await?;

    wire.lead(Lead::Rubbish)?;
    window.click("action-send-now").await?;
    window
        .wait_text(
            "sync-state",
            "Cannot send: The server's answer cannot be understood",
        )
        .await?;
    window.accessible("rubbish").await
}

pub(crate) async fn issue(window: &Window, quantity: &str) -> anyhow::Result<()> {
    window.open_page("#/issue", "page-issue").await?;
    window.pick("field-point", "Dorm", "Dormitory").await?;
    window.fill("line-0-item", "BLANKET").await?;
    window.keys("Enter").await?;
    window.fill("line-0-quantity", quantity).await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_text("page-issue-document", "PAB-ISS-").await
}
