/// The lock of a screen nobody sits at: by whichever clock went further, since one may be set and the other may sleep.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, type Status } from '$lib/api';
import { accept, lockWhenIdle, status } from '$lib/session/session.svelte';

const MINUTE = 60_000;
const LIMIT = 10;
let stop: () => void;

async function signedIn(changed: Partial<Status> = {}): Promise<void> {
  const [person] = await api.people();
  await accept({ ...(await api.signIn({ person: person?.id ?? '', pin: '2468' })), lock_after_minutes: LIMIT, ...changed });
}

beforeEach(async () => {
  vi.useFakeTimers();
  await signedIn();
  stop = lockWhenIdle();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Both clocks go on. */
const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE);
/** The wall clock alone is moved, as by a person or by a sleep that the other clock does not count. */
const moveWallClock = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE);
const touch = (kind: string) => window.dispatchEvent(new Event(kind));
const isLocked = () => status()?.stage === 'signed_out';

test('the screen locks when nobody touched it for the minutes set, and not before', async () => {
  await pass(LIMIT - 0.1);
  expect(isLocked()).toBe(false);
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test.each(['keydown', 'pointerdown', 'wheel'])('a %s postpones the lock by the whole limit', async (kind) => {
  await pass(LIMIT - 1);
  touch(kind);
  await pass(LIMIT - 1);
  expect(isLocked()).toBe(false);
  await pass(1);
  expect(isLocked()).toBe(true);
});

test('a mouse that only moves postpones nothing', async () => {
  await pass(LIMIT - 1);
  touch('pointermove');
  await pass(1);
  expect(isLocked()).toBe(true);
});

test('a clock set back does not postpone the lock', async () => {
  await pass(LIMIT / 2);
  moveWallClock(-60);
  await pass(LIMIT / 2 - 0.1);
  expect(isLocked()).toBe(false);
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('a sleep that only the wall clock counted locks at the next look', async () => {
  moveWallClock(LIMIT);
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('a sleep locks although the clock was set back before it', async () => {
  moveWallClock(-60);
  await pass(1);
  moveWallClock(LIMIT);
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('a short sleep counts with the minutes around it', async () => {
  await pass(4);
  moveWallClock(3);
  await pass(2.9);
  expect(isLocked()).toBe(false);
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('the key that wakes the computer comes too late', async () => {
  moveWallClock(LIMIT);
  touch('keydown');
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('a limit of no minutes never locks', async () => {
  await signedIn({ lock_after_minutes: 0 });
  await pass(24 * 60);
  moveWallClock(24 * 60);
  await pass(1);
  expect(isLocked()).toBe(false);
});

test('a limit that changes counts from the next look', async () => {
  await pass(LIMIT / 2);
  await signedIn({ lock_after_minutes: 2 });
  await pass(0.1);
  expect(isLocked()).toBe(true);
});

test('what it returned ends it', async () => {
  stop();
  await pass(2 * LIMIT);
  expect(isLocked()).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
