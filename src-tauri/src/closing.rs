//! Closing the window while documents are unsent: said once, and never in the way.
//!
//! What a newcomer would get wrong: the page says it, but the page may hang or show nothing at all. So the host asks it
//! once only; whoever closes a second time closes.

use crate::bridge::Ledger;
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};
use tauri::{Emitter as _, State, WebviewWindow, WindowEvent};

/// Tells the page that the person closes the window: `{unsent: N}`.
const CLOSING: &str = "closing";

/// Whether the person was told already.
#[derive(Default)]
pub struct Closing(AtomicBool);

impl Closing {
    /// True the first time only, until the person stays.
    fn first(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }

    fn stays(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Lets the window close at once when everything is sent, else has the page say what is not.
pub fn watch(window: &WebviewWindow, closing: &Arc<Closing>, ledger: &Arc<Ledger>) {
    let (own, closing, ledger) = (window.clone(), Arc::clone(closing), Arc::clone(ledger));
    window.on_window_event(move |event| {
        let WindowEvent::CloseRequested { api, .. } = event else {
            return;
        };
        if !closing.first() {
            return;
        }
        api.prevent_close();
        let (window, ledger) = (own.clone(), Arc::clone(&ledger));
        // Counting reads the file, and the interface thread never waits for it.
        thread::spawn(move || {
            let unsent = unsent(&ledger);
            let told = unsent > 0 && window.emit(CLOSING, json!({ "unsent": unsent })).is_ok();
            if !told {
                close(&window);
            }
        });
    });
}

/// How much is unsent; nothing while the ledger opens, and nothing in one that cannot be used.
fn unsent(ledger: &Ledger) -> u64 {
    let Some(context) = ledger.now() else {
        return 0;
    };
    context
        .call("sync_status", Value::Object(Default::default()))
        .ok()
        .and_then(|status| status["unsent"].as_u64())
        .unwrap_or(0)
}

/// The person read the notice, and closes or stays.
#[tauri::command]
pub fn close_window(window: WebviewWindow, closing: State<'_, Arc<Closing>>, stay: bool) {
    if stay {
        closing.stays();
    } else {
        close(&window);
    }
}

fn close(window: &WebviewWindow) {
    if let Err(fault) = window.destroy() {
        tracing::error!("the window could not be closed: {fault}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_is_given_once_and_again_after_staying() {
        let closing = Closing::default();
        assert!(closing.first());
        assert!(!closing.first(), "a second close closes");
        closing.stays();
        assert!(closing.first());
    }

    #[test]
    fn a_ledger_that_is_not_open_yet_holds_nobody_up() {
        assert_eq!(unsent(&Ledger::default()), 0);
    }
}
