//! The chain from activation to discrepancy: folds by example, rules as tables.

mod folds;
mod moves;
mod offered;
mod rules;

use ledger::body::{
    AcceptanceReduced, AcceptanceStep, ActivationRecorded, ActivationStart, Body, CoFinancing,
    ConsignmentAnnounced, ConsignmentLine, ConsignmentStep, DiscrepancyKind, HandlingUnit,
    Organiser, Priority, RecordMove, ReducedLine, RequestLine, RequestRecorded, StageMoved,
    TransportPlanned,
};
use ledger::fold;
use ledger::fold::{AcceptanceStage, Moved, Stamped, Why, contested};
use ledger::ids::*;
use ledger::quantity::StatedQuantity;
use ledger::rules::{closure, consign, reduce, request, stage, transport};
use ledger::scope::Scope;
use ledger::stages::{
    ActivationStage, ConsignmentStage, DiscrepancyStage, OfferStage, RequestStage, TransportStage,
};

use crate::world::{
    by, check, day, entry, given, number, outcome, proposal, quarantined, stamp, uuid,
};

fn moved(id: &str, record: RecordMove) -> StageMoved {
    StageMoved {
        id: MoveId(uuid(id)),
        record,
    }
}

fn activation(stage: Option<ActivationStart>) -> ActivationRecorded {
    ActivationRecorded {
        id: ActivationId(uuid("activation")),
        requesting_state: PartyId(uuid("lithuania")),
        ucpm_number: None,
        hazard: "migration pressure".to_owned(),
        requested_on: day("2021-07-15"),
        source: None,
        stage,
        glide: None,
        note: None,
    }
}

fn activate(to: ActivationStage) -> RecordMove {
    RecordMove::Activation {
        id: ActivationId(uuid("activation")),
        to,
    }
}

fn version(version: u32) -> RequestRecorded {
    RequestRecorded {
        id: RequestId(uuid("request")),
        activation: ActivationId(uuid("activation")),
        version,
        title: format!("version {version}"),
        lines: vec![RequestLine {
            id: RequestLineId(uuid("request line")),
            text: "Heated tents".to_owned(),
            group: None,
            item: None,
            quantity: StatedQuantity::not_stated(),
            unit: None,
            priority: Priority::Urgent,
            needed_by: None,
            site: None,
            entry_point: Some("Vilnius airport".to_owned()),
            specification: None,
        }],
        reference: None,
    }
}

fn ask(to: RequestStage) -> RecordMove {
    RecordMove::Request {
        id: RequestId(uuid("request")),
        to,
    }
}

fn accepted() -> Body {
    let mut body = proposal();
    body.lines = vec![ledger::body::AcceptanceLine {
        id: AcceptanceLineId(uuid("al-1")),
        offer_line: OfferLineId(uuid("ol-1")),
        item: ItemId(uuid("blankets")),
        quantity: 500,
        site: SiteId(uuid("pabrade")),
        offered: None,
    }];
    body.into()
}

fn reduction(id: &str, line: &str, quantity: i64) -> AcceptanceReduced {
    AcceptanceReduced {
        id: ReductionId(uuid(id)),
        acceptance: AcceptanceId(uuid("acceptance")),
        lines: vec![ReducedLine {
            acceptance_line: AcceptanceLineId(uuid(line)),
            quantity,
        }],
    }
}

fn consignment(lines: &str) -> ConsignmentAnnounced {
    let line = |(at, text): (usize, &str)| {
        let words: Vec<&str> = text.split_whitespace().collect();
        ConsignmentLine {
            id: ConsignmentLineId(uuid(&format!("consignment line {at}"))),
            acceptance_line: AcceptanceLineId(uuid(words[0])),
            item: ItemId(uuid(words[1])),
            quantity: number(words[2]),
            packed: None,
        }
    };
    ConsignmentAnnounced {
        id: ConsignmentId(uuid("consignment")),
        acceptance: AcceptanceId(uuid("acceptance")),
        donor: PartyId(uuid("czechia")),
        site: SiteId(uuid("pabrade")),
        transport: None,
        waybill: None,
        vehicle: None,
        dispatch_point: None,
        eta: None,
        lines: lines.split(',').enumerate().map(line).collect(),
        units: Vec::new(),
    }
}
