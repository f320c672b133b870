//! The one window: made hidden, shown when its page is usable or after three seconds anyway.

use crate::{graphics::Graphics, heartbeat::Heartbeat, stalls};
use anyhow::Context as _;
use std::sync::Arc;
use tauri::{App, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label in `tauri.conf.json` and in the capability.
const LABEL: &str = "main";

/// Makes the window, on `page` first if one is named.
///
/// # Errors
/// When the window system refuses.
pub fn open(
    app: &App,
    graphics: Graphics,
    beats: &Arc<Heartbeat>,
    page: Option<&str>,
) -> anyhow::Result<WebviewWindow> {
    let mut config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL)
        .context("tauri.conf.json names no window `main`")?
        .clone();
    if let Some(page) = page {
        config.url = WebviewUrl::App(format!("index.html#/{page}").into());
    }
    let mut builder = WebviewWindowBuilder::from_config(app, &config)?;
    if let Some(probe) = stalls::probe() {
        builder = builder.initialization_script(probe);
    }
    let window = builder
        // The page is ours alone: no link leads anywhere else.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .build()?;
    tune(&window, graphics, beats)?;
    Ok(window)
}

/// Sets what WebKit paints with, and hears of the death of the page's process.
#[cfg(target_os = "linux")]
fn tune(window: &WebviewWindow, graphics: Graphics, beats: &Arc<Heartbeat>) -> anyhow::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};
    let beats = Arc::clone(beats);
    window.with_webview(move |webview| {
        let view = webview.inner();
        if let Some(settings) = view.settings() {
            // Without a graphics card every smooth scroll repaints the page several times.
            settings.set_enable_smooth_scrolling(false);
            if graphics == Graphics::Software {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        }
        view.connect_web_process_terminated(move |view, reason| {
            tracing::error!("the page's process ended: {reason:?}");
            beats.lost();
            view.reload();
        });
    })?;
    Ok(())
}

/// Elsewhere the system's own web view needs no tuning.
#[cfg(not(target_os = "linux"))]
fn tune(
    _window: &WebviewWindow,
    _graphics: Graphics,
    _beats: &Arc<Heartbeat>,
) -> anyhow::Result<()> {
    Ok(())
}
