//! A small operation: three people, two sites, one donor, four items, and computers that belong to it.

use std::path::Path;

use chrono::{NaiveDate, TimeZone, Utc};
use ledger::amount::Amount;
use ledger::body::{
    AcceptanceConfirmed, AcceptanceLine, AcceptanceProposed, ActivationRecorded, Body,
    DocumentApproved, DocumentKind, DocumentReversed, IssueLine, IssuePosted, ItemGroupRegistered,
    ItemRegistered, MatchLine, MoveHow, OfferLine, OfferReceived, OfferSource, ParticipantKind,
    PartyRegistered, PersonRegistered, PointRegistered, ReceiptLine, ReceiptMatched, ReceiptPosted,
    SiteKind, SiteRegistered, StockMoveLine, StockMoved, Title, Tracking, Unit,
};
use ledger::fold::EntryRef;
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, DeviceId, DocumentId, IssueId, IssueLineId,
    ItemGroupId, ItemId, LotId, MatchId, OfferId, OfferLineId, OperationId, PartyId, PersonId,
    PlaceId, PointId, ReceiptId, ReversalId, SiteId, StockMoveId,
};
use ledger::posting::{Condition, LossCause};
use ledger::quantity::{Qualifier, StatedQuantity};
use ledger::role::{Grant, Role};
use ledger::route::way;
use ledger::scope::Scope;
use ledger::text::Names;
use replication::session::{Session, Step};
use store::{DataKey, Identity, SigningSeed, Stamp, Store, StoreError};

use crate::central::{Central, LOG_KEY, OPERATION, SERVER, id, key};

pub const KEEPER: u128 = 201;
pub const COORDINATOR: u128 = 202;
pub const SECOND: u128 = 203;

pub fn site() -> SiteId {
    SiteId(id(301))
}
pub fn point() -> PointId {
    PointId(id(311))
}
pub fn czechia() -> PartyId {
    PartyId(id(401))
}
pub fn latvia() -> PartyId {
    PartyId(id(402))
}
pub fn blankets() -> ItemId {
    ItemId(id(501))
}
pub fn bedding() -> ItemGroupId {
    ItemGroupId(id(551))
}
pub fn data_key() -> DataKey {
    DataKey([7; 32])
}
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 7, day).expect("a day in July")
}
fn names(en: &str) -> Names {
    Names::from([("en".to_owned(), en.to_owned())])
}

pub fn catalogue() -> Vec<Body> {
    let person = |number, name: &str, role| {
        let grants = vec![Grant { role, site: None }];
        PersonRegistered {
            id: PersonId(id(number)),
            name: name.to_owned(),
            grants,
            pin_code: None,
        }
        .into()
    };
    let party = |id, name: &str| {
        PartyRegistered {
            id,
            kind: ParticipantKind::MemberState,
            names: names(name),
            iso: None,
            eu_code: None,
            donor: true,
            affected: false,
            synonyms: Vec::new(),
        }
        .into()
    };
    vec![
        person(KEEPER, "Keeper", Role::StoreKeeper),
        person(COORDINATOR, "Coordinator", Role::Coordinator),
        person(SECOND, "Second", Role::Coordinator),
        party(czechia(), "Čekija"),
        party(latvia(), "Latvia"),
        ItemGroupRegistered {
            id: bedding(),
            code: "bedding".to_owned(),
            names: names("Bedding"),
        }
        .into(),
        ItemRegistered {
            id: blankets(),
            group: bedding(),
            code: "BL-1".to_owned(),
            names: names("Blanket"),
            unit: Unit::Piece,
            tracking: Tracking::None,
            durable: true,
            dangerous_goods: None,
        }
        .into(),
        SiteRegistered {
            id: site(),
            code: "PAB".to_owned(),
            name: "Pabradė".to_owned(),
            kind: SiteKind::ReceptionCentre,
            country: "LT".to_owned(),
            time_zone: "Europe/Vilnius".to_owned(),
            facilities: None,
        }
        .into(),
        PointRegistered {
            id: point(),
            site: site(),
            name: "Block A".to_owned(),
        }
        .into(),
    ]
}

/// A server with the catalogue and the computers 2 and 3 (keepers) and 4 and 5 (coordinators).
pub fn central() -> Central {
    let mut central = Central::new(1 << 20);
    for device in 2..=5 {
        central.enrol(device);
    }
    for body in catalogue() {
        central.write("catalogue", body.kind(), &body.to_json());
    }
    central
}

pub fn identity(device: u8) -> Identity {
    let scopes = if device <= 3 {
        vec!["catalogue".to_owned(), Scope::Site(site()).to_string()]
    } else {
        vec!["*".to_owned()]
    };
    Identity {
        operation: OperationId(id(OPERATION)),
        operation_name: "Lithuania 2021".to_owned(),
        device: DeviceId(id(device.into())),
        letter: char::from(b'A' + device - 2).to_string(),
        name: format!("Computer {device}"),
        seed: SigningSeed([device; 32]),
        reads: scopes.clone(),
        writes: scopes,
        roles: vec![Role::StoreKeeper],
        site: Some(site()),
        server_address: "localhost:1".to_owned(),
        server_key: key(SERVER).public(),
        log_key: key(LOG_KEY).public(),
        administrator_key: key(99).public(),
        epoch: 1,
    }
}

pub fn computer(dir: &Path, device: u8) -> Store {
    let store = Store::create(dir, &data_key()).expect("a new file");
    store.enrol(&identity(device)).expect("enrolled");
    store
}

/// One whole exchange.
pub fn sync(store: &Store, central: &mut Central) {
    let device = store
        .identity()
        .expect("readable")
        .expect("enrolled")
        .device
        .0;
    let mut local = store;
    let mut session = Session::new(64 * 1024);
    let mut step = session.start(&local);
    loop {
        match step {
            Step::Send(request) => {
                let reply = central.exchange(device, &request);
                step = session.received(&mut local, &reply);
            }
            Step::Done(_) => return,
            Step::Failed(reason) => panic!("the exchange failed: {reason:?}"),
        }
    }
}

pub fn stamp(person: u128, role: Role) -> Stamp {
    Stamp {
        person: PersonId(id(person)),
        role,
        recorded_at: Utc
            .with_ymd_and_hms(2021, 7, 24, 14, 10, 0)
            .single()
            .expect("a time"),
        occurred_on: day(24),
        reason: None,
        reverses: None,
    }
}

/// The role of a person, or the first that may write it there.
pub fn role_of(person: u128, body: &Body, scope: Scope) -> Role {
    let own = if person == KEEPER {
        Role::StoreKeeper
    } else {
        Role::Coordinator
    };
    let may = Role::ALL
        .iter()
        .copied()
        .find(|role| way(body, scope, *role).is_some());
    way(body, scope, own).map_or(may.unwrap_or(own), |_| own)
}

pub fn append(
    store: &Store,
    person: u128,
    body: impl Into<Body>,
    scope: Scope,
    also: &[Scope],
) -> EntryRef {
    let body = body.into();
    let stamp = stamp(person, role_of(person, &body, scope));
    let write = |writing: &mut store::Writing<'_>| writing.append(body, scope, also);
    let (entry, changes) = store.write::<_, StoreError>(stamp, write).expect("written");
    assert!(!changes.is_empty());
    entry
}

pub fn receipt(number: u128, good: i64, damaged: i64) -> ReceiptPosted {
    ReceiptPosted {
        id: ReceiptId(id(10_000 + number)),
        number: format!("PAB-GRN-21-B-{number:05}"),
        site: site(),
        donor: czechia(),
        acceptance: None,
        consignment: None,
        origin: None,
        handed_over_on: Some(day(24)),
        paper: None,
        declared_value: Amount {
            minor: None,
            currency: "EUR".to_owned(),
            qualifier: Qualifier::NotStated,
        },
        lines: vec![ReceiptLine {
            id: lot(number),
            item: blankets(),
            batch: None,
            expiry: None,
            acceptance_line: None,
            consignment_line: None,
            expected: None,
            good,
            damaged,
            refused: 0,
            short: 0,
            over: 0,
            reason: Some("torn".to_owned()),
            place: None,
            packed: None,
        }],
    }
}

pub fn lot(number: u128) -> LotId {
    LotId(id(20_000 + number))
}

pub fn issue(number: u128, lot: LotId, quantity: i64) -> IssuePosted {
    IssuePosted {
        id: IssueId(id(30_000 + number)),
        number: format!("PAB-ISS-21-B-{number:05}"),
        site: site(),
        point: point(),
        lines: vec![IssueLine {
            id: IssueLineId(id(35_000 + number)),
            lot,
            item: blankets(),
            condition: Condition::Good,
            quantity,
            place: None,
            reason: None,
            packed: None,
        }],
        served: None,
        reservation: None,
    }
}

pub fn reversal(
    number: u128,
    document: DocumentId,
    kind: DocumentKind,
    receipt: Option<ReceiptId>,
) -> DocumentReversed {
    DocumentReversed {
        id: ReversalId(id(40_000 + number)),
        number: format!("PAB-REV-21-B-{number:05}"),
        document,
        document_kind: kind,
        site: site(),
        receipt,
    }
}

pub fn activation() -> ActivationRecorded {
    ActivationRecorded {
        id: ActivationId(id(601)),
        requesting_state: PartyId(id(403)),
        ucpm_number: None,
        hazard: "migration".to_owned(),
        requested_on: day(15),
        source: None,
        stage: None,
        glide: None,
        note: None,
    }
}

pub fn offer(donor: PartyId, number: u128, quantity: Option<i64>) -> OfferReceived {
    let line = quantity.map(|quantity| OfferLine {
        id: OfferLineId(id(61_000 + number)),
        text: "500 blankets".to_owned(),
        group: Some(bedding()),
        item: Some(blankets()),
        quantity: StatedQuantity {
            value: Some(quantity),
            qualifier: Qualifier::Exact,
        },
        title: Title::Gift,
        detail: None,
    });
    OfferReceived {
        id: OfferId(id(60_000 + number)),
        activation: activation().id,
        donor,
        source: OfferSource::Cecis,
        offered_on: None,
        value: Amount {
            minor: None,
            currency: "EUR".to_owned(),
            qualifier: Qualifier::NotStated,
        },
        lines: line.into_iter().collect(),
        reference: None,
        terms: None,
    }
}

pub fn acceptance_line(number: u128) -> AcceptanceLineId {
    AcceptanceLineId(id(75_000 + number))
}

pub fn proposal(number: u128, quantity: i64) -> AcceptanceProposed {
    AcceptanceProposed {
        id: AcceptanceId(id(70_000 + number)),
        offer: OfferId(id(60_001)),
        donor: czechia(),
        lines: vec![AcceptanceLine {
            id: acceptance_line(number),
            offer_line: OfferLineId(id(61_001)),
            item: blankets(),
            quantity,
            site: site(),
            offered: None,
        }],
        conditions: None,
    }
}

pub fn confirmation(number: u128) -> AcceptanceConfirmed {
    AcceptanceConfirmed {
        acceptance: AcceptanceId(id(70_000 + number)),
    }
}

pub fn matched(number: u128, receipt: u128, acceptance: u128, quantity: i64) -> ReceiptMatched {
    ReceiptMatched {
        id: MatchId(id(80_000 + number)),
        receipt: ReceiptId(id(10_000 + receipt)),
        acceptance: AcceptanceId(id(70_000 + acceptance)),
        lines: vec![MatchLine {
            lot: lot(receipt),
            acceptance_line: acceptance_line(acceptance),
            quantity,
            consignment_line: None,
        }],
    }
}

pub fn at_site() -> Scope {
    Scope::Site(site())
}

/// The encrypted file by a bare connection, for looking under the store.
/// An entry's own bytes out of its row, as `docs/journal-format.md` has it. The store's own reader is not asked.
pub fn unpacked(row: &[u8]) -> Option<Vec<u8>> {
    const DICTIONARY: &[u8] = include_bytes!("../../src/journal/entry.1.zdict");
    const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
    if !row.starts_with(&MAGIC) {
        return Some(row.to_vec());
    }
    let mut unpacker = zstd::bulk::Decompressor::with_dictionary(DICTIONARY).ok()?;
    unpacker.decompress(row, proof::entry::MAX_ENTRY_BYTES).ok()
}

pub fn bare(dir: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(dir.join("ledger.db")).expect("opened");
    let hex: String = data_key()
        .0
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    connection
        .pragma_update(None, "key", format!("x'{hex}'"))
        .expect("keyed");
    store::know_total_units(&connection).expect("known");
    connection
}

/// A movement of one kind or another.
pub fn stock_move(number: u128, kind: u8, lot: LotId, quantity: i64) -> StockMoved {
    let how = match kind {
        0 => MoveHow::InternalMove {
            to: Some(PlaceId(id(321))),
        },
        1 => MoveHow::ConditionChange {
            to: Condition::Quarantine,
        },
        2 => MoveHow::Loss {
            cause: LossCause::Theft,
            report: "214/21".to_owned(),
        },
        3 => MoveHow::Disposal {
            certificate: "C-1".to_owned(),
        },
        4 => MoveHow::LoanOut {
            party: latvia(),
            due_on: day(30),
        },
        _ => MoveHow::ReturnFromUser { point: point() },
    };
    StockMoved {
        id: StockMoveId(id(90_000 + number)),
        number: format!("PAB-{}-21-B-{number:05}", how.code()),
        site: site(),
        how,
        approval: false,
        lines: vec![StockMoveLine {
            lot,
            item: blankets(),
            place: None,
            condition: Condition::Good,
            quantity,
        }],
    }
}

pub fn approval(moved: u128) -> DocumentApproved {
    DocumentApproved {
        document: DocumentId(id(90_000 + moved)),
        document_kind: DocumentKind::StockMove,
        site: site(),
    }
}
