//! An operation of two sites and an office, with computers that work apart and a real server that brings them together.
//! Their clocks say what the server's says, for tasks about clocks compare the two.

use std::net::SocketAddr;
use std::sync::Arc;

use app::contract::replies::{Inbox, Posted, Status};
use app::contract::requests::Enrol;
use app::source::{SetClock, SystemRandom};
use app::{Context, Problem};
use chrono::{TimeDelta, Utc};
use ledger::body::{
    Body, ItemGroupRegistered, ItemRegistered, ParticipantKind, PartyRegistered, PersonRegistered,
    PointRegistered, SiteKind, SiteRegistered, Tracking, Unit,
};
use ledger::ids::{ItemGroupId, ItemId, PartyId, PersonId, PointId, SiteId};
use ledger::role::{Grant, Role};
use ledger::task::TaskKind;
use scenario::ask::ask;
use scenario::devices::{any_port, serve};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::admin::{Admin, Office, Opening};
use store::view::{StockRow, TaskState, TaskView};
use tempfile::TempDir;
use uplink::HttpsLink;
use uuid::Uuid;

pub const PABRADE: SiteId = SiteId(Uuid::from_u128(0x51));
pub const RUKLA: SiteId = SiteId(Uuid::from_u128(0x52));
pub const POINT: PointId = PointId(Uuid::from_u128(0x61));
pub const CZECHIA: PartyId = PartyId(Uuid::from_u128(0x71));
pub const LITHUANIA: PartyId = PartyId(Uuid::from_u128(0x72));
pub const BLANKET: ItemId = ItemId(Uuid::from_u128(0x81));
pub const MEDICINE: ItemId = ItemId(Uuid::from_u128(0x82));
pub const GROUP: ItemGroupId = ItemGroupId(Uuid::from_u128(0x41));
pub const KEEPER: PersonId = PersonId(Uuid::from_u128(0x91));
pub const HEAD: PersonId = PersonId(Uuid::from_u128(0x92));
pub const RUKLA_KEEPER: PersonId = PersonId(Uuid::from_u128(0x93));
pub const ANNA: PersonId = PersonId(Uuid::from_u128(0x94));
pub const BORIS: PersonId = PersonId(Uuid::from_u128(0x95));
const CODE: &str = "K7M29QXA";
pub const PIN: &str = "1234";

pub struct Scene {
    dir: TempDir,
    admin: Admin,
    server: server::Running,
    address: SocketAddr,
}

/// A computer of the operation.
pub struct Computer {
    pub context: Context,
    pub clock: Arc<SetClock>,
}

impl Scene {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let at_server = dir.path().join("server");
        let opening = Opening {
            name: "Apart".to_owned(),
            opened_on: "2021-07-15".parse().unwrap(),
            administrator: "Administrator".to_owned(),
        };
        let admin = Admin::init(&at_server, &opening).unwrap();
        let entries: Vec<_> = catalogue().into_iter().map(Into::into).collect();
        admin.load_entries(&entries).unwrap();
        let server = serve(&at_server, any_port()).unwrap();
        let address = server.address();
        Self {
            dir,
            admin,
            server,
            address,
        }
    }

    pub fn at_pabrade(&self, name: &str) -> Computer {
        self.computer(
            name,
            &["store_keeper", "site_head"],
            Some("PAB"),
            &[HEAD, KEEPER],
        )
    }

    pub fn at_rukla(&self, name: &str) -> Computer {
        self.computer(name, &["store_keeper"], Some("RUK"), &[RUKLA_KEEPER])
    }

    pub fn office(&self, name: &str) -> Computer {
        self.computer(name, &["coordinator"], None, &[BORIS, ANNA])
    }

    /// A computer with everybody's PIN set; the last of them is signed in.
    fn computer(
        &self,
        name: &str,
        roles: &[&str],
        site: Option<&str>,
        people: &[PersonId],
    ) -> Computer {
        let dir = self.dir.path().join(name);
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("demo"), "").unwrap();
        let clock = Arc::new(SetClock::at(Utc::now()));
        let link = Arc::new(HttpsLink::start().unwrap());
        let context =
            Context::open_with(dir, link, Arc::clone(&clock) as _, Arc::new(SystemRandom));
        let office = Office {
            device_name: name.to_owned(),
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
            site: site.map(str::to_owned),
            valid_hours: 1,
        };
        let request = Enrol {
            address: self.address.to_string(),
            code: self.admin.new_enrolment_code(&office).unwrap().to_string(),
            device_name: name.to_owned(),
            passphrase: None,
        };
        let _: Status = ask(&context, "enrol", &request).unwrap();
        context.sync_once().unwrap();
        for person in people {
            let request = json!({"person": person, "code": CODE, "pin": PIN});
            let _: Status = ask(&context, "set_pin", &request).unwrap();
        }
        Computer { context, clock }
    }

    pub fn end(self) {
        self.server.stop();
    }
}

/// Everybody exchanges until each has what the others sent.
pub fn exchange(computers: &[&Computer]) {
    for computer in computers.iter().chain(computers) {
        computer.context.sync_once().unwrap();
    }
}

impl Computer {
    pub fn ok<T: DeserializeOwned>(&self, name: &str, args: Value) -> T {
        let reply = self.context.call(name, args.clone());
        let reply = reply.unwrap_or_else(|problem| panic!("{name} with {args}: {problem}"));
        serde_json::from_value(reply).unwrap()
    }

    pub fn refused(&self, name: &str, args: Value, code: &str) -> Problem {
        let problem = self.context.call(name, args.clone()).unwrap_err();
        assert_eq!(problem.code, code, "{problem} for {args}");
        problem
    }

    /// The day by its clock.
    pub fn today(&self) -> String {
        self.ok::<Status>("status", json!({})).today
    }

    pub fn sign_in(&self, person: PersonId) {
        let _: Status = self.ok("sign_in", json!({"person": person, "pin": PIN}));
    }

    pub fn later(&self, hours: i64) {
        self.clock.set(Utc::now() + TimeDelta::hours(hours));
    }

    pub fn inbox(&self) -> Inbox {
        self.ok("tasks", json!({"settled": false, "mine": false}))
    }

    /// The one open task of a kind, opened.
    pub fn the(&self, kind: TaskKind) -> TaskView {
        let inbox = self.inbox();
        let of_kind: Vec<_> = inbox
            .tasks
            .iter()
            .filter(|task| task.kind == kind)
            .collect();
        assert_eq!(of_kind.len(), 1, "{kind:?} in {inbox:#?}");
        self.ok("task", json!({"task": of_kind[0].id}))
    }

    pub fn has_none(&self, kind: TaskKind) {
        let inbox = self.inbox();
        let found = inbox.tasks.iter().find(|task| task.kind == kind);
        assert!(found.is_none(), "{found:#?}");
    }

    pub fn state(&self, view: &TaskView) -> TaskState {
        let view: TaskView = self.ok("task", json!({"task": view.task.id}));
        view.task.state
    }

    pub fn good(&self, site: SiteId, item: ItemId) -> i64 {
        let stock: Vec<StockRow> = self.ok("stock", json!({"site": site}));
        stock
            .iter()
            .filter(|row| row.item == item)
            .map(|row| row.good)
            .sum()
    }

    pub fn receive(&self, site: SiteId, line: Value) -> Posted {
        self.ok("post_receipt", self.receipt(site, line))
    }

    pub fn receipt(&self, site: SiteId, line: Value) -> Value {
        json!({
            "id": id(), "site": site, "donor": CZECHIA, "acceptance": null, "occurred_on": self.today(),
            "handed_over_on": self.today(), "paper": "W-1",
            "declared_value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"},
            "lines": [line], "date_confirmed": false, "draft": null
        })
    }

    pub fn issue(&self, quantity: i64) -> Value {
        json!({
            "id": id(), "site": PABRADE, "point": POINT, "occurred_on": self.today(), "date_confirmed": false,
            "draft": null, "lines": [{"item": BLANKET, "lot": null, "quantity": quantity}]
        })
    }

    pub fn reverse(&self, document: impl serde::Serialize) -> Posted {
        self.ok("reverse", json!({
            "document": document, "reason": "it went elsewhere", "occurred_on": self.today(), "date_confirmed": false
        }))
    }
}

/// What settles a task by its n-th choice.
pub fn choosing(view: &TaskView, at: usize) -> Value {
    let option = &view.options[at];
    json!({
        "task": view.task.id, "choice": option.choice, "about": option.about, "expiry": option.expiry,
        "rests_on": view.rests_on, "reason": "asked by telephone"
    })
}

/// The same task, resting on the same entries, seen in the same versions.
pub fn same(one: &TaskView, other: &TaskView) {
    assert_eq!(one.task.id, other.task.id);
    assert_eq!(one.rests_on, other.rests_on);
    let seen = |view: &TaskView| -> Vec<(String, Option<i64>, Option<String>)> {
        let versions = view.versions.iter();
        versions
            .map(|one| (one.recorded_at.clone(), one.quantity, one.expiry.clone()))
            .collect()
    };
    assert_eq!(seen(one), seen(other));
}

pub fn id() -> Uuid {
    Uuid::now_v7()
}

pub fn line(item: ItemId, good: i64) -> Value {
    json!({
        "item": item, "batch": null, "expiry": null, "acceptance_line": null, "expected": null,
        "good": good, "damaged": 0, "refused": 0, "reason": null
    })
}

fn names(name: &str) -> ledger::text::Names {
    [("en".to_owned(), name.to_owned())].into()
}

fn site(id: SiteId, code: &str, name: &str) -> Body {
    SiteRegistered {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        kind: SiteKind::ReceptionCentre,
        country: "LT".to_owned(),
        time_zone: "Europe/Vilnius".to_owned(),
        facilities: None,
    }
    .into()
}

fn item(id: ItemId, code: &str, name: &str, tracking: Tracking) -> Body {
    ItemRegistered {
        id,
        group: GROUP,
        code: code.to_owned(),
        names: names(name),
        unit: Unit::Piece,
        tracking,
        durable: false,
        dangerous_goods: None,
    }
    .into()
}

fn party(id: PartyId, iso: &str, name: &str, donor: bool) -> Body {
    PartyRegistered {
        id,
        kind: ParticipantKind::MemberState,
        names: names(name),
        iso: Some(iso.to_owned()),
        eu_code: None,
        donor,
        affected: !donor,
        synonyms: Vec::new(),
    }
    .into()
}

fn person(id: PersonId, name: &str, role: Role, site: Option<SiteId>) -> Body {
    let hash = proof::hash::sha256(&[
        b"relief-pin-code/1\n",
        id.to_string().as_bytes(),
        b"\n",
        CODE.as_bytes(),
    ]);
    PersonRegistered {
        id,
        name: name.to_owned(),
        grants: vec![Grant { role, site }],
        pin_code: Some(hash.to_string()),
    }
    .into()
}

fn catalogue() -> Vec<Body> {
    vec![
        ItemGroupRegistered {
            id: GROUP,
            code: "all".to_owned(),
            names: names("All"),
        }
        .into(),
        item(BLANKET, "BLANKET", "Blanket", Tracking::None),
        item(MEDICINE, "MEDICINE", "Paracetamol", Tracking::BatchExpiry),
        party(CZECHIA, "CZ", "Czechia", true),
        party(LITHUANIA, "LT", "Lithuania", false),
        site(PABRADE, "PAB", "Pabradė"),
        site(RUKLA, "RUK", "Rukla"),
        PointRegistered {
            id: POINT,
            site: PABRADE,
            name: "Block 1".to_owned(),
        }
        .into(),
        person(KEEPER, "Keeper", Role::StoreKeeper, Some(PABRADE)),
        person(HEAD, "Head", Role::SiteHead, Some(PABRADE)),
        person(RUKLA_KEEPER, "Rukla keeper", Role::StoreKeeper, Some(RUKLA)),
        person(ANNA, "Anna", Role::Coordinator, None),
        person(BORIS, "Boris", Role::Coordinator, None),
    ]
}
