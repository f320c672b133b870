//! One reservation and what ended it. That its day has passed is judged by whoever reads.

use super::{EntryRef, Ignored, Stamped, Why, first_posted, other_versions};
use crate::body::{Body, ReservationEnded, StockReserved};
use crate::ids::PersonId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReservationStage {
    /// Its end is here, the reservation is not.
    Waiting,
    Standing,
    Ended,
    /// Only quarantined versions of it are here.
    Quarantined,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationState {
    pub stage: ReservationStage,
    /// The entry that made it and what it says; present unless the stage is `Waiting`.
    pub made: Option<(EntryRef, StockReserved)>,
    pub made_by: Option<PersonId>,
    pub ended: Option<(EntryRef, ReservationEnded)>,
    pub ignored: Vec<Ignored>,
}

/// Folds the unit of one reservation; `entries` in fold order.
#[must_use]
pub fn reservation(entries: &[Stamped]) -> ReservationState {
    let made = first_posted(entries, pick);
    let mut ignored = Vec::new();
    if let Some((first, _)) = made {
        other_versions(entries, first, pick, &mut ignored);
    }
    let live = made.filter(|(first, _)| !first.quarantined);
    let mut ended: Option<(EntryRef, ReservationEnded)> = None;
    for stamped in entries {
        let why = if let Body::StockReserved(_) = &stamped.body {
            None
        } else if let Body::ReservationEnded(body) = &stamped.body {
            let why = idle_end(stamped, body, live.map(|(_, made)| made), ended.is_some());
            if why.is_none() {
                ended = Some((stamped.entry(), body.clone()));
            }
            why
        } else {
            Some(Why::Foreign)
        };
        ignored.extend(why.map(|why| Ignored::because(stamped, why)));
    }
    let stage = match made {
        None => ReservationStage::Waiting,
        Some((first, _)) if first.quarantined => ReservationStage::Quarantined,
        Some(_) if ended.is_some() => ReservationStage::Ended,
        Some(_) => ReservationStage::Standing,
    };
    ReservationState {
        stage,
        made: made.map(|(first, body)| (first.entry(), body.clone())),
        made_by: made.map(|(first, _)| first.person),
        ended,
        ignored,
    }
}

/// Why an end changes nothing. Both the site and who ordered the release may write one.
fn idle_end(
    stamped: &Stamped,
    body: &ReservationEnded,
    made: Option<&StockReserved>,
    ended: bool,
) -> Option<Why> {
    let Some(made) = made else {
        return Some(Why::Waiting);
    };
    if stamped.quarantined {
        Some(Why::Quarantined)
    } else if made.site != body.site {
        Some(Why::Foreign)
    } else {
        ended.then_some(Why::ReversedBefore)
    }
}

fn pick(body: &Body) -> Option<&StockReserved> {
    if let Body::StockReserved(reserved) = body {
        Some(reserved)
    } else {
        None
    }
}
