//! An operation of years: hundreds of sites, hundreds of items, as many movement lines as are asked for, five a document.
//! Entries as people would write them, in a ledger file of its own; no server is asked.
//!
//! What a newcomer gets wrong: the numbers look random and are not; the same size gives the same operation, to the byte
//! of every body.

use std::path::Path;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use ledger::amount::Amount;
use ledger::body::{
    Body, IssueLine, IssuePosted, ItemGroupRegistered, ItemRegistered, ParticipantKind,
    PartyRegistered, PersonRegistered, PointRegistered, ReceiptLine, ReceiptPosted, SiteKind,
    SiteRegistered, Tracking, Unit,
};
use ledger::ids::{
    DeviceId, IssueId, IssueLineId, ItemGroupId, ItemId, LotId, OperationId, PartyId, PersonId,
    PointId, ReceiptId, SiteId,
};
use ledger::posting::Condition;
use ledger::role::{Grant, Role};
use ledger::scope::Scope;
use ledger::text::Names;
use proof::keys::SigningKey;
use store::{DataKey, Identity, SigningSeed, Stamp, Store, StoreError, gathered};
use uuid::Uuid;

/// Lines of an ordinary document.
const LINES: u64 = 5;
/// Documents of a site written in one transaction while the operation is made: about three days of it.
const BATCH: u64 = 10;
/// One document in five is a receipt, the others hand out what it brought.
const RECEIPT_EVERY: u64 = 5;

/// How large an operation is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Movement lines.
    pub lines: u64,
    pub sites: u64,
    pub items: u64,
    pub donors: u64,
}

impl Size {
    /// As the issue asks: 200 sites, 500 items.
    #[must_use]
    pub fn of(lines: u64) -> Self {
        Self {
            lines,
            sites: 200,
            items: 500,
            donors: 20,
        }
    }
}

/// Ids of each kind lie in a range of their own.
fn id(kind: u128, n: u64) -> Uuid {
    Uuid::from_u128((kind << 96) | u128::from(n))
}

#[must_use]
pub fn site(n: u64) -> SiteId {
    SiteId(id(1, n))
}

#[must_use]
pub fn item(n: u64) -> ItemId {
    ItemId(id(2, n))
}

#[must_use]
pub fn donor(n: u64) -> PartyId {
    PartyId(id(3, n))
}

/// The laptop of a site.
fn laptop(at: u64) -> DeviceId {
    DeviceId(id(14, 1 + at))
}

/// The site that the file speaks for when it is made.
const POSTS_AT: u64 = 3;
const KEEPER: PersonId = PersonId(Uuid::from_u128(4 << 96));

/// The key of the file, which holds nothing to hide.
#[must_use]
pub fn key() -> DataKey {
    DataKey([9; 32])
}

/// The next of a sequence that looks random (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}

/// A lot that still has units to hand out.
struct Held {
    lot: LotId,
    item: ItemId,
    left: i64,
}

/// Makes documents, one after the other.
struct Maker {
    size: Size,
    chance: Chance,
    held: Vec<Vec<Held>>,
    numbers: u64,
}

/// Makes the operation in `dir`.
///
/// # Errors
/// The file cannot be made.
pub fn make(dir: &Path, size: Size) -> Result<Store> {
    std::fs::create_dir_all(dir)?;
    let store = Store::create(dir, &key()).context("a new file")?;
    store.enrol(&identity())?;
    write(&store, 0, catalogue(size))?;
    let mut maker = Maker {
        size,
        chance: Chance(2021),
        held: (0..size.sites).map(|_| Vec::new()).collect(),
        numbers: 0,
    };
    let (documents, mut made) = (size.lines / LINES, 0);
    while made < documents {
        // Sites take turns; what each writes in a few days is written at once.
        let until = documents.min(made + BATCH * size.sites);
        for at in sites(size) {
            let of_site = (made + at..until).step_by(usize::try_from(size.sites)?);
            let bodies: Vec<_> = of_site.map(|n| maker.document(n, LINES)).collect();
            gathered::speak_as(&store, laptop(at))?;
            write(&store, made + at, bodies)?;
        }
        made = until;
    }
    gathered::accept(&store)?;
    gathered::speak_as(&store, laptop(POSTS_AT))?;
    Ok(store)
}

/// The order in which sites write: the one that a bench posts at is first, so that its stream has one number in a file of
/// any size.
fn sites(size: Size) -> impl Iterator<Item = u64> {
    (POSTS_AT..size.sites).chain(0..POSTS_AT.min(size.sites))
}

/// Writes entries in one transaction.
fn write(store: &Store, n: u64, bodies: Vec<(Scope, Body)>) -> Result<()> {
    let role = match bodies.first() {
        Some((Scope::Site(_), _)) => Role::StoreKeeper,
        Some(_) | None => Role::Coordinator,
    };
    let (_, _) = store.write::<_, StoreError>(stamp(n, role), |writing| {
        for (scope, body) in bodies {
            let site = matches!(scope, Scope::Site(_));
            let receipt = matches!(body, Body::ReceiptPosted(_));
            let also: &[Scope] = if site && receipt {
                &[Scope::Coordination]
            } else {
                &[]
            };
            writing.append(body, scope, also)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A receipt of `lines` lines at the site that the file speaks for, as a bench posts it.
#[must_use]
pub fn receipt(n: u64, lines: u64) -> Body {
    let at = POSTS_AT;
    let mut chance = Chance(n);
    let line = |k: u64| line(LotId(id(7, n * 100 + k)), item(chance.below(500)), 100);
    let lines = (0..lines).map(line).collect();
    receipt_of(
        ReceiptId(id(8, n)),
        format!("S{at:03}-GRN-22-B-{n:05}"),
        site(at),
        donor(n % 20),
        lines,
    )
    .into()
}

/// Posts it durably, by itself.
///
/// # Errors
/// The file cannot be written.
pub fn post(store: &Store, n: u64, body: Body) -> Result<()> {
    write(store, n, vec![(Scope::Site(site(POSTS_AT)), body)])
}

fn stamp(n: u64, role: Role) -> Stamp {
    let began = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(18_823);
    let minutes = i64::try_from(n).unwrap_or(0);
    let day = NaiveDate::from_ymd_opt(2021, 7, 15).unwrap_or_default() + Days::new(n / 600);
    Stamp {
        person: KEEPER,
        role,
        recorded_at: began + TimeDelta::minutes(minutes),
        occurred_on: day,
        reason: None,
        reverses: None,
    }
}

fn names(en: String) -> Names {
    Names::from([("en".to_owned(), en)])
}

/// The catalogue: `size.items` items in ten groups.
fn catalogue(size: Size) -> Vec<(Scope, Body)> {
    let group = |n| ItemGroupRegistered {
        id: ItemGroupId(id(5, n)),
        code: format!("group-{n}"),
        names: names(format!("Group {n}")),
    };
    let site_of = |n| SiteRegistered {
        id: site(n),
        code: format!("S{n:03}"),
        name: format!("Centre {n}"),
        kind: SiteKind::ReceptionCentre,
        country: "LT".to_owned(),
        time_zone: "Europe/Vilnius".to_owned(),
        facilities: None,
    };
    let point = |n| PointRegistered {
        id: PointId(id(6, n)),
        site: site(n),
        name: "Block A".to_owned(),
    };
    let party = |n| PartyRegistered {
        id: donor(n),
        kind: ParticipantKind::MemberState,
        names: names(format!("Donor {n}")),
        iso: None,
        eu_code: None,
        donor: true,
        affected: false,
        synonyms: Vec::new(),
    };
    let keeper = PersonRegistered {
        id: KEEPER,
        name: "Keeper".to_owned(),
        grants: vec![Grant {
            role: Role::StoreKeeper,
            site: None,
        }],
        pin_code: None,
    };
    let mut bodies: Vec<Body> = vec![keeper.into()];
    bodies.extend((0..10).map(|n| group(n).into()));
    bodies.extend((0..size.items).map(|n| item_of(n).into()));
    bodies.extend((0..size.donors).map(|n| party(n).into()));
    bodies.extend((0..size.sites).flat_map(|n| [site_of(n).into(), point(n).into()]));
    bodies
        .into_iter()
        .map(|body| (Scope::Catalogue, body))
        .collect()
}

fn item_of(n: u64) -> ItemRegistered {
    ItemRegistered {
        id: item(n),
        group: ItemGroupId(id(5, n % 10)),
        code: format!("ITEM-{n:05}"),
        names: Names::from([
            ("en".to_owned(), format!("Family tent, model {n}")),
            ("lt".to_owned(), format!("Šeimos palapinė, modelis {n}")),
        ]),
        unit: Unit::Piece,
        tracking: Tracking::None,
        durable: true,
        dangerous_goods: None,
    }
}

/// Adds items to the catalogue, numbered from `from`.
///
/// # Errors
/// The file cannot be written.
pub fn add_items(store: &Store, from: u64, to: u64) -> Result<()> {
    let bodies = (from..to)
        .map(|n| (Scope::Catalogue, item_of(n).into()))
        .collect();
    write(store, 0, bodies)
}

impl Maker {
    /// The `n`th document. Sites take turns; the first of each is a receipt, and so is one in five.
    fn document(&mut self, n: u64, lines: u64) -> (Scope, Body) {
        let (at, turn) = (n % self.size.sites, n / self.size.sites);
        self.numbers += 1;
        let body = if turn.is_multiple_of(RECEIPT_EVERY) {
            self.receipt(n, at, lines).into()
        } else {
            self.issue(n, at, lines).into()
        };
        (Scope::Site(site(at)), body)
    }

    fn receipt(&mut self, n: u64, at: u64, lines: u64) -> ReceiptPosted {
        let mut made = Vec::new();
        for k in 0..lines {
            // The first site has an item that is in each of its documents: its card is long.
            let which = if at == 0 && k == 0 {
                0
            } else {
                self.chance.below(self.size.items)
            };
            let units = 1_000 + i64::try_from(self.chance.below(9_000)).unwrap_or(0);
            let lot = LotId(id(9, n * LINES + k));
            made.push(line(lot, item(which), units));
            self.hold(
                at,
                Held {
                    lot,
                    item: item(which),
                    left: units,
                },
            );
        }
        let number = format!("S{at:03}-GRN-21-A-{n:06}");
        receipt_of(
            ReceiptId(id(10, n)),
            number,
            site(at),
            donor(self.chance.below(self.size.donors)),
            made,
        )
    }

    fn hold(&mut self, at: u64, held: Held) {
        if let Some(of_site) = usize::try_from(at)
            .ok()
            .and_then(|at| self.held.get_mut(at))
        {
            of_site.push(held);
        }
    }

    /// Hands out a few units of lots that the site holds.
    fn issue(&mut self, n: u64, at: u64, lines: u64) -> IssuePosted {
        let mut made = Vec::new();
        let held = usize::try_from(at)
            .ok()
            .and_then(|at| self.held.get_mut(at));
        let held = held.map_or(&mut [][..], Vec::as_mut_slice);
        let count = held.len() as u64;
        let begin = if at == 0 { 0 } else { self.chance.below(count) };
        for k in 0..lines.min(count) {
            let which = usize::try_from((begin + k) % count).unwrap_or(0);
            let Some(lot) = held.get_mut(which) else {
                continue;
            };
            let quantity = 1 + i64::try_from(self.chance.below(3)).unwrap_or(0);
            lot.left -= quantity;
            made.push(IssueLine {
                id: IssueLineId(id(11, n * LINES + k)),
                lot: lot.lot,
                item: lot.item,
                condition: Condition::Good,
                quantity,
                place: None,
                reason: None,
                packed: None,
            });
        }
        IssuePosted {
            id: IssueId(id(12, n)),
            number: format!("S{at:03}-ISS-21-A-{n:06}"),
            site: site(at),
            point: PointId(id(6, at)),
            lines: made,
            served: None,
            reservation: None,
        }
    }
}

fn line(lot: LotId, item: ItemId, good: i64) -> ReceiptLine {
    ReceiptLine {
        id: lot,
        item,
        batch: None,
        expiry: None,
        acceptance_line: None,
        expected: None,
        good,
        damaged: 0,
        refused: 0,
        short: 0,
        over: 0,
        consignment_line: None,
        reason: None,
        place: None,
        packed: None,
    }
}

fn receipt_of(
    id: ReceiptId,
    number: String,
    site: SiteId,
    donor: PartyId,
    lines: Vec<ReceiptLine>,
) -> ReceiptPosted {
    ReceiptPosted {
        id,
        number,
        site,
        donor,
        acceptance: None,
        consignment: None,
        origin: None,
        handed_over_on: None,
        paper: None,
        declared_value: Amount {
            minor: None,
            currency: "EUR".to_owned(),
            qualifier: ledger::quantity::Qualifier::NotStated,
        },
        lines,
    }
}

fn identity() -> Identity {
    let public = |seed: u8| SigningKey::from_seed(&[seed; 32]).public();
    Identity {
        operation: OperationId(id(13, 0)),
        operation_name: "An operation of years".to_owned(),
        device: DeviceId(id(14, 0)),
        letter: "A".to_owned(),
        name: "Bench".to_owned(),
        seed: SigningSeed([1; 32]),
        reads: vec!["*".to_owned()],
        writes: vec!["*".to_owned()],
        roles: vec![Role::StoreKeeper, Role::Coordinator],
        site: None,
        server_address: "localhost:1".to_owned(),
        server_key: public(2),
        log_key: public(3),
        administrator_key: public(4),
        epoch: 1,
    }
}
