//! Entry of `cargo xtask`: reads the command's name and hands the rest over.

use std::process::ExitCode;
use xtask::{Outcome, Stop, bench, place::Place, run, test, tidy};

const USAGE: &str = "\
cargo xtask run [--data DIR] [--role keeper|coordinator|auditor] [--screenshot FILE] [--release]
    set up what is missing, build, and open the window on a demo ledger;
    --data        where the demo ledger is kept (default: demo)
    --role        whose device to open (default: keeper)
    --screenshot  need no screen: leave a picture of the window in FILE and end
cargo xtask test [--long] [FILTER…]
    set up what is missing and run every check and test; anything else is passed to nextest
    (for example: -p ledger, or the name of a test), and then only those tests run;
    --long        also the tests marked #[ignore], which take long
cargo xtask bench [NAME]
    print one JSON line a figure
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
