/// Shortcuts. Letters are matched by what the layout says (`key`), digits by where they sit (`code`); bare letters are
/// never bound globally (a barcode scanner is a burst of them), nor Ctrl+Alt (AltGr writes ą, č, ż), nor Ctrl+].
import { untrack } from 'svelte';

export interface Shortcut {
  /** `F8`, `Shift+F8`, `Ctrl+Enter`, `Ctrl+K`, `Escape`, `/`, `Alt+1`. */
  keys: string;
  /** Fluent id of what it does, for the list under Ctrl+/. */
  label: string;
  run: () => void;
  /** Belongs to a dialog: works only while one is open, as all others work only while none is. */
  inDialog?: boolean;
  /** Of two dialogs on one page only the open one answers; absent: always. */
  when?: () => boolean;
}

const bound = $state<Shortcut[]>([]);

/** What was pressed: by the layout's letter and, for digits with Alt or Ctrl, by the physical key as well. */
function names(event: KeyboardEvent): string[] {
  const modifiers = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (key.length > 1 || (modifiers !== '' && /\p{L}/u.test(key))) ? 'Shift+' : '';
  const digit = modifiers ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  return digit ? [`${modifiers}${shift}${key}`, `${modifiers}${digit}`] : [`${modifiers}${shift}${key}`];
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey)) return;
  const pressedKeys = names(event);
  if (event.key.length === 1 && !event.ctrlKey && !event.altKey && isTyping(event.target)) return;
  const modal = dialogOpen();
  // The newest binding wins: a form's Ctrl+Enter over a page's.
  const hit = bound.findLast((one) => pressedKeys.includes(one.keys) && modal === (one.inDialog ?? false) && (one.when?.() ?? true));
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

export function listen(): void {
  window.addEventListener('keydown', pressed);
}

export function shortcuts(): readonly Shortcut[] {
  return bound;
}

/** Binds for the life of a component; call while it is set up. */
export function bind(...wanted: Shortcut[]): void {
  $effect(() => {
    untrack(() => bound.push(...wanted));
    return () => {
      for (const one of wanted) {
        // By what it runs too: of two dialogs of one kind the one that goes takes its own away.
        const at = bound.findIndex((other) => other.keys === one.keys && other.label === one.label && other.run === one.run);
        if (at >= 0) bound.splice(at, 1);
      }
    };
  });
}
