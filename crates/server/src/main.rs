//! `relief-server`: the central server, and `relief-server admin` for its administrator.
//!
//! Standard output carries results only (the address, codes, lists); logs go to standard error.

mod cli;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use server::{Config, run};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    start_log();
    let result = match arguments.command {
        Some(cli::Command::Admin(admin)) => cli::admin(admin),
        None => serve(arguments.serve),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            let sentence: Vec<String> = cause.chain().map(ToString::to_string).collect();
            eprintln!("relief-server: {}", sentence.join(": "));
            ExitCode::FAILURE
        }
    }
}

/// JSON lines for machines, text for a terminal. `RUST_LOG` sets the level.
fn start_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init();
    } else {
        log.json().init();
    }
}

fn serve(arguments: cli::Serve) -> anyhow::Result<()> {
    let data = arguments
        .data
        .ok_or_else(|| anyhow::anyhow!("say where the ledger lies: --data DIR"))?;
    let waiting = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // Installed before the address is printed: whoever reads it may stop the server at once.
    let (mut interrupt, mut terminate) = waiting.block_on(async {
        Ok::<_, std::io::Error>((
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
        ))
    })?;
    let running = run(Config::new(data, arguments.listen))?;
    println!("listening on {}", running.address());
    std::io::stdout().flush()?;
    waiting.block_on(async {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    });
    tracing::info!("stopping");
    running.stop();
    Ok(())
}
