//! Tasks as their owners see them: what happened, each version of it, and what each choice would do.

use chrono::NaiveDate;
use ledger::body::{SettledEntry, Unit};
use ledger::ids::{DocumentId, PersonId, SiteId, TaskId};
use ledger::task::{TaskChoice, TaskKind};
use ledger::text::Names;

use super::goods::DocumentRow;
use super::views;

/// How a task stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    Open,
    /// It was settled, and something came that had not been known then.
    Reopened,
    Settled,
}

/// What a choice changes.
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
pub enum EffectKind {
    /// These goods in the stock of a site.
    Stock,
    /// Counted against what was sent.
    Received,
    /// Counted on in planning, for a site.
    Planned,
    /// The part of a count's difference that nothing explains.
    Difference,
    /// On consignments that count, of what was accepted.
    Announced,
}

views! {
    /// One line of the inbox.
    pub struct TaskRow {
        pub id: TaskId,
        pub kind: TaskKind,
        /// `X-01` and so on: the conflict as the guide numbers it.
        pub number: String,
        pub state: TaskState,
        /// Whether the person who asks may settle it here.
        pub mine: bool,
        /// The site whose task it is; null for the office's.
        pub site: Option<SiteId>,
        pub site_name: Option<String>,
        /// What it is about: an item or a party.
        pub names: Option<Names>,
        /// A batch, the number of a document, the name of a computer or a kind of entry.
        pub words: Option<String>,
        #[ts(type = "number | null")]
        pub quantity: Option<i64>,
        pub unit: Option<Unit>,
        pub versions: u32,
        /// Of the latest version.
        pub recorded_at: String,
    }

    /// What one side says.
    pub struct TaskVersion {
        pub document: Option<DocumentRow>,
        pub names: Option<Names>,
        pub words: Option<String>,
        pub site: Option<SiteId>,
        pub site_name: Option<String>,
        pub person_name: String,
        pub recorded_at: String,
        /// When the server took it, RFC 3339, where that is the question.
        pub accepted_at: Option<String>,
        #[ts(type = "number | null")]
        pub quantity: Option<i64>,
        pub unit: Option<Unit>,
        pub expiry: Option<String>,
        pub reason: Option<String>,
        /// It counts as things are, while nothing is settled.
        pub counts: bool,
    }

    pub struct TaskEffect {
        pub kind: EffectKind,
        pub site_name: Option<String>,
        #[ts(type = "number")]
        pub from: i64,
        #[ts(type = "number")]
        pub to: i64,
    }

    /// One thing that may be decided.
    pub struct TaskOption {
        pub choice: TaskChoice,
        pub about: Option<DocumentId>,
        /// Number of that document.
        pub about_number: Option<String>,
        pub asked: Option<SiteId>,
        pub asked_name: Option<String>,
        #[ts(type = "string | null")]
        #[schemars(with = "Option<String>")]
        pub expiry: Option<NaiveDate>,
        pub effects: Vec<TaskEffect>,
    }

    /// What somebody decided.
    pub struct TaskDecision {
        pub choice: TaskChoice,
        pub about: Option<DocumentId>,
        pub expiry: Option<String>,
        pub person: PersonId,
        pub person_name: String,
        pub recorded_at: String,
        pub reason: Option<String>,
        /// False: another one had settled all of it before.
        pub counts: bool,
    }

    /// A task opened.
    pub struct TaskView {
        pub task: TaskRow,
        pub versions: Vec<TaskVersion>,
        /// Empty where it ends with what its owner does elsewhere, and once it is settled.
        pub options: Vec<TaskOption>,
        /// In the order in which they count.
        pub decisions: Vec<TaskDecision>,
        /// The entries it rests on, to be sent back with a decision.
        pub rests_on: Vec<SettledRef>,
        /// The document, item or count it leads to.
        pub leads_to: Option<DocumentId>,
    }

    /// An entry by its stream and number.
    pub struct SettledRef {
        pub device: String,
        pub scope: String,
        #[ts(type = "number")]
        pub seq: u64,
    }
}

impl From<&SettledEntry> for SettledRef {
    fn from(entry: &SettledEntry) -> Self {
        Self {
            device: entry.device.to_string(),
            scope: entry.scope.clone(),
            seq: entry.seq,
        }
    }
}
