/// Reads that keep themselves fresh: a query runs again when anything it looked at changes, and when the host says that
/// what it rests on changed. Old data stays on screen while new data is read, so nothing flickers.
import { untrack } from 'svelte';
import { asProblem, hear, onAsked, type Change, type Problem } from '$lib/api';
import { kept } from './kept';
import { GROUNDS, groundsOf, movedBy, type Ground } from './staleness';

/** After a change: what belongs together comes together. */
const GATHER = 60;
/** Between two readings in a busy hour. Nobody reads figures faster, and between them the person's keys come first. */
const PAUSE = 250;

const versions = $state<Record<Ground, number>>({ registers: 0, drafts: 0, ledger: 0, checks: 0 });

// Asked while a query is set up, a call makes the query follow what its answer rests on.
onAsked((call) => {
  for (const ground of groundsOf(call)) void versions[ground];
});

function move(grounds: Iterable<Ground>): void {
  for (const ground of grounds) versions[ground] += 1;
}

/** Reads every visible figure again (F5, or another day to look back at). */
export function refresh(): void {
  move(GROUNDS);
}

/** `also`: what else to read when the host told of a change. */
export async function followChanges(also: () => void): Promise<void> {
  const moved = new Set<Ground>();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let last = -PAUSE;
  const read = () => {
    waiting = undefined;
    last = performance.now();
    move(moved);
    moved.clear();
    also();
  };
  await hear<Change>('changed', ({ subjects }) => {
    for (const ground of movedBy(subjects)) moved.add(ground);
    waiting ??= setTimeout(read, Math.max(GATHER, last + PAUSE - performance.now()));
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
    const reading = read();
    untrack(() => void result.follow(reading));
  });
  return result;
}
