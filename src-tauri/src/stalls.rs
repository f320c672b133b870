//! How long the interface thread keeps a task waiting, for the bench `interface`; off unless `RELIEF_STALLS` names a file.
//!
//! The file holds the longest wait in microseconds. Whoever removes it begins a new measurement.

use std::{
    env, fs,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};
use tauri::AppHandle;

/// Names the file to write to.
const FILE: &str = "RELIEF_STALLS";
/// Between two tasks.
const PAUSE: Duration = Duration::from_millis(2);

/// Gives the interface thread an empty task every two milliseconds and writes down the longest wait.
pub fn watch(app: &AppHandle) {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let app = app.clone();
    thread::spawn(move || {
        let mut longest = None;
        let (done, ran) = mpsc::channel();
        loop {
            let (asked, done) = (Instant::now(), done.clone());
            let given = app.run_on_main_thread(move || {
                // Nobody listens any more when the program ends.
                let _ = done.send(());
            });
            // Either ends with the program.
            if given.is_err() || ran.recv().is_err() {
                return;
            }
            let waited = asked.elapsed();
            let begun_anew = !fs::exists(&file).unwrap_or(false);
            if begun_anew || longest.is_none_or(|longest| waited > longest) {
                longest = Some(waited);
                if let Err(fault) = fs::write(&file, waited.as_micros().to_string()) {
                    tracing::error!(%fault, "the longest wait could not be written down");
                    return;
                }
            }
            thread::sleep(PAUSE);
        }
    });
}
