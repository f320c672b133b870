//! Areas and bins inside a site. The site's own people name them, so they live in the site's scope.

use ledger::body::PlaceRegistered;
use ledger::ids::PlaceId;
use ledger::role::Action;
use store::view::PlaceRow;

use crate::context::Context;
use crate::contract::requests::AddPlace;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::typed;

/// Adds an area, or a bin in one; a place that is there by that name is answered as it is.
pub(crate) fn add(context: &Context, request: AddPlace) -> Result<PlaceRow, Problem> {
    let hand = Hand::take(context, Action::MoveStock, Some(request.site))?;
    let name = typed::text(&request.name, "name")?;
    let id = PlaceId(context.mint());
    hand.write(hand.today, None, |writing| {
        let site = writing.reads().site(request.site)?;
        let site = site.ok_or_else(|| Problem::new("site-unknown").at("site"))?;
        let area = request.parent.map(|parent| {
            let found = site.places.iter().find(|place| place.id == parent);
            // Two levels: a bin is in an area, and nothing is in a bin.
            let area = found.filter(|place| place.parent.is_none());
            area.ok_or_else(|| Problem::new("place-unknown").at("parent"))
        });
        let area = area.transpose()?;
        let shown = area.map_or(name.clone(), |area| format!("{} / {name}", area.name));
        let same = |place: &&PlaceRow| place.name.to_lowercase() == shown.to_lowercase();
        if let Some(place) = site.places.iter().find(same) {
            return Ok(place.clone());
        }
        let body = PlaceRegistered {
            id,
            site: request.site,
            name: name.clone(),
            parent: request.parent,
        };
        writing.record(body, &[])?;
        Ok(PlaceRow {
            id,
            name: shown,
            parent: request.parent,
        })
    })
}
