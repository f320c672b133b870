/// The form of a request for assistance as typed text, and its reading. A quantity nobody stated is NOT_STATED, never 0.
import { newId, problem, type Priority, type Problem, type Qualifier, type RecordRequest, type RequestLineRequest, type RequestView } from '$lib/api';
import { named } from '$lib/i18n/i18n.svelte';
import { parseDate } from '$lib/parse/date';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

export interface Line {
  id: string;
  text: string;
  item: string;
  itemText: string;
  group: string;
  quantity: string;
  /** How exactly the number is known, and in what it is counted; drafts of before have neither. */
  qualifier?: Qualifier;
  unit?: string;
  priority: Priority;
  neededBy: string;
  site: string;
  entryPoint: string;
  specification: string;
}

export interface RequestContent {
  id: string;
  activation: string;
  version: number;
  title: string;
  reference: string;
  lines: Line[];
}

export const blankLine = (): Line => ({ id: newId(), text: '', item: '', itemText: '', group: '', quantity: '', qualifier: 'EXACT', unit: '', priority: 'normal', neededBy: '', site: '', entryPoint: '', specification: '' });

export const freshRequest = (): RequestContent => ({ id: newId(), activation: '', version: 1, title: '', reference: '', lines: [blankLine()] });

export const isBlank = (line: Line) => [line.text, line.itemText, line.quantity, line.unit ?? '', line.neededBy, line.entryPoint, line.specification].every((text) => text.trim() === '') && line.group === '';

/** The next version begins as the one that stands, with a blank line to type into. */
export function amend(content: RequestContent, view: RequestView): void {
  content.id = view.id;
  content.activation = view.activation;
  content.version = view.version + 1;
  content.title = view.title;
  content.reference = view.reference ?? '';
  const lines = view.lines.map((line) => ({
    id: line.id,
    text: line.text,
    item: line.item ?? '',
    itemText: named(line.item_names),
    group: line.group ?? '',
    quantity: line.quantity.value === null ? '' : String(line.quantity.value),
    qualifier: line.quantity.qualifier,
    unit: line.unit ?? '',
    priority: line.priority,
    neededBy: line.needed_by ?? '',
    site: line.site ?? '',
    entryPoint: line.entry_point ?? '',
    specification: line.specification ?? '',
  }));
  content.lines = [...lines, blankLine()];
}

type Read = { request: Omit<RecordRequest, 'draft'>; problems: [] } | { request?: undefined; problems: Problem[] };

export function readRequest(content: RequestContent, today: string): Read {
  const problems: Problem[] = [];
  if (content.activation === '') problems.push(problem('activation-unknown', 'activation'));
  if (content.title.trim() === '') problems.push(problem('text-missing', 'title', { field: 'title' }));
  const kept = content.lines.filter((line) => !isBlank(line));
  if (kept.length === 0) problems.push(problem('lines-missing', 'lines.0.text'));
  const lines = kept.map((line, index): RequestLineRequest => {
    const subject = (field: string) => `lines.${index}.${field}`;
    const qualifier = line.qualifier ?? 'EXACT';
    // An empty quantity is not stated; "up to" or "around" nothing is a number somebody forgot.
    const unstated = qualifier === 'NOT_STATED' || (qualifier === 'EXACT' && isEmpty(line.quantity));
    const count = unstated ? undefined : parseQuantity(line.quantity, subject('quantity'));
    if (count?.problem) problems.push(count.problem);
    else if (count?.value === 0) problems.push(problem('quantity-zero', subject('quantity')));
    const date = line.neededBy.trim() === '' ? undefined : parseDate(line.neededBy, today, subject('needed_by'));
    if (date?.problem) problems.push(date.problem);
    return {
      id: line.id,
      text: line.text.trim() || line.itemText.trim(),
      group: line.group || null,
      item: line.item || null,
      quantity: count?.value === undefined ? { value: null, qualifier: 'NOT_STATED' } : { value: count.value, qualifier },
      unit: line.unit?.trim() || null,
      priority: line.priority,
      needed_by: date?.value ?? null,
      site: line.site || null,
      entry_point: line.entryPoint.trim() || null,
      specification: line.specification.trim() || null,
    };
  });
  if (problems.length > 0) return { problems };
  const { id, activation, version, title, reference } = content;
  return { request: { id, activation, version, title: title.trim(), reference: reference.trim() || null, lines }, problems: [] };
}
