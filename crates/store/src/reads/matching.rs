//! Unannounced receipts beside the acceptances that may answer them.

mod links;

use std::collections::BTreeMap;

use ledger::body::MatchLine;
use ledger::fold::DocumentState;
use ledger::ids::{AcceptanceId, ConsignmentId, PartyId, ReceiptId};
use ledger::rules::matching::{
    AcceptanceFacts, AcceptedLine, ConsignedLine, CountedLine, ReceiptFacts, Suggestion, suggest,
};
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{
    AcceptanceView, MatchProposal, MatchProposalConsignment, MatchProposalLine, ReceiptLineView,
    ReceiptView,
};

statements! {
    OPEN_RECEIPTS = "SELECT receipt.id FROM receipt
                     CROSS JOIN document ON document.id = receipt.id AND document.kind = 'receipt'
                     WHERE receipt.stage = 'posted' AND receipt.acceptance IS NULL AND receipt.matched IS NULL
                       AND NOT receipt.bought
                     ORDER BY document.occurred_on, document.recorded_at, receipt.id";
    RECEIPT_FACTS = "SELECT donor, site, stage, acceptance, bought FROM receipt WHERE id = :id";
    COUNTED = "SELECT id, item, good + damaged + refused AS counted FROM receipt_line WHERE receipt = :id";
    ACCEPTANCE_FACTS = "SELECT donor, stage FROM acceptance WHERE id = :id";
    ACCEPTED = "SELECT id, item, site, quantity FROM acceptance_line WHERE acceptance = :id";
    CONSIGNED = "SELECT consignment_line.id, consignment_line.acceptance_line, consignment.id AS consignment,
                        consignment.site, consignment.stage, document.number,
                        consignment_line.quantity
                          - coalesce((SELECT total_units(consigned.counted) FROM consigned
                                       WHERE consigned.consignment_line = consignment_line.id), 0) AS left
                 FROM consignment
                 CROSS JOIN consignment_line ON consignment_line.consignment = consignment.id
                 CROSS JOIN document ON document.id = consignment.id AND document.kind = 'consignment'
                 WHERE consignment.acceptance = :id
                 ORDER BY document.recorded_at, consignment.id, consignment_line.n";
    CONFIRMED_OF_DONOR = "SELECT id FROM acceptance WHERE donor = :donor AND stage = 'confirmed' ORDER BY id";
}

/// A line of a consignment, and what people call the consignment.
struct Carrier {
    consignment: ConsignmentId,
    number: String,
    line: ConsignedLine,
}

impl Reads<'_> {
    /// Receipts that nobody announced, each with the confirmed acceptance of its donor that answers it best.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn match_proposals(&self) -> Result<Vec<MatchProposal>, StoreError> {
        let receipts = rows(self.connection, OPEN_RECEIPTS, &[], |row| {
            row.id::<ReceiptId>("id")
        })?;
        let mut proposals = Vec::with_capacity(receipts.len());
        for id in receipts {
            let (Some(facts), Some(view)) = (self.match_receipt_facts(id)?, self.receipt(id)?)
            else {
                continue;
            };
            let candidates = self.confirmed_of(facts.donor)?;
            let best = suggest(&facts, &candidates).into_iter().next();
            let (acceptance, carriers) = match &best {
                Some(best) => (
                    self.acceptance(best.acceptance)?,
                    self.carriers(best.acceptance)?,
                ),
                None => (None, Vec::new()),
            };
            let proposal = proposal(&facts, view, best.as_ref(), acceptance.as_ref());
            proposals.extend(proposal.map(|found| MatchProposal {
                consignments: carriers.into_iter().filter_map(carrying).collect(),
                ..found
            }));
        }
        Ok(proposals)
    }

    /// A receipt as the rule of matching wants it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn match_receipt_facts(&self, id: ReceiptId) -> Result<Option<ReceiptFacts>, StoreError> {
        let lines = rows(
            self.connection,
            COUNTED,
            named_params! { ":id": id.blob() },
            |row| {
                Ok((
                    row.id("id")?,
                    CountedLine {
                        item: row.id("item")?,
                        counted: row.get("counted")?,
                    },
                ))
            },
        )?;
        let matched = match self.document_state(id.into())? {
            Some(DocumentState::Receipt(state)) => state.matched.map(|one| one.body.id),
            Some(DocumentState::Plain(_) | DocumentState::Waiting(_)) | None => None,
        };
        first(
            self.connection,
            RECEIPT_FACTS,
            named_params! { ":id": id.blob() },
            |row| {
                let (stage, acceptance): (String, Option<[u8; 16]>) =
                    (row.get("stage")?, row.get("acceptance")?);
                Ok(ReceiptFacts {
                    id,
                    donor: row.id("donor")?,
                    site: row.id("site")?,
                    announced: acceptance.is_some(),
                    bought: row.get("bought")?,
                    reversed: stage != "posted",
                    matched,
                    lines: lines.into_iter().collect::<BTreeMap<_, _>>(),
                })
            },
        )
    }

    /// An acceptance as the rule of matching wants it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn match_acceptance_facts(
        &self,
        id: AcceptanceId,
    ) -> Result<Option<AcceptanceFacts>, StoreError> {
        let mut lines = rows(
            self.connection,
            ACCEPTED,
            named_params! { ":id": id.blob() },
            |row| {
                let line = AcceptedLine {
                    item: row.id("item")?,
                    site: row.id("site")?,
                    remaining: row.get("quantity")?,
                };
                Ok((row.id("id")?, line))
            },
        )?;
        for (id, line) in &mut lines {
            line.remaining -= self.answered_of(*id)?;
        }
        let consigned: Vec<ConsignedLine> = self
            .carriers(id)?
            .into_iter()
            .map(|carrier| carrier.line)
            .collect();
        first(
            self.connection,
            ACCEPTANCE_FACTS,
            named_params! { ":id": id.blob() },
            |row| {
                let stage: String = row.get("stage")?;
                Ok(AcceptanceFacts {
                    id,
                    donor: row.id("donor")?,
                    confirmed: stage == "confirmed",
                    lines: lines.into_iter().collect::<BTreeMap<_, _>>(),
                    consigned,
                })
            },
        )
    }

    /// Lines of the consignments of an acceptance, the first announced first.
    fn carriers(&self, of: AcceptanceId) -> Result<Vec<Carrier>, StoreError> {
        let params = named_params! { ":id": of.blob() };
        rows(self.connection, CONSIGNED, params, |row| {
            Ok(Carrier {
                consignment: row.id("consignment")?,
                number: row.get("number")?,
                line: ConsignedLine {
                    id: row.id("id")?,
                    acceptance_line: row.id("acceptance_line")?,
                    site: row.id("site")?,
                    moved_to: row.word("stage")?,
                    left: row.get("left")?,
                },
            })
        })
    }

    fn confirmed_of(&self, donor: PartyId) -> Result<Vec<AcceptanceFacts>, StoreError> {
        let params = named_params! { ":donor": donor.blob() };
        let ids = rows(self.connection, CONFIRMED_OF_DONOR, params, |row| {
            row.id::<AcceptanceId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.match_acceptance_facts(id).transpose())
            .collect()
    }
}

/// A consignment that a person may choose: something can still come with it.
fn carrying(carrier: Carrier) -> Option<MatchProposalConsignment> {
    (carrier.line.is_open() && carrier.line.left > 0).then(|| shown(carrier))
}

fn shown(carrier: Carrier) -> MatchProposalConsignment {
    MatchProposalConsignment {
        consignment: carrier.consignment,
        number: carrier.number,
        consignment_line: carrier.line.id,
        acceptance_line: carrier.line.acceptance_line,
        left: carrier.line.left,
    }
}

/// Every lot of a receipt with what a link says of it, or would say; a lot of which it says nothing has a plain line.
fn linked(
    facts: &ReceiptFacts,
    received: Vec<ReceiptLineView>,
    links: &[MatchLine],
    acceptance: Option<&AcceptanceView>,
) -> Vec<MatchProposalLine> {
    let mut lines = Vec::with_capacity(received.len());
    for line in received {
        let counted = facts.lines.get(&line.lot);
        let plain = MatchProposalLine {
            lot: line.lot,
            item: line.item,
            item_names: line.item_names,
            unit: line.unit,
            received: counted.map_or(0, |counted| counted.counted),
            acceptance_line: None,
            accepted: None,
            quantity: 0,
            consignment_line: None,
        };
        let before = lines.len();
        for link in links.iter().filter(|link| link.lot == line.lot) {
            let of = acceptance
                .and_then(|one| one.lines.iter().find(|of| of.id == link.acceptance_line));
            lines.push(MatchProposalLine {
                acceptance_line: Some(link.acceptance_line),
                accepted: of.map(|of| of.quantity),
                quantity: link.quantity,
                consignment_line: link.consignment_line,
                ..plain.clone()
            });
        }
        if lines.len() == before {
            lines.push(plain);
        }
    }
    lines
}

/// The proposal as a screen shows it; `None` for a receipt without a site, which no receipt is.
fn proposal(
    facts: &ReceiptFacts,
    view: ReceiptView,
    best: Option<&Suggestion>,
    acceptance: Option<&AcceptanceView>,
) -> Option<MatchProposal> {
    let links = best.map_or(&[][..], |best| &best.lines);
    let lines = linked(facts, view.lines, links, acceptance);
    Some(MatchProposal {
        receipt: view.id,
        receipt_number: view.document.number,
        site: view.document.site?,
        site_name: view.document.site_name.unwrap_or_default(),
        occurred_on: view.document.occurred_on,
        donor: view.donor,
        donor_names: view.donor_names,
        acceptance: best.map(|best| best.acceptance),
        lines,
        consignments: Vec::new(),
    })
}
