//! Consignments from their announcement to the store, as they stood on the days of the story.

use ledger::stages::{ConsignmentStage, DiscrepancyStage};
use scenario::ask::ask;
use scenario::devices::{AUDITOR, Device, KEEPER, RUKLA};
use scenario::lithuania_2021::{document, item, party, site};
use serde_json::json;
use store::view::{
    ConsignmentView, DiscrepancyView, ExpectedDelivery, Matrix, MatrixRow, ReceiptView,
};

use super::{known, told};

fn on(device: &Device, iso: &str, day: &str) -> Option<ConsignmentView> {
    let found: Vec<ConsignmentView> = known(device, "consignments", day, json!({"site": null}));
    let id = document(&format!("consignment/{iso}"));
    found.into_iter().find(|one| one.id.0 == id)
}

/// Where it stands, when it is expected, and whether somebody waits for it in vain.
fn standing(device: &Device, iso: &str, day: &str) -> (ConsignmentStage, String, bool) {
    let one = on(device, iso, day).expect("a consignment");
    (one.stage, one.eta.expect("a day"), one.overdue)
}

fn row(device: &Device, day: &str, iso: &str, code: &str) -> MatrixRow {
    let matrix: Matrix = known(device, "matrix", day, json!({"site": null}));
    let mut rows = matrix.rows.into_iter();
    let row = rows.find(|row| row.donor == party(iso) && row.item == Some(item(code)));
    row.expect("a row of the matrix")
}

#[test]
fn the_czech_lorries_leave_arrive_and_are_done_with() {
    let (_dir, auditor) = told(&AUDITOR);
    assert!(on(&auditor, "CZ", "2021-07-22").is_none());
    let eta = || "2021-07-24".to_owned();
    for (day, stage) in [
        ("2021-07-23", ConsignmentStage::Dispatched),
        ("2021-07-25", ConsignmentStage::Arrived),
        ("2021-07-26", ConsignmentStage::ReceivedWithDiscrepancy),
        ("2021-08-12", ConsignmentStage::Closed),
        ("2021-11-23", ConsignmentStage::Closed),
    ] {
        let (found, expected, _) = standing(&auditor, "CZ", day);
        assert_eq!((found, expected), (stage, eta()), "{day}");
    }
    let czech = on(&auditor, "CZ", "2021-07-26").expect("the Czech consignment");
    let pallets: i64 = czech.units.iter().map(|unit| unit.count).sum();
    assert_eq!(
        (pallets, czech.lines.len(), czech.receipts.len()),
        (20, 5, 1)
    );
    assert!(
        czech
            .lines
            .iter()
            .all(|line| line.counted == line.quantity && line.expected == 0)
    );
    // On the road, then here, and never both.
    let figures = |day: &str| {
        let row = row(&auditor, day, "CZ", "BLANKET");
        (
            row.dispatched.value,
            row.in_transit.value,
            row.good.value,
            row.damaged.value,
        )
    };
    assert_eq!(figures("2021-07-23"), (Some(500), Some(500), None, None));
    // Nobody had said yet that what was received is what was announced.
    assert_eq!(
        figures("2021-07-25"),
        (Some(500), Some(500), Some(488), Some(12))
    );
    assert_eq!(
        figures("2021-07-26"),
        (Some(500), Some(0), Some(488), Some(12))
    );
    assert_eq!(
        figures("2021-11-23"),
        (Some(500), None, Some(488), Some(12))
    );
}

#[test]
fn the_wet_blankets_are_settled_by_both_ends() {
    let (_dir, auditor) = told(&AUDITOR);
    let on = |day: &str| -> Vec<DiscrepancyView> {
        known(&auditor, "discrepancies", day, json!({"site": null}))
    };
    for (day, stage) in [
        ("2021-07-25", DiscrepancyStage::Open),
        ("2021-07-26", DiscrepancyStage::SentToDonor),
        ("2021-08-12", DiscrepancyStage::Acknowledged),
        ("2021-10-29", DiscrepancyStage::Settled),
    ] {
        let found = on(day);
        assert_eq!(found.len(), 1, "{day}");
        assert_eq!((found[0].stage, found[0].quantity), (stage, 12), "{day}");
    }
}

#[test]
fn the_estonian_tents_are_late_and_come_to_rukla_as_announced() {
    let (_dir, auditor) = told(&AUDITOR);
    for (day, stage, eta) in [
        ("2021-07-26", ConsignmentStage::Planned, "2021-07-30"),
        ("2021-07-30", ConsignmentStage::Delayed, "2021-08-02"),
        ("2021-08-02", ConsignmentStage::Received, "2021-08-02"),
        ("2021-08-12", ConsignmentStage::Closed, "2021-08-02"),
    ] {
        let (found, expected, overdue) = standing(&auditor, "EE", day);
        assert_eq!((found, &*expected, overdue), (stage, eta, false), "{day}");
    }
    let row = row(&auditor, "2021-11-23", "EE", "TENT");
    assert_eq!((row.accepted.value, row.good.value), (Some(10), Some(10)));
    let (_dir, rukla) = told(&RUKLA);
    let asked = json!({"id": document("receipt/EE")});
    let receipt: ReceiptView = ask(&rukla.context, "receipt", &asked).unwrap();
    let said = serde_json::to_value(&receipt.declared_value).unwrap();
    assert_eq!(
        (&said["minor"], &said["qualifier"]),
        (&json!(20_000_000), &json!("OVER"))
    );
}

#[test]
fn the_swedish_heaters_are_on_the_road_when_the_story_ends() {
    let (_dir, auditor) = told(&AUDITOR);
    assert!(on(&auditor, "SE", "2021-11-21").is_none());
    let known_on = |day: &str| standing(&auditor, "SE", day);
    let dispatched = ConsignmentStage::Dispatched;
    assert_eq!(
        known_on("2021-11-22"),
        (dispatched, "2021-11-24".to_owned(), false)
    );
    let late = (ConsignmentStage::Delayed, "2021-11-26".to_owned(), false);
    assert_eq!(known_on("2021-11-23"), late);
    let row = row(&auditor, "2021-11-23", "SE", "HEATER");
    assert_eq!((row.in_transit.value, row.good.value), (Some(30), None));
    // The keeper who waits for them sees them too, and what is still to be announced beside them.
    let (_dir, keeper) = told(&KEEPER);
    let at = json!({"site": site("PAB")});
    let coming: Vec<ConsignmentView> = ask(&keeper.context, "consignments", &at).unwrap();
    let open = coming
        .iter()
        .filter(|one| one.stage != ConsignmentStage::Closed);
    let open: Vec<_> = open.map(|one| (one.donor, one.overdue)).collect();
    assert_eq!(open, [(party("SE"), true)]);
    let expected: Vec<ExpectedDelivery> = ask(&keeper.context, "expected", &at).unwrap();
    let lines: Vec<i64> = expected
        .iter()
        .flat_map(|one| &one.lines)
        .map(|line| line.expected)
        .collect();
    assert_eq!(lines, [10]);
}
