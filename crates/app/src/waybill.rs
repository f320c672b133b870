//! The code on a paper waybill: what the sender dispatched, for a receiver whom no network has reached yet.
//!
//! `RLW1:<eight hex digits of the SHA-256>:<body as JSON>`. The digits catch a slip of the hand or of the scanner; they
//! prove nothing, as the paper proves nothing.

use ledger::body::{Body, TransferDispatched};
use proof::hash::sha256;

use crate::problem::Problem;

const PREFIX: &str = "RLW1:";

fn check(json: &str) -> String {
    let hash = sha256(&[b"relief-waybill/1\n", json.as_bytes()]).to_string();
    hash.chars().take(8).collect()
}

pub(crate) fn write(body: &TransferDispatched) -> String {
    let json = Body::from(body.clone()).to_json();
    format!("{PREFIX}{}:{json}", check(&json))
}

/// # Errors
/// `waybill-code-wrong` for anything that was not written by `write`.
pub(crate) fn read(code: &str) -> Result<TransferDispatched, Problem> {
    let wrong = || Problem::new("waybill-code-wrong").at("code");
    let rest = code.trim().strip_prefix(PREFIX).ok_or_else(wrong)?;
    let (digits, json) = rest.split_once(':').ok_or_else(wrong)?;
    if digits != check(json) {
        return Err(wrong());
    }
    serde_json::from_str(json).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::{PREFIX, check, read};

    #[test]
    fn a_damaged_code_is_refused_at_every_byte() {
        let json = include_str!("../../ledger/tests/golden/transfer_dispatched.v1.json").trim_end();
        let code = format!("{PREFIX}{}:{json}", check(json));
        let body = read(&format!(" {code}\n")).expect("read");
        assert_eq!(super::write(&body), code);
        for cut in 0..code.len() {
            assert!(read(&code[..cut]).is_err(), "cut at {cut}");
        }
        assert!(read(&code.replace("120", "121")).is_err());
        assert!(read(&format!("{PREFIX}{}:{{}}", check("{}"))).is_err());
    }
}
