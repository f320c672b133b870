//! An enrolled computer with a small catalogue, made without a server: the file's own device writes everything.

use std::path::Path;
use std::sync::Arc;

use app::contract::replies::{Posted, Status, Verified};
use app::link::NoLink;
use app::source::{SeededRandom, SetClock};
use app::{Context, Link, Problem};
use chrono::DateTime;
use ledger::body::{
    Body, ItemGroupRegistered, ItemRegistered, ParticipantKind, PartyRegistered, PersonRegistered,
    PointRegistered, SiteKind, SiteRegistered, Tracking, Unit,
};
use ledger::ids::{DeviceId, ItemGroupId, ItemId, OperationId, PartyId, PersonId, PointId, SiteId};
use ledger::role::{Grant, Role};
use ledger::route::routes;
use ledger::scope::Scope;
use proof::keys::SigningKey;
use serde_json::{Value, json};
use store::keyfile::{self, Keeping};
use store::{Identity, SigningSeed, Stamp, Store};
use tempfile::TempDir;
use uuid::Uuid;

pub const SITE: SiteId = SiteId(Uuid::from_u128(0x51));
pub const POINT: PointId = PointId(Uuid::from_u128(0x61));
pub const DONOR: PartyId = PartyId(Uuid::from_u128(0x71));
pub const STATE: PartyId = PartyId(Uuid::from_u128(0x72));
pub const BLANKET: ItemId = ItemId(Uuid::from_u128(0x81));
pub const MEDICINE: ItemId = ItemId(Uuid::from_u128(0x82));
pub const KEEPER: PersonId = PersonId(Uuid::from_u128(0x91));
pub const COORDINATOR: PersonId = PersonId(Uuid::from_u128(0x92));
pub const SECOND: PersonId = PersonId(Uuid::from_u128(0x93));
pub const AUDITOR: PersonId = PersonId(Uuid::from_u128(0x94));
pub const OTHER: SiteId = SiteId(Uuid::from_u128(0x52));
pub const OTHER_KEEPER: PersonId = PersonId(Uuid::from_u128(0x96));
pub const CODE: &str = "K7M2-9QXA";
pub const PIN: &str = "1234";

const GROUP: ItemGroupId = ItemGroupId(Uuid::from_u128(0x41));

/// A computer on its desk.
pub struct Desk {
    pub dir: TempDir,
    pub clock: Arc<SetClock>,
    pub context: Context,
}

impl Desk {
    pub fn new() -> Self {
        Self::with(Arc::new(NoLink))
    }

    pub fn with(link: Arc<dyn Link>) -> Self {
        Self::made(link, &["*".to_owned()], Vec::new())
    }

    /// A computer that writes these scopes alone.
    pub fn writing(scopes: &[String]) -> Self {
        Self::made(Arc::new(NoLink), scopes, Vec::new())
    }

    /// A computer that keeps two sites, with somebody signed in.
    pub fn of_two_sites(person: PersonId) -> Self {
        let desk = Self::made(Arc::new(NoLink), &["*".to_owned()], other_site());
        desk.sign_in(person);
        desk
    }

    /// A computer on which these entries stand, whatever rule they break: as after a merge.
    pub fn after_a_merge(bodies: Vec<Body>) -> Self {
        Self::made(Arc::new(NoLink), &["*".to_owned()], bodies)
    }

    fn made(link: Arc<dyn Link>, writes: &[String], further: Vec<Body>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("demo"), "").unwrap();
        fill(dir.path(), writes, further);
        let clock = Arc::new(SetClock::at(
            "2021-07-24T12:00:00Z"
                .parse::<DateTime<chrono::Utc>>()
                .unwrap(),
        ));
        let context = open(dir.path(), &clock, link);
        Self {
            dir,
            clock,
            context,
        }
    }

    /// The same computer after its program ended.
    pub fn reopened(self) -> Self {
        let Self {
            dir,
            clock,
            context,
        } = self;
        drop(context);
        let context = open(dir.path(), &clock, Arc::new(NoLink));
        Self {
            dir,
            clock,
            context,
        }
    }

    /// The same computer after these entries came from elsewhere: the folds take them, and no rule of this computer is
    /// asked. Nobody is signed in.
    pub fn told(self, bodies: Vec<Body>) -> Self {
        let Self {
            dir,
            clock,
            context,
        } = self;
        drop(context);
        let key = keyfile::unlock(dir.path(), Some("demo")).unwrap();
        let store = Store::open(dir.path(), &key).unwrap();
        let home = |body: &Body| routes(body).first().map(|route| route.home);
        let at_home = |body: Body| (home(&body).unwrap_or(Scope::Catalogue), body);
        append(&store, bodies.into_iter().map(at_home).collect());
        drop(store);
        let context = open(dir.path(), &clock, Arc::new(NoLink));
        Self {
            dir,
            clock,
            context,
        }
    }

    pub fn call(&self, name: &str, args: Value) -> Result<Value, Problem> {
        self.context.call(name, args)
    }

    pub fn ok<T: serde::de::DeserializeOwned>(&self, name: &str, args: Value) -> T {
        let reply = self
            .call(name, args)
            .unwrap_or_else(|problem| panic!("{name}: {problem}"));
        serde_json::from_value(reply).unwrap()
    }

    /// Sets the person's PIN, which signs in too.
    pub fn sign_in(&self, person: PersonId) -> Status {
        let sign_in = self.call("sign_in", json!({"person": person, "pin": PIN}));
        match sign_in {
            Ok(status) => serde_json::from_value(status).unwrap(),
            Err(_) => self.ok(
                "set_pin",
                json!({"person": person, "code": CODE, "pin": PIN}),
            ),
        }
    }

    pub fn signed_in(person: PersonId) -> Self {
        let desk = Self::new();
        desk.sign_in(person);
        desk
    }

    /// Hash over everything in the journal.
    pub fn head(&self) -> String {
        let found: Verified = self.ok("verify_ledger", json!({}));
        assert!(found.intact, "{:?}", found.problem);
        format!("{} {}", found.entries, found.head)
    }

    /// Demands that a call is refused with this code and writes nothing.
    pub fn refused(&self, name: &str, args: Value, code: &str) -> Problem {
        let before = self.head();
        let problem = match self.call(name, args.clone()) {
            Ok(reply) => panic!("{name} with {args} was not refused as {code}: {reply}"),
            Err(problem) => problem,
        };
        assert_eq!(problem.code, code, "{problem} for {args}");
        assert_eq!(self.head(), before, "a refusal writes nothing");
        problem
    }

    /// Posts a receipt of good blankets.
    pub fn blankets(&self, good: i64) -> Posted {
        self.ok("post_receipt", receipt(json!([line(BLANKET, good)])))
    }
}

pub fn open(dir: &Path, clock: &Arc<SetClock>, link: Arc<dyn Link>) -> Context {
    let random = Arc::new(SeededRandom::new(7));
    Context::open_with(dir.to_owned(), link, Arc::clone(clock) as _, random)
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

pub fn receipt(lines: Value) -> Value {
    json!({
        "id": id(), "site": SITE, "donor": DONOR, "acceptance": null, "occurred_on": "2021-07-24",
        "handed_over_on": "2021-07-24", "paper": "W-1",
        "declared_value": {"minor": 12_500_000, "currency": "EUR", "qualifier": "AROUND"},
        "lines": lines, "date_confirmed": false, "draft": null
    })
}

pub fn issue(lines: Value) -> Value {
    json!({
        "id": id(), "site": SITE, "point": POINT, "occurred_on": "2021-07-24", "lines": lines,
        "date_confirmed": false, "draft": null
    })
}

/// `value` with the field at a JSON pointer replaced.
pub fn with(mut value: Value, pointer: &str, field: Value) -> Value {
    *value
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("no {pointer}")) = field;
    value
}

fn fill(dir: &Path, writes: &[String], further: Vec<Body>) {
    let key = keyfile::create(dir, Keeping::Passphrase("demo")).unwrap();
    let store = Store::create(dir, &key).unwrap();
    let seed = store.begin_enrolment(SigningSeed([3; 32])).unwrap();
    let public = |byte| SigningKey::from_seed(&[byte; 32]).public();
    let identity = Identity {
        operation: OperationId(Uuid::from_u128(1)),
        operation_name: "Test".to_owned(),
        device: DeviceId(Uuid::from_u128(2)),
        letter: "B".to_owned(),
        name: "Desk".to_owned(),
        seed,
        reads: vec!["*".to_owned()],
        writes: writes.to_vec(),
        roles: vec![
            Role::StoreKeeper,
            Role::Coordinator,
            Role::FundOfficer,
            Role::Auditor,
        ],
        site: None,
        server_address: "127.0.0.1:1".to_owned(),
        server_key: public(4),
        log_key: public(5),
        administrator_key: public(6),
        epoch: 1,
    };
    store.enrol(&identity).unwrap();
    let bodies = catalogue().into_iter().chain(further);
    append(
        &store,
        bodies.map(|body| (Scope::Catalogue, body)).collect(),
    );
}

fn append(store: &Store, bodies: Vec<(Scope, Body)>) {
    let stamp = Stamp {
        person: COORDINATOR,
        role: Role::Administrator,
        recorded_at: "2021-07-15T06:00:00Z".parse().unwrap(),
        occurred_on: "2021-07-15".parse().unwrap(),
        reason: None,
        reverses: None,
    };
    let (_, _) = store
        .write(stamp, |writing| {
            for (scope, body) in bodies {
                writing.append(body, scope, &[])?;
            }
            Ok::<_, store::StoreError>(())
        })
        .unwrap();
}

fn other_site() -> Vec<Body> {
    vec![
        Body::from(SiteRegistered {
            id: OTHER,
            code: "RUK".to_owned(),
            name: "Rukla".to_owned(),
            kind: SiteKind::Hub,
            country: "LT".to_owned(),
            time_zone: "Europe/Vilnius".to_owned(),
            facilities: None,
        }),
        person(
            OTHER_KEEPER,
            "Other keeper",
            &[Role::StoreKeeper],
            Some(OTHER),
        ),
    ]
}

pub fn catalogue() -> Vec<Body> {
    let names = |name: &str| [("en".to_owned(), name.to_owned())].into();
    let item = |id, code: &str, tracking| {
        let (group, names, code) = (GROUP, names(code), code.to_owned());
        Body::from(ItemRegistered {
            id,
            group,
            code,
            names,
            unit: Unit::Piece,
            tracking,
            durable: false,
            dangerous_goods: None,
        })
    };
    let party = |id, iso: &str, donor, affected| {
        Body::from(PartyRegistered {
            id,
            kind: ParticipantKind::MemberState,
            names: names(iso),
            iso: Some(iso.to_owned()),
            eu_code: None,
            donor,
            affected,
            synonyms: Vec::new(),
        })
    };
    let mut bodies = vec![
        Body::from(ItemGroupRegistered {
            id: GROUP,
            code: "all".to_owned(),
            names: names("All"),
        }),
        item(BLANKET, "BLANKET", Tracking::None),
        item(MEDICINE, "MEDICINE", Tracking::BatchExpiry),
        party(DONOR, "CZ", true, false),
        party(STATE, "LT", false, true),
        Body::from(SiteRegistered {
            id: SITE,
            code: "PAB".to_owned(),
            name: "Pabradė".to_owned(),
            kind: SiteKind::ReceptionCentre,
            country: "LT".to_owned(),
            time_zone: "Europe/Vilnius".to_owned(),
            facilities: None,
        }),
        Body::from(PointRegistered {
            id: POINT,
            site: SITE,
            name: "Block 1".to_owned(),
        }),
    ];
    bodies.extend([
        person(KEEPER, "Keeper", &[Role::StoreKeeper], Some(SITE)),
        person(
            COORDINATOR,
            "Coordinator",
            &[Role::Coordinator, Role::FundOfficer],
            None,
        ),
        person(SECOND, "Second", &[Role::Coordinator], None),
        person(AUDITOR, "Auditor", &[Role::Auditor], None),
    ]);
    bodies
}

fn person(id: PersonId, name: &str, roles: &[Role], site: Option<SiteId>) -> Body {
    let code = CODE.replace('-', "");
    let hash = proof::hash::sha256(&[
        b"relief-pin-code/1\n",
        id.to_string().as_bytes(),
        b"\n",
        code.as_bytes(),
    ]);
    PersonRegistered {
        id,
        name: name.to_owned(),
        grants: roles
            .iter()
            .map(|role| Grant { role: *role, site })
            .collect(),
        pin_code: Some(hash.to_string()),
    }
    .into()
}
