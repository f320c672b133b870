//! Rows of the catalogue: the last entry that is not quarantined wins.

use ledger::body::Body;
use ledger::fold::{Stamped, Unit, device, latest};
use ledger::ids::DeviceId;
use ledger::text::Names;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::fold_text::folded;
use crate::row::{Id, json, run, signed, statements, word};

statements! {
    FORGET_OPERATION = "DELETE FROM operation";
    FORGET_GROUP = "DELETE FROM item_group WHERE id = :id";
    FORGET_ITEM = "DELETE FROM item WHERE id = :id";
    FORGET_PARTY = "DELETE FROM party WHERE id = :id";
    FORGET_SITE = "DELETE FROM site WHERE id = :id";
    FORGET_POINT = "DELETE FROM point WHERE id = :id";
    FORGET_PERSON = "DELETE FROM person WHERE id = :id";
    FORGET_DEVICE = "DELETE FROM device WHERE id = :id";
    OPERATION = "INSERT INTO operation (id, name, opened_on) VALUES (:id, :name, :opened_on)";
    GROUP = "INSERT INTO item_group (id, code, names) VALUES (:id, :code, :names)";
    ITEM = "INSERT INTO item (id, group_id, code, names, unit, tracking, durable, folded,
                dangerous_goods)
            VALUES (:id, :group_id, :code, :names, :unit, :tracking, :durable, :folded, :dangerous_goods)";
    PARTY = "INSERT INTO party (id, kind, names, iso, eu_code, donor, affected, folded, synonyms)
             VALUES (:id, :kind, :names, :iso, :eu_code, :donor, :affected, :folded, :synonyms)";
    SITE = "INSERT INTO site (id, code, name, kind, country, time_zone, folded, facilities)
            VALUES (:id, :code, :name, :kind, :country, :time_zone, :folded, :facilities)";
    POINT = "INSERT INTO point (id, site, name) VALUES (:id, :site, :name)";
    FORGET_PLACE = "DELETE FROM place WHERE id = :id";
    PLACE = "INSERT INTO place (id, site, name, parent) VALUES (:id, :site, :name, :parent)";
    FORGET_LIMIT = "DELETE FROM approval_limit WHERE id = :id";
    LIMIT = "INSERT INTO approval_limit (id, kind, units) VALUES (:id, :kind, :units)";
    PERSON = "INSERT INTO person (id, name, grants, pin_code) VALUES (:id, :name, :grants, :pin_code)";
    DEVICE = "INSERT INTO device (id, name, letter, reads, writes, roles, site, revoked, revoked_pos)
              VALUES (:id, :name, :letter, :reads, :writes, :roles, :site, :revoked, :revoked_pos)";
}

/// Every language's name, and what else a record is found by.
fn found_by(names: &Names, others: &[&str]) -> String {
    let texts: Vec<&str> = names
        .values()
        .map(String::as_str)
        .chain(others.iter().copied())
        .collect();
    folded(&texts.join(" "))
}

fn forget(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    let (sql, id) = match unit {
        Unit::ItemGroup(id) => (FORGET_GROUP, id.blob()),
        Unit::Item(id) => (FORGET_ITEM, id.blob()),
        Unit::Party(id) => (FORGET_PARTY, id.blob()),
        Unit::Site(id) => (FORGET_SITE, id.blob()),
        Unit::Point(id) => (FORGET_POINT, id.blob()),
        Unit::Person(id) => (FORGET_PERSON, id.blob()),
        Unit::Device(id) => (FORGET_DEVICE, id.blob()),
        Unit::Place(id) => (FORGET_PLACE, id.blob()),
        Unit::Limit(id) => (FORGET_LIMIT, id.blob()),
        Unit::Operation => {
            run(connection, FORGET_OPERATION, &[])?;
            return Ok(());
        }
        Unit::Activation(_)
        | Unit::Offer(_)
        | Unit::Acceptance(_)
        | Unit::Document(_)
        | Unit::Decision(_)
        | Unit::Allocation(_)
        | Unit::StatedTotal(_)
        | Unit::Kit(_)
        | Unit::Reservation(_)
        | Unit::Request(_)
        | Unit::Transport(_)
        | Unit::Consignment(_)
        | Unit::Discrepancy(_)
        | Unit::Synonym(_)
        | Unit::Packaging(_)
        | Unit::Proposal(_)
        | Unit::AccessNote(_)
        | Unit::HeadCounts(_)
        | Unit::Norm(_)
        | Unit::Deployment(_)
        | Unit::Asset(_)
        | Unit::Figure(_)
        | Unit::Task(_)
        | Unit::FigureExplained(_)
        | Unit::TotalExplained(_)
        | Unit::HeadsExplained(_) => return Ok(()),
    };
    run(connection, sql, named_params! { ":id": id })?;
    Ok(())
}

/// Replaces the row of one record.
pub(super) fn replace(
    connection: &Connection,
    unit: &Unit,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    forget(connection, unit)?;
    let Some(stamped) = latest(entries) else {
        return Ok(());
    };
    if let Body::OperationOpened(body) = &stamped.body {
        run(
            connection,
            OPERATION,
            named_params! { ":id": body.operation.blob(), ":name": body.name, ":opened_on": body.opened_on.to_string() },
        )
    } else if let Body::ItemGroupRegistered(body) = &stamped.body {
        run(
            connection,
            GROUP,
            named_params! { ":id": body.id.blob(), ":code": body.code, ":names": json(&body.names) },
        )
    } else if let Body::PointRegistered(body) = &stamped.body {
        run(
            connection,
            POINT,
            named_params! { ":id": body.id.blob(), ":site": body.site.blob(), ":name": body.name },
        )
    } else if let Body::PlaceRegistered(body) = &stamped.body {
        run(
            connection,
            PLACE,
            named_params! {
                ":id": body.id.blob(), ":site": body.site.blob(), ":name": body.name,
                ":parent": body.parent.map(Id::blob),
            },
        )
    } else if let Body::LimitSet(body) = &stamped.body {
        if body.units < 0 {
            return Ok(());
        }
        run(
            connection,
            LIMIT,
            named_params! { ":id": body.kind.id().blob(), ":kind": word(&body.kind), ":units": body.units },
        )
    } else if let Body::PersonRegistered(body) = &stamped.body {
        run(
            connection,
            PERSON,
            named_params! {
                ":id": body.id.blob(), ":name": body.name, ":grants": json(&body.grants), ":pin_code": body.pin_code,
            },
        )
    } else {
        insert_found(connection, &stamped.body)
    }?;
    Ok(())
}

/// Records that a search finds.
fn insert_found(connection: &Connection, body: &Body) -> Result<usize, StoreError> {
    if let Body::ItemRegistered(body) = body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":group_id": body.group.blob(),
            ":code": body.code,
            ":names": json(&body.names),
            ":unit": word(&body.unit),
            ":tracking": word(&body.tracking),
            ":durable": body.durable,
            ":folded": found_by(&body.names, &[&body.code]),
            ":dangerous_goods": body.dangerous_goods,
        };
        run(connection, ITEM, params)
    } else if let Body::PartyRegistered(body) = body {
        let codes = [body.iso.as_deref(), body.eu_code.as_deref()]
            .into_iter()
            .flatten();
        let others: Vec<&str> = codes
            .chain(body.synonyms.iter().map(String::as_str))
            .collect();
        let params = named_params! {
            ":id": body.id.blob(),
            ":kind": word(&body.kind),
            ":names": json(&body.names),
            ":iso": body.iso,
            ":eu_code": body.eu_code,
            ":donor": body.donor,
            ":affected": body.affected,
            ":folded": found_by(&body.names, &others),
            ":synonyms": json(&body.synonyms),
        };
        run(connection, PARTY, params)
    } else if let Body::SiteRegistered(body) = body {
        let params = named_params! {
            ":id": body.id.blob(),
            ":code": body.code,
            ":name": body.name,
            ":kind": word(&body.kind),
            ":country": body.country,
            ":time_zone": body.time_zone,
            ":folded": folded(&format!("{} {}", body.name, body.code)),
            ":facilities": body.facilities.as_ref().map(json),
        };
        run(connection, SITE, params)
    } else {
        Ok(0)
    }
}

/// Replaces the row of a device.
pub(super) fn replace_device(
    connection: &Connection,
    id: DeviceId,
    entries: &[Stamped],
) -> Result<(), StoreError> {
    forget(connection, &Unit::Device(id))?;
    let state = device(entries);
    let Some((_, body)) = state.enrolled else {
        return Ok(());
    };
    let params = named_params! {
        ":id": id.blob(),
        ":name": body.name,
        ":letter": body.letter,
        ":reads": json(&body.reads),
        ":writes": json(&body.writes),
        ":roles": json(&body.roles),
        ":site": body.site.map(Id::blob),
        ":revoked": state.revoked.is_some(),
        ":revoked_pos": state.revoked_pos.map(signed),
    };
    run(connection, DEVICE, params)?;
    Ok(())
}
