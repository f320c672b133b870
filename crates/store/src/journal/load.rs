//! Entries out of the journal, as the fold wants them.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::body::Body;
use ledger::fold::{Stamped, Unit, in_fold_order};
use ledger::ids::{DeviceId, PersonId};
use ledger::role::Role;
use ledger::route::stands;
use ledger::scope::Scope;
use proof::entry::{Envelope, Saw};
use rusqlite::{Connection, Row, named_params};

use crate::error::StoreError;
use crate::journal::packed::Unpacked;
use crate::kept::Kept;
use crate::row::{Columns, rows, statements, unsigned, wrong};

statements! {
    UNIT = "SELECT entry.id, stream.device, stream.scope, entry.seq, entry.bytes, entry.device_order,
                   position.pos, position.quarantine,
                   EXISTS (SELECT 1 FROM identity JOIN certificate ON certificate.key = identity.server_key
                            WHERE certificate.device = stream.device) AS by_server
            FROM unit_entry
            JOIN entry ON entry.id = unit_entry.entry
            JOIN stream ON stream.id = entry.stream
            LEFT JOIN position ON position.entry = entry.id
            WHERE unit_entry.unit = :unit";
    ENTRY = "SELECT entry.id, stream.device, stream.scope, entry.seq, entry.bytes, entry.device_order,
                    position.pos, position.quarantine,
                    EXISTS (SELECT 1 FROM identity JOIN certificate ON certificate.key = identity.server_key
                             WHERE certificate.device = stream.device) AS by_server
             FROM entry
             JOIN stream ON stream.id = entry.stream
             LEFT JOIN position ON position.entry = entry.id
             WHERE entry.id = :entry";
}

/// The fields of an envelope that the fold needs, in the domain's types.
pub(crate) struct Stamping {
    person: PersonId,
    role: Role,
    recorded_at: DateTime<Utc>,
    occurred_on: NaiveDate,
}

impl Stamping {
    /// `None` when this program knows the role or the dates not.
    pub(crate) fn read(envelope: &Envelope) -> Option<Self> {
        Some(Self {
            person: PersonId(envelope.person),
            role: serde_json::from_value(serde_json::Value::String(envelope.role.clone())).ok()?,
            recorded_at: DateTime::parse_from_rfc3339(&envelope.recorded_at)
                .ok()?
                .to_utc(),
            occurred_on: NaiveDate::parse_from_str(&envelope.occurred_on, "%Y-%m-%d").ok()?,
        })
    }
}

/// An entry with its row number in this file.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub id: i64,
    pub stamped: Stamped,
    /// The other scopes that see it.
    pub also: Vec<Scope>,
    /// What its author knew.
    pub saw: Saw,
}

/// The entries of one unit in fold order.
pub(crate) fn unit(connection: &Connection, unit: &Unit) -> Result<Vec<Held>, StoreError> {
    let raw = rows(
        connection,
        UNIT,
        named_params! { ":unit": unit.kept() },
        Raw::read,
    )?;
    let mut held = raw
        .into_iter()
        .map(Raw::stamp)
        .collect::<Result<Vec<_>, _>>()?;
    held.sort_by_key(|one| one.stamped.fold_key());
    Ok(held)
}

/// One entry that this program understands.
pub(crate) fn entry(connection: &Connection, entry: i64) -> Result<Held, StoreError> {
    let mut raw = rows(
        connection,
        ENTRY,
        named_params! { ":entry": entry },
        Raw::read,
    )?;
    raw.pop()
        .ok_or_else(|| StoreError::damaged(format!("entry {entry} is missing")))?
        .stamp()
}

/// What the fold takes.
pub(crate) fn stamped(held: &[Held]) -> Vec<Stamped> {
    let mut entries: Vec<Stamped> = held.iter().map(|one| one.stamped.clone()).collect();
    in_fold_order(&mut entries);
    entries
}

struct Raw {
    id: i64,
    device: DeviceId,
    scope: String,
    seq: u64,
    order: u64,
    pos: Option<u64>,
    quarantined: bool,
    by_server: bool,
    envelope: Envelope,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let Unpacked(bytes) = row.get("bytes")?;
        let pos: Option<i64> = row.get("pos")?;
        let quarantine: Option<String> = row.get("quarantine")?;
        Ok(Self {
            id: row.get("id")?,
            device: row.id("device")?,
            scope: row.get("scope")?,
            seq: unsigned(row.get("seq")?),
            order: unsigned(row.get("device_order")?),
            pos: pos.map(unsigned),
            quarantined: quarantine.is_some(),
            by_server: row.get("by_server")?,
            envelope: Envelope::parse(&bytes).map_err(wrong)?,
        })
    }

    fn stamp(self) -> Result<Held, StoreError> {
        let place = || {
            format!(
                "entry {} of device {} in {}",
                self.seq, self.device, self.scope
            )
        };
        let unreadable = || StoreError::damaged(format!("{} cannot be read", place()));
        let scope: Scope = self.scope.parse().map_err(|_| unreadable())?;
        let stamping = Stamping::read(&self.envelope).ok_or_else(unreadable)?;
        let Envelope {
            kind,
            schema,
            body,
            reason,
            also,
            ..
        } = &self.envelope;
        let also = also.iter().filter_map(|scope| scope.parse().ok());
        let body = Body::from_json(kind, *schema, body.get()).map_err(|_| unreadable())?;
        // What the server does not judge of its own, nor took yet, nobody judges.
        let judged = self.pos.is_some() && !self.by_server;
        let misplaced = judged && !stands(&body, scope, stamping.role);
        Ok(Held {
            id: self.id,
            also: also.collect(),
            saw: self.envelope.saw.clone(),
            stamped: Stamped {
                device: self.device,
                scope,
                seq: self.seq,
                pos: self.pos,
                order: self.order,
                quarantined: self.quarantined || misplaced,
                person: stamping.person,
                role: stamping.role,
                recorded_at: stamping.recorded_at,
                occurred_on: stamping.occurred_on,
                reason: reason.clone(),
                body,
            },
        })
    }
}
