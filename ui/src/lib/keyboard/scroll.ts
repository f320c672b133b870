/// Lets the keyboard scroll what overflows: a box takes the focus only while there is more in it than it shows, and
/// what has the focus in it is seen whole.
import type { Attachment } from 'svelte/attachments';

/** WebKit leaves a field where it is when part of it shows, be it half under the bar. What a mouse presses stays put. */
const reveal = (event: FocusEvent) => {
  const one = event.target as HTMLElement;
  if (one !== event.currentTarget && one.matches(':focus-visible')) one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
};

export const scrollable: Attachment<HTMLElement> = (box) => {
  if (typeof ResizeObserver === 'undefined') return;
  const look = () => {
    const more = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (more) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(look);
  const watch = () => {
    sizes.disconnect();
    sizes.observe(box);
    for (const child of box.children) sizes.observe(child);
  };
  const children = new MutationObserver(watch);
  children.observe(box, { childList: true });
  watch();
  box.addEventListener('focusin', reveal);
  return () => {
    box.removeEventListener('focusin', reveal);
    sizes.disconnect();
    children.disconnect();
  };
};
