//! A hard look at whatever the window shows: what no page may ever do, at any size, in any language.

use crate::{Window, programs};
use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// The texts of the window, as `locales/` has them.
pub struct Words {
    /// Ids that could be told from ordinary words.
    ids: Vec<String>,
    /// By language: texts that only the other one has.
    foreign: BTreeMap<&'static str, Vec<String>>,
}

impl Words {
    /// Reads `locales/en` and `locales/lt`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read() -> anyhow::Result<Self> {
        let (en, lt) = (catalogue("en")?, catalogue("lt")?);
        let ids = en.keys().filter(|id| id.contains('-')).cloned().collect();
        let foreign = BTreeMap::from([("en", only(&lt, &en)), ("lt", only(&en, &lt))]);
        Ok(Self { ids, foreign })
    }
}

/// The messages of a language that stand on one line and hold no fact, and the ids of all.
fn catalogue(language: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let dir = programs::repository(&format!("locales/{language}"));
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&dir).with_context(|| format!("{} is missing", dir.display()))? {
        for line in fs::read_to_string(entry?.path())?.lines() {
            if let Some((id, text)) = line.split_once(" =")
                && !line.starts_with([' ', '#', '-'])
            {
                found.insert(id.to_owned(), text.trim().to_owned());
            }
        }
    }
    Ok(found)
}

/// Whole texts of `there` that `here` never uses.
fn only(there: &BTreeMap<String, String>, here: &BTreeMap<String, String>) -> Vec<String> {
    let used: BTreeSet<&String> = here.values().collect();
    there
        .values()
        .filter(|text| text.len() > 3 && !text.contains('{') && !used.contains(text))
        .cloned()
        .collect()
}

impl Window {
    /// Fails when the page scrolls sideways, shows a message's id, a brace or words of the other language, or hides
    /// what has the focus. Every control of the page, or of the dialog over it, has the focus once.
    ///
    /// # Errors
    /// What was found, with the elements concerned.
    pub async fn sound(&self, screen: &str, language: &str, words: &Words) -> anyhow::Result<()> {
        let arguments = [json!(words.ids), json!(words.foreign[language])];
        let found = self
            .script_async(include_str!("look.js"), &arguments)
            .await?;
        let Value::Array(found) = found else {
            bail!("the look at {screen} failed: {found}");
        };
        if found.is_empty() {
            return Ok(());
        }
        let found: Vec<&str> = found.iter().filter_map(Value::as_str).collect();
        let picture = self.shot(&format!("unsound-{screen}"))?;
        bail!(
            "{screen}:\n  {}\n  picture: {}",
            found.join("\n  "),
            picture.display()
        )
    }

    /// Waits until what the page holds now is on the screen, as a picture needs.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn painted(&self) -> anyhow::Result<()> {
        let frames = "const done = arguments[arguments.length - 1]; let left = 4; \
             const next = () => (left-- > 0 ? requestAnimationFrame(next) : done()); next();";
        self.script_async(frames, &[]).await?;
        Ok(())
    }

    /// Makes the window this large, in pixels, and waits until the page has taken the size.
    ///
    /// # Errors
    /// When it does not.
    pub async fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        self.client.set_window_size(width, height).await?;
        let shown = "return [innerWidth, innerHeight]";
        self.until(&format!("a window of {width}×{height}"), async || {
            let now = self.js(shown).await?;
            Ok((now == json!([width, height])).then_some(()))
        })
        .await
    }
}
