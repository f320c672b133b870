//! T-13: who is stranded is a range, from the estimate to the ceiling, and never the sum of both.

use std::collections::BTreeSet;

use ledger::body::FigureSeries;
use ledger::quantity::Qualifier;
use scenario::ask::ask;
use scenario::devices::{COORDINATOR, Device, KEEPER};
use scenario::lithuania_2021::site;
use serde_json::{Value, json};

use super::{figures, of};
use crate::told::copied;

#[test]
fn t_13_the_stranded_are_a_range_and_never_a_sum() {
    let (_dir, rows, found) = figures();
    let all = of(&rows, "H10");
    assert_eq!(
        (all.number.value, all.number.qualifier),
        (Some(15_000), Qualifier::UpTo)
    );
    assert_eq!((all.at_least, all.computed.clone()), (Some(2_000), None));
    let near = of(&rows, "H09");
    assert_eq!(
        (near.number.value, near.number.qualifier),
        (Some(2_000), Qualifier::Estimated)
    );
    assert_eq!(near.within, Some(all.id));
    let sums = found.sums.iter();
    assert_eq!(
        sums.filter(|sum| sum.series == FigureSeries::Stranded)
            .count(),
        0
    );
}

/// Whatever the ledger answers: the range from its two ends, and no number made of both.
#[test]
fn t_13_no_reading_of_the_ledger_shows_a_sum_of_the_stranded() {
    let dir = tempfile::tempdir().unwrap();
    let (office, keeper) = (
        copied(dir.path(), &COORDINATOR),
        copied(dir.path(), &KEEPER),
    );
    let needs = json!({"site": null, "horizon_days": 14});
    let of_pabrade = json!({"site": site("PAB"), "horizon_days": 14});
    let readings: [(&Device, &str, Value); 6] = [
        (&office, "registers", json!({})),
        (&office, "needs", needs),
        (&office, "matrix", json!({"site": null})),
        (&office, "tasks", json!({"settled": false, "mine": false})),
        (&keeper, "needs", of_pabrade),
        (&keeper, "site_page", json!({"site": site("PAB")})),
    ];
    for (device, name, asked) in readings {
        let shown: Value = ask(&device.context, name, &asked).unwrap();
        let numbers = numbers(&shown);
        assert!(!numbers.contains(&17_000), "{name} adds {shown}");
        let range = numbers.contains(&2_000) && numbers.contains(&15_000);
        assert_eq!(range, name == "registers", "{name}");
        if name == "registers" {
            let rows = shown["figures"].as_array().unwrap();
            let shows = |row: &&Value| row["at_least"] == 2_000 && row["number"]["value"] == 15_000;
            assert_eq!(
                rows.iter().filter(shows).count(),
                1,
                "one range from end to end"
            );
        }
    }
}

/// Every whole number in a reply, however deep.
fn numbers(shown: &Value) -> BTreeSet<i64> {
    match shown {
        Value::Number(number) => number.as_i64().into_iter().collect(),
        Value::Array(all) => all.iter().flat_map(numbers).collect(),
        Value::Object(all) => all.values().flat_map(numbers).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => BTreeSet::new(),
    }
}
