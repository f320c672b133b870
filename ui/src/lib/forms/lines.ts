/// The lines of a form that always ends in a blank one to type into.
import type { Problem } from '$lib/api';

/**
 * Blank lines go to the end, so that the numbers of lines on screen are those of the request. A blank line that is there
 * stays the same one: a form nobody typed into is not changed by looking at it.
 */
export function tidied<Line>(lines: Line[], isBlank: (line: Line) => boolean, blank: () => Line): Line[] {
  return [...lines.filter((line) => !isBlank(line)), lines.find(isBlank) ?? blank()];
}

/**
 * A problem about a line of the request, told at that line on screen. The host counts the lines it was sent; where a form
 * leaves some of its lines out, that is another number. `places`: of each line that was sent, its number on screen.
 */
export function onScreen(problem: Problem, places: readonly number[]): Problem {
  const [, line, rest = ''] = /^lines\.(\d+)(\..+)?$/.exec(problem.subject ?? '') ?? [];
  const place = line === undefined ? undefined : places[Number(line)];
  return place === undefined ? problem : { ...problem, subject: `lines.${place}${rest}` };
}
