//! How an entry's bytes lie in the column `entry.bytes`: as a zstd frame over a dictionary, or as they are.
//!
//! What a newcomer gets wrong: the frame is this file's own business. Whatever is hashed, signed, sent or exported is
//! the entry's own bytes. The format is in `docs/journal-format.md`; rows of every program before must stay readable.

use std::cell::RefCell;
use std::sync::LazyLock;

use proof::entry::MAX_ENTRY_BYTES;
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{get_dict_id_from_frame, get_frame_content_size};

/// First byte of a zstd frame. No JSON text begins with it.
const FRAME: u8 = 0x28;
/// The dictionary that new entries are packed with.
const NUMBER: u32 = 1;
const DICTIONARY: &[u8] = include_bytes!("entry.1.zdict");
/// Above it a page of entries takes longer to keep than to fetch, and loses three bytes an entry.
const LEVEL: i32 = 6;

static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

// A context is a few hundred kilobytes and is made again for nobody.
thread_local! {
    static PACKER: RefCell<Compressor<'static>> = RefCell::new(
        Compressor::with_prepared_dictionary(&PACKING).expect("a dictionary of this program"),
    );
    static UNPACKER: RefCell<Decompressor<'static>> = RefCell::new(
        Decompressor::with_prepared_dictionary(&UNPACKING).expect("a dictionary of this program"),
    );
}

/// Why a row holds no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PackedError {
    #[error("a packed entry needs dictionary {number}, which this program has not")]
    Dictionary { number: u32 },
    #[error("a packed entry says no length, or one over the limit of {MAX_ENTRY_BYTES} bytes")]
    Length,
    #[error("a packed entry cannot be unpacked")]
    Broken,
}

/// An entry's bytes on their way into the column.
pub(crate) struct Packed<'a>(pub &'a [u8]);

impl ToSql for Packed<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(
            pack(self.0).map_or(ToSqlOutput::Borrowed(ValueRef::Blob(self.0)), |frame| {
                ToSqlOutput::Owned(Value::Blob(frame))
            }),
        )
    }
}

/// An entry's own bytes out of the column.
pub(crate) struct Unpacked(pub Vec<u8>);

impl FromSql for Unpacked {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let row = value.as_blob()?;
        unpack(row)
            .map(Self)
            .map_err(|cause| FromSqlError::Other(Box::new(cause)))
    }
}

/// The frame of an entry of 1 to [`MAX_ENTRY_BYTES`] bytes; `None` if it would not be shorter. It was read back before
/// it is given out: an entry cannot be written again.
fn pack(entry: &[u8]) -> Option<Vec<u8>> {
    let frame = PACKER
        .with_borrow_mut(|packer| packer.compress(entry))
        .ok()?;
    let shorter = frame.len() < entry.len();
    (shorter && unpack(&frame).is_ok_and(|back| back == entry)).then_some(frame)
}

/// The entry's bytes, at most [`MAX_ENTRY_BYTES`] if they were packed, whatever the row says.
///
/// # Errors
/// `PackedError` says what is wrong with a frame. Whether the bytes are an entry is not asked.
fn unpack(row: &[u8]) -> Result<Vec<u8>, PackedError> {
    if row.first() != Some(&FRAME) {
        return Ok(row.to_vec());
    }
    let length = get_frame_content_size(row).map_err(|_| PackedError::Broken)?;
    let length = length.and_then(|length| usize::try_from(length).ok());
    let length = length
        .filter(|length| *length <= MAX_ENTRY_BYTES)
        .ok_or(PackedError::Length)?;
    let number = get_dict_id_from_frame(row).map_or(0, u32::from);
    if number != NUMBER {
        return Err(PackedError::Dictionary { number });
    }
    let entry = UNPACKER.with_borrow_mut(|unpacker| unpacker.decompress(row, length));
    entry
        .ok()
        .filter(|entry| entry.len() == length)
        .ok_or(PackedError::Broken)
}

#[cfg(test)]
mod tests;
