//! Keeping the catalogue: groups, items, packaging, parties, sites, norms; proposals and duplicates.
//!
//! What a newcomer gets wrong: a record of the catalogue is kept again under its id when it changes, and the later entry
//! is used. What counted goods rest on does not change: the unit of an item, the content of a packaging version.

use crate::body::{
    Duplicate, Facilities, ItemGroupRegistered, ItemProposed, ItemRegistered, NormBasis,
    NormRegistered, PackagingLevel, PackagingRegistered, PartyRegistered, SiteRegistered, Unit,
};
use crate::ids::{ItemGroupId, ItemId, PackagingId, SiteId};
use crate::packs::{self, GtinRefusal};
use crate::quantity::{QuantityRefusal, check_count};
use crate::rules::{Stamp, date, written};
use crate::text::Names;

/// Why a record is not kept. `field` is the name of the field in the record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{field} is empty")]
    Empty { field: &'static str },
    #[error("the code {code} is no code of this kind")]
    BadCode { code: String },
    #[error("the code {code} is taken")]
    CodeTaken { code: String },
    #[error("documents carry the code {code}; it does not change")]
    CodeFixed { code: String },
    #[error("group {0} is not known")]
    UnknownGroup(ItemGroupId),
    #[error("item {0} is not known")]
    UnknownItem(ItemId),
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("packaging {0} is not known for this item")]
    UnknownPackaging(PackagingId),
    #[error("the unit of an item does not change")]
    UnitFixed,
    #[error("a packaging version does not change")]
    PackagingFixed,
    #[error("a pack of this level holds packs of a lower one")]
    WrongLevel,
    #[error("{field}: {refusal}")]
    Number {
        field: &'static str,
        number: i64,
        refusal: QuantityRefusal,
    },
    #[error(transparent)]
    Gtin(#[from] GtinRefusal),
    #[error("{0} is no UN number of dangerous goods")]
    BadUnNumber(String),
    #[error("{0} is no UN/LOCODE")]
    BadLocode(String),
    #[error("{0} is no time zone")]
    BadTimeZone(String),
    #[error("{0} is no country code")]
    BadCountry(String),
    #[error("latitude and longitude are no place on Earth")]
    BadCoordinates,
    #[error("a norm is for one item or for one group")]
    ItemOrGroup,
    #[error("a record is no duplicate of itself")]
    SameRecord,
    #[error("one of the records is not known")]
    UnknownRecord,
    #[error("one of the records stands for another already")]
    AlreadyMerged,
    #[error("the two items are counted in different units")]
    OtherUnit,
    #[error("the proposal says what the catalogue says")]
    NothingProposed,
    #[error(transparent)]
    Date(#[from] date::DateRefusal),
}

/// Names with `en` among them, trimmed; empty ones are left out.
fn names(given: &Names) -> Result<Names, Refusal> {
    let kept: Names = given
        .iter()
        .filter_map(|(language, name)| Some((language.clone(), written(Some(name))?)))
        .collect();
    if kept.contains_key("en") {
        Ok(kept)
    } else {
        Err(Refusal::Empty { field: "name_en" })
    }
}

/// A short word of capitals, digits and hyphens (items) or small letters (groups), printed on paper.
fn code(given: &str, allowed: impl Fn(char) -> bool) -> Result<String, Refusal> {
    let code = written(Some(given)).ok_or(Refusal::Empty { field: "code" })?;
    if code.len() <= 40 && code.chars().all(|letter| allowed(letter) || letter == '-') {
        Ok(code)
    } else {
        Err(Refusal::BadCode { code })
    }
}

fn number(field: &'static str, number: i64, least: i64) -> Result<(), Refusal> {
    let refuse = |refusal| Refusal::Number {
        field,
        number,
        refusal,
    };
    if check_count(number).map_err(refuse)? < least {
        return Err(refuse(QuantityRefusal::Zero));
    }
    Ok(())
}

/// Decides a group. `taken`: another group has its code.
///
/// # Errors
/// The first rule that is broken; so for every function here.
pub fn register_group(
    taken: bool,
    request: &ItemGroupRegistered,
) -> Result<ItemGroupRegistered, Refusal> {
    let code = code(&request.code, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit()
    })?;
    if taken {
        return Err(Refusal::CodeTaken { code });
    }
    Ok(ItemGroupRegistered {
        id: request.id,
        code,
        names: names(&request.names)?,
    })
}

/// What is known where an item is to be kept.
#[derive(Debug, Clone, Default)]
pub struct ItemFacts {
    pub group_known: bool,
    /// Another item has the code.
    pub code_taken: bool,
    /// The unit it was kept with before.
    pub unit: Option<Unit>,
}

/// Decides an item.
///
/// # Errors
/// The first rule that is broken.
pub fn register_item(
    facts: &ItemFacts,
    request: &ItemRegistered,
) -> Result<ItemRegistered, Refusal> {
    if !facts.group_known {
        return Err(Refusal::UnknownGroup(request.group));
    }
    let code = code(&request.code, |letter| {
        letter.is_ascii_uppercase() || letter.is_ascii_digit()
    })?;
    if facts.code_taken {
        return Err(Refusal::CodeTaken { code });
    }
    if facts.unit.is_some_and(|unit| unit != request.unit) {
        return Err(Refusal::UnitFixed);
    }
    let dangerous_goods = written(request.dangerous_goods.as_deref())
        .map(|text| un_number(&text))
        .transpose()?;
    Ok(ItemRegistered {
        code,
        names: names(&request.names)?,
        dangerous_goods,
        ..request.clone()
    })
}

/// `UN` and four digits; the letters may be left out.
fn un_number(text: &str) -> Result<String, Refusal> {
    let upper = text.to_uppercase();
    let digits = upper.strip_prefix("UN").unwrap_or(&upper).trim();
    if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(format!("UN{digits}"))
    } else {
        Err(Refusal::BadUnNumber(text.to_owned()))
    }
}

/// What is known where a packaging version is to be kept.
#[derive(Debug, Clone, Default)]
pub struct PackagingFacts {
    pub item_known: bool,
    /// The packaging it holds: its level and base units, if it is of the same item.
    pub of: Option<(PackagingLevel, i64)>,
    /// The version kept under this id before.
    pub before: Option<PackagingRegistered>,
}

/// Decides a packaging version; its base units follow from its content.
///
/// # Errors
/// The first rule that is broken.
pub fn register_packaging(
    facts: &PackagingFacts,
    request: &PackagingRegistered,
) -> Result<PackagingRegistered, Refusal> {
    if !facts.item_known {
        return Err(Refusal::UnknownItem(request.item));
    }
    number("contains", request.contains, 1)?;
    let content = match (request.of, facts.of) {
        (None, _) => 1,
        (Some(of), None) => return Err(Refusal::UnknownPackaging(of)),
        (Some(_), Some((level, _))) if level >= request.level => return Err(Refusal::WrongLevel),
        (Some(_), Some((_, base_units))) => base_units,
    };
    let base_units =
        packs::base_units(request.contains, content).map_err(|refusal| Refusal::Number {
            field: "contains",
            number: request.contains,
            refusal,
        })?;
    for (field, given) in [
        ("gross_grams", request.gross_grams),
        ("volume_ml", request.volume_ml),
    ] {
        given.map_or(Ok(()), |given| number(field, given, 1))?;
    }
    let gtin = written(request.gtin.as_deref())
        .map(|text| packs::gtin(&text))
        .transpose()?;
    let kept = PackagingRegistered {
        base_units,
        gtin,
        ..request.clone()
    };
    if facts.before.as_ref().is_some_and(|before| *before != kept) {
        return Err(Refusal::PackagingFixed);
    }
    Ok(kept)
}

fn country(text: &str) -> Result<String, Refusal> {
    let upper = text.trim().to_uppercase();
    if upper.len() == 2 && upper.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(upper)
    } else {
        Err(Refusal::BadCountry(text.to_owned()))
    }
}

/// Decides a party. `taken`: another party has its ISO code.
///
/// # Errors
/// The first rule that is broken.
pub fn register_party(taken: bool, request: &PartyRegistered) -> Result<PartyRegistered, Refusal> {
    let code = |text: &Option<String>| {
        written(text.as_deref())
            .map(|text| country(&text))
            .transpose()
    };
    let (iso, eu_code) = (code(&request.iso)?, code(&request.eu_code)?);
    if let Some(code) = iso.as_ref().filter(|_| taken) {
        return Err(Refusal::CodeTaken { code: code.clone() });
    }
    Ok(PartyRegistered {
        names: names(&request.names)?,
        iso,
        eu_code,
        synonyms: request
            .synonyms
            .iter()
            .filter_map(|text| written(Some(text)))
            .collect(),
        ..request.clone()
    })
}

/// What is known where a site is to be kept.
#[derive(Debug, Clone, Default)]
pub struct SiteFacts {
    /// Another site has the code.
    pub code_taken: bool,
    /// The code it was kept with before: documents carry it.
    pub code: Option<String>,
    pub time_zone_known: bool,
}

/// Decides a site.
///
/// # Errors
/// The first rule that is broken.
pub fn register_site(
    facts: &SiteFacts,
    request: &SiteRegistered,
) -> Result<SiteRegistered, Refusal> {
    let code = request.code.trim().to_owned();
    let well_formed =
        (2..=5).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !well_formed {
        return Err(Refusal::BadCode { code });
    }
    if let Some(before) = facts.code.as_ref().filter(|before| **before != code) {
        return Err(Refusal::CodeFixed {
            code: before.clone(),
        });
    }
    if facts.code_taken {
        return Err(Refusal::CodeTaken { code });
    }
    if !facts.time_zone_known {
        return Err(Refusal::BadTimeZone(request.time_zone.clone()));
    }
    Ok(SiteRegistered {
        code,
        name: written(Some(&request.name)).ok_or(Refusal::Empty { field: "name" })?,
        country: country(&request.country)?,
        facilities: request.facilities.as_ref().map(facilities).transpose()?,
        ..request.clone()
    })
}

fn facilities(given: &Facilities) -> Result<Facilities, Refusal> {
    for (field, given) in [
        ("capacity_persons", given.capacity_persons),
        ("free_m2", given.free_m2),
        ("pallet_places", given.pallet_places),
    ] {
        given.map_or(Ok(()), |given| number(field, given, 0))?;
    }
    let on_earth = match (given.latitude, given.longitude) {
        (None, None) => true,
        (Some(north), Some(east)) => {
            (-90_000_000..=90_000_000).contains(&north)
                && (-180_000_000..=180_000_000).contains(&east)
        }
        (None, Some(_)) | (Some(_), None) => false,
    };
    if !on_earth {
        return Err(Refusal::BadCoordinates);
    }
    Ok(Facilities {
        un_locode: written(given.un_locode.as_deref())
            .map(|text| locode(&text))
            .transpose()?,
        opening_hours: written(given.opening_hours.as_deref()),
        ..given.clone()
    })
}

/// Two letters of the country and three letters or digits from 2 to 9; people write a space between.
fn locode(text: &str) -> Result<String, Refusal> {
    let code: String = text
        .chars()
        .filter(|letter| *letter != ' ')
        .collect::<String>()
        .to_uppercase();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    let places = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'9').contains(&byte))
    };
    let well_formed =
        code.is_ascii() && code.len() == 5 && letters(&code[..2]) && places(&code[2..]);
    if well_formed {
        Ok(code)
    } else {
        Err(Refusal::BadLocode(text.to_owned()))
    }
}

/// Decides a norm. `known`: its item or group is in the catalogue.
///
/// # Errors
/// The first rule that is broken.
pub fn register_norm(
    known: bool,
    request: &NormRegistered,
    stamp: &Stamp,
) -> Result<NormRegistered, Refusal> {
    match (request.item, request.group) {
        (Some(item), None) if !known => return Err(Refusal::UnknownItem(item)),
        (None, Some(group)) if !known => return Err(Refusal::UnknownGroup(group)),
        (Some(_), None) | (None, Some(_)) => {}
        (None, None) | (Some(_), Some(_)) => return Err(Refusal::ItemOrGroup),
    }
    number("quantity", request.quantity, 1)?;
    number("persons", request.persons, 1)?;
    number("days", request.days, 1)?;
    if let Some(day) = request.checked_on {
        date::check_past(day, stamp)?;
    }
    let text = |text: &str, field| written(Some(text)).ok_or(Refusal::Empty { field });
    Ok(NormRegistered {
        standard: text(&request.standard, "standard")?,
        source: text(&request.source, "source")?,
        edition: written(request.edition.as_deref()),
        days: match request.basis {
            NormBasis::Once => 1,
            NormBasis::Recurring => request.days,
        },
        ..request.clone()
    })
}

/// Decides a site's proposal; `now` is what the catalogue calls the item.
///
/// # Errors
/// The first rule that is broken.
pub fn propose_item(now: Option<&Names>, request: &ItemProposed) -> Result<ItemProposed, Refusal> {
    let now = now.ok_or(Refusal::UnknownItem(request.item))?;
    let names = names(&request.names)?;
    if names == *now {
        return Err(Refusal::NothingProposed);
    }
    Ok(ItemProposed {
        names,
        ..request.clone()
    })
}

/// What is known of two records that seem to be one.
#[derive(Debug, Clone, Copy, Default)]
pub struct MergeFacts {
    pub both_known: bool,
    /// One of them is an alias already.
    pub merged_before: bool,
    /// Items: counted in one unit. Parties: true.
    pub same_unit: bool,
}

/// Decides a merge.
///
/// # Errors
/// The first rule that is broken.
pub fn merge(facts: MergeFacts, records: Duplicate) -> Result<(), Refusal> {
    let same = match records {
        Duplicate::Item { from, into } => from == into,
        Duplicate::Party { from, into } => from == into,
    };
    if same {
        Err(Refusal::SameRecord)
    } else if !facts.both_known {
        Err(Refusal::UnknownRecord)
    } else if facts.merged_before {
        Err(Refusal::AlreadyMerged)
    } else if !facts.same_unit {
        Err(Refusal::OtherUnit)
    } else {
        Ok(())
    }
}
