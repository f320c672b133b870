//! What words mean, and what the catalogue learns: donors write in their own languages, a site asks for a better name, an
//! organisation is written down twice. All of it is invented.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::{Kept, Posted};
use app::contract::requests::ConfirmSynonym;
use app::contract::requests_sites::{
    MergeRecords, ProposeItem, RegisterPackaging, RegisterParty, SettleProposal,
};
use ledger::body::{PackagingLevel, ParticipantKind};
use ledger::ids::{MergeId, PackagingId, PartyId, ProposalId, RecordId};
use ledger::text::Names;
use store::view::RecordKind;

use super::ids::{document, group, item, party, site};
use crate::ask::ask;

/// A donor's word, its language, group and item.
const WORDINGS: &[(&str, &str, &str, Option<&str>)] = &[
    ("přikrývky", "cs", "bedding", Some("BLANKET")),
    ("telgid", "et", "tents", Some("TENT")),
    ("hallitelttoja", "fi", "tents", None),
    ("brandine", "it", "beds", Some("FOLDING-BED")),
];

/// What is written on a second record of an organisation that is in the catalogue already.
const WRITTEN_TWICE: &str = "Migration organisation of the UN";

/// The coordinator confirms what donors' words mean.
///
/// # Errors
/// A call that is refused.
pub fn learnt(context: &Context) -> Result<()> {
    for (text, language, of, code) in WORDINGS {
        let request = ConfirmSynonym {
            text: (*text).to_owned(),
            language: (*language).to_owned(),
            group: group(of),
            item: code.map(item),
        };
        let _: Posted = ask(context, "confirm_synonym", &request).context(*text)?;
    }
    Ok(())
}

/// How soap is packed; and the second record of an organisation stands for the first from now on.
///
/// # Errors
/// A call that is refused.
pub fn put_in_order(context: &Context) -> Result<()> {
    let carton = RegisterPackaging {
        id: PackagingId(document("packaging/soap")),
        item: item("SOAP"),
        level: PackagingLevel::Carton,
        contains: 48,
        of: None,
        gtin: None,
        gross_grams: None,
        volume_ml: None,
        stackable: true,
        draft: None,
    };
    let _: Kept = ask(context, "register_packaging", &carton).context("a carton of soap")?;
    let again = RegisterParty {
        id: PartyId(document("party/written twice")),
        kind: ParticipantKind::UnAgency,
        names: names(WRITTEN_TWICE, None),
        iso: None,
        eu_code: None,
        donor: false,
        affected: false,
        synonyms: Vec::new(),
        draft: None,
    };
    let _: Kept = ask(context, "register_party", &again).context(WRITTEN_TWICE)?;
    let merged = MergeRecords {
        id: MergeId(document("merge/IOM")),
        kind: RecordKind::Party,
        from: RecordId(again.id.0),
        into: RecordId(party("IOM").0),
        reason: "Synthetic: the same organisation, written down twice".to_owned(),
    };
    let _: Kept = ask(context, "merge_records", &merged).context("the merge")?;
    Ok(())
}

/// Rukla asks for a name under which people find the sleeping bag.
///
/// # Errors
/// A call that is refused.
pub fn proposed(rukla: &Context) -> Result<()> {
    let request = ProposeItem {
        id: ProposalId(document("proposal/sleeping-bag")),
        site: site("RUK"),
        item: item("SLEEPING-BAG"),
        names: names("Sleeping bag, winter", Some("Žieminis miegmaišis")),
        reason: "Synthetic: summer bags may come too".to_owned(),
        draft: None,
    };
    let _: Kept = ask(rukla, "propose_item", &request).context("the proposal")?;
    Ok(())
}

/// The coordinator leaves the name as it is.
///
/// # Errors
/// The proposal has not arrived, or a call that is refused.
pub fn declined(context: &Context) -> Result<()> {
    let request = SettleProposal {
        proposal: ProposalId(document("proposal/sleeping-bag")),
        adopt: false,
        reason: "Synthetic: the donor does not say for which season they are".to_owned(),
    };
    let _: Kept = ask(context, "settle_proposal", &request).context("the proposal")?;
    Ok(())
}

fn names(en: &str, lt: Option<&str>) -> Names {
    let words = [("en", Some(en)), ("lt", lt)].into_iter();
    words
        .filter_map(|(language, text)| Some((language.to_owned(), text?.to_owned())))
        .collect()
}
