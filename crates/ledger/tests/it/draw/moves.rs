//! Recipes for goods on the move and under count.

use ledger::body::*;
use ledger::posting::Condition;

use super::Draw;

impl Draw {
    fn card(&mut self) -> LotCard {
        let d = self;
        LotCard {
            lot: id!(d, LotId),
            item: id!(d, ItemId),
            batch: d.maybe(Self::text),
            expiry: d.maybe(Self::date),
            donor: d.maybe(|d| id!(d, PartyId)),
            kind: d.pick(&[
                DocumentKind::Receipt,
                DocumentKind::Opening,
                DocumentKind::KitBuild,
            ]),
            document: id!(d, DocumentId),
            number: d.text(),
            site: id!(d, SiteId),
            received_on: d.date(),
            provisional: d.flag(),
            supplier: d.maybe(|d| id!(d, PartyId)),
        }
    }

    fn condition(&mut self) -> Condition {
        self.pick(Condition::ALL)
    }

    fn place(&mut self) -> Option<ledger::ids::PlaceId> {
        self.maybe(|d| id!(d, PlaceId))
    }

    pub(super) fn packed(&mut self) -> Packed {
        let d = self;
        Packed {
            packaging: id!(d, PackagingId),
            packs: d.count(),
            loose: d.count(),
        }
    }

    fn kit_line(&mut self) -> KitLine {
        let d = self;
        KitLine {
            lot: id!(d, LotId),
            item: id!(d, ItemId),
            quantity: d.count(),
            place: d.place(),
        }
    }

    pub(super) fn transfers(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "transfer_dispatched" => TransferDispatched {
                id: id!(d, TransferId),
                number: d.text(),
                site: id!(d, SiteId),
                to: id!(d, SiteId),
                vehicle: d.text(),
                carrier: d.maybe(Self::text),
                seal: d.maybe(Self::text),
                expected_on: d.maybe(Self::date),
                lines: d.some(|d| DispatchLine {
                    card: d.card(),
                    condition: d.condition(),
                    quantity: d.count(),
                    place: d.place(),
                    packed: d.maybe(Self::packed),
                }),
            }
            .into(),
            "transfer_received" => TransferReceived {
                id: id!(d, TransferReceiptId),
                number: d.text(),
                transfer: id!(d, TransferId),
                site: id!(d, SiteId),
                from: id!(d, SiteId),
                lines: d.some(|d| TransferReceivedLine {
                    card: d.card(),
                    condition: d.condition(),
                    expected: d.count(),
                    good: d.count(),
                    damaged: d.count(),
                    refused: d.count(),
                    short: d.count(),
                    over: d.count(),
                    reason: d.maybe(Self::text),
                    place: d.place(),
                    packed: d.maybe(Self::packed),
                }),
            }
            .into(),
            "transfer_settled" => TransferSettled {
                id: id!(d, SettlementId),
                number: d.text(),
                transfer: id!(d, TransferId),
                site: id!(d, SiteId),
                to: id!(d, SiteId),
                lines: d.some(|d| SettledLine {
                    lot: id!(d, LotId),
                    item: id!(d, ItemId),
                    condition: d.condition(),
                    lost: d.count(),
                    found: d.count(),
                }),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn links(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "receipt_matched_to_dispatch" => ReceiptMatchedToDispatch {
                id: id!(d, MatchId),
                number: d.text(),
                receipt: id!(d, ReceiptId),
                site: id!(d, SiteId),
                donor: id!(d, PartyId),
                transfer: id!(d, TransferId),
                from: id!(d, SiteId),
                lines: d.some(|d| DispatchMatchLine {
                    lot: id!(d, LotId),
                    card: d.card(),
                    condition: d.condition(),
                    good: d.count(),
                    damaged: d.count(),
                }),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn counts(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "count_posted" => CountPosted {
                id: id!(d, CountId),
                number: d.text(),
                site: id!(d, SiteId),
                place: d.place(),
                blind: d.flag(),
                second_person: d.flag(),
                lines: d.some(|d| CountLine {
                    lot: id!(d, LotId),
                    item: id!(d, ItemId),
                    condition: d.condition(),
                    place: d.place(),
                    book: d.count(),
                    counted: d.count(),
                    reason: d.maybe(Self::text),
                    packed: d.maybe(Self::packed),
                }),
            }
            .into(),
            "opening_posted" => OpeningPosted {
                id: id!(d, OpeningId),
                number: d.text(),
                site: id!(d, SiteId),
                note: d.text(),
                lines: d.some(|d| OpeningLine {
                    id: id!(d, LotId),
                    item: id!(d, ItemId),
                    batch: d.maybe(Self::text),
                    expiry: d.maybe(Self::date),
                    donor: d.maybe(|d| id!(d, PartyId)),
                    condition: d.condition(),
                    quantity: d.count(),
                    place: d.place(),
                    packed: d.maybe(Self::packed),
                }),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn kits(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "kit_defined" => KitDefined {
                id: id!(d, KitId),
                item: id!(d, ItemId),
                version: d.count(),
                components: d.some(|d| KitComponent {
                    item: id!(d, ItemId),
                    quantity: d.count(),
                }),
            }
            .into(),
            "kit_built" => KitBuilt {
                id: id!(d, KitBuildId),
                number: d.text(),
                site: id!(d, SiteId),
                kit: id!(d, KitId),
                item: id!(d, ItemId),
                lot: id!(d, LotId),
                quantity: d.count(),
                expiry: d.maybe(Self::date),
                place: d.place(),
                lines: d.some(Self::kit_line),
            }
            .into(),
            "kit_broken" => KitBroken {
                id: id!(d, KitBreakId),
                number: d.text(),
                site: id!(d, SiteId),
                build: id!(d, KitBuildId),
                item: id!(d, ItemId),
                lot: id!(d, LotId),
                condition: d.condition(),
                quantity: d.count(),
                place: d.place(),
                lines: d.some(Self::kit_line),
            }
            .into(),
            "stock_reserved" => StockReserved {
                id: id!(d, ReservationId),
                number: d.text(),
                site: id!(d, SiteId),
                point: d.maybe(|d| id!(d, PointId)),
                expires_on: d.date(),
                note: d.maybe(Self::text),
                lines: d.some(|d| ReservedLine {
                    item: id!(d, ItemId),
                    quantity: d.count(),
                }),
            }
            .into(),
            "reservation_ended" => ReservationEnded {
                reservation: id!(d, ReservationId),
                site: id!(d, SiteId),
                issue: d.maybe(|d| id!(d, IssueId)),
            }
            .into(),
            _ => return None,
        })
    }
}
