//! `relief`: the same calls as the window, for scripts. Replies and problems are JSON on standard output.
//!
//! Exit codes: 0 done, 1 refused (the `Problem` is on standard output), 2 wrong usage.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::{Context, Problem};
use clap::{Parser, Subcommand};
use serde_json::{Value, json};
use tracing_subscriber::EnvFilter;
use uplink::HttpsLink;

/// Holds the passphrase, where no one can type it.
const PASSPHRASE: &str = "RELIEF_PASSPHRASE";

#[derive(Parser)]
#[command(
    name = "relief",
    version,
    about = "Relief Ledger from the command line"
)]
struct Arguments {
    /// Data directory of this computer
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Who acts: name or id. The PIN is read from standard input
    #[arg(long, value_name = "NAME_OR_ID")]
    person: Option<String>,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Makes one call of the contract and prints its reply
    Call {
        name: String,
        /// The request
        #[arg(value_name = "JSON")]
        request: Option<String>,
    },
    /// Lists every call with the JSON schemas of its request and reply
    Calls,
    /// One whole exchange with the server
    Sync,
}

/// What ends the program early.
enum Stop {
    Problem(Problem),
    Usage(String),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
    match run(&arguments) {
        Ok(reply) => print(&reply, ExitCode::SUCCESS),
        Err(Stop::Problem(problem)) => match serde_json::to_value(&problem) {
            Ok(value) => print(&value, ExitCode::from(1)),
            Err(cause) => usage(&cause.to_string()),
        },
        Err(Stop::Usage(sentence)) => usage(&sentence),
    }
}

fn print(value: &Value, code: ExitCode) -> ExitCode {
    let mut out = io::stdout().lock();
    match writeln!(out, "{value:#}").and_then(|()| out.flush()) {
        Ok(()) => code,
        Err(_) => ExitCode::from(2),
    }
}

fn usage(sentence: &str) -> ExitCode {
    eprintln!("relief: {sentence}");
    ExitCode::from(2)
}

fn run(arguments: &Arguments) -> Result<Value, Stop> {
    let data = || {
        arguments
            .data
            .clone()
            .ok_or_else(|| Stop::Usage("say where the ledger lies: --data DIR".to_owned()))
    };
    match &arguments.task {
        Task::Calls => Ok(calls()),
        Task::Call { name, request } => {
            let request = match request {
                None => json!({}),
                Some(text) => serde_json::from_str(text)
                    .map_err(|cause| Stop::Usage(format!("the request is not JSON: {cause}")))?,
            };
            let context = open(data()?)?;
            if let Some(person) = &arguments.person {
                sign_in(&context, person)?;
            }
            Ok(context.call(name, request)?)
        }
        Task::Sync => {
            let context = open(data()?)?;
            let exchanged = context.sync_once()?;
            Ok(json!({"sent": exchanged.sent, "received": exchanged.received}))
        }
    }
}

fn calls() -> Value {
    let all = app::contract::schemas()
        .into_iter()
        .map(|(name, request, reply)| json!({"name": name, "request": request, "reply": reply}));
    json!({"calls": all.collect::<Vec<_>>(), "problems": app::contract::CODES})
}

/// Opens the ledger, with the passphrase where one is needed.
fn open(data: PathBuf) -> Result<Context, Stop> {
    let link = HttpsLink::start()
        .map_err(|cause| Stop::Usage(format!("the system starts no threads: {cause}")))?;
    let context = Context::open(data, Arc::new(link));
    let status = context.call("status", json!({}))?;
    if status["stage"] == "locked" {
        context.call("unlock", json!({"passphrase": passphrase()?}))?;
    }
    Ok(context)
}

fn passphrase() -> Result<String, Stop> {
    match std::env::var(PASSPHRASE) {
        Ok(passphrase) => Ok(passphrase),
        Err(_) if io::stdin().is_terminal() => secret("Passphrase: "),
        Err(_) => Err(Stop::Usage(format!(
            "this ledger needs its passphrase: set {PASSPHRASE}"
        ))),
    }
}

/// One secret line. At a terminal it is asked for and not shown; otherwise it is a line of standard input.
fn secret(prompt: &str) -> Result<String, Stop> {
    let failed = |cause: io::Error| Stop::Usage(format!("standard input cannot be read: {cause}"));
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(prompt).map_err(failed);
    }
    let mut text = String::new();
    io::stdin().read_line(&mut text).map_err(failed)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn sign_in(context: &Context, name_or_id: &str) -> Result<(), Stop> {
    let people = context.call("people", json!({}))?;
    let is_meant = |person: &&Value| person["id"] == name_or_id || person["name"] == name_or_id;
    let meant: Vec<&Value> = people
        .as_array()
        .into_iter()
        .flatten()
        .filter(is_meant)
        .collect();
    let person = match meant[..] {
        [person] => person["id"].clone(),
        [] => return Err(Stop::Usage(format!("nobody here is called {name_or_id}"))),
        _ => {
            return Err(Stop::Usage(format!(
                "several people are called {name_or_id}; give the id instead"
            )));
        }
    };
    context.call(
        "sign_in",
        json!({"person": person, "pin": secret("PIN: ")?}),
    )?;
    Ok(())
}
