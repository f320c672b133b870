//! `relief-verify FILE [--log-key BASE64] [--csv DIR]`: is this audit export intact?
//!
//! Exit 0 and "intact, N entries, head …"; 1 and one sentence that names what is wrong; 2 when the call or the file is
//! unusable. What a newcomer gets wrong: without `--log-key` the file vouches for itself with the key it brought along,
//! so the key is printed for the reader to compare.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use proof::entry::Envelope;
use proof::export::{Anchors, EntryRecord, EntryTable, Report, VerifyError, verify};
use proof::keys::PublicKey;

const USAGE: &str = "usage: relief-verify FILE [--log-key BASE64] [--csv DIR]";

type Visit<'a> = dyn FnMut(&EntryRecord, &Envelope) + 'a;

struct Call {
    file: PathBuf,
    log_key: Option<PublicKey>,
    csv: Option<PathBuf>,
}

/// Why there is no good report, in one sentence.
enum Failure {
    Wrong(String),
    Unusable(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let result = read_call(arguments).and_then(|call| {
        let report = run(&call)?;
        describe(&report, call.log_key.is_some());
        Ok(())
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Wrong(sentence)) => {
            println!("not intact: {sentence}");
            ExitCode::from(1)
        }
        Err(Failure::Unusable(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn read_call(arguments: Vec<String>) -> Result<Call, Failure> {
    let usage = |what: &str| Failure::Unusable(format!("{what}; {USAGE}"));
    let (mut file, mut log_key, mut csv) = (None, None, None);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--log-key" => {
                let text = arguments
                    .next()
                    .ok_or_else(|| usage("--log-key needs a key"))?;
                let key = text
                    .parse()
                    .map_err(|_| usage("the log key is no Ed25519 key in base64"))?;
                log_key = Some(key);
            }
            "--csv" => {
                let folder = arguments
                    .next()
                    .ok_or_else(|| usage("--csv needs a folder"))?;
                csv = Some(PathBuf::from(folder));
            }
            option if option.starts_with("--") => {
                return Err(usage(&format!("unknown option {option}")));
            }
            _ if file.is_none() => file = Some(PathBuf::from(argument)),
            _ => return Err(usage("one file at a time")),
        }
    }
    let file = file.ok_or_else(|| usage("no file named"))?;
    Ok(Call { file, log_key, csv })
}

fn run(call: &Call) -> Result<Report, Failure> {
    let anchors = Anchors {
        log_key: call.log_key,
    };
    let report = read(&call.file, &anchors, &mut |_, _| {})?;
    if let Some(folder) = &call.csv {
        write_table(&call.file, &anchors, folder)?;
    }
    Ok(report)
}

fn read(file: &Path, anchors: &Anchors, visit: &mut Visit) -> Result<Report, Failure> {
    let unusable =
        |cause: &dyn std::fmt::Display| Failure::Unusable(format!("{}: {cause}", file.display()));
    let opened = File::open(file).map_err(|cause| unusable(&cause))?;
    verify(BufReader::with_capacity(1 << 20, opened), anchors, visit).map_err(|error| match error {
        VerifyError::Io(cause) => unusable(&cause),
        VerifyError::Wrong(wrong) => Failure::Wrong(wrong.to_string()),
    })
}

/// Reads the file a second time and writes `entries.csv`; under another name until it is whole.
fn write_table(file: &Path, anchors: &Anchors, folder: &Path) -> Result<(), Failure> {
    let target = folder.join("entries.csv");
    let partial = folder.join("entries.csv.part");
    let unusable = |cause: &dyn std::fmt::Display| {
        Failure::Unusable(format!(
            "the file is intact, but {} cannot be written: {cause}",
            target.display()
        ))
    };
    fs::create_dir_all(folder).map_err(|cause| unusable(&cause))?;
    let out = BufWriter::new(File::create(&partial).map_err(|cause| unusable(&cause))?);
    let mut table = EntryTable::begin(out).map_err(|cause| unusable(&cause))?;
    let mut failed = None;
    read(file, anchors, &mut |entry, envelope| {
        if failed.is_none() {
            failed = table.row(entry, envelope).err();
        }
    })?;
    failed
        .map_or_else(|| table.finish(), Err)
        .map_err(|cause| unusable(&cause))?;
    fs::rename(&partial, &target).map_err(|cause| unusable(&cause))
}

fn describe(report: &Report, demanded: bool) {
    let header = &report.header;
    println!("intact, {} entries, head {}", report.entries, report.head);
    println!(
        "operation: {} ({}), epoch {}",
        header.name, header.operation, header.epoch
    );
    println!(
        "exported: {} by device {}",
        header.created_at, header.exporter
    );
    let source = if demanded {
        "the one you demanded"
    } else {
        "the one in the file: compare it with the key the administrator of the server gives you"
    };
    println!(
        "log key relied on: {} (fingerprint {}), {source}",
        header.log_key,
        header.log_key.fingerprint()
    );
    println!(
        "server key relied on: {} (fingerprint {})",
        header.server_key,
        header.server_key.fingerprint()
    );
    println!(
        "not yet confirmed by the server: {} entries",
        report.unconfirmed
    );
    println!(
        "confirmed, but after the last checkpoint in the file: {} entries",
        report.beyond_checkpoint
    );
    println!(
        "This proves that the entries are what the enrolled devices signed and the server logged, unaltered and in this order."
    );
    println!(
        "It does not prove that what people counted, typed or signed was right, nor who sat at a device: a person rests on"
    );
    println!(
        "the PIN on that device. Nor does it show what happened after the last checkpoint and head in the file."
    );
}
