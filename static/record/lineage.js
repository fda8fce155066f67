import { readReplacement } from './api.js';
import { PageMap, news, through } from './page_map.js';
import { Signal } from './signal.js';

/**
 * @import { Edition, Paper, Place, ReplacementFacts } from './types.js'
 * @import { Became, News } from './page_map.js'
 */

/** @typedef {Pick<ReplacementFacts, 'version' | 'from' | 'map'>} Told */

/** The versions of the meeting's papers, and what became of each page from one to the next. */
export class Lineage {
  #papers;
  #read;
  /** What was told, by the version that took the place of another. @type {Map<number, Told>} */
  #told = new Map();
  /** @type {Map<number, PageMap>} */
  #maps = new Map();
  /** @type {Map<number, Promise<ReplacementFacts>>} */
  #asked = new Map();
  /** More is known of what a version replaced. @type {Signal<number>} */
  learnt = new Signal();

  /** @param {() => Paper[]} papers @param {(version: number) => Promise<ReplacementFacts>} [read] */
  constructor(papers, read = readReplacement) {
    this.#papers = papers;
    this.#read = read;
  }

  /** The paper that is or was this version. @param {number} version @returns {Paper | undefined} */
  paper(version) {
    return this.#papers().find((paper) => paper.version === version || paper.versions?.some((one) => one.version === version));
  }

  /** @param {number} version @returns {Edition | undefined} */
  edition(version) {
    return this.paper(version)?.versions?.find((one) => one.version === version);
  }

  /** Whether another version has taken its place. @param {number} version @returns {boolean} */
  isOld(version) {
    const paper = this.paper(version);
    return paper !== undefined && paper.version !== version;
  }

  /** What became of a place in the newest version; null while that is not known here. @param {Place} place @returns {{place: Place, state: Became['state']} | null} */
  became(place) {
    const maps = this.#mapsFrom(place.version);
    if (!maps) return null;
    const { page, state } = through(maps, place.page);
    const version = this.paper(place.version)?.version ?? place.version;
    return { place: { ...(state !== 'gone' && place), version, page }, state };
  }

  /** The place that stands for this one in the newest version, the nearest where there is none; itself while that is not known. @param {Place} place @returns {Place} */
  onward(place) {
    return this.isOld(place.version) ? (this.became(place)?.place ?? place) : place;
  }

  /** Where a page of the newest version stood before, in all versions that had it, the latest first. @param {Place} place @returns {Place[]} */
  origins({ version, page }) {
    /** @type {Place[]} */
    const found = [];
    let at = { version, page };
    for (let edition = this.edition(version); edition?.from; edition = this.edition(at.version)) {
      const before = this.map(at.version)?.was(at.page);
      if (!before) break;
      at = { version: edition.from, page: before };
      found.push(at);
    }
    return found;
  }

  /** When a page of the newest version became what it is: by which edition, and what it was before; null where it always was. @param {Place} place @returns {{edition: Edition, state: News['state'], before: Place | null} | null} */
  lastChange({ version, page }) {
    let [at, edition] = [page, this.edition(version)];
    while (edition?.from) {
      const map = this.map(edition.version);
      const was = map?.was(at) ?? null;
      if (map && was === null) return { edition, state: 'inserted', before: null };
      if (!map || was === null) return null;
      if (map.became(was).state === 'changed') return { edition, state: 'changed', before: { version: edition.from, page: was } };
      [at, edition] = [was, this.edition(edition.from)];
    }
    return null;
  }

  /** What is new since a version; null while that is not known here. @param {number} version @returns {News[] | null} */
  news(version) {
    const maps = this.#mapsFrom(version);
    return maps && (maps.length ? news(maps) : []);
  }

  /**
   * The replacement in which a page changed, and its number before that; where there were several the newest, with
   * the version the page is one of and what it became. Null where there is none.
   * @param {Place} place
   * @returns {(Place & {far?: {since: number, to: number}}) | null}
   */
  changeOf({ version, page }) {
    /** @type {Place[]} */
    const changes = [];
    const first = page;
    for (const next of this.#chain(version) ?? []) {
      const became = this.map(next)?.became(page);
      if (!became || became.state === 'gone') return null;
      if (became.state === 'changed') changes.push({ version: next, page });
      page = became.page;
    }
    const last = changes.at(-1);
    if (changes.length < 2 || !last) return last ?? null;
    return { version: this.paper(version)?.version ?? version, page: first, far: { since: version, to: page } };
  }

  /** Whether a page is one that the next version has not. @param {Place} place @returns {boolean} */
  endsAt({ version, page }) {
    const next = this.paper(version)?.versions?.find(({ from }) => from === version);
    return next !== undefined && this.map(next.version)?.became(page).state === 'gone';
  }

  /** What became of the pages by one replacement. @param {number} version that took the place of another @returns {PageMap | undefined} */
  map(version) {
    const known = this.#maps.get(version);
    const told = this.#told.get(version);
    if (known || !told) return known;
    const [old, fresh] = [this.edition(told.from), this.edition(version)];
    if (!old || !fresh) return undefined;
    const made = new PageMap(told.map, { from: old.pages, to: fresh.pages });
    this.#maps.set(version, made);
    return made;
  }

  /** A replacement as an entry or the server tells it. @param {Told} told */
  take(told) {
    this.#told.set(told.version, told);
    this.learnt.send(told.version);
  }

  /** Asks for what is not known yet of the replacements of some papers; what can't be had now is left. @param {Paper[]} papers */
  async learn(papers) {
    const missing = papers.flatMap(({ versions = [] }) => versions).filter(({ version, from }) => from && !this.#told.has(version));
    await Promise.allSettled(missing.map(async ({ version }) => this.take(await this.facts(version))));
  }

  /** All that is told of a replacement: why, since when, its errata sheet. @param {number} version @returns {Promise<ReplacementFacts>} */
  facts(version) {
    const asked = this.#asked.get(version);
    if (asked) return asked;
    const answer = this.#read(version);
    this.#asked.set(version, answer);
    answer.catch(() => this.#asked.delete(version));
    return answer;
  }

  /** The versions that came after one, the oldest first; null where they don't lead there. @param {number} version @returns {number[] | null} */
  #chain(version) {
    const chain = [];
    let at = this.paper(version)?.version ?? version;
    while (at !== version) {
      chain.unshift(at);
      const from = this.edition(at)?.from;
      if (!from) return null;
      at = from;
    }
    return chain;
  }

  /** @param {number} version @returns {PageMap[] | null} */
  #mapsFrom(version) {
    const maps = this.#chain(version)?.map((one) => this.map(one));
    return maps?.every((map) => map !== undefined) ? maps : null;
  }
}
