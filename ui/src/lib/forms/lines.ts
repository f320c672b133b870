/// The lines of a form that always ends in a blank one to type into.

/**
 * Blank lines go to the end, so that the numbers of lines on screen are those of the request. A blank line that is there
 * stays the same one: a form nobody typed into is not changed by looking at it.
 */
export function tidied<Line>(lines: Line[], isBlank: (line: Line) => boolean, blank: () => Line): Line[] {
  return [...lines.filter((line) => !isBlank(line)), lines.find(isBlank) ?? blank()];
}
