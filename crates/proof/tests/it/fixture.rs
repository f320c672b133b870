//! A small operation, told entry by entry, and its audit export.

use proof::checkpoint::{Checkpoint, key_name, origin};
use proof::entry::{EntryBytes, EntryRef, Envelope, Saw};
use proof::export::{
    Accepted, EntryRecord, ExportWriter, FORMAT, HeadRecord, Header, LogIndex, LogRecord,
    StreamRecord,
};
use proof::keys::SigningKey;
use proof::leaf::{Reason, Status};
use proof::merkle::Frontier;
use proof::stream::{Chain, SignedHead, StreamId, sign_copy};
use serde_json::value::RawValue;
use uuid::Uuid;

pub const SITE: &str = "site:01890a5d-0000-7000-8000-0000000000aa";

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub fn id(number: u128) -> Uuid {
    // Spread, as real identities are: no two differ by a bit or two.
    Uuid::from_u128(0x0189_0a5d_0000_7000_8000_0000_0000_0000 | (number * 0x0101_0101_0101))
}

pub const SERVER: u128 = 1;
pub const KEEPER: u128 = 2;
pub const COORDINATOR: u128 = 3;

/// Keys of the three devices, then the log key and the administrator's.
pub fn device_key(device: u128) -> SigningKey {
    key(u8::try_from(device).expect("small"))
}

pub fn envelope(seq: u64, kind: &str, body: &str, also: &[&str]) -> Envelope {
    Envelope {
        v: 1,
        seq,
        kind: kind.to_owned(),
        schema: 1,
        recorded_at: "2021-07-24T14:10:00Z".to_owned(),
        occurred_on: "2021-07-24".to_owned(),
        person: id(77),
        role: "store_keeper".to_owned(),
        reason: (seq % 5 == 3).then(|| "=12 wet".to_owned()),
        reverses: (seq % 7 == 6).then(|| EntryRef {
            device: id(KEEPER),
            scope: SITE.to_owned(),
            seq: seq - 1,
        }),
        saw: Saw {
            epoch: 1,
            pos: seq,
            heads: Vec::new(),
        },
        also: also.iter().map(|&scope| scope.to_owned()).collect(),
        body: RawValue::from_string(body.to_owned()).expect("JSON"),
    }
}

/// The export's records; a test may bend them before it writes the file.
pub struct Export {
    pub header: Header,
    pub streams: Vec<StreamRecord>,
    pub heads: Vec<HeadRecord>,
    pub logs: Vec<LogRecord>,
    pub entries: Vec<EntryRecord>,
}

struct Telling {
    operation: Uuid,
    chains: Vec<(StreamId, u128, Chain)>,
    logs: Vec<(String, Frontier)>,
    entries: Vec<EntryRecord>,
    pos: u64,
}

impl Telling {
    fn tell(
        &mut self,
        device: u128,
        scope: &str,
        kind: &str,
        body: &str,
        also: &[&str],
        confirmed: bool,
    ) {
        let id_of = StreamId {
            operation: self.operation,
            device: id(device),
            scope: scope.to_owned(),
        };
        let known = self
            .chains
            .iter()
            .position(|(stream, _, _)| *stream == id_of);
        let at = known.unwrap_or_else(|| {
            self.chains
                .push((id_of.clone(), device, Chain::start(&id_of)));
            self.chains.len() - 1
        });
        let seq = self.chains[at].2.seq + 1;
        let bytes = EntryBytes::new(envelope(seq, kind, body, also).encode()).expect("JSON");
        let hash = bytes.hash();
        self.chains[at].2 = self.chains[at].2.extend(hash);
        let chain0 = id_of.chain0();
        let copy = (!also.is_empty()).then(|| sign_copy(&device_key(device), chain0, seq, hash));
        let accepted = confirmed.then(|| self.accept(scope, also, seq));
        if let Some(accepted) = &accepted {
            let leaf = accepted.log_entry(chain0, seq, hash).leaf_hash();
            for (scope, frontier) in &mut self.logs {
                if accepted.indexes.iter().any(|index| index.scope == *scope) {
                    frontier.push(leaf);
                }
            }
        }
        self.entries.push(EntryRecord {
            device: id(device),
            scope: scope.to_owned(),
            seq,
            hash,
            accepted,
            copy,
            bytes,
        });
    }

    fn accept(&mut self, scope: &str, also: &[&str], seq: u64) -> Accepted {
        self.pos += 2;
        let seen = self
            .logs
            .iter()
            .filter(|(log, _)| log == scope || also.contains(&log.as_str()));
        let indexes = seen.map(|(log, frontier)| LogIndex {
            scope: log.clone(),
            index: frontier.size(),
        });
        let status = if seq % 9 == 8 {
            Status::Quarantined {
                reason: Reason::new("grant-withdrawn"),
            }
        } else {
            Status::Integrated
        };
        Accepted {
            epoch: 1,
            pos: self.pos,
            accepted_at: 1_627_135_800 + i64::try_from(self.pos).expect("small"),
            status,
            indexes: indexes.collect(),
        }
    }
}

fn enrolment(device: u128) -> String {
    let key = device_key(device).public();
    format!(r#"{{"device":"{}","signing_key":"{key}"}}"#, id(device))
}

/// What the store keeper's laptop exports: catalogue and site whole, coordination as copies, 2 entries unconfirmed.
pub fn export() -> Export {
    let operation = id(9);
    let logs = vec![
        ("catalogue".to_owned(), Frontier::new()),
        (SITE.to_owned(), Frontier::new()),
    ];
    let mut telling = Telling {
        operation,
        chains: Vec::new(),
        logs,
        entries: Vec::new(),
        pos: 0,
    };
    for device in [SERVER, KEEPER, COORDINATOR] {
        telling.tell(
            SERVER,
            "catalogue",
            "device_enrolled",
            &enrolment(device),
            &[],
            true,
        );
    }
    for round in 0..12 {
        let receipt = format!(
            r#"{{"id":"{}","number":"PAB-GRN-21-B-{round:05}","lines":[{round}]}}"#,
            id(1000 + round)
        );
        telling.tell(
            KEEPER,
            SITE,
            "receipt_posted",
            &receipt,
            &["coordination"],
            true,
        );
        let issue = format!(r#"{{"number":"PAB-ISS-21-B-{round:05}"}}"#);
        telling.tell(KEEPER, SITE, "issue_posted", &issue, &[], true);
        if round % 3 == 0 {
            telling.tell(
                COORDINATOR,
                "coordination",
                "acceptance_proposed",
                r#"{"to":"Pabradė"}"#,
                &[SITE],
                true,
            );
            telling.tell(
                COORDINATOR,
                SITE,
                "receipt_matched",
                "{}",
                &["coordination"],
                true,
            );
        }
    }
    for number in [90, 91] {
        let issue = format!(r#"{{"number":"PAB-ISS-21-B-{number:05}"}}"#);
        telling.tell(KEEPER, SITE, "issue_posted", &issue, &[], false);
    }
    records(telling)
}

fn records(telling: Telling) -> Export {
    let operation = telling.operation;
    let whole = |scope: &str| scope != "coordination";
    let place = |device: u128| EntryRef {
        device: id(SERVER),
        scope: "catalogue".to_owned(),
        seq: u64::try_from(device).expect("small"),
    };
    let log = |(scope, frontier): (String, Frontier)| {
        let checkpoint = Checkpoint {
            origin: origin(operation, &scope),
            size: frontier.size(),
            root: frontier.root(),
        };
        LogRecord {
            checkpoint: Some(checkpoint.sign(&key_name(operation), &key(11))),
            scope,
        }
    };
    let stream = |(stream, device, _): &(StreamId, u128, Chain)| StreamRecord {
        device: stream.device,
        scope: stream.scope.clone(),
        whole: whole(&stream.scope),
        certificate: Some(place(*device)),
    };
    let head = |(stream, device, chain): &(StreamId, u128, Chain)| HeadRecord {
        device: stream.device,
        scope: stream.scope.clone(),
        head: SignedHead::sign(&device_key(*device), stream.chain0(), *chain),
    };
    Export {
        header: header(operation),
        streams: telling.chains.iter().map(stream).collect(),
        heads: telling
            .chains
            .iter()
            .filter(|(stream, _, _)| whole(&stream.scope))
            .map(head)
            .collect(),
        logs: telling.logs.into_iter().map(log).collect(),
        entries: telling.entries,
    }
}

fn header(operation: Uuid) -> Header {
    Header {
        format: FORMAT.to_owned(),
        operation,
        name: "Lithuania 2021".to_owned(),
        created_at: "2021-08-01T08:00:00Z".to_owned(),
        epoch: 1,
        exporter: id(KEEPER),
        exporter_key: device_key(KEEPER).public(),
        administrator_key: key(12).public(),
        server_key: device_key(SERVER).public(),
        log_key: key(11).public(),
    }
}

impl Export {
    /// The file, signed by the exporter with right sums, whatever the records say.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = ExportWriter::begin(Vec::new(), &self.header).expect("memory");
        for stream in &self.streams {
            writer.stream(stream).expect("order");
        }
        for head in &self.heads {
            writer.head(head).expect("order");
        }
        for log in &self.logs {
            writer.log(log).expect("order");
        }
        for entry in &self.entries {
            writer.entry(entry).expect("order");
        }
        writer.finish(&device_key(KEEPER)).expect("memory")
    }
}
