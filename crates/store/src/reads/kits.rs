//! Kits, and stock that is kept for somebody.

use chrono::NaiveDate;
use ledger::body::{Body, DocumentKind, KitBuilt, KitComponent, KitDefined};
use ledger::fold::{DocumentStage, DocumentState, ReservationState as Folded, Unit, reservation};
use ledger::ids::{ItemId, KitBuildId, KitId, LotId, PartyId, ReservationId, SiteId};
use ledger::posting::{Condition, Node};
use ledger::rules::kit::shares;
use ledger::text::Names;
use rusqlite::{Row, named_params};

use super::goods::item_columns;
use crate::error::StoreError;
use crate::journal::load;
use crate::kept::site_range;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, number, rows, statements};
use crate::total_units::total_units;
use crate::view::{
    DocumentRow, FreeStock, KitComponentView, KitLotView, KitPartView, KitRow, KitShareView,
    ReservationLineView, ReservationState, ReservationView,
};

statements! {
    KITS = "SELECT kit.id, kit.item, item.code AS item_code, item.names AS item_names, item.unit, kit.version
              FROM kit LEFT JOIN item ON item.id = kit.item
             WHERE kit.id = (SELECT newest.id FROM kit AS newest WHERE newest.item = kit.item
                              ORDER BY newest.version DESC, newest.id LIMIT 1)
             ORDER BY item.code, kit.id";
    KIT = "SELECT id, item, version FROM kit WHERE id = :id";
    VERSION = "SELECT coalesce(max(version), 0) FROM kit WHERE item = :item";
    COMPONENTS = "SELECT kit_component.item, item.code AS item_code, item.names AS item_names, item.unit,
                         kit_component.quantity
                    FROM kit_component LEFT JOIN item ON item.id = kit_component.item
                   WHERE kit_component.kit = :id ORDER BY kit_component.n";
    BUILDS = "SELECT kit_build.id FROM kit_build WHERE kit_build.stage = 'posted' AND (:site IS NULL OR kit_build.site = :site)
               ORDER BY kit_build.id DESC LIMIT 200";
    BUILD = "SELECT kit_build.lot, kit_build.site, kit_build.item, item.code AS item_code, item.names AS item_names,
                    item.unit, kit_build.quantity,
                    coalesce((SELECT total_units(kit_break.quantity) FROM kit_break
                               WHERE kit_break.build = kit_build.id AND kit_break.stage = 'posted'), 0) AS broken
               FROM kit_build LEFT JOIN item ON item.id = kit_build.item WHERE kit_build.id = :id";
    PARTS = "SELECT line.lot, item.code AS item_code, item.names AS item_names, item.unit,
                    coalesce(lot.donor, lot.supplier) AS donor, lot.supplier IS NOT NULL AS bought,
                    party.names AS donor_names, lot.number, total_units(line.quantity) AS quantity
               FROM kit_build_line AS line
               LEFT JOIN item ON item.id = line.item
               LEFT JOIN lot ON lot.lot = line.lot
               LEFT JOIN party ON party.id = coalesce(lot.donor, lot.supplier)
              WHERE line.build = :id GROUP BY line.lot ORDER BY min(line.n)";
    BREAKS = "SELECT id FROM kit_break WHERE build = :id ORDER BY id";
    BUILD_OF_LOT = "SELECT id FROM kit_build WHERE lot = :lot ORDER BY stage = 'posted' DESC, id LIMIT 1";
    RESERVATIONS = "SELECT id FROM reservation WHERE :site IS NULL OR site = :site
                     ORDER BY expires_on DESC, id DESC LIMIT 500";
    RESERVATION = "SELECT reservation.id, reservation.stage, reservation.site, reservation.point, point.name AS point_name,
                           reservation.expires_on, reservation.note, reservation.release_order
                      FROM reservation LEFT JOIN point ON point.id = reservation.point
                     WHERE reservation.id = :id";
    RESERVED_LINES = "SELECT line.item, item.code AS item_code, item.names AS item_names, item.unit, line.quantity,
                             coalesce((SELECT reserved.remaining FROM reserved
                                        WHERE reserved.reservation = line.reservation AND reserved.n = line.n), 0) AS remaining
                        FROM reservation_line AS line LEFT JOIN item ON item.id = line.item
                       WHERE line.reservation = :id ORDER BY line.n";
    RESERVED = "WITH kin (item) AS (
                     SELECT :item UNION SELECT at FROM canonical WHERE id = :item
                      UNION SELECT id FROM canonical WHERE at = coalesce((SELECT at FROM canonical WHERE id = :item), :item))
                SELECT coalesce(total_units(remaining), 0) FROM kin JOIN reserved ON reserved.item = kin.item
                 WHERE site = :site AND expires_on >= :on AND remaining > 0
                   AND (:but IS NULL OR reservation <> :but)";
    GOOD = "WITH kin (item) AS (
                SELECT :item UNION SELECT at FROM canonical WHERE id = :item
                 UNION SELECT id FROM canonical WHERE at = coalesce((SELECT at FROM canonical WHERE id = :item), :item))
            SELECT coalesce(total_units(balance.quantity), 0)
              FROM kin CROSS JOIN lot_site CROSS JOIN lot ON lot.site = lot_site.site AND lot.item = kin.item
             CROSS JOIN balance ON balance.lot = lot.lot
             WHERE balance.condition = 0 /* GOOD */ AND balance.node BETWEEN :node AND :last
               AND coalesce((SELECT min(other.expiry) FROM lot AS other
                              WHERE other.item IN (SELECT item FROM kin) AND other.batch = lot.batch), lot.expiry, :on)
                   >= :on";
}

impl Reads<'_> {
    /// The newest version of every kit.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn kits(&self) -> Result<Vec<KitRow>, StoreError> {
        let mut kits = rows(self.connection, KITS, &[], |row| {
            let (item_code, item_names, _) = item_columns(row)?;
            Ok(KitRow {
                id: row.id("id")?,
                item: row.id("item")?,
                item_code,
                item_names,
                version: row.get("version")?,
                components: Vec::new(),
            })
        })?;
        for kit in &mut kits {
            kit.components = self.components(kit.id)?;
        }
        Ok(kits)
    }

    fn components(&self, id: KitId) -> Result<Vec<KitComponentView>, StoreError> {
        rows(
            self.connection,
            COMPONENTS,
            named_params! { ":id": id.blob() },
            |row| {
                let (item_code, item_names, unit) = item_columns(row)?;
                Ok(KitComponentView {
                    item: row.id("item")?,
                    item_code,
                    item_names,
                    unit,
                    quantity: row.get("quantity")?,
                })
            },
        )
    }

    /// One version of a kit.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn kit(&self, id: KitId) -> Result<Option<KitDefined>, StoreError> {
        let found = first(
            self.connection,
            KIT,
            named_params! { ":id": id.blob() },
            |row| Ok((row.id("item")?, row.get("version")?)),
        )?;
        let Some((item, version)) = found else {
            return Ok(None);
        };
        let component = |one: KitComponentView| KitComponent {
            item: one.item,
            quantity: one.quantity,
        };
        let components = self.components(id)?.into_iter().map(component).collect();
        Ok(Some(KitDefined {
            id,
            item,
            version,
            components,
        }))
    }

    /// The last version of a kit's contents; 0 when none is known.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn kit_version(&self, item: ItemId) -> Result<i64, StoreError> {
        number(
            self.connection,
            VERSION,
            named_params! { ":item": item.blob() },
        )
    }

    /// What a standing build says.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn kit_built(&self, id: KitBuildId) -> Result<Option<KitBuilt>, StoreError> {
        let Some(DocumentState::Plain(state)) = self.document_state(id.into())? else {
            return Ok(None);
        };
        Ok(match (state.stage, state.posted) {
            (DocumentStage::Posted, Some((_, Body::KitBuilt(body)))) => Some(body),
            (
                DocumentStage::Waiting
                | DocumentStage::Proposed
                | DocumentStage::Posted
                | DocumentStage::Reversed
                | DocumentStage::Quarantined,
                _,
            ) => None,
        })
    }

    /// Lots of kits that a site, or any, has built; newest first, at most 200.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn kit_lots(&self, site: Option<SiteId>) -> Result<Vec<KitLotView>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob) };
        let builds: Vec<KitBuildId> = rows(self.connection, BUILDS, params, |row| row.id("id"))?;
        let mut lots = Vec::with_capacity(builds.len());
        for id in builds {
            lots.extend(self.kit_lot(id)?);
        }
        Ok(lots)
    }

    /// The build that made a lot of kits.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn build_of(&self, lot: LotId) -> Result<Option<KitBuildId>, StoreError> {
        first(
            self.connection,
            BUILD_OF_LOT,
            named_params! { ":lot": lot.blob() },
            |row| row.id("id"),
        )
    }

    /// A lot of kits: what is inside and whose goods those are.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn kit_lot(&self, id: KitBuildId) -> Result<Option<KitLotView>, StoreError> {
        let kind = DocumentKind::KitBuild;
        let Some((document, entry)) = self.opened(id.into(), kind)? else {
            return Ok(None);
        };
        let params = named_params! { ":id": id.blob() };
        let mut parts = rows(self.connection, PARTS, params, part)?;
        let work = Node::KitWork(id);
        for (part, _) in &mut parts {
            part.inside = self.balance(self.canonical(part.lot)?, work, Condition::Good)?;
        }
        // What a party sold is no part of what it gave.
        let sources: Vec<(Option<(PartyId, bool)>, i64)> = parts
            .iter()
            .map(|(part, donor)| (donor.map(|donor| (donor, part.bought)), part.quantity))
            .collect();
        let mut whose = Vec::new();
        for share in shares(&sources) {
            let (party, bought) = share.donor.unzip();
            let donor = party.map(|donor| self.party(donor)).transpose()?.flatten();
            whose.push(KitShareView {
                donor: party,
                bought: bought.unwrap_or_default(),
                donor_names: donor.map(|party| party.names),
                quantity: share.quantity,
                percent: share.percent,
            });
        }
        let mut view = first(self.connection, BUILD, params, |row| {
            let (_, item_names, _) = item_columns(row)?;
            Ok(KitLotView {
                document,
                entry,
                build: id,
                lot: row.id("lot")?,
                site: row.id("site")?,
                item: row.id("item")?,
                item_names,
                built: row.get("quantity")?,
                broken: row.get("broken")?,
                here: 0,
                reversal_reason: None,
                components: parts.into_iter().map(|(part, _)| part).collect(),
                shares: whose,
                breaks: Vec::new(),
            })
        })?;
        if let Some(view) = &mut view {
            view.reversal_reason = self.reversal_reason(id.into(), kind)?;
            view.breaks = self.breaks(id)?;
            for condition in Condition::ALL {
                let here = self.at_site(view.site, view.lot, *condition)?;
                view.here = total_units([view.here, here]);
            }
        }
        Ok(view)
    }

    fn breaks(&self, id: KitBuildId) -> Result<Vec<DocumentRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, BREAKS, params, |row| row.id("id"))?;
        let mut breaks = Vec::with_capacity(found.len());
        for id in found {
            breaks.extend(self.document_of(id, DocumentKind::KitBreak)?);
        }
        Ok(breaks)
    }

    /// A reservation as its fold sees it; `None` when no entry speaks of it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn reservation_state(&self, id: ReservationId) -> Result<Option<Folded>, StoreError> {
        let entries = load::stamped(&load::unit(self.connection, &Unit::Reservation(id))?);
        Ok((!entries.is_empty()).then(|| reservation(&entries)))
    }

    /// Reservations at a site, or everywhere, as they stand on a day; at most 500.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn reservations(
        &self,
        site: Option<SiteId>,
        on: NaiveDate,
    ) -> Result<Vec<ReservationView>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob) };
        let ids: Vec<ReservationId> =
            rows(self.connection, RESERVATIONS, params, |row| row.id("id"))?;
        let of = |id| self.reservation(id, on).transpose();
        ids.into_iter().filter_map(of).collect()
    }

    /// One reservation as it stands on a day.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn reservation(
        &self,
        id: ReservationId,
        on: NaiveDate,
    ) -> Result<Option<ReservationView>, StoreError> {
        let Some(document) = self.document_of(id.into(), DocumentKind::Reservation)? else {
            return Ok(None);
        };
        let params = named_params! { ":id": id.blob() };
        let lines = rows(self.connection, RESERVED_LINES, params, reserved_line)?;
        first(self.connection, RESERVATION, params, |row| {
            let stage: String = row.get("stage")?;
            let expires_on: String = row.get("expires_on")?;
            Ok(ReservationView {
                document,
                id,
                site: row.id("site")?,
                point: row.maybe_id("point")?,
                point_name: row.get("point_name")?,
                state: state(&stage, &expires_on, &lines, on),
                expires_on,
                note: row.get("note")?,
                release_order: row.get("release_order")?,
                lines,
            })
        })
    }

    /// Good, unexpired units of an item at a site on a day, what of them is kept for others than `but`, and the rest.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn free_stock(
        &self,
        site: SiteId,
        item: ItemId,
        on: NaiveDate,
        but: Option<ReservationId>,
    ) -> Result<FreeStock, StoreError> {
        let (node, last) = site_range(site);
        let on = on.to_string();
        let params =
            named_params! { ":item": item.blob(), ":node": node, ":last": last, ":on": on };
        let good = number(self.connection, GOOD, params)?;
        let params = named_params! {
            ":site": site.blob(), ":item": item.blob(), ":on": on, ":but": but.map(Id::blob),
        };
        let reserved = number(self.connection, RESERVED, params)?;
        Ok(FreeStock {
            item,
            good,
            reserved,
            free: good - reserved,
        })
    }
}

fn part(row: &Row<'_>) -> rusqlite::Result<(KitPartView, Option<PartyId>)> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let donor: Option<PartyId> = row.maybe_id("donor")?;
    let donor_names: Option<Names> = row.maybe_json("donor_names")?;
    let origin: Option<String> = row.get("number")?;
    let part = KitPartView {
        lot: row.id("lot")?,
        item_code,
        item_names,
        unit,
        donor_names: donor.map(|_| donor_names.unwrap_or_default()),
        bought: row.get("bought")?,
        origin_number: origin.unwrap_or_default(),
        quantity: row.get("quantity")?,
        inside: 0,
    };
    Ok((part, donor))
}

fn reserved_line(row: &Row<'_>) -> rusqlite::Result<ReservationLineView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    Ok(ReservationLineView {
        item: row.id("item")?,
        item_code,
        item_names,
        unit,
        quantity: row.get("quantity")?,
        remaining: row.get::<_, i64>("remaining")?.max(0),
    })
}

/// ISO days compare as texts.
fn state(
    stage: &str,
    expires_on: &str,
    lines: &[ReservationLineView],
    on: NaiveDate,
) -> ReservationState {
    match stage {
        "quarantined" => ReservationState::Quarantined,
        "ended" => ReservationState::Ended,
        _posted if lines.iter().all(|line| line.remaining == 0) => ReservationState::Fulfilled,
        _posted if expires_on < on.to_string().as_str() => ReservationState::Expired,
        _posted => ReservationState::Active,
    }
}
