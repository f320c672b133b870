//! Rights decide an entry's status, never whether it is stored.

use ledger::body::{Body, PersonRegistered};
use ledger::ids::PersonId;
use ledger::role::{Grant, Role};
use ledger::route::routes;
use replication::wire::{ErrorCode, Outcome, PullCursor};
use server::append::OwnEntry;
use server::store::Storage;
use uuid::Uuid;

use crate::device::Says;
use crate::pushing::assert_checkpoints;
use crate::stage::Stage;

/// Pushes one entry and gives its quarantine, if any. Where a test says nothing of readers, they are those of the table.
fn status(
    stage: &Stage,
    device: &mut crate::device::Device,
    scope: &str,
    said: Says,
) -> Option<String> {
    let said = if said.also.is_empty() {
        Says {
            also: readers(scope, &said),
            ..said
        }
    } else {
        said
    };
    let range = device.range_of(scope, &[said]);
    assert_eq!(device.push_one(range).outcome, Outcome::Accepted);
    stage.log(scope).pop().unwrap().quarantine
}

fn readers(home: &str, said: &Says) -> Vec<String> {
    let body = Body::from_json(said.kind, 1, &said.body).ok();
    let ways = body.as_ref().map(routes).unwrap_or_default();
    let way = ways.iter().find(|way| way.home.to_string() == home);
    let also = way.map(|way| way.also(&[])).unwrap_or_default();
    also.iter().map(ToString::to_string).collect()
}

#[test]
fn every_lack_of_rights_is_a_quarantine_with_its_reason() {
    let stage = Stage::open();
    let (site, mut keeper, mut office) = (stage.site_scope(), stage.keeper(), stage.coordinator());

    let said = keeper.says();
    assert_eq!(status(&stage, &mut keeper, &site, said), None);
    let said = keeper.says();
    assert_eq!(
        status(&stage, &mut keeper, "funds", said).as_deref(),
        Some("scope-not-writable")
    );
    let said = Says {
        role: "coordinator".to_owned(),
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("role-not-on-device")
    );
    let said = Says {
        role: "site_head".to_owned(),
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("role-not-granted")
    );
    let said = Says {
        person: Uuid::now_v7(),
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("person-unknown")
    );
    let said = Says {
        kind: "receipt_posted",
        body: "{}".to_owned(),
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("body-unreadable")
    );
    let said = Says {
        also: vec!["kitchen".to_owned()],
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("scope-unknown")
    );

    let said = office.says();
    assert_eq!(status(&stage, &mut office, "coordination", said), None);
    let said = Says {
        role: "fund_officer".to_owned(),
        ..office.says()
    };
    assert_eq!(status(&stage, &mut office, "funds", said), None);
    let said = keeper.says();
    assert_eq!(
        status(&stage, &mut keeper, "catalogue", said).as_deref(),
        Some("scope-not-writable")
    );
    assert_checkpoints(&stage);
}

/// The coordination office keeps the catalogue, and nothing else in its scope: who may work at what stays the server's.
#[test]
fn the_office_writes_the_catalogue_but_neither_people_nor_devices() {
    let stage = Stage::open();
    let (mut keeper, mut office) = (stage.keeper(), stage.coordinator());
    let id = Uuid::now_v7;
    let not_allowed = Some("kind-not-allowed");
    let item = |id: Uuid| {
        format!(
            r#"{{"id":"{id}","group":"{id}","code":"SOAP","names":{{"en":"Soap"}},"unit":"gram","tracking":"NONE","durable":false}}"#
        )
    };
    let person = format!(
        r#"{{"id":"{}","name":"Mallory","grants":[{{"role":"coordinator","site":null}}]}}"#,
        id()
    );
    let device = format!(
        r#"{{"device":"{}","name":"x","letter":"Q","signing_key":"{}","reads":["*"],"writes":["*"],"roles":["coordinator"]}}"#,
        id(),
        crate::device::new_key().public()
    );
    let revoked = format!(
        r#"{{"device":"{}","reason":"x"}}"#,
        keeper.certificate.device
    );
    for (kind, body, expected) in [
        ("item_registered", item(id()), None),
        (
            "records_merged",
            format!(
                r#"{{"id":"{}","records":{{"kind":"item","from":"{}","into":"{}"}}}}"#,
                id(),
                id(),
                id()
            ),
            None,
        ),
        ("person_registered", person, not_allowed),
        ("device_enrolled", device, not_allowed),
        ("device_revoked", revoked, not_allowed),
    ] {
        let said = Says {
            kind,
            body,
            ..office.says()
        };
        let found = status(&stage, &mut office, "catalogue", said);
        assert_eq!(found.as_deref(), expected, "{kind}");
    }
    let said = Says {
        kind: "item_registered",
        body: item(id()),
        role: "fund_officer".to_owned(),
        ..office.says()
    };
    let found = status(&stage, &mut office, "catalogue", said);
    assert_eq!(found.as_deref(), not_allowed, "another role of the office");
    assert!(
        keeper.exchange(Vec::new(), Vec::new()).is_ok(),
        "nobody was revoked"
    );
}

#[test]
fn a_site_counts_its_own_heads() {
    let stage = Stage::open();
    let (site, mut keeper) = (stage.site_scope(), stage.keeper());
    let (id, not_allowed) = (Uuid::now_v7, Some("kind-not-allowed"));
    let heads = |at: ledger::ids::SiteId| {
        format!(
            r#"{{"id":"{}","site":"{at}","day":"2021-07-24","band":"total","number":{{"value":5,"qualifier":"EXACT"}},"method":"counted"}}"#,
            id()
        )
    };
    let elsewhere = ledger::ids::SiteId(id());
    for (body, expected) in [(heads(stage.site), None), (heads(elsewhere), not_allowed)] {
        let said = Says {
            kind: "head_count_recorded",
            body,
            ..keeper.says()
        };
        let found = status(&stage, &mut keeper, &site, said);
        assert_eq!(found.as_deref(), expected, "a head-count");
    }
}

fn reversal(at: ledger::ids::SiteId, kind: &str) -> String {
    let (id, document) = (Uuid::now_v7(), Uuid::now_v7());
    format!(
        r#"{{"id":"{id}","number":"PAB-REV-21-B-00001","document":"{document}","document_kind":"{kind}","site":"{at}"}}"#
    )
}

fn moved(record: &str) -> String {
    format!(r#"{{"id":"{}","record":{record}}}"#, Uuid::now_v7())
}

/// A discrepancy has two ends; every other record is coordination's to move.
#[test]
fn a_stage_is_moved_by_its_own_end() {
    let stage = Stage::open();
    let (site, mut keeper, mut office) = (stage.site_scope(), stage.keeper(), stage.coordinator());
    let id = Uuid::now_v7();
    let settled = |at: ledger::ids::SiteId| {
        moved(&format!(
            r#"{{"kind":"discrepancy","id":"{id}","site":"{at}","to":"settled"}}"#
        ))
    };
    let elsewhere = ledger::ids::SiteId(Uuid::now_v7());
    let offer = moved(&format!(
        r#"{{"kind":"offer","id":"{id}","to":"under_review"}}"#
    ));
    let not_allowed = Some("kind-not-allowed");
    for (body, expected) in [
        (settled(stage.site), None),
        (settled(elsewhere), not_allowed),
        (offer.clone(), not_allowed),
    ] {
        let said = Says {
            kind: "stage_moved",
            body: body.clone(),
            ..keeper.says()
        };
        let found = status(&stage, &mut keeper, &site, said);
        assert_eq!(found.as_deref(), expected, "{body}");
    }
    for (kind, body, role, expected) in [
        ("stage_moved", settled(stage.site), "coordinator", None),
        ("stage_moved", offer.clone(), "coordinator", None),
        ("stage_moved", offer, "fund_officer", not_allowed),
        ("acceptance_reduced", reduced(), "coordinator", None),
        ("acceptance_reduced", reduced(), "fund_officer", not_allowed),
    ] {
        let said = Says {
            kind,
            body: body.clone(),
            role: role.to_owned(),
            ..office.says()
        };
        let found = status(&stage, &mut office, "coordination", said);
        assert_eq!(found.as_deref(), expected, "{body} by a {role}");
    }
}

fn reduced() -> String {
    let (id, acceptance) = (Uuid::now_v7(), Uuid::now_v7());
    format!(r#"{{"id":"{id}","acceptance":"{acceptance}","lines":[]}}"#)
}

#[test]
fn a_kind_has_its_scope_and_its_roles() {
    let stage = Stage::open();
    let (site, mut keeper, mut office) = (stage.site_scope(), stage.keeper(), stage.coordinator());
    let elsewhere = ledger::ids::SiteId(Uuid::now_v7());
    let point = |at| {
        format!(
            r#"{{"id":"{}","site":"{at}","name":"Gate"}}"#,
            Uuid::now_v7()
        )
    };
    let funds = format!(
        r#"{{"id":"{}","title":"All","amount":{{"minor":100,"currency":"EUR","qualifier":"EXACT"}},"parts":[],"source":"x"}}"#,
        Uuid::now_v7()
    );
    let not_allowed = Some("kind-not-allowed");
    for (kind, body, expected) in [
        ("point_registered", point(stage.site), None),
        ("point_registered", point(elsewhere), not_allowed),
        ("document_reversed", reversal(stage.site, "receipt"), None),
        (
            "document_reversed",
            reversal(elsewhere, "receipt"),
            not_allowed,
        ),
        (
            "document_reversed",
            reversal(stage.site, "match"),
            not_allowed,
        ),
        ("stated_total_recorded", funds.clone(), not_allowed),
    ] {
        let said = Says {
            kind,
            body: body.clone(),
            ..keeper.says()
        };
        let found = status(&stage, &mut keeper, &site, said);
        assert_eq!(found.as_deref(), expected, "{kind} {body}");
    }
    for (role, expected) in [("coordinator", not_allowed), ("fund_officer", None)] {
        let said = Says {
            kind: "stated_total_recorded",
            body: funds.clone(),
            role: role.to_owned(),
            ..office.says()
        };
        let found = status(&stage, &mut office, "funds", said);
        assert_eq!(found.as_deref(), expected, "a stated total by a {role}");
    }
}

/// A laptop could otherwise fill the logs of others, or keep from coordination what it must see.
#[test]
fn an_entry_is_seen_by_whom_its_kind_concerns() {
    let stage = Stage::open();
    let (site, mut keeper) = (stage.site_scope(), stage.keeper());
    let wrong = Some("readers-not-allowed");
    let scopes = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    for (kind, also, expected) in [
        ("receipt", scopes(&["coordination"]), None),
        ("receipt", scopes(&["coordination", &site]), None),
        ("receipt", scopes(&[&site]), wrong),
        ("receipt", scopes(&["coordination", "funds"]), wrong),
        ("receipt", scopes(&["coordination", "catalogue"]), wrong),
        ("issue", scopes(&["coordination"]), wrong),
    ] {
        let said = Says {
            kind: "document_reversed",
            body: reversal(stage.site, kind),
            also,
            ..keeper.says()
        };
        let named = said.also.clone();
        let found = status(&stage, &mut keeper, &site, said);
        assert_eq!(found.as_deref(), expected, "{kind} seen by {named:?}");
    }
}

#[test]
fn a_scope_has_one_spelling() {
    let stage = Stage::open();
    let (site, mut keeper) = (stage.site_scope(), stage.keeper());
    let shouted = format!("site:{}", stage.site.to_string().to_uppercase());
    let said = Says {
        also: vec![shouted.clone()],
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("scope-unknown")
    );
    assert!(stage.log(&shouted).is_empty());
}

/// A server restored from an old copy may not know the site yet; what was done there is kept.
#[test]
fn a_site_that_the_server_does_not_know_is_set_aside_for_whom_it_was_enrolled() {
    let stage = Stage::open();
    let (mut keeper, mut office) = (stage.keeper(), stage.coordinator());
    let site = format!("site:{}", Uuid::now_v7());
    let txn = stage.storage().begin().unwrap();
    let operation = txn.operation().unwrap().unwrap().key;
    let held = txn.device(operation, keeper.certificate.device);
    let mut held = held.unwrap().unwrap();
    held.writes.push(site.clone());
    txn.put_device(operation, &held).unwrap();
    txn.commit().unwrap();
    let said = keeper.says();
    assert_eq!(
        status(&stage, &mut keeper, &site, said).as_deref(),
        Some("scope-unknown")
    );
    let range = office.range(&site, 1);
    let reason = "unknown-scope".to_owned();
    assert_eq!(office.push_one(range).outcome, Outcome::Refused { reason });
    let letter = keeper.certificate.letter.clone();
    stage.admin.revoke(&letter, "stolen").unwrap();
    let late = keeper.range(&site, 1);
    let _ = keeper.exchange(vec![late], Vec::new());
    let last = stage.log(&site).pop().unwrap();
    assert_eq!(
        (last.seq, last.quarantine.as_deref()),
        (2, Some("device-revoked"))
    );
    assert_checkpoints(&stage);
}

#[test]
fn a_withdrawn_grant_counts_only_for_those_who_could_know() {
    let stage = Stage::open();
    let (site, mut keeper) = (stage.site_scope(), stage.keeper());
    let before = stage.head();
    let withdrawn = PersonRegistered {
        id: PersonId(stage.ona),
        name: "Ona".to_owned(),
        grants: vec![Grant {
            role: Role::SiteHead,
            site: Some(stage.site),
        }],
        pin_code: None,
    };
    stage
        .admin
        .load_entries(&[OwnEntry::from(Body::from(withdrawn))])
        .unwrap();
    let unaware = Says {
        saw_pos: before,
        ..keeper.says()
    };
    assert_eq!(status(&stage, &mut keeper, &site, unaware), None);
    let aware = Says {
        saw_pos: before + 1,
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, aware).as_deref(),
        Some("role-not-granted")
    );
    let forgetful = Says {
        saw_pos: before,
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, forgetful).as_deref(),
        Some("role-not-granted"),
        "what a device knew it cannot forget"
    );
    let again = Says {
        saw_pos: before,
        ..keeper.says()
    };
    assert_eq!(
        status(&stage, &mut keeper, &site, again).as_deref(),
        Some("role-not-granted"),
        "nor by an entry that says it knew less"
    );
    let mut late = stage.keeper();
    let backdated = Says {
        saw_pos: 0,
        ..late.says()
    };
    assert_eq!(
        status(&stage, &mut late, &site, backdated).as_deref(),
        Some("role-not-granted"),
        "a device enrolled afterwards knows of it"
    );
}

#[test]
fn a_revoked_device_hands_in_its_facts_and_gets_nothing_back() {
    let stage = Stage::open();
    let (site, mut keeper) = (stage.site_scope(), stage.keeper());
    let early = keeper.range(&site, 1);
    keeper.push_one(early);
    let letter = keeper.certificate.letter.clone();
    stage.admin.revoke(&letter, "stolen").unwrap();
    let late = keeper.range(&site, 2);
    let cursor = PullCursor {
        scope: "catalogue".to_owned(),
        index: 0,
    };
    assert_eq!(
        keeper.exchange(vec![late], vec![cursor]).unwrap_err(),
        ErrorCode::Revoked
    );
    let found: Vec<_> = stage
        .log(&site)
        .into_iter()
        .map(|entry| entry.quarantine)
        .collect();
    let revoked = Some("device-revoked".to_owned());
    assert_eq!(found, [None, revoked.clone(), revoked]);
    assert_eq!(
        keeper
            .wait(0)
            .message::<replication::endpoint::WaitReply>()
            .unwrap_err(),
        ErrorCode::Revoked
    );
    assert!(
        stage.admin.revoke(&letter, "stolen").is_err(),
        "a second revocation says so"
    );
}

#[test]
fn a_device_reads_only_its_scopes() {
    let stage = Stage::open();
    let mut keeper = stage.keeper();
    let cursor = |scope: &str| {
        vec![PullCursor {
            scope: scope.to_owned(),
            index: 0,
        }]
    };
    assert!(keeper.exchange(Vec::new(), cursor("catalogue")).is_ok());
    assert!(keeper.exchange(Vec::new(), cursor("funds")).is_err());
    let mut auditor = crate::device::Device::enrol(&stage, "auditor", stage.rasa);
    assert!(auditor.exchange(Vec::new(), cursor("funds")).is_ok());
    assert!(auditor.certificate.writes.is_empty());
}
