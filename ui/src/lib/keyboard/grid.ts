/// Moving in a grid of inputs named `line-<i>-<field>`: Enter and Shift+Enter go down and up the column, Ctrl+D copies
/// the value above. Values go through the event that a field tells its changes by, so that the form hears of them as if
/// they were typed or chosen.

type Cell = HTMLInputElement | HTMLSelectElement;

function at(line: number, field: string): Cell | null {
  return document.getElementById(`line-${line}-${field}`) as Cell | null;
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
    const above = at(line - 1, field);
    if (!above) return;
    target.value = above.value;
    target.dispatchEvent(new Event(target instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
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
