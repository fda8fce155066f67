import { wholePage } from './leaves.js';

/**
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Sheet } from './leaves.js'
 */

/** A paper as it is leafed through: its sheets in reading order. */
export class Book {
  facts;
  /** The place of each sheet, in reading order. @type {Place[]} */
  places;

  /** @param {VersionFacts} facts */
  constructor(facts) {
    this.facts = facts;
    this.places = Array.from({ length: facts.pages }, (_, i) => ({ version: facts.version, page: i + 1 }));
  }

  /** @param {Place} place @returns {number} the index of the sheet that shows it */
  indexOf(place) {
    return Math.min(Math.max(1, place.page), this.places.length) - 1;
  }

  /** @param {number} index of a sheet @returns {Sheet | null} null beyond the ends */
  sheet(index) {
    const place = this.places[index];
    return place ? wholePage(this.facts, place.page) : null;
  }
}
