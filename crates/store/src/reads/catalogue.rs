//! The catalogue as screens list it.

use ledger::ids::{DeviceId, ItemId, PartyId, PersonId, PlaceId, PointId, SiteId};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::fold_text::words;
use crate::identity;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{
    DeviceRow, ItemGroupRow, ItemRow, PartyRow, PersonRow, PlaceRow, PointRow, SiteRow,
};

statements! {
    ITEMS = concat!(include_str!("item_columns.sql"), include_str!("items.sql"));
    ITEM = concat!(include_str!("item_columns.sql"), " WHERE item.id = :id");
    ITEM_GROUPS = "SELECT id, code, names FROM item_group ORDER BY code, id";
    PARTIES = concat!(include_str!("party_columns.sql"),
        " WHERE party.id NOT IN (SELECT canonical.id FROM canonical) ORDER BY party.folded, party.id");
    PARTY = concat!(include_str!("party_columns.sql"), " WHERE party.id = :id");
    SITES = concat!(include_str!("site_columns.sql"), " ORDER BY site.code, site.id");
    SITE = concat!(include_str!("site_columns.sql"), " WHERE site.id = :id");
    SITE_NAME = "SELECT name FROM site WHERE id = :id";
    POINTS = "SELECT id, site, name FROM point ORDER BY name, id";
    POINTS_OF = "SELECT id, site, name FROM point WHERE site = :site ORDER BY name, id";
    POINT = "SELECT id, site, name FROM point WHERE id = :id";
    PLACES = concat!(include_str!("place_columns.sql"), include_str!("places_in_order.sql"));
    PLACES_OF = concat!(include_str!("place_columns.sql"), " WHERE place.site = :site", include_str!("places_in_order.sql"));
    PLACE = concat!(include_str!("place_columns.sql"), " WHERE place.id = :id");
    PEOPLE = concat!(include_str!("person_columns.sql"), " ORDER BY person.name, person.id");
    PERSON = concat!(include_str!("person_columns.sql"), " WHERE person.id = :id");
    PIN_CODE = "SELECT pin_code FROM person WHERE id = :id";
    DEVICE = "SELECT id, name, letter, reads, writes, roles, site FROM device WHERE id = :id";
}

impl Reads<'_> {
    /// Every item, by code.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn items(&self) -> Result<Vec<ItemRow>, StoreError> {
        self.find_items("", u32::MAX)
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn item(&self, id: ItemId) -> Result<Option<ItemRow>, StoreError> {
        first(
            self.connection,
            ITEM,
            named_params! { ":id": id.blob() },
            item,
        )
    }

    /// Items found by every word of the text.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn find_items(&self, text: &str, limit: u32) -> Result<Vec<ItemRow>, StoreError> {
        let params = named_params! { ":words": words(text), ":limit": limit };
        rows(self.connection, ITEMS, params, item)
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn item_groups(&self) -> Result<Vec<ItemGroupRow>, StoreError> {
        rows(self.connection, ITEM_GROUPS, &[], |row| {
            Ok(ItemGroupRow {
                id: row.id("id")?,
                code: row.get("code")?,
                names: row.json("names")?,
            })
        })
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn parties(&self) -> Result<Vec<PartyRow>, StoreError> {
        rows(self.connection, PARTIES, &[], party)
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn party(&self, id: PartyId) -> Result<Option<PartyRow>, StoreError> {
        first(
            self.connection,
            PARTY,
            named_params! { ":id": id.blob() },
            party,
        )
    }

    /// Every site with its points.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn sites(&self) -> Result<Vec<SiteRow>, StoreError> {
        let mut sites = rows(self.connection, SITES, &[], site)?;
        for (of, point) in rows(self.connection, POINTS, &[], point)? {
            if let Some(site) = sites.iter_mut().find(|site| site.id == of) {
                site.points.push(point);
            }
        }
        for (of, place) in rows(self.connection, PLACES, &[], place)? {
            if let Some(site) = sites.iter_mut().find(|site| site.id == of) {
                site.places.push(place);
            }
        }
        Ok(sites)
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn site(&self, id: SiteId) -> Result<Option<SiteRow>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let Some(mut site) = first(self.connection, SITE, params, site)? else {
            return Ok(None);
        };
        let params = named_params! { ":site": id.blob() };
        let points = rows(self.connection, POINTS_OF, params, point)?;
        site.points = points.into_iter().map(|(_, point)| point).collect();
        site.places = self.places(id)?;
        Ok(Some(site))
    }

    /// What a site is called, where nothing else of it is asked.
    pub(crate) fn site_name(&self, id: SiteId) -> Result<Option<String>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        first(self.connection, SITE_NAME, params, |row| row.get("name"))
    }

    /// A point and the site it belongs to.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn point(&self, id: PointId) -> Result<Option<(SiteId, PointRow)>, StoreError> {
        first(
            self.connection,
            POINT,
            named_params! { ":id": id.blob() },
            point,
        )
    }

    /// Areas and bins of a site, each bin after its area.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn places(&self, site: SiteId) -> Result<Vec<PlaceRow>, StoreError> {
        let params = named_params! { ":site": site.blob() };
        let found = rows(self.connection, PLACES_OF, params, place)?;
        Ok(found.into_iter().map(|(_, place)| place).collect())
    }

    /// A place and the site it is in.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn place(&self, id: PlaceId) -> Result<Option<(SiteId, PlaceRow)>, StoreError> {
        first(
            self.connection,
            PLACE,
            named_params! { ":id": id.blob() },
            place,
        )
    }

    /// Everybody registered, with what this computer knows of their PIN.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn people(&self) -> Result<Vec<PersonRow>, StoreError> {
        rows(self.connection, PEOPLE, &[], person)
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn person(&self, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
        first(
            self.connection,
            PERSON,
            named_params! { ":id": id.blob() },
            person,
        )
    }

    /// Hash of the one-time code with which a person sets a PIN; see `ledger::body::PersonRegistered`.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn pin_code(&self, id: PersonId) -> Result<Option<String>, StoreError> {
        let found = first(
            self.connection,
            PIN_CODE,
            named_params! { ":id": id.blob() },
            |row| row.get::<_, Option<String>>("pin_code"),
        )?;
        Ok(found.flatten())
    }

    /// This computer, as the operation knows it now or, before its certificate has come back, as it was enrolled.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn this_device(&self) -> Result<Option<DeviceRow>, StoreError> {
        let Some(identity) = identity::get(self.connection)? else {
            return Ok(None);
        };
        let known = self.device(identity.device)?;
        Ok(Some(known.unwrap_or(DeviceRow {
            id: identity.device,
            name: identity.name,
            letter: identity.letter,
            roles: identity.roles,
            reads: identity.reads,
            writes: identity.writes,
            site: identity.site,
        })))
    }

    /// # Errors
    /// That the file cannot be read.
    pub fn device(&self, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
        first(
            self.connection,
            DEVICE,
            named_params! { ":id": id.blob() },
            |row| {
                Ok(DeviceRow {
                    id: row.id("id")?,
                    name: row.get("name")?,
                    letter: row.get("letter")?,
                    roles: row.json("roles")?,
                    reads: row.json("reads")?,
                    writes: row.json("writes")?,
                    site: row.maybe_id("site")?,
                })
            },
        )
    }
}

fn item(row: &Row<'_>) -> rusqlite::Result<ItemRow> {
    Ok(ItemRow {
        id: row.id("id")?,
        code: row.get("code")?,
        names: row.json("names")?,
        unit: row.word("unit")?,
        tracking: row.word("tracking")?,
        group: row.id("group_id")?,
        group_names: row.maybe_json("group_names")?.unwrap_or_default(),
        durable: row.get("durable")?,
        dangerous_goods: row.get("dangerous_goods")?,
    })
}

/// A site whose points and places are added after.
fn site(row: &Row<'_>) -> rusqlite::Result<SiteRow> {
    Ok(SiteRow {
        id: row.id("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        kind: row.word("kind")?,
        country: row.get("country")?,
        time_zone: row.get("time_zone")?,
        points: Vec::new(),
        places: Vec::new(),
        facilities: row.maybe_json("facilities")?,
    })
}

fn party(row: &Row<'_>) -> rusqlite::Result<PartyRow> {
    Ok(PartyRow {
        id: row.id("id")?,
        kind: row.word("kind")?,
        names: row.json("names")?,
        iso: row.get("iso")?,
        eu_code: row.get("eu_code")?,
        donor: row.get("donor")?,
        affected: row.get("affected")?,
        synonyms: row.json("synonyms")?,
    })
}

fn point(row: &Row<'_>) -> rusqlite::Result<(SiteId, PointRow)> {
    Ok((
        row.id("site")?,
        PointRow {
            id: row.id("id")?,
            name: row.get("name")?,
        },
    ))
}

fn place(row: &Row<'_>) -> rusqlite::Result<(SiteId, PlaceRow)> {
    let (name, area): (String, Option<String>) = (row.get("name")?, row.get("area")?);
    Ok((
        row.id("site")?,
        PlaceRow {
            id: row.id("id")?,
            name: area.map_or(name.clone(), |area| format!("{area} / {name}")),
            parent: row.maybe_id("parent")?,
        },
    ))
}

fn person(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        id: row.id("id")?,
        name: row.get("name")?,
        grants: row.json("grants")?,
        pin_set: row.get("pin_set")?,
        locked_until: row.get("locked_until")?,
    })
}
