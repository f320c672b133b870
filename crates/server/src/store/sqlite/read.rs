//! Reading: rows to values. Columns are read by name.

use proof::hash::Hash;
use replication::auth::NumbersSeen;
use rusqlite::{OptionalExtension, Params, Row, named_params};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Lease, sql};
use crate::store::{
    Device, EnrolmentCode, LoggedEntry, Operation, PersonVersion, Read, ScopeLog, Site, StoreError,
    StoredHead, Stream,
};

impl Lease {
    fn one<T>(
        &self,
        text: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection().prepare_cached(text)?;
        // The closure's own error passes through as a value, so that damage is told from SQLite's failures.
        statement
            .query_row(params, |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    fn many<T>(
        &self,
        text: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection().prepare_cached(text)?;
        let mut rows = statement.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }
}

pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number)
        .map_err(|_| StoreError::Damaged(format!("{number} does not fit the store")))
}

fn number(row: &Row<'_>, column: &str) -> Result<u64, StoreError> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| StoreError::Damaged(format!("{column} is negative")))
}

fn number_or_none(row: &Row<'_>, column: &str) -> Result<Option<u64>, StoreError> {
    let value: Option<i64> = row.get(column)?;
    value
        .map(u64::try_from)
        .transpose()
        .map_err(|_| StoreError::Damaged(format!("{column} is negative")))
}

fn uuid(row: &Row<'_>, column: &str) -> Result<Uuid, StoreError> {
    Ok(Uuid::from_bytes(row.get(column)?))
}

fn uuid_or_none(row: &Row<'_>, column: &str) -> Result<Option<Uuid>, StoreError> {
    Ok(row
        .get::<_, Option<[u8; 16]>>(column)?
        .map(Uuid::from_bytes))
}

fn hash(row: &Row<'_>, column: &str) -> Result<Hash, StoreError> {
    Ok(Hash(row.get(column)?))
}

fn list<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<Vec<T>, StoreError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|cause| StoreError::Damaged(format!("{column}: {cause}")))
}

fn device(row: &Row<'_>) -> Result<Device, StoreError> {
    Ok(Device {
        device: uuid(row, "device")?,
        name: row.get("name")?,
        letter: row.get("letter")?,
        signing_key: row.get("signing_key")?,
        reads: list(row, "reads")?,
        writes: list(row, "writes")?,
        roles: list(row, "roles")?,
        site: uuid_or_none(row, "site")?,
        enrolled_at_pos: number(row, "enrolled_at_pos")?,
        revoked_at_pos: number_or_none(row, "revoked_at_pos")?,
        known_pos: number_or_none(row, "known_pos")?,
    })
}

fn stream(row: &Row<'_>) -> Result<(String, Stream), StoreError> {
    let stream = Stream {
        key: row.get("id")?,
        chain0: hash(row, "chain0")?,
        seq: number(row, "seq")?,
        chain: hash(row, "chain")?,
    };
    Ok((row.get("scope")?, stream))
}

fn scope(row: &Row<'_>) -> Result<ScopeLog, StoreError> {
    Ok(ScopeLog {
        key: row.get("id")?,
        name: row.get("name")?,
        size: number(row, "size")?,
        frontier: row.get("frontier")?,
        checkpoint: row.get("checkpoint")?,
    })
}

fn logged(row: &Row<'_>) -> Result<LoggedEntry, StoreError> {
    Ok(LoggedEntry {
        index: number(row, "idx")?,
        epoch: number(row, "epoch")?,
        pos: number(row, "pos")?,
        device: uuid(row, "device")?,
        scope: row.get("scope")?,
        stream: row.get("stream")?,
        seq: number(row, "seq")?,
        hash: hash(row, "hash")?,
        bytes: row.get("bytes")?,
        copy: row.get("copy")?,
        accepted_at: row.get("accepted_at")?,
        quarantine: row.get("quarantine")?,
        ends_push: row.get("ends_push")?,
    })
}

fn code(row: &Row<'_>) -> Result<EnrolmentCode, StoreError> {
    Ok(EnrolmentCode {
        secret_hash: hash(row, "secret_hash")?,
        device_name: row.get("device_name")?,
        reads: list(row, "reads")?,
        writes: list(row, "writes")?,
        roles: list(row, "roles")?,
        site: uuid_or_none(row, "site")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        used_at: row.get("used_at")?,
        used_by: uuid_or_none(row, "used_by")?,
    })
}

impl Read for Lease {
    fn operation(&self) -> Result<Option<Operation>, StoreError> {
        self.one(sql::OPERATION, [], |row| {
            Ok(Operation {
                key: row.get("id")?,
                uuid: uuid(row, "uuid")?,
                name: row.get("name")?,
                epoch: number(row, "epoch")?,
                head: number(row, "head")?,
                accepted_at: row.get("accepted_at")?,
                administrator: uuid(row, "administrator")?,
                device: uuid(row, "device")?,
            })
        })
    }

    fn device(&self, operation: i64, id: Uuid) -> Result<Option<Device>, StoreError> {
        self.one(
            sql::DEVICE,
            named_params! {":operation": operation, ":device": id.as_bytes()},
            device,
        )
    }

    fn devices(&self, operation: i64) -> Result<Vec<Device>, StoreError> {
        self.many(
            sql::DEVICES,
            named_params! {":operation": operation},
            device,
        )
    }

    fn stream(
        &self,
        operation: i64,
        device: Uuid,
        scope: &str,
    ) -> Result<Option<Stream>, StoreError> {
        let params =
            named_params! {":operation": operation, ":device": device.as_bytes(), ":scope": scope};
        Ok(self
            .one(sql::STREAM, params, stream)?
            .map(|(_, found)| found))
    }

    fn streams_of(
        &self,
        operation: i64,
        device: Uuid,
    ) -> Result<Vec<(String, Stream)>, StoreError> {
        self.many(
            sql::STREAMS_OF,
            named_params! {":operation": operation, ":device": device.as_bytes()},
            stream,
        )
    }

    fn entry_hash(&self, stream: i64, seq: u64) -> Result<Option<Hash>, StoreError> {
        let params = named_params! {":stream": stream, ":seq": signed(seq)?};
        self.one(sql::ENTRY_HASH, params, |row| hash(row, "hash"))
    }

    fn last_entries(&self, operation: i64, device: Uuid) -> Result<Vec<Vec<u8>>, StoreError> {
        self.many(
            sql::LAST_ENTRIES,
            named_params! {":operation": operation, ":device": device.as_bytes()},
            |row| Ok(row.get("bytes")?),
        )
    }

    fn scope(&self, operation: i64, name: &str) -> Result<Option<ScopeLog>, StoreError> {
        self.one(
            sql::SCOPE,
            named_params! {":operation": operation, ":name": name},
            scope,
        )
    }

    fn scopes(&self, operation: i64) -> Result<Vec<ScopeLog>, StoreError> {
        self.many(sql::SCOPES, named_params! {":operation": operation}, scope)
    }

    fn log(
        &self,
        scope: i64,
        from: u64,
        limit: u64,
        bytes: usize,
    ) -> Result<Vec<LoggedEntry>, StoreError> {
        let params =
            named_params! {":scope": scope, ":from": signed(from)?, ":limit": signed(limit)?};
        let mut statement = self.connection().prepare_cached(sql::LOG)?;
        let mut rows = statement.query(params)?;
        let (mut entries, mut held) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let entry = logged(row)?;
            held += entry.bytes.len();
            entries.push(entry);
            if held >= bytes {
                break;
            }
        }
        Ok(entries)
    }

    fn head_at(&self, stream: i64, seq: u64) -> Result<Option<StoredHead>, StoreError> {
        self.one(
            sql::HEAD_AT,
            named_params! {":stream": stream, ":seq": signed(seq)?},
            |row| {
                Ok(StoredHead {
                    seq: number(row, "seq")?,
                    chain: hash(row, "chain")?,
                    signature: row.get("signature")?,
                })
            },
        )
    }

    fn grants_since(
        &self,
        operation: i64,
        person: Uuid,
        known_pos: u64,
    ) -> Result<Vec<String>, StoreError> {
        let params = named_params! {
            ":operation": operation, ":person": person.as_bytes(), ":known_pos": signed(known_pos)?,
        };
        self.many(sql::GRANTS_SINCE, params, |row| Ok(row.get("grants")?))
    }

    fn persons(&self, operation: i64) -> Result<Vec<PersonVersion>, StoreError> {
        self.many(
            sql::PERSONS,
            named_params! {":operation": operation},
            |row| {
                Ok(PersonVersion {
                    person: uuid(row, "person")?,
                    name: row.get("name")?,
                    grants: row.get("grants")?,
                })
            },
        )
    }

    fn sites(&self, operation: i64) -> Result<Vec<Site>, StoreError> {
        self.many(sql::SITES, named_params! {":operation": operation}, |row| {
            Ok(Site {
                site: uuid(row, "site")?,
                code: row.get("code")?,
                name: row.get("name")?,
            })
        })
    }

    fn code(
        &self,
        operation: i64,
        secret_hash: &Hash,
    ) -> Result<Option<EnrolmentCode>, StoreError> {
        self.one(
            sql::CODE,
            named_params! {":operation": operation, ":secret_hash": secret_hash.0},
            code,
        )
    }

    fn codes(&self, operation: i64) -> Result<Vec<EnrolmentCode>, StoreError> {
        self.many(sql::CODES, named_params! {":operation": operation}, code)
    }

    fn seen_numbers(
        &self,
        operation: i64,
        device: Uuid,
    ) -> Result<Option<NumbersSeen>, StoreError> {
        let params = named_params! {":operation": operation, ":device": device.as_bytes()};
        self.one(sql::SEEN_NUMBERS, params, |row| {
            let seen: i64 = row.get("seen")?;
            Ok(NumbersSeen {
                highest: number(row, "highest")?,
                recent: seen.cast_unsigned(),
            })
        })
    }
}
