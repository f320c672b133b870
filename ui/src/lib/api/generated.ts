// Written by the test `bindings` of crates/app from its contract. Do not edit: run it with UPDATE_BINDINGS=1.

export type AcceptanceId = string;

export type AcceptanceLineId = string;

export type AcceptanceLineRequest = { offer_line: OfferLineId, item: ItemId, quantity: number, site: SiteId, };

export type AcceptanceLineView = { id: AcceptanceLineId, offer_line: OfferLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, 
/**
 * What it was before it was reduced.
 */
proposed: number, 
/**
 * Received against it or matched to it so far.
 */
received: number, site: SiteId, site_name: string, };

export type AcceptanceState = "proposed" | "confirmed" | "cancelled";

/**
 * Where an acceptance may be moved; the rest of its stages follow from its own entries.
 */
export type AcceptanceStep = "cancelled";

export type AcceptanceView = { document: DocumentRow, entry: EntryMark, id: AcceptanceId, offer: OfferId, donor: PartyId, donor_names: { [key in string]: string }, state: AcceptanceState, proposed_by: PersonId, proposed_by_name: string, confirmed_by: PersonId | null, confirmed_by_name: string | null, lines: Array<AcceptanceLineView>, 
/**
 * On which the goods are taken, in the proposer's words.
 */
conditions: string | null, 
/**
 * Some line was reduced after it was proposed.
 */
reduced: boolean, 
/**
 * Acceptances before it in fold order left too little of the offer.
 */
contested: boolean, 
/**
 * The donor had withdrawn the offer before it in fold order.
 */
after_withdrawal: boolean, 
/**
 * Its activation is closed, as far as is known: it is neither confirmed nor reduced, and nothing is announced for it.
 */
activation_closed: boolean, 
/**
 * It may be given up wholly: nothing of it has come or is under way.
 */
cancellable: boolean, moves: Array<MoveView>, };

export type AccessNoteId = string;

export type AccessNoteRow = { id: AccessNoteId, site: SiteId, text: string, valid_from: string, valid_to: string | null, source: string | null, 
/**
 * Valid on the day asked about.
 */
valid: boolean, };

export type ActivationId = string;

export type ActivationStage = "monitoring" | "activated" | "operations_ended" | "closed";

/**
 * How an activation begins.
 */
export type ActivationStart = "monitoring" | "activated";

export type ActivationView = { document: DocumentRow, entry: EntryMark, id: ActivationId, requesting_state: PartyId, requesting_state_names: { [key in string]: string }, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, 
/**
 * Number of the disaster in the GLIDE register.
 */
glide: string | null, note: string | null, offers: number, stage: ActivationStage, 
/**
 * Where it may be moved from here.
 */
next: Array<ActivationStage>, moves: Array<MoveView>, };

/**
 * Names an area of a site, or a bin in an area.
 */
export type AddPlace = { site: SiteId, name: string, parent: PlaceId | null, };

export type AddPoint = { site: SiteId, name: string, };

/**
 * What was found wrong with this file and not put right since. Exports are stopped as long.
 */
export type Alarm = { 
/**
 * When it was first found.
 */
since: string, problem: Problem, };

export type AllocationId = string;

export type AllocationState = "foreseen" | "available" | "assigned" | "exhausted" | "withdrawn";

export type AllocationView = { document: DocumentRow, entry: EntryMark, id: AllocationId, decision: DecisionId | null, instrument: Instrument, purpose: string, recipient: PartyId | null, recipient_names: { [key in string]: string } | null, amount: Amount, state: AllocationState, sources: Array<string>, 
/**
 * Null: none recorded. Never 0 for want of a record.
 */
committed: AmountSum | null, 
/**
 * Likewise.
 */
paid: AmountSum | null, };

/**
 * An amount somebody stated, or did not: `minor` is null exactly when the qualifier is NOT_STATED.
 */
export type Amount = { 
/**
 * Minor units (cents), 0 ≤ n < 2^53.
 */
minor: number | null, 
/**
 * ISO 4217 code, three capitals.
 */
currency: string, qualifier: Qualifier, };

/**
 * The sum of amounts of one currency: its known part and every qualifier that went into it.
 */
export type AmountSum = { minor: number, currency: string, 
/**
 * Sorted, without repetition; empty for the sum of nothing.
 */
qualifiers: Array<Qualifier>, };

export type AnnounceConsignment = { id: ConsignmentId, acceptance: AcceptanceId, donor: PartyId, site: SiteId, transport: TransportId | null, waybill: string | null, vehicle: string | null, dispatch_point: string | null, eta: string | null, lines: Array<ConsignmentLineRequest>, units: Array<HandlingUnit>, draft: DraftId | null, };

/**
 * The second person types a PIN on the same computer.
 */
export type Approval = { person: PersonId, pin: string, };

/**
 * Beside the fields of any call that reads: what was known on one day about another. Not part of its own request.
 */
export type AsKnownOn = { 
/**
 * `YYYY-MM-DD`.
 */
on: string, 
/**
 * Last business date that counts; null: the same day.
 */
for_day: string | null, };

export type AssetId = string;

export type AssetRow = { id: AssetId, kind: string, number: StatedCount, holder: PartyId, holder_names: { [key in string]: string }, country: string, place: string | null, as_of: string, source: string, };

/**
 * What stands of one item at one site, in base units.
 */
export type BalanceRow = { site: SiteId, item: ItemId, good: number, damaged: number, quarantine: number, expired: number, recalled: number, };

export type BreakKit = { id: KitBreakId, site: SiteId, build: KitBuildId, condition: Condition, place: PlaceId | null, quantity: number, occurred_on: string, date_confirmed: boolean, };

export type BuildKit = { id: KitBuildId, site: SiteId, kit: KitId, 
/**
 * Kits.
 */
quantity: number, place: PlaceId | null, occurred_on: string, 
/**
 * Component lots; empty: those that expire first, then the oldest.
 */
lines: Array<KitLotRequest>, date_confirmed: boolean, };

export type ByDonor = { donor: PartyId, };

export type ById = { id: DocumentId, };

export type ByLot = { lot: LotId, };

export type BySite = { site: SiteId, };

/**
 * A site, or everything this person may see.
 */
export type BySiteOrAll = { site: SiteId | null, };

export type ByTask = { task: TaskId, };

/**
 * A document behind one cell, with what it contributes.
 */
export type CellDocument = { document: DocumentRow, quantity: number | null, qualifiers: Array<Qualifier>, };

/**
 * The newest documents behind one cell.
 */
export type CellDocuments = { 
/**
 * How many there are in all.
 */
total: number, documents: Array<CellDocument>, };

/**
 * Subjects to read again after a write or an exchange: `stock`, `documents`, `offers`, `matrix`, `funds`, `catalogue`,
 * `drafts`, `sync`, `sites`, `registers`, `session`, `checks`, and ids of documents.
 */
export type Change = { subjects: Array<string>, };

/**
 * One signed list of what remains of an activation.
 */
export type ClosureId = string;

/**
 * What keeps an activation from being closed, and what of its goods remains at the sites.
 */
export type ClosureView = { activation: ActivationId, offers: Array<DocumentRow>, 
/**
 * Proposed, and confirmed by nobody.
 */
acceptances: Array<DocumentRow>, requests: Array<DocumentRow>, transports: Array<DocumentRow>, consignments: Array<DocumentRow>, 
/**
 * Of its donors, and linked to nothing yet.
 */
receipts: Array<DocumentRow>, 
/**
 * Waybills between sites, or what was received of one whose waybill is not here.
 */
transfers: Array<DocumentRow>, discrepancies: Array<DiscrepancyView>, returnables: Array<ReturnableRow>, shortfalls: Array<ShortfallView>, remaining: Array<RemainingLine>, totals: Array<RemainingItem>, 
/**
 * Every list that was signed, the last in fold order first.
 */
signed: Array<SignedListView>, 
/**
 * What is different now from the list that counts; none where none was signed.
 */
differences: Array<ListDifference>, };

/**
 * A share that a legal text promises. Both are data: neither is known to the program.
 */
export type CoFinancing = { 
/**
 * Per cent as a decimal text: `75`, `37.5`.
 */
percent: string, legal_basis: string, };

/**
 * A dimension of the stock position; only GOOD is available to issue.
 */
export type Condition = "GOOD" | "DAMAGED" | "QUARANTINE" | "EXPIRED" | "RECALLED";

/**
 * The second person types a PIN on the same computer.
 */
export type ConfirmAcceptance = { acceptance: AcceptanceId, approver: PersonId, pin: string, };

/**
 * Remembers what a donor's words mean in one language.
 */
export type ConfirmSynonym = { text: string, 
/**
 * `en`, `de`, `lt`, …
 */
language: string, group: ItemGroupId, item: ItemId | null, };

export type ConsignmentId = string;

export type ConsignmentLineId = string;

export type ConsignmentLineRequest = { acceptance_line: AcceptanceLineId, item: ItemId, quantity: number, 
/**
 * How `quantity` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

export type ConsignmentLineView = { id: ConsignmentLineId, acceptance_line: AcceptanceLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, 
/**
 * How it is packed, where the donor said so.
 */
packed: PackedView | null, 
/**
 * good + damaged + refused over all posted receipts.
 */
counted: number, short: number, 
/**
 * Dispatched less what was counted and what was signed for as short; never below 0.
 */
expected: number, };

export type ConsignmentStage = "planned" | "packed" | "dispatched" | "in_transit" | "at_border" | "arrived" | "partly_received" | "received" | "received_with_discrepancy" | "closed" | "diverted" | "delayed" | "returned" | "lost";

/**
 * Where a consignment is moved, with what only that stage knows.
 */
export type ConsignmentStep = { "stage": "packed" } | { "stage": "dispatched" } | { "stage": "in_transit" } | { "stage": "at_border" } | { "stage": "arrived" } | { "stage": "closed" } | { "stage": "diverted", site: SiteId, } | { "stage": "delayed", eta: string, } | { "stage": "returned" } | { "stage": "lost" };

export type ConsignmentView = { document: DocumentRow, entry: EntryMark, id: ConsignmentId, acceptance: AcceptanceId, donor: PartyId, donor_names: { [key in string]: string }, 
/**
 * Where it is bound now.
 */
site: SiteId, site_name: string, announced_site: SiteId, transport: TransportId | null, waybill: string | null, vehicle: string | null, dispatch_point: string | null, 
/**
 * As last reported.
 */
eta: string | null, announced_eta: string | null, 
/**
 * With what receipts say.
 */
stage: ConsignmentStage, 
/**
 * By moves alone.
 */
moved_to: ConsignmentStage, 
/**
 * Where it may be moved from here.
 */
next: Array<ConsignmentStage>, 
/**
 * The activation of its acceptance is closed, as far as is known.
 */
activation_closed: boolean, 
/**
 * Expected before the day of the reading, and not here.
 */
overdue: boolean, 
/**
 * Two sites have posted receipts for one of its lines.
 */
contested: boolean, last_report: string, lines: Array<ConsignmentLineView>, units: Array<HandlingUnit>, receipts: Array<DocumentRow>, 
/**
 * What a driver must know of the site it is bound for now, on the day it is expected, else on the day of the reading.
 */
access: Array<AccessNoteRow>, moves: Array<MoveView>, };

/**
 * What the book has now.
 */
export type CountBook = { book: number, };

export type CountId = string;

export type CountLineRequest = { lot: LotId, condition: Condition, place: PlaceId | null, 
/**
 * What the book had when this line was counted; below zero where more had left than was there.
 */
book: number, counted: number, reason: string | null, 
/**
 * How `counted` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

export type CountLineView = { lot: LotId, item_code: string, item_names: { [key in string]: string }, unit: Unit, place_name: string | null, condition: Condition, book: number, counted: number, reason: string | null, 
/**
 * How `counted` was counted, where it was counted in packs.
 */
packed: PackedView | null, };

/**
 * A movement that another computer recorded before the count and that the counter had not seen: it may explain a
 * difference, and is never applied by itself.
 */
export type CountReview = { count: CountId, count_number: string, site: SiteId, lot: LotId, item: ItemId, item_names: { [key in string]: string }, unit: Unit, condition: Condition, document: DocumentId, kind: DocumentKind, number: string, recorded_at: string, 
/**
 * What it did to the place that was counted.
 */
moved: number, 
/**
 * By how much the count differed there.
 */
difference: number, };

export type CountSheet = { site: SiteId, 
/**
 * Null: the whole site.
 */
place: PlaceId | null, 
/**
 * Hides the book.
 */
blind: boolean, };

/**
 * One lot in one condition at one place, to be counted.
 */
export type CountSheetLine = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, donor_names: { [key in string]: string }, 
/**
 * Not given: `donor_names` are the supplier's.
 */
bought: boolean, origin_number: string, place: PlaceId | null, place_name: string | null, condition: Condition, 
/**
 * Null in a blind count.
 */
book: number | null, };

/**
 * One stock position, whose book is kept at the moment at which it is counted.
 */
export type CountSpot = { site: SiteId, lot: LotId, condition: Condition, place: PlaceId | null, };

/**
 * Sum of counts: the part that has numbers, how many have none, and every qualifier that went into it.
 */
export type CountSum = { 
/**
 * Null when nothing that was added has a number.
 */
value: number | null, 
/**
 * Sorted, without repetition.
 */
qualifiers: Array<Qualifier>, not_stated: number, };

export type CountView = { document: DocumentRow, entry: EntryMark, id: CountId, place_name: string | null, blind: boolean, 
/**
 * Waits for a second person and has posted nothing.
 */
waits: boolean, reversal_reason: string | null, lines: Array<CountLineView>, 
/**
 * Movements that the counter had not seen.
 */
reviews: Array<CountReview>, };

/**
 * How long goods last: an exact fraction, and its whole days.
 */
export type Cover = { 
/**
 * Whole days, rounded down.
 */
days: number, 
/**
 * The exact number of days is numerator ÷ denominator, in lowest terms.
 */
numerator: number, denominator: number, };

export type DecisionId = string;

export type DecisionView = { document: DocumentRow, entry: EntryMark, id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, beneficiary_names: { [key in string]: string } | null, sources: Array<string>, allocations: Array<AllocationView>, 
/**
 * Sum of its allocations.
 */
allocated: AmountSum, };

/**
 * The next version of what a kit contains.
 */
export type DefineKit = { id: KitId, item: ItemId, components: Array<KitComponentRequest>, };

/**
 * People deployed in one country, or in all.
 */
export type DeployedSum = { 
/**
 * Null: everywhere.
 */
country: string | null, 
/**
 * Without who was there before the crisis.
 */
crisis: CountSum, with_baseline: CountSum, };

export type DeploymentId = string;

export type DeploymentRow = { id: DeploymentId, agency: PartyId, agency_names: { [key in string]: string }, role: string, number: StatedCount, country: string, place: string | null, from: PartialDay | null, to: PartialDay | null, baseline: boolean, as_of: string, source: string, 
/**
 * Over by the day asked about, so in no total.
 */
ended: boolean, };

/**
 * One enrolled computer.
 */
export type DeviceId = string;

/**
 * This computer as the operation knows it.
 */
export type DeviceRow = { id: DeviceId, name: string, letter: string, roles: Array<Role>, reads: Array<string>, writes: Array<string>, site: SiteId | null, };

/**
 * What is stated and computed and differs.
 */
export type Differing = { "kind": "figure", figure: FigureId, } | { "kind": "stated_total", total: StatedTotalId, } | { "kind": "head_count", site: SiteId, day: string, };

/**
 * A difference between paper and goods: one kind on one receipt line.
 */
export type DiscrepancyId = string;

/**
 * How goods and paper differ.
 */
export type DiscrepancyKind = "over" | "short" | "damaged" | "wrong_item" | "expired" | "refused";

export type DiscrepancyStage = "open" | "sent_to_donor" | "acknowledged" | "settled" | "written_off";

/**
 * One difference between paper and goods, in base units.
 */
export type DiscrepancyView = { id: DiscrepancyId, kind: DiscrepancyKind, stage: DiscrepancyStage, 
/**
 * Where it may be moved from here, by whichever end.
 */
next: Array<DiscrepancyStage>, 
/**
 * What each end has said about how it ends.
 */
by_site: DiscrepancyStage | null, by_coordination: DiscrepancyStage | null, receipt: ReceiptId, receipt_number: string, occurred_on: string, site: SiteId, site_name: string, 
/**
 * Who gave it, or where it was bought, who sold it.
 */
donor: PartyId, bought: boolean, donor_names: { [key in string]: string }, lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, reason: string | null, consignment: ConsignmentId | null, moves: Array<MoveView>, };

export type DispatchLineRequest = { lot: LotId, condition: Condition, place: PlaceId | null, quantity: number, 
/**
 * How `quantity` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

/**
 * An unannounced receipt of which a line may be a dispatched one.
 */
export type DispatchProposal = { receipt: DocumentRow, receipt_id: ReceiptId, transfer: TransferRow, lines: Array<DispatchProposalLine>, };

export type DispatchProposalLine = { lot: LotId, dispatched: LotId, condition: Condition, item_code: string, item_names: { [key in string]: string }, unit: Unit, 
/**
 * Good and damaged, as received.
 */
received: number, 
/**
 * On the road now.
 */
left: number, };

/**
 * Sends goods to another site.
 */
export type DispatchTransfer = { 
/**
 * Minted by the screen with its draft, so that posting twice is posting once.
 */
id: TransferId, site: SiteId, to: SiteId, occurred_on: string, vehicle: string, carrier: string | null, seal: string | null, expected_on: string | null, lines: Array<DispatchLineRequest>, date_confirmed: boolean, draft: DraftId | null, };

export type DocumentFilter = { site: SiteId | null, 
/**
 * `receipt`, `issue`, …; null for all.
 */
kind: DocumentKind | null, 
/**
 * Words to find in number, party, site; diacritics folded.
 */
text: string | null, offset: number, 
/**
 * At most 200.
 */
limit: number, };

/**
 * Any document a person can open, by the identity its first entry carries.
 */
export type DocumentId = string;

/**
 * Kinds of document that can be opened.
 */
export type DocumentKind = "activation" | "offer" | "acceptance" | "receipt" | "issue" | "match" | "reversal" | "decision" | "allocation" | "stated_total" | "stock_move" | "transfer" | "transfer_receipt" | "transfer_settlement" | "dispatch_match" | "count" | "opening" | "kit_build" | "kit_break" | "reservation" | "request" | "transport" | "consignment";

/**
 * One line of any list of documents.
 */
export type DocumentRow = { id: DocumentId, kind: DocumentKind, 
/**
 * `PAB-GRN-21-B-00042`, or a title where the document has no number.
 */
number: string, site: SiteId | null, site_name: string | null, party: PartyId | null, party_names: { [key in string]: string } | null, occurred_on: string, recorded_at: string, person: PersonId, person_name: string, journey: Journey, quarantine_reason: string | null, 
/**
 * Number of the reversal that undid it.
 */
reversed_by: string | null, lines: number, };

/**
 * Where one lot of a donor is. `given` is what left the donor; the places add up to it.
 */
export type DonorLot = { lot: LotView, title: TitleView, given: number, places: Array<NodeBalance>, };

export type DraftId = string;

export type DraftKey = { id: DraftId, };

/**
 * Work not yet posted, kept as it is typed. `content` belongs to the screen that wrote it.
 */
export type DraftRow = { id: DraftId, 
/**
 * `receipt`, `issue`, `offer`, `activation`, `allocation`.
 */
kind: string, person: PersonId, saved_at: string, content: unknown, };

/**
 * What a choice changes.
 */
export type EffectKind = "stock" | "received" | "planned" | "difference" | "announced";

export type EndReservation = { id: ReservationId, };

/**
 * Makes the ledger file of a new computer and asks the server to enrol it.
 */
export type Enrol = { 
/**
 * `host:port`.
 */
address: string, code: string, device_name: string, 
/**
 * Wraps the data key where the computer has no keystore of its own.
 */
passphrase: string | null, };

/**
 * Where an entry stands in the proof.
 */
export type EntryMark = { device: string, device_letter: string | null, scope: string, seq: number, pos: number | null, 
/**
 * Lower-case hex SHA-256 of the entry's bytes.
 */
hash: string, };

/**
 * A delivery the site may expect: a confirmed acceptance with what is still to come.
 */
export type ExpectedDelivery = { acceptance: AcceptanceId, donor: PartyId, donor_names: { [key in string]: string }, 
/**
 * The offer was promised to others too, and there is not enough of it.
 */
contested: boolean, lines: Array<ExpectedLine>, };

export type ExpectedLine = { acceptance_line: AcceptanceLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, expected: number, };

/**
 * Says why a stated number differs from the computed one.
 */
export type ExplainDifference = { id: ExplanationId, of: Differing, 
/**
 * The two numbers as the person saw them: people, or minor units.
 */
stated: number, computed: number, explanation: string, source: string | null, };

/**
 * What a person said of a difference between a stated number and a computed one.
 */
export type ExplanationId = string;

/**
 * One explanation, the first in fold order first.
 */
export type ExplanationRow = { id: ExplanationId, 
/**
 * The two numbers as the person saw them: people, or minor units.
 */
stated: number, computed: number, explanation: string, source: string | null, person: PersonId, person_name: string | null, recorded_at: string, 
/**
 * It explains the numbers as they are now, and nobody did so before. False: it is of older numbers, or came second.
 */
stands: boolean, };

/**
 * Writes a report into a folder; null: the data directory's `exports`.
 */
export type Export = { folder: string | null, };

export type Exported = { files: Array<ExportedFile>, };

export type ExportedFile = { path: string, bytes: number, 
/**
 * Lower-case hex.
 */
sha256: string, 
/**
 * Rows or entries in it.
 */
rows: number, };

/**
 * What a site can hold, when it is open and where it lies. Null: not known.
 */
export type Facilities = { capacity_persons?: number | null, free_m2?: number | null, pallet_places?: number | null, 
/**
 * In words: "Mon-Fri 8-17".
 */
opening_hours?: string | null, 
/**
 * `LTVNO`.
 */
un_locode?: string | null, 
/**
 * Millionths of a degree, north and east positive; both or neither.
 */
latitude?: number | null, longitude?: number | null, };

/**
 * What is known of one figure. `qualifiers` is every one that went into the value, sorted, without repetition: where
 * there is none, nothing is recorded; where there are some and `value` is null, recorded and not stated.
 */
export type Figure = { value: number | null, qualifiers: Array<Qualifier>, };

/**
 * A stated total beside the sum of its parts.
 */
export type FigureCheck = "match" | "differs" | "explained" | "not_comparable";

export type FigureId = string;

/**
 * How a figure stands within another one.
 */
export type FigureRelation = "part" | "subset";

export type FigureRow = { id: FigureId, series: FigureSeries, place: string, number: StatedCount, words: string | null, as_of: PartialDay | null, source: string, within: FigureId | null, relation: FigureRelation | null, 
/**
 * Sum of the parts that are recorded; null: it has none.
 */
computed: CountSum | null, check: FigureCheck | null, 
/**
 * What was said of its difference, of these numbers or of older ones.
 */
explanations: Array<ExplanationRow>, 
/**
 * A figure inside this one: between that number and this one, never their sum.
 */
at_least: number | null, };

/**
 * What a published figure counts. None of them is a number of people at a site.
 */
export type FigureSeries = "arrivals" | "applications" | "attempts" | "detections" | "stranded" | "returns" | "other";

/**
 * Sum of the figures of one series and day that stand side by side; no source states it.
 */
export type FigureSum = { series: FigureSeries, as_of: PartialDay | null, figures: number, computed: CountSum, };

export type Find = { text: string, };

/**
 * A hit of the palette.
 */
export type Found = { documents: Array<DocumentRow>, items: Array<ItemRow>, };

/**
 * Good stock of an item at a site, and what of it is kept.
 */
export type FreeStock = { item: ItemId, good: number, reserved: number, free: number, };

export type Funds = { decisions: Array<DecisionView>, 
/**
 * Allocations of no recorded decision.
 */
allocations: Array<AllocationView>, stated_totals: Array<StatedTotalView>, 
/**
 * See `Matrix`.
 */
complete_to: number | null, unconfirmed: number, };

/**
 * A role a person holds, at one site or (site = null) in the whole operation.
 */
export type Grant = { role: Role, site: SiteId | null, };

/**
 * Pallets, boxes: what is lifted. Weight and volume are of all of them together.
 */
export type HandlingUnit = { 
/**
 * Serial shipping container code, 18 digits.
 */
sscc?: string | null, packaging: string, count: number, weight_g?: number | null, volume_dm3?: number | null, };

/**
 * Who was counted; `Total` is a number of its own and not the sum of the others.
 */
export type HeadBand = "women" | "men" | "girls" | "boys" | "infants" | "total";

/**
 * The people at a site on one day.
 */
export type HeadCountDay = { day: string, 
/**
 * Everybody; null: not known.
 */
heads: StatedCount, 
/**
 * The total that was counted as such.
 */
stated: StatedCount | null, 
/**
 * The sum of the bands that were counted.
 */
computed: CountSum | null, 
/**
 * The one beside the other, where both are there.
 */
check: FigureCheck | null, 
/**
 * What was said of their difference, of these numbers or of older ones.
 */
explanations: Array<ExplanationRow>, counts: Array<HeadCountRow>, };

export type HeadCountId = string;

export type HeadCountRow = { band: HeadBand, number: StatedCount, method: HeadMethod, remark: string | null, person: PersonId, person_name: string | null, recorded_at: string, };

export type HeadMethod = "counted" | "register" | "estimate";

/**
 * What is to be settled, the person's own first.
 */
export type Inbox = { tasks: Array<TaskRow>, 
/**
 * How many open ones the person may settle, whatever is listed.
 */
mine: number, 
/**
 * Tasks that this person settled when another one had settled them before: that decision changed nothing.
 */
in_vain: Array<TaskRow>, };

/**
 * Where the money comes from.
 */
export type Instrument = "AMIF" | "BMVI" | "UCPM" | "DREF" | "SMALL_SCALE_TOOL" | "HUMANITARIAN_AID" | "NDICI" | "NATIONAL" | "NOT_STATED";

export type IssueId = string;

export type IssueLineRequest = { item: ItemId, 
/**
 * Null: the lots that expire first, then the oldest.
 */
lot: LotId | null, quantity: number, 
/**
 * Why the named lot goes before one that expires earlier.
 */
reason: string | null, 
/**
 * How `quantity` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

export type IssueLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, condition: Condition, quantity: number, donor_names: { [key in string]: string }, 
/**
 * Not given: `donor_names` are the supplier's.
 */
bought: boolean, 
/**
 * The document in which the lot begins; null while none that tells of it is here.
 */
origin: DocumentId | null, origin_kind: DocumentKind | null, origin_number: string, place_name: string | null, 
/**
 * Why this lot, where another one expired first.
 */
reason: string | null, 
/**
 * How `quantity` was counted, where it was counted in packs.
 */
packed: PackedView | null, };

/**
 * An issue opened.
 */
export type IssueView = { document: DocumentRow, entry: EntryMark, point: PointId, point_name: string, 
/**
 * Whom it served, in numbers; null where nobody counted.
 */
served: Served | null, reversal_reason: string | null, lines: Array<IssueLineView>, };

export type ItemGroupId = string;

export type ItemGroupRow = { id: ItemGroupId, code: string, names: { [key in string]: string }, };

export type ItemId = string;

export type ItemRow = { id: ItemId, code: string, names: { [key in string]: string }, unit: Unit, tracking: Tracking, group: ItemGroupId, group_names: { [key in string]: string }, durable: boolean, 
/**
 * UN number of dangerous goods.
 */
dangerous_goods: string | null, };

/**
 * What stands of one item at all sites that were asked about, in base units.
 */
export type ItemStock = { item: ItemId, item_code: string, item_names: { [key in string]: string }, group_names: { [key in string]: string }, unit: Unit, 
/**
 * Sites where some of it stands.
 */
sites: number, good: number, damaged: number, quarantine: number, expired: number, recalled: number, };

/**
 * How far a document has come: the same three words everywhere, printed too; a quarantined one needs somebody.
 */
export type Journey = "on_this_computer" | "sent" | "confirmed" | "quarantined";

/**
 * A record of the catalogue or of a register that was kept.
 */
export type Kept = { id: RecordId, 
/**
 * It said that already.
 */
repeated: boolean, };

export type KitBreakId = string;

export type KitBuildId = string;

export type KitComponentRequest = { item: ItemId, quantity: number, };

export type KitComponentView = { item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, };

export type KitId = string;

export type KitLotRequest = { lot: LotId, place: PlaceId | null, quantity: number, };

/**
 * A lot of kits: what is inside and whose goods those are.
 */
export type KitLotView = { document: DocumentRow, entry: EntryMark, build: KitBuildId, lot: LotId, site: SiteId, item: ItemId, item_names: { [key in string]: string }, built: number, 
/**
 * Kits that were taken apart.
 */
broken: number, 
/**
 * Kits at the site that built them.
 */
here: number, reversal_reason: string | null, components: Array<KitPartView>, shares: Array<KitShareView>, breaks: Array<DocumentRow>, };

export type KitPartView = { lot: LotId, item_code: string, item_names: { [key in string]: string }, unit: Unit, donor_names: { [key in string]: string } | null, 
/**
 * Not given: `donor_names` are the supplier's.
 */
bought: boolean, origin_number: string, 
/**
 * Put in when the kits were built.
 */
quantity: number, 
/**
 * Still inside.
 */
inside: number, };

/**
 * The newest version of what a kit contains.
 */
export type KitRow = { id: KitId, item: ItemId, item_code: string, item_names: { [key in string]: string }, version: number, components: Array<KitComponentView>, };

export type KitShareView = { 
/**
 * Null: nobody knows who gave it.
 */
donor: PartyId | null, donor_names: { [key in string]: string } | null, 
/**
 * Not given, but sold by that party.
 */
bought: boolean, quantity: number, 
/**
 * Whole percent; those of one lot of kits add up to 100.
 */
percent: number, };

/**
 * What was known on one day about another, and what that leaves out.
 */
export type KnownThen = { 
/**
 * `YYYY-MM-DD`; known is what the server had accepted by the end of this day.
 */
on: string, 
/**
 * Last business date that counts.
 */
for_day: string, entries: number, 
/**
 * Not confirmed by the server yet.
 */
unconfirmed: number, known_later: number, happened_later: number, };

/**
 * How the last full check ended.
 */
export type LastCheck = { ended_at: string, 
/**
 * Entries it covered.
 */
entries: number, intact: boolean, };

/**
 * Whether what is shown is what was recorded, as far as was looked.
 */
export type LedgerChecks = { alarm: Alarm | null, 
/**
 * Null: none has ended on this computer yet.
 */
last: LastCheck | null, };

export type LeftLine = { lot: LotId, condition: Condition, 
/**
 * Below zero where more arrived than was dispatched.
 */
left: number, };

/**
 * What a limit is about.
 */
export type LimitKind = "write_off" | "count_variance";

export type LimitRow = { kind: LimitKind, 
/**
 * Base units of one item; null: every one needs a second person.
 */
units: number | null, };

export type LinkLine = { lot: LotId, dispatched: LotId, condition: Condition, };

/**
 * Says that lines of an unannounced receipt are lots that another site dispatched.
 */
export type LinkReceipt = { receipt: ReceiptId, transfer: TransferId, lines: Array<LinkLine>, };

/**
 * A line that is not what it was signed as.
 */
export type ListDifference = { site: SiteId, site_name: string, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, donor: PartyId, donor_names: { [key in string]: string }, condition: Condition, 
/**
 * 0: it was not on the list.
 */
signed: number, 
/**
 * 0: nothing stands there any more.
 */
now: number, };

/**
 * Why goods were written off.
 */
export type LossCause = "theft" | "transit" | "damage" | "expiry" | "spoilage" | "recall" | "sample" | "issued_without_record" | "distributed_without_record" | "unknown";

/**
 * A line of a receipt; also the identity of the lot it creates, which is what makes provenance unbreakable.
 */
export type LotId = string;

/**
 * To whom a lot may go back.
 */
export type LotReturn = { lot: LotId, 
/**
 * Who gave or sold it, and whoever holds the title of some; none where nobody knows whose it is, and then it may
 * go to anybody.
 */
parties: Array<PartyId>, };

/**
 * A lot with everything that ever moved it, oldest first.
 */
export type LotTrace = { lot: LotView, title: TitleView, 
/**
 * In which packs it came, where they were counted.
 */
came: PackedView | null, movements: Array<TraceRow>, now: Array<NodeBalance>, };

/**
 * What a lot is.
 */
export type LotView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, 
/**
 * Who gave it, or where it was bought, who sold it.
 */
donor: PartyId | null, donor_names: { [key in string]: string }, bought: boolean, origin: DocumentId, origin_kind: DocumentKind, origin_number: string, received_on: string, provisional: boolean, };

/**
 * A confirmed acceptance of a receipt's donor that still expects something the receipt brought.
 */
export type MatchCandidate = { acceptance: AcceptanceId, number: string, occurred_on: string, lines: Array<MatchCandidateLine>, 
/**
 * Lines of its consignments with which its goods may have come.
 */
consignments: Array<MatchProposalConsignment>, 
/**
 * How the lots of the receipt would be linked to it; every lot has a line.
 */
suggested: Array<MatchProposalLine>, };

export type MatchCandidateLine = { id: AcceptanceLineId, item: ItemId, item_names: { [key in string]: string }, unit: Unit, site_name: string, accepted: number, 
/**
 * Accepted less what was received against it or linked to it; never below 0.
 */
left: number, };

export type MatchId = string;

export type MatchLineRequest = { lot: LotId, acceptance_line: AcceptanceLineId, quantity: number, 
/**
 * The line of a consignment with which it came; null for goods that nobody announced.
 */
consignment_line: ConsignmentLineId | null, };

/**
 * An unannounced receipt beside the confirmed acceptance of the same donor that answers it best.
 */
export type MatchProposal = { receipt: ReceiptId, receipt_number: string, site: SiteId, site_name: string, occurred_on: string, donor: PartyId, donor_names: { [key in string]: string }, 
/**
 * Null when no acceptance of this donor fits.
 */
acceptance: AcceptanceId | null, lines: Array<MatchProposalLine>, 
/**
 * Lines of the acceptance's consignments with which its goods may have come.
 */
consignments: Array<MatchProposalConsignment>, };

export type MatchProposalConsignment = { consignment: ConsignmentId, 
/**
 * Its waybill or vehicle; empty where neither is known.
 */
number: string, consignment_line: ConsignmentLineId, acceptance_line: AcceptanceLineId, 
/**
 * Dispatched less counted.
 */
left: number, };

export type MatchProposalLine = { lot: LotId, item: ItemId, item_names: { [key in string]: string }, unit: Unit, 
/**
 * Good, damaged and refused together, as counted.
 */
received: number, acceptance_line: AcceptanceLineId | null, accepted: number | null, 
/**
 * What linking would count against the acceptance line.
 */
quantity: number, 
/**
 * The line of a consignment with which it probably came; null for goods that nobody announced.
 */
consignment_line: ConsignmentLineId | null, };

export type MatchReceipt = { id: MatchId, receipt: ReceiptId, acceptance: AcceptanceId, lines: Array<MatchLineRequest>, };

/**
 * A link opened: of one receipt with one acceptance, line by line.
 */
export type MatchView = { document: DocumentRow, entry: EntryMark, id: MatchId, 
/**
 * It is the one that counts for its receipt.
 */
stands: boolean, receipt: ReceiptId, receipt_number: string, acceptance: AcceptanceId, 
/**
 * Empty where the acceptance has not arrived.
 */
acceptance_number: string, donor_names: { [key in string]: string }, reversal_reason: string | null, 
/**
 * Every lot of the receipt, also one of which nothing is linked.
 */
lines: Array<MatchProposalLine>, 
/**
 * Those that it names.
 */
consignments: Array<MatchProposalConsignment>, };

export type Matrix = { rows: Array<MatrixRow>, 
/**
 * A request names no donor, so it stands beside the rows.
 */
requested: Array<RequestedRow>, donors: number, member_states: number, participating_states: number, 
/**
 * Position up to which every scope this device reads is complete; null while looking back.
 */
complete_to: number | null, 
/**
 * Entries of this computer the server has not confirmed, counted in the figures; none while looking back.
 */
unconfirmed: number, };

export type MatrixCell = { site: SiteId | null, donor: PartyId, group: ItemGroupId | null, item: ItemId | null, 
/**
 * Of the row of what the party sold; null: of what it gave.
 */
bought: boolean | null, column: MatrixColumn, };

/**
 * Columns of the matrix that open documents.
 */
export type MatrixColumn = "offered" | "accepted" | "good" | "damaged" | "short" | "issued" | "on_hand_good" | "on_hand_damaged" | "dispatched" | "in_transit";

export type MatrixFilter = { site: SiteId | null, };

/**
 * One donor and one item, or one donor and one group where the paper names no item, or a donor's whole offer
 * (`item` and `group` null) where it names neither.
 */
export type MatrixRow = { donor: PartyId, 
/**
 * What this party sold, apart from what it gave; it counts as no donor for that.
 */
bought: boolean, donor_names: { [key in string]: string }, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, unit: Unit | null, offered: Figure, accepted: Figure, good: Figure, damaged: Figure, short: Figure, issued: Figure, on_hand_good: Figure, on_hand_damaged: Figure, dispatched: Figure, 
/**
 * Dispatched, and neither counted nor signed for as short.
 */
in_transit: Figure, 
/**
 * Some of what was received is not yet linked to an acceptance.
 */
provisional: boolean, };

/**
 * Of one site, or of all the person may see.
 */
export type MaybeSite = { site: SiteId | null, };

export type MergeId = string;

/**
 * Has one record stand for another from now on; documents keep what they say.
 */
export type MergeRecords = { id: MergeId, kind: RecordKind, from: RecordId, into: RecordId, reason: string, };

/**
 * A record that stands for another one.
 */
export type MergeRow = { merge: MergeId, kind: RecordKind, from: RecordId, from_names: { [key in string]: string } | null, into: RecordId, into_names: { [key in string]: string } | null, person_name: string | null, reason: string | null, recorded_at: string, };

/**
 * One change of stage.
 */
export type MoveId = string;

/**
 * Kinds of plain movement.
 */
export type MoveKind = "internal_move" | "condition_change" | "consumption" | "return_from_user" | "return_to_donor" | "loan_out" | "loan_back" | "loss" | "disposal" | "ownership_change" | "repack";

/**
 * Moves a record to another stage; the business date says when it happened.
 */
export type MoveStage = { 
/**
 * Minted by the screen, so that moving twice is moving once.
 */
id: MoveId, record: RecordMove, occurred_on: string, reason: string | null, date_confirmed: boolean, };

/**
 * One plain movement; which of the optional fields it needs depends on `how`.
 */
export type MoveStock = { id: StockMoveId, site: SiteId, how: MoveKind, occurred_on: string, 
/**
 * Needed for a change of condition and a return to a donor.
 */
reason: string | null, 
/**
 * Internal move; null: to no named place.
 */
to_place: PlaceId | null, 
/**
 * Change of condition.
 */
to_condition: Condition | null, 
/**
 * Return from users.
 */
point: PointId | null, 
/**
 * Return to a donor, loan, change of owner (the new one).
 */
party: PartyId | null, 
/**
 * Change of owner: who held the title before.
 */
from_party: PartyId | null, 
/**
 * Loan out.
 */
due_on: string | null, 
/**
 * Loss.
 */
cause: LossCause | null, 
/**
 * Number of the report on a loss; certificate of a disposal or of a change of owner.
 */
paper: string | null, 
/**
 * Repacking.
 */
from_packaging: PackagingId | null, to_packaging: PackagingId | null, lines: Array<StockMoveLineRequest>, 
/**
 * Needed for a disposal, and for a write-off above the limit.
 */
approver: Approval | null, date_confirmed: boolean, draft: DraftId | null, };

/**
 * One move of a record, in fold order. What does not count stays visible with why.
 */
export type MoveView = { id: MoveId, 
/**
 * The stage it leads to.
 */
stage: string, record: RecordMove, counted: boolean, 
/**
 * `illegal_move`, `quarantined`, …: why it changed nothing.
 */
why: string | null, person: PersonId, person_name: string, occurred_on: string, recorded_at: string, reason: string | null, };

/**
 * The movement types of the domain, as a stock card names them.
 */
export type Movement = "RECEIPT" | "RECEIPT_REFUSED" | "ISSUE" | "INTERNAL_MOVE" | "CONDITION_CHANGE" | "CONSUMPTION" | "TRANSFER_OUT" | "TRANSFER_IN" | "RETURN_FROM_USER" | "RETURN_TO_DONOR" | "LOAN_OUT" | "LOAN_BACK" | "LOSS" | "DISPOSAL" | "COUNT_GAIN" | "COUNT_LOSS" | "KIT_BUILD" | "KIT_BREAK" | "REPACK" | "OWNERSHIP_CHANGE" | "OPENING" | "REVERSAL";

/**
 * What one site needs by one norm.
 */
export type NeedRow = { site: SiteId, site_name: string, norm: NormRow, 
/**
 * Day of the head-count; null: nobody ever counted.
 */
counted_on: string | null, heads: StatedCount, 
/**
 * Base units; null: not known.
 */
need: number | null, 
/**
 * Good and not expired.
 */
in_stock: number, 
/**
 * What is missing; 0 when enough is there; null: not known.
 */
gap: number | null, 
/**
 * Null: not known, or a thing needed once.
 */
cover: Cover | null, };

/**
 * Needs of one site or of all, for so many days from today on.
 */
export type NeedsFilter = { site: SiteId | null, horizon_days: number, };

export type NodeBalance = { node: NodeView, condition: Condition, quantity: number, };

/**
 * Kinds of place goods can be at, as a screen words them.
 */
export type NodeKind = "site" | "transit" | "distributed" | "consumed" | "partner" | "returned" | "loss" | "disposed" | "kit" | "variance" | "donor" | "supplier" | "unknown";

/**
 * A place goods can be at, in words.
 */
export type NodeView = { kind: NodeKind, 
/**
 * Party, point or site; empty where the kind says it all.
 */
names: { [key in string]: string }, site: SiteId | null, place_name: string | null, cause: LossCause | null, };

/**
 * How often a norm's quantity is needed.
 */
export type NormBasis = "recurring" | "once";

export type NormId = string;

export type NormRow = { id: NormId, item: ItemId | null, group: ItemGroupId | null, 
/**
 * Of the item or the group.
 */
names: { [key in string]: string } | null, unit: Unit | null, quantity: number, persons: number, basis: NormBasis, days: number, standard: string, edition: string | null, source: string, checked_on: string | null, };

/**
 * For calls that need nothing.
 */
export type Nothing = Record<symbol, never>;

/**
 * Which packaging versions to list; null: all.
 */
export type OfItem = { item: ItemId | null, };

export type OfReceipt = { receipt: ReceiptId, };

export type OfferId = string;

/**
 * What a donor says of one line beside its quantity. Weights are whole grams, volumes whole cubic decimetres.
 */
export type OfferLineDetail = { packaging?: string | null, weight_g?: number | null, volume_dm3?: number | null, condition?: OfferedCondition | null, expiry?: string | null, };

export type OfferLineId = string;

export type OfferLineRequest = { id: OfferLineId, text: string, group: ItemGroupId | null, item: ItemId | null, quantity: StatedQuantity, title: Title, detail: OfferLineDetail | null, };

export type OfferLineView = { id: OfferLineId, text: string, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, unit: Unit | null, quantity: StatedQuantity, title: Title, 
/**
 * Confirmed and proposed together.
 */
accepted: number, packaging: string | null, weight_g: number | null, volume_dm3: number | null, condition: OfferedCondition | null, expiry: string | null, };

/**
 * How an offer reached the coordinator.
 */
export type OfferSource = "CECIS" | "BILATERAL" | "RESC_EU" | "ECPP";

export type OfferStage = "received" | "under_review" | "partly_accepted" | "accepted" | "declined" | "withdrawn" | "expired";

/**
 * A pasted table as it was understood. Nothing is written; every fault names its row and column.
 */
export type OfferTable = { lines: Array<OfferTableLine>, faults: Array<TableFault>, 
/**
 * Rows that hold something, the heading left out.
 */
rows: number, };

/**
 * One row that can become a line of an offer.
 */
export type OfferTableLine = { 
/**
 * As the spreadsheet counts, from 1.
 */
row: number, text: string, group: ItemGroupId | null, item: ItemId | null, 
/**
 * The wording was remembered or is the catalogue's own.
 */
matched: boolean, quantity: StatedQuantity, detail: OfferLineDetail, };

/**
 * What a donor says of a whole offer beside its lines.
 */
export type OfferTerms = { 
/**
 * Last day on which it can be accepted.
 */
valid_until?: string | null, available_from?: string | null, 
/**
 * Who is to bring it, in the donor's words.
 */
transport_need?: string | null, };

export type OfferView = { document: DocumentRow, entry: EntryMark, id: OfferId, activation: ActivationId, donor: PartyId, donor_names: { [key in string]: string }, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineView>, acceptances: Array<AcceptanceView>, 
/**
 * With what acceptances took and, where a call gives it, on the day of the reading.
 */
stage: OfferStage, 
/**
 * By moves alone.
 */
moved_to: OfferStage, 
/**
 * Where it may be moved from here.
 */
next: Array<OfferStage>, 
/**
 * Its activation is closed, as far as is known: nothing more of it is taken.
 */
activation_closed: boolean, valid_until: string | null, available_from: string | null, transport_need: string | null, moves: Array<MoveView>, };

/**
 * New or used, as the donor says.
 */
export type OfferedCondition = "new" | "used";

export type OpeningId = string;

export type OpeningLineRequest = { item: ItemId, batch: string | null, expiry: string | null, 
/**
 * Null: nobody knows any more.
 */
donor: PartyId | null, condition: Condition, quantity: number, place: PlaceId | null, 
/**
 * How `quantity` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

export type OpeningLineView = { lot: LotId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, 
/**
 * Null: nobody knows any more who gave it.
 */
donor_names: { [key in string]: string } | null, condition: Condition, quantity: number, place_name: string | null, 
/**
 * How `quantity` was counted, where it was counted in packs.
 */
packed: PackedView | null, };

export type OpeningView = { document: DocumentRow, entry: EntryMark, note: string, 
/**
 * Waits for a second person and has posted nothing.
 */
waits: boolean, reversal_reason: string | null, lines: Array<OpeningLineView>, };

/**
 * One response operation ("Lithuania 2021"): one ledger, one server row, one file per device.
 */
export type OperationId = string;

/**
 * Who brings the goods.
 */
export type Organiser = "donor" | "ercc_pooled" | "commercial";

/**
 * From whom a receipt took its goods.
 */
export type Origin = "donor" | "supplier";

/**
 * Goods of this site that are with users or partners, and may come back.
 */
export type OutRow = { lot: LotView, kind: NodeKind, point: PointId | null, party: PartyId | null, names: { [key in string]: string }, quantity: number, };

export type PackagingId = string;

/**
 * How far a pack is from the goods themselves.
 */
export type PackagingLevel = "base" | "inner" | "carton" | "pallet";

export type PackagingRow = { id: PackagingId, item: ItemId, item_names: { [key in string]: string }, level: PackagingLevel, contains: number, of: PackagingId | null, base_units: number, unit: Unit | null, gtin: string | null, gross_grams: number | null, volume_ml: number | null, stackable: boolean, };

/**
 * So many packs of one packaging version, and what lay loose beside them.
 *
 * What a newcomer gets wrong: the quantity of the line, in base units, is what moves. This says how somebody came to it,
 * so that the sheet can be compared with the pallets; where the two disagree the quantity stands and readers are told.
 */
export type Packed = { 
/**
 * The version, never the item alone: a carton that holds another number next year is another version.
 */
packaging: PackagingId, 
/**
 * At least one; a line that counted no pack names no packaging.
 */
packs: number, 
/**
 * Base units that lay in no pack.
 */
loose: number, };

/**
 * Whether the packs of a line come to its quantity.
 */
export type PackedState = "agrees" | "unknown" | "contradicts";

/**
 * How a line was counted: twelve cartons of twenty, and three loose.
 */
export type PackedView = { packaging: PackagingId, state: PackedState, 
/**
 * Null while the packaging version is not here; so is what one pack holds.
 */
level: PackagingLevel | null, base_units: number | null, 
/**
 * Null where what was written is no number of packs; so is what lay loose.
 */
packs: number | null, loose: number | null, 
/**
 * Base units that the line says it is; these moved.
 */
quantity: number, };

/**
 * Written `2021`, `2021-07` or `2021-07-15`. What is not stated is not filled in.
 */
export type PartialDay = string;

/**
 * Legal role of a party under the Mechanism.
 */
export type ParticipantKind = "MEMBER_STATE" | "PARTICIPATING_STATE" | "EU_BODY" | "UN_AGENCY" | "RC_RC" | "NGO" | "PRIVATE" | "HOST_AUTHORITY";

/**
 * A state, EU body, agency, society or host authority.
 */
export type PartyId = string;

/**
 * A name in a list, and whom the catalogue has of that name.
 */
export type PartyMention = { text: string, 
/**
 * Null: the catalogue has nobody of this name.
 */
party: PartyId | null, };

export type PartyRow = { id: PartyId, kind: ParticipantKind, names: { [key in string]: string }, iso: string | null, eu_code: string | null, donor: boolean, affected: boolean, 
/**
 * Spellings met in sources.
 */
synonyms: Array<string>, };

export type PersonId = string;

export type PersonRow = { id: PersonId, name: string, grants: Array<Grant>, 
/**
 * A PIN is set on this device.
 */
pin_set: boolean, 
/**
 * Wrong PINs have locked this person out until then (RFC 3339), else null.
 */
locked_until: string | null, };

/**
 * An area or bin inside a site.
 */
export type PlaceId = string;

/**
 * An area or bin inside a site.
 */
export type PlaceRow = { id: PlaceId, 
/**
 * With its area in front of it: `Hall A / Bin 3`.
 */
name: string, parent: PlaceId | null, };

export type PlanTransport = { id: TransportId, activation: ActivationId, donor: PartyId, organiser: Organiser, title: string, planned_start: string | null, co_financing: CoFinancing | null, draft: DraftId | null, };

/**
 * A place inside a site to which goods are issued (a dormitory block, a family area).
 */
export type PointId = string;

export type PointRow = { id: PointId, name: string, };

export type PostCount = { id: CountId, site: SiteId, place: PlaceId | null, blind: boolean, occurred_on: string, lines: Array<CountLineRequest>, 
/**
 * The second person, where the differences exceed the limit.
 */
approver: Approval | null, date_confirmed: boolean, draft: DraftId | null, };

export type PostIssue = { id: IssueId, site: SiteId, point: PointId, occurred_on: string, lines: Array<IssueLineRequest>, 
/**
 * Whom it served, in numbers; never who.
 */
served: Served | null, date_confirmed: boolean, draft: DraftId | null, 
/**
 * The reservation or release order it fulfils.
 */
reservation: ReservationId | null, };

/**
 * Records stock that was there when the site was taken over.
 */
export type PostOpening = { id: OpeningId, site: SiteId, occurred_on: string, note: string, lines: Array<OpeningLineRequest>, 
/**
 * Always needed.
 */
approver: Approval | null, date_confirmed: boolean, draft: DraftId | null, };

export type PostReceipt = { 
/**
 * Minted by the screen with its draft, so that posting twice is posting once.
 */
id: ReceiptId, site: SiteId, 
/**
 * Who gave the goods; where `origin` says so, who sold them.
 */
donor: PartyId, 
/**
 * Null: a donor gave them.
 */
origin: Origin | null, acceptance: AcceptanceId | null, consignment: ConsignmentId | null, 
/**
 * Business date, `YYYY-MM-DD`.
 */
occurred_on: string, handed_over_on: string | null, paper: string | null, declared_value: Amount, lines: Array<ReceiptLineRequest>, 
/**
 * The person has looked at a date this computer's doubtful clock calls future and confirms it.
 */
date_confirmed: boolean, 
/**
 * Draft to end in the same transaction.
 */
draft: DraftId | null, };

/**
 * A posting that went in.
 */
export type Posted = { id: DocumentId, number: string, 
/**
 * It was there already: the same request came twice.
 */
repeated: boolean, };

export type Priority = "urgent" | "high" | "normal";

/**
 * A refusal or failure, ready to be translated.
 */
export type Problem = { 
/**
 * Stable, kebab-case: `not-enough-stock`.
 */
code: string, 
/**
 * The field or document concerned: `lines.2.good`, a document id.
 */
subject: string | null, 
/**
 * Numbers and names for the sentence, as text.
 */
facts: { [key in string]: string }, };

/**
 * What a site would have the catalogue say.
 */
export type ProposalId = string;

/**
 * What a site would have the catalogue say, beside what it says.
 */
export type ProposalRow = { id: ProposalId, site: SiteId, site_name: string | null, item: ItemId, item_code: string | null, 
/**
 * The central text; null while the item is not here.
 */
names: { [key in string]: string } | null, proposed: { [key in string]: string }, person_name: string | null, reason: string | null, recorded_at: string, 
/**
 * Null: nobody has settled it yet.
 */
adopted: boolean | null, };

export type ProposeAcceptance = { id: AcceptanceId, offer: OfferId, lines: Array<AcceptanceLineRequest>, 
/**
 * On which the goods are taken.
 */
conditions: string | null, };

/**
 * What a site would have the catalogue say.
 */
export type ProposeItem = { id: ProposalId, site: SiteId, item: ItemId, names: { [key in string]: string }, reason: string, draft: DraftId | null, };

/**
 * How exactly a number is known. Travels with the number through every sum.
 */
export type Qualifier = "EXACT" | "UP_TO" | "AROUND" | "OVER" | "ESTIMATED" | "NOT_STATED";

/**
 * A table as it comes out of a spreadsheet's clipboard or a CSV file, or the first sheet of an XLSX file.
 */
export type ReadOfferTable = { 
/**
 * Null where a file is named or a workbook given.
 */
text: string | null, 
/**
 * Path of an XLSX file on this computer.
 */
file: string | null, 
/**
 * An XLSX file itself, in Base64, as a window has it that a person gave it to.
 */
workbook: string | null, 
/**
 * Language of the donor's words: `en`, `de`, `lt`, …
 */
language: string, };

/**
 * A sentence of a source that lists parties.
 */
export type ReadPartyList = { text: string, };

export type ReceiptId = string;

export type ReceiptLineRequest = { item: ItemId, batch: string | null, expiry: string | null, acceptance_line: AcceptanceLineId | null, 
/**
 * The line of the consignment it answers, where `consignment` is given.
 */
consignment_line: ConsignmentLineId | null, expected: number | null, 
/**
 * Counted good, what was over included.
 */
good: number, damaged: number, refused: number, reason: string | null, 
/**
 * Where in the site it is put; null: no named place.
 */
place: PlaceId | null, 
/**
 * How `good` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

export type ReceiptLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, expected: number | null, good: number, damaged: number, refused: number, short: number, over: number, reason: string | null, place_name: string | null, 
/**
 * How `good` was counted, where it was counted in packs.
 */
packed: PackedView | null, };

/**
 * A receipt opened.
 */
export type ReceiptView = { document: DocumentRow, entry: EntryMark, id: ReceiptId, 
/**
 * Who gave the goods, or where they were bought, who sold them.
 */
donor: PartyId, bought: boolean, donor_names: { [key in string]: string }, acceptance: AcceptanceId | null, 
/**
 * The announced consignment it answers.
 */
consignment: ConsignmentId | null, 
/**
 * Linked later by a coordinator.
 */
matched: boolean, handed_over_on: string | null, paper: string | null, declared_value: Amount, reversal_reason: string | null, lines: Array<ReceiptLineView>, };

export type ReceiveLineRequest = { lot: LotId, 
/**
 * In which it left.
 */
condition: Condition, good: number, damaged: number, refused: number, reason: string | null, place: PlaceId | null, 
/**
 * How `good` was counted, where it was counted in packs; null: in base units.
 */
packed: Packed | null, };

/**
 * Takes in what another site sent.
 */
export type ReceiveTransfer = { id: TransferReceiptId, site: SiteId, transfer: TransferId, 
/**
 * The code of the paper waybill, while the waybill itself has not arrived.
 */
code: string | null, occurred_on: string, lines: Array<ReceiveLineRequest>, date_confirmed: boolean, draft: DraftId | null, };

export type RecordAccessNote = { id: AccessNoteId, site: SiteId, text: string, valid_from: string, 
/**
 * Null: until further notice.
 */
valid_to: string | null, source: string | null, draft: DraftId | null, };

export type RecordActivation = { id: ActivationId, requesting_state: PartyId, ucpm_number: string | null, 
/**
 * Of the GLIDE register: `CE-2021-000100-LTU`.
 */
glide: string | null, note: string | null, hazard: string, requested_on: string, source: string | null, 
/**
 * Null: it has activated.
 */
stage: ActivationStart | null, date_confirmed: boolean, draft: DraftId | null, };

export type RecordAllocation = { id: AllocationId, decision: DecisionId | null, instrument: Instrument, purpose: string, recipient: PartyId | null, amount: Amount, state: AllocationState, sources: Array<string>, draft: DraftId | null, };

export type RecordAsset = { id: AssetId, kind: string, number: StatedCount, holder: PartyId, country: string, place: string | null, as_of: string, source: string, draft: DraftId | null, };

export type RecordDecision = { id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, sources: Array<string>, date_confirmed: boolean, draft: DraftId | null, };

export type RecordDeployment = { id: DeploymentId, agency: PartyId, role: string, number: StatedCount, country: string, place: string | null, 
/**
 * `2021`, `2021-07` or `2021-07-15`: as far as the source says.
 */
from: string | null, to: string | null, baseline: boolean, as_of: string, source: string, draft: DraftId | null, };

export type RecordFigure = { id: FigureId, series: FigureSeries, place: string, number: StatedCount, words: string | null, as_of: string | null, source: string, within: FigureId | null, relation: FigureRelation | null, draft: DraftId | null, };

export type RecordHeadCount = { id: HeadCountId, site: SiteId, day: string, band: HeadBand, number: StatedCount, method: HeadMethod, remark: string | null, date_confirmed: boolean, draft: DraftId | null, };

/**
 * A record of the catalogue or of a register, whichever it is.
 */
export type RecordId = string;

/**
 * Which kind of record has duplicates.
 */
export type RecordKind = "item" | "party";

/**
 * A record and the stage it moves to. The entry's business date says when, its reason why.
 */
export type RecordMove = { "kind": "activation", id: ActivationId, to: ActivationStage, } | { "kind": "request", id: RequestId, to: RequestStage, } | { "kind": "offer", id: OfferId, to: OfferStage, } | { "kind": "acceptance", id: AcceptanceId, to: AcceptanceStep, } | { "kind": "transport", id: TransportId, to: TransportStage, } | { "kind": "consignment", id: ConsignmentId, to: ConsignmentStep, } | { "kind": "discrepancy", id: DiscrepancyId, site: SiteId, to: DiscrepancyStage, };

export type RecordOffer = { id: OfferId, activation: ActivationId, donor: PartyId, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineRequest>, terms: OfferTerms | null, date_confirmed: boolean, draft: DraftId | null, };

/**
 * A request for assistance, or a new version of one: then `version` is one more than the one that stands.
 */
export type RecordRequest = { id: RequestId, activation: ActivationId, version: number, title: string, reference: string | null, lines: Array<RequestLineRequest>, draft: DraftId | null, };

export type RecordStatedTotal = { id: StatedTotalId, title: string, amount: Amount, parts: Array<AllocationId>, source: string, draft: DraftId | null, };

/**
 * Less is taken of an offer than was accepted: what is left of each line named.
 */
export type ReduceAcceptance = { id: ReductionId, acceptance: AcceptanceId, reason: string, lines: Array<ReducedLine>, };

export type ReducedLine = { acceptance_line: AcceptanceLineId, 
/**
 * What is left of it, in base units; less than before, 0 for none.
 */
quantity: number, };

/**
 * One reduction of an acceptance.
 */
export type ReductionId = string;

/**
 * A group is kept again under its id when it changes; so is every record of the catalogue but packaging.
 */
export type RegisterGroup = { id: ItemGroupId, code: string, names: { [key in string]: string }, draft: DraftId | null, };

export type RegisterItem = { id: ItemId, group: ItemGroupId, code: string, names: { [key in string]: string }, unit: Unit, tracking: Tracking, durable: boolean, 
/**
 * UN number, where the item is dangerous goods.
 */
dangerous_goods: string | null, draft: DraftId | null, };

export type RegisterNorm = { id: NormId, item: ItemId | null, group: ItemGroupId | null, quantity: number, persons: number, basis: NormBasis, days: number, standard: string, edition: string | null, source: string, checked_on: string | null, draft: DraftId | null, };

export type RegisterPackaging = { id: PackagingId, item: ItemId, level: PackagingLevel, 
/**
 * Packs of `of`, or base units where there is none.
 */
contains: number, of: PackagingId | null, gtin: string | null, gross_grams: number | null, volume_ml: number | null, stackable: boolean, draft: DraftId | null, };

export type RegisterParty = { id: PartyId, kind: ParticipantKind, names: { [key in string]: string }, iso: string | null, eu_code: string | null, donor: boolean, affected: boolean, synonyms: Array<string>, draft: DraftId | null, };

export type RegisterSite = { id: SiteId, code: string, name: string, kind: SiteKind, country: string, time_zone: string, facilities: Facilities | null, draft: DraftId | null, };

export type Registers = { deployments: Array<DeploymentRow>, 
/**
 * By country, and everywhere last; empty when nothing is recorded.
 */
deployed: Array<DeployedSum>, assets: Array<AssetRow>, figures: Array<FigureRow>, sums: Array<FigureSum>, };

/**
 * All that remains of one item, in its own unit.
 */
export type RemainingItem = { item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, good: number, damaged: number, 
/**
 * In quarantine, expired or recalled.
 */
other: number, };

/**
 * Goods of one item from one donor, in one condition, at one site.
 */
export type RemainingLine = { site: SiteId, site_name: string, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, donor: PartyId, donor_names: { [key in string]: string }, condition: Condition, quantity: number, 
/**
 * How many of them are inside kits; 0 on a list that was signed, for a list says what stands and not how.
 */
in_kits: number, };

/**
 * Goods of one item from one donor, in one condition, that stand at one site.
 */
export type RemainingStock = { site: SiteId, item: ItemId, donor: PartyId, condition: Condition, 
/**
 * Base units, 1 ≤ n < 2^53.
 */
quantity: number, };

/**
 * A request for assistance; its versions share it.
 */
export type RequestId = string;

export type RequestLineId = string;

export type RequestLineRequest = { id: RequestLineId, text: string, group: ItemGroupId | null, item: ItemId | null, quantity: StatedQuantity, unit: string | null, priority: Priority, needed_by: string | null, site: SiteId | null, entry_point: string | null, specification: string | null, };

export type RequestLineView = { id: RequestLineId, text: string, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, quantity: StatedQuantity, 
/**
 * In words, where no item says it.
 */
unit: string | null, priority: Priority, needed_by: string | null, site: SiteId | null, site_name: string | null, entry_point: string | null, specification: string | null, };

export type RequestStage = "draft" | "sent" | "open" | "amended" | "fulfilled" | "closed" | "withdrawn";

export type RequestVersionView = { version: number, title: string, counted: boolean, why: string | null, person_name: string, occurred_on: string, recorded_at: string, lines: Array<RequestLineView>, };

export type RequestView = { document: DocumentRow, entry: EntryMark, id: RequestId, activation: ActivationId, version: number, stage: RequestStage, 
/**
 * Where it may be moved from here.
 */
next: Array<RequestStage>, 
/**
 * Its activation is closed, as far as is known.
 */
activation_closed: boolean, title: string, reference: string | null, 
/**
 * Of the version that stands.
 */
lines: Array<RequestLineView>, 
/**
 * Every version, the oldest first.
 */
versions: Array<RequestVersionView>, moves: Array<MoveView>, };

/**
 * What requests ask for of one item, one group, or in words that name neither.
 */
export type RequestedRow = { group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, text: string | null, requested: Figure, 
/**
 * Requests that ask for it.
 */
requests: number, };

export type ReservationId = string;

export type ReservationLineView = { item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, 
/**
 * Less what was issued for it.
 */
remaining: number, };

/**
 * How a reservation stands on the day it is read.
 */
export type ReservationState = "active" | "fulfilled" | "ended" | "expired" | "quarantined";

export type ReservationView = { document: DocumentRow, id: ReservationId, site: SiteId, point: PointId | null, point_name: string | null, expires_on: string, note: string | null, 
/**
 * Ordered by a coordinator.
 */
release_order: boolean, state: ReservationState, lines: Array<ReservationLineView>, };

/**
 * Keeps good stock for somebody; by a coordinator it is a release order.
 */
export type ReserveStock = { id: ReservationId, site: SiteId, point: PointId | null, 
/**
 * Last day on which it holds.
 */
expires_on: string, note: string | null, lines: Array<ReservedLineRequest>, };

export type ReservedLineRequest = { item: ItemId, quantity: number, };

/**
 * Settles a task by one of its choices.
 */
export type ResolveTask = { task: TaskId, choice: TaskChoice, 
/**
 * As the choice says it.
 */
about: DocumentId | null, expiry: string | null, 
/**
 * As the task was read; if it rests on others by now, it is to be looked at again.
 */
rests_on: Array<SettledRef>, reason: string, };

/**
 * Why goods have to come back, or go back.
 */
export type ReturnKind = "owed_to_donor" | "lent_out";

export type ReturnableRow = { kind: ReturnKind, party: PartyId, party_names: { [key in string]: string }, 
/**
 * Null: nobody wrote a date down.
 */
due_on: string | null, document: DocumentId, document_kind: DocumentKind, number: string, lot: LotView, outstanding: number, };

export type ReturnsTo = { lots: Array<LotId>, };

/**
 * Undoes a receipt, an issue or a match by a reversal that stays visible.
 */
export type Reverse = { document: DocumentId, reason: string, occurred_on: string, date_confirmed: boolean, };

export type Role = "store_keeper" | "site_head" | "dispatcher" | "coordinator" | "donor_liaison" | "fund_officer" | "auditor" | "administrator";

export type SaveDraft = { id: DraftId, kind: string, content: unknown, };

/**
 * How many people were served, by band; never who. Null is not known, and not 0.
 */
export type Served = { women: number | null, men: number | null, girls: number | null, boys: number | null, infants: number | null, households: number | null, 
/**
 * Kits handed out, where goods go out kit by kit.
 */
kits: number | null, };

/**
 * Base units of one item up to which one person alone decides.
 */
export type SetLimit = { kind: LimitKind, units: number, };

export type SetPin = { person: PersonId, code: string, pin: string, };

export type SetSetting = { key: string, value: string, };

export type SettleProposal = { proposal: ProposalId, adopt: boolean, reason: string, };

/**
 * Closes what stayed on the road, as the person saw it.
 */
export type SettleTransfer = { transfer: TransferId, reason: string, lines: Array<LeftLine>, };

/**
 * An entry by its stream and number.
 */
export type SettledRef = { device: string, scope: string, seq: number, };

/**
 * A site has less than nothing of an item; somebody has to count.
 */
export type ShortfallView = { site: SiteId, site_name: string, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, 
/**
 * Below 0.
 */
quantity: number, };

/**
 * Signs what remains of an activation at the sites today, as it was shown.
 */
export type SignClosure = { 
/**
 * Minted by the screen, so that signing twice is signing once.
 */
id: ClosureId, activation: ActivationId, 
/**
 * Every line that was shown; none where nothing remains.
 */
lines: Array<RemainingStock>, reason: string | null, };

export type SignIn = { person: PersonId, pin: string, };

/**
 * A remaining stock list as it was signed.
 */
export type SignedListView = { id: ClosureId, counted: boolean, 
/**
 * `quarantined`, `foreign`, …: why it says nothing.
 */
why: string | null, person: PersonId, person_name: string, occurred_on: string, recorded_at: string, reason: string | null, entry: EntryMark, lines: Array<RemainingLine>, totals: Array<RemainingItem>, };

/**
 * Two records that look like one.
 */
export type SimilarRow = { kind: RecordKind, one: RecordId, one_names: { [key in string]: string }, other: RecordId, other_names: { [key in string]: string }, 
/**
 * Letters that differ between the two names that are nearest.
 */
distance: number, };

export type SiteId = string;

export type SiteKind = "RECEPTION_CENTRE" | "HUB" | "BORDER_POST" | "WAREHOUSE" | "OFFICE";

/**
 * Everything known of one site.
 */
export type SitePage = { site: SiteRow, access_notes: Array<AccessNoteRow>, 
/**
 * The latest first; at most a hundred.
 */
head_counts: Array<HeadCountDay>, };

export type SiteRow = { id: SiteId, code: string, name: string, kind: SiteKind, country: string, time_zone: string, points: Array<PointRow>, 
/**
 * Null: nothing is known of the place itself.
 */
facilities: Facilities | null, places: Array<PlaceRow>, };

/**
 * What stands of one item at one site, with the site's name.
 */
export type SiteStock = { site: SiteId, 
/**
 * Empty where the site has not arrived.
 */
site_name: string, good: number, damaged: number, quarantine: number, expired: number, recalled: number, };

/**
 * How far this computer is on its way to work.
 */
export type Stage = "broken" | "new" | "locked" | "signed_out" | "signed_in";

/**
 * A number of people, vehicles or events that somebody stated, or did not. Zero is an answer; `value` is null exactly
 * when the qualifier is NOT_STATED.
 */
export type StatedCount = { value: number | null, qualifier: Qualifier, };

/**
 * A quantity somebody stated, or did not: `value` is null exactly when the qualifier is NOT_STATED.
 */
export type StatedQuantity = { value: number | null, qualifier: Qualifier, };

export type StatedTotalId = string;

export type StatedTotalView = { document: DocumentRow, entry: EntryMark, id: StatedTotalId, title: string, stated: Amount, computed: AmountSum, check: TotalCheck, 
/**
 * Stated minus computed in minor units, where both are numbers.
 */
difference: number | null, parts: Array<AllocationId>, source: string, 
/**
 * What was said of its difference, of these amounts or of older ones.
 */
explanations: Array<ExplanationRow>, };

export type Status = { stage: Stage, problem: Problem | null, demo: boolean, operation: OperationId | null, operation_name: string | null, device: DeviceRow | null, person: PersonId | null, person_name: string | null, grants: Array<Grant>, 
/**
 * Site of this computer, or the first the person may work at.
 */
site: SiteId | null, 
/**
 * Today by this computer's clock in the site's time zone, `YYYY-MM-DD`.
 */
today: string, 
/**
 * The clock is earlier than something already recorded, or far from the server's.
 */
clock_suspect: boolean, 
/**
 * Minutes without a touch after which the screen locks.
 */
lock_after_minutes: number, 
/**
 * Language chosen on this computer, `en` or `lt`; null: follow the system.
 */
language: string | null, 
/**
 * `light`, `dark`; null: follow the system.
 */
theme: string | null, version: string, data_folder: string, };

export type StockCard = { site: SiteId, item: ItemId, };

/**
 * One line of a stock card, oldest first, with the running balance of all conditions.
 */
export type StockCardRow = { document: DocumentId, kind: DocumentKind, number: string, occurred_on: string, movement: Movement, condition: Condition, 
/**
 * Another one than `condition` where the movement changed it.
 */
to_condition: Condition, 
/**
 * Who or what stands at the other end; empty when both ends are in the site. Of a change of owner, the new one.
 */
counterpart: { [key in string]: string }, 
/**
 * Named places inside the site that it left and reached.
 */
from_place: string | null, to_place: string | null, quantity_in: number, quantity_out: number, balance: number, reversed: boolean, };

/**
 * Of what stands at any site, that of one site, of one donor, in one condition; null for all.
 */
export type StockEverywhere = { site: SiteId | null, donor: PartyId | null, condition: Condition | null, };

export type StockLot = { lot: LotId, 
/**
 * The document in which the lot begins.
 */
origin: DocumentId, origin_kind: DocumentKind, origin_number: string, 
/**
 * Who gave it, or where it was bought, who sold it. Null: taken over, and nobody knows any more.
 */
donor: PartyId | null, donor_names: { [key in string]: string }, bought: boolean, 
/**
 * Where some of it changed its owner.
 */
title: TitleView | null, batch: string | null, expiry: string | null, 
/**
 * Not yet linked to a donor's accepted offer.
 */
provisional: boolean, spots: Array<StockSpot>, };

export type StockMoveId = string;

export type StockMoveLineRequest = { lot: LotId, 
/**
 * Where it stands; for goods that come back, where it is put. Null: no named place.
 */
place: PlaceId | null, 
/**
 * In which condition it stands; for goods that come back, in which it comes.
 */
condition: Condition, quantity: number, };

export type StockMoveLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, place_name: string | null, condition: Condition, quantity: number, donor_names: { [key in string]: string }, 
/**
 * Not given: `donor_names` are the supplier's.
 */
bought: boolean, origin_number: string, };

/**
 * A plain movement opened.
 */
export type StockMoveView = { document: DocumentRow, entry: EntryMark, id: StockMoveId, how: MoveKind, 
/**
 * Why, in the author's words.
 */
reason: string | null, to_place: string | null, to_condition: Condition | null, point_name: string | null, from_party_names: { [key in string]: string } | null, due_on: string | null, cause: LossCause | null, 
/**
 * Number of the report on a loss, or text of the certificate.
 */
paper: string | null, needs_approval: boolean, 
/**
 * The second person; null while none has approved.
 */
approved_by_name: string | null, reversal_reason: string | null, lines: Array<StockMoveLineView>, };

export type StockOfItem = { item: ItemId, site: SiteId | null, donor: PartyId | null, condition: Condition | null, };

/**
 * Stock of one item at one site, summed over its lots and places.
 */
export type StockRow = { site: SiteId, item: ItemId, item_code: string, item_names: { [key in string]: string }, group_names: { [key in string]: string }, unit: Unit, good: number, damaged: number, quarantine: number, expired: number, recalled: number, lots: Array<StockLot>, };

/**
 * Units of one lot in one condition at one place.
 */
export type StockSpot = { 
/**
 * Null: at the site, in no named place.
 */
place: PlaceId | null, place_name: string | null, condition: Condition, quantity: number, };

/**
 * One exchange with the server, kept 90 days.
 */
export type SyncLogRow = { at: string, sent: number, received: number, 
/**
 * Problem code, or null when it went well.
 */
problem: string | null, };

/**
 * What the exchange with the server is doing.
 */
export type SyncPhase = "idle" | "sending" | "receiving" | "offline" | "stuck";

/**
 * The pill: recomputed from facts each time.
 */
export type SyncStatus = { phase: SyncPhase, unsent: number, 
/**
 * Progress of the exchange under way.
 */
done: number, total: number, last_exchange: string | null, oldest_unsent: string | null, problem: Problem | null, };

/**
 * What is wrong with one cell. Where `row` is 1 and the column 0 it is the table as a whole.
 */
export type TableFault = { row: number, 
/**
 * From 1; 0 for the whole row.
 */
column: number, 
/**
 * Letter as the spreadsheet shows it: `C`.
 */
column_name: string, 
/**
 * `quantity-fraction`, `table-formula`, …
 */
code: string, text: string, };

/**
 * What a person may decide.
 */
export type TaskChoice = "confirm_split" | "ask_reversal" | "keep_one" | "keep_all" | "stand_by_donor" | "donor_confirmed" | "label_says" | "different" | "explains" | "does_not_explain" | "confirm_date" | "receipt_stands" | "withdraw_consignment" | "withdraw_link";

/**
 * What somebody decided.
 */
export type TaskDecision = { choice: TaskChoice, about: DocumentId | null, expiry: string | null, person: PersonId, person_name: string, recorded_at: string, reason: string | null, 
/**
 * False: another one had settled all of it before.
 */
counts: boolean, };

export type TaskEffect = { kind: EffectKind, site_name: string | null, from: number, to: number, };

/**
 * Which tasks to list.
 */
export type TaskFilter = { 
/**
 * Those that are settled, instead of those that are open.
 */
settled: boolean, 
/**
 * Only those that the person who asks may settle.
 */
mine: boolean, };

/**
 * What devices that were apart left to settle; see `task`.
 */
export type TaskId = string;

/**
 * What is to be settled.
 */
export type TaskKind = "receipt_contested" | "stock_short" | "acceptance_contested" | "accepted_after_withdrawal" | "expiry_differs" | "records_similar" | "item_proposed" | "count_overlapped" | "clock_wrong" | "needs_update" | "dispatch_reversed" | "reversal_asked" | "count_asked" | "announced_beyond" | "withdrawal_due" | "figure_differs" | "total_differs" | "heads_differ";

/**
 * One thing that may be decided.
 */
export type TaskOption = { choice: TaskChoice, about: DocumentId | null, 
/**
 * Number of that document.
 */
about_number: string | null, asked: SiteId | null, asked_name: string | null, expiry: string | null, effects: Array<TaskEffect>, };

/**
 * One line of the inbox.
 */
export type TaskRow = { id: TaskId, kind: TaskKind, 
/**
 * `X-01` and so on: the conflict as the guide numbers it.
 */
number: string, state: TaskState, 
/**
 * Whether the person who asks may settle it here.
 */
mine: boolean, 
/**
 * The site whose task it is; null for the office's.
 */
site: SiteId | null, site_name: string | null, 
/**
 * What it is about: an item or a party.
 */
names: { [key in string]: string } | null, 
/**
 * A batch, the number of a document, the name of a computer or a kind of entry.
 */
words: string | null, quantity: number | null, unit: Unit | null, versions: number, 
/**
 * Of the latest version.
 */
recorded_at: string, };

/**
 * How a task stands.
 */
export type TaskState = "open" | "reopened" | "settled";

/**
 * What one side says.
 */
export type TaskVersion = { document: DocumentRow | null, names: { [key in string]: string } | null, words: string | null, site: SiteId | null, site_name: string | null, person_name: string, recorded_at: string, 
/**
 * When the server took it, RFC 3339, where that is the question.
 */
accepted_at: string | null, quantity: number | null, unit: Unit | null, expiry: string | null, reason: string | null, 
/**
 * It counts as things are, while nothing is settled.
 */
counts: boolean, };

/**
 * A task opened.
 */
export type TaskView = { task: TaskRow, versions: Array<TaskVersion>, 
/**
 * Empty where it ends with what its owner does elsewhere, and once it is settled.
 */
options: Array<TaskOption>, 
/**
 * In the order in which they count.
 */
decisions: Array<TaskDecision>, 
/**
 * The entries it rests on, to be sent back with a decision.
 */
rests_on: Array<SettledRef>, 
/**
 * The document, item or count it leads to.
 */
leads_to: DocumentId | null, };

/**
 * Who owns the goods after handing over.
 */
export type Title = "gift" | "loan";

export type TitleHolder = { 
/**
 * Null: nobody is named.
 */
party: PartyId | null, names: { [key in string]: string }, 
/**
 * Units of what was received; below zero where more was handed on than was held.
 */
quantity: number, };

/**
 * Who owns how much of a lot, wherever it is. `contradicts`: more was handed on than somebody held.
 */
export type TitleView = { holders: Array<TitleHolder>, contradicts: boolean, };

/**
 * How a stated total compares with the sum of its parts.
 */
export type TotalCheck = "match" | "consistent_not_exact" | "different" | "explained" | "not_comparable";

export type TraceRow = { document: DocumentId, kind: DocumentKind, number: string, occurred_on: string, movement: Movement, condition: Condition, to_condition: Condition, from: NodeView, to: NodeView, quantity: number, reversed: boolean, };

/**
 * What must be recorded of every lot of an item.
 */
export type Tracking = "NONE" | "EXPIRY" | "BATCH_EXPIRY" | "SERIAL";

/**
 * A waybill between two sites, from its dispatch on.
 */
export type TransferId = string;

/**
 * One lot in one condition: as sent, as received, and what is on the road.
 */
export type TransferLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, donor_names: { [key in string]: string }, 
/**
 * Not given: `donor_names` are the supplier's.
 */
bought: boolean, origin_number: string, condition: Condition, dispatched: number, 
/**
 * How it was counted at the sender, line by line of the waybill.
 */
packed: Array<PackedView>, 
/**
 * In the condition in which it left.
 */
good: number, damaged: number, 
/**
 * On the road; below zero where more arrived than was dispatched.
 */
left: number, };

/**
 * The receiver's own document about a transfer.
 */
export type TransferReceiptId = string;

export type TransferReceiptLineView = { lot: LotId, item_code: string, item_names: { [key in string]: string }, unit: Unit, condition: Condition, expected: number, good: number, damaged: number, refused: number, short: number, over: number, reason: string | null, 
/**
 * How `good` was counted, where it was counted in packs.
 */
packed: PackedView | null, };

/**
 * A receipt of a transfer opened.
 */
export type TransferReceiptView = { document: DocumentRow, entry: EntryMark, transfer: TransferId, reversal_reason: string | null, lines: Array<TransferReceiptLineView>, };

export type TransferRow = { id: TransferId, 
/**
 * Of the waybill; empty while only the receiver's document is here.
 */
number: string, site: SiteId, site_name: string, to: SiteId, to_name: string, 
/**
 * Day of the dispatch, or of the first receipt while that is all there is.
 */
occurred_on: string, expected_on: string | null, vehicle: string, state: TransferState, lines: number, };

/**
 * How far a transfer has come; derived from both ends' documents, the same on every computer that holds them.
 */
export type TransferState = "on_the_road" | "received_first" | "received" | "discrepancy" | "settled" | "taken_back" | "contested" | "quarantined";

/**
 * A transfer opened: both ends' documents.
 */
export type TransferView = { transfer: TransferRow, 
/**
 * The waybill, once it has arrived.
 */
document: DocumentRow | null, entry: EntryMark | null, carrier: string | null, seal: string | null, reversal_reason: string | null, lines: Array<TransferLineView>, 
/**
 * Receipts, links and settlements.
 */
papers: Array<DocumentRow>, 
/**
 * What a driver must know of the site it goes to, on the day it left.
 */
access: Array<AccessNoteRow>, 
/**
 * What the waybill's code says, for a receiver who has no network; null while the waybill is not here.
 */
code: string | null, };

export type TransportId = string;

export type TransportStage = "planned" | "notified" | "running" | "ended" | "applied" | "granted" | "settled" | "rejected";

export type TransportView = { document: DocumentRow, entry: EntryMark, id: TransportId, activation: ActivationId, donor: PartyId, donor_names: { [key in string]: string }, organiser: Organiser, title: string, stage: TransportStage, 
/**
 * Where it may be moved from here.
 */
next: Array<TransportStage>, 
/**
 * Its activation is closed, as far as is known.
 */
activation_closed: boolean, planned_start: string | null, notified_on: string | null, started_on: string | null, ended_on: string | null, applied_on: string | null, 
/**
 * Last day for the application, once it has started.
 */
apply_by: string | null, 
/**
 * Decimal text.
 */
percent: string | null, legal_basis: string | null, 
/**
 * What endangers the co-financing on the day of the reading.
 */
warnings: Array<TransportWarning>, consignments: number, moves: Array<MoveView>, };

/**
 * What endangers the co-financing of a transport, or soon will.
 */
export type TransportWarning = { "kind": "notification_due", days_left: number, } | { "kind": "not_notified" } | { "kind": "started_before_notification" } | { "kind": "application_due", days_left: number, } | { "kind": "application_overdue" } | { "kind": "application_late" } | { "kind": "ended_without_application" } | { "kind": "application_after_end" };

export type UndoMerge = { kind: RecordKind, from: RecordId, reason: string, };

/**
 * The base unit in which an item is counted.
 */
export type Unit = "piece" | "set" | "gram" | "millilitre";

export type Unlock = { passphrase: string, };

export type Unsent = { 
/**
 * Entries after the cursor.
 */
entries: number, documents: Array<DocumentRow>, 
/**
 * Time of recording of the oldest (RFC 3339).
 */
oldest: string | null, 
/**
 * Last exchange that went well (RFC 3339).
 */
last_exchange: string | null, log: Array<SyncLogRow>, };

/**
 * Result of the check of this file's chains, checkpoints and projections.
 */
export type Verified = { intact: boolean, entries: number, 
/**
 * Head hash over all streams.
 */
head: string, problem: Problem | null, };

/**
 * What the code of a paper waybill says.
 */
export type Waybill = { transfer: TransferId, number: string, site: SiteId, site_name: string, to: SiteId, vehicle: string, lines: Array<WaybillLine>, };

/**
 * The code printed on a waybill, typed or scanned.
 */
export type WaybillCode = { code: string, };

export type WaybillLine = { lot: LotId, item: ItemId, batch: string | null, expiry: string | null, origin_number: string, condition: Condition, quantity: number, };

/** Every call: what it is asked with and what it answers. */
export interface Calls {
  status: { request: Nothing; reply: Status };
  unlock: { request: Unlock; reply: Status };
  enrol: { request: Enrol; reply: Status };
  people: { request: Nothing; reply: Array<PersonRow> };
  set_pin: { request: SetPin; reply: Status };
  sign_in: { request: SignIn; reply: Status };
  sign_out: { request: Nothing; reply: Status };
  set_setting: { request: SetSetting; reply: Status };
  sync_status: { request: Nothing; reply: SyncStatus };
  unsent: { request: Nothing; reply: Unsent };
  send_now: { request: Nothing; reply: SyncStatus };
  items: { request: Nothing; reply: Array<ItemRow> };
  item_groups: { request: Nothing; reply: Array<ItemGroupRow> };
  parties: { request: Nothing; reply: Array<PartyRow> };
  sites: { request: Nothing; reply: Array<SiteRow> };
  add_point: { request: AddPoint; reply: PointRow };
  find: { request: Find; reply: Found };
  documents: { request: DocumentFilter; reply: Array<DocumentRow> };
  receipt: { request: ById; reply: ReceiptView };
  issue: { request: ById; reply: IssueView };
  activation: { request: ById; reply: ActivationView };
  activations: { request: Nothing; reply: Array<ActivationView> };
  offers: { request: Nothing; reply: Array<OfferView> };
  offer: { request: ById; reply: OfferView };
  acceptance: { request: ById; reply: AcceptanceView };
  acceptances: { request: Nothing; reply: Array<AcceptanceView> };
  expected: { request: BySite; reply: Array<ExpectedDelivery> };
  stock: { request: BySite; reply: Array<StockRow> };
  balances: { request: MaybeSite; reply: Array<BalanceRow> };
  stock_items: { request: StockEverywhere; reply: Array<ItemStock> };
  stock_sites: { request: StockOfItem; reply: Array<SiteStock> };
  stock_card: { request: StockCard; reply: Array<StockCardRow> };
  drafts: { request: Nothing; reply: Array<DraftRow> };
  save_draft: { request: SaveDraft; reply: DraftRow };
  discard_draft: { request: DraftKey; reply: Nothing };
  post_receipt: { request: PostReceipt; reply: Posted };
  post_issue: { request: PostIssue; reply: Posted };
  reverse: { request: Reverse; reply: Posted };
  record_activation: { request: RecordActivation; reply: Posted };
  record_offer: { request: RecordOffer; reply: Posted };
  propose_acceptance: { request: ProposeAcceptance; reply: Posted };
  confirm_acceptance: { request: ConfirmAcceptance; reply: Posted };
  match_proposals: { request: Nothing; reply: Array<MatchProposal> };
  match_candidates: { request: OfReceipt; reply: Array<MatchCandidate> };
  match_receipt: { request: MatchReceipt; reply: Posted };
  receipt_match: { request: ById; reply: MatchView };
  matrix: { request: MatrixFilter; reply: Matrix };
  matrix_cell: { request: MatrixCell; reply: CellDocuments };
  funds: { request: Nothing; reply: Funds };
  record_decision: { request: RecordDecision; reply: Posted };
  record_allocation: { request: RecordAllocation; reply: Posted };
  record_stated_total: { request: RecordStatedTotal; reply: Posted };
  export_funding_report: { request: Export; reply: Exported };
  export_audit: { request: Export; reply: Exported };
  add_place: { request: AddPlace; reply: PlaceRow };
  move_stock: { request: MoveStock; reply: Posted };
  returns_to: { request: ReturnsTo; reply: Array<LotReturn> };
  stock_move: { request: ById; reply: StockMoveView };
  set_limit: { request: SetLimit; reply: Array<LimitRow> };
  limits: { request: Nothing; reply: Array<LimitRow> };
  lot_trace: { request: ByLot; reply: LotTrace };
  donor_goods: { request: ByDonor; reply: Array<DonorLot> };
  goods_out: { request: BySite; reply: Array<OutRow> };
  returnables: { request: MaybeSite; reply: Array<ReturnableRow> };
  transfers: { request: BySiteOrAll; reply: Array<TransferRow> };
  transfer: { request: ById; reply: TransferView };
  transfer_receipt: { request: ById; reply: TransferReceiptView };
  read_waybill: { request: WaybillCode; reply: Waybill };
  dispatch_transfer: { request: DispatchTransfer; reply: Posted };
  receive_transfer: { request: ReceiveTransfer; reply: Posted };
  settle_transfer: { request: SettleTransfer; reply: Posted };
  dispatch_proposals: { request: BySite; reply: Array<DispatchProposal> };
  link_receipt: { request: LinkReceipt; reply: Posted };
  count_sheet: { request: CountSheet; reply: Array<CountSheetLine> };
  count_book: { request: CountSpot; reply: CountBook };
  post_count: { request: PostCount; reply: Posted };
  count: { request: ById; reply: CountView };
  post_opening: { request: PostOpening; reply: Posted };
  opening: { request: ById; reply: OpeningView };
  kits: { request: Nothing; reply: Array<KitRow> };
  kit_lots: { request: BySiteOrAll; reply: Array<KitLotView> };
  kit_lot: { request: ById; reply: KitLotView };
  define_kit: { request: DefineKit; reply: Array<KitRow> };
  build_kit: { request: BuildKit; reply: Posted };
  break_kit: { request: BreakKit; reply: Posted };
  reservations: { request: BySiteOrAll; reply: Array<ReservationView> };
  free_stock: { request: BySite; reply: Array<FreeStock> };
  reserve_stock: { request: ReserveStock; reply: Posted };
  end_reservation: { request: EndReservation; reply: Posted };
  move_stage: { request: MoveStage; reply: Posted };
  closure: { request: ById; reply: ClosureView };
  sign_closure: { request: SignClosure; reply: Posted };
  record_request: { request: RecordRequest; reply: Posted };
  requests: { request: Nothing; reply: Array<RequestView> };
  request: { request: ById; reply: RequestView };
  reduce_acceptance: { request: ReduceAcceptance; reply: Posted };
  plan_transport: { request: PlanTransport; reply: Posted };
  transports: { request: Nothing; reply: Array<TransportView> };
  transport: { request: ById; reply: TransportView };
  announce_consignment: { request: AnnounceConsignment; reply: Posted };
  consignments: { request: MaybeSite; reply: Array<ConsignmentView> };
  consignment: { request: ById; reply: ConsignmentView };
  discrepancies: { request: MaybeSite; reply: Array<DiscrepancyView> };
  confirm_synonym: { request: ConfirmSynonym; reply: Posted };
  read_offer_table: { request: ReadOfferTable; reply: OfferTable };
  read_party_list: { request: ReadPartyList; reply: Array<PartyMention> };
  as_known: { request: Nothing; reply: KnownThen | null };
  verify_ledger: { request: Nothing; reply: Verified };
  add_up_again: { request: Nothing; reply: Verified };
  ledger_checks: { request: Nothing; reply: LedgerChecks };
  register_group: { request: RegisterGroup; reply: Kept };
  register_item: { request: RegisterItem; reply: Kept };
  register_packaging: { request: RegisterPackaging; reply: Kept };
  register_party: { request: RegisterParty; reply: Kept };
  register_site: { request: RegisterSite; reply: Kept };
  packaging: { request: OfItem; reply: Array<PackagingRow> };
  propose_item: { request: ProposeItem; reply: Kept };
  proposals: { request: Nothing; reply: Array<ProposalRow> };
  settle_proposal: { request: SettleProposal; reply: Kept };
  similar_records: { request: Nothing; reply: Array<SimilarRow> };
  merges: { request: Nothing; reply: Array<MergeRow> };
  merge_records: { request: MergeRecords; reply: Kept };
  undo_merge: { request: UndoMerge; reply: Kept };
  register_norm: { request: RegisterNorm; reply: Kept };
  norms: { request: Nothing; reply: Array<NormRow> };
  site_page: { request: BySite; reply: SitePage };
  record_access_note: { request: RecordAccessNote; reply: Kept };
  record_head_count: { request: RecordHeadCount; reply: Kept };
  needs: { request: NeedsFilter; reply: Array<NeedRow> };
  registers: { request: Nothing; reply: Registers };
  record_deployment: { request: RecordDeployment; reply: Kept };
  record_asset: { request: RecordAsset; reply: Kept };
  record_figure: { request: RecordFigure; reply: Kept };
  explain_difference: { request: ExplainDifference; reply: Kept };
  tasks: { request: TaskFilter; reply: Inbox };
  task: { request: ByTask; reply: TaskView };
  resolve_task: { request: ResolveTask; reply: TaskView };
}

/** Calls that are told which day is looked back at: reads answer, the others refuse. */
export const LOOKING_BACK: ReadonlySet<string> = new Set<keyof Calls>([
  'items',
  'item_groups',
  'parties',
  'sites',
  'add_point',
  'find',
  'documents',
  'receipt',
  'issue',
  'activation',
  'activations',
  'offers',
  'offer',
  'acceptance',
  'acceptances',
  'expected',
  'stock',
  'balances',
  'stock_items',
  'stock_sites',
  'stock_card',
  'post_receipt',
  'post_issue',
  'reverse',
  'record_activation',
  'record_offer',
  'propose_acceptance',
  'confirm_acceptance',
  'match_proposals',
  'match_candidates',
  'match_receipt',
  'receipt_match',
  'matrix',
  'matrix_cell',
  'funds',
  'record_decision',
  'record_allocation',
  'record_stated_total',
  'export_funding_report',
  'export_audit',
  'add_place',
  'move_stock',
  'returns_to',
  'stock_move',
  'set_limit',
  'limits',
  'lot_trace',
  'donor_goods',
  'goods_out',
  'returnables',
  'transfers',
  'transfer',
  'transfer_receipt',
  'dispatch_transfer',
  'receive_transfer',
  'settle_transfer',
  'dispatch_proposals',
  'link_receipt',
  'count_sheet',
  'count_book',
  'post_count',
  'count',
  'post_opening',
  'opening',
  'kits',
  'kit_lots',
  'kit_lot',
  'define_kit',
  'build_kit',
  'break_kit',
  'reservations',
  'free_stock',
  'reserve_stock',
  'end_reservation',
  'move_stage',
  'closure',
  'sign_closure',
  'record_request',
  'requests',
  'request',
  'reduce_acceptance',
  'plan_transport',
  'transports',
  'transport',
  'announce_consignment',
  'consignments',
  'consignment',
  'discrepancies',
  'confirm_synonym',
  'as_known',
  'register_group',
  'register_item',
  'register_packaging',
  'register_party',
  'register_site',
  'packaging',
  'propose_item',
  'proposals',
  'settle_proposal',
  'similar_records',
  'merges',
  'merge_records',
  'undo_merge',
  'register_norm',
  'norms',
  'site_page',
  'record_access_note',
  'record_head_count',
  'needs',
  'registers',
  'record_deployment',
  'record_asset',
  'record_figure',
  'explain_difference',
  'tasks',
  'task',
  'resolve_task',
]);
