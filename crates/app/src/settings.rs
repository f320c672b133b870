//! What this computer is set to: language and theme. Kept beside the ledger in plain text, because the page that asks
//! for the passphrase must already be in the right language.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::contract::replies::Status;
use crate::contract::requests::SetSetting;
use crate::problem::Problem;
use crate::session;

const FILE: &str = "settings.json";

/// Settings of the window; empty means: follow the system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub language: Option<String>,
    pub theme: Option<String>,
}

/// Reads them; a missing or broken file counts as nothing chosen.
pub(crate) fn read(dir: &Path) -> Settings {
    let text = fs::read_to_string(dir.join(FILE)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Chooses the language or the theme.
pub(crate) fn set_setting(context: &Context, request: SetSetting) -> Result<Status, Problem> {
    let mut settings = read(context.dir());
    let value = Some(request.value.clone()).filter(|value| !value.is_empty());
    let known = |allowed: &[&str]| {
        value
            .as_deref()
            .is_none_or(|value| allowed.contains(&value))
    };
    match request.key.as_str() {
        "language" if known(&["en", "lt"]) => settings.language = value,
        "theme" if known(&["light", "dark"]) => settings.theme = value,
        _ => {
            let detail = format!("{} = {}", request.key, request.value);
            return Err(Problem::new("request-malformed")
                .at("key")
                .with("detail", detail));
        }
    }
    write(context.dir(), &settings)
        .map_err(|cause| Problem::new("storage-failed").with("detail", cause))?;
    context.tell(crate::change::Change::of("session"));
    session::status(context)
}

fn write(dir: &Path, settings: &Settings) -> std::io::Result<()> {
    fs::create_dir_all(dir)?;
    let (path, temporary) = (dir.join(FILE), dir.join("settings.json.new"));
    let mut file = fs::File::create(&temporary)?;
    file.write_all(&serde_json::to_vec_pretty(settings)?)?;
    file.sync_all()?;
    fs::rename(temporary, path)
}
