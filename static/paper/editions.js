import { news } from '../record/page_map.js';
import { make, the } from './dom.js';
import { THUMBNAIL, pictureAddress } from './ladder.js';
import { when } from './replaced_bar.js';

/**
 * @import { Lineage } from '../record/lineage.js'
 * @import { LastRead } from '../record/last_read.js'
 * @import { News } from '../record/page_map.js'
 * @import { Edition, Paper, Place, VersionFacts } from '../record/types.js'
 * @import { Bookmark, Bookmarks } from './bookmarks.js'
 * @import { PageNames } from './naming.js'
 * @import { Words } from './words.js'
 */

/**
 * What the list leads to.
 * @typedef {object} Ways
 * @property {(place: Place) => void} go to a page of the newest version
 * @property {(place: Place) => void} read a page of a former one
 * @property {(paper: Paper) => Paper | undefined} errata
 * @property {(paper: Paper) => void} open
 */

/** @typedef {{lineage: Lineage, lastRead: LastRead, bookmarks: Bookmarks, names: PageNames, words: Words}} Parts */

/** What became of a paper: what changed since one read it, one's bookmarks on pages that are gone, and all its versions. */
export class Editions {
  #parts;
  #ways;
  #box = the('edition-list', HTMLElement);

  /** @param {Parts} parts @param {Ways} ways */
  constructor(parts, ways) {
    this.#parts = parts;
    this.#ways = ways;
  }

  /** @param {Paper} paper @param {VersionFacts | undefined} facts of its newest version @param {HTMLElement[]} tray what waits for a place */
  show(paper, facts, tray) {
    const parts = [tray, this.#news(paper, facts, tray), this.#left(paper), this.#all(paper, facts)];
    this.#box.replaceChildren(...parts.flatMap((part) => part));
  }

  clear() {
    this.#box.replaceChildren();
  }

  /** @param {Paper} paper @param {VersionFacts | undefined} facts @param {HTMLElement[]} tray @returns {HTMLElement[]} */
  #news(paper, facts, tray) {
    const { lastRead, words } = this.#parts;
    const fresh = lastRead.news(paper);
    if (!fresh.length) return [];
    const known = this.#button('control', words.say('replaced.all_known'), () => {
      lastRead.finish(paper);
      this.show(paper, facts, tray);
    });
    return [make('h3', '', words.say('replaced.since')), this.#pages(paper, facts, fresh), known];
  }

  /** @param {Paper} paper @param {VersionFacts | undefined} facts @param {(News & {seen?: boolean})[]} pages @returns {HTMLElement} */
  #pages(paper, facts, pages) {
    const { names, words } = this.#parts;
    const list = make('ul', 'news');
    list.append(...pages.map(({ page, state, seen }) => {
      const place = { version: paper.version, page };
      const button = this.#button('thumbnail', '', () => this.#ways.go(place));
      button.append(...this.#picture(facts, page), make('span', 'thumbnail-page', names.page(place)));
      button.append(make('span', 'replaced-badge', words.say(`replaced.${state}_page`)));
      if (seen) button.append(make('span', 'mark', words.say('replaced.seen')));
      const line = make('li');
      line.append(button);
      return line;
    }));
    return list;
  }

  /** @param {VersionFacts | undefined} facts @param {number} page @returns {HTMLElement[]} */
  #picture(facts, page) {
    if (!facts) return [];
    const [width, height] = facts.sizes[page - 1] ?? [595, 842];
    const picture = make('img');
    Object.assign(picture, { loading: 'lazy', decoding: 'async', alt: '' });
    [picture.width, picture.height] = [THUMBNAIL, Math.round((THUMBNAIL * height) / width)];
    picture.src = pictureAddress(facts.digest, page, THUMBNAIL);
    return [picture];
  }

  /** My bookmarks on pages that the newest version has not. @param {Paper} paper @returns {HTMLElement[]} */
  #left(paper) {
    const { lineage, bookmarks, names, words } = this.#parts;
    const gone = (paper.versions ?? []).filter(({ version }) => version !== paper.version)
      .flatMap(({ version }) => bookmarks.of(version))
      .filter(({ place }) => lineage.endsAt(place));
    if (!gone.length) return [];
    const list = make('ul');
    list.append(...gone.map((/** @type {Bookmark} */ { place, name }) => {
      const there = this.#button('control bookmark-go', '', () => this.#ways.read(place));
      there.append(make('span', 'found-page', names.page(place)), make('span', 'bookmark-name', name));
      const line = make('li', 'bookmark');
      const off = this.#button('control', words.say('bookmark.off'), () => {
        line.remove();
        void bookmarks.set(place, false, name);
      });
      line.append(there, off);
      return line;
    }));
    return [make('h3', '', words.say('replaced.bookmarks')), list];
  }

  /** All versions, the newest first. @param {Paper} paper @param {VersionFacts | undefined} facts @returns {HTMLElement[]} */
  #all(paper, facts) {
    const { words } = this.#parts;
    const editions = (paper.versions ?? []).toReversed();
    const list = make('ol', 'editions');
    list.append(...editions.map((edition) => this.#edition(paper, edition, facts)));
    return [make('h3', '', words.say('replaced.versions')), list];
  }

  /** @param {Paper} paper @param {Edition} edition @param {VersionFacts | undefined} facts @returns {HTMLElement} */
  #edition(paper, edition, facts) {
    const { lineage, words } = this.#parts;
    const line = make('li');
    const newest = edition.version === paper.version;
    const head = make('p', 'edition-head', words.say('replaced.edition', { number: edition.number, kind: words.say(`replaced.kind_${edition.kind}`), when: when(edition) }));
    if (newest) head.append(' ', make('strong', '', words.say('replaced.now')));
    line.append(head);
    const map = lineage.map(edition.version);
    if (map && edition.from) {
      const fresh = news([map]);
      const count = (/** @type {News['state']} */ state) => fresh.filter((one) => one.state === state).length;
      line.append(make('p', '', words.say('replaced.counts', { changed: count('changed'), inserted: count('inserted'), removed: map.removed.length })));
      // What one has not read yet stands above.
      if (newest && fresh.length && !this.#parts.lastRead.news(paper).length) line.append(this.#pages(paper, facts, fresh));
    }
    const sheet = newest ? this.#ways.errata(paper) : undefined;
    if (sheet) line.append(this.#button('control', words.say('replaced.errata'), () => this.#ways.open(sheet)));
    if (!newest) line.append(this.#button('control', words.say('replaced.read'), () => this.#ways.read({ version: edition.version, page: 1 })));
    return line;
  }

  /** @param {string} kind @param {string} word @param {() => void} deed @returns {HTMLButtonElement} */
  #button(kind, word, deed) {
    const button = make('button', kind, word);
    button.type = 'button';
    button.addEventListener('click', deed);
    return button;
  }
}
