/// Which day is looked back at: one choice for the whole window. While there is one, every read answers what was known
/// then, and the host refuses whatever would post.
import { lookBack, type AsKnownOn } from '$lib/api';
import { refresh } from '$lib/query/query.svelte';

let chosen = $state.raw<AsKnownOn | null>(null);

export function asKnown(): AsKnownOn | null {
  return chosen;
}

/** Null: what is known now. Everything on screen is read again. */
export function chooseAsKnown(next: AsKnownOn | null): void {
  chosen = next;
  lookBack(next);
  refresh();
}
