/// Whose goods are: bought ones apart from given ones, the title in figures, and what an activation and an acceptance say.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import ProposeDialog from '$lib/features/acceptances/ProposeDialog.svelte';
import AcceptancePage from '$lib/features/acceptances/AcceptancePage.svelte';
import ActivationForm from '$lib/features/activations/ActivationForm.svelte';
import ActivationPage from '$lib/features/activations/ActivationPage.svelte';
import DonorGoodsPage from '$lib/features/lots/DonorGoodsPage.svelte';
import LotPage from '$lib/features/lots/LotPage.svelte';
import MatrixPage from '$lib/features/matrix/MatrixPage.svelte';
import ReceiptPage from '$lib/features/receipts/ReceiptPage.svelte';
import ReceiveForm from '$lib/features/receipts/ReceiveForm.svelte';
import { announce, freshReceipt, readReceipt } from '$lib/features/receipts/form';
import StockPage from '$lib/features/stock/StockPage.svelte';
import { sourceText } from '$lib/format/source';
import { titleText } from '$lib/format/title';
import { speak } from '$lib/i18n/i18n.svelte';
import { createRawSnippet } from 'svelte';
import { fill, overheard, pick, press, signIn, stand, turn, valueOf } from './hosted';

const TODAY = '2021-07-24';
const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));
const kept = { receipt: { ...data.receipt }, trace: { ...data.trace }, lot: { ...data.lot }, acceptance: { ...data.acceptance }, activation: { ...data.activation }, rows: [...data.matrix.rows] };

beforeEach(() => signIn('keeper'));
afterEach(() => {
  Object.assign(data.receipt, kept.receipt);
  Object.assign(data.trace, kept.trace);
  Object.assign(data.lot, kept.lot);
  Object.assign(data.acceptance, kept.acceptance);
  Object.assign(data.activation, kept.activation);
  data.matrix.rows = [...kept.rows];
  for (const row of data.stock) for (const lot of row.lots) lot.title = null;
  vi.restoreAllMocks();
});

test('goods are received from a supplier, with the number of the invoice', async () => {
  stand('#/receive/new');
  const asked = await overheard();
  render(ReceiveForm);
  expect(await screen.findByText('Donor')).toBeTruthy();
  await turn('field-origin', 'supplier');
  expect(await screen.findByText('Supplier')).toBeTruthy();
  expect(screen.getByText('Invoice or contract no.')).toBeTruthy();
  // Whoever is known may sell; none of them need give anything.
  await pick('field-donor', 'IFRC');
  expect(valueOf('field-donor')).toBe('IFRC');
  await fill('field-paper', 'INV 2021/118');
  await pick('line-0-item', 'BLANKET');
  await fill('line-0-good', '40');
  await press('action-review');
  expect((await screen.findByTestId('dialog-review')).textContent).toContain('Supplier');
  await press('action-post');
  await waitFor(() => expect(asked('post_receipt')[0]).toMatchObject({ origin: 'supplier', donor: 'p-ifrc', paper: 'INV 2021/118', acceptance: null }));
});

test('who gave goods is not taken for who sold them', async () => {
  stand('#/receive/new');
  render(ReceiveForm);
  await pick('field-donor', 'Czechia');
  await turn('field-origin', 'supplier');
  expect(valueOf('field-donor')).toBe('');
  const content = { ...freshReceipt(TODAY), origin: 'supplier' as const };
  expect(readReceipt(content, 'pab', TODAY).problems[0]?.code).toBe('party-unknown');
  const delivery = data.expected[0];
  if (!delivery) throw new Error('the development host expects nothing');
  announce(content, delivery);
  expect(content.origin, 'what was announced a donor gave').toBe('donor');
});

test('a receipt, a lot and the matrix say what was bought, in both languages', async () => {
  data.receipt.bought = true;
  const receipt = render(ReceiptPage, { id: 'doc-receipt', correct: nothing });
  expect((await screen.findByTestId('receipt-source')).textContent).toBe('bought from Czechia');
  expect(screen.getByTestId('receipt-bought')).toBeTruthy();
  expect(screen.queryByTestId('receipt-provisional')).toBeNull();
  receipt.unmount();
  data.trace.lot = { ...data.lot, bought: true, provisional: false };
  const lot = render(LotPage, { id: 'lot-i-blanket' });
  expect((await screen.findByTestId('lot-source')).textContent).toBe('bought from Czechia');
  lot.unmount();
  const [row] = data.matrix.rows;
  if (!row) throw new Error('the development host has no matrix');
  data.matrix.rows.push({ ...row, bought: true });
  await signIn('coordinator');
  const asked = await overheard();
  render(MatrixPage);
  const iso = data.parties.find((party) => party.id === row.donor)?.iso ?? '';
  const code = data.items.find((one) => one.id === row.item)?.code ?? 'all';
  const sold = await screen.findByTestId(`row-matrix-bought-${iso}-${code}`);
  expect(sold.textContent).toContain('bought from');
  await press(`cell-bought-${iso}-${code}-good`);
  await waitFor(() => expect(asked('matrix_cell')[0]).toMatchObject({ donor: row.donor, bought: true, column: 'good' }));
  const names = { donor_names: { en: 'Czechia', lt: 'Čekija' }, bought: true };
  await speak('lt');
  expect(sourceText(names)).toBe('pirkta: Čekija');
  await speak('en');
  expect(sourceText({ ...names, bought: false })).toBe('Czechia');
  expect(sourceText({ donor_names: null, bought: false }, 'nobody knows')).toBe('nobody knows');
});

test('a lot and the goods of its donor say who holds the title of how much', async () => {
  const lot = render(LotPage, { id: 'lot-i-blanket' });
  expect((await screen.findByTestId('lot-title')).textContent).toContain('Czechia 400, Lithuania 100');
  expect(screen.queryByTestId('title-contradicts')).toBeNull();
  lot.unmount();
  const goods = render(DonorGoodsPage, { id: 'p-CZ' });
  expect((await screen.findByTestId('title-PAB-GRN-21-B-00001')).textContent).toBe('Czechia 400, Lithuania 100');
  goods.unmount();
  data.trace.title = { holders: [{ party: null, names: {}, quantity: 120 }, { party: 'p-LT', names: { en: 'Lithuania' }, quantity: -20 }], contradicts: true };
  expect(titleText(data.trace.title)).toMatch(/^nobody named 120, Lithuania .20$/);
  render(LotPage, { id: 'lot-i-blanket' });
  expect((await screen.findByTestId('title-contradicts')).textContent).toContain('more was handed on than was held');
});

test('the goods of whoever sold some are chosen like those of a donor', async () => {
  const asked = await overheard();
  render(DonorGoodsPage, { id: '' });
  await waitFor(() => expect(valueOf('field-donor')).not.toBe(''));
  expect(data.parties.find((party) => party.id === valueOf('field-donor'))?.donor, 'it begins with one who gives').toBe(true);
  expect(asked('donor_goods')).toEqual([{ donor: valueOf('field-donor') }]);
  await turn('field-donor', 'p-ifrc');
  await waitFor(() => expect(location.hash).toBe('#/donor-goods/p-ifrc'));
});

test('in the stock a lot of which some changed its owner says so', async () => {
  const lot = data.stock.find((row) => row.item === 'i-blanket')?.lots[0];
  if (!lot) throw new Error('the development host has no blankets');
  lot.title = data.trace.title;
  stand('#/stock');
  render(StockPage);
  await press('action-lots-BLANKET');
  expect((await screen.findByTestId('title-PAB-GRN-21-B-00001')).textContent).toBe('Title: Czechia 400, Lithuania 100');
});

test('an activation is recorded with its GLIDE number and a note, and shows them', async () => {
  await signIn('coordinator');
  stand('#/activation/new');
  const asked = await overheard();
  const form = render(ActivationForm);
  await pick('field-requesting-state', 'Lithuania');
  await fill('field-requested-on', '2021-07-15');
  await fill('field-hazard', 'Migration');
  await fill('field-glide', ' CE-2021-000100-LTU ');
  await fill('field-activation-note', 'As the request says');
  await press('action-post');
  await waitFor(() => expect(asked('record_activation')[0]).toMatchObject({ glide: 'CE-2021-000100-LTU', note: 'As the request says' }));
  form.unmount();
  data.activation.note = 'As the request says';
  render(ActivationPage, { id: 'activation' });
  expect((await screen.findByTestId('glide')).textContent).toBe('CE-2021-000100-LTU');
  expect(screen.getByTestId('note').textContent).toBe('As the request says');
});

test('an acceptance is proposed on conditions, and shows them', async () => {
  await signIn('coordinator');
  const offer = data.offers.find((one) => one.id === 'offer-CZ');
  if (!offer) throw new Error('the development host has no offer');
  const asked = await overheard();
  const dialog = render(ProposeDialog, { offer });
  await press('action-accept');
  await pick('field-site', 'Pabrad');
  await fill('field-conditions', ' Delivered to the gate ');
  await press('action-propose');
  await waitFor(() => expect(asked('propose_acceptance')[0]).toMatchObject({ conditions: 'Delivered to the gate' }));
  dialog.unmount();
  render(AcceptancePage, { id: 'acceptance' });
  expect((await screen.findByTestId('conditions')).textContent).toBe('Delivered to the gate of the site');
});
