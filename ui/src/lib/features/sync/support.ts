/// What helps those who help: this computer, the state of its exchange, what waits and how the last exchanges ended. No
/// person's name and no figure of the ledger is in it.
import type { Status, SyncStatus, Unsent } from '$lib/api';

export function forSupport(status: Status | undefined, sync: SyncStatus | undefined, unsent: Unsent | undefined): string {
  const { version, operation, device, clock_suspect, today } = status ?? {};
  const documents = unsent?.documents.map(({ kind, number, recorded_at, journey }) => ({ kind, number, recorded_at, journey }));
  const waiting = unsent && { entries: unsent.entries, oldest: unsent.oldest, last_exchange: unsent.last_exchange, documents, log: unsent.log };
  return JSON.stringify({ version, operation, device, today, clock_suspect, sync, unsent: waiting }, null, 2);
}
