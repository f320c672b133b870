//! Between the page and the ledger: the command `call`. What the page is told of its own accord, [`teller`] tells.
//!
//! Every call runs on a thread that may block; the interface thread never waits. The ledger opens
//! beside the window, so an early call waits for it, and a ledger that cannot be used is a state
//! that `status` tells, not an error here.

use crate::teller;
use app::{Context, Link, Problem, link::NoLink};
use serde_json::{Value, json};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread,
    time::Duration,
};
use tauri::{AppHandle, State, async_runtime};
use uplink::{Courier, HttpsLink, Watch};

/// Everything else works without threads for the network.
const NO_EXCHANGE: &str = "no exchange with the server in this run";

/// How long closing waits for a full check under way. What it leaves then goes at the next start.
const WATCH_ENDS: Duration = Duration::from_millis(300);

/// The ledger of this window, once it is open.
#[derive(Default)]
pub struct Ledger(OnceLock<Open>);

/// An open ledger and what exchanges it with the server for as long as the program runs.
struct Open {
    context: Arc<Context>,
    // None only when the system starts no thread; everything but the exchange works then too.
    _courier: Option<Courier>,
    // Likewise; the figures are then compared at the start and before an export alone.
    watch: Mutex<Option<Watch>>,
}

impl Ledger {
    /// The open ledger; blocks until it is.
    pub fn wait(&self) -> Arc<Context> {
        Arc::clone(&self.0.wait().context)
    }

    /// The open ledger, if it is open by now.
    pub fn now(&self) -> Option<Arc<Context>> {
        self.0.get().map(|open| Arc::clone(&open.context))
    }

    /// Ends what goes on beside the window. The program ends by leaving, so nothing of it is dropped.
    pub fn leave(&self) {
        let watch = self.0.get().map(|open| &open.watch);
        let watch = watch.and_then(|watch| {
            let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
            watch.take()
        });
        if let Some(watch) = watch {
            watch.stop(WATCH_ENDS);
        }
    }
}

/// Opens the ledger in `data` on a thread of its own and tells the page of its changes. In a demo, whose PINs are
/// published, `who` (person and PIN) is signed in at once.
pub fn open(app: &AppHandle, ledger: &Arc<Ledger>, data: PathBuf, who: Option<(String, String)>) {
    let (app, ledger) = (app.clone(), Arc::clone(ledger));
    thread::spawn(move || {
        let link = HttpsLink::start()
            .inspect_err(|fault| tracing::error!(%fault, "{NO_EXCHANGE}"))
            .ok()
            .map(Arc::new);
        let carrying: Arc<dyn Link> = match &link {
            Some(link) => link.clone(),
            None => Arc::new(NoLink),
        };
        let context = Arc::new(Context::open(data, carrying));
        teller::follow(&app, &context);
        let courier = link.and_then(|link| {
            Courier::start(&context, &link)
                .inspect_err(|fault| tracing::error!(%fault, "{NO_EXCHANGE}"))
                .ok()
        });
        let watch = Watch::start(&context)
            .inspect_err(|fault| tracing::error!(%fault, "no full check in this run"))
            .ok();
        if let Some((person, pin)) = who.filter(|_| context.is_demo())
            && let Err(problem) = context.call("sign_in", json!({ "person": person, "pin": pin }))
        {
            tracing::error!(%problem, "nobody is signed in to the demo");
        }
        // Only this thread sets it.
        drop(ledger.0.set(Open {
            context,
            _courier: courier,
            watch: Mutex::new(watch),
        }));
    });
}

/// Runs a call of the contract.
///
/// # Errors
/// The `Problem` to show; a panic below becomes `internal`.
#[tauri::command]
pub async fn call(
    ledger: State<'_, Arc<Ledger>>,
    name: String,
    args: Value,
) -> Result<Value, Problem> {
    let ledger = Arc::clone(&ledger);
    async_runtime::spawn_blocking(move || ledger.wait().call(&name, args))
        .await
        .unwrap_or_else(|fault| Err(Problem::new("internal").with("detail", fault)))
}
