// What is wrong with the page as it stands: a list of sentences, empty when nothing is.
const [ids, foreign] = arguments;
const done = arguments[arguments.length - 1];
const known = new Set(ids);
const strange = new Set(foreign);
const found = [];
const name = (one) => one.dataset.testid ?? one.id ?? '';
const tell = (one) => `<${one.tagName.toLowerCase()} ${name(one)}> “${(one.innerText ?? '').trim().slice(0, 40)}”`;
const shown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';

const sideways = document.scrollingElement;
if (sideways.scrollWidth > sideways.clientWidth) found.push(`the page is ${sideways.scrollWidth} wide in ${sideways.clientWidth}`);
for (const box of document.querySelectorAll('.content, .dialog-body, .frame')) {
  if (box.scrollWidth > box.clientWidth + 1) found.push(`${box.className} is ${box.scrollWidth} wide in ${box.clientWidth}`);
}

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentElement;
  if (parent && shown(parent) && !parent.closest('[lang]:not(html), script, style')) texts.push(walker.currentNode.data);
}
for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
  if (!shown(one)) continue;
  texts.push(...['aria-label', 'title', 'placeholder'].map((key) => one.getAttribute(key) ?? ''));
}
for (const text of texts.map((one) => one.trim())) {
  if (/[{}]/.test(text)) found.push(`a brace: “${text}”`);
  if (strange.has(text)) found.push(`not in this language: “${text}”`);
  for (const word of text.match(/[a-z]+(?:-[a-z0-9]+)+/g) ?? []) {
    if (known.has(word)) found.push(`the id of a message: “${word}”`);
  }
}

const FRAMES = 6;
const controls = 'a[href], button, input, select, textarea';
const inside = document.querySelector('[role=dialog]') ?? document.querySelector('#person-menu') ?? document;
const before = document.activeElement;

function hidden(one) {
  const box = one.getBoundingClientRect();
  if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) {
    return `is outside the window (${Math.round(box.left)}…${Math.round(box.right)} × ${Math.round(box.top)}…${Math.round(box.bottom)})`;
  }
  const across = box.left + box.width / 2;
  for (const down of [box.top + 2, box.top + box.height / 2, box.bottom - 2]) {
    const hit = document.elementFromPoint(across, down);
    if (hit && !one.contains(hit) && !hit.contains(one)) return `is covered by ${tell(hit)}`;
  }
  return '';
}

async function look() {
  for (const one of inside.querySelectorAll(controls)) {
    if (one.disabled || one.tabIndex < 0 || !shown(one) || one.classList.contains('skip')) continue;
    one.focus();
    // What a component does on focus is done before the next task; scrolling there takes a frame or two.
    await Promise.resolve();
    if (document.activeElement !== one) continue;
    for (let frames = 0; frames < FRAMES && hidden(one); frames += 1) await new Promise(requestAnimationFrame);
    const why = hidden(one);
    if (why) found.push(`${tell(one)} has the focus and ${why}`);
  }
  for (const box of document.querySelectorAll('.content, .dialog-body, .card, .frame')) box.scrollTo(0, 0);
  before?.focus?.({ preventScroll: true });
}
look().then(() => done(found), (fault) => done(String(fault)));
