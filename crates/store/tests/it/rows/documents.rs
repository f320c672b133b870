//! The row that every document has, whatever its kind, and the packs in which its lines were counted.

use std::collections::BTreeSet;

use ledger::body::{Body, DocumentKind, PackedLine, packed_lines};
use ledger::fold::{
    AcceptanceStage, DocumentStage, DocumentState, EntryRef, MatchStage, ReceiptState,
    ReservationStage, Reversal, Stamped, Unit, acceptance, consignment, request, reservation,
};
use ledger::ids::{DocumentId, PartyId, SiteId};
use ledger::quantity::MAX_EXACT;
use store::Coded;

use super::Lines;
use super::coordination::{shown_of, stage_of};
use super::line::Line;
use super::said::Said;

pub const TABLES: &[&str] = &["document", "packed_line"];

pub fn say(said: &Said, lines: &mut Lines) {
    for (unit, entries) in &said.units {
        match unit {
            Unit::Document(id) => {
                let mut rows = Rows::of(unit, entries);
                of_goods(&mut rows, &said.documents[id]);
                rows.put(lines);
                packed_goods(unit, &said.documents[id], lines);
            }
            _ => record(unit, entries, lines),
        }
    }
}

/// What a list shows of a document.
struct Shown<'a> {
    id: DocumentId,
    kind: DocumentKind,
    stage: &'static str,
    number: &'a str,
    site: Option<SiteId>,
    party: Option<PartyId>,
    lines: usize,
}

/// The documents of one unit. Of two with one id the first keeps its row.
struct Rows<'a> {
    unit: &'a Unit,
    entries: &'a [Stamped],
    rows: Vec<Line>,
    known: BTreeSet<(DocumentKind, DocumentId)>,
}

impl<'a> Rows<'a> {
    fn of(unit: &'a Unit, entries: &'a [Stamped]) -> Self {
        Self {
            unit,
            entries,
            rows: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    fn add(&mut self, entry: EntryRef, shown: &Shown<'_>, reversal: Option<&Reversal>) {
        if !self.known.insert((shown.kind, shown.id)) {
            return;
        }
        let mut entries = self.entries.iter();
        let stamped = entries.find(|one| one.entry() == entry).expect("here");
        let row = Line::new("document")
            .with("unit", self.unit.to_string())
            .with("id", shown.id)
            .with("kind", shown.kind)
            .with("stage", shown.stage)
            .with("number", shown.number)
            .with("site", shown.site)
            .with("party", shown.party)
            .with("lines", shown.lines)
            .with("occurred_on", stamped.occurred_on.code())
            .with("recorded_at", stamped.recorded_at.code())
            .with("person", stamped.person)
            .with("reversed_by", reversal.map(|one| &one.number))
            .with("reversal_reason", reversal.map(|one| &one.reason));
        self.rows.push(row);
    }

    fn put(self, lines: &mut Lines) {
        for row in self.rows {
            row.put(lines);
        }
    }
}

fn standing(stamped: &Stamped) -> &'static str {
    if stamped.quarantined {
        "quarantined"
    } else {
        "posted"
    }
}

/// Documents that move no goods: one a unit.
fn record(unit: &Unit, entries: &[Stamped], lines: &mut Lines) {
    let mut rows = Rows::of(unit, entries);
    match unit {
        Unit::Acceptance(_) => of_acceptance(&mut rows),
        Unit::Request(_) => of_request(&mut rows),
        Unit::Reservation(_) => of_reservation(&mut rows),
        Unit::Consignment(_) => of_consignment(&mut rows, lines),
        _ => {
            if let Some(stamped) = shown_of(entries) {
                of_record(&mut rows, stamped);
            }
        }
    }
    rows.put(lines);
}

fn of_record(rows: &mut Rows<'_>, stamped: &Stamped) {
    let shown = |id, kind, number, party, lines| Shown {
        id,
        kind,
        stage: standing(stamped),
        number,
        site: None,
        party,
        lines,
    };
    let shown = match &stamped.body {
        Body::ActivationRecorded(body) => {
            let number = body.ucpm_number.as_deref().unwrap_or(&body.hazard);
            let party = Some(body.requesting_state);
            shown(body.id.into(), DocumentKind::Activation, number, party, 0)
        }
        Body::OfferReceived(body) => {
            let first = body.lines.first().map(|line| line.text.as_str());
            let number = body.reference.as_deref().or(first).unwrap_or_default();
            let (party, lines) = (Some(body.donor), body.lines.len());
            shown(body.id.into(), DocumentKind::Offer, number, party, lines)
        }
        Body::TransportPlanned(body) => {
            let party = Some(body.donor);
            shown(
                body.id.into(),
                DocumentKind::Transport,
                &body.title,
                party,
                0,
            )
        }
        Body::DecisionRecorded(body) => {
            let party = body.beneficiary;
            shown(
                body.id.into(),
                DocumentKind::Decision,
                &body.title,
                party,
                0,
            )
        }
        Body::AllocationRecorded(body) => {
            let (number, party) = (&body.purpose, body.recipient);
            shown(body.id.into(), DocumentKind::Allocation, number, party, 0)
        }
        Body::StatedTotalRecorded(body) => shown(
            body.id.into(),
            DocumentKind::StatedTotal,
            &body.title,
            None,
            0,
        ),
        _ => return,
    };
    rows.add(stamped.entry(), &shown, None);
}

fn of_acceptance(rows: &mut Rows<'_>) {
    let state = acceptance(rows.entries);
    if let (Some((entry, body)), false) = (&state.proposed, state.stage == AcceptanceStage::Waiting)
    {
        let shown = Shown {
            id: body.id.into(),
            kind: DocumentKind::Acceptance,
            stage: stage_of(state.stage),
            number: "",
            site: body.lines.first().map(|line| line.site),
            party: Some(body.donor),
            lines: body.lines.len(),
        };
        rows.add(*entry, &shown, None);
    }
}

/// Its title and lines are those of the version that stands, its day and person those of the first one that counts.
fn of_request(rows: &mut Rows<'_>) {
    let state = request(rows.entries);
    let Some(version) = state.current().or(state.versions.first()) else {
        return;
    };
    let first = state.versions.iter().find(|one| one.why.is_none());
    let entry = first.unwrap_or(version).entry;
    let quarantined = rows
        .entries
        .iter()
        .any(|one| one.entry() == entry && one.quarantined);
    let shown = Shown {
        id: version.body.id.into(),
        kind: DocumentKind::Request,
        stage: match (state.stage, quarantined) {
            (Some(_), _) => "posted",
            (None, true) => "quarantined",
            (None, false) => "waiting",
        },
        number: &version.body.title,
        site: None,
        party: None,
        lines: version.body.lines.len(),
    };
    rows.add(entry, &shown, None);
}

fn of_reservation(rows: &mut Rows<'_>) {
    let state = reservation(rows.entries);
    let Some((entry, body)) = &state.made else {
        return;
    };
    let shown = Shown {
        id: body.id.into(),
        kind: DocumentKind::Reservation,
        stage: match state.stage {
            ReservationStage::Waiting | ReservationStage::Quarantined => "quarantined",
            ReservationStage::Standing => "posted",
            ReservationStage::Ended => "ended",
        },
        number: &body.number,
        site: Some(body.site),
        party: None,
        lines: body.lines.len(),
    };
    rows.add(*entry, &shown, None);
}

fn of_consignment(rows: &mut Rows<'_>, lines: &mut Lines) {
    let Some(stamped) = shown_of(rows.entries) else {
        return;
    };
    let Body::ConsignmentAnnounced(body) = &stamped.body else {
        return;
    };
    let number = body.waybill.as_deref().or(body.vehicle.as_deref());
    let shown = Shown {
        id: body.id.into(),
        kind: DocumentKind::Consignment,
        stage: standing(stamped),
        number: number.unwrap_or_default(),
        site: consignment(rows.entries).site.or(Some(body.site)),
        party: Some(body.donor),
        lines: body.lines.len(),
    };
    rows.add(stamped.entry(), &shown, None);
    if !stamped.quarantined {
        packed(rows.unit, &packed_lines(&stamped.body), lines);
    }
}

pub fn stage_word(stage: DocumentStage) -> &'static str {
    match stage {
        DocumentStage::Waiting => "waiting",
        DocumentStage::Proposed => "proposed",
        DocumentStage::Posted => "posted",
        DocumentStage::Reversed => "reversed",
        DocumentStage::Quarantined => "quarantined",
    }
}

fn of_goods(rows: &mut Rows<'_>, state: &DocumentState) {
    let mut counted: Vec<EntryRef> = state.reversed_by().iter().map(|one| one.entry).collect();
    if let Some((entry, document)) = state.posted() {
        let shown = Shown {
            id: document.id(),
            kind: document.kind(),
            stage: stage_word(state.stage()),
            number: document.number(),
            site: Some(document.site()),
            party: document.party(),
            lines: document.lines(),
        };
        rows.add(entry, &shown, state.reversed_by());
    }
    if let DocumentState::Receipt(receipt) = state {
        of_matches(rows, receipt, &mut counted);
    }
    of_reversals(rows, state, &counted);
}

/// Matches of a receipt that is here, each a document of its own.
fn of_matches(rows: &mut Rows<'_>, receipt: &ReceiptState, counted: &mut Vec<EntryRef>) {
    let Some((_, body)) = &receipt.posted else {
        return;
    };
    for one in &receipt.matches {
        counted.extend(one.withdrawn_by.iter().map(|by| by.entry));
        let shown = Shown {
            id: one.body.id.into(),
            kind: DocumentKind::Match,
            stage: match one.stage {
                MatchStage::Standing => "posted",
                MatchStage::Withdrawn => "reversed",
                MatchStage::Late => "ignored",
                MatchStage::Waiting => "waiting",
            },
            number: &body.number,
            site: Some(body.site),
            party: Some(body.donor),
            lines: one.body.lines.len(),
        };
        rows.add(one.entry, &shown, one.withdrawn_by.as_ref());
    }
}

/// Every reversal, whether it counts or came too late.
fn of_reversals(rows: &mut Rows<'_>, state: &DocumentState, counted: &[EntryRef]) {
    // What nothing says yet the document of is told by the entries alone.
    if let DocumentState::Waiting(_) = state {
        return;
    }
    let posted = state.posted();
    for stamped in rows.entries {
        if let Body::DocumentReversed(body) = &stamped.body {
            let shown = Shown {
                id: body.id.into(),
                kind: DocumentKind::Reversal,
                stage: if stamped.quarantined {
                    "quarantined"
                } else if counted.contains(&stamped.entry()) {
                    "posted"
                } else if posted.is_none() {
                    "waiting"
                } else {
                    "ignored"
                },
                number: &body.number,
                site: posted
                    .map(|(_, document)| document.site())
                    .or(Some(body.site)),
                party: posted.and_then(|(_, document)| document.party()),
                lines: 0,
            };
            rows.add(stamped.entry(), &shown, None);
        }
    }
}

fn packed_goods(unit: &Unit, state: &DocumentState, lines: &mut Lines) {
    let body = match state {
        DocumentState::Receipt(receipt) => {
            let posted = receipt.posted.as_ref();
            posted.map(|(_, body)| Body::from(body.clone()))
        }
        DocumentState::Plain(plain) => plain.posted.as_ref().map(|(_, body)| body.clone()),
        DocumentState::Waiting(_) => None,
    };
    if let Some(body) = body {
        packed(unit, &packed_lines(&body), lines);
    }
}

fn packed(unit: &Unit, packed: &[PackedLine], lines: &mut Lines) {
    for line in packed {
        let (packs, loose) = line.packed.exact().unzip();
        if (0..=MAX_EXACT).contains(&line.quantity) {
            Line::new("packed_line")
                .with("unit", unit.to_string())
                .with("n", line.n)
                .with("lot", line.lot)
                .with("item", line.item)
                .with("packaging", line.packed.packaging)
                .with("packs", packs)
                .with("loose", loose)
                .with("units", line.quantity)
                .put(lines);
        }
    }
}
