//! What can be wrong with an audit export, and where, in the words `relief-verify` prints.
//!
//! What a newcomer gets wrong: a fault names the first thing that does not fit, in the order of the file; one forged
//! entry may make everything after it wrong too.

use std::{fmt, io};

use uuid::Uuid;

use crate::certificate::CertificateError;
use crate::entry::EnvelopeError;
use crate::note::NoteError;

/// The file is not intact, or cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Wrong(Box<Wrong>),
}

/// The first thing in the file that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{subject} (line {line}) {fault}")]
pub struct Wrong {
    /// Counted from 1.
    pub line: u64,
    pub subject: Subject,
    pub fault: Fault,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Header,
    Stream {
        device: String,
        scope: String,
    },
    Head {
        device: String,
        scope: String,
        seq: String,
    },
    Log {
        scope: String,
    },
    Entry {
        device: String,
        scope: String,
        seq: String,
        /// The document number in its body, if it has one.
        number: Option<String>,
    },
    End,
    /// A line that is too damaged to say what it was about.
    Line,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("the header"),
            Self::Stream { device, scope } => {
                write!(f, "the stream of device {device} in {scope}")
            }
            Self::Head { device, scope, seq } => {
                write!(f, "the signed head {seq} of device {device} in {scope}")
            }
            Self::Log { scope } => write!(f, "the log and checkpoint of {scope}"),
            Self::Entry {
                device,
                scope,
                seq,
                number,
            } => {
                write!(f, "entry {seq} of device {device} in {scope}")?;
                number
                    .iter()
                    .try_for_each(|number| write!(f, ", document {number},"))
            }
            Self::End => f.write_str("the closing line"),
            Self::Line => f.write_str("a line"),
        }
    }
}

impl Subject {
    pub(super) fn head(device: Uuid, scope: &str, seq: u64) -> Self {
        Self::Head {
            device: device.to_string(),
            scope: scope.to_owned(),
            seq: seq.to_string(),
        }
    }

    pub(super) fn log(scope: &str) -> Self {
        Self::Log {
            scope: scope.to_owned(),
        }
    }

    pub(super) fn stream(device: Uuid, scope: &str) -> Self {
        Self::Stream {
            device: device.to_string(),
            scope: scope.to_owned(),
        }
    }
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("is not there: the file ends too early")]
    Missing,
    #[error("is cut short")]
    CutShort,
    #[error("is longer than any line of an export")]
    TooLong,
    #[error("is damaged: the line does not have its sum")]
    Damaged,
    #[error("is damaged: its bytes do not have their hash")]
    DamagedBytes,
    #[error("has its right sum but not the form of this kind of line")]
    Malformed,
    #[error("stands in the wrong place of the file")]
    OutOfOrder,
    #[error("is of a format this program does not know")]
    UnknownFormat,
    #[error("names another log key than the one demanded")]
    OtherLogKey,
    #[error("stands twice")]
    Twice,
    #[error("belongs to a stream or log that the file does not declare")]
    Undeclared,
    #[error("cannot be read: {0}")]
    Envelope(#[from] EnvelopeError),
    #[error("was changed: its bytes do not have the hash beside them")]
    HashMismatch,
    #[error("does not follow entry {last} of its stream")]
    NotNext { last: u64 },
    #[error("has no place in the order of positions")]
    PositionOrder,
    #[error("was accepted before an entry with an earlier position")]
    TimeRunsBack,
    #[error("is given place {index} in the log of {scope}, where {expected} comes next")]
    LogPlace {
        scope: String,
        index: u64,
        expected: u64,
    },
    #[error("stands in the log of {scope}, which it does not concern")]
    ForeignLog { scope: String },
    #[error("is by a device without a certificate")]
    NoCertificate,
    #[error("names a certificate that the file does not hold")]
    CertificateAbsent,
    #[error("is not acceptable: {0}")]
    Certificate(#[from] CertificateError),
    #[error("lacks the signature that a copy needs")]
    CopyUnsigned,
    #[error("carries a wrong signature for copies")]
    CopySignature,
    #[error("does not fit the entries: one of them, up to there, was changed")]
    HeadMismatch,
    #[error("is not signed by that device")]
    HeadSignature,
    #[error("speaks of entries that are not in the file")]
    HeadBeside,
    #[error("goes on after its last signed head, at entry {seq}")]
    Uncovered { seq: u64 },
    #[error("is not accepted: {0}")]
    Note(#[from] NoteError),
    #[error("is that of another log")]
    OtherLog,
    #[error("does not fit the entries: one of them, its position or its status was changed")]
    RootMismatch,
    #[error("speaks of {size} entries where the file holds {held}")]
    LogShort { size: u64, held: u64 },
    #[error("does not count what is in the file")]
    Counts,
    #[error("does not have the SHA-256 of the file")]
    FileHash,
    #[error("names an exporting device whose certificate holds another key")]
    ExporterKey,
    #[error("is not signed by the exporting device")]
    FileSignature,
    #[error("is followed by something")]
    Trailing,
}
