//! The catalogue's records, sites and registers: what is refused, and what counts of several entries.

mod places;

use ledger::body::*;
use ledger::fold::{alias, head_counts, latest, proposal};
use ledger::ids::*;
use ledger::partial_day::PartialDay;
use ledger::quantity::{Qualifier, StatedCount};
use ledger::rules::catalogue::{
    self, ItemFacts, MergeFacts, PackagingFacts, Refusal, SiteFacts, register_item,
    register_packaging, register_site,
};
use ledger::rules::{registers, sites};
use ledger::text::Names;

use crate::world::{day, entry, stamp, uuid};

fn names(en: &str) -> Names {
    [("en".to_owned(), en.to_owned())].into()
}

fn item() -> ItemRegistered {
    ItemRegistered {
        id: ItemId(uuid("blanket")),
        group: ItemGroupId(uuid("bedding")),
        code: "BLANKET".to_owned(),
        names: names("Blanket"),
        unit: Unit::Piece,
        tracking: Tracking::None,
        durable: false,
        dangerous_goods: None,
    }
}

fn known() -> ItemFacts {
    ItemFacts {
        group_known: true,
        code_taken: false,
        unit: None,
    }
}

#[test]
fn an_item_is_kept_under_its_rules() {
    let keep = |change: fn(&mut ItemRegistered), facts: ItemFacts| {
        let mut item = item();
        change(&mut item);
        register_item(&facts, &item)
    };
    let fuel = keep(
        |item| item.dangerous_goods = Some(" 1202 ".to_owned()),
        known(),
    );
    assert_eq!(
        fuel.expect("kept").dangerous_goods.as_deref(),
        Some("UN1202")
    );
    let refused = keep(
        |item| item.dangerous_goods = Some("UN12".to_owned()),
        known(),
    );
    assert_eq!(refused, Err(Refusal::BadUnNumber("UN12".to_owned())));
    let refused = keep(|item| item.code = "blan ket".to_owned(), known());
    assert_eq!(
        refused,
        Err(Refusal::BadCode {
            code: "blan ket".to_owned()
        })
    );
    let refused = keep(
        |item| item.names = [("lt".to_owned(), "Antklodė".to_owned())].into(),
        known(),
    );
    assert_eq!(refused, Err(Refusal::Empty { field: "name_en" }));
    let refused = keep(
        |_| {},
        ItemFacts {
            group_known: false,
            ..known()
        },
    );
    assert_eq!(refused, Err(Refusal::UnknownGroup(item().group)));
    let refused = keep(
        |_| {},
        ItemFacts {
            code_taken: true,
            ..known()
        },
    );
    assert_eq!(
        refused,
        Err(Refusal::CodeTaken {
            code: "BLANKET".to_owned()
        })
    );
    let refused = keep(
        |_| {},
        ItemFacts {
            unit: Some(Unit::Gram),
            ..known()
        },
    );
    assert_eq!(refused, Err(Refusal::UnitFixed));
}

#[test]
fn packaging_holds_a_lower_level_and_never_changes() {
    let carton = PackagingRegistered {
        id: PackagingId(uuid("carton")),
        item: item().id,
        level: PackagingLevel::Carton,
        contains: 5,
        of: Some(PackagingId(uuid("inner"))),
        base_units: 0,
        gtin: None,
        gross_grams: None,
        volume_ml: None,
        stackable: true,
    };
    let inner = PackagingFacts {
        item_known: true,
        of: Some((PackagingLevel::Inner, 10)),
        before: None,
    };
    let kept = register_packaging(&inner, &carton).expect("kept");
    assert_eq!(kept.base_units, 50, "I-08");
    let again = PackagingFacts {
        before: Some(kept.clone()),
        ..inner.clone()
    };
    assert_eq!(register_packaging(&again, &carton), Ok(kept));
    let other = PackagingRegistered {
        contains: 6,
        ..carton.clone()
    };
    assert_eq!(
        register_packaging(&again, &other),
        Err(Refusal::PackagingFixed)
    );
    let pallet = PackagingFacts {
        of: Some((PackagingLevel::Pallet, 10)),
        ..inner.clone()
    };
    assert_eq!(
        register_packaging(&pallet, &carton),
        Err(Refusal::WrongLevel)
    );
    let missing = PackagingFacts {
        of: None,
        ..inner.clone()
    };
    assert_eq!(
        register_packaging(&missing, &carton),
        Err(Refusal::UnknownPackaging(PackagingId(uuid("inner"))))
    );
    let nothing = PackagingRegistered {
        contains: 0,
        ..carton.clone()
    };
    assert!(matches!(
        register_packaging(&inner, &nothing),
        Err(Refusal::Number {
            field: "contains",
            ..
        })
    ));
    let huge = PackagingRegistered {
        contains: i64::MAX,
        ..carton
    };
    assert!(matches!(
        register_packaging(&inner, &huge),
        Err(Refusal::Number { .. })
    ));
}

#[test]
fn x_06_a_merge_is_an_alias_and_can_be_taken_back() {
    let (from, into) = (ItemId(uuid("twin")), ItemId(uuid("blanket")));
    let records = Duplicate::Item { from, into };
    let facts = MergeFacts {
        both_known: true,
        merged_before: false,
        same_unit: true,
    };
    assert_eq!(catalogue::merge(facts, records), Ok(()));
    let same = Duplicate::Item { from, into: from };
    assert_eq!(catalogue::merge(facts, same), Err(Refusal::SameRecord));
    assert_eq!(
        catalogue::merge(
            MergeFacts {
                both_known: false,
                ..facts
            },
            records
        ),
        Err(Refusal::UnknownRecord)
    );
    assert_eq!(
        catalogue::merge(
            MergeFacts {
                merged_before: true,
                ..facts
            },
            records
        ),
        Err(Refusal::AlreadyMerged)
    );
    assert_eq!(
        catalogue::merge(
            MergeFacts {
                same_unit: false,
                ..facts
            },
            records
        ),
        Err(Refusal::OtherUnit)
    );
    let merge = MergeId(uuid("merge"));
    let entries = [
        entry(1, ItemRegistered { id: from, ..item() }),
        entry(2, RecordsMerged { id: merge, records }),
    ];
    assert_eq!(alias(&entries), Some((merge, records)));
    assert!(
        matches!(
            latest(&entries).expect("there").body,
            Body::ItemRegistered(_)
        ),
        "the record itself stays"
    );
    let undone = [
        entries.to_vec(),
        vec![entry(3, MergeUndone { merge, records })],
    ]
    .concat();
    assert_eq!(alias(&undone), None);
    let again = MergeId(uuid("again"));
    let merged = [undone, vec![entry(4, RecordsMerged { id: again, records })]].concat();
    assert_eq!(alias(&merged).expect("there").0, again);
}

#[test]
fn x_07_a_proposal_is_kept_and_the_first_settlement_counts() {
    let id = ProposalId(uuid("proposal"));
    let proposed = ItemProposed {
        id,
        site: SiteId(uuid("pabrade")),
        item: item().id,
        names: names("Thermal blanket"),
    };
    assert_eq!(
        catalogue::propose_item(Some(&names("Blanket")), &proposed),
        Ok(proposed.clone())
    );
    assert_eq!(
        catalogue::propose_item(Some(&proposed.names), &proposed),
        Err(Refusal::NothingProposed)
    );
    assert_eq!(
        catalogue::propose_item(None, &proposed),
        Err(Refusal::UnknownItem(item().id))
    );
    let settled = |pos, adopted| {
        entry(
            pos,
            ProposalSettled {
                proposal: id,
                adopted,
            },
        )
    };
    assert!(
        proposal(&[settled(1, true)]).is_none(),
        "the proposal itself is not here"
    );
    let entries = [entry(1, proposed), settled(2, false), settled(3, true)];
    assert_eq!(proposal(&entries[..1]).expect("there").adopted, None);
    assert_eq!(proposal(&entries).expect("there").adopted, Some(false));
}
