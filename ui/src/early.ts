/// The first script of the page, a chunk of its own that imports nothing that can fail: it shows what went wrong when
/// anything before or in the application throws, so that the window is never blank. It must not use the Fluent library,
/// the kit or the host: any of them may be what failed.
import english from '$locales/en/early.ftl?raw';
import lithuanian from '$locales/lt/early.ftl?raw';
import './early.css';

function sentence(id: string): string {
  const language = document.documentElement.lang || navigator.language;
  const source = language.startsWith('lt') ? lithuanian : english;
  const line = source.split('\n').find((entry) => entry.startsWith(`${id} = `));
  return line ? line.slice(id.length + 3) : id;
}

function paragraph(text: string, tag: 'h1' | 'p' | 'pre'): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function show(what: unknown, slow = false): void {
  const reason = what instanceof Error ? `${what.name}: ${what.message}\n${what.stack ?? ''}` : String(what);
  // Once the application stands, it reports its own failures; a stray rejection must not take the screen away.
  if (document.documentElement.dataset.usable === 'true') {
    window.dispatchEvent(new CustomEvent('relief-failure', { detail: reason }));
    return;
  }
  // What went wrong is worth more than that it takes long.
  const shown = document.getElementById('failure');
  if (shown?.dataset.slow) shown.remove();
  else if (shown) return;
  const box = document.createElement('main');
  box.id = 'failure';
  box.dataset.testid = 'page-failure';
  if (slow) box.dataset.slow = 'true';
  box.setAttribute('role', 'alert');
  box.append(
    paragraph(sentence('early-title'), 'h1'),
    paragraph(sentence('early-kept'), 'p'),
    paragraph(sentence('early-next'), 'p'),
    paragraph(reason, 'pre'),
  );
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = sentence('early-again');
  again.addEventListener('click', () => location.reload());
  box.append(again);
  document.body.append(box);
  // A page that says what failed is not a blank one: the host must not start anew with safer graphics.
  const host = (window as Window & { __TAURI_INTERNALS__?: { invoke(name: string): Promise<unknown> } }).__TAURI_INTERNALS__;
  host?.invoke('window_ready').catch(() => undefined);
}

/** What browsers report as an error and is none: sizes that changed while they were looked at are looked at again. */
const isNotice = (message: string) => message.startsWith('ResizeObserver loop');

window.addEventListener('error', (event) => isNotice(event.message) || show(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => show(event.reason));

// A host that does not answer must not leave the window blank either.
const PATIENCE = 8_000;
setTimeout(() => {
  if (document.documentElement.dataset.usable !== 'true') show(sentence('early-slow'), true);
}, PATIENCE);

import('./main').catch(show);
