//! Recording activations and offers.

use ledger::body::{ActivationRecorded, OfferLine, OfferReceived, OfferSource, Title};
use ledger::ids::*;
use ledger::quantity::{Qualifier, StatedQuantity};
use ledger::rules::{activation, offer};

use crate::world::{check, day, nothing_stated, outcome, stamp, uuid};

fn offered() -> OfferReceived {
    let line = OfferLine {
        id: OfferLineId(uuid("offer-line")),
        text: " blankets ".to_owned(),
        group: None,
        item: Some(ItemId(uuid("blankets"))),
        quantity: StatedQuantity::not_stated(),
        title: Title::Gift,
        detail: None,
    };
    OfferReceived {
        id: OfferId(uuid("offer")),
        activation: ActivationId(uuid("activation")),
        donor: PartyId(uuid("estonia")),
        source: OfferSource::Cecis,
        offered_on: Some(day("2021-07-19")),
        value: nothing_stated(),
        lines: vec![line],
        reference: None,
        terms: None,
    }
}

fn facts() -> offer::Facts {
    let group = ItemGroupId(uuid("group-blankets"));
    offer::Facts {
        activation_known: true,
        activation_closed: None,
        is_donor: true,
        items: [(ItemId(uuid("blankets")), group)].into(),
        groups: [group, ItemGroupId(uuid("group-tents"))].into(),
        already_posted: false,
    }
}

#[test]
fn an_offer_without_numbers_is_an_offer() {
    let body = offer::record(&facts(), &offered(), day("2021-07-20"), &stamp("ona")).expect("fine");
    assert_eq!(body.lines[0].quantity.value, None, "unknown is never 0");
    assert_eq!(body.lines[0].text, "blankets");
    assert_eq!(
        body.lines[0].group,
        Some(ItemGroupId(uuid("group-blankets"))),
        "the item's own group"
    );
}

#[test]
fn offers_that_do_not_hold_together() {
    type Change = fn(&mut offer::Facts, &mut OfferReceived);
    let cases: &[(Change, &str)] = &[
        (
            |facts, _| facts.activation_known = false,
            "activation activation is not known",
        ),
        (
            |facts, _| facts.is_donor = false,
            "party estonia is not a donor of this operation",
        ),
        (
            |facts, _| facts.already_posted = true,
            "offer offer was recorded before",
        ),
        (
            |facts, _| facts.items.clear(),
            "line 1: item blankets is not known",
        ),
        (|_, offer| offer.lines.clear(), "the offer has no line"),
        (
            |_, offer| offer.lines[0].text = " ".to_owned(),
            "line 1: the donor's words are missing",
        ),
        (
            |_, offer| offer.lines.push(offer.lines[0].clone()),
            "line 2: line id offer-line stands twice",
        ),
        (
            |_, offer| offer.lines[0].group = Some(ItemGroupId(uuid("group-tents"))),
            "line 1: item blankets is not of group group-tents",
        ),
        (
            |_, offer| offer.lines[0].group = Some(ItemGroupId(uuid("beds"))),
            "line 1: item group beds is not known",
        ),
        (
            |_, offer| {
                offer.lines[0].quantity = StatedQuantity {
                    value: Some(0),
                    qualifier: Qualifier::Exact,
                }
            },
            "line 1: the quantity is zero",
        ),
        (
            |_, offer| offer.lines[0].quantity.value = Some(5),
            "line 1: a quantity that is not stated has no number",
        ),
        (
            |_, offer| offer.value.minor = Some(0),
            "an amount that is not stated has no number",
        ),
        (
            |_, offer| offer.offered_on = Some(day("0024-07-19")),
            "the year 24 is not between 1990 and 2100",
        ),
    ];
    for (change, expected) in cases {
        let (mut facts, mut offer) = (facts(), offered());
        change(&mut facts, &mut offer);
        let found = outcome(offer::record(
            &facts,
            &offer,
            day("2021-07-20"),
            &stamp("ona"),
        ));
        assert_eq!(found, *expected);
    }
}

#[test]
fn activations() {
    let good = ActivationRecorded {
        id: ActivationId(uuid("activation")),
        requesting_state: PartyId(uuid("lithuania")),
        ucpm_number: None,
        hazard: "migration pressure".to_owned(),
        requested_on: day("2021-07-15"),
        source: None,
        stage: None,
        glide: None,
        note: None,
    };
    let facts = activation::Facts {
        state_is_affected: true,
        ..activation::Facts::default()
    };
    let judge = |facts: &activation::Facts, body: &ActivationRecorded| {
        outcome(activation::record(facts, body, &stamp("ona")))
    };
    assert_eq!(judge(&facts, &good), "ok");
    let czech = ActivationRecorded {
        requesting_state: PartyId(uuid("czechia")),
        ..good.clone()
    };
    let unaffected = activation::Facts::default();
    assert_eq!(
        judge(&unaffected, &czech),
        "party czechia is not an affected state of this operation"
    );
    let nameless = ActivationRecorded {
        hazard: String::new(),
        ..good.clone()
    };
    assert_eq!(judge(&facts, &nameless), "the hazard is not named");
    let posted = activation::Facts {
        already_posted: true,
        ..facts.clone()
    };
    assert_eq!(
        judge(&posted, &good),
        "activation activation was recorded before"
    );
    let other = activation::Facts {
        same_number: Some(ActivationId(uuid("offer"))),
        ..facts.clone()
    };
    assert_eq!(judge(&other, &good), "activation offer has this number");
    let noted = ActivationRecorded {
        glide: Some(" CE-2021-000100-LTU ".to_owned()),
        note: Some(" As published ".to_owned()),
        ..good.clone()
    };
    let kept = activation::record(&facts, &noted, &stamp("ona")).expect("recorded");
    assert_eq!(kept.glide.as_deref(), Some("CE-2021-000100-LTU"));
    assert_eq!(kept.note.as_deref(), Some("As published"));
    let future = ActivationRecorded {
        requested_on: day("2021-07-27"),
        ..good
    };
    assert_eq!(
        judge(&facts, &future),
        "2021-07-27 is after today, 2021-07-26"
    );
}

#[test]
fn a_glide_number_has_its_shape_or_is_refused() {
    let table = "
        CE-2021-000100-LTU  | ok
        FL-2024-000199-CZE  | ok
        CE-2021-000100      | refused
        CE-2021-100-LTU     | refused
        CE-21-000100-LTU    | refused
        CEX-2021-000100-LTU | refused
        C1-2021-000100-LTU  | refused
        CE-2021-00010O-LTU  | refused
        CE-2021-000100-LT   | refused
        CE-2021-000100-L7U  | refused
        ce-2021-000100-ltu  | refused
        CE 2021 000100 LTU  | refused
        CE-2021-000100-LTU- | refused
        ČE-2021-000100-LTU  | refused";
    let facts = activation::Facts {
        state_is_affected: true,
        ..activation::Facts::default()
    };
    check(table, |row| {
        let body = ActivationRecorded {
            id: ActivationId(uuid("activation")),
            requesting_state: PartyId(uuid("lithuania")),
            ucpm_number: None,
            hazard: "migration pressure".to_owned(),
            requested_on: day("2021-07-15"),
            source: None,
            stage: None,
            glide: Some(row[0].to_owned()),
            note: None,
        };
        match activation::record(&facts, &body, &stamp("ona")) {
            Ok(recorded) if recorded.glide == body.glide => "ok".to_owned(),
            Err(activation::Refusal::NotGlide(given)) if given == row[0] => "refused".to_owned(),
            other => panic!("{other:?}"),
        }
    });
}
