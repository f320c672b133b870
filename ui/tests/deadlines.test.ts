/// The deadlines of transports: what is due is said before it is late, more mildly, and asked for on Today.
import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import type { TransportView, TransportWarning } from '$lib/api';
import TodayPage from '$lib/features/today/TodayPage.svelte';
import TransportPage from '$lib/features/transports/TransportPage.svelte';
import TransportsPage from '$lib/features/transports/TransportsPage.svelte';
import { waits, warningText } from '$lib/format/transport';
import { speak } from '$lib/i18n/i18n.svelte';
import { answering, overheard, signIn } from './hosted';

afterEach(() => void vi.restoreAllMocks());

const standing = (id: string, warnings: TransportWarning[], next: TransportView['next']): TransportView => ({ ...chain.transport, id, warnings, next });
const rows = [
  standing('announce', [{ kind: 'notification_due', days_left: 3 }], ['notified', 'running']),
  standing('missed', [{ kind: 'not_notified' }], ['notified', 'running']),
  standing('apply', [{ kind: 'started_before_notification' }, { kind: 'application_due', days_left: 0 }], ['ended', 'applied']),
  standing('ended', [{ kind: 'ended_without_application' }], ['applied']),
  // Nobody can do anything about these any more.
  standing('began', [{ kind: 'started_before_notification' }], ['ended', 'applied']),
  standing('late', [{ kind: 'application_late' }], ['granted', 'rejected']),
  standing('closed', [{ kind: 'not_notified' }], []),
];

test('what is due is told with the days left, in both languages', async () => {
  await speak('en');
  const due = (days_left: number) => warningText({ kind: 'application_due', days_left });
  expect([0, 1, 7].map(due)).toEqual([
    'The application is not filed yet; today is the last day.',
    'The application is not filed yet; 1 day is left.',
    'The application is not filed yet; 7 days are left.',
  ]);
  expect(warningText({ kind: 'notification_due', days_left: 3 })).toBe('Part A is not notified yet; the planned start is in 3 days.');
  expect(warningText({ kind: 'not_notified' })).toBe('It is to start and Part A was not notified.');
  await speak('lt');
  expect([0, 1, 7].map(due)).toEqual(['Paraiška dar nepateikta; šiandien paskutinė diena.', 'Paraiška dar nepateikta; liko 1 diena.', 'Paraiška dar nepateikta; liko 7 dienos.']);
  await speak('en');
});

test('a deadline waits while what it asks for can be recorded', () => {
  expect(rows.filter(waits).map((row) => row.id)).toEqual(['announce', 'missed', 'apply', 'ended']);
});

test('both pages of transports say what is due more mildly than what is late', async () => {
  await signIn('coordinator');
  await answering({ transports: () => rows, transport: ({ id }) => rows.find((row) => row.id === id) ?? chain.transport });
  const list = render(TransportsPage);
  const chips = [...(await screen.findByTestId('row-transport-2')).querySelectorAll('.chip.warn, .chip.bad')];
  expect(chips.map((chip) => [chip.classList.contains('warn'), chip.textContent])).toEqual([
    [false, 'It started before Part A was notified.'],
    [true, 'The application is not filed yet; today is the last day.'],
  ]);
  list.unmount();
  const opened = render(TransportPage, { id: 'announce' });
  const said = async () => [...(await screen.findByTestId('transport-warnings')).children].map((one) => one.classList.contains('due'));
  expect(await said()).toEqual([true]);
  expect(screen.getByTestId('transport-warnings').textContent).toContain('the planned start is in 3 days');
  opened.unmount();
  render(TransportPage, { id: 'apply' });
  expect(await said()).toEqual([false, true]);
});

test('Today tells a coordinator how many deadlines wait', async () => {
  await signIn('coordinator');
  await answering({ transports: () => rows });
  render(TodayPage);
  const row = await screen.findByTestId('row-deadlines');
  expect(row.textContent).toContain('4 transports have a deadline that is due or missed');
  expect(row.getAttribute('href')).toBe('#/transports');
});

test('Today reads no transports for a store keeper, who may not', async () => {
  await signIn('keeper');
  const asked = await overheard();
  render(TodayPage);
  await screen.findByTestId('action-receive');
  expect(asked('transports')).toEqual([]);
  expect(screen.queryByTestId('row-deadlines')).toBeNull();
});
