/// How tasks are put into words, and where each leads.
import type { TaskChoice, TaskKind, TaskOption, TaskRow, TaskView, Unit } from '$lib/api';
import { dateShort, quantity, withUnit } from '$lib/format/format';
import { named, t } from '$lib/i18n/i18n.svelte';
import { documentPage, link } from '$lib/navigation/router.svelte';

const dashed = (word: string) => word.replaceAll('_', '-');

export const kindWord = (kind: TaskKind) => t(`task-${dashed(kind)}`);
export const kindText = (row: TaskRow) => t(`task-${dashed(row.kind)}-text`, { words: row.words ?? named(row.names) });

/** What it is about, in one line. */
export function about(row: TaskRow): string {
  const words = [row.words, row.names ? named(row.names) : null].filter((one): one is string => !!one);
  const units = row.quantity !== null && row.unit ? [withUnit(row.quantity, row.unit)] : [];
  return [...words, ...units].join(' · ') || t('not-known');
}

export const owner = (row: TaskRow) => row.site_name ?? t('task-office');

export function choiceWords(one: { choice: TaskChoice; expiry: string | null }, option?: TaskOption): string {
  return t(`task-choice-${dashed(one.choice)}`, {
    site: option?.asked_name ?? '',
    number: option?.about_number ?? '',
    date: one.expiry ? dateShort(one.expiry) : '',
  });
}

export function effects(option: TaskOption, unit: Unit | null): string[] {
  const shown = (value: number) => (unit ? withUnit(value, unit) : quantity(value));
  return option.effects.map((one) => t(`task-effect-${one.kind}`, { site: one.site_name ?? '', from: shown(one.from), to: shown(one.to) }));
}

const PAGES: Partial<Record<TaskKind, string>> = {
  receipt_contested: 'consignment',
  acceptance_contested: 'offer',
  accepted_after_withdrawal: 'acceptance',
  count_overlapped: 'count',
  dispatch_reversed: 'transfer',
};
const PLACES: Partial<Record<TaskKind, string>> = { stock_short: 'count', count_asked: 'count', records_similar: 'catalogue', item_proposed: 'catalogue' };

/** Where its cause is put right, where no decision alone does it. */
export function leadsTo(view: TaskView): string | undefined {
  const { kind } = view.task;
  const place = PLACES[kind];
  if (place) return link(place);
  if (!view.leads_to) return undefined;
  const asked = view.versions[0]?.document;
  const page = kind === 'reversal_asked' ? asked && documentPage(asked.kind) : PAGES[kind];
  return page ? link(page, view.leads_to) : undefined;
}
