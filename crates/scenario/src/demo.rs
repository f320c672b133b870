//! The demonstration: a server and four devices in one folder, filled by telling the story.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use server::clock::Clock;

use crate::devices::{
    AUDITOR, COORDINATOR, Device, KEEPER, Post, RUKLA, any_port, open_operation_at, serve_at,
};
use crate::lithuania_2021::telling::{self, Stage};

/// Written last: a folder that has it is complete.
const DESCRIPTION: &str = "demo.json";
/// Written first: only a folder that has it is ever cleared.
const MARK: &str = ".relief-demo";

/// When the operation was opened and its first computers were enrolled.
pub const BEGINNING: &str = "2021-07-15T06:00:00Z";
/// Everybody's computer.
const POSTS: [Post; 4] = [KEEPER, RUKLA, COORDINATOR, AUDITOR];

/// What `demo.json` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demo {
    pub server_address: SocketAddr,
    /// `keeper`, `rukla`, `coordinator`, `auditor`.
    pub roles: BTreeMap<String, Role>,
}

/// One device of the demonstration.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    /// Data directory, relative to the demonstration's folder.
    pub data: String,
    /// Name of the person to sign in as.
    pub person: String,
    pub person_id: String,
    pub pin: String,
}

/// Makes the demonstration, or keeps the one that is there.
///
/// # Errors
/// The folder holds something else, or a call is refused.
pub fn prepare(dir: &Path) -> Result<Demo> {
    if dir.join(DESCRIPTION).exists() {
        return read(dir);
    }
    clear(dir)?;
    let clock = Clock::at(DateTime::parse_from_rfc3339(BEGINNING)?.timestamp());
    let admin = open_operation_at(&dir.join("server"), clock.clone())?;
    let server = serve_at(&dir.join("server"), any_port(), clock.clone())?;
    let address = server.address();
    let device = |post: &Post| Device::enrol(&dir.join(post.word), &admin, address, post);
    let (keeper, rukla) = (device(&KEEPER)?, device(&RUKLA)?);
    let (coordinator, auditor) = (device(&COORDINATOR)?, device(&AUDITOR)?);
    telling::tell(&Stage {
        clock: &clock,
        keeper: &keeper,
        rukla: &rukla,
        coordinator: &coordinator,
        auditor: &auditor,
    })?;
    clock.set(Utc::now().timestamp());
    for device in [&coordinator, &keeper, &rukla, &auditor] {
        // The story is over: each device compares its clock, the real one now, with the server's.
        device.clock.set(Utc::now());
        device.context.sync_once().context("the last exchange")?;
    }
    drop((keeper, rukla, coordinator, auditor));
    server.stop();
    let demo = Demo {
        server_address: address,
        roles: POSTS.iter().map(role).collect(),
    };
    let text = serde_json::to_string_pretty(&demo)?;
    fs::write(dir.join("demo.json.new"), text + "\n")?;
    fs::rename(dir.join("demo.json.new"), dir.join(DESCRIPTION))?;
    Ok(demo)
}

fn role(post: &Post) -> (String, Role) {
    let person = post.people[0];
    let role = Role {
        data: post.word.to_owned(),
        person: person.name.to_owned(),
        person_id: person.id().to_string(),
        pin: person.pin.to_owned(),
    };
    (post.word.to_owned(), role)
}

/// Reads the description of a finished demonstration.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn read(dir: &Path) -> Result<Demo> {
    let path = dir.join(DESCRIPTION);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("{} is no description of a demo", path.display()))
}

/// Removes what an interrupted attempt left behind; never anything else.
fn clear(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir)?;
    let empty = fs::read_dir(dir)?.next().is_none();
    let ours = dir.join(MARK).exists();
    ensure!(
        empty || ours,
        "{} is not empty and holds no demo; choose another folder",
        dir.display()
    );
    fs::write(dir.join(MARK), "relief-demo\n")?;
    let words = POSTS.iter().map(|post| post.word);
    for word in words.chain(["server"]) {
        let part = dir.join(word);
        if part.exists() {
            fs::remove_dir_all(&part)
                .with_context(|| format!("cannot remove {}", part.display()))?;
        }
    }
    Ok(())
}
