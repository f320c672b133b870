//! Lists of documents, and where a document's entry stands.

use chrono::NaiveDate;
use ledger::body::DocumentKind;
use ledger::ids::{DeviceId, DocumentId};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::fold_text::{search_words, words};
use crate::kept::told;
use crate::reads::{DocumentQuery, Reads};
use crate::row::{Columns, Id, count, first, json, number, rows, statements, word};
use crate::view::{DocumentRow, EntryMark, Journey};

statements! {
    LIST = concat!(include_str!("document_columns.sql"), include_str!("documents.sql"),
        include_str!("documents_since.sql"), include_str!("documents_newest.sql"));
    FOUND = concat!(include_str!("document_columns.sql"), include_str!("documents.sql"),
        include_str!("document_found.sql"), include_str!("documents_newest.sql"));
    SINCE = "SELECT occurred_on FROM document ORDER BY occurred_on DESC LIMIT 1 OFFSET :newest";
    HITS = "SELECT count(*) FROM (SELECT rowid FROM document_text WHERE document_text MATCH :match LIMIT :most)";
    NAMED_SO = "SELECT EXISTS (SELECT 1 FROM party WHERE instr(party.folded, :word) > 0)
                    OR EXISTS (SELECT 1 FROM site WHERE instr(site.folded, :word) > 0)";
    DOCUMENT = concat!(include_str!("document_columns.sql"),
        " WHERE document.id = :id AND (:kind IS NULL OR document.kind = :kind) ORDER BY document.unit, document.kind LIMIT 1");
    UNSENT = concat!(include_str!("document_columns.sql"),
        " WHERE stream.device = (SELECT device FROM identity) AND entry.seq > stream.acknowledged
          ORDER BY entry.device_order LIMIT :limit");
    BEHIND = concat!(include_str!("document_columns.sql"), include_str!("documents_behind.sql"));
    MARK = include_str!("mark.sql");
    REVERSAL_REASON = "SELECT reversal_reason FROM document WHERE id = :id AND kind = :kind";
}

/// Most documents one list gives.
const MOST: u32 = 200;
/// Documents that are looked up one by one as soon as going through the newest ones.
const FEW: i64 = 1_000;
/// Most documents that are looked up one by one; a page of what more of them hold is sooner found by going through all.
const MANY: i64 = 20_000;
/// How many of the newest documents are gone through before more than a few are looked up.
const RECENT: i64 = 5_000;
/// How many of the newest documents a search of one or two letters looks at: the index of texts knows no such words, and
/// a person who types on leaves them at once.
const NEWEST: i64 = 20_000;
/// Letters of the shortest word that the index of texts knows.
const INDEXED: usize = 3;

impl Reads<'_> {
    /// Documents, newest first; at most 200.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn documents(&self, query: &DocumentQuery) -> Result<Vec<DocumentRow>, StoreError> {
        let text = query.text.as_deref().unwrap_or_default();
        let (site, kind) = (query.site.map(Id::blob), query.kind.map(|kind| word(&kind)));
        let (words, limit) = (words(text), query.limit.min(MOST));
        let list = |since: Option<i64>| {
            let params = named_params! {
                ":site": site, ":kind": kind, ":words": words, ":limit": limit, ":offset": query.offset,
                ":since": since.unwrap_or(i64::MIN),
            };
            rows(self.connection, LIST, params, document)
        };
        let Some(phrase) = self.phrase(text)? else {
            return list(self.since_where_short(text)?);
        };
        let params = named_params! { ":match": phrase, ":most": MANY + 1 };
        let hits = number(self.connection, HITS, params)?;
        if hits > MANY {
            return list(None);
        }
        if hits > FEW {
            let since = self.since(RECENT)?;
            let recent = list(since)?;
            if since.is_none() || recent.len() == limit as usize {
                return Ok(recent);
            }
        }
        let params = named_params! {
            ":site": site, ":kind": kind, ":words": words, ":limit": limit, ":offset": query.offset,
            ":match": phrase,
        };
        rows(self.connection, FOUND, params, document)
    }

    /// The day from which on there are this many documents; none where there are not as many.
    fn since(&self, newest: i64) -> Result<Option<i64>, StoreError> {
        let params = named_params! { ":newest": newest };
        first(self.connection, SINCE, params, |row| row.get("occurred_on"))
    }

    /// From which day on documents are looked at that the index of texts does not lead to.
    fn since_where_short(&self, text: &str) -> Result<Option<i64>, StoreError> {
        let words = search_words(text);
        if words.is_empty() || words.iter().any(|word| is_indexed(word)) {
            return Ok(None);
        }
        self.since(NEWEST)
    }

    /// What to look up in the index of texts. A word that names a party or a site is in no document's own text.
    fn phrase(&self, text: &str) -> Result<Option<String>, StoreError> {
        let mut phrases = Vec::new();
        for word in search_words(text) {
            let params = named_params! { ":word": word };
            let named_so = number(self.connection, NAMED_SO, params)? != 0;
            if !named_so && is_indexed(&word) {
                phrases.push(format!("\"{}\"", word.replace('"', "\"\"")));
            }
        }
        Ok((!phrases.is_empty()).then(|| phrases.join(" AND ")))
    }

    /// A document as a list shows it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":kind": None::<String> };
        first(self.connection, DOCUMENT, params, document)
    }

    /// A document of a kind; the id alone would do, were it not for hostile devices.
    pub(crate) fn document_of(
        &self,
        id: DocumentId,
        kind: DocumentKind,
    ) -> Result<Option<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":kind": word(&kind) };
        first(self.connection, DOCUMENT, params, document)
    }

    /// The newest of some documents; of two with one id, the first unit's.
    pub(crate) fn newest_of(
        &self,
        ids: impl Iterator<Item = DocumentId>,
        kind: Option<DocumentKind>,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        let ids: Vec<String> = ids.map(|id| id.0.simple().to_string()).collect();
        let params = named_params! {
            ":ids": json(&ids), ":kind": kind.map(|kind| word(&kind)), ":limit": MOST,
        };
        rows(self.connection, BEHIND, params, document)
    }

    /// Documents that wait to be sent, the oldest first.
    pub(crate) fn unsent_documents(&self) -> Result<Vec<DocumentRow>, StoreError> {
        rows(
            self.connection,
            UNSENT,
            named_params! { ":limit": MOST },
            document,
        )
    }

    /// Where a document's entry stands in the proof.
    pub(crate) fn mark(
        &self,
        id: DocumentId,
        kind: DocumentKind,
    ) -> Result<Option<EntryMark>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":kind": word(&kind) };
        first(self.connection, MARK, params, |row| {
            Ok(EntryMark {
                device: row.id::<DeviceId>("device")?.to_string(),
                device_letter: row.get("letter")?,
                scope: row.get("scope")?,
                seq: row.get("seq")?,
                pos: row.get("pos")?,
                hash: row.hash("hash")?.to_string(),
            })
        })
    }

    /// A document with its place in the proof: what every opened document begins with.
    pub(crate) fn opened(
        &self,
        id: DocumentId,
        kind: DocumentKind,
    ) -> Result<Option<(DocumentRow, EntryMark)>, StoreError> {
        let (document, mark) = (self.document_of(id, kind)?, self.mark(id, kind)?);
        Ok(document.zip(mark))
    }

    /// Why a document was reversed, if it was.
    pub(crate) fn reversal_reason(
        &self,
        id: DocumentId,
        kind: DocumentKind,
    ) -> Result<Option<String>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":kind": word(&kind) };
        let found = first(self.connection, REVERSAL_REASON, params, |row| {
            row.get::<_, Option<String>>("reversal_reason")
        })?;
        Ok(found.flatten())
    }
}

fn is_indexed(word: &str) -> bool {
    word.chars().count() >= INDEXED
}

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let (pos, quarantine): (Option<i64>, Option<String>) =
        (row.get("pos")?, row.get("quarantine")?);
    let unsent: Option<bool> = row.get("unsent")?;
    let journey = match (&quarantine, pos, unsent) {
        (Some(_), _, _) => Journey::Quarantined,
        (None, Some(_), _) => Journey::Confirmed,
        (None, None, Some(true)) => Journey::OnThisComputer,
        (None, None, Some(false) | None) => Journey::Sent,
    };
    let person_name: Option<String> = row.get("person_name")?;
    Ok(DocumentRow {
        id: row.id("id")?,
        kind: row.word("kind")?,
        number: row.get("number")?,
        site: row.maybe_id("site")?,
        site_name: row.get("site_name")?,
        party: row.maybe_id("party")?,
        party_names: row.maybe_json("party_names")?,
        occurred_on: row.coded::<NaiveDate>("occurred_on")?.to_string(),
        recorded_at: told(row.coded("recorded_at")?),
        person: row.id("person")?,
        person_name: person_name.unwrap_or_default(),
        journey,
        quarantine_reason: quarantine,
        reversed_by: row.get("reversed_by")?,
        lines: count(row.get("lines")?),
    })
}
