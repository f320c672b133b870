//! The whole story: three devices apart, a real server between them, and the figures the issue names.

use app::contract::replies::{Exported, SyncPhase, SyncStatus, Verified};
use app::contract::requests::{BySite, Export, MatrixCell, MatrixFilter};
use ledger::quantity::Qualifier;
use scenario::ask::{ask, fetch};
use scenario::devices::{AUDITOR, COORDINATOR, Device, KEEPER, any_port, open_operation, serve};
use scenario::lithuania_2021::{catalogue, item, party, site, story};
use store::view::{
    CellDocuments, DocumentRow, Figure, Funds, Journey, MatchProposal, Matrix, MatrixColumn,
    StockRow, TotalCheck,
};

fn stated(value: i64) -> impl Fn(&Figure) -> bool {
    move |figure| figure.value == Some(value) && figure.qualifiers == [Qualifier::Exact]
}

fn check_matrix(matrix: &Matrix) {
    assert_eq!(
        (
            matrix.donors,
            matrix.member_states,
            matrix.participating_states
        ),
        (20, 19, 1)
    );
    let blankets = matrix
        .rows
        .iter()
        .find(|row| row.donor == party("CZ") && row.item == Some(item("BLANKET")))
        .expect("a row of Czech blankets");
    for (name, figure, value) in [
        ("offered", &blankets.offered, 500),
        ("accepted", &blankets.accepted, 500),
        ("good", &blankets.good, 488),
        ("damaged", &blankets.damaged, 12),
        ("issued", &blankets.issued, 120),
        ("on hand good", &blankets.on_hand_good, 368),
        ("on hand damaged", &blankets.on_hand_damaged, 12),
    ] {
        assert!(stated(value)(figure), "{name}: {figure:?}");
    }
    assert!(!blankets.provisional);
    let others: Vec<_> = matrix
        .rows
        .iter()
        .filter(|row| row.donor != party("CZ"))
        .collect();
    assert_eq!(others.len(), 19);
    assert!(
        others
            .iter()
            .all(|row| row.offered.value.is_none() && !row.offered.qualifiers.is_empty())
    );
}

fn check_funds(funds: &Funds) {
    assert_eq!(funds.decisions.len(), 1);
    let amif = &funds.decisions[0];
    assert_eq!(
        (amif.amount.minor, amif.sources.len()),
        (Some(3_670_000_000), 2)
    );
    let open = funds.allocations.iter().chain(&amif.allocations);
    assert!(
        open.clone().count() == 5
            && open
                .clone()
                .all(|one| one.committed.is_none() && one.paid.is_none())
    );
    let total = |minor| {
        funds
            .stated_totals
            .iter()
            .find(|one| one.stated.minor == Some(minor))
            .unwrap()
    };
    assert_eq!(total(70_000_000).check, TotalCheck::Match);
    let returns = total(350_000_000);
    assert_eq!(returns.check, TotalCheck::ConsistentNotExact);
    assert_eq!(
        returns.computed.qualifiers,
        [Qualifier::UpTo, Qualifier::Around]
    );
}

#[test]
fn the_story_ends_in_the_figures_of_the_issue() {
    let dir = tempfile::tempdir().unwrap();
    let at_server = dir.path().join("server");
    let admin = open_operation(&at_server).unwrap();
    let server = serve(&at_server, any_port()).unwrap();
    let address = server.address();
    let device = |post| {
        Device::enrol(
            &dir.path().join("data").join(post_word(post)),
            &admin,
            address,
            post,
        )
        .unwrap()
    };
    let (keeper, coordinator, auditor) = (device(&KEEPER), device(&COORDINATOR), device(&AUDITOR));
    // Then the server goes away.
    server.stop();
    story::coordinator(&coordinator.context, &coordinator.clock).unwrap();
    story::funds(&coordinator.context).unwrap();
    story::keeper(&keeper.context, &keeper.clock).unwrap();
    // Told twice, the receipt is posted once.
    let again: app::contract::replies::Posted =
        ask(&keeper.context, "post_receipt", &story::receipt().unwrap()).unwrap();
    assert!(
        again.repeated && again.number.starts_with("PAB-GRN-21-"),
        "{again:?}"
    );
    let refused = coordinator.context.sync_once().unwrap_err();
    assert_eq!(refused.code, "server-unreachable");
    let pill: SyncStatus = fetch(&coordinator.context, "sync_status").unwrap();
    assert_eq!((pill.phase, pill.unsent > 20), (SyncPhase::Offline, true));
    let row = |row: &DocumentRow| row.journey == Journey::OnThisComputer;
    let documents: Vec<DocumentRow> = ask(&keeper.context, "documents", &all()).unwrap();
    assert!(documents.iter().any(row));

    let server = serve(&at_server, address).unwrap();
    keeper.context.sync_once().unwrap();
    coordinator.context.sync_once().unwrap();
    let proposals: Vec<MatchProposal> = fetch(&coordinator.context, "match_proposals").unwrap();
    assert_eq!(proposals.len(), 1);
    story::link(&coordinator.context, &coordinator.clock).unwrap();
    for device in [&coordinator, &keeper, &auditor, &coordinator] {
        device.context.sync_once().unwrap();
    }
    let matrix = |device: &Device| -> Matrix {
        ask(&device.context, "matrix", &MatrixFilter { site: None }).unwrap()
    };
    check_matrix(&matrix(&coordinator));
    assert_eq!(matrix(&coordinator).rows, matrix(&auditor).rows);
    check_funds(&fetch(&auditor.context, "funds").unwrap());
    let documents: Vec<DocumentRow> = ask(&keeper.context, "documents", &all()).unwrap();
    assert!(
        documents
            .iter()
            .all(|row| row.journey == Journey::Confirmed),
        "{documents:#?}"
    );
    let stock: Vec<StockRow> =
        ask(&keeper.context, "stock", &BySite { site: site("PAB") }).unwrap();
    assert!(
        stock
            .iter()
            .all(|row| row.lots.iter().all(|lot| !lot.provisional)),
        "the keeper sees the link"
    );
    check_cell(&auditor);
    check_exports(&auditor);
    server.stop();
}

fn post_word(post: &scenario::devices::Post) -> &'static str {
    post.word
}

fn all() -> app::contract::requests::DocumentFilter {
    app::contract::requests::DocumentFilter {
        site: None,
        kind: None,
        text: None,
        offset: 0,
        limit: 200,
    }
}

fn check_cell(auditor: &Device) {
    let cell = MatrixCell {
        site: None,
        donor: party("CZ"),
        group: None,
        item: Some(item("BLANKET")),
        bought: None,
        column: MatrixColumn::Issued,
    };
    let behind: CellDocuments = ask(&auditor.context, "matrix_cell", &cell).unwrap();
    assert_eq!(behind.documents.len(), 1, "{behind:#?}");
    assert_eq!(behind.documents[0].quantity, Some(120));
}

fn check_exports(auditor: &Device) {
    let verified: Verified = fetch(&auditor.context, "verify_ledger").unwrap();
    assert!(verified.intact, "{:?}", verified.problem);
    let report: Exported = ask(
        &auditor.context,
        "export_funding_report",
        &Export { folder: None },
    )
    .unwrap();
    assert_eq!(report.files.len(), 2);
    assert!(
        report
            .files
            .iter()
            .all(|file| file.rows == 8 && file.bytes > 0)
    );
    let audit: Exported = ask(&auditor.context, "export_audit", &Export { folder: None }).unwrap();
    assert!(audit.files[0].rows > 60, "{:?}", audit.files);
    let left = std::fs::read_dir(auditor.dir().join("exports")).unwrap();
    let parts = left.filter(|file| {
        file.as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|end| end == "part")
    });
    assert_eq!(parts.count(), 0, "no half-written file stays");
}

#[test]
fn the_catalogue_keeps_to_the_document() {
    let parties: Vec<_> = catalogue()
        .into_iter()
        .filter_map(|body| match body {
            ledger::body::Body::PartyRegistered(party) => Some(party),
            _ => None,
        })
        .collect();
    let donors: Vec<_> = parties.iter().filter(|party| party.donor).collect();
    let members = donors
        .iter()
        .filter(|one| one.kind == ledger::body::ParticipantKind::MemberState);
    assert_eq!((donors.len(), members.count()), (20, 19));
    let both: Vec<_> = donors
        .iter()
        .filter(|one| one.affected)
        .filter_map(|one| one.iso.as_deref())
        .collect();
    assert_eq!(both, ["LV", "PL"]);
    assert!(
        parties
            .iter()
            .any(|one| one.eu_code.as_deref() == Some("EL"))
    );
    assert!(
        parties
            .iter()
            .any(|one| one.synonyms.iter().any(|text| text == "Luxemburg"))
    );
}
