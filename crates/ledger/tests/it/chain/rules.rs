//! Rules of what is announced, asked for, reduced and planned.

use super::*;

fn left() -> consign::Facts {
    let line = |item: &str, site: &str, left| consign::LineFacts {
        item: ItemId(uuid(item)),
        site: SiteId(uuid(site)),
        left,
    };
    consign::Facts {
        acceptance: Some(consign::AcceptanceFacts {
            donor: PartyId(uuid("czechia")),
            confirmed: true,
            lines: [
                (
                    AcceptanceLineId(uuid("al-1")),
                    line("blankets", "pabrade", 30),
                ),
                (AcceptanceLineId(uuid("al-2")), line("tents", "rukla", 5)),
            ]
            .into(),
        }),
        transport_known: false,
        packagings: std::collections::BTreeMap::new(),
    }
}

#[test]
fn what_may_be_announced() {
    let table = "
        al-1 blankets 30                     | ok
        al-1 blankets 31                     | line 1: 31 announced where 30 are left to send
        al-1 blankets 20, al-1 blankets 11   | line 2: 11 announced where 10 are left to send
        al-1 tents 1                         | line 1: item blankets was accepted, tents is given
        al-2 tents 1                         | line 1: accepted for site rukla, not pabrade
        al-3 tents 1                         | line 1: acceptance line al-3 is not of this acceptance
        al-1 blankets 0                      | line 1: the quantity is zero
    ";
    check(table, |cells| {
        outcome(consign::announce(&left(), &consignment(cells[0])))
    });
    let unit = |sscc: &str, packaging: &str, count| HandlingUnit {
        sscc: given(sscc).map(str::to_owned),
        packaging: packaging.to_owned(),
        count,
        weight_g: Some(1),
        volume_dm3: None,
    };
    let with = |units| {
        outcome(consign::announce(
            &left(),
            &ConsignmentAnnounced {
                units: vec![units],
                ..consignment("al-1 blankets 1")
            },
        ))
    };
    assert_eq!(with(unit("106141412345678908", "pallet", 10)), "ok");
    assert_eq!(
        with(unit("-", " ", 10)),
        "unit 1: the packaging is not named"
    );
    assert_eq!(
        with(unit("-", "pallet", 0)),
        "unit 1: a count, weight or volume is out of range"
    );
    assert!(with(unit("106141412345678907", "pallet", 1)).contains("is no SSCC"));
    let transport = ConsignmentAnnounced {
        transport: Some(TransportId(uuid("offer"))),
        ..consignment("al-1 blankets 1")
    };
    assert_eq!(
        outcome(consign::announce(&left(), &transport)),
        "transport offer is not known"
    );
    let mut unconfirmed = left();
    unconfirmed.acceptance.as_mut().expect("there").confirmed = false;
    assert_eq!(
        outcome(consign::announce(
            &unconfirmed,
            &consignment("al-1 blankets 1")
        )),
        "acceptance acceptance is not confirmed"
    );
    assert_eq!(
        outcome(consign::announce(
            &consign::Facts::default(),
            &consignment("al-1 blankets 1")
        )),
        "acceptance acceptance is not known"
    );
}

#[test]
fn a_request_waits_for_the_activation_and_follows_its_own_version() {
    // activation | version and stage that stand | version given | outcome
    let table = "
        activated  | -         | 1 | ok
        monitoring | -         | 1 | the Mechanism is only watched there: activate first
        closed     | -         | 1 | the activation is closed
        -          | -         | 1 | the activation is not known
        activated  | -         | 2 | version 2 does not follow version 0
        activated  | 1 open    | 2 | ok
        activated  | 1 draft   | 2 | ok
        activated  | 2 open    | 2 | version 2 does not follow version 2
        activated  | 1 closed  | 2 | a request that is Closed is not amended
    ";
    check(table, |cells| {
        let stands = given(cells[1]).map(|text| {
            let (version, stage) = text.split_once(' ').expect("two words");
            let stage = match stage {
                "open" => RequestStage::Open,
                "draft" => RequestStage::Draft,
                _ => RequestStage::Closed,
            };
            (version.parse().expect("a number"), stage)
        });
        let facts = request::Facts {
            activation: match cells[0] {
                "activated" => Some(ActivationStage::Activated),
                "monitoring" => Some(ActivationStage::Monitoring),
                "closed" => Some(ActivationStage::Closed),
                _ => None,
            },
            stands,
            ..request::Facts::default()
        };
        let given = version(cells[2].parse().expect("a number"));
        outcome(request::record(
            &facts,
            &given,
            day("2021-07-20"),
            &stamp("jonas"),
        ))
    });
}

#[test]
fn what_a_line_of_a_request_must_say() {
    let facts = request::Facts {
        activation: Some(ActivationStage::Activated),
        ..request::Facts::default()
    };
    let judge = |change: &dyn Fn(&mut RequestRecorded)| {
        let mut given = version(1);
        change(&mut given);
        outcome(request::record(
            &facts,
            &given,
            day("2021-07-20"),
            &stamp("jonas"),
        ))
    };
    assert_eq!(judge(&|one| one.lines.clear()), "the request has no line");
    assert_eq!(
        judge(&|one| one.title = " ".to_owned()),
        "the title is missing"
    );
    assert_eq!(
        judge(&|one| one.lines[0].text.clear()),
        "line 1: what is needed is not said"
    );
    assert_eq!(
        judge(&|one| one.lines[0].item = Some(ItemId(uuid("beds")))),
        "line 1: item beds is not known"
    );
    assert_eq!(
        judge(&|one| one.lines[0].site = Some(SiteId(uuid("rukla")))),
        "line 1: site rukla is not known"
    );
    assert!(judge(&|one| one.lines.push(one.lines[0].clone())).contains("stands twice"));
}

#[test]
fn less_is_taken_only_of_what_has_not_come() {
    // left | answered | asked | reason | outcome
    let table = "
        500 | 0   | 300 | spoilt | ok
        500 | 0   | 500 | spoilt | line 1: 500 is not less than 500
        500 | 0   | -1  | spoilt | line 1: -1 is not less than 500
        500 | 400 | 300 | spoilt | line 1: 400 have come or are under way, more than 300
        500 | 0   | 300 | -      | the reduction needs a reason
    ";
    check(table, |cells| {
        let facts = reduce::Facts {
            stage: AcceptanceStage::Confirmed,
            lines: [(
                AcceptanceLineId(uuid("al-1")),
                reduce::LineFacts {
                    left: number(cells[0]),
                    answered: number(cells[1]),
                },
            )]
            .into(),
        };
        let asked = reduce::Request {
            id: ReductionId(uuid("r1")),
            acceptance: AcceptanceId(uuid("acceptance")),
            occurred_on: day("2021-07-26"),
            reason: given(cells[3]).map(str::to_owned),
            lines: reduction("r1", "al-1", number(cells[2])).lines,
        };
        outcome(reduce::reduce(Some(&facts), &asked, &stamp("jonas")))
    });
}

#[test]
fn a_transport_names_its_rate_and_the_law() {
    // per cent | legal basis | outcome
    let table = "
        75      | Article 23 | ok
        37.5    | Article 23 | ok
        100.00  | Article 23 | ok
        100.01  | Article 23 | 100.01 is not a rate between 0 and 100 per cent
        7,5     | Article 23 | 7,5 is not a rate between 0 and 100 per cent
        -75     | Article 23 | -75 is not a rate between 0 and 100 per cent
        1e1     | Article 23 | 1e1 is not a rate between 0 and 100 per cent
        75      | -          | a rate needs its legal basis
    ";
    let facts = transport::Facts {
        activation: Some(ActivationStage::Activated),
        is_donor: true,
    };
    let planned = |percent: &str, basis: &str| TransportPlanned {
        id: TransportId(uuid("transport")),
        activation: ActivationId(uuid("activation")),
        donor: PartyId(uuid("czechia")),
        organiser: Organiser::Donor,
        title: "Trucks".to_owned(),
        planned_start: None,
        co_financing: Some(CoFinancing {
            percent: percent.to_owned(),
            legal_basis: basis.to_owned(),
        }),
    };
    check(table, |cells| {
        let basis = given(cells[1]).unwrap_or_default();
        outcome(transport::plan(&facts, &planned(cells[0], basis)))
    });
    let one = planned("75", "Article 23");
    assert_eq!(
        outcome(transport::plan(&transport::Facts::default(), &one)),
        "the activation is not known"
    );
    let watched = transport::Facts {
        activation: Some(ActivationStage::Monitoring),
        is_donor: true,
    };
    assert_eq!(
        outcome(transport::plan(&watched, &one)),
        "the activation is Monitoring"
    );
}

#[test]
fn i_08_packs_come_to_what_is_announced() {
    let judge = |packed| {
        let facts = consign::Facts {
            packagings: crate::packed::cartons_of_twenty(),
            ..left()
        };
        let mut asked = consignment("al-1 blankets 25");
        asked.lines[0].packed = packed;
        consign::announce(&facts, &asked)
    };
    let body = judge(crate::packed::cartons(1, 5)).expect("taken");
    assert_eq!(body.lines[0].packed, crate::packed::cartons(1, 5));
    assert_eq!(
        outcome(judge(crate::packed::cartons(1, 0))),
        "line 1: 1 packs and 0 loose come to 20, and the line says 25"
    );
}
