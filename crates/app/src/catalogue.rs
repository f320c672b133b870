//! Keeping the catalogue in the window: items, packaging, parties, sites, norms, and what sites would have it say.

use ledger::body::{
    Body, ItemGroupRegistered, ItemProposed, ItemRegistered, NormRegistered, PackagingRegistered,
    PartyRegistered, ProposalSettled, SiteRegistered,
};
use ledger::fold::Unit;
use ledger::ids::RecordId;
use ledger::role::Action;
use ledger::rules::catalogue::{self as rules, ItemFacts, PackagingFacts, SiteFacts};
use store::view::{NormRow, PackagingRow, ProposalRow};

use crate::context::Context;
use crate::contract::replies::Kept;
use crate::contract::requests::Nothing;
use crate::contract::requests_sites::{
    OfItem, ProposeItem, RegisterGroup, RegisterItem, RegisterNorm, RegisterPackaging,
    RegisterParty, RegisterSite, SettleProposal,
};
use crate::hand::Hand;
use crate::keeping::{Keeping, catalogue_problem, keep};
use crate::lookups::read;
use crate::problem::Problem;
use crate::typed;

fn names(names: &ledger::text::Names) -> Result<(), Problem> {
    for (language, name) in names {
        typed::optional_text(Some(name), &format!("name_{language}"))?;
    }
    Ok(())
}

/// Keeps an item group.
pub(crate) fn register_group(context: &Context, request: RegisterGroup) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainItems, None)?;
    names(&request.names)?;
    let body = ItemGroupRegistered {
        id: request.id,
        code: request.code,
        names: request.names,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::ItemGroup(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let groups = reads.item_groups()?;
        let taken = groups
            .iter()
            .any(|row| row.id != body.id && row.code == body.code.trim());
        let kept = rules::register_group(taken, &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// Keeps an item.
pub(crate) fn register_item(context: &Context, request: RegisterItem) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainItems, None)?;
    names(&request.names)?;
    let body = ItemRegistered {
        id: request.id,
        group: request.group,
        code: request.code,
        names: request.names,
        unit: request.unit,
        tracking: request.tracking,
        durable: request.durable,
        dangerous_goods: typed::optional_text(
            request.dangerous_goods.as_deref(),
            "dangerous_goods",
        )?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Item(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let items = reads.items()?;
        let facts = ItemFacts {
            group_known: reads.item_groups()?.iter().any(|row| row.id == body.group),
            code_taken: items
                .iter()
                .any(|row| row.id != body.id && row.code == body.code.trim()),
            unit: reads.item(body.id)?.map(|row| row.unit),
        };
        let kept = rules::register_item(&facts, &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// Keeps a packaging version.
pub(crate) fn register_packaging(
    context: &Context,
    request: RegisterPackaging,
) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainItems, None)?;
    let body = PackagingRegistered {
        id: request.id,
        item: request.item,
        level: request.level,
        contains: request.contains,
        of: request.of,
        // The rule works it out.
        base_units: request.contains,
        gtin: typed::optional_text(request.gtin.as_deref(), "gtin")?,
        gross_grams: request.gross_grams,
        volume_ml: request.volume_ml,
        stackable: request.stackable,
    };
    let unit = Unit::Packaging(body.id);
    let keeping = Keeping::new(&hand, body.id.0, unit, request.draft);
    keep(&hand, keeping, |reads| {
        let of = body.of.map(|of| reads.packaging_version(of)).transpose()?;
        let before = if let Some(Body::PackagingRegistered(before)) = reads.kept(unit)? {
            Some(before)
        } else {
            None
        };
        // Records that turned out to be one item share their packagings.
        let head = reads.item_head(body.item)?;
        let facts = PackagingFacts {
            item_known: reads.item(body.item)?.is_some(),
            of: of
                .flatten()
                .filter(|(item, _, _)| *item == head)
                .map(|(_, level, base_units)| (level, base_units)),
            before,
        };
        let kept = rules::register_packaging(&facts, &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// Keeps a party.
pub(crate) fn register_party(context: &Context, request: RegisterParty) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainParties, None)?;
    names(&request.names)?;
    let body = PartyRegistered {
        id: request.id,
        kind: request.kind,
        names: request.names,
        iso: request.iso,
        eu_code: request.eu_code,
        donor: request.donor,
        affected: request.affected,
        synonyms: request
            .synonyms
            .iter()
            .map(|text| typed::optional_text(Some(text), "synonyms"))
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Party(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let iso = body.iso.as_deref().map(|iso| iso.trim().to_uppercase());
        let taken = reads
            .parties()?
            .iter()
            .any(|row| row.id != body.id && iso.is_some() && row.iso == iso);
        let kept = rules::register_party(taken, &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// Keeps a site.
pub(crate) fn register_site(context: &Context, request: RegisterSite) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainSites, None)?;
    typed::text(&request.name, "name")?;
    let body = SiteRegistered {
        id: request.id,
        code: request.code,
        name: request.name,
        kind: request.kind,
        country: request.country,
        time_zone: request.time_zone.trim().to_owned(),
        facilities: request.facilities,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Site(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let sites = reads.sites()?;
        let facts = SiteFacts {
            code_taken: sites
                .iter()
                .any(|row| row.id != body.id && row.code == body.code.trim()),
            code: reads.site(body.id)?.map(|row| row.code),
            time_zone_known: body.time_zone.parse::<chrono_tz::Tz>().is_ok(),
        };
        let kept = rules::register_site(&facts, &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// Keeps a norm.
pub(crate) fn register_norm(context: &Context, request: RegisterNorm) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::MaintainNorms, None)?;
    let body = NormRegistered {
        id: request.id,
        item: request.item,
        group: request.group,
        quantity: request.quantity,
        persons: request.persons,
        basis: request.basis,
        days: request.days,
        standard: typed::text(&request.standard, "standard")?,
        edition: typed::optional_text(request.edition.as_deref(), "edition")?,
        source: typed::text(&request.source, "source")?,
        checked_on: typed::optional_date(request.checked_on.as_deref(), "checked_on")?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Norm(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let item = body
            .item
            .map(|item| reads.item(item))
            .transpose()?
            .flatten();
        let groups = reads.item_groups()?;
        let known = item.is_some() || groups.iter().any(|row| Some(row.id) == body.group);
        let kept = rules::register_norm(known, &body, &hand.stamp()).map_err(|refusal| {
            let checked = matches!(refusal, rules::Refusal::Date(_));
            let problem = catalogue_problem(refusal);
            if checked {
                problem.at("checked_on")
            } else {
                problem
            }
        })?;
        Ok(kept.into())
    })
}

/// A site says what the catalogue ought to call an item.
pub(crate) fn propose_item(context: &Context, request: ProposeItem) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::ProposeItem, Some(request.site))?;
    names(&request.names)?;
    let body = ItemProposed {
        id: request.id,
        site: request.site,
        item: request.item,
        names: request.names,
    };
    let keeping = Keeping {
        reason: Some(typed::text(&request.reason, "reason")?),
        ..Keeping::new(&hand, body.id.0, Unit::Proposal(body.id), request.draft)
    };
    keep(&hand, keeping, |reads| {
        let now = reads.item(body.item)?.map(|row| row.names);
        let kept = rules::propose_item(now.as_ref(), &body).map_err(catalogue_problem)?;
        Ok(kept.into())
    })
}

/// The catalogue's owner adopts or declines a proposal; what is adopted is the item's text from then on.
pub(crate) fn settle_proposal(context: &Context, request: SettleProposal) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::SettleProposal, None)?;
    let reason = typed::text(&request.reason, "reason")?;
    hand.write(hand.today, None, |writing| {
        let rows = writing.reads().proposals()?;
        let row = rows
            .into_iter()
            .find(|row| row.id == request.proposal)
            .ok_or_else(|| Problem::new("proposal-unknown").at("proposal"))?;
        let kept = |repeated| Kept {
            id: RecordId(request.proposal.0),
            repeated,
        };
        if let Some(adopted) = row.adopted {
            return if adopted == request.adopt {
                Ok(kept(true))
            } else {
                Err(Problem::new("already-settled").at("proposal"))
            };
        }
        writing.because(Some(reason), None);
        let settled = ProposalSettled {
            proposal: request.proposal,
            adopted: request.adopt,
        };
        writing.record(settled, &[])?;
        let before = writing.reads().kept(Unit::Item(row.item))?;
        if let (true, Some(Body::ItemRegistered(item))) = (request.adopt, before) {
            let adopted = ItemRegistered {
                names: row.proposed,
                ..item
            };
            writing.record(adopted, &[])?;
        }
        Ok(kept(false))
    })
}

pub(crate) fn packaging(context: &Context, request: OfItem) -> Result<Vec<PackagingRow>, Problem> {
    read(context, |reads| reads.packaging(request.item))
}

pub(crate) fn norms(context: &Context, _: Nothing) -> Result<Vec<NormRow>, Problem> {
    read(context, |reads| reads.norms())
}

/// A site's people see their own proposals, the office those of all.
pub(crate) fn proposals(context: &Context, _: Nothing) -> Result<Vec<ProposalRow>, Problem> {
    read(context, |reads| reads.proposals())
}
