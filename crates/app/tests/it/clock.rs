//! When this computer's clock counts as wrong.

use app::contract::replies::{Posted, Status};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::desk::{BLANKET, COORDINATOR, Desk, KEEPER, STATE, id, line, receipt, with};

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
fn a_dead_battery_asks_and_never_blocks() {
    let desk = Desk::signed_in(KEEPER);
    desk.blankets(5);
    desk.sign_in(COORDINATOR);
    desk.clock.set("1970-01-01T00:03:00Z".parse().unwrap());
    let status: Status = desk.ok("status", json!({}));
    assert!(status.clock_suspect);
    assert_eq!(
        status.today, "2021-07-24",
        "the last day known, not the clock's"
    );
    let asked = |confirmed: bool| {
        let id = id();
        let request = json!({
            "id": id, "requesting_state": STATE, "ucpm_number": null, "hazard": "Flood",
            "requested_on": "2021-07-26", "source": null, "draft": null, "date_confirmed": confirmed,
        });
        desk.call("record_activation", request)
    };
    assert_eq!(
        asked(false).unwrap_err().code,
        "date-in-future-clock-suspect"
    );
    asked(true).unwrap();
    let total = json!({
        "id": id(), "title": "Everything", "parts": [], "source": "A letter", "draft": null,
        "amount": {"minor": 100, "currency": "EUR", "qualifier": "EXACT"},
    });
    let refused = desk.call("record_stated_total", total);
    assert_ne!(
        refused.err().map(|problem| problem.code),
        Some("year-out-of-range".to_owned()),
        "a day nobody typed is not what is refused"
    );
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
