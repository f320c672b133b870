//! The table of calls.

use store::view::{
    AcceptanceView, ActivationView, CellDocument, DocumentRow, DraftRow, ExpectedDelivery, Funds,
    IssueView, ItemGroupRow, ItemRow, MatchProposal, Matrix, MergeRow, NeedRow, NormRow, OfferView,
    PackagingRow, PartyRow, PersonRow, PointRow, ProposalRow, ReceiptView, Registers, SimilarRow,
    SitePage, SiteRow, StockCardRow, StockRow, Unsent,
};

use super::bindings::Bindings;
use super::replies::{Exported, Found, Kept, KnownThen, Posted, Status, SyncStatus, Verified};
use super::requests::*;
use super::requests_sites::*;
use super::{Call, Who, parse};
use crate::problem::Problem;
use crate::{
    acceptances, activations, as_known, catalogue, drafts, enrolment, exports, funds, issues,
    lookups, matching, merges, offers, points, receipts, registers, reversals, session, settings,
    sites, sync,
};

macro_rules! calls {
    ($($name:literal, $who:ident, $request:ty => $reply:ty, $run:expr;)+) => {
        /// Every call, in the order people meet them.
        pub const CALLS: &[Call] = &[$(Call {
            name: $name,
            who: Who::$who,
            run: |context, json| {
                let request: $request = parse::request(json)?;
                let reply: $reply = $run(context, request)?;
                serde_json::to_value(reply).map_err(|cause| Problem::new("internal").with("detail", cause))
            },
            request: || schemars::schema_for!($request),
            reply: || schemars::schema_for!($reply),
            describe: |bindings: &mut Bindings| bindings.call::<$request, $reply>($name),
        }),+];
    };
}

calls! {
    "status", Anyone, Nothing => Status, |context, _: Nothing| session::status(context);
    "unlock", Anyone, Unlock => Status, session::unlock;
    "enrol", Anyone, Enrol => Status, enrolment::enrol;
    "people", Opened, Nothing => Vec<PersonRow>, session::people;
    "set_pin", Opened, SetPin => Status, session::set_pin;
    "sign_in", Opened, SignIn => Status, session::sign_in;
    "sign_out", Opened, Nothing => Status, session::sign_out;
    "set_setting", Anyone, SetSetting => Status, settings::set_setting;
    "sync_status", Opened, Nothing => SyncStatus, sync::status;
    "unsent", Opened, Nothing => Unsent, sync::unsent;
    "send_now", Opened, Nothing => SyncStatus, sync::send_now;
    "items", Reads, Nothing => Vec<ItemRow>, lookups::items;
    "item_groups", Reads, Nothing => Vec<ItemGroupRow>, lookups::item_groups;
    "parties", Reads, Nothing => Vec<PartyRow>, lookups::parties;
    "sites", Reads, Nothing => Vec<SiteRow>, lookups::sites;
    "add_point", SignedIn, AddPoint => PointRow, points::add;
    "find", Reads, Find => Found, lookups::find;
    "documents", Reads, DocumentFilter => Vec<DocumentRow>, lookups::documents;
    "receipt", Reads, ById => ReceiptView, lookups::receipt;
    "issue", Reads, ById => IssueView, lookups::issue;
    "activation", Reads, ById => ActivationView, lookups::activation;
    "activations", Reads, Nothing => Vec<ActivationView>, lookups::activations;
    "offers", Reads, Nothing => Vec<OfferView>, lookups::offers;
    "offer", Reads, ById => OfferView, lookups::offer;
    "acceptance", Reads, ById => AcceptanceView, lookups::acceptance;
    "acceptances", Reads, Nothing => Vec<AcceptanceView>, lookups::acceptances;
    "expected", Reads, BySite => Vec<ExpectedDelivery>, lookups::expected;
    "stock", Reads, BySite => Vec<StockRow>, lookups::stock;
    "stock_card", Reads, StockCard => Vec<StockCardRow>, lookups::stock_card;
    "drafts", Local, Nothing => Vec<DraftRow>, drafts::list;
    "save_draft", Local, SaveDraft => DraftRow, drafts::save;
    "discard_draft", Local, DraftKey => Nothing, drafts::discard;
    "post_receipt", SignedIn, PostReceipt => Posted, receipts::post;
    "post_issue", SignedIn, PostIssue => Posted, issues::post;
    "reverse", SignedIn, Reverse => Posted, reversals::reverse;
    "record_activation", SignedIn, RecordActivation => Posted, activations::record;
    "record_offer", SignedIn, RecordOffer => Posted, offers::record;
    "propose_acceptance", SignedIn, ProposeAcceptance => Posted, acceptances::propose;
    "confirm_acceptance", SignedIn, ConfirmAcceptance => Posted, acceptances::confirm;
    "match_proposals", Reads, Nothing => Vec<MatchProposal>, lookups::match_proposals;
    "match_receipt", SignedIn, MatchReceipt => Posted, matching::match_receipt;
    "matrix", Reads, MatrixFilter => Matrix, lookups::matrix;
    "matrix_cell", Reads, MatrixCell => Vec<CellDocument>, lookups::matrix_cell;
    "funds", Reads, Nothing => Funds, lookups::funds;
    "record_decision", SignedIn, RecordDecision => Posted, funds::record_decision;
    "record_allocation", SignedIn, RecordAllocation => Posted, funds::record_allocation;
    "record_stated_total", SignedIn, RecordStatedTotal => Posted, funds::record_stated_total;
    "export_funding_report", SignedIn, Export => Exported, exports::funding_report;
    "export_audit", SignedIn, Export => Exported, exports::audit;
    "as_known", Reads, Nothing => Option<KnownThen>, as_known::told;
    "verify_ledger", Local, Nothing => Verified, exports::verify;
    "register_group", SignedIn, RegisterGroup => Kept, catalogue::register_group;
    "register_item", SignedIn, RegisterItem => Kept, catalogue::register_item;
    "register_packaging", SignedIn, RegisterPackaging => Kept, catalogue::register_packaging;
    "register_party", SignedIn, RegisterParty => Kept, catalogue::register_party;
    "register_site", SignedIn, RegisterSite => Kept, catalogue::register_site;
    "packaging", Reads, OfItem => Vec<PackagingRow>, catalogue::packaging;
    "propose_item", SignedIn, ProposeItem => Kept, catalogue::propose_item;
    "proposals", Reads, Nothing => Vec<ProposalRow>, catalogue::proposals;
    "settle_proposal", SignedIn, SettleProposal => Kept, catalogue::settle_proposal;
    "similar_records", Reads, Nothing => Vec<SimilarRow>, merges::similar;
    "merges", Reads, Nothing => Vec<MergeRow>, merges::merges;
    "merge_records", SignedIn, MergeRecords => Kept, merges::merge;
    "undo_merge", SignedIn, UndoMerge => Kept, merges::undo_merge;
    "register_norm", SignedIn, RegisterNorm => Kept, catalogue::register_norm;
    "norms", Reads, Nothing => Vec<NormRow>, catalogue::norms;
    "site_page", Reads, BySite => SitePage, sites::page;
    "record_access_note", SignedIn, RecordAccessNote => Kept, sites::record_access_note;
    "record_head_count", SignedIn, RecordHeadCount => Kept, sites::record_head_count;
    "needs", Reads, NeedsFilter => Vec<NeedRow>, sites::needs;
    "registers", Reads, Nothing => Registers, registers::registers;
    "record_deployment", SignedIn, RecordDeployment => Kept, registers::record_deployment;
    "record_asset", SignedIn, RecordAsset => Kept, registers::record_asset;
    "record_figure", SignedIn, RecordFigure => Kept, registers::record_figure;
}
