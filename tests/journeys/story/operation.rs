//! The operation "Lithuania 2021": its server, the computers that enrol, and the server that goes away and comes back.

use anyhow::Context as _;
use journeys::{Server, Window, programs};
use serde_json::Value;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// A device that lost the server asks for it again within this time.
const WHILE_AWAY: Duration = Duration::from_secs(45);
/// Wraps the data keys: a build machine has no keystore.
const PASSPHRASE: &str = "cold hands";

pub(super) struct Operation {
    dir: PathBuf,
    address: SocketAddr,
    server: Option<Server>,
}

/// Everybody's PIN, by the first name.
pub(super) fn pin(person: &str) -> &'static str {
    match person {
        "Rasa Petrauskienė" => "1357",
        "Jonas Kazlauskas" => "2468",
        "Eglė Žukauskaitė" => "3690",
        _ => "4812",
    }
}

/// Makes the operation with its catalogue by the administrator's commands, and starts the server.
pub(super) fn open(dir: &Path) -> anyhow::Result<Operation> {
    let data = dir.join("server");
    Server::admin(
        &data,
        &[
            "init",
            "--name",
            "Lithuania 2021",
            "--opened-on",
            "2021-07-15",
        ],
    )?;
    let catalogue = dir.join("catalogue.jsonl");
    let made = Command::new(programs::ours("relief-demo")?)
        .arg("catalogue")
        .output()?;
    fs::write(&catalogue, made.stdout)?;
    Server::admin(&data, &["load", &catalogue.to_string_lossy()])?;
    let server = Server::start(&data)?;
    Ok(Operation {
        dir: dir.to_owned(),
        address: server.address(),
        server: Some(server),
    })
}

impl Operation {
    /// The data directory of a computer.
    pub(super) fn data(&self, word: &str) -> PathBuf {
        self.dir.join(word)
    }

    fn admin(&self, args: &[&str]) -> anyhow::Result<Value> {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        Ok(serde_json::from_str(&Server::admin(
            &self.dir.join("server"),
            &args,
        )?)?)
    }

    /// Enrols a computer in its window and lets each of its people set a PIN, the first of them last.
    pub(super) async fn enrol(&self, word: &str, people: &[&str]) -> anyhow::Result<Window> {
        let roles: &[&str] = match word {
            "keeper" => &["--role", "store_keeper", "--site", "PAB"],
            "coordinator" => &["--role", "coordinator", "--role", "fund_officer"],
            _ => &["--role", "auditor"],
        };
        let name = format!("The {word}'s computer");
        let made = self.admin(&[&["enrol", "--device-name", &name], roles].concat())?;
        let code = made["code"].as_str().context("an enrolment code")?;
        let window = Window::open(&self.data(word)).await?;
        window.find("page-enrol").await?;
        window.accessible("enrol").await?;
        window
            .enter("field-address", &self.address.to_string())
            .await?;
        window.enter("field-code", code).await?;
        window.enter("field-device-name", &name).await?;
        window.enter("field-passphrase", PASSPHRASE).await?;
        window.enter("field-passphrase-again", PASSPHRASE).await?;
        window.keys("Enter").await?;
        for (at, person) in people.iter().rev().enumerate() {
            if at > 0 {
                window.press("action-person-menu").await?;
                window.press("action-sign-out").await?;
            }
            self.sets_pin(&window, person).await?;
        }
        Ok(window)
    }

    async fn sets_pin(&self, window: &Window, person: &str) -> anyhow::Result<()> {
        let made = self.admin(&["person", "code", person])?;
        let code = made["pin_code"].as_str().context("a PIN code")?;
        window.find("page-sign-in").await?;
        let button = window
            .until(&format!("{person} among the people"), async || {
                let find = format!("return document.querySelector('[data-name=\"{person}\"]')?.dataset.testid ?? ''");
                let id = window.js(&find).await?;
                Ok(id.as_str().filter(|id| !id.is_empty()).map(str::to_owned))
            })
            .await?;
        window.press(&button).await?;
        window.enter("field-code", code).await?;
        window.enter("field-pin", pin(person)).await?;
        window.keys("Enter").await?;
        window.find("page-today").await?;
        Ok(())
    }

    /// Stops the server as a power cut does.
    pub(super) fn without_server(mut self) -> Self {
        if let Some(server) = self.server.take() {
            server.kill();
        }
        self
    }

    /// Starts it again where the devices know it.
    pub(super) fn with_server(mut self) -> anyhow::Result<Self> {
        self.server = Some(Server::start_on(&self.dir.join("server"), self.address)?);
        Ok(self)
    }

    /// Waits until the computer has nothing more to send; it does so by itself.
    pub(super) async fn all_sent(&self, window: &Window) -> anyhow::Result<()> {
        window
            .wait_text_for("sync-pill", "All sent ·", WHILE_AWAY)
            .await?;
        window
            .until("the exchange with the server", async || {
                let phase = window
                    .js("return document.querySelector('[data-testid=sync-pill]').dataset.phase")
                    .await?;
                Ok((phase == "idle").then_some(()))
            })
            .await
    }
}
