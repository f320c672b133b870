//! The stages of every record, as text; and what is derived from acceptances, receipts and dates.

use std::fmt::Debug;

use ledger::stages::{
    ActivationStage, ConsignmentStage, DiscrepancyStage, LineReceived, OfferStage, OfferStanding,
    RequestStage, Stages, TransportDates, TransportStage, consignment_stage,
};

use crate::world::{check, day, given, number};

fn text<S: Stages + Debug>() -> Vec<String> {
    let row = |(from, to): &(S, &[S])| {
        let next: Vec<String> = to.iter().map(|one| format!("{one:?}")).collect();
        format!("{from:?} -> {}", next.join(" "))
            .trim_end()
            .to_owned()
    };
    S::TABLE.iter().map(row).collect()
}

fn is<S: Stages + Debug>(expected: &str) {
    let lines: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(text::<S>(), lines);
}

#[test]
fn where_each_record_may_go() {
    is::<ActivationStage>(
        "Monitoring -> Activated Closed
         Activated -> OperationsEnded
         OperationsEnded -> Activated Closed
         Closed ->",
    );
    is::<RequestStage>(
        "Draft -> Sent Withdrawn
         Sent -> Open Amended Closed Withdrawn
         Open -> Amended Fulfilled Closed Withdrawn
         Amended -> Open Closed Withdrawn Amended
         Fulfilled -> Open Closed
         Closed ->
         Withdrawn ->",
    );
    is::<OfferStage>(
        "Received -> UnderReview Declined Withdrawn
         UnderReview -> Declined Withdrawn
         PartlyAccepted ->
         Accepted ->
         Declined -> UnderReview Withdrawn
         Withdrawn ->
         Expired ->",
    );
    is::<TransportStage>(
        "Planned -> Notified Running
         Notified -> Running Rejected
         Running -> Ended Applied
         Ended -> Applied Granted Rejected
         Applied -> Ended Granted Rejected
         Granted -> Settled
         Settled ->
         Rejected ->",
    );
    is::<ConsignmentStage>(
        "Planned -> Packed Dispatched Diverted Delayed Closed
         Packed -> Dispatched Diverted Delayed Closed
         Dispatched -> InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed
         InTransit -> AtBorder Arrived Diverted Delayed Returned Lost Closed
         AtBorder -> InTransit Arrived Diverted Delayed Returned Lost Closed
         Arrived -> Diverted Returned Closed
         PartlyReceived ->
         Received ->
         ReceivedWithDiscrepancy ->
         Closed ->
         Diverted -> InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed
         Delayed -> Packed Dispatched InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed
         Returned -> Closed
         Lost -> Arrived Closed",
    );
    is::<DiscrepancyStage>(
        "Open -> SentToDonor Settled WrittenOff
         SentToDonor -> Acknowledged Settled WrittenOff
         Acknowledged -> Settled WrittenOff
         Settled ->
         WrittenOff ->",
    );
}

#[test]
fn an_offer_is_what_acceptances_and_the_day_make_of_it() {
    // moved to | some accepted | all accepted | valid until | on 26 July, and whether anything is left to decide
    let table = "
        received     | no  | no  | -          | Received, open
        received     | no  | no  | 2021-07-25 | Expired, settled
        received     | no  | no  | 2021-07-26 | Received, open
        under review | no  | no  | -          | UnderReview, open
        received     | yes | no  | -          | PartlyAccepted, open
        received     | yes | no  | 2021-07-25 | PartlyAccepted, settled
        received     | yes | yes | -          | Accepted, settled
        declined     | no  | no  | -          | Declined, settled
        declined     | yes | no  | -          | PartlyAccepted, settled
        withdrawn    | yes | yes | -          | Withdrawn, settled
    ";
    check(table, |cells| {
        let moved_to = match cells[0] {
            "received" => OfferStage::Received,
            "under review" => OfferStage::UnderReview,
            "declined" => OfferStage::Declined,
            _ => OfferStage::Withdrawn,
        };
        let standing = OfferStanding {
            moved_to,
            some_accepted: cells[1] == "yes",
            all_accepted: cells[2] == "yes",
            valid_until: given(cells[3]).map(day),
        };
        let today = day("2021-07-26");
        let settled = standing.is_settled(today);
        let word = if settled { "settled" } else { "open" };
        format!("{:?}, {word}", standing.on(today))
    });
}

#[test]
fn a_consignment_is_what_its_receipts_make_of_it() {
    // moved to | dispatched counted short differs, one line after the other | stage
    let table = "
        in transit | 30 0 0 no                | InTransit
        in transit | 30 25 0 no               | PartlyReceived
        in transit | 30 30 0 no               | Received
        in transit | 30 35 0 yes              | ReceivedWithDiscrepancy
        in transit | 30 25 5 no               | ReceivedWithDiscrepancy
        planned    | 30 30 0 no, 10 0 0 no    | PartlyReceived
        arrived    | 30 30 0 no, 10 10 0 yes  | ReceivedWithDiscrepancy
        closed     | 30 0 0 no                | Closed
        lost       | 30 10 0 no               | Lost
    ";
    check(table, |cells| {
        let moved_to = match cells[0] {
            "in transit" => ConsignmentStage::InTransit,
            "planned" => ConsignmentStage::Planned,
            "arrived" => ConsignmentStage::Arrived,
            "closed" => ConsignmentStage::Closed,
            _ => ConsignmentStage::Lost,
        };
        let line = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            LineReceived {
                dispatched: number(words[0]),
                counted: number(words[1]),
                short: number(words[2]),
                differs: words[3] == "yes",
            }
        };
        let lines: Vec<LineReceived> = cells[1].split(',').map(line).collect();
        format!("{:?}", consignment_stage(moved_to, &lines))
    });
}

#[test]
fn what_endangers_the_co_financing_of_a_transport() {
    // planned start | notified | started | ended | applied | today | warnings
    let table = "
        2021-07-22 | -          | -          | -          | -          | 2021-07-14 | []
        2021-07-22 | -          | -          | -          | -          | 2021-07-15 | [NotificationDue { days_left: 7 }]
        2021-07-22 | -          | -          | -          | -          | 2021-07-21 | [NotificationDue { days_left: 1 }]
        2021-07-22 | -          | -          | -          | -          | 2021-07-22 | [NotNotified]
        2021-07-22 | -          | -          | -          | -          | 2021-07-23 | [NotNotified]
        2021-07-22 | 2021-07-14 | -          | -          | -          | 2021-07-21 | []
        2021-07-22 | 2021-07-21 | -          | -          | -          | 2021-07-22 | []
        -          | 2021-07-21 | 2021-07-22 | -          | -          | 2021-07-29 | []
        -          | 2021-07-21 | 2021-07-22 | -          | -          | 2021-07-30 | [ApplicationDue { days_left: 7 }]
        -          | 2021-07-21 | 2021-07-22 | -          | -          | 2021-08-05 | [ApplicationDue { days_left: 1 }]
        -          | 2021-07-21 | 2021-07-22 | -          | -          | 2021-08-06 | [ApplicationDue { days_left: 0 }]
        -          | 2021-07-21 | 2021-07-22 | -          | -          | 2021-08-07 | [ApplicationOverdue]
        -          | 2021-07-21 | 2021-07-22 | -          | 2021-07-29 | 2021-07-30 | []
        -          | 2021-07-21 | 2021-07-22 | 2021-07-24 | -          | 2021-07-30 | [EndedWithoutApplication]
        -          | 2021-07-23 | 2021-07-22 | -          | -          | 2021-07-24 | [StartedBeforeNotification]
        -          | -          | 2021-07-22 | -          | -          | 2021-07-24 | [StartedBeforeNotification]
        -          | 2021-07-21 | 2021-07-22 | 2021-07-24 | -          | 2021-07-25 | [EndedWithoutApplication]
        -          | 2021-07-21 | 2021-07-22 | 2021-07-24 | 2021-07-23 | 2021-07-25 | []
        -          | 2021-07-21 | 2021-07-22 | 2021-07-24 | 2021-07-25 | 2021-07-25 | [ApplicationAfterEnd]
        -          | 2021-07-21 | 2021-07-01 | -          | 2021-07-20 | 2021-07-25 | [StartedBeforeNotification, ApplicationLate]
    ";
    check(table, |cells| {
        let dates = TransportDates {
            planned_start: given(cells[0]).map(day),
            notified_on: given(cells[1]).map(day),
            started_on: given(cells[2]).map(day),
            ended_on: given(cells[3]).map(day),
            applied_on: given(cells[4]).map(day),
        };
        format!("{:?}", dates.warnings(day(cells[5])))
    });
}
