//! The one door for writing: a transaction in which entries are appended and projections follow.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::body::Body;
use ledger::fold::EntryRef;
use ledger::ids::{DraftId, PersonId};
use ledger::role::Role;
use ledger::scope::Scope;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::open::Store;
use crate::reads::Reads;

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
    _marker: std::marker::PhantomData<&'a ()>,
}

impl Store {
    /// Runs `f` in one transaction. If it returns an error, nothing was written.
    ///
    /// # Errors
    /// What `f` returns, or that the file cannot be written.
    pub fn write<T, E: From<StoreError>>(
        &self,
        _stamp: Stamp,
        _f: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        todo!()
    }
}

impl Writing<'_> {
    /// The same reads as outside, seeing what this transaction has written.
    #[must_use]
    pub fn reads(&self) -> Reads<'_> {
        todo!()
    }

    /// Appends an entry to this device's stream of `scope`; `also` lists the other scopes that must see it.
    ///
    /// # Errors
    /// `NotEnrolled`, `ScopeNotWritten`, `EntryTooLong`, or that the file cannot be written.
    pub fn append(
        &mut self,
        _body: impl Into<Body>,
        _scope: Scope,
        _also: &[Scope],
    ) -> Result<EntryRef, StoreError> {
        todo!()
    }

    /// The next number of a site's documents: `PAB-GRN-21-B-00042`. `kind` is `GRN`, `ISS` or `REV`; `year` the whole
    /// year. Contiguous, because a transaction that fails gives its number back.
    ///
    /// # Errors
    /// `NotEnrolled`, or that the file cannot be written.
    pub fn next_number(
        &mut self,
        _site_code: &str,
        _kind: &str,
        _year: i32,
    ) -> Result<String, StoreError> {
        todo!()
    }

    /// Ends a draft together with the posting it became.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn end_draft(&mut self, _draft: DraftId) -> Result<(), StoreError> {
        todo!()
    }
}
