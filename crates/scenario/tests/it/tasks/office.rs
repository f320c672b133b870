//! offers, dates on labels, and the catalogue. And I-07: trucks that carry more than is accepted.

use app::contract::replies::{Kept, Posted};
use ledger::ids::DocumentId;
use ledger::task::{TaskChoice, TaskKind};
use serde_json::{Value, json};
use store::view::{
    AcceptanceView, ConsignmentView, ExpectedDelivery, IssueView, PointRow, TaskState, TaskView,
};
use uuid::Uuid;

use super::scene::{
    BLANKET, BORIS, CZECHIA, Computer, GROUP, LITHUANIA, MEDICINE, PABRADE, PIN, RUKLA, Scene,
    choosing, exchange, id, line, same,
};

/// What a coordinator does.
pub trait Office {
    fn offered(&self, quantity: i64) -> Uuid;
    fn propose(&self, offer: Uuid, site: ledger::ids::SiteId, quantity: i64) -> Uuid;
    fn confirm(&self, acceptance: Uuid) -> Posted;
    fn announced(&self, quantity: i64) -> Uuid;
    fn announcement(&self, acceptance: Uuid, waybill: &str, quantity: i64) -> Value;
    fn withdraw(&self, offer: Uuid);
    fn doubts(&self, acceptance: Uuid) -> (bool, bool);
}

impl Office for Computer {
    /// An offer of so many blankets by Czechia.
    fn offered(&self, quantity: i64) -> Uuid {
        let (activation, offer) = (id(), id());
        let _: Posted = self.ok(
            "record_activation",
            json!({
                "id": activation, "requesting_state": LITHUANIA, "ucpm_number": null, "hazard": "migration",
                "requested_on": self.today(), "source": null, "stage": null, "draft": null
            }),
        );
        let _: Posted = self.ok(
            "record_offer",
            json!({
                "id": offer, "activation": activation, "donor": CZECHIA, "source": "CECIS", "offered_on": self.today(),
                "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"}, "reference": null,
                "draft": null, "terms": {},
                "lines": [{
                    "id": offer, "text": "blankets", "group": null, "item": BLANKET,
                    "quantity": {"value": quantity, "qualifier": "EXACT"}, "title": "gift", "detail": null
                }]
            }),
        );
        offer
    }

    fn propose(&self, offer: Uuid, site: ledger::ids::SiteId, quantity: i64) -> Uuid {
        let acceptance = id();
        let _: Posted = self.ok(
            "propose_acceptance",
            json!({"id": acceptance, "offer": offer, "lines": [
                {"offer_line": offer, "item": BLANKET, "quantity": quantity, "site": site}
            ]}),
        );
        acceptance
    }

    fn confirm(&self, acceptance: Uuid) -> Posted {
        let request = json!({"acceptance": acceptance, "approver": BORIS, "pin": PIN});
        self.ok("confirm_acceptance", request)
    }

    /// A truck with accepted blankets for Pabradė.
    fn announced(&self, quantity: i64) -> Uuid {
        let acceptance = self.propose(self.offered(quantity), PABRADE, quantity);
        self.confirm(acceptance);
        let request = self.announcement(acceptance, "CZ-7", quantity);
        let sent: Posted = self.ok("announce_consignment", request);
        let _: ConsignmentView = self.ok("consignment", json!({"id": sent.id}));
        sent.id.0
    }

    fn announcement(&self, acceptance: Uuid, waybill: &str, quantity: i64) -> Value {
        let accepted: AcceptanceView = self.ok("acceptance", json!({"id": acceptance}));
        json!({
            "id": id(), "acceptance": acceptance, "donor": CZECHIA, "site": PABRADE, "transport": null,
            "waybill": waybill, "vehicle": null, "dispatch_point": "Praha", "eta": null, "units": [], "draft": null,
            "lines": [{"acceptance_line": accepted.lines[0].id, "item": BLANKET, "quantity": quantity}]
        })
    }

    fn withdraw(&self, offer: Uuid) {
        let _: Posted = self.ok(
            "move_stage",
            json!({
                "id": id(), "record": {"kind": "offer", "id": offer, "to": "withdrawn"}, "occurred_on": self.today(),
                "reason": "needed at home", "date_confirmed": false
            }),
        );
    }

    /// Whether an acceptance is contested, and whether it came after the withdrawal.
    fn doubts(&self, acceptance: Uuid) -> (bool, bool) {
        let view: AcceptanceView = self.ok("acceptance", json!({"id": acceptance}));
        (view.contested, view.after_withdrawal)
    }
}

#[test]
fn x_03_two_coordinators_accept_the_same_blankets_and_both_sites_see_it() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let (pabrade, rukla) = (scene.at_pabrade("pabrade"), scene.at_rukla("rukla"));
    let offer = anna.offered(100);
    exchange(&[&anna, &other]);
    let first = anna.propose(offer, PABRADE, 100);
    anna.confirm(first);
    let second = other.propose(offer, RUKLA, 100);
    other.confirm(second);
    anna.has_none(TaskKind::AcceptanceContested);
    exchange(&[&anna, &other, &pabrade, &rukla]);
    let expected = |computer: &Computer, site| -> bool {
        let listed: Vec<ExpectedDelivery> = computer.ok("expected", json!({"site": site}));
        assert_eq!((listed.len(), listed[0].lines[0].expected), (1, 100));
        listed[0].contested
    };
    // The first that the server took is confirmed, and the second site sees that its goods are doubtful.
    assert_eq!(
        (expected(&pabrade, PABRADE), expected(&rukla, RUKLA)),
        (false, true)
    );
    let task = anna.the(TaskKind::AcceptanceContested);
    for computer in [&other, &pabrade, &rukla] {
        same(&task, &computer.the(TaskKind::AcceptanceContested));
    }
    let counts: Vec<bool> = task.versions.iter().map(|one| one.counts).collect();
    assert_eq!((counts, task.task.quantity), (vec![true, false], Some(200)));
    assert!(!rukla.the(TaskKind::AcceptanceContested).task.mine);
    let keep = task
        .options
        .iter()
        .position(|one| one.about.is_some_and(|about| about.0 == second));
    let effects: Vec<(i64, i64)> = task.options[keep.unwrap()]
        .effects
        .iter()
        .map(|one| (one.from, one.to))
        .collect();
    assert_eq!(effects, [(100, 0), (0, 100)]);
    let all = task
        .options
        .iter()
        .position(|one| one.choice == TaskChoice::KeepAll)
        .unwrap();
    let _: TaskView = anna.ok("resolve_task", choosing(&task, all));
    exchange(&[&anna, &other, &pabrade, &rukla]);
    for computer in [&anna, &other, &rukla] {
        assert_eq!(computer.state(&task), TaskState::Settled);
    }
    assert_eq!(other.doubts(second), (false, false));
    assert!(!expected(&rukla, RUKLA), "the donor gives as much");
    scene.end();
}

#[test]
fn x_03_a_third_acceptance_opens_it_again() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let third = scene.office("third");
    let offer = anna.offered(100);
    exchange(&[&anna, &other, &third]);
    let first = anna.propose(offer, PABRADE, 100);
    let second = other.propose(offer, RUKLA, 100);
    let _ = third.propose(offer, RUKLA, 30);
    exchange(&[&anna, &other]);
    let task = anna.the(TaskKind::AcceptanceContested);
    let _: TaskView = anna.ok("resolve_task", choosing(&task, 0));
    assert_eq!(task.options[0].about.map(|about| about.0), Some(first));
    exchange(&[&third, &anna, &other]);
    assert_eq!(other.state(&task), TaskState::Reopened);
    assert_eq!(other.doubts(second), (true, false));
    scene.end();
}

fn quantities(view: &TaskView) -> Vec<i64> {
    let versions = view.versions.iter();
    versions.filter_map(|one| one.quantity).collect()
}

fn choices(view: &TaskView) -> Vec<(TaskChoice, i64, i64)> {
    let options = view.options.iter();
    options
        .map(|one| (one.choice, one.effects[0].from, one.effects[0].to))
        .collect()
}

fn close(computer: &Computer, truck: DocumentId) {
    let closed = json!({
        "id": id(), "record": {"kind": "consignment", "id": truck, "to": {"stage": "closed"}},
        "occurred_on": computer.today(), "reason": null, "date_confirmed": false
    });
    let _: Posted = computer.ok("move_stage", closed);
}

#[test]
fn i_07_offices_apart_announce_more_than_is_accepted_and_one_truck_is_withdrawn() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let (third, pabrade) = (scene.office("third"), scene.at_pabrade("pabrade"));
    let acceptance = anna.propose(anna.offered(60), PABRADE, 60);
    anna.confirm(acceptance);
    exchange(&[&anna, &other, &third]);
    let send = |computer: &Computer, waybill: &str, quantity: i64| -> Posted {
        let request = computer.announcement(acceptance, waybill, quantity);
        computer.ok("announce_consignment", request)
    };
    let _ = send(&anna, "CZ-7", 40);
    let second = send(&other, "CZ-8", 40);
    let _ = send(&third, "CZ-9", 20);
    anna.has_none(TaskKind::AnnouncedBeyond);
    let met = [&anna, &other, &pabrade];
    exchange(&met);
    let task = anna.the(TaskKind::AnnouncedBeyond);
    for computer in [&other, &pabrade] {
        same(&task, &computer.the(TaskKind::AnnouncedBeyond));
    }
    assert!(task.task.mine && !pabrade.the(TaskKind::AnnouncedBeyond).task.mine);
    // What is accepted, then each paper.
    assert_eq!(
        (quantities(&task), task.task.quantity),
        (vec![60, 40, 40], Some(80))
    );
    use TaskChoice::{KeepAll, WithdrawConsignment};
    let withdraw = (WithdrawConsignment, 80, 40);
    assert_eq!(choices(&task), [(KeepAll, 80, 80), withdraw, withdraw]);
    // The rule that refuses what one computer knows of counts as the task does.
    let more = other.announcement(acceptance, "CZ-10", 1);
    other.refused("announce_consignment", more, "more-than-accepted");
    let _: TaskView = anna.ok("resolve_task", choosing(&task, 0));
    exchange(&met);
    assert_eq!(
        other.state(&task),
        TaskState::Settled,
        "the donor sends more"
    );
    anna.has_none(TaskKind::WithdrawalDue);
    // A third truck, which nobody had seen.
    exchange(&[&third, &anna, &other, &pabrade]);
    assert_eq!(other.state(&task), TaskState::Reopened);
    let again = other.the(TaskKind::AnnouncedBeyond);
    assert_eq!((again.task.quantity, again.options.len()), (Some(100), 4));
    let of_second = |one: &store::view::TaskOption| one.about == Some(second.id);
    let at = again.options.iter().position(of_second).unwrap();
    assert_eq!(again.options[at].about_number.as_deref(), Some("CZ-8"));
    assert_eq!(choices(&again)[at], (WithdrawConsignment, 100, 60));
    let _: TaskView = other.ok("resolve_task", choosing(&again, at));
    exchange(&[&other, &anna, &third]);
    assert_eq!(third.state(&task), TaskState::Settled);
    // Decided is not done: the truck is still on its way, and the office is told until it is not.
    let due = third.the(TaskKind::WithdrawalDue);
    same(&due, &anna.the(TaskKind::WithdrawalDue));
    assert_eq!(
        (due.leads_to, due.task.number.as_str()),
        (Some(second.id), "I-07")
    );
    assert!(due.task.mine && due.options.is_empty());
    close(&third, second.id);
    exchange(&[&third, &anna, &other, &pabrade]);
    for computer in [&anna, &other, &third, &pabrade] {
        computer.has_none(TaskKind::WithdrawalDue);
        computer.has_none(TaskKind::AnnouncedBeyond);
    }
    scene.end();
}

#[test]
fn x_04_an_offer_is_accepted_while_its_donor_withdraws_it() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let offer = anna.offered(100);
    exchange(&[&anna, &other]);
    anna.withdraw(offer);
    let acceptance = other.propose(offer, PABRADE, 60);
    other.confirm(acceptance);
    exchange(&[&anna, &other]);
    assert_eq!(anna.doubts(acceptance), (false, true));
    let task = anna.the(TaskKind::AcceptedAfterWithdrawal);
    same(&task, &other.the(TaskKind::AcceptedAfterWithdrawal));
    assert_eq!((task.versions.len(), task.task.quantity), (2, Some(60)));
    assert_eq!(task.versions[0].reason.as_deref(), Some("needed at home"));
    let confirmed = task
        .options
        .iter()
        .position(|one| one.choice == TaskChoice::DonorConfirmed);
    let _: TaskView = other.ok("resolve_task", choosing(&task, confirmed.unwrap()));
    exchange(&[&other, &anna]);
    assert_eq!(anna.state(&task), TaskState::Settled);
    assert_eq!(anna.doubts(acceptance), (false, false), "it counts again");
    scene.end();
}

fn medicine(good: i64, expiry: &str) -> Value {
    let mut counted = line(MEDICINE, good);
    counted["batch"] = json!("B-7");
    counted["expiry"] = json!(expiry);
    counted
}

#[test]
fn x_05_one_batch_bears_two_dates_and_the_label_decides() {
    let scene = Scene::new();
    let office = scene.office("office");
    let (pabrade, rukla) = (scene.at_pabrade("pabrade"), scene.at_rukla("rukla"));
    let _: Posted = pabrade.receive(PABRADE, medicine(40, "2031-05-31"));
    let _: Posted = rukla.receive(RUKLA, medicine(30, "2030-05-31"));
    exchange(&[&pabrade, &rukla, &office]);
    assert_eq!(
        (pabrade.good(PABRADE, MEDICINE), rukla.good(RUKLA, MEDICINE)),
        (40, 30)
    );
    let task = office.the(TaskKind::ExpiryDiffers);
    let dates: Vec<_> = task
        .versions
        .iter()
        .map(|one| (one.expiry.as_deref(), one.counts))
        .collect();
    assert_eq!(
        dates,
        [(Some("2030-05-31"), true), (Some("2031-05-31"), false)]
    );
    assert_eq!(task.task.words.as_deref(), Some("B-7"));
    let later = task.options.iter().position(|one| {
        one.expiry
            .is_some_and(|day| day.to_string() == "2031-05-31")
    });
    let _: TaskView = office.ok("resolve_task", choosing(&task, later.unwrap()));
    exchange(&[&office, &rukla]);
    assert_eq!(office.state(&task), TaskState::Settled);
    // At Rukla the label's date now decides: what expires before it is issued first.
    let mut other = medicine(10, "2030-12-31");
    other["batch"] = json!("B-9");
    let nine: Posted = rukla.receive(RUKLA, other);
    let hall: PointRow = rukla.ok("add_point", json!({"site": RUKLA, "name": "Hall"}));
    let issued: Posted = rukla.ok(
        "post_issue",
        json!({
            "id": id(), "site": RUKLA, "point": hall.id, "occurred_on": rukla.today(), "date_confirmed": false,
            "draft": null, "lines": [{"item": MEDICINE, "lot": null, "quantity": 5}]
        }),
    );
    let issue: IssueView = rukla.ok("issue", json!({"id": issued.id}));
    assert_eq!(issue.lines[0].origin_number, nine.number);
    // A third date had not been seen.
    let _: Posted = rukla.receive(RUKLA, medicine(10, "2029-05-31"));
    exchange(&[&rukla, &office]);
    assert_eq!(office.state(&task), TaskState::Reopened);
    scene.end();
}

#[test]
fn x_06_one_item_is_written_twice() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let soap = |code: &str, name: &str| {
        json!({
            "id": id(), "group": GROUP, "code": code, "names": {"en": name}, "unit": "piece", "tracking": "NONE",
            "durable": false, "dangerous_goods": null, "draft": null
        })
    };
    let mine = soap("SOAP", "Soap bar");
    let _: Kept = anna.ok("register_item", mine.clone());
    let _: Kept = other.ok("register_item", soap("SOAPS", "Soap bars"));
    exchange(&[&anna, &other]);
    let task = anna.the(TaskKind::RecordsSimilar);
    same(&task, &other.the(TaskKind::RecordsSimilar));
    assert_eq!(task.versions.len(), 2);
    let similar = |computer: &Computer| {
        computer
            .ok::<Vec<Value>>("similar_records", json!({}))
            .len()
    };
    assert_eq!(similar(&other), 1);
    let _: TaskView = anna.ok("resolve_task", choosing(&task, 0));
    exchange(&[&anna, &other]);
    assert_eq!(
        (other.state(&task), similar(&other)),
        (TaskState::Settled, 0)
    );
    // Its name is changed: whether they are still two is asked again.
    let mut renamed = mine;
    renamed["names"] = json!({"en": "Soap barr"});
    let _: Kept = anna.ok("register_item", renamed);
    exchange(&[&anna, &other]);
    assert_eq!(
        (other.state(&task), similar(&other)),
        (TaskState::Reopened, 1)
    );
    scene.end();
}

#[test]
fn x_07_a_site_proposes_another_name_and_the_office_settles_it() {
    let scene = Scene::new();
    let (office, pabrade) = (scene.office("office"), scene.at_pabrade("pabrade"));
    let proposal = id();
    let _: Kept = pabrade.ok(
        "propose_item",
        json!({
            "id": proposal, "site": PABRADE, "item": BLANKET, "names": {"en": "Thermal blanket"},
            "reason": "the label says so", "draft": null
        }),
    );
    exchange(&[&pabrade, &office]);
    let task = office.the(TaskKind::ItemProposed);
    same(&task, &pabrade.the(TaskKind::ItemProposed));
    assert!(task.task.mine && !pabrade.the(TaskKind::ItemProposed).task.mine);
    let names: Vec<&str> = task
        .versions
        .iter()
        .map(|one| one.names.as_ref().unwrap()["en"].as_str())
        .collect();
    assert_eq!(names, ["Blanket", "Thermal blanket"]);
    let _: Kept = office.ok(
        "settle_proposal",
        json!({"proposal": proposal, "adopt": false, "reason": "it is no thermal one"}),
    );
    exchange(&[&office, &pabrade]);
    for computer in [&office, &pabrade] {
        computer.has_none(TaskKind::ItemProposed);
    }
    scene.end();
}
