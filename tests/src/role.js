// The first visible element with the ARIA role and the accessible name given, or null.
const [role, name] = arguments;
const tags = {
  button: 'button, [type=button], [type=submit]',
  link: 'a[href]',
  heading: 'h1, h2, h3, h4, h5, h6',
  textbox: 'input:not([type]), [type=text], [type=search], textarea',
  combobox: 'select',
  checkbox: '[type=checkbox]',
  dialog: 'dialog',
  row: 'tr',
  main: 'main',
  navigation: 'nav',
};
const own = tags[role] ? `, :is(${tags[role]}):not([role])` : '';
const named = (element) => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
  const label = element.labels?.[0]?.innerText;
  return element.getAttribute('aria-label') ?? label ?? element.innerText ?? '';
};
const clean = (text) => text.replace(/\s+/g, ' ').trim();
return [...document.querySelectorAll(`[role="${role}"]${own}`)]
  .find((element) => element.getClientRects().length > 0 && clean(named(element)) === name) ?? null;
