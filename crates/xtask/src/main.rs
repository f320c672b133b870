//! Entry of `cargo xtask`: reads the command's name and hands the rest over.

use std::process::ExitCode;
use xtask::{Outcome, Stop, bench, place::Place, run, test, tidy};

const USAGE: &str = "\
cargo xtask run [--data DIR] [--role keeper|coordinator|auditor] [--page PAGE] [--screenshot FILE] [--release]
    set up what is missing, build, and open the window on a demo ledger;
    --data        where the demo ledger is kept (default: demo)
    --role        whose device to open (default: keeper)
    --page        what to open first, as the address of a page says it: matrix, offers/new (default: today)
    --screenshot  need no screen: leave a picture of the window in FILE and end
    --release     build as people get it
cargo xtask test [--long] [FILTER…]
    set up what is missing and run every check and test; anything else is passed to nextest
    (for example: -p ledger, or the name of a test), and then only those tests run;
    --long        also the tests marked #[ignore], which take long
cargo xtask bench [NAME]
    print one JSON line a figure: post12, sync10k, start, memory, interface,
    million (a ledger of a million lines; takes minutes), or all of them
cargo xtask tidy [--seal]
    check the rules of the house; --seal writes migrations/CHECKSUMS";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Outcome {
    let (name, rest) = args
        .split_first()
        .map_or(("help", args), |(name, rest)| (name.as_str(), rest));
    let place = Place::find()?;
    match name {
        "run" => run::run(&place, &run::Wanted::parse(rest)?),
        "test" => test::test(&place, &test::Wanted::parse(rest)),
        "bench" => bench::bench(&place, rest),
        "tidy" => tidy::command(&place, rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Stop::new(format!(
            "there is no command `{other}`.\n\n{USAGE}"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text says behind `cargo xtask`: long flags.
    fn flags(text: &str) -> Vec<&str> {
        text.lines()
            .filter(|line| line.contains("cargo xtask"))
            .flat_map(str::split_whitespace)
            .map(|word| word.trim_matches(|letter: char| "`[],.;".contains(letter)))
            .filter(|word| word.starts_with("--"))
            .collect()
    }

    #[test]
    fn the_help_names_every_flag_that_the_readme_uses_and_that_run_takes() {
        let readme = flags(include_str!("../../../README.md"));
        assert!(readme.contains(&"--page"), "{readme:?}");
        let taken = ["--data", "--role", "--page", "--screenshot", "--release"];
        for flag in readme.iter().chain(&taken) {
            assert!(USAGE.contains(flag), "{flag}");
        }
    }

    #[test]
    fn the_help_names_every_bench() {
        let source = include_str!("../../scenario/src/measure/mod.rs");
        let (_, list) = source
            .split_once("BENCHES: &[&str] = &[")
            .expect("the list");
        let (list, _) = list.split_once(']').expect("its end");
        let names: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert!(names.len() > 3, "{names:?}");
        for name in names {
            assert!(USAGE.contains(name), "{name}");
        }
    }
}
