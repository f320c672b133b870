/// Enrolment: the passphrase is typed twice, because nobody sees it, and without it the ledger cannot be opened.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import Enrol from '$lib/features/startup/Enrol.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { sentence } from '$lib/i18n/problem';

const calls = vi.hoisted((): [string, unknown][] => []);
vi.mock('$lib/api/host', async () => {
  const { fixtureHost } = await import('../dev/host');
  const host = fixtureHost();
  const call = async (name: string, args: unknown) => {
    calls.push([name, args]);
    return host.call(name, args);
  };
  return { theHost: async () => ({ ...host, call }) };
});

const field = (name: string) => screen.getByTestId<HTMLInputElement>(`field-${name}`);
const again = () => screen.queryByTestId<HTMLInputElement>('field-passphrase-again');
const fill = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const enrol = () => fireEvent.click(screen.getByTestId('action-enrol'));
const rest = { address: 'relief.example.org:8443', code: 'K7M2-9QXA', device_name: 'Pabradė store 1' };

beforeEach(async () => {
  calls.length = 0;
  render(Enrol, { onusable: () => undefined });
  await fill('address', rest.address);
  await fill('code', rest.code);
  await fill('device-name', rest.device_name);
});

test('the passphrase is asked again once one is typed, right below it and as hidden', async () => {
  expect(again()).toBeNull();
  await fill('passphrase', 'c');
  expect(again()?.type).toBe('password');
  expect(screen.getByLabelText('Passphrase again')).toBe(again());
  const inputs = [...document.querySelectorAll('input')].map((input) => input.id);
  expect(inputs.slice(-2)).toEqual(['field-passphrase', 'field-passphrase-again']);
  await fill('passphrase', '');
  expect(again()).toBeNull();
});

test('a passphrase that was taken back leaves nothing typed again', async () => {
  await fill('passphrase', 'cold hands');
  await fill('passphrase-again', 'cold hands');
  await fill('passphrase', '');
  await fill('passphrase', 'warm hands');
  expect(again()?.value).toBe('');
});

test.each(['cold hand', 'Cold hands', 'cold hands ', ''])('nothing is sent while “%s” stands below “cold hands”', async (other) => {
  await fill('passphrase', 'cold hands');
  await fill('passphrase-again', other);
  await enrol();
  const words = 'The two passphrases are not the same. Nothing was sent; the form is kept. Type the same one in both fields.';
  expect(screen.getByTestId('problem').dataset.code).toBe('passphrases-differ');
  expect(screen.getByTestId('field-passphrase-again-error').textContent).toBe(words);
  expect(again()?.getAttribute('aria-invalid')).toBe('true');
  expect(field('passphrase').getAttribute('aria-invalid')).toBeNull();
  expect(calls).toEqual([]);
  expect([field('address').value, field('passphrase').value, again()?.value]).toEqual([rest.address, 'cold hands', other]);
  await fireEvent.click(screen.getByRole('button', { name: words }));
  expect(document.activeElement).toBe(again());
});

test('the other faults of the form are told beside it', async () => {
  await fill('code', ' ');
  await fill('passphrase', 'cold hands');
  await enrol();
  expect(screen.getByTestId('problem').dataset.code).toBe('text-missing passphrases-differ');
});

test('what was typed twice the same is sent once, exactly as typed', async () => {
  await fill('passphrase', ' cold hands');
  await fill('passphrase-again', 'cold hands');
  await enrol();
  await fill('passphrase-again', ' cold hands');
  await enrol();
  await waitFor(() => expect(calls).toEqual([['enrol', { ...rest, passphrase: ' cold hands' }]]));
  expect(screen.queryByTestId('problem')).toBeNull();
});

test('a computer with a key store of its own is enrolled without a passphrase', async () => {
  await fill('passphrase', 'cold hands');
  await fill('passphrase', '');
  await enrol();
  await waitFor(() => expect(calls).toEqual([['enrol', { ...rest, passphrase: null }]]));
});

test('the difference is told in Lithuanian too', async () => {
  await speak('lt');
  expect(sentence({ code: 'passphrases-differ', subject: 'passphrase_again', facts: {} })).toBe('Slaptafrazės nesutampa. Niekas neišsiųsta; forma išsaugota. Abiejuose laukuose įveskite tą pačią.');
  await speak('en');
});
