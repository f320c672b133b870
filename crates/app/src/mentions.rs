//! Parties named in a sentence of a source, beside those of the catalogue. Nothing is written.

use std::collections::BTreeMap;

use ledger::ids::PartyId;
use ledger::mentions;
use ledger::wording::folded;

use crate::context::Context;
use crate::contract::replies::PartyMention;
use crate::contract::requests::ReadPartyList;
use crate::problem::Problem;

/// Most bytes of a list.
const MOST: usize = 64 * 1024;

/// Reads a list of names; a name the catalogue does not have has no party.
pub(crate) fn read(
    context: &Context,
    request: ReadPartyList,
) -> Result<Vec<PartyMention>, Problem> {
    if request.text.trim().is_empty() {
        return Err(Problem::new("text-missing")
            .at("text")
            .with("field", "text"));
    }
    if request.text.len() > MOST {
        return Err(Problem::new("text-too-long")
            .at("text")
            .with("field", "text")
            .with("limit", MOST));
    }
    let mut known: BTreeMap<String, PartyId> = BTreeMap::new();
    for party in context.read(|reads| reads.parties())? {
        for name in party.names.values().chain(&party.synonyms) {
            known.entry(folded(name)).or_insert(party.id);
        }
    }
    let named = mentions::names(&request.text, |name| known.contains_key(name));
    let mention = |text: String| PartyMention {
        party: known.get(&folded(&text)).copied(),
        text,
    };
    Ok(named.into_iter().map(mention).collect())
}
