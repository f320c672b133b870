//! No page of the demonstration is empty: whoever tries the program out sees every list with something in it.
//!
//! What a newcomer gets wrong: a list that is missing here is found by the contract itself. Whoever adds a call that lists
//! has the story tell something of it, or says here why it does not.

use app::contract::{CALLS, Who, schemas};
use scenario::ask::ask;
use scenario::devices::{COORDINATOR, Device, KEEPER};
use scenario::lithuania_2021::{document, item, party, site};
use serde_json::{Value, json};
use store::view::StockRow;

use super::copied;

/// Lists that are rightly empty, and why.
const EMPTY: &[(&str, &str)] = &[
    (
        "drafts",
        "what somebody left half done; a draft would be offered to whoever opens a form first",
    ),
    (
        "dispatch_proposals",
        "shown beside the links of receipts, which has a row: two papers of one transfer cross only where one was lost",
    ),
];

/// The computers of the story that show all the pages between them.
struct Computers {
    keeper: Device,
    office: Device,
}

impl Computers {
    /// Who looks at a list, and what it is asked with.
    fn asked(&self, name: &str) -> (&Device, Value) {
        let at = json!({"site": site("PAB")});
        let everywhere = json!({"site": null, "donor": null, "condition": null});
        let blankets =
            json!({"site": null, "donor": null, "condition": null, "item": item("BLANKET")});
        match name {
            "people" | "items" | "item_groups" | "parties" | "sites" | "drafts" | "kits"
            | "limits" | "norms" => (&self.keeper, json!({})),
            "activations" | "offers" | "acceptances" | "match_proposals" | "requests"
            | "transports" | "proposals" | "similar_records" | "merges" => {
                (&self.office, json!({}))
            }
            "expected" | "stock" | "balances" | "goods_out" | "returnables" | "transfers"
            | "dispatch_proposals" | "kit_lots" | "reservations" | "free_stock"
            | "consignments" | "discrepancies" => (&self.keeper, at),
            "documents" => (
                &self.keeper,
                json!({"site": null, "kind": null, "text": null, "offset": 0, "limit": 9}),
            ),
            "stock_items" => (&self.office, everywhere),
            "stock_sites" => (&self.office, blankets),
            "stock_card" => (
                &self.keeper,
                json!({"site": site("PAB"), "item": item("BLANKET")}),
            ),
            "match_candidates" => (&self.office, json!({"receipt": document("receipt/LV")})),
            "returns_to" => (&self.keeper, json!({"lots": [self.lot()]})),
            "donor_goods" => (&self.keeper, json!({"donor": party("CZ")})),
            "count_sheet" => (
                &self.keeper,
                json!({"site": site("PAB"), "place": null, "blind": false}),
            ),
            "packaging" => (&self.office, json!({"item": null})),
            "needs" => (
                &self.keeper,
                json!({"site": site("PAB"), "horizon_days": 14}),
            ),
            "read_party_list" => (&self.office, json!({"text": "Austria, and Norway"})),
            other => {
                panic!("{other} lists, and nobody says who looks at it and what it is asked with")
            }
        }
    }

    /// Some lot at Pabradė.
    fn lot(&self) -> Value {
        let at = json!({"site": site("PAB")});
        let stock: Vec<StockRow> = ask(&self.keeper.context, "stock", &at).unwrap();
        json!(stock[0].lots[0].lot)
    }
}

fn computers(dir: &std::path::Path) -> Computers {
    Computers {
        keeper: copied(dir, &KEEPER),
        office: copied(dir, &COORDINATOR),
    }
}

/// Calls that answer a list and write nothing.
fn listing() -> Vec<&'static str> {
    let lists = |schema: &Value| schema["type"] == "array";
    let found = schemas().into_iter().filter(|(name, _, reply)| {
        let writes = CALLS
            .iter()
            .any(|call| call.name == *name && call.who == Who::SignedIn);
        !writes && lists(reply.as_value())
    });
    found.map(|(name, _, _)| name).collect()
}

#[test]
fn no_list_of_the_demonstration_is_empty() {
    let dir = tempfile::tempdir().unwrap();
    let computers = computers(dir.path());
    let found = listing();
    assert!(found.len() > 35, "{found:?}");
    for name in found {
        let (device, request) = computers.asked(name);
        let rows: Vec<Value> = ask(&device.context, name, &request).unwrap();
        let why = EMPTY.iter().find(|(empty, _)| *empty == name);
        match why {
            None => assert!(!rows.is_empty(), "{name} is empty"),
            Some((_, why)) => assert!(rows.is_empty(), "{name} has rows, but: {why}"),
        }
    }
}

#[test]
fn pages_of_several_lists_have_something_in_each() {
    let dir = tempfile::tempdir().unwrap();
    let computers = computers(dir.path());
    let site_page = json!({"site": site("PAB")});
    let of_lot = json!({"lot": computers.lot()});
    let tasks = json!({"settled": false, "mine": false});
    let (keeper, office) = (&computers.keeper, &computers.office);
    let pages: [(&str, &Device, Value, &[&str]); 7] = [
        (
            "matrix",
            office,
            json!({"site": null}),
            &["rows", "requested"],
        ),
        (
            "funds",
            office,
            json!({}),
            &["decisions", "allocations", "stated_totals"],
        ),
        (
            "registers",
            office,
            json!({}),
            &["deployments", "deployed", "assets", "figures", "sums"],
        ),
        ("tasks", office, tasks, &["tasks"]),
        (
            "site_page",
            keeper,
            site_page,
            &["access_notes", "head_counts"],
        ),
        ("find", keeper, json!({"text": "blanket"}), &["items"]),
        ("lot_trace", keeper, of_lot, &["movements"]),
    ];
    for (name, device, request, lists) in pages {
        let page: Value = ask(&device.context, name, &request).unwrap();
        for list in lists {
            let rows = page[list].as_array().map(Vec::len);
            assert!(rows.is_some_and(|rows| rows > 0), "{name} {list}: {rows:?}");
        }
    }
}
