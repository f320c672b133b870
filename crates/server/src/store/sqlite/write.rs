//! Writing, inside one `BEGIN IMMEDIATE` transaction.

use proof::hash::Hash;
use replication::auth::NumbersSeen;
use rusqlite::{Params, named_params};
use serde::Serialize;
use uuid::Uuid;

use super::read::signed;
use super::{Lease, sql};
use crate::store::{
    Device, EnrolmentCode, NewEntry, Operation, PersonVersion, ScopeLog, Site, StoreError,
    StoredHead, Stream, Write,
};

impl Lease {
    fn execute(&self, text: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.connection().prepare_cached(text)?.execute(params)?)
    }

    /// Executes a statement that must change exactly one row.
    fn change(&self, what: &str, text: &str, params: impl Params) -> Result<(), StoreError> {
        match self.execute(text, params)? {
            1 => Ok(()),
            changed => Err(StoreError::Damaged(format!(
                "{what}: {changed} rows changed instead of one"
            ))),
        }
    }

    fn new_key(&self, text: &str, params: impl Params) -> Result<i64, StoreError> {
        Ok(self
            .connection()
            .prepare_cached(text)?
            .query_row(params, |row| row.get("id"))?)
    }
}

fn json(list: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(list).map_err(|cause| StoreError::Damaged(cause.to_string()))
}

fn blob(id: Option<&Uuid>) -> Option<&[u8; 16]> {
    id.map(Uuid::as_bytes)
}

impl Write for Lease {
    fn open_operation(&self, operation: &Operation) -> Result<i64, StoreError> {
        let params = named_params! {
            ":uuid": operation.uuid.as_bytes(), ":name": operation.name, ":epoch": signed(operation.epoch)?,
            ":head": signed(operation.head)?, ":accepted_at": operation.accepted_at,
            ":administrator": operation.administrator.as_bytes(), ":device": operation.device.as_bytes(),
        };
        self.new_key(sql::OPEN_OPERATION, params)
    }

    fn advance(&self, operation: i64, count: u64, now: i64) -> Result<(u64, i64), StoreError> {
        let params = named_params! {":operation": operation, ":count": signed(count)?, ":now": now};
        let mut statement = self.connection().prepare_cached(sql::ADVANCE_OPERATION)?;
        let (head, accepted_at): (i64, i64) = statement.query_row(params, |row| {
            Ok((row.get("head")?, row.get("accepted_at")?))
        })?;
        let first = u64::try_from(head)
            .ok()
            .and_then(|head| (head + 1).checked_sub(count))
            .ok_or_else(|| {
                StoreError::Damaged(format!("head {head} after giving {count} positions"))
            })?;
        Ok((first, accepted_at))
    }

    fn open_stream(
        &self,
        operation: i64,
        device: Uuid,
        scope: &str,
        chain0: &Hash,
    ) -> Result<Stream, StoreError> {
        let params = named_params! {
            ":operation": operation, ":device": device.as_bytes(), ":scope": scope, ":chain0": chain0.0,
        };
        let key = self.new_key(sql::OPEN_STREAM, params)?;
        Ok(Stream {
            key,
            chain0: *chain0,
            seq: 0,
            chain: *chain0,
        })
    }

    fn advance_stream(&self, stream: i64, seq: u64, chain: &Hash) -> Result<(), StoreError> {
        let params = named_params! {":stream": stream, ":seq": signed(seq)?, ":chain": chain.0};
        self.change("stream", sql::ADVANCE_STREAM, params)
    }

    fn insert_entry(&self, operation: i64, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":pos": signed(entry.pos)?, ":epoch": signed(entry.epoch)?, ":stream": entry.stream,
            ":seq": signed(entry.seq)?,
            ":hash": entry.hash.0, ":bytes": entry.bytes, ":copy": entry.copy, ":accepted_at": entry.accepted_at,
            ":quarantine": entry.quarantine,
        };
        self.change("entry", sql::INSERT_ENTRY, params)
    }

    fn insert_head(&self, stream: i64, head: &StoredHead) -> Result<(), StoreError> {
        let params = named_params! {
            ":stream": stream, ":seq": signed(head.seq)?, ":chain": head.chain.0, ":signature": head.signature,
        };
        self.execute(sql::INSERT_HEAD, params).map(|_| ())
    }

    fn open_scope(
        &self,
        operation: i64,
        name: &str,
        frontier: &[u8],
    ) -> Result<ScopeLog, StoreError> {
        let params = named_params! {":operation": operation, ":name": name, ":frontier": frontier};
        let key = self.new_key(sql::OPEN_SCOPE, params)?;
        Ok(ScopeLog {
            key,
            name: name.to_owned(),
            size: 0,
            frontier: frontier.to_vec(),
            checkpoint: String::new(),
        })
    }

    fn index_entry(
        &self,
        operation: i64,
        scope: i64,
        index: u64,
        pos: u64,
    ) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":scope": scope, ":idx": signed(index)?, ":pos": signed(pos)?,
        };
        self.change("log index", sql::INDEX_ENTRY, params)
    }

    fn advance_scope(&self, scope: &ScopeLog) -> Result<(), StoreError> {
        let params = named_params! {
            ":scope": scope.key, ":size": signed(scope.size)?, ":frontier": scope.frontier,
            ":checkpoint": scope.checkpoint,
        };
        self.change("scope", sql::ADVANCE_SCOPE, params)
    }

    fn put_device(&self, operation: i64, device: &Device) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":device": device.device.as_bytes(), ":name": device.name,
            ":letter": device.letter, ":signing_key": device.signing_key, ":reads": json(&device.reads)?,
            ":writes": json(&device.writes)?, ":roles": json(&device.roles)?, ":site": blob(device.site.as_ref()),
            ":enrolled_at_pos": signed(device.enrolled_at_pos)?,
        };
        self.change("device", sql::PUT_DEVICE, params)
    }

    fn raise_known(&self, operation: i64, device: Uuid, known_pos: u64) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":device": device.as_bytes(), ":known_pos": signed(known_pos)?,
        };
        // The server's own first entries come before its row.
        self.execute(sql::RAISE_KNOWN, params).map(|_| ())
    }

    fn revoke_device(&self, operation: i64, device: Uuid, pos: u64) -> Result<(), StoreError> {
        let params = named_params! {":operation": operation, ":device": device.as_bytes(), ":pos": signed(pos)?};
        // A second revocation, or one of a device never enrolled, changes nothing.
        self.execute(sql::REVOKE_DEVICE, params).map(|_| ())
    }

    fn put_person(
        &self,
        operation: i64,
        pos: u64,
        person: &PersonVersion,
    ) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":person": person.person.as_bytes(), ":pos": signed(pos)?, ":name": person.name,
            ":grants": person.grants,
        };
        self.change("person", sql::PUT_PERSON, params)
    }

    fn put_site(&self, operation: i64, site: &Site) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":site": site.site.as_bytes(), ":code": site.code, ":name": site.name,
        };
        self.change("site", sql::PUT_SITE, params)
    }

    fn insert_code(&self, operation: i64, code: &EnrolmentCode) -> Result<(), StoreError> {
        let params = named_params! {
            ":secret_hash": code.secret_hash.0, ":operation": operation, ":device_name": code.device_name,
            ":reads": json(&code.reads)?, ":writes": json(&code.writes)?, ":roles": json(&code.roles)?,
            ":site": blob(code.site.as_ref()), ":created_at": code.created_at, ":expires_at": code.expires_at,
        };
        self.change("enrolment code", sql::INSERT_CODE, params)
    }

    fn use_code(
        &self,
        operation: i64,
        secret_hash: &Hash,
        at: i64,
        by: Uuid,
    ) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":secret_hash": secret_hash.0, ":at": at, ":by": by.as_bytes(),
        };
        self.change("enrolment code", sql::USE_CODE, params)
    }

    fn put_seen_numbers(
        &self,
        operation: i64,
        device: Uuid,
        numbers: NumbersSeen,
    ) -> Result<(), StoreError> {
        let params = named_params! {
            ":operation": operation, ":device": device.as_bytes(), ":highest": signed(numbers.highest)?,
            ":seen": numbers.recent.cast_signed(),
        };
        self.change("request number", sql::PUT_SEEN_NUMBERS, params)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Ok(self.connection().execute_batch("COMMIT")?)
    }
}
