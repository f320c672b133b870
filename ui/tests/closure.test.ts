/// The end of an activation as its page shows it: what is open, what remains, signing by keyboard, and closing.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import * as data from '../dev/data';
import type { ActivationStage, Calls, ClosureView, Problem } from '$lib/api';
// eslint-disable-next-line relief/borders
import { theHost } from '$lib/api/host';
import ActivationPage from '$lib/features/activations/ActivationPage.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { listen } from '$lib/keyboard/keyboard.svelte';
import { refresh } from '$lib/query/query.svelte';
import { fill, press, signIn, valueOf } from './hosted';

listen();

const settled: ClosureView = { ...chain.closure, offers: [], discrepancies: [], differences: [] };
const [good, damaged] = chain.closure.differences;
if (!good || !damaged) throw new Error('nothing is different at the development host');
const told = vi.fn<(name: keyof Calls, request: unknown) => void>();
let refusal: Problem | undefined;

/** The host answers with this activation and this closure, and tells what else it was asked. */
async function stands(stage: ActivationStage, closure: ClosureView | Problem | (() => ClosureView)): Promise<void> {
  const host = await theHost();
  const before = host.call.bind(host);
  vi.spyOn(host, 'call').mockImplementation(async (name, request) => {
    if (name === 'activation') return { ...data.activation, stage, next: stage === 'operations_ended' ? ['activated', 'closed'] : [] };
    if (name === 'closure') {
      if (typeof closure === 'function') return closure();
      if ('code' in closure) throw closure;
      return closure;
    }
    if (name === 'sign_closure' || name === 'move_stage') {
      told(name, request);
      if (refusal) throw refusal;
      return { id: 'activation', number: 'Lithuania', repeated: false };
    }
    return before(name, request);
  });
  render(ActivationPage, { id: 'activation' });
}

beforeEach(() => signIn('coordinator'));
afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  told.mockReset();
  refusal = undefined;
  await speak('en');
});

const confirm = () => fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
const links = (testid: string) => [...screen.getByTestId(testid).querySelectorAll('a')].map((one) => one.getAttribute('href') ?? '');

test('everything that keeps it open leads to where it is settled, and nothing closes it meanwhile', async () => {
  const open: ClosureView = {
    ...chain.closure,
    acceptances: data.documents.filter((row) => row.kind === 'acceptance').slice(0, 1),
    requests: [chain.request.document],
    transports: [chain.transport.document],
    consignments: [chain.consignment.document],
    receipts: [{ ...chain.consignment.document, id: 'unlinked', kind: 'receipt', number: 'PAB-GRN-21-B-00009' }],
    transfers: [{ ...chain.consignment.document, id: 'waybill', kind: 'transfer', number: 'PAB-WBL-21-B-00001' }],
    returnables: data.returnables,
    shortfalls: [{ site: 'pab', site_name: 'Pabradė', item: 'blanket', item_code: 'BL', item_names: { en: 'Blanket' }, unit: 'piece', quantity: -5 }],
  };
  await stands('operations_ended', open);
  await screen.findByTestId('closure');
  expect(links('open-offers')).toContain(`#/offer/${open.offers[0]?.id}`);
  expect(links('open-requests')).toEqual(['#/request/request']);
  expect(links('open-transports')).toEqual(['#/transport/transport']);
  expect(links('open-consignments')).toEqual(['#/consignment/consignment']);
  expect(links('open-receipts')).toEqual(['#/receipt/unlinked']);
  expect(links('open-transfers')).toEqual(['#/transfer/waybill']);
  expect(links('open-discrepancies')).toEqual(['#/receipt/doc-receipt', '#/discrepancies']);
  expect(links('open-returnables')).toContain('#/movement/doc-move');
  expect(links('open-shortfalls')).toEqual(['#/stock-card/blanket?site=pab']);
  expect(screen.getByTestId('open-shortfalls').textContent).toContain('−5');
  expect(screen.getByTestId('cannot-sign')).toBeTruthy();
  expect(screen.queryByTestId('action-sign-closure')).toBeNull();
  expect(screen.queryByTestId('action-close')).toBeNull();
});

test('the list is shown, signed as it was shown, and by keyboard alone', async () => {
  await stands('operations_ended', { ...settled, signed: [] });
  expect((await screen.findByTestId('list-standing')).textContent).toContain('Nobody has signed');
  const rows = [0, 1].map((at) => screen.getByTestId(`row-remaining-${at}`).textContent ?? '');
  expect(rows[0]).toContain('488');
  expect(rows[0]).toContain('40 of them in kits');
  expect(rows[1]).toContain('damaged');
  const total = screen.getByTestId('row-remaining-total-0').textContent ?? '';
  expect(total).toContain('488 pieces');
  expect(total).toContain('12 pieces');
  expect(total).not.toContain('500');
  screen.getByTestId('action-sign-closure').focus();
  await press('action-sign-closure');
  const dialog = await screen.findByTestId('dialog-sign-closure');
  expect(dialog.querySelectorAll('[data-testid^="row-signing-"]')).toHaveLength(3);
  await fill('field-reason', '  Walked through all halls ');
  await confirm();
  await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  const [name, request] = told.mock.calls[0] ?? [];
  expect(name).toBe('sign_closure');
  const line = (condition: string, quantity: number) => ({ site: 'pab', item: chain.remaining[0]?.item, donor: 'p-CZ', condition, quantity });
  expect(request).toMatchObject({ activation: 'activation', lines: [line('GOOD', 488), line('DAMAGED', 12)], reason: 'Walked through all halls' });
  expect(request, 'it is signed today').not.toHaveProperty('occurred_on');
  await waitFor(() => expect(screen.queryByTestId('dialog-sign-closure')).toBeNull());
});

test('stock that moved meanwhile is said in the dialog, which stays', async () => {
  refusal = { code: 'closure-list-stale', subject: 'lines', facts: { count: '1' } };
  await stands('operations_ended', { ...settled, signed: [] });
  await press('action-sign-closure');
  await screen.findByTestId('dialog-sign-closure');
  await confirm();
  await waitFor(() => expect(screen.getByTestId('dialog-sign-closure').textContent).toContain('no longer what you were shown'));
});

test('the remark stands before a list that may be long, so that the focus does not skip the list', async () => {
  await stands('operations_ended', { ...settled, signed: [] });
  await press('action-sign-closure');
  const dialog = await screen.findByTestId('dialog-sign-closure');
  const order = [...dialog.querySelectorAll('#field-reason, [data-testid="signing-lines"]')].map((one) => one.id || 'lines');
  expect(order).toEqual(['field-reason', 'lines']);
});

test('a dialog that is open stays with what was typed when the signature of another arrives', async () => {
  let closure: ClosureView = { ...settled, signed: [] };
  await stands('operations_ended', () => closure);
  await press('action-sign-closure');
  await screen.findByTestId('dialog-sign-closure');
  await fill('field-reason', 'Walked through all halls');
  closure = settled;
  refresh();
  await waitFor(() => expect(screen.getByTestId('list-standing').textContent).toContain('says what stands now'));
  expect(screen.queryByTestId('action-sign-closure')).toBeNull();
  expect(valueOf('field-reason')).toBe('Walked through all halls');
});

test('the lines of a signed list are drawn while it is open, and a newer list opens none', async () => {
  const [list] = chain.closure.signed;
  if (!list) throw new Error('the development host signed nothing');
  let closure = settled;
  await stands('closed', () => closure);
  const first = await screen.findByTestId<HTMLDetailsElement>('signed-0');
  expect(screen.queryByTestId('signed-0-lines')).toBeNull();
  first.open = true;
  await fireEvent(first, new Event('toggle'));
  expect(screen.getByTestId('signed-0-lines')).toBeTruthy();
  closure = { ...settled, signed: [{ ...list, id: 'newer' }, { ...list, counted: false }] };
  refresh();
  await screen.findByTestId('signed-1-lines');
  expect(screen.getByTestId<HTMLDetailsElement>('signed-1').open).toBe(true);
  expect([screen.getByTestId<HTMLDetailsElement>('signed-0').open, screen.queryByTestId('signed-0-lines')]).toEqual([false, null]);
});

test('signed and settled it is closed, and only there', async () => {
  await stands('operations_ended', settled);
  expect((await screen.findByTestId('closure')).textContent).toContain('can be closed');
  expect(screen.queryByTestId('action-sign-closure')).toBeNull();
  await press('action-move');
  const elsewhere = [...(await screen.findByTestId('dialog-move')).querySelectorAll('option')].map((one) => one.value);
  expect(elsewhere).toEqual(['activated']);
  await press('action-cancel');
  await waitFor(() => expect(screen.queryByTestId('dialog-move')).toBeNull());
  await press('action-close');
  await screen.findByTestId('dialog-close');
  await confirm();
  await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  expect(told.mock.calls[0]).toMatchObject(['move_stage', { record: { kind: 'activation', id: 'activation', to: 'closed' } }]);
});

test('a closed one tells what was signed from what stands now, who signed and where the entry is', async () => {
  const [list] = chain.closure.signed;
  if (!list) throw new Error('the development host signed nothing');
  const differences = [
    { ...good, signed: 508, now: 488 },
    { ...damaged, signed: 0, now: 12 },
    { ...damaged, condition: 'EXPIRED' as const, signed: 3, now: 0 },
    { ...damaged, condition: 'RECALLED' as const, signed: 3, now: 5 },
  ];
  const older = { ...list, id: 'older', counted: false, why: 'posted_before', person_name: 'Rasa Petrauskaitė' };
  await stands('closed', { ...settled, differences, signed: [list, older] });
  expect((await screen.findByTestId('list-standing')).textContent).toContain('stays closed');
  const words = differences.map((_, at) => screen.getByTestId(`row-difference-${at}`).textContent ?? '');
  expect(words[0]).toContain('508 pieces signed, 488 pieces now: 20 pieces less');
  expect(words[1]).toContain('not on the list; 12 pieces now');
  expect(words[2]).toContain('3 pieces signed; none now');
  expect(words[3]).toContain('3 pieces signed, 5 pieces now: 2 pieces more');
  expect(screen.queryByTestId('closure'), 'nothing was left open').toBeNull();
  expect(screen.queryByTestId('action-close')).toBeNull();
  const first = screen.getByTestId('signed-0');
  expect(first.textContent).toContain('Jonas Žemaitis, 22.07.2021');
  expect(first.textContent).toContain('this one counts');
  expect(first.textContent).toContain('Walked through all halls');
  expect(first.querySelector('[data-testid="entry-pos"]')?.textContent).toBe('70');
  expect(screen.getByTestId('signed-1').textContent).toContain('the same came before it');
  expect(screen.getAllByTestId('signed-counts')).toHaveLength(1);
  // Signed late, it says what stands again.
  expect(screen.getByTestId('action-sign-closure')).toBeTruthy();
});

test('what is open in a closed one is said to be, wherever it came from', async () => {
  await stands('closed', chain.closure);
  const open = (await screen.findByTestId('closure')).textContent ?? '';
  expect(open).toContain('Still open');
  expect(open).toContain('left so, or come from other computers since');
});

test('one closed without a list says so, and an empty list can be signed', async () => {
  await stands('closed', { ...settled, remaining: [], totals: [], signed: [] });
  expect((await screen.findByTestId('list-standing')).textContent).toContain('closed without a signed list');
  expect(screen.getByTestId('remaining').textContent).toContain('Nothing remains at a site');
  await press('action-sign-closure');
  await screen.findByTestId('dialog-sign-closure');
  await confirm();
  await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  expect(told.mock.calls[0]?.[1]).toMatchObject({ lines: [] });
});

test('a keeper signs nothing, and one that was only watched asks for no list', async () => {
  await signIn('keeper');
  await stands('operations_ended', settled);
  await screen.findByText(data.activation.hazard);
  expect(screen.queryByTestId('remaining')).toBeNull();
  cleanup();
  vi.restoreAllMocks();
  await signIn('coordinator');
  await stands('monitoring', { ...settled, remaining: [], totals: [], signed: [] });
  await screen.findByText(data.activation.hazard);
  await waitFor(() => expect(screen.queryByTestId('loading')).toBeNull());
  expect(screen.queryByTestId('remaining')).toBeNull();
});

test('a closure that cannot be read says so and offers to try again', async () => {
  await stands('operations_ended', { code: 'storage-failed', subject: null, facts: { detail: 'disk I/O error' } });
  await screen.findByTestId('action-retry');
  expect(screen.queryByTestId('action-close')).toBeNull();
});

test('all of it is said in Lithuanian too', async () => {
  await speak('lt');
  await stands('closed', { ...settled, differences: [{ ...good, signed: 508, now: 488 }] });
  expect((await screen.findByTestId('list-standing')).textContent).toContain('lieka uždarytas');
  expect(screen.getByTestId('row-difference-0').textContent).toContain('pasirašyta 508 vienetai, dabar 488 vienetai: mažiau 20 vienetų');
});
