/**
 * @import { PageLine } from './types.js'
 */

/** @typedef {{x: number, y: number}} Spot */
/** A character of a page: its line, and which one of that. @typedef {{line: number, letter: number}} Letter */
/**
 * Some words that follow one another: for each line the middle of its beginning and of its end, pt; how high the
 * lines are at most; and the words.
 * @typedef {{pairs: [Spot, Spot][], height: number, text: string}} Range
 */

/** What is marked as a whole wherever one touches it: numbers, and words in Latin letters. */
const WHOLE = /[A-Za-z0-9０-９.,．，]/u;

/** Beside the end of its line a hand still means that line, and not the longer one above it: so much less it counts. */
const ACROSS = 6;

/** The character at a spot of a page, else the nearest. @param {PageLine[]} lines in reading order @param {Spot} spot pt @returns {Letter | null} null where there are none */
export function letterAt(lines, spot) {
  /** @type {{line: number, away: number} | null} */
  let best = null;
  lines.forEach(({ text, vertical, box: [left, top, right, bottom] }, line) => {
    const [dx, dy] = [Math.max(left - spot.x, 0, spot.x - right), Math.max(top - spot.y, 0, spot.y - bottom)];
    const away = vertical ? Math.hypot(dy, ACROSS * dx) : Math.hypot(dx, ACROSS * dy);
    if (text.trim() && (!best || away < best.away)) best = { line, away };
  });
  const found = /** @type {{line: number, away: number} | null} */ (best);
  if (!found) return null;
  const { at, vertical } = /** @type {PageLine} */ (lines[found.line]);
  const along = vertical ? spot.y : spot.x;
  let letter = 0;
  for (let i = 0; i + 1 < at.length; i += 1) if (outside(at, i, along) < outside(at, letter, along)) letter = i;
  return { line: found.line, letter };
}

/** All words from one character to another, both among them, whichever comes first. @param {PageLine[]} lines @param {Letter} one @param {Letter} other @returns {Range} */
export function rangeOf(lines, one, other) {
  const turned = one.line > other.line || (one.line === other.line && one.letter > other.letter);
  const [from, to] = turned ? [other, one] : [one, other];
  const parts = lines.slice(from.line, to.line + 1).flatMap((line, i) => {
    const letters = Array.from(line.text);
    const last = letters.length - 1;
    const begin = i === 0 ? widened(letters, from.letter, -1) : 0;
    const end = from.line + i === to.line ? widened(letters, to.letter, 1) : last;
    const text = letters.slice(begin, end + 1).join('');
    return text.trim() ? [{ ...ends(line, begin, end + 1), text }] : [];
  });
  return {
    pairs: parts.map(({ pair }) => pair),
    height: Math.max(0, ...parts.map(({ high }) => high)),
    text: parts.map(({ text }) => text).join('\n'),
  };
}

/** How far a place along a line lies outside one of its characters. @param {number[]} at @param {number} letter @param {number} along @returns {number} */
function outside(at, letter, along) {
  const [a, b] = [at[letter] ?? 0, at[letter + 1] ?? 0];
  return Math.max(Math.min(a, b) - along, 0, along - Math.max(a, b));
}

/** @param {string[]} letters @param {number} from @param {1 | -1} step @returns {number} the last character of the number or word there */
function widened(letters, from, step) {
  if (!WHOLE.test(letters[from] ?? '')) return from;
  let at = from;
  while (WHOLE.test(letters[at + step] ?? '')) at += step;
  return at;
}

/** @param {PageLine} line @param {number} from @param {number} to @returns {{pair: [Spot, Spot], high: number}} */
function ends({ box: [left, top, right, bottom], vertical, at }, from, to) {
  const [a, b] = [at[from] ?? 0, at[to] ?? at.at(-1) ?? 0];
  if (vertical) {
    const x = (left + right) / 2;
    return { pair: [{ x, y: a }, { x, y: b }], high: right - left };
  }
  const y = (top + bottom) / 2;
  return { pair: [{ x: a, y }, { x: b, y }], high: bottom - top };
}
