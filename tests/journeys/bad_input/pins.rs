//! A PIN guessed five times: a pause that no restart ends.

use super::says;
use journeys::{Demo, Window, demo::AUDITOR};

#[tokio::test]
async fn five_wrong_pins_lock_the_person_also_after_a_restart() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    let window = Window::open(&demo.data(AUDITOR)).await?;
    for left in (1..5).rev() {
        window.type_pin(AUDITOR, "0000").await?;
        says(&window, &format!("Wrong PIN. {left} tr")).await?;
    }
    window.type_pin(AUDITOR, "0000").await?;
    says(&window, "Too many wrong tries. Try again after").await?;
    window.accessible("locked").await?;
    window.close().await?;

    // The right PIN does not help before the pause is over.
    let window = Window::open(&demo.data(AUDITOR)).await?;
    window.type_pin(AUDITOR, AUDITOR.pin).await?;
    says(&window, "Too many wrong tries. Try again after").await?;
    window.find("page-sign-in").await?;
    window.close().await
}
