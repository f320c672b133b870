//! The catalogue of the operation: what an administrator loads before anybody else begins.

use ledger::body::{
    Body, ItemGroupRegistered, ItemRegistered, NormBasis, NormRegistered, ParticipantKind,
    PartyRegistered, PointRegistered, SiteKind, SiteRegistered, Tracking, Unit,
};
use ledger::text::Names;

use super::ids::{group, item, norm, party, point, site};
use super::people;

/// Item groups as the document lists them: code, English, Lithuanian.
const GROUPS: &[(&str, &str, &str)] = &[
    ("tents", "Tents", "Palapinės"),
    ("beds", "Beds", "Lovos"),
    ("heating", "Heating systems", "Šildymo sistemos"),
    ("generators", "Electric generators", "Elektros generatoriai"),
    ("bedding", "Bedding", "Patalynė"),
    ("rations", "Food rations", "Maisto daviniai"),
    ("hygiene", "Hygiene", "Higiena"),
];

/// Items of the Czech consignment, then what the demonstration adds: code, group, English, Lithuanian, durable.
const ITEMS: &[(&str, &str, &str, &str, bool)] = &[
    ("TENT", "tents", "Tent", "Palapinė", true),
    (
        "FOLDING-BED",
        "beds",
        "Folding bed with mattress",
        "Sulankstoma lova su čiužiniu",
        true,
    ),
    ("BLANKET", "bedding", "Blanket", "Antklodė", false),
    ("HEATER", "heating", "Heater", "Šildytuvas", true),
    (
        "SLEEPING-BAG",
        "bedding",
        "Sleeping bag",
        "Miegmaišis",
        false,
    ),
    ("SOAP", "hygiene", "Soap, 250 g", "Muilas, 250 g", false),
    ("BED-SET", "beds", "Bed set", "Miegojimo komplektas", true),
];

/// The twenty donors in the order of the document's footnote: ISO code, English, Lithuanian.
pub const DONORS: &[(&str, &str, &str)] = &[
    ("AT", "Austria", "Austrija"),
    ("HR", "Croatia", "Kroatija"),
    ("CZ", "Czechia", "Čekija"),
    ("DK", "Denmark", "Danija"),
    ("EE", "Estonia", "Estija"),
    ("FI", "Finland", "Suomija"),
    ("FR", "France", "Prancūzija"),
    ("DE", "Germany", "Vokietija"),
    ("GR", "Greece", "Graikija"),
    ("IT", "Italy", "Italija"),
    ("LV", "Latvia", "Latvija"),
    ("LU", "Luxembourg", "Liuksemburgas"),
    ("MT", "Malta", "Malta"),
    ("NL", "Netherlands", "Nyderlandai"),
    ("PL", "Poland", "Lenkija"),
    ("PT", "Portugal", "Portugalija"),
    ("SI", "Slovenia", "Slovėnija"),
    ("SK", "Slovakia", "Slovakija"),
    ("SE", "Sweden", "Švedija"),
    ("NO", "Norway", "Norvegija"),
];

/// Organisations and authorities: short name, kind, English, Lithuanian.
const ORGANISATIONS: &[(&str, ParticipantKind, &str, &str)] = &[
    (
        "EC",
        ParticipantKind::EuBody,
        "European Commission",
        "Europos Komisija",
    ),
    (
        "ECHO",
        ParticipantKind::EuBody,
        "European Commission, DG ECHO (ERCC)",
        "Europos Komisija, DG ECHO (ERCC)",
    ),
    (
        "IFRC",
        ParticipantKind::RcRc,
        "International Federation of Red Cross and Red Crescent Societies",
        "Tarptautinė Raudonojo Kryžiaus ir Raudonojo Pusmėnulio draugijų federacija",
    ),
    (
        "BRC",
        ParticipantKind::RcRc,
        "Belarus Red Cross",
        "Baltarusijos Raudonasis Kryžius",
    ),
    ("FRONTEX", ParticipantKind::EuBody, "Frontex", "Frontex"),
    ("EASO", ParticipantKind::EuBody, "EASO", "EASO"),
    ("EUROPOL", ParticipantKind::EuBody, "Europol", "Europolas"),
    (
        "IOM",
        ParticipantKind::UnAgency,
        "International Organization for Migration",
        "Tarptautinė migracijos organizacija",
    ),
    (
        "UNHCR",
        ParticipantKind::UnAgency,
        "United Nations High Commissioner for Refugees",
        "Jungtinių Tautų vyriausiasis pabėgėlių komisaras",
    ),
];

/// Item, quantity for one person, standard, edition, where in it, and every how many days where it is used up.
type Norm = (
    &'static str,
    i64,
    &'static str,
    &'static str,
    &'static str,
    Option<u32>,
);

/// As the public handbooks are quoted, none of them checked against its edition yet.
const NORMS: &[Norm] = &[
    (
        "BLANKET",
        1,
        "Sphere",
        "2018",
        "Shelter standard 4, bedding",
        None,
    ),
    (
        "FOLDING-BED",
        1,
        "Sphere",
        "2018",
        "Shelter standard 4, mattress or mat",
        None,
    ),
    (
        "SOAP",
        1,
        "Sphere",
        "2018",
        "Hygiene items, 250 g of soap a person and month",
        Some(30),
    ),
];

/// Sites: code, name, kind.
const SITES: &[(&str, &str, SiteKind)] = &[
    ("PAB", "Pabradė", SiteKind::ReceptionCentre),
    ("RUK", "Rukla", SiteKind::ReceptionCentre),
    ("MED", "Medininkai", SiteKind::ReceptionCentre),
    ("RUD", "Rūdninkai", SiteKind::ReceptionCentre),
    ("VNO", "Vilnius", SiteKind::Hub),
];

/// Every entry of the catalogue, in an order in which each one names only what came before.
#[must_use]
pub fn catalogue() -> Vec<Body> {
    let mut bodies = Vec::new();
    bodies.extend(GROUPS.iter().map(|(code, en, lt)| {
        Body::from(ItemGroupRegistered {
            id: group(code),
            code: (*code).to_owned(),
            names: names(en, lt),
        })
    }));
    bodies.extend(ITEMS.iter().map(|(code, of, en, lt, durable)| {
        Body::from(ItemRegistered {
            id: item(code),
            group: group(of),
            code: (*code).to_owned(),
            names: names(en, lt),
            unit: Unit::Piece,
            tracking: Tracking::None,
            durable: *durable,
            dangerous_goods: None,
        })
    }));
    bodies.extend(
        DONORS
            .iter()
            .map(|(iso, en, lt)| Body::from(donor(iso, en, lt))),
    );
    bodies.push(state("LT", "Lithuania", "Lietuva").into());
    bodies.extend(ORGANISATIONS.iter().map(|(word, kind, en, lt)| {
        Body::from(PartyRegistered {
            id: party(word),
            kind: *kind,
            names: names(en, lt),
            iso: None,
            eu_code: None,
            donor: false,
            affected: false,
            synonyms: vec![(*word).to_owned()],
        })
    }));
    bodies.extend(SITES.iter().map(|(code, name, kind)| {
        Body::from(SiteRegistered {
            id: site(code),
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            kind: *kind,
            country: "LT".to_owned(),
            time_zone: "Europe/Vilnius".to_owned(),
            facilities: None,
        })
    }));
    bodies.extend(NORMS.iter().map(norm_of));
    bodies.extend((1..=3).map(|number| {
        let name = format!("Dormitory block {number}");
        Body::from(PointRegistered {
            id: point("PAB", number),
            site: site("PAB"),
            name,
        })
    }));
    bodies.extend(
        people::ALL
            .iter()
            .map(|person| Body::from(person.registered())),
    );
    bodies
}

fn norm_of((code, quantity, standard, edition, source, every): &Norm) -> Body {
    let body = NormRegistered {
        id: norm(code),
        item: Some(item(code)),
        group: None,
        quantity: *quantity,
        persons: 1,
        basis: if every.is_some() {
            NormBasis::Recurring
        } else {
            NormBasis::Once
        },
        days: every.unwrap_or(1).into(),
        standard: (*standard).to_owned(),
        edition: Some((*edition).to_owned()),
        source: (*source).to_owned(),
        checked_on: None,
    };
    body.into()
}

fn names(en: &str, lt: &str) -> Names {
    [
        ("en".to_owned(), en.to_owned()),
        ("lt".to_owned(), lt.to_owned()),
    ]
    .into()
}

/// Norway takes part in the Mechanism and is no Member State; Latvia and Poland give and are affected at once.
fn donor(iso: &str, en: &str, lt: &str) -> PartyRegistered {
    let kind = if iso == "NO" {
        ParticipantKind::ParticipatingState
    } else {
        ParticipantKind::MemberState
    };
    let synonyms: &[&str] = match iso {
        "LU" => &["Luxemburg"],
        "NL" => &["the Netherlands"],
        "CZ" => &["Czech Republic"],
        _ => &[],
    };
    PartyRegistered {
        kind,
        donor: true,
        affected: ["LV", "PL"].contains(&iso),
        synonyms: synonyms.iter().map(|&synonym| synonym.to_owned()).collect(),
        ..state(iso, en, lt)
    }
}

/// An affected state. The EU writes Greece as EL.
fn state(iso: &str, en: &str, lt: &str) -> PartyRegistered {
    PartyRegistered {
        id: party(iso),
        kind: ParticipantKind::MemberState,
        names: names(en, lt),
        iso: Some(iso.to_owned()),
        eu_code: (iso == "GR").then(|| "EL".to_owned()),
        donor: false,
        affected: true,
        synonyms: Vec::new(),
    }
}
