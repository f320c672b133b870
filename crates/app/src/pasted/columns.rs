//! Which column says what: by its heading in any of the languages donors write in, else by its place.

use std::collections::BTreeMap;

use ledger::wording::folded;

use super::cells::{self, Factor};
use super::grid::Row;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Text,
    Quantity,
    Packaging,
    Weight,
    Volume,
    Condition,
    Expiry,
}

/// Headings, folded. A heading is known when it is one of these, alone or with a unit after it.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Text,
        &[
            "item",
            "items",
            "description",
            "item description",
            "goods",
            "article",
            "product",
            "bezeichnung",
            "artikel",
            "beschreibung",
            "gegenstand",
            "preke",
            "pavadinimas",
            "aprasymas",
            "daiktas",
            "nazwa",
            "opis",
            "nosaukums",
            "designation",
            "prece",
        ],
    ),
    (
        Column::Quantity,
        &[
            "quantity", "qty", "number", "count", "pieces", "pcs", "menge", "anzahl", "stuck",
            "kiekis", "vnt", "ilosc", "daudzums", "skaits", "quantite", "mnozstvi", "pocet",
        ],
    ),
    (
        Column::Packaging,
        &[
            "packaging",
            "packing",
            "verpackung",
            "pakuote",
            "opakowanie",
            "iepakojums",
        ],
    ),
    (
        Column::Weight,
        &["weight", "gewicht", "svoris", "waga", "svars", "poids"],
    ),
    (
        Column::Volume,
        &["volume", "volumen", "turis", "objetosc", "tilpums"],
    ),
    (
        Column::Condition,
        &["condition", "zustand", "bukle", "stan", "stavoklis"],
    ),
    (
        Column::Expiry,
        &[
            "expiry",
            "expiry date",
            "best before",
            "ablaufdatum",
            "haltbar bis",
            "galioja iki",
            "termin waznosci",
            "deriguma termins",
        ],
    ),
];

/// Where each column stands.
pub(super) struct Columns {
    places: BTreeMap<Column, usize>,
    pub weight_unit: Factor,
    pub volume_unit: Factor,
    /// Without a heading: columns of which each may say how many. None of them is taken.
    pub undecided: Vec<usize>,
}

impl Columns {
    /// The columns, and the first row below the heading.
    pub fn find(rows: &[Row]) -> (Self, usize) {
        for (at, row) in rows.iter().take(10).enumerate() {
            let found = Self::headed(row);
            if found.at(Column::Text).is_some() {
                return (found, at + 1);
            }
        }
        (Self::unheaded(rows), 0)
    }

    fn none() -> Self {
        Self {
            places: BTreeMap::new(),
            weight_unit: 1000,
            volume_unit: 1,
            undecided: Vec::new(),
        }
    }

    /// Without a heading the words stand before the quantity where there are two columns. Of more, the words are the first
    /// column that is not numbers throughout, and the quantity is the only one that is; a running number, a weight and a
    /// count look alike, so that of several none is taken.
    fn unheaded(rows: &[Row]) -> Self {
        let mut found = Self::none();
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if widest <= 2 {
            let places = [(Column::Text, 0), (Column::Quantity, 1)];
            let here = places.into_iter().filter(|(_, at)| *at < widest.max(1));
            found.places.extend(here);
            return found;
        }
        let (counts, words): (Vec<usize>, Vec<usize>) = (0..widest)
            .filter(|at| rows.iter().any(|row| !row.cell(*at).is_empty()))
            .partition(|at| is_of_counts(rows, *at));
        let text = words.first().or(counts.first());
        found.places.extend(text.map(|at| (Column::Text, *at)));
        match counts[..] {
            // Numbers that stand before the words count the rows.
            [only] if text.is_some_and(|at| only > *at) => {
                found.places.insert(Column::Quantity, only);
            }
            _ => found.undecided = counts,
        }
        found
    }

    fn headed(row: &Row) -> Self {
        let mut found = Self::none();
        for (at, cell) in row.cells.iter().enumerate() {
            let heading = folded(cell).replace(['(', ')', '[', ']', ',', '/', ':'], " ");
            let words: Vec<&str> = heading.split_whitespace().collect();
            let Some(column) = known(&words) else {
                continue;
            };
            found.places.entry(column).or_insert(at);
            match column {
                Column::Weight if words.contains(&"g") => found.weight_unit = 1,
                Column::Volume if words.contains(&"m3") || words.contains(&"m³") => {
                    found.volume_unit = 1000;
                }
                Column::Text
                | Column::Quantity
                | Column::Packaging
                | Column::Weight
                | Column::Volume
                | Column::Condition
                | Column::Expiry => {}
            }
        }
        found
    }

    pub fn at(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }
}

/// Whether every cell of a column that holds something is a number, be it a wrong one.
fn is_of_counts(rows: &[Row], at: usize) -> bool {
    let mut cells = rows.iter().map(|row| row.cell(at));
    cells.all(|cell| {
        cell.is_empty()
            || !matches!(
                cells::quantity(cell),
                Err("quantity-not-a-number" | "quantity-missing")
            )
    })
}

fn known(words: &[&str]) -> Option<Column> {
    let units = [
        "kg", "g", "m3", "m³", "dm3", "dm³", "l", "pcs", "total", "gross",
    ];
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| words.len() == 1 || !units.contains(word))
        .collect();
    let heading = bare.join(" ");
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&heading.as_str()))
        .map(|(column, _)| *column)
}
