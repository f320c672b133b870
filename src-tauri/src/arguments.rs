//! The command line: `relief-ledger [--data DIR] [--page PAGE] [--demo-person ID --demo-pin PIN]`.

use anyhow::bail;
use std::{ffi::OsString, path::PathBuf};

const USAGE: &str =
    "usage: relief-ledger [--data DIR] [--page PAGE] [--demo-person ID --demo-pin PIN]";

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The data directory; none: the person's own data folder.
    pub data: Option<PathBuf>,
    /// The page to open first: `matrix`.
    pub page: Option<String>,
    /// Who is signed in at once, where the data directory is a demo's and its PINs are published.
    pub demo_person: Option<String>,
    pub demo_pin: Option<String>,
}

impl Arguments {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// A sentence with the usage when there is anything else.
    pub fn parse(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<Self> {
        let mut parsed = Self::default();
        let mut args = args.into_iter();
        while let Some(flag) = args.next() {
            let flag = flag.to_string_lossy().into_owned();
            let known = ["--data", "--page", "--demo-person", "--demo-pin"];
            if !known.contains(&flag.as_str()) {
                bail!("`{flag}` is not known; {USAGE}");
            }
            let Some(value) = args.next() else {
                bail!("{flag} needs a value; {USAGE}");
            };
            let text = || Some(value.to_string_lossy().into_owned());
            match flag.as_str() {
                "--data" => parsed.data = Some(std::path::absolute(value)?),
                "--page" => parsed.page = text(),
                "--demo-person" => parsed.demo_person = text(),
                _ => parsed.demo_pin = text(),
            }
        }
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> anyhow::Result<Arguments> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn the_data_directory_is_made_absolute() {
        let here = std::env::current_dir().expect("there is a working directory");
        let parsed = parse(&["--data", "ledger", "--page", "matrix"]).expect("known");
        assert_eq!(parsed.data, Some(here.join("ledger")));
        assert_eq!(parsed.page.as_deref(), Some("matrix"));
        assert_eq!(parse(&[]).expect("nothing is fine"), Arguments::default());
    }

    #[test]
    fn anything_else_is_answered_with_the_usage() {
        for words in [&["--dta", "x"][..], &["--data"], &["x"]] {
            let fault = parse(words).expect_err("not known").to_string();
            assert!(fault.contains("relief-ledger [--data DIR]"), "{fault}");
        }
    }
}
