//! How long the interface keeps a task waiting, for the bench `interface`; off unless `RELIEF_STALLS` names a file.
//!
//! Two threads can keep a person waiting: the host's, which moves and paints the window, and the page's, which runs the
//! screens, lays them out and hears the keys. `FILE` holds the longest wait for the first in microseconds, `FILE.page`
//! that for the second. Whoever removes one of them begins its measurement anew.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};
use tauri::{AppHandle, State};

/// Names the file to write to.
const FILE: &str = "RELIEF_STALLS";
/// Between two tasks.
const PAUSE: Duration = Duration::from_millis(2);
/// Measures inside the page and tells [`page_waited`].
const PROBE: &str = include_str!("stalls.js");

/// The longest wait so far, and the file that holds it.
struct Longest {
    file: PathBuf,
    wait: Option<Duration>,
}

impl Longest {
    fn new(file: PathBuf) -> Self {
        Self { file, wait: None }
    }

    /// Takes a wait into account.
    fn take(&mut self, waited: Duration) -> std::io::Result<()> {
        let begun_anew = !fs::exists(&self.file).unwrap_or(false);
        if begun_anew || self.wait.is_none_or(|longest| waited > longest) {
            self.wait = Some(waited);
            fs::write(&self.file, waited.as_micros().to_string())?;
        }
        Ok(())
    }
}

/// What the page said of itself.
#[derive(Default)]
pub struct PageWaits(Mutex<Option<Longest>>);

/// The script that the page is given when there is something to measure.
pub fn probe() -> Option<&'static str> {
    env::var_os(FILE).map(|_| PROBE)
}

/// The longest time for which the page's own thread was busy since it last said so.
#[tauri::command]
pub fn page_waited(waits: State<'_, PageWaits>, micros: u64) {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let mut longest = waits.0.lock().unwrap_or_else(PoisonError::into_inner);
    let longest = longest.get_or_insert_with(|| Longest::new(page_file(&file)));
    note(longest.take(Duration::from_micros(micros)));
}

/// `FILE.page`.
fn page_file(file: &OsString) -> PathBuf {
    let mut name = file.clone();
    name.push(".page");
    name.into()
}

fn note(written: std::io::Result<()>) -> bool {
    if let Err(fault) = &written {
        tracing::error!(%fault, "the longest wait could not be written down");
    }
    written.is_ok()
}

/// Gives the host's thread an empty task every two milliseconds and writes down the longest wait.
pub fn watch(app: &AppHandle) {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let app = app.clone();
    thread::spawn(move || {
        let mut longest = Longest::new(Path::new(&file).to_owned());
        let (done, ran) = mpsc::channel();
        loop {
            let (asked, done) = (Instant::now(), done.clone());
            let given = app.run_on_main_thread(move || {
                // Nobody listens any more when the program ends.
                let _ = done.send(());
            });
            // Either ends with the program.
            if given.is_err() || ran.recv().is_err() || !note(longest.take(asked.elapsed())) {
                return;
            }
            thread::sleep(PAUSE);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wait_stays_until_its_file_is_removed() {
        let file = env::temp_dir().join(format!("relief-stalls-{}", std::process::id()));
        let mut longest = Longest::new(file.clone());
        let mut after = |ms| {
            longest.take(Duration::from_millis(ms)).expect("written");
            fs::read_to_string(&file).expect("there")
        };
        assert_eq!([after(3), after(9), after(4)], ["3000", "9000", "9000"]);
        fs::remove_file(&file).expect("there");
        assert_eq!(after(2), "2000", "begun anew");
        fs::remove_file(&file).expect("there");
    }

    #[test]
    fn the_page_has_a_file_of_its_own() {
        assert_eq!(page_file(&"/a/b".into()), Path::new("/a/b.page"));
    }
}
