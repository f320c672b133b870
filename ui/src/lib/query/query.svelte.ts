/// Reads that keep themselves fresh: a query runs again when anything it looked at changes, and when the host says that
/// the ledger changed. Old data stays on screen while new data is read, so nothing flickers.
import { untrack } from 'svelte';
import { asProblem, hear, type Problem } from '$lib/api';
import { kept } from './kept';

let version = $state(0);

/** Reads every visible figure again (F5, or a change heard from the host). */
export function refresh(): void {
  version += 1;
}

/** `also`: what else to read when the ledger changed. */
export async function followChanges(also: () => void): Promise<void> {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  await hear('changed', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      refresh();
      also();
    }, 60);
  });
}

export class Query<T> {
  data = $state.raw<T>();
  problem = $state.raw<Problem>();
  /** Nothing to show yet. */
  loading = $derived(this.data === undefined && this.problem === undefined);
  #turn = 0;

  async follow(reading: Promise<T> | undefined): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (!reading) return;
    try {
      const data = await reading;
      if (turn !== this.#turn) return;
      this.data = kept(this.data, data);
      this.problem = undefined;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asProblem(thrown);
    }
  }
}

/** Call while a component is set up. `read` may answer undefined to wait until what it needs is known. */
export function query<T>(read: () => Promise<T> | undefined): Query<T> {
  const result = new Query<T>();
  $effect(() => {
    void version;
    const reading = read();
    untrack(() => void result.follow(reading));
  });
  return result;
}
