//! Activations, offers and acceptances.

use chrono::NaiveDate;
use ledger::body::DocumentKind;
use ledger::fold::{AcceptanceStage, Unit};
use ledger::ids::{AcceptanceId, ActivationId, OfferId};
use ledger::quantity::StatedQuantity;
use ledger::rules::stage::{may_cancel, offered};
use ledger::stages::{ActivationStage, OfferStage, Stages};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, count, first, rows, statements};
use crate::total_units::total_units;
use crate::view::{
    AcceptanceLineView, AcceptanceState, AcceptanceView, ActivationView, OfferLineView, OfferView,
};

statements! {
    ACTIVATIONS = "SELECT activation.id FROM activation
                   CROSS JOIN document ON document.id = activation.id AND document.kind = 'activation'
                   ORDER BY document.occurred_on DESC, document.recorded_at DESC, activation.id";
    ACTIVATION = "SELECT activation.requesting_state, party.names AS names, activation.ucpm_number, activation.hazard,
                         activation.requested_on, activation.source, activation.stage, activation.glide, activation.note,
                         (SELECT count(*) FROM offer WHERE offer.activation = activation.id AND offer.posted) AS offers
                  FROM activation LEFT JOIN party ON party.id = activation.requesting_state WHERE activation.id = :id";
    OFFERS = "SELECT offer.id FROM offer
              CROSS JOIN document ON document.id = offer.id AND document.kind = 'offer'
              LEFT JOIN party ON party.id = offer.donor
              ORDER BY document.occurred_on DESC, party.folded, document.recorded_at DESC, offer.id";
    OFFER = "SELECT offer.activation, offer.donor, party.names AS donor_names, offer.source, offer.offered_on, offer.value,
                    offer.reference, offer.stage, offer.valid_until, offer.available_from, offer.transport_need,
                    coalesce((SELECT activation.stage FROM activation WHERE activation.id = offer.activation), '') = 'closed' AS activation_closed
             FROM offer LEFT JOIN party ON party.id = offer.donor WHERE offer.id = :id";
    OFFER_LINES = include_str!("offer_lines.sql");
    ACCEPTANCES = "SELECT acceptance.id FROM acceptance
                   CROSS JOIN document ON document.id = acceptance.id AND document.kind = 'acceptance'
                   WHERE acceptance.stage IN ('proposed', 'confirmed', 'cancelled') AND (:offer IS NULL OR acceptance.offer = :offer)
                   ORDER BY document.occurred_on DESC, document.recorded_at DESC, acceptance.id";
    ACCEPTANCE = "SELECT acceptance.offer, acceptance.donor, party.names AS donor_names, acceptance.stage,
                         acceptance.proposed_by, proposer.name AS proposed_by_name,
                         acceptance.confirmed_by, confirmer.name AS confirmed_by_name, acceptance.reduced, acceptance.conditions,
                         coalesce((SELECT activation.stage FROM offer JOIN activation ON activation.id = offer.activation
                                    WHERE offer.id = acceptance.offer), '') = 'closed' AS activation_closed
                  FROM acceptance LEFT JOIN party ON party.id = acceptance.donor
                  LEFT JOIN person AS proposer ON proposer.id = acceptance.proposed_by
                  LEFT JOIN person AS confirmer ON confirmer.id = acceptance.confirmed_by
                  WHERE acceptance.id = :id";
    ACCEPTANCE_LINES = include_str!("acceptance_lines.sql");
}

impl Reads<'_> {
    /// Every activation, newest first.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn activations(&self) -> Result<Vec<ActivationView>, StoreError> {
        let ids = rows(self.connection, ACTIVATIONS, &[], |row| {
            row.id::<ActivationId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.activation(id).transpose())
            .collect()
    }

    /// An activation opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn activation(&self, id: ActivationId) -> Result<Option<ActivationView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Activation)? else {
            return Ok(None);
        };
        let moves = self.moves_of(&Unit::Activation(id))?;
        first(
            self.connection,
            ACTIVATION,
            named_params! { ":id": id.blob() },
            |row| {
                Ok(ActivationView {
                    document,
                    entry,
                    id,
                    requesting_state: row.id("requesting_state")?,
                    requesting_state_names: row.maybe_json("names")?.unwrap_or_default(),
                    ucpm_number: row.get("ucpm_number")?,
                    hazard: row.get("hazard")?,
                    requested_on: row.get("requested_on")?,
                    source: row.get("source")?,
                    glide: row.get("glide")?,
                    note: row.get("note")?,
                    offers: count(row.get("offers")?),
                    stage: row.word("stage")?,
                    next: row.word::<ActivationStage>("stage")?.next().to_vec(),
                    moves,
                })
            },
        )
    }

    /// Every offer with its lines and acceptances, newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn offers(&self) -> Result<Vec<OfferView>, StoreError> {
        let ids = rows(self.connection, OFFERS, &[], |row| row.id::<OfferId>("id"))?;
        ids.into_iter()
            .filter_map(|id| self.offer(id).transpose())
            .collect()
    }

    /// An offer opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn offer(&self, id: OfferId) -> Result<Option<OfferView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Offer)? else {
            return Ok(None);
        };
        let lines = rows(
            self.connection,
            OFFER_LINES,
            named_params! { ":offer": id.blob() },
            offer_line,
        )?;
        let acceptances = self.acceptances_of(Some(id))?;
        let moves = self.moves_of(&Unit::Offer(id))?;
        let found = first(
            self.connection,
            OFFER,
            named_params! { ":id": id.blob() },
            |row| {
                Ok(OfferView {
                    document,
                    entry,
                    id,
                    activation: row.id("activation")?,
                    donor: row.id("donor")?,
                    donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                    source: row.word("source")?,
                    offered_on: row.get("offered_on")?,
                    value: row.json("value")?,
                    reference: row.get("reference")?,
                    lines,
                    acceptances,
                    stage: row.word("stage")?,
                    moved_to: row.word("stage")?,
                    next: offered(
                        row.word::<OfferStage>("stage")?,
                        row.get("activation_closed")?,
                    ),
                    activation_closed: row.get("activation_closed")?,
                    valid_until: row.get("valid_until")?,
                    available_from: row.get("available_from")?,
                    transport_need: row.get("transport_need")?,
                    moves,
                })
            },
        )?;
        Ok(found.map(|view| OfferView {
            stage: view.standing().on(NaiveDate::MIN),
            ..view
        }))
    }

    /// Every acceptance, newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn acceptances(&self) -> Result<Vec<AcceptanceView>, StoreError> {
        self.acceptances_of(None)
    }

    fn acceptances_of(&self, offer: Option<OfferId>) -> Result<Vec<AcceptanceView>, StoreError> {
        let params = named_params! { ":offer": offer.map(Id::blob) };
        let ids = rows(self.connection, ACCEPTANCES, params, |row| {
            row.id::<AcceptanceId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.acceptance(id).transpose())
            .collect()
    }

    /// An acceptance opened; `None` for a quarantined one, which counts for nothing.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn acceptance(&self, id: AcceptanceId) -> Result<Option<AcceptanceView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Acceptance)? else {
            return Ok(None);
        };
        let params = named_params! { ":acceptance": id.blob() };
        let mut lines = rows(self.connection, ACCEPTANCE_LINES, params, acceptance_line)?;
        let mut claimed = Vec::with_capacity(lines.len());
        for line in &mut lines {
            line.received = self.answered_of(line.id)?;
            claimed.push(self.claimed_of(line.id)?);
        }
        let answered = total_units(claimed);
        let moves = self.moves_of(&Unit::Acceptance(id))?;
        let doubt = self.doubt(id)?;
        let found = first(
            self.connection,
            ACCEPTANCE,
            named_params! { ":id": id.blob() },
            |row| {
                let stage: String = row.get("stage")?;
                let (state, by_fold) = match stage.as_str() {
                    "proposed" => (AcceptanceState::Proposed, AcceptanceStage::Proposed),
                    "confirmed" => (AcceptanceState::Confirmed, AcceptanceStage::Confirmed),
                    "cancelled" => (AcceptanceState::Cancelled, AcceptanceStage::Cancelled),
                    _ => return Ok(None),
                };
                let activation_closed: bool = row.get("activation_closed")?;
                let proposed_by_name: Option<String> = row.get("proposed_by_name")?;
                Ok(Some(AcceptanceView {
                    document,
                    entry,
                    id,
                    offer: row.id("offer")?,
                    donor: row.id("donor")?,
                    donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                    state,
                    proposed_by: row.id("proposed_by")?,
                    proposed_by_name: proposed_by_name.unwrap_or_default(),
                    confirmed_by: row.maybe_id("confirmed_by")?,
                    confirmed_by_name: row.get("confirmed_by_name")?,
                    lines,
                    reduced: row.get("reduced")?,
                    conditions: row.get("conditions")?,
                    contested: doubt.contested,
                    after_withdrawal: doubt.after_withdrawal,
                    activation_closed,
                    cancellable: may_cancel(by_fold, answered, activation_closed),
                    moves,
                }))
            },
        )?;
        Ok(found.flatten())
    }
}

fn offer_line(row: &Row<'_>) -> rusqlite::Result<OfferLineView> {
    Ok(OfferLineView {
        id: row.id("id")?,
        text: row.get("text")?,
        group: row.maybe_id("group_id")?,
        group_names: row.maybe_json("group_names")?,
        item: row.maybe_id("item")?,
        item_names: row.maybe_json("item_names")?,
        unit: row.maybe_word("unit")?,
        quantity: StatedQuantity {
            value: row.get("quantity")?,
            qualifier: row.word("qualifier")?,
        },
        title: row.word("title")?,
        accepted: row.get("accepted")?,
        packaging: row.get("packaging")?,
        weight_g: row.get("weight_g")?,
        volume_dm3: row.get("volume_dm3")?,
        condition: row.maybe_word("condition")?,
        expiry: row.get("expiry")?,
    })
}

fn acceptance_line(row: &Row<'_>) -> rusqlite::Result<AcceptanceLineView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let site_name: Option<String> = row.get("site_name")?;
    Ok(AcceptanceLineView {
        id: row.id("id")?,
        offer_line: row.id("offer_line")?,
        item: row.id("item")?,
        item_code,
        item_names,
        unit,
        quantity: row.get("quantity")?,
        proposed: row.get("proposed")?,
        // Read line by line: over all of them SQLite would go through every answered line there is.
        received: 0,
        site: row.id("site")?,
        site_name: site_name.unwrap_or_default(),
    })
}
