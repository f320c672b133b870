/// The tasks that wait for whoever is signed in: read once for the whole window, shown in the rail and on Today.
import { api } from '$lib/api';
import { query } from '$lib/query/query.svelte';

type Inbox = Awaited<ReturnType<typeof api.tasks>>;

let read = $state.raw<() => Inbox | undefined>(() => undefined);

/** Undefined until it was read once. */
export function inbox(): Inbox | undefined {
  return read();
}

/** Call while the frame of all work is set up: it is read for as long as that stands. */
export function followInbox(): void {
  const followed = query(() => api.tasks({ settled: false, mine: true }));
  read = () => followed.data;
}
