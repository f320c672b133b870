//! What the reference fold says of the entries a file holds, and what its rows say, as lines of text that can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, NaiveDate};
use ledger::body::{
    Body, PackedLine, ReceiptPosted, RemainingStock, packed_in_receipt, packed_lines,
};
use ledger::fold::{
    AcceptanceStage, Balances, DocumentStage, DocumentState, ReservationStage, SignedList, Stamped,
    Titles, Unit, acceptance, consignment, discrepancy, document, explanations, offer, request,
    reservation, signed_lists, units,
};
use ledger::ids::{
    AcceptanceLineId, ActivationId, ConsignmentLineId, DeviceId, DiscrepancyId, PersonId,
};
use ledger::posting::{Condition, Node};
use ledger::quantity::MAX_EXACT;
use ledger::route::stands;
use ledger::rules::receive::differences;
use ledger::stages::ConsignmentStage;
use proof::entry::{Envelope, Saw};
use rusqlite::{Connection, Row};
use store::{Coded, Kept};
use uuid::Uuid;

use crate::central::{SERVER, id as id_of};
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
    let held = held_with_what_they_saw(folder).into_iter();
    held.map(|(stamped, _)| stamped).collect()
}

/// The same with what each author knew.
pub fn held_with_what_they_saw(folder: &Path) -> Vec<(Stamped, Saw)> {
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
        let stamped = body.map(|body| Stamped {
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
        });
        Ok(stamped.map(|stamped| (judged(stamped), envelope.saw)))
    };
    let rows = statement.query_map([], read).expect("run");
    let mut entries: Vec<(Stamped, Saw)> = rows.filter_map(|row| row.expect("read")).collect();
    entries.sort_by_key(|(stamped, _)| stamped.fold_key());
    entries
}

/// What the server took of a device that may not write it there counts no more than what it quarantined.
fn judged(mut stamped: Stamped) -> Stamped {
    let by_device = stamped.device != DeviceId(id_of(SERVER.into()));
    let misplaced = !stands(&stamped.body, stamped.scope, stamped.role);
    stamped.quarantined |= stamped.pos.is_some() && by_device && misplaced;
    stamped
}

/// What the reference fold says of some entries.
pub fn said(entries: &[Stamped]) -> Lines {
    let mut lines = balances(entries);
    lines.extend(titles(entries));
    let mut by_unit: BTreeMap<Unit, Vec<Stamped>> = BTreeMap::new();
    for stamped in entries {
        for unit in units(&stamped.body) {
            by_unit.entry(unit).or_default().push(stamped.clone());
        }
    }
    for (unit, entries) in &by_unit {
        of_unit(unit, entries, &mut lines);
    }
    lines.extend(announced_beyond(&by_unit));
    lines
}

/// Of which acceptance lines consignments carry more than is accepted. A consignment that is over carries what was counted
/// of it.
fn announced_beyond(by_unit: &BTreeMap<Unit, Vec<Stamped>>) -> Lines {
    let mut counted: BTreeMap<ConsignmentLineId, i128> = BTreeMap::new();
    for (unit, entries) in by_unit {
        if let Unit::Document(_) = unit
            && let DocumentState::Receipt(state) = document(entries)
        {
            for one in state.consigned() {
                *counted.entry(one.line).or_default() += i128::from(one.counted);
            }
        }
    }
    let mut announced: BTreeMap<AcceptanceLineId, i128> = BTreeMap::new();
    for (unit, entries) in by_unit {
        if let Unit::Consignment(_) = unit
            && let state = consignment(entries)
            && let (Some((_, body)), Some(stage)) = (state.recorded, state.stage)
        {
            let over = [
                ConsignmentStage::Closed,
                ConsignmentStage::Returned,
                ConsignmentStage::Lost,
            ];
            for line in body.lines.iter().filter(|line| line.quantity > 0) {
                let came = counted.get(&line.id).copied().unwrap_or_default();
                let takes = i128::from(line.quantity);
                let takes = if over.contains(&stage) {
                    takes.min(came)
                } else {
                    takes
                };
                *announced.entry(line.acceptance_line).or_default() += takes;
            }
        }
    }
    let mut lines = Lines::new();
    for (unit, entries) in by_unit {
        if let Unit::Acceptance(id) = unit
            && let state = acceptance(entries)
            && let Some((_, body)) = &state.proposed
            && state.stage != AcceptanceStage::Quarantined
        {
            let mut accepted: BTreeMap<AcceptanceLineId, i128> = BTreeMap::new();
            let given_up = state.stage == AcceptanceStage::Cancelled;
            for (line, left) in body.lines.iter().zip(&state.left) {
                if line.quantity > 0 {
                    let left = if given_up { 0 } else { i128::from(*left) };
                    *accepted.entry(line.id).or_default() += left;
                }
            }
            for (line, accepted) in accepted {
                let most = i128::from(MAX_EXACT);
                let sum = announced.get(&line).copied().unwrap_or_default().min(most);
                let accepted = accepted.min(most);
                if sum > accepted {
                    lines.insert(format!("beyond {id} {line} {accepted} {sum}"));
                }
            }
        }
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

/// What each party took over less what it handed on.
fn titles(entries: &[Stamped]) -> Lines {
    let titles = Titles::of(entries);
    let of_lot = |(lot, title): (ledger::ids::LotId, &ledger::fold::LotTitle)| {
        let line = |(party, by): (&ledger::ids::PartyId, &i64)| format!("title {lot} {party} {by}");
        title.moved.iter().map(line).collect::<Vec<_>>()
    };
    titles.iter().flat_map(of_lot).collect()
}

fn shown_titles(connection: &Connection) -> Lines {
    let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
    let each = "SELECT lot, to_party AS party, quantity FROM title_change
                UNION ALL SELECT lot, from_party, -quantity FROM title_change";
    for line in query(connection, each, &|row| {
        let quantity: i64 = row.get("quantity").expect("a number");
        format!("{} {} {quantity}", id(row, "lot"), id(row, "party"))
    }) {
        let words: Vec<&str> = line.split(' ').collect();
        let key = (words[0].to_owned(), words[1].to_owned());
        *sums.entry(key).or_default() += words[2].parse::<i64>().expect("units");
    }
    sums.retain(|_, sum| *sum != 0);
    let line = |((lot, party), sum)| format!("title {lot} {party} {sum}");
    sums.into_iter().map(line).collect()
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
        // A line that takes nothing, which only a hostile device writes, is none.
        let taken = state.proposed.iter().flat_map(|(_, body)| &body.lines);
        let left = taken.zip(&state.left).filter(|(line, _)| line.quantity > 0);
        let left: Vec<i64> = left.map(|(_, left)| *left).collect();
        lines.insert(format!("acceptance {id} {stage} {left:?}"));
    } else if let Unit::Offer(id) = unit {
        let state = offer(entries);
        if let (Some(_), Some(stage)) = (state.recorded, state.stage) {
            lines.insert(format!("offer {id} {}", word(&stage)));
        }
    } else if let Unit::Activation(id) = unit {
        lines.extend(signed_lists(entries).iter().map(|list| of_list(id, list)));
    } else if let Unit::Consignment(id) = unit {
        let state = consignment(entries);
        if let (Some(stage), Some(site)) = (state.stage, state.site) {
            let eta = state.eta.map(|day| day.to_string()).unwrap_or_default();
            lines.insert(format!("consignment {id} {} {site} {eta}", word(&stage)));
            if let Some((_, body)) = state.recorded {
                in_packs(&id.to_string(), &packed_lines(&body.into()), lines);
            }
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
    } else {
        for one in explanations(entries) {
            let (body, person) = (one.body, one.person);
            lines.insert(format!(
                "explained {} {} {} {} {person} {}",
                body.id, body.stated, body.computed, one.counts, body.explanation
            ));
        }
    }
}

/// The lines that say in which packs they were counted.
fn in_packs(of: &str, packed: &[PackedLine], lines: &mut Lines) {
    for line in packed {
        if !(0..=MAX_EXACT).contains(&line.quantity) {
            continue;
        }
        let counts = line
            .packed
            .exact()
            .map_or_else(String::new, |(packs, loose)| format!("{packs} {loose}"));
        lines.insert(format!(
            "packed {of} {} {} {} {counts}",
            line.n, line.packed.packaging, line.quantity
        ));
    }
}

/// A list that does not add up has no lines in the file.
fn of_list(activation: &ActivationId, list: &SignedList) -> String {
    let lines = if list.body.adds_up() {
        list.body.lines.as_slice()
    } else {
        &[]
    };
    let line = |one: &RemainingStock| {
        let (donor, condition) = (one.donor, word(&one.condition));
        format!(
            "{} {} {donor} {condition} {}",
            one.site, one.item, one.quantity
        )
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    let counts = list.why.is_none();
    format!(
        "signed {activation} {} {} {counts} {} [{}]",
        list.body.id,
        list.occurred_on,
        list.body.lines.len(),
        lines.join(", ")
    )
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
        let packed = match state {
            DocumentState::Receipt(receipt) => receipt
                .posted
                .as_ref()
                .map(|(_, body)| packed_in_receipt(body)),
            DocumentState::Plain(plain) => {
                plain.posted.as_ref().map(|(_, body)| packed_lines(body))
            }
            DocumentState::Waiting(_) => None,
        };
        in_packs(
            &document.id().to_string(),
            &packed.unwrap_or_default(),
            lines,
        );
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
    let mut lines = shown_titles(&connection);
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
    take("SELECT * FROM explanation", &|row| {
        let (stated, computed) = (number(row, "stated"), number(row, "computed"));
        format!(
            "explained {} {stated} {computed} {} {} {}",
            id(row, "id"),
            number(row, "counts") == 1,
            id(row, "person"),
            text(row, "text")
        )
    });
    take("SELECT * FROM announced_beyond", &|row| {
        let (acceptance, line) = (id(row, "acceptance"), id(row, "acceptance_line"));
        let (accepted, announced) = (number(row, "accepted"), number(row, "announced"));
        format!("beyond {acceptance} {line} {accepted} {announced}")
    });
    let lines_of = |row: &Row<'_>| {
        let sql = "SELECT * FROM closure_line WHERE activation = ?1 AND list = ?2 ORDER BY n";
        let mut statement = connection.prepare(sql).expect("prepared");
        let key: (Vec<u8>, i64) = (row.get("activation").expect("an id"), number(row, "n"));
        let line = |one: &Row<'_>| {
            let condition = Condition::of_code(number(one, "condition"));
            let condition = word(&condition.expect("a condition"));
            let of = ["site", "item", "donor"].map(|name| id(one, name));
            Ok(format!(
                "{} {condition} {}",
                of.join(" "),
                number(one, "quantity")
            ))
        };
        let rows = statement
            .query_map(rusqlite::params![key.0, key.1], line)
            .expect("run");
        let lines: Vec<String> = rows.map(|row| row.expect("read")).collect();
        lines.join(", ")
    };
    take("SELECT * FROM closure", &|row| {
        let counts = text(row, "why").is_empty();
        format!(
            "signed {} {} {} {counts} {} [{}]",
            id(row, "activation"),
            id(row, "id"),
            text(row, "occurred_on"),
            number(row, "lines"),
            lines_of(row)
        )
    });
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
    let packed = "SELECT DISTINCT document.id, packed_line.* FROM packed_line JOIN document ON document.unit = packed_line.unit
                   WHERE document.kind NOT IN ('match', 'reversal')";
    take(packed, &|row| {
        let whole = |name: &str| row.get::<_, Option<i64>>(name).expect("a number");
        let counts = whole("packs").zip(whole("loose"));
        let counts = counts.map_or_else(String::new, |(packs, loose)| format!("{packs} {loose}"));
        let (of, packaging) = (id(row, "id"), id(row, "packaging"));
        format!(
            "packed {of} {} {packaging} {} {counts}",
            number(row, "n"),
            number(row, "units")
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
