//! What a person links by hand: the acceptances that a receipt may answer, and a link that was made.

use ledger::body::{Body, DocumentKind};
use ledger::ids::{MatchId, ReceiptId};
use ledger::rules::matching::{AcceptanceFacts, Suggestion, suggest};

use super::{carrying, linked, shown};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{
    AcceptanceLineView, AcceptanceView, MatchCandidate, MatchCandidateLine, MatchView,
};

impl Reads<'_> {
    /// The confirmed acceptances of a receipt's donor that still expect something it brought, the best first. A receipt that
    /// needs no link has none; `None` for one that is not known.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn match_candidates(
        &self,
        receipt: ReceiptId,
    ) -> Result<Option<Vec<MatchCandidate>>, StoreError> {
        let (Some(facts), Some(view)) =
            (self.match_receipt_facts(receipt)?, self.receipt(receipt)?)
        else {
            return Ok(None);
        };
        let known = self.confirmed_of(facts.donor)?;
        let mut found = Vec::new();
        for suggestion in suggest(&facts, &known) {
            let of = known.iter().find(|one| one.id == suggestion.acceptance);
            let acceptance = self.acceptance(suggestion.acceptance)?;
            let (Some(of), Some(acceptance)) = (of, acceptance) else {
                continue;
            };
            let suggested = linked(
                &facts,
                view.lines.clone(),
                &suggestion.lines,
                Some(&acceptance),
            );
            let carriers = self.carriers(suggestion.acceptance)?;
            found.push(MatchCandidate {
                consignments: carriers.into_iter().filter_map(carrying).collect(),
                suggested,
                ..candidate(&suggestion, of, acceptance)
            });
        }
        Ok(Some(found))
    }

    /// A link opened; `None` for one of a receipt that has not arrived, which counts for nothing.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn receipt_match(&self, id: MatchId) -> Result<Option<MatchView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Match)? else {
            return Ok(None);
        };
        let Some(Body::ReceiptMatched(body)) = self.posted(id.into())?.map(|posted| posted.body)
        else {
            return Ok(None);
        };
        let facts = self.match_receipt_facts(body.receipt)?;
        let (Some(facts), Some(receipt)) = (facts, self.receipt(body.receipt)?) else {
            return Ok(None);
        };
        let acceptance = self.acceptance(body.acceptance)?;
        let named = |line| {
            body.lines
                .iter()
                .any(|one| one.consignment_line == Some(line))
        };
        let carriers = self.carriers(body.acceptance)?.into_iter();
        Ok(Some(MatchView {
            document,
            entry,
            id,
            stands: facts.matched == Some(id),
            receipt: body.receipt,
            receipt_number: receipt.document.number,
            acceptance: body.acceptance,
            donor_names: receipt.donor_names,
            reversal_reason: self.reversal_reason(id.into(), DocumentKind::Match)?,
            lines: linked(&facts, receipt.lines, &body.lines, acceptance.as_ref()),
            acceptance_number: acceptance
                .map(|one| one.document.number)
                .unwrap_or_default(),
            consignments: carriers
                .filter(|carrier| named(carrier.line.id))
                .map(shown)
                .collect(),
        }))
    }
}

/// An acceptance to choose, with what is still expected of each line.
fn candidate(
    suggestion: &Suggestion,
    of: &AcceptanceFacts,
    acceptance: AcceptanceView,
) -> MatchCandidate {
    let line = |line: AcceptanceLineView| MatchCandidateLine {
        left: of.lines.get(&line.id).map_or(0, |one| one.remaining.max(0)),
        id: line.id,
        item: line.item,
        item_names: line.item_names,
        unit: line.unit,
        site_name: line.site_name,
        accepted: line.quantity,
    };
    MatchCandidate {
        acceptance: suggestion.acceptance,
        number: acceptance.document.number,
        occurred_on: acceptance.document.occurred_on,
        lines: acceptance.lines.into_iter().map(line).collect(),
        consignments: Vec::new(),
        suggested: Vec::new(),
    }
}
