/// A stated number that differs: where it is told, how it is explained, and what was said of older numbers. And the tasks
/// that lead there, with consignments that carry more than is accepted.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { funds, registers } from '../dev/data';
import { answering, fill, overheard, press, signIn, valueOf } from './hosted';
import FundsTables from '$lib/features/funds/FundsTables.svelte';
import FiguresTable from '$lib/features/registers/FiguresTable.svelte';
import SitePage from '$lib/features/sites/SitePage.svelte';
import TaskPage from '$lib/features/tasks/TaskPage.svelte';
import { listen } from '$lib/keyboard/keyboard.svelte';

listen();
beforeEach(() => signIn('coordinator'));
afterEach(() => void vi.restoreAllMocks());

test('a figure that differs is explained with the two numbers the person saw', async () => {
  const asked = await overheard();
  render(FiguresTable, { figures: registers.figures, may: true });
  const older = await screen.findByTestId('explanation-fig-3');
  expect(older.dataset.stands).toBe('false');
  expect(older.textContent).toMatch(/Two border posts are missing.*of older numbers: 7.950 and 7.900/s);
  expect(screen.queryByTestId('action-explain-fig-1')).toBeNull();
  await fireEvent.click(screen.getByTestId('action-explain-fig-3'));
  const dialog = await screen.findByTestId('dialog-explain-fig-3');
  expect(dialog.textContent).toMatch(/8.000 is stated and 7.900 computed/);
  await fireEvent.click(screen.getByTestId('action-explain-post'));
  await waitFor(() => expect(dialog.textContent).toContain('Explanation'));
  expect(asked('explain_difference')).toEqual([]);
  await fireEvent.input(screen.getByTestId('field-explanation'), { target: { value: '  One border post reported twice ' } });
  await fireEvent.click(screen.getByTestId('action-explain-post'));
  await waitFor(() => expect(asked('explain_difference')).toHaveLength(1));
  expect(asked('explain_difference')[0]).toMatchObject({ of: { kind: 'figure', figure: 'fig-3' }, stated: 8_000, computed: 7_900, explanation: 'One border post reported twice', source: null });
  await waitFor(() => expect(screen.queryByTestId('dialog-explain-fig-3')).toBeNull());
});

test('who may not explain it reads what was said', async () => {
  render(FiguresTable, { figures: registers.figures, may: false });
  expect(await screen.findByTestId('explanation-fig-3')).toBeTruthy();
  expect(screen.queryByTestId('action-explain-fig-3')).toBeNull();
});

test('a stated total is explained in money, by who keeps the funds', async () => {
  const asked = await overheard();
  const shown = render(FundsTables, { funds });
  const row = await screen.findByTestId('row-total-TOT-3');
  expect(within(row).getByTestId('total-check').dataset.state).toBe('different');
  expect(row.textContent).toMatch(/difference.*10.000/s);
  expect(screen.queryByTestId('action-explain-t1')).toBeNull();
  await fireEvent.click(screen.getByTestId('action-explain-t3'));
  expect((await screen.findByTestId('dialog-explain-t3')).textContent).toMatch(/710.000.*is stated and.*700.000/s);
  await fireEvent.input(screen.getByTestId('field-explanation'), { target: { value: 'Rounded up in the press release' } });
  await fireEvent.input(screen.getByTestId('field-source'), { target: { value: 'telephone' } });
  await fireEvent.click(screen.getByTestId('action-explain-post'));
  await waitFor(() => expect(asked('explain_difference')).toHaveLength(1));
  expect(asked('explain_difference')[0]).toMatchObject({ of: { kind: 'stated_total', total: 't3' }, stated: 71_000_000, computed: 70_000_000, source: 'telephone' });
  shown.unmount();
  await signIn('keeper');
  render(FundsTables, { funds });
  await screen.findByTestId('row-total-TOT-3');
  expect(screen.queryByTestId('action-explain-t3')).toBeNull();
});

test('an explained head-count says by whom and why', async () => {
  await signIn('keeper');
  render(SitePage, { id: 'pab' });
  const row = await screen.findByTestId('row-heads-2021-07-23');
  expect(within(row).getByTestId('heads-check').textContent).toContain('explained');
  expect(within(row).getByTestId('explanation-2021-07-23').textContent).toMatch(/Ona.*Three people left.*evening roll/s);
  expect(within(row).getByTestId('action-explain-2021-07-23').textContent).toContain('Add an explanation');
});

test('a count of some bands alone is not compared with everybody, and says which are missing', async () => {
  render(SitePage, { id: 'pab' });
  const row = await screen.findByTestId('row-heads-2021-07-22');
  expect(within(row).getByTestId('heads-missing').textContent).toBe('not counted: girls, boys');
  expect(row.textContent).toContain('410 (estimated)');
  const unknown = screen.getByTestId('row-heads-2021-07-21');
  expect(within(unknown).getByTestId('heads-missing').textContent).toBe('not counted: men, girls, boys, infants');
  expect(within(screen.getByTestId('row-heads-2021-07-24')).queryByTestId('heads-missing')).toBeNull();
  expect(within(row).queryByTestId('action-explain-2021-07-22')).toBeNull();
});

test('consignments beyond what is accepted: each paper, each choice, and what it does', async () => {
  render(TaskPage, { id: 'beyond' });
  await waitFor(() => expect(screen.getAllByTestId(/^version-/)).toHaveLength(3));
  expect(screen.getByTestId('choice-0').closest('label')?.textContent).toMatch(/Keep all.*Announced for Pabradė: 80.*→ 80/s);
  // A truck without a waybill is called by its kind.
  expect(screen.getByTestId('choice-1').closest('label')?.textContent).toMatch(/Withdraw what is still under way: Consignment.*80.*→ 40/s);
  expect(screen.getByTestId('task-leads-to').getAttribute('href')).toBe('#/acceptance/acc');
});

test('what is to be withdrawn and what is to be explained lead to where it is done', async () => {
  const due = render(TaskPage, { id: 'due' });
  expect((await screen.findByTestId('task-leads-to')).getAttribute('href')).toBe('#/consignment/truck-2');
  due.unmount();
  render(TaskPage, { id: 'differs' });
  expect((await screen.findByTestId('task-leads-to')).getAttribute('href')).toBe('#/registers?tab=figures');
  expect(screen.getByTestId('version-0').textContent).toMatch(/8.000/);
});

test('a half-written explanation stays when the numbers change, and goes with those that were looked at', async () => {
  const refused = vi.fn();
  await answering({
    explain_difference: (request) => {
      refused(request);
      return Promise.reject({ code: 'difference-changed', subject: 'of', facts: {} });
    },
  });
  const figure = registers.figures.find((row) => row.id === 'fig-3');
  if (!figure) throw new Error('no figure differs');
  const of = (computed: number, check: 'differs' | 'match') => ({ figures: [{ ...figure, check, computed: { value: computed, qualifiers: ['EXACT' as const], not_stated: 0 } }], may: true });
  const shown = render(FiguresTable, of(7_900, 'differs'));
  await press('action-explain-fig-3');
  await fill('field-explanation', 'One border post reported twice');
  await shown.rerender(of(8_000, 'match'));
  expect(screen.queryByTestId('action-explain-fig-3')).toBeNull();
  await shown.rerender(of(7_950, 'differs'));
  const dialog = screen.getByTestId('dialog-explain-fig-3');
  expect(dialog.textContent, 'as it was looked at').toMatch(/8.000 is stated and 7.900 computed/);
  expect(valueOf('field-explanation')).toBe('One border post reported twice');
  await press('action-explain-post');
  await waitFor(() => expect(dialog.textContent).toContain('has changed since you looked'));
  expect(dialog.textContent, 'as it is now').toMatch(/8.000 is stated and 7.950 computed/);
  await press('action-explain-post');
  await waitFor(() => expect(refused).toHaveBeenCalledTimes(2));
  expect(refused.mock.calls.map(([request]) => [request.stated, request.computed])).toEqual([[8_000, 7_900], [8_000, 7_950]]);
  expect(valueOf('field-explanation')).toBe('One border post reported twice');
});
