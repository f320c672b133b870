//! What there is to look at: documents by their ids, and every page of the window.

use crate::scene::{self, Announced, Chain};
use anyhow::{Context as _, ensure};
use journeys::{
    Demo,
    demo::{self, Person},
    programs,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

/// The columns of the matrix, in the order of the window.
pub(super) const COLUMNS: [&str; 10] = [
    "offered",
    "accepted",
    "dispatched",
    "in_transit",
    "good",
    "damaged",
    "short",
    "issued",
    "on_hand_good",
    "on_hand_damaged",
];

/// Documents to look at, by their ids.
pub(super) struct Places {
    pub(super) announced: Announced,
    pub(super) chain: Chain,
    pub(super) receipt: String,
    pub(super) issue: String,
    pub(super) activation: String,
    /// The link of a receipt with its acceptance.
    pub(super) linked: String,
    /// An offer whose quantities nobody stated.
    pub(super) unstated: String,
    /// Of each column of the matrix the cell with the largest exact figure, and the figure.
    pub(super) figures: Vec<(String, i64)>,
    pub(super) stock: Stock,
}

/// Documents of the store, by their ids.
pub(super) struct Stock {
    pub(super) sent: String,
    /// On its way to Pabradė.
    pub(super) coming: String,
    pub(super) taken_in: String,
    pub(super) movement: String,
    pub(super) count: String,
    pub(super) opening: String,
    pub(super) kit: String,
    pub(super) lot: String,
}

impl Places {
    pub(super) fn of(demo: &Demo) -> anyhow::Result<Self> {
        let any = |person: Person, kind: &str, text: Option<&str>| any(demo, person, kind, text);
        let announced = scene::announce(demo)?;
        Ok(Self {
            chain: scene::chain(demo, &announced)?,
            announced,
            receipt: any(demo::KEEPER, "receipt", None)?,
            issue: any(demo::KEEPER, "issue", None)?,
            activation: scene::lithuania(demo)?,
            linked: any(demo::COORDINATOR, "match", None)?,
            unstated: any(demo::COORDINATOR, "offer", Some("France"))?,
            figures: figures(demo)?,
            stock: Stock::of(demo)?,
        })
    }
}

impl Stock {
    fn of(demo: &Demo) -> anyhow::Result<Self> {
        let any = |kind: &str| any(demo, demo::KEEPER, kind, None);
        let sites = demo.call(demo::KEEPER, "sites", &json!({}))?;
        let mut sites = sites.as_array().into_iter().flatten();
        let site = sites.find(|row| row["code"] == "PAB").context("Pabradė")?;
        let site = json!({"site": site["id"]});
        let transfers = demo.call(demo::KEEPER, "transfers", &site)?;
        let transfer = |number: &str| {
            let mut rows = transfers.as_array().into_iter().flatten();
            let starts = |row: &&Value| {
                row["number"]
                    .as_str()
                    .unwrap_or_default()
                    .starts_with(number)
            };
            let id = rows.find(starts).and_then(|row| row["id"].as_str());
            id.map(str::to_owned)
                .with_context(|| format!("the demo has no transfer {number}"))
        };
        let stock = demo.call(demo::KEEPER, "stock", &site)?;
        let lot = stock[0]["lots"][0]["lot"].as_str().context("a lot")?;
        Ok(Self {
            sent: transfer("PAB-")?,
            coming: transfer("RUK-")?,
            taken_in: any("transfer_receipt")?,
            movement: any("stock_move")?,
            count: any("count")?,
            opening: any("opening")?,
            kit: any("kit_build")?,
            lot: lot.to_owned(),
        })
    }
}

/// The newest document of a kind.
fn any(demo: &Demo, person: Person, kind: &str, text: Option<&str>) -> anyhow::Result<String> {
    let request = json!({"site": null, "kind": kind, "text": text, "offset": 0, "limit": 1});
    let rows = demo.call(person, "documents", &request)?;
    let id = rows[0]["id"].as_str().map(str::to_owned);
    id.with_context(|| format!("the demo has no {kind}"))
}

/// The cell of the matrix in the row of this donor and item.
pub(super) fn cell(donor: &str, item: &str, column: &str) -> String {
    format!("cell-{donor}-{item}-{}", column.replace('_', "-"))
}

/// The largest exact figure of each column of the matrix, as the coordinator's computer has it, and its cell.
fn figures(demo: &Demo) -> anyhow::Result<Vec<(String, i64)>> {
    // What the keeper sent last is not there yet.
    demo.sync(demo::COORDINATOR)?;
    let ask = |name: &str, request: Value| demo.call(demo::COORDINATOR, name, &request);
    let matrix = ask("matrix", json!({"site": null}))?;
    let (parties, items) = (ask("parties", json!({}))?, ask("items", json!({}))?);
    let named = |rows: &Value, id: &Value, key: &str| {
        let mut rows = rows.as_array().into_iter().flatten();
        let row = rows.find(|row| row["id"] == *id)?;
        row[key].as_str().map(str::to_owned)
    };
    let largest = |column: &str| {
        let rows = matrix["rows"].as_array().into_iter().flatten();
        let exact = rows.filter(|row| row[column]["qualifiers"] == json!(["EXACT"]));
        let figure = |row: &Value| {
            let donor = named(&parties, &row["donor"], "iso")?;
            let item = named(&items, &row["item"], "code")?;
            let figure = row[column]["value"].as_i64()?;
            Some((cell(&donor, &item, column), figure))
        };
        exact.filter_map(figure).max_by_key(|(_, figure)| *figure)
    };
    let wanted = |column: &&str| {
        largest(column).with_context(|| format!("no cell of {column} has a figure: {matrix}"))
    };
    COLUMNS.iter().map(wanted).collect()
}

/// The places of `ui/src/routes/table.ts`, as they stand there: `receive/new`, `issue/`, `receipt`.
fn pages() -> anyhow::Result<Vec<String>> {
    let table = fs::read_to_string(programs::repository("ui/src/routes/table.ts"))?;
    let (_, rest) = table.split_once("const screens").context("the screens")?;
    let (screens, _) = rest.split_once("\n};").context("the end of the screens")?;
    let name = |line: &str| {
        let (name, _) = line.trim().split_once(": () => import(")?;
        Some(name.trim_matches('\'').to_owned())
    };
    let pages: Vec<String> = screens.lines().filter_map(name).collect();
    ensure!(
        pages.len() > 40,
        "the table of pages is not read: {pages:?}"
    );
    Ok(pages)
}

/// A page that no tour looks at is one that nobody checks.
pub(super) fn all_visited(seen: &BTreeSet<String>) -> anyhow::Result<()> {
    let pages = pages()?;
    let led_to = |address: &String| {
        let (page, id) = address.split_once('/').unwrap_or((address, ""));
        let exact = format!("{page}/{id}");
        let known = pages.contains(&exact);
        if known { exact } else { page.to_owned() }
    };
    let visited: BTreeSet<String> = seen.iter().map(led_to).collect();
    let missed: Vec<&String> = pages
        .iter()
        .filter(|page| !visited.contains(*page))
        .collect();
    ensure!(missed.is_empty(), "no tour looks at {missed:?}");
    Ok(())
}

/// The pages that stand in the frame of before signing in, by the names that they give it.
fn start_pages() -> anyhow::Result<Vec<String>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(programs::repository("ui/src/lib/features/startup"))? {
        let source = fs::read_to_string(entry?.path())?;
        let named = source.split_once("<Frame name=\"");
        let name = named.and_then(|(_, rest)| rest.split_once('"'));
        pages.extend(name.map(|(name, _)| name.to_owned()));
    }
    ensure!(
        pages.len() > 3,
        "the start-up pages are not read: {pages:?}"
    );
    Ok(pages)
}

/// A start-up page that nobody looks at is one that nobody checks.
pub(super) fn all_started(seen: &BTreeSet<String>) -> anyhow::Result<()> {
    let mut missed = start_pages()?;
    missed.retain(|page| !seen.contains(page));
    ensure!(missed.is_empty(), "nobody looks at {missed:?}");
    Ok(())
}
