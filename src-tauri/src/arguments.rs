//! The command line: `relief-ledger [--data DIR]`.

use anyhow::bail;
use std::{ffi::OsString, path::PathBuf};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The data directory; none: the person's own data folder.
    pub data: Option<PathBuf>,
}

impl Arguments {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// A sentence with the usage when there is anything but `--data DIR`.
    pub fn parse(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<Self> {
        let mut data = None;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            if arg != "--data" {
                bail!(
                    "`{}` is not known; usage: relief-ledger [--data DIR]",
                    arg.display()
                );
            }
            let Some(dir) = args.next() else {
                bail!("--data needs a directory; usage: relief-ledger [--data DIR]");
            };
            data = Some(std::path::absolute(dir)?);
        }
        Ok(Self { data })
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
        let parsed = parse(&["--data", "ledger"]).expect("known");
        assert_eq!(parsed.data, Some(here.join("ledger")));
        assert_eq!(parse(&[]).expect("nothing is fine").data, None);
    }

    #[test]
    fn anything_else_is_answered_with_the_usage() {
        for words in [&["--dta", "x"][..], &["--data"], &["x"]] {
            let fault = parse(words).expect_err("not known").to_string();
            assert!(fault.contains("relief-ledger [--data DIR]"), "{fault}");
        }
    }
}
