//! Decisions, allocations, and stated totals beside what their parts add up to.
//!
//! What a newcomer gets wrong: amounts of another currency than the total's are not converted and not dropped in
//! silence; such a total is "not comparable".

use ledger::amount::{Amount, AmountSum, Comparison, compare};
use ledger::body::{
    AllocationRecorded, AllocationState, DecisionRecorded, DocumentKind, Instrument,
    StatedTotalRecorded,
};
use ledger::ids::{AllocationId, PartyId};
use ledger::text::Names;
use rusqlite::Row;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, rows, statements};
use crate::view::{AllocationView, DecisionView, Funds, StatedTotalView, TotalCheck};

statements! {
    DECISIONS = "SELECT decision.id, decision.instrument, decision.title, decision.reference, decision.decided_on,
                        decision.amount, decision.beneficiary, party.names AS party_names, decision.sources
                 FROM decision LEFT JOIN party ON party.id = decision.beneficiary
                 ORDER BY decision.decided_on IS NULL, decision.decided_on, decision.title, decision.id";
    ALLOCATIONS = "SELECT allocation.id, allocation.decision, allocation.instrument, allocation.purpose,
                          allocation.recipient, party.names AS party_names, allocation.amount, allocation.state,
                          allocation.sources
                   FROM allocation LEFT JOIN party ON party.id = allocation.recipient
                   ORDER BY allocation.instrument, allocation.purpose, allocation.id";
    STATED_TOTALS = "SELECT id, title, amount, parts, source FROM stated_total ORDER BY title, id";
}

impl Reads<'_> {
    /// Everything of the funds that this computer holds.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn funds(&self) -> Result<Funds, StoreError> {
        let allocations = self.allocations()?;
        let stated_totals = self.stated_totals(&allocations)?;
        let mut decisions = self.decisions()?;
        let mut without_decision = Vec::new();
        for allocation in allocations {
            let of = decisions
                .iter_mut()
                .find(|decision| Some(decision.id) == allocation.decision);
            match of {
                Some(decision) => decision.allocations.push(allocation),
                None => without_decision.push(allocation),
            }
        }
        for decision in &mut decisions {
            let amounts = decision.allocations.iter().map(|one| &one.amount);
            decision.allocated = sum(&decision.amount.currency, amounts).0;
        }
        Ok(Funds {
            decisions,
            allocations: without_decision,
            stated_totals,
            complete_to: self.position()?,
            unconfirmed: self.unconfirmed()?,
        })
    }

    fn decisions(&self) -> Result<Vec<DecisionView>, StoreError> {
        let found = rows(self.connection, DECISIONS, &[], |row| {
            let body = DecisionRecorded {
                id: row.id("id")?,
                instrument: row.word::<Instrument>("instrument")?,
                title: row.get("title")?,
                reference: row.get("reference")?,
                decided_on: super::facts::maybe_day(row, "decided_on")?,
                amount: row.json("amount")?,
                beneficiary: row.maybe_id("beneficiary")?,
                sources: row.json("sources")?,
            };
            Ok((body, names(row)?))
        })?;
        let mut decisions = Vec::with_capacity(found.len());
        for (body, beneficiary_names) in found {
            let opened = self.opened(body.id.into(), DocumentKind::Decision)?;
            let Some((document, entry)) = opened else {
                continue;
            };
            decisions.push(DecisionView {
                document,
                entry,
                id: body.id,
                instrument: body.instrument,
                title: body.title,
                reference: body.reference,
                decided_on: body.decided_on.map(|day| day.to_string()),
                allocated: AmountSum::empty(&body.amount.currency),
                amount: body.amount,
                beneficiary: body.beneficiary,
                beneficiary_names,
                sources: body.sources,
                allocations: Vec::new(),
            });
        }
        Ok(decisions)
    }

    fn allocations(&self) -> Result<Vec<AllocationView>, StoreError> {
        let found = rows(self.connection, ALLOCATIONS, &[], |row| {
            let body = AllocationRecorded {
                id: row.id("id")?,
                decision: row.maybe_id("decision")?,
                instrument: row.word("instrument")?,
                purpose: row.get("purpose")?,
                recipient: row.maybe_id::<PartyId>("recipient")?,
                amount: row.json("amount")?,
                state: row.word::<AllocationState>("state")?,
                sources: row.json("sources")?,
            };
            Ok((body, names(row)?))
        })?;
        let mut allocations = Vec::with_capacity(found.len());
        for (body, recipient_names) in found {
            let opened = self.opened(body.id.into(), DocumentKind::Allocation)?;
            let Some((document, entry)) = opened else {
                continue;
            };
            allocations.push(AllocationView {
                document,
                entry,
                id: body.id,
                decision: body.decision,
                instrument: body.instrument,
                purpose: body.purpose,
                recipient: body.recipient,
                recipient_names,
                amount: body.amount,
                state: body.state,
                sources: body.sources,
                // No entry of this version commits or pays: none recorded, which is not 0.
                committed: None,
                paid: None,
            });
        }
        Ok(allocations)
    }

    /// The stated totals alone.
    pub(crate) fn totals(&self) -> Result<Vec<StatedTotalView>, StoreError> {
        self.stated_totals(&self.allocations()?)
    }

    fn stated_totals(
        &self,
        allocations: &[AllocationView],
    ) -> Result<Vec<StatedTotalView>, StoreError> {
        let found = rows(self.connection, STATED_TOTALS, &[], |row| {
            Ok(StatedTotalRecorded {
                id: row.id("id")?,
                title: row.get("title")?,
                amount: row.json("amount")?,
                parts: row.json("parts")?,
                source: row.get("source")?,
            })
        })?;
        let mut explanations = self.explanations("stated_total", None)?;
        let mut totals = Vec::with_capacity(found.len());
        for body in found {
            let opened = self.opened(body.id.into(), DocumentKind::StatedTotal)?;
            let Some((document, entry)) = opened else {
                continue;
            };
            let known = |part: &AllocationId| allocations.iter().find(|one| one.id == *part);
            let amounts: Vec<&Amount> = body
                .parts
                .iter()
                .filter_map(known)
                .map(|one| &one.amount)
                .collect();
            let all_here = amounts.len() == body.parts.len();
            let (computed, one_currency) = sum(&body.amount.currency, amounts.into_iter());
            let (check, difference) = if all_here && one_currency {
                checked(compare(&body.amount, &computed))
            } else {
                (TotalCheck::NotComparable, None)
            };
            let mut total = StatedTotalView {
                document,
                entry,
                id: body.id,
                title: body.title,
                difference: difference
                    .or_else(|| body.amount.minor?.checked_sub(computed.known()?)),
                stated: body.amount,
                computed,
                check,
                parts: body.parts,
                source: body.source,
                explanations: Vec::new(),
            };
            let (said, explained) = explanations.take(total.id, None, total.differs());
            total.explanations = said;
            if explained {
                total.check = TotalCheck::Explained;
            }
            totals.push(total);
        }
        Ok(totals)
    }
}

fn names(row: &Row<'_>) -> rusqlite::Result<Option<Names>> {
    row.maybe_json("party_names")
}

/// The sum of the amounts of one currency, and whether that was all of them. An amount that cannot be added (only a
/// hostile or broken device writes one) is left out and said to be: one bad line must not hide all the others.
fn sum<'a>(currency: &str, amounts: impl Iterator<Item = &'a Amount>) -> (AmountSum, bool) {
    let (mut sum, mut all) = (AmountSum::empty(currency), true);
    for amount in amounts {
        all &= sum.add(amount).is_ok();
    }
    (sum, all)
}

fn checked(comparison: Comparison) -> (TotalCheck, Option<i64>) {
    match comparison {
        Comparison::Match => (TotalCheck::Match, Some(0)),
        Comparison::ConsistentNotExact => (TotalCheck::ConsistentNotExact, None),
        Comparison::Different { by } => (TotalCheck::Different, Some(by)),
        Comparison::NotComparable => (TotalCheck::NotComparable, None),
    }
}
