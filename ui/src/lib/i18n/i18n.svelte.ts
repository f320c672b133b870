/// Words. Every text on screen comes from `locales/` through `t`; numbers and dates are handed over already formatted,
/// because Fluent's NUMBER() differs between its Rust and JavaScript libraries. A plural selector gets the bare number.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Names } from '$lib/api';

export type Language = 'en' | 'lt';
export const languages: readonly Language[] = ['en', 'lt'];

const load: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('./catalogue-en'),
  lt: () => import('./catalogue-lt'),
};

let bundle = $state.raw<FluentBundle>(new FluentBundle('en'));
let chosen = $state<Language>('en');

export function language(): Language {
  return chosen;
}

/** Locale for dates and numbers: day before month, 24 hours, in both languages. */
export function locale(): string {
  return chosen === 'lt' ? 'lt-LT' : 'en-IE';
}

/** The language a fresh computer starts in. */
export function systemLanguage(): Language {
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('lt')) ? 'lt' : 'en';
}

export async function speak(wanted: Language): Promise<void> {
  const { default: text } = await load[wanted]();
  const next = new FluentBundle(wanted, { useIsolating: false });
  const errors = next.addResource(new FluentResource(text));
  if (errors.length > 0) throw errors[0];
  bundle = next;
  chosen = wanted;
  document.documentElement.lang = wanted;
}

export type Facts = Record<string, FluentVariable>;

export function has(id: string): boolean {
  return bundle.hasMessage(id);
}

/** The text of a message in the language chosen. A missing one shows its id, and a test makes sure none is missing. */
export function t(id: string, facts?: Facts): string {
  const message = bundle.getMessage(id);
  if (!message?.value) return id;
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, facts ?? null, errors);
  return text;
}

/** A name from the ledger in the language chosen, else English, else whichever there is. */
export function named(names: Names | null | undefined): string {
  if (!names) return '';
  return names[chosen] ?? names['en'] ?? Object.values(names)[0] ?? '';
}
