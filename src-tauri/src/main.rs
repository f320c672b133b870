//! The desktop host: a window, one command, two events. No rule, no SQL and no text lives here.
//!
//! What a newcomer would get wrong: the window must open whatever is wrong with the ledger, because
//! it is where the person reads what is wrong. So nothing here fails for the ledger's sake, and a
//! page that gives no sign of life is dealt with in [`heartbeat`].
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod bridge;
mod closing;
mod graphics;
mod heartbeat;
mod native;
mod stalls;
mod teller;
mod window;

use anyhow::Context as _;
use arguments::Arguments;
use bridge::Ledger;
use closing::Closing;
use graphics::Graphics;
use heartbeat::Heartbeat;
use stalls::PageWaits;
use std::{process::ExitCode, sync::Arc};
use tauri::{Manager as _, RunEvent};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        // Standard output tells whoever started us when the window is ready, and nothing else.
        .with_writer(std::io::stderr)
        .init();
    let graphics = Graphics::chosen();
    graphics.apply_or_restart();
    match start(graphics) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("relief-ledger: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(graphics: Graphics) -> anyhow::Result<()> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    let app = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![
            bridge::call,
            heartbeat::window_ready,
            closing::close_window,
            stalls::page_waited
        ])
        .setup(move |app| {
            let data = match &arguments.data {
                Some(data) => data.clone(),
                None => app.path().data_dir()?.join("relief-ledger"),
            };
            let ledger = Arc::new(Ledger::default());
            let beats = Arc::new(Heartbeat::new(graphics));
            app.manage(Arc::clone(&ledger));
            app.manage(Arc::clone(&beats));
            let closing = Arc::new(Closing::default());
            app.manage(Arc::clone(&closing));
            app.manage(PageWaits::default());
            let who = arguments
                .demo_person
                .clone()
                .zip(arguments.demo_pin.clone());
            bridge::open(app.handle(), &ledger, data, who);
            let window = window::open(app, graphics, &beats, arguments.page.as_deref())?;
            heartbeat::watch(&window, &beats, &ledger);
            closing::watch(&window, &closing, &ledger);
            stalls::watch(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("the window system did not start")?;
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(ledger) = app.try_state::<Arc<Ledger>>()
        {
            ledger.leave();
        }
    });
    Ok(())
}
