//! Devices and a server in one process: how tests and the demo set the scene.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Status;
use app::contract::requests::{Enrol, SetPin, SignIn};
use app::source::{SetClock, SystemRandom};
use chrono::DateTime;
use ledger::body::Body;
use server::admin::{Admin, Office, Opening};
use server::clock::Clock;
use uplink::HttpsLink;

use crate::ask::ask;
use crate::lithuania_2021::people::{self, Person};
use crate::lithuania_2021::{OPENED_ON, OPERATION, catalogue};

/// A device with a clock that the story sets.
pub struct Device {
    pub context: Arc<Context>,
    pub clock: Arc<SetClock>,
    pub link: Arc<HttpsLink>,
}

/// What a device is for.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    /// Name of its folder in a demo.
    pub word: &'static str,
    pub device_name: &'static str,
    roles: &'static [&'static str],
    site: Option<&'static str>,
    /// Who works at it; the first is signed in by the story.
    pub people: &'static [Person],
}

pub const KEEPER: Post = Post {
    word: "keeper",
    device_name: "Pabradė store",
    roles: &["store_keeper"],
    site: Some("PAB"),
    people: &[people::KEEPER, people::HEAD],
};

pub const RUKLA: Post = Post {
    word: "rukla",
    device_name: "Rukla store",
    roles: &["store_keeper"],
    site: Some("RUK"),
    people: &[people::RUKLA],
};

pub const COORDINATOR: Post = Post {
    word: "coordinator",
    device_name: "Coordination office",
    roles: &["coordinator", "fund_officer"],
    site: None,
    people: &[people::COORDINATOR, people::SECOND],
};

pub const AUDITOR: Post = Post {
    word: "auditor",
    device_name: "Auditor",
    roles: &["auditor"],
    site: None,
    people: &[people::AUDITOR],
};

/// Makes a server's data directory with the operation and its catalogue.
///
/// # Errors
/// That it cannot be written.
pub fn open_operation(dir: &Path) -> Result<Admin> {
    open_operation_at(dir, Clock::default())
}

/// The same by a clock that the story sets.
///
/// # Errors
/// As `open_operation`.
pub fn open_operation_at(dir: &Path, clock: Clock) -> Result<Admin> {
    let opening = Opening {
        name: OPERATION.to_owned(),
        opened_on: OPENED_ON.parse()?,
        administrator: people::ADMINISTRATOR.to_owned(),
    };
    let admin = Admin::init_at(dir, &opening, clock)?;
    let entries: Vec<_> = catalogue()
        .into_iter()
        .map(|body: Body| body.into())
        .collect();
    admin.load_entries(&entries)?;
    Ok(admin)
}

/// Starts a server on a data directory.
///
/// # Errors
/// That it cannot start.
pub fn serve(dir: &Path, listen: SocketAddr) -> Result<server::Running> {
    serve_at(dir, listen, Clock::default())
}

/// The same by a clock that the story sets.
///
/// # Errors
/// As `serve`.
pub fn serve_at(dir: &Path, listen: SocketAddr, clock: Clock) -> Result<server::Running> {
    let config = server::Config {
        clock,
        ..server::Config::new(dir.to_owned(), listen)
    };
    Ok(server::run(config)?)
}

/// Any free port of this computer.
#[must_use]
pub fn any_port() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

impl Device {
    /// Opens a data directory.
    ///
    /// # Errors
    /// The system starts no threads.
    pub fn open(dir: &Path) -> Result<Self> {
        let clock = Arc::new(SetClock::at(
            DateTime::parse_from_rfc3339("2021-07-15T06:00:00Z")?.to_utc(),
        ));
        let link = Arc::new(HttpsLink::start()?);
        let context = Context::open_with(
            dir.to_owned(),
            Arc::clone(&link) as _,
            Arc::clone(&clock) as _,
            Arc::new(SystemRandom),
        );
        Ok(Self {
            context: Arc::new(context),
            clock,
            link,
        })
    }

    /// Makes a demo device: enrols it by a one-time code, pulls, and sets the PIN of everybody who works at it. The
    /// first of them is signed in at the end.
    ///
    /// # Errors
    /// A call that is refused.
    pub fn enrol(dir: &Path, admin: &Admin, address: SocketAddr, post: &Post) -> Result<Self> {
        fs::create_dir_all(dir)?;
        fs::write(
            dir.join("demo"),
            "This ledger is a demonstration; its passphrase is published: demo\n",
        )?;
        let device = Self::open(dir)?;
        let office = Office {
            device_name: post.device_name.to_owned(),
            roles: post.roles.iter().map(|&role| role.to_owned()).collect(),
            site: post.site.map(str::to_owned),
            valid_hours: 1,
        };
        let request = Enrol {
            address: address.to_string(),
            code: admin.new_enrolment_code(&office)?.to_string(),
            device_name: post.device_name.to_owned(),
            passphrase: None,
        };
        let _: Status = ask(&device.context, "enrol", &request).context("the enrolment")?;
        device.context.sync_once().context("the first pull")?;
        for person in post.people {
            let (code, pin) = (person.code.to_owned(), person.pin.to_owned());
            let request = SetPin {
                person: person.id(),
                code,
                pin,
            };
            let _: Status = ask(&device.context, "set_pin", &request)
                .with_context(|| person.name.to_owned())?;
        }
        if let Some(person) = post.people.first() {
            device.sign_in(person)?;
        }
        Ok(device)
    }

    /// Signs somebody in.
    ///
    /// # Errors
    /// A wrong PIN.
    pub fn sign_in(&self, person: &Person) -> Result<()> {
        let request = SignIn {
            person: person.id(),
            pin: person.pin.to_owned(),
        };
        let _: Status = ask(&self.context, "sign_in", &request)?;
        Ok(())
    }

    #[must_use]
    pub fn dir(&self) -> PathBuf {
        self.context.dir().to_owned()
    }
}
