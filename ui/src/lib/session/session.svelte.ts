/// Who works here and how far this computer has come: the one copy of `Status`. Locking is signing out and remembering
/// who it was; forms keep their drafts before it happens.
import { api, asProblem, type Problem, type Role, type SiteRow, type Status } from '$lib/api';
import { language, languages, speak, systemLanguage, type Language } from '$lib/i18n/i18n.svelte';
import { kept } from '$lib/query/kept';
import { followChanges } from '$lib/query/query.svelte';
import { followSync, readSync } from './sync.svelte';

let current = $state.raw<Status>();
let failed = $state.raw<Problem>();
let lastPerson = $state<string | null>(null);
const beforeLeaving = new Set<() => Promise<void>>();

export function status(): Status | undefined {
  return current;
}

export function startProblem(): Problem | undefined {
  return failed;
}

/** Whom the lock screen offers first. */
export function whoWasHere(): string | null {
  return lastPerson;
}

export function roles(): Role[] {
  return [...new Set((current?.grants ?? []).map((grant) => grant.role))];
}

export function holds(...wanted: Role[]): boolean {
  return roles().some((role) => wanted.includes(role));
}

// Derived, so that a status read again without news wakes nobody.
const day = $derived(current?.today ?? new Date().toISOString().slice(0, 10));
const place = $derived(current?.site ?? undefined);

/** Today by this computer's clock at its site, `YYYY-MM-DD`. */
export function today(): string {
  return day;
}

export function site(): string | undefined {
  return place;
}

export function siteOf(sites: readonly SiteRow[] | undefined): SiteRow | undefined {
  return sites?.find((one) => one.id === current?.site);
}

function showTheme(theme: string | null): void {
  document.documentElement.dataset.theme = theme ?? 'system';
}

/** Field roles get large targets, the others more lines to a screen. */
function showDensity(): void {
  const field = current?.stage !== 'signed_in' || holds('store_keeper', 'site_head', 'dispatcher');
  document.documentElement.dataset.density = field ? 'field' : 'standard';
}

function isLanguage(text: string | null): text is Language {
  return languages.some((one) => one === text);
}

export async function accept(next: Status): Promise<void> {
  if (next.person) lastPerson = next.person;
  // What is the same stays the same object, so that a status without news wakes nobody.
  current = kept(current, next);
  failed = undefined;
  showTheme(next.theme);
  showDensity();
  const wanted = isLanguage(next.language) ? next.language : systemLanguage();
  if (wanted !== language()) await speak(wanted);
}

/** Reads the status for the first time and follows the host's events. Never throws: the Broken page says what failed. */
export async function start(): Promise<void> {
  await speak(systemLanguage());
  try {
    await accept(await api.status());
    await Promise.all([followChanges(() => void Promise.all([reread(), readSync()])), followSync()]);
  } catch (thrown) {
    failed = asProblem(thrown);
    showTheme(null);
  }
}

/** The status after a change: roles may have arrived. An answer that is older than a sign-in is dropped. */
async function reread(): Promise<void> {
  const before = current;
  try {
    const next = await api.status();
    if (current === before) await accept(next);
  } catch {
    // The next change reads it again; what is on screen is still true.
  }
}

export async function again(): Promise<void> {
  try {
    // A file that could not be used is looked at again only when somebody says so.
    await accept(await (current?.stage === 'broken' ? api.unlock({ passphrase: '' }) : api.status()));
  } catch (thrown) {
    failed = asProblem(thrown);
  }
}

let choosing = Promise.resolve();

/** One after the other: the answer to an earlier choice must not take back a later one. */
export function choose(key: 'language' | 'theme', value: string): Promise<void> {
  const chosen = choosing.then(async () => accept(await api.setSetting({ key, value })));
  choosing = chosen.catch(() => undefined);
  return chosen;
}

/** Runs before the person is signed out; returns how to take it back. */
export function keepBeforeLeaving(keep: () => Promise<void>): () => void {
  beforeLeaving.add(keep);
  return () => beforeLeaving.delete(keep);
}

async function leave(): Promise<void> {
  await Promise.allSettled([...beforeLeaving].map((keep) => keep()));
  await accept(await api.signOut());
}

export async function lock(): Promise<void> {
  if (current?.stage === 'signed_in') await leave();
}

export async function signOut(): Promise<void> {
  await leave();
  lastPerson = null;
  location.hash = '#/today';
}

/** Nobody sets the first clock, but it may stand still while the computer sleeps; the second goes on, but can be set back. */
function clocks(): { steady: number; wall: number } {
  return { steady: performance.now(), wall: Date.now() };
}

/** Locks after `lock_after_minutes` without a key, a click or a touch, by whichever clock went further since the last look. */
export function lockWhenIdle(): () => void {
  let seen = clocks();
  let idle = 0;
  const isOver = () => {
    const now = clocks();
    idle += Math.max(now.steady - seen.steady, now.wall - seen.wall);
    seen = now;
    const limit = (current?.lock_after_minutes ?? 0) * 60_000;
    return limit > 0 && idle >= limit;
  };
  // The key that wakes a computer after the limit comes too late.
  const touch = () => {
    if (!isOver()) idle = 0;
  };
  const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    if (isOver()) void lock();
  }, 5_000);
  return () => {
    clearInterval(timer);
    for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
  };
}
