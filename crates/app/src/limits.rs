//! Up to how much one person alone may write off, or settle after a count.

use ledger::body::LimitSet;
use ledger::role::Action;
use store::view::LimitRow;

use crate::context::Context;
use crate::contract::requests::SetLimit;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::typed;

/// Sets a limit; the last one set counts, from then on and everywhere.
pub(crate) fn set(context: &Context, request: SetLimit) -> Result<Vec<LimitRow>, Problem> {
    let hand = Hand::take(context, Action::SetLimit, None)?;
    let units = ledger::quantity::check_count(request.units)
        .map_err(|refusal| typed::quantity_problem(refusal, request.units).at("units"))?;
    hand.write(hand.today, None, |writing| {
        let body = LimitSet {
            kind: request.kind,
            units,
        };
        if writing.reads().limit(request.kind)? != Some(units) {
            writing.record(body, &[])?;
        }
        Ok(writing.reads().limits()?)
    })
}
