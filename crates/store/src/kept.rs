//! How the derived tables keep units, nodes and the commonest words: in a few bytes, in the order of their texts.
//!
//! A unit is a byte for its kind and the 16 bytes of its id; a node likewise, a place in a site with the ids of both, so
//! that all of a site is one range. What a newcomer gets wrong: none of it ever leaves the file. Entries, answers and
//! what is sent have the texts; a kind that comes between two others moves the bytes of those behind it, and the derived
//! tables are folded again (`projection::VERSION`).

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use ledger::fold::Unit;
use ledger::ids::{PlaceId, SiteId};
use ledger::posting::{Condition, LossCause, Movement, Node};
use uuid::Uuid;

use crate::row::Id;

const ID: usize = 16;

/// What is kept as a blob.
pub trait Kept: Sized {
    fn kept(&self) -> Vec<u8>;
    /// `None` where the bytes are none.
    fn of_kept(bytes: &[u8]) -> Option<Self>;
}

/// What is kept as a small number.
pub trait Coded: Sized + Copy {
    fn code(self) -> i64;
    /// `None` where nothing has this number.
    fn of_code(code: i64) -> Option<Self>;
}

fn with_ids(tag: u8, ids: &[[u8; ID]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + ids.len() * ID);
    bytes.push(tag);
    bytes.extend(ids.iter().flatten());
    bytes
}

fn id_of<T: Id>(bytes: &[u8]) -> Option<T> {
    Uuid::from_slice(bytes).ok().map(T::of)
}

macro_rules! kept_units {
    ($($tag:literal $name:ident),+ $(,)?) => {
        impl Kept for Unit {
            fn kept(&self) -> Vec<u8> {
                match self {
                    Self::Operation => vec![OPERATION],
                    $(Self::$name(id) => with_ids($tag, &[id.blob()]),)+
                }
            }

            fn of_kept(bytes: &[u8]) -> Option<Self> {
                match bytes.split_first()? {
                    (&OPERATION, []) => Some(Self::Operation),
                    $(($tag, id) => id_of(id).map(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

const OPERATION: u8 = 20;

kept_units! {
    1 Acceptance,
    2 AccessNote,
    3 Activation,
    4 Allocation,
    5 Asset,
    6 Consignment,
    7 Decision,
    8 Deployment,
    9 Device,
    10 Discrepancy,
    11 Document,
    12 Figure,
    13 HeadCounts,
    14 Item,
    15 ItemGroup,
    16 Kit,
    17 Limit,
    18 Norm,
    19 Offer,
    21 Packaging,
    22 Party,
    23 Person,
    24 Place,
    25 Point,
    26 Proposal,
    27 Request,
    28 Reservation,
    29 Site,
    30 StatedTotal,
    31 Synonym,
    32 Task,
    33 Transport,
    34 FigureExplained,
    35 TotalExplained,
    36 HeadsExplained,
}

const CONSUMED: u8 = 1;
const DISPOSED: u8 = 2;
const DISTRIBUTED: u8 = 3;
const DONOR: u8 = 4;
const KIT: u8 = 5;
const LOSS: u8 = 6;
const PARTNER: u8 = 7;
const RETURNED: u8 = 8;
const SITE: u8 = 9;
const SOURCE: u8 = 10;
const SUPPLIER: u8 = 11;
const TRANSIT: u8 = 12;
const VARIANCE: u8 = 13;

/// In the order of their words.
const CAUSES: &[LossCause] = &[
    LossCause::Damage,
    LossCause::DistributedWithoutRecord,
    LossCause::Expiry,
    LossCause::IssuedWithoutRecord,
    LossCause::Recall,
    LossCause::Sample,
    LossCause::Spoilage,
    LossCause::Theft,
    LossCause::Transit,
    LossCause::Unknown,
];

fn loss(cause: LossCause) -> Vec<u8> {
    let place = CAUSES.iter().position(|one| *one == cause);
    let place = place.and_then(|place| u8::try_from(place).ok());
    vec![LOSS, place.unwrap_or(u8::MAX)]
}

impl Kept for Node {
    fn kept(&self) -> Vec<u8> {
        let one = |tag, id| with_ids(tag, &[id]);
        match self {
            Self::Site(id) => one(SITE, id.blob()),
            Self::Place(site, place) => with_ids(SITE, &[site.blob(), place.blob()]),
            Self::Donor(id) => one(DONOR, id.blob()),
            Self::Supplier(id) => one(SUPPLIER, id.blob()),
            Self::UnknownSource => vec![SOURCE],
            Self::Transit(id) => one(TRANSIT, id.blob()),
            Self::Distributed(id) => one(DISTRIBUTED, id.blob()),
            Self::Consumed(id) => one(CONSUMED, id.blob()),
            Self::Loss(cause) => loss(*cause),
            Self::Disposed(id) => one(DISPOSED, id.blob()),
            Self::Variance(id) => one(VARIANCE, id.blob()),
            Self::Returned(id) => one(RETURNED, id.blob()),
            Self::Partner(id) => one(PARTNER, id.blob()),
            Self::KitWork(id) => one(KIT, id.blob()),
        }
    }

    fn of_kept(bytes: &[u8]) -> Option<Self> {
        let (tag, rest) = bytes.split_first()?;
        Some(match *tag {
            SITE => match rest.split_at_checked(ID)? {
                (site, []) => Self::Site(id_of(site)?),
                (site, place) => Self::Place(id_of(site)?, id_of(place)?),
            },
            DONOR => Self::Donor(id_of(rest)?),
            SUPPLIER => Self::Supplier(id_of(rest)?),
            SOURCE if rest.is_empty() => Self::UnknownSource,
            TRANSIT => Self::Transit(id_of(rest)?),
            DISTRIBUTED => Self::Distributed(id_of(rest)?),
            CONSUMED => Self::Consumed(id_of(rest)?),
            LOSS if rest.len() == 1 => Self::Loss(*CAUSES.get(usize::from(*rest.first()?))?),
            DISPOSED => Self::Disposed(id_of(rest)?),
            VARIANCE => Self::Variance(id_of(rest)?),
            RETURNED => Self::Returned(id_of(rest)?),
            PARTNER => Self::Partner(id_of(rest)?),
            KIT => Self::KitWork(id_of(rest)?),
            _ => return None,
        })
    }
}

/// The first and the last node inside a site that there can be.
pub(crate) fn site_range(site: SiteId) -> (Vec<u8>, Vec<u8>) {
    let last = Node::Place(site, PlaceId(Uuid::max()));
    (Node::Site(site).kept(), last.kept())
}

/// The first and the last node inside any site that there can be.
pub(crate) fn sites_range() -> (Vec<u8>, Vec<u8>) {
    let last = Node::Place(SiteId(Uuid::max()), PlaceId(Uuid::max()));
    (vec![SITE], last.kept())
}

/// Days since 1970.
impl Coded for NaiveDate {
    fn code(self) -> i64 {
        self.signed_duration_since(DateTime::UNIX_EPOCH.date_naive())
            .num_days()
    }

    fn of_code(code: i64) -> Option<Self> {
        let epoch = DateTime::UNIX_EPOCH.date_naive();
        epoch.checked_add_signed(TimeDelta::try_days(code)?)
    }
}

/// Seconds since 1970.
impl Coded for DateTime<Utc> {
    fn code(self) -> i64 {
        self.timestamp()
    }

    fn of_code(code: i64) -> Option<Self> {
        Self::from_timestamp(code, 0)
    }
}

/// A time as answers have it.
pub(crate) fn told(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

macro_rules! coded {
    ($name:ident: $($code:literal $variant:ident),+ $(,)?) => {
        impl Coded for $name {
            fn code(self) -> i64 {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            fn of_code(code: i64) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

// In the order of the words. SQLite keeps 0 in no byte at all, so that it goes to the commonest.
coded!(Condition: -2 Damaged, -1 Expired, 0 Good, 1 Quarantine, 2 Recalled);

coded!(Movement:
    0 Issue,
    1 Receipt,
    2 ReceiptRefused,
    3 InternalMove,
    4 ConditionChange,
    5 Consumption,
    6 TransferOut,
    7 TransferIn,
    8 ReturnFromUser,
    9 ReturnToDonor,
    10 LoanOut,
    11 LoanBack,
    12 Loss,
    13 Disposal,
    14 CountGain,
    15 CountLoss,
    16 KitBuild,
    17 KitBreak,
    18 Repack,
    19 OwnershipChange,
    20 Opening,
    21 Reversal,
);

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use ledger::fold::Unit;
    use ledger::ids::{PlaceId, SiteId};
    use ledger::posting::{Condition, LossCause, Movement, Node};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Coded, Kept, site_range, sites_range, told};

    const UNITS: &[&str] = &[
        "item_group",
        "item",
        "party",
        "site",
        "point",
        "person",
        "device",
        "activation",
        "offer",
        "acceptance",
        "document",
        "decision",
        "allocation",
        "stated_total",
        "kit",
        "reservation",
        "place",
        "limit",
        "request",
        "transport",
        "consignment",
        "discrepancy",
        "synonym",
        "packaging",
        "proposal",
        "access_note",
        "head_counts",
        "norm",
        "deployment",
        "asset",
        "figure",
        "task",
    ];
    const NODES: &[&str] = &[
        "site",
        "donor",
        "supplier",
        "transit",
        "distributed",
        "consumed",
        "disposed",
        "variance",
        "returned",
        "partner",
        "kit",
    ];

    /// Few ids, so that two often share one.
    fn id() -> impl Strategy<Value = Uuid> {
        prop_oneof![
            (0_u128..4).prop_map(Uuid::from_u128),
            (0_u8..4).prop_map(|high| Uuid::from_u128(u128::from(high) << 120)),
            any::<u128>().prop_map(Uuid::from_u128),
            Just(Uuid::max()),
        ]
    }

    fn unit() -> impl Strategy<Value = Unit> {
        let keyed = (proptest::sample::select(UNITS), id());
        let keyed = keyed.prop_map(|(word, id)| format!("{word}/{id}"));
        prop_oneof![keyed, Just("operation".to_owned())]
            .prop_map(|text| text.parse().expect("a unit"))
    }

    fn node() -> impl Strategy<Value = Node> {
        let keyed = (proptest::sample::select(NODES), id());
        let keyed = keyed.prop_map(|(word, id)| format!("{word}/{id}"));
        prop_oneof![
            keyed.prop_map(|text| text.parse().expect("a node")),
            (id(), id()).prop_map(|(site, place)| Node::Place(SiteId(site), PlaceId(place))),
            proptest::sample::select(LossCause::ALL).prop_map(Node::Loss),
            Just(Node::UnknownSource),
        ]
    }

    proptest! {
        #[test]
        fn units_come_back_and_keep_their_order(one in unit(), other in unit()) {
            prop_assert_eq!(Unit::of_kept(&one.kept()), Some(one));
            let texts = one.to_string().cmp(&other.to_string());
            prop_assert_eq!(one.kept().cmp(&other.kept()), texts);
        }

        #[test]
        fn nodes_come_back_and_keep_their_order(one in node(), other in node()) {
            prop_assert_eq!(Node::of_kept(&one.kept()), Some(one));
            let texts = one.to_string().cmp(&other.to_string());
            prop_assert_eq!(one.kept().cmp(&other.kept()), texts);
        }

        #[test]
        fn a_site_is_one_range(one in node(), site in id()) {
            let (first, last) = site_range(SiteId(site));
            let within = (first..=last).contains(&one.kept());
            prop_assert_eq!(within, one.site() == Some(SiteId(site)));
            let (first, last) = sites_range();
            prop_assert_eq!((first..=last).contains(&one.kept()), one.site().is_some());
        }

        #[test]
        fn bytes_that_nothing_is_kept_as_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(unit) = Unit::of_kept(&bytes) {
                prop_assert_eq!(unit.kept(), bytes.clone());
            }
            if let Some(node) = Node::of_kept(&bytes) {
                prop_assert_eq!(node.kept(), bytes);
            }
        }
    }

    #[test]
    fn days_and_times_come_back() {
        for text in ["1969-12-31", "1970-01-01", "2021-07-24", "9999-12-31"] {
            let day: NaiveDate = text.parse().expect("a day");
            assert_eq!(NaiveDate::of_code(day.code()), Some(day));
        }
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(NaiveDate::of_code(day.code()), Some(day));
        }
        let time: DateTime<Utc> = "2021-07-24T14:10:59Z".parse().expect("a time");
        assert_eq!(DateTime::of_code(time.code()), Some(time));
        assert_eq!(told(time), "2021-07-24T14:10:59Z");
        assert_eq!(NaiveDate::of_code(i64::MAX), None);
    }

    fn word(value: impl serde::Serialize) -> String {
        crate::row::word(&value)
    }

    #[test]
    fn conditions_keep_the_order_of_their_words() {
        let mut by_code = Condition::ALL.to_vec();
        by_code.sort_by_key(|one| one.code());
        assert!(by_code.is_sorted_by_key(word), "{by_code:?}");
        for one in by_code {
            assert_eq!(Condition::of_code(one.code()), Some(one));
        }
    }

    /// Every number of a movement or a condition in a statement or a trigger has its word beside it.
    #[test]
    fn numbers_in_statements_are_those_of_their_words() {
        let of_movements = (0..).map_while(Movement::of_code);
        let of_movements = of_movements.map(|one| (word(one), one.code()));
        let of_conditions = Condition::ALL.iter().map(|one| (word(one), one.code()));
        let codes: std::collections::BTreeMap<String, i64> =
            of_movements.chain(of_conditions).collect();
        let schema = include_str!("../../../migrations/device/0011_lines.sql");
        let texts = crate::statements().into_iter().map(|(_, text)| text);
        let mut found = 0;
        for text in texts.chain([schema]) {
            for (before, rest) in text.match_indices(" /* ").map(|(at, _)| text.split_at(at)) {
                let word = rest.trim_start_matches(" /* ");
                let word = word.split(" */").next().unwrap_or_default();
                let code = before.rsplit([' ', '(']).next().unwrap_or_default();
                assert_eq!(codes.get(word).copied(), code.parse().ok(), "{code} {word}");
                found += 1;
            }
        }
        for walk in schema.lines().filter(|line| line.contains("|' -- ")) {
            let code = walk.split(['\'', ' ']).find_map(|part| part.parse().ok());
            let word = walk
                .split(' ')
                .rev()
                .nth(1)
                .expect("a word before the nodes");
            assert_eq!(codes.get(word).copied(), code, "{walk}");
            found += 1;
        }
        assert!(found > 40, "{found}");
    }
}
