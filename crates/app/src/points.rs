//! Places inside a site to which goods are issued. The site's own people add them, so they live in the site's scope.

use ledger::body::PointRegistered;
use ledger::ids::PointId;
use ledger::role::Action;
use store::view::PointRow;

use crate::context::Context;
use crate::contract::requests::AddPoint;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::typed;

/// Adds a place; one that is there by that name is answered as it is.
pub(crate) fn add(context: &Context, request: AddPoint) -> Result<PointRow, Problem> {
    let hand = Hand::take(context, Action::PostIssue, Some(request.site))?;
    let name = typed::text(&request.name, "name")?;
    let id = PointId(context.mint());
    hand.write(hand.today, None, |writing| {
        let site = writing.reads().site(request.site)?;
        let site = site.ok_or_else(|| Problem::new("site-unknown").at("site"))?;
        let there = site
            .points
            .into_iter()
            .find(|point| point.name.to_lowercase() == name.to_lowercase());
        if let Some(point) = there {
            return Ok(point);
        }
        let body = PointRegistered {
            id,
            site: request.site,
            name: name.clone(),
        };
        writing.record(body, &[])?;
        Ok(PointRow { id, name })
    })
}
