//! Work not yet posted: kept as it is typed, offered again after a crash, never sent.

use store::Subject;
use store::view::DraftRow;

use crate::change::Change;
use crate::context::Context;
use crate::contract::requests::{DraftKey, Nothing, SaveDraft};
use crate::problem::Problem;
use crate::source::rfc3339;

/// Most bytes of one draft: a form of 3 000 lines holds more words than the entry it becomes.
const LARGEST: usize = 2 * proof::entry::MAX_ENTRY_BYTES;

/// Drafts of the signed-in person.
pub(crate) fn list(context: &Context, _: Nothing) -> Result<Vec<DraftRow>, Problem> {
    let person = context.signed_in()?;
    Ok(context.store()?.read(|reads| reads.drafts(person))?)
}

/// Keeps a draft.
pub(crate) fn save(context: &Context, request: SaveDraft) -> Result<DraftRow, Problem> {
    let person = context.signed_in()?;
    if request.content.to_string().len() > LARGEST {
        return Err(Problem::new("text-too-long")
            .at("content")
            .with("field", "content")
            .with("limit", LARGEST));
    }
    let draft = DraftRow {
        id: request.id,
        kind: request.kind,
        person,
        saved_at: rfc3339(context.now()),
        content: request.content,
    };
    let store = context.store()?;
    let before = store.read(|reads| reads.draft(draft.id))?;
    if before
        .as_ref()
        .is_some_and(|before| before.person != person)
    {
        return Err(Problem::new("draft-unknown").at("id"));
    }
    store.save_draft(&draft)?;
    if before.is_none() {
        context.tell_changes(&store::Changes::of(&[Subject::Drafts]));
    }
    Ok(draft)
}

/// Throws a draft away.
pub(crate) fn discard(context: &Context, request: DraftKey) -> Result<Nothing, Problem> {
    let person = context.signed_in()?;
    if !context.store()?.discard_draft(request.id, person)? {
        return Err(Problem::new("draft-unknown").at("id"));
    }
    context.tell(Change::of("drafts"));
    Ok(Nothing {})
}
