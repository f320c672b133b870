/// Rows for the fixture host: the story of Lithuania 2021 as it looks half way through.
import type { AcceptanceView, ActivationView, AllocationView, Amount, DeviceRow, DocumentKind, DocumentRow, DraftRow, EntryMark, ExpectedDelivery, Figure, Funds, HeadBand, HeadCountRow, IssueView, ItemGroupRow, ItemRow, LotTrace, LotView, MatchCandidate, MatchProposal, MatchReceipt, MatchView, Matrix, NeedRow, NodeView, NormRow, OfferView, OutRow, PackagingRow, PackedView, PartyRow, PersonRow, ProposalRow, ReceiptView, Registers, ReturnableRow, SimilarRow, SitePage, SiteRow, StatedCount, StockCardRow, StockMoveView, StockRow, SyncLogRow } from '$lib/api';

export const hash = '9f3c41d0a7b25e8831c06f4d2b9a7e5510c2d4e6f8a1b3c5d7e9f0a2b4c6d8e0';
const names = (en: string, lt: string) => ({ en, lt });
const eur = (minor: number | null, qualifier: Amount['qualifier'] = 'EXACT'): Amount => ({ minor, currency: 'EUR', qualifier });
const sum = (minor: number, ...qualifiers: Amount['qualifier'][]) => ({ minor, currency: 'EUR', qualifiers });

export const groups: ItemGroupRow[] = [
  { id: 'g-tents', code: 'TENT', names: names('Tents', 'Palapinės') },
  { id: 'g-beds', code: 'BEDS', names: names('Beds', 'Lovos') },
  { id: 'g-bedding', code: 'BEDDING', names: names('Bedding', 'Patalynė') },
  { id: 'g-heat', code: 'HEAT', names: names('Heating systems', 'Šildymo sistemos') },
];
const item = (id: string, code: string, en: string, lt: string, group: number): ItemRow => ({ id, code, names: names(en, lt), unit: 'piece', tracking: 'NONE', group: groups[group]!.id, group_names: groups[group]!.names, durable: false, dangerous_goods: null });
export const items: ItemRow[] = [
  item('i-tent', 'TENT-FAM', 'Tent, family, winterised', 'Šeimyninė palapinė, žieminė', 0),
  item('i-bed', 'BED-FOLD', 'Folding bed with mattress', 'Sulankstoma lova su čiužiniu', 1),
  item('i-blanket', 'BLANKET', 'Blanket', 'Antklodė', 2),
  item('i-heater', 'HEATER', 'Heater', 'Šildytuvas', 3),
  item('i-bag', 'SLEEPBAG', 'Sleeping bag', 'Miegmaišis', 2),
];
const countries: [string, string, string][] = [['AT', 'Austria', 'Austrija'], ['HR', 'Croatia', 'Kroatija'], ['CZ', 'Czechia', 'Čekija'], ['DK', 'Denmark', 'Danija'], ['EE', 'Estonia', 'Estija'], ['FI', 'Finland', 'Suomija'], ['FR', 'France', 'Prancūzija'], ['DE', 'Germany', 'Vokietija'], ['GR', 'Greece', 'Graikija'], ['IT', 'Italy', 'Italija'], ['LV', 'Latvia', 'Latvija'], ['LU', 'Luxembourg', 'Liuksemburgas'], ['MT', 'Malta', 'Malta'], ['NL', 'Netherlands', 'Nyderlandai'], ['PL', 'Poland', 'Lenkija'], ['PT', 'Portugal', 'Portugalija'], ['SI', 'Slovenia', 'Slovėnija'], ['SK', 'Slovakia', 'Slovakija'], ['SE', 'Sweden', 'Švedija'], ['NO', 'Norway', 'Norvegija']];
export const parties: PartyRow[] = [
  ...countries.map(([iso, en, lt]): PartyRow => ({ id: `p-${iso}`, kind: iso === 'NO' ? 'PARTICIPATING_STATE' : 'MEMBER_STATE', names: names(en, lt), iso, eu_code: iso === 'GR' ? 'EL' : null, donor: true, affected: ['LV', 'PL'].includes(iso), synonyms: [] })),
  { id: 'p-LT', kind: 'MEMBER_STATE', names: names('Lithuania', 'Lietuva'), iso: 'LT', eu_code: null, donor: false, affected: true, synonyms: [] },
  { id: 'p-ifrc', kind: 'RC_RC', names: names('IFRC', 'IFRC'), iso: null, eu_code: null, donor: false, affected: false, synonyms: [] },
];
const party = (iso: string) => parties.find((row) => row.iso === iso)!;
export const sites: SiteRow[] = [
  { id: 'pab', code: 'PAB', name: 'Pabradė', kind: 'RECEPTION_CENTRE', country: 'LT', time_zone: 'Europe/Vilnius', points: [{ id: 'pt-1', name: 'Dormitory block A' }, { id: 'pt-2', name: 'Dormitory block B' }], places: [{ id: 'pl-1', name: 'Hall A', parent: null }], facilities: null },
  { id: 'rud', code: 'RUD', name: 'Rūdninkai', kind: 'RECEPTION_CENTRE', country: 'LT', time_zone: 'Europe/Vilnius', points: [], places: [], facilities: null },
];
export const people: PersonRow[] = [
  { id: 'vk', name: 'Vytautas Kazlauskas', grants: [{ role: 'store_keeper', site: 'pab' }], pin_set: true, locked_until: null },
  { id: 'jo', name: 'Jonas Žemaitis', grants: [{ role: 'coordinator', site: null }, { role: 'fund_officer', site: null }], pin_set: true, locked_until: null },
  { id: 'rp', name: 'Rasa Petrauskaitė', grants: [{ role: 'coordinator', site: null }], pin_set: false, locked_until: null },
  { id: 'au', name: 'Auksė Girdvainytė', grants: [{ role: 'auditor', site: null }], pin_set: true, locked_until: null },
];
export const device: DeviceRow = { id: 'dev', name: 'Pabradė store 1', letter: 'B', roles: ['store_keeper'], reads: ['*'], writes: ['site:pab'], site: 'pab' };
export const log: SyncLogRow[] = [
  { at: '2021-07-24T10:02:00Z', sent: 0, received: 0, problem: 'server-unreachable' },
  { at: '2021-07-24T07:30:00Z', sent: 3, received: 41, problem: null },
];

const doc = (id: string, kind: DocumentKind, number: string, more: Partial<DocumentRow> = {}): DocumentRow => ({ id, kind, number, site: 'pab', site_name: 'Pabradė', party: null, party_names: null, occurred_on: '2021-07-24', recorded_at: new Date(Date.now() - 9_000_000).toISOString(), person: 'vk', person_name: 'Vytautas Kazlauskas', journey: 'on_this_computer', quarantine_reason: null, reversed_by: null, lines: 1, ...more });
const office = { site: null, site_name: null, person: 'jo', person_name: 'Jonas Žemaitis', journey: 'confirmed' as const };
export const documents: DocumentRow[] = [
  doc('doc-issue', 'issue', 'PAB-ISS-21-B-00001', { journey: 'sent' }),
  doc('doc-receipt', 'receipt', 'PAB-GRN-21-B-00001', { party: 'p-CZ', party_names: party('CZ').names, lines: 5 }),
  doc('doc-reversal', 'reversal', 'PAB-REV-21-B-00001'),
  doc('doc-wrong', 'issue', 'PAB-ISS-21-B-00002', { reversed_by: 'PAB-REV-21-B-00001' }),
  doc('acceptance', 'acceptance', 'ACC-21-A-00001', { ...office, party: 'p-CZ', party_names: party('CZ').names }),
  doc('offer-CZ', 'offer', 'OFF-21-A-00003', { ...office, party: 'p-CZ', party_names: party('CZ').names, lines: 5 }),
  doc('offer-PL', 'offer', 'OFF-21-A-00015', { ...office, journey: 'quarantined', quarantine_reason: 'The device was revoked.', party: 'p-PL', party_names: party('PL').names }),
  doc('activation', 'activation', 'ACT-21-A-00001', { ...office, occurred_on: '2021-07-15' }),
  doc('decision', 'decision', 'DEC-21-A-00001', office),
];
const mark = (seq: number, pos: number | null): EntryMark => ({ device: '01890a5d-ac96-774b-bcce-b302099a8057', device_letter: 'B', scope: 'site:pab', seq, pos, hash });
const note = { document: documents[1]!, entry: mark(12, null) };
/** Blankets in cartons of twenty-five; the receipt, the issue and the lot show them. */
export const inCartons = (packs: number, loose: number): PackedView => ({ packaging: 'pack-1', state: 'agrees', level: 'carton', base_units: 25, packs, loose, quantity: packs * 25 + loose });
export const receipt: ReceiptView = {
  ...note, id: 'doc-receipt', donor: 'p-CZ', bought: false, donor_names: party('CZ').names, acceptance: null, consignment: null, matched: false, handed_over_on: '2021-07-24', paper: 'CZ-SSHR-7781', declared_value: eur(12_500_000, 'AROUND'), reversal_reason: null,
  lines: items.map((row, index) => ({ lot: `lot-${row.id}`, item: row.id, item_code: row.code, item_names: row.names, unit: row.unit, batch: null, expiry: null, expected: null, good: [20, 100, 488, 20, 500][index]!, damaged: index === 2 ? 12 : 0, refused: 0, short: 0, over: 0, reason: index === 2 ? 'Wet or soiled' : null, place_name: null, packed: index === 2 ? inCartons(19, 13) : null })),
};
export const issue: IssueView = { document: documents[0]!, entry: mark(13, 4711), point: 'pt-1', point_name: 'Dormitory block A', served: null, reversal_reason: null, lines: [{ lot: 'l', item: 'i-blanket', item_code: 'BLANKET', item_names: items[2]!.names, unit: 'piece', condition: 'GOOD', quantity: 120, donor_names: party('CZ').names, bought: false, origin: 'doc-receipt', origin_kind: 'receipt', origin_number: 'PAB-GRN-21-B-00001', place_name: null, reason: null, packed: inCartons(4, 20) }] };
export const stock: StockRow[] = items.map((row, index) => {
  const good = [20, 100, 368, 20, 500][index]!;
  const damaged = index === 2 ? 12 : 0;
  return { site: 'pab', item: row.id, item_code: row.code, item_names: row.names, group_names: row.group_names, unit: row.unit, good, damaged, quarantine: 0, expired: 0, recalled: 0, lots: [{ lot: `lot-${row.id}`, origin: 'doc-receipt', origin_kind: 'receipt', origin_number: 'PAB-GRN-21-B-00001', donor: 'p-CZ', donor_names: party('CZ').names, bought: false, title: null, batch: index === 0 ? 'L2207' : null, expiry: null, provisional: true, spots: [{ place: null, place_name: null, condition: 'GOOD', quantity: good }, ...(damaged > 0 ? [{ place: null, place_name: null, condition: 'DAMAGED' as const, quantity: damaged }] : [])] }] };
});
const move = (kind: DocumentKind, number: string, movement: StockCardRow['movement'], qin: number, out: number, balance: number, more: Partial<StockCardRow> = {}): StockCardRow => ({ document: kind === 'issue' ? 'doc-issue' : 'doc-receipt', kind, number, occurred_on: '2021-07-24', movement, condition: 'GOOD', to_condition: more.condition ?? 'GOOD', from_place: null, to_place: null, counterpart: party('CZ').names, quantity_in: qin, quantity_out: out, balance, reversed: false, ...more });
const blockA = { counterpart: names('Dormitory block A', 'Bendrabučio A korpusas') };
export const card: StockCardRow[] = [
  move('receipt', 'PAB-GRN-21-B-00001', 'RECEIPT', 488, 0, 488),
  move('receipt', 'PAB-GRN-21-B-00001', 'RECEIPT', 12, 0, 500, { condition: 'DAMAGED' }),
  move('issue', 'PAB-ISS-21-B-00001', 'ISSUE', 0, 120, 380, blockA),
  move('issue', 'PAB-ISS-21-B-00002', 'ISSUE', 0, 50, 330, { ...blockA, reversed: true }),
  move('reversal', 'PAB-REV-21-B-00001', 'REVERSAL', 50, 0, 380, blockA),
];
export const lot: LotView = { lot: 'lot-i-blanket', item: 'i-blanket', item_code: 'BLANKET', item_names: items[2]!.names, unit: 'piece', batch: null, expiry: null, donor: 'p-CZ', donor_names: party('CZ').names, bought: false, origin: 'doc-receipt', origin_kind: 'receipt', origin_number: 'PAB-GRN-21-B-00001', received_on: '2021-07-24', provisional: true };
const pabrade: NodeView = { kind: 'site', names: names('Pabradė', 'Pabradė'), site: 'pab', place_name: null, cause: null };
export const trace: LotTrace = {
  lot,
  title: { holders: [{ party: 'p-CZ', names: party('CZ').names, quantity: 400 }, { party: 'p-LT', names: party('LT').names, quantity: 100 }], contradicts: false },
  came: inCartons(19, 13),
  movements: [{ document: 'doc-receipt', kind: 'receipt', number: 'PAB-GRN-21-B-00001', occurred_on: '2021-07-24', movement: 'RECEIPT', condition: 'GOOD', to_condition: 'GOOD', from: { kind: 'donor', names: party('CZ').names, site: null, place_name: null, cause: null }, to: pabrade, quantity: 488, reversed: false }],
  now: [{ node: pabrade, condition: 'GOOD', quantity: 368 }, { node: { kind: 'distributed', names: names('Dormitory block A', 'Bendrabučio A korpusas'), site: null, place_name: null, cause: null }, condition: 'GOOD', quantity: 120 }],
};
export const out: OutRow[] = [{ lot, kind: 'distributed', point: 'pt-1', party: null, names: names('Dormitory block A', 'Bendrabučio A korpusas'), quantity: 120 }];
export const returnables: ReturnableRow[] = [{ kind: 'lent_out', party: 'p-LT', party_names: party('LT').names, due_on: '2021-07-20', document: 'doc-move', document_kind: 'stock_move', number: 'PAB-LOA-21-B-00001', lot, outstanding: 5 }];
export const moved: StockMoveView = {
  ...note, id: 'doc-move', how: 'loss', reason: 'Broken into at night', to_place: null, to_condition: null, point_name: null, from_party_names: null, due_on: null, cause: 'theft', paper: 'Police 214/21', needs_approval: true, approved_by_name: 'Jonas Žemaitis', reversal_reason: null,
  lines: [{ lot: lot.lot, item: lot.item, item_code: lot.item_code, item_names: lot.item_names, unit: 'piece', place_name: null, condition: 'GOOD', quantity: 12, donor_names: lot.donor_names, bought: false, origin_number: lot.origin_number }],
};
export const expected: ExpectedDelivery[] = ['CZ', 'FR'].map((iso) => ({ acceptance: `acc-${iso}`, donor: `p-${iso}`, donor_names: party(iso).names, contested: iso === 'FR', lines: items.slice(0, iso === 'CZ' ? 5 : 2).map((row, index) => ({ acceptance_line: `al-${iso}-${row.id}`, item: row.id, item_code: row.code, item_names: row.names, unit: row.unit, expected: [20, 100, 500, 20, 500][index]! })) }));
export const drafts: DraftRow[] = [{ id: 'draft-1', kind: 'receipt', person: 'vk', saved_at: new Date(Date.now() - 36_000_000).toISOString(), content: { id: 'doc-receipt', donor: 'p-CZ', donorText: 'Czechia', paper: 'CZ-SSHR-7781', lines: [{ key: 'k1', item: 'i-blanket', itemText: 'Blanket', batch: '', expiry: '', expected: null, acceptanceLine: null, good: '488', damaged: '12', refused: '', reason: 'Wet or soiled' }, { key: 'k2', item: '', itemText: '', batch: '', expiry: '', expected: null, acceptanceLine: null, good: '', damaged: '', refused: '', reason: '' }] } }];

export const activation: ActivationView = { document: documents[7]!, entry: mark(1, 1), id: 'activation', requesting_state: 'p-LT', requesting_state_names: party('LT').names, ucpm_number: null, hazard: 'Instrumentalised migration at the border with Belarus', requested_on: '2021-07-15', source: 'JOIN(2021) 32 final', glide: 'CE-2021-000100-LTU', note: null, offers: 20, stage: 'activated', next: ['operations_ended'], moves: [] };
export const acceptance: AcceptanceView = {
  document: documents[4]!, entry: mark(40, 40), id: 'acceptance', offer: 'offer-CZ', donor: 'p-CZ', donor_names: party('CZ').names, state: 'proposed', proposed_by: 'jo', proposed_by_name: 'Jonas Žemaitis', confirmed_by: null, confirmed_by_name: null,
  lines: items.map((row, index) => ({ id: `al-${row.id}`, offer_line: `ol-${row.id}`, item: row.id, item_code: row.code, item_names: row.names, unit: row.unit, quantity: [20, 100, 500, 20, 500][index]!, proposed: [20, 100, 500, 20, 500][index]!, received: 0, site: 'pab', site_name: 'Pabradė' })),
  conditions: 'Delivered to the gate of the site', reduced: false, contested: false, after_withdrawal: false, activation_closed: false, cancellable: true, moves: [],
};
export const offers: OfferView[] = countries.map(([iso], at) => ({
  document: { ...documents[5]!, id: `offer-${iso}`, number: `OFF-21-A-${String(at + 1).padStart(5, '0')}` }, entry: mark(at + 2, at + 2), id: `offer-${iso}`, activation: 'activation', donor: `p-${iso}`, donor_names: party(iso).names, source: 'CECIS', offered_on: iso === 'CZ' ? '2021-07-20' : null, value: iso === 'CZ' ? eur(12_500_000, 'AROUND') : eur(null, 'NOT_STATED'), reference: 'JOIN(2021) 32 final',
  lines: iso === 'CZ' ? items.map((row, index) => ({ id: `ol-${row.id}`, text: row.names['en']!, group: row.group, group_names: row.group_names, item: row.id, item_names: row.names, unit: 'piece', quantity: { value: [20, 100, 500, 20, 500][index]!, qualifier: 'EXACT' }, title: 'gift', accepted: 0, packaging: null, weight_g: null, volume_dm3: null, condition: null, expiry: null })) : [{ id: `ol-${iso}`, text: 'tents, beds, heating systems, electric generators, bedding, food rations', group: null, group_names: null, item: null, item_names: null, unit: null, quantity: { value: null, qualifier: 'NOT_STATED' }, title: 'gift', accepted: 0, packaging: null, weight_g: null, volume_dm3: null, condition: null, expiry: null }],
  acceptances: iso === 'CZ' ? [acceptance] : [], stage: 'received', moved_to: 'received', next: ['under_review', 'declined', 'withdrawn'], activation_closed: false, valid_until: iso === 'CZ' ? '2021-12-31' : null, available_from: null, transport_need: null, moves: [],
}));
/** What was asked to be linked. */
export const linked: MatchReceipt[] = [];
export const proposals: MatchProposal[] = [{ receipt: 'doc-receipt', receipt_number: 'PAB-GRN-21-B-00001', site: 'pab', site_name: 'Pabradė', occurred_on: '2021-07-24', donor: 'p-CZ', donor_names: party('CZ').names, acceptance: 'acceptance', consignments: [{ consignment: 'consignment', number: 'CZ-7', consignment_line: 'cl-i-tent', acceptance_line: 'al-i-tent', left: 20 }, { consignment: 'consignment', number: 'CZ-7', consignment_line: 'cl-i-heater', acceptance_line: 'al-i-heater', left: 20 }], lines: items.map((row, index) => ({ lot: `lot-${row.id}`, item: row.id, item_names: row.names, unit: row.unit, received: [20, 100, 500, 19, 500][index]!, acceptance_line: `al-${row.id}`, accepted: [20, 100, 500, 20, 500][index]!, quantity: [20, 100, 500, 19, 500][index]!, consignment_line: ['cl-i-tent', null, null, 'cl-i-heater', null][index]! })) }];

/** What a receipt may be linked to instead: of its items the acceptance has one line each, and of blankets two. */
export const candidates: MatchCandidate[] = [
  { acceptance: 'acceptance', number: 'ACC-21-A-00001', occurred_on: '2021-07-20', lines: acceptance.lines.map(({ id, item, item_names, unit, site_name, quantity }) => ({ id, item, item_names, unit, site_name, accepted: quantity, left: quantity })), consignments: proposals[0]!.consignments, suggested: proposals[0]!.lines },
  { acceptance: 'acceptance-2', number: 'ACC-21-A-00002', occurred_on: '2021-07-21', lines: [1, 2].map((n) => ({ id: `other-${n}`, item: 'i-blanket', item_names: items[2]!.names, unit: items[2]!.unit, site_name: n === 1 ? 'Pabradė' : 'Kaunas', accepted: 300 * n, left: 200 * n })), consignments: [{ consignment: 'consignment-2', number: 'CZ-8', consignment_line: 'cl-other', acceptance_line: 'other-1', left: 150 }], suggested: proposals[0]!.lines.map((line) => (line.item === 'i-blanket' ? { ...line, acceptance_line: 'other-1', accepted: 300, quantity: 200, consignment_line: null } : { ...line, acceptance_line: null, accepted: null, quantity: 0, consignment_line: null })) },
];
export const match: MatchView = { document: { ...documents[0]!, id: 'match', kind: 'match' }, entry: mark(45, 45), id: 'match', stands: true, receipt: 'doc-receipt', receipt_number: 'PAB-GRN-21-B-00001', acceptance: 'acceptance-2', acceptance_number: 'ACC-21-A-00002', donor_names: party('CZ').names, reversal_reason: null, lines: candidates[1]!.suggested, consignments: [] };

const fig = (value: number | null): Figure => ({ value, qualifiers: [value === null ? 'NOT_STATED' : 'EXACT'] });
const none: Figure = { value: null, qualifiers: [] };
export const matrix: Matrix = {
  donors: 20, member_states: 19, participating_states: 1, complete_to: 4712, unconfirmed: 2,
  requested: [{ group: null, group_names: null, item: null, item_names: null, text: 'Heated tents', requested: fig(null), requests: 1 }],
  rows: countries.flatMap(([iso]): Matrix['rows'] => {
    const row = { donor: `p-${iso}`, bought: false, donor_names: party(iso).names, provisional: false };
    if (iso !== 'CZ') return [{ ...row, group: null, group_names: null, item: null, item_names: null, unit: null, offered: fig(null), accepted: none, good: none, damaged: none, short: none, issued: none, on_hand_good: none, on_hand_damaged: none, dispatched: none, in_transit: none }];
    return items.map((one, index) => {
      const count = [20, 100, 500, 20, 500][index]!;
      const blanket = index === 2;
      return { ...row, provisional: blanket, group: one.group, group_names: one.group_names, item: one.id, item_names: one.names, unit: 'piece', offered: fig(count), accepted: fig(count), good: fig(blanket ? 488 : count), damaged: fig(blanket ? 12 : 0), short: fig(0), issued: blanket ? fig(120) : none, on_hand_good: fig(blanket ? 368 : count), on_hand_damaged: fig(blanket ? 12 : 0), dispatched: fig(count), in_transit: fig(0) };
    });
  }),
};
const allocation = (id: string, instrument: AllocationView['instrument'], purpose: string, amount: Amount, state: AllocationView['state'], recipient: string | null): AllocationView => ({ document: { ...documents[8]!, id, kind: 'allocation', number: `ALL-21-A-${id}` }, entry: mark(50, 50), id, decision: null, instrument, purpose, recipient, recipient_names: recipient ? (parties.find((row) => row.id === recipient)?.names ?? null) : null, amount, state, sources: ['JOIN(2021) 32 final'], committed: null, paid: null });
export const funds: Funds = {
  complete_to: 4712, unconfirmed: 0,
  decisions: [{ document: documents[8]!, entry: mark(49, 49), id: 'decision', instrument: 'AMIF', title: 'Emergency assistance to Lithuania', reference: null, decided_on: null, amount: eur(3_670_000_000), beneficiary: 'p-LT', beneficiary_names: party('LT').names, sources: ['JOIN(2021) 32 final, line 79', 'line 201'], allocations: [{ ...allocation('A0', 'AMIF', 'Asylum procedures and reception conditions', eur(3_670_000_000), 'assigned', 'p-LT'), decision: 'decision' }], allocated: sum(3_670_000_000, 'EXACT') }],
  allocations: [allocation('A1', 'DREF', 'Relief by the Belarus Red Cross', eur(20_000_000), 'assigned', 'p-ifrc'), allocation('A2', 'SMALL_SCALE_TOOL', 'Emergency assistance', eur(50_000_000), 'available', null), allocation('A3', 'NOT_STATED', 'Assisted voluntary returns', eur(250_000_000, 'UP_TO'), 'foreseen', null), allocation('A4', 'NOT_STATED', 'Return and reintegration from Iraq', eur(100_000_000, 'AROUND'), 'foreseen', null), allocation('A5', 'NDICI', 'Support to Iraq', eur(null, 'NOT_STATED'), 'foreseen', null)],
  stated_totals: [
    { document: { ...documents[8]!, id: 't1', kind: 'stated_total', number: 'TOT-1' }, entry: mark(60, 60), id: 't1', title: 'Humanitarian funding mobilised', stated: eur(70_000_000), computed: sum(70_000_000, 'EXACT'), check: 'match', difference: 0, parts: ['A1', 'A2'], source: 'JOIN(2021) 32 final, line 75', explanations: [] },
    { document: { ...documents[8]!, id: 't2', kind: 'stated_total', number: 'TOT-2' }, entry: mark(61, 61), id: 't2', title: 'Voluntary returnees from Belarus', stated: eur(350_000_000, 'UP_TO'), computed: sum(350_000_000, 'UP_TO', 'AROUND'), check: 'consistent_not_exact', difference: 0, parts: ['A3', 'A4'], source: 'JOIN(2021) 32 final, line 191', explanations: [] },
    { document: { ...documents[8]!, id: 't3', kind: 'stated_total', number: 'TOT-3' }, entry: mark(62, 62), id: 't3', title: 'Humanitarian funding, as first printed', stated: eur(71_000_000), computed: sum(70_000_000, 'EXACT'), check: 'different', difference: 1_000_000, parts: ['A1', 'A2'], source: 'Press release of 17 November', explanations: [] },
  ],
};

const exactly = (value: number): StatedCount => ({ value, qualifier: 'EXACT' });
const unknown: StatedCount = { value: null, qualifier: 'NOT_STATED' };
const source = 'JOIN(2021) 32 final';
export const packaging: PackagingRow[] = [{ id: 'pack-1', item: 'i-blanket', item_names: items[2]!.names, level: 'carton', contains: 25, of: null, base_units: 25, unit: 'piece', gtin: '4006381333931', gross_grams: 18_000, volume_ml: null, stackable: true }];
export const norms: NormRow[] = [{ id: 'norm-1', item: 'i-blanket', group: null, names: items[2]!.names, unit: 'piece', quantity: 1, persons: 1, basis: 'once', days: 1, standard: 'Sphere', edition: '2018', source: 'Shelter standard 4', checked_on: null }];
export const suggestions: ProposalRow[] = [{ id: 'prop-1', site: 'pab', site_name: 'Pabradė', item: 'i-blanket', item_code: 'BLANKET', names: items[2]!.names, proposed: { en: 'Thermal blanket' }, person_name: 'Ona', reason: 'The label says so', recorded_at: '2021-07-24T10:00:00Z', adopted: null }];
export const similar: SimilarRow[] = [{ kind: 'item', one: 'i-blanket', one_names: items[2]!.names, other: 'i-2', other_names: { en: 'Blankett' }, distance: 1 }];
const counted = (band: HeadBand, heads: number): HeadCountRow => ({ band, number: exactly(heads), method: 'counted', remark: null, person: 'ona', person_name: 'Ona', recorded_at: '2021-07-24T10:00:00Z' });
export const sitePage: SitePage = {
  site: sites[0]!,
  access_notes: [{ id: 'note-1', site: 'pab', text: 'No movement within 5 km of the border', valid_from: '2021-11-09', valid_to: null, source, valid: true }],
  head_counts: [{ day: '2021-07-24', heads: exactly(620), stated: exactly(620), computed: null, check: null, explanations: [], counts: [counted('total', 620)] },
    { day: '2021-07-23', heads: exactly(612), stated: exactly(612), computed: { value: 615, qualifiers: ['EXACT'], not_stated: 0 }, check: 'explained', explanations: [{ id: 'exp-2', stated: 612, computed: 615, explanation: 'Three people left between the two counts', source: 'evening roll', person: 'ona', person_name: 'Ona', recorded_at: '2021-07-24T08:00:00Z', stands: true }], counts: [] },
    { day: '2021-07-22', heads: exactly(600), stated: exactly(600), computed: { value: 410, qualifiers: ['ESTIMATED'], not_stated: 0 }, check: 'not_comparable', explanations: [], counts: [counted('women', 210), counted('men', 200), counted('infants', 0), counted('total', 600)] },
    { day: '2021-07-21', heads: unknown, stated: null, computed: { value: 210, qualifiers: ['EXACT'], not_stated: 0 }, check: null, explanations: [], counts: [counted('women', 210)] }],
};
export const needs: NeedRow[] = [{ site: 'pab', site_name: 'Pabradė', norm: norms[0]!, counted_on: '2021-07-24', heads: exactly(620), need: 620, in_stock: 488, gap: 132, cover: null }];
export const registers: Registers = {
  deployments: [{ id: 'dep-1', agency: 'frontex', agency_names: { en: 'Frontex' }, role: 'officers', number: exactly(104), country: 'LT', place: null, from: '2021-07', to: null, baseline: false, as_of: '2021-11-23', source, ended: false }],
  deployed: [{ country: null, crisis: { value: 104, qualifiers: ['EXACT'], not_stated: 0 }, with_baseline: { value: 104, qualifiers: ['EXACT'], not_stated: 0 } }],
  assets: [{ id: 'asset-1', kind: 'helicopters', number: unknown, holder: 'frontex', holder_names: { en: 'Frontex' }, country: 'LT', place: null, as_of: '2021-11-23', source }],
  figures: [{ id: 'fig-1', series: 'stranded', place: 'BY', number: { value: 15_000, qualifier: 'UP_TO' }, words: null, as_of: '2021-11-23', source, within: null, relation: null, computed: null, check: null, explanations: [], at_least: 2_000 },
    { id: 'fig-3', series: 'arrivals', place: 'EU', number: exactly(8_000), words: null, as_of: '2021-11-16', source, within: null, relation: null, computed: { value: 7_900, qualifiers: ['EXACT'], not_stated: 0 }, check: 'differs', explanations: [{ id: 'exp-1', stated: 7_950, computed: 7_900, explanation: 'Two border posts are missing in the table', source: null, person: 'ona', person_name: 'Ona', recorded_at: '2021-11-17T10:00:00Z', stands: false }], at_least: null }],
  sums: [],
};
