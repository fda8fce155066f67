import { plain } from './signs.js';
import { understand } from './said.js';
import { Spots, chain } from './places.js';

/**
 * @import { Item, Paper, Place, VersionFacts } from '../types.js'
 * @import { Said } from './said.js'
 * @import { Spot } from './places.js'
 */

/**
 * A page that may be meant.
 * @typedef {object} Found
 * @property {Place} place
 * @property {Paper} paper
 * @property {string[]} trail titles of the sections it lies in, outermost first
 * @property {string} label printed number, or empty
 * @property {number} score
 */

/**
 * What the finder looks through.
 * @typedef {object} Ground
 * @property {Paper[]} papers
 * @property {Item[]} agenda
 * @property {(version: number) => VersionFacts | undefined} facts
 */

const MOST = 8;
/** Points for the paper one reads, and for the one all are shown. */
const [OPEN, CALLED] = [8, 5];
/** What is worth less: a bill or an item where only a number was said; and one whose number only begins so. */
const [GUESSED, BEGUN] = [40, 45];
/** What a page is worth that is only the nth of the file where its printed number is another. */
const ONLY_NTH = 35;

/** Finds the pages that somebody speaks of, the likeliest first. */
export class Finder {
  #ground;
  #spots;
  /** @type {Map<number, Map<string, Place[]>>} */
  #numbers = new Map();

  /** @param {Ground} ground */
  constructor(ground) {
    this.#ground = ground;
    this.#spots = new Spots(ground.papers, ground.agenda, ground.facts);
  }

  /**
   * @param {string} words
   * @param {{here?: Place | null, called?: Place | null}} standing
   * @returns {Found[]}
   */
  find(words, { here = null, called = null } = {}) {
    /** @type {Map<string, Found & {order: number}>} */
    const best = new Map();
    const near = here ?? called;
    for (const said of understand(words)) {
      for (const found of this.#meant(said, near)) {
        const { version } = found.place;
        found.score += (version === here?.version ? OPEN : 0) + (version === called?.version ? CALLED : 0);
        const key = `${version} ${found.place.page} ${found.place.half ?? 0}`;
        if ((best.get(key)?.score ?? 0) < found.score) best.set(key, found);
      }
    }
    const order = [...best.values()].sort((one, other) => other.score - one.score || one.order - other.order);
    return order.slice(0, MOST);
  }

  /** @param {Place} place @returns {Found | null} what stands there, null in a paper that isn't the meeting's */
  at(place) {
    return this.#spots.papers.has(place.version) ? this.#found(place, 0, 0) : null;
  }

  /** @param {string} words @returns {Item[]} what is meant of the order of the day and has no paper */
  items(words) {
    const ways = understand(words);
    const bare = this.#ground.agenda.filter(({ item }) => !this.#ground.papers.some((paper) => paper.item === item));
    return bare.filter(({ number, title, reading }) => ways.some(({ item, names }) => (
      item === number || names.some((name) => [title, reading ?? ''].some((one) => likened(plain(one), name) > 70)))));
  }

  /** @param {string} words @returns {string} the page number that is asked for and nothing else; '' where more or other is */
  pageAsked(words) {
    const [said] = understand(words);
    return said && !limited(said) ? (said.label ?? '') : '';
  }

  /** @param {Said} said @param {Place | null} near @returns {(Found & {order: number})[]} */
  #meant(said, near) {
    if (said.step) return near ? this.#step(said.step, near) : [];
    if (said.label !== null || said.sheet !== null) return this.#pages(said, near);
    const home = near ? chain(this.#spots.around(near) ?? null).at(-2) : undefined;
    return [...targets(this.#spots.all, said)].map(([spot, score]) => {
      const same = home && chain(spot).includes(home) ? 2 : 0;
      return this.#found(spot.place, score + same, spot.order, spot);
    });
  }

  /** @param {import('./said.js').Step} step @param {Place} near */
  #step(step, { version, page }) {
    const last = this.#spots.papers.get(version)?.paper.pages ?? page;
    const to = { next: page + 1, previous: page - 1, first: 1, last }[step];
    return to >= 1 && to <= last ? [this.#found({ version, page: to }, 100, 0)] : [];
  }

  /** The pages with a number, in the papers and sections that fit what else was said. @param {Said} said @param {Place | null} near */
  #pages(said, near) {
    const papers = [...this.#spots.papers.values()];
    if (!limited(said)) return papers.flatMap((paper) => this.#numbered(said, paper, 80, near));
    const scores = targets(this.#spots.all, said);
    return [...scores].flatMap(([spot, score]) => {
      // The paper itself is meant rather than a section of it that is called the same.
      const paper = this.#spots.papers.get(spot.place.version);
      if (spot !== paper && paper && scores.has(paper)) return [];
      return this.#numbered(said, spot, spot === paper ? score : score - 1, near);
    });
  }

  /** @param {Said} said @param {Spot} spot @param {number} score @param {Place | null} near */
  #numbered({ label, sheet }, spot, score, near) {
    const { version, page: first } = spot.place;
    const labels = this.#ground.facts(version)?.labels ?? [];
    const found = [];
    for (const place of this.#printed(version).get(label ?? '') ?? []) {
      const { page } = place;
      if (page < first || page > spot.until) continue;
      // Where numbers begin anew the one nearest to where one reads is likelier.
      const away = near?.version === version ? Math.min(3, Math.abs(page - near.page) / 100) : 0;
      found.push(this.#found(place, score - away, spot.order + page / 1e5));
    }
    const nth = sheet ?? Number(label);
    const inside = Number.isInteger(nth) && nth >= 1 && first + nth - 1 <= spot.until;
    if (inside && (sheet !== null || !found.length)) {
      const numbered = sheet === null && labels.slice(first - 1, spot.until).some((one) => one.length);
      found.push(this.#found({ version, page: first + nth - 1 }, score - (numbered ? ONLY_NTH : 2), spot.order));
    }
    return found;
  }

  /** Where each number is printed in a paper. @param {number} version @returns {Map<string, Place[]>} by the plain number */
  #printed(version) {
    const known = this.#numbers.get(version);
    if (known) return known;
    /** @type {Map<string, Place[]>} */
    const printed = new Map();
    for (const [at, labels] of (this.#ground.facts(version)?.labels ?? []).entries()) {
      for (const [side, label] of labels.entries()) {
        const key = plain(label).replace(/^0+(?=[0-9])/, '');
        const half = /** @type {1 | 2} */ (side + 1);
        const place = labels.length > 1 ? { version, page: at + 1, half } : { version, page: at + 1 };
        if (key) printed.set(key, [...(printed.get(key) ?? []), place]);
      }
    }
    this.#numbers.set(version, printed);
    return printed;
  }

  /** @param {Place} place @param {number} score @param {number} order @param {Spot} [spot] */
  #found(place, score, order, spot = this.#spots.around(place)) {
    const [paper, ...trail] = chain(spot ?? null).reverse();
    const label = this.#ground.facts(place.version)?.labels?.[place.page - 1] ?? [];
    return {
      place, paper: /** @type {Spot} */ (paper).paper, trail: trail.map(({ title }) => title),
      label: place.half ? (label[place.half - 1] ?? '') : label.filter(Boolean).join('-'), score, order,
    };
  }
}

/** @param {Said} said @returns {boolean} whether it says in what the page lies */
function limited({ bills, item, sections, names }) {
  return bills.length + sections.length + names.length > 0 || item !== null;
}

/**
 * How well each spot is what was asked for, 0 where it is not. All that was said must hold of the
 * spot or of what it lies in; and one thing of the spot itself: the last section, else the last
 * name, else a bill or the item.
 * @param {Spot[]} spots each behind what it lies in
 * @param {Said} said
 * @returns {Map<Spot, number>} up to 100
 */
function targets(spots, said) {
  const asked = demands(said);
  /** @type {Map<Spot, number[]>} */
  const best = new Map();
  /** @type {Map<Spot, number>} */
  const scores = new Map();
  for (const spot of spots) {
    const above = spot.above && best.get(spot.above);
    const own = asked.map((grade) => grade(spot));
    const all = own.map((grade, at) => Math.max(grade, above?.[at] ?? 0));
    best.set(spot, all);
    const decisive = own.at(-1) ?? 0;
    if (decisive === 0 || decisive < (all.at(-1) ?? 0) || all.includes(0)) continue;
    const mean = all.reduce((sum, part) => sum + part, 0) / all.length;
    scores.set(spot, mean - spot.depth * 0.1 - (said.guess ? GUESSED : 0));
  }
  return scores;
}

/**
 * What was said, each part as the grade it gives a spot by itself, 0 to 100; the decisive one last.
 * @param {Said} said
 * @returns {((spot: Spot) => number)[]}
 */
function demands({ bills, item, sections, names }) {
  return [
    ...(item === null ? [] : [(/** @type {Spot} */ spot) => alike(spot.item, item) * 95]),
    ...bills.map((bill) => (/** @type {Spot} */ spot) => about(spot, bill)),
    ...names.map((name) => (/** @type {Spot} */ spot) => likeness(spot, name)),
    ...sections.map((section) => (/** @type {Spot} */ spot) => (holds(spot, section) ? 100 : 0)),
  ];
}

/** @param {number | null} number @param {number} asked @returns {number} 1 for the same, less for one that begins so */
function alike(number, asked) {
  if (number === asked) return 1;
  return number !== null && String(number).startsWith(String(asked)) ? BEGUN / 100 : 0;
}

/** @param {Spot} spot @param {{kind: string, number: number}} section @returns {boolean} */
function holds(spot, { kind, number }) {
  return spot.section?.kind === kind && spot.section.number === number;
}

/** @param {Spot} spot @param {{kind: string, number: number}} bill @returns {number} 0 to 100 */
function about(spot, { kind, number }) {
  const same = (/** @type {{kind: string, number: number}} */ one) => one.number === number && (!kind || one.kind === kind);
  const plainly = kind ? 0 : 4;
  const first = spot.bills[0];
  // A section named so is the bill's explanation more often than the bill.
  if (first && same(first)) return (spot.above ? 88 : 96) - (first.kind === '議案' ? 0 : plainly);
  if (spot.bills.some(same)) return 70;
  if (spot.aboutBills[0] && same(spot.aboutBills[0])) return 80 - plainly;
  return first && (!kind || first.kind === kind) && alike(first.number, number) ? BEGUN : 0;
}

/** @param {Spot} spot @param {string} asked plain @returns {number} how much a spot's name is the one asked for, 0 to 98 */
function likeness(spot, asked) {
  const grades = spot.names.map((name, at) => likened(name, asked) - (at ? 1 : 0));
  return Math.max(0, ...grades, spot.about ? likened(spot.about, asked) - 12 : 0);
}

/** @param {string} name @param {string} asked @returns {number} */
function likened(name, asked) {
  if (name === asked) return 98;
  const share = Math.min(1, asked.length / name.length);
  if (name.startsWith(asked) || name.endsWith(asked)) return 86 + 6 * share;
  if (name.includes(asked)) return 80 + 6 * share;
  if (asked.length < 3) return 0;
  const pairs = [...asked].slice(1).map((sign, at) => `${asked[at]}${sign}`);
  const held = pairs.filter((pair) => name.includes(pair)).length / pairs.length;
  // A short word has a few of its pairs in many names by chance.
  return held >= (asked.length < 6 ? 0.8 : 0.6) ? held * 70 : 0;
}
