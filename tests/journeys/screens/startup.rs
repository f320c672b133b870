//! The pages before anybody is signed in: a new computer, a locked ledger, one that cannot be opened, who is working.
//!
//! What a newcomer would get wrong: nobody can choose a theme on these pages, and the ledger does not know one yet.
//! Language and theme lie beside it, and each window here is opened on a computer that is set to them already.

use super::{Seen, Tour, Variant, places};
use journeys::{Demo, Window, Words, demo::COORDINATOR, programs};
use serde_json::json;
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use store::{
    Store,
    keyfile::{self, Keeping},
};

const PASSPHRASE: &str = "cold hands";

/// Looks at every page in every variant, each page in windows of its own beside those of the others.
pub(super) async fn walk(variants: &[Variant]) -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    fs::create_dir_all(programs::pictures()?.join("screens"))?;
    let demo = Demo::prepare(&dir.path().join("demo"))?;
    let [new, locked, keyless] = ["new", "locked", "keyless"].map(|name| dir.path().join(name));
    let key = keyfile::create(&locked, Keeping::Passphrase(PASSPHRASE))?;
    drop(Store::create(&locked, &key)?);
    fs::create_dir(&keyless)?;
    fs::write(keyless.join("ledger.db"), "the key to this is gone")?;
    let known = demo.data(COORDINATOR);
    let shared = (Arc::new(Words::read()?), Seen::default());
    tokio::try_join!(
        in_each(variants, &new, &shared, enrol),
        in_each(variants, &locked, &shared, unlock),
        in_each(variants, &keyless, &shared, broken),
        in_each(variants, &known, &shared, sign_in),
    )?;
    let seen = shared.1.lock().unwrap_or_else(PoisonError::into_inner);
    places::all_started(&seen)
}

/// Opens a window on `data` in each of the variants and looks at what it shows.
async fn in_each(
    variants: &[Variant],
    data: &Path,
    (words, seen): &(Arc<Words>, Seen),
    look: impl AsyncFn(&Tour) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    fs::create_dir_all(data)?;
    for (size, language, theme) in variants.iter().copied() {
        let settings = json!({"language": language, "theme": theme});
        fs::write(data.join("settings.json"), settings.to_string())?;
        let tour = Tour {
            window: Window::open(data).await?,
            role: "startup",
            words: Arc::clone(words),
            language,
            variant: format!("{}-{language}-{theme}", size.0),
            first: true,
            unsound: Mutex::default(),
            seen: Arc::clone(seen),
        };
        tour.window.resize(size.0, size.1).await?;
        tour.is("lang", language).await?;
        tour.is("dataset.theme", theme).await?;
        look(&tour).await?;
        tour.end().await?;
    }
    Ok(())
}

/// Waits for a page, looks at it, and remembers that somebody did.
async fn page(tour: &Tour, name: &str) -> anyhow::Result<()> {
    tour.window.stands(&format!("page-{name}")).await?;
    tour.look(name).await?;
    let mut seen = tour.seen.lock().unwrap_or_else(PoisonError::into_inner);
    seen.insert(name.to_owned());
    Ok(())
}

/// As it comes, and with everything missing but a passphrase that was not typed again.
async fn enrol(tour: &Tour) -> anyhow::Result<()> {
    page(tour, "enrol").await?;
    tour.window.fill("field-passphrase", PASSPHRASE).await?;
    tour.window.find("field-passphrase-again").await?;
    tour.window.click("action-enrol").await?;
    tour.window.find("field-passphrase-again-error").await?;
    tour.look("enrol-problems").await
}

async fn unlock(tour: &Tour) -> anyhow::Result<()> {
    page(tour, "unlock").await?;
    tour.window.click("action-unlock").await?;
    tour.window.find("problem").await?;
    tour.look("unlock-problems").await
}

async fn broken(tour: &Tour) -> anyhow::Result<()> {
    page(tour, "broken").await?;
    failure(tour).await
}

/// What says that the program itself failed before it stood lies inside the window, above all that is left of it.
async fn failure(tour: &Tour) -> anyhow::Result<()> {
    const FAIL: &str = "delete document.documentElement.dataset.usable;
        dispatchEvent(new ErrorEvent('error', { error: new Error('a test') }));";
    const SEEN: &str = "const box = document.getElementById('failure').getBoundingClientRect();
        const above = document.elementFromPoint(box.left + box.width / 2, box.top + 30);
        return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight
            && above.closest('#failure') !== null;";
    tour.window.js(FAIL).await?;
    tour.window.find("page-failure").await?;
    let seen = tour.window.js(SEEN).await?;
    anyhow::ensure!(
        seen == json!(true),
        "the page of a failure is not seen whole"
    );
    Ok(())
}

/// Nobody chosen, a PIN that is none, the first time, and the lock that somebody set.
async fn sign_in(tour: &Tour) -> anyhow::Result<()> {
    let window = &tour.window;
    page(tour, "sign-in").await?;
    window.type_pin(COORDINATOR, "1").await?;
    window.find("problem").await?;
    tour.look("sign-in-problems").await?;
    window.press("action-first-time").await?;
    window.find("field-code").await?;
    window.press("action-set-pin").await?;
    window.find("field-code-error").await?;
    tour.look("sign-in-first-problems").await?;
    window.sign_in(COORDINATOR).await?;
    window.click("action-person-menu").await?;
    window.click("action-lock").await?;
    window.stands("page-sign-in").await?;
    window.find("field-pin").await?;
    tour.look("sign-in-locked").await
}
