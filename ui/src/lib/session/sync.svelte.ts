/// The state of the exchange, as facts from the host, never from the last event alone: the pill and every "as of" read it.
import { api, hear, type SyncStatus } from '$lib/api';
import { kept } from '$lib/query/kept';

let current = $state.raw<SyncStatus>();
let now = $state(Date.now());

export function sync(): SyncStatus | undefined {
  return current;
}

/** A clock that moves every half minute, so that ages on screen stay true. */
export function clock(): number {
  return now;
}

function show(next: SyncStatus): void {
  current = kept(current, next);
}

/** Never throws: where it fails, the next change reads it again. */
export async function readSync(): Promise<void> {
  await api.syncStatus().then(show, () => undefined);
}

export async function sendNow(): Promise<void> {
  show(await api.sendNow());
}

export async function followSync(): Promise<void> {
  await hear<SyncStatus>('sync', show);
  setInterval(() => {
    now = Date.now();
  }, 30_000);
}
