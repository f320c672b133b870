//! The incremental digest of balances and of the sums shown from them. It moves with each change of a row, in the same
//! transaction, and is compared with the rows as they stand.
//!
//! A row counts as its quantity times a number that its key hashes to, and these products are added up modulo a prime, in
//! no order. What a newcomer gets wrong: it is linear in the quantities on purpose. Movement lines therefore come to the
//! same residue as balances, each line taking at one end what it gives at the other, without anybody adding a balance up;
//! and a row that is wrong stays noticed however often it moves honestly afterwards.
//!
//! It notices a stray writer or a fault of ours. Whoever can write the file on purpose can write the digest too; that the
//! entries are those of their authors is what chains and signatures are for.

use ledger::ids::LotId;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, named_params};
use sha2::{Digest, Sha256};

use crate::error::StoreError;
use crate::row::{Id, Params, first, run, statements};
use crate::verify::Pace;

statements! {
    KEPT = "SELECT balance_digest, stock_digest, matrix_digest FROM state";
    MOVE = "UPDATE state SET balance_digest = (balance_digest + :balances) % 2305843009213693951,
                stock_digest = (stock_digest + :stock) % 2305843009213693951,
                matrix_digest = (matrix_digest + :matrix) % 2305843009213693951";
    SET = "UPDATE state SET balance_digest = :balances, stock_digest = :stock, matrix_digest = :matrix";
    BALANCES = "SELECT lot, node, condition, quantity FROM balance";
    STOCK = "SELECT * FROM stock_sum";
    MATRIX = "SELECT * FROM matrix_sum";
    MOVEMENTS = "SELECT lot, from_node, condition, to_node, to_condition, quantity FROM movement";
}

/// A prime, so that no difference of a quantity is lost in a product, whatever number the row has.
const PRIME: i64 = (1 << 61) - 1;

/// A number below the prime. Two that differ by accident are equal once in 2^61 times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Residue(i64);

impl Residue {
    /// What some bytes stand for; never zero.
    pub(super) fn of(hash: Sha256) -> Self {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash.finalize()[..8]);
        let number = i128::from(u64::from_be_bytes(bytes)) % i128::from(PRIME - 1);
        Self::below(number + 1)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0) % PRIME)
    }

    fn times(self, by: i64) -> Self {
        Self::below(i128::from(self.0) * i128::from(by))
    }

    fn below(number: i128) -> Self {
        let rest = number.rem_euclid(i128::from(PRIME));
        Self(i64::try_from(rest).expect("less than the prime"))
    }
}

/// What the rows of balances and of the two tables of sums come to, or move by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub balances: Residue,
    stock: Residue,
    matrix: Residue,
}

/// A table of sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summed {
    Stock,
    Matrix,
}

impl Tally {
    /// A balance of one lot at one node in one condition is another one now.
    pub(super) fn balance(
        &mut self,
        (lot, node, condition): (LotId, &[u8], i64),
        before: i64,
        now: i64,
    ) {
        let moved = place(&lot.blob(), node, condition).times(now.wrapping_sub(before));
        self.balances = self.balances.plus(moved);
    }

    /// The sums of one row are others now; `columns` names them as the statements do.
    pub(super) fn sums(
        &mut self,
        of: Summed,
        key: Params<'_>,
        columns: &[&str],
        (before, now): (&[i64], &[i64]),
    ) -> Result<(), StoreError> {
        if before == now {
            return Ok(());
        }
        let mut named = Vec::with_capacity(key.len());
        for (name, value) in key {
            named.push((name.trim_start_matches(':'), value.to_sql()?));
        }
        let row = key_of(named.iter().map(|(name, value)| (*name, seen(value))))?;
        for (name, (before, now)) in columns.iter().zip(before.iter().zip(now)) {
            if before != now {
                // Each by itself: a hostile device's sums may wrap from one end of the numbers to the other.
                let column = column(name.trim_start_matches(':'));
                let moved = column.times(*now).plus(column.times(*before).times(-1));
                self.add(of, row.times(moved.0));
            }
        }
        Ok(())
    }

    fn add(&mut self, of: Summed, by: Residue) {
        let sum = match of {
            Summed::Stock => &mut self.stock,
            Summed::Matrix => &mut self.matrix,
        };
        *sum = sum.plus(by);
    }

    /// Moves what is kept.
    pub(super) fn keep(self, connection: &Connection) -> Result<(), StoreError> {
        if self != Self::default() {
            self.write(connection, MOVE)?;
        }
        Ok(())
    }

    fn write(self, connection: &Connection, sql: &str) -> Result<(), StoreError> {
        let params = named_params! {
            ":balances": self.balances.0, ":stock": self.stock.0, ":matrix": self.matrix.0,
        };
        run(connection, sql, params)?;
        Ok(())
    }

    /// What is kept.
    pub(crate) fn kept(connection: &Connection) -> Result<Self, StoreError> {
        let found = first(connection, KEPT, &[], |row| {
            Ok(Self {
                balances: Residue(row.get("balance_digest")?),
                stock: Residue(row.get("stock_digest")?),
                matrix: Residue(row.get("matrix_digest")?),
            })
        })?;
        found.ok_or_else(|| StoreError::damaged("the row of the table state is missing"))
    }

    /// What the rows come to as they stand.
    pub(crate) fn of_rows(connection: &Connection, pace: &Pace) -> Result<Self, StoreError> {
        let mut tally = Self::default();
        let mut statement = connection.prepare(BALANCES)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            pace.breathe()?;
            let factor = place_of(row, ("node", "condition"))?;
            tally.balances = tally.balances.plus(factor.times(row.get("quantity")?));
        }
        for (of, sql, sums) in [
            (Summed::Stock, STOCK, &super::sums::OF_STOCK[..]),
            (Summed::Matrix, MATRIX, &super::sums::OF_MATRIX[..]),
        ] {
            tally.add_rows(connection, of, sql, sums, pace)?;
        }
        Ok(tally)
    }

    fn add_rows(
        &mut self,
        connection: &Connection,
        of: Summed,
        sql: &str,
        sums: &[&str],
        pace: &Pace,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare(sql)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let is_sum = |name: &str| sums.iter().any(|sum| sum.trim_start_matches(':') == name);
        let columns: Vec<Option<Residue>> = names
            .iter()
            .map(|name| is_sum(name).then(|| column(name)))
            .collect();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            pace.breathe()?;
            let (mut key, mut value) = (Vec::with_capacity(4), Residue::default());
            for (at, (name, column)) in names.iter().zip(&columns).enumerate() {
                match column {
                    Some(column) => value = value.plus(column.times(row.get(at)?)),
                    None => key.push((name.as_str(), row.get_ref(at)?)),
                }
            }
            self.add(of, key_of(key.into_iter())?.times(value.0));
        }
        Ok(())
    }
}

/// Has what is kept be what the rows come to.
pub(super) fn keep_anew(connection: &Connection) -> Result<(), StoreError> {
    Tally::of_rows(connection, &Pace::hurried())?.write(connection, SET)
}

/// What the balances would come to by the movement lines alone.
pub(crate) fn of_movements(connection: &Connection, pace: &Pace) -> Result<Residue, StoreError> {
    let mut sum = Residue::default();
    let mut statement = connection.prepare(MOVEMENTS)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        pace.breathe()?;
        let quantity: i64 = row.get("quantity")?;
        let left = place_of(row, ("from_node", "condition"))?;
        let arrived = place_of(row, ("to_node", "to_condition"))?;
        sum = sum
            .plus(left.times(quantity).times(-1))
            .plus(arrived.times(quantity));
    }
    Ok(sum)
}

fn place_of(row: &Row<'_>, (node, condition): (&str, &str)) -> Result<Residue, StoreError> {
    let wrong = |_| StoreError::damaged("a balance or a movement names no lot or no node");
    let lot = row.get_ref("lot")?.as_blob().map_err(wrong)?;
    let node = row.get_ref(node)?.as_blob().map_err(wrong)?;
    Ok(place(lot, node, row.get(condition)?))
}

/// The number of a lot at a node in a condition. The node comes last: it alone has no fixed length.
fn place(lot: &[u8], node: &[u8], condition: i64) -> Residue {
    let mut hash = Sha256::new();
    hash.update(lot);
    hash.update([u8::try_from(condition + 128).unwrap_or(u8::MAX)]);
    hash.update(node);
    Residue::of(hash)
}

/// The number of a row of sums, whatever the order in which its key is given.
fn key_of<'a>(key: impl Iterator<Item = (&'a str, ValueRef<'a>)>) -> Result<Residue, StoreError> {
    let mut key: Vec<_> = key.collect();
    key.sort_unstable_by_key(|(name, _)| *name);
    let mut hash = Sha256::new();
    for (name, value) in key {
        hash.update(name);
        super::digest::take(&mut hash, value)?;
    }
    Ok(Residue::of(hash))
}

fn column(name: &str) -> Residue {
    Residue::of(Sha256::new_with_prefix(name))
}

/// A bound value as a read one.
fn seen<'a>(value: &'a ToSqlOutput<'_>) -> ValueRef<'a> {
    match value {
        ToSqlOutput::Borrowed(value) => *value,
        ToSqlOutput::Owned(Value::Integer(number)) => ValueRef::Integer(*number),
        ToSqlOutput::Owned(Value::Text(text)) => ValueRef::Text(text.as_bytes()),
        ToSqlOutput::Owned(Value::Blob(bytes)) => ValueRef::Blob(bytes),
        _ => ValueRef::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn residue(name: &str) -> Residue {
        column(name)
    }

    #[test]
    fn nothing_short_of_the_prime_is_lost_in_a_product() {
        let number = residue("a row");
        let bound = (1 << 53) - 1;
        for quantity in [1, -1, 2, 1 << 20, bound, -bound, i64::MAX, i64::MIN] {
            let moved = number.times(quantity);
            assert_ne!(moved, Residue::default(), "{quantity}");
            assert_eq!(moved.plus(moved.times(-1)), Residue::default());
        }
        assert_eq!(number.times(PRIME), Residue::default());
        assert_eq!(
            number.times(7).plus(number.times(-3)),
            number.times(4),
            "linear"
        );
    }

    #[test]
    fn a_key_is_the_same_in_any_order_and_columns_differ() {
        let key = |pairs: [(&'static str, &'static [u8]); 2]| {
            let pairs = pairs.map(|(name, bytes)| (name, ValueRef::Blob(bytes)));
            key_of(pairs.into_iter()).expect("no float")
        };
        let row = key([("donor", b"d"), ("site", b"s")]);
        assert_eq!(row, key([("site", b"s"), ("donor", b"d")]));
        assert_ne!(row, key([("donor", b"s"), ("site", b"d")]));
        assert_ne!(residue("good"), residue("damaged"));
    }
}
