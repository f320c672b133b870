//! The table of calls.

use store::view::{
    AcceptanceView, ActivationView, BalanceRow, CellDocuments, ClosureView, ConsignmentView,
    CountBook, CountSheetLine, CountView, DiscrepancyView, DispatchProposal, DocumentRow, DonorLot,
    DraftRow, ExpectedDelivery, FreeStock, Funds, IssueView, ItemGroupRow, ItemRow, ItemStock,
    KitLotView, KitRow, LimitRow, LotReturn, LotTrace, MatchCandidate, MatchProposal, MatchView,
    Matrix, MergeRow, NeedRow, NormRow, OfferView, OpeningView, OutRow, PackagingRow, PartyRow,
    PersonRow, PlaceRow, PointRow, ProposalRow, ReceiptView, Registers, RequestView,
    ReservationView, ReturnableRow, SimilarRow, SitePage, SiteRow, SiteStock, StockCardRow,
    StockMoveView, StockRow, TaskView, TransferReceiptView, TransferRow, TransferView,
    TransportView, Unsent,
};

use super::bindings::Bindings;
use super::replies::{
    Exported, Found, Inbox, Kept, KnownThen, LedgerChecks, OfferTable, PartyMention, Posted,
    Status, SyncStatus, Verified, Waybill,
};
use super::requests::*;
use super::requests_moves::*;
use super::requests_sites::*;
use super::requests_stock::*;
use super::requests_tasks::*;
use super::{Call, Who, parse};
use crate::problem::Problem;
use crate::{
    acceptances, activations, as_known, assistance, catalogue, chain, checks, consignments, counts,
    drafts, enrolment, explanations, exports, funds, issues, kits, limits, links, lookups,
    matching, mentions, merges, moves, offers, pasted, places, points, receipts, reductions,
    registers, remaining, reservations, reversals, session, settings, sites, stages, sync,
    synonyms, tasks, transfers, transports,
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
    "balances", Reads, MaybeSite => Vec<BalanceRow>, lookups::balances;
    "stock_items", Reads, StockEverywhere => Vec<ItemStock>, lookups::stock_items;
    "stock_sites", Reads, StockOfItem => Vec<SiteStock>, lookups::stock_sites;
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
    "match_candidates", Reads, OfReceipt => Vec<MatchCandidate>, lookups::match_candidates;
    "match_receipt", SignedIn, MatchReceipt => Posted, matching::match_receipt;
    "receipt_match", Reads, ById => MatchView, lookups::receipt_match;
    "matrix", Reads, MatrixFilter => Matrix, lookups::matrix;
    "matrix_cell", Reads, MatrixCell => CellDocuments, lookups::matrix_cell;
    "funds", Reads, Nothing => Funds, lookups::funds;
    "record_decision", SignedIn, RecordDecision => Posted, funds::record_decision;
    "record_allocation", SignedIn, RecordAllocation => Posted, funds::record_allocation;
    "record_stated_total", SignedIn, RecordStatedTotal => Posted, funds::record_stated_total;
    "export_funding_report", SignedIn, Export => Exported, exports::funding_report;
    "export_audit", SignedIn, Export => Exported, exports::audit;
    "add_place", SignedIn, AddPlace => PlaceRow, places::add;
    "move_stock", SignedIn, MoveStock => Posted, moves::post;
    "returns_to", Reads, ReturnsTo => Vec<LotReturn>, lookups::returns_to;
    "stock_move", Reads, ById => StockMoveView, lookups::stock_move;
    "set_limit", SignedIn, SetLimit => Vec<LimitRow>, limits::set;
    "limits", Reads, Nothing => Vec<LimitRow>, lookups::limits;
    "lot_trace", Reads, ByLot => LotTrace, lookups::lot_trace;
    "donor_goods", Reads, ByDonor => Vec<DonorLot>, lookups::donor_goods;
    "goods_out", Reads, BySite => Vec<OutRow>, lookups::goods_out;
    "returnables", Reads, MaybeSite => Vec<ReturnableRow>, lookups::returnables;
    "transfers", Reads, BySiteOrAll => Vec<TransferRow>, transfers::list;
    "transfer", Reads, ById => TransferView, transfers::open;
    "transfer_receipt", Reads, ById => TransferReceiptView, transfers::receipt;
    "read_waybill", Local, WaybillCode => Waybill, transfers::read_waybill;
    "dispatch_transfer", SignedIn, DispatchTransfer => Posted, transfers::dispatch;
    "receive_transfer", SignedIn, ReceiveTransfer => Posted, transfers::receive;
    "settle_transfer", SignedIn, SettleTransfer => Posted, transfers::settle;
    "dispatch_proposals", Reads, BySite => Vec<DispatchProposal>, links::proposals;
    "link_receipt", SignedIn, LinkReceipt => Posted, links::link;
    "count_sheet", Reads, CountSheet => Vec<CountSheetLine>, counts::sheet;
    "count_book", Reads, CountSpot => CountBook, counts::book;
    "post_count", SignedIn, PostCount => Posted, counts::post;
    "count", Reads, ById => CountView, counts::open;
    "post_opening", SignedIn, PostOpening => Posted, counts::post_opening;
    "opening", Reads, ById => OpeningView, counts::open_opening;
    "kits", Reads, Nothing => Vec<KitRow>, kits::list;
    "kit_lots", Reads, BySiteOrAll => Vec<KitLotView>, kits::lots;
    "kit_lot", Reads, ById => KitLotView, kits::lot;
    "define_kit", SignedIn, DefineKit => Vec<KitRow>, kits::define;
    "build_kit", SignedIn, BuildKit => Posted, kits::build;
    "break_kit", SignedIn, BreakKit => Posted, kits::unbuild;
    "reservations", Reads, BySiteOrAll => Vec<ReservationView>, reservations::list;
    "free_stock", Reads, BySite => Vec<FreeStock>, reservations::free;
    "reserve_stock", SignedIn, ReserveStock => Posted, reservations::reserve;
    "end_reservation", SignedIn, EndReservation => Posted, reservations::end;
    "move_stage", SignedIn, MoveStage => Posted, stages::move_stage;
    "closure", Reads, ById => ClosureView, chain::closure;
    "sign_closure", SignedIn, SignClosure => Posted, remaining::sign;
    "record_request", SignedIn, RecordRequest => Posted, assistance::record;
    "requests", Reads, Nothing => Vec<RequestView>, chain::requests;
    "request", Reads, ById => RequestView, chain::request;
    "reduce_acceptance", SignedIn, ReduceAcceptance => Posted, reductions::reduce;
    "plan_transport", SignedIn, PlanTransport => Posted, transports::plan;
    "transports", Reads, Nothing => Vec<TransportView>, chain::transports;
    "transport", Reads, ById => TransportView, chain::transport;
    "announce_consignment", SignedIn, AnnounceConsignment => Posted, consignments::announce;
    "consignments", Reads, MaybeSite => Vec<ConsignmentView>, chain::consignments;
    "consignment", Reads, ById => ConsignmentView, chain::consignment;
    "discrepancies", Reads, MaybeSite => Vec<DiscrepancyView>, chain::discrepancies;
    "confirm_synonym", SignedIn, ConfirmSynonym => Posted, synonyms::confirm;
    "read_offer_table", Local, ReadOfferTable => OfferTable, pasted::read;
    "read_party_list", Local, ReadPartyList => Vec<PartyMention>, mentions::read;
    "as_known", Reads, Nothing => Option<KnownThen>, as_known::told;
    "verify_ledger", Local, Nothing => Verified, checks::verify;
    "add_up_again", Local, Nothing => Verified, checks::add_up_again;
    "ledger_checks", Local, Nothing => LedgerChecks, checks::told;
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
    "explain_difference", SignedIn, ExplainDifference => Kept, explanations::explain;
    "tasks", Reads, TaskFilter => Inbox, tasks::list;
    "task", Reads, ByTask => TaskView, tasks::open;
    "resolve_task", SignedIn, ResolveTask => TaskView, tasks::resolve;
}
