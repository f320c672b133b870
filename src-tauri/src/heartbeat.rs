//! The page's sign of life, and what is done without it, so that no window stays blank.
//!
//! The page calls `window_ready` when it shows its first screen with what that has to show. Until then the window is hidden, for three
//! seconds at most. Eight seconds without the sign, counted from when the ledger is open (an upgrade
//! of a big file takes its time), mean that this machine cannot paint the page this way: the next
//! safer way is tried, and after the last one a plain dialog of the desktop says what to do. A
//! WebDriver's session would not survive a restart, so under one nothing is restarted.

use crate::{bridge::Ledger, graphics::Graphics, native};
use std::{
    env,
    io::Write as _,
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};
use tauri::{State, WebviewWindow};

/// How long the window may stay hidden.
const HIDDEN: Duration = Duration::from_secs(3);
/// How long the page may be silent.
const SILENT: Duration = Duration::from_secs(8);

/// Whether the page lives.
pub struct Heartbeat {
    graphics: Graphics,
    alive: Mutex<bool>,
    turned: Condvar,
}

impl Heartbeat {
    /// A page that has not given its sign yet.
    pub fn new(graphics: Graphics) -> Self {
        Self {
            graphics,
            alive: Mutex::new(false),
            turned: Condvar::new(),
        }
    }

    /// The page gave its sign.
    pub fn beat(&self) {
        self.turn(true);
    }

    /// The page's process ended.
    pub fn lost(&self) {
        self.turn(false);
    }

    fn turn(&self, alive: bool) {
        *self.alive.lock().unwrap_or_else(PoisonError::into_inner) = alive;
        self.turned.notify_all();
    }

    /// Waits until the page lives; false when it still does not after `patience`.
    fn lives_within(&self, patience: Duration) -> bool {
        let alive = self.alive.lock().unwrap_or_else(PoisonError::into_inner);
        let (alive, _) = self
            .turned
            .wait_timeout_while(alive, patience, |alive| !*alive)
            .unwrap_or_else(PoisonError::into_inner);
        *alive
    }

    /// Waits until the page's process has ended.
    fn wait_for_loss(&self) {
        let alive = self.alive.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.turned.wait_while(alive, |alive| *alive));
    }
}

/// The page has painted: shows the window.
///
/// # Errors
/// What the window system says when it refuses.
#[tauri::command]
pub fn window_ready(
    window: WebviewWindow,
    beats: State<'_, Arc<Heartbeat>>,
) -> Result<(), tauri::Error> {
    beats.beat();
    window.show()?;
    window.set_focus()?;
    // Who started us may wait for this line, or may have closed the pipe long ago.
    drop(writeln!(std::io::stdout(), "window ready"));
    Ok(())
}

/// Watches the page of `window` for as long as the program runs.
pub fn watch(window: &WebviewWindow, beats: &Arc<Heartbeat>, ledger: &Arc<Ledger>) {
    let (shown, waiting) = (window.clone(), Arc::clone(beats));
    thread::spawn(move || {
        if !waiting.lives_within(HIDDEN)
            && let Err(fault) = shown.show()
        {
            tracing::error!("the window could not be shown: {fault}");
        }
    });
    let (window, beats, ledger) = (window.clone(), Arc::clone(beats), Arc::clone(ledger));
    thread::spawn(move || {
        drop(ledger.wait());
        while beats.lives_within(SILENT) {
            beats.graphics.remember();
            beats.wait_for_loss();
        }
        escalate(&window, beats.graphics);
    });
}

/// The page is silent: tries the next safer way, or says so without a page.
fn escalate(window: &WebviewWindow, graphics: Graphics) {
    let driven = env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    tracing::error!("the page gave no sign of life (graphics: {graphics:?})");
    if driven {
        return;
    }
    #[cfg(target_os = "linux")]
    if let Some(safer) = graphics.safer() {
        safer.restart();
    }
    native::say_blank(window);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_beat_ends_the_wait_and_silence_is_noticed() {
        let beats = Arc::new(Heartbeat::new(Graphics::Usual));
        assert!(!beats.lives_within(Duration::from_millis(20)));
        let page = Arc::clone(&beats);
        let beating = thread::spawn(move || {
            thread::sleep(Duration::from_millis(30));
            page.beat();
        });
        let began = Instant::now();
        assert!(beats.lives_within(Duration::from_secs(20)));
        assert!(began.elapsed() < Duration::from_secs(10));
        beating.join().expect("the page's thread ends");
    }

    #[test]
    fn a_lost_page_must_beat_again() {
        let beats = Heartbeat::new(Graphics::Usual);
        beats.beat();
        assert!(beats.lives_within(Duration::ZERO));
        beats.lost();
        beats.wait_for_loss();
        assert!(!beats.lives_within(Duration::from_millis(20)));
    }
}
