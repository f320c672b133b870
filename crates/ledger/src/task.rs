//! Tasks: what devices that were apart have left for a person to settle. One table, [`TABLE`], says of each kind who owns
//! it and what may be chosen.
//!
//! What a newcomer gets wrong: a task is no entry. It is seen in what the entries say, so that it is the same on every
//! device that holds them; only its resolution is an entry, and that never writes another owner's document. Where a
//! reversal or a count is asked of a site, it becomes a task there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use ts_rs::TS;
use uuid::Uuid;

use crate::ids::{SiteId, TaskId};
use crate::role::Action;
use crate::scope::Scope;

/// What is to be settled.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Several sites received the same line of a consignment.
    ReceiptContested,
    /// More left a place than was there.
    StockShort,
    /// Acceptances take more of an offer than there is.
    AcceptanceContested,
    /// An offer was accepted that its donor had withdrawn.
    AcceptedAfterWithdrawal,
    /// One batch bears several expiry dates.
    ExpiryDiffers,
    /// Two records of the catalogue look like one.
    RecordsSimilar,
    /// A site would have the catalogue say something else.
    ItemProposed,
    /// Goods were moved before a count that its counter did not know of.
    CountOverlapped,
    /// A computer's clock was wrong by days.
    ClockWrong,
    /// Entries of a newer program.
    NeedsUpdate,
    /// A dispatch was taken back whose goods had been received.
    DispatchReversed,
    /// The office asks a site to reverse a document.
    ReversalAsked,
    /// The office asks a site to count a lot.
    CountAsked,
    /// Consignments carry more of an acceptance than is accepted.
    AnnouncedBeyond,
    /// The office decided that a consignment or a link is withdrawn, and it still stands.
    WithdrawalDue,
    /// A published figure differs from the sum of its parts.
    FigureDiffers,
    /// A stated total of the funds differs from its allocations.
    TotalDiffers,
    /// The total counted at a site differs from its bands.
    HeadsDiffer,
}

/// What a person may decide.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum TaskChoice {
    /// The goods were split: every receipt stands.
    ConfirmSplit,
    /// One site is asked to reverse its document.
    AskReversal,
    /// One acceptance is kept; the others are to be reduced or cancelled.
    KeepOne,
    /// Every acceptance is kept: the donor gives as much.
    KeepAll,
    /// The donor keeps what was withdrawn; the acceptance stays out of planning.
    StandByDonor,
    /// The donor gives it after all; the acceptance counts again.
    DonorConfirmed,
    /// The label says this date.
    LabelSays,
    /// They are two different things.
    Different,
    /// The movement is the difference that was counted; the count is to be reversed.
    Explains,
    /// The movement has nothing to do with the difference.
    DoesNotExplain,
    /// The business date is right as it was typed.
    ConfirmDate,
    /// The goods are where they were received; the sender is asked to count.
    ReceiptStands,
    /// What one consignment still carries is not sent, or sent back.
    WithdrawConsignment,
    /// A receipt was linked to the consignment by mistake.
    WithdrawLink,
}

/// Whose scope a resolution is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    Office,
    Catalogue,
    /// The site that the task is about; the office, where it is about none.
    Site,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub kind: TaskKind,
    /// As `domain.md` numbers the conflicts and the invariants; those that follow from a resolution bear its number.
    pub number: &'static str,
    /// What its owners may do; they are who may settle it.
    pub owner: Action,
    pub home: Home,
    /// Empty where no entry settles it: it ends with what its owner does elsewhere.
    pub choices: &'static [TaskChoice],
}

macro_rules! tasks {
    ($($kind:ident $number:literal $owner:ident $home:ident [$($choice:ident)*])+) => {
        /// Every kind of task, one row each.
        pub const TABLE: &[Row] = &[$(Row {
            kind: TaskKind::$kind,
            number: $number,
            owner: Action::$owner,
            home: Home::$home,
            choices: &[$(TaskChoice::$choice),*],
        }),+];
    };
}

tasks! {
    ReceiptContested         "X-01"  SettleConflict    Office     [ConfirmSplit AskReversal WithdrawLink]
    StockShort               "X-02"  PostCount         Site       []
    AcceptanceContested      "X-03"  SettleConflict    Office     [KeepOne KeepAll]
    AcceptedAfterWithdrawal  "X-04"  SettleWithdrawal  Office     [StandByDonor DonorConfirmed]
    ExpiryDiffers            "X-05"  SettleConflict    Office     [LabelSays]
    RecordsSimilar           "X-06"  MergeRecords      Catalogue  [Different]
    ItemProposed             "X-07"  SettleProposal    Catalogue  []
    CountOverlapped          "X-08"  ReviewCount       Site       [Explains DoesNotExplain]
    ClockWrong               "X-13"  ConfirmDate       Site       [ConfirmDate]
    NeedsUpdate              "X-15"  ReadSyncState     Office     []
    DispatchReversed         "X-16"  SettleConflict    Office     [ReceiptStands AskReversal]
    ReversalAsked            "X-01"  ReverseAtSite     Site       []
    CountAsked               "X-16"  PostCount         Site       []
    AnnouncedBeyond          "I-07"  SettleConflict    Office     [KeepAll WithdrawConsignment]
    WithdrawalDue            "I-07"  SettleConflict    Office     []
    FigureDiffers            "I-14"  ExplainFigure     Office     []
    TotalDiffers             "I-14"  ExplainTotal      Office     []
    HeadsDiffer              "I-14"  ExplainHeads      Site       []
}

impl TaskKind {
    /// Its row of the table.
    ///
    /// # Panics
    /// Never: every kind has a row, which a test sees to.
    #[must_use]
    pub fn row(self) -> &'static Row {
        let mut rows = TABLE.iter();
        rows.find(|row| row.kind == self)
            .expect("every kind of task has a row")
    }

    /// The scope its resolution is written in.
    #[must_use]
    pub fn home(self, site: Option<SiteId>) -> Scope {
        match (self.row().home, site) {
            (Home::Catalogue, _) => Scope::Catalogue,
            (Home::Site, Some(site)) => Scope::Site(site),
            (Home::Office, _) | (Home::Site, None) => Scope::Coordination,
        }
    }
}

impl TaskId {
    /// The same on every device: it follows from what the task is about.
    ///
    /// # Panics
    /// Never: a kind is always a word.
    #[must_use]
    pub fn of(kind: TaskKind, subject: &str) -> Self {
        let word = serde_json::to_value(kind).expect("a kind is a word");
        let hash = sha2::Sha256::new_with_prefix(b"relief-task/1\n")
            .chain_update(word.as_str().unwrap_or_default())
            .chain_update(b"\n")
            .chain_update(subject.as_bytes())
            .finalize();
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// Two ids in their order: a pair is the same pair whichever is named first.
#[must_use]
pub fn pair(one: Uuid, other: Uuid) -> String {
    format!("{}/{}", one.min(other), one.max(other))
}
