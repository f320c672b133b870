/// Forms of plain records: every field is text as typed until it is sent, so that a draft brings back exactly what was
/// there. The readers here give the value or note what is wrong.
import { problem, type Problem, type Qualifier, type StatedCount } from '$lib/api';
import type { Option } from '$lib/components/Combobox.svelte';
import { parseDate } from '$lib/parse/date';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

/** What a form holds: the record's id, and its fields by the names they have in the request. */
export type Content = { id: string } & Record<string, string>;

interface Common {
  /** The field's name in the request; its label is `field-<name>` unless another is given. */
  key: string;
  label?: string;
  hint?: string;
  optional?: boolean;
}
export type FieldSpec =
  | (Common & { kind: 'text' | 'area' | 'date' | 'check' | 'number' | 'count' })
  | (Common & { kind: 'select'; options: readonly { value: string; label: string }[] })
  | (Common & { kind: 'choice'; options: readonly Option[] });

export const YES = 'yes';

export const dashed = (key: string) => key.replaceAll('_', '-');

/** Reads the fields of a form, and keeps every problem found on the way. */
export class Reader {
  readonly problems: Problem[] = [];
  readonly #content: Content;
  readonly #today: string;

  constructor(content: Content, today: string) {
    this.#content = content;
    this.#today = today;
  }

  #raw(key: string): string {
    return (this.#content[key] ?? '').trim();
  }

  maybe(key: string): string | null {
    return this.#raw(key) || null;
  }

  text(key: string): string {
    const text = this.#raw(key);
    if (text === '') this.problems.push(problem('text-missing', key, { field: key }));
    return text;
  }

  /** A record chosen from a list; `code` says what is wrong when none is. */
  chosen(key: string, code: string): string {
    const value = this.#raw(key);
    if (value === '') this.problems.push(problem(code, key));
    return value;
  }

  yes(key: string): boolean {
    return this.#raw(key) === YES;
  }

  day(key: string): string {
    const read = parseDate(this.#raw(key), this.#today, key);
    if (read.problem) this.problems.push(read.problem);
    return read.value ?? '';
  }

  maybeDay(key: string): string | null {
    return this.#raw(key) === '' ? null : this.day(key);
  }

  number(key: string): number {
    const read = parseQuantity(this.#raw(key), key);
    if (read.problem) this.problems.push(read.problem);
    return read.value ?? 0;
  }

  maybeNumber(key: string): number | null {
    return isEmpty(this.#raw(key)) ? null : this.number(key);
  }

  /** A number with how exactly it is known; nothing typed is fine only where it is not stated. */
  count(key: string): StatedCount {
    const qualifier = (this.#raw(`${key}_qualifier`) || 'EXACT') as Qualifier;
    if (qualifier === 'NOT_STATED') return { value: null, qualifier };
    return { value: this.number(key), qualifier };
  }

  names(): Record<string, string> {
    const en = this.text('name_en');
    const lt = this.maybe('name_lt');
    return lt === null ? { en } : { en, lt };
  }

  list(key: string): string[] {
    return this.#raw(key)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  }
}
