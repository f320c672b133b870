//! What an audit export has shown so far, and whether the next record fits it.
//!
//! What a newcomer gets wrong: a head or checkpoint is compared at the very entry it speaks of, while the file streams
//! by; afterwards the chain and the log have moved on.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::fault::{Fault, Subject};
use super::held::{Log, Stream};
use super::line::Record;
use super::records::{
    Accepted, End, EntryRecord, FORMAT, HeadRecord, Header, LogRecord, StreamRecord,
};
use super::verify::{Anchors, Report};
use crate::certificate::{CATALOGUE, KeyRing};
use crate::checkpoint::{Checkpoint, key_name};
use crate::entry::{EntryRef, Envelope};
use crate::hash::{Hash, sha256};
use crate::merkle::Frontier;
use crate::stream::{Chain, verify_copy};

pub(super) type Checked = Result<(), Box<(Subject, Fault)>>;

pub(super) fn amiss(subject: Subject, fault: Fault) -> Box<(Subject, Fault)> {
    Box::new((subject, fault))
}

pub(super) struct Check {
    header: Header,
    section: Record,
    /// Device and scope of every stream, to name damaged lines.
    pub(super) names: Vec<(String, String)>,
    streams: BTreeMap<(Uuid, String), Stream>,
    logs: BTreeMap<String, Log>,
    keys: KeyRing,
    /// Where each certificate stands.
    certificates: Vec<(Uuid, EntryRef)>,
    heads: u64,
    entries: u64,
    unconfirmed: u64,
    beyond_checkpoint: u64,
    last_pos: u64,
    last_accepted_at: i64,
}

impl Check {
    pub(super) fn begin(header: Header, anchors: &Anchors) -> Result<Self, Fault> {
        if header.format != FORMAT {
            return Err(Fault::UnknownFormat);
        }
        if anchors.log_key.is_some_and(|key| key != header.log_key) {
            return Err(Fault::OtherLogKey);
        }
        Ok(Self {
            section: Record::Header,
            names: Vec::new(),
            streams: BTreeMap::new(),
            logs: BTreeMap::new(),
            keys: KeyRing::new(header.server_key),
            certificates: Vec::new(),
            heads: 0,
            entries: 0,
            unconfirmed: 0,
            beyond_checkpoint: 0,
            last_pos: 0,
            last_accepted_at: i64::MIN,
            header,
        })
    }

    fn enter(&mut self, record: Record) -> Result<(), Fault> {
        if record < self.section {
            return Err(Fault::OutOfOrder);
        }
        self.section = record;
        Ok(())
    }

    pub(super) fn stream(&mut self, record: StreamRecord) -> Checked {
        let subject = Subject::stream(record.device, &record.scope);
        if let Err(fault) = self.enter(Record::Stream) {
            return Err(amiss(subject, fault));
        }
        let id = record.id(self.header.operation);
        let chain = Chain::start(&id);
        self.names
            .push((record.device.to_string(), record.scope.clone()));
        let key = (record.device, record.scope.clone());
        let stream = Stream {
            record,
            chain0: chain.hash,
            chain,
            heads: BTreeMap::new(),
            covered: 0,
        };
        match self.streams.insert(key, stream) {
            None => Ok(()),
            Some(_) => Err(amiss(subject, Fault::Twice)),
        }
    }

    pub(super) fn head(&mut self, record: HeadRecord) -> Checked {
        let subject = || Subject::head(record.device, &record.scope, record.head.seq);
        self.enter(Record::Head)
            .map_err(|fault| amiss(subject(), fault))?;
        self.heads += 1;
        let stream = self
            .streams
            .get_mut(&(record.device, record.scope.clone()))
            .filter(|stream| stream.record.whole)
            .ok_or_else(|| amiss(subject(), Fault::Undeclared))?;
        match stream.heads.insert(record.head.seq, record.head) {
            None => Ok(()),
            Some(_) => Err(amiss(subject(), Fault::Twice)),
        }
    }

    pub(super) fn log(&mut self, record: LogRecord) -> Checked {
        let log = self
            .read_log(&record)
            .map_err(|fault| amiss(Subject::log(&record.scope), fault))?;
        match self.logs.insert(record.scope.clone(), log) {
            None => Ok(()),
            Some(_) => Err(amiss(Subject::log(&record.scope), Fault::Twice)),
        }
    }

    fn read_log(&mut self, record: &LogRecord) -> Result<Log, Fault> {
        self.enter(Record::Log)?;
        let operation = self.header.operation;
        let name = key_name(operation);
        let checkpoint = match &record.checkpoint {
            None => None,
            Some(note) => Some(Checkpoint::parse_and_verify(
                note,
                &name,
                &self.header.log_key,
            )?),
        };
        if checkpoint
            .as_ref()
            .is_some_and(|checkpoint| checkpoint.origin != record.origin(operation))
        {
            return Err(Fault::OtherLog);
        }
        let log = Log {
            checkpoint,
            frontier: Frontier::new(),
        };
        log.reached()?;
        Ok(log)
    }

    pub(super) fn entry(
        &mut self,
        entry: &EntryRecord,
        visit: &mut dyn FnMut(&EntryRecord, &Envelope),
    ) -> Checked {
        let envelope = entry.bytes.parse();
        let subject = Subject::Entry {
            device: entry.device.to_string(),
            scope: entry.scope.clone(),
            seq: entry.seq.to_string(),
            number: envelope.as_ref().ok().and_then(Envelope::document_number),
        };
        let envelope = match (envelope, self.enter(Record::Entry)) {
            (Ok(envelope), Ok(())) => envelope,
            (Err(fault), _) => return Err(amiss(subject, fault.into())),
            (_, Err(fault)) => return Err(amiss(subject, fault)),
        };
        self.entries += 1;
        if let Err(fault) = self.own_facts(entry, &envelope) {
            return Err(amiss(subject, fault));
        }
        self.reach_head(entry)?;
        match &entry.accepted {
            Some(accepted) => self.place(entry, &envelope, accepted, subject)?,
            None => {
                self.unconfirmed += 1;
            }
        }
        visit(entry, &envelope);
        Ok(())
    }

    /// Hash, place in the stream, certificate, signature for copies.
    fn own_facts(&mut self, entry: &EntryRecord, envelope: &Envelope) -> Result<(), Fault> {
        if entry.bytes.hash() != entry.hash {
            return Err(Fault::HashMismatch);
        }
        let stream = self
            .streams
            .get_mut(&(entry.device, entry.scope.clone()))
            .ok_or(Fault::Undeclared)?;
        let last = stream.chain.seq;
        let follows = if stream.record.whole {
            entry.seq == last + 1
        } else {
            entry.seq > last
        };
        if !follows || envelope.seq != entry.seq {
            return Err(Fault::NotNext { last });
        }
        let (whole, chain0) = (stream.record.whole, stream.chain0);
        stream.chain = stream.chain.extend(entry.hash);
        stream.chain.seq = entry.seq;
        if whole
            && entry.scope == CATALOGUE
            && let Some(certificate) = self.keys.learn(entry.device, envelope)?
        {
            let place = EntryRef {
                device: entry.device,
                scope: entry.scope.clone(),
                seq: entry.seq,
            };
            self.certificates.push((certificate.device, place));
        }
        let key = self.keys.key(entry.device).ok_or(Fault::NoCertificate)?;
        match &entry.copy {
            Some(signature) => verify_copy(&key, chain0, entry.seq, entry.hash, signature)
                .map_err(|_| Fault::CopySignature),
            None if whole => Ok(()),
            None => Err(Fault::CopyUnsigned),
        }
    }

    /// Checks the head that speaks of the stream up to this entry, if there is one.
    fn reach_head(&mut self, entry: &EntryRecord) -> Checked {
        let key = self.keys.key(entry.device);
        let Some(stream) = self.streams.get_mut(&(entry.device, entry.scope.clone())) else {
            return Ok(());
        };
        let Some(head) = stream.heads.remove(&entry.seq) else {
            return Ok(());
        };
        stream.covered = entry.seq;
        let fault = if head.chain() != stream.chain {
            Some(Fault::HeadMismatch)
        } else if key.is_none_or(|key| head.verify(stream.chain0, &key).is_err()) {
            Some(Fault::HeadSignature)
        } else {
            None
        };
        fault.map_or(Ok(()), |fault| {
            Err(amiss(
                Subject::head(entry.device, &entry.scope, entry.seq),
                fault,
            ))
        })
    }

    /// Position, and the places in the logs. A fault of a log names that log.
    fn place(
        &mut self,
        entry: &EntryRecord,
        envelope: &Envelope,
        accepted: &Accepted,
        subject: Subject,
    ) -> Checked {
        if accepted.pos <= self.last_pos
            || self.unconfirmed > 0
            || accepted.epoch > self.header.epoch
        {
            return Err(amiss(subject, Fault::PositionOrder));
        }
        if accepted.accepted_at < self.last_accepted_at {
            return Err(amiss(subject, Fault::TimeRunsBack));
        }
        (self.last_pos, self.last_accepted_at) = (accepted.pos, accepted.accepted_at);
        let stream = self.streams.get(&(entry.device, entry.scope.clone()));
        let Some(chain0) = stream.map(|stream| stream.chain0) else {
            return Err(amiss(subject, Fault::Undeclared));
        };
        let leaf = accepted
            .log_entry(chain0, entry.seq, entry.hash)
            .leaf_hash();
        let mut covered = false;
        for place in &accepted.indexes {
            let (scope, index) = (place.scope.clone(), place.index);
            if scope != entry.scope && !envelope.also.contains(&scope) {
                return Err(amiss(subject, Fault::ForeignLog { scope }));
            }
            let Some(log) = self.logs.get_mut(&scope) else {
                return Err(amiss(subject, Fault::Undeclared));
            };
            let expected = log.frontier.size();
            if index != expected {
                return Err(amiss(
                    subject,
                    Fault::LogPlace {
                        scope,
                        index,
                        expected,
                    },
                ));
            }
            log.frontier.push(leaf);
            log.reached()
                .map_err(|fault| amiss(Subject::log(&scope), fault))?;
            covered |= log.covers(index);
        }
        self.beyond_checkpoint += u64::from(!covered);
        Ok(())
    }

    pub(super) fn end(&mut self, end: &End, before: Hash) -> Checked {
        for ((device, scope), stream) in &self.streams {
            self.end_stream(*device, scope, stream)?;
        }
        for (scope, log) in &self.logs {
            let held = log.frontier.size();
            match &log.checkpoint {
                Some(checkpoint) if checkpoint.size > held => {
                    let size = checkpoint.size;
                    return Err(amiss(Subject::log(scope), Fault::LogShort { size, held }));
                }
                Some(_) | None => {}
            }
        }
        let counted = (
            self.streams.len() as u64,
            self.heads,
            self.logs.len() as u64,
            self.entries,
        );
        let fault = if counted != (end.streams, end.heads, end.logs, end.entries) {
            Fault::Counts
        } else if before != end.sha256 {
            Fault::FileHash
        } else if self.keys.key(self.header.exporter) != Some(self.header.exporter_key) {
            return Err(amiss(Subject::Header, Fault::ExporterKey));
        } else if self
            .header
            .exporter_key
            .verify(&end.message(), &end.signature)
            .is_err()
        {
            Fault::FileSignature
        } else {
            return Ok(());
        };
        Err(amiss(Subject::End, fault))
    }

    fn end_stream(&self, device: Uuid, scope: &str, stream: &Stream) -> Checked {
        if let Some(seq) = stream.heads.keys().next() {
            return Err(amiss(Subject::head(device, scope, *seq), Fault::HeadBeside));
        }
        let subject = || Subject::stream(device, scope);
        let seq = stream.chain.seq;
        if stream.record.whole && stream.covered != seq {
            return Err(amiss(subject(), Fault::Uncovered { seq }));
        }
        match &stream.record.certificate {
            Some(place) if !self.certificates.contains(&(device, place.clone())) => {
                Err(amiss(subject(), Fault::CertificateAbsent))
            }
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn report(self) -> Report {
        let mut heads = b"relief-ledger heads/1\n".to_vec();
        for stream in self.streams.values().filter(|stream| stream.record.whole) {
            heads.extend_from_slice(&stream.chain0.0);
            heads.extend_from_slice(&stream.chain.seq.to_be_bytes());
            heads.extend_from_slice(&stream.chain.hash.0);
        }
        Report {
            header: self.header,
            entries: self.entries,
            unconfirmed: self.unconfirmed,
            beyond_checkpoint: self.beyond_checkpoint,
            head: sha256(&[&heads]),
        }
    }
}
