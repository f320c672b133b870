/// The offer form as typed text, and its reading into a request. A quantity nobody stated is NOT_STATED, never 0.
import { newId, problem, type Amount, type OfferLineDetail, type OfferLineRequest, type OfferTableLine, type OfferSource, type OfferView, type Problem, type Qualifier, type RecordOffer, type Title } from '$lib/api';
import { emptyAmount, parseAmount, typedAmount, type TypedAmount } from '$lib/components/MoneyField.svelte';
import { named } from '$lib/i18n/i18n.svelte';
import { parseDate } from '$lib/parse/date';
import { parseQuantity } from '$lib/parse/quantity';
import { given, readDetail, typedDetail, type TypedDetail } from './detail';

export interface Line {
  id: string;
  text: string;
  item: string;
  itemText: string;
  group: string;
  quantity: string;
  unstated: boolean;
  /** How exactly the number is known; drafts of before have none. */
  qualifier?: Qualifier;
  title: Title;
  /** Packaging, weight, volume, condition, expiry, once somebody has typed there. */
  typed?: TypedDetail;
  /** The same as a pasted table had it. */
  detail?: OfferLineDetail | null;
}

export interface OfferContent {
  id: string;
  activation: string;
  donor: string;
  donorText: string;
  source: OfferSource;
  day: string;
  value: TypedAmount;
  reference: string;
  validUntil: string;
  availableFrom: string;
  transportNeed: string;
  lines: Line[];
  /** The withdrawn offer that this one is recorded in place of; drafts of before have none. */
  again?: string;
}

export const blankLine = (): Line => ({ id: newId(), text: '', item: '', itemText: '', group: '', quantity: '', unstated: false, qualifier: 'EXACT', title: 'gift' });

/** What is said of a line beside its quantity, typed or pasted. */
export const detailOf = (line: Line): TypedDetail => line.typed ?? typedDetail(line.detail);

export const freshOffer = (): OfferContent => ({
  id: newId(),
  activation: '',
  donor: '',
  donorText: '',
  source: 'CECIS',
  day: '',
  value: emptyAmount(),
  reference: '',
  validUntil: '',
  availableFrom: '',
  transportNeed: '',
  lines: [blankLine()],
});

export const isBlank = (line: Line) => [line.text, line.itemText, line.quantity].every((text) => text.trim() === '') && line.group === '' && given(detailOf(line)) === 0;

/** An offer that was recorded wrongly once more, to be put right before it is recorded. It is another offer, with lines of its own. */
export function recordAgain(content: OfferContent, view: OfferView): void {
  Object.assign(content, {
    again: view.id,
    activation: view.activation,
    donor: view.donor,
    donorText: named(view.donor_names),
    source: view.source,
    day: view.offered_on ?? '',
    value: typedAmount(view.value),
    reference: view.reference ?? '',
    validUntil: view.valid_until ?? '',
    availableFrom: view.available_from ?? '',
    transportNeed: view.transport_need ?? '',
  } satisfies Partial<OfferContent>);
  const lines = view.lines.map((line): Line => ({
    ...blankLine(),
    text: line.text,
    item: line.item ?? '',
    itemText: line.item ? named(line.item_names) : '',
    group: line.group ?? '',
    quantity: line.quantity.value === null ? '' : String(line.quantity.value),
    unstated: line.quantity.value === null,
    qualifier: line.quantity.value === null ? 'EXACT' : line.quantity.qualifier,
    title: line.title,
    detail: { packaging: line.packaging, weight_g: line.weight_g, volume_dm3: line.volume_dm3, condition: line.condition, expiry: line.expiry },
  }));
  content.lines = [...lines, blankLine()];
}

/** A line of a pasted table, as if it had been typed. */
export const pastedLine = (line: OfferTableLine, itemText: string): Line => ({
  ...blankLine(),
  text: line.text,
  item: line.item ?? '',
  itemText,
  group: line.group ?? '',
  quantity: line.quantity.value === null ? '' : String(line.quantity.value),
  unstated: line.quantity.value === null,
  qualifier: line.quantity.value === null ? 'EXACT' : line.quantity.qualifier,
  detail: line.detail,
});

type Read = { request: Omit<RecordOffer, 'draft' | 'date_confirmed'>; problems: [] } | { request?: undefined; problems: Problem[] };

export function readOffer(content: OfferContent, today: string): Read {
  const problems: Problem[] = [];
  if (content.activation === '') problems.push(problem('activation-unknown', 'activation'));
  if (content.donor === '') problems.push(problem('donor-unknown', 'donor'));
  const date = content.day.trim() === '' ? undefined : parseDate(content.day, today, 'offered_on');
  if (date?.problem) problems.push(date.problem);
  const value = parseAmount(content.value, 'value', false);
  if (value.problem) problems.push(value.problem);
  const kept = content.lines.filter((line) => !isBlank(line));
  if (kept.length === 0) problems.push(problem('lines-missing', 'lines.0.text'));
  const lines = kept.map((line, index): OfferLineRequest => {
    const count = line.unstated ? undefined : parseQuantity(line.quantity, `lines.${index}.quantity`);
    if (count?.problem) problems.push(count.problem);
    else if (count?.value === 0) problems.push(problem('quantity-zero', `lines.${index}.quantity`));
    return {
      id: line.id,
      text: line.text.trim() || line.itemText.trim(),
      group: line.group || null,
      item: line.item || null,
      quantity: line.unstated ? { value: null, qualifier: 'NOT_STATED' } : { value: count?.value ?? 0, qualifier: line.qualifier ?? 'EXACT' },
      title: line.title,
      detail: readDetail(detailOf(line), index, today, problems),
    };
  });
  const day = (text: string, field: string) => {
    if (text.trim() === '') return null;
    const parsed = parseDate(text, today, `terms.${field}`);
    if (parsed.problem) problems.push(parsed.problem);
    return parsed.value ?? null;
  };
  const terms = {
    valid_until: day(content.validUntil, 'valid_until'),
    available_from: day(content.availableFrom, 'available_from'),
    transport_need: content.transportNeed.trim() || null,
  };
  const stated = Object.values(terms).some((value) => value !== null);
  if (problems.length > 0) return { problems };
  const unstated: Amount = { minor: null, currency: 'EUR', qualifier: 'NOT_STATED' };
  const { id, activation, donor, source, reference } = content;
  const request = { id, activation, donor, source, offered_on: date?.value ?? null, value: value.value ?? unstated, reference: reference.trim() || null, lines, terms: stated ? terms : null };
  return { request, problems: [] };
}
