import { rowsOf } from './flow.js';

/**
 * @import { Cell, Laid, Line } from './flow.js'
 */

/**
 * What is read one after the other: a heading, a paragraph, or a table's row with its cells.
 * @typedef {{kind: 'heading' | 'text' | 'row', level: 2 | 3, cells: string[]}} Block
 */

/** What begins a paragraph of its own, though the line before it is full. */
const BEGINS = new RegExp([
  '第[〇一二三四五六七八九十百0-9０-９]+[条章節款項]',
  '[（(][^）)]{1,14}[）)]$',
  '[⑴-⒇①-⑳㈠-㈩・○●◎※]',
  '[0-9０-９一二三四五六七八九十]{1,3}[　.．、]',
  '附　*則',
].map((one) => `^　*${one}`).join('|'), 'u');
/** The dots that lead the eye to a page number. */
const LEADER = /^[…‥・.．\s]{2,}$/u;
/** A page's printed number, and how near the edge of the page it stands, by the page's height. */
const NUMBER = /^[－ー―‐\-\s]*[0-9０-９一二三四五六七八九十ⅰ-ⅻivxlc]+[－ー―‐\-\s]*$/u;
const EDGE = 0.09;
/** A heading is larger than the text by so much, or so much larger. */
const LARGER = 1.12;
const FAR_LARGER = 1.5;
/** Longer than that it is no heading, characters. */
const LONGEST = 60;

/** Joins the lines of a page to what one reads: headings, paragraphs, rows of tables. @param {Line[]} lines in reading order @param {{width: number, height: number}} page pt @returns {Block[]} */
export function paragraphs(lines, page) {
  const numbers = lines.filter((line) => isNumber(line, page));
  const rows = rowsOf(lines.filter((line) => !LEADER.test(line.text) && !numbers.includes(line)), page);
  const body = commonest(lines);
  const margins = marginsOf(rows, body);
  const blocks = rows.flatMap((row) => {
    const [only] = row;
    if (!only || row.length > 1) return [tableRow(row)];
    return joined(only, (line) => margins.get(line.way) ?? line.to).map((part) => block(part, body));
  });
  // Wherever on the paper it stands, it would cut a sentence in two.
  return [...blocks, ...numbers.map(({ text }) => block({ text, size: body }, body))];
}

/** @param {Line} line @param {{height: number}} page */
function isNumber({ text, box }, { height }) {
  return NUMBER.test(text) && (box[1] > (1 - EDGE) * height || box[3] < EDGE * height);
}

/** @param {Cell[]} row @returns {Block} */
function tableRow(row) {
  const cells = row.map((cell) => {
    const end = Math.max(...cell.map(({ to }) => to));
    return joined(cell, () => end).map(({ text }) => text).join('\n');
  });
  return { kind: 'row', level: 3, cells };
}

/** @param {{text: string, size: number}} part @param {number} body the size of the text @returns {Block} */
function block({ text, size }, body) {
  const larger = size / body;
  const kind = larger >= LARGER && text.length <= LONGEST ? 'heading' : 'text';
  return { kind, level: larger >= FAR_LARGER ? 2 : 3, cells: [text] };
}

/** The size that most characters have, pt; 1 where there are none. @param {Line[]} lines @returns {number} */
function commonest(lines) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { size, text } of lines) counts.set(size, (counts.get(size) ?? 0) + text.length);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 1;
}

/** Where full lines of the text end, by the way they are read. @param {Cell[][]} rows @param {number} body @returns {Map<string, number>} */
function marginsOf(rows, body) {
  /** @type {Map<string, number>} */
  const margins = new Map();
  for (const { way, to, size } of rows.filter((row) => row.length === 1).flat(2)) {
    if (size > 0.9 * body) margins.set(way, Math.max(to, margins.get(way) ?? to));
  }
  return margins;
}

/** @param {Cell} cell @param {(line: Laid) => number} margin @returns {{text: string, size: number}[]} */
function joined(cell, margin) {
  /** @type {{text: string, size: number, last: Laid}[]} */
  const parts = [];
  for (const line of cell) {
    const part = parts.at(-1);
    if (!part || !goesOn(part.last, line, margin(part.last))) parts.push({ text: line.text.trim(), size: line.size, last: line });
    else Object.assign(part, { text: part.text + between(part.text, line.text) + line.text.trim(), last: line });
  }
  return parts;
}

/** Whether a line goes on with the sentence of the one before. @param {Laid} last @param {Laid} line @param {number} margin */
function goesOn(last, line, margin) {
  const full = last.to > margin - 1.6 * last.size;
  const alike = Math.abs(last.size - line.size) < 0.08 * last.size;
  const anew = line.from > last.from + 0.8 * line.size && /[。）)]$/u.test(last.text.trim());
  return full && alike && !anew && !BEGINS.test(line.text);
}

/** Words in Latin letters keep the blank that the line's end stood for. @param {string} one @param {string} other */
function between(one, other) {
  return /[\w,.;:]$/u.test(one) && /^\w/u.test(other) ? ' ' : '';
}
