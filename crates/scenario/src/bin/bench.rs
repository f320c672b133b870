//! Runs one bench, or all, and prints one JSON line a figure.

use anyhow::Result;
use clap::Parser;
use scenario::measure;

#[derive(Parser)]
#[command(about = format!("Benches of Relief Ledger: {}.", measure::BENCHES.join(", ")))]
struct Arguments {
    /// The bench to run; all of them when none is named.
    name: Option<String>,
}

fn main() -> Result<()> {
    let name = Arguments::parse().name;
    let names = name
        .as_deref()
        .map_or_else(|| measure::BENCHES.to_vec(), |name| vec![name]);
    for name in names {
        for line in measure::run(name)? {
            println!("{}", serde_json::to_string(&line)?);
        }
    }
    Ok(())
}
