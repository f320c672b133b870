//! The hand that writes: who, in which role, on which day, and the one way from a rule's answer into the journal.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::fold::EntryRef;
use ledger::ids::{DocumentId, DraftId, PersonId, SiteId};
use ledger::role::{self, Action, Role, may};
use ledger::rules::{Clock, Stamp};
use ledger::text::Names;
use std::sync::Arc;
use store::reads::PostedEntry;
use store::view::PersonRow;
use store::{Identity, Reads, Store, Writing};
use uuid::Uuid;

use crate::clock;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::problem::Problem;
use crate::remarks;
use crate::session;
use crate::settings;

/// None of the person's roles permits it, or this computer is not made for it.
pub(crate) const NOT_PERMITTED: &str = "not-permitted";

/// A person about to act in a role that permits it.
pub(crate) struct Hand<'a> {
    context: &'a Context,
    action: Action,
    pub store: Arc<Store>,
    pub person: PersonId,
    pub role: Role,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub clock: Clock,
}

impl<'a> Hand<'a> {
    /// The signed-in person's hand.
    ///
    /// # Errors
    /// `nobody-signed-in`, `not-permitted`.
    pub fn take(
        context: &'a Context,
        action: Action,
        site: Option<SiteId>,
    ) -> Result<Self, Problem> {
        Self::of(context, context.signed_in()?, action, site)
    }

    /// Another person's hand, whose PIN has just been checked.
    pub fn of(
        context: &'a Context,
        person: PersonId,
        action: Action,
        site: Option<SiteId>,
    ) -> Result<Self, Problem> {
        let (store, identity) = context.identity()?;
        let row = session::person(&store, &identity, person)?;
        let role = permitted(&row, &identity, action, site)?;
        let now = context.now();
        let (today, clock) = store.read(|reads| {
            let at = site.map(|site| reads.site(site)).transpose()?.flatten();
            let moment = clock::believed(reads, now)?;
            let today = match at {
                Some(site) => clock::today_at(&site, moment),
                None => clock::today(&identity, reads, moment)?,
            };
            Ok::<_, Problem>((today, clock::judge(&store, reads, now)?))
        })?;
        Ok(Self {
            context,
            action,
            store,
            person,
            role,
            now,
            today,
            clock,
        })
    }

    /// What the rules see of it.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            person: self.person,
            today: self.today,
            clock: self.clock,
        }
    }

    /// One transaction.
    pub fn write<T>(
        &self,
        occurred_on: NaiveDate,
        why: Option<(String, EntryRef)>,
        f: impl FnOnce(&mut Writing<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let (reason, reverses) = why.unzip();
        let stamp = store::Stamp {
            person: self.person,
            role: self.role,
            recorded_at: self.now,
            occurred_on,
            reason,
            reverses,
        };
        let (result, changes) = self
            .store
            .write(stamp, |writing| {
                let result = f(writing)?;
                if self.context.asks_about_remarks() {
                    remarks::ask(writing)?;
                }
                Ok(result)
            })
            .map_err(|problem| self.name_roles(problem))?;
        self.context.tell_changes(&changes);
        self.context.link.wake();
        Ok(result)
    }

    /// One transaction whose entries say why.
    pub fn explained<T>(
        &self,
        occurred_on: NaiveDate,
        reason: String,
        f: impl FnOnce(&mut Writing<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.write(occurred_on, None, |writing| {
            writing.because(Some(reason), None);
            f(writing)
        })
    }

    /// The store refuses a scope this computer does not write, and knows no roles; those that may are named here.
    fn name_roles(&self, problem: Problem) -> Problem {
        if problem.code == NOT_PERMITTED {
            not_permitted(self.action, role::roles(self.action))
        } else {
            problem
        }
    }

    /// Posts a document once: the same request again is answered with what stands, another one under its id refused.
    pub fn post(
        &self,
        id: impl Into<DocumentId>,
        occurred_on: NaiveDate,
        draft: Option<DraftId>,
        same: impl FnOnce(&PostedEntry) -> bool,
        append: impl FnOnce(&mut Writing<'_>) -> Result<(), Problem>,
    ) -> Result<Posted, Problem> {
        let id = id.into();
        self.write(occurred_on, None, |writing| {
            let before = writing.reads().posted(id)?;
            let repeated = before.is_some();
            match before {
                None => append(writing)?,
                Some(before) if same(&before) => {}
                Some(_) => {
                    return Err(
                        Problem::new("id-used").with("number", number(&writing.reads(), id)?)
                    );
                }
            }
            if let Some(draft) = draft {
                writing.end_draft(draft)?;
            }
            Ok(Posted {
                id,
                number: number(&writing.reads(), id)?,
                repeated,
            })
        })
    }

    /// A name in the language chosen on this computer.
    pub fn name(&self, names: &Names) -> String {
        let language = settings::read(self.context.dir()).language;
        let chosen = language.and_then(|language| names.get(&language));
        chosen
            .or_else(|| names.get("en"))
            .cloned()
            .unwrap_or_default()
    }
}

/// The id of the next document of a kind about one thing: the same on every computer that knows as many of them, so that
/// of two written apart the first in fold order counts.
pub(crate) fn following_id(of: Uuid, before: u32) -> Uuid {
    let hash = proof::hash::sha256(&[
        b"relief-following/1\n",
        of.as_bytes(),
        &before.to_be_bytes(),
    ]);
    let mut bytes = [0_u8; 16];
    bytes[..6].copy_from_slice(&of.as_bytes()[..6]);
    bytes[6..].copy_from_slice(&hash.0[..10]);
    bytes[6] = 0x70 | (bytes[6] & 0x0F);
    bytes[8] = 0x80 | (bytes[8] & 0x3F);
    Uuid::from_bytes(bytes)
}

/// The number by which people know a document.
pub(crate) fn number(reads: &Reads<'_>, id: DocumentId) -> Result<String, Problem> {
    Ok(reads
        .document(id)?
        .map(|row| row.number)
        .unwrap_or_default())
}

/// The role in which a person may act on this computer.
///
/// # Errors
/// `not-permitted` with the action and the roles that may.
pub(crate) fn permitted(
    person: &PersonRow,
    identity: &Identity,
    action: Action,
    site: Option<SiteId>,
) -> Result<Role, Problem> {
    may(&session::usable(&person.grants, identity), action, site)
        .map_err(|refusal| not_permitted(refusal.action, &refusal.needs))
}

/// The roles travel as words, separated by commas; the screen translates them.
fn not_permitted(action: Action, needs: &[Role]) -> Problem {
    let word = |role: &Role| {
        serde_json::to_value(role)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned))
    };
    let roles: Vec<String> = needs.iter().filter_map(word).collect();
    Problem::new(NOT_PERMITTED)
        .with("action", kebab(&action.to_string()))
        .with("roles", roles.join(", "))
}

/// `PostReceipt` → `post-receipt`.
fn kebab(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// The id of a document's line, always the same for the same document and place: posting twice is posting once. It
/// keeps the document's time and then the order of lines, because lots are picked in the order of their ids.
pub(crate) fn line_id(document: Uuid, index: usize) -> Uuid {
    let hash = proof::hash::sha256(&[
        b"relief-line/1\n",
        document.as_bytes(),
        &(index as u64).to_be_bytes(),
    ]);
    let mut bytes = [0_u8; 16];
    bytes[..6].copy_from_slice(&document.as_bytes()[..6]);
    bytes[6..].copy_from_slice(&hash.0[..10]);
    let place = u16::try_from(index).unwrap_or(u16::MAX).min(0x0FFF);
    bytes[6] = 0x70 | (place >> 8) as u8;
    bytes[7] = (place & 0xFF) as u8;
    bytes[8] = 0x80 | (bytes[8] & 0x3F);
    Uuid::from_bytes(bytes)
}
