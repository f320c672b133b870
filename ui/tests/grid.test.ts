/// Ctrl+D copies the value above into whatever kind of field a line has, and the form hears of it; never what would mean
/// something else there.
import { expect, test } from 'vitest';
import { gridKey } from '$lib/keyboard/grid';

/** Two lines of one field; gives what the second one told its form. */
function copied(field: string): string[] {
  document.body.innerHTML = [0, 1].map((line) => field.replace('ID', `line-${line}-cell`)).join('');
  const [above, below] = document.body.children as HTMLCollectionOf<HTMLInputElement>;
  if (!above || !below) throw new Error('two fields');
  above.value = 'b';
  const told: string[] = [];
  for (const kind of ['input', 'change']) below.addEventListener(kind, () => told.push(`${kind} ${below.value}`));
  below.addEventListener('keydown', gridKey);
  below.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', ctrlKey: true, cancelable: true }));
  return told;
}

test('a text is typed', () => expect(copied('<input id="ID" />')).toEqual(['input b']));

test('a choice is made', () => expect(copied('<select id="ID"><option value="a">a</option><option value="b">b</option></select>')).toEqual(['change b']));

test('a choice that the line does not have is not copied', () => {
  document.body.innerHTML = '<select id="line-0-cell"><option value="b">b</option></select><select id="line-1-cell"><option value="">first</option><option value="a">a</option></select>';
  const below = document.getElementById('line-1-cell') as HTMLSelectElement;
  below.value = 'a';
  below.addEventListener('keydown', gridKey);
  below.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', ctrlKey: true, cancelable: true }));
  expect(below.value).toBe('a');
});
