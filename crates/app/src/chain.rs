//! What screens read of requests, transports, consignments and discrepancies. Whatever depends on the day is evaluated
//! here, with the day the reading is about: today, or the day looked back at.

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

/// An offer as it stands on a day: its validity may have ended.
pub(crate) fn on_day(view: OfferView, day: NaiveDate) -> OfferView {
    OfferView {
        stage: view.standing().on(day),
        ..view
    }
}

pub(crate) fn closure(context: &Context, request: ById) -> Result<ClosureView, Problem> {
    let day = clock::reading_day(context)?;
    let id = ActivationId(request.id.0);
    open(read_as(context, Action::ReadCoordination, None, |reads| {
        let known = reads.activation(id)?.is_some();
        known.then(|| reads.closure(id, day)).transpose()
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
    let day = clock::reading_day(context)?;
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.transports(day)
    })
}

pub(crate) fn transport(context: &Context, request: ById) -> Result<TransportView, Problem> {
    let day = clock::reading_day(context)?;
    open(read(context, |reads| {
        reads.transport(TransportId(request.id.0), day)
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
    let day = clock::reading_day(context)?;
    read_as(context, who(&request), request.site, |reads| {
        reads.consignments(request.site, day)
    })
}

pub(crate) fn consignment(context: &Context, request: ById) -> Result<ConsignmentView, Problem> {
    let day = clock::reading_day(context)?;
    open(read(context, |reads| {
        reads.consignment(ConsignmentId(request.id.0), day)
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
