/// The check of the ledger, and what a person can do where the figures and the journal differ.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { LedgerChecks } from '$lib/api';
// The door itself is listened at: what the host answers is what this test is about.
// eslint-disable-next-line relief/borders
import { theHost } from '$lib/api/host';
import ReportsPage from '$lib/features/reports/ReportsPage.svelte';
import { press, signIn } from './hosted';

afterEach(() => void vi.restoreAllMocks());

test('figures that differ from the journal are added up again by whoever says so', async () => {
  await signIn('coordinator');
  const broken = { intact: false, entries: 0, head: 'h', problem: { code: 'projection-mismatch', subject: null, facts: {} } };
  const host = await theHost();
  const before = host.call.bind(host);
  vi.spyOn(host, 'call').mockImplementation((name, request) => (name === 'verify_ledger' ? Promise.resolve(broken) : before(name, request)));
  render(ReportsPage);
  expect(screen.queryByTestId('action-add-up')).toBeNull();
  await press('action-verify');
  await press('action-add-up');
  await waitFor(() => expect(screen.getByTestId('verified').dataset.intact).toBe('true'));
  expect(screen.queryByTestId('action-add-up')).toBeNull();
});

test('an alarm that stands is told whatever was found just now', async () => {
  await signIn('coordinator');
  const checks: LedgerChecks = { alarm: { since: '2021-07-24T12:00:00Z', problem: { code: 'projection-mismatch', subject: null, facts: {} } }, last: null };
  const host = await theHost();
  const before = host.call.bind(host);
  const call = vi.spyOn(host, 'call').mockImplementation((name, request) => (name === 'ledger_checks' ? Promise.resolve(checks) : before(name, request)));
  render(ReportsPage);
  await screen.findByTestId('action-add-up');
  await press('action-verify');
  await waitFor(() => expect(call.mock.calls.some(([name]) => name === 'verify_ledger')).toBe(true));
  await waitFor(() => expect((screen.getByTestId('action-verify') as HTMLButtonElement).getAttribute('aria-busy')).not.toBe('true'));
  expect(screen.queryByTestId('verified')).toBeNull();
  expect(screen.getByTestId('action-add-up')).toBeTruthy();
});
