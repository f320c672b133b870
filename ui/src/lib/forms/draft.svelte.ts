/// Work in progress, kept as it is typed: every change is saved 300 ms later, on leaving and on locking. A draft holds
/// raw text, so that a half-typed or wrong number comes back as it was.
import { untrack } from 'svelte';
import { api, asProblem, newId, type DraftRow, type Problem } from '$lib/api';
import { keepBeforeLeaving } from '$lib/session/session.svelte';

const DELAY = 300;

export class Draft<T extends object> {
  id = $state(newId());
  content = $state() as T;
  savedAt = $state<string>();
  /** An older draft of this kind, offered until the person takes or discards it. */
  offered = $state.raw<DraftRow>();
  problem = $state.raw<Problem>();
  readonly kind: string;
  #fresh: () => T;
  #saved: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(kind: string, fresh: () => T) {
    this.kind = kind;
    this.#fresh = fresh;
    this.content = fresh();
    this.#saved = this.#text();
  }

  #text(): string {
    return JSON.stringify($state.snapshot(this.content));
  }

  /** Looks for what was left behind; `wanted` opens that one at once. */
  async open(wanted: string | null): Promise<void> {
    try {
      const rows = (await api.drafts()).filter((row) => row.kind === this.kind);
      const row = rows.find((one) => one.id === wanted);
      if (row) this.take(row);
      else this.offered = rows.sort((a, b) => b.saved_at.localeCompare(a.saved_at))[0];
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  take(row: DraftRow): void {
    this.id = row.id;
    this.content = { ...this.#fresh(), ...(row.content as Partial<T>) };
    this.savedAt = row.saved_at;
    this.#saved = this.#text();
    this.offered = undefined;
  }

  async discard(row: DraftRow): Promise<void> {
    await api.discardDraft({ id: row.id });
    this.offered = undefined;
  }

  /**
   * Fills in what comes by itself, such as what was announced or the only choice there is: by that alone there is nothing
   * of the person's to keep. What they typed before it came is kept all the same.
   */
  byItself(fill: () => void): void {
    untrack(() => {
      const kept = this.#text() === this.#saved;
      fill();
      if (kept) this.#saved = this.#text();
    });
  }

  touch(): void {
    clearTimeout(this.#timer);
    if (this.#text() === this.#saved) return;
    this.#timer = setTimeout(() => void this.keep(), DELAY);
  }

  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.#text();
    if (this.#ended || text === this.#saved) return;
    try {
      const row = await api.saveDraft({ id: this.id, kind: this.kind, content: JSON.parse(text) as unknown });
      this.#saved = text;
      this.savedAt = row.saved_at;
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** What a posting hands over, so that the draft ends in the same transaction; null when none was kept. */
  get key(): string | null {
    return this.savedAt ? this.id : null;
  }

  /** Stops saving: the draft became a document. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended = true;
  }
}

/** Keeps a draft for the life of a form; call while the form is set up. */
export function draft<T extends object>(kind: string, fresh: () => T, wanted: string | null): Draft<T> {
  const made = new Draft(kind, fresh);
  void made.open(wanted);
  $effect(() => {
    JSON.stringify(made.content);
    untrack(() => made.touch());
  });
  $effect(() => {
    const forget = keepBeforeLeaving(() => made.keep());
    const closing = () => void made.keep();
    window.addEventListener('pagehide', closing);
    return () => {
      forget();
      window.removeEventListener('pagehide', closing);
      void made.keep();
    };
  });
  return made;
}
