//! Every page, form and dialog a role has, in both languages, light and dark, on a large and a small screen.
//!
//! What a newcomer would get wrong: a page is named in the tour of a role ([`keeper`], [`coordinator`],
//! [`auditor`]), or in [`startup`] when it stands before anybody is signed in; the tour knows nothing of languages and
//! sizes. Pictures of all of it lie in `target/journeys/screens` afterwards, for people to look at.

mod auditor;
mod coordinator;
mod keeper;
mod places;
mod startup;
mod stock;

use anyhow::ensure;
use journeys::{
    Demo, Window, Words,
    demo::{self, Person},
    programs,
};
use places::Places;
use std::{
    collections::BTreeSet,
    fs,
    sync::{Arc, Mutex, PoisonError},
};

/// The reference laptop and the smallest screen we promise.
const LARGE: (u32, u32) = (1366, 768);
const SMALL: (u32, u32) = (1024, 600);

/// Size, language and theme of one walk.
type Variant = ((u32, u32), &'static str, &'static str);

/// Each size, language and theme once: what every run walks.
const EACH_ONCE: &[Variant] = &[(LARGE, "en", "light"), (SMALL, "lt", "dark")];

/// Every size in every language and theme.
const ALL: &[Variant] = &[
    (LARGE, "en", "light"),
    (LARGE, "en", "dark"),
    (LARGE, "lt", "light"),
    (LARGE, "lt", "dark"),
    (SMALL, "en", "light"),
    (SMALL, "en", "dark"),
    (SMALL, "lt", "light"),
    (SMALL, "lt", "dark"),
];

/// A window on its way through the pages, in one language, theme and size.
struct Tour {
    window: Window,
    role: &'static str,
    words: Arc<Words>,
    language: &'static str,
    variant: String,
    first: bool,
    /// What is wrong anywhere: one walk tells all of it.
    unsound: Mutex<Vec<String>>,
    /// Addresses that were looked at, by anybody.
    seen: Seen,
}

/// Addresses such as `receive/new`, without what is behind the question mark.
type Seen = Arc<Mutex<BTreeSet<String>>>;

impl Tour {
    async fn begin(
        window: Window,
        person: Person,
        role: &'static str,
        (words, seen): (Arc<Words>, Seen),
    ) -> anyhow::Result<Self> {
        window.sign_in(person).await?;
        Ok(Self {
            window,
            role,
            words,
            language: "en",
            variant: String::new(),
            first: true,
            unsound: Mutex::default(),
            seen,
        })
    }

    /// Sets a language and a theme by the person's menu, looks at it, and closes it.
    async fn dress(
        &mut self,
        language: &'static str,
        theme: &str,
        size: (u32, u32),
    ) -> anyhow::Result<()> {
        self.language = language;
        self.first = self.variant.is_empty();
        self.variant = format!("{}-{language}-{theme}", size.0);
        self.window.open_page("#/today", "page-today").await?;
        self.window.click("action-person-menu").await?;
        self.window.click(&format!("language-{language}")).await?;
        self.is("lang", language).await?;
        self.window.click(&format!("theme-{theme}")).await?;
        self.is("dataset.theme", theme).await?;
        self.look("person-menu").await?;
        self.window.click("action-person-menu").await?;
        self.window.wait_gone("person-menu").await
    }

    /// Waits until the page is of this language or theme.
    async fn is(&self, what: &str, wanted: &str) -> anyhow::Result<()> {
        let now = format!("return document.documentElement.{what}");
        let taken = async || Ok((self.window.js(&now).await? == wanted).then_some(()));
        self.window.until(wanted, taken).await
    }

    /// Goes to an address and looks at its page.
    async fn visit(&self, name: &str, hash: &str, page: &str) -> anyhow::Result<()> {
        self.window.open_page(hash, page).await?;
        self.look(name).await
    }

    /// Presses a chord, looks at the dialog it opens, and closes it.
    async fn dialog(&self, name: &str, chord: &str, inside: &str) -> anyhow::Result<()> {
        self.window.keys(chord).await?;
        self.window.find(inside).await?;
        self.look(name).await?;
        self.window.keys("Escape").await?;
        self.window.wait_gone(inside).await
    }

    /// What is on the screen now: sound, accessible, in the picture.
    async fn look(&self, name: &str) -> anyhow::Result<()> {
        let screen = format!("{}-{name}-{}", self.role, self.variant);
        self.window.painted().await?;
        self.note().await?;
        self.window.shot(&format!("screens/{screen}"))?;
        let sound = self.window.sound(&screen, self.language, &self.words).await;
        let accessible = self.window.accessible(&screen).await;
        let wrong = [sound, accessible].into_iter().filter_map(Result::err);
        let mut unsound = self.unsound.lock().unwrap_or_else(PoisonError::into_inner);
        unsound.extend(wrong.map(|error| format!("{error:#}")));
        Ok(())
    }

    /// Remembers the address of what is on the screen.
    async fn note(&self) -> anyhow::Result<()> {
        let hash = self.window.js("return location.hash").await?;
        let hash = hash.as_str().unwrap_or_default().trim_start_matches("#/");
        let address = hash.split('?').next().unwrap_or_default().to_owned();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(address);
        Ok(())
    }

    /// Closes the window, and says what was wrong on its way.
    async fn end(self) -> anyhow::Result<()> {
        self.window.close().await?;
        let unsound = self
            .unsound
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        ensure!(unsound.is_empty(), "{}", unsound.join("\n"));
        Ok(())
    }

    /// The dialogs that every page has.
    async fn everywhere(&self) -> anyhow::Result<()> {
        self.dialog("sync", "F10", "dialog-sync").await?;
        self.dialog("palette", "Ctrl+K", "field-palette").await?;
        self.dialog("shortcuts", "Ctrl+/", "dialog-shortcuts").await
    }
}

/// Takes a tour in each of the variants.
macro_rules! in_variants {
    ($variants:expr, $tour:ident, $walk:expr) => {{
        for (size, language, theme) in $variants.iter().copied() {
            $tour.window.resize(size.0, size.1).await?;
            $tour.dress(language, theme, size).await?;
            $walk.await?;
        }
        $tour.end().await
    }};
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn every_screen_is_sound_for_every_role() -> anyhow::Result<()> {
    walk(EACH_ONCE).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn every_page_before_signing_in_is_sound() -> anyhow::Result<()> {
    startup::walk(EACH_ONCE).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
#[ignore = "eight walks through every screen take long"]
async fn every_screen_is_sound_in_every_size_language_and_theme() -> anyhow::Result<()> {
    walk(ALL).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
#[ignore = "eight walks through the pages before signing in take long"]
async fn every_page_before_signing_in_is_sound_in_every_size_language_and_theme()
-> anyhow::Result<()> {
    startup::walk(ALL).await
}

async fn walk(variants: &[Variant]) -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    fs::create_dir_all(programs::pictures()?.join("screens"))?;
    let demo = Demo::prepare(dir.path())?;
    let server = demo.serve()?;
    let places = Places::of(&demo)?;
    demo.sync(demo::AUDITOR)?;
    let (words, seen) = (Arc::new(Words::read()?), Seen::default());
    let begin = async |window, person, role| {
        let shared = (Arc::clone(&words), Arc::clone(&seen));
        Tour::begin(window, person, role, shared).await
    };
    let (keepers, auditors) = (demo.data(demo::KEEPER), demo.data(demo::AUDITOR));
    let (keeper, coordinator, auditor) = tokio::try_join!(
        Window::open(&keepers),
        coordinator::without_funds(&demo),
        Window::open(&auditors),
    )?;
    let mut keeper = begin(keeper, demo::KEEPER, "keeper").await?;
    let mut coordinator = begin(coordinator, demo::COORDINATOR, "coordinator").await?;
    let mut auditor = begin(auditor, demo::AUDITOR, "auditor").await?;
    tokio::try_join!(
        async { in_variants!(variants, keeper, keeper::walk(&keeper, &places)) },
        async {
            in_variants!(
                variants,
                coordinator,
                coordinator::walk(&coordinator, &places)
            )
        },
        async { in_variants!(variants, auditor, auditor::walk(&auditor, &places)) },
    )?;
    drop(server);
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    places::all_visited(&seen)
}
