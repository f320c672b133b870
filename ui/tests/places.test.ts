/// Where goods are put and taken from, and an acceptance for several sites: fields of calls that a person can fill in.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api } from '$lib/api';
import ProposeDialog from '$lib/features/acceptances/ProposeDialog.svelte';
import ConsignmentForm from '$lib/features/consignments/ConsignmentForm.svelte';
import OpeningForm from '$lib/features/counts/OpeningForm.svelte';
import { blankLine, freshOpening, readOpening } from '$lib/features/counts/form';
import KitPage from '$lib/features/kits/KitPage.svelte';
import KitsPage from '$lib/features/kits/KitsPage.svelte';
import ReceiveTransfer from '$lib/features/transfers/ReceiveTransfer.svelte';
import { answering, fill, held, overheard, pick, press, signIn, stand, turn, valueOf } from './hosted';

beforeEach(() => signIn('keeper'));
afterEach(() => void vi.restoreAllMocks());
const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));

test('kits are broken where they stand, in the condition they are in, on the day it was done', async () => {
  const [row] = data.stock;
  const [lot] = row?.lots ?? [];
  if (!row || !lot) throw new Error('the development host has no stock');
  row.lots.push({ ...lot, lot: 'lot-kit', spots: [{ place: null, place_name: null, condition: 'GOOD', quantity: 5 }, { place: 'pl-1', place_name: 'Hall A', condition: 'DAMAGED', quantity: 2 }, { place: 'pl-1', place_name: 'Hall A', condition: 'GOOD', quantity: 0 }] });
  const asked = await overheard();
  render(KitPage, { id: 'kit-build', correct: nothing });
  await press('action-break-kit');
  await screen.findByTestId('field-place');
  expect([...screen.getByTestId('field-place').children].map((one) => one.textContent)).toEqual(['no named place · good · 5', 'Hall A · damaged · 2']);
  expect(valueOf('field-place')).toBe(' GOOD');
  await fill('field-quantity', '2');
  await turn('field-place', 'pl-1 DAMAGED');
  await fill('field-occurred-on', '2021-07-22');
  await press('action-post-break');
  await waitFor(() => expect(asked('break_kit')[0]).toMatchObject({ condition: 'DAMAGED', place: 'pl-1', quantity: 2, occurred_on: '2021-07-22' }));
});

test('kits that stand at one place are broken there in sight, and not before it is known where', async () => {
  const lot = data.stock[0]?.lots.find((one) => one.lot === 'lot-kit');
  if (!lot) throw new Error('no kits stand anywhere');
  lot.spots = [{ place: 'pl-1', place_name: 'Hall A', condition: 'DAMAGED', quantity: 2 }];
  const release = await held('stock');
  const asked = await overheard();
  render(KitPage, { id: 'kit-build', correct: nothing });
  await press('action-break-kit');
  await fill('field-quantity', '2');
  await fireEvent.keyDown(screen.getByTestId('field-quantity'), { key: 'Enter', ctrlKey: true });
  expect(screen.getByTestId<HTMLButtonElement>('action-post-break').disabled).toBe(true);
  expect(asked('break_kit')).toEqual([]);
  expect(asked('stock')).toHaveLength(1);
  release();
  await screen.findByTestId('field-place');
  expect([...screen.getByTestId('field-place').children].map((one) => one.textContent)).toEqual(['Hall A · damaged · 2']);
  await press('action-post-break');
  await waitFor(() => expect(asked('break_kit')[0]).toMatchObject({ condition: 'DAMAGED', place: 'pl-1', quantity: 2 }));
});

test('kits are built into a named place', async () => {
  const asked = await overheard();
  render(KitsPage);
  await press('action-build-FAMILY');
  await fill('field-quantity', '3');
  await turn('field-place', 'pl-1');
  await press('action-post-build');
  await waitFor(() => expect(asked('build_kit')[0]).toMatchObject({ quantity: 3, place: 'pl-1' }));
});

test('one acceptance goes to several sites, and a line of it too', async () => {
  await signIn('coordinator');
  const offer = data.offers.find((one) => one.id === 'offer-CZ');
  if (!offer) throw new Error('the development host has no offer');
  const asked = await overheard();
  render(ProposeDialog, { offer });
  await press('action-accept');
  await pick('field-site', 'Pabrad');
  await fill('line-0-quantity', '12');
  await press('line-0-split');
  await waitFor(() => expect(document.activeElement?.id).toBe('line-1-quantity'));
  await fill('line-1-quantity', '8');
  await pick('line-1-site', 'RUD');
  await fill('line-2-quantity', '');
  await pick('line-3-site', 'Rūdninkai');
  await press('action-propose');
  await waitFor(() => expect(asked('propose_acceptance')).toHaveLength(1));
  const lines = asked('propose_acceptance')[0]?.lines.map((one) => [one.offer_line, one.quantity, one.site]);
  expect(lines).toEqual([['ol-i-tent', 12, 'pab'], ['ol-i-tent', 8, 'rud'], ['ol-i-blanket', 500, 'rud'], ['ol-i-heater', 20, 'pab'], ['ol-i-bag', 500, 'pab']]);
});

test('a refusal does not stay where another line comes to stand', async () => {
  await signIn('coordinator');
  const offer = data.offers.find((one) => one.id === 'offer-CZ');
  if (!offer) throw new Error('the development host has no offer');
  render(ProposeDialog, { offer });
  await press('action-accept');
  await pick('field-site', 'Pabrad');
  await fill('line-1-quantity', '1,5');
  await press('action-propose');
  await screen.findByTestId('line-1-quantity-error');
  await press('line-0-split');
  await waitFor(() => expect(document.activeElement?.id).toBe('line-1-quantity'));
  expect(screen.queryByTestId('line-1-quantity-error')).toBeNull();
  expect(screen.queryByTestId('problem')).toBeNull();
});

test('a line for a site that nobody knows is not proposed for the one above', async () => {
  await signIn('coordinator');
  const offer = data.offers.find((one) => one.id === 'offer-CZ');
  if (!offer) throw new Error('the development host has no offer');
  const asked = await overheard();
  render(ProposeDialog, { offer });
  await press('action-accept');
  await pick('field-site', 'Pabrad');
  await fill('line-0-site', 'nowhere');
  await press('action-propose');
  expect((await screen.findByTestId('problem')).dataset.code).toBe('site-unknown');
  expect(asked('propose_acceptance')).toEqual([]);
});

test('opening stock is put into a named place, in the window and in the request', async () => {
  stand('#/opening/new');
  render(OpeningForm);
  await screen.findByTestId('line-0-place');
  expect([...screen.getByTestId('line-0-place').children].map((one) => one.textContent)).toEqual(['no named place', 'Hall A']);
  const content = { ...freshOpening('2021-07-24'), note: 'Protocol', lines: [{ ...blankLine(), item: 'i', itemText: 'Tent', quantity: '5', place: 'pl-1' }, { ...blankLine(), item: 'i', itemText: 'Tent', quantity: '5' }] };
  expect(readOpening(content, 'pab', '2021-07-24').request?.lines.map((one) => one.place)).toEqual(['pl-1', null]);
});

test('what another site sent is put into a named place', async () => {
  const asked = await overheard();
  stand('#/transfers/receive?transfer=incoming');
  render(ReceiveTransfer);
  await screen.findByTestId('line-0-good');
  await press('action-post');
  expect((await screen.findByTestId('problem')).dataset.code, 'there is a line, and nobody counted it').toBe('no-line-counted');
  await fill('line-0-good', '60');
  await turn('line-0-place', 'pl-1');
  await press('action-post');
  await waitFor(() => expect(asked('receive_transfer')[0]?.lines).toMatchObject([{ good: 60, place: 'pl-1' }]));
});

test('goods that were bought are told as bought where they are taken in', async () => {
  const sent = await api.transfer({ id: 'incoming' });
  await answering({ transfer: () => ({ ...sent, lines: sent.lines.map((line) => ({ ...line, bought: true })) }) });
  stand('#/transfers/receive?transfer=incoming');
  render(ReceiveTransfer);
  expect((await screen.findByTestId('row-line-0')).textContent).toContain('bought from Czechia');
});

test('what is wrong with a consignment stands at its line, where lines before it are empty', async () => {
  await answering({ announce_consignment: () => Promise.reject({ code: 'quantity-zero', subject: 'lines.1.quantity', facts: {} }) });
  const asked = await overheard();
  stand('#/deliveries/consignment?acceptance=acceptance');
  render(ConsignmentForm);
  await fill('line-1-quantity', '1,5');
  await fill('units-0-packaging', 'pallet');
  await fill('units-1-packaging', 'box');
  await fill('units-0-packaging', '');
  await press('action-post');
  const row = (at: number) => screen.getByTestId(`row-line-${at}`).querySelector('[aria-invalid="true"]');
  await waitFor(() => expect(row(1)).toBeTruthy());
  expect(row(0)).toBeNull();
  expect(valueOf('units-0-packaging'), 'so do its pallets').toBe('box');
  await fill('line-1-quantity', '10');
  await fill('line-3-quantity', '5');
  await fill('units-0-count', '2');
  await press('action-post');
  await waitFor(() => expect(asked('announce_consignment')).toHaveLength(1));
  await waitFor(() => expect(row(3)).toBeTruthy());
  expect([row(0), row(1)]).toEqual([null, null]);
});
