/// What every sentence of a refusal owes its reader beside what is wrong and what to do: what was not lost.
import { describe, expect, it } from 'vitest';
import english from '$locales/en/problems.ftl?raw';
import lithuanian from '$locales/lt/problems.ftl?raw';

const SAYS_SO = {
  en: /\bkept\b|\blost\b|nothing (was|else)|no half|\bstays\b|untouched|not changed|still there|as before/i,
  lt: /išsaugot|neprarast|niekas|lieka|liks|nepakeist|neliko|nepaliest|neįrašyt|kaip buv|tebe/i,
};

/** The messages of a file, each with all its lines. */
function sentences(source: string): [string, string][] {
  const found = source.split(/\n(?=problem-)/).map((one): [string, string] => {
    const [id = '', ...words] = one.split(' = ');
    return [id, words.join(' = ')];
  });
  return found.filter(([id]) => id.startsWith('problem-') && id !== 'problem-detail');
}

describe.each([
  ['en', english],
  ['lt', lithuanian],
] as const)('problems in %s', (language, source) => {
  it('are all there', () => expect(sentences(source).length).toBeGreaterThan(100));

  it('say what was not lost', () => {
    const silent = sentences(source).filter(([, words]) => !SAYS_SO[language].test(words));
    expect(silent).toEqual([]);
  });
});
