//! The second person: another one types a PIN on the same computer, and the approval is an entry of its own.

use ledger::body::{DocumentApproved, DocumentKind};
use ledger::ids::{DocumentId, PersonId, SiteId};
use ledger::role::{Action, Role};
use store::Writing;

use crate::context::Context;
use crate::contract::requests::Approval;
use crate::hand::{Hand, permitted};
use crate::problem::Problem;
use crate::session;

/// Somebody who may approve, is not the one who prepared, and has typed the right PIN.
pub(crate) struct Second {
    person: PersonId,
    role: Role,
}

/// Asks for the second person. Everything that no PIN can help is refused before one is counted, so the caller judges
/// the document first.
pub(crate) fn second(
    context: &Context,
    hand: &Hand<'_>,
    site: SiteId,
    approval: Option<&Approval>,
) -> Result<Second, Problem> {
    let missing = || Problem::new("approver-missing").at("approver");
    let approval = approval.ok_or_else(missing)?;
    let at = |problem: Problem| Problem {
        subject: Some("approver".to_owned()),
        ..problem
    };
    let (store, identity) = context.identity()?;
    let row = session::person(&store, &identity, approval.person).map_err(at)?;
    if row.id == hand.person {
        return Err(at(
            Problem::new("approver-is-preparer").with("name", &row.name)
        ));
    }
    let role = permitted(&row, &identity, Action::ApproveAtSite, Some(site)).map_err(at)?;
    session::demand_pin(context, &store, &row, &approval.pin)?;
    Ok(Second {
        person: row.id,
        role,
    })
}

/// Appends the approval in the second person's name, in the same transaction as the document.
pub(crate) fn approve(
    writing: &mut Writing<'_>,
    second: &Second,
    document: DocumentId,
    document_kind: DocumentKind,
    site: SiteId,
) -> Result<(), Problem> {
    writing.sign_as(second.person, second.role);
    let body = DocumentApproved {
        document,
        document_kind,
        site,
    };
    writing.record(body, &[])?;
    Ok(())
}
