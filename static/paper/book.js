import { besideEachOther, halfPage, wholePage } from './leaves.js';

/**
 * @import { Choice, Half, Place, VersionFacts } from '../record/types.js'
 * @import { Sheet } from './leaves.js'
 */

/** What one sheet shows: a page, a half of one, or two pages in reading order. @typedef {{pages: number[], half?: Half}} Opening */

/** A paper as it is leafed through in one of the ways to view it: its sheets in reading order. */
export class Book {
  facts;
  choice;
  /** The place of each sheet, in reading order. @type {Place[]} */
  places;
  #openings;
  /** The index of the first sheet that shows a page. @type {Map<number, number>} */
  #first = new Map();

  /** @param {VersionFacts} facts @param {Choice} choice */
  constructor(facts, choice) {
    this.facts = facts;
    this.choice = choice;
    this.#openings = openings(facts, choice);
    this.places = this.#openings.map(({ pages: [page = 1], half }) => ({ version: facts.version, page, ...(half && { half }) }));
    this.#openings.forEach(({ pages }, index) => {
      for (const page of pages) if (!this.#first.has(page)) this.#first.set(page, index);
    });
  }

  /** Whether one reads from right to left, as vertical writing does. @returns {boolean} */
  get rightBound() {
    return this.facts.binding === 'right';
  }

  /** @param {Place} place @returns {number} the index of the sheet that shows it */
  indexOf({ page, half }) {
    const index = this.#first.get(Math.min(Math.max(1, page), this.facts.pages)) ?? 0;
    return half === 2 && this.#openings[index]?.half ? index + 1 : index;
  }

  /** @param {Place} place @returns {number[]} the pages seen there, in reading order */
  pagesAt(place) {
    return this.#openings[this.indexOf(place)]?.pages ?? [place.page];
  }

  /** The numbers printed on what is seen there, such as 147-148; '' where none is known. @param {Place} place @returns {string} */
  printed(place) {
    const { pages = [], half } = this.#openings[this.indexOf(place)] ?? {};
    const labels = pages.map((page) => this.facts.labels?.[page - 1] ?? []);
    const all = half ? labels.flat().slice(half - 1, half) : labels.flat();
    return firstToLast(all);
  }

  /** @param {number} index of a sheet @returns {Sheet | null} null beyond the ends */
  sheet(index) {
    const opening = this.#openings[index];
    if (!opening) return null;
    const [page = 1, second] = opening.pages;
    if (opening.half) return halfPage(this.facts, page, this.rightBound !== (opening.half === 1));
    if (second) return besideEachOther(this.facts, this.rightBound ? [second, page] : [page, second]);
    return wholePage(this.facts, page);
  }
}

/** Printed numbers in short, such as 147-148; '' where none is known. @param {string[]} labels @returns {string} */
export function firstToLast(labels) {
  return [...new Set([labels.at(0) ?? '', labels.at(-1) ?? ''])].join('-');
}

/** @param {VersionFacts} facts @param {Choice} choice @returns {Opening[]} */
function openings(facts, choice) {
  const spreads = new Set(facts.spreads);
  /** @type {Opening[]} */
  const found = [];
  for (let page = 1; page <= facts.pages; page++) {
    if (spreads.has(page)) {
      if (choice === 'halves') found.push({ pages: [page], half: 1 }, { pages: [page], half: 2 });
      else found.push({ pages: [page] });
      continue;
    }
    let last = page;
    while (last < facts.pages && !spreads.has(last + 1)) last += 1;
    found.push(...(choice === 'double' ? pairs(facts, page, last) : singles(page, last)));
    page = last;
  }
  return found;
}

/** @param {number} from @param {number} to @returns {Opening[]} */
function singles(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ pages: [from + i] }));
}

/**
 * Pairs pages as they lie in the bound book: an even number and the odd one after it.
 * Where no page is numbered they are paired from the first.
 * @param {VersionFacts} facts
 * @param {number} from
 * @param {number} to
 * @returns {Opening[]}
 */
function pairs(facts, from, to) {
  let phase = from;
  for (let page = from; page <= to; page++) {
    const [label] = facts.labels?.[page - 1] ?? [];
    if (!label || !/^\d+$/.test(label)) continue;
    phase = page + Number(label);
    break;
  }
  /** @type {Opening[]} */
  const found = [];
  for (let page = from; page <= to; page++) {
    const opens = (page - phase) % 2 === 0 && page < to;
    found.push({ pages: opens ? [page, page + 1] : [page] });
    if (opens) page += 1;
  }
  return found;
}
