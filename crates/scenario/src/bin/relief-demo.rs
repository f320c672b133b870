//! Makes the demonstration, and serves it.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use scenario::{demo, devices};

/// The demo ledger of Relief Ledger.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Makes a server and four devices in DIR and fills them with the story; keeps what is there.
    Prepare {
        #[arg(long)]
        dir: PathBuf,
    },
    /// Prints the catalogue of "Lithuania 2021" as JSON lines, for `relief-server admin load`.
    Catalogue,
    /// Runs the server of a prepared DIR until it is stopped.
    Serve {
        #[arg(long)]
        dir: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().verb {
        Verb::Prepare { dir } => {
            let demo = demo::prepare(&dir)?;
            println!("{}", serde_json::to_string_pretty(&demo)?);
            Ok(())
        }
        Verb::Catalogue => {
            for body in scenario::lithuania_2021::catalogue() {
                println!(r#"{{"kind":"{}","body":{}}}"#, body.kind(), body.to_json());
            }
            Ok(())
        }
        Verb::Serve { dir } => {
            let demo = demo::read(&dir)?;
            let running = devices::serve(&dir.join("server"), demo.server_address)
                .with_context(|| format!("cannot serve the demo on {}", demo.server_address))?;
            println!("listening on {}", running.address());
            loop {
                std::thread::park();
            }
        }
    }
}
