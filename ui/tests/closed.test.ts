/// After an activation is closed screens offer what the host still takes, and say why the rest is gone.
import { render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import * as data from '../dev/data';
import AcceptancePage from '$lib/features/acceptances/AcceptancePage.svelte';
import ProposeDialog from '$lib/features/acceptances/ProposeDialog.svelte';
import ConsignmentForm from '$lib/features/consignments/ConsignmentForm.svelte';
import OfferForm from '$lib/features/offers/OfferForm.svelte';
import OfferPage from '$lib/features/offers/OfferPage.svelte';
import RequestPage from '$lib/features/requests/RequestPage.svelte';
import { activationOptions, openActivations } from '$lib/session/options';
import { signIn, stand } from './hosted';

const offer = data.offers.find((one) => one.id === 'offer-CZ');
if (!offer) throw new Error('the development host has no offer');
const before = { acceptance: { ...data.acceptance }, offer: { ...offer }, activation: { ...data.activation } };
const nothing = createRawSnippet<[unknown]>(() => ({ render: () => '<span></span>' }));

beforeEach(() => signIn('coordinator'));
afterEach(() => {
  Object.assign(data.acceptance, before.acceptance);
  Object.assign(offer, before.offer);
  Object.assign(data.activation, before.activation);
  chain.request.activation_closed = false;
  vi.restoreAllMocks();
});

const note = async () => (await screen.findByTestId('bar-note')).textContent ?? '';
const offered = (...testids: string[]) => testids.filter((one) => screen.queryByTestId(one) !== null);
const DECIDING = ['action-confirm', 'action-reduce', 'action-cancel-acceptance', 'action-announce'];

test('of an acceptance nobody confirmed only its end is left', async () => {
  const page = render(AcceptancePage, { id: 'acceptance' });
  await screen.findByTestId('action-confirm');
  expect(offered(...DECIDING)).toEqual(['action-confirm', 'action-reduce', 'action-cancel-acceptance']);
  page.unmount();
  Object.assign(data.acceptance, { activation_closed: true, cancellable: true });
  render(AcceptancePage, { id: 'acceptance' });
  await waitFor(async () => expect(await note()).toContain('The activation is closed'));
  expect(offered(...DECIDING)).toEqual(['action-cancel-acceptance']);
});

test('a confirmed acceptance is left as it is', async () => {
  Object.assign(data.acceptance, { state: 'confirmed', activation_closed: true, cancellable: false });
  render(AcceptancePage, { id: 'acceptance' });
  await waitFor(async () => expect(await note()).toContain('The activation is closed'));
  expect(offered(...DECIDING)).toEqual([]);
});

test.each([
  ['closed', { activation_closed: true }],
  ['withdrawn', { moved_to: 'withdrawn' as const }],
  ['declined', { moved_to: 'declined' as const }],
  ['expired', { valid_until: '2021-07-01' }],
])('nothing is taken of an offer that is %s', (_name, change) => {
  render(ProposeDialog, { offer: { ...offer, ...change } });
  expect(screen.queryByTestId('action-accept')).toBeNull();
});

test('an offer that stands is taken', () => {
  render(ProposeDialog, { offer });
  expect(screen.queryByTestId('action-accept')).not.toBeNull();
});

test('an offer of a closed activation says so, and is only moved to its end', async () => {
  Object.assign(offer, { activation_closed: true, next: ['declined', 'withdrawn'] });
  render(OfferPage, { id: 'offer-CZ', acceptances: nothing, accept: nothing });
  await waitFor(async () => expect(await note()).toContain('The activation is closed'));
  expect(offered('action-again', 'action-move')).toEqual(['action-move']);
});

test('a request of a closed activation is not amended', async () => {
  chain.request.activation_closed = true;
  render(RequestPage, { id: 'request' });
  await waitFor(async () => expect(await note()).toContain('The activation is closed'));
  expect(screen.queryByTestId('action-amend')).toBeNull();
});

test('forms offer only activations that take something, and what a draft chose before', () => {
  const rows = (['monitoring', 'activated', 'operations_ended', 'closed'] as const).map((stage) => ({ ...data.activation, id: stage, stage }));
  expect(openActivations(rows).map((one) => one.id)).toEqual(['activated', 'operations_ended']);
  expect(activationOptions(rows, 'closed').map((one) => one.value)).toEqual(['activated', 'operations_ended', 'closed']);
  expect(activationOptions(rows, '').map((one) => one.value)).toEqual(['activated', 'operations_ended']);
});

test('where no activation is open, the form says what is missing and leads there', async () => {
  data.activation.stage = 'closed';
  stand('#/offers/new');
  render(OfferForm);
  const empty = await screen.findByTestId('empty');
  expect(empty.textContent).toContain('No activation is open');
  expect(empty.querySelector('a')?.getAttribute('href')).toBe('#/activation');
});

test('nothing is announced for an acceptance of a closed activation', async () => {
  data.acceptance.activation_closed = true;
  stand('#/deliveries/new?acceptance=acceptance');
  render(ConsignmentForm);
  expect((await screen.findByTestId('empty')).textContent).toContain('Nothing more is announced');
});
