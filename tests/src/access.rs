//! axe-core in the real window: what a person with a screen reader or a keyboard would stumble on.

use crate::{Window, programs};
use anyhow::{Context as _, bail};
use serde_json::Value;

const RUN: &str = "
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map((one) => ({
    id: one.id, impact: one.impact, help: one.help,
    nodes: one.nodes.map((node) => node.target.join(' ') + '\\n      ' + node.failureSummary),
  }))),
  (fault) => done(String(fault)));
";

/// Fails when axe finds anything serious or critical on the page as it is now.
pub async fn check(window: &Window, screen: &str) -> anyhow::Result<()> {
    let file = programs::repository("ui/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is missing; `cargo xtask test` installs it",
            file.display()
        )
    })?;
    if window.js("return typeof axe").await? == "undefined" {
        window.js(&source).await?;
    }
    let found = window.script_async(RUN, &[]).await?;
    let Value::Array(found) = found else {
        bail!("axe failed on {screen}: {found}");
    };
    let grave: Vec<String> = found
        .iter()
        .filter(|one| is_grave(one))
        .map(describe)
        .collect();
    if !grave.is_empty() {
        bail!("axe on {screen}:\n{}", grave.join("\n"));
    }
    Ok(())
}

fn is_grave(violation: &Value) -> bool {
    matches!(violation["impact"].as_str(), Some("serious" | "critical"))
}

fn describe(violation: &Value) -> String {
    let nodes: Vec<&str> = violation["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    format!(
        "  {} ({}): {}\n    {}",
        violation["id"].as_str().unwrap_or_default(),
        violation["impact"].as_str().unwrap_or_default(),
        violation["help"].as_str().unwrap_or_default(),
        nodes.join("\n    ")
    )
}
