//! The window opens on a computer that nobody has used yet, and on one whose file is damaged.

use journeys::Window;
use std::fs;

#[tokio::test]
async fn the_window_opens_and_shows_the_start_page() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Window::open(&dir.path().join("new")).await?;
    window.find("page-enrol").await?;
    window.accessible("enrol").await?;
    for language in ["lt", "en"] {
        window.click(&format!("language-{language}")).await?;
        window
            .until(&format!("the page in {language}"), async || {
                let shown = window.js("return document.documentElement.lang").await?;
                Ok((shown == language).then_some(()))
            })
            .await?;
    }
    window.close().await
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_told_in_the_window() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let data = dir.path().join("keyless");
    fs::create_dir(&data)?;
    fs::write(data.join("ledger.db"), "the key to this is gone")?;
    let window = Window::open(&data).await?;
    window.find("page-broken").await?;
    window.accessible("broken").await?;
    window.close().await?;
    assert_eq!(
        fs::read_to_string(data.join("ledger.db"))?,
        "the key to this is gone",
        "a file that cannot be opened is left as it is"
    );
    Ok(())
}
