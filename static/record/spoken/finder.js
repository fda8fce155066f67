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

  /** @param {Said} said @param {Place | null} near @returns {(Found & {order: number})[]} */
  #meant(said, near) {
    if (said.step) return near ? this.#step(said.step, near) : [];
    if (said.label !== null || said.sheet !== null) return this.#pages(said, near);
    const home = near ? chain(this.#spots.around(near) ?? null).at(-2) : undefined;
    return this.#spots.all.flatMap((spot) => {
      const score = target(spot, said);
      const same = home && chain(spot).includes(home) ? 2 : 0;
      return score > 0 ? [this.#found(spot.place, score + same, spot.order, spot)] : [];
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
    return [...this.#spots.papers.values()].flatMap((paper) => {
      const sections = this.#sections(paper, said);
      return sections.flatMap(({ spot, score }) => this.#numbered(said, spot, score, near));
    });
  }

  /** @param {Spot} paper @param {Said} said @returns {{spot: Spot, score: number}[]} */
  #sections(paper, said) {
    if (!limited(said)) return [{ spot: paper, score: 80 }];
    const whole = target(paper, said);
    if (whole > 0) return [{ spot: paper, score: whole }];
    const within = this.#spots.all.filter((spot) => spot.paper === paper.paper && spot !== paper);
    return within.map((spot) => ({ spot, score: target(spot, said) - 1 })).filter(({ score }) => score > 0);
  }

  /** @param {Said} said @param {Spot} spot @param {number} score @param {Place | null} near */
  #numbered({ label, sheet }, spot, score, near) {
    const { version, page: first } = spot.place;
    const labels = this.#ground.facts(version)?.labels ?? [];
    const found = [];
    for (let page = first; label !== null && page <= spot.until; page += 1) {
      const at = (labels[page - 1] ?? []).findIndex((one) => plain(one).replace(/^0+(?=[0-9])/, '') === label);
      if (at < 0) continue;
      const half = /** @type {1 | 2} */ (at + 1);
      const place = (labels[page - 1] ?? []).length > 1 ? { version, page, half } : { version, page };
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

  /** @param {Place} place @param {number} score @param {number} order @param {Spot} [spot] */
  #found(place, score, order, spot = this.#spots.around(place)) {
    const [paper, ...trail] = chain(spot ?? null).reverse();
    const label = this.#ground.facts(place.version)?.labels?.[place.page - 1] ?? [];
    return {
      place, paper: /** @type {Spot} */ (paper).paper, trail: trail.map(({ title }) => title),
      label: place.half ? (label[place.half - 1] ?? '') : label.join('-'), score, order,
    };
  }
}

/** @param {Said} said @returns {boolean} whether it says in what the page lies */
function limited({ bills, item, sections, names }) {
  return bills.length + sections.length + names.length > 0 || item !== null;
}

/**
 * How well a spot is what was asked for, 0 where it is not. Something that was said must be of the
 * spot itself and not only of what it lies in: the last section, else a name, else bill or item.
 * @param {Spot} spot @param {Said} said @returns {number} up to 100
 */
function target(spot, { bills, item, sections, names, guess }) {
  const spots = chain(spot);
  /** @type {number[]} */
  const parts = [];
  const innermost = sections.at(-1);
  let own = innermost ? holds(spot, innermost) : false;
  for (const section of sections) parts.push(spots.some((one) => holds(one, section)) ? 100 : 0);
  for (const [at, name] of names.entries()) {
    const grades = spots.map((one) => likeness(one, name));
    const grade = Math.max(...grades);
    if (!sections.length && at === names.length - 1) own = (grades[0] ?? 0) > 0 && grades[0] === grade;
    parts.push(grade);
  }
  for (const bill of bills) {
    const grades = spots.map((one) => about(one, bill));
    if (!sections.length && !names.length) own = (grades[0] ?? 0) > 0;
    parts.push(Math.max(...grades));
  }
  if (item !== null) {
    const grades = spots.map((one) => alike(one.item, item) * 95);
    if (!sections.length && !names.length && !bills.length) own = (grades[0] ?? 0) > 0;
    parts.push(Math.max(...grades));
  }
  if (!own || !parts.length || parts.includes(0)) return 0;
  return parts.reduce((sum, part) => sum + part, 0) / parts.length - (spots.length - 1) * 0.1 - (guess ? GUESSED : 0);
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
  if (first && same(first)) return 96 - (first.kind === '議案' ? 0 : plainly);
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
  return held >= 0.6 ? held * 70 : 0;
}
