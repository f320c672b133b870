//! The parts in order: enrol, lose the server, work apart, meet again, link, report, prove.

use super::{auditor, coordinator, funds, keeper, operation};

#[tokio::test]
async fn one_consignment_from_offer_to_proof() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let operation = operation::open(dir.path())?;
    let keeper = operation.enrol("keeper", &["Rasa Petrauskienė"]).await?;
    let coordinator = operation
        .enrol("coordinator", &["Jonas Kazlauskas", "Eglė Žukauskaitė"])
        .await?;
    let auditor = operation.enrol("auditor", &["Ona Balčiūnaitė"]).await?;

    // The server goes away; nobody waits for it.
    let operation = operation.without_server();
    coordinator::records_activation_and_offers(&coordinator).await?;
    coordinator::accepts_the_czech_offer(&coordinator).await?;
    funds::records_funds(&coordinator).await?;
    keeper::receives_unannounced(&keeper).await?;
    keeper::issues_and_corrects(&keeper).await?;

    // It comes back where the devices know it, and they send by themselves.
    let operation = operation.with_server()?;
    for window in [&keeper, &coordinator, &auditor] {
        operation.all_sent(window).await?;
    }
    coordinator::links_the_receipt(&coordinator).await?;
    coordinator::reads_the_matrix(&coordinator).await?;
    operation.all_sent(&coordinator).await?;

    auditor::sees_the_funds(&auditor).await?;
    let exports = auditor::exports(&auditor, &operation.data("auditor")).await?;
    auditor::verifies(&exports, dir.path())?;

    for window in [keeper, coordinator, auditor] {
        window.close().await?;
    }
    Ok(())
}
