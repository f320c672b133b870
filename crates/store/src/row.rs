//! Columns by name into domain types, and back. Ids are 16-byte blobs, words of an enum their serde text, lists and
//! names JSON; units, nodes and what every line has are kept as `kept.rs` says.

use ledger::ids;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::StoreError;
use crate::kept::{Coded, Kept};

/// An id that is stored as 16 bytes.
pub(crate) trait Id {
    fn of(uuid: Uuid) -> Self;
    fn blob(self) -> [u8; 16];
}

macro_rules! stored_ids {
    ($($name:ident),+ $(,)?) => {$(
        impl Id for ids::$name {
            fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn blob(self) -> [u8; 16] {
                *self.0.as_bytes()
            }
        }
    )+};
}

stored_ids!(
    OperationId,
    DeviceId,
    PersonId,
    PartyId,
    SiteId,
    PointId,
    ItemGroupId,
    ItemId,
    ActivationId,
    OfferId,
    OfferLineId,
    AcceptanceId,
    AcceptanceLineId,
    ReceiptId,
    LotId,
    IssueId,
    IssueLineId,
    ReversalId,
    MatchId,
    DecisionId,
    AllocationId,
    StatedTotalId,
    DraftId,
    DocumentId,
    PlaceId,
    TransferId,
    TransferReceiptId,
    CountId,
    KitId,
    KitBuildId,
    KitBreakId,
    OpeningId,
    StockMoveId,
    ReservationId,
    PackagingId,
    LimitId,
    SettlementId,
    RequestId,
    RequestLineId,
    TransportId,
    ConsignmentId,
    ConsignmentLineId,
    DiscrepancyId,
    MoveId,
    ReductionId,
    ClosureId,
    SynonymId,
    ProposalId,
    MergeId,
    AccessNoteId,
    HeadCountId,
    NormId,
    DeploymentId,
    AssetId,
    FigureId,
    ExplanationId,
    RecordId,
    TaskId,
);

/// Typed columns of a row.
pub(crate) trait Columns {
    fn id<T: Id>(&self, name: &str) -> rusqlite::Result<T>;
    fn maybe_id<T: Id>(&self, name: &str) -> rusqlite::Result<Option<T>>;
    /// An enum kept as its serde word.
    fn word<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<T>;
    fn maybe_word<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<Option<T>>;
    /// A unit or a node.
    fn kept<T: Kept>(&self, name: &str) -> rusqlite::Result<T>;
    /// An enum kept as a number.
    fn coded<T: Coded>(&self, name: &str) -> rusqlite::Result<T>;
    fn json<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<T>;
    fn maybe_json<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<Option<T>>;
    fn hash(&self, name: &str) -> rusqlite::Result<proof::hash::Hash>;
}

impl Columns for Row<'_> {
    fn id<T: Id>(&self, name: &str) -> rusqlite::Result<T> {
        let bytes: [u8; 16] = self.get(name)?;
        Ok(T::of(Uuid::from_bytes(bytes)))
    }

    fn maybe_id<T: Id>(&self, name: &str) -> rusqlite::Result<Option<T>> {
        let bytes: Option<[u8; 16]> = self.get(name)?;
        Ok(bytes.map(|bytes| T::of(Uuid::from_bytes(bytes))))
    }

    fn word<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<T> {
        from_word(self.get(name)?)
    }

    fn maybe_word<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<Option<T>> {
        let word: Option<String> = self.get(name)?;
        word.map(from_word).transpose()
    }

    fn kept<T: Kept>(&self, name: &str) -> rusqlite::Result<T> {
        let found = self.get_ref(name)?.as_blob()?;
        T::of_kept(found).ok_or_else(|| wrong(Unkept(name.to_owned())))
    }

    fn coded<T: Coded>(&self, name: &str) -> rusqlite::Result<T> {
        T::of_code(self.get(name)?).ok_or_else(|| wrong(Unkept(name.to_owned())))
    }

    fn json<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<T> {
        let text: String = self.get(name)?;
        serde_json::from_str(&text).map_err(wrong)
    }

    fn maybe_json<T: DeserializeOwned>(&self, name: &str) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.get(name)?;
        text.map(|text| serde_json::from_str(&text).map_err(wrong))
            .transpose()
    }

    fn hash(&self, name: &str) -> rusqlite::Result<proof::hash::Hash> {
        let bytes: [u8; 32] = self.get(name)?;
        Ok(proof::hash::Hash(bytes))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the column {0} holds what nothing is kept as")]
struct Unkept(String);

fn from_word<T: DeserializeOwned>(word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(wrong)
}

pub(crate) fn wrong(cause: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(cause))
}

/// The serde word of an enum.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => unreachable!("only enums without content are kept as words"),
    }
}

/// JSON text of a list, names or an amount.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what the store keeps as JSON always serialises")
}

/// Unsigned numbers are kept as SQLite's signed ones; all of them stay far below 2^63.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Back again; the schema keeps them from being negative.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A count for a screen.
pub(crate) fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) type Params<'a> = &'a [(&'a str, &'a dyn ToSql)];

/// All rows of a statement.
pub(crate) fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: Params<'_>,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(params, read)?;
    Ok(found.collect::<Result<Vec<_>, _>>()?)
}

/// Goes through the rows of a statement without keeping them.
pub(crate) fn each(
    connection: &Connection,
    sql: &str,
    params: Params<'_>,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query(params)?;
    while let Some(row) = found.next()? {
        take(row)?;
    }
    Ok(())
}

/// The first row of a statement, if any.
pub(crate) fn first<T>(
    connection: &Connection,
    sql: &str,
    params: Params<'_>,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params, read).optional()?)
}

/// The one number a statement gives.
pub(crate) fn number(
    connection: &Connection,
    sql: &str,
    params: Params<'_>,
) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params, |row| row.get(0))?)
}

/// Runs a statement that changes rows; how many.
pub(crate) fn run(
    connection: &Connection,
    sql: &str,
    params: Params<'_>,
) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// Names one statement each, and lists them all for the test that prepares every one.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)+
        /// Every statement here, by name.
        pub(crate) const ALL: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),+];
    };
}
pub(crate) use statements;
