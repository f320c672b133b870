//! Remembering donors' wordings.

use ledger::body::SynonymConfirmed;
use ledger::ids::{DocumentId, SynonymId};
use ledger::role::Action;
use ledger::rules::synonym::{self, Facts, Refusal};
use store::Reads;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::ConfirmSynonym;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::taking;
use crate::typed;

/// Remembers a wording; one that is remembered with the same meaning is answered as it is.
pub(crate) fn confirm(context: &Context, request: ConfirmSynonym) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::ConfirmSynonym, None)?;
    let asked = SynonymConfirmed {
        id: SynonymId(context.mint()),
        text: typed::text(&request.text, "text")?,
        language: request.language,
        group: request.group,
        item: request.item,
    };
    hand.write(hand.today, None, |writing| {
        let facts = facts(&writing.reads(), &asked)?;
        let body = synonym::confirm(&facts, &asked).map_err(|refusal| {
            problem(&hand, &writing.reads(), &asked, &refusal).unwrap_or_else(|problem| problem)
        })?;
        let number = body.text.clone();
        let known = writing.reads().synonyms()?.into_iter().any(|one| {
            one.text == body.text
                && one.language == body.language
                && one.group == body.group
                && one.item == body.item
        });
        if !known {
            writing.record(body, &[])?;
        }
        Ok(Posted {
            id: DocumentId::from(asked.id),
            number,
            repeated: known,
        })
    })
}

fn facts(reads: &Reads<'_>, asked: &SynonymConfirmed) -> Result<Facts, Problem> {
    let groups = reads.item_groups()?;
    let item = asked.item.map(|item| reads.item(item)).transpose()?;
    Ok(Facts {
        group_known: groups.iter().any(|group| group.id == asked.group),
        item_group: item.flatten().map(|row| row.group),
    })
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &SynonymConfirmed,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    Ok(match refusal {
        Refusal::NeedsText => Problem::new("text-missing")
            .at("text")
            .with("field", "text"),
        Refusal::NotALanguage(language) => Problem::new("language-unknown")
            .at("language")
            .with("text", language),
        Refusal::UnknownGroup(_) => Problem::new("group-unknown").at("group"),
        Refusal::UnknownItem(item) if reads.item(*item)?.is_some() => {
            Problem::new("item-other-group")
                .at("item")
                .with("item", taking::item_name(hand, reads, *item)?)
                .with("group", taking::group_name(hand, reads, asked.group)?)
        }
        Refusal::UnknownItem(_) => Problem::new("item-unknown").at("item"),
    })
}
