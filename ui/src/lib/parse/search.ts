/** Whether every word of a search is too short for the index of texts, so that only the newest documents are looked at. */
export function isShort(text: string): boolean {
  const words = text.split(/[\s\p{Cc}]+/u).filter(Boolean);
  return words.length > 0 && words.every((word) => [...word].length < 3);
}
