//! What the reference fold says of the entries a file holds, and what its rows say, as lines of text that can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, NaiveDate};
use ledger::body::{Body, ReceiptPosted};
use ledger::fold::{
    AcceptanceStage, Balances, DocumentStage, DocumentState, ReservationStage, Stamped, Unit,
    acceptance, consignment, discrepancy, document, in_fold_order, offer, request, reservation,
    units,
};
use ledger::ids::{DeviceId, DiscrepancyId, PersonId};
use ledger::posting::{Condition, Node};
use ledger::quantity::MAX_EXACT;
use ledger::rules::receive::differences;
use proof::entry::Envelope;
use rusqlite::{Connection, Row};
use store::{Coded, Kept};
use uuid::Uuid;

use crate::world::{bare, unpacked};

type Lines = BTreeSet<String>;

fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("a word");
    value.as_str().unwrap_or("-").to_owned()
}

fn id(row: &Row<'_>, name: &str) -> String {
    let bytes: [u8; 16] = row.get(name).expect("an id");
    Uuid::from_bytes(bytes).to_string()
}

/// The node and the condition of a balance, in words.
pub fn place(row: &Row<'_>) -> (String, String) {
    let node: Vec<u8> = row.get("node").expect("bytes");
    let node = Node::of_kept(&node).expect("a node");
    let condition = Condition::of_code(row.get("condition").expect("a number"));
    (node.to_string(), word(&condition.expect("a condition")))
}

/// Every entry of a file that this program understands, in fold order.
pub fn held(folder: &Path) -> Vec<Stamped> {
    const ALL: &str = "SELECT stream.device, stream.scope, entry.seq, entry.bytes, entry.device_order, position.pos,
               position.quarantine
          FROM entry JOIN stream ON stream.id = entry.stream LEFT JOIN position ON position.entry = entry.id";
    let connection = bare(folder);
    let mut statement = connection.prepare(ALL).expect("prepared");
    let read = |row: &Row<'_>| {
        let bytes = unpacked(row.get_ref("bytes")?.as_blob()?).expect("a frame");
        let scope: String = row.get("scope")?;
        let device: [u8; 16] = row.get("device")?;
        let envelope = Envelope::parse(&bytes).expect("an entry");
        let body = Body::from_json(&envelope.kind, envelope.schema, envelope.body.get()).ok();
        let role = serde_json::from_value(serde_json::Value::String(envelope.role.clone()));
        Ok(body.map(|body| Stamped {
            device: DeviceId(Uuid::from_bytes(device)),
            scope: scope.parse().expect("a scope"),
            seq: envelope.seq,
            pos: row
                .get::<_, Option<i64>>("pos")
                .expect("a number")
                .map(i64::cast_unsigned),
            order: row
                .get::<_, i64>("device_order")
                .expect("a number")
                .cast_unsigned(),
            quarantined: row
                .get::<_, Option<String>>("quarantine")
                .expect("a text")
                .is_some(),
            person: PersonId(envelope.person),
            role: role.expect("a role"),
            recorded_at: DateTime::parse_from_rfc3339(&envelope.recorded_at)
                .expect("a time")
                .to_utc(),
            occurred_on: envelope.occurred_on.parse::<NaiveDate>().expect("a day"),
            reason: envelope.reason.clone(),
            body,
        }))
    };
    let rows = statement.query_map([], read).expect("run");
    let mut entries: Vec<Stamped> = rows.filter_map(|row| row.expect("read")).collect();
    in_fold_order(&mut entries);
    entries
}

/// What the reference fold says of some entries.
pub fn said(entries: &[Stamped]) -> Lines {
    let mut lines = balances(entries);
    let mut by_unit: BTreeMap<Unit, Vec<Stamped>> = BTreeMap::new();
    for stamped in entries {
        for unit in units(&stamped.body) {
            by_unit.entry(unit).or_default().push(stamped.clone());
        }
    }
    for (unit, entries) in &by_unit {
        of_unit(unit, entries, &mut lines);
    }
    lines
}

fn balances(entries: &[Stamped]) -> Lines {
    let balances = Balances::of(entries).expect("in range");
    let line = |(key, quantity): (&ledger::fold::StockKey, i64)| {
        // More than any shed holds stands at the bound of exact numbers.
        let quantity = quantity.clamp(-MAX_EXACT, MAX_EXACT);
        format!(
            "balance {} {} {} {quantity}",
            key.lot,
            key.node,
            word(&key.condition)
        )
    };
    balances.iter().map(line).collect()
}

fn of_unit(unit: &Unit, entries: &[Stamped], lines: &mut Lines) {
    if let Unit::Document(_) = unit {
        of_document(&document(entries), lines);
    } else if let Unit::Acceptance(id) = unit {
        let state = acceptance(entries);
        let stage = match state.stage {
            AcceptanceStage::Waiting => return,
            AcceptanceStage::Proposed => "proposed",
            AcceptanceStage::Confirmed => "confirmed",
            AcceptanceStage::Cancelled => "cancelled",
            AcceptanceStage::Quarantined => "quarantined",
        };
        lines.insert(format!("acceptance {id} {stage} {:?}", state.left));
    } else if let Unit::Offer(id) = unit {
        let state = offer(entries);
        if let (Some(_), Some(stage)) = (state.recorded, state.stage) {
            lines.insert(format!("offer {id} {}", word(&stage)));
        }
    } else if let Unit::Consignment(id) = unit {
        let state = consignment(entries);
        if let (Some(stage), Some(site)) = (state.stage, state.site) {
            let eta = state.eta.map(|day| day.to_string()).unwrap_or_default();
            lines.insert(format!("consignment {id} {} {site} {eta}", word(&stage)));
        }
    } else if let Unit::Discrepancy(id) = unit {
        let state = discrepancy(entries);
        let end = |stage: Option<_>| stage.map(|stage| word(&stage)).unwrap_or_default();
        let (site, office) = (end(state.by_site), end(state.by_coordination));
        lines.insert(format!(
            "settling {id} {} {site} {office}",
            word(&state.stage)
        ));
    } else if let Unit::Request(id) = unit {
        let state = request(entries);
        if let (Some(stage), Some(version)) = (state.stage, state.current()) {
            let version = version.body.version;
            lines.insert(format!("request {id} {version} {}", word(&stage)));
        }
    } else if let Unit::Reservation(id) = unit {
        let stage = match reservation(entries).stage {
            ReservationStage::Waiting => return,
            ReservationStage::Quarantined => "quarantined",
            ReservationStage::Standing => "posted",
            ReservationStage::Ended => "ended",
        };
        lines.insert(format!("reservation {id} {stage}"));
    }
}

fn of_document(state: &DocumentState, lines: &mut Lines) {
    let stage = match state.stage() {
        DocumentStage::Waiting => return,
        DocumentStage::Proposed => "proposed",
        DocumentStage::Posted => "posted",
        DocumentStage::Reversed => "reversed",
        DocumentStage::Quarantined => "quarantined",
    };
    if let Some((_, document)) = state.posted() {
        let reversal = state.reversed_by().map(|reversal| reversal.number.as_str());
        let reversal = reversal.unwrap_or_default();
        let kind = word(&document.kind());
        lines.insert(format!(
            "document {} {kind} {stage} {reversal}",
            document.id()
        ));
    }
    if let DocumentState::Receipt(receipt) = state
        && let (Some((_, body)), DocumentStage::Posted) = (&receipt.posted, receipt.stage)
    {
        let matched = receipt.matched.as_ref();
        let matched = matched.map(|one| one.body.acceptance.to_string());
        lines.insert(format!(
            "matched {} {}",
            body.id,
            matched.unwrap_or_default()
        ));
        lines.extend(differing(body, receipt.occurred_on));
        for one in receipt.consigned() {
            lines.insert(format!(
                "consigned {} {} {} {} {} {} {}",
                body.id, body.site, one.line, one.counted, one.stored, one.short, one.differs
            ));
        }
    }
}

/// The six ways in which a line differs from its paper.
fn differing(body: &ReceiptPosted, occurred_on: Option<NaiveDate>) -> Vec<String> {
    use ledger::body::DiscrepancyKind::{Damaged, Expired, Over, Refused, Short, WrongItem};
    let mut lines = Vec::new();
    for line in &body.lines {
        let counted = line.good + line.damaged + line.refused;
        let (short, over) = differences(line.expected, counted);
        let wrong = body.acceptance.is_some() && line.acceptance_line.is_none();
        let expired = line.expiry.zip(occurred_on).is_some_and(|(a, b)| a < b);
        let all = |holds: bool| if holds { counted } else { 0 };
        for (kind, quantity) in [
            (Over, over),
            (Short, short),
            (Damaged, line.damaged),
            (WrongItem, all(wrong)),
            (Expired, all(expired)),
            (Refused, line.refused),
        ] {
            if quantity > 0 {
                let id = DiscrepancyId::of(kind, line.id);
                lines.push(format!("discrepancy {id} {} {quantity}", word(&kind)));
            }
        }
    }
    lines
}

/// What the rows of a file say.
#[expect(
    clippy::too_many_lines,
    reason = "one query for every kind of line, read from top to bottom"
)]
pub fn shown(folder: &Path) -> Lines {
    let connection = bare(folder);
    let mut lines = Lines::new();
    let text = |row: &Row<'_>, name: &str| {
        let text: Option<String> = row.get(name).expect("a text");
        text.unwrap_or_default()
    };
    let number = |row: &Row<'_>, name: &str| row.get::<_, i64>(name).expect("a number");
    let mut take = |sql: &str, line: &dyn Fn(&Row<'_>) -> String| {
        lines.extend(query(&connection, sql, line));
    };
    take("SELECT * FROM balance", &|row| {
        let (node, condition) = place(row);
        let lot = id(row, "lot");
        format!(
            "balance {lot} {node} {condition} {}",
            number(row, "quantity")
        )
    });
    take("SELECT * FROM document WHERE kind NOT IN ('match', 'reversal', 'offer', 'acceptance', 'activation', 'decision',
              'allocation', 'stated_total', 'reservation', 'request', 'transport', 'consignment')", &|row| {
        let (kind, stage) = (text(row, "kind"), text(row, "stage"));
        format!("document {} {kind} {stage} {}", id(row, "id"), text(row, "reversed_by"))
    });
    take("SELECT id, stage, (SELECT '[' || coalesce(group_concat(quantity, ', '), '') || ']' FROM (
              SELECT quantity FROM acceptance_line WHERE acceptance = acceptance.id ORDER BY n)) AS left FROM acceptance",
        &|row| format!("acceptance {} {} {}", id(row, "id"), text(row, "stage"), text(row, "left")));
    take("SELECT * FROM offer WHERE posted", &|row| {
        format!("offer {} {}", id(row, "id"), text(row, "stage"))
    });
    take("SELECT * FROM consignment", &|row| {
        let (stage, site) = (text(row, "stage"), id(row, "site"));
        format!(
            "consignment {} {stage} {site} {}",
            id(row, "id"),
            text(row, "eta")
        )
    });
    take("SELECT * FROM discrepancy_state", &|row| {
        let (stage, site) = (text(row, "stage"), text(row, "by_site"));
        format!(
            "settling {} {stage} {site} {}",
            id(row, "id"),
            text(row, "by_coordination")
        )
    });
    take("SELECT * FROM request", &|row| {
        format!(
            "request {} {} {}",
            id(row, "id"),
            number(row, "version"),
            text(row, "stage")
        )
    });
    take("SELECT * FROM reservation", &|row| {
        format!("reservation {} {}", id(row, "id"), text(row, "stage"))
    });
    take(
        "SELECT id, lower(hex(matched)) AS matched FROM receipt WHERE stage = 'posted'",
        &|row| {
            let hex = text(row, "matched");
            let matched = Uuid::parse_str(&hex).map(|id| id.to_string());
            format!("matched {} {}", id(row, "id"), matched.unwrap_or_default())
        },
    );
    take("SELECT * FROM consigned", &|row| {
        let (counted, stored) = (number(row, "counted"), number(row, "stored"));
        let (short, differs) = (number(row, "short"), number(row, "differs") == 1);
        let of = [
            id(row, "receipt"),
            id(row, "site"),
            id(row, "consignment_line"),
        ];
        format!(
            "consigned {} {counted} {stored} {short} {differs}",
            of.join(" ")
        )
    });
    take("SELECT * FROM discrepancy", &|row| {
        format!(
            "discrepancy {} {} {}",
            id(row, "id"),
            text(row, "kind"),
            number(row, "quantity")
        )
    });
    lines
}

fn query(connection: &Connection, sql: &str, line: &dyn Fn(&Row<'_>) -> String) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect("prepared");
    let rows = statement.query_map([], |row| Ok(line(row))).expect("run");
    rows.map(|row| row.expect("read")).collect()
}
