/// The first script of the page: whatever fails before a person can work is said on the page, in words and with a way on.
import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const PATIENCE = 8_000;
const page = document.documentElement;
const invoke = vi.fn<(name: string) => Promise<unknown>>();
const reported = vi.fn<(event: Event) => void>();
let heard: unknown[][] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  // By itself the application loads without a fault, and never becomes usable.
  vi.doMock('../src/main', () => ({}));
  invoke.mockReset().mockResolvedValue(null);
  reported.mockReset();
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } });
  heard = vi.spyOn(window, 'addEventListener').mock.calls;
  window.addEventListener('relief-failure', reported);
});
afterEach(() => {
  // The script listens as long as its page lives; here the next test is the next page.
  for (const [kind, listener] of heard) window.removeEventListener(String(kind), listener as EventListener);
  vi.restoreAllMocks();
  vi.useRealTimers();
  document.body.replaceChildren();
  delete page.dataset.usable;
  page.lang = 'en';
  Reflect.deleteProperty(window, '__TAURI_INTERNALS__');
});

const begin = () => import('../src/early');
const failure = () => screen.queryByTestId('page-failure');
const parts = () => [...(failure()?.children ?? [])].map((one) => one.textContent ?? '');
const fail = (error: Error) => window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
const reject = (reason: unknown) => window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));

const TITLE = 'The window could not be built';
const KEPT = 'Nothing that was posted is lost: the ledger is on disk and was not touched.';
const NEXT = 'Try again. If this page comes back, send the text below to whoever looks after this computer.';
const SLOW = 'The program behind the window has not answered for 8 seconds. It may still be opening the ledger.';

test('an error while the application loads is shown: what is wrong, what is not lost, what to do, and why', async () => {
  await begin();
  expect(failure()).toBeNull();
  fail(new TypeError('catalogue is not a function'));
  const [title, kept, next, reason, button] = parts();
  expect([title, kept, next, button]).toEqual([TITLE, KEPT, NEXT, 'Try again']);
  expect(reason).toMatch(/^TypeError: catalogue is not a function\n.*early\.test/s);
  expect(failure()?.getAttribute('role')).toBe('alert');
  expect(failure()?.querySelector('button')?.type).toBe('button');
});

test('the host hears that the window is not blank', async () => {
  await begin();
  expect(invoke).not.toHaveBeenCalled();
  fail(new Error('no'));
  expect(invoke.mock.calls).toEqual([['window_ready']]);
});

test('a host that refuses to hear it, or no host, changes nothing', async () => {
  const errors = vi.fn();
  window.addEventListener('error', errors);
  await begin();
  // A plain function: a mock would answer for its own rejection.
  Object.assign(window, { __TAURI_INTERNALS__: { invoke: () => Promise.reject(new Error('gone')) } });
  fail(new Error('first'));
  await vi.advanceTimersByTimeAsync(10);
  expect(parts()[3]).toContain('first');
  failure()?.remove();
  Reflect.deleteProperty(window, '__TAURI_INTERNALS__');
  fail(new Error('second'));
  expect(parts()[3]).toContain('second');
  expect(errors, 'telling the host threw nothing of its own').toHaveBeenCalledTimes(2);
});

test('a promise nobody waited for is shown like an error, whatever it was rejected with', async () => {
  await begin();
  reject('the chunk is missing');
  expect(parts()).toEqual([TITLE, KEPT, NEXT, 'the chunk is missing', 'Try again']);
  expect(invoke.mock.calls).toEqual([['window_ready']]);
});

test('an application that ends at its first line is shown', async () => {
  vi.doUnmock('../src/main');
  await begin();
  // This page has no place to put the application into.
  await waitFor(() => expect(parts()[3]).toMatch(/^Error: #app\n/), { timeout: 5_000 });
  expect(invoke.mock.calls).toEqual([['window_ready']]);
});

test('of several failures the first stays, since the others follow from it', async () => {
  await begin();
  fail(new Error('the cause'));
  fail(new Error('what followed'));
  reject('what followed');
  expect(screen.getAllByTestId('page-failure')).toHaveLength(1);
  expect(parts()[3]).toContain('the cause');
  expect(invoke).toHaveBeenCalledTimes(1);
});

test.each(['ResizeObserver loop completed with undelivered notifications.', 'ResizeObserver loop limit exceeded'])('the notice “%s” is no failure', async (message) => {
  await begin();
  window.dispatchEvent(new ErrorEvent('error', { message }));
  expect(failure()).toBeNull();
  page.dataset.usable = 'true';
  window.dispatchEvent(new ErrorEvent('error', { message }));
  expect(reported).not.toHaveBeenCalled();
  expect(invoke).not.toHaveBeenCalled();
});

test('once a person can work, a failure goes to the application and the screen stays', async () => {
  document.body.append(document.createElement('form'));
  await begin();
  page.dataset.usable = 'true';
  fail(new Error('a stray error'));
  reject('a stray rejection');
  const told = reported.mock.calls.map(([event]) => String((event as CustomEvent).detail).split('\n')[0]);
  expect(told).toEqual(['Error: a stray error', 'a stray rejection']);
  expect(failure()).toBeNull();
  expect(document.querySelector('form')).not.toBeNull();
  expect(invoke).not.toHaveBeenCalled();
});

test('a program that does not answer for eight seconds is spoken of, and no sooner', async () => {
  await begin();
  await vi.advanceTimersByTimeAsync(PATIENCE - 1);
  expect(failure()).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(parts()).toEqual([TITLE, KEPT, NEXT, SLOW, 'Try again']);
  expect(invoke.mock.calls).toEqual([['window_ready']]);
});

test('a page that is usable in time is not called slow', async () => {
  await begin();
  page.dataset.usable = 'true';
  await vi.advanceTimersByTimeAsync(2 * PATIENCE);
  expect(failure()).toBeNull();
  expect(reported).not.toHaveBeenCalled();
});

test('it speaks Lithuanian where the page does', async () => {
  page.lang = 'lt';
  await begin();
  await vi.advanceTimersByTimeAsync(PATIENCE);
  expect(parts()).toEqual([
    'Lango atverti nepavyko',
    'Niekas, kas įrašyta, neprarasta: žurnalas yra diske ir nebuvo paliestas.',
    'Bandykite dar kartą. Jei šis puslapis pasikartos, nusiųskite žemiau esantį tekstą tam, kas prižiūri šį kompiuterį.',
    'Programa už lango neatsako jau 8 sekundes. Galbūt ji dar atveria žurnalą.',
    'Bandyti dar kartą',
  ]);
});

test('before the page has a language it speaks that of the computer', async () => {
  page.lang = '';
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('lt-LT');
  await begin();
  fail(new Error('no'));
  expect(parts()[0]).toBe('Lango atverti nepavyko');
});

test('an error that follows takes the place of the page that says starting takes long', async () => {
  await begin();
  vi.advanceTimersByTime(PATIENCE);
  expect(parts()[3]).toBe(SLOW);
  fail(new TypeError('catalogue is not a function'));
  expect(screen.queryAllByTestId('page-failure')).toHaveLength(1);
  expect(parts()[3]).toMatch(/^TypeError: catalogue is not a function/);
  reject(new Error('a later one'));
  expect(parts()[3]).toMatch(/^TypeError: catalogue is not a function/);
});
