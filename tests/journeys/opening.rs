//! The window opens on a computer that nobody has used yet.

use journeys::Window;

#[tokio::test]
async fn the_window_opens_and_shows_the_start_page() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Window::open(&dir.path().join("new")).await?;
    window.find("page-start").await?;
    assert!(
        window.find_all("page-failure").await?.is_empty(),
        "the page failed to start"
    );
    window.accessible("start").await?;
    window.close().await
}
