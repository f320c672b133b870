//! Recipes of the catalogue's records, of sites and of registers.

use ledger::body::*;
use ledger::ids::TaskId;
use ledger::partial_day::PartialDay;
use ledger::quantity::StatedCount;
use ledger::task::TABLE;

use super::Draw;

impl Draw {
    pub(super) fn facilities(&mut self) -> Facilities {
        Facilities {
            capacity_persons: self.maybe(Self::count),
            free_m2: self.maybe(Self::count),
            pallet_places: self.maybe(Self::count),
            opening_hours: self.maybe(Self::text),
            un_locode: self.maybe(Self::text),
            latitude: self.maybe(Self::count),
            longitude: self.maybe(Self::count),
        }
    }

    fn stated_count(&mut self) -> StatedCount {
        match self.maybe(Self::count) {
            Some(value) => StatedCount {
                value: Some(value),
                qualifier: self.qualifier(),
            },
            None => StatedCount::not_stated(),
        }
    }

    fn partial_day(&mut self) -> PartialDay {
        self.pick(&["2021", "2021-07", "2021-07-15"])
            .parse()
            .expect("a partial day")
    }

    fn duplicate(&mut self) -> Duplicate {
        let d = self;
        if d.flag() {
            Duplicate::Item {
                from: id!(d, ItemId),
                into: id!(d, ItemId),
            }
        } else {
            Duplicate::Party {
                from: id!(d, PartyId),
                into: id!(d, PartyId),
            }
        }
    }

    fn differing(&mut self) -> Differing {
        let d = self;
        let day = d.date();
        if d.flag() {
            Differing::Figure {
                figure: id!(d, FigureId),
            }
        } else if d.flag() {
            Differing::StatedTotal {
                total: id!(d, StatedTotalId),
            }
        } else {
            Differing::HeadCount {
                site: id!(d, SiteId),
                day,
            }
        }
    }

    pub(super) fn records(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "packaging_registered" => {
                let contains = d.count();
                let base_units = d.count();
                let whole = d.flag();
                PackagingRegistered {
                    id: id!(d, PackagingId),
                    item: id!(d, ItemId),
                    level: d.pick(&[
                        PackagingLevel::Base,
                        PackagingLevel::Inner,
                        PackagingLevel::Carton,
                        PackagingLevel::Pallet,
                    ]),
                    contains,
                    of: d.maybe(|d| id!(d, PackagingId)),
                    base_units: if whole { contains } else { base_units },
                    gtin: d.maybe(Self::text),
                    gross_grams: d.maybe(Self::count),
                    volume_ml: d.maybe(Self::count),
                    stackable: d.flag(),
                }
                .into()
            }
            "item_proposed" => ItemProposed {
                id: id!(d, ProposalId),
                site: id!(d, SiteId),
                item: id!(d, ItemId),
                names: d.names(),
            }
            .into(),
            "proposal_settled" => ProposalSettled {
                proposal: id!(d, ProposalId),
                adopted: d.flag(),
            }
            .into(),
            "records_merged" => RecordsMerged {
                id: id!(d, MergeId),
                records: d.duplicate(),
            }
            .into(),
            "merge_undone" => MergeUndone {
                merge: id!(d, MergeId),
                records: d.duplicate(),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn sites(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "access_note_recorded" => AccessNoteRecorded {
                id: id!(d, AccessNoteId),
                site: id!(d, SiteId),
                text: d.text(),
                valid_from: d.date(),
                valid_to: d.maybe(Self::date),
                source: d.maybe(Self::text),
            }
            .into(),
            "head_count_recorded" => HeadCountRecorded {
                id: id!(d, HeadCountId),
                site: id!(d, SiteId),
                day: d.date(),
                band: d.pick(&[HeadBand::Women, HeadBand::Infants, HeadBand::Total]),
                number: d.stated_count(),
                method: d.pick(&[
                    HeadMethod::Counted,
                    HeadMethod::Register,
                    HeadMethod::Estimate,
                ]),
                remark: d.maybe(Self::text),
            }
            .into(),
            "norm_registered" => NormRegistered {
                id: id!(d, NormId),
                item: d.maybe(|d| id!(d, ItemId)),
                group: d.maybe(|d| id!(d, ItemGroupId)),
                quantity: d.count(),
                persons: d.count(),
                basis: d.pick(&[NormBasis::Recurring, NormBasis::Once]),
                days: d.count(),
                standard: d.text(),
                edition: d.maybe(Self::text),
                source: d.text(),
                checked_on: d.maybe(Self::date),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn registers(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "deployment_recorded" => DeploymentRecorded {
                id: id!(d, DeploymentId),
                agency: id!(d, PartyId),
                role: d.text(),
                number: d.stated_count(),
                country: d.text(),
                place: d.maybe(Self::text),
                from: d.maybe(Self::partial_day),
                to: d.maybe(Self::partial_day),
                baseline: d.flag(),
                as_of: d.date(),
                source: d.text(),
            }
            .into(),
            "asset_recorded" => AssetRecorded {
                id: id!(d, AssetId),
                kind: d.text(),
                number: d.stated_count(),
                holder: id!(d, PartyId),
                country: d.text(),
                place: d.maybe(Self::text),
                as_of: d.date(),
                source: d.text(),
            }
            .into(),
            "figure_recorded" => FigureRecorded {
                id: id!(d, FigureId),
                series: d.pick(&[
                    FigureSeries::Arrivals,
                    FigureSeries::Attempts,
                    FigureSeries::Stranded,
                ]),
                place: d.text(),
                number: d.stated_count(),
                words: d.maybe(Self::text),
                as_of: d.maybe(Self::partial_day),
                source: d.text(),
                within: d.maybe(|d| id!(d, FigureId)),
                relation: d.maybe(|d| d.pick(&[FigureRelation::Part, FigureRelation::Subset])),
            }
            .into(),
            "difference_explained" => DifferenceExplained {
                id: id!(d, ExplanationId),
                of: d.differing(),
                stated: d.count(),
                computed: d.count(),
                explanation: d.text(),
                source: d.maybe(Self::text),
            }
            .into(),
            _ => return None,
        })
    }

    pub(super) fn tasks(&mut self, kind: &str) -> Option<Body> {
        let d = self;
        Some(match kind {
            "task_resolved" => d.resolution().into(),
            _ => return None,
        })
    }

    /// Mostly one that its table allows, of one of few tasks.
    fn resolution(&mut self) -> TaskResolved {
        let d = self;
        let rows = TABLE.iter().filter(|row| !row.choices.is_empty());
        let row = d.pick(&rows.collect::<Vec<_>>());
        let subject = d.pick(&["antklodė", "𝄞"]).to_owned();
        let task = TaskId::of(row.kind, &subject);
        let forged = d.next().is_multiple_of(8);
        TaskResolved {
            task: if forged { id!(d, TaskId) } else { task },
            kind: row.kind,
            subject,
            choice: d.pick(row.choices),
            site: d.maybe(|d| id!(d, SiteId)),
            about: d.maybe(|d| id!(d, DocumentId)),
            asked: d.maybe(|d| id!(d, SiteId)),
            expiry: d.maybe(Self::date),
            settles: d.some(|d| SettledEntry {
                device: id!(d, DeviceId),
                scope: d.pick(&["coordination", "funds", "no scope"]).to_owned(),
                seq: d.pick(&[1, 2]),
            }),
        }
    }
}
