//! Which way each kind goes into the journal: the table of `ledger::route`, as the golden entries show it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use ledger::body::{Body, DocumentKind, DocumentReversed};
use ledger::ids::{DocumentId, ReversalId, SiteId};
use ledger::role::Role;
use ledger::route::{Route, routes, stands};
use ledger::scope::Scope;
use uuid::Uuid;

const OTHER: Scope = Scope::Site(SiteId(Uuid::from_u128(0xffff)));

/// Sites are called by the order in which a body's routes name them.
struct Sites(BTreeMap<Scope, String>);

impl Sites {
    fn name(&mut self, scope: Scope) -> String {
        match scope {
            Scope::Catalogue | Scope::Coordination | Scope::Funds => scope.to_string(),
            Scope::Site(_) => {
                let next = format!("site {}", self.0.len() + 1);
                self.0.entry(scope).or_insert(next).clone()
            }
        }
    }
}

/// `home: action -> must see it (+ who else may)`.
fn told(route: &Route, sites: &mut Sites) -> String {
    let home = sites.name(route.home);
    let needed = route.also(&[]);
    let seen: Vec<String> = needed.iter().map(|scope| sites.name(*scope)).collect();
    let may = |scope: Scope| {
        let mut also = needed.clone();
        also.push(scope);
        !needed.contains(&scope) && scope != route.home && route.admits(&also)
    };
    let more = [
        (may(OTHER), "sites"),
        (may(Scope::Coordination), "coordination"),
        (may(Scope::Funds), "funds"),
        (may(Scope::Catalogue), "catalogue"),
    ];
    let more: Vec<&str> = more
        .iter()
        .filter(|(may, _)| *may)
        .map(|(_, word)| *word)
        .collect();
    let mut text = format!("{home}: {:?} -> [{}]", route.action, seen.join(", "));
    if !more.is_empty() {
        let _ = write!(text, " + {}", more.join(" or "));
    }
    text
}

fn table() -> BTreeSet<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut table = BTreeSet::new();
    for file in fs::read_dir(folder).expect("the golden folder") {
        let path = file.expect("a file").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let kind = name.split('.').next().expect("a kind").to_owned();
        let json = fs::read_to_string(&path).expect("a golden file");
        let body = Body::from_json(&kind, 1, json.trim_end()).expect("a golden body");
        if matches!(body, Body::DocumentReversed(_)) {
            continue;
        }
        lines(&kind, &body, &mut table);
    }
    for kind in REVERSED {
        let body = DocumentReversed {
            id: ReversalId(Uuid::from_u128(1)),
            number: "PAB-REV-21-B-00001".to_owned(),
            document: DocumentId(Uuid::from_u128(2)),
            document_kind: kind,
            site: SiteId(Uuid::from_u128(3)),
            receipt: None,
        };
        lines(&format!("reversed {kind:?}"), &body.into(), &mut table);
    }
    table
}

fn lines(name: &str, body: &Body, table: &mut BTreeSet<String>) {
    let mut sites = Sites(BTreeMap::new());
    let found = routes(body);
    if found.is_empty() {
        table.insert(format!("{name} | no device"));
    }
    for route in found {
        table.insert(format!("{name} | {}", told(&route, &mut sites)));
    }
}

const REVERSED: [DocumentKind; 12] = [
    DocumentKind::Match,
    DocumentKind::Receipt,
    DocumentKind::Issue,
    DocumentKind::StockMove,
    DocumentKind::Transfer,
    DocumentKind::TransferReceipt,
    DocumentKind::TransferSettlement,
    DocumentKind::DispatchMatch,
    DocumentKind::Count,
    DocumentKind::Opening,
    DocumentKind::KitBuild,
    DocumentKind::Offer,
];

#[test]
fn every_kind_goes_the_way_that_the_table_says() {
    let expected = include_str!("routes.txt");
    let found: Vec<String> = table().into_iter().collect();
    assert_eq!(found.join("\n"), expected.trim_end());
}

#[test]
fn an_entry_stands_in_its_home_and_in_the_roles_of_its_action() {
    let read = |kind: &str, text: &str| Body::from_json(kind, 1, text.trim_end()).expect("golden");
    let receipt = read(
        "receipt_posted",
        include_str!("../golden/receipt_posted.v1.json"),
    );
    let home = routes(&receipt)[0].home;
    assert!(stands(&receipt, home, Role::StoreKeeper));
    assert!(!stands(&receipt, home, Role::Coordinator));
    assert!(!stands(&receipt, OTHER, Role::StoreKeeper));
    assert!(!stands(&receipt, Scope::Catalogue, Role::StoreKeeper));
    let person = read(
        "person_registered",
        include_str!("../golden/person_registered.v1.json"),
    );
    assert!(stands(&person, Scope::Catalogue, Role::Administrator));
    assert!(!stands(&person, OTHER, Role::Administrator));
}

#[test]
fn an_entry_names_all_who_must_see_it_and_nobody_else() {
    let text = include_str!("../golden/receipt_posted.v1.json");
    let body = Body::from_json("receipt_posted", 1, text.trim_end()).expect("a golden body");
    let ways = routes(&body);
    let [way] = ways.as_slice() else {
        panic!("{ways:?}");
    };
    assert!(way.admits(&[Scope::Coordination]));
    assert!(
        way.admits(&[Scope::Coordination, way.home]),
        "its own home is no other reader"
    );
    assert!(!way.admits(&[]), "coordination would not see it");
    assert!(
        !way.admits(&[Scope::Coordination, OTHER]),
        "a site it does not concern"
    );
    assert!(
        !way.admits(&[Scope::Coordination, Scope::Catalogue]),
        "everybody"
    );
    assert_eq!(way.also(&[way.home]), [Scope::Coordination]);
}
