//! One-time codes.

use replication::code::EnrolmentCode;
use replication::wire::ErrorCode;

use crate::device::new_key;
use crate::stage::Stage;

#[test]
fn a_code_enrols_one_device_once() {
    let stage = Stage::open();
    let code = stage.code("store_keeper");
    let key = new_key();
    let certificate = stage.enrol_with(&code, &key).unwrap();
    assert_eq!(certificate.letter, "A");
    assert_eq!(
        certificate.reads,
        ["catalogue".to_owned(), stage.site_scope()]
    );
    assert_eq!(certificate.writes, [stage.site_scope()]);
    assert_eq!(certificate.site, Some(stage.site.0));
    assert!(
        code.parse::<EnrolmentCode>()
            .unwrap()
            .is_of(&certificate.server_key)
    );

    assert_eq!(
        stage.enrol_with(&code, &key).unwrap(),
        certificate,
        "a lost answer is given again"
    );
    assert_eq!(
        stage.enrol_with(&code, &new_key()).unwrap_err(),
        ErrorCode::CodeUsed
    );
    assert_eq!(stage.coordinator().certificate.letter, "B");
    let devices = stage.admin.devices().unwrap();
    assert_eq!(
        devices
            .iter()
            .map(|device| device.letter.as_str())
            .collect::<Vec<_>>(),
        ["S", "A", "B"]
    );
}

#[test]
fn wrong_and_expired_codes_are_told_apart() {
    let stage = Stage::open();
    let unknown = "0000-0000-0000-0000-0000-0000-0000";
    assert_eq!(
        stage.enrol_with(unknown, &new_key()).unwrap_err(),
        ErrorCode::CodeUnknown
    );
    let expired = stage.code_valid("auditor", 0);
    assert_eq!(
        stage.enrol_with(&expired, &new_key()).unwrap_err(),
        ErrorCode::CodeExpired
    );
    let listed = stage.admin.codes().unwrap();
    assert!(listed[0].expired);
    assert_eq!(
        stage.admin.devices().unwrap().len(),
        1,
        "nobody was enrolled"
    );
}

#[test]
fn guessing_is_slowed_down() {
    let stage = Stage::open();
    let answers: Vec<u16> = (0..70)
        .map(|_| {
            stage
                .client
                .post(stage.address(), "/v1/enrol", &[], b"guess".to_vec())
        })
        .map(|answer| {
            assert!(answer.status != 429 || answer.retry_after.is_some());
            answer.status
        })
        .collect();
    assert!(answers.starts_with(&[400; 50]));
    assert!(answers.contains(&429));
}
