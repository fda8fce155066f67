import { keep, read } from './habits.js';
import { Signal } from './signal.js';

/**
 * @import { Lineage } from './lineage.js'
 * @import { News } from './page_map.js'
 * @import { Paper } from './types.js'
 */

/**
 * What a person has read of a paper: the version whose news were all seen (`base`), and of a later one (`at`) the new
 * pages that were looked at, and those about which nothing more is to be said.
 * @typedef {{base: number, at: number, seen: number[], done: number[]}} Kept
 */

const READ = 'gijo-read';

/** What one person has read of each paper on this tablet, so that it can say what has changed since. */
export class LastRead {
  #person;
  #lineage;
  /** What one knew of each paper when this page was opened. @type {Map<number, number>} */
  #began = new Map();
  /** @type {Signal<number>} of a paper something was read */
  changed = new Signal();

  /** @param {number} person @param {Lineage} lineage */
  constructor(person, lineage) {
    this.#person = person;
    this.#lineage = lineage;
  }

  /** Whether it was replaced and one has not opened it, or not yet seen all that is new. @param {Paper} paper @returns {boolean} */
  waits({ paper, version, versions = [] }) {
    return versions.length > 1 && this.#kept(paper)?.base !== version;
  }

  /**
   * What is new since one read it, with whether that was looked at; empty where one never did, or knows it all.
   * @param {Paper} paper
   * @returns {(News & {seen: boolean})[]}
   */
  news(paper) {
    const kept = this.#kept(paper.paper);
    if (!kept || kept.base === paper.version) return [];
    const seen = new Set(this.#carried(kept, paper.version).seen);
    return (this.#lineage.news(kept.base) ?? []).map((one) => ({ ...one, seen: seen.has(one.page) }));
  }

  /** The version against which something is new for this person: the one that was read when the tablet was taken up, else the one before. @param {Paper} paper @returns {number | null} */
  since({ paper, version }) {
    const began = this.#began.get(paper) ?? this.#kept(paper)?.base ?? version;
    return began === version ? (this.#lineage.edition(version)?.from ?? null) : began;
  }

  /** Pages were looked at. @param {Paper} paper @param {number} version @param {number[]} pages */
  see(paper, version, pages) {
    const kept = this.#kept(paper.paper);
    if (!this.#began.has(paper.paper)) this.#began.set(paper.paper, kept?.base ?? version);
    if (!kept) return this.#keep(paper.paper, { base: version, at: version, seen: [], done: [] });
    if (version !== paper.version || kept.base === version) return;
    const now = this.#carried(kept, version);
    const seen = [...new Set([...now.seen, ...pages])];
    if (kept.at === version && seen.length === kept.seen.length) return;
    const news = this.#lineage.news(kept.base);
    const all = news?.every(({ page }) => seen.includes(page));
    this.#keep(paper.paper, { ...now, seen, ...(all && { base: version }) });
  }

  /** All of it is known now. @param {Paper} paper */
  finish({ paper, version }) {
    const kept = this.#kept(paper);
    if (kept) this.#keep(paper, { ...this.#carried(kept, version), base: version });
  }

  /** Whether a page of the newest version was put away as known. @param {Paper} paper @param {number} page @returns {boolean} */
  isDone({ paper, version }, page) {
    const kept = this.#kept(paper);
    return kept !== null && kept.at === version && kept.done.includes(page);
  }

  /** Nothing more is to be said about these pages. @param {Paper} paper @param {number[]} pages */
  done({ paper, version }, pages) {
    const kept = this.#kept(paper);
    const now = kept ? this.#carried(kept, version) : { base: version, at: version, seen: [], done: [] };
    this.#keep(paper, { ...now, done: [...new Set([...now.done, ...pages])] });
  }

  /** What was seen and put away of an earlier version holds for the pages that stayed the same. @param {Kept} kept @param {number} version @returns {Kept} */
  #carried(kept, version) {
    if (kept.at === version) return kept;
    const stayed = (/** @type {number[]} */ pages) => pages.flatMap((page) => {
      const became = this.#lineage.became({ version: kept.at, page });
      return became?.state === 'same' ? [became.place.page] : [];
    });
    return { base: kept.base, at: version, seen: stayed(kept.seen), done: stayed(kept.done) };
  }

  /** @param {number} paper @returns {Kept | null} */
  #kept(paper) {
    const kept = /** @type {Kept | undefined} */ (read(READ)[`${this.#person}/${paper}`]);
    return kept && Array.isArray(kept.seen) && Array.isArray(kept.done) ? kept : null;
  }

  /** @param {number} paper @param {Kept} kept */
  #keep(paper, kept) {
    keep(READ, `${this.#person}/${paper}`, kept);
    this.changed.send(paper);
  }
}
