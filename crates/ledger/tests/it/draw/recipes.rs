//! One recipe per kind of body.

use ledger::body::*;
use ledger::posting::{Condition, LossCause};
use ledger::role::Grant;

use super::Draw;

/// Every kind of document that somebody takes back.
const REVERSED: &[DocumentKind] = &[
    DocumentKind::Receipt,
    DocumentKind::Issue,
    DocumentKind::Match,
    DocumentKind::StockMove,
    DocumentKind::Transfer,
    DocumentKind::TransferReceipt,
    DocumentKind::TransferSettlement,
    DocumentKind::DispatchMatch,
    DocumentKind::Count,
    DocumentKind::Opening,
    DocumentKind::KitBuild,
    DocumentKind::KitBreak,
];

impl Draw {
    pub(super) fn catalogue(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "operation_opened" => OperationOpened {
                operation: id!(d, OperationId),
                name: d.text(),
                opened_on: d.date(),
            }
            .into(),
            "item_group_registered" => ItemGroupRegistered {
                id: id!(d, ItemGroupId),
                code: d.text(),
                names: d.names(),
            }
            .into(),
            "item_registered" => ItemRegistered {
                id: id!(d, ItemId),
                group: id!(d, ItemGroupId),
                code: d.text(),
                names: d.names(),
                unit: d.pick(&[Unit::Piece, Unit::Set, Unit::Gram, Unit::Millilitre]),
                tracking: d.pick(&[
                    Tracking::None,
                    Tracking::Expiry,
                    Tracking::BatchExpiry,
                    Tracking::Serial,
                ]),
                durable: d.flag(),
                dangerous_goods: d.maybe(Self::text),
            }
            .into(),
            "party_registered" => PartyRegistered {
                id: id!(d, PartyId),
                kind: d.pick(&[
                    ParticipantKind::MemberState,
                    ParticipantKind::RcRc,
                    ParticipantKind::EuBody,
                ]),
                names: d.names(),
                iso: d.maybe(Self::text),
                eu_code: d.maybe(Self::text),
                donor: d.flag(),
                affected: d.flag(),
                synonyms: d.some(Self::text),
            }
            .into(),
            "site_registered" => SiteRegistered {
                id: id!(d, SiteId),
                code: d.text(),
                name: d.text(),
                kind: d.pick(&[
                    SiteKind::ReceptionCentre,
                    SiteKind::Hub,
                    SiteKind::BorderPost,
                ]),
                country: d.text(),
                time_zone: d.text(),
                facilities: d.maybe(Self::facilities),
            }
            .into(),
            "point_registered" => PointRegistered {
                id: id!(d, PointId),
                site: id!(d, SiteId),
                name: d.text(),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn people(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "person_registered" => PersonRegistered {
                id: id!(d, PersonId),
                name: d.text(),
                grants: d.some(|d| Grant {
                    role: d.role(),
                    site: d.maybe(|d| id!(d, SiteId)),
                }),
                pin_code: d.maybe(Self::text),
            }
            .into(),
            "device_enrolled" => DeviceEnrolled {
                device: id!(d, DeviceId),
                name: d.text(),
                letter: d.text(),
                signing_key: d.text(),
                reads: d.some(Self::text),
                writes: d.some(Self::text),
                roles: d.some(Self::role),
                site: d.maybe(|d| id!(d, SiteId)),
            }
            .into(),
            "place_registered" => PlaceRegistered {
                id: id!(d, PlaceId),
                site: id!(d, SiteId),
                name: d.text(),
                parent: d.maybe(|d| id!(d, PlaceId)),
            }
            .into(),
            "device_revoked" => DeviceRevoked {
                device: id!(d, DeviceId),
                reason: d.text(),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn coordination(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "activation_recorded" => ActivationRecorded {
                id: id!(d, ActivationId),
                requesting_state: id!(d, PartyId),
                ucpm_number: d.maybe(Self::text),
                hazard: d.text(),
                requested_on: d.date(),
                source: d.maybe(Self::text),
                stage: d
                    .maybe(|d| d.pick(&[ActivationStart::Monitoring, ActivationStart::Activated])),
                glide: d.maybe(Self::text),
                note: d.maybe(Self::text),
            }
            .into(),
            "offer_received" => d.offer().into(),
            "acceptance_proposed" => AcceptanceProposed {
                id: id!(d, AcceptanceId),
                offer: id!(d, OfferId),
                donor: id!(d, PartyId),
                lines: d.some(|d| AcceptanceLine {
                    id: id!(d, AcceptanceLineId),
                    offer_line: id!(d, OfferLineId),
                    item: id!(d, ItemId),
                    quantity: d.count(),
                    site: id!(d, SiteId),
                    offered: d.maybe(Self::stated),
                }),
                conditions: d.maybe(Self::text),
            }
            .into(),
            "acceptance_confirmed" => AcceptanceConfirmed {
                acceptance: id!(d, AcceptanceId),
            }
            .into(),
            "receipt_matched" => ReceiptMatched {
                id: id!(d, MatchId),
                receipt: id!(d, ReceiptId),
                acceptance: id!(d, AcceptanceId),
                lines: d.some(|d| MatchLine {
                    lot: id!(d, LotId),
                    acceptance_line: id!(d, AcceptanceLineId),
                    quantity: d.count(),
                    consignment_line: d.maybe(|d| id!(d, ConsignmentLineId)),
                }),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn chain(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "stage_moved" => StageMoved {
                id: id!(d, MoveId),
                record: d.record_move(),
            }
            .into(),
            "closure_signed" => d.closure().into(),
            "request_recorded" => RequestRecorded {
                id: id!(d, RequestId),
                activation: id!(d, ActivationId),
                version: d.pick(&[1, 1, 2, 3, 7]),
                title: d.text(),
                lines: d.some(|d| RequestLine {
                    id: id!(d, RequestLineId),
                    text: d.text(),
                    group: d.maybe(|d| id!(d, ItemGroupId)),
                    item: d.maybe(|d| id!(d, ItemId)),
                    quantity: d.stated(),
                    unit: d.maybe(Self::text),
                    priority: d.pick(&[Priority::Urgent, Priority::High, Priority::Normal]),
                    needed_by: d.maybe(Self::date),
                    site: d.maybe(|d| id!(d, SiteId)),
                    entry_point: d.maybe(Self::text),
                    specification: d.maybe(Self::text),
                }),
                reference: d.maybe(Self::text),
            }
            .into(),
            "acceptance_reduced" => AcceptanceReduced {
                id: id!(d, ReductionId),
                acceptance: id!(d, AcceptanceId),
                lines: d.some(|d| ReducedLine {
                    acceptance_line: id!(d, AcceptanceLineId),
                    quantity: d.count(),
                }),
            }
            .into(),
            "transport_planned" => TransportPlanned {
                id: id!(d, TransportId),
                activation: id!(d, ActivationId),
                donor: id!(d, PartyId),
                organiser: d.pick(&[
                    Organiser::Donor,
                    Organiser::ErccPooled,
                    Organiser::Commercial,
                ]),
                title: d.text(),
                planned_start: d.maybe(Self::date),
                co_financing: d.maybe(|d| CoFinancing {
                    percent: d.text(),
                    legal_basis: d.text(),
                }),
            }
            .into(),
            "consignment_announced" => d.consignment().into(),
            "synonym_confirmed" => SynonymConfirmed {
                id: id!(d, SynonymId),
                text: d.text(),
                language: d.text(),
                group: id!(d, ItemGroupId),
                item: d.maybe(|d| id!(d, ItemId)),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn goods(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "receipt_posted" => ReceiptPosted {
                id: id!(d, ReceiptId),
                number: d.text(),
                site: id!(d, SiteId),
                donor: id!(d, PartyId),
                acceptance: d.maybe(|d| id!(d, AcceptanceId)),
                consignment: d.maybe(|d| id!(d, ConsignmentId)),
                handed_over_on: d.maybe(Self::date),
                paper: d.maybe(Self::text),
                declared_value: d.amount(),
                origin: d.maybe(|d| d.pick(&[Origin::Donor, Origin::Supplier])),
                lines: d.some(|d| ReceiptLine {
                    id: id!(d, LotId),
                    item: id!(d, ItemId),
                    batch: d.maybe(Self::text),
                    expiry: d.maybe(Self::date),
                    acceptance_line: d.maybe(|d| id!(d, AcceptanceLineId)),
                    consignment_line: d.maybe(|d| id!(d, ConsignmentLineId)),
                    expected: d.maybe(Self::count),
                    good: d.count(),
                    damaged: d.count(),
                    refused: d.count(),
                    short: d.count(),
                    over: d.count(),
                    reason: d.maybe(Self::text),
                    place: d.maybe(|d| id!(d, PlaceId)),
                    packed: d.maybe(Self::packed),
                }),
            }
            .into(),
            "issue_posted" => IssuePosted {
                id: id!(d, IssueId),
                number: d.text(),
                site: id!(d, SiteId),
                point: id!(d, PointId),
                lines: d.some(|d| IssueLine {
                    id: id!(d, IssueLineId),
                    lot: id!(d, LotId),
                    item: id!(d, ItemId),
                    condition: d.pick(&[Condition::Good, Condition::Damaged]),
                    quantity: d.count(),
                    place: d.maybe(|d| id!(d, PlaceId)),
                    reason: d.maybe(Self::text),
                    packed: d.maybe(Self::packed),
                }),
                reservation: d.maybe(|d| id!(d, ReservationId)),
                served: d.maybe(|d| Served {
                    women: d.maybe(Self::count),
                    men: d.maybe(Self::count),
                    girls: d.maybe(Self::count),
                    boys: d.maybe(Self::count),
                    infants: d.maybe(Self::count),
                    households: d.maybe(Self::count),
                    kits: d.maybe(Self::count),
                }),
            }
            .into(),
            _ => return None,
        })
    }

    /// What is said of another document.
    pub(super) fn answers(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "document_reversed" => {
                let document_kind = d.pick(REVERSED);
                let of_match = document_kind == DocumentKind::Match;
                DocumentReversed {
                    id: id!(d, ReversalId),
                    number: d.text(),
                    document: d.document(document_kind),
                    document_kind,
                    site: id!(d, SiteId),
                    receipt: d.maybe(|d| id!(d, ReceiptId)).filter(|_| of_match),
                }
                .into()
            }
            "document_approved" => {
                let document_kind = d.pick(&[
                    DocumentKind::StockMove,
                    DocumentKind::Count,
                    DocumentKind::Opening,
                ]);
                DocumentApproved {
                    document: d.document(document_kind),
                    document_kind,
                    site: id!(d, SiteId),
                }
                .into()
            }
            _ => return None,
        })
    }

    pub(super) fn stock(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "stock_moved" => StockMoved {
                id: id!(d, StockMoveId),
                number: d.text(),
                site: id!(d, SiteId),
                how: d.how(),
                approval: d.flag(),
                lines: d.some(|d| StockMoveLine {
                    lot: id!(d, LotId),
                    item: id!(d, ItemId),
                    place: d.maybe(|d| id!(d, PlaceId)),
                    condition: d.pick(Condition::ALL),
                    quantity: d.count(),
                }),
            }
            .into(),
            "limit_set" => LimitSet {
                kind: d.pick(LimitKind::ALL),
                units: d.count(),
            }
            .into(),
            _ => return None,
        })
    }

    fn how(&mut self) -> MoveHow {
        let d = self;
        let (party, due_on) = (id!(d, PartyId), d.date());
        let certificate = d.text();
        match d.pick(&[0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 9, 9, 10]) {
            0 => MoveHow::InternalMove {
                to: d.maybe(|d| id!(d, PlaceId)),
            },
            1 => MoveHow::ConditionChange {
                to: d.pick(Condition::ALL),
            },
            2 => MoveHow::Consumption,
            3 => MoveHow::ReturnFromUser {
                point: id!(d, PointId),
            },
            4 => MoveHow::ReturnToDonor { party },
            5 => MoveHow::LoanOut { party, due_on },
            6 => MoveHow::LoanBack { party },
            7 => MoveHow::Loss {
                cause: d.pick(LossCause::ALL),
                report: d.text(),
            },
            8 => MoveHow::Disposal { certificate },
            9 => MoveHow::OwnershipChange {
                from: party,
                to: id!(d, PartyId),
                certificate,
            },
            _ => MoveHow::Repack {
                from: id!(d, PackagingId),
                to: id!(d, PackagingId),
            },
        }
    }

    pub(super) fn funds(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "decision_recorded" => DecisionRecorded {
                id: id!(d, DecisionId),
                instrument: d.instrument(),
                title: d.text(),
                reference: d.maybe(Self::text),
                decided_on: d.maybe(Self::date),
                amount: d.amount(),
                beneficiary: d.maybe(|d| id!(d, PartyId)),
                sources: d.some(Self::text),
            }
            .into(),
            "allocation_recorded" => AllocationRecorded {
                id: id!(d, AllocationId),
                decision: d.maybe(|d| id!(d, DecisionId)),
                instrument: d.instrument(),
                purpose: d.text(),
                recipient: d.maybe(|d| id!(d, PartyId)),
                amount: d.amount(),
                state: d.pick(&[
                    AllocationState::Foreseen,
                    AllocationState::Available,
                    AllocationState::Assigned,
                ]),
                sources: d.some(Self::text),
            }
            .into(),
            "stated_total_recorded" => StatedTotalRecorded {
                id: id!(d, StatedTotalId),
                title: d.text(),
                amount: d.amount(),
                parts: d.some(|d| id!(d, AllocationId)),
                source: d.text(),
            }
            .into(),
            _ => return None,
        })
    }
}
