/// How tasks are put into words, and where each leads.
import type { TaskChoice, TaskKind, TaskOption, TaskRow, TaskVersion, TaskView, Unit } from '$lib/api';
import { calledBy } from '$lib/format/document';
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

/** A truck without a waybill is called by what else is known of it, as everywhere. */
function number(option: TaskOption | undefined, versions: readonly TaskVersion[]): string {
  const document = versions.find((one) => one.document?.id === option?.about)?.document;
  return option?.about_number || (document ? calledBy(document) : '');
}

export function choiceWords(one: { choice: TaskChoice; expiry: string | null }, option?: TaskOption, versions: readonly TaskVersion[] = []): string {
  return t(`task-choice-${dashed(one.choice)}`, {
    site: option?.asked_name ?? '',
    number: number(option, versions),
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
  announced_beyond: 'acceptance',
};
/** Their first version is the document that the decision is about. */
const OF_DOCUMENT: readonly TaskKind[] = ['reversal_asked', 'withdrawal_due'];
const PLACES: Partial<Record<TaskKind, string>> = { stock_short: 'count', count_asked: 'count', records_similar: 'catalogue', item_proposed: 'catalogue' };

/** Where its cause is put right, where no decision alone does it. */
export function leadsTo(view: TaskView): string | undefined {
  const { kind } = view.task;
  const place = PLACES[kind];
  if (place) return link(place);
  if (kind === 'figure_differs') return link('registers', '', { tab: 'figures' });
  if (kind === 'total_differs') return link('funds');
  if (kind === 'heads_differ') return view.task.site ? link('site', view.task.site) : undefined;
  if (!view.leads_to) return undefined;
  const asked = view.versions[0]?.document;
  const page = OF_DOCUMENT.includes(kind) ? asked && documentPage(asked.kind) : PAGES[kind];
  return page ? link(page, view.leads_to) : undefined;
}
