//! The demo ledger as anybody makes it: `relief-demo prepare`, its devices, and `relief` to look into them.
//!
//! What a newcomer would get wrong: a data directory has one process. `relief` answers only while no
//! window has the same one open.

use crate::{Window, programs};
use anyhow::{Context as _, ensure};
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use xtask::leash::Leash;

/// How long the demo's server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the demo's ledgers are locked with; published.
pub const PASSPHRASE: &str = "demo";

/// Somebody of the demo.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The computer's folder.
    pub device: &'static str,
    pub name: &'static str,
    pub pin: &'static str,
}

pub const KEEPER: Person = Person {
    device: "keeper",
    name: "Rasa Petrauskienė",
    pin: "1111",
};
/// Fund officer too.
pub const COORDINATOR: Person = Person {
    device: "coordinator",
    name: "Jonas Kazlauskas",
    pin: "2222",
};
/// Coordinator and nothing else.
pub const SECOND: Person = Person {
    device: "coordinator",
    name: "Eglė Žukauskaitė",
    pin: "3333",
};
pub const AUDITOR: Person = Person {
    device: "auditor",
    name: "Ona Balčiūnaitė",
    pin: "4444",
};

/// A prepared demo.
pub struct Demo {
    dir: PathBuf,
    address: SocketAddr,
}

impl Demo {
    /// Makes the demo in `dir`.
    ///
    /// # Errors
    /// What `relief-demo` says.
    pub fn prepare(dir: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(programs::ours("relief-demo")?);
        command.arg("prepare").arg("--dir").arg(dir);
        let said = output(&mut command, "")?;
        let address = said["server_address"].as_str().context("an address")?;
        Ok(Self {
            address: address.parse()?,
            dir: dir.to_owned(),
        })
    }

    /// Runs `relief-demo serve` until dropped.
    ///
    /// # Errors
    /// When it does not listen in time.
    pub fn serve(&self) -> anyhow::Result<Leash> {
        let mut command = Command::new(programs::ours("relief-demo")?);
        command.arg("serve").arg("--dir").arg(&self.dir);
        let server = Leash::start("relief-demo", &command)?;
        server.line(PATIENCE, |line| line.starts_with("listening").then_some(()))?;
        Ok(server)
    }

    /// Where its devices look for the server.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The server's data directory.
    #[must_use]
    pub fn server(&self) -> PathBuf {
        self.dir.join("server")
    }

    /// The data directory of somebody's computer.
    #[must_use]
    pub fn data(&self, person: Person) -> PathBuf {
        self.dir.join(person.device)
    }

    /// A second data directory with the same files; the first has to be closed.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn copy(&self, person: Person, name: &str) -> anyhow::Result<PathBuf> {
        let to = self.dir.join(name);
        fs::create_dir(&to)?;
        for entry in fs::read_dir(self.data(person))? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        Ok(to)
    }

    /// Makes a call as this person by `relief`; their window has to be closed.
    ///
    /// # Errors
    /// The call's problem, or that the window is open.
    pub fn call(&self, person: Person, name: &str, request: &Value) -> anyhow::Result<Value> {
        let mut command = self.relief(person)?;
        command.args(["--person", person.name, "call", name]);
        command.arg(request.to_string());
        output(&mut command, person.pin).with_context(|| format!("{name} {request}"))
    }

    /// One whole exchange of somebody's computer with the server, by `relief`.
    ///
    /// # Errors
    /// Why it ended early.
    pub fn sync(&self, person: Person) -> anyhow::Result<Value> {
        output(self.relief(person)?.arg("sync"), "")
    }

    fn relief(&self, person: Person) -> anyhow::Result<Command> {
        let mut command = Command::new(programs::ours("relief")?);
        command.arg("--data").arg(self.data(person));
        command.env("RELIEF_PASSPHRASE", PASSPHRASE);
        Ok(command)
    }

    /// The numbers of the documents of one kind that somebody's computer holds, in order.
    ///
    /// # Errors
    /// As `call`.
    pub fn numbers(&self, person: Person, kind: &str) -> anyhow::Result<Vec<String>> {
        let request = serde_json::json!({"site": null, "kind": kind, "text": null, "offset": 0, "limit": 200});
        let rows = self.call(person, "documents", &request)?;
        let rows = rows.as_array().context("a list of documents")?;
        let mut numbers: Vec<String> = rows
            .iter()
            .filter_map(|row| Some(row["number"].as_str()?.to_owned()))
            .collect();
        numbers.sort();
        Ok(numbers)
    }
}

/// What a program prints as JSON, with one line to read on its standard input.
fn output(command: &mut Command, line: &str) -> anyhow::Result<Value> {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{line}")?;
    }
    let done = child.wait_with_output()?;
    ensure!(
        done.status.success(),
        "{}: {}{}",
        done.status,
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(serde_json::from_slice(&done.stdout)?)
}

impl Window {
    /// Chooses this person on the sign-in page and types their PIN; Today stands afterwards.
    ///
    /// # Errors
    /// When they are not offered, or are refused.
    pub async fn sign_in(&self, person: Person) -> anyhow::Result<()> {
        self.type_pin(person, person.pin).await?;
        self.find("action-person-menu").await?;
        Ok(())
    }

    /// Chooses this person on the sign-in page, types `pin` and presses Enter.
    ///
    /// # Errors
    /// When they are not offered.
    pub async fn type_pin(&self, person: Person, pin: &str) -> anyhow::Result<()> {
        let find = format!(
            "return document.querySelector('[data-name=\"{}\"]')?.dataset.testid ?? null",
            person.name
        );
        let row = self
            .until(&format!("{} among the people", person.name), async || {
                Ok(self.js(&find).await?.as_str().map(str::to_owned))
            })
            .await?;
        self.click(&row).await?;
        self.fill("field-pin", pin).await?;
        self.keys("Enter").await
    }

    /// Goes to an address of the page, such as `#/receive/new`, and waits until its page stands and is read.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn open_page(&self, hash: &str, page: &str) -> anyhow::Result<()> {
        self.js(&format!("location.hash = '{hash}'")).await?;
        self.stands(page).await
    }

    /// Waits until a page stands and is read.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn stands(&self, page: &str) -> anyhow::Result<()> {
        self.find(page).await?;
        self.until(&format!("{page} is read"), async || {
            let loading = self.find_all("loading").await?;
            Ok(loading.is_empty().then_some(()))
        })
        .await
    }
}
