//! What the calls about the catalogue, sites and registers are asked with.

use ledger::body::{
    Differing, Facilities, FigureRelation, FigureSeries, HeadBand, HeadMethod, NormBasis,
    PackagingLevel, ParticipantKind, SiteKind, Tracking, Unit,
};
use ledger::ids::{
    AccessNoteId, AssetId, DeploymentId, DraftId, ExplanationId, FigureId, HeadCountId,
    ItemGroupId, ItemId, MergeId, NormId, PackagingId, PartyId, ProposalId, RecordId, SiteId,
};
use ledger::quantity::StatedCount;
use ledger::text::Names;
use store::view::RecordKind;

use super::requests::requests;

requests! {
    /// A group is kept again under its id when it changes; so is every record of the catalogue but packaging.
    pub struct RegisterGroup {
        pub id: ItemGroupId,
        pub code: String,
        pub names: Names,
        pub draft: Option<DraftId>,
    }

    pub struct RegisterItem {
        pub id: ItemId,
        pub group: ItemGroupId,
        pub code: String,
        pub names: Names,
        pub unit: Unit,
        pub tracking: Tracking,
        pub durable: bool,
        /// UN number, where the item is dangerous goods.
        pub dangerous_goods: Option<String>,
        pub draft: Option<DraftId>,
    }

    pub struct RegisterPackaging {
        pub id: PackagingId,
        pub item: ItemId,
        pub level: PackagingLevel,
        /// Packs of `of`, or base units where there is none.
        #[ts(type = "number")]
        pub contains: i64,
        pub of: Option<PackagingId>,
        pub gtin: Option<String>,
        #[ts(type = "number | null")]
        pub gross_grams: Option<i64>,
        #[ts(type = "number | null")]
        pub volume_ml: Option<i64>,
        pub stackable: bool,
        pub draft: Option<DraftId>,
    }

    pub struct RegisterParty {
        pub id: PartyId,
        pub kind: ParticipantKind,
        pub names: Names,
        pub iso: Option<String>,
        pub eu_code: Option<String>,
        pub donor: bool,
        pub affected: bool,
        pub synonyms: Vec<String>,
        pub draft: Option<DraftId>,
    }

    pub struct RegisterSite {
        pub id: SiteId,
        pub code: String,
        pub name: String,
        pub kind: SiteKind,
        pub country: String,
        pub time_zone: String,
        pub facilities: Option<Facilities>,
        pub draft: Option<DraftId>,
    }

    /// Which packaging versions to list; null: all.
    pub struct OfItem { pub item: Option<ItemId> }

    /// What a site would have the catalogue say.
    pub struct ProposeItem {
        pub id: ProposalId,
        pub site: SiteId,
        pub item: ItemId,
        pub names: Names,
        pub reason: String,
        pub draft: Option<DraftId>,
    }

    pub struct SettleProposal { pub proposal: ProposalId, pub adopt: bool, pub reason: String }

    /// Has one record stand for another from now on; documents keep what they say.
    pub struct MergeRecords {
        pub id: MergeId,
        pub kind: RecordKind,
        pub from: RecordId,
        pub into: RecordId,
        pub reason: String,
    }

    pub struct UndoMerge { pub kind: RecordKind, pub from: RecordId, pub reason: String }

    pub struct RecordAccessNote {
        pub id: AccessNoteId,
        pub site: SiteId,
        pub text: String,
        pub valid_from: String,
        /// Null: until further notice.
        pub valid_to: Option<String>,
        pub source: Option<String>,
        pub draft: Option<DraftId>,
    }

    pub struct RecordHeadCount {
        pub id: HeadCountId,
        pub site: SiteId,
        pub day: String,
        pub band: HeadBand,
        pub number: StatedCount,
        pub method: HeadMethod,
        pub remark: Option<String>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct RegisterNorm {
        pub id: NormId,
        pub item: Option<ItemId>,
        pub group: Option<ItemGroupId>,
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
        pub draft: Option<DraftId>,
    }

    /// Needs of one site or of all, for so many days from today on.
    pub struct NeedsFilter { pub site: Option<SiteId>, pub horizon_days: u32 }

    pub struct RecordDeployment {
        pub id: DeploymentId,
        pub agency: PartyId,
        pub role: String,
        pub number: StatedCount,
        pub country: String,
        pub place: Option<String>,
        /// `2021`, `2021-07` or `2021-07-15`: as far as the source says.
        pub from: Option<String>,
        pub to: Option<String>,
        pub baseline: bool,
        pub as_of: String,
        pub source: String,
        pub draft: Option<DraftId>,
    }

    pub struct RecordAsset {
        pub id: AssetId,
        pub kind: String,
        pub number: StatedCount,
        pub holder: PartyId,
        pub country: String,
        pub place: Option<String>,
        pub as_of: String,
        pub source: String,
        pub draft: Option<DraftId>,
    }

    pub struct RecordFigure {
        pub id: FigureId,
        pub series: FigureSeries,
        pub place: String,
        pub number: StatedCount,
        pub words: Option<String>,
        pub as_of: Option<String>,
        pub source: String,
        pub within: Option<FigureId>,
        pub relation: Option<FigureRelation>,
        pub draft: Option<DraftId>,
    }

    /// Says why a stated number differs from the computed one.
    pub struct ExplainDifference {
        pub id: ExplanationId,
        pub of: Differing,
        /// The two numbers as the person saw them: people, or minor units.
        #[ts(type = "number")]
        pub stated: i64,
        #[ts(type = "number")]
        pub computed: i64,
        pub explanation: String,
        pub source: Option<String>,
    }
}
