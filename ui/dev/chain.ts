/// Made-up data of requests, transports, consignments and discrepancies, for the fixture host.
import type { ClosureView, ConsignmentView, DiscrepancyView, EntryMark, MoveView, OfferTable, RemainingItem, RemainingLine, RequestLineView, RequestView, SignedListView, TransportView } from '../src/lib/api/generated';
import { documents, hash, inCartons, items, parties, sitePage } from './data';

const czechia = parties.find((one) => one.id === 'p-CZ')?.names ?? {};
const entry: EntryMark = { device: '01890a5d-ac96-774b-bcce-b302099a8057', device_letter: 'B', scope: 'coordination', seq: 70, pos: 70, hash };
const row = documents[0]!;
const blanket = items[2]!;
const move = (stage: string, record: MoveView['record'], more: Partial<MoveView> = {}): MoveView => ({ id: `move-${stage}`, stage, record, counted: true, why: null, person: 'jo', person_name: 'Jonas Žemaitis', occurred_on: '2021-07-22', recorded_at: '2021-07-22T09:00:00Z', reason: null, ...more });

const line: RequestLineView = { id: 'rl-1', text: 'Heated tents', group: 'g-tents', group_names: { en: 'Tents', lt: 'Palapinės' }, item: null, item_names: null, quantity: { value: null, qualifier: 'NOT_STATED' }, unit: null, priority: 'urgent', needed_by: '2021-11-01', site: 'pab', site_name: 'Pabradė', entry_point: null, specification: 'for ten persons' };
const version = (n: number) => ({ version: n, title: 'Winter shelter', counted: true, why: null, person_name: 'Jonas Žemaitis', occurred_on: '2021-07-20', recorded_at: '2021-07-20T09:00:00Z', lines: [line] });
export const request: RequestView = { document: { ...row, id: 'request', kind: 'request', number: 'Winter shelter' }, entry, id: 'request', activation: 'activation', version: 2, stage: 'amended', next: ['open', 'closed', 'withdrawn'], activation_closed: false, title: 'Winter shelter', reference: null, lines: [line], versions: [version(1), version(2)], moves: [move('sent', { kind: 'request', id: 'request', to: 'sent' })] };

export const transport: TransportView = {
  document: { ...row, id: 'transport', kind: 'transport', number: 'Trucks from Praha' }, entry, id: 'transport', activation: 'activation', donor: 'p-CZ', donor_names: czechia, organiser: 'donor', title: 'Trucks from Praha', stage: 'running', next: ['ended', 'applied'], activation_closed: false,
  planned_start: '2021-07-22', notified_on: '2021-07-23', started_on: '2021-07-22', ended_on: null, applied_on: null, apply_by: '2021-08-06', percent: '75', legal_basis: 'Decision 1313/2013, Article 23', warnings: [{ kind: 'started_before_notification' }], consignments: 1,
  moves: [move('running', { kind: 'transport', id: 'transport', to: 'running' })],
};

export const consignment: ConsignmentView = {
  document: { ...row, id: 'consignment', kind: 'consignment', number: 'CZ-7' }, entry, id: 'consignment', acceptance: 'acceptance', donor: 'p-CZ', donor_names: czechia, site: 'pab', site_name: 'Pabradė', announced_site: 'pab', transport: 'transport', waybill: 'CZ-7', vehicle: '1AB 2345', dispatch_point: 'Praha', eta: '2021-07-23', announced_eta: '2021-07-22',
  stage: 'delayed', moved_to: 'delayed', next: ['in_transit', 'at_border', 'arrived', 'diverted', 'delayed', 'returned', 'lost', 'closed'], activation_closed: false, overdue: true, contested: false, last_report: '2021-07-22',
  lines: [{ id: 'cl-1', acceptance_line: `al-${blanket.id}`, item: blanket.id, item_code: blanket.code, item_names: blanket.names, unit: blanket.unit, quantity: 500, packed: inCartons(20, 0), counted: 0, short: 0, expected: 500 }],
  units: [{ sscc: '106141412345678908', packaging: 'pallet', count: 10, weight_g: 2_500_000, volume_dm3: 9600 }], receipts: [], access: sitePage.access_notes,
  moves: [move('delayed', { kind: 'consignment', id: 'consignment', to: { stage: 'delayed', eta: '2021-07-23' } }, { reason: 'Queue at the border' })],
};

export const discrepancy: DiscrepancyView = {
  id: 'discrepancy', kind: 'damaged', stage: 'sent_to_donor', next: ['acknowledged', 'settled', 'written_off'], by_site: 'settled', by_coordination: null, receipt: 'doc-receipt', receipt_number: 'PAB-GRN-21-B-00001', occurred_on: '2021-07-24', site: 'pab', site_name: 'Pabradė', donor: 'p-CZ', bought: false, donor_names: czechia,
  lot: `lot-${blanket.id}`, item: blanket.id, item_code: blanket.code, item_names: blanket.names, unit: blanket.unit, quantity: 12, reason: 'Wet or soiled', consignment: null, moves: [move('sent_to_donor', { kind: 'discrepancy', id: 'discrepancy', site: 'pab', to: 'sent_to_donor' })],
};

const stands = { site: 'pab', site_name: 'Pabradė', item: blanket.id, item_code: blanket.code, item_names: blanket.names, unit: blanket.unit, donor: 'p-CZ', donor_names: czechia };
export const remaining: RemainingLine[] = [
  { ...stands, condition: 'GOOD', quantity: 488, in_kits: 40 },
  { ...stands, condition: 'DAMAGED', quantity: 12, in_kits: 0 },
];
const totals: RemainingItem[] = [{ item: blanket.id, item_code: blanket.code, item_names: blanket.names, unit: blanket.unit, good: 488, damaged: 12, other: 0 }];
const list: SignedListView = {
  id: 'list', counted: true, why: null, person: 'jo', person_name: 'Jonas Žemaitis', occurred_on: '2021-07-22', recorded_at: '2021-07-22T09:00:00Z', reason: 'Walked through all halls', entry,
  lines: remaining.map((one) => ({ ...one, quantity: one.quantity + 20, in_kits: 0 })), totals,
};
export const closure: ClosureView = {
  activation: 'activation', offers: documents.slice(5, 6), acceptances: [], requests: [], transports: [], consignments: [], receipts: [], transfers: [], discrepancies: [discrepancy], returnables: [], shortfalls: [],
  remaining, totals, signed: [list], differences: remaining.map((one) => ({ ...stands, condition: one.condition, signed: one.quantity + 20, now: one.quantity })),
};

export const table: OfferTable = {
  rows: 2,
  lines: [{ row: 2, text: 'Zelte', group: null, item: null, matched: false, quantity: { value: 20, qualifier: 'EXACT' }, detail: {} }],
  faults: [{ row: 3, column: 2, column_name: 'B', code: 'quantity-fraction', text: '12,5' }],
};
