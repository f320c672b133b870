//! The command line: what can be typed, and how results are printed.

use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use ledger::body::SiteKind;
use serde::Serialize;
use serde_json::json;
use server::admin::{
    Admin, NewSite, Office, Opening, PersonCode, ShownCode, ShownDevice, ShownGrant,
};

#[derive(Parser)]
#[command(
    name = "relief-server",
    version,
    about = "The central server of Relief Ledger"
)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) serve: Serve,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Args)]
pub(crate) struct Serve {
    /// Data directory, made by `relief-server admin --data DIR init`
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8443")]
    pub(crate) listen: SocketAddr,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Opens the operation, registers sites and people, gives out codes, revokes, backs up; also while the server runs
    Admin(AdminArguments),
}

#[derive(Args)]
pub(crate) struct AdminArguments {
    /// Data directory
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Print results as JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Makes the data directory, its keys and the operation in it
    Init {
        /// The operation's name: "Lithuania 2021"
        #[arg(long)]
        name: String,
        /// The day it was opened: 2021-07-15
        #[arg(long, value_name = "DATE")]
        opened_on: NaiveDate,
        /// The person in whose name the server writes
        #[arg(long, value_name = "NAME", default_value = "Administrator")]
        administrator: String,
    },
    #[command(flatten)]
    Within(Within),
}

#[derive(Subcommand)]
enum Within {
    /// Loads catalogue entries from a file of JSON lines {"kind": …, "body": {…}}, all or none
    Load { file: PathBuf },
    /// Sites
    #[command(subcommand)]
    Site(SiteTask),
    /// People and their PIN codes
    #[command(subcommand)]
    Person(PersonTask),
    /// Makes a one-time code with which a new device enrols
    Enrol {
        #[arg(long, value_name = "NAME")]
        device_name: String,
        /// What the device is for; may be repeated
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<String>,
        /// Code of the site it stands at
        #[arg(long, value_name = "CODE")]
        site: Option<String>,
        #[arg(long, value_name = "HOURS", default_value_t = 72)]
        valid_hours: u32,
    },
    /// Lists the devices
    Devices,
    /// Revokes a device; what it sends from now on is quarantined
    Revoke {
        /// Its letter or id
        device: String,
        #[arg(long)]
        reason: String,
    },
    /// Lists the enrolment codes (not the codes themselves: they are stored nowhere)
    Codes,
    /// Copies the store into a new file, also while the server runs; the keys are not in it
    Backup { file: PathBuf },
}

#[derive(Subcommand)]
enum SiteTask {
    /// Registers a site
    Add {
        /// Two to five capitals that begin its document numbers
        #[arg(long)]
        code: String,
        #[arg(long)]
        name: String,
        #[arg(long, value_enum)]
        kind: Kind,
        /// ISO 3166-1 alpha-2
        #[arg(long)]
        country: String,
        /// IANA name
        #[arg(long)]
        time_zone: String,
    },
}

#[derive(Subcommand)]
enum PersonTask {
    /// Registers a person and prints the code with which they set a PIN
    Add {
        #[arg(long)]
        name: String,
        /// A role, or ROLE@SITE; may be repeated
        #[arg(long = "grant", value_name = "ROLE[@SITE]")]
        grants: Vec<String>,
    },
    /// Gives a person a new code; the old one is void
    Code {
        /// Name or id
        person: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    ReceptionCentre,
    Hub,
    BorderPost,
    Warehouse,
    Office,
}

impl From<Kind> for SiteKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::ReceptionCentre => Self::ReceptionCentre,
            Kind::Hub => Self::Hub,
            Kind::BorderPost => Self::BorderPost,
            Kind::Warehouse => Self::Warehouse,
            Kind::Office => Self::Office,
        }
    }
}

/// Prints a result: one JSON document, or lines for a person.
struct Printer {
    json: bool,
}

impl Printer {
    fn print(&self, value: &impl Serialize, text: impl FnOnce() -> String) -> anyhow::Result<()> {
        if self.json {
            println!("{}", serde_json::to_string(value)?);
        } else {
            println!("{}", text());
        }
        Ok(())
    }
}

/// Does one administrator's task and prints its result.
pub(crate) fn admin(arguments: AdminArguments) -> anyhow::Result<()> {
    let printer = Printer {
        json: arguments.json,
    };
    let data = arguments.data;
    match arguments.task {
        Task::Init {
            name,
            opened_on,
            administrator,
        } => {
            let opening = Opening {
                name,
                opened_on,
                administrator,
            };
            init(&data, &opening, &printer)
        }
        Task::Within(task) => within(&Admin::open(&data)?, task, &printer),
    }
}

fn init(data: &Path, opening: &Opening, printer: &Printer) -> anyhow::Result<()> {
    let admin = Admin::init(data, opening)?;
    let operation = admin.operation()?;
    let value = json!({
        "operation": operation.uuid,
        "name": operation.name,
        "server_key": admin.server_key(),
    });
    printer.print(&value, || {
        let key = data.join("keys/administrator.key");
        format!(
            "opened “{}” ({})\nMove {} to a safe place away from this computer: keep it offline.",
            operation.name,
            operation.uuid,
            key.display()
        )
    })
}

/// Tasks inside a ledger that is there.
fn within(admin: &Admin, task: Within, printer: &Printer) -> anyhow::Result<()> {
    match task {
        Within::Load { file } => {
            let open =
                File::open(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let loaded = admin.load(BufReader::new(open))?;
            printer.print(&loaded, || format!("loaded {} entries", loaded.entries))
        }
        Within::Site(task) => site(admin, task, printer),
        Within::Person(task) => person(admin, task, printer),
        Within::Enrol {
            device_name,
            roles,
            site,
            valid_hours,
        } => {
            let code = admin
                .new_enrolment_code(&Office {
                    device_name,
                    roles,
                    site,
                    valid_hours,
                })?
                .to_string();
            printer.print(&json!({"code": code, "valid_hours": valid_hours}), || {
                code.clone()
            })
        }
        Within::Devices => {
            let devices = admin.devices()?;
            printer.print(&devices, || lines(&devices, device_line))
        }
        Within::Revoke { device, reason } => {
            let device = admin.revoke(&device, &reason)?;
            printer.print(&json!({"revoked": device}), || format!("revoked {device}"))
        }
        Within::Codes => {
            let codes = admin.codes()?;
            printer.print(&codes, || lines(&codes, code_line))
        }
        Within::Backup { file } => {
            admin.backup(&file)?;
            printer.print(&json!({"backup": file}), || {
                format!("copied to {}", file.display())
            })
        }
    }
}

fn site(admin: &Admin, task: SiteTask, printer: &Printer) -> anyhow::Result<()> {
    match task {
        SiteTask::Add {
            code,
            name,
            kind,
            country,
            time_zone,
        } => {
            let site = NewSite {
                code,
                name,
                kind: kind.into(),
                country,
                time_zone,
            };
            let id = admin.add_site(&site)?;
            printer.print(&json!({"site": id, "code": site.code}), || {
                format!("{} {id}", site.code)
            })
        }
    }
}

fn person(admin: &Admin, task: PersonTask, printer: &Printer) -> anyhow::Result<()> {
    let text = |made: &PersonCode| format!("{}: {}", made.name, made.pin_code);
    match task {
        PersonTask::Add { name, grants } => {
            let grants = grants
                .iter()
                .map(|grant| grant.parse())
                .collect::<Result<Vec<ShownGrant>, _>>()?;
            let made = admin.add_person(&name, &grants)?;
            printer.print(&made, || text(&made))
        }
        PersonTask::Code { person } => {
            let made = admin.new_person_code(&person)?;
            printer.print(&made, || text(&made))
        }
    }
}

fn lines<T>(all: &[T], line: impl Fn(&T) -> String) -> String {
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn device_line(device: &ShownDevice) -> String {
    let state = match device.revoked_at_pos {
        Some(pos) => format!("revoked at {pos}"),
        None => "active".to_owned(),
    };
    format!(
        "{}  {}  {}  {}  {state}",
        device.letter,
        device.device,
        device.name,
        device.roles.join(",")
    )
}

fn code_line(code: &ShownCode) -> String {
    let state = match (code.used_at, code.expired) {
        (Some(at), _) => format!("used {}", instant(at)),
        (None, true) => format!("expired {}", instant(code.expires_at)),
        (None, false) => format!("valid until {}", instant(code.expires_at)),
    };
    format!(
        "{}  {}  {}  {state}",
        code.id,
        code.device_name,
        code.roles.join(",")
    )
}

fn instant(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).map_or_else(
        || seconds.to_string(),
        |at| at.format("%Y-%m-%d %H:%M UTC").to_string(),
    )
}
