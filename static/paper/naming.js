import { firstToLast } from './book.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Book } from './book.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 */

/** Names pages as they are spoken of: by the number printed there, else by their place in the file. */
export class PageNames {
  #meeting;
  #versions;
  #words;

  /** @param {Meeting} meeting @param {Versions} versions @param {Words} words */
  constructor(meeting, versions, words) {
    this.#meeting = meeting;
    this.#versions = versions;
    this.#words = words;
  }

  /**
   * 147ページ; in a paper whose other pages are numbered 3枚目.
   * @param {Place} place
   * @param {Book | null} [book] the paper as it is viewed, where several pages are seen there
   * @returns {string}
   */
  page(place, book = null) {
    const facts = this.#versions.now(place.version);
    const seen = book?.facts.version === place.version ? book : null;
    const printed = seen ? seen.printed(place) : facts ? printedOn(facts, place) : '';
    if (printed) return this.#words.say('find.page', { label: printed });
    const counted = (seen?.pagesAt(place) ?? [place.page]).join('-');
    const numbered = facts?.labels?.some((labels) => labels.length);
    return numbered ? this.#words.say('find.nth', { page: counted }) : this.#words.say('find.page', { label: counted });
  }

  /** The paper's name; of a version that was replaced, which one it is. @param {number} version @returns {string} '' where no paper is or was it */
  paper(version) {
    const { lineage } = this.#meeting;
    const name = lineage.paper(version)?.name ?? '';
    const number = lineage.isOld(version) ? lineage.edition(version)?.number : undefined;
    return number ? this.#words.say('replaced.named', { paper: name, number }) : name;
  }

  /** The paper's name and the page. @param {Place} place @param {Book | null} [book] @returns {string} */
  where(place, book = null) {
    return this.#words.say('where', { paper: this.paper(place.version), page: this.page(place, book) });
  }
}

/** @param {VersionFacts} facts @param {Place} place @returns {string} '' where no number is known */
function printedOn(facts, { page, half }) {
  const labels = facts.labels?.[page - 1] ?? [];
  return firstToLast(half ? labels.slice(half - 1, half) : labels);
}
