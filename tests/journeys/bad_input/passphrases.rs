//! A passphrase of one's own: typed twice alike when a computer enrols, and asked for at every start. No other opens the
//! ledger than the one of the attempt that enrolled it.

use super::{codes::code, says};
use anyhow::ensure;
use journeys::{Server, Window};
use std::{fs, path::Path};

/// Of the attempt that was refused.
const REFUSED: &str = "cold hands";
/// Of the attempt that enrolled the computer.
const TAKEN: &str = "warm mittens";
/// What a wrong passphrase must leave as it is.
const FILES: [&str; 2] = ["key.json", "ledger.db"];

#[tokio::test]
async fn the_passphrase_of_the_attempt_that_enrolled_opens_and_no_other() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let (data, device) = (dir.path().join("server"), dir.path().join("device"));
    Server::admin(
        &data,
        &[
            "init",
            "--name",
            "Lithuania 2021",
            "--opened-on",
            "2021-07-15",
        ],
    )?;
    let (expired, good) = (code(&data, "0")?, code(&data, "72")?);
    let server = Server::start(&data)?;
    let window = Window::open(&device).await?;
    window.find("page-enrol").await?;
    window
        .fill("field-address", &server.address().to_string())
        .await?;
    window.fill("field-device-name", "Store 1").await?;
    window.fill("field-code", &expired).await?;
    must_be_alike(&window, &device).await?;

    // Refused by the server, after this computer has made what it needs to ask.
    passphrase(&window, REFUSED, REFUSED).await?;
    says(&window, "This code has expired.").await?;
    window.find("page-enrol").await?;
    window.fill("field-code", &good).await?;
    passphrase(&window, TAKEN, TAKEN).await?;
    window.wait_text("page-sign-in", "Lithuania 2021").await?;
    window.close().await?;
    unlocks(&device).await
}

/// Two passphrases that differ are told at the second, and nothing is made with either.
async fn must_be_alike(window: &Window, device: &Path) -> anyhow::Result<()> {
    ensure!(
        window.find_all("field-passphrase-again").await?.is_empty(),
        "what nobody typed is asked for again"
    );
    passphrase(window, TAKEN, REFUSED).await?;
    let told = window.text("field-passphrase-again-error").await?;
    ensure!(!told.is_empty(), "nothing is said at the second field");
    says(window, &told).await?;
    let code = window
        .js("return document.querySelector('[data-testid=problem] li').dataset.code")
        .await?;
    ensure!(code == "passphrases-differ", "{code}: {told}");
    window.accessible("passphrases differ").await?;
    for name in FILES {
        ensure!(!device.join(name).exists(), "{name} was made");
    }
    Ok(())
}

/// Types a passphrase and, in the field that then appears, another or the same; Enter hands both in.
async fn passphrase(window: &Window, first: &str, again: &str) -> anyhow::Result<()> {
    window.fill("field-passphrase", first).await?;
    window.fill("field-passphrase-again", again).await?;
    window.keys("Enter").await
}

/// Opened again: none, then the refused one, then the right one.
async fn unlocks(device: &Path) -> anyhow::Result<()> {
    let files = || FILES.map(|name| fs::read(device.join(name)).ok());
    let before = files();
    ensure!(before.iter().all(Option::is_some), "a file is missing");
    let window = Window::open(device).await?;
    window.find("page-unlock").await?;
    window.accessible("unlock").await?;
    window.reach("field-passphrase").await?;
    window.keys("Enter").await?;
    says(&window, "Type the passphrase.").await?;
    window.enter("field-passphrase", REFUSED).await?;
    window.keys("Enter").await?;
    says(
        &window,
        "The passphrase is wrong. Nothing is lost; try again.",
    )
    .await?;
    window.find("page-unlock").await?;
    window.accessible("unlock refused").await?;
    ensure!(files() == before, "a wrong passphrase changed a file");

    window.enter("field-passphrase", TAKEN).await?;
    window.keys("Enter").await?;
    window.wait_text("page-sign-in", "Lithuania 2021").await?;
    window.close().await
}
