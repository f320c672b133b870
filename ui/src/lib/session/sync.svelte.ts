/// The state of the exchange, as facts from the host, never from the last event alone: the pill and every "as of" read it.
import { api, hear, type SyncStatus } from '$lib/api';

let current = $state.raw<SyncStatus>();
let now = $state(Date.now());

export function sync(): SyncStatus | undefined {
  return current;
}

/** A clock that moves every half minute, so that ages on screen stay true. */
export function clock(): number {
  return now;
}

export async function readSync(): Promise<void> {
  current = await api.syncStatus();
}

export async function sendNow(): Promise<void> {
  current = await api.sendNow();
}

export async function followSync(): Promise<void> {
  await hear<SyncStatus>('sync', (next) => {
    current = next;
  });
  await hear('changed', () => void readSync().catch(() => undefined));
  setInterval(() => {
    now = Date.now();
  }, 30_000);
}
