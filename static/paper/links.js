import { readWords } from '../record/api.js';
import { mentionsOn, paperOfBill, paperOfFile } from '../record/spoken/mentions.js';
import { make, part } from './dom.js';
import { partOnSheet } from './leaves.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Part } from '../record/spoken/mentions.js'
 * @import { Paper, Place, WordsFacts } from '../record/types.js'
 * @import { Leaf, Spot } from './leaves.js'
 * @import { PageNames } from './naming.js'
 * @import { Pane } from './pane.js'
 * @import { Box } from './viewport.js'
 * @import { Words } from './words.js'
 */

/** Where it stands and leads; `rest` where it is the second part of one broken by a line's end. @typedef {{box: Box, place: Place, rest: boolean}} Link */

/** A page that is only leafed over is not asked for its links, ms. */
const REST = 350;

/**
 * The ways that lead on from the sheet shown: its own links, and the bills its text names. Addresses
 * of the web are none: there is no way out of the house. A tap follows; they take no pointer
 * themselves, so that pen and swipe go over them as over any other part of the page.
 */
export class Links {
  #pane;
  #meeting;
  #names;
  #words;
  #box;
  /** In pt of the sheet. @type {Link[]} */
  #links = [];
  #asked = 0;

  /** @param {Pane} pane @param {Meeting} meeting @param {{names: PageNames, words: Words}} speech */
  constructor(pane, meeting, { names, words }) {
    this.#pane = pane;
    this.#meeting = meeting;
    this.#names = names;
    this.#words = words;
    this.#box = part(pane.root, '.links', HTMLElement);
    pane.navigator.arrived.listen(() => {
      // Where only the version is another one, they stay until the new ones are known.
      if (!pane.navigator.still) this.#clear();
      void this.#ask();
    });
  }

  /**
   * Follows the link under a finger, the nearest where there are several.
   * @param {Spot} spot of the stage, CSS px
   * @param {number} reach how far beside it a finger still means it, CSS px
   * @returns {boolean} whether there was one
   */
  follow(spot, reach) {
    const { viewport } = this.#pane.view;
    const { x, y } = viewport.toSheet(spot.x, spot.y);
    const away = (/** @type {Link} */ { box }) => viewport.scale * Math.hypot(
      Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
    const [nearest] = this.#links.toSorted((one, other) => away(one) - away(other));
    if (!nearest || away(nearest) > reach) return false;
    this.#pane.navigator.go(nearest.place);
    return true;
  }

  /** Its pane is taken away. */
  close() {
    this.#asked += 1;
    this.#clear();
  }

  #clear() {
    this.#links = [];
    this.#box.replaceChildren();
  }

  async #ask() {
    const asked = this.#asked += 1;
    await new Promise((done) => { setTimeout(done, REST); });
    const { open } = this.#pane.view;
    if (asked !== this.#asked || !open) return;
    const { digest, version } = open.book.facts;
    const { leaves } = open.sheet;
    // A page without words, or no line: then there is nothing to follow.
    const found = await Promise.all(leaves.map(({ page }) => readWords(digest, page).catch(() => null)));
    if (asked !== this.#asked) return;
    this.#links = leaves.flatMap((leaf, at) => this.#on(leaf, version, found[at] ?? null));
    this.#lay(open.sheet);
  }

  /** @param {Leaf} leaf @param {number} version @param {WordsFacts | null} facts @returns {Link[]} */
  #on(leaf, version, facts) {
    if (!facts) return [];
    const own = facts.links.flatMap(({ box, page, file }) => {
      const paper = file ? paperOfFile(file, this.#meeting) : undefined;
      const place = page ? { version, page } : beginning(paper);
      return place ? [{ box: upright(box), place, rest: false }] : [];
    });
    const named = mentionsOn(facts).flatMap((bill) => {
      const place = beginning(paperOfBill(bill, this.#meeting));
      if (!place || place.version === version) return [];
      return bill.parts.map((part, at) => ({ box: within(part), place, rest: at > 0 }));
    });
    return [...own, ...named].flatMap(({ box, ...link }) => {
      const seen = partOnSheet(leaf, box);
      return seen ? [{ box: seen, ...link }] : [];
    });
  }

  /** @param {{width: number, height: number}} sheet */
  #lay({ width, height }) {
    const share = (/** @type {number} */ length, /** @type {number} */ whole) => `${(100 * length) / whole}%`;
    this.#box.replaceChildren(...this.#links.map(({ box, place, rest }) => {
      const button = make('button', 'link');
      button.type = 'button';
      // Told and reached by keys once, at its beginning.
      if (rest) Object.assign(button, { tabIndex: -1, ariaHidden: 'true' });
      button.setAttribute('aria-label', this.#words.say('link', { where: this.#names.where(place) }));
      Object.assign(button.style, {
        left: share(box.x, width), top: share(box.y, height), width: share(box.width, width), height: share(box.height, height),
      });
      button.addEventListener('click', () => this.#pane.navigator.go(place));
      return button;
    }));
  }
}

/** @param {Paper | undefined} paper @returns {Place | null} */
function beginning(paper) {
  return paper ? { version: paper.version, page: 1 } : null;
}

/** @param {[number, number, number, number]} box two corners @returns {Box} */
function upright([left, top, right, bottom]) {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where some characters of a line stand. @param {Part} part @returns {Box} pt of the page */
function within({ line: { box, at, vertical }, start, end }) {
  const [from, to] = [at[start] ?? 0, at[end] ?? 0].toSorted((one, other) => one - other);
  const [left, top, right, bottom] = box;
  return vertical ? upright([left, from ?? top, right, to ?? bottom]) : upright([from ?? left, top, to ?? right, bottom]);
}
