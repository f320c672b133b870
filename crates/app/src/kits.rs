//! Kits: what one contains, putting kits together, taking them apart.

use std::collections::BTreeMap;

use ledger::body::{Body, KitComponent, KitDefined};
use ledger::ids::{KitBuildId, LotId, PlaceId, SiteId};
use ledger::posting::{Condition, Node};
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::issue::{self, LotFacts};
use ledger::rules::kit::{
    self, BreakFacts, BreakRefusal, BreakRequest, BuildFacts, BuildRefusal, BuildRequest,
    DefineFacts, DefineRefusal, DefineRequest,
};
use ledger::rules::take::Taken;
use store::view::{KitLotView, KitRow};
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{ById, Nothing};
use crate::contract::requests_moves::{BreakKit, BuildKit, BySiteOrAll, DefineKit};
use crate::hand::{Hand, line_id};
use crate::lookups;
use crate::numbered;
use crate::problem::Problem;
use crate::taking;
use crate::transfers::too_many;
use crate::typed;

/// The newest version of every kit.
pub(crate) fn list(context: &Context, _: Nothing) -> Result<Vec<KitRow>, Problem> {
    context.read(|reads| reads.kits())
}

/// Lots of kits that a site has built.
pub(crate) fn lots(context: &Context, request: BySiteOrAll) -> Result<Vec<KitLotView>, Problem> {
    lookups::read_as(context, Action::ReadSite, request.site, |reads| {
        reads.kit_lots(request.site)
    })
}

/// A lot of kits, by its build or by the lot itself.
pub(crate) fn lot(context: &Context, request: ById) -> Result<KitLotView, Problem> {
    let found = context.read(|reads| {
        let build = reads.build_of(LotId(request.id.0))?;
        reads.kit_lot(build.unwrap_or(KitBuildId(request.id.0)))
    })?;
    found.ok_or_else(|| Problem::new("document-unknown").at("id"))
}

/// Defines the next version of a kit.
pub(crate) fn define(context: &Context, request: DefineKit) -> Result<Vec<KitRow>, Problem> {
    let hand = Hand::take(context, Action::DefineKit, None)?;
    typed::lines(request.components.len())?;
    let component = |one: &crate::contract::requests_moves::KitComponentRequest| KitComponent {
        item: one.item,
        quantity: one.quantity,
    };
    let asked = DefineRequest {
        id: request.id,
        item: request.item,
        components: request.components.iter().map(component).collect(),
    };
    hand.write(hand.today, None, |writing| {
        if let Some(before) = writing.reads().kit(asked.id)? {
            if (before.item, &before.components) == (asked.item, &asked.components) {
                return Ok(writing.reads().kits()?);
            }
            return Err(Problem::new("id-used").at("id").with("number", ""));
        }
        let facts = define_facts(&writing.reads(), &asked)?;
        let body: KitDefined = kit::define(&facts, &asked).map_err(|refusal| {
            define_problem(&hand, &writing.reads(), &asked, &refusal)
                .unwrap_or_else(|problem| problem)
        })?;
        writing.record(body, &[])?;
        Ok(writing.reads().kits()?)
    })
}

fn define_facts(reads: &Reads<'_>, asked: &DefineRequest) -> Result<DefineFacts, Problem> {
    let mut facts = DefineFacts {
        version: reads.kit_version(asked.item)?,
        ..DefineFacts::default()
    };
    let named = asked.components.iter().map(|one| one.item);
    for item in named.chain([asked.item]) {
        if reads.item(item)?.is_some() {
            facts.items.insert(item);
        }
    }
    Ok(facts)
}

fn define_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &DefineRequest,
    refusal: &DefineRefusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize, field: &str| format!("lines.{}.{field}", line - 1);
    Ok(match refusal {
        DefineRefusal::NoComponents => Problem::new("lines-missing").at("lines"),
        DefineRefusal::TooManyComponents { .. } => too_many(),
        DefineRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        DefineRefusal::UnknownKitItem(_) => Problem::new("item-unknown").at("item"),
        DefineRefusal::UnknownItem { line, .. } => {
            Problem::new("item-unknown").at(at(line, "item"))
        }
        DefineRefusal::ContainsItself { line } => {
            Problem::new("kit-in-itself").at(at(line, "item"))
        }
        DefineRefusal::DuplicateItem { line, item } => Problem::new("line-twice")
            .at(at(line, "item"))
            .with("item", taking::item_name(hand, reads, *item)?),
        DefineRefusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, asked.components[line - 1].quantity)
                .at(at(line, "quantity"))
        }
    })
}

/// Puts kits together, of named lots or of those that expire first.
pub(crate) fn build(context: &Context, request: BuildKit) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::MakeKits, Some(request.site))?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(&hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let kits = Quantity::new(request.quantity)
        .map_err(|refusal| typed::quantity_problem(refusal, request.quantity).at("quantity"))?;
    hand.post(
        request.id,
        occurred_on,
        None,
        |before| {
            let Body::KitBuilt(body) = &before.body else {
                return false;
            };
            (
                before.occurred_on,
                body.site,
                body.kit,
                body.quantity,
                body.place,
            ) == (
                occurred_on,
                request.site,
                request.kit,
                request.quantity,
                request.place,
            )
        },
        |writing| append_build(&hand, writing, &request, kits, occurred_on),
    )
}

fn append_build(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    request: &BuildKit,
    kits: Quantity,
    occurred_on: chrono::NaiveDate,
) -> Result<(), Problem> {
    let kit = writing.reads().kit(request.kit)?;
    let unknown = || Problem::new("kit-unknown").at("kit");
    let mut kit = kit.ok_or_else(unknown)?;
    for component in &mut kit.components {
        component.item = writing.reads().item_head(component.item)?;
    }
    let lines = if request.lines.is_empty() {
        choose(hand, &writing.reads(), request, &kit, kits, occurred_on)?
    } else {
        let reads = writing.reads();
        let named = request
            .lines
            .iter()
            .map(|line| named(&reads, request.site, line));
        named.collect::<Result<_, Problem>>()?
    };
    let facts = BuildFacts {
        goods: taking::facts(&writing.reads(), request.site, occurred_on, &lines, None)?,
        kit: Some(kit),
        already_posted: false,
    };
    let asked = BuildRequest {
        id: request.id,
        number: numbered::next(writing, request.site, "KIT", occurred_on)?,
        site: request.site,
        kit: request.kit,
        lot: LotId(line_id(request.id.0, 0)),
        quantity: kits.get(),
        place: request.place,
        occurred_on,
        lines,
    };
    let body = kit::build(&facts, &asked, &hand.stamp()).map_err(|refusal| {
        build_problem(hand, &writing.reads(), &refusal).unwrap_or_else(|problem| problem)
    })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

/// A lot that somebody names is meant as it lies there: where none of it is good, the rule says in which condition it is.
fn named(
    reads: &Reads<'_>,
    site: SiteId,
    line: &crate::contract::requests_moves::KitLotRequest,
) -> Result<Taken, Problem> {
    let mut condition = Condition::Good;
    for other in Condition::ALL.iter().rev() {
        let there = reads.balance(line.lot, Node::at(site, line.place), *other)?;
        if there > 0 {
            condition = *other;
        }
    }
    Ok(Taken {
        lot: line.lot,
        condition,
        place: line.place,
        quantity: line.quantity,
    })
}

/// First expired first out, component by component.
fn choose(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &BuildKit,
    kit: &KitDefined,
    kits: Quantity,
    occurred_on: chrono::NaiveDate,
) -> Result<Vec<Taken>, Problem> {
    let mut lines = Vec::new();
    for component in &kit.components {
        let too_large = |refusal| typed::quantity_problem(refusal, kits.get()).at("quantity");
        let needed = component.quantity.saturating_mul(kits.get());
        let needed = Quantity::new(needed).map_err(too_large)?;
        let lots = reads.available_lots(request.site, component.item)?;
        let lots: Vec<LotFacts> = lots
            .into_iter()
            .map(|lot| LotFacts {
                lot: lot.lot,
                place: lot.place,
                item: lot.item,
                expiry: lot.expiry,
                good: lot.good,
            })
            .collect();
        let picks = issue::pick_lots(&lots, needed, occurred_on);
        let picks = match picks {
            Ok(picks) => picks,
            Err(short) => {
                return Err(Problem::new("not-enough-stock")
                    .at("quantity")
                    .with("item", taking::item_name(hand, reads, component.item)?)
                    .with("available", short.available)
                    .with("asked", short.asked));
            }
        };
        lines.extend(picks.into_iter().map(|pick| Taken {
            lot: pick.lot,
            condition: Condition::Good,
            place: pick.place,
            quantity: pick.quantity,
        }));
    }
    Ok(lines)
}

fn build_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &BuildRefusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize| format!("lines.{}.lot", line - 1);
    Ok(match refusal {
        BuildRefusal::UnknownKit(_) => Problem::new("kit-unknown").at("kit"),
        BuildRefusal::TooManyLines { .. } => too_many(),
        BuildRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        BuildRefusal::Quantity(refusal) => typed::quantity_problem(*refusal, 0).at("quantity"),
        BuildRefusal::NotAComponent { line, item } => Problem::new("not-a-component")
            .at(at(line))
            .with("item", taking::item_name(hand, reads, *item)?),
        BuildRefusal::NotGood {
            line,
            lot,
            condition,
        } => Problem::new("not-good")
            .at(at(line))
            .with("item", taking::lot_name(hand, reads, *lot)?)
            .with("condition", taking::condition_word(*condition)),
        BuildRefusal::WrongQuantity {
            item,
            needed,
            given,
        } => Problem::new("kit-quantity")
            .at("lines")
            .with("item", taking::item_name(hand, reads, *item)?)
            .with("needed", needed)
            .with("given", given),
        BuildRefusal::Expired { line, lot, expiry } => Problem::new("component-expired")
            .at(at(line))
            .with("item", taking::lot_name(hand, reads, *lot)?)
            .with("date", expiry),
        BuildRefusal::Goods(refusal) => taking::problem(hand, reads, refusal)?,
        BuildRefusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}

/// Takes kits apart: their components return to their own lots and donors.
pub(crate) fn unbuild(context: &Context, request: BreakKit) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::MakeKits, Some(request.site))?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(&hand, occurred_on, "occurred_on", request.date_confirmed)?;
    hand.post(
        request.id,
        occurred_on,
        None,
        |before| {
            let Body::KitBroken(body) = &before.body else {
                return false;
            };
            (before.occurred_on, body.site, body.build)
                == (occurred_on, request.site, request.build)
                && (body.condition, body.place, body.quantity)
                    == (request.condition, request.place, request.quantity)
        },
        |writing| append_break(&hand, writing, &request, occurred_on),
    )
}

fn append_break(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    request: &BreakKit,
    occurred_on: chrono::NaiveDate,
) -> Result<(), Problem> {
    let facts = break_facts(&writing.reads(), request, request.place)?;
    let asked = BreakRequest {
        id: request.id,
        number: numbered::next(writing, request.site, "KTB", occurred_on)?,
        site: request.site,
        build: request.build,
        condition: request.condition,
        place: request.place,
        quantity: request.quantity,
        occurred_on,
    };
    let body = kit::unbuild(&facts, &asked, &hand.stamp()).map_err(|refusal| {
        break_problem(hand, &writing.reads(), request, &refusal).unwrap_or_else(|problem| problem)
    })?;
    writing.record(body, &[])?;
    Ok(())
}

fn break_facts(
    reads: &Reads<'_>,
    request: &BreakKit,
    place: Option<PlaceId>,
) -> Result<BreakFacts, Problem> {
    let build = reads.kit_built(request.build)?;
    let mut inside = BTreeMap::new();
    let mut there = 0;
    if let Some(build) = &build {
        let node = Node::at(request.site, place);
        there = reads.balance(build.lot, node, request.condition)?;
        for line in &build.lines {
            let lot = reads.canonical(line.lot)?;
            let held = reads.balance(lot, Node::KitWork(build.id), Condition::Good)?;
            inside.insert(line.lot, held);
        }
    }
    Ok(BreakFacts {
        build,
        inside,
        there,
        already_posted: false,
    })
}

fn break_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &BreakKit,
    refusal: &BreakRefusal,
) -> Result<Problem, Problem> {
    let name = |item| taking::item_name(hand, reads, item);
    Ok(match refusal {
        BreakRefusal::UnknownBuild(_) => Problem::new("kit-build-unknown").at("build"),
        BreakRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        BreakRefusal::Quantity(refusal) => {
            typed::quantity_problem(*refusal, request.quantity).at("quantity")
        }
        BreakRefusal::NotEnough { available, asked } => {
            let build = reads.kit_built(request.build)?;
            let item = build.map(|build| name(build.item)).transpose()?;
            Problem::new("not-enough-stock")
                .at("quantity")
                .with("item", item.unwrap_or_default())
                .with("available", available)
                .with("asked", asked)
        }
        BreakRefusal::NotInside {
            item,
            inside,
            needed,
        } => Problem::new("kit-empty")
            .at("quantity")
            .with("item", name(*item)?)
            .with("inside", inside)
            .with("needed", needed),
        BreakRefusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}
