//! A one-time code becomes a certificate.
//!
//! What a newcomer gets wrong: the answer may be lost on its way. A code that was used by the very same key is answered
//! again with the same certificate; used by any other key, it is refused.

use ledger::body::{Body, DeviceEnrolled};
use ledger::ids::{DeviceId, SiteId};
use proof::hash::sha256;
use proof::keys::PublicKey;
use replication::wire::EnrolReply;
use uuid::Uuid;

use crate::append::{Append, AppendError, OwnEntry};
use crate::store::{Device, StoreError};

/// Why a code enrols nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotEnrolled {
    #[error("the code is not known")]
    Unknown,
    #[error("the code was used before")]
    Used,
    #[error("the code has expired")]
    Expired,
}

/// Enrols a device inside a transaction. `device_name` counts only where the administrator gave none.
pub(crate) fn enrol(
    append: &mut Append<'_>,
    secret: &str,
    device_name: &str,
    key: PublicKey,
) -> Result<Result<EnrolReply, NotEnrolled>, AppendError> {
    let operation = append.operation.key;
    let secret_hash = sha256(&[secret.as_bytes()]);
    let Some(code) = append.txn().code(operation, &secret_hash)? else {
        return Ok(Err(NotEnrolled::Unknown));
    };
    if let Some(used_by) = code.used_by {
        let before = append.device(used_by)?;
        let same = before.filter(|device| device.signing_key == *key.as_bytes());
        return Ok(same
            .map(|device| certificate(append, &device))
            .ok_or(NotEnrolled::Used));
    }
    if code.expires_at <= append.now() {
        return Ok(Err(NotEnrolled::Expired));
    }
    let device = DeviceId(Uuid::now_v7());
    let roles = code
        .roles
        .iter()
        .map(|word| serde_json::from_value(serde_json::Value::from(word.as_str())))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|cause| StoreError::Damaged(format!("roles of a code: {cause}")))?;
    let name = if code.device_name.is_empty() {
        device_name.to_owned()
    } else {
        code.device_name
    };
    let body = DeviceEnrolled {
        device,
        name,
        letter: free_letter(&append.txn().devices(operation)?),
        signing_key: key.to_string(),
        reads: code.reads,
        writes: code.writes,
        roles,
        site: code.site.map(SiteId),
    };
    append.write_own(&[OwnEntry::from(Body::from(body))])?;
    append
        .txn()
        .use_code(operation, &secret_hash, append.now(), device.0)?;
    let enrolled = append
        .device(device.0)?
        .ok_or_else(|| StoreError::Damaged(format!("device {device}")))?;
    Ok(Ok(certificate(append, &enrolled)))
}

fn certificate(append: &Append<'_>, device: &Device) -> EnrolReply {
    let (operation, keys) = (&append.operation, append.keys());
    EnrolReply {
        operation: operation.uuid,
        operation_name: operation.name.clone(),
        device: device.device,
        letter: device.letter.clone(),
        name: device.name.clone(),
        reads: device.reads.clone(),
        writes: device.writes.clone(),
        roles: device.roles.clone(),
        site: device.site,
        server_key: keys.server.public(),
        log_key: keys.log.public(),
        administrator_key: keys.administrator,
        epoch: operation.epoch,
    }
}

/// The first of A, B … Z, AA, AB … that no device has.
fn free_letter(devices: &[Device]) -> String {
    (0..)
        .map(letter)
        .find(|letter| devices.iter().all(|device| device.letter != *letter))
        .expect("there are more letters than devices")
}

fn letter(mut number: usize) -> String {
    let mut text = Vec::new();
    loop {
        text.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    text.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<_> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter).to_vec();
        assert_eq!(
            letters,
            ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}
