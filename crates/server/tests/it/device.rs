//! A device as a test drives it: it signs what it is told to, also what is wrong.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use proof::entry::{EntryBytes, Envelope, Saw};
use proof::keys::SigningKey;
use proof::stream::{Chain, SignedHead, StreamId, sign_copy};
use replication::auth::{Credentials, HEADER};
use replication::wire::{
    self, EnrolReply, ErrorCode, ExchangeReply, ExchangeRequest, PROTOCOL, PullCursor, PushEntry,
    PushRange, PushResult,
};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::stage::{Answer, Client, Stage, enrol};

pub struct Device {
    pub client: Client,
    pub address: SocketAddr,
    pub key: SigningKey,
    pub certificate: EnrolReply,
    pub person: Uuid,
    pub role: String,
    pub number: u64,
    chains: BTreeMap<String, Chain>,
}

/// What an entry of a test says.
pub struct Says {
    pub kind: &'static str,
    pub body: String,
    pub person: Uuid,
    pub role: String,
    pub saw_pos: u64,
    pub also: Vec<String>,
}

pub fn new_key() -> SigningKey {
    let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(one.as_bytes());
    seed[16..].copy_from_slice(two.as_bytes());
    SigningKey::from_seed(&seed)
}

impl Device {
    pub fn enrol(stage: &Stage, role: &str, person: Uuid) -> Self {
        Self::enrol_at(
            &stage.client,
            stage.address(),
            &stage.code(role),
            role,
            person,
        )
    }

    pub fn enrol_at(
        client: &Client,
        address: SocketAddr,
        code: &str,
        role: &str,
        person: Uuid,
    ) -> Self {
        let key = new_key();
        let certificate = enrol(client, address, code, &key).unwrap();
        let client = client.clone();
        Self {
            client,
            address,
            key,
            certificate,
            person,
            role: role.to_owned(),
            number: 0,
            chains: BTreeMap::new(),
        }
    }

    pub fn stream(&self, scope: &str) -> StreamId {
        StreamId {
            operation: self.certificate.operation,
            device: self.certificate.device,
            scope: scope.to_owned(),
        }
    }

    /// A kind of a later version: stored and forwarded without being understood.
    pub fn says(&self) -> Says {
        Says {
            kind: "weather_noted",
            body: r#"{"sky":"grey"}"#.to_owned(),
            person: self.person,
            role: self.role.clone(),
            saw_pos: 1_000_000,
            also: Vec::new(),
        }
    }

    /// The next range of a scope; nothing is sent.
    pub fn range(&mut self, scope: &str, count: usize) -> PushRange {
        let says: Vec<Says> = (0..count).map(|_| self.says()).collect();
        self.range_of(scope, &says)
    }

    pub fn range_of(&mut self, scope: &str, says: &[Says]) -> PushRange {
        let stream = self.stream(scope);
        let start = self
            .chains
            .get(scope)
            .copied()
            .unwrap_or_else(|| Chain::start(&stream));
        let (mut chain, mut entries) = (start, Vec::new());
        for said in says {
            let bytes = EntryBytes::new(envelope(said, chain.seq + 1).encode()).unwrap();
            chain = chain.extend(bytes.hash());
            let copy = (!said.also.is_empty())
                .then(|| sign_copy(&self.key, stream.chain0(), chain.seq, bytes.hash()));
            entries.push(PushEntry { bytes, copy });
        }
        self.chains.insert(scope.to_owned(), chain);
        let head = SignedHead::sign(&self.key, stream.chain0(), chain);
        PushRange {
            scope: scope.to_owned(),
            first_seq: start.seq + 1,
            entries,
            head,
        }
    }

    pub fn push(&mut self, ranges: Vec<PushRange>) -> Vec<PushResult> {
        self.exchange(ranges, Vec::new()).unwrap().pushed
    }

    pub fn push_one(&mut self, range: PushRange) -> PushResult {
        self.push(vec![range]).remove(0)
    }

    pub fn pull(&mut self, scope: &str, index: u64, limit: u32) -> wire::Page {
        let cursors = vec![PullCursor {
            scope: scope.to_owned(),
            index,
        }];
        let request = self.request(Vec::new(), cursors, limit);
        self.post(&request)
            .message::<ExchangeReply>()
            .unwrap()
            .pages
            .remove(0)
    }

    pub fn exchange(
        &mut self,
        push: Vec<PushRange>,
        pull: Vec<PullCursor>,
    ) -> Result<ExchangeReply, ErrorCode> {
        let request = self.request(push, pull, 1 << 20);
        self.post(&request).message()
    }

    fn request(&self, push: Vec<PushRange>, pull: Vec<PullCursor>, limit: u32) -> ExchangeRequest {
        ExchangeRequest {
            protocol: PROTOCOL,
            epoch: self.certificate.epoch,
            push,
            pull,
            limit,
            checkpoints: Vec::new(),
        }
    }

    pub fn post(&mut self, request: &ExchangeRequest) -> Answer {
        self.post_bytes(wire::encode(request))
    }

    pub fn post_bytes(&mut self, body: Vec<u8>) -> Answer {
        let header = self.sign("POST", "/v1/exchange", &body);
        self.client
            .post(self.address, "/v1/exchange", &[(HEADER, header)], body)
    }

    pub fn try_push(&mut self, ranges: Vec<PushRange>) -> Option<Vec<PushResult>> {
        let body = wire::encode(&self.request(ranges, Vec::new(), 1 << 20));
        let header = self.sign("POST", "/v1/exchange", &body);
        let answer = self
            .client
            .try_post(self.address, "/v1/exchange", &[(HEADER, header)], body)
            .ok()?;
        answer
            .message::<ExchangeReply>()
            .ok()
            .map(|reply| reply.pushed)
    }

    pub fn wait(&mut self, from_pos: u64) -> Answer {
        let path = format!("/v1/wait?from_pos={from_pos}");
        let header = self.sign("GET", &path, b"");
        self.client.get(self.address, &path, &[(HEADER, header)])
    }

    pub fn sign(&mut self, method: &str, path: &str, body: &[u8]) -> String {
        self.number += 1;
        Credentials::sign(
            &self.key,
            self.certificate.device,
            self.number,
            method,
            path,
            body,
        )
        .to_header()
    }

    /// Goes back to an earlier state of a stream, as a restored copy would.
    pub fn forget(&mut self, scope: &str) {
        self.chains.remove(scope);
    }
}

pub fn envelope(said: &Says, seq: u64) -> Envelope {
    Envelope {
        v: 1,
        seq,
        kind: said.kind.to_owned(),
        schema: 1,
        recorded_at: "2021-07-24T14:10:00Z".to_owned(),
        occurred_on: "2021-07-24".to_owned(),
        person: said.person,
        role: said.role.clone(),
        reason: None,
        reverses: None,
        saw: Saw {
            epoch: 1,
            pos: said.saw_pos,
            heads: Vec::new(),
        },
        also: said.also.clone(),
        body: RawValue::from_string(said.body.clone()).unwrap(),
    }
}
