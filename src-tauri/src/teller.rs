//! Tells the page what changed: the events `changed` and `sync`.
//!
//! What a newcomer would get wrong: an exchange tells of itself many times a second, and every event is work for the two
//! threads that a person waits for. What comes within one pause is told together.

use app::{Change, Context};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    sync::{Arc, Weak, mpsc},
    thread,
    time::Duration,
};
use tauri::{AppHandle, Emitter as _};

/// Subjects to read again: `{subjects: […]}`.
const CHANGED: &str = "changed";
/// The state of the exchange with the server, as `sync_status` gives it; the subject that asks for it.
const SYNC: &str = "sync";
/// Between two tellings: shorter than a person notices.
const PAUSE: Duration = Duration::from_millis(50);

/// Tells the page of every change of the ledger, from now until either ends.
pub fn follow(app: &AppHandle, context: &Arc<Context>) {
    let (told, heard) = mpsc::channel::<Change>();
    // The writer waits for this, so it only passes on. Nobody listens any more when the program ends.
    context.subscribe(Box::new(move |change| drop(told.send(change))));
    let (app, context) = (app.clone(), Arc::downgrade(context));
    thread::spawn(move || {
        while let Ok(first) = heard.recv() {
            tell(&app, &context, gathered(first, heard.try_iter()));
            thread::sleep(PAUSE);
        }
    });
}

/// One change in place of several, each subject once.
fn gathered(first: Change, others: impl Iterator<Item = Change>) -> Change {
    let mut subjects: BTreeSet<String> = first.subjects.into_iter().collect();
    subjects.extend(others.flat_map(|other| other.subjects));
    Change {
        subjects: subjects.into_iter().collect(),
    }
}

fn tell(app: &AppHandle, context: &Weak<Context>, change: Change) {
    let exchange = change.subjects.iter().any(|subject| subject == SYNC);
    if let Err(fault) = app.emit(CHANGED, change) {
        tracing::error!("the page could not be told of a change: {fault}");
    }
    let Some(context) = context.upgrade().filter(|_| exchange) else {
        return;
    };
    // A locked ledger has no state of exchange to tell.
    if let Ok(status) = context.call("sync_status", Value::Object(Default::default()))
        && let Err(fault) = app.emit(SYNC, status)
    {
        tracing::error!("the page could not be told of the exchange: {fault}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_together_is_told_together() {
        let of = |subjects: &[&str]| Change {
            subjects: subjects.iter().map(ToString::to_string).collect(),
        };
        let others = [of(&["stock", "sync"]), of(&["sync"]), of(&[])];
        let told = gathered(of(&["sync", "documents"]), others.into_iter());
        assert_eq!(told, of(&["documents", "stock", "sync"]));
    }
}
