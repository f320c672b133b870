/// The pages: who has them in the rail, which key opens them, and what loads them. The only list of places.
import type { Component } from 'svelte';
import type { Role } from '$lib/api';
import type { IconName } from '$lib/components/Icon.svelte';

export interface Entry {
  page: string;
  icon: IconName;
  keys?: string;
  group: 'field' | 'coordination' | 'money';
  /** Roles that have it in the rail; undefined: everybody. */
  roles?: readonly Role[];
}

// As in `ledger::role::TABLE`, which decides; here is only what is offered.
const FIELD: readonly Role[] = ['store_keeper', 'site_head'];
const COORDINATION: readonly Role[] = ['coordinator', 'donor_liaison', 'fund_officer', 'auditor'];
const FUNDS: readonly Role[] = ['fund_officer', 'auditor'];

export const rail: readonly Entry[] = [
  { page: 'today', icon: 'today', group: 'field' },
  { page: 'tasks', icon: 'tasks', group: 'field' },
  { page: 'receive', icon: 'receive', keys: 'F2', group: 'field', roles: FIELD },
  { page: 'issue', icon: 'issue', keys: 'F3', group: 'field', roles: FIELD },
  { page: 'stock', icon: 'stock', group: 'field', roles: [...FIELD, 'dispatcher', 'coordinator', 'auditor'] },
  { page: 'documents', icon: 'documents', group: 'field' },
  { page: 'transfers', icon: 'reconcile', keys: 'F4', group: 'field', roles: [...FIELD, 'dispatcher', 'coordinator', 'auditor'] },
  { page: 'count', icon: 'check', keys: 'F6', group: 'field', roles: FIELD },
  { page: 'kits', icon: 'offers', group: 'field', roles: [...FIELD, 'coordinator', 'auditor'] },
  { page: 'reservations', icon: 'lock', group: 'field', roles: [...FIELD, 'dispatcher', 'coordinator', 'auditor'] },
  { page: 'needs', icon: 'needs', group: 'field', roles: [...FIELD, 'dispatcher', 'coordinator', 'auditor'] },
  { page: 'activation', icon: 'activation', group: 'coordination', roles: COORDINATION },
  { page: 'requests', icon: 'requests', group: 'coordination', roles: COORDINATION },
  { page: 'offers', icon: 'offers', group: 'coordination', roles: COORDINATION },
  { page: 'reconcile', icon: 'reconcile', group: 'coordination', roles: ['coordinator'] },
  { page: 'matrix', icon: 'matrix', group: 'coordination', roles: COORDINATION },
  { page: 'stock-all', icon: 'stock', group: 'coordination', roles: ['coordinator', 'auditor'] },
  { page: 'transports', icon: 'transports', group: 'coordination', roles: COORDINATION },
  { page: 'deliveries', icon: 'deliveries', group: 'coordination', roles: [...FIELD, ...COORDINATION] },
  { page: 'discrepancies', icon: 'discrepancies', group: 'coordination', roles: [...FIELD, ...COORDINATION] },
  { page: 'registers', icon: 'registers', group: 'coordination', roles: COORDINATION },
  { page: 'catalogue', icon: 'catalogue', group: 'coordination' },
  { page: 'funds', icon: 'funds', group: 'money', roles: FUNDS },
  { page: 'reports', icon: 'reports', group: 'money' },
];

type Screen = Component<{ id: string }>;
type Load = () => Promise<{ default: unknown }>;

/** By `page`, and by `page/id` where the second part is a form's name rather than a document. */
const screens: Record<string, Load> = {
  today: () => import('$lib/features/today/TodayPage.svelte'),
  receive: () => import('$lib/features/receipts/ReceiveList.svelte'),
  'receive/new': () => import('$lib/features/receipts/ReceiveForm.svelte'),
  receipt: () => import('./ReceiptRoute.svelte'),
  'issue/': () => import('$lib/features/issues/IssueForm.svelte'),
  issue: () => import('./IssueRoute.svelte'),
  stock: () => import('$lib/features/stock/StockPage.svelte'),
  'stock-all': () => import('$lib/features/stock/StockEverywhere.svelte'),
  'stock-card': () => import('$lib/features/stock/StockCardPage.svelte'),
  documents: () => import('$lib/features/documents/DocumentsPage.svelte'),
  'activation/': () => import('$lib/features/activations/ActivationsPage.svelte'),
  'activation/new': () => import('$lib/features/activations/ActivationForm.svelte'),
  activation: () => import('$lib/features/activations/ActivationPage.svelte'),
  offers: () => import('$lib/features/offers/OffersPage.svelte'),
  'offers/new': () => import('$lib/features/offers/OfferForm.svelte'),
  offer: () => import('./OfferRoute.svelte'),
  acceptance: () => import('$lib/features/acceptances/AcceptancePage.svelte'),
  reconcile: () => import('$lib/features/matching/ReconcilePage.svelte'),
  match: () => import('./MatchRoute.svelte'),
  matrix: () => import('$lib/features/matrix/MatrixPage.svelte'),
  funds: () => import('$lib/features/funds/FundsPage.svelte'),
  'funds/decision': () => import('$lib/features/funds/DecisionForm.svelte'),
  'funds/allocation': () => import('$lib/features/funds/AllocationForm.svelte'),
  'funds/stated-total': () => import('$lib/features/funds/StatedTotalForm.svelte'),
  reports: () => import('$lib/features/reports/ReportsPage.svelte'),
  'reports/funding': () => import('./FundingReportRoute.svelte'),
  requests: () => import('$lib/features/requests/RequestsPage.svelte'),
  'requests/new': () => import('$lib/features/requests/RequestForm.svelte'),
  request: () => import('$lib/features/requests/RequestPage.svelte'),
  transports: () => import('$lib/features/transports/TransportsPage.svelte'),
  'transports/new': () => import('$lib/features/transports/TransportForm.svelte'),
  transport: () => import('$lib/features/transports/TransportPage.svelte'),
  deliveries: () => import('$lib/features/consignments/DeliveriesPage.svelte'),
  'deliveries/new': () => import('$lib/features/consignments/ConsignmentForm.svelte'),
  consignment: () => import('$lib/features/consignments/ConsignmentPage.svelte'),
  discrepancies: () => import('$lib/features/discrepancies/DiscrepanciesPage.svelte'),
  catalogue: () => import('$lib/features/catalogue/CataloguePage.svelte'),
  'catalogue/group': () => import('$lib/features/catalogue/GroupForm.svelte'),
  'catalogue/item': () => import('$lib/features/catalogue/ItemForm.svelte'),
  'catalogue/packaging': () => import('$lib/features/catalogue/PackagingForm.svelte'),
  'catalogue/party': () => import('$lib/features/catalogue/PartyForm.svelte'),
  'catalogue/site': () => import('$lib/features/catalogue/SiteForm.svelte'),
  'catalogue/norm': () => import('$lib/features/catalogue/NormForm.svelte'),
  'catalogue/proposal': () => import('$lib/features/catalogue/ProposalForm.svelte'),
  site: () => import('$lib/features/sites/SitePage.svelte'),
  'site/access-note': () => import('$lib/features/sites/AccessNoteForm.svelte'),
  'site/head-count': () => import('$lib/features/sites/HeadCountForm.svelte'),
  needs: () => import('$lib/features/sites/NeedsPage.svelte'),
  registers: () => import('$lib/features/registers/RegistersPage.svelte'),
  'registers/deployment': () => import('$lib/features/registers/DeploymentForm.svelte'),
  'registers/asset': () => import('$lib/features/registers/AssetForm.svelte'),
  'registers/figure': () => import('$lib/features/registers/FigureForm.svelte'),
  move: () => import('$lib/features/moves/MoveForm.svelte'),
  movement: () => import('./MovementRoute.svelte'),
  lot: () => import('$lib/features/lots/LotPage.svelte'),
  'donor-goods': () => import('$lib/features/lots/DonorGoodsPage.svelte'),
  returnables: () => import('$lib/features/lots/ReturnablesPage.svelte'),
  transfers: () => import('$lib/features/transfers/TransfersPage.svelte'),
  'transfers/new': () => import('$lib/features/transfers/DispatchForm.svelte'),
  'transfers/receive': () => import('$lib/features/transfers/ReceiveTransfer.svelte'),
  transfer: () => import('./TransferRoute.svelte'),
  'transfer-receipt': () => import('./TransferReceiptRoute.svelte'),
  'count/': () => import('$lib/features/counts/CountForm.svelte'),
  count: () => import('./CountRoute.svelte'),
  'opening/new': () => import('$lib/features/counts/OpeningForm.svelte'),
  opening: () => import('./OpeningRoute.svelte'),
  'tasks/': () => import('$lib/features/tasks/TasksPage.svelte'),
  tasks: () => import('$lib/features/tasks/TaskPage.svelte'),
  kits: () => import('$lib/features/kits/KitsPage.svelte'),
  kit: () => import('./KitRoute.svelte'),
  reservations: () => import('$lib/features/reservations/ReservationsPage.svelte'),
  limits: () => import('$lib/features/limits/LimitsPage.svelte'),
};

/** Who may fill in a form or open a report, where not everybody who has its rail entry may. */
const narrower: Record<string, readonly Role[]> = {
  'activation/new': ['coordinator'],
  'offers/new': ['coordinator', 'donor_liaison'],
  'funds/decision': ['fund_officer'],
  'funds/allocation': ['fund_officer'],
  'funds/stated-total': ['fund_officer'],
  'reports/funding': FUNDS,
  'requests/new': ['coordinator'],
  'transports/new': ['coordinator', 'donor_liaison'],
  'deliveries/new': ['coordinator', 'donor_liaison'],
  'catalogue/group': ['coordinator', 'administrator'],
  'catalogue/item': ['coordinator', 'administrator'],
  'catalogue/packaging': ['coordinator', 'administrator'],
  'catalogue/party': ['coordinator', 'donor_liaison', 'administrator'],
  'catalogue/site': ['coordinator', 'administrator'],
  'catalogue/norm': ['coordinator', 'administrator'],
  'catalogue/proposal': FIELD,
  'site/access-note': ['coordinator'],
  'site/head-count': FIELD,
  'registers/deployment': ['coordinator', 'donor_liaison'],
  'registers/asset': ['coordinator', 'donor_liaison'],
  'registers/figure': ['coordinator', 'donor_liaison'],
  'transfers/new': [...FIELD, 'dispatcher'],
  'transfers/receive': FIELD,
  'opening/new': FIELD,
};

/** The page to show; an address nobody knows leads to Today. Pages that need no id ignore it. */
export async function screenOf(page: string, id: string): Promise<Screen> {
  const load = screens[`${page}/${id}`] ?? screens[page] ?? (() => import('$lib/features/today/TodayPage.svelte'));
  return (await load()).default as Screen;
}

/** The rail entry a page belongs under. */
const under: Record<string, string> = {
  receipt: 'receive',
  'stock-card': 'stock',
  limits: 'stock',
  move: 'stock',
  movement: 'stock',
  lot: 'stock',
  'donor-goods': 'stock',
  returnables: 'stock',
  offer: 'offers',
  acceptance: 'offers',
  match: 'reconcile',
  request: 'requests',
  transport: 'transports',
  consignment: 'deliveries',
  site: 'needs',
  transfer: 'transfers',
  'transfer-receipt': 'transfers',
  opening: 'count',
  kit: 'kits',
};

const DOCUMENTS: readonly string[] = ['receipt', 'issue', 'activation', 'offer', 'acceptance', 'match', 'request', 'transport', 'consignment', 'movement', 'lot', 'transfer', 'transfer-receipt', 'count', 'opening', 'kit'];

/** One document opened: whoever holds it may read it, whatever the rail shows; what may be done there is said there. */
function isDocument(page: string, id: string): boolean {
  return id !== '' && id !== 'new' && DOCUMENTS.includes(page);
}

/** Forms under one page, told apart by the second part of the address. */
const forms: Record<string, readonly Role[]> = { move: FIELD };

export function railEntry(page: string): Entry | undefined {
  return rail.find((entry) => entry.page === (under[page] ?? page));
}

/** Roles that may open a place; undefined: everybody. */
export function rolesOf(page: string, id: string): readonly Role[] | undefined {
  return isDocument(page, id) ? undefined : (narrower[`${page}/${id}`] ?? forms[page] ?? railEntry(page)?.roles);
}
