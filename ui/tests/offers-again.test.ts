/// A wrong offer is withdrawn and recorded again from what it said; and words of a pasted table come to mean an item.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api } from '$lib/api';
import { typedAmount } from '$lib/components/MoneyField.svelte';
import AgainDialog from '$lib/features/offers/AgainDialog.svelte';
import OfferForm from '$lib/features/offers/OfferForm.svelte';
import PasteTable from '$lib/features/offers/PasteTable.svelte';
import { freshOffer, readOffer, recordAgain } from '$lib/features/offers/form';
import { fill, overheard, pick, press, signIn, stand, valueOf } from './hosted';

const offer = data.offers.find((one) => one.id === 'offer-CZ');
if (!offer) throw new Error('the development host has no offer');
const untaken = { ...offer, acceptances: [] };
const withdrawn = { ...untaken, moved_to: 'withdrawn' as const, stage: 'withdrawn' as const, next: [] };
/** As it stands in the list of offers, recorded so much later. */
const another = (id: string, hours: number, change: Partial<typeof offer> = {}) => ({ ...offer, id, document: { ...offer.document, id, recorded_at: new Date(Date.parse(offer.document.recorded_at) + hours * 3_600_000).toISOString() }, ...change });
const kept = [...data.offers];

beforeEach(() => signIn('coordinator'));
afterEach(async () => {
  for (const row of await api.drafts()) await api.discardDraft({ id: row.id });
  data.offers.splice(0, data.offers.length, ...kept);
  vi.restoreAllMocks();
});

test('an amount that was recorded is typed again to the cent', () => {
  const typed = (minor: number | null, currency = 'EUR') => typedAmount({ minor, currency, qualifier: minor === null ? 'NOT_STATED' : 'EXACT' }).text;
  expect([typed(1250), typed(5), typed(100_000), typed(null), typed(700, 'JPY')]).toEqual(['12.50', '0.05', '1000', '', '700']);
});

test('an offer recorded again says the same under lines of its own', () => {
  const content = freshOffer();
  const id = content.id;
  recordAgain(content, offer);
  const { request, problems } = readOffer(content, '2021-07-24');
  expect(problems).toEqual([]);
  expect([request?.id, request?.donor, request?.activation, request?.source]).toEqual([id, offer.donor, offer.activation, offer.source]);
  expect(request?.value).toEqual(offer.value);
  expect(request?.lines.map((line) => [line.text, line.item, line.quantity])).toEqual(offer.lines.map((line) => [line.text, line.item, line.quantity]));
  const before = new Set(offer.lines.map((line) => line.id));
  expect(request?.lines.some((line) => before.has(line.id))).toBe(false);
});

test('the first step withdraws with a reason, and the second opens with everything it said', async () => {
  const asked = await overheard();
  stand('#/offer/offer-CZ');
  const dialog = render(AgainDialog, { offer: untaken });
  await press('action-again');
  await fill('field-reason', ' ');
  await press('action-again-withdraw');
  expect((await screen.findByTestId('problem')).dataset.code).toBe('move-reason-missing');
  expect(asked('move_stage')).toEqual([]);
  await fill('field-reason', 'Wrong number of tents');
  await press('action-again-withdraw');
  await waitFor(() => expect(asked('move_stage')).toHaveLength(1));
  expect(asked('move_stage')[0]).toMatchObject({ record: { kind: 'offer', id: 'offer-CZ', to: 'withdrawn' }, reason: 'Wrong number of tents' });
  await waitFor(() => expect(location.hash).toBe('#/offers/new?again=offer-CZ'));
  dialog.unmount();
  stand('#/offers/new?again=offer-CZ');
  render(OfferForm);
  await waitFor(() => expect(valueOf('line-0-text')).toBe(offer.lines[0]?.text));
  expect((await screen.findByTestId('again')).querySelector('a')?.getAttribute('href')).toBe('#/offer/offer-CZ');
  await fill('line-0-quantity', '25');
  await press('action-post');
  await waitFor(() => expect(asked('record_offer')).toHaveLength(1));
  expect(asked('record_offer')[0]?.lines[0]?.quantity.value).toBe(25);
});

test('what was accepted of an offer keeps it from being withdrawn so', async () => {
  render(AgainDialog, { offer: { ...offer, acceptances: [data.acceptance] } });
  await press('action-again');
  await screen.findByTestId('again-taken');
  expect(screen.queryByTestId('action-again-withdraw')).toBeNull();
});

test('nor is it recorded again after its withdrawal while something of it is accepted', async () => {
  stand('#/offer/offer-CZ');
  render(AgainDialog, { offer: { ...withdrawn, acceptances: [data.acceptance] } });
  await press('action-again');
  await screen.findByTestId('again-taken');
  expect(['action-again-withdraw', 'action-again-anyway'].filter((one) => screen.queryByTestId(one))).toEqual([]);
  expect(location.hash).toBe('#/offer/offer-CZ');
});

test('what may have been recorded again already is asked about before it is done once more', async () => {
  data.offers.push(another('offer-CZ-2', 1));
  stand('#/offer/offer-CZ');
  render(AgainDialog, { offer: withdrawn });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('action-again').disabled).toBe(false));
  await press('action-again');
  const question = await screen.findByTestId('again-already');
  expect([...question.querySelectorAll('a')].map((one) => one.getAttribute('href'))).toEqual(['#/offer/offer-CZ-2']);
  await waitFor(() => expect(document.activeElement?.getAttribute('href'), 'what is asked about is looked at first').toBe('#/offer/offer-CZ-2'));
  expect(location.hash).toBe('#/offer/offer-CZ');
  await press('action-again-anyway');
  await waitFor(() => expect(location.hash).toBe('#/offers/new?again=offer-CZ'));
});

test('offers that cannot be this one recorded again are not asked about', async () => {
  data.offers.push(another('before', -1), another('withdrawn-too', 1, { moved_to: 'withdrawn' }), another('other-donor', 1, { donor: 'p-PL' }), another('other-activation', 1, { activation: 'elsewhere' }));
  stand('#/offer/offer-CZ');
  render(AgainDialog, { offer: withdrawn });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('action-again').disabled).toBe(false));
  await press('action-again');
  await waitFor(() => expect(location.hash).toBe('#/offers/new?again=offer-CZ'));
});

test('whoever left after the first step goes on with the second', async () => {
  const asked = await overheard();
  stand('#/offer/offer-CZ');
  render(AgainDialog, { offer: withdrawn });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('action-again').disabled).toBe(false));
  await press('action-again');
  await waitFor(() => expect(location.hash).toBe('#/offers/new?again=offer-CZ'));
  expect(asked('move_stage')).toEqual([]);
});

test('words come to mean an item, with its group, or a group alone', async () => {
  const asked = await overheard();
  render(PasteTable, { open: true, items: data.items, groups: data.groups, ontake: () => undefined });
  await fill('field-text', 'Zelte\t20');
  await press('action-read-table');
  const tent = data.items[0];
  await pick('field-meaning-0', tent?.code ?? '');
  await press('action-remember-0');
  await waitFor(() => expect(asked('confirm_synonym')).toEqual([{ text: 'Zelte', language: 'en', group: tent?.group, item: tent?.id }]));
  const group = data.groups[0];
  await pick('field-meaning-0', `${group?.names['en'] ?? ''} (group`);
  await press('action-remember-0');
  await waitFor(() => expect(asked('confirm_synonym').at(-1)).toEqual({ text: 'Zelte', language: 'en', group: group?.id, item: null }));
});
