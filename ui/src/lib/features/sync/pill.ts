/// What the sync pill says: a pure function of the facts, so that a table of cases can be tested.
import type { SyncStatus } from '$lib/api';
import type { IconName } from '$lib/components/Icon.svelte';
import { age, time } from '$lib/format/format';
import { t } from '$lib/i18n/i18n.svelte';
import { sentence } from '$lib/i18n/problem';

export interface Pill {
  tone: 'ok' | 'busy' | 'plain' | 'warn' | 'bad';
  icon: IconName;
  words: string;
}

const HOUR = 3_600_000;

export function pill(sync: SyncStatus, now: number): Pill {
  const { phase, unsent, last_exchange: last, oldest_unsent: oldest } = sync;
  if (phase === 'stuck') {
    const reason = sync.problem ? sentence(sync.problem) : t('sync-reason-unknown');
    return { tone: 'bad', icon: 'cross', words: unsent > 0 ? t('sync-stuck-unsent', { reason, count: unsent }) : t('sync-stuck', { reason }) };
  }
  // Before the first answer nothing is known of how much there is to do: "0 of 0" would be noise.
  if (sync.total === 0 && (phase === 'sending' || phase === 'receiving')) {
    return { tone: 'busy', icon: 'turn', words: unsent > 0 ? t('sync-unsent-asking', { count: unsent }) : t('sync-asking') };
  }
  if (phase === 'sending') return { tone: 'busy', icon: 'turn', words: t('sync-sending', { done: sync.done, total: sync.total }) };
  if (phase === 'receiving') return { tone: 'busy', icon: 'turn', words: t('sync-receiving', { done: sync.done, total: sync.total }) };
  if (unsent > 0) {
    const waited = oldest ? now - Date.parse(oldest) : 0;
    const tone = waited > 72 * HOUR ? 'bad' : waited > 24 * HOUR ? 'warn' : 'plain';
    const since = last ? age(last, now) : '';
    const id = phase === 'offline' ? (last ? 'sync-unsent-offline' : 'sync-unsent-never') : 'sync-unsent';
    return { tone, icon: 'up', words: t(id, { count: unsent, age: since }) };
  }
  if (phase === 'offline') {
    return { tone: 'plain', icon: 'check', words: last ? t('sync-offline', { age: age(last, now) }) : t('sync-offline-never') };
  }
  return { tone: 'ok', icon: 'check', words: last ? t('sync-all-sent', { time: time(last) }) : t('sync-nothing') };
}
