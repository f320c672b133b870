/// The fixture host of `vite dev`: an in-memory answer to every call, so that screens can be looked at in a browser. It
/// knows no rule of the ledger and never enters the bundle. `?as=keeper|coordinator|auditor`, `?stage=…`, `?empty`,
/// `?slow`, `?fail`, `?lang=lt`, `?theme=dark`, `?phase=offline|stuck|sending` choose what is seen.
import type { Calls, DocumentRow, DraftRow, Kept, Posted, Problem, Status, SyncStatus } from '$lib/api';
import type { Host } from '$lib/api/host';
import * as data from './data';
import * as chain from './chain';
import { moves } from './moves';

const wish = new URLSearchParams(location.search);
const empty = wish.has('empty');
const listeners = new Map<string, ((payload: unknown) => void)[]>();
let drafts: DraftRow[] = wish.has('draft') ? [...data.drafts] : [];

export function tell(event: string, payload: unknown): void {
  for (const heard of listeners.get(event) ?? []) heard(payload);
}

const refusal: Problem = { code: 'storage-failed', subject: null, facts: { detail: 'disk I/O error' } };

function person(): (typeof data.people)[number] {
  const name = wish.get('as') ?? 'keeper';
  return data.people[{ keeper: 0, coordinator: 1, auditor: 3 }[name] ?? 0] ?? data.people[0]!;
}

const who = person();
let status: Status = {
  stage: (wish.get('stage') as Status['stage']) ?? 'signed_in',
  problem: wish.get('stage') === 'broken' ? { code: 'file-damaged', subject: null, facts: { detail: 'page 17 has the wrong checksum' } } : null,
  demo: true,
  operation: 'op',
  operation_name: 'Lithuania 2021',
  device: wish.get('stage') === 'new' ? null : data.device,
  person: wish.get('stage') ? null : who.id,
  person_name: wish.get('stage') ? null : who.name,
  grants: who.grants,
  site: 'pab',
  today: '2021-07-24',
  clock_suspect: wish.has('suspect'),
  lock_after_minutes: 10,
  language: wish.get('lang') ?? 'en',
  theme: wish.get('theme') ?? 'light',
  version: '0.1.0',
  data_folder: '~/.local/share/relief-ledger',
};

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
const sync: SyncStatus = {
  phase: (wish.get('phase') as SyncStatus['phase']) ?? 'offline',
  unsent: wish.get('phase') === 'idle' ? 0 : 7,
  done: 3,
  total: 7,
  last_exchange: ago(wish.get('phase') === 'idle' ? 0.1 : 3),
  oldest_unsent: ago(2.5),
  problem: wish.get('phase') === 'stuck' ? { code: 'server-key-mismatch', subject: null, facts: { address: 'relief.lt:8443' } } : null,
};

const documents = (): DocumentRow[] => data.documents;
const named = (id: string): DocumentRow => documents().find((row) => row.id === id) ?? documents()[0]!;
const posted = (id: string, number: string): Posted => {
  queueMicrotask(() => tell('changed', { subjects: [] }));
  return { id, number, repeated: false };
};

const kept = (id: string): Kept => {
  queueMicrotask(() => tell('changed', { subjects: [] }));
  return { id, repeated: false };
};

type Answers = { [Name in keyof Calls]: (request: Calls[Name]['request']) => Calls[Name]['reply'] };

function signIn(id: string): Status {
  const row = data.people.find((one) => one.id === id) ?? who;
  status = { ...status, stage: 'signed_in', person: row.id, person_name: row.name, grants: row.grants };
  return status;
}

const answers: Answers = {
  ...moves(empty, posted),
  status: () => status,
  unlock: () => (status = { ...status, stage: 'signed_out' }),
  enrol: () => (status = { ...status, stage: 'signed_out', device: data.device }),
  people: () => data.people,
  set_pin: (request) => signIn(request.person),
  sign_in: (request) => {
    if (request.pin === '0000') throw { code: 'wrong-pin', subject: 'pin', facts: { left: '4' } } satisfies Problem;
    return signIn(request.person);
  },
  sign_out: () => (status = { ...status, stage: 'signed_out', person: null, person_name: null, grants: [] }),
  set_setting: ({ key, value }) => (status = { ...status, [key]: value || null }),
  sync_status: () => sync,
  unsent: () => ({ entries: 7, documents: documents().slice(0, 3), oldest: sync.oldest_unsent, last_exchange: sync.last_exchange, log: data.log }),
  send_now: () => sync,
  items: () => data.items,
  item_groups: () => data.groups,
  parties: () => data.parties,
  sites: () => data.sites,
  add_point: ({ name }) => {
    const point = { id: `point-${name}`, name };
    data.sites[0]?.points.push(point);
    tell('changed', { subjects: [] });
    return point;
  },
  find: ({ text }) => ({
    documents: documents().filter((row) => row.number.toLowerCase().includes(text.toLowerCase())),
    items: data.items.filter((row) => JSON.stringify(row.names).toLowerCase().includes(text.toLowerCase())),
  }),
  documents: ({ kind, text }) => (empty ? [] : documents().filter((row) => (!kind || row.kind === kind) && (!text || row.number.toLowerCase().includes(text.toLowerCase())))),
  receipt: ({ id }) => ({ ...data.receipt, document: named(id) }),
  issue: ({ id }) => ({ ...data.issue, document: named(id), reversal_reason: named(id).reversed_by ? 'Wrong quantity entered' : null }),
  activation: () => data.activation,
  activations: () => (empty ? [] : [data.activation]),
  offers: () => (empty ? [] : data.offers),
  offer: ({ id }) => data.offers.find((row) => row.id === id) ?? data.offers[0]!,
  acceptance: () => data.acceptance,
  acceptances: () => (empty ? [] : [data.acceptance]),
  expected: () => (empty ? [] : data.expected),
  stock: () => (empty ? [] : data.stock),
  balances: () => (empty ? [] : data.stock.map(({ site, item, good, damaged, quarantine, expired, recalled }) => ({ site, item, good, damaged, quarantine, expired, recalled }))),
  stock_items: ({ condition }) => {
    const column = condition?.toLowerCase() as 'good' | undefined;
    const rows = empty ? [] : data.stock.filter((row) => !column || row[column] > 0);
    return rows.map(({ item, item_code, item_names, group_names, unit, good, damaged, quarantine, expired, recalled }) => ({ item, item_code, item_names, group_names, unit, sites: 1, good, damaged, quarantine, expired, recalled }));
  },
  stock_sites: ({ item }) => data.stock.filter((row) => row.item === item).map(({ site, good, damaged, quarantine, expired, recalled }) => ({ site, site_name: data.sites.find((one) => one.id === site)?.name ?? '', good, damaged, quarantine, expired, recalled })),
  returns_to: ({ lots }) => lots.map((lot) => ({ lot, parties: ['p-CZ'] })),
  stock_card: () => (empty ? [] : data.card),
  drafts: () => drafts,
  save_draft: ({ id, kind, content }) => {
    const row: DraftRow = { id, kind, person: who.id, saved_at: new Date().toISOString(), content };
    drafts = [...drafts.filter((one) => one.id !== id), row];
    return row;
  },
  discard_draft: ({ id }) => {
    drafts = drafts.filter((one) => one.id !== id);
    return {};
  },
  post_receipt: (request) => {
    if (request.lines.some((line) => line.damaged > 0 && !line.reason)) throw { code: 'reason-missing', subject: 'lines.0.reason', facts: { item: 'Blanket' } } satisfies Problem;
    if (request.occurred_on > status.today && !request.date_confirmed) throw { code: 'date-in-future-clock-suspect', subject: 'occurred_on', facts: { date: request.occurred_on, today: status.today } } satisfies Problem;
    return posted('doc-receipt', 'PAB-GRN-21-B-00001');
  },
  post_issue: (request) => {
    if (request.lines.some((line) => line.quantity > 488)) throw { code: 'not-enough-stock', subject: 'lines.0.quantity', facts: { item: 'Blanket', available: '488', asked: '1000' } } satisfies Problem;
    return posted('doc-issue', 'PAB-ISS-21-B-00001');
  },
  reverse: ({ document }) => {
    const row = data.documents.find((one) => one.id === document);
    if (row) row.reversed_by = 'PAB-REV-21-B-00002';
    return posted('doc-reversal', 'PAB-REV-21-B-00002');
  },
  record_activation: () => posted('activation', 'Lithuania 2021-07-15'),
  record_offer: () => posted('offer-CZ', 'OFF-CZ'),
  propose_acceptance: () => posted('acceptance', 'ACC-21-A-00001'),
  confirm_acceptance: ({ pin }) => {
    if (pin === '0000') throw { code: 'wrong-pin', subject: 'pin', facts: { left: '3' } } satisfies Problem;
    data.acceptance.state = 'confirmed';
    data.acceptance.confirmed_by_name = 'Rasa Petrauskaitė';
    return posted('acceptance', 'ACC-21-A-00001');
  },
  match_proposals: () => (empty ? [] : data.proposals),
  match_candidates: () => (empty ? [] : data.candidates),
  receipt_match: ({ id }) => ({ ...data.match, id }),
  match_receipt: (request) => {
    data.linked.push(request);
    data.proposals.length = 0;
    return posted('match', 'MAT-21-A-00001');
  },
  matrix: () => (empty ? { ...data.matrix, rows: [] } : data.matrix),
  matrix_cell: () => (empty ? { total: 0, documents: [] } : { total: 412, documents: documents().slice(0, 3).map((document, index) => ({ document, quantity: index === 2 ? null : 244, qualifiers: [index === 2 ? 'NOT_STATED' : 'EXACT'] })) }),
  funds: () => (empty ? { ...data.funds, decisions: [], allocations: [], stated_totals: [] } : data.funds),
  record_decision: () => posted('decision', 'DEC-1'),
  record_allocation: () => posted('allocation', 'ALL-1'),
  record_stated_total: () => posted('total', 'TOT-1'),
  export_funding_report: () => ({ files: ['xlsx', 'csv'].map((end) => ({ path: `~/.local/share/relief-ledger/exports/funding-2021-07-24.${end}`, bytes: 18_204, sha256: data.hash, rows: 9 })) }),
  export_audit: () => ({ files: [{ path: '~/.local/share/relief-ledger/exports/lithuania-2021.reliefaudit', bytes: 1_218_204, sha256: data.hash, rows: 164 }] }),
  move_stage: () => posted('request', 'Winter shelter'),
  closure: () => chain.closure,
  sign_closure: () => posted('activation', 'Lithuania 2021-07-15'),
  record_request: () => posted('request', 'Winter shelter'),
  requests: () => (empty ? [] : [chain.request]),
  request: () => chain.request,
  reduce_acceptance: () => posted('acceptance', 'ACC-21-A-00001'),
  plan_transport: () => posted('transport', 'Trucks from Praha'),
  transports: () => (empty ? [] : [chain.transport]),
  transport: () => chain.transport,
  announce_consignment: () => posted('consignment', 'CZ-7'),
  consignments: () => (empty ? [] : [chain.consignment]),
  consignment: () => chain.consignment,
  discrepancies: () => (empty ? [] : [chain.discrepancy]),
  confirm_synonym: () => posted('synonym', 'zelte'),
  read_offer_table: () => chain.table,
  read_party_list: () => (empty ? [] : [{ text: 'Netherlands', party: null }]),
  as_known: () => null,
  register_group: ({ id }) => kept(id),
  register_item: ({ id }) => kept(id),
  register_packaging: ({ id }) => kept(id),
  register_party: ({ id }) => kept(id),
  register_site: ({ id }) => kept(id),
  register_norm: ({ id }) => kept(id),
  propose_item: ({ id }) => kept(id),
  settle_proposal: ({ proposal }) => kept(proposal),
  merge_records: ({ id }) => kept(id),
  undo_merge: ({ from }) => kept(from),
  record_access_note: ({ id }) => kept(id),
  record_head_count: ({ id, remark, ...more }) => {
    if (remark && /\d{6}/.test(remark) && !('remark_confirmed' in more)) throw { code: 'remark-may-identify', subject: 'remark', facts: { patterns: 'passport' } } satisfies Problem;
    return kept(id);
  },
  record_deployment: ({ id }) => kept(id),
  record_asset: ({ id }) => kept(id),
  record_figure: ({ id }) => kept(id),
  explain_difference: ({ id }) => kept(id),
  packaging: () => (empty ? [] : data.packaging),
  norms: () => (empty ? [] : data.norms),
  proposals: () => (empty ? [] : data.suggestions),
  similar_records: () => (empty ? [] : data.similar),
  merges: () => [],
  site_page: () => (empty ? { ...data.sitePage, access_notes: [], head_counts: [] } : data.sitePage),
  needs: () => (empty ? [] : data.needs),
  registers: () => (empty ? { deployments: [], deployed: [], assets: [], figures: [], sums: [] } : data.registers),
  add_place: ({ name, parent }) => {
    const place = { id: `place-${name}`, name, parent };
    data.sites[0]?.places.push(place);
    tell('changed', { subjects: [] });
    return place;
  },
  move_stock: (request) => {
    if (request.how === 'loss' && !request.approver) throw { code: 'approver-missing', subject: 'approver', facts: {} } satisfies Problem;
    return posted('doc-move', 'PAB-MOV-21-B-00001');
  },
  stock_move: () => data.moved,
  set_limit: ({ kind, units }) => [{ kind, units }],
  limits: () => [{ kind: 'write_off', units: null }, { kind: 'count_variance', units: null }],
  lot_trace: () => data.trace,
  donor_goods: () => (empty ? [] : [{ lot: data.lot, title: data.trace.title, given: 488, places: data.trace.now }]),
  goods_out: () => (empty ? [] : data.out),
  returnables: () => (empty ? [] : data.returnables),
  add_up_again: () => ({ intact: true, entries: 164, head: data.hash, problem: null }),
  ledger_checks: () => ({
    alarm: wish.has('broken') ? { since: ago(1), problem: { code: 'projection-mismatch', subject: null, facts: {} } } : null,
    last: empty ? null : { ended_at: ago(5), entries: 164, intact: !wish.has('broken') },
  }),
  verify_ledger: () => ({ intact: !wish.has('broken'), entries: 164, head: data.hash, problem: wish.has('broken') ? { code: 'projection-mismatch', subject: null, facts: {} } : null }),
};

export function fixtureHost(): Host {
  return {
    async call(name, args) {
      if (wish.has('slow') && !['status', 'sync_status', 'sites'].includes(name)) await new Promise(() => undefined);
      if (wish.has('fail') && !['status', 'sync_status', 'sites', 'drafts', 'people'].includes(name)) throw refusal;
      const answer = answers[name as keyof Calls] as (request: unknown) => unknown;
      return structuredClone(answer(args));
    },
    async listen(event, heard) {
      listeners.set(event, [...(listeners.get(event) ?? []), heard]);
      return () => undefined;
    },
    async close(stay) {
      document.documentElement.dataset.closed = String(!stay);
    },
    async ready() {
      document.documentElement.dataset.told = 'true';
    },
  };
}
