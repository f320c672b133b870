//! Pages, checked exactly as a device checks them: chains, signed heads, Merkle root, signed checkpoint.

use std::collections::BTreeMap;

use proof::certificate::KeyRing;
use proof::entry::MAX_ENTRY_BYTES;
use proof::merkle::Frontier;
use replication::page::{self, Chains, Held, Pins};
use replication::wire::{Outcome, Page};
use server::store::Storage;

use crate::device::{Device, Says};
use crate::stage::Stage;

/// A device's memory of one operation.
struct Reader {
    pins: Pins,
    keys: KeyRing,
    scopes: BTreeMap<String, (Held, Chains)>,
}

impl Reader {
    fn new(device: &Device) -> Self {
        let held = &device.certificate;
        let pins = Pins {
            operation: held.operation,
            epoch: held.epoch,
            server_key: held.server_key,
            log_key: held.log_key,
        };
        Self {
            pins,
            keys: KeyRing::new(held.server_key),
            scopes: BTreeMap::new(),
        }
    }

    /// Pulls a scope to its end in pages of about `limit` bytes; gives how many pages and items there were.
    fn pull(&mut self, device: &mut Device, scope: &str, limit: u32) -> (usize, usize) {
        let fresh = || {
            (
                Held {
                    frontier: Frontier::new(),
                    last_pos: 0,
                },
                Chains::new(),
            )
        };
        let (held, chains) = self.scopes.entry(scope.to_owned()).or_insert_with(fresh);
        let (mut pages, mut items) = (0, 0);
        loop {
            let page: Page = device.pull(scope, held.frontier.size(), limit);
            let verified = page::verify(&page, held, chains, &mut self.keys, &self.pins).unwrap();
            assert!(
                !page.items.is_empty() || !page.has_more,
                "a page with more to come brings something"
            );
            pages += 1;
            items += page.items.len();
            held.frontier = verified.frontier;
            held.last_pos = page.items.last().map_or(held.last_pos, |item| item.pos);
            for (stream, chain) in verified.chains {
                chains.insert(stream.device, chain);
            }
            if !page.has_more {
                assert_eq!(page.size, held.frontier.size());
                assert_eq!(page.checkpoint.is_some(), page.size > 0);
                return (pages, items);
            }
        }
    }
}

#[test]
fn every_page_proves_itself_whatever_its_size() {
    let stage = Stage::open();
    let scope = stage.site_scope();
    let mut writers = [stage.keeper(), stage.keeper()];
    let mut reader = stage.coordinator();
    let mut total = 0;
    for round in 0..12 {
        for writer in &mut writers {
            let count = 1 + (round * 7) % 13;
            let range = writer.range(&scope, count);
            writer.push_one(range);
            total += count;
        }
    }
    for limit in [1, 5_000, 9_000, 20_000, 1 << 20] {
        let mut memory = Reader::new(&reader);
        memory.pull(&mut reader, "catalogue", limit);
        let (pages, items) = memory.pull(&mut reader, &scope, limit);
        assert_eq!(items, total, "limit {limit}");
        assert!(pages > 1 || limit > 9_000, "limit {limit}: {pages} pages");
        assert_eq!(
            memory.pull(&mut reader, &scope, limit),
            (1, 0),
            "nothing comes twice"
        );
        let (_, none) = memory.pull(&mut reader, "funds", limit);
        assert_eq!(none, 0, "a scope without entries is an empty page");
    }
}

#[test]
fn copies_and_quarantined_entries_prove_themselves_too() {
    let stage = Stage::open();
    let scope = stage.site_scope();
    let (mut keeper, mut reader) = (stage.keeper(), stage.coordinator());
    for at in 0..9 {
        let said = Says {
            also: if at % 2 == 0 {
                vec!["coordination".to_owned()]
            } else {
                Vec::new()
            },
            role: if at % 3 == 0 {
                "dispatcher".to_owned()
            } else {
                keeper.role.clone()
            },
            ..keeper.says()
        };
        let range = keeper.range_of(&scope, &[said]);
        keeper.push_one(range);
        let range = reader.range("coordination", 2);
        reader.push_one(range);
    }
    let mut memory = Reader::new(&reader);
    memory.pull(&mut reader, "catalogue", 1 << 20);
    assert_eq!(memory.pull(&mut reader, &scope, 1).1, 9);
    assert_eq!(memory.pull(&mut reader, "coordination", 1).1, 18 + 5);
}

#[test]
fn a_stream_that_grows_between_pulls_goes_on_where_it_was() {
    let stage = Stage::open();
    let scope = stage.site_scope();
    let (mut keeper, mut reader) = (stage.keeper(), stage.coordinator());
    let mut memory = Reader::new(&reader);
    memory.pull(&mut reader, "catalogue", 1 << 20);
    for count in [1, 4, 2] {
        let range = keeper.range(&scope, count);
        keeper.push_one(range);
        assert_eq!(memory.pull(&mut reader, &scope, 1 << 20), (1, count));
    }
    let late = stage.keeper();
    assert_eq!(memory.pull(&mut reader, "catalogue", 1 << 20), (1, 1));
    assert_eq!(
        memory.keys.key(late.certificate.device),
        Some(late.key.public())
    );
}

#[test]
fn the_longest_entries_travel_a_few_at_a_time() {
    let stage = Stage::open();
    let scope = stage.site_scope();
    let (mut writer, mut reader) = (stage.keeper(), stage.coordinator());
    let sky = "x".repeat(MAX_ENTRY_BYTES - 4096);
    let long = Says {
        body: format!(r#"{{"sky":"{sky}"}}"#),
        ..writer.says()
    };
    let rounds = 9;
    for _ in 0..rounds {
        let range = writer.range_of(&scope, std::slice::from_ref(&long));
        assert_eq!(writer.push_one(range).outcome, Outcome::Accepted);
    }
    let read = stage.storage().read().unwrap();
    let operation = read.operation().unwrap().unwrap();
    let log = read.scope(operation.key, &scope).unwrap().unwrap();
    let most = MAX_ENTRY_BYTES + 1;
    let held = read.log(log.key, 0, 256, most).unwrap();
    assert_eq!(held.len(), 2, "the second one reaches the bound");
    let mut memory = Reader::new(&reader);
    memory.pull(&mut reader, "catalogue", 1 << 20);
    assert_eq!(
        memory.pull(&mut reader, &scope, 1 << 20),
        (rounds, rounds),
        "one a page, though each is longer than what was asked for"
    );
}
