/// The catalogues: the same messages with the same facts in both languages, every message a screen asks for, a sentence
/// for every problem, plurals that read well, and no text written into a screen.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { parse as parseFluent, type Message, type Pattern } from '@fluent/syntax';
import { parse as parseSvelte } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { technical } from '$lib/i18n/problem';
import { FIRST_YEAR, LAST_YEAR } from '$lib/parse/date';

const ROOT = resolve(import.meta.dirname, '..');
const FILES = ['early', 'shell', 'words', 'forms', 'goods', 'coordination', 'funds', 'chain', 'sites', 'stock', 'moves', 'tasks', 'problems'];
const read = (language: string, file: string) => readFileSync(join(ROOT, '../locales', language, `${file}.ftl`), 'utf8');

interface Told {
  facts: string[];
  variants: string[];
}

function facts(pattern: Pattern): string[] {
  return [...JSON.stringify(pattern).matchAll(/"type":"VariableReference","id":\{"type":"Identifier","name":"(\w+)"/g)].map((hit) => hit[1] ?? '');
}

function messages(language: string): Map<string, Told> {
  const found = new Map<string, Told>();
  for (const file of FILES) {
    const { body } = parseFluent(read(language, file), { withSpans: false });
    for (const entry of body) {
      expect(entry.type, `${language}/${file}: ${JSON.stringify(entry)}`).not.toBe('Junk');
      if (entry.type !== 'Message') continue;
      const { id, value } = entry as Message;
      expect(found.has(id.name), `${language}: ${id.name} twice`).toBe(false);
      if (!value) throw new Error(`${language}: ${id.name} is empty`);
      const variants = [...JSON.stringify(value).matchAll(/"type":"Variant","key":\{"type":"Identifier","name":"(\w+)"/g)].map((hit) => hit[1] ?? '');
      found.set(id.name, { facts: [...new Set(facts(value))].sort(), variants });
    }
  }
  return found;
}

const english = messages('en');
const lithuanian = messages('lt');

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('generated.ts')).map((file) => join(folder, file));
}
const code = sources(join(ROOT, 'src')).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const asked = new Set(code.flatMap(({ text }) => [...text.matchAll(/\b(?:t|label)(?:\(|: )'([a-z][\w-]+)'/g)].map((hit) => hit[1] ?? '')));
const begun = new Set(code.flatMap(({ text }) => [...text.matchAll(/\bt\(`([a-z][\w-]*-)\$\{/g)].map((hit) => hit[1] ?? '')));

test('both languages have the same messages with the same facts', () => {
  expect([...lithuanian.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [id, { facts: needed }] of english) expect(lithuanian.get(id)?.facts, id).toEqual(needed);
});

test('every message a screen asks for exists, and none is idle', () => {
  const missing = [...asked].filter((id) => !english.has(id));
  expect(missing).toEqual([]);
  for (const beginning of begun) expect([...english.keys()].some((id) => id.startsWith(beginning)), beginning).toBe(true);
  const anywhere = code.map(({ text }) => text).join('\n');
  const idle = [...english.keys()].filter((id) => !/^(problem|early|role|field|nav|kind|instrument|reason)-/.test(id) && !anywhere.includes(`'${id}'`) && ![...begun].some((beginning) => id.startsWith(beginning)));
  expect(idle).toEqual([]);
});

test('every problem of the program has its sentence', () => {
  const app = sourcesOfRust();
  const codes = new Set([...app.matchAll(/Problem::new\(\s*"([a-z-]+)"/g)].map((hit) => hit[1] ?? ''));
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((one) => !english.has(`problem-${one}`))).toEqual([]);
});

test('no sentence of a problem carries what the program or the server worded itself', () => {
  for (const [id, { facts: used }] of english) {
    if (id.startsWith('problem-') && id !== 'problem-detail') expect(used.filter((fact) => technical.includes(fact)), id).toEqual([]);
  }
});

test('a day is typed in the years of the rule, and read in no other', () => {
  const rule = /YEARS:.* = (\d+)\.\.=(\d+);/.exec(readFileSync(join(ROOT, '../crates/ledger/src/rules/date.rs'), 'utf8'));
  expect([rule?.[1], rule?.[2]]).toEqual([String(FIRST_YEAR), String(LAST_YEAR)]);
});

function sourcesOfRust(): string {
  const folder = join(ROOT, '../crates/app/src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rs')).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

test('Lithuanian plurals have every form the language has', () => {
  for (const [id, { variants }] of english) {
    // A choice between words, as between reasons, has no plural forms.
    if (!variants.some((form) => ['one', 'few', 'many'].includes(form))) continue;
    const theirs = lithuanian.get(id)?.variants ?? [];
    expect(['one', 'few', 'many', 'other'].filter((form) => !theirs.includes(form)), id).toEqual([]);
  }
});

test('Lithuanian counts read as Lithuanian', () => {
  const bundle = new FluentBundle('lt', { useIsolating: false });
  for (const file of FILES) bundle.addResource(new FluentResource(read('lt', file)));
  const say = (id: string, count: number) => bundle.formatPattern(bundle.getMessage(id)?.value ?? '', { count, shown: String(count) });
  expect([0, 1, 2, 5, 10, 11, 12, 21, 22, 1.5].map((count) => say('unit-piece-count', count))).toEqual([
    '0 vienetų', '1 vienetas', '2 vienetai', '5 vienetai', '10 vienetų', '11 vienetų', '12 vienetų', '21 vienetas', '22 vienetai', '1.5 vieneto',
  ]);
  expect(say('offers-count', 20)).toBe('20 pasiūlymų');
});

test('no screen carries text of its own', () => {
  const texts: string[] = [];
  for (const { file, text } of code.filter((one) => one.file.endsWith('.svelte'))) {
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if (Array.isArray(node)) return node.forEach(walk);
      const { type, data, name, value } = node as Record<string, unknown>;
      if (type === 'Text' && /\p{L}{2,}/u.test(String(data)) && !['SHA-256', 'Ctrl+K', 'F10', '&nbsp;'].includes(String(data).trim())) texts.push(`${file}: ${String(data).trim()}`);
      if (type === 'Attribute') {
        if (!['aria-label', 'placeholder', 'title', 'label', 'hint', 'text', 'description'].includes(String(name))) return;
        walk(value);
        return;
      }
      for (const [key, child] of Object.entries(node)) if (!['css', 'instance', 'module'].includes(key)) walk(child);
    };
    walk(parseSvelte(text, { modern: true }).fragment);
  }
  expect(texts).toEqual([]);
});
