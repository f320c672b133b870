//! Saying why a stated number differs from the computed one (I-14).

use ledger::body::{Body, DifferenceExplained, Differing};
use ledger::fold;
use ledger::role::Action;
use ledger::rules::explain::{self, FEWEST_WORDS, Refusal};

use crate::context::Context;
use crate::contract::replies::Kept;
use crate::contract::requests_sites::ExplainDifference;
use crate::hand::Hand;
use crate::keeping::{Keeping, keep};
use crate::problem::Problem;
use crate::typed;

/// Explains a difference, for as long as the two numbers are those the person saw.
pub(crate) fn explain(context: &Context, request: ExplainDifference) -> Result<Kept, Problem> {
    let (action, site) = match request.of {
        Differing::Figure { .. } => (Action::ExplainFigure, None),
        Differing::StatedTotal { .. } => (Action::ExplainTotal, None),
        Differing::HeadCount { site, .. } => (Action::ExplainHeads, Some(site)),
    };
    let hand = Hand::take(context, action, site)?;
    let body = DifferenceExplained {
        id: request.id,
        of: request.of,
        stated: request.stated,
        computed: request.computed,
        explanation: typed::text(&request.explanation, "explanation")?,
        source: typed::optional_text(request.source.as_deref(), "source")?,
    };
    let keeping = Keeping::new(&hand, body.id.0, fold::explained(body.of), None);
    keep(&hand, keeping, |reads| {
        let differs = reads.differs(body.of)?;
        let kept = explain::explain(differs, &body).map_err(|refusal| problem(&refusal))?;
        Ok(Body::from(kept))
    })
}

fn problem(refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::NoDifference => Problem::new("difference-none").at("of"),
        Refusal::Changed(_) => Problem::new("difference-changed").at("of"),
        Refusal::TooShort => Problem::new("explanation-too-short")
            .at("explanation")
            .with("words", FEWEST_WORDS),
    }
}
