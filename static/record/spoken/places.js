import { amount, plain, NUMBER } from './signs.js';

/**
 * @import { Item, Paper, Place, VersionFacts } from '../types.js'
 */

/**
 * Something in the meeting's papers that one can ask for: a paper, or a section of one.
 * @typedef {object} Spot
 * @property {Place} place where it begins
 * @property {number} until its last page
 * @property {Paper} paper
 * @property {string} title as it is shown
 * @property {string[]} names plain, as it may be asked for: title and how it sounds
 * @property {{kind: string, number: number}[]} bills
 * @property {{kind: string, number: number} | null} section
 * @property {number | null} item number in the order of the day, of papers
 * @property {string} about the item's title, plain: papers are asked for by it too
 * @property {{kind: string, number: number}[]} aboutBills bills of the item
 * @property {Spot | null} above
 * @property {number} order
 * @property {number} depth how many spots it lies in
 */

const BILLS = new RegExp(`((?:議員|委員会|委員長)?(?:提出)?(?:議案|請願|陳情|報告|認定|承認|同意|諮問|発議|発委|推薦|選挙|意見書案|意見案|決議案))第?(${NUMBER})号|第(${NUMBER})号(議案|請願|陳情)`, 'g');

/** @param {string} name plain @returns {{kind: string, number: number, start: number, end: number}[]} bills and where they are named */
export function billsAt(name) {
  return [...name.matchAll(BILLS)].map(({ 0: said, 1: kind, 2: number, 3: other, 4: after, index }) => (
    { kind: kind ?? after ?? '', number: amount(number ?? other ?? ''), start: index, end: index + said.length }));
}

/** @param {string} name plain @returns {{kind: string, number: number}[]} */
export function billsIn(name) {
  return billsAt(name).map(({ kind, number }) => ({ kind, number }));
}

/** The papers of a meeting with their sections, as they are asked for. */
export class Spots {
  /** @type {Spot[]} */
  all = [];
  /** Papers by version. @type {Map<number, Spot>} */
  papers = new Map();

  /**
   * @param {Paper[]} papers
   * @param {Item[]} agenda
   * @param {(version: number) => VersionFacts | undefined} facts
   */
  constructor(papers, agenda, facts) {
    const items = new Map(agenda.map((item) => [item.item, item]));
    for (const paper of papers) {
      const spot = this.#paper(paper, items.get(paper.item ?? 0));
      this.papers.set(paper.version, spot);
      this.#sections(spot, facts(paper.version));
    }
  }

  /** @param {Paper} paper @param {Item | undefined} item @returns {Spot} */
  #paper(paper, item) {
    const name = plain(paper.name);
    const about = plain(item?.title ?? '');
    return this.#add({
      place: { version: paper.version, page: 1 }, until: paper.pages, paper, title: paper.name,
      names: [name, ...sound(paper.reading)], bills: billsIn(name), section: null,
      item: item?.number ?? null, about, aboutBills: billsIn(about), above: null,
    });
  }

  /** @param {Spot} above @param {VersionFacts | undefined} facts */
  #sections(above, facts) {
    /** @type {{spot: Spot, level: number}[]} */
    const open = [];
    /** @param {number} level @param {number} page */
    const close = (level, page) => {
      while (open.length && (open.at(-1)?.level ?? 0) >= level) {
        const ended = open.pop();
        if (ended) ended.spot.until = Math.max(ended.spot.place.page, page - 1);
      }
    };
    for (const { level, title, page, half, kind, number, reading } of facts?.outline ?? []) {
      close(level, page);
      const name = plain(title);
      const bare = name.replace(new RegExp(`^第?${NUMBER}[款項目節章条]`), '');
      const spot = this.#add({
        place: half ? { version: above.paper.version, page, half } : { version: above.paper.version, page },
        until: above.until, paper: above.paper, title, names: [...new Set([name, bare, ...sound(reading)])].filter(Boolean),
        bills: billsIn(name), section: kind && number ? { kind, number } : null,
        item: null, about: '', aboutBills: [], above: open.at(-1)?.spot ?? above,
      });
      open.push({ spot, level });
    }
  }

  /** @param {Omit<Spot, 'order' | 'depth'>} spot @returns {Spot} */
  #add(spot) {
    const whole = { ...spot, order: this.all.length, depth: spot.above ? spot.above.depth + 1 : 0 };
    this.all.push(whole);
    return whole;
  }

  /** The innermost section in which a page lies, or its paper. @param {Place} place @returns {Spot | undefined} */
  around({ version, page }) {
    const around = this.all.filter((spot) => spot.place.version === version && spot.place.page <= page && page <= spot.until);
    return around.at(-1);
  }
}

/** @param {string | undefined} reading @returns {string[]} */
function sound(reading) {
  return reading ? [plain(reading)] : [];
}

/** @param {Spot | null} spot @returns {Spot[]} it and all that it lies in, innermost first */
export function chain(spot) {
  return spot ? [spot, ...chain(spot.above)] : [];
}
