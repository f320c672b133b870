//! Random histories of transfers, counts, kits, openings and reservations on computers at two sites: after every exchange
//! the rows are what the reference fold says of the entries the server holds.

use std::collections::BTreeMap;

use ledger::body::*;
use ledger::scope::Scope;
use proptest::prelude::*;
use store::Store;
use tempfile::{TempDir, tempdir};

use crate::central::Central;
use crate::history::{reference, shown, stamped_in};
use crate::moves_world::{
    broken, built, counted, dispatch, link, opening, reserved, rukla, settlement, taken_in,
};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, append, at_site, central, computer, issue, latvia, lot, receipt,
    reversal, site, sync,
};

#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Receive {
        by: usize,
        good: i64,
    },
    Unannounced {
        good: i64,
    },
    Issue {
        by: usize,
        lot: u128,
        quantity: i64,
        reservation: u128,
    },
    Dispatch {
        by: usize,
        lot: u128,
        quantity: i64,
    },
    TakeIn {
        transfer: u128,
        lot: u128,
        good: i64,
        damaged: i64,
    },
    Settle {
        by: usize,
        transfer: u128,
        round: u128,
        lot: u128,
        lost: i64,
    },
    Link {
        receipt: u128,
        transfer: u128,
        lot: u128,
    },
    Count {
        by: usize,
        lot: u128,
        book: i64,
        counted: i64,
        second: bool,
    },
    Open {
        by: usize,
        quantity: i64,
    },
    Approve {
        kind: u8,
        number: u128,
        same: bool,
    },
    Build {
        by: usize,
        lot: u128,
        kits: i64,
    },
    Break {
        by: usize,
        build: u128,
        lot: u128,
        kits: i64,
    },
    Reserve {
        by: usize,
        quantity: i64,
    },
    End {
        reservation: u128,
    },
    Reverse {
        kind: u8,
        number: u128,
    },
    Sync {
        by: usize,
        page_bytes: usize,
    },
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let by = || 0..2_usize;
    let few = || 1..4_u128;
    prop_oneof![
        2 => (by(), 1..300_i64).prop_map(|(by, good)| Deed::Receive { by, good }),
        1 => (1..300_i64).prop_map(|good| Deed::Unannounced { good }),
        2 => (by(), few(), 1..200_i64, 0..3_u128)
            .prop_map(|(by, lot, quantity, reservation)| Deed::Issue { by, lot, quantity, reservation }),
        3 => (by(), few(), 1..200_i64).prop_map(|(by, lot, quantity)| Deed::Dispatch { by, lot, quantity }),
        3 => (few(), few(), 0..200_i64, 0..9_i64)
            .prop_map(|(transfer, lot, good, damaged)| Deed::TakeIn { transfer, lot, good, damaged }),
        2 => (0..3_usize, few(), 0..2_u128, few(), 0..30_i64)
            .prop_map(|(by, transfer, round, lot, lost)| Deed::Settle { by, transfer, round, lot, lost }),
        2 => (few(), few(), few()).prop_map(|(receipt, transfer, lot)| Deed::Link { receipt, transfer, lot }),
        2 => (by(), few(), -5..200_i64, 0..200_i64, any::<bool>())
            .prop_map(|(by, lot, book, counted, second)| Deed::Count { by, lot, book, counted, second }),
        1 => (by(), 1..90_i64).prop_map(|(by, quantity)| Deed::Open { by, quantity }),
        2 => (0..2_u8, few(), any::<bool>()).prop_map(|(kind, number, same)| Deed::Approve { kind, number, same }),
        1 => (by(), few(), 1..40_i64).prop_map(|(by, lot, kits)| Deed::Build { by, lot, kits }),
        1 => (by(), few(), few(), 1..20_i64).prop_map(|(by, build, lot, kits)| Deed::Break { by, build, lot, kits }),
        1 => (0..3_usize, 1..90_i64).prop_map(|(by, quantity)| Deed::Reserve { by, quantity }),
        1 => few().prop_map(|reservation| Deed::End { reservation }),
        3 => (0..8_u8, few()).prop_map(|(kind, number)| Deed::Reverse { kind, number }),
        4 => (0..3_usize, 1..4000_usize).prop_map(|(by, page_bytes)| Deed::Sync { by, page_bytes }),
    ]
}

pub(crate) struct World {
    pub central: Central,
    /// Two keepers of one site, and an office that keeps the other site too.
    pub computers: Vec<Store>,
    pub folders: Vec<TempDir>,
    made: BTreeMap<&'static str, u128>,
}

impl World {
    pub fn new() -> Self {
        let folders: Vec<TempDir> = (0..3).map(|_| tempdir().expect("a folder")).collect();
        let mut central = central();
        let devices = folders.iter().zip([2, 3, 4]);
        let computers: Vec<Store> = devices
            .map(|(folder, device)| computer(folder.path(), device))
            .collect();
        for store in &computers {
            sync(store, &mut central);
        }
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

    fn here(&self, by: usize, body: impl Into<Body>) {
        let also = [Scope::Site(rukla()), Scope::Coordination];
        append(&self.computers[by], KEEPER, body, at_site(), &also);
    }

    fn there(&self, body: impl Into<Body>) {
        let also = [at_site(), Scope::Coordination];
        append(
            &self.computers[2],
            KEEPER,
            body,
            Scope::Site(rukla()),
            &also,
        );
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one row for every deed, read from top to bottom"
    )]
    pub fn act(&mut self, deed: &Deed) {
        match *deed {
            Deed::Receive { by, good } => {
                let number = self.next("receipt");
                self.here(by, receipt(number, good, 3));
            }
            Deed::Unannounced { good } => {
                let number = 50 + self.next("unannounced");
                let mut body = receipt(number, good, 1);
                (body.site, body.donor) = (rukla(), latvia());
                self.there(body);
            }
            Deed::Issue {
                by,
                lot: number,
                quantity,
                reservation,
            } => {
                let next = self.next("issue");
                let mut body = issue(next, lot(number), quantity);
                body.reservation = (reservation > 0).then(|| reserved(reservation, 1).id);
                self.here(by, body);
            }
            Deed::Dispatch {
                by,
                lot: number,
                quantity,
            } => {
                let next = self.next("dispatch");
                self.here(by, dispatch(next, lot(number), quantity));
            }
            Deed::TakeIn {
                transfer,
                lot: number,
                good,
                damaged,
            } => {
                let next = self.next("taken in");
                self.there(taken_in(next, transfer, lot(number), good, damaged));
            }
            Deed::Settle {
                by,
                transfer,
                round,
                lot: number,
                lost,
            } => {
                let found = i64::from(lost == 0);
                let body = settlement(transfer, round, lot(number), lost, found);
                if by == 2 {
                    let also = [at_site(), Scope::Site(rukla())];
                    append(
                        &self.computers[2],
                        COORDINATOR,
                        body,
                        Scope::Coordination,
                        &also,
                    );
                } else {
                    self.here(by, body);
                }
            }
            Deed::Link {
                receipt,
                transfer,
                lot: number,
            } => self.there(link(50 + receipt, transfer, lot(number))),
            Deed::Count {
                by,
                lot: number,
                book,
                counted: found,
                second,
            } => {
                let next = self.next("count");
                self.here(by, counted(next, lot(number), book, found, second));
            }
            Deed::Open { by, quantity } => {
                let next = self.next("opening");
                self.here(by, opening(next, quantity));
            }
            Deed::Approve { .. } | Deed::Reverse { .. } => self.act_on_document(deed),
            Deed::Build {
                by,
                lot: number,
                kits,
            } => {
                let next = self.next("build");
                self.here(by, built(next, lot(number), kits));
            }
            Deed::Break {
                by,
                build,
                lot: number,
                kits,
            } => {
                let next = self.next("break");
                self.here(by, broken(next, build, lot(number), kits));
            }
            Deed::Reserve { by, quantity } => {
                let next = self.next("reservation");
                self.here(by.min(1), reserved(next, quantity));
            }
            Deed::End { reservation } => {
                let body = ReservationEnded {
                    reservation: reserved(reservation, 1).id,
                    site: site(),
                    issue: None,
                };
                append(
                    &self.computers[2],
                    COORDINATOR,
                    body,
                    Scope::Coordination,
                    &[at_site()],
                );
            }
            Deed::Sync { by, page_bytes } => {
                self.central.page_bytes = page_bytes;
                sync(&self.computers[by], &mut self.central);
            }
        }
    }

    fn act_on_document(&mut self, deed: &Deed) {
        if let Deed::Approve { kind, number, same } = *deed {
            let (document, document_kind) = if kind == 0 {
                (opening(number, 1).id.into(), DocumentKind::Opening)
            } else {
                (
                    counted(number, lot(1), 0, 0, true).id.into(),
                    DocumentKind::Count,
                )
            };
            let body = DocumentApproved {
                document,
                document_kind,
                site: site(),
            };
            let person = if same { KEEPER } else { SECOND };
            append(
                &self.computers[0],
                person,
                body,
                at_site(),
                &[Scope::Coordination],
            );
        } else if let Deed::Reverse { kind, number } = *deed {
            let next = self.next("reversal");
            let of = |document, kind| reversal(next, document, kind, None);
            match kind {
                0 => self.here(
                    0,
                    of(
                        dispatch(number, lot(1), 1).id.into(),
                        DocumentKind::Transfer,
                    ),
                ),
                1 => self.elsewhere(of(
                    taken_in(number, 1, lot(1), 1, 0).id.into(),
                    DocumentKind::TransferReceipt,
                )),
                2 => self.here(
                    1,
                    of(
                        settlement(number, 0, lot(1), 1, 0).id.into(),
                        DocumentKind::TransferSettlement,
                    ),
                ),
                3 => self.elsewhere(of(
                    link(50 + number, 1, lot(1)).id.into(),
                    DocumentKind::DispatchMatch,
                )),
                4 => self.here(
                    0,
                    of(
                        counted(number, lot(1), 0, 0, false).id.into(),
                        DocumentKind::Count,
                    ),
                ),
                5 => self.here(1, of(opening(number, 1).id.into(), DocumentKind::Opening)),
                6 => self.here(
                    0,
                    of(built(number, lot(1), 1).id.into(), DocumentKind::KitBuild),
                ),
                _ => self.here(
                    0,
                    of(
                        broken(number, 1, lot(1), 1).id.into(),
                        DocumentKind::KitBreak,
                    ),
                ),
            }
        }
    }

    /// A reversal by the other site.
    fn elsewhere(&self, body: DocumentReversed) {
        self.there(DocumentReversed {
            site: rukla(),
            ..body
        });
    }

    pub fn scopes() -> [String; 3] {
        [
            "coordination".to_owned(),
            at_site().to_string(),
            Scope::Site(rukla()).to_string(),
        ]
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// I-02 and I-16 for everything that moves between sites: after each exchange of the office its rows are the fold of
    /// the prefix that the server holds, and in the end equal scopes have equal digests.
    #[test]
    fn histories_of_moves_converge(deeds in proptest::collection::vec(deed(), 1..50), late_page in 1..3000_usize) {
        let mut world = World::new();
        for deed in &deeds {
            world.act(deed);
            if let Deed::Sync { by: 2, .. } = deed {
                let expected = reference(&stamped_in(&world.central, &World::scopes()));
                prop_assert_eq!(&shown(&world.folders[2]), &expected, "after {:?}", deed);
            }
        }
        world.central.page_bytes = 1 << 20;
        for _ in 0..2 {
            for store in &world.computers {
                sync(store, &mut world.central);
            }
        }
        let digests: Vec<_> = world.computers.iter().map(|store| store.projection_digest().expect("read")).collect();
        prop_assert_eq!(&digests[0], &digests[1]);
        for (store, digest) in world.computers.iter().zip(&digests) {
            prop_assert!(store.figures_stand().expect("read"), "I-02: the digest moved with the rows");
            prop_assert_eq!(&store.rebuild().expect("rebuilt").0, digest);
            prop_assert_eq!(store.verify().expect("checked").flaw, None);
        }
        let expected = reference(&stamped_in(&world.central, &World::scopes()));
        prop_assert_eq!(&shown(&world.folders[2]), &expected);
        let late_folder = tempdir().expect("a folder");
        let late = computer(late_folder.path(), 5);
        world.central.page_bytes = late_page;
        sync(&late, &mut world.central);
        prop_assert_eq!(&late.projection_digest().expect("read"), &digests[2]);
    }
}
