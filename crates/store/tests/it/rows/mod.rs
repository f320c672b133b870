//! Every derived table, row by row: what the file holds, and what a slow reference says of the entries beside it.
//!
//! What a newcomer gets wrong: the reference never asks a projection. It takes the states that `ledger::fold` gives and
//! writes down what a row of each table has to say by `domain.md`; of records that are plainly registered it takes the last
//! or the first itself. A column that is not named here is a difference, so that none can be forgotten. A table has to be
//! claimed by one of the rooms, which a test sees to.

mod catalogue;
mod chain;
mod coordination;
mod documents;
mod goods;
mod line;
mod lots;
mod moves;
mod registers;
mod said;
mod shown;
mod sums;

use std::collections::BTreeSet;
use std::path::Path;

pub use shown::{shown, tables};

/// Rows as lines of text: `table column=value …`, without the columns that are null.
pub type Lines = BTreeSet<String>;

/// The tables that each room of the reference writes down.
const CLAIMED: &[&[&str]] = &[
    catalogue::TABLES,
    registers::TABLES,
    coordination::TABLES,
    chain::TABLES,
    documents::TABLES,
    goods::TABLES,
    moves::TABLES,
    lots::TABLES,
    sums::TABLES,
];

/// What the reference says of the entries that a file holds.
pub fn said(folder: &Path) -> Lines {
    let said = said::Said::of(folder);
    let mut lines = Lines::new();
    catalogue::say(&said, &mut lines);
    registers::say(&said, &mut lines);
    coordination::say(&said, &mut lines);
    chain::say(&said, &mut lines);
    documents::say(&said, &mut lines);
    goods::say(&said, &mut lines);
    moves::say(&said, &mut lines);
    lots::say(&said, &mut lines);
    sums::say(&said, &mut lines);
    lines
}

/// In what the rows of a file and the reference differ; nothing where they are one.
pub fn difference(folder: &Path) -> Option<String> {
    let (said, shown) = (said(folder), shown(folder));
    let told = |mark: &str, lines: Vec<&String>| {
        let lines = lines.iter().map(|line| format!("\n  {mark} {line}"));
        lines.collect::<String>()
    };
    let lacking = told("lacking  ", said.difference(&shown).collect());
    let unfounded = told("unfounded", shown.difference(&said).collect());
    (said != shown).then(|| lacking + &unfounded)
}

#[test]
fn every_derived_table_is_compared_with_the_reference() {
    let claimed: Vec<&str> = CLAIMED.concat();
    let once: BTreeSet<&str> = claimed.iter().copied().collect();
    assert_eq!(claimed.len(), once.len(), "a table is claimed twice");
    let tables = tables();
    let derived: BTreeSet<&str> = tables.iter().map(String::as_str).collect();
    let unclaimed: Vec<_> = derived.difference(&once).collect();
    let unknown: Vec<_> = once.difference(&derived).collect();
    assert!(
        unclaimed.is_empty() && unknown.is_empty(),
        "no room of rows/ says these: {unclaimed:?}; no such tables: {unknown:?}"
    );
}
