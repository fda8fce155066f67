/**
 * @import { PageRun } from './types.js'
 */

/** A page that is new against before. @typedef {{page: number, state: 'changed' | 'inserted'}} News */

/**
 * What became of a page: where it is now and whether it still says the same; of one that is gone, the nearest that stayed.
 * @typedef {{page: number, state: 'same' | 'changed' | 'gone'}} Became
 */

/** What became of each page of one version in the next. */
export class PageMap {
  /** @type {Map<number, Became>} */
  #kept = new Map();
  /** @type {Map<number, number>} */
  #back = new Map();
  pages;

  /** @param {PageRun[]} runs @param {{from: number, to: number}} pages of the former version and of the newer one */
  constructor(runs, pages) {
    this.pages = pages;
    for (const { from, to, n, state } of runs) {
      if (!to || (state !== 'same' && state !== 'changed')) continue;
      for (let i = 0; i < n; i += 1) {
        this.#kept.set(from + i, { page: to + i, state });
        this.#back.set(to + i, from + i);
      }
    }
  }

  /** @param {number} page of the former version @returns {Became} */
  became(page) {
    const kept = this.#kept.get(page);
    if (kept) return kept;
    for (let away = 1; away <= this.pages.from; away += 1) {
      const near = this.#kept.get(page - away) ?? this.#kept.get(page + away);
      if (near) return { page: near.page, state: 'gone' };
    }
    return { page: 1, state: 'gone' };
  }

  /** @param {number} page of the newer version @returns {number | null} the page it was before */
  was(page) {
    return this.#back.get(page) ?? null;
  }

  /** Pages of the former version that the newer one has not. @returns {number[]} */
  get removed() {
    return all(this.pages.from).filter((page) => !this.#kept.has(page));
  }

  /** Pages of the newer version that the former one had not. @returns {number[]} */
  get inserted() {
    return all(this.pages.to).filter((page) => !this.#back.has(page));
  }
}

/**
 * What became of a page through several replacements, the oldest first.
 * @param {PageMap[]} maps
 * @param {number} page
 * @returns {Became}
 */
export function through(maps, page) {
  return maps.reduce((/** @type {Became} */ { page: at, state }, map) => {
    const next = map.became(at);
    const worst = [state, next.state].includes('gone') ? 'gone' : [state, next.state].includes('changed') ? 'changed' : 'same';
    return { page: next.page, state: worst };
  }, { page, state: 'same' });
}

/**
 * What is new in the last of several replacements against before the first: pages that changed, and that were put in.
 * @param {PageMap[]} maps the oldest first, one at least
 * @returns {News[]} in the order of the newest pages
 */
export function news(maps) {
  return all(maps.at(-1)?.pages.to ?? 0).flatMap(/** @returns {News[]} */ (page) => {
    let [at, changed] = [/** @type {number | null} */ (page), false];
    for (const map of maps.toReversed()) {
      const before = at === null ? null : map.was(at);
      if (before !== null) changed ||= map.became(before).state === 'changed';
      at = before;
    }
    if (at === null) return [{ page, state: 'inserted' }];
    return changed ? [{ page, state: 'changed' }] : [];
  });
}

/** @param {number} pages @returns {number[]} */
function all(pages) {
  return Array.from({ length: pages }, (_, i) => i + 1);
}
