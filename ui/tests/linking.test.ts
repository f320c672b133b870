/// A receipt is linked otherwise than is proposed: to another acceptance, shared out over its lines and consignments; and
/// what is linked is looked at and withdrawn.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import type { MatchView, ReceiptView } from '$lib/api';
import ReverseDialog from '$lib/features/documents/ReverseDialog.svelte';
import { blankShare, linesFor, lotsOf, readShares, suggested, unlinked } from '$lib/features/matching/link';
import MatchPage from '$lib/features/matching/MatchPage.svelte';
import ReconcilePage from '$lib/features/matching/ReconcilePage.svelte';
import ReceiptPage from '$lib/features/receipts/ReceiptPage.svelte';
import { fill, held, overheard, pick, press, signIn, stand, turn, valueOf } from './hosted';

const [proposal] = data.proposals;
const [same, other] = data.candidates;
if (!proposal || !same || !other) throw new Error('the development host proposes nothing');
const BLANKETS = 'lot-i-blanket';

beforeEach(async () => {
  await signIn('coordinator');
  stand('#/reconcile');
  data.proposals.splice(0, data.proposals.length, proposal);
});
afterEach(() => void vi.restoreAllMocks());

test('what is suggested begins the form, and a lot without a line of the acceptance has no share', () => {
  expect(lotsOf(other)).toHaveLength(data.items.length);
  const shares = suggested(other);
  expect(shares.map((one) => [one.lot, one.line, one.quantity])).toEqual([[BLANKETS, 'other-1', '200']]);
  expect(linesFor(other, 'i-tent')).toEqual([]);
});

test('what no share takes stays unlinked, and what is shared out twice is seen', () => {
  const lot = lotsOf(other).find((one) => one.lot === BLANKETS);
  if (!lot) throw new Error('no lot of blankets');
  const share = (line: string, quantity: string) => ({ ...blankShare(BLANKETS), line, quantity });
  expect(unlinked(lot, [])).toBe(500);
  expect(unlinked(lot, [share('other-1', '200'), share('', '100'), share('other-2', 'many')])).toBe(300);
  expect(unlinked(lot, [share('other-1', '400'), share('other-2', '200')])).toBe(-100);
});

test('shares are read with the place of each on screen; none at all is told in words of this form', () => {
  const share = (line: string, quantity: string, carrier = '') => ({ ...blankShare(BLANKETS), line, quantity, carrier });
  const read = readShares([share('', '5'), share('other-1', '200', 'cl-other'), share('other-2', ''), share('other-2', '1,5')]);
  expect(read.lines).toEqual([{ lot: BLANKETS, acceptance_line: 'other-1', quantity: 200, consignment_line: 'cl-other' }]);
  expect([read.places, read.problems.map((one) => [one.code, one.subject])]).toEqual([[1], [['quantity-fraction', 'lines.3.quantity']]]);
  expect(readShares([share('', '5')]).problems).toEqual([{ code: 'lines-missing', subject: 'lines.0.quantity', facts: { of: 'match' } }]);
});

test('another acceptance is found by what it expects, and one lot is shared out over two of its lines', async () => {
  const asked = await overheard();
  render(ReconcilePage);
  await press('action-link-otherwise');
  expect((await screen.findByTestId('dialog-link')).textContent).toContain('A receipt has one link at a time');
  await pick('field-acceptance', 'ACC-21-A-00002');
  await waitFor(() => expect(screen.getByTestId(`left-${BLANKETS}`).dataset.left).toBe('300'));
  await press(`action-split-${BLANKETS}`);
  await turn('line-1-acceptance-line', 'other-2');
  await fill('line-1-quantity', '250');
  await turn('line-0-consignment-line', 'cl-other');
  await waitFor(() => expect(screen.getByTestId(`left-${BLANKETS}`).dataset.left).toBe('50'));
  await press('action-link-post');
  await waitFor(() => expect(asked('match_receipt')).toHaveLength(1));
  const [request] = asked('match_receipt');
  expect([request?.receipt, request?.acceptance]).toEqual(['doc-receipt', 'acceptance-2']);
  expect(request?.lines.map((one) => [one.acceptance_line, one.quantity, one.consignment_line])).toEqual([['other-1', 200, 'cl-other'], ['other-2', 250, null]]);
  await waitFor(() => expect(screen.getByTestId('linked').textContent).toContain('PAB-GRN-21-B-00001'));
  expect(screen.queryByTestId('dialog-link')).toBeNull();
});

test('the dialog begins at the acceptance, also where it is read only after it opened', async () => {
  const release = await held('match_candidates');
  render(ReconcilePage);
  await press('action-link-otherwise');
  await screen.findByTestId('dialog-link');
  expect(screen.queryByTestId('field-acceptance')).toBeNull();
  release();
  await waitFor(() => expect(document.activeElement?.id).toBe('field-acceptance'));
});

test('what was shared out stays while another acceptance is looked for, and nothing is linked to what is half typed', async () => {
  const asked = await overheard();
  render(ReconcilePage);
  await press('action-link-otherwise');
  await pick('field-acceptance', 'ACC-21-A-00002');
  await fill('line-0-quantity', '150');
  await fill('field-acceptance', 'ACC-21-A-0000');
  expect(valueOf('line-0-quantity')).toBe('150');
  await press('action-link-post');
  expect((await screen.findByTestId('problem')).dataset.code).toBe('acceptance-missing');
  expect(asked('match_receipt')).toEqual([]);
  await pick('field-acceptance', 'ACC-21-A-00002');
  expect(valueOf('line-0-quantity'), 'the same one chosen again').toBe('150');
  await press('action-link-post');
  await waitFor(() => expect(asked('match_receipt').map((one) => [one.acceptance, one.lines[0]?.quantity])).toEqual([['acceptance-2', 150]]));
});

test('links that were made are listed, found and opened', async () => {
  const asked = await overheard();
  stand('#/reconcile?tab=linked');
  render(ReconcilePage);
  await fill('field-filter', 'PAB-GRN');
  await waitFor(() => expect(asked('documents').at(-1)).toEqual({ site: null, kind: 'match', text: 'PAB-GRN', offset: 0, limit: 100 }));
  expect(screen.queryByTestId('action-link')).toBeNull();
});

const withdraw = createRawSnippet<[MatchView]>((view) => ({ render: () => `<button data-testid="withdraw">${view().id}</button>` }));

test('a link shows what it left unlinked, and is withdrawn only while it stands', async () => {
  const page = render(MatchPage, { id: 'match', withdraw });
  await screen.findByTestId('withdraw');
  const at = data.match.lines.findIndex((one) => one.lot === BLANKETS);
  expect(screen.getByTestId(`match-left-${at}`).textContent).toBe('300');
  page.unmount();
  data.match.stands = false;
  data.match.document.reversed_by = 'PAB-REV-21-B-00009';
  render(MatchPage, { id: 'match', withdraw });
  await screen.findByTestId('match-again');
  expect(screen.queryByTestId('withdraw')).toBeNull();
  expect(screen.queryByTestId('match-idle')).toBeNull();
  Object.assign(data.match, { stands: true });
  data.match.document.reversed_by = null;
});

test('withdrawing a link is told in its own words: no stock goes back', async () => {
  render(ReverseDialog, { document: data.match.document });
  await press('action-reverse');
  const dialog = (await screen.findByTestId('dialog-reverse')).textContent ?? '';
  expect(dialog).toContain('A link moves no goods');
  expect(dialog).not.toContain('Stock goes back');
  expect(screen.getByTestId('action-post-reversal').textContent).toContain('Withdraw the link');
});

test('after a share is taken away the focus goes on to the one beside it, or to where the lot is shared out again', async () => {
  render(ReconcilePage);
  await press('action-link-otherwise');
  await pick('field-acceptance', 'ACC-21-A-00002');
  await press(`action-split-${BLANKETS}`);
  await fill('line-1-quantity', '7');
  await press('action-remove-0');
  await waitFor(() => expect(document.activeElement?.id).toBe('line-0-quantity'));
  expect(valueOf('line-0-quantity')).toBe('7');
  await press('action-remove-0');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId(`action-split-${BLANKETS}`)));
});

test('a share is taken away again', async () => {
  render(ReconcilePage);
  await press('action-link-otherwise');
  await screen.findByTestId('row-share-0');
  const before = screen.getAllByTestId(/^row-share-/).length;
  await fireEvent.click(screen.getByTestId('action-remove-0'));
  await waitFor(() => expect(screen.getAllByTestId(/^row-share-/)).toHaveLength(before - 1));
});

test('a linked receipt leads a coordinator to its link, and a keeper not', async () => {
  const correct = createRawSnippet<[ReceiptView]>(() => ({ render: () => '<span></span>' }));
  data.receipt.matched = true;
  const page = render(ReceiptPage, { id: 'doc-receipt', correct });
  const number = data.documents.find((one) => one.id === 'doc-receipt')?.number;
  expect((await screen.findByTestId('receipt-link')).getAttribute('href')).toBe(`#/reconcile?tab=linked&text=${number}`);
  page.unmount();
  await signIn('keeper');
  render(ReceiptPage, { id: 'doc-receipt', correct });
  await screen.findByTestId('receipt-linked');
  expect(screen.queryByTestId('receipt-link')).toBeNull();
  data.receipt.matched = false;
});
