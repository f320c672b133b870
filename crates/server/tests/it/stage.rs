//! A data directory with an operation in it, and a server running on it.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::NaiveDate;
use ledger::body::SiteKind;
use ledger::ids::SiteId;
use proof::keys::SigningKey;
use replication::wire::{
    self, EnrolReply, EnrolRequest, ErrorCode, ErrorReply, MAX_MESSAGE_BYTES, PROTOCOL,
};
use server::admin::{Admin, NewSite, Office, Opening};
use server::store::Storage;
use server::store::sqlite::Sqlite;
use server::{Config, Running, run};
use tempfile::TempDir;
use uuid::Uuid;

use crate::device::Device;

pub struct Stage {
    pub directory: TempDir,
    pub admin: Admin,
    pub site: SiteId,
    /// Store keeper at PAB.
    pub ona: Uuid,
    /// Coordinator and fund officer.
    pub rasa: Uuid,
    pub running: Option<Running>,
    pub client: Client,
}

impl Stage {
    pub fn open() -> Self {
        let mut stage = Self::closed();
        stage.start();
        stage
    }

    /// Without a server.
    pub fn closed() -> Self {
        let directory = TempDir::new().unwrap();
        let opened_on = NaiveDate::from_ymd_opt(2021, 7, 15).unwrap();
        let opening = Opening {
            name: "Lithuania 2021".into(),
            opened_on,
            administrator: "Administrator".into(),
        };
        let admin = Admin::init(directory.path(), &opening).unwrap();
        let site = admin.add_site(&pabrade()).unwrap();
        let keeper = ["store_keeper@PAB".parse().unwrap()];
        let ona = admin.add_person("Ona", &keeper).unwrap().person.0;
        let office = [
            "coordinator".parse().unwrap(),
            "fund_officer".parse().unwrap(),
        ];
        let rasa = admin.add_person("Rasa", &office).unwrap().person.0;
        Self {
            directory,
            admin,
            site,
            ona,
            rasa,
            running: None,
            client: Client::new(),
        }
    }

    pub fn start(&mut self) {
        let listen = "127.0.0.1:0".parse().unwrap();
        self.running = Some(run(Config::new(self.directory.path().to_owned(), listen)).unwrap());
    }

    pub fn stop(&mut self) {
        self.running.take().unwrap().stop();
    }

    pub fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().address()
    }

    pub fn site_scope(&self) -> String {
        format!("site:{}", self.site)
    }

    pub fn code(&self, role: &str) -> String {
        self.code_valid(role, 1)
    }

    pub fn code_valid(&self, role: &str, valid_hours: u32) -> String {
        let site = (role == "store_keeper").then(|| "PAB".to_owned());
        let office = Office {
            device_name: role.to_owned(),
            roles: vec![role.to_owned()],
            site,
            valid_hours,
        };
        self.admin.new_enrolment_code(&office).unwrap().to_string()
    }

    pub fn enrol_with(&self, code: &str, key: &SigningKey) -> Result<EnrolReply, ErrorCode> {
        enrol(&self.client, self.address(), code, key)
    }

    /// A keeper's device at PAB.
    pub fn keeper(&self) -> Device {
        Device::enrol(self, "store_keeper", self.ona)
    }

    pub fn coordinator(&self) -> Device {
        Device::enrol(self, "coordinator", self.rasa)
    }

    pub fn storage(&self) -> Sqlite {
        Sqlite::open(&server::admin::directory::database(self.directory.path())).unwrap()
    }

    /// What is stored in one scope: position, sequence number, quarantine.
    pub fn log(&self, scope: &str) -> Vec<server::store::LoggedEntry> {
        let read = self.storage().read().unwrap();
        let operation = read.operation().unwrap().unwrap();
        match read.scope(operation.key, scope).unwrap() {
            Some(log) => read.log(log.key, 0, 1_000_000, usize::MAX).unwrap(),
            None => Vec::new(),
        }
    }

    pub fn head(&self) -> u64 {
        self.storage()
            .read()
            .unwrap()
            .operation()
            .unwrap()
            .unwrap()
            .head
    }
}

pub fn pabrade() -> NewSite {
    NewSite {
        code: "PAB".into(),
        name: "Pabradė".into(),
        kind: SiteKind::ReceptionCentre,
        country: "LT".into(),
        time_zone: "Europe/Vilnius".into(),
    }
}

pub fn enrol(
    client: &Client,
    address: SocketAddr,
    code: &str,
    key: &SigningKey,
) -> Result<EnrolReply, ErrorCode> {
    let code_secret = code.replace('-', "")[..10].to_owned();
    let request = EnrolRequest {
        protocol: PROTOCOL,
        code_secret,
        device_name: String::new(),
        signing_key: key.public(),
    };
    let answer = client.post(address, "/v1/enrol", &[], wire::encode(&request));
    answer.message()
}

/// An HTTPS client that trusts everybody: who is trusted is for `uplink` to test.
#[derive(Clone)]
pub struct Client {
    runtime: Arc<tokio::runtime::Runtime>,
    http: reqwest::Client,
}

pub struct Answer {
    pub status: u16,
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn message<T: serde::de::DeserializeOwned>(&self) -> Result<T, ErrorCode> {
        if self.status == 200 {
            return Ok(wire::decode(&self.body, MAX_MESSAGE_BYTES).unwrap());
        }
        Err(wire::decode::<ErrorReply>(&self.body, MAX_MESSAGE_BYTES)
            .unwrap()
            .code)
    }
}

impl Client {
    pub fn new() -> Self {
        // Another test may have been quicker.
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let http = reqwest::Client::builder()
            .tls_danger_accept_invalid_certs(true)
            .build()
            .unwrap();
        Self {
            runtime: Arc::new(runtime),
            http,
        }
    }

    pub fn post(
        &self,
        address: SocketAddr,
        path: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Answer {
        self.try_post(address, path, headers, body).unwrap()
    }

    pub fn try_post(
        &self,
        address: SocketAddr,
        path: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> reqwest::Result<Answer> {
        self.send(
            self.http
                .post(format!("https://{address}{path}"))
                .body(body),
            headers,
        )
    }

    pub fn get(&self, address: SocketAddr, path: &str, headers: &[(&str, String)]) -> Answer {
        self.send(self.http.get(format!("https://{address}{path}")), headers)
            .unwrap()
    }

    fn send(
        &self,
        mut request: reqwest::RequestBuilder,
        headers: &[(&str, String)],
    ) -> reqwest::Result<Answer> {
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.runtime.block_on(async {
            let response = request.send().await?;
            let retry_after = response
                .headers()
                .get("retry-after")
                .map(|value| value.to_str().unwrap().to_owned());
            Ok(Answer {
                status: response.status().as_u16(),
                retry_after,
                body: response.bytes().await?.to_vec(),
            })
        })
    }
}
