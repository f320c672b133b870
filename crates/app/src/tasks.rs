//! The inbox: what devices that were apart left to settle, shown to whom it concerns and settled by whose task it is.
//!
//! What a newcomer gets wrong: settling writes one entry and touches no document. What it asks of a site becomes a task
//! there; what it says about an acceptance or a date is taken into account by whoever reads them.

use std::collections::BTreeSet;
use std::sync::Arc;

use ledger::body::SettledEntry;
use ledger::fold::EntryRef;
use ledger::ids::{DocumentId, SiteId};
use ledger::role::{Action, Grant, may};
use ledger::rules::resolve_task::{self, Facts, Refusal, Request};
use ledger::scope::Scope;
use ledger::task::TaskKind;
use proof::entry::MAX_ALSO;
use store::view::{SettledRef, TaskState, TaskView};
use store::{Identity, Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Inbox;
use crate::contract::requests_tasks::{ByTask, ResolveTask, TaskFilter};
use crate::hand::Hand;
use crate::lookups::read_as;
use crate::problem::Problem;
use crate::session;
use crate::typed;

/// Who asks: what this person may do on this computer.
struct Reader {
    grants: Vec<Grant>,
    identity: Arc<Identity>,
}

impl Reader {
    fn of(context: &Context) -> Result<Self, Problem> {
        let (store, identity) = context.identity()?;
        let person = session::person(&store, &identity, context.signed_in()?)?;
        Ok(Self {
            grants: session::usable(&person.grants, &identity),
            identity,
        })
    }

    fn may(&self, action: Action, site: Option<SiteId>) -> bool {
        may(&self.grants, action, site).is_ok()
    }

    /// Whether it is this person's to settle, here.
    fn owns(&self, view: &TaskView) -> bool {
        let row = view.task.kind.row();
        let home = view.task.kind.home(view.task.site);
        let settles_here = row.choices.is_empty() || self.identity.may_write(home);
        settles_here && self.may(row.owner, view.task.site)
    }

    /// Owners, whoever reads the site that it is about, and whoever reads what the office writes. What is about money, who
    /// reads the funds: a computer may hold them beside what the office reads.
    fn sees(&self, view: &TaskView) -> bool {
        if view.task.kind == TaskKind::TotalDiffers {
            return self.may(Action::ReadFunds, None);
        }
        let sites = view.versions.iter().filter_map(|one| one.site);
        let mut sites = sites.chain(view.task.site);
        view.task.mine
            || self.may(Action::ReadCoordination, None)
            || sites.any(|site| self.may(Action::ReadSite, Some(site)))
    }
}

/// The inbox: a person's own tasks first.
pub(crate) fn list(context: &Context, request: TaskFilter) -> Result<Inbox, Problem> {
    let reader = Reader::of(context)?;
    let person = context.signed_in()?;
    let (mut views, in_vain) = read_as(context, Action::ReadTasks, None, |reads| {
        Ok((reads.tasks()?, reads.decided_in_vain(person)?))
    })?;
    for view in &mut views {
        view.task.mine = reader.owns(view);
    }
    views.retain(|view| reader.sees(view));
    let open = |view: &&TaskView| view.task.state != TaskState::Settled;
    let mine = views.iter().filter(open).filter(|view| view.task.mine);
    let mine = u32::try_from(mine.count()).unwrap_or(u32::MAX);
    let told = views.iter().filter(|view| in_vain.contains(&view.task.id));
    let in_vain = told.map(|view| view.task.clone()).collect();
    let mut tasks: Vec<_> = views
        .into_iter()
        .map(|view| view.task)
        .filter(|task| request.settled == (task.state == TaskState::Settled))
        .filter(|task| task.mine || !request.mine)
        .collect();
    // The order of the reading is kept among a person's own, and among the others.
    tasks.sort_by_key(|task| !task.mine);
    Ok(Inbox {
        tasks,
        mine,
        in_vain,
    })
}

/// One task with its versions and choices.
pub(crate) fn open(context: &Context, request: ByTask) -> Result<TaskView, Problem> {
    let reader = Reader::of(context)?;
    let found = read_as(context, Action::ReadTasks, None, |reads| {
        reads.task(request.task)
    })?;
    let mut view = found.ok_or_else(|| Problem::new("task-gone").at("task"))?;
    view.task.mine = reader.owns(&view);
    if !reader.sees(&view) {
        return Err(Problem::new("task-gone").at("task"));
    }
    Ok(view)
}

/// Settles a task.
pub(crate) fn resolve(context: &Context, request: ResolveTask) -> Result<TaskView, Problem> {
    context.signed_in()?;
    let store = context.store()?;
    let facts = store.read(|reads| reads.task_facts(request.task))?;
    let facts = facts.ok_or_else(|| Problem::new("task-gone").at("task"))?;
    let hand = Hand::take(context, facts.kind.row().owner, facts.site)?;
    let reason = typed::optional_text(Some(&request.reason), "reason")?;
    let asked = Request {
        task: request.task,
        choice: request.choice,
        about: request.about,
        expiry: typed::optional_date(request.expiry.as_deref(), "expiry")?,
        seen: seen(&request.rests_on)?,
        reason: reason.clone(),
    };
    let by_task = ByTask { task: request.task };
    if facts.settled && repeats(&hand, &asked)? {
        return open(context, by_task);
    }
    hand.write(hand.today, None, |writing| {
        writing.because(reason, None);
        append(writing, &asked)
    })?;
    open(context, by_task)
}

/// The entries that the person had before them.
fn seen(rests_on: &[SettledRef]) -> Result<BTreeSet<EntryRef>, Problem> {
    let entry = |one: &SettledRef| {
        let device = one.device.parse().ok()?;
        let named = SettledEntry {
            device,
            scope: one.scope.clone(),
            seq: one.seq,
        };
        named.entry()
    };
    let seen: Option<BTreeSet<_>> = rests_on.iter().map(entry).collect();
    seen.ok_or_else(|| Problem::new("task-changed").at("rests_on"))
}

/// Whether the same person has settled it in the same way: posting twice is posting once.
fn repeats(hand: &Hand<'_>, asked: &Request) -> Result<bool, Problem> {
    let view = hand.store.read(|reads| reads.task(asked.task))?;
    let mut decisions = view.iter().flat_map(|view| &view.decisions);
    Ok(decisions.any(|one| {
        one.person == hand.person
            && one.choice == asked.choice
            && one.about == asked.about
            && one.expiry == asked.expiry.map(|day| day.to_string())
            && one.reason == asked.reason
    }))
}

fn append(writing: &mut Writing<'_>, asked: &Request) -> Result<(), Problem> {
    let facts = writing.reads().task_facts(asked.task)?;
    let body = resolve_task::resolve(facts.as_ref(), asked).map_err(|refusal| problem(&refusal))?;
    let scopes = facts
        .as_ref()
        .map(|facts| scopes(&writing.reads(), facts))
        .transpose()?
        .unwrap_or_default();
    let home = body.kind.home(body.site);
    writing.append(body, home, &also(scopes, home))?;
    Ok(())
}

/// Who sees the decision: whoever sees what it settles. Where those are more scopes than an entry can name, everybody
/// does, through the catalogue.
fn also(mut scopes: BTreeSet<Scope>, home: Scope) -> Vec<Scope> {
    scopes.remove(&home);
    if scopes.len() > MAX_ALSO {
        return vec![Scope::Catalogue, Scope::Coordination];
    }
    scopes.into_iter().collect()
}

/// Every scope of the entries that are settled.
fn scopes(reads: &Reads<'_>, facts: &Facts) -> Result<BTreeSet<Scope>, Problem> {
    let mut scopes = BTreeSet::new();
    for entry in &facts.entries {
        scopes.insert(entry.scope);
        scopes.extend(reads.also(*entry)?);
    }
    Ok(scopes)
}

fn problem(refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::UnknownTask(_) => Problem::new("task-gone").at("task"),
        Refusal::AlreadySettled(_) => Problem::new("task-settled").at("task"),
        Refusal::NoSuchChoice { .. } => Problem::new("task-choice-unknown").at("choice"),
        Refusal::Changed(_) => Problem::new("task-changed").at("rests_on"),
        Refusal::NeedsReason => Problem::new("text-missing")
            .at("reason")
            .with("field", "reason"),
    }
}

/// A document that an entry of a newer program is about cannot be changed before this program can read that entry.
pub(crate) fn demand_readable(reads: &Reads<'_>, id: DocumentId) -> Result<(), Problem> {
    if reads.is_locked_by_newer(id)? {
        return Err(Problem::new("document-needs-update").at("document"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_decision_names_no_more_scopes_than_an_entry_can() {
        let sites = |count: u128| -> BTreeSet<Scope> {
            (1..=count)
                .map(|site| Scope::Site(SiteId(Uuid::from_u128(site))))
                .chain([Scope::Coordination])
                .collect()
        };
        assert_eq!(also(sites(16), Scope::Coordination).len(), 16);
        assert_eq!(
            also(sites(17), Scope::Coordination),
            [Scope::Catalogue, Scope::Coordination]
        );
    }
}
