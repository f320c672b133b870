//! Naming a line that is damaged: what was it about?
//!
//! What a newcomer gets wrong: nothing in a damaged line can be trusted, not even its `seq`, so everything that stands
//! there twice is compared, and a stream is looked for among those the file declares.

use super::fault::{Fault, Subject};
use super::line::{Record, bytes_of};
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
    let (device, scope) = closest(streams, value("device"), value("scope"));
    let subject = match record {
        None => Subject::Line,
        Some(Record::Header) => Subject::Header,
        Some(Record::Stream) => Subject::Stream {
            device: value("device"),
            scope: value("scope"),
        },
        Some(Record::Head) => Subject::Head {
            device,
            scope,
            seq: value("seq"),
        },
        Some(Record::Log) => Subject::Log {
            scope: value("scope"),
        },
        Some(Record::End) => Subject::End,
        Some(Record::Entry) => return diagnose_entry(line, &text, device, scope),
    };
    (subject, Fault::Damaged)
}

fn diagnose_entry(line: &[u8], text: &str, device: String, scope: String) -> (Subject, Fault) {
    let outer = field(text, "seq").unwrap_or("?");
    let inside = text.split_once("\"bytes\":").map_or("", |(_, rest)| rest);
    let intact = bytes_of(line)
        .is_some_and(|bytes| field(text, "hash") == Some(&*sha256(&[bytes]).to_string()));
    // Intact bytes know their own number; damaged ones may be wrong about it.
    let seq = if intact {
        field(inside, "seq").unwrap_or(outer)
    } else {
        outer
    };
    let subject = Subject::Entry {
        device,
        scope,
        seq: seq.to_owned(),
        number: inside
            .split_once("\"body\":")
            .and_then(|(_, body)| field(body, "number"))
            .map(str::to_owned),
    };
    let bytes_hit = !intact && bytes_of(line).is_some() && field(text, "hash").is_some();
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

/// The declared stream that differs least from what the line says.
fn closest(streams: &[(String, String)], device: String, scope: String) -> (String, String) {
    let distance = |stream: &&(String, String)| {
        let differing = |ours: &str, theirs: &str| {
            let pairs = ours.bytes().zip(theirs.bytes());
            pairs.filter(|(our, their)| our != their).count() + ours.len().abs_diff(theirs.len())
        };
        differing(&stream.0, &device) + differing(&stream.1, &scope)
    };
    match streams.iter().min_by_key(distance) {
        // More than a few bytes apart is another stream, not a damaged name.
        Some(stream) if distance(&stream) <= 4 => stream.clone(),
        Some(_) | None => (device, scope),
    }
}
