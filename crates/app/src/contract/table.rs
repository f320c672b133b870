//! The table of calls.

use store::view::{
    AcceptanceView, ActivationView, CellDocument, ClosureView, ConsignmentView, DiscrepancyView,
    DocumentRow, DraftRow, ExpectedDelivery, Funds, IssueView, ItemGroupRow, ItemRow,
    MatchProposal, Matrix, OfferView, PartyRow, PersonRow, PointRow, ReceiptView, RequestView,
    SiteRow, StockCardRow, StockRow, TransportView, Unsent,
};

use super::bindings::Bindings;
use super::replies::{Exported, Found, OfferTable, Posted, Status, SyncStatus, Verified};
use super::requests::*;
use super::{Call, Who, parse};
use crate::problem::Problem;
use crate::{
    acceptances, activations, assistance, chain, consignments, drafts, enrolment, exports, funds,
    issues, lookups, matching, offers, pasted, points, receipts, reductions, reversals, session,
    settings, stages, sync, synonyms, transports,
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
    "items", SignedIn, Nothing => Vec<ItemRow>, lookups::items;
    "item_groups", SignedIn, Nothing => Vec<ItemGroupRow>, lookups::item_groups;
    "parties", SignedIn, Nothing => Vec<PartyRow>, lookups::parties;
    "sites", SignedIn, Nothing => Vec<SiteRow>, lookups::sites;
    "add_point", SignedIn, AddPoint => PointRow, points::add;
    "find", SignedIn, Find => Found, lookups::find;
    "documents", SignedIn, DocumentFilter => Vec<DocumentRow>, lookups::documents;
    "receipt", SignedIn, ById => ReceiptView, lookups::receipt;
    "issue", SignedIn, ById => IssueView, lookups::issue;
    "activation", SignedIn, ById => ActivationView, lookups::activation;
    "activations", SignedIn, Nothing => Vec<ActivationView>, lookups::activations;
    "offers", SignedIn, Nothing => Vec<OfferView>, lookups::offers;
    "offer", SignedIn, ById => OfferView, lookups::offer;
    "acceptance", SignedIn, ById => AcceptanceView, lookups::acceptance;
    "acceptances", SignedIn, Nothing => Vec<AcceptanceView>, lookups::acceptances;
    "expected", SignedIn, BySite => Vec<ExpectedDelivery>, lookups::expected;
    "stock", SignedIn, BySite => Vec<StockRow>, lookups::stock;
    "stock_card", SignedIn, StockCard => Vec<StockCardRow>, lookups::stock_card;
    "drafts", SignedIn, Nothing => Vec<DraftRow>, drafts::list;
    "save_draft", SignedIn, SaveDraft => DraftRow, drafts::save;
    "discard_draft", SignedIn, DraftKey => Nothing, drafts::discard;
    "post_receipt", SignedIn, PostReceipt => Posted, receipts::post;
    "post_issue", SignedIn, PostIssue => Posted, issues::post;
    "reverse", SignedIn, Reverse => Posted, reversals::reverse;
    "record_activation", SignedIn, RecordActivation => Posted, activations::record;
    "record_offer", SignedIn, RecordOffer => Posted, offers::record;
    "propose_acceptance", SignedIn, ProposeAcceptance => Posted, acceptances::propose;
    "confirm_acceptance", SignedIn, ConfirmAcceptance => Posted, acceptances::confirm;
    "match_proposals", SignedIn, Nothing => Vec<MatchProposal>, lookups::match_proposals;
    "match_receipt", SignedIn, MatchReceipt => Posted, matching::match_receipt;
    "matrix", SignedIn, MatrixFilter => Matrix, lookups::matrix;
    "matrix_cell", SignedIn, MatrixCell => Vec<CellDocument>, lookups::matrix_cell;
    "funds", SignedIn, Nothing => Funds, lookups::funds;
    "record_decision", SignedIn, RecordDecision => Posted, funds::record_decision;
    "record_allocation", SignedIn, RecordAllocation => Posted, funds::record_allocation;
    "record_stated_total", SignedIn, RecordStatedTotal => Posted, funds::record_stated_total;
    "export_funding_report", SignedIn, Export => Exported, exports::funding_report;
    "export_audit", SignedIn, Export => Exported, exports::audit;
    "verify_ledger", SignedIn, Nothing => Verified, exports::verify;
    "move_stage", SignedIn, MoveStage => Posted, stages::move_stage;
    "closure", SignedIn, ById => ClosureView, chain::closure;
    "record_request", SignedIn, RecordRequest => Posted, assistance::record;
    "requests", SignedIn, Nothing => Vec<RequestView>, chain::requests;
    "request", SignedIn, ById => RequestView, chain::request;
    "reduce_acceptance", SignedIn, ReduceAcceptance => Posted, reductions::reduce;
    "plan_transport", SignedIn, PlanTransport => Posted, transports::plan;
    "transports", SignedIn, Nothing => Vec<TransportView>, chain::transports;
    "transport", SignedIn, ById => TransportView, chain::transport;
    "announce_consignment", SignedIn, AnnounceConsignment => Posted, consignments::announce;
    "consignments", SignedIn, MaybeSite => Vec<ConsignmentView>, chain::consignments;
    "consignment", SignedIn, ById => ConsignmentView, chain::consignment;
    "discrepancies", SignedIn, MaybeSite => Vec<DiscrepancyView>, chain::discrepancies;
    "confirm_synonym", SignedIn, ConfirmSynonym => Posted, synonyms::confirm;
    "read_offer_table", SignedIn, ReadOfferTable => OfferTable, pasted::read;
}
