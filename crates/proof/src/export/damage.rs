//! Naming a line that is damaged: what was it about?
//!
//! What a newcomer gets wrong: nothing in a damaged line can be trusted, not even its `seq`, so everything that stands
//! there twice is compared, and a stream is looked for among those the file declares.

use super::fault::{Fault, Subject};
use super::line::{Record, bytes_of};
use crate::entry::Envelope;
use crate::hash::sha256;

const MARKS: [(Record, &str); 6] = [
    (Record::Entry, "\"bytes\":"),
    (Record::Header, "\"format\":"),
    (Record::Stream, "\"whole\":"),
    (Record::Log, "\"checkpoint\":"),
    (Record::Head, "\"head\":"),
    (Record::End, "\"sha256\":"),
];

/// What a line whose sum is wrong was about, and whether an entry's own bytes are hit. `streams` are the declared ones,
/// as (device, scope).
pub(super) fn diagnose(line: &[u8], streams: &[(String, String)]) -> (Subject, Fault) {
    let text = String::from_utf8_lossy(line);
    let record = Record::of(line).or_else(|| {
        let mut marks = MARKS.into_iter();
        marks
            .find(|(_, mark)| text.contains(mark))
            .map(|(record, _)| record)
    });
    let value = |name: &str| field(&text, name).unwrap_or("?").to_owned();
    let subject = match record {
        None => Subject::Line,
        Some(Record::Header) => Subject::Header,
        Some(Record::Stream) => Subject::Stream {
            device: value("device"),
            scope: value("scope"),
        },
        Some(Record::Head) => {
            let (device, scope, rest) =
                recognise(line, Record::Head, ",\"head\":{\"seq\":", streams);
            let seq = digits(rest);
            Subject::Head { device, scope, seq }
        }
        Some(Record::Log) => Subject::Log {
            scope: value("scope"),
        },
        Some(Record::End) => Subject::End,
        Some(Record::Entry) => return diagnose_entry(line, &text, streams),
    };
    (subject, Fault::Damaged)
}

fn diagnose_entry(line: &[u8], text: &str, streams: &[(String, String)]) -> (Subject, Fault) {
    let (device, scope, rest) = recognise(line, Record::Entry, ",\"seq\":", streams);
    let hash = field(text, "hash");
    let bytes = bytes_of(line);
    let intact = bytes.filter(|bytes| hash == Some(&*sha256(&[bytes]).to_string()));
    // Intact bytes know their own number; when they are hit, the number beside them is not.
    let envelope = intact.and_then(|bytes| Envelope::parse(bytes).ok());
    let subject = Subject::Entry {
        device,
        scope,
        seq: envelope.map_or_else(|| digits(rest), |envelope| envelope.seq.to_string()),
        number: text
            .split_once("\"body\":")
            .and_then(|(_, body)| field(body, "number"))
            .map(str::to_owned),
    };
    let bytes_hit = bytes.is_some() && hash.is_some() && intact.is_none();
    let fault = if bytes_hit {
        Fault::DamagedBytes
    } else {
        Fault::Damaged
    };
    (subject, fault)
}

/// The text of the first field of this name, without its quotes.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("\"{name}\":"))?;
    let end = rest.find([',', '}', '\n']).unwrap_or(rest.len());
    let value = rest[..end].trim_matches('"');
    (!value.is_empty()).then_some(value)
}

/// The digits with which the bytes begin.
fn digits(bytes: &[u8]) -> String {
    let digits: String = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .map(|&byte| char::from(byte))
        .collect();
    if digits.is_empty() {
        "?".to_owned()
    } else {
        digits
    }
}

/// The declared stream whose line would begin most like this one, and what follows that beginning.
fn recognise<'a>(
    line: &'a [u8],
    record: Record,
    then: &str,
    streams: &[(String, String)],
) -> (String, String, &'a [u8]) {
    let candidates = streams.iter().map(|(device, scope)| {
        let word = record.word();
        let scope_json = serde_json::Value::from(scope.as_str());
        let begins =
            format!("{{\"record\":\"{word}\",\"device\":\"{device}\",\"scope\":{scope_json}{then}");
        let pairs = begins.bytes().zip(line);
        let differing = pairs.filter(|(ours, theirs)| ours != *theirs).count()
            + begins.len().saturating_sub(line.len());
        (differing, begins.len(), device, scope)
    });
    match candidates.min_by_key(|(differing, ..)| *differing) {
        // More than a few bytes apart is another stream, not a damaged name.
        Some((differing, length, device, scope)) if differing <= 4 => {
            let rest = line.get(length..).unwrap_or_default();
            (device.clone(), scope.clone(), rest)
        }
        Some(_) | None => ("?".to_owned(), "?".to_owned(), &[]),
    }
}
