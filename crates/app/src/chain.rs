//! What screens read of requests, transports, consignments and discrepancies. Whatever depends on the day is evaluated
//! here, with today at this computer.

use chrono::NaiveDate;
use ledger::ids::{ActivationId, ConsignmentId, RequestId, TransportId};
use ledger::role::Action;
use store::view::{
    ClosureView, ConsignmentView, DiscrepancyView, OfferView, RequestView, TransportView,
};

use crate::clock;
use crate::context::Context;
use crate::contract::requests::{ById, MaybeSite, Nothing};
use crate::lookups::{open, read, read_as};
use crate::problem::Problem;

/// Today where this computer stands.
pub(crate) fn today(context: &Context) -> Result<NaiveDate, Problem> {
    let (store, identity) = context.identity()?;
    let now = context.now();
    store.read(|reads| clock::today(&identity, reads, now))
}

/// An offer as it stands on a day: its validity may have ended.
pub(crate) fn on_day(view: OfferView, today: NaiveDate) -> OfferView {
    OfferView {
        stage: view.standing().on(today),
        ..view
    }
}

pub(crate) fn closure(context: &Context, request: ById) -> Result<ClosureView, Problem> {
    let today = today(context)?;
    let id = ActivationId(request.id.0);
    open(read_as(context, Action::ReadCoordination, None, |reads| {
        let known = reads.activation(id)?.is_some();
        known.then(|| reads.closure(id, today)).transpose()
    }))
}

pub(crate) fn requests(context: &Context, _: Nothing) -> Result<Vec<RequestView>, Problem> {
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.requests()
    })
}

pub(crate) fn request(context: &Context, request: ById) -> Result<RequestView, Problem> {
    open(read(context, |reads| {
        reads.request(RequestId(request.id.0))
    }))
}

pub(crate) fn transports(context: &Context, _: Nothing) -> Result<Vec<TransportView>, Problem> {
    let today = today(context)?;
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.transports(today)
    })
}

pub(crate) fn transport(context: &Context, request: ById) -> Result<TransportView, Problem> {
    let today = today(context)?;
    open(read(context, |reads| {
        reads.transport(TransportId(request.id.0), today)
    }))
}

/// Those bound for a site are its people's too; all of them are coordination's.
fn who(request: &MaybeSite) -> Action {
    if request.site.is_some() {
        Action::ReadSite
    } else {
        Action::ReadCoordination
    }
}

pub(crate) fn consignments(
    context: &Context,
    request: MaybeSite,
) -> Result<Vec<ConsignmentView>, Problem> {
    let today = today(context)?;
    read_as(context, who(&request), request.site, |reads| {
        reads.consignments(request.site, today)
    })
}

pub(crate) fn consignment(context: &Context, request: ById) -> Result<ConsignmentView, Problem> {
    let today = today(context)?;
    open(read(context, |reads| {
        reads.consignment(ConsignmentId(request.id.0), today)
    }))
}

pub(crate) fn discrepancies(
    context: &Context,
    request: MaybeSite,
) -> Result<Vec<DiscrepancyView>, Problem> {
    read_as(context, who(&request), request.site, |reads| {
        reads.discrepancies(request.site)
    })
}
