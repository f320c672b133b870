//! What calls answer, beyond the views of `store`.

use ledger::body::OfferLineDetail;
use ledger::ids::{
    DocumentId, ItemGroupId, ItemId, LotId, OperationId, PartyId, PersonId, RecordId, SiteId,
    TransferId,
};
use ledger::posting::Condition;
use ledger::quantity::StatedQuantity;
use ledger::role::Grant;
use store::view::{DeviceRow, DocumentRow, TaskRow};

use crate::problem::Problem;

macro_rules! replies {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }
    )+};
}

/// How far this computer is on its way to work.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The file cannot be used; `problem` says why.
    Broken,
    /// No ledger here yet: enrol.
    New,
    /// A passphrase is needed.
    Locked,
    /// Enrolled, nobody signed in.
    SignedOut,
    SignedIn,
}

/// What the exchange with the server is doing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum SyncPhase {
    /// Everything sent and nothing waits.
    Idle,
    Sending,
    Receiving,
    /// The server cannot be reached; work goes on.
    Offline,
    /// Reached, and refused or not understood: `problem` says why.
    Stuck,
}

replies! {
    pub struct Status {
        pub stage: Stage,
        pub problem: Option<Problem>,
        pub demo: bool,
        pub operation: Option<OperationId>,
        pub operation_name: Option<String>,
        pub device: Option<DeviceRow>,
        pub person: Option<PersonId>,
        pub person_name: Option<String>,
        pub grants: Vec<Grant>,
        /// Site of this computer, or the first the person may work at.
        pub site: Option<SiteId>,
        /// Today by this computer's clock in the site's time zone, `YYYY-MM-DD`.
        pub today: String,
        /// The clock is earlier than something already recorded, or far from the server's.
        pub clock_suspect: bool,
        /// Minutes without a touch after which the screen locks.
        pub lock_after_minutes: u32,
        /// Language chosen on this computer, `en` or `lt`; null: follow the system.
        pub language: Option<String>,
        /// `light`, `dark`; null: follow the system.
        pub theme: Option<String>,
        pub version: String,
        pub data_folder: String,
    }

    /// The pill: recomputed from facts each time.
    pub struct SyncStatus {
        pub phase: SyncPhase,
        pub unsent: u32,
        /// Progress of the exchange under way.
        pub done: u32,
        pub total: u32,
        pub last_exchange: Option<String>,
        pub oldest_unsent: Option<String>,
        pub problem: Option<Problem>,
    }

    /// A posting that went in.
    pub struct Posted {
        pub id: DocumentId,
        pub number: String,
        /// It was there already: the same request came twice.
        pub repeated: bool,
    }

    /// What the code of a paper waybill says.
    pub struct Waybill {
        pub transfer: TransferId,
        pub number: String,
        pub site: SiteId,
        pub site_name: String,
        pub to: SiteId,
        pub vehicle: String,
        pub lines: Vec<WaybillLine>,
    }

    pub struct WaybillLine {
        pub lot: LotId,
        pub item: ItemId,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        pub origin_number: String,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// A hit of the palette.
    pub struct Found {
        pub documents: Vec<DocumentRow>,
        pub items: Vec<store::view::ItemRow>,
    }

    /// What one exchange with the server carried.
    pub struct Exchanged {
        pub sent: u32,
        pub received: u32,
    }

    /// A record of the catalogue or of a register that was kept.
    pub struct Kept {
        pub id: RecordId,
        /// It said that already.
        pub repeated: bool,
    }

    /// What was known on one day about another, and what that leaves out.
    pub struct KnownThen {
        /// `YYYY-MM-DD`; known is what the server had accepted by the end of this day.
        pub on: String,
        /// Last business date that counts.
        pub for_day: String,
        pub entries: u32,
        /// Not confirmed by the server yet.
        pub unconfirmed: u32,
        pub known_later: u32,
        pub happened_later: u32,
    }

    pub struct ExportedFile {
        pub path: String,
        #[ts(type = "number")]
        pub bytes: u64,
        /// Lower-case hex.
        pub sha256: String,
        /// Rows or entries in it.
        #[ts(type = "number")]
        pub rows: u64,
    }

    /// A name in a list, and whom the catalogue has of that name.
    pub struct PartyMention {
        pub text: String,
        /// Null: the catalogue has nobody of this name.
        pub party: Option<PartyId>,
    }

    /// A pasted table as it was understood. Nothing is written; every fault names its row and column.
    pub struct OfferTable {
        pub lines: Vec<OfferTableLine>,
        pub faults: Vec<TableFault>,
        /// Rows that hold something, the heading left out.
        pub rows: u32,
    }

    /// One row that can become a line of an offer.
    pub struct OfferTableLine {
        /// As the spreadsheet counts, from 1.
        pub row: u32,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub item: Option<ItemId>,
        /// The wording was remembered or is the catalogue's own.
        pub matched: bool,
        pub quantity: StatedQuantity,
        pub detail: OfferLineDetail,
    }

    /// What is wrong with one cell. Where `row` is 1 and the column 0 it is the table as a whole.
    pub struct TableFault {
        pub row: u32,
        /// From 1; 0 for the whole row.
        pub column: u32,
        /// Letter as the spreadsheet shows it: `C`.
        pub column_name: String,
        /// `quantity-fraction`, `table-formula`, …
        pub code: String,
        pub text: String,
    }

    /// What is to be settled, the person's own first.
    pub struct Inbox {
        pub tasks: Vec<TaskRow>,
        /// How many open ones the person may settle, whatever is listed.
        pub mine: u32,
        /// Tasks that this person settled when another one had settled them before: that decision changed nothing.
        pub in_vain: Vec<TaskRow>,
    }

    pub struct Exported { pub files: Vec<ExportedFile> }

    /// What was found wrong with this file and not put right since. Exports are stopped as long.
    pub struct Alarm {
        /// When it was first found.
        pub since: String,
        pub problem: Problem,
    }

    /// How the last full check ended.
    pub struct LastCheck {
        pub ended_at: String,
        /// Entries it covered.
        #[ts(type = "number")]
        pub entries: u64,
        pub intact: bool,
    }

    /// Whether what is shown is what was recorded, as far as was looked.
    pub struct LedgerChecks {
        pub alarm: Option<Alarm>,
        /// Null: none has ended on this computer yet.
        pub last: Option<LastCheck>,
    }

    /// Result of the check of this file's chains, checkpoints and projections.
    pub struct Verified {
        pub intact: bool,
        #[ts(type = "number")]
        pub entries: u64,
        /// Head hash over all streams.
        pub head: String,
        pub problem: Option<Problem>,
    }
}
