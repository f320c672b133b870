/// The offer form as typed text, and its reading into a request. A quantity nobody stated is NOT_STATED, never 0.
import { newId, problem, type Amount, type OfferLineRequest, type OfferSource, type Problem, type RecordOffer, type Title } from '$lib/api';
import { emptyAmount, parseAmount, type TypedAmount } from '$lib/components/MoneyField.svelte';
import { parseDate } from '$lib/parse/date';
import { parseQuantity } from '$lib/parse/quantity';

export interface Line {
  id: string;
  text: string;
  item: string;
  itemText: string;
  group: string;
  quantity: string;
  unstated: boolean;
  title: Title;
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
  lines: Line[];
}

export const blankLine = (): Line => ({ id: newId(), text: '', item: '', itemText: '', group: '', quantity: '', unstated: false, title: 'gift' });

export const freshOffer = (): OfferContent => ({
  id: newId(),
  activation: '',
  donor: '',
  donorText: '',
  source: 'CECIS',
  day: '',
  value: emptyAmount(),
  reference: '',
  lines: [blankLine()],
});

export const isBlank = (line: Line) => [line.text, line.itemText, line.quantity].every((text) => text.trim() === '') && line.group === '';

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
      quantity: line.unstated ? { value: null, qualifier: 'NOT_STATED' } : { value: count?.value ?? 0, qualifier: 'EXACT' },
      title: line.title,
    };
  });
  if (problems.length > 0) return { problems };
  const unstated: Amount = { minor: null, currency: 'EUR', qualifier: 'NOT_STATED' };
  const { id, activation, donor, source, reference } = content;
  const request = { id, activation, donor, source, offered_on: date?.value ?? null, value: value.value ?? unstated, reference: reference.trim() || null, lines };
  return { request, problems: [] };
}
