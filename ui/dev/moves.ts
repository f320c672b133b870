/// Answers of the fixture host about transfers, counts, kits and reservations.
import type { Calls, CountReview, DispatchProposal, KitLotView, KitRow, ReservationView, TaskRow, TaskVersion, TaskView, TransferRow, TransferView } from '$lib/api';
import * as data from './data';

const blanket = data.items[2]!;
const named = { item: blanket.id, item_code: blanket.code, item_names: blanket.names, unit: blanket.unit };
const donor = data.lot.donor_names;
const mark = data.issue.entry;
const paper = (id: string, kind: (typeof data.documents)[number]['kind'], number: string) => ({ ...data.documents[0]!, id, kind, number, reversed_by: null });

const transfer: TransferRow = { id: 'transfer', number: 'PAB-WBL-21-B-00001', site: 'pab', site_name: 'Pabradė', to: 'ruk', to_name: 'Rukla', occurred_on: '2021-07-24', expected_on: '2021-07-25', vehicle: 'ABC 123', state: 'discrepancy', lines: 1 };
const incoming: TransferRow = { ...transfer, id: 'incoming', number: 'RUK-WBL-21-C-00004', site: 'ruk', site_name: 'Rukla', to: 'pab', to_name: 'Pabradė', state: 'on_the_road' };
const line = { ...named, lot: data.lot.lot, batch: null, expiry: null, donor_names: donor, bought: false, origin_number: data.lot.origin_number, condition: 'GOOD' as const };
const opened = (row: TransferRow): TransferView => ({ transfer: row, document: paper(row.id, 'transfer', row.number), entry: mark, carrier: 'Linava', seal: 'S-77', reversal_reason: null, access: [{ id: 'note', site: row.to, text: 'No movement within 5 km of the border', valid_from: '2021-11-09', valid_to: null, source: null, valid: true }], lines: [{ ...line, dispatched: 60, packed: [data.inCartons(2, 10)], good: row.state === 'on_the_road' ? 0 : 52, damaged: row.state === 'on_the_road' ? 0 : 3, left: row.state === 'on_the_road' ? 60 : 5 }], papers: row.state === 'on_the_road' ? [] : [paper('transfer-receipt', 'transfer_receipt', 'RUK-GRN-21-C-00001')], code: 'RLW1:9f3c41d0:{"id":"…"}' });
const proposal: DispatchProposal = { receipt: paper('doc-receipt', 'receipt', 'PAB-GRN-21-B-00002'), receipt_id: 'doc-receipt', transfer: incoming, lines: [{ ...named, lot: 'lot-x', dispatched: data.lot.lot, condition: 'GOOD', received: 60, left: 60 }] };
const review: CountReview = { ...named, count: 'count', count_number: 'PAB-CNT-21-B-00001', site: 'pab', lot: data.lot.lot, condition: 'GOOD', document: 'doc-issue', kind: 'issue', number: 'PAB-ISS-21-C-00002', recorded_at: '2021-07-24T12:10:00Z', moved: -30, difference: -28 };
const kit: KitRow = { id: 'kit', item: blanket.id, item_code: 'FAMILY', item_names: { en: 'Family kit', lt: 'Šeimos rinkinys' }, version: 2, components: [{ ...named, quantity: 2 }] };
const kitLot: KitLotView = { document: paper('kit-build', 'kit_build', 'PAB-KIT-21-B-00001'), entry: mark, build: 'kit-build', lot: 'lot-kit', site: 'pab', item: kit.item, item_names: kit.item_names, built: 10, broken: 3, here: 7, reversal_reason: null, components: [{ ...named, lot: data.lot.lot, donor_names: donor, bought: false, origin_number: data.lot.origin_number, quantity: 20, inside: 14 }], shares: [{ donor: data.lot.donor, donor_names: donor, bought: false, quantity: 12, percent: 60 }, { donor: null, donor_names: null, bought: false, quantity: 8, percent: 40 }], breaks: [paper('kit-break', 'kit_break', 'PAB-KTB-21-B-00001')] };
const reservation: ReservationView = { document: paper('reservation', 'reservation', 'PAB-RSV-21-A-00001'), id: 'reservation', site: 'pab', point: 'pt-1', point_name: 'Dormitory block A', expires_on: '2021-07-30', note: 'Family area', release_order: true, state: 'active', lines: [{ ...named, quantity: 70, remaining: 70 }] };
const issued = (id: string, counts: boolean): TaskVersion => ({ document: paper(id, 'issue', `PAB-ISS-21-${id.slice(-1).toUpperCase()}-00002`), names: null, words: null, site: 'pab', site_name: 'Pabradė', person_name: 'Rasa Petrauskienė', recorded_at: '2021-07-24T12:10:00Z', accepted_at: null, quantity: 20, unit: blanket.unit, expiry: null, reason: null, counts });
const task: TaskRow = { id: 'task', kind: 'receipt_contested', number: 'X-01', state: 'open', mine: true, site: null, site_name: null, names: blanket.names, words: 'CZ-7', quantity: 60, unit: blanket.unit, versions: 2, recorded_at: '2021-07-24T12:10:00Z' };
const short: TaskRow = { ...task, id: 'short', kind: 'stock_short', number: 'X-02', mine: false, site: 'pab', site_name: 'Pabradė', words: null, quantity: -15 };
const beyond: TaskRow = { ...task, id: 'beyond', kind: 'announced_beyond', number: 'I-07', words: null, quantity: 80, versions: 3 };
const due: TaskRow = { ...task, id: 'due', kind: 'withdrawal_due', number: 'I-07', words: null, quantity: null, unit: null, versions: 2 };
const differs: TaskRow = { ...task, id: 'differs', kind: 'figure_differs', number: 'I-14', names: null, words: 'EU, JOIN(2021) 32 final', quantity: null, unit: null, versions: 2 };
const truck = (id: string, number: string, quantity: number): TaskVersion => ({ ...issued(id, true), document: paper(id, 'consignment', number), quantity });
const beyondView = (): TaskView => ({ ...taskView, task: beyond, versions: [{ ...truck('acc', '', 60), document: paper('acc', 'acceptance', '') }, truck('truck-1', 'CZ-7', 40), truck('truck-2', '', 40)], options: [{ choice: 'keep_all', about: null, about_number: null, asked: null, asked_name: null, expiry: null, effects: [{ kind: 'announced', site_name: 'Pabradė', from: 80, to: 80 }] }, { choice: 'withdraw_consignment', about: 'truck-2', about_number: '', asked: null, asked_name: null, expiry: null, effects: [{ kind: 'announced', site_name: 'Pabradė', from: 80, to: 40 }] }], decisions: [], leads_to: 'acc' });
const dueView = (): TaskView => ({ ...taskView, task: due, versions: [truck('truck-2', '', 40)], options: [], decisions: [], leads_to: 'truck-2' });
const differsView = (): TaskView => ({ ...taskView, task: differs, versions: [{ ...issued('x', true), document: null, words: 'EU, JOIN(2021) 32 final', quantity: 8_000, unit: null }], options: [], decisions: [], leads_to: null });
const taskView: TaskView = { task, versions: [issued('issue-b', true), issued('issue-c', true)], options: [{ choice: 'confirm_split', about: null, about_number: null, asked: null, asked_name: null, expiry: null, effects: [{ kind: 'received', site_name: null, from: 120, to: 120 }] }, { choice: 'ask_reversal', about: 'issue-c', about_number: 'RUK-GRN-21-C-00001', asked: 'ruk', asked_name: 'Rukla', expiry: null, effects: [{ kind: 'stock', site_name: 'Rukla', from: 60, to: 0 }] }], decisions: [{ choice: 'confirm_split', about: null, expiry: null, person: 'p', person_name: 'Jonas Kazlauskas', recorded_at: '2021-07-24T13:00:00Z', reason: 'Asked by telephone', counts: false }], rests_on: [], leads_to: 'consignment' };

type Moves = 'transfers' | 'transfer' | 'transfer_receipt' | 'read_waybill' | 'dispatch_transfer' | 'receive_transfer' | 'settle_transfer' | 'dispatch_proposals' | 'link_receipt' | 'count_sheet' | 'count_book' | 'post_count' | 'count' | 'post_opening' | 'opening' | 'tasks' | 'task' | 'resolve_task' | 'kits' | 'kit_lots' | 'kit_lot' | 'define_kit' | 'build_kit' | 'break_kit' | 'reservations' | 'free_stock' | 'reserve_stock' | 'end_reservation';
type Answers = { [Name in Moves]: (request: Calls[Name]['request']) => Calls[Name]['reply'] };

/** `posted` tells the screens that something changed. */
export function moves(empty: boolean, posted: (id: string, number: string) => Calls['dispatch_transfer']['reply']): Answers {
  return {
    transfers: () => (empty ? [] : [transfer, incoming]),
    transfer: ({ id }) => opened(id === 'incoming' ? incoming : transfer),
    transfer_receipt: () => ({ document: paper('transfer-receipt', 'transfer_receipt', 'RUK-GRN-21-C-00001'), entry: mark, transfer: 'transfer', reversal_reason: null, lines: [{ ...named, lot: data.lot.lot, condition: 'GOOD', expected: 60, good: 52, damaged: 3, refused: 0, short: 5, over: 0, reason: 'Wet', packed: data.inCartons(2, 2) }] }),
    read_waybill: () => ({ transfer: 'incoming', number: incoming.number, site: 'ruk', site_name: 'Rukla', to: 'pab', vehicle: 'ABC 123', lines: [{ lot: data.lot.lot, item: blanket.id, batch: null, expiry: null, origin_number: data.lot.origin_number, condition: 'GOOD', quantity: 60 }] }),
    dispatch_transfer: () => posted('transfer', transfer.number),
    receive_transfer: () => posted('transfer-receipt', 'PAB-GRN-21-B-00003'),
    settle_transfer: () => posted('settlement', 'PAB-SET-21-B-00001'),
    dispatch_proposals: () => (empty ? [] : [proposal]),
    link_receipt: () => posted('link', 'PAB-GRN-21-B-00002'),
    count_sheet: ({ blind }) => (empty ? [] : data.items.map((row) => ({ lot: `lot-${row.id}`, item: row.id, item_code: row.code, item_names: row.names, unit: row.unit, batch: null, expiry: null, donor_names: donor, bought: false, origin_number: data.lot.origin_number, place: null, place_name: null, condition: 'GOOD', book: blind ? null : 100 }))),
    count_book: () => ({ book: 100 }),
    post_count: (request) => {
      if (!request.approver && request.lines.some((one) => Math.abs(one.counted - one.book) > 10)) throw { code: 'approver-missing', subject: 'approver', facts: {} };
      return posted('count', 'PAB-CNT-21-B-00001');
    },
    count: () => ({ document: paper('count', 'count', 'PAB-CNT-21-B-00001'), entry: mark, id: 'count', place_name: null, blind: true, waits: false, reversal_reason: null, lines: [{ ...named, lot: data.lot.lot, place_name: null, condition: 'GOOD', book: 100, counted: 72, reason: 'Miscounted at receipt', packed: data.inCartons(2, 22) }], reviews: [review] }),
    post_opening: () => posted('opening', 'PAB-OPN-21-B-00001'),
    opening: () => ({ document: paper('opening', 'opening', 'PAB-OPN-21-B-00001'), entry: mark, note: 'Handover protocol of 20 July', waits: false, reversal_reason: null, lines: [{ ...named, lot: 'lot-o', batch: null, expiry: null, donor_names: null, condition: 'GOOD', quantity: 40, place_name: null, packed: data.inCartons(1, 15) }] }),
    tasks: () => (empty ? { tasks: [], mine: 0, in_vain: [] } : { tasks: [task, short], mine: 1, in_vain: [] }),
    task: ({ task: id }) => ({ short: { ...taskView, task: short, options: [] }, beyond: beyondView(), due: dueView(), differs: differsView() })[id] ?? taskView,
    resolve_task: () => {
      posted('task', 'X-01');
      return { ...taskView, task: { ...task, state: 'settled' }, options: [] };
    },
    kits: () => (empty ? [] : [kit]),
    kit_lots: () => (empty ? [] : [kitLot]),
    kit_lot: () => kitLot,
    define_kit: () => [kit],
    build_kit: () => posted('kit-build', 'PAB-KIT-21-B-00001'),
    break_kit: () => posted('kit-break', 'PAB-KTB-21-B-00001'),
    reservations: () => (empty ? [] : [reservation]),
    free_stock: () => data.stock.map((row) => ({ item: row.item, good: row.good, reserved: 0, free: row.good })),
    reserve_stock: () => posted('reservation', reservation.document.number),
    end_reservation: () => posted('reservation', reservation.document.number),
  };
}
