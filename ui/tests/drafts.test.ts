/// Every draft that a form keeps is offered on Today in words, and leads back to its form.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { render, screen, waitFor } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api } from '$lib/api';
import TodayPage from '$lib/features/today/TodayPage.svelte';
import { formOf, nameOf } from '$lib/features/today/drafts';
import { offered } from '$lib/features/moves/form';
import { draft, type Draft } from '$lib/forms/draft.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { screenOf } from '../src/routes/table';
import { overheard, signIn, stand } from './hosted';
import { effectRoot } from './root.svelte';

// A record whose fields are choices, so that their names have to be shown.
Object.assign(data.registers.deployments[0] ?? {}, { agency: 'p-LT' });
Object.assign(data.registers.assets[0] ?? {}, { holder: 'p-LT' });
data.registers.figures.push({ id: 'fig-2', series: 'stranded', place: 'BY', number: { value: 2_000, qualifier: 'EXACT' }, words: null, as_of: null, source: 'a paper', within: 'fig-1', relation: 'subset', computed: null, check: null, explanations: [], at_least: null });
afterEach(() => void vi.restoreAllMocks());

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

/** Where forms are opened that are filled by it; the others stand at an address of their own. */
const filled: Record<string, string> = {
  receipt: '?consignment=consignment',
  consignment: '?acceptance=acceptance',
  request: '?amend=request',
  'transfer-receipt': '?transfer=incoming',
  deployment: '?id=dep-1',
  asset: '?id=asset-1',
  figure: '?id=fig-2',
  'access-note': '?site=pab&id=note-1',
  item: '?id=i-blanket',
  party: '?id=p-CZ',
  site: '?id=pab',
  norm: '?id=norm-1',
  proposal: '?item=i-blanket',
  group: '?id=g-tents',
};
const DELAY = 450;

test.each([...kinds, ['request without an earlier one', 'requests/RequestForm.svelte']])('a form that is only opened keeps no draft: %s', async (kind, file) => {
  await signIn('keeper');
  const asked = await overheard();
  stand(`#/form${filled[kind] ?? ''}`);
  const form = render((await modules[`../src/lib/features/${file}`]?.())?.default as Component<{ id: string }>, { id: kind.replace('move_', '').replaceAll('_', '-') });
  await waitFor(() => expect(form.container.querySelector('input, select')).not.toBeNull());
  await new Promise((done) => setTimeout(done, DELAY));
  form.unmount();
  await new Promise((done) => setTimeout(done));
  expect(asked('save_draft')).toEqual([]);
});

test('what was typed before a form is filled by itself is kept', async () => {
  let made: Draft<{ typed: string; came: string }> | undefined;
  const end = effectRoot(() => (made = draft('item', () => ({ typed: '', came: '' }), null)));
  const asked = await overheard();
  made?.byItself(() => made && (made.content.came = 'first'));
  await made?.keep();
  expect(asked('save_draft')).toEqual([]);
  if (made) made.content.typed = 'x';
  made?.byItself(() => made && (made.content.came = 'second'));
  await made?.keep();
  expect(asked('save_draft')[0]?.content).toEqual({ typed: 'x', came: 'second' });
  end();
  await api.discardDraft({ id: made?.id ?? '' });
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
