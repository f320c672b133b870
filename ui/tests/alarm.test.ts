/// The alarm: told on every page while the figures differ from what was recorded, in both languages, until it was put right.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LedgerChecks } from '$lib/api';
// The door itself is listened at: what the host answers is what this test is about.
// eslint-disable-next-line relief/borders
import { theHost } from '$lib/api/host';
import AlarmBanner from '$lib/features/reports/AlarmBanner.svelte';
import ReportsPage from '$lib/features/reports/ReportsPage.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { followChanges } from '$lib/query/query.svelte';
import Shell from '../src/routes/Shell.svelte';
import { tell } from '../dev/host';
import { press, signIn, stand } from './hosted';

const wrong: LedgerChecks = {
  alarm: { since: '2021-07-24T12:00:00Z', problem: { code: 'projection-mismatch', subject: null, facts: {} } },
  last: { ended_at: '2021-07-24T12:00:00Z', entries: 164, intact: false },
};
const right: LedgerChecks = { alarm: null, last: { ended_at: '2021-07-25T12:00:00Z', entries: 165, intact: true } };
let answer: LedgerChecks;

beforeEach(async () => {
  await signIn('keeper');
  answer = wrong;
  const host = await theHost();
  const before = host.call.bind(host);
  vi.spyOn(host, 'call').mockImplementation((name, request) => (name === 'ledger_checks' ? Promise.resolve(answer) : before(name, request)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await speak('en');
});

test('it says what is wrong, what was not lost, what is stopped and what to do, until it was put right', async () => {
  await followChanges(() => undefined);
  render(AlarmBanner);
  const alarm = await screen.findByRole('alert');
  for (const said of [/differ from what was recorded/, /Nothing that was recorded is lost/, /Exports are stopped/, /Add up again/, /24\.07\.2021/]) expect(alarm.textContent).toMatch(said);
  expect(screen.getByTestId('action-alarm-reports').getAttribute('href')).toBe('#/reports');
  expect(screen.queryByRole('button'), 'nobody closes it').toBeNull();
  answer = right;
  tell('changed', { subjects: ['checks'] });
  await waitFor(() => expect(screen.queryByTestId('alarm')).toBeNull());
});

test('a broken file is told as what it is, in Lithuanian too', async () => {
  answer = { ...wrong, alarm: { since: '2021-07-24T12:00:00Z', problem: { code: 'file-damaged', subject: null, facts: { detail: 'page 17' } } } };
  await speak('lt');
  render(AlarmBanner);
  const alarm = await screen.findByTestId('alarm');
  expect(alarm.textContent).toMatch(/Žurnalo failas/);
  expect(alarm.textContent).not.toMatch(/Sudėti iš naujo/);
});

test('it stands on whatever page is open', async () => {
  stand('#/today');
  render(Shell, { onusable: () => undefined });
  expect(await screen.findByTestId('alarm')).toBeTruthy();
  stand('#/documents');
  expect(screen.getByTestId('alarm')).toBeTruthy();
});

test('the reports say how the last full check ended, and offer the remedy without another check', async () => {
  await followChanges(() => undefined);
  render(ReportsPage);
  await waitFor(() => expect(screen.getByTestId('last-check').dataset.intact).toBe('false'));
  await press('action-add-up');
  answer = right;
  tell('changed', { subjects: ['checks'] });
  await waitFor(() => expect(screen.getByTestId('verified').dataset.intact).toBe('true'));
  expect(screen.queryByTestId('action-add-up')).toBeNull();
});

test('a computer on which no full check ended says so', async () => {
  answer = { alarm: null, last: null };
  render(ReportsPage);
  expect((await screen.findByTestId('last-check')).textContent).toMatch(/No full check has ended/);
  expect(screen.queryByTestId('action-add-up')).toBeNull();
});
