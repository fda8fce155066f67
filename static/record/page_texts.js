import { keptWords, readWords } from './api.js';
import { Folded } from './folding.js';

/**
 * @import { PageLine } from './types.js'
 */

/** A part of a page, pt from its top left. @typedef {{x: number, y: number, width: number, height: number}} Part */

/** Pages whose text is kept in memory; a page of a budget book takes about 100 kB. */
const MOST_KEPT = 200;

/** The text of one page, with the place of every character. */
export class PageText {
  #lines;
  #folded;
  #text;
  /** Where each line begins in the text. @type {number[]} */
  #begins = [];

  /** @param {PageLine[]} lines in reading order */
  constructor(lines) {
    this.#lines = lines;
    this.#text = lines.map(({ text }) => text).join('\n');
    this.#folded = new Folded(this.#text);
    let at = 0;
    for (const { text } of lines) {
      this.#begins.push(at);
      at += text.length + 1;
    }
  }

  /** @returns {PageLine[]} in reading order */
  get lines() {
    return this.#lines;
  }

  /** Where words stand on the page: for each time, one box a line. @param {string[]} words @returns {Part[][]} */
  places(words) {
    return this.#folded.find(words).map(([start, end]) => this.#lines.flatMap((line, i) => {
      const begin = this.#begins[i] ?? 0;
      const [from, to] = [Math.max(0, start - begin), Math.min(line.text.length, end - begin)];
      return from < to ? [boxOf(line, from, to)] : [];
    }));
  }

  /**
   * The lines that hold the first of the words, and the words in them counted in code points.
   * @param {string[]} words
   * @returns {{line: string, marks: [number, number][]}}
   */
  firstLine(words) {
    const [[start, end] = [0, 0]] = this.#folded.find(words);
    const lines = this.#lines.filter(({ text }, i) => {
      const begin = this.#begins[i] ?? 0;
      return begin < end && begin + text.length > start;
    });
    const line = lines.map(({ text }) => text).join('');
    const count = (/** @type {number} */ place) => Array.from(line.slice(0, place)).length;
    return { line, marks: new Folded(line).find(words).map(([from, to]) => [count(from), count(to)]) };
  }
}

/** The box of a part of a line, also where it runs downwards. @param {PageLine} line @param {number} from UTF-16 @param {number} to @returns {Part} */
function boxOf({ text, box: [left, top, right, bottom], vertical, at }, from, to) {
  const edge = (/** @type {number} */ place) => at[Array.from(text.slice(0, place)).length] ?? 0;
  const [a, b] = [edge(from), edge(to)];
  const [first, length] = [Math.min(a, b), Math.abs(b - a)];
  return vertical
    ? { x: left, y: first, width: right - left, height: length }
    : { x: first, y: top, width: length, height: bottom - top };
}

/** The texts of pages that were fetched, the latest used kept. */
export class PageTexts {
  /** @type {Map<string, PageText>} by digest and page, least lately used first */
  #known = new Map();
  /** @type {Map<string, Promise<PageText>>} */
  #coming = new Map();

  /** What is already here. @param {string} digest @param {number} page @returns {PageText | undefined} */
  now(digest, page) {
    const key = `${digest}/${page}`;
    const text = this.#known.get(key);
    if (text) {
      this.#known.delete(key);
      this.#known.set(key, text);
    }
    return text;
  }

  /** Rejects where it can't be had now. @param {string} digest @param {number} page @returns {Promise<PageText>} */
  load(digest, page) {
    const known = this.now(digest, page);
    if (known) return Promise.resolve(known);
    const key = `${digest}/${page}`;
    const coming = this.#coming.get(key);
    if (coming) return coming;
    const asked = readWords(digest, page).then(({ lines }) => this.#keep(key, new PageText(lines)));
    this.#coming.set(key, asked);
    const gone = () => this.#coming.delete(key);
    asked.then(gone, gone);
    return asked;
  }

  /** All pages of a paper that are on this tablet, in page order, one after the other: they would fill the memory. @param {string} digest @param {number} pages @returns {AsyncGenerator<[number, PageText]>} */
  async *of(digest, pages) {
    for (let page = 1; page <= pages; page++) {
      const known = this.#known.get(`${digest}/${page}`);
      const kept = known ? undefined : await keptWords(digest, page);
      const text = known ?? (kept && new PageText(kept.lines));
      if (text) yield [page, text];
    }
  }

  /** @param {string} key @param {PageText} text @returns {PageText} */
  #keep(key, text) {
    this.#known.set(key, text);
    for (const old of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(old);
    }
    return text;
  }
}
