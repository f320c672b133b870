//! `cargo xtask test`: everything that must hold, one line a step.
//!
//! The workspace is built once, with one profile and one set of features: bins and tests together,
//! so that the runner finds all of it fresh. Tests that drive the window are kept apart by a test
//! group in `.config/nextest.toml`; they start their own screen.

use crate::{
    Outcome, Stop,
    place::Place,
    setup::{self, Need},
    steps::Steps,
};
use std::{fs, path::Path, process::Command};

/// What was asked for on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    long: bool,
    filters: Vec<String>,
}

impl Wanted {
    /// Takes `--long`; everything else is for the test runner.
    pub fn parse(args: &[String]) -> Self {
        let (ours, filters): (Vec<&String>, Vec<&String>) =
            args.iter().partition(|arg| *arg == "--long");
        Self {
            long: !ours.is_empty(),
            filters: filters.into_iter().cloned().collect(),
        }
    }
}

/// Sets up, builds and tests; with filters, only the tests they name.
pub fn test(place: &Place, wanted: &Wanted) -> Outcome {
    setup::ensure(place, Need::Test)?;
    let everything = wanted.filters.is_empty();
    let mut steps = Steps::default();
    if everything {
        steps.check("format", &mut place.cargo(&["fmt", "--all", "--check"]));
        steps.check("ui: types", &mut place.npm(&["run", "--silent", "check"]));
        steps.check("ui: lint", &mut place.npm(&["run", "--silent", "lint"]));
        steps.check("ui: tests", &mut place.npm(&["test", "--silent"]));
    } else {
        eprintln!("only the tests named: no lint, no test of the front end");
    }
    setup::ui_build(place)?;
    steps.must(
        "build",
        &mut place.cargo(&["build", "--workspace", "--lib", "--bins", "--tests"]),
    )?;
    if everything {
        steps.check("clippy", &mut clippy(place));
    }
    steps.check("tests", &mut runner(place, wanted));
    if everything && has_doctests(&place.root)? {
        steps.check(
            "examples in the documentation",
            &mut place.cargo(&["test", "--quiet", "--workspace", "--doc"]),
        );
    }
    steps.finish()
}

fn clippy(place: &Place) -> Command {
    place.cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

fn runner(place: &Place, wanted: &Wanted) -> Command {
    let mut command = place.cargo(&["nextest", "run", "--no-fail-fast"]);
    let packages_named = wanted
        .filters
        .iter()
        .any(|word| word.starts_with("-p") || word.starts_with("--package"));
    if !packages_named {
        command.arg("--workspace");
    }
    if wanted.long {
        command.args(["--profile", "long", "--run-ignored", "all"]);
    }
    command.args(&wanted.filters);
    // An error of a journey says what was on the screen; the way it came through the harness says nothing.
    command.env("RUST_LIB_BACKTRACE", "0");
    command
}

/// Whether any library has an example that rustdoc would run.
fn has_doctests(root: &Path) -> Outcome<bool> {
    let crates = fs::read_dir(root.join("crates"))
        .map_err(|fault| Stop::new(format!("crates/ cannot be read: {fault}.")))?;
    Ok(crates
        .flatten()
        .any(|entry| any_example(&entry.path().join("src"))))
}

fn any_example(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return any_example(&path);
        }
        path.extension().is_some_and(|ending| ending == "rs")
            && fs::read_to_string(&path).is_ok_and(|text| has_example(&text))
    })
}

/// Whether rustdoc would run something of this source: a fence that opens without another language.
fn has_example(source: &str) -> bool {
    let mut inside = false;
    source.lines().any(|line| {
        let line = line.trim_start();
        let doc = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let Some(language) = doc.and_then(|text| text.trim().strip_prefix("```")) else {
            return false;
        };
        inside = !inside;
        inside && matches!(language, "" | "rust" | "no_run" | "should_panic")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn long_is_ours_and_the_rest_is_the_runners() {
        let wanted = Wanted::parse(&words("-p ledger --long adding_up"));
        assert!(wanted.long);
        assert_eq!(wanted.filters, words("-p ledger adding_up"));
        assert!(Wanted::parse(&[]).filters.is_empty());
    }

    #[test]
    fn a_fence_without_another_language_is_an_example() {
        assert!(has_example("    /// ```rust\n    /// x();\n    /// ```"));
        assert!(has_example("//! ```\n//! x();\n//! ```"));
        assert!(!has_example("/// ```text\n/// x\n/// ```"));
        assert!(!has_example("// ```rust\n// ```"));
    }
}
