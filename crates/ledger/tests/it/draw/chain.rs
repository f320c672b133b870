//! Draws what the chain says: offers, moves, consignments.

use ledger::body::*;
use ledger::posting::Condition;
use ledger::stages::Stages;

use super::Draw;

impl Draw {
    pub(super) fn offer(&mut self) -> OfferReceived {
        let d = self;
        OfferReceived {
            id: id!(d, OfferId),
            activation: id!(d, ActivationId),
            donor: id!(d, PartyId),
            source: d.pick(&[
                OfferSource::Cecis,
                OfferSource::Bilateral,
                OfferSource::RescEu,
                OfferSource::Ecpp,
            ]),
            offered_on: d.maybe(Self::date),
            value: d.amount(),
            lines: d.some(|d| OfferLine {
                id: id!(d, OfferLineId),
                text: d.text(),
                group: d.maybe(|d| id!(d, ItemGroupId)),
                item: d.maybe(|d| id!(d, ItemId)),
                quantity: d.stated(),
                title: d.pick(&[Title::Gift, Title::Loan]),
                detail: d.maybe(|d| OfferLineDetail {
                    packaging: d.maybe(Self::text),
                    weight_g: d.maybe(Self::count),
                    volume_dm3: d.maybe(Self::count),
                    condition: d
                        .maybe(|d| d.pick(&[OfferedCondition::New, OfferedCondition::Used])),
                    expiry: d.maybe(Self::date),
                }),
            }),
            reference: d.maybe(Self::text),
            terms: d.maybe(|d| OfferTerms {
                valid_until: d.maybe(Self::date),
                available_from: d.maybe(Self::date),
                transport_need: d.maybe(Self::text),
            }),
        }
    }

    pub(super) fn closure(&mut self) -> ClosureSigned {
        let d = self;
        let lines = d.some(|d| RemainingStock {
            site: id!(d, SiteId),
            item: id!(d, ItemId),
            donor: id!(d, PartyId),
            condition: d.pick(Condition::ALL),
            quantity: d.count(),
        });
        ClosureSigned::of(id!(d, ClosureId), id!(d, ActivationId), lines)
    }

    /// Any stage of a record, those too that nobody moves one to.
    fn stage<S: Stages>(&mut self) -> S {
        self.pick(S::TABLE).0
    }

    fn step(&mut self) -> ConsignmentStep {
        let d = self;
        match d.pick(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
            0 => ConsignmentStep::Packed,
            1 => ConsignmentStep::Dispatched,
            2 => ConsignmentStep::InTransit,
            3 => ConsignmentStep::AtBorder,
            4 => ConsignmentStep::Arrived,
            5 => ConsignmentStep::Closed,
            6 => ConsignmentStep::Returned,
            7 => ConsignmentStep::Lost,
            8 => ConsignmentStep::Delayed { eta: d.date() },
            _ => ConsignmentStep::Diverted {
                site: id!(d, SiteId),
            },
        }
    }

    pub(super) fn record_move(&mut self) -> RecordMove {
        let d = self;
        match d.pick(&[0, 1, 2, 3, 4, 5, 6]) {
            0 => RecordMove::Activation {
                id: id!(d, ActivationId),
                to: d.stage(),
            },
            1 => RecordMove::Request {
                id: id!(d, RequestId),
                to: d.stage(),
            },
            2 => RecordMove::Offer {
                id: id!(d, OfferId),
                to: d.stage(),
            },
            3 => RecordMove::Acceptance {
                id: id!(d, AcceptanceId),
                to: AcceptanceStep::Cancelled,
            },
            4 => RecordMove::Transport {
                id: id!(d, TransportId),
                to: d.stage(),
            },
            5 => RecordMove::Consignment {
                id: id!(d, ConsignmentId),
                to: d.step(),
            },
            _ => RecordMove::Discrepancy {
                id: id!(d, DiscrepancyId),
                site: id!(d, SiteId),
                to: d.stage(),
            },
        }
    }

    pub(super) fn consignment(&mut self) -> ConsignmentAnnounced {
        let d = self;
        ConsignmentAnnounced {
            id: id!(d, ConsignmentId),
            acceptance: id!(d, AcceptanceId),
            donor: id!(d, PartyId),
            site: id!(d, SiteId),
            transport: d.maybe(|d| id!(d, TransportId)),
            waybill: d.maybe(Self::text),
            vehicle: d.maybe(Self::text),
            dispatch_point: d.maybe(Self::text),
            eta: d.maybe(Self::date),
            lines: d.some(|d| ConsignmentLine {
                id: id!(d, ConsignmentLineId),
                acceptance_line: id!(d, AcceptanceLineId),
                item: id!(d, ItemId),
                quantity: d.count(),
                packed: d.maybe(Self::packed),
            }),
            units: d.some(|d| HandlingUnit {
                sscc: d.maybe(Self::text),
                packaging: d.text(),
                count: d.count(),
                weight_g: d.maybe(Self::count),
                volume_dm3: d.maybe(Self::count),
            }),
        }
    }
}
