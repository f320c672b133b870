/// Moving in a grid of inputs named `line-<i>-<field>`: Enter and Shift+Enter go down and up the column, Ctrl+D copies
/// the value above, and with a number the pack that it counts. Values go through the event that a field tells its changes by, so that the form hears of them as if
/// they were typed or chosen.

import { flushSync } from 'svelte';

type Cell = HTMLInputElement | HTMLSelectElement;

function at(line: number, field: string): Cell | null {
  return document.getElementById(`line-${line}-${field}`) as Cell | null;
}

/** `pack`: of a number counted in packs, which (`PackedQuantity`); `loose`: what lies beside them. */
const beside = (line: number, field: string, what: 'pack' | 'loose') => at(line, `${field}-${what}`);

const offers = (cell: Cell, value: string) => !(cell instanceof HTMLSelectElement) || [...cell.options].some((one) => one.value === value);

function put(cell: Cell, value: string): void {
  cell.value = value;
  cell.dispatchEvent(new Event(cell instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

/** Nothing is copied that would mean something else here: a choice this line does not have, a number of its packs. */
function copy(target: Cell, line: number, field: string): void {
  const above = at(line - 1, field);
  if (!above || !offers(target, above.value)) return;
  const counts = beside(line - 1, field, 'pack')?.value ?? '';
  const pack = beside(line, field, 'pack');
  if (counts !== (pack?.value ?? '')) {
    if (!pack || !offers(pack, counts)) return;
    flushSync(() => put(pack, counts));
  }
  put(target, above.value);
  const loose = beside(line, field, 'loose');
  if (loose) put(loose, beside(line - 1, field, 'loose')?.value ?? '');
}

export function gridKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const target = event.target as Cell;
  const match = /^line-(\d+)-(.+)$/.exec(target.id);
  if (!match?.[2]) return;
  const line = Number(match[1]);
  const field = match[2];
  if (event.key === 'Enter' && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    const next = event.shiftKey ? at(line - 1, field) : (at(line + 1, field) ?? at(line + 1, 'item'));
    next?.focus();
  } else if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === 'd') {
    event.preventDefault();
    copy(target, line, field);
  }
}

/** The line the focus is in. */
export function focusedLine(): number | undefined {
  const match = /^line-(\d+)-/.exec(document.activeElement?.id ?? '');
  return match ? Number(match[1]) : undefined;
}

export function focusCell(line: number, field: string): void {
  at(line, field)?.focus();
}
