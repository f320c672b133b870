/// A problem's sentence: what is wrong, what was not lost, what to do. Facts come as bare text and are dressed here.
import type { Problem } from '$lib/api';
import { dateShort, dateTime, quantity } from '$lib/format/format';
import { has, t, type Facts } from './i18n.svelte';

const numbers = new Set(['answered', 'expected', 'counted', 'available', 'asked', 'needed', 'offered', 'limit', 'found', 'known']);

function dress(name: string, value: string): string | number {
  if (name === 'left' && /^\d+$/.test(value)) return Number(value);
  if (numbers.has(name) && /^-?\d+$/.test(value)) return quantity(Number(value));
  if (name === 'roles' && value === '') return '–';
  if (name === 'roles') return value.split(/[,\s]+/).filter(Boolean).map((role) => word('role', role)).join(', ');
  if (['from', 'to', 'stage'].includes(name)) return word('stage', value);
  if (name === 'field') return word('field', value.split('.').at(-1) ?? value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateShort(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return dateTime(value);
  return value;
}

function word(prefix: string, value: string): string {
  const id = `${prefix}-${value.replaceAll('_', '-')}`;
  return has(id) ? t(id) : value;
}

/** Facts as the program or the server words them, in no person's language: shown apart and copied, never in a sentence. */
export const technical: readonly string[] = ['detail', 'what', 'reason'];

export function details(problems: readonly Problem[]): string {
  return problems.flatMap((one) => technical.map((name) => one.facts[name])).filter(Boolean).join('; ');
}

/** A log keeps the code of a problem without its facts: the sentence must read well without them too. */
function without(text: string): string {
  return text.replace(/\s*[(“„]?\{\$\w+\}[)”“]?/gu, '').replace(/\s+([.,:;])/gu, '$1');
}

export function sentence(problem: Problem): string {
  const id = `problem-${problem.code}`;
  const facts: Facts = {};
  for (const [name, value] of Object.entries(problem.facts)) facts[name] = dress(name, value);
  return has(id) ? without(t(id, facts)) : t('problem-unnamed', { code: problem.code });
}
