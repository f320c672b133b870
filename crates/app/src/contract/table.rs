//! The table of calls.

use store::view::{
    AcceptanceView, ActivationView, CellDocument, DocumentRow, DraftRow, ExpectedDelivery, Funds,
    IssueView, ItemGroupRow, ItemRow, MatchProposal, Matrix, OfferView, PartyRow, PersonRow,
    PointRow, ReceiptView, SiteRow, StockCardRow, StockRow, Unsent,
};

use super::bindings::Bindings;
use super::replies::{Exported, Found, Posted, Status, SyncStatus, Verified};
use super::requests::*;
use super::{Call, Who, parse};
use crate::problem::Problem;

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

fn waits<Q, A>(_: &crate::context::Context, _: Q) -> Result<A, Problem> {
    Err(Problem::new("locked"))
}

calls! {
    "status", Anyone, Nothing => Status, waits;
    "unlock", Anyone, Unlock => Status, waits;
    "enrol", Anyone, Enrol => Status, waits;
    "people", Opened, Nothing => Vec<PersonRow>, waits;
    "set_pin", Opened, SetPin => Status, waits;
    "sign_in", Opened, SignIn => Status, waits;
    "sign_out", Opened, Nothing => Status, waits;
    "set_setting", Anyone, SetSetting => Status, waits;
    "sync_status", Opened, Nothing => SyncStatus, waits;
    "unsent", Opened, Nothing => Unsent, waits;
    "send_now", Opened, Nothing => SyncStatus, waits;
    "items", SignedIn, Nothing => Vec<ItemRow>, waits;
    "item_groups", SignedIn, Nothing => Vec<ItemGroupRow>, waits;
    "parties", SignedIn, Nothing => Vec<PartyRow>, waits;
    "sites", SignedIn, Nothing => Vec<SiteRow>, waits;
    "add_point", SignedIn, AddPoint => PointRow, waits;
    "find", SignedIn, Find => Found, waits;
    "documents", SignedIn, DocumentFilter => Vec<DocumentRow>, waits;
    "receipt", SignedIn, ById => ReceiptView, waits;
    "issue", SignedIn, ById => IssueView, waits;
    "activation", SignedIn, ById => ActivationView, waits;
    "activations", SignedIn, Nothing => Vec<ActivationView>, waits;
    "offers", SignedIn, Nothing => Vec<OfferView>, waits;
    "offer", SignedIn, ById => OfferView, waits;
    "acceptance", SignedIn, ById => AcceptanceView, waits;
    "acceptances", SignedIn, Nothing => Vec<AcceptanceView>, waits;
    "expected", SignedIn, BySite => Vec<ExpectedDelivery>, waits;
    "stock", SignedIn, BySite => Vec<StockRow>, waits;
    "stock_card", SignedIn, StockCard => Vec<StockCardRow>, waits;
    "drafts", SignedIn, Nothing => Vec<DraftRow>, waits;
    "save_draft", SignedIn, SaveDraft => DraftRow, waits;
    "discard_draft", SignedIn, DraftKey => Nothing, waits;
    "post_receipt", SignedIn, PostReceipt => Posted, waits;
    "post_issue", SignedIn, PostIssue => Posted, waits;
    "reverse", SignedIn, Reverse => Posted, waits;
    "record_activation", SignedIn, RecordActivation => Posted, waits;
    "record_offer", SignedIn, RecordOffer => Posted, waits;
    "propose_acceptance", SignedIn, ProposeAcceptance => Posted, waits;
    "confirm_acceptance", SignedIn, ConfirmAcceptance => Posted, waits;
    "match_proposals", SignedIn, Nothing => Vec<MatchProposal>, waits;
    "match_receipt", SignedIn, MatchReceipt => Posted, waits;
    "matrix", SignedIn, MatrixFilter => Matrix, waits;
    "matrix_cell", SignedIn, MatrixCell => Vec<CellDocument>, waits;
    "funds", SignedIn, Nothing => Funds, waits;
    "record_decision", SignedIn, RecordDecision => Posted, waits;
    "record_allocation", SignedIn, RecordAllocation => Posted, waits;
    "record_stated_total", SignedIn, RecordStatedTotal => Posted, waits;
    "export_funding_report", SignedIn, Export => Exported, waits;
    "export_audit", SignedIn, Export => Exported, waits;
    "verify_ledger", SignedIn, Nothing => Verified, waits;
}
