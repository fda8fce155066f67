/** Folding text as it is searched, as the server does it (meetings/domain/folding.py). */
import { dropped, kanji, marks, signs } from './folding_table.js';

/** The inside of a regex class. @param {string} ranges code points in hex @returns {string} */
function inClass(ranges) {
  return ranges.split(' ').map((pair) => pair.split('-').map((code) => `\\u{${code}}`).join('-')).join('');
}

const SIGNS = new RegExp(`[^${inClass(marks)}][${inClass(marks)}]+|[^]`, 'gu');
const DROPPED = new RegExp(`[${inClass(dropped)}]`, 'gu');
/** @type {Map<string, string>} */
const SAME = new Map();
for (const group of [...signs, ...kanji.split(' ')]) {
  const [first = '', ...others] = group;
  for (const other of others) SAME.set(other, first);
}

/** @param {string} text @returns {string} */
function same(text) {
  return Array.from(text, (sign) => SAME.get(sign) ?? sign).join('');
}

/** What each sign met so far without marks folds to. @type {Map<string, string>} */
const MET = new Map();

/** One sign with its marks; the order of the steps is the server's too. @param {string} sign @returns {string} */
function foldSign(sign) {
  const met = MET.get(sign);
  if (met !== undefined) return met;
  const plain = Array.from(same(sign).normalize('NFKC'), (letter) => letter.toLowerCase()).join('');
  const folded = same(plain).replace(DROPPED, '');
  if (sign.length === 1) MET.set(sign, folded);
  return folded;
}

/** A text folded, with the way back to the places in the text as it stands. */
export class Folded {
  /** Where the fold of each sign ends. @type {number[]} */
  #ends = [];
  /** Where each sign begins in the text as it stands, and where that ends. */
  #places = [0];

  /** @param {string} text */
  constructor(text) {
    this.text = '';
    for (const [sign] of text.matchAll(SIGNS)) {
      this.text += foldSign(sign);
      this.#ends.push(this.text.length);
      this.#places.push(/** @type {number} */ (this.#places.at(-1)) + sign.length);
    }
  }

  /**
   * The part of the text as it stands of a part, not empty, of the folded one.
   * @param {number} start @param {number} end
   * @returns {[number, number]}
   */
  span(start, end) {
    const first = this.#ends.findIndex((place) => place > start);
    const last = this.#ends.findIndex((place) => place >= end);
    return [this.#places[first] ?? 0, this.#places[last + 1] ?? 0];
  }

  /**
   * Where words stand, folded here, in places of the text as it stands; the longest word wins.
   * @param {string[]} words
   * @returns {[number, number][]}
   */
  find(words) {
    const longest = [...new Set(words.map(folded))].filter(Boolean).sort((a, b) => b.length - a.length);
    if (!longest.length) return [];
    const pattern = new RegExp(longest.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'gu');
    return Array.from(this.text.matchAll(pattern), ({ 0: word, index }) => this.span(index, index + word.length));
  }
}

/** @param {string} text @returns {string} */
export function folded(text) {
  return new Folded(text).text;
}
