//! One pushed range of one stream: what it must satisfy to be taken at all.

use std::str::FromStr;

use ledger::scope::Scope;
use proof::entry::{Envelope, MAX_ENTRY_BYTES};
use proof::hash::{Hash, sha256};
use proof::keys::{PublicKey, Signature};
use proof::stream::{Chain, SignedHead, StreamId, verify_copy};

use super::{Append, Checked, allows};
use crate::store::{Device, StoreError, StoredHead, Stream};

/// Most entries in one range: a range is covered by one signed head and never cut when it is handed out again.
pub const MAX_RANGE_ENTRIES: usize = 2000;

/// Most bytes of entries in one range, for the same reason.
pub const MAX_RANGE_BYTES: usize = 4 * 1024 * 1024;

/// Deepest nesting of one entry: no program writes a tenth of it, and not every program that reads JSON reads more.
pub const MAX_ENTRY_DEPTH: usize = 64;

/// One entry as it was pushed.
pub struct Pushed {
    pub bytes: Vec<u8>,
    pub hash: Hash,
    pub copy: Option<Signature>,
}

impl Pushed {
    /// Hashes the bytes, outside the append transaction.
    #[must_use]
    pub fn new(bytes: Vec<u8>, copy: Option<Signature>) -> Self {
        let hash = sha256(&[&bytes]);
        Self { bytes, hash, copy }
    }
}

/// Consecutive entries of one stream, from `first_seq` on, and the head signed at their end.
pub struct Range {
    pub scope: String,
    pub first_seq: u64,
    pub entries: Vec<Pushed>,
    pub head: SignedHead,
}

/// What became of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Stored with positions, up to and including this entry.
    Accepted { up_to_seq: u64 },
    /// All of it was stored before.
    Exists { up_to_seq: u64 },
    /// Entries before it are missing.
    Gap { expected: u64, up_to_seq: u64 },
    /// An entry differs from the one stored under the same `seq`.
    Fork { up_to_seq: u64 },
    /// Broken chain, signature or limit; the reason is a stable code.
    Refused {
        reason: &'static str,
        up_to_seq: u64,
    },
}

/// What the checks before the first write found.
enum Look {
    New {
        stream: Option<Stream>,
        known: usize,
    },
    Done(Outcome),
}

impl Append<'_> {
    /// Appends what is new in a range, or says why not; a range is taken whole or not at all.
    ///
    /// # Errors
    /// The store fails; the transaction must be dropped.
    pub fn push(&mut self, device: &Device, range: &Range) -> Result<Outcome, StoreError> {
        let id = StreamId {
            operation: self.operation.uuid,
            device: device.device,
            scope: range.scope.clone(),
        };
        let refused = |reason| {
            Ok(Outcome::Refused {
                reason,
                up_to_seq: 0,
            })
        };
        let Ok(scope) = Scope::from_str(&range.scope) else {
            return refused("unknown-scope");
        };
        // One spelling a scope; and no scope of a site that does not exist, unless the device was enrolled to write it:
        // what was done in the field is kept, and set aside.
        let welcome = self.exists(scope)? || allows(&device.writes, &range.scope);
        if scope.to_string() != range.scope || !welcome {
            return refused("unknown-scope");
        }
        if let Some(reason) = breaks_limits(range) {
            return refused(reason);
        }
        let (stream, known) = match self.look(device, range)? {
            Look::Done(outcome) => return Ok(outcome),
            Look::New { stream, known } => (stream, known),
        };
        let start = match &stream {
            Some(held) => Chain {
                seq: held.seq,
                hash: held.chain,
            },
            None => Chain::start(&id),
        };
        let (chain0, new) = (id.chain0(), &range.entries[known..]);
        let Ok(key) = PublicKey::from_slice(&device.signing_key) else {
            let what = format!("signing key of device {}", device.device);
            return Err(StoreError::Damaged(what));
        };
        let (end, envelopes) = match verify(new, start, chain0, &range.head, &key) {
            Ok(verified) => verified,
            Err(reason) => {
                let up_to_seq = start.seq;
                return Ok(Outcome::Refused { reason, up_to_seq });
            }
        };
        let operation = self.operation.key;
        let stream = match stream {
            Some(stream) => stream,
            None => self
                .txn
                .open_stream(operation, device.device, &range.scope, &chain0)?,
        };
        self.store(device, scope, &stream, new, &envelopes)?;
        self.txn.advance_stream(stream.key, end.seq, &end.hash)?;
        let head = StoredHead {
            seq: end.seq,
            chain: end.hash,
            signature: range.head.signature.0,
        };
        self.txn.insert_head(stream.key, &head)?;
        Ok(Outcome::Accepted { up_to_seq: end.seq })
    }

    pub(super) fn exists(&mut self, scope: Scope) -> Result<bool, StoreError> {
        match scope {
            Scope::Catalogue | Scope::Coordination | Scope::Funds => Ok(true),
            Scope::Site(site) => self.knows_site(site.0),
        }
    }

    /// Compares the range with what is stored of its stream.
    fn look(&self, device: &Device, range: &Range) -> Result<Look, StoreError> {
        let stream = self
            .txn
            .stream(self.operation.key, device.device, &range.scope)?;
        let up_to_seq = stream.as_ref().map_or(0, |held| held.seq);
        if range.first_seq > up_to_seq + 1 {
            return Ok(Look::Done(Outcome::Gap {
                expected: up_to_seq + 1,
                up_to_seq,
            }));
        }
        let mut known = 0;
        if let Some(held) = &stream {
            for (entry, seq) in range.entries.iter().zip(range.first_seq..=held.seq) {
                if self.txn.entry_hash(held.key, seq)? != Some(entry.hash) {
                    return Ok(Look::Done(Outcome::Fork { up_to_seq }));
                }
                known += 1;
            }
        }
        if known == range.entries.len() {
            return Ok(Look::Done(Outcome::Exists { up_to_seq }));
        }
        Ok(Look::New { stream, known })
    }

    fn store(
        &mut self,
        device: &Device,
        home: Scope,
        stream: &Stream,
        entries: &[Pushed],
        envelopes: &[Envelope],
    ) -> Result<(), StoreError> {
        let count = u64::try_from(entries.len())
            .map_err(|_| StoreError::Damaged("range too long".into()))?;
        let (first, accepted_at) = self.txn.advance(self.operation.key, count, self.now)?;
        for ((entry, envelope), pos) in entries.iter().zip(envelopes).zip(first..) {
            let verdict = self.judge(device, home, envelope)?;
            let checked = Checked {
                seq: envelope.seq,
                hash: entry.hash,
                bytes: &entry.bytes,
                copy: entry.copy.map(|signature| signature.0),
                scopes: verdict.scopes,
                quarantine: verdict.quarantine.map(str::to_owned),
            };
            self.place(stream, &checked, pos, accepted_at)?;
            if let (Some(body), None, Scope::Catalogue) = (verdict.body, verdict.quarantine, home) {
                self.project(&body, pos)?;
            }
        }
        if let Some(knew) = self.known.get(&device.device) {
            self.txn
                .raise_known(self.operation.key, device.device, *knew)?;
        }
        self.operation.head = first + count - 1;
        Ok(())
    }
}

fn breaks_limits(range: &Range) -> Option<&'static str> {
    let count = range.entries.len();
    let last = u64::try_from(count)
        .ok()
        .and_then(|count| range.first_seq.checked_add(count))
        .map(|end| end - 1);
    if count == 0 || range.first_seq == 0 || last != Some(range.head.seq) {
        return Some("broken-chain");
    }
    if count > MAX_RANGE_ENTRIES {
        return Some("too-many-entries");
    }
    // Sequence numbers cross into JavaScript and into signed integers.
    if range.head.seq >= 1 << 53 {
        return Some("broken-chain");
    }
    let bytes: usize = range.entries.iter().map(|entry| entry.bytes.len()).sum();
    let one_too_large = range
        .entries
        .iter()
        .any(|entry| entry.bytes.len() > MAX_ENTRY_BYTES);
    (one_too_large || bytes > MAX_RANGE_BYTES).then_some("too-large")
}

/// Checks what is new in a range against the chain it continues; gives the chain's end and the entries.
fn verify(
    new: &[Pushed],
    start: Chain,
    chain0: Hash,
    head: &SignedHead,
    key: &PublicKey,
) -> Result<(Chain, Vec<Envelope>), &'static str> {
    let end = new
        .iter()
        .fold(start, |chain, entry| chain.extend(entry.hash));
    if end != head.chain() {
        return Err("broken-chain");
    }
    head.verify(chain0, key).map_err(|_| "bad-signature")?;
    let envelopes = new
        .iter()
        .zip(start.seq + 1..)
        .map(|(entry, seq)| open(entry, seq, chain0, key))
        .collect::<Result<_, _>>()?;
    Ok((end, envelopes))
}

/// Reads one entry and checks what binds it to its stream.
fn open(entry: &Pushed, seq: u64, chain0: Hash, key: &PublicKey) -> Result<Envelope, &'static str> {
    let envelope = Envelope::parse(&entry.bytes).map_err(|_| "unreadable")?;
    if envelope.seq != seq {
        return Err("broken-chain");
    }
    if Envelope::depth(&entry.bytes) > MAX_ENTRY_DEPTH {
        return Err("too-deep");
    }
    match (&entry.copy, envelope.also.is_empty()) {
        (None, true) => Ok(envelope),
        (Some(signature), false) => verify_copy(key, chain0, seq, entry.hash, signature)
            .map(|()| envelope)
            .map_err(|_| "bad-signature"),
        (None, false) | (Some(_), true) => Err("bad-signature"),
    }
}
