//! What cannot be right gets one clear sentence in the window, and nothing is written.

mod codes;
mod files;
mod forms;
mod passphrases;
mod pins;

use anyhow::ensure;
use journeys::Window;

/// Waits until the page says exactly one thing with these words in it, and nothing of how it is made.
async fn says(window: &Window, words: &str) -> anyhow::Result<()> {
    window.wait_text("problem", words).await?;
    let sentences = window
        .js("return document.querySelectorAll('[data-testid=problem] li').length")
        .await?;
    let said = window.text("problem").await?;
    ensure!(sentences == 1, "not one sentence but {sentences}: {said}");
    ensure!(
        !said.contains("problem-") && !said.contains('{'),
        "not in words: {said}"
    );
    Ok(())
}
