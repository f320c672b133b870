//! A real server in process, and devices that speak to it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{Context, Problem};
use chrono::NaiveDate;
use serde_json::{Value, json};
use server::admin::{Admin, Office, Opening, PersonCode};
use server::{Config, Running};
use tempfile::TempDir;
use uplink::HttpsLink;

pub const PIN: &str = "2468";
const SITE: &str = "01900000-0000-7000-8000-000000000001";

pub struct Stage {
    pub directory: TempDir,
    pub admin: Admin,
    pub site: String,
    pub ona: PersonCode,
    pub running: Option<Running>,
}

pub struct Device {
    /// Removed with the device.
    directory: TempDir,
    pub context: Arc<Context>,
    pub link: Arc<HttpsLink>,
}

impl Stage {
    pub fn open() -> Self {
        let directory = TempDir::new().unwrap();
        let opening = Opening {
            name: "Lithuania 2021".into(),
            opened_on: NaiveDate::from_ymd_opt(2021, 7, 15).unwrap(),
            administrator: "Administrator".into(),
        };
        let admin = Admin::init(directory.path(), &opening).unwrap();
        let site = SITE.to_owned();
        let line = format!(
            r#"{{"kind":"site_registered","body":{{"id":"{SITE}","code":"PAB","name":"Pabradė",
            "kind":"RECEPTION_CENTRE","country":"LT","time_zone":"Europe/Vilnius"}}}}"#
        );
        admin.load(line.replace('\n', "").as_bytes()).unwrap();
        let ona = admin
            .add_person("Ona", &["store_keeper@PAB".parse().unwrap()])
            .unwrap();
        let mut stage = Self {
            directory,
            admin,
            site,
            ona,
            running: None,
        };
        stage.start("127.0.0.1:0".parse().unwrap());
        stage
    }

    pub fn start(&mut self, listen: SocketAddr) {
        let config = Config::new(self.directory.path().to_owned(), listen);
        self.running = Some(server::run(config).unwrap());
    }

    /// Stops the server and gives the address at which it can be started again.
    pub fn stop(&mut self) -> SocketAddr {
        let running = self.running.take().unwrap();
        let address = running.address();
        running.stop();
        address
    }

    pub fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().address()
    }

    pub fn code(&self) -> String {
        let office = Office {
            device_name: "Store".into(),
            roles: vec!["store_keeper".into()],
            site: Some("PAB".into()),
            valid_hours: 1,
        };
        self.admin.new_enrolment_code(&office).unwrap().to_string()
    }

    /// An enrolled device that holds the catalogue, with Ona signed in.
    pub fn keeper(&self) -> Device {
        let device = Device::new();
        device
            .enrol(&self.address().to_string(), &self.code())
            .unwrap();
        device.context.sync_once().unwrap();
        let person = self.ona.person;
        device
            .call(
                "set_pin",
                json!({"person": person, "code": self.ona.pin_code, "pin": PIN}),
            )
            .unwrap();
        device
            .call("sign_in", json!({"person": person, "pin": PIN}))
            .unwrap();
        device
    }
}

impl Device {
    pub fn new() -> Self {
        let directory = TempDir::new().unwrap();
        mark_as_demo(directory.path());
        Self::at(directory)
    }

    fn at(directory: TempDir) -> Self {
        let link = Arc::new(HttpsLink::start().unwrap());
        let context = Arc::new(Context::open(
            directory.path().to_owned(),
            Arc::clone(&link) as _,
        ));
        Self {
            directory,
            context,
            link,
        }
    }

    /// The same computer after its program ended.
    pub fn reopened(self) -> Self {
        let Self {
            directory,
            context,
            link,
        } = self;
        drop((context, link));
        Self::at(directory)
    }

    pub fn call(&self, name: &str, request: Value) -> Result<Value, Problem> {
        self.context.call(name, request)
    }

    pub fn enrol(&self, address: &str, code: &str) -> Result<Value, Problem> {
        let request =
            json!({"address": address, "code": code, "device_name": "Store", "passphrase": null});
        self.call("enrol", request)
    }

    /// Writes one entry.
    pub fn add_point(&self, stage: &Stage, name: &str) {
        self.call("add_point", json!({"site": stage.site, "name": name}))
            .unwrap();
    }

    pub fn unsent(&self) -> u64 {
        self.call("sync_status", json!({})).unwrap()["unsent"]
            .as_u64()
            .unwrap()
    }

    /// Names of the site's points as this device knows them.
    pub fn points(&self) -> Vec<String> {
        let sites = self.call("sites", json!({})).unwrap();
        let points = sites[0]["points"].as_array().unwrap();
        points
            .iter()
            .map(|point| point["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The published passphrase opens it, so no keystore is asked.
pub fn mark_as_demo(directory: &Path) {
    std::fs::write(directory.join("demo"), "").unwrap();
}

/// Waits for something that happens by itself.
pub fn eventually(what: &str, within: Duration, done: impl Fn() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < within, "{what}: not within {within:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
