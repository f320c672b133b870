//! Undoing a document that moved goods, or a match, by an entry that stays visible beside it.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{Body, DocumentKind};
use ledger::fold::{
    DatedPosting, DocumentState, EntryRef, MatchStage, ReceiptState, Reversal, TitleChange,
};
use ledger::ids::{DocumentId, LotId, MatchId, PartyId, ReversalId};
use ledger::posting::{Condition, Node, Posting};
use ledger::role::Action;
use ledger::rules::reverse::{self, DocumentFacts, Facts, Refusal, Request};
use ledger::scope::Scope;
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::Reverse;
use crate::hand::{Hand, number};
use crate::numbered;
use crate::problem::Problem;
use crate::tasks;
use crate::typed;

/// A document that may be reversed: what the rule asks, the entry it is, and where its copies went.
struct Target {
    facts: DocumentFacts,
    entry: EntryRef,
    also: Vec<Scope>,
    reversed_by: Option<Reversal>,
}

impl Target {
    /// What it takes to reverse it where it stands.
    fn action(&self) -> Action {
        match (self.facts.kind, self.entry.scope) {
            (DocumentKind::Match, _) => Action::WithdrawMatch,
            // What the office settled, it takes back.
            (DocumentKind::TransferSettlement, Scope::Coordination) => Action::SettleTransfer,
            _ => Action::ReverseAtSite,
        }
    }
}

/// Reverses a document that moved goods, or withdraws a match.
pub(crate) fn reverse(context: &Context, request: Reverse) -> Result<Posted, Problem> {
    context.signed_in()?;
    let store = context.store()?;
    let target = store.read(|reads| target(reads, request.document))?;
    let hand = Hand::take(context, target.action(), Some(target.facts.site))?;
    let reason = typed::text(&request.reason, "reason")?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(&hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let id = ReversalId(context.mint());
    hand.write(
        occurred_on,
        Some((reason.clone(), target.entry)),
        |writing| {
            let parsed = Request {
                id,
                number: String::new(),
                document: request.document,
                occurred_on,
                reason: Some(reason),
            };
            append(&hand, writing, parsed)
        },
    )
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    mut request: Request,
) -> Result<Posted, Problem> {
    let target = target(&writing.reads(), request.document)?;
    tasks::demand_readable(&writing.reads(), request.document)?;
    let site = target.facts.site;
    if target.facts.kind == DocumentKind::Transfer
        && crate::transfers::received(&writing.reads(), request.document)?
    {
        return Err(Problem::new("transfer-received").at("document"));
    }
    let mut facts = Facts {
        stock: stock(&writing.reads(), &target.facts)?,
        ..Facts::default()
    };
    read_titles(&writing.reads(), &target.facts, &mut facts)?;
    facts.document = Some(target.facts);
    request.number = numbered::next(writing, site, "REV", request.occurred_on)?;
    let body = reverse::reverse(&facts, &request, &hand.stamp()).map_err(|refusal| {
        problem(
            hand,
            &writing.reads(),
            target.reversed_by.as_ref(),
            &request,
            &refusal,
        )
        .unwrap_or_else(|problem| problem)
    })?;
    // It lives where the document does, and goes wherever that went.
    writing.record_at(body, target.entry.scope, &target.also)?;
    Ok(Posted {
        id: request.id.into(),
        number: request.number,
        repeated: false,
    })
}

fn target(reads: &Reads<'_>, id: DocumentId) -> Result<Target, Problem> {
    let unknown = || Problem::new("document-unknown").at("document");
    let state = reads.document_state(id)?;
    let Some((entry, document)) = state.as_ref().and_then(DocumentState::posted) else {
        return matched(reads, id)?.ok_or_else(|| {
            let other = reads.document(id).ok().flatten();
            other.map_or_else(unknown, |_| {
                Problem::new("cannot-reverse-kind").at("document")
            })
        });
    };
    let postings = state.as_ref().map_or(&[][..], DocumentState::postings);
    let reversed_by = state.as_ref().and_then(DocumentState::reversed_by);
    Ok(Target {
        facts: DocumentFacts {
            kind: document.kind(),
            site: document.site(),
            receipt: None,
            reversed: reversed_by.is_some(),
            postings: named(reads, postings)?,
            changes: changes(reads, state.as_ref())?,
        },
        entry,
        also: reads.also(entry)?,
        reversed_by: reversed_by.cloned(),
    })
}

/// Postings under the names that balances give their lots.
fn named(reads: &Reads<'_>, postings: &[DatedPosting]) -> Result<Vec<Posting>, Problem> {
    let name = |dated: &DatedPosting| {
        Ok(Posting {
            lot: reads.canonical(dated.posting.lot)?,
            ..dated.posting
        })
    };
    postings.iter().map(name).collect()
}

/// Changes of owner under the names that titles give their lots and parties.
fn changes(reads: &Reads<'_>, state: Option<&DocumentState>) -> Result<Vec<TitleChange>, Problem> {
    let changes = state.map(DocumentState::titles).unwrap_or_default();
    let name = |change: TitleChange| {
        Ok(TitleChange {
            lot: reads.canonical(change.lot)?,
            from: reads.party_head(change.from)?,
            to: reads.party_head(change.to)?,
            ..change
        })
    };
    changes.into_iter().map(name).collect()
}

/// A match, which lives in the unit of its receipt.
fn matched(reads: &Reads<'_>, id: DocumentId) -> Result<Option<Target>, Problem> {
    let Some(posted) = reads.posted(id)? else {
        return Ok(None);
    };
    let Body::ReceiptMatched(body) = posted.body else {
        return Ok(None);
    };
    let Some(DocumentState::Receipt(state)) = reads.document_state(body.receipt.into())? else {
        return Ok(None);
    };
    let ReceiptState {
        posted: Some((_, receipt)),
        matches,
        ..
    } = *state
    else {
        return Ok(None);
    };
    let found = matches.into_iter().find(|one| one.body.id == MatchId(id.0));
    Ok(found.map(|found| Target {
        facts: DocumentFacts {
            kind: DocumentKind::Match,
            site: receipt.site,
            receipt: Some(receipt.id),
            reversed: found.stage != MatchStage::Standing,
            postings: Vec::new(),
            changes: Vec::new(),
        },
        entry: found.entry,
        also: vec![Scope::Site(receipt.site)],
        reversed_by: found.withdrawn_by,
    }))
}

fn stock(
    reads: &Reads<'_>,
    document: &DocumentFacts,
) -> Result<BTreeMap<(LotId, Node, Condition), i64>, Problem> {
    let mut stock = BTreeMap::new();
    for posting in &document.postings {
        for (node, condition) in [
            (posting.from, posting.condition),
            (posting.to, posting.to_condition),
        ] {
            let there = reads.balance(posting.lot, node, condition)?;
            stock.insert((posting.lot, node, condition), there);
        }
    }
    Ok(stock)
}

/// Titles that went to somebody: only those can be missing.
fn read_titles(
    reads: &Reads<'_>,
    document: &DocumentFacts,
    facts: &mut Facts,
) -> Result<(), Problem> {
    let lots: BTreeSet<LotId> = document.postings.iter().map(|one| one.lot).collect();
    if lots.is_empty() {
        return Ok(());
    }
    for lot in reads.changed_hands()?.intersection(&lots) {
        if let Some(title) = reads.title(*lot)? {
            facts.titles.insert(*lot, title);
        }
        let card = reads.lot(*lot)?;
        if card.is_some_and(|card| card.kind == DocumentKind::KitBuild) {
            facts.kits.insert(*lot);
        }
    }
    Ok(())
}

/// The name of a lot's item.
fn item_of(hand: &Hand<'_>, reads: &Reads<'_>, lot: LotId) -> Result<String, Problem> {
    let card = reads.lot(lot)?;
    let item = card.map(|card| reads.item(card.item)).transpose()?;
    let item = item.flatten().map(|item| hand.name(&item.names));
    Ok(item.unwrap_or_default())
}

/// Who would have to hold a title; where nobody is named, who sold the goods.
fn holder(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    lot: LotId,
    party: Option<PartyId>,
) -> Result<String, Problem> {
    let seller = reads.lot(lot)?.and_then(|card| card.came_from());
    let row = party.or(seller).map(|party| reads.party(party));
    let name = row.transpose()?.flatten().map(|row| hand.name(&row.names));
    Ok(name.unwrap_or_else(|| "?".to_owned()))
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    reversed_by: Option<&Reversal>,
    request: &Request,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    Ok(match refusal {
        Refusal::UnknownDocument(_) => Problem::new("document-unknown").at("document"),
        Refusal::NotReversible { .. } => Problem::new("cannot-reverse-kind").at("document"),
        Refusal::AlreadyReversed(_) => Problem::new("already-reversed")
            .at("document")
            .with("number", number(reads, request.document)?)
            .with(
                "by",
                reversed_by.map(|by| by.number.clone()).unwrap_or_default(),
            ),
        Refusal::NeedsReason => Problem::new("text-missing")
            .at("reason")
            .with("field", "reason"),
        Refusal::StockGone {
            lot,
            available,
            needed,
            ..
        } => Problem::new("stock-gone")
            .at("document")
            .with("item", item_of(hand, reads, *lot)?)
            .with("available", available)
            .with("needed", needed),
        Refusal::TitleNotHeld {
            lot,
            party,
            held,
            needed,
        } => Problem::new("title-not-held")
            .at("document")
            .with("item", item_of(hand, reads, *lot)?)
            .with("party", holder(hand, reads, *lot, *party)?)
            .with("held", held)
            .with("asked", needed),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}
