//! The one door for writing: a transaction in which entries are appended and projections follow.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use ledger::body::Body;
use ledger::fold::EntryRef;
use ledger::ids::{DeviceId, DraftId, PersonId};
use ledger::remarks::{Doubt, doubtful};
use ledger::role::Role;
use ledger::route::routes;
use ledger::scope::Scope;
use proof::entry::{Envelope, EnvelopeError, MAX_ALSO, MAX_ENTRY_BYTES, Saw};
use proof::keys::SigningKey;
use proof::leaf::entry_hash;
use proof::stream::sign_copy;
use rusqlite::{Connection, named_params};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::changes::{Changes, Subject};
use crate::error::StoreError;
use crate::failpoint;
use crate::identity::{self, Identity};
use crate::journal::{self, NewEntry, Stream};
use crate::open::Store;
use crate::projection;
use crate::reads::Reads;
use crate::row::{Columns, Id, number, rows, run, statements, unsigned, word};

statements! {
    COMPLETE_TO = "SELECT complete_to FROM state";
    COUNT_OWN = "UPDATE state SET own_entries = own_entries + 1";
    NEXT_NUMBER = "INSERT INTO number (site_code, kind, year, last) VALUES (:site_code, :kind, :year, 1)
                   ON CONFLICT (site_code, kind, year) DO UPDATE SET last = last + 1 RETURNING last";
    END_DRAFT = "DELETE FROM draft WHERE id = :id";
}

/// Who writes, in which role, when, and why.
#[derive(Debug, Clone)]
pub struct Stamp {
    pub person: PersonId,
    pub role: Role,
    /// This computer's clock; written in whole seconds.
    pub recorded_at: DateTime<Utc>,
    /// Business date.
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    /// The entry that this one reverses.
    pub reverses: Option<EntryRef>,
}

/// The open transaction.
pub struct Writing<'a> {
    connection: &'a Connection,
    identity: Identity,
    key: SigningKey,
    stamp: Stamp,
    changes: Changes,
    doubt: Option<Doubt>,
}

impl Store {
    /// Runs `f` in one transaction. If it returns an error, nothing was written.
    ///
    /// # Errors
    /// What `f` returns, `NotEnrolled`, or that the file cannot be written.
    pub fn write<T, E: From<StoreError>>(
        &self,
        stamp: Stamp,
        f: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        self.transact(|connection| {
            let identity = identity::require(connection)?;
            let key = identity.seed.key();
            let mut writing = Writing {
                connection,
                identity,
                key,
                stamp,
                changes: Changes::default(),
                doubt: None,
            };
            let result = f(&mut writing)?;
            Ok((result, writing.changes))
        })
    }
}

impl Writing<'_> {
    /// The same reads as outside, seeing what this transaction has written.
    #[must_use]
    pub fn reads(&self) -> Reads<'_> {
        Reads {
            connection: self.connection,
            looks_back: false,
        }
    }

    /// Who this computer is.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The first text appended so far that looks as if it named a person; whoever writes for a person asks about it.
    #[must_use]
    pub fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
    }

    /// What the entries of this transaction are stamped with.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// Stamps the entries that follow with a reason and with the entry that they reverse.
    pub fn because(&mut self, reason: Option<String>, reverses: Option<EntryRef>) {
        self.stamp.reason = reason;
        self.stamp.reverses = reverses;
    }

    /// Stamps the entries that follow with another person, whose PIN has just been checked.
    pub fn sign_as(&mut self, person: PersonId, role: Role) {
        self.stamp.person = person;
        self.stamp.role = role;
    }

    /// Writes an entry where [`ledger::route`] has it at home, for all who must see it and for those `concerned` by facts
    /// that its body does not hold.
    ///
    /// # Errors
    /// As [`Self::append`].
    pub fn record(
        &mut self,
        body: impl Into<Body>,
        concerned: &[Scope],
    ) -> Result<EntryRef, StoreError> {
        let body = body.into();
        let home = routes(&body)
            .first()
            .map_or(Scope::Catalogue, |route| route.home);
        self.record_at(body, home, concerned)
    }

    /// Likewise, of one that two scopes may write, in the one of them where it is said.
    ///
    /// # Errors
    /// As [`Self::append`]; a kind that is not at home there is `ScopeNotWritten`.
    pub fn record_at(
        &mut self,
        body: impl Into<Body>,
        home: Scope,
        concerned: &[Scope],
    ) -> Result<EntryRef, StoreError> {
        let body = body.into();
        let route = routes(&body).into_iter().find(|route| route.home == home);
        let route = route.ok_or_else(|| StoreError::ScopeNotWritten {
            scope: home.to_string(),
        })?;
        self.append(body, home, &route.also(concerned))
    }

    /// Appends an entry to this device's stream of `scope`; `also` lists the other scopes that must see it.
    ///
    /// # Errors
    /// `ScopeNotWritten`, `EntryTooLong`, `TooManySites`, `EntryRefused`, or that the file cannot be written.
    pub fn append(
        &mut self,
        body: impl Into<Body>,
        scope: Scope,
        also: &[Scope],
    ) -> Result<EntryRef, StoreError> {
        let body: Body = body.into();
        if !self.identity.may_write(scope) {
            return Err(StoreError::ScopeNotWritten {
                scope: scope.to_string(),
            });
        }
        failpoint::hit("before-append");
        let (operation, device) = (self.identity.operation.0, self.identity.device);
        let stream = journal::stream(self.connection, operation, device, &scope.to_string())?;
        let envelope = self.envelope(&body, &stream, also)?;
        let bytes = envelope.encode();
        Envelope::parse(&bytes).map_err(refused)?;
        let hash = entry_hash(&bytes);
        // What counts is what the entry says: its own scope may have stood among the others.
        let copy = (!envelope.also.is_empty())
            .then(|| sign_copy(&self.key, stream.chain0, envelope.seq, hash));
        journal::move_head(self.connection, stream.id, stream.head.extend(hash))?;
        run(self.connection, COUNT_OWN, &[])?;
        let new = NewEntry {
            stream: &stream,
            bytes: &bytes,
            hash,
            copy,
            envelope: &envelope,
        };
        let (_, units) = journal::insert(self.connection, &new, &mut self.changes)?;
        failpoint::hit("entry-stored");
        projection::refold(self.connection, &units)?;
        self.changes.subjects.insert(Subject::Sync);
        if self.doubt.is_none() {
            self.doubt = doubtful(&body, self.stamp.reason.as_deref());
        }
        failpoint::hit("after-append");
        Ok(EntryRef {
            device,
            scope,
            seq: envelope.seq,
        })
    }

    fn envelope(
        &self,
        body: &Body,
        stream: &Stream,
        also: &[Scope],
    ) -> Result<Envelope, StoreError> {
        let stamp = &self.stamp;
        let mut others: Vec<String> = also.iter().map(ToString::to_string).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != stream.scope);
        if others.len() > MAX_ALSO {
            let is_site = |one: &&String| matches!(one.parse(), Ok(Scope::Site(_)));
            let sites = others.iter().filter(is_site).count();
            return Err(StoreError::TooManySites {
                sites,
                limit: (sites + MAX_ALSO).saturating_sub(others.len()),
            });
        }
        Ok(Envelope {
            v: 1,
            seq: stream.head.seq + 1,
            kind: body.kind().to_owned(),
            schema: body.schema(),
            recorded_at: stamp.recorded_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            occurred_on: stamp.occurred_on.format("%Y-%m-%d").to_string(),
            person: stamp.person.0,
            role: word(&stamp.role),
            reason: stamp.reason.clone(),
            reverses: stamp.reverses.as_ref().map(named),
            saw: self.saw()?,
            also: others,
            body: RawValue::from_string(body.to_json()).map_err(|cause| {
                StoreError::EntryRefused {
                    detail: cause.to_string(),
                }
            })?,
        })
    }

    /// What this device knows: complete up to a position, its own heads, and heads of others beyond that position.
    fn saw(&self) -> Result<Saw, StoreError> {
        let complete_to = number(self.connection, COMPLETE_TO, &[])?;
        let own = self.identity.device;
        let mine = named_params! { ":device": own.blob() };
        let streams = rows(self.connection, journal::OWN_STREAMS, mine, Stream::read)?;
        let beyond = named_params! { ":device": own.blob(), ":complete_to": complete_to };
        let mut heads: Vec<proof::entry::EntryRef> = streams.iter().map(head).collect();
        heads.extend(rows(
            self.connection,
            journal::FOREIGN_HEADS,
            beyond,
            |row| {
                Ok(proof::entry::EntryRef {
                    device: row.id::<DeviceId>("device")?.0,
                    scope: row.get("scope")?,
                    seq: unsigned(row.get("seq")?),
                })
            },
        )?);
        Ok(Saw {
            epoch: self.identity.epoch,
            pos: unsigned(complete_to),
            heads,
        })
    }

    /// The next number of a site's documents: `PAB-GRN-21-B-00042`. `kind` is `GRN`, `ISS` or `REV`; `year` the whole
    /// year. Contiguous, because a transaction that fails gives its number back.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn next_number(
        &mut self,
        site_code: &str,
        kind: &str,
        year: i32,
    ) -> Result<String, StoreError> {
        let params = named_params! { ":site_code": site_code, ":kind": kind, ":year": year };
        let last = number(self.connection, NEXT_NUMBER, params)?;
        let (year, letter) = (year.rem_euclid(100), &self.identity.letter);
        Ok(format!("{site_code}-{kind}-{year:02}-{letter}-{last:05}"))
    }

    /// Ends a draft together with the posting it became.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn end_draft(&mut self, draft: DraftId) -> Result<(), StoreError> {
        if run(
            self.connection,
            END_DRAFT,
            named_params! { ":id": draft.blob() },
        )? > 0
        {
            self.changes.subjects.insert(Subject::Drafts);
        }
        Ok(())
    }
}

fn named(entry: &EntryRef) -> proof::entry::EntryRef {
    let device: Uuid = entry.device.0;
    proof::entry::EntryRef {
        device,
        scope: entry.scope.to_string(),
        seq: entry.seq,
    }
}

fn head(stream: &Stream) -> proof::entry::EntryRef {
    proof::entry::EntryRef {
        device: stream.device.0,
        scope: stream.scope.clone(),
        seq: stream.head.seq,
    }
}

fn refused(cause: EnvelopeError) -> StoreError {
    if let EnvelopeError::TooLong { bytes } = cause {
        return StoreError::EntryTooLong {
            bytes,
            limit: MAX_ENTRY_BYTES,
        };
    }
    StoreError::EntryRefused {
        detail: cause.to_string(),
    }
}
