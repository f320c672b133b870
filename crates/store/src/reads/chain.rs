//! Requests, transports, wordings, and the moves of every record.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ledger::body::{Body, DocumentKind, RecordMove, ReducedLine, RequestRecorded};
use ledger::fold::{self, Unit};
use ledger::ids::{
    AcceptanceId, ItemGroupId, ItemId, MoveId, OfferId, OfferLineId, ReductionId, RequestId,
    TransportId,
};
use ledger::quantity::StatedQuantity;
use ledger::rules::stage::{offered, offered_to_transport};
use ledger::stages::{RequestStage, TransportDates};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::kept::Kept;
use crate::reads::Reads;
use crate::reads::facts::{day, maybe_day};
use crate::row::{Columns, Id, count, first, number, rows, statements};
use crate::total_units::total_units;
use crate::view::{MoveView, RequestLineView, RequestVersionView, RequestView, TransportView};

statements! {
    MOVES = "SELECT stage_move.id, stage_move.stage, stage_move.record, stage_move.why, stage_move.person,
                    person.name AS person_name, stage_move.occurred_on, stage_move.recorded_at, stage_move.reason
             FROM stage_move LEFT JOIN person ON person.id = stage_move.person
             WHERE stage_move.unit = :unit ORDER BY stage_move.n";
    MOVED = "SELECT record, occurred_on, reason FROM stage_move WHERE id = :id ORDER BY unit, n LIMIT 1";
    OFFER_OF = "SELECT offer, entry FROM acceptance WHERE id = :id";
    TAKEN = include_str!("taken.sql");
    WITHDRAWN_BEFORE = include_str!("withdrawn_before.sql");
    REQUESTS = "SELECT request.id FROM request CROSS JOIN document ON document.id = request.id AND document.kind = 'request'
                ORDER BY document.occurred_on DESC, document.recorded_at DESC, request.id";
    REQUEST = "SELECT activation, version, stage, title, reference,
                      coalesce((SELECT activation.stage FROM activation WHERE activation.id = request.activation), '')
                        = 'closed' AS activation_closed
               FROM request WHERE id = :id";
    VERSIONS = "SELECT request_version.n, request_version.version, request_version.title, request_version.why,
                       person.name AS person_name, request_version.occurred_on, request_version.recorded_at
                FROM request_version LEFT JOIN person ON person.id = request_version.person
                WHERE request_version.request = :id ORDER BY request_version.n";
    REQUEST_LINES = include_str!("request_lines.sql");
    TRANSPORTS = "SELECT transport.id FROM transport
                  CROSS JOIN document ON document.id = transport.id AND document.kind = 'transport'
                  ORDER BY document.occurred_on DESC, document.recorded_at DESC, transport.id";
    TRANSPORT = "SELECT transport.*, party.names AS donor_names,
                        (SELECT count(*) FROM consignment WHERE consignment.transport = transport.id) AS consignments,
                        coalesce((SELECT activation.stage FROM activation WHERE activation.id = transport.activation), '')
                          = 'closed' AS activation_closed
                 FROM transport LEFT JOIN party ON party.id = transport.donor WHERE transport.id = :id";
    SYNONYMS = "SELECT id, text, language, group_id, item FROM synonym ORDER BY text, language, id";
}

/// A move that was made before, under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub record: RecordMove,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
}

/// What a donor's words mean, as somebody confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymRow {
    pub text: String,
    pub language: String,
    pub group: ItemGroupId,
    pub item: Option<ItemId>,
}

/// What a merge has made doubtful about an acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Doubt {
    pub contested: bool,
    pub after_withdrawal: bool,
}

/// What is taken of the lines of an offer that do not suffice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Beyond {
    /// Acceptances with their base units of these lines, in fold order.
    pub taken: Vec<(AcceptanceId, i64)>,
    /// Those that do not fit.
    pub contested: BTreeSet<AcceptanceId>,
}

impl Reads<'_> {
    /// Every move of a record, in fold order.
    pub(crate) fn moves_of(&self, unit: &Unit) -> Result<Vec<MoveView>, StoreError> {
        let params = named_params! { ":unit": unit.kept() };
        rows(self.connection, MOVES, params, move_view)
    }

    /// The move made under an id, if one was.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn moved(&self, id: MoveId) -> Result<Option<Moved>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        first(self.connection, MOVED, params, |row| {
            Ok(Moved {
                record: row.json("record")?,
                occurred_on: day(row, "occurred_on")?,
                reason: row.get("reason")?,
            })
        })
    }

    /// Whether acceptances before it left enough, and whether the donor had withdrawn.
    pub(crate) fn doubt(&self, id: AcceptanceId) -> Result<Doubt, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = first(self.connection, OFFER_OF, params, |row| {
            Ok((
                row.id::<OfferId>("offer")?,
                row.get::<_, Option<i64>>("entry")?,
            ))
        })?;
        let Some((offer, entry)) = found else {
            return Ok(Doubt::default());
        };
        let params = named_params! {
            ":unit": Unit::Offer(offer).kept(),
            ":entry": entry,
        };
        let withdrawn = number(self.connection, WITHDRAWN_BEFORE, params)? > 0;
        Ok(Doubt {
            contested: self.out_of_planning(offer)?.contains(&id),
            after_withdrawal: withdrawn && !self.donor_confirmed(id)?,
        })
    }

    /// Whether the donor had withdrawn an offer before the acceptance, whatever was settled since.
    pub(crate) fn was_withdrawn(&self, offer: OfferId, entry: i64) -> Result<bool, StoreError> {
        let params = named_params! {
            ":unit": Unit::Offer(offer).kept(),
            ":entry": entry,
        };
        Ok(number(self.connection, WITHDRAWN_BEFORE, params)? > 0)
    }

    /// The acceptances that take of lines of an offer of which more was accepted than there is.
    pub(crate) fn taken_beyond(&self, offer: OfferId) -> Result<Beyond, StoreError> {
        let params = named_params! { ":offer": offer.blob() };
        let taken = rows(self.connection, TAKEN, params, |row| {
            let offered = StatedQuantity {
                value: row.get("offered")?,
                qualifier: row.word("qualifier")?,
            };
            Ok((
                row.id::<OfferLineId>("offer_line")?,
                offered.ceiling(),
                (row.id::<AcceptanceId>("acceptance")?, row.get("quantity")?),
            ))
        })?;
        let lines: BTreeMap<OfferLineId, Option<i64>> =
            taken.iter().map(|(line, most, _)| (*line, *most)).collect();
        let mut beyond = Beyond::default();
        for (line, most) in lines {
            let of_line: Vec<(AcceptanceId, i64)> = taken
                .iter()
                .filter(|(one, _, _)| *one == line)
                .map(|(_, _, one)| *one)
                .collect();
            let contested = fold::contested(most, &of_line);
            if contested.is_empty() {
                continue;
            }
            beyond.contested.extend(contested);
            for (acceptance, quantity) in of_line {
                match beyond.taken.iter_mut().find(|(one, _)| *one == acceptance) {
                    Some((_, sum)) => *sum = total_units([*sum, quantity]),
                    None => beyond.taken.push((acceptance, quantity)),
                }
            }
        }
        Ok(beyond)
    }

    /// Every request, newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn requests(&self) -> Result<Vec<RequestView>, StoreError> {
        let ids = rows(self.connection, REQUESTS, &[], |row| {
            row.id::<RequestId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.request(id).transpose())
            .collect()
    }

    /// A request opened, with all its versions.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn request(&self, id: RequestId) -> Result<Option<RequestView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Request)? else {
            return Ok(None);
        };
        let moves = self.moves_of(&Unit::Request(id))?;
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, VERSIONS, params, version)?;
        let mut versions = Vec::with_capacity(found.len());
        for (v, version) in found {
            let lines = self.request_lines(id, Some(v))?;
            versions.push(RequestVersionView { lines, ..version });
        }
        let lines = self.request_lines(id, None)?;
        first(self.connection, REQUEST, params, |row| {
            let stage: RequestStage = row.word("stage")?;
            // Only a new version amends.
            let by_hand = |stage: &RequestStage| *stage != RequestStage::Amended;
            let activation_closed: bool = row.get("activation_closed")?;
            let next = offered(stage, activation_closed).into_iter();
            Ok(RequestView {
                document,
                entry,
                id,
                activation: row.id("activation")?,
                version: row.get("version")?,
                stage,
                next: next.filter(by_hand).collect(),
                activation_closed,
                title: row.get("title")?,
                reference: row.get("reference")?,
                lines,
                versions,
                moves,
            })
        })
    }

    /// Lines of one version by its place, or of the version that stands.
    fn request_lines(
        &self,
        id: RequestId,
        v: Option<i64>,
    ) -> Result<Vec<RequestLineView>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":v": v };
        rows(self.connection, REQUEST_LINES, params, request_line)
    }

    /// What one counted version of a request says.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn request_version(
        &self,
        id: RequestId,
        version: u32,
    ) -> Result<Option<RequestRecorded>, StoreError> {
        let held = load::unit(self.connection, &Unit::Request(id))?;
        let state = fold::request(&load::stamped(&held));
        let found = state.versions.into_iter();
        Ok(found
            .filter(|one| one.why.is_none() && one.body.version == version)
            .map(|one| one.body)
            .next())
    }

    /// The lines of a reduction of an acceptance that was recorded before, under its id.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn reduced(
        &self,
        acceptance: AcceptanceId,
        id: ReductionId,
    ) -> Result<Option<Vec<ReducedLine>>, StoreError> {
        let held = load::unit(self.connection, &Unit::Acceptance(acceptance))?;
        Ok(held.iter().find_map(|one| {
            if let Body::AcceptanceReduced(body) = &one.stamped.body {
                (body.id == id).then(|| body.lines.clone())
            } else {
                None
            }
        }))
    }

    /// Every transport, newest first, with what endangers its co-financing on a day.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn transports(&self, today: NaiveDate) -> Result<Vec<TransportView>, StoreError> {
        let ids = rows(self.connection, TRANSPORTS, &[], |row| {
            row.id::<TransportId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.transport(id, today).transpose())
            .collect()
    }

    /// A transport opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn transport(
        &self,
        id: TransportId,
        today: NaiveDate,
    ) -> Result<Option<TransportView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Transport)? else {
            return Ok(None);
        };
        let moves = self.moves_of(&Unit::Transport(id))?;
        let params = named_params! { ":id": id.blob() };
        first(self.connection, TRANSPORT, params, |row| {
            let dates = TransportDates {
                planned_start: maybe_day(row, "planned_start")?,
                notified_on: maybe_day(row, "notified_on")?,
                started_on: maybe_day(row, "started_on")?,
                ended_on: maybe_day(row, "ended_on")?,
                applied_on: maybe_day(row, "applied_on")?,
            };
            let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            let (stage, activation_closed) = (row.word("stage")?, row.get("activation_closed")?);
            Ok(TransportView {
                document,
                entry,
                id,
                activation: row.id("activation")?,
                donor: row.id("donor")?,
                donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                organiser: row.word("organiser")?,
                title: row.get("title")?,
                stage,
                next: offered_to_transport(stage, dates.applied_on.is_some(), activation_closed),
                activation_closed,
                planned_start: text(dates.planned_start),
                notified_on: text(dates.notified_on),
                started_on: text(dates.started_on),
                ended_on: text(dates.ended_on),
                applied_on: text(dates.applied_on),
                apply_by: text(dates.apply_by()),
                percent: row.get("percent")?,
                legal_basis: row.get("legal_basis")?,
                warnings: dates.warnings(today),
                consignments: count(row.get("consignments")?),
                moves,
            })
        })
    }

    /// Every remembered wording.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn synonyms(&self) -> Result<Vec<SynonymRow>, StoreError> {
        rows(self.connection, SYNONYMS, &[], |row| {
            Ok(SynonymRow {
                text: row.get("text")?,
                language: row.get("language")?,
                group: row.id("group_id")?,
                item: row.maybe_id("item")?,
            })
        })
    }
}

fn move_view(row: &Row<'_>) -> rusqlite::Result<MoveView> {
    let why: Option<String> = row.get("why")?;
    let person_name: Option<String> = row.get("person_name")?;
    Ok(MoveView {
        id: row.id("id")?,
        stage: row.get("stage")?,
        record: row.json("record")?,
        counted: why.is_none(),
        why,
        person: row.id("person")?,
        person_name: person_name.unwrap_or_default(),
        occurred_on: row.get("occurred_on")?,
        recorded_at: row.get("recorded_at")?,
        reason: row.get("reason")?,
    })
}

fn version(row: &Row<'_>) -> rusqlite::Result<(i64, RequestVersionView)> {
    let why: Option<String> = row.get("why")?;
    let person_name: Option<String> = row.get("person_name")?;
    let view = RequestVersionView {
        version: row.get("version")?,
        title: row.get("title")?,
        counted: why.is_none(),
        why,
        person_name: person_name.unwrap_or_default(),
        occurred_on: row.get("occurred_on")?,
        recorded_at: row.get("recorded_at")?,
        lines: Vec::new(),
    };
    Ok((row.get("n")?, view))
}

fn request_line(row: &Row<'_>) -> rusqlite::Result<RequestLineView> {
    Ok(RequestLineView {
        id: row.id("id")?,
        text: row.get("text")?,
        group: row.maybe_id("group_id")?,
        group_names: row.maybe_json("group_names")?,
        item: row.maybe_id("item")?,
        item_names: row.maybe_json("item_names")?,
        quantity: StatedQuantity {
            value: row.get("quantity")?,
            qualifier: row.word("qualifier")?,
        },
        unit: row.get("unit")?,
        priority: row.word("priority")?,
        needed_by: row.get("needed_by")?,
        site: row.maybe_id("site")?,
        site_name: row.get("site_name")?,
        entry_point: row.get("entry_point")?,
        specification: row.get("specification")?,
    })
}
