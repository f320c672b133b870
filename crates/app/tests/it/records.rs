//! The catalogue kept in the window, sites and registers: what a person can do, and every refusal by its code.

use app::contract::replies::Kept;
use serde_json::{Value, json};
use store::view::{NeedRow, PackagingRow, Registers, SitePage};
use uuid::Uuid;

use crate::desk::{BLANKET, COORDINATOR, DONOR, Desk, KEEPER, MEDICINE, SITE, STATE, id, with};

const GROUP: Uuid = Uuid::from_u128(0x41);

fn item() -> Value {
    json!({
        "id": id(), "group": GROUP, "code": "SOAP", "names": {"en": "Soap", "lt": "Muilas"}, "unit": "gram",
        "tracking": "NONE", "durable": false, "dangerous_goods": null, "draft": null
    })
}

fn packaging() -> Value {
    json!({
        "id": id(), "item": BLANKET, "level": "inner", "contains": 10, "of": null, "gtin": "4006381333931",
        "gross_grams": 12_000, "volume_ml": null, "stackable": true, "draft": null
    })
}

fn party() -> Value {
    json!({
        "id": id(), "kind": "EU_BODY", "names": {"en": "Frontex"}, "iso": null, "eu_code": null, "donor": false,
        "affected": false, "synonyms": [], "draft": null
    })
}

fn site() -> Value {
    json!({
        "id": id(), "code": "RUK", "name": "Rukla", "kind": "RECEPTION_CENTRE", "country": "LT",
        "time_zone": "Europe/Vilnius", "facilities": {"capacity_persons": 450, "un_locode": "LTRUK"}, "draft": null
    })
}

fn norm() -> Value {
    json!({
        "id": id(), "item": BLANKET, "group": null, "quantity": 1, "persons": 1, "basis": "once", "days": 1,
        "standard": "Sphere", "edition": "2018", "source": "Shelter standard 4", "checked_on": null, "draft": null
    })
}

#[test]
fn the_office_keeps_the_catalogue_and_a_keeper_does_not() {
    let desk = Desk::signed_in(COORDINATOR);
    for (name, request) in [
        ("register_item", item()),
        ("register_packaging", packaging()),
        ("register_party", party()),
        ("register_site", site()),
        ("register_norm", norm()),
        (
            "register_group",
            json!({"id": id(), "code": "hygiene", "names": {"en": "Hygiene"}, "draft": null}),
        ),
    ] {
        let kept: Kept = desk.ok(name, request.clone());
        assert!(!kept.repeated);
        let again: Kept = desk.ok(name, request.clone());
        assert!(again.repeated, "{name} twice is once");
        desk.sign_in(KEEPER);
        let other = with(request, "/id", json!(id()));
        desk.refused(name, other, "not-permitted");
        desk.sign_in(COORDINATOR);
    }
    let edited = with(item(), "/id", json!(MEDICINE));
    let edited = with(with(edited, "/unit", json!("piece")), "/code", json!("MED"));
    let _: Kept = desk.ok("register_item", edited);
    let rows: Vec<Value> = desk.ok("items", json!({}));
    assert!(
        rows.iter()
            .any(|row| row["code"] == "MED" && row["names"]["lt"] == "Muilas")
    );
}

/// A record, the field that is wrong, what stands there, and the code it is refused with.
const FAULTS: &str = r#"
item      | /code            | "so ap"              | code-malformed
item      | /code            | "BLANKET"            | code-taken
item      | /group           | "00000000-0000-0000-0000-000000000999" | group-unknown
item      | /names           | {"lt": "x"}          | text-missing
item      | /dangerous_goods | "UN7"                | un-number-invalid
item      | /id              | "00000000-0000-0000-0000-000000000081" | unit-fixed
packaging | /item            | "00000000-0000-0000-0000-000000000999" | item-unknown
packaging | /contains        | 0                    | quantity-zero
packaging | /contains        | -3                   | quantity-negative
packaging | /contains        | 2.5                  | quantity-fraction
packaging | /contains        | 9007199254740993     | quantity-too-large
packaging | /of              | "00000000-0000-0000-0000-000000000999" | packaging-unknown
packaging | /gtin            | "4006381333930"      | gtin-check-digit
packaging | /gtin            | "40063813339"        | gtin-length
party     | /iso             | "LIT"                | country-invalid
party     | /iso             | "CZ"                 | code-taken
site      | /code            | "r"                  | code-malformed
site      | /code            | "PAB"                | code-taken
site      | /id              | "00000000-0000-0000-0000-000000000051" | code-fixed
site      | /time_zone       | "Vilnius"            | time-zone-unknown
site      | /country         | "Lithuania"          | country-invalid
site      | /facilities      | {"un_locode": "LTRU0"} | locode-invalid
site      | /facilities      | {"latitude": 91000000, "longitude": 0} | coordinates-invalid
site      | /facilities      | {"free_m2": -1}      | quantity-negative
norm      | /group           | "00000000-0000-0000-0000-000000000041" | norm-item-or-group
norm      | /item            | "00000000-0000-0000-0000-000000000999" | item-unknown
norm      | /quantity        | 0                    | quantity-zero
norm      | /source          | " "                  | text-missing
norm      | /checked_on      | "2030-01-01"         | date-in-future
"#;

/// The columns of each line of a table.
fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    fn columns(line: &str) -> Vec<&str> {
        line.split('|').map(str::trim).collect()
    }
    table.trim().lines().map(columns)
}

#[test]
fn each_fault_of_a_record_has_its_code() {
    let desk = Desk::signed_in(COORDINATOR);
    for line in lines(FAULTS) {
        let [record, pointer, value, code] = line[..] else {
            panic!("four columns: {line:?}");
        };
        let request = match record {
            "item" => item(),
            "packaging" => packaging(),
            "party" => party(),
            "site" => site(),
            "norm" => norm(),
            other => panic!("no {other}"),
        };
        let value = serde_json::from_str(value).unwrap();
        desk.refused(
            &format!("register_{record}"),
            with(request, pointer, value),
            code,
        );
    }
}

#[test]
fn i_08_a_packaging_version_holds_packs_of_a_lower_level_and_never_changes() {
    let desk = Desk::signed_in(COORDINATOR);
    let first = packaging();
    let _: Kept = desk.ok("register_packaging", first.clone());
    let changed = with(first.clone(), "/contains", json!(12));
    desk.refused("register_packaging", changed, "packaging-fixed");
    let carton = with(packaging(), "/of", first["id"].clone());
    desk.refused("register_packaging", carton.clone(), "packaging-level");
    let carton = with(carton, "/level", json!("carton"));
    let _: Kept = desk.ok("register_packaging", carton);
    let rows: Vec<PackagingRow> = desk.ok("packaging", json!({"item": BLANKET}));
    let base: Vec<i64> = rows.iter().map(|row| row.base_units).collect();
    assert_eq!(base, [10, 100]);
}

#[test]
fn x_06_a_merge_is_made_and_taken_back() {
    let desk = Desk::signed_in(COORDINATOR);
    let merge = |from: Value, into: Value| json!({"id": id(), "kind": "item", "from": from, "into": into, "reason": "the same"});
    desk.refused(
        "merge_records",
        merge(json!(BLANKET), json!(BLANKET)),
        "merge-same",
    );
    desk.refused(
        "merge_records",
        merge(json!(BLANKET), json!(id())),
        "record-unknown",
    );
    let soap = item();
    let _: Kept = desk.ok("register_item", soap.clone());
    desk.refused(
        "merge_records",
        merge(soap["id"].clone(), json!(BLANKET)),
        "units-differ",
    );
    let request = merge(json!(MEDICINE), json!(BLANKET));
    desk.refused(
        "merge_records",
        with(request.clone(), "/reason", json!("")),
        "text-missing",
    );
    let undo = json!({"kind": "item", "from": MEDICINE, "reason": "they differ"});
    desk.refused("undo_merge", undo.clone(), "merge-unknown");
    let _: Kept = desk.ok("merge_records", request.clone());
    let again: Kept = desk.ok("merge_records", request);
    assert!(again.repeated);
    desk.refused(
        "merge_records",
        merge(json!(BLANKET), json!(MEDICINE)),
        "already-merged",
    );
    let items = |desk: &Desk| desk.ok::<Vec<Value>>("items", json!({})).len();
    assert_eq!(items(&desk), 2);
    let _: Kept = desk.ok("undo_merge", undo);
    assert_eq!(items(&desk), 3);
    let _: Vec<Value> = desk.ok("similar_records", json!({}));
}

#[test]
fn x_07_a_proposal_stands_beside_the_central_text_until_it_is_settled() {
    let desk = Desk::signed_in(KEEPER);
    let request = json!({
        "id": id(), "site": SITE, "item": BLANKET, "names": {"en": "Thermal blanket"}, "reason": "the label says so",
        "draft": null
    });
    desk.refused(
        "propose_item",
        with(request.clone(), "/names", json!({"en": "BLANKET"})),
        "proposal-same",
    );
    desk.refused(
        "propose_item",
        with(request.clone(), "/item", json!(id())),
        "item-unknown",
    );
    let _: Kept = desk.ok("propose_item", request.clone());
    let settle =
        |adopt: bool| json!({"proposal": request["id"], "adopt": adopt, "reason": "agreed"});
    desk.refused("settle_proposal", settle(true), "not-permitted");
    desk.sign_in(COORDINATOR);
    let rows: Vec<Value> = desk.ok("proposals", json!({}));
    assert_eq!(
        (&rows[0]["names"]["en"], &rows[0]["proposed"]["en"]),
        (&json!("BLANKET"), &json!("Thermal blanket"))
    );
    desk.refused(
        "settle_proposal",
        json!({"proposal": id(), "adopt": true, "reason": "x"}),
        "proposal-unknown",
    );
    let _: Kept = desk.ok("settle_proposal", settle(true));
    let again: Kept = desk.ok("settle_proposal", settle(true));
    assert!(again.repeated);
    desk.refused("settle_proposal", settle(false), "already-settled");
    let items: Vec<Value> = desk.ok("items", json!({}));
    assert!(
        items
            .iter()
            .any(|row| row["names"]["en"] == "Thermal blanket")
    );
}

fn heads() -> Value {
    json!({
        "id": id(), "site": SITE, "day": "2021-07-24", "band": "total", "number": {"value": 160, "qualifier": "AROUND"},
        "method": "counted", "remark": null, "remark_confirmed": false, "date_confirmed": false, "draft": null
    })
}

#[test]
fn heads_are_counted_and_never_named() {
    let desk = Desk::signed_in(KEEPER);
    let cases = [
        ("/day", json!("2021-07-25"), "date-in-future"),
        (
            "/number",
            json!({"value": null, "qualifier": "EXACT"}),
            "quantity-missing",
        ),
        (
            "/number",
            json!({"value": 5, "qualifier": "NOT_STATED"}),
            "count-not-stated-with-number",
        ),
        (
            "/number",
            json!({"value": -5, "qualifier": "EXACT"}),
            "count-negative",
        ),
        (
            "/number",
            json!({"value": 9_007_199_254_740_993_i64, "qualifier": "EXACT"}),
            "count-too-large",
        ),
        (
            "/number",
            json!({"value": 1.5, "qualifier": "EXACT"}),
            "quantity-fraction",
        ),
        (
            "/remark",
            json!("call +370 612 34567"),
            "remark-may-identify",
        ),
    ];
    for (pointer, value, code) in cases {
        desk.refused("record_head_count", with(heads(), pointer, value), code);
    }
    let named = with(heads(), "/remark", json!("AB1234567"));
    let problem = desk.refused("record_head_count", named.clone(), "remark-may-identify");
    assert_eq!(
        problem.facts["patterns"], "passport",
        "I-20: the question does not repeat it"
    );
    let _: Kept = desk.ok(
        "record_head_count",
        with(named, "/remark_confirmed", json!(true)),
    );
    desk.sign_in(COORDINATOR);
    desk.refused("record_head_count", heads(), "not-permitted");
    let elsewhere = json!({"site": id()});
    desk.refused("site_page", elsewhere, "site-unknown");
    let page: SitePage = desk.ok("site_page", json!({"site": SITE}));
    assert_eq!(page.head_counts[0].heads.value, Some(160));
}

#[test]
fn an_access_note_is_shown_with_its_validity() {
    let desk = Desk::signed_in(COORDINATOR);
    let note = json!({
        "id": id(), "site": SITE, "text": "No movement within 5 km of the border", "valid_from": "2021-11-09",
        "valid_to": null, "source": "JOIN(2021) 32 final", "draft": null
    });
    desk.refused(
        "record_access_note",
        with(note.clone(), "/valid_to", json!("2021-11-08")),
        "ends-before-start",
    );
    desk.refused(
        "record_access_note",
        with(note.clone(), "/site", json!(id())),
        "site-unknown",
    );
    desk.refused(
        "record_access_note",
        with(note.clone(), "/text", json!("")),
        "text-missing",
    );
    let _: Kept = desk.ok("record_access_note", note);
    let page: SitePage = desk.ok("site_page", json!({"site": SITE}));
    assert!(!page.access_notes[0].valid, "it begins in November");
    desk.clock.set("2021-11-10T12:00:00Z".parse().unwrap());
    let page: SitePage = desk.ok("site_page", json!({"site": SITE}));
    assert!(page.access_notes[0].valid, "D04");
}

#[test]
fn needs_are_not_known_before_somebody_counts() {
    let desk = Desk::signed_in(COORDINATOR);
    let _: Kept = desk.ok("register_norm", norm());
    let ask = |days: u32| json!({"site": SITE, "horizon_days": days});
    let rows: Vec<NeedRow> = desk.ok("needs", ask(14));
    assert_eq!(
        (rows[0].need, rows[0].gap, rows[0].heads.value),
        (None, None, None),
        "I-21"
    );
    desk.refused("needs", ask(0), "horizon-out-of-range");
    desk.refused("needs", ask(400), "horizon-out-of-range");
    desk.refused(
        "needs",
        json!({"site": id(), "horizon_days": 14}),
        "site-unknown",
    );
    desk.sign_in(KEEPER);
    desk.blankets(100);
    let _: Kept = desk.ok("record_head_count", heads());
    let rows: Vec<NeedRow> = desk.ok("needs", ask(14));
    assert_eq!(
        (rows[0].need, rows[0].in_stock, rows[0].gap),
        (Some(160), 100, Some(60))
    );
    desk.refused(
        "needs",
        json!({"site": null, "horizon_days": 14}),
        "not-permitted",
    );
}

fn deployment() -> Value {
    json!({
        "id": id(), "agency": STATE, "role": "experts", "number": {"value": 73, "qualifier": "EXACT"}, "country": "LT",
        "place": null, "from": "2021-07", "to": null, "baseline": false, "as_of": "2021-07-24", "source": "JOIN(2021) 32",
        "draft": null
    })
}

fn asset() -> Value {
    json!({
        "id": id(), "kind": "helicopters", "number": {"value": null, "qualifier": "NOT_STATED"}, "holder": DONOR,
        "country": "LT", "place": null, "as_of": "2021-07-24", "source": "JOIN(2021) 32", "draft": null
    })
}

fn figure() -> Value {
    json!({
        "id": id(), "series": "arrivals", "place": "EU", "number": {"value": 7698, "qualifier": "EXACT"}, "words": null,
        "as_of": "2021-07", "source": "JOIN(2021) 32", "within": null, "relation": null, "draft": null
    })
}

const REGISTER_FAULTS: &str = r#"
deployment | /agency  | "00000000-0000-0000-0000-000000000999"  | party-unknown
deployment | /from    | "2021-7"                                | partial-date-invalid
deployment | /to      | "2021-06"                               | ends-before-start
deployment | /country | "Lithuania"                             | country-invalid
deployment | /as_of   | "2021-11-23"                            | date-in-future
asset      | /holder  | "00000000-0000-0000-0000-000000000999"  | party-unknown
asset      | /number  | {"value": 0, "qualifier": "NOT_STATED"} | count-not-stated-with-number
figure     | /within  | "00000000-0000-0000-0000-000000000999"  | figure-relation
figure     | /number  | {"value": null, "qualifier": "NOT_STATED"} | figure-without-number
"#;

#[test]
fn each_fault_of_a_register_has_its_code() {
    let desk = Desk::signed_in(COORDINATOR);
    for line in lines(REGISTER_FAULTS) {
        let [record, pointer, value, code] = line[..] else {
            panic!("four columns: {line:?}");
        };
        let request = match record {
            "deployment" => deployment(),
            "asset" => asset(),
            "figure" => figure(),
            other => panic!("no {other}"),
        };
        let value = serde_json::from_str(value).unwrap();
        desk.refused(
            &format!("record_{record}"),
            with(request, pointer, value),
            code,
        );
    }
}

#[test]
fn registers_take_what_sources_say_and_no_more() {
    let desk = Desk::signed_in(COORDINATOR);
    let total = figure();
    let _: Kept = desk.ok("record_deployment", deployment());
    let _: Kept = desk.ok("record_asset", asset());
    let _: Kept = desk.ok("record_figure", total.clone());
    let part = |within: &Value, series: &str| {
        let part = with(figure(), "/within", within.clone());
        with(
            with(part, "/relation", json!("part")),
            "/series",
            json!(series),
        )
    };
    let unknown = part(&json!(id()), "arrivals");
    desk.refused("record_figure", unknown, "figure-unknown");
    let other = part(&total["id"], "returns");
    desk.refused("record_figure", other, "figure-series-differs");
    let first = part(&total["id"], "arrivals");
    let _: Kept = desk.ok("record_figure", first.clone());
    let inner = part(&first["id"], "arrivals");
    desk.refused("record_figure", inner, "figure-nested");
    let found: Registers = desk.ok("registers", json!({}));
    let counts = (found.deployments.len(), found.assets.len());
    assert_eq!((counts, found.figures.len()), ((1, 1), 2));
    assert_eq!(found.deployed.last().unwrap().crisis.value, Some(73));
    desk.sign_in(KEEPER);
    desk.refused("registers", json!({}), "not-permitted");
}
