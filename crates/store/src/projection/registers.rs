//! Rows of deployments, assets and published figures: the last entry that is not quarantined counts.

use ledger::body::{AssetRecorded, Body, DeploymentRecorded, FigureRecorded};
use ledger::fold::{Stamped, Unit, latest};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::row::{Id, run, statements, word};

statements! {
    FORGET_DEPLOYMENT = "DELETE FROM deployment WHERE id = :id";
    FORGET_ASSET = "DELETE FROM asset WHERE id = :id";
    FORGET_FIGURE = "DELETE FROM figure WHERE id = :id";
    DEPLOYMENT = "INSERT INTO deployment (id, agency, role, number, qualifier, country, place, since, until, baseline, as_of,
                      source)
                  VALUES (:id, :agency, :role, :number, :qualifier, :country, :place, :since, :until, :baseline, :as_of,
                      :source)";
    ASSET = "INSERT INTO asset (id, kind, number, qualifier, holder, country, place, as_of, source)
             VALUES (:id, :kind, :number, :qualifier, :holder, :country, :place, :as_of, :source)";
    FIGURE = "INSERT INTO figure (id, series, place, number, qualifier, words, as_of, source, within, relation)
              VALUES (:id, :series, :place, :number, :qualifier, :words, :as_of, :source, :within, :relation)";
}

/// Replaces the row of one record.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    let (forget, id) = if let Unit::Deployment(id) = unit {
        (FORGET_DEPLOYMENT, id.blob())
    } else if let Unit::Asset(id) = unit {
        (FORGET_ASSET, id.blob())
    } else if let Unit::Figure(id) = unit {
        (FORGET_FIGURE, id.blob())
    } else {
        return Ok(());
    };
    run(connection, forget, named_params! { ":id": id })?;
    let Some(stamped) = latest(entries) else {
        return Ok(());
    };
    // Only a hostile device writes a number that contradicts its qualifier; its record is left out.
    if let Body::DeploymentRecorded(body) = &stamped.body
        && body.number.check().is_ok()
    {
        insert_deployment(connection, body)
    } else if let Body::AssetRecorded(body) = &stamped.body
        && body.number.check().is_ok()
    {
        insert_asset(connection, body)
    } else if let Body::FigureRecorded(body) = &stamped.body
        && body.number.check().is_ok()
        && body.within.is_some() == body.relation.is_some()
    {
        insert_figure(connection, body)
    } else {
        Ok(())
    }
}

fn insert_deployment(connection: &Connection, body: &DeploymentRecorded) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":agency": body.agency.blob(),
        ":role": body.role,
        ":number": body.number.value,
        ":qualifier": word(&body.number.qualifier),
        ":country": body.country,
        ":place": body.place,
        ":since": body.from.map(|day| day.to_string()),
        ":until": body.to.map(|day| day.to_string()),
        ":baseline": body.baseline,
        ":as_of": body.as_of.to_string(),
        ":source": body.source,
    };
    run(connection, DEPLOYMENT, params)?;
    Ok(())
}

fn insert_asset(connection: &Connection, body: &AssetRecorded) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":kind": body.kind,
        ":number": body.number.value,
        ":qualifier": word(&body.number.qualifier),
        ":holder": body.holder.blob(),
        ":country": body.country,
        ":place": body.place,
        ":as_of": body.as_of.to_string(),
        ":source": body.source,
    };
    run(connection, ASSET, params)?;
    Ok(())
}

fn insert_figure(connection: &Connection, body: &FigureRecorded) -> Result<(), StoreError> {
    let params = named_params! {
        ":id": body.id.blob(),
        ":series": word(&body.series),
        ":place": body.place,
        ":number": body.number.value,
        ":qualifier": word(&body.number.qualifier),
        ":words": body.words,
        ":as_of": body.as_of.map(|day| day.to_string()),
        ":source": body.source,
        ":within": body.within.map(Id::blob),
        ":relation": body.relation.map(|relation| word(&relation)),
    };
    run(connection, FIGURE, params)?;
    Ok(())
}
