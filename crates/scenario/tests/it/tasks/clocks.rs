//! X-13, and that tasks are the same on computers of the same scopes whatever was exchanged when.

use app::contract::replies::Posted;
use chrono::{TimeDelta, Utc};
use ledger::task::TaskKind;
use serde_json::json;
use store::view::{DocumentRow, TaskState, TaskView};

use super::office::Office as _;
use super::scene::{
    BLANKET, Computer, HEAD, KEEPER, PABRADE, RUKLA, Scene, choosing, exchange, line,
};

#[test]
fn x_13_a_clock_is_wrong_by_days_and_the_head_confirms_the_date() {
    let scene = Scene::new();
    let office = scene.office("office");
    let (fast, slow) = (scene.at_pabrade("fast"), scene.at_pabrade("slow"));
    // A computer that only was away recorded long before the server took it, and its clock was right.
    fast.clock.set(Utc::now() + TimeDelta::days(9));
    let _: Posted = fast.receive(PABRADE, line(BLANKET, 20));
    exchange(&[&fast, &slow, &office]);
    let task = office.the(TaskKind::ClockWrong);
    slow.sign_in(HEAD);
    let seen = slow.the(TaskKind::ClockWrong);
    assert_eq!(
        (seen.task.id, seen.task.site),
        (task.task.id, Some(PABRADE))
    );
    assert!(seen.task.mine && seen.versions[0].accepted_at.is_some());
    let rows: Vec<DocumentRow> = office.ok(
        "documents",
        json!({"site": PABRADE, "kind": "receipt", "text": null, "offset": 0, "limit": 9}),
    );
    assert_eq!(
        rows[0].occurred_on,
        fast.today(),
        "the business date stays as typed"
    );
    slow.sign_in(KEEPER);
    slow.refused("resolve_task", choosing(&seen, 0), "not-permitted");
    slow.sign_in(HEAD);
    let _: TaskView = slow.ok("resolve_task", choosing(&seen, 0));
    exchange(&[&slow, &office, &fast]);
    assert_eq!(office.state(&task), TaskState::Settled);
    // Another document by the same clock opens it again.
    let _: Posted = fast.receive(PABRADE, line(BLANKET, 3));
    exchange(&[&fast, &office]);
    assert_eq!(office.state(&task), TaskState::Reopened);
    scene.end();
}

#[test]
fn x_13_a_computer_that_was_only_away_is_not_doubted_and_one_behind_what_it_saw_is() {
    let scene = Scene::new();
    let office = scene.office("office");
    let pabrade = scene.at_pabrade("pabrade");
    pabrade.clock.set(Utc::now() - TimeDelta::hours(20));
    let _: Posted = pabrade.receive(PABRADE, line(BLANKET, 20));
    exchange(&[&pabrade, &office]);
    office.has_none(TaskKind::ClockWrong);
    pabrade.clock.set(Utc::now() - TimeDelta::days(40));
    let mut receipt = pabrade.receipt(PABRADE, line(BLANKET, 1));
    let long_ago = (Utc::now() - TimeDelta::days(41)).date_naive().to_string();
    receipt["occurred_on"] = json!(long_ago);
    receipt["handed_over_on"] = json!(long_ago);
    let _: Posted = pabrade.ok("post_receipt", receipt);
    exchange(&[&pabrade, &office]);
    let task = office.the(TaskKind::ClockWrong);
    assert_eq!(
        task.versions.len(),
        1,
        "it had seen what the server took today"
    );
    scene.end();
}

/// What is to be done, as one computer lists it.
fn listed(computer: &Computer) -> Vec<(String, String)> {
    let inbox = computer.inbox();
    let mut listed: Vec<_> = inbox
        .tasks
        .iter()
        .map(|task| {
            (
                task.id.to_string(),
                format!("{:?} {:?}", task.kind, task.state),
            )
        })
        .collect();
    listed.sort();
    listed
}

#[test]
fn tasks_are_the_same_on_computers_of_the_same_scopes_in_whatever_order_they_exchange() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let (one, two) = (scene.at_pabrade("one"), scene.at_pabrade("two"));
    let offer = anna.offered(100);
    let _: Posted = one.receive(PABRADE, line(BLANKET, 20));
    exchange(&[&anna, &other, &one, &two]);
    let _ = anna.propose(offer, PABRADE, 100);
    let _ = other.propose(offer, RUKLA, 90);
    let _: Posted = one.ok("post_issue", one.issue(20));
    let _: Posted = two.ok("post_issue", two.issue(15));
    for order in [
        [&two, &other, &one, &anna],
        [&anna, &one, &other, &two],
        [&one, &two, &anna, &other],
    ] {
        exchange(&order);
        let (office, site) = (listed(&anna), listed(&one));
        assert_eq!(office, listed(&other));
        assert_eq!(site, listed(&two));
        assert_eq!((office.len(), site.len()), (2, 2));
        assert!(site.iter().all(|task| office.contains(task)));
    }
    scene.end();
}
