import { Spots } from '../record/spoken/places.js';
import { the } from './dom.js';
import { same } from './place.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { PageNames } from './naming.js'
 * @import { Navigator } from './navigator.js'
 * @import { Words } from './words.js'
 */

/** Tells a screen reader which page has come: paper, printed number, and the section it lies in. */
export class Announcer {
  #meeting;
  #names;
  #words;
  #box = the('announcer', HTMLElement);
  /** @type {Place | null} */
  #told = null;
  /** The sections of the paper spoken of last. @type {{facts: VersionFacts, spots: Spots} | null} */
  #known = null;

  /** @param {Meeting} meeting @param {PageNames} names @param {Words} words */
  constructor(meeting, names, words) {
    this.#meeting = meeting;
    this.#names = names;
    this.#words = words;
  }

  /** Says it once: a page drawn anew, since more is known of it or it stands in a newer version, is no other page. @param {Navigator} navigator @param {Place} place */
  tell({ book, still }, place) {
    const known = still || same(place, this.#told);
    this.#told = place;
    if (known) return;
    const where = this.#names.where(place, book);
    const section = book ? this.#section(book.facts, place) : '';
    this.#box.textContent = section ? this.#words.say('where_in', { where, section }) : where;
  }

  /** @param {VersionFacts} facts @param {Place} place @returns {string} '' outside of every section */
  #section(facts, place) {
    const paper = this.#meeting.paper(facts.version);
    if (!paper) return '';
    if (this.#known?.facts !== facts) this.#known = { facts, spots: new Spots([paper], [], () => facts) };
    const spot = this.#known.spots.around(place);
    return spot?.above ? spot.title : '';
  }
}
