//! A ledger file that is open elsewhere, of a newer program, or damaged: told, and left as it is.

use super::says;
use anyhow::ensure;
use journeys::{
    Demo, Window,
    demo::{KEEPER, PASSPHRASE},
};
use std::{fs, path::Path};

#[tokio::test]
async fn a_file_in_use_newer_or_damaged_is_told_and_left_alone() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    let (newer, damaged) = (demo.copy(KEEPER, "newer")?, demo.copy(KEEPER, "damaged")?);

    let first = Window::open(&demo.data(KEEPER)).await?;
    first.find("page-sign-in").await?;
    refused(
        &demo.data(KEEPER),
        "open in another window on this computer",
    )
    .await?;
    first.sign_in(KEEPER).await?;
    first.close().await?;

    let key = store::keyfile::unlock(&newer, Some(PASSPHRASE))?;
    store::floor::write_as_newer(&newer, &key, 900)?;
    let before = fs::read(newer.join("ledger.db"))?;
    refused(&newer, "written by a newer version (900; this one knows").await?;
    ensure!(
        fs::read(newer.join("ledger.db"))? == before,
        "the newer file was written to"
    );

    let mut bytes = fs::read(damaged.join("ledger.db"))?;
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 64] {
        *byte ^= 0xff;
    }
    fs::write(damaged.join("ledger.db"), &bytes)?;
    refused(&damaged, "The ledger file is damaged").await?;
    ensure!(
        fs::read(damaged.join("ledger.db"))? == bytes,
        "the damaged file was written to"
    );
    Ok(())
}

/// Opens a window that can only say why there is no work in it.
async fn refused(data: &Path, words: &str) -> anyhow::Result<()> {
    let window = Window::open(data).await?;
    window.find("page-broken").await?;
    says(&window, words).await?;
    says(&window, "Nothing was changed.").await?;
    window
        .wait_text("page-broken", &data.to_string_lossy())
        .await?;
    window.accessible("broken").await?;
    window.close().await
}
