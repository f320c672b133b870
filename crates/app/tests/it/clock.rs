//! When this computer's clock counts as wrong.

use app::contract::replies::{Posted, Status};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::desk::{BLANKET, Desk, KEEPER, line, receipt, with};

const NOW: &str = "2021-07-24T12:00:00Z";

fn suspect(desk: &Desk, now: DateTime<Utc>) -> bool {
    desk.clock.set(now);
    desk.ok::<Status>("status", json!({})).clock_suspect
}

#[test]
fn a_clock_behind_what_is_recorded_is_suspect() {
    let desk = Desk::signed_in(KEEPER);
    let now: DateTime<Utc> = NOW.parse().unwrap();
    desk.blankets(5);
    let tellings = [
        (TimeDelta::zero(), false),
        (TimeDelta::minutes(-9), false),
        (TimeDelta::minutes(-11), true),
        (TimeDelta::days(-365), true),
        (TimeDelta::days(365), false),
    ];
    for (by, wrong) in tellings {
        assert_eq!(suspect(&desk, now + by), wrong, "{by}");
    }
    assert!(!suspect(&desk, now), "put right, it is believed again");
    let desk = desk.reopened();
    assert!(suspect(&desk, now - TimeDelta::days(365)));
}

#[test]
fn back_dated_work_does_not_make_a_clock_suspect() {
    let desk = Desk::signed_in(KEEPER);
    let early = |date: &str| {
        let request = receipt(json!([line(BLANKET, 5)]));
        let request = with(request, "/occurred_on", json!(date));
        let request = with(request, "/handed_over_on", json!(date));
        with(request, "/date_confirmed", json!(true))
    };
    for date in ["2021-07-01", "2020-07-24"] {
        desk.ok::<Posted>("post_receipt", early(date));
        assert!(!suspect(&desk, NOW.parse().unwrap()), "{date}");
    }
}
