/// Lets the keyboard scroll what overflows: a box takes the focus only while there is more in it than it shows.
import type { Attachment } from 'svelte/attachments';

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
  return () => {
    sizes.disconnect();
    children.disconnect();
  };
};
