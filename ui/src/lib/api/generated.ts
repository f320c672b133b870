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

export type AccessNoteId = string;

export type AccessNoteRow = { id: AccessNoteId, site: SiteId, text: string, valid_from: string, valid_to: string | null, source: string | null, 
/**
 * Valid on the day asked about.
 */
valid: boolean, };

export type ActivationId = string;

export type ActivationView = { document: DocumentRow, entry: EntryMark, id: ActivationId, requesting_state: PartyId, requesting_state_names: { [key in string]: string }, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, offers: number, };

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

export type ById = { id: DocumentId, };

export type BySite = { site: SiteId, };

/**
 * The documents behind one cell, each with what it contributes.
 */
export type CellDocument = { document: DocumentRow, quantity: number | null, };

/**
 * Subjects to read again after a write or an exchange: `stock`, `documents`, `offers`, `matrix`, `funds`, `catalogue`,
 * `drafts`, `sync`, `sites`, `registers`, `session`, and ids of documents.
 */
export type Change = { subjects: Array<string>, };

/**
 * A dimension of the stock position; only GOOD is available to issue.
 */
export type Condition = "GOOD" | "DAMAGED";

/**
 * The second person types a PIN on the same computer.
 */
export type ConfirmAcceptance = { acceptance: AcceptanceId, approver: PersonId, pin: string, };

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
export type DocumentKind = "activation" | "offer" | "acceptance" | "receipt" | "issue" | "match" | "reversal" | "decision" | "allocation" | "stated_total";

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
 * What is known of one figure. `documents` = 0 and `value` null: nothing recorded. `documents` > 0 and `value`
 * null: recorded, not stated. `more_not_stated`: the value is a lower bound, some documents state none.
 */
export type Figure = { value: number | null, more_not_stated: boolean, documents: number, };

/**
 * A stated total beside the sum of its parts.
 */
export type FigureCheck = "match" | "differs" | "not_comparable";

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
computed: CountSum | null, counts: Array<HeadCountRow>, };

export type HeadCountId = string;

export type HeadCountRow = { band: HeadBand, number: StatedCount, method: HeadMethod, remark: string | null, person: PersonId, person_name: string | null, recorded_at: string, };

export type HeadMethod = "counted" | "register" | "estimate";

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

export type ItemRow = { id: ItemId, code: string, names: { [key in string]: string }, unit: Unit, tracking: Tracking, group: ItemGroupId, group_names: { [key in string]: string }, durable: boolean, 
/**
 * UN number of dangerous goods.
 */
dangerous_goods: string | null, };

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
 * The movement types of the domain that exist so far.
 */
export type Movement = "RECEIPT" | "RECEIPT_REFUSED" | "ISSUE" | "REVERSAL";

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

export type PackagingId = string;

/**
 * How far a pack is from the goods themselves.
 */
export type PackagingLevel = "base" | "inner" | "carton" | "pallet";

export type PackagingRow = { id: PackagingId, item: ItemId, item_names: { [key in string]: string }, level: PackagingLevel, contains: number, of: PackagingId | null, base_units: number, unit: Unit | null, gtin: string | null, gross_grams: number | null, volume_ml: number | null, stackable: boolean, };

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
 * A place inside a site to which goods are issued (a dormitory block, a family area).
 */
export type PointId = string;

export type PointRow = { id: PointId, name: string, };

export type PostIssue = { id: IssueId, site: SiteId, point: PointId, occurred_on: string, lines: Array<IssueLineRequest>, date_confirmed: boolean, draft: DraftId | null, };

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

export type ProposeAcceptance = { id: AcceptanceId, offer: OfferId, lines: Array<AcceptanceLineRequest>, };

/**
 * What a site would have the catalogue say.
 */
export type ProposeItem = { id: ProposalId, site: SiteId, item: ItemId, names: { [key in string]: string }, reason: string, draft: DraftId | null, };

/**
 * How exactly a number is known. Travels with the number through every sum.
 */
export type Qualifier = "EXACT" | "UP_TO" | "AROUND" | "OVER" | "ESTIMATED" | "NOT_STATED";

export type ReceiptId = string;

export type ReceiptLineRequest = { item: ItemId, batch: string | null, expiry: string | null, acceptance_line: AcceptanceLineId | null, expected: number | null, 
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
 * Linked later by a coordinator.
 */
matched: boolean, handed_over_on: string | null, paper: string | null, declared_value: Amount, reversal_reason: string | null, lines: Array<ReceiptLineView>, };

export type RecordAccessNote = { id: AccessNoteId, site: SiteId, text: string, valid_from: string, 
/**
 * Null: until further notice.
 */
valid_to: string | null, source: string | null, draft: DraftId | null, };

export type RecordActivation = { id: ActivationId, requesting_state: PartyId, ucpm_number: string | null, hazard: string, requested_on: string, source: string | null, draft: DraftId | null, };

export type RecordAllocation = { id: AllocationId, decision: DecisionId | null, instrument: Instrument, purpose: string, recipient: PartyId | null, amount: Amount, state: AllocationState, sources: Array<string>, draft: DraftId | null, };

export type RecordAsset = { id: AssetId, kind: string, number: StatedCount, holder: PartyId, country: string, place: string | null, as_of: string, source: string, draft: DraftId | null, };

export type RecordDecision = { id: DecisionId, instrument: Instrument, title: string, reference: string | null, decided_on: string | null, amount: Amount, beneficiary: PartyId | null, sources: Array<string>, draft: DraftId | null, };

export type RecordDeployment = { id: DeploymentId, agency: PartyId, role: string, number: StatedCount, country: string, place: string | null, 
/**
 * `2021`, `2021-07` or `2021-07-15`: as far as the source says.
 */
from: string | null, to: string | null, baseline: boolean, as_of: string, source: string, draft: DraftId | null, };

export type RecordFigure = { id: FigureId, series: FigureSeries, place: string, number: StatedCount, words: string | null, as_of: string | null, source: string, within: FigureId | null, relation: FigureRelation | null, draft: DraftId | null, };

export type RecordHeadCount = { id: HeadCountId, site: SiteId, day: string, band: HeadBand, number: StatedCount, method: HeadMethod, remark: string | null, 
/**
 * The person has looked at a remark that seems to name somebody and says that it does not.
 */
remark_confirmed: boolean, date_confirmed: boolean, draft: DraftId | null, };

/**
 * A record of the catalogue or of a register, whichever it is.
 */
export type RecordId = string;

/**
 * Which kind of record has duplicates.
 */
export type RecordKind = "item" | "party";

export type RecordOffer = { id: OfferId, activation: ActivationId, donor: PartyId, source: OfferSource, offered_on: string | null, value: Amount, reference: string | null, lines: Array<OfferLineRequest>, draft: DraftId | null, };

export type RecordStatedTotal = { id: StatedTotalId, title: string, amount: Amount, parts: Array<AllocationId>, source: string, draft: DraftId | null, };

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
 * Undoes a receipt, an issue or a match by a reversal that stays visible.
 */
export type Reverse = { document: DocumentId, reason: string, occurred_on: string, date_confirmed: boolean, };

export type Role = "store_keeper" | "site_head" | "dispatcher" | "coordinator" | "donor_liaison" | "fund_officer" | "auditor" | "administrator";

export type SaveDraft = { id: DraftId, kind: string, content: unknown, };

export type SetPin = { person: PersonId, code: string, pin: string, };

export type SetSetting = { key: string, value: string, };

export type SettleProposal = { proposal: ProposalId, adopt: boolean, reason: string, };

export type SignIn = { person: PersonId, pin: string, };

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
facilities: Facilities | null, };

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
  as_known: { request: Nothing; reply: KnownThen | null };
  verify_ledger: { request: Nothing; reply: Verified };
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
  'stock_card',
  'post_receipt',
  'post_issue',
  'reverse',
  'record_activation',
  'record_offer',
  'propose_acceptance',
  'confirm_acceptance',
  'match_proposals',
  'match_receipt',
  'matrix',
  'matrix_cell',
  'funds',
  'record_decision',
  'record_allocation',
  'record_stated_total',
  'export_funding_report',
  'export_audit',
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
]);
