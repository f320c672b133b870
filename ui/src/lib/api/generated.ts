// Written by the test `bindings` of crates/app from its contract. Do not edit: run it with UPDATE_BINDINGS=1.

export type AcceptanceId = string;

export type AcceptanceLineId = string;

export type AcceptanceLineRequest = { offer_line: OfferLineId, item: ItemId, quantity: number, site: SiteId, };

export type AcceptanceLineView = { id: AcceptanceLineId, offer_line: OfferLineId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, quantity: number, 
/**
 * Received against it or matched to it so far.
 */
received: number, site: SiteId, site_name: string, };

export type AcceptanceState = "proposed" | "confirmed";

export type AcceptanceView = { document: DocumentRow, entry: EntryMark, id: AcceptanceId, offer: OfferId, donor: PartyId, donor_names: { [key in string]: string }, state: AcceptanceState, proposed_by: PersonId, proposed_by_name: string, confirmed_by: PersonId | null, confirmed_by_name: string | null, lines: Array<AcceptanceLineView>, };

export type ActivationId = string;

export type ActivationView = { document: DocumentRow, entry: EntryMark, id: ActivationId, requesting_state: PartyId, requesting_state_names: { [key in string]: string }, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, offers: number, };

/**
 * Names an area of a site, or a bin in an area.
 */
export type AddPlace = { site: SiteId, name: string, parent: PlaceId | null, };

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

/**
 * The second person types a PIN on the same computer.
 */
export type Approval = { person: PersonId, pin: string, };

export type ByDonor = { donor: PartyId, };

export type ById = { id: DocumentId, };

export type ByLot = { lot: LotId, };

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
 * A dimension of the stock position; only GOOD is available to issue.
 */
export type Condition = "GOOD" | "DAMAGED" | "QUARANTINE" | "EXPIRED" | "RECALLED";

/**
 * The second person types a PIN on the same computer.
 */
export type ConfirmAcceptance = { acceptance: AcceptanceId, approver: PersonId, pin: string, };

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
export type DocumentKind = "activation" | "offer" | "acceptance" | "receipt" | "issue" | "match" | "reversal" | "decision" | "allocation" | "stated_total" | "stock_move";

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
export type DonorLot = { lot: LotView, given: number, places: Array<NodeBalance>, };

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
reason: string | null, };

export type IssueLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, condition: Condition, quantity: number, donor_names: { [key in string]: string }, 
/**
 * The document in which the lot begins; null while none that tells of it is here.
 */
origin: DocumentId | null, origin_kind: DocumentKind | null, origin_number: string, place_name: string | null, 
/**
 * Why this lot, where another one expired first.
 */
reason: string | null, };

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

export type ItemRow = { id: ItemId, code: string, names: { [key in string]: string }, unit: Unit, tracking: Tracking, group: ItemGroupId, group_names: { [key in string]: string }, };

/**
 * How far a document has come: the same three words everywhere, printed too; a quarantined one needs somebody.
 */
export type Journey = "on_this_computer" | "sent" | "confirmed" | "quarantined";

/**
 * What a limit is about.
 */
export type LimitKind = "write_off" | "count_variance";

export type LimitRow = { kind: LimitKind, 
/**
 * Base units of one item; null: every one needs a second person.
 */
units: number | null, };

/**
 * Why goods were written off.
 */
export type LossCause = "theft" | "transit" | "damage" | "expiry" | "spoilage" | "recall" | "sample" | "issued_without_record" | "distributed_without_record" | "unknown";

/**
 * A line of a receipt; also the identity of the lot it creates, which is what makes provenance unbreakable.
 */
export type LotId = string;

/**
 * A lot with everything that ever moved it, oldest first.
 */
export type LotTrace = { lot: LotView, movements: Array<TraceRow>, now: Array<NodeBalance>, };

/**
 * What a lot is.
 */
export type LotView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, donor: PartyId | null, donor_names: { [key in string]: string }, origin: DocumentId, origin_kind: DocumentKind, origin_number: string, received_on: string, provisional: boolean, };

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

export type Matrix = { rows: Array<MatrixRow>, donors: number, member_states: number, participating_states: number, 
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
export type MatrixColumn = "offered" | "accepted" | "good" | "damaged" | "short" | "issued" | "on_hand_good" | "on_hand_damaged";

export type MatrixFilter = { site: SiteId | null, };

/**
 * One donor and one item, or one donor and one group where the paper names no item, or a donor's whole offer
 * (`item` and `group` null) where it names neither.
 */
export type MatrixRow = { donor: PartyId, donor_names: { [key in string]: string }, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, unit: Unit | null, offered: Figure, accepted: Figure, good: Figure, damaged: Figure, short: Figure, issued: Figure, on_hand_good: Figure, on_hand_damaged: Figure, 
/**
 * Some of what was received is not yet linked to an acceptance.
 */
provisional: boolean, };

/**
 * Null: loans of every site.
 */
export type MaybeSite = { site: SiteId | null, };

/**
 * Kinds of plain movement.
 */
export type MoveKind = "internal_move" | "condition_change" | "consumption" | "return_from_user" | "return_to_donor" | "loan_out" | "loan_back" | "loss" | "disposal" | "ownership_change" | "repack";

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
 * The movement types of the domain, as a stock card names them.
 */
export type Movement = "RECEIPT" | "RECEIPT_REFUSED" | "ISSUE" | "INTERNAL_MOVE" | "CONDITION_CHANGE" | "CONSUMPTION" | "TRANSFER_OUT" | "TRANSFER_IN" | "RETURN_FROM_USER" | "RETURN_TO_DONOR" | "LOAN_OUT" | "LOAN_BACK" | "LOSS" | "DISPOSAL" | "COUNT_GAIN" | "COUNT_LOSS" | "KIT_BUILD" | "KIT_BREAK" | "REPACK" | "OWNERSHIP_CHANGE" | "OPENING" | "REVERSAL";

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
 * For calls that need nothing.
 */
export type Nothing = Record<symbol, never>;

export type OfferId = string;

export type OfferLineId = string;

export type OfferLineRequest = { id: OfferLineId, text: string, group: ItemGroupId | null, item: ItemId | null, quantity: StatedQuantity, title: Title, };

export type OfferLineView = { id: OfferLineId, text: string, group: ItemGroupId | null, group_names: { [key in string]: string } | null, item: ItemId | null, item_names: { [key in string]: string } | null, unit: Unit | null, quantity: StatedQuantity, title: Title, 
/**
 * Confirmed and proposed together.
 */
accepted: number, };

/**
 * How an offer reached the coordinator.
 */
export type OfferSource = "CECIS" | "BILATERAL" | "RESC_EU" | "ECPP";

export type OfferView = { document: DocumentRow, entry: EntryMark, id: OfferId, activation: ActivationId, donor: PartyId, donor_names: { [key in string]: string }, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineView>, acceptances: Array<AcceptanceView>, };

/**
 * One response operation ("Lithuania 2021"): one ledger, one server row, one file per device.
 */
export type OperationId = string;

/**
 * Goods of this site that are with users or partners, and may come back.
 */
export type OutRow = { lot: LotView, kind: NodeKind, point: PointId | null, party: PartyId | null, names: { [key in string]: string }, quantity: number, };

export type PackagingId = string;

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

/**
 * A place inside a site to which goods are issued (a dormitory block, a family area).
 */
export type PointId = string;

export type PointRow = { id: PointId, name: string, };

export type PostIssue = { id: IssueId, site: SiteId, point: PointId, occurred_on: string, lines: Array<IssueLineRequest>, 
/**
 * Whom it served, in numbers; never who.
 */
served: Served | null, date_confirmed: boolean, draft: DraftId | null, };

export type PostReceipt = { 
/**
 * Minted by the screen with its draft, so that posting twice is posting once.
 */
id: ReceiptId, site: SiteId, donor: PartyId, acceptance: AcceptanceId | null, 
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

export type ReceiptId = string;

export type ReceiptLineRequest = { item: ItemId, batch: string | null, expiry: string | null, acceptance_line: AcceptanceLineId | null, expected: number | null, 
/**
 * Counted good, what was over included.
 */
good: number, damaged: number, refused: number, reason: string | null, 
/**
 * Where in the site it is put; null: no named place.
 */
place: PlaceId | null, };

export type ReceiptLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, batch: string | null, expiry: string | null, expected: number | null, good: number, damaged: number, refused: number, short: number, over: number, reason: string | null, place_name: string | null, };

/**
 * A receipt opened.
 */
export type ReceiptView = { document: DocumentRow, entry: EntryMark, id: ReceiptId, donor: PartyId, donor_names: { [key in string]: string }, acceptance: AcceptanceId | null, 
/**
 * Linked later by a coordinator.
 */
matched: boolean, handed_over_on: string | null, paper: string | null, declared_value: Amount, reversal_reason: string | null, lines: Array<ReceiptLineView>, };

export type RecordActivation = { id: ActivationId, requesting_state: PartyId, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, date_confirmed: boolean, draft: DraftId | null, };

export type RecordAllocation = { id: AllocationId, decision: DecisionId | null, instrument: Instrument, purpose: string, recipient: PartyId | null, amount: Amount, state: AllocationState, sources: Array<string>, draft: DraftId | null, };

export type RecordDecision = { id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, sources: Array<string>, date_confirmed: boolean, draft: DraftId | null, };

export type RecordOffer = { id: OfferId, activation: ActivationId, donor: PartyId, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineRequest>, date_confirmed: boolean, draft: DraftId | null, };

export type RecordStatedTotal = { id: StatedTotalId, title: string, amount: Amount, parts: Array<AllocationId>, source: string, draft: DraftId | null, };

/**
 * Why goods have to come back, or go back.
 */
export type ReturnKind = "owed_to_donor" | "lent_out";

export type ReturnableRow = { kind: ReturnKind, party: PartyId, party_names: { [key in string]: string }, 
/**
 * Null: nobody wrote a date down.
 */
due_on: string | null, document: DocumentId, document_kind: DocumentKind, number: string, lot: LotView, outstanding: number, };

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

export type SignIn = { person: PersonId, pin: string, };

export type SiteId = string;

export type SiteKind = "RECEPTION_CENTRE" | "HUB" | "BORDER_POST" | "WAREHOUSE" | "OFFICE";

export type SiteRow = { id: SiteId, code: string, name: string, kind: SiteKind, country: string, time_zone: string, points: Array<PointRow>, places: Array<PlaceRow>, };

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
export type StockCardRow = { document: DocumentId, kind: DocumentKind, number: string, occurred_on: string, movement: Movement, condition: Condition, 
/**
 * Another one than `condition` where the movement changed it.
 */
to_condition: Condition, 
/**
 * Who or what stands at the other end; empty when both ends are in the site.
 */
counterpart: { [key in string]: string }, 
/**
 * Named places inside the site that it left and reached.
 */
from_place: string | null, to_place: string | null, quantity_in: number, quantity_out: number, balance: number, reversed: boolean, };

export type StockLot = { lot: LotId, 
/**
 * The document in which the lot begins.
 */
origin: DocumentId, origin_kind: DocumentKind, origin_number: string, 
/**
 * Null: taken over, and nobody knows any more who gave it.
 */
donor: PartyId | null, donor_names: { [key in string]: string }, batch: string | null, expiry: string | null, 
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

export type StockMoveLineView = { lot: LotId, item: ItemId, item_code: string, item_names: { [key in string]: string }, unit: Unit, place_name: string | null, condition: Condition, quantity: number, donor_names: { [key in string]: string }, origin_number: string, };

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
 * Who owns the goods after handing over.
 */
export type Title = "gift" | "loan";

/**
 * How a stated total compares with the sum of its parts.
 */
export type TotalCheck = "match" | "consistent_not_exact" | "different" | "not_comparable";

export type TraceRow = { document: DocumentId, kind: DocumentKind, number: string, occurred_on: string, movement: Movement, condition: Condition, to_condition: Condition, from: NodeView, to: NodeView, quantity: number, reversed: boolean, };

/**
 * What must be recorded of every lot of an item.
 */
export type Tracking = "NONE" | "EXPIRY" | "BATCH_EXPIRY" | "SERIAL";

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
  add_place: { request: AddPlace; reply: PlaceRow };
  move_stock: { request: MoveStock; reply: Posted };
  stock_move: { request: ById; reply: StockMoveView };
  set_limit: { request: SetLimit; reply: Array<LimitRow> };
  limits: { request: Nothing; reply: Array<LimitRow> };
  lot_trace: { request: ByLot; reply: LotTrace };
  donor_goods: { request: ByDonor; reply: Array<DonorLot> };
  goods_out: { request: BySite; reply: Array<OutRow> };
  returnables: { request: MaybeSite; reply: Array<ReturnableRow> };
}
