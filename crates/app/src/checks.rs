//! Whether this file is what its entries say, and what a person can do where it is not.
//!
//! What a newcomer gets wrong: nothing is put right by itself. Somebody looks, sees that the figures and the journal differ,
//! and has them added up again; a journal that is itself broken is not touched.

use store::Flaw;

use crate::change::Change;
use crate::context::Context;
use crate::contract::replies::Verified;
use crate::contract::requests::Nothing;
use crate::problem::Problem;

/// Checks every chain, checkpoint and projection of this file.
pub(crate) fn verify(context: &Context, _: Nothing) -> Result<Verified, Problem> {
    Ok(told(&context.store()?.verify()?))
}

/// Folds every entry again where what is shown differs from the journal, and checks once more.
pub(crate) fn add_up_again(context: &Context, _: Nothing) -> Result<Verified, Problem> {
    let store = context.store()?;
    let mut found = store.verify()?;
    if let Some(Flaw::Projection) = found.flaw {
        let (_, changes) = store.rebuild()?;
        context.tell(Change::from(&changes));
        found = store.verify()?;
    }
    Ok(told(&found))
}

/// Nothing leaves a file whose sums do not agree with its entries.
pub(crate) fn demand_intact(context: &Context) -> Result<(), Problem> {
    match verify(context, Nothing {})?.problem {
        None => Ok(()),
        Some(problem) => Err(problem),
    }
}

fn told(found: &store::Verified) -> Verified {
    let problem = found.flaw.as_ref().map(flaw);
    Verified {
        intact: problem.is_none(),
        entries: found.entries,
        head: found.head.clone(),
        problem,
    }
}

fn flaw(flaw: &Flaw) -> Problem {
    match flaw {
        Flaw::Projection => Problem::new("projection-mismatch"),
        Flaw::Damaged { .. } | Flaw::Entry { .. } | Flaw::Head { .. } | Flaw::Log { .. } => {
            Problem::new("file-damaged").with("detail", flaw)
        }
    }
}
