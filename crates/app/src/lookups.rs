//! What screens read. Each call is one snapshot; who may read what stands in `ledger::role`.

use ledger::ids::{
    AcceptanceId, ActivationId, IssueId, MatchId, OfferId, ReceiptId, SiteId, StockMoveId,
};
use ledger::role::Action;
use store::view::{
    AcceptanceView, ActivationView, BalanceRow, CellDocuments, DocumentRow, ExpectedDelivery,
    Funds, IssueView, ItemGroupRow, ItemRow, ItemStock, LotReturn, MatchCandidate, MatchProposal,
    MatchView, Matrix, OfferView, PartyRow, ReceiptView, SiteRow, SiteStock, StockCardRow,
    StockRow,
};
use store::view::{DonorLot, LimitRow, LotTrace, OutRow, ReturnableRow, StockMoveView};
use store::{DocumentQuery, Reads, StockQuery, StoreError};

use crate::chain;
use crate::clock;
use crate::context::Context;
use crate::contract::replies::Found;
use crate::contract::requests::{
    ByDonor, ById, ByLot, BySite, DocumentFilter, Find, MatrixCell, MatrixFilter, MaybeSite,
    Nothing, StockCard,
};
use crate::contract::requests_stock::{OfReceipt, ReturnsTo, StockEverywhere, StockOfItem};
use crate::hand::permitted;
use crate::problem::Problem;
use crate::session;
use crate::typed;

/// Most documents in one answer.
const PAGE: u32 = 200;
/// Hits of the palette, of each kind.
const HITS: u32 = 20;

/// Reads what everybody signed in may read.
pub(crate) fn read<T>(
    context: &Context,
    f: impl FnOnce(&Reads<'_>) -> Result<T, StoreError>,
) -> Result<T, Problem> {
    context.read(f)
}

/// Reads what only some roles may read.
pub(crate) fn read_as<T>(
    context: &Context,
    action: Action,
    site: Option<SiteId>,
    f: impl FnOnce(&Reads<'_>) -> Result<T, StoreError>,
) -> Result<T, Problem> {
    let (store, identity) = context.identity()?;
    let person = session::person(&store, &identity, context.signed_in()?)?;
    permitted(&person, &identity, action, site)?;
    context.read(f)
}

/// One document by its id.
pub(crate) fn open<T>(found: Result<Option<T>, Problem>) -> Result<T, Problem> {
    found?.ok_or_else(|| Problem::new("document-unknown").at("id"))
}

pub(crate) fn items(context: &Context, _: Nothing) -> Result<Vec<ItemRow>, Problem> {
    read(context, |reads| reads.items())
}

pub(crate) fn item_groups(context: &Context, _: Nothing) -> Result<Vec<ItemGroupRow>, Problem> {
    read(context, |reads| reads.item_groups())
}

pub(crate) fn parties(context: &Context, _: Nothing) -> Result<Vec<PartyRow>, Problem> {
    read(context, |reads| reads.parties())
}

pub(crate) fn sites(context: &Context, _: Nothing) -> Result<Vec<SiteRow>, Problem> {
    read(context, |reads| reads.sites())
}

pub(crate) fn find(context: &Context, request: Find) -> Result<Found, Problem> {
    if request.text.trim().is_empty() {
        return Ok(Found {
            documents: Vec::new(),
            items: Vec::new(),
        });
    }
    read(context, |reads| {
        let query = DocumentQuery {
            text: Some(request.text.clone()),
            limit: HITS,
            ..DocumentQuery::default()
        };
        Ok(Found {
            documents: reads.documents(&query)?,
            items: reads.find_items(&request.text, HITS)?,
        })
    })
}

pub(crate) fn documents(
    context: &Context,
    request: DocumentFilter,
) -> Result<Vec<DocumentRow>, Problem> {
    let query = DocumentQuery {
        site: request.site,
        kind: request.kind,
        text: request.text.filter(|text| !text.trim().is_empty()),
        offset: request.offset,
        limit: request.limit.min(PAGE),
    };
    read(context, |reads| reads.documents(&query))
}

pub(crate) fn receipt(context: &Context, request: ById) -> Result<ReceiptView, Problem> {
    open(read(context, |reads| {
        reads.receipt(ReceiptId(request.id.0))
    }))
}

pub(crate) fn issue(context: &Context, request: ById) -> Result<IssueView, Problem> {
    open(read(context, |reads| reads.issue(IssueId(request.id.0))))
}

pub(crate) fn activation(context: &Context, request: ById) -> Result<ActivationView, Problem> {
    open(read(context, |reads| {
        reads.activation(ActivationId(request.id.0))
    }))
}

pub(crate) fn offer(context: &Context, request: ById) -> Result<OfferView, Problem> {
    let day = clock::reading_day(context)?;
    let view = open(read(context, |reads| reads.offer(OfferId(request.id.0))))?;
    Ok(chain::on_day(view, day))
}

pub(crate) fn acceptance(context: &Context, request: ById) -> Result<AcceptanceView, Problem> {
    open(read(context, |reads| {
        reads.acceptance(AcceptanceId(request.id.0))
    }))
}

pub(crate) fn activations(context: &Context, _: Nothing) -> Result<Vec<ActivationView>, Problem> {
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.activations()
    })
}

pub(crate) fn offers(context: &Context, _: Nothing) -> Result<Vec<OfferView>, Problem> {
    let day = clock::reading_day(context)?;
    let views = read_as(context, Action::ReadCoordination, None, |reads| {
        reads.offers()
    })?;
    Ok(views
        .into_iter()
        .map(|view| chain::on_day(view, day))
        .collect())
}

pub(crate) fn acceptances(context: &Context, _: Nothing) -> Result<Vec<AcceptanceView>, Problem> {
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.acceptances()
    })
}

pub(crate) fn match_proposals(
    context: &Context,
    _: Nothing,
) -> Result<Vec<MatchProposal>, Problem> {
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.match_proposals()
    })
}

/// What a person may choose instead of the proposal.
pub(crate) fn match_candidates(
    context: &Context,
    request: OfReceipt,
) -> Result<Vec<MatchCandidate>, Problem> {
    let found = read_as(context, Action::ReadCoordination, None, |reads| {
        reads.match_candidates(request.receipt)
    })?;
    found.ok_or_else(|| Problem::new("document-unknown").at("receipt"))
}

/// Like a document: whoever holds the entries may look at the link.
pub(crate) fn receipt_match(context: &Context, request: ById) -> Result<MatchView, Problem> {
    open(read(context, |reads| {
        reads.receipt_match(MatchId(request.id.0))
    }))
}

pub(crate) fn expected(
    context: &Context,
    request: BySite,
) -> Result<Vec<ExpectedDelivery>, Problem> {
    read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.expected(request.site)
    })
}

pub(crate) fn stock(context: &Context, request: BySite) -> Result<Vec<StockRow>, Problem> {
    read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.stock(request.site)
    })
}

/// What stands at a site, or at every one, item by item.
pub(crate) fn balances(context: &Context, request: MaybeSite) -> Result<Vec<BalanceRow>, Problem> {
    read_as(context, Action::ReadSite, request.site, |reads| {
        reads.balances(request.site)
    })
}

/// What stands of each item, over all the sites asked about.
pub(crate) fn stock_items(
    context: &Context,
    request: StockEverywhere,
) -> Result<Vec<ItemStock>, Problem> {
    let query = StockQuery {
        site: request.site,
        donor: request.donor,
        condition: request.condition,
    };
    read_as(context, Action::ReadSite, request.site, |reads| {
        reads.stock_items(&query)
    })
}

/// Where an item stands, site by site.
pub(crate) fn stock_sites(
    context: &Context,
    request: StockOfItem,
) -> Result<Vec<SiteStock>, Problem> {
    let query = StockQuery {
        site: request.site,
        donor: request.donor,
        condition: request.condition,
    };
    read_as(context, Action::ReadSite, request.site, |reads| {
        reads.stock_sites(&query, request.item)
    })
}

/// To whom some lots may go back; a lot that is not known has no row.
pub(crate) fn returns_to(context: &Context, request: ReturnsTo) -> Result<Vec<LotReturn>, Problem> {
    typed::lines(request.lots.len())?;
    read(context, |reads| {
        let found = request.lots.iter().map(|lot| reads.goes_back_to(*lot));
        found.filter_map(Result::transpose).collect()
    })
}

pub(crate) fn stock_card(
    context: &Context,
    request: StockCard,
) -> Result<Vec<StockCardRow>, Problem> {
    read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.stock_card(request.site, request.item)
    })
}

pub(crate) fn matrix(context: &Context, request: MatrixFilter) -> Result<Matrix, Problem> {
    read_as(context, Action::ReadMatrix, None, |reads| {
        reads.matrix(request.site)
    })
}

pub(crate) fn matrix_cell(
    context: &Context,
    request: MatrixCell,
) -> Result<CellDocuments, Problem> {
    read_as(context, Action::ReadMatrix, None, |reads| {
        reads.matrix_cell(
            request.site,
            request.donor,
            request.group,
            request.item,
            request.bought.unwrap_or_default(),
            request.column,
        )
    })
}

pub(crate) fn funds(context: &Context, _: Nothing) -> Result<Funds, Problem> {
    read_as(context, Action::ReadFunds, None, |reads| reads.funds())
}

pub(crate) fn stock_move(context: &Context, request: ById) -> Result<StockMoveView, Problem> {
    open(read(context, |reads| {
        reads.stock_move(StockMoveId(request.id.0))
    }))
}

pub(crate) fn limits(context: &Context, _: Nothing) -> Result<Vec<LimitRow>, Problem> {
    read(context, |reads| reads.limits())
}

/// Like a document: whoever holds the entries may follow the lot.
pub(crate) fn lot_trace(context: &Context, request: ByLot) -> Result<LotTrace, Problem> {
    let found = read(context, |reads| reads.lot_trace(request.lot))?;
    found.ok_or_else(|| Problem::new("lot-unknown").at("lot"))
}

pub(crate) fn donor_goods(context: &Context, request: ByDonor) -> Result<Vec<DonorLot>, Problem> {
    read(context, |reads| reads.donor_goods(request.donor))
}

pub(crate) fn goods_out(context: &Context, request: BySite) -> Result<Vec<OutRow>, Problem> {
    read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.goods_out(request.site)
    })
}

pub(crate) fn returnables(
    context: &Context,
    request: MaybeSite,
) -> Result<Vec<ReturnableRow>, Problem> {
    read_as(context, Action::ReadSite, request.site, |reads| {
        reads.returnables(request.site)
    })
}
