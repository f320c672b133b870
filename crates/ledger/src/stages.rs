//! Stages of the records of the chain, and which move is legal: one table a record, read from top to bottom.
//!
//! What a newcomer gets wrong: some stages are never moved to. An offer is accepted because acceptances say so, a
//! consignment is received because receipts say so; those stages are derived where they are read, and no table leads to
//! them. A move that the table does not allow is refused on the device that makes it, and ignored, but shown, where it
//! arrives from another.

use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::body::{ConsignmentStep, RecordMove};

/// A record's stages with the moves between them.
pub trait Stages: Copy + Eq + fmt::Debug + 'static {
    /// From each stage, where it may go next; a stage without a row is final.
    const TABLE: &'static [(Self, &'static [Self])];

    /// Where a record may go from here.
    #[must_use]
    fn next(self) -> &'static [Self] {
        let row = Self::TABLE.iter().find(|(from, _)| *from == self);
        row.map_or(&[], |(_, next)| next)
    }

    /// Whether a record may move from one stage to the other.
    #[must_use]
    fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }
}

macro_rules! stages {
    ($($(#[$doc:meta])* $name:ident { $($(#[$stage_doc:meta])* $stage:ident => [$($next:ident)*])+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$stage_doc])* $stage,)+
        }

        impl Stages for $name {
            const TABLE: &'static [(Self, &'static [Self])] =
                &[$((Self::$stage, &[$(Self::$next),*]),)+];
        }
    )+};
}

stages! {
    ActivationStage {
        /// May activate, has not.
        Monitoring => [Activated Closed]
        Activated => [OperationsEnded]
        OperationsEnded => [Activated Closed]
        Closed => []
    }

    RequestStage {
        Draft => [Sent Withdrawn]
        Sent => [Open Amended Closed Withdrawn]
        Open => [Amended Fulfilled Closed Withdrawn]
        /// A new version stands that nobody has opened again; only recording one leads here.
        Amended => [Open Closed Withdrawn Amended]
        Fulfilled => [Open Closed]
        Closed => []
        Withdrawn => []
    }

    OfferStage {
        Received => [UnderReview Declined Withdrawn]
        UnderReview => [Declined Withdrawn]
        /// Derived from acceptances, like the next.
        PartlyAccepted => []
        Accepted => []
        /// With acceptances it is the rest that is declined.
        Declined => [UnderReview Withdrawn]
        Withdrawn => []
        /// Derived at reading with a date from `valid_until`.
        Expired => []
    }

    TransportStage {
        Planned => [Notified Running]
        Notified => [Running Rejected]
        Running => [Ended Applied]
        /// What was applied for before the end is granted or rejected after it.
        Ended => [Applied Granted Rejected]
        /// An application is due before the end, so the end may follow it.
        Applied => [Ended Granted Rejected]
        Granted => [Settled]
        Settled => []
        Rejected => []
    }

    ConsignmentStage {
        /// A site to which goods are diverted has not seen the moves before: for it they come from here.
        Planned => [Packed Dispatched Diverted Delayed Closed]
        Packed => [Dispatched Diverted Delayed Closed]
        Dispatched => [InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed]
        InTransit => [AtBorder Arrived Diverted Delayed Returned Lost Closed]
        AtBorder => [InTransit Arrived Diverted Delayed Returned Lost Closed]
        Arrived => [Diverted Returned Closed]
        /// Derived from receipts, like the next two.
        PartlyReceived => []
        Received => []
        ReceivedWithDiscrepancy => []
        Closed => []
        Diverted => [InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed]
        Delayed => [Packed Dispatched InTransit AtBorder Arrived Diverted Delayed Returned Lost Closed]
        Returned => [Closed]
        Lost => [Arrived Closed]
    }

    DiscrepancyStage {
        Open => [SentToDonor Settled WrittenOff]
        SentToDonor => [Acknowledged Settled WrittenOff]
        Acknowledged => [Settled WrittenOff]
        Settled => []
        WrittenOff => []
    }
}

impl ConsignmentStep {
    /// The stage it leads to, without what it carries.
    #[must_use]
    pub fn stage(&self) -> ConsignmentStage {
        match self {
            Self::Packed => ConsignmentStage::Packed,
            Self::Dispatched => ConsignmentStage::Dispatched,
            Self::InTransit => ConsignmentStage::InTransit,
            Self::AtBorder => ConsignmentStage::AtBorder,
            Self::Arrived => ConsignmentStage::Arrived,
            Self::Closed => ConsignmentStage::Closed,
            Self::Diverted { .. } => ConsignmentStage::Diverted,
            Self::Delayed { .. } => ConsignmentStage::Delayed,
            Self::Returned => ConsignmentStage::Returned,
            Self::Lost => ConsignmentStage::Lost,
        }
    }
}

/// Whether a move must say why.
#[must_use]
pub fn needs_reason(record: &RecordMove) -> bool {
    match record {
        RecordMove::Activation { to, .. } => match to {
            ActivationStage::OperationsEnded | ActivationStage::Closed => false,
            ActivationStage::Monitoring | ActivationStage::Activated => false,
        },
        RecordMove::Request { to, .. } => match to {
            RequestStage::Withdrawn | RequestStage::Closed => true,
            RequestStage::Draft
            | RequestStage::Sent
            | RequestStage::Open
            | RequestStage::Amended
            | RequestStage::Fulfilled => false,
        },
        RecordMove::Offer { to, .. } => match to {
            OfferStage::Declined | OfferStage::Withdrawn => true,
            OfferStage::Received
            | OfferStage::UnderReview
            | OfferStage::PartlyAccepted
            | OfferStage::Accepted
            | OfferStage::Expired => false,
        },
        RecordMove::Acceptance { .. } => true,
        RecordMove::Transport { to, .. } => match to {
            TransportStage::Rejected => true,
            TransportStage::Planned
            | TransportStage::Notified
            | TransportStage::Running
            | TransportStage::Ended
            | TransportStage::Applied
            | TransportStage::Granted
            | TransportStage::Settled => false,
        },
        RecordMove::Consignment { to, .. } => match to {
            ConsignmentStep::Diverted { .. }
            | ConsignmentStep::Delayed { .. }
            | ConsignmentStep::Returned
            | ConsignmentStep::Lost => true,
            ConsignmentStep::Packed
            | ConsignmentStep::Dispatched
            | ConsignmentStep::InTransit
            | ConsignmentStep::AtBorder
            | ConsignmentStep::Arrived
            | ConsignmentStep::Closed => false,
        },
        RecordMove::Discrepancy { to, .. } => match to {
            DiscrepancyStage::Settled | DiscrepancyStage::WrittenOff => true,
            DiscrepancyStage::Open
            | DiscrepancyStage::SentToDonor
            | DiscrepancyStage::Acknowledged => false,
        },
    }
}

/// How an offer stands on a day: what moved it, what acceptances took, and its validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferStanding {
    /// By moves alone.
    pub moved_to: OfferStage,
    /// Some line is taken in part or whole by a standing acceptance.
    pub some_accepted: bool,
    /// Every line is taken to its ceiling.
    pub all_accepted: bool,
    pub valid_until: Option<NaiveDate>,
}

impl OfferStanding {
    /// The stage to show on a day.
    #[must_use]
    pub fn on(&self, today: NaiveDate) -> OfferStage {
        match (self.moved_to, self.some_accepted) {
            (OfferStage::Withdrawn, _) => OfferStage::Withdrawn,
            (_, true) if self.all_accepted => OfferStage::Accepted,
            (_, true) => OfferStage::PartlyAccepted,
            (OfferStage::Declined, false) => OfferStage::Declined,
            (stage, false) => {
                if self.valid_until.is_some_and(|last| last < today) {
                    OfferStage::Expired
                } else {
                    stage
                }
            }
        }
    }

    /// Nothing about it is left to decide.
    #[must_use]
    pub fn is_settled(&self, today: NaiveDate) -> bool {
        match self.on(today) {
            OfferStage::Accepted
            | OfferStage::Declined
            | OfferStage::Withdrawn
            | OfferStage::Expired => true,
            OfferStage::PartlyAccepted => {
                self.moved_to == OfferStage::Declined
                    || self.valid_until.is_some_and(|last| last < today)
            }
            OfferStage::Received | OfferStage::UnderReview => false,
        }
    }
}

/// What receipts say of one line of a consignment, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineReceived {
    pub dispatched: i64,
    /// good + damaged + refused over all posted receipts.
    pub counted: i64,
    /// Signed for as not there.
    pub short: i64,
    /// Damaged, refused or over on some receipt.
    pub differs: bool,
}

/// The stage of a consignment: by its moves, or by its receipts once there are some.
#[must_use]
pub fn consignment_stage(moved_to: ConsignmentStage, lines: &[LineReceived]) -> ConsignmentStage {
    match moved_to {
        ConsignmentStage::Closed | ConsignmentStage::Returned | ConsignmentStage::Lost => {
            return moved_to;
        }
        ConsignmentStage::Planned
        | ConsignmentStage::Packed
        | ConsignmentStage::Dispatched
        | ConsignmentStage::InTransit
        | ConsignmentStage::AtBorder
        | ConsignmentStage::Arrived
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy
        | ConsignmentStage::Diverted
        | ConsignmentStage::Delayed => {}
    }
    let touched = |line: &LineReceived| line.counted > 0 || line.short > 0;
    if !lines.iter().any(touched) {
        return moved_to;
    }
    let done = |line: &LineReceived| line.counted.saturating_add(line.short) >= line.dispatched;
    if !lines.iter().all(done) {
        return ConsignmentStage::PartlyReceived;
    }
    let exact = |line: &LineReceived| !line.differs && line.counted == line.dispatched;
    if lines.iter().all(exact) {
        ConsignmentStage::Received
    } else {
        ConsignmentStage::ReceivedWithDiscrepancy
    }
}

/// Days after the start within which the application for co-financing must be filed: of UCPM transport grants, a grant
/// application at the latest 15 days after the start, and before the end of the operation (EU finance vocabulary, UCPM).
pub const APPLICATION_DAYS: u64 = 15;

/// From so many days before its last day on, a deadline of a transport is due.
pub const REMINDER_DAYS: u32 = 7;

/// The dates that decide whether transport is co-financed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TransportDates {
    pub planned_start: Option<NaiveDate>,
    pub notified_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub applied_on: Option<NaiveDate>,
}

/// What endangers the co-financing of a transport, or soon will.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TransportWarning {
    /// It is to start within days, and Part A was not notified.
    NotificationDue {
        days_left: u32,
    },
    /// It is to start today or earlier, and Part A was not notified.
    NotNotified,
    StartedBeforeNotification,
    /// The last day for the application is today or near, and there is none.
    ApplicationDue {
        days_left: u32,
    },
    /// More than the allowed days after the start, and no application.
    ApplicationOverdue,
    ApplicationLate,
    /// It ended, and no application was filed before.
    EndedWithoutApplication,
    ApplicationAfterEnd,
}

impl TransportDates {
    /// Last day for the application, once it has started.
    #[must_use]
    pub fn apply_by(&self) -> Option<NaiveDate> {
        self.started_on
            .and_then(|start| start.checked_add_days(chrono::Days::new(APPLICATION_DAYS)))
    }

    /// What endangers the co-financing on a day, or soon will. What is late is no longer called due.
    #[must_use]
    pub fn warnings(&self, today: NaiveDate) -> Vec<TransportWarning> {
        let mut found = Vec::new();
        let unannounced = self.started_on.is_none() && self.notified_on.is_none();
        if let Some(start) = self.planned_start.filter(|_| unannounced) {
            if start <= today {
                found.push(TransportWarning::NotNotified);
            } else if let Some(days_left) = near(today, start) {
                found.push(TransportWarning::NotificationDue { days_left });
            }
        }
        if let Some(start) = self.started_on
            && self.notified_on.is_none_or(|notified| notified > start)
        {
            found.push(TransportWarning::StartedBeforeNotification);
        }
        match (self.apply_by(), self.applied_on) {
            (Some(last), None) if today > last => {
                found.push(TransportWarning::ApplicationOverdue);
            }
            (Some(last), None) if self.ended_on.is_none() => {
                let due = near(today, last);
                found.extend(due.map(|days_left| TransportWarning::ApplicationDue { days_left }));
            }
            (Some(last), Some(applied)) if applied > last => {
                found.push(TransportWarning::ApplicationLate);
            }
            (Some(_) | None, Some(_) | None) => {}
        }
        match (self.ended_on, self.applied_on) {
            (Some(_), None) => found.push(TransportWarning::EndedWithoutApplication),
            (Some(end), Some(applied)) if applied > end => {
                found.push(TransportWarning::ApplicationAfterEnd);
            }
            (Some(_) | None, Some(_) | None) => {}
        }
        found
    }
}

/// How many days are left until a last day, if few enough to remind of it.
fn near(today: NaiveDate, last: NaiveDate) -> Option<u32> {
    let left = u32::try_from(last.signed_duration_since(today).num_days());
    left.ok().filter(|days| *days <= REMINDER_DAYS)
}
