//! Differences between paper and goods, settled from both ends.

use ledger::body::{DiscrepancyKind, RecordMove};
use ledger::ids::DiscrepancyId;
use ledger::scope::Scope;
use ledger::stages::DiscrepancyStage;

use super::{apart, received, step};
use crate::world::{COORDINATOR, KEEPER, append, at_site, lot, site};

#[test]
fn a_discrepancy_is_seen_and_settled_by_both_ends() {
    let mut apart = apart(&[4, 2]);
    let [coordinator, keeper] = [0, 1];
    append(
        &apart.stores[keeper],
        KEEPER,
        received(1, 25, 0, 5),
        at_site(),
        &[Scope::Coordination],
    );
    apart.meet();
    let short = DiscrepancyId::of(DiscrepancyKind::Short, lot(1));
    let settled = |number, to| {
        let site = site();
        step(
            number,
            RecordMove::Discrepancy {
                id: short,
                site,
                to,
            },
        )
    };
    append(
        &apart.stores[keeper],
        KEEPER,
        settled(1, DiscrepancyStage::Settled),
        at_site(),
        &[Scope::Coordination],
    );
    append(
        &apart.stores[coordinator],
        COORDINATOR,
        settled(2, DiscrepancyStage::SentToDonor),
        Scope::Coordination,
        &[at_site()],
    );
    append(
        &apart.stores[coordinator],
        COORDINATOR,
        settled(3, DiscrepancyStage::Settled),
        Scope::Coordination,
        &[at_site()],
    );
    apart.meet();
    for store in &apart.stores {
        let found = store
            .read(|reads| reads.discrepancies(Some(site())))
            .expect("read");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].id, found[0].quantity, found[0].stage),
            (short, 5, DiscrepancyStage::Settled)
        );
        assert!(found[0].moves.iter().all(|one| one.counted));
    }
}
