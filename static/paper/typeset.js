/** What no line begins with, and what none ends with. */
const NOT_FIRST = /^[、。，．,.・：；？！?!:;ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜ゝゞヽヾ）)」』】〕〉》］\]｝}〟”’…‥%％]/u;
const NOT_LAST = /[（(「『【〔〈《［[｛{〝“‘]$/u;
/** What stays together: words and numbers in Latin letters. */
const UNITS = /[A-Za-z0-9０-９][A-Za-z0-9０-９.,'’:/+\-%]*|[^]/gu;

/**
 * Cuts a text to lines as Japanese is set: nothing hangs over, no line begins with a full stop or ends with an
 * opening bracket, and numbers stay whole where they fit.
 * @param {string} text
 * @param {number} room the longest that a line may be
 * @param {(text: string) => number} measure the length of some text, in the measure of `room`
 * @returns {string[]}
 */
export function typeset(text, room, measure) {
  return text.split('\n').flatMap((paragraph) => {
    const units = (paragraph.match(UNITS) ?? []).flatMap((unit) => (measure(unit) > room ? [...unit] : [unit]));
    /** @type {string[][]} */
    const lines = [[]];
    for (const unit of units) {
      const line = /** @type {string[]} */ (lines.at(-1));
      if (!line.length || measure(line.join('') + unit) <= room) line.push(unit);
      else lines.push([...carried(line, unit), unit]);
    }
    return lines.map((line) => line.join(''));
  });
}

/** Takes from the end of a full line what must begin the next one before a unit. @param {string[]} line @param {string} unit @returns {string[]} */
function carried(line, unit) {
  /** @type {string[]} */
  const down = [];
  while (line.length > 1 && (NOT_FIRST.test(down[0] ?? unit) || NOT_LAST.test(line.at(-1) ?? ''))) {
    down.unshift(/** @type {string} */ (line.pop()));
  }
  // Where nothing else than such characters is left, they stand where they fall.
  if (NOT_FIRST.test(down[0] ?? '')) line.push(...down.splice(0));
  return down;
}
