//! What each person does, in the order it happened. Each function is one person's part on one device, signed in.

use anyhow::{Context as _, Result, ensure};
use app::Context;
use app::contract::replies::Posted;
use app::contract::requests::{
    AcceptanceLineRequest, BySite, ConfirmAcceptance, IssueLineRequest, MatchLineRequest,
    MatchReceipt, OfferLineRequest, PostIssue, PostReceipt, ProposeAcceptance, ReceiptLineRequest,
    RecordActivation, RecordAllocation, RecordDecision, RecordOffer, RecordStatedTotal, Reverse,
};
use app::source::SetClock;
use chrono::DateTime;
use ledger::amount::Amount;
use ledger::body::{ActivationStart, AllocationState, Instrument, OfferSource, Title};
use ledger::ids::{
    AcceptanceId, ActivationId, AllocationId, DecisionId, IssueId, MatchId, OfferId, OfferLineId,
    PartyId, ReceiptId, StatedTotalId,
};
use ledger::quantity::{Qualifier, StatedQuantity};
use store::view::{MatchProposal, StockRow};
use uuid::Uuid;

use super::DONORS;
use super::ids::{consignment, document, item, party, point, site};
use super::people;
use crate::ask::{ask, fetch};

const SOURCE: &str = "JOIN(2021) 32 final, 23.11.2021";
/// The source's own words: it gives no quantity for any donor.
const KINDS: &str = "tents, beds, heating systems, electric generators, bedding, food-rations and other in-kind assistance";

/// Sets a device's clock to a moment of 2021, written in RFC 3339.
fn at(clock: &SetClock, moment: &str) -> Result<()> {
    clock.set(DateTime::parse_from_rfc3339(moment)?.to_utc());
    Ok(())
}

/// The donors that were published on 23 July 2021, as the press named them.
pub const TWELVE: &[&str] = &[
    "AT", "HR", "CZ", "EE", "FI", "GR", "LV", "PL", "SK", "SI", "SE", "NO",
];
/// Who made it nineteen countries on 22 September 2021. The number was published, not the names: which of the twenty came
/// later is made up for the demonstration.
pub const SEVEN: &[&str] = &["DK", "FR", "DE", "IT", "LU", "NL", "PT"];
/// The last of the twenty that the paper of 23 November 2021 names.
pub const LAST: &[&str] = &["MT"];

/// The coordinator: the activation, twenty offers, and the Czech one accepted for Pabradė by two people.
///
/// # Errors
/// A call that is refused.
pub fn coordinator(context: &Context, clock: &SetClock) -> Result<()> {
    at(clock, "2021-07-15T12:00:00Z")?;
    activation(context)?;
    at(clock, "2021-07-23T09:00:00Z")?;
    let all: Vec<&str> = DONORS.iter().map(|(iso, _, _)| *iso).collect();
    offers(context, &all)?;
    accept(context)
}

/// Lithuania's activation of 15 July 2021.
///
/// # Errors
/// A call that is refused.
pub fn activation(context: &Context) -> Result<()> {
    let request = RecordActivation {
        id: ActivationId(document("activation")),
        requesting_state: party("LT"),
        ucpm_number: None,
        glide: None,
        note: None,
        hazard: "Migration pressure at the border with Belarus".to_owned(),
        requested_on: "2021-07-15".to_owned(),
        source: Some(SOURCE.to_owned()),
        date_confirmed: false,
        stage: None,
        draft: None,
    };
    let _: Posted = ask(context, "record_activation", &request).context("the activation")?;
    Ok(())
}

/// Poland and Latvia may activate and have not.
///
/// # Errors
/// A call that is refused.
pub fn watched(context: &Context) -> Result<()> {
    for iso in ["PL", "LV"] {
        let request = RecordActivation {
            id: ActivationId(document(&format!("activation/{iso}"))),
            requesting_state: party(iso),
            ucpm_number: None,
            glide: None,
            note: None,
            hazard: "Migration pressure at the border with Belarus".to_owned(),
            requested_on: "2021-11-23".to_owned(),
            source: Some(SOURCE.to_owned()),
            date_confirmed: false,
            stage: Some(ActivationStart::Monitoring),
            draft: None,
        };
        let _: Posted = ask(context, "record_activation", &request).context(iso)?;
    }
    Ok(())
}

/// What these donors offer.
///
/// # Errors
/// A call that is refused.
pub fn offers(context: &Context, donors: &[&str]) -> Result<()> {
    let activation = ActivationId(document("activation"));
    for iso in donors {
        let _: Posted = ask(context, "record_offer", &offer(activation, iso)?)
            .with_context(|| (*iso).to_owned())?;
    }
    Ok(())
}

fn offer(activation: ActivationId, iso: &str) -> Result<RecordOffer> {
    let (lines, value, reference) = if iso == "CZ" {
        let lines = consignment().into_iter().zip([
            "tents",
            "folding beds with mattresses",
            "blankets",
            "heaters",
            "sleeping bags",
        ]);
        let lines = lines.enumerate().map(|(at, ((item, pieces), text))| {
            Ok(OfferLineRequest {
                id: OfferLineId(document(&format!("offer/CZ/{at}"))),
                text: text.to_owned(),
                group: None,
                item: Some(item),
                quantity: StatedQuantity::stated(pieces, Qualifier::Exact)?,
                title: Title::Gift,
                detail: None,
            })
        });
        (
            lines.collect::<Result<Vec<_>>>()?,
            about_125_000()?,
            "mzv.cz/vilnius",
        )
    } else {
        let line = OfferLineRequest {
            id: OfferLineId(document(&format!("offer/{iso}/0"))),
            text: KINDS.to_owned(),
            group: None,
            item: None,
            quantity: StatedQuantity::not_stated(),
            title: Title::Gift,
            detail: None,
        };
        (vec![line], Amount::not_stated("EUR")?, SOURCE)
    };
    Ok(RecordOffer {
        id: OfferId(document(&format!("offer/{iso}"))),
        activation,
        donor: party(iso),
        source: OfferSource::Cecis,
        // The sources give no day on which an offer was made.
        offered_on: None,
        value,
        reference: Some(reference.to_owned()),
        lines,
        date_confirmed: false,
        terms: None,
        draft: None,
    })
}

fn about_125_000() -> Result<Amount> {
    Ok(Amount::new(Some(12_500_000), "EUR", Qualifier::Around)?)
}

/// The Czech offer accepted whole for Pabradė: one coordinator proposes, the other confirms.
///
/// # Errors
/// A call that is refused.
pub fn accept(context: &Context) -> Result<()> {
    let lines = consignment()
        .into_iter()
        .enumerate()
        .map(|(at, (item, quantity))| AcceptanceLineRequest {
            offer_line: OfferLineId(document(&format!("offer/CZ/{at}"))),
            item,
            quantity,
            site: site("PAB"),
        });
    let acceptance = AcceptanceId(document("acceptance/CZ"));
    let request = ProposeAcceptance {
        id: acceptance,
        offer: OfferId(document("offer/CZ")),
        lines: lines.collect(),
        conditions: None,
    };
    let _: Posted = ask(context, "propose_acceptance", &request).context("the proposal")?;
    let request = ConfirmAcceptance {
        acceptance,
        approver: people::SECOND.id(),
        pin: people::SECOND.pin.to_owned(),
    };
    let _: Posted = ask(context, "confirm_acceptance", &request).context("the confirmation")?;
    Ok(())
}

/// The fund officer: one decision from two sources, allocations beside the totals the paper states.
///
/// # Errors
/// A call that is refused.
pub fn funds(context: &Context) -> Result<()> {
    let decision = amif(context)?;
    let exact = |euros: i64| Amount::exact(euros * 100, "EUR");
    let amif = allocation(
        "AMIF",
        Instrument::Amif,
        "Emergency assistance, Lithuania",
        exact(36_700_000)?,
    );
    let amif = RecordAllocation {
        decision: Some(decision),
        recipient: Some(party("LT")),
        state: AllocationState::Assigned,
        ..amif
    };
    let dref = allocation(
        "DREF",
        Instrument::Dref,
        "Contribution to the DREF for the Belarus Red Cross",
        exact(200_000)?,
    );
    let dref = RecordAllocation {
        recipient: Some(party("IFRC")),
        state: AllocationState::Assigned,
        ..dref
    };
    let small = allocation(
        "SST",
        Instrument::SmallScaleTool,
        "Emergency assistance through international organisations such as IOM, UNHCR, IFRC",
        exact(500_000)?,
    );
    let returns = allocation(
        "returns",
        Instrument::NotStated,
        "Assisted voluntary returns",
        Amount::new(Some(250_000_000), "EUR", Qualifier::UpTo)?,
    );
    let reintegration = allocation(
        "reintegration",
        Instrument::NotStated,
        "Voluntary return and reintegration, in cooperation with the IOM",
        Amount::new(Some(100_000_000), "EUR", Qualifier::Around)?,
    );
    for request in [amif, dref, small, returns, reintegration] {
        let _: Posted =
            ask(context, "record_allocation", &request).with_context(|| request.purpose.clone())?;
    }
    total(
        context,
        "humanitarian",
        "Humanitarian funding mobilised",
        exact(700_000)?,
        ["DREF", "SST"],
    )?;
    let ceiling = Amount::new(Some(350_000_000), "EUR", Qualifier::UpTo)?;
    total(
        context,
        "returnees",
        "Support to voluntary returnees",
        ceiling,
        ["returns", "reintegration"],
    )
}

/// The AMIF decision, mentioned twice and recorded once.
fn amif(context: &Context) -> Result<DecisionId> {
    let decision = DecisionId(document("decision/AMIF"));
    let request = RecordDecision {
        id: decision,
        instrument: Instrument::Amif,
        title: "Emergency assistance for asylum procedures and reception conditions".to_owned(),
        reference: None,
        decided_on: None,
        amount: Amount::exact(3_670_000_000, "EUR")?,
        beneficiary: Some(party("LT")),
        sources: vec![
            format!(
                "{SOURCE}: “a decision on emergency aid from the Asylum, Migration and Integration Fund”"
            ),
            format!("{SOURCE}: “the €36.7 million in emergency aid now under way in Lithuania”"),
        ],
        date_confirmed: false,
        draft: None,
    };
    let _: Posted = ask(context, "record_decision", &request).context("the AMIF decision")?;
    Ok(decision)
}

fn allocation(
    word: &str,
    instrument: Instrument,
    purpose: &str,
    amount: Amount,
) -> RecordAllocation {
    RecordAllocation {
        id: AllocationId(document(&format!("allocation/{word}"))),
        decision: None,
        instrument,
        purpose: purpose.to_owned(),
        recipient: None::<PartyId>,
        amount,
        state: AllocationState::Available,
        sources: vec![SOURCE.to_owned()],
        draft: None,
    }
}

fn total(
    context: &Context,
    word: &str,
    title: &str,
    amount: Amount,
    parts: [&str; 2],
) -> Result<()> {
    let request = RecordStatedTotal {
        id: StatedTotalId(document(&format!("total/{word}"))),
        title: title.to_owned(),
        amount,
        parts: parts
            .map(|part| AllocationId(document(&format!("allocation/{part}"))))
            .to_vec(),
        source: SOURCE.to_owned(),
        draft: None,
    };
    let _: Posted =
        ask(context, "record_stated_total", &request).with_context(|| title.to_owned())?;
    Ok(())
}

/// The store keeper, who cannot see the acceptance yet: the consignment arrives unannounced, blankets are issued, and a
/// wrong issue is corrected by a reversal.
///
/// # Errors
/// A call that is refused, or a stock that does not come out.
pub fn keeper(context: &Context, clock: &SetClock) -> Result<()> {
    at(clock, "2021-07-24T13:10:00Z")?;
    let _: Posted = ask(context, "post_receipt", &receipt()?).context("the receipt")?;
    at(clock, "2021-07-25T07:30:00Z")?;
    let blankets = issue("issue/blankets", 1, "BLANKET", 120);
    let _: Posted = ask(context, "post_issue", &blankets).context("the issue of blankets")?;
    let wrong: Posted = ask(
        context,
        "post_issue",
        &issue("issue/wrong", 2, "SLEEPING-BAG", 50),
    )?;
    let request = Reverse {
        document: wrong.id,
        reason: "Entered for the wrong block".to_owned(),
        occurred_on: "2021-07-25".to_owned(),
        date_confirmed: false,
    };
    let _: Posted = ask(context, "reverse", &request).context("the reversal")?;
    let stock: Vec<StockRow> = ask(context, "stock", &BySite { site: site("PAB") })?;
    let blankets = stock
        .iter()
        .find(|row| row.item == item("BLANKET"))
        .context("blankets in stock")?;
    ensure!(
        (blankets.good, blankets.damaged) == (368, 12),
        "blankets: {} and {}",
        blankets.good,
        blankets.damaged
    );
    Ok(())
}

/// The receipt of 24 July 2021: 488 blankets good, 12 damaged, everything else good.
///
/// # Errors
/// Never; the declared value is in order.
pub fn receipt() -> Result<PostReceipt> {
    let line = |(kind, pieces): (ledger::ids::ItemId, i64)| {
        let damaged = if kind == item("BLANKET") { 12 } else { 0 };
        ReceiptLineRequest {
            place: None,
            item: kind,
            batch: None,
            expiry: None,
            acceptance_line: None,
            consignment_line: None,
            expected: None,
            good: pieces - damaged,
            damaged,
            refused: 0,
            reason: (damaged > 0).then(|| "Wet in transport".to_owned()),
            packed: None,
        }
    };
    Ok(PostReceipt {
        id: ReceiptId(document("receipt/CZ")),
        site: site("PAB"),
        donor: party("CZ"),
        origin: None,
        acceptance: None,
        consignment: None,
        occurred_on: "2021-07-24".to_owned(),
        handed_over_on: Some("2021-07-24".to_owned()),
        paper: None,
        declared_value: about_125_000()?,
        lines: consignment().map(line).to_vec(),
        date_confirmed: false,
        draft: None,
    })
}

/// An issue to a dormitory block of Pabradė on 25 July 2021.
#[must_use]
pub fn issue(word: &str, block: u8, code: &str, quantity: i64) -> PostIssue {
    PostIssue {
        served: None,
        id: IssueId(document(word)),
        site: site("PAB"),
        point: point("PAB", block),
        occurred_on: "2021-07-25".to_owned(),
        lines: vec![IssueLineRequest {
            reason: None,
            item: item(code),
            lot: None,
            quantity,
            packed: None,
        }],
        date_confirmed: false,
        reservation: None,
        draft: None,
    }
}

/// The coordinator links the unannounced receipt to the Czech acceptance, as proposed.
///
/// # Errors
/// No proposal, or a call that is refused.
pub fn link(context: &Context, clock: &SetClock) -> Result<()> {
    at(clock, "2021-07-26T08:00:00Z")?;
    let proposals: Vec<MatchProposal> = fetch(context, "match_proposals")?;
    let proposal = proposals
        .first()
        .context("an unannounced receipt to link")?;
    let line = |line: &store::view::MatchProposalLine| {
        line.acceptance_line
            .map(|acceptance_line| MatchLineRequest {
                lot: line.lot,
                acceptance_line,
                quantity: line.quantity,
                consignment_line: line.consignment_line,
            })
    };
    let request = MatchReceipt {
        id: MatchId(document("match/CZ")),
        receipt: proposal.receipt,
        acceptance: proposal
            .acceptance
            .context("an acceptance that answers the receipt")?,
        lines: proposal.lines.iter().filter_map(line).collect(),
    };
    let _: Posted = ask(context, "match_receipt", &request).context("the link")?;
    Ok(())
}

/// Ids of the story's documents, for tests that look them up: `receipt/CZ`, `issue/blankets`, `acceptance/CZ`.
#[must_use]
pub fn id_of(word: &str) -> Uuid {
    document(word)
}
