//! Closing the window by its cross: at once when everything is sent, after one line when something is not, never held up.

use crate::offline_states::issue;
use journeys::{Demo, Server, Window, demo::KEEPER};

#[tokio::test]
async fn closing_tells_what_is_unsent_and_holds_nobody_up() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    let open = async || Window::open(&demo.data(KEEPER)).await;

    // Nothing is unsent: the cross closes.
    let window = open().await?;
    window.sign_in(KEEPER).await?;
    window.click_cross()?;
    window.wait_ended().await?;

    // One document is, and there is no server: it is told, and the person may stay.
    let window = open().await?;
    window.sign_in(KEEPER).await?;
    issue(&window, "7").await?;
    window.click_cross()?;
    let told = "1 document is stored on this computer and will be sent next time.";
    window.wait_text("closing-text", told).await?;
    window.accessible("closing").await?;
    window.keys("Escape").await?;
    window.wait_gone("dialog-closing").await?;
    window.find("page-issue-document").await?;

    // Sending fails without a server, and says so.
    window.click_cross()?;
    window.wait_text("closing-text", told).await?;
    window.press("action-send-and-close").await?;
    window
        .wait_text("closing-left", "1 not sent · offline")
        .await?;
    // Whoever closes twice closes.
    window.click_cross()?;
    window.wait_ended().await?;

    // Told again at the next start, also before anybody signs in; Enter closes.
    let window = open().await?;
    window.find("page-sign-in").await?;
    // The page is painted before it hears the host; nobody closes a window in its first second.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.click_cross()?;
    window.wait_text("closing-text", told).await?;
    // The window may be gone before the driver has let go of the key.
    drop(window.keys("Enter").await);
    window.wait_ended().await?;

    // With a server it is sent first, and the window closes by itself.
    let server = Server::start_on(&demo.server(), demo.address())?;
    let window = open().await?;
    window.sign_in(KEEPER).await?;
    window.wait_text("sync-pill", "All sent ·").await?;
    window.click_cross()?;
    window.wait_ended().await?;
    drop(server);
    Ok(())
}
