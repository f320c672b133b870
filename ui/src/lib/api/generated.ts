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
after_withdrawal: boolean, moves: Array<MoveView>, };

export type ActivationId = string;

export type ActivationStage = "monitoring" | "activated" | "operations_ended" | "closed";

/**
 * How an activation begins.
 */
export type ActivationStart = "monitoring" | "activated";

export type ActivationView = { document: DocumentRow, entry: EntryMark, id: ActivationId, requesting_state: PartyId, requesting_state_names: { [key in string]: string }, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, offers: number, stage: ActivationStage, 
/**
 * Where it may be moved from here.
 */
next: Array<ActivationStage>, moves: Array<MoveView>, };

export type AddPoint = { site: SiteId, name: string, };

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

export type ById = { id: DocumentId, };

export type BySite = { site: SiteId, };

/**
 * The documents behind one cell, each with what it contributes.
 */
export type CellDocument = { document: DocumentRow, quantity: number | null, };

/**
 * Subjects to read again after a write or an exchange: `stock`, `documents`, `offers`, `matrix`, `funds`, `catalogue`,
 * `drafts`, `sync`, `session`, and ids of documents.
 */
export type Change = { subjects: Array<string>, };

/**
 * What keeps an activation from being closed.
 */
export type ClosureView = { activation: ActivationId, offers: Array<DocumentRow>, discrepancies: Array<DiscrepancyView>, };

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
export type Condition = "GOOD" | "DAMAGED";

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

export type ConsignmentLineRequest = { acceptance_line: AcceptanceLineId, item: ItemId, quantity: number, };

export type ConsignmentLineView = { id: ConsignmentLineId, acceptance_line: AcceptanceLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, 
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
 * Expected before the day of the reading, and not here.
 */
overdue: boolean, 
/**
 * Two sites have posted receipts for one of its lines.
 */
contested: boolean, last_report: string, lines: Array<ConsignmentLineView>, units: Array<HandlingUnit>, receipts: Array<DocumentRow>, moves: Array<MoveView>, };

export type DecisionId = string;

export type DecisionView = { document: DocumentRow, entry: EntryMark, id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, beneficiary_names: { [key in string]: string } | null, sources: Array<string>, allocations: Array<AllocationView>, 
/**
 * Sum of its allocations.
 */
allocated: AmountSum, };

/**
 * One enrolled computer.
 */
export type DeviceId = string;

/**
 * This computer as the operation knows it.
 */
export type DeviceRow = { id: DeviceId, name: string, letter: string, roles: Array<Role>, reads: Array<string>, writes: Array<string>, site: SiteId | null, };

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
by_site: DiscrepancyStage | null, by_coordination: DiscrepancyStage | null, receipt: ReceiptId, receipt_number: string, occurred_on: string, site: SiteId, site_name: string, donor: PartyId, donor_names: { [key in string]: string }, lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, reason: string | null, consignment: ConsignmentId | null, moves: Array<MoveView>, };

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
export type DocumentKind = "activation" | "offer" | "acceptance" | "receipt" | "issue" | "match" | "reversal" | "decision" | "allocation" | "stated_total" | "request" | "transport" | "consignment";

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
export type ExpectedDelivery = { acceptance: AcceptanceId, donor: PartyId, donor_names: { [key in string]: string }, lines: Array<ExpectedLine>, };

export type ExpectedLine = { acceptance_line: AcceptanceLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, expected: number, };

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
 * What is known of one figure. `documents` = 0 and `value` null: nothing recorded. `documents` > 0 and `value`
 * null: recorded, not stated. `more_not_stated`: the value is a lower bound, some documents state none.
 */
export type Figure = { value: number | null, more_not_stated: boolean, documents: number, };

export type Find = { text: string, };

/**
 * A hit of the palette.
 */
export type Found = { documents: Array<DocumentRow>, items: Array<ItemRow>, };

export type Funds = { decisions: Array<DecisionView>, 
/**
 * Allocations of no recorded decision.
 */
allocations: Array<AllocationView>, stated_totals: Array<StatedTotalView>, complete_to: number, unconfirmed: number, };

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
 * Where the money comes from.
 */
export type Instrument = "AMIF" | "BMVI" | "UCPM" | "DREF" | "SMALL_SCALE_TOOL" | "HUMANITARIAN_AID" | "NDICI" | "NATIONAL" | "NOT_STATED";

export type IssueId = string;

export type IssueLineRequest = { item: ItemId, 
/**
 * Null: the lots that expire first, then the oldest.
 */
lot: LotId | null, quantity: number, };

export type IssueLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, condition: Condition, quantity: number, donor_names: { [key in string]: string }, 
/**
 * Number of the receipt the lot came with.
 */
receipt_number: string, };

/**
 * An issue opened.
 */
export type IssueView = { document: DocumentRow, entry: EntryMark, point: PointId, point_name: string, reversal_reason: string | null, lines: Array<IssueLineView>, };

export type ItemGroupId = string;

export type ItemGroupRow = { id: ItemGroupId, code: string, names: { [key in string]: string }, };

export type ItemId = string;

export type ItemRow = { id: ItemId, code: string, names: { [key in string]: string }, unit: Unit, tracking: Tracking, group: ItemGroupId, group_names: { [key in string]: string }, };

/**
 * How far a document has come: the same three words everywhere, printed too; a quarantined one needs somebody.
 */
export type Journey = "on_this_computer" | "sent" | "confirmed" | "quarantined";

/**
 * A line of a receipt; also the identity of the lot it creates, which is what makes provenance unbreakable.
 */
export type LotId = string;

export type MatchId = string;

export type MatchLineRequest = { lot: LotId, acceptance_line: AcceptanceLineId, quantity: number, };

/**
 * An unannounced receipt beside the confirmed acceptance of the same donor that answers it best.
 */
export type MatchProposal = { receipt: ReceiptId, receipt_number: string, site: SiteId, site_name: string, occurred_on: string, donor: PartyId, donor_names: { [key in string]: string }, 
/**
 * Null when no acceptance of this donor fits.
 */
acceptance: AcceptanceId | null, lines: Array<MatchProposalLine>, };

export type MatchProposalLine = { lot: LotId, item: ItemId, item_names: { [key in string]: string }, unit: Unit, 
/**
 * Good, damaged and refused together, as counted.
 */
received: number, acceptance_line: AcceptanceLineId | null, accepted: number | null, 
/**
 * What linking would count against the acceptance line.
 */
quantity: number, };

export type MatchReceipt = { id: MatchId, receipt: ReceiptId, acceptance: AcceptanceId, lines: Array<MatchLineRequest>, };

export type Matrix = { rows: Array<MatrixRow>, 
/**
 * A request names no donor, so it stands beside the rows.
 */
requested: Array<RequestedRow>, donors: number, member_states: number, participating_states: number, 
/**
 * Position up to which every scope this device reads is complete.
 */
complete_to: number, 
/**
 * Entries of this computer the server has not confirmed, counted in the figures.
 */
unconfirmed: number, };

export type MatrixCell = { site: SiteId | null, donor: PartyId, group: ItemGroupId | null, item: ItemId | null, column: MatrixColumn, };

/**
 * Columns of the matrix that open documents.
 */
export type MatrixColumn = "offered" | "accepted" | "good" | "damaged" | "short" | "issued" | "on_hand_good" | "on_hand_damaged" | "dispatched" | "in_transit";

export type MatrixFilter = { site: SiteId | null, };

/**
 * One donor and one item, or one donor and one group where the paper names no item, or a donor's whole offer
 * (`item` and `group` null) where it names neither.
 */
export type MatrixRow = { donor: PartyId, donor_names: { [key in string]: string }, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, unit: Unit | null, offered: Figure, accepted: Figure, good: Figure, damaged: Figure, short: Figure, issued: Figure, on_hand_good: Figure, on_hand_damaged: Figure, dispatched: Figure, 
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

/**
 * One change of stage.
 */
export type MoveId = string;

/**
 * Moves a record to another stage; the business date says when it happened.
 */
export type MoveStage = { 
/**
 * Minted by the screen, so that moving twice is moving once.
 */
id: MoveId, record: RecordMove, occurred_on: string, reason: string | null, date_confirmed: boolean, };

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
 * The movement types of the domain that exist so far.
 */
export type Movement = "RECEIPT" | "RECEIPT_REFUSED" | "ISSUE" | "REVERSAL";

/**
 * For calls that need nothing.
 */
export type Nothing = Record<symbol, never>;

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
next: Array<OfferStage>, valid_until: string | null, available_from: string | null, transport_need: string | null, moves: Array<MoveView>, };

/**
 * New or used, as the donor says.
 */
export type OfferedCondition = "new" | "used";

/**
 * One response operation ("Lithuania 2021"): one ledger, one server row, one file per device.
 */
export type OperationId = string;

/**
 * Who brings the goods.
 */
export type Organiser = "donor" | "ercc_pooled" | "commercial";

/**
 * Legal role of a party under the Mechanism.
 */
export type ParticipantKind = "MEMBER_STATE" | "PARTICIPATING_STATE" | "EU_BODY" | "UN_AGENCY" | "RC_RC" | "NGO" | "PRIVATE" | "HOST_AUTHORITY";

/**
 * A state, EU body, agency, society or host authority.
 */
export type PartyId = string;

export type PartyRow = { id: PartyId, kind: ParticipantKind, names: { [key in string]: string }, iso: string | null, eu_code: string | null, donor: boolean, affected: boolean, };

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

export type PlanTransport = { id: TransportId, activation: ActivationId, donor: PartyId, organiser: Organiser, title: string, planned_start: string | null, co_financing: CoFinancing | null, draft: DraftId | null, };

/**
 * A place inside a site to which goods are issued (a dormitory block, a family area).
 */
export type PointId = string;

export type PointRow = { id: PointId, name: string, };

export type PostIssue = { id: IssueId, site: SiteId, point: PointId, occurred_on: string, lines: Array<IssueLineRequest>, date_confirmed: boolean, draft: DraftId | null, };

export type PostReceipt = { 
/**
 * Minted by the screen with its draft, so that posting twice is posting once.
 */
id: ReceiptId, site: SiteId, donor: PartyId, acceptance: AcceptanceId | null, consignment: ConsignmentId | null, 
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

export type ProposeAcceptance = { id: AcceptanceId, offer: OfferId, lines: Array<AcceptanceLineRequest>, };

/**
 * How exactly a number is known. Travels with the number through every sum.
 */
export type Qualifier = "EXACT" | "UP_TO" | "AROUND" | "OVER" | "ESTIMATED" | "NOT_STATED";

/**
 * A table as it comes out of a spreadsheet's clipboard or a CSV file, or the first sheet of an XLSX file.
 */
export type ReadOfferTable = { 
/**
 * Null where a file is named.
 */
text: string | null, 
/**
 * Path of an XLSX file on this computer.
 */
file: string | null, 
/**
 * Language of the donor's words: `en`, `de`, `lt`, …
 */
language: string, };

export type ReceiptId = string;

export type ReceiptLineRequest = { item: ItemId, batch: string | null, expiry: string | null, acceptance_line: AcceptanceLineId | null, 
/**
 * The line of the consignment it answers, where `consignment` is given.
 */
consignment_line: ConsignmentLineId | null, expected: number | null, 
/**
 * Counted good, what was over included.
 */
good: number, damaged: number, refused: number, reason: string | null, };

export type ReceiptLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, expected: number | null, good: number, damaged: number, refused: number, short: number, over: number, reason: string | null, };

/**
 * A receipt opened.
 */
export type ReceiptView = { document: DocumentRow, entry: EntryMark, id: ReceiptId, donor: PartyId, donor_names: { [key in string]: string }, acceptance: AcceptanceId | null, 
/**
 * The announced consignment it answers.
 */
consignment: ConsignmentId | null, 
/**
 * Linked later by a coordinator.
 */
matched: boolean, handed_over_on: string | null, paper: string | null, declared_value: Amount, reversal_reason: string | null, lines: Array<ReceiptLineView>, };

export type RecordActivation = { id: ActivationId, requesting_state: PartyId, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, 
/**
 * Null: it has activated.
 */
stage: ActivationStart | null, draft: DraftId | null, };

export type RecordAllocation = { id: AllocationId, decision: DecisionId | null, instrument: Instrument, purpose: string, recipient: PartyId | null, amount: Amount, state: AllocationState, sources: Array<string>, draft: DraftId | null, };

export type RecordDecision = { id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, sources: Array<string>, draft: DraftId | null, };

/**
 * A record and the stage it moves to. The entry's business date says when, its reason why.
 */
export type RecordMove = { "kind": "activation", id: ActivationId, to: ActivationStage, } | { "kind": "request", id: RequestId, to: RequestStage, } | { "kind": "offer", id: OfferId, to: OfferStage, } | { "kind": "acceptance", id: AcceptanceId, to: AcceptanceStep, } | { "kind": "transport", id: TransportId, to: TransportStage, } | { "kind": "consignment", id: ConsignmentId, to: ConsignmentStep, } | { "kind": "discrepancy", id: DiscrepancyId, site: SiteId, to: DiscrepancyStage, };

export type RecordOffer = { id: OfferId, activation: ActivationId, donor: PartyId, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineRequest>, terms: OfferTerms | null, draft: DraftId | null, };

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
next: Array<RequestStage>, title: string, reference: string | null, 
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
export type RequestedRow = { group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, text: string | null, requested: Figure, };

/**
 * Undoes a receipt, an issue or a match by a reversal that stays visible.
 */
export type Reverse = { document: DocumentId, reason: string, occurred_on: string, date_confirmed: boolean, };

export type Role = "store_keeper" | "site_head" | "dispatcher" | "coordinator" | "donor_liaison" | "fund_officer" | "auditor" | "administrator";

export type SaveDraft = { id: DraftId, kind: string, content: unknown, };

export type SetPin = { person: PersonId, code: string, pin: string, };

export type SetSetting = { key: string, value: string, };

export type SignIn = { person: PersonId, pin: string, };

export type SiteId = string;

export type SiteKind = "RECEPTION_CENTRE" | "HUB" | "BORDER_POST" | "WAREHOUSE" | "OFFICE";

export type SiteRow = { id: SiteId, code: string, name: string, kind: SiteKind, country: string, time_zone: string, points: Array<PointRow>, };

/**
 * How far this computer is on its way to work.
 */
export type Stage = "broken" | "new" | "locked" | "signed_out" | "signed_in";

/**
 * A quantity somebody stated, or did not: `value` is null exactly when the qualifier is NOT_STATED.
 */
export type StatedQuantity = { value: number | null, qualifier: Qualifier, };

export type StatedTotalId = string;

export type StatedTotalView = { document: DocumentRow, entry: EntryMark, id: StatedTotalId, title: string, stated: Amount, computed: AmountSum, check: TotalCheck, 
/**
 * Stated minus computed in minor units, where both are numbers.
 */
difference: number | null, parts: Array<AllocationId>, source: string, };

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
export type StockCardRow = { document: DocumentId, kind: DocumentKind, number: string, occurred_on: string, movement: Movement, condition: Condition, counterpart: { [key in string]: string }, quantity_in: number, quantity_out: number, balance: number, reversed: boolean, };

export type StockLot = { lot: LotId, receipt: ReceiptId, receipt_number: string, donor: PartyId, donor_names: { [key in string]: string }, batch: string | null, expiry: string | null, good: number, damaged: number, 
/**
 * Not yet linked to a donor's accepted offer.
 */
provisional: boolean, };

/**
 * Stock of one item at one site, summed over its lots.
 */
export type StockRow = { site: SiteId, item: ItemId, item_code: string, item_names: { [key in string]: string }, group_names: { [key in string]: string }, unit: Unit, good: number, damaged: number, lots: Array<StockLot>, };

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
 * Who owns the goods after handing over.
 */
export type Title = "gift" | "loan";

/**
 * How a stated total compares with the sum of its parts.
 */
export type TotalCheck = "match" | "consistent_not_exact" | "different" | "not_comparable";

/**
 * What must be recorded of every lot of an item.
 */
export type Tracking = "NONE" | "EXPIRY" | "BATCH_EXPIRY" | "SERIAL";

export type TransportId = string;

export type TransportStage = "planned" | "notified" | "running" | "ended" | "applied" | "granted" | "settled" | "rejected";

export type TransportView = { document: DocumentRow, entry: EntryMark, id: TransportId, activation: ActivationId, donor: PartyId, donor_names: { [key in string]: string }, organiser: Organiser, title: string, stage: TransportStage, 
/**
 * Where it may be moved from here.
 */
next: Array<TransportStage>, planned_start: string | null, notified_on: string | null, started_on: string | null, ended_on: string | null, applied_on: string | null, 
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
 * What endangers the co-financing of a transport.
 */
export type TransportWarning = "not_notified" | "started_before_notification" | "application_overdue" | "application_late" | "ended_without_application" | "application_after_end";

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
  match_receipt: { request: MatchReceipt; reply: Posted };
  matrix: { request: MatrixFilter; reply: Matrix };
  matrix_cell: { request: MatrixCell; reply: Array<CellDocument> };
  funds: { request: Nothing; reply: Funds };
  record_decision: { request: RecordDecision; reply: Posted };
  record_allocation: { request: RecordAllocation; reply: Posted };
  record_stated_total: { request: RecordStatedTotal; reply: Posted };
  export_funding_report: { request: Export; reply: Exported };
  export_audit: { request: Export; reply: Exported };
  verify_ledger: { request: Nothing; reply: Verified };
  move_stage: { request: MoveStage; reply: Posted };
  closure: { request: ById; reply: ClosureView };
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
}
