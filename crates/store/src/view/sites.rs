//! Packaging, proposals, duplicates, access notes, head-counts, norms and needs as screens show them.

use ledger::body::{HeadBand, HeadMethod, NormBasis, PackagingLevel, Unit};
use ledger::ids::{
    AccessNoteId, ItemGroupId, ItemId, MergeId, NormId, PackagingId, PersonId, ProposalId,
    RecordId, SiteId,
};
use ledger::needs::Cover;
use ledger::quantity::{CountSum, StatedCount};
use ledger::text::Names;

use super::{ExplanationRow, FigureCheck, SiteRow, views};

/// Which kind of record has duplicates.
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
pub enum RecordKind {
    Item,
    Party,
}

views! {
    pub struct PackagingRow {
        pub id: PackagingId,
        pub item: ItemId,
        pub item_names: Names,
        pub level: PackagingLevel,
        #[ts(type = "number")]
        pub contains: i64,
        pub of: Option<PackagingId>,
        #[ts(type = "number")]
        pub base_units: i64,
        pub unit: Option<Unit>,
        pub gtin: Option<String>,
        #[ts(type = "number | null")]
        pub gross_grams: Option<i64>,
        #[ts(type = "number | null")]
        pub volume_ml: Option<i64>,
        pub stackable: bool,
    }

    /// What a site would have the catalogue say, beside what it says.
    pub struct ProposalRow {
        pub id: ProposalId,
        pub site: SiteId,
        pub site_name: Option<String>,
        pub item: ItemId,
        pub item_code: Option<String>,
        /// The central text; null while the item is not here.
        pub names: Option<Names>,
        pub proposed: Names,
        pub person_name: Option<String>,
        pub reason: Option<String>,
        pub recorded_at: String,
        /// Null: nobody has settled it yet.
        pub adopted: Option<bool>,
    }

    /// A record that stands for another one.
    pub struct MergeRow {
        pub merge: MergeId,
        pub kind: RecordKind,
        pub from: RecordId,
        pub from_names: Option<Names>,
        pub into: RecordId,
        pub into_names: Option<Names>,
        pub person_name: Option<String>,
        pub reason: Option<String>,
        pub recorded_at: String,
    }

    /// Two records that look like one.
    pub struct SimilarRow {
        pub kind: RecordKind,
        pub one: RecordId,
        pub one_names: Names,
        pub other: RecordId,
        pub other_names: Names,
        /// Letters that differ between the two names that are nearest.
        pub distance: u32,
    }

    pub struct AccessNoteRow {
        pub id: AccessNoteId,
        pub site: SiteId,
        pub text: String,
        pub valid_from: String,
        pub valid_to: Option<String>,
        pub source: Option<String>,
        /// Valid on the day asked about.
        pub valid: bool,
    }

    pub struct HeadCountRow {
        pub band: HeadBand,
        pub number: StatedCount,
        pub method: HeadMethod,
        pub remark: Option<String>,
        pub person: PersonId,
        pub person_name: Option<String>,
        pub recorded_at: String,
    }

    /// The people at a site on one day.
    pub struct HeadCountDay {
        pub day: String,
        /// Everybody; null: not known.
        pub heads: StatedCount,
        /// The total that was counted as such.
        pub stated: Option<StatedCount>,
        /// The sum of the bands that were counted.
        pub computed: Option<CountSum>,
        /// The one beside the other, where both are there.
        pub check: Option<FigureCheck>,
        /// What was said of their difference, of these numbers or of older ones.
        pub explanations: Vec<ExplanationRow>,
        pub counts: Vec<HeadCountRow>,
    }

    /// Everything known of one site.
    pub struct SitePage {
        pub site: SiteRow,
        pub access_notes: Vec<AccessNoteRow>,
        /// The latest first; at most a hundred.
        pub head_counts: Vec<HeadCountDay>,
    }

    pub struct NormRow {
        pub id: NormId,
        pub item: Option<ItemId>,
        pub group: Option<ItemGroupId>,
        /// Of the item or the group.
        pub names: Option<Names>,
        pub unit: Option<Unit>,
        #[ts(type = "number")]
        pub quantity: i64,
        #[ts(type = "number")]
        pub persons: i64,
        pub basis: NormBasis,
        #[ts(type = "number")]
        pub days: i64,
        pub standard: String,
        pub edition: Option<String>,
        pub source: String,
        pub checked_on: Option<String>,
    }

    /// What one site needs by one norm.
    pub struct NeedRow {
        pub site: SiteId,
        pub site_name: String,
        pub norm: NormRow,
        /// Day of the head-count; null: nobody ever counted.
        pub counted_on: Option<String>,
        pub heads: StatedCount,
        /// Base units; null: not known.
        #[ts(type = "number | null")]
        pub need: Option<i64>,
        /// Good and not expired.
        #[ts(type = "number")]
        pub in_stock: i64,
        /// What is missing; 0 when enough is there; null: not known.
        #[ts(type = "number | null")]
        pub gap: Option<i64>,
        /// Null: not known, or a thing needed once.
        pub cover: Option<Cover>,
    }
}
