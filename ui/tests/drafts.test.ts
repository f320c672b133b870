/// Every draft that a form keeps is offered on Today in words, and leads back to its form.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { api } from '$lib/api';
import TodayPage from '$lib/features/today/TodayPage.svelte';
import { formOf, nameOf } from '$lib/features/today/drafts';
import { offered } from '$lib/features/moves/form';
import { speak } from '$lib/i18n/i18n.svelte';
import { screenOf } from '../src/routes/table';
import { signIn } from './hosted';

const FEATURES = resolve(import.meta.dirname, '../src/lib/features');
const modules = import.meta.glob<{ default: unknown }>('../src/lib/features/**/*.svelte');
const names = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));

/** Kinds of draft, with the file of the form that keeps them. */
const kinds = names.flatMap((name): [kind: string, file: string][] => {
  const text = readFileSync(join(FEATURES, name), 'utf8');
  const own = [...text.matchAll(/\bdraft\(\s*'([\w-]+)'/g), ...text.matchAll(/<RecordForm\s+name="([\w-]+)"/g)].map((hit) => hit[1] ?? '');
  const moves = /\bdraft\(`move_/.test(text) ? offered.map((one) => `move_${one}`) : [];
  return [...own, ...moves].map((kind) => [kind, name.replaceAll('\\', '/')]);
});

test('the forms are found', () => {
  expect(new Set(kinds.map(([kind]) => kind)).size).toBe(kinds.length);
  expect(kinds.length).toBeGreaterThan(30);
  const keeping = names.filter((name) => /<RecordForm\b|= draft\(/.test(readFileSync(join(FEATURES, name), 'utf8')));
  expect(keeping.filter((name) => !kinds.some(([, file]) => file === name.replaceAll('\\', '/'))).map((name) => basename(name))).toEqual([]);
});

test.each(kinds)('a draft of %s has words and leads to its form', async (kind, file) => {
  const form = formOf(kind);
  if (!form) throw new Error('no form');
  expect(await screenOf(form.page, form.id)).toBe((await modules[`../src/lib/features/${file}`]?.())?.default);
  for (const language of ['lt', 'en'] as const) {
    await speak(language);
    expect(nameOf(kind)).not.toBe(form.words);
    expect(nameOf(kind)).toMatch(/^\p{Lu}/u);
  }
});

test('Today names a draft of a record and leads to it, and one of no form of this version to nothing', async () => {
  await signIn('coordinator');
  await api.saveDraft({ id: 'draft-item', kind: 'item', content: { id: 'i' } });
  await api.saveDraft({ id: 'draft-odd', kind: 'telegram', content: {} });
  render(TodayPage);
  const item = await screen.findByTestId('row-draft-item');
  expect(item.textContent).toContain('Draft: Item,');
  expect(item.getAttribute('href')).toBe('#/catalogue/item?draft=draft-item');
  const odd = screen.getByTestId('row-draft-telegram');
  expect(odd.textContent).toContain('a form that this version does not have');
  expect(odd.getAttribute('href')).toBeNull();
  await api.discardDraft({ id: 'draft-item' });
  await api.discardDraft({ id: 'draft-odd' });
});
