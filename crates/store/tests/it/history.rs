//! Random histories on several computers: whatever the order and grouping of pages, equal entries end in equal rows,
//! and the rows are what the reference fold says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use ledger::body::{Body, DocumentKind, StockMoved};
use ledger::fold::{Balances, Stamped};
use ledger::ids::{DeviceId, LotId, PersonId, ReceiptId};
use ledger::role::Role;
use ledger::scope::Scope;
use proof::entry::Envelope;
use proptest::prelude::*;
use replication::wire::LogItem;
use store::Store;
use tempfile::{TempDir, tempdir};

use ledger::stages::DiscrepancyStage;

use crate::central::{Central, id};
use crate::chain;
use crate::world::{
    COORDINATOR, KEEPER, SECOND, append, approval, at_site, bare, central, computer, confirmation,
    issue, lot, matched, offer, proposal, receipt, reversal, stock_move, sync,
};

/// One thing somebody does; the numbers choose among what exists, or what does not exist yet.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Receive {
        by: usize,
        good: i64,
        damaged: i64,
    },
    Issue {
        by: usize,
        lot: u128,
        quantity: i64,
    },
    ReverseReceipt {
        by: usize,
        receipt: u128,
    },
    ReverseIssue {
        by: usize,
        issue: u128,
    },
    Propose {
        quantity: i64,
    },
    Confirm {
        proposal: u128,
        same_person: bool,
    },
    Match {
        receipt: u128,
        acceptance: u128,
        quantity: i64,
        /// It says with which consignment the goods came.
        announced: bool,
    },
    Withdraw {
        matched: u128,
        receipt: u128,
    },
    Move {
        by: usize,
        kind: u8,
        lot: u128,
        quantity: i64,
        approval: bool,
    },
    Approve {
        by: usize,
        moved: u128,
        same_person: bool,
    },
    ReverseMove {
        by: usize,
        moved: u128,
    },
    Sync {
        by: usize,
        page_bytes: usize,
    },
    /// A stage of the offer, a consignment or a discrepancy; often one that does not follow.
    MoveStage {
        what: usize,
        to: usize,
    },
    Settle {
        by: usize,
        lot: u128,
        to: usize,
    },
    Reduce {
        acceptance: u128,
        quantity: i64,
    },
    Announce {
        acceptance: u128,
        quantity: i64,
    },
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let by = 0..2_usize;
    prop_oneof![
        3 => (by.clone(), 0..600_i64, 0..20_i64).prop_map(|(by, good, damaged)| Deed::Receive { by, good, damaged }),
        3 => (by.clone(), 1..6_u128, 1..200_i64).prop_map(|(by, lot, quantity)| Deed::Issue { by, lot, quantity }),
        1 => (by.clone(), 1..6_u128).prop_map(|(by, receipt)| Deed::ReverseReceipt { by, receipt }),
        1 => (by, 1..6_u128).prop_map(|(by, issue)| Deed::ReverseIssue { by, issue }),
        1 => (1..500_i64).prop_map(|quantity| Deed::Propose { quantity }),
        1 => (1..4_u128, any::<bool>()).prop_map(|(proposal, same_person)| Deed::Confirm { proposal, same_person }),
        2 => (1..6_u128, 1..4_u128, 1..500_i64, any::<bool>()).prop_map(|(receipt, acceptance, quantity, announced)| {
            Deed::Match { receipt, acceptance, quantity, announced }
        }),
        1 => (1..4_u128, 1..6_u128).prop_map(|(matched, receipt)| Deed::Withdraw { matched, receipt }),
        3 => (0..2_usize, 0..6_u8, 1..6_u128, 1..200_i64, any::<bool>()).prop_map(|(by, kind, lot, quantity, approval)| {
            Deed::Move { by, kind, lot, quantity, approval }
        }),
        2 => (0..2_usize, 1..6_u128, any::<bool>())
            .prop_map(|(by, moved, same_person)| Deed::Approve { by, moved, same_person }),
        1 => (0..2_usize, 1..6_u128).prop_map(|(by, moved)| Deed::ReverseMove { by, moved }),
        2 => (0..3_usize, 0..5_usize).prop_map(|(what, to)| Deed::MoveStage { what, to }),
        1 => (0..2_usize, 1..4_u128, 0..2_usize).prop_map(|(by, lot, to)| Deed::Settle { by, lot, to }),
        1 => (1..4_u128, 0..500_i64).prop_map(|(acceptance, quantity)| Deed::Reduce { acceptance, quantity }),
        1 => (1..4_u128, 1..500_i64).prop_map(|(acceptance, quantity)| Deed::Announce { acceptance, quantity }),
        3 => (0..3_usize, 1..4000_usize).prop_map(|(by, page_bytes)| Deed::Sync { by, page_bytes }),
    ]
}

pub(crate) struct World {
    pub central: Central,
    /// Two keepers of one site and a coordinator.
    pub computers: Vec<Store>,
    pub folders: Vec<TempDir>,
    made: BTreeMap<&'static str, u128>,
}

impl World {
    pub fn new() -> Self {
        let folders: Vec<TempDir> = (0..3).map(|_| tempdir().expect("a folder")).collect();
        let mut central = central();
        let computers: Vec<Store> = folders
            .iter()
            .zip([2, 3, 4])
            .map(|(folder, device)| computer(folder.path(), device))
            .collect();
        for store in &computers {
            sync(store, &mut central);
        }
        append(
            &computers[2],
            COORDINATOR,
            offer(crate::world::czechia(), 1, Some(500)),
            Scope::Coordination,
            &[],
        );
        Self {
            central,
            computers,
            folders,
            made: BTreeMap::new(),
        }
    }

    fn next(&mut self, kind: &'static str) -> u128 {
        let made = self.made.entry(kind).or_default();
        *made += 1;
        *made
    }

    fn at_site(&self, by: usize, body: impl Into<Body>) {
        append(
            &self.computers[by],
            KEEPER,
            body,
            at_site(),
            &[Scope::Coordination],
        );
    }

    fn at_office(&self, person: u128, body: impl Into<Body>) {
        append(
            &self.computers[2],
            person,
            body,
            Scope::Coordination,
            &[at_site()],
        );
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one row for every deed, read from top to bottom"
    )]
    pub fn act(&mut self, deed: &Deed) {
        match *deed {
            Deed::Receive { by, good, damaged } => {
                let number = self.next("receipt");
                self.at_site(by, receipt(number, good, damaged));
            }
            Deed::Issue {
                by,
                lot: number,
                quantity,
            } => {
                let next = self.next("issue");
                self.at_site(by, issue(next, lot(number), quantity));
            }
            Deed::ReverseReceipt {
                by,
                receipt: number,
            } => {
                let next = self.next("reversal");
                let of = receipt(number, 0, 0).id;
                self.at_site(by, reversal(next, of.into(), DocumentKind::Receipt, None));
            }
            Deed::ReverseIssue { by, issue: number } => {
                let next = self.next("reversal");
                let of = issue(number, lot(1), 1).id;
                self.at_site(by, reversal(next, of.into(), DocumentKind::Issue, None));
            }
            Deed::Propose { quantity } => {
                let number = self.next("proposal");
                self.at_office(COORDINATOR, proposal(number, quantity));
            }
            Deed::Confirm {
                proposal,
                same_person,
            } => {
                let person = if same_person { COORDINATOR } else { SECOND };
                self.at_office(person, confirmation(proposal));
            }
            Deed::Match {
                receipt,
                acceptance,
                quantity,
                announced,
            } => {
                let number = self.next("match");
                let body = matched(number, receipt, acceptance, quantity);
                let body = if announced {
                    chain::came_with(body)
                } else {
                    body
                };
                self.at_office(COORDINATOR, body);
            }
            Deed::Withdraw {
                matched: number,
                receipt,
            } => {
                let next = self.next("reversal");
                let of = matched(number, 1, 1, 1).id;
                let receipt = Some(ReceiptId(id(10_000 + receipt)));
                self.at_office(
                    COORDINATOR,
                    reversal(next, of.into(), DocumentKind::Match, receipt),
                );
            }
            Deed::Move {
                by,
                kind,
                lot: number,
                quantity,
                approval,
            } => {
                let next = self.next("move");
                let body = stock_move(next, kind, lot(number), quantity);
                self.at_site(by, StockMoved { approval, ..body });
            }
            Deed::Approve {
                by,
                moved,
                same_person,
            } => {
                let person = if same_person { KEEPER } else { SECOND };
                let scopes = [Scope::Coordination];
                append(
                    &self.computers[by],
                    person,
                    approval(moved),
                    at_site(),
                    &scopes,
                );
            }
            Deed::ReverseMove { by, moved } => {
                let next = self.next("reversal");
                let of = stock_move(moved, 0, lot(1), 1).id;
                self.at_site(by, reversal(next, of.into(), DocumentKind::StockMove, None));
            }
            Deed::MoveStage { .. }
            | Deed::Settle { .. }
            | Deed::Reduce { .. }
            | Deed::Announce { .. } => self.act_on_chain(deed),
            Deed::Sync { by, page_bytes } => {
                self.central.page_bytes = page_bytes;
                sync(&self.computers[by], &mut self.central);
            }
        }
    }

    fn act_on_chain(&mut self, deed: &Deed) {
        let number = self.next("move");
        match *deed {
            Deed::MoveStage { what, to } => {
                self.at_office(COORDINATOR, chain::step(number, chain::moves(what, to)));
            }
            Deed::Settle { by, lot: of, to } => {
                let to = [DiscrepancyStage::Settled, DiscrepancyStage::WrittenOff][to];
                let record = chain::damaged(lot(of), to);
                self.at_site(by, chain::step(number, record));
            }
            Deed::Reduce {
                acceptance,
                quantity,
            } => self.at_office(COORDINATOR, chain::reduction(number, acceptance, quantity)),
            Deed::Announce {
                acceptance,
                quantity,
            } => {
                let announced = chain::announced(acceptance, quantity);
                self.at_office(COORDINATOR, announced);
            }
            Deed::Receive { .. }
            | Deed::Issue { .. }
            | Deed::ReverseReceipt { .. }
            | Deed::ReverseIssue { .. }
            | Deed::Propose { .. }
            | Deed::Confirm { .. }
            | Deed::Match { .. }
            | Deed::Withdraw { .. }
            | Deed::Move { .. }
            | Deed::Approve { .. }
            | Deed::ReverseMove { .. }
            | Deed::Sync { .. } => {}
        }
    }

    pub fn settle(&mut self) {
        self.central.page_bytes = 1 << 20;
        for _ in 0..2 {
            for store in &self.computers {
                sync(store, &mut self.central);
            }
        }
    }
}

/// Every entry the server holds, as the reference fold takes it.
fn stamped(central: &Central) -> Vec<Stamped> {
    stamped_in(central, &["coordination".to_owned(), at_site().to_string()])
}

/// Every entry that the server holds in some scopes.
pub(crate) fn stamped_in(central: &Central, scopes: &[String]) -> Vec<Stamped> {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for scope in scopes {
        let page = central.page(scope, 0, &mut usize::MAX.clone());
        entries.extend(
            page.items
                .iter()
                .filter(|item| seen.insert(item.pos))
                .filter_map(stamp),
        );
    }
    entries
}

fn stamp(item: &LogItem) -> Option<Stamped> {
    let envelope: Envelope = item.bytes.parse().expect("an entry");
    let body = Body::from_json(&envelope.kind, envelope.schema, envelope.body.get()).ok()?;
    Some(Stamped {
        device: DeviceId(item.device),
        scope: item.scope.parse().expect("a scope"),
        seq: item.seq,
        pos: Some(item.pos),
        order: 0,
        quarantined: false,
        person: PersonId(envelope.person),
        role: Role::StoreKeeper,
        recorded_at: DateTime::parse_from_rfc3339(&envelope.recorded_at)
            .expect("a time")
            .to_utc(),
        occurred_on: envelope.occurred_on.parse::<NaiveDate>().expect("a day"),
        reason: envelope.reason,
        body,
    })
}

pub(crate) type Position = (String, String, String, i64);

pub(crate) fn shown(folder: &TempDir) -> BTreeSet<Position> {
    let connection = bare(folder.path());
    let mut statement = connection
        .prepare("SELECT lot, node, condition, quantity FROM balance")
        .expect("prepared");
    let rows = statement.query_map([], |row| {
        let lot: [u8; 16] = row.get("lot")?;
        let lot = LotId(uuid::Uuid::from_bytes(lot)).to_string();
        let (node, condition) = crate::reference::place(row);
        Ok((lot, node, condition, row.get("quantity")?))
    });
    rows.expect("run").map(|row| row.expect("read")).collect()
}

pub(crate) fn reference(entries: &[Stamped]) -> BTreeSet<Position> {
    let balances = Balances::of(entries).expect("in range");
    let word = |condition| {
        serde_json::to_value(condition)
            .expect("a word")
            .as_str()
            .map(str::to_owned)
    };
    let row = |(key, quantity): (&ledger::fold::StockKey, i64)| {
        let condition = word(key.condition).expect("a word");
        (
            key.lot.to_string(),
            key.node.to_string(),
            condition,
            quantity,
        )
    };
    balances.iter().map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn i_02_histories_converge(deeds in proptest::collection::vec(deed(), 1..40), late_page in 1..3000_usize) {
        let mut world = World::new();
        for deed in &deeds {
            world.act(deed);
        }
        world.settle();
        let digests: Vec<_> = world.computers.iter().map(|store| store.projection_digest().expect("read")).collect();
        prop_assert_eq!(&digests[0], &digests[1]);
        for (store, digest) in world.computers.iter().zip(&digests) {
            prop_assert_eq!(&store.rebuild().expect("rebuilt").0, digest);
            let verified = store.verify().expect("checked");
            prop_assert_eq!(verified.flaw, None);
        }
        let expected = reference(&stamped(&world.central));
        for folder in &world.folders {
            prop_assert_eq!(&shown(folder), &expected);
        }
        // A coordinator's computer that comes last and reads everything in other pages.
        let late_folder = tempdir().expect("a folder");
        let late = computer(late_folder.path(), 5);
        world.central.page_bytes = late_page;
        sync(&late, &mut world.central);
        prop_assert_eq!(&late.projection_digest().expect("read"), &digests[2]);
    }
}
