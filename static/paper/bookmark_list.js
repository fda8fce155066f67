import { Finder } from '../record/spoken/finder.js';
import { make, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Found } from '../record/spoken/finder.js'
 * @import { Place } from '../record/types.js'
 * @import { Bookmark, Bookmarks } from './bookmarks.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 */

/** My bookmarks: those of the open paper, then those of the meeting's other papers; each can be named and taken off. */
export class BookmarkList {
  #meeting;
  #versions;
  #bookmarks;
  #words;
  #go;
  #box = the('bookmark-list', HTMLElement);

  /**
   * @param {{meeting: Meeting, versions: Versions, bookmarks: Bookmarks, words: Words}} parts
   * @param {(place: Place) => void} go
   */
  constructor({ meeting, versions, bookmarks, words }, go) {
    this.#meeting = meeting;
    this.#versions = versions;
    this.#bookmarks = bookmarks;
    this.#words = words;
    this.#go = go;
  }

  /** @param {number} version the open paper */
  show(version) {
    const { papers, agenda } = this.#meeting;
    const finder = new Finder({ papers, agenda, facts: (one) => this.#versions.now(one) });
    const open = papers.filter((paper) => paper.version === version);
    const groups = [...open, ...papers.filter((paper) => paper.version !== version)].flatMap((paper) => {
      const lines = this.#bookmarks.of(paper.version).map((bookmark) => this.#line(bookmark, finder.at(bookmark.place)));
      if (!lines.length) return [];
      const list = make('ul');
      list.append(...lines);
      return [make('h3', '', paper.name), list];
    });
    this.#box.replaceChildren(...(groups.length ? groups : [make('p', 'overview-none', this.#words.say('bookmark.none'))]));
  }

  clear() {
    this.#box.replaceChildren();
  }

  /** @param {Bookmark} bookmark @param {Found | null} found what stands there @returns {HTMLElement} */
  #line({ place, name }, found) {
    const where = found?.label ? this.#words.say('find.page', { label: found.label }) : this.#words.say('find.nth', { page: place.page });
    const line = make('li', 'bookmark');
    const there = this.#button('control bookmark-go', '', () => this.#go(place));
    const title = make('span', 'bookmark-name', name || found?.trail.at(-1) || '');
    there.append(make('span', 'found-page', where), title);
    const rename = this.#button('control', this.#words.say('bookmark.rename'), () => this.#ask(line, place, title, rename));
    const off = this.#button('control', this.#words.say('bookmark.off'), () => {
      const back = line.classList.toggle('off');
      off.textContent = this.#words.say(back ? 'bookmark.back' : 'bookmark.off');
      void this.#bookmarks.set(place, !back);
    });
    line.append(there, rename, off);
    return line;
  }

  /** Asks for a bookmark's name in its line. @param {HTMLElement} line @param {Place} place @param {HTMLElement} title @param {HTMLElement} rename */
  #ask(line, place, title, rename) {
    const form = make('form', 'bookmark-form');
    const field = make('input');
    field.maxLength = 80;
    field.value = this.#bookmarks.at(place)?.name ?? '';
    field.placeholder = title.textContent ?? '';
    field.setAttribute('aria-label', this.#words.say('bookmark.name'));
    const done = make('button', 'control primary', this.#words.say('bookmark.done'));
    form.append(field, done);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (name) title.textContent = name;
      form.replaceWith(rename);
      rename.focus();
      line.classList.remove('naming');
      void this.#bookmarks.set(place, true, name);
    });
    line.classList.add('naming');
    rename.replaceWith(form);
    field.focus();
  }

  /** @param {string} kind @param {string} word @param {() => void} deed @returns {HTMLButtonElement} */
  #button(kind, word, deed) {
    const button = make('button', kind, word);
    button.type = 'button';
    button.addEventListener('click', deed);
    return button;
  }
}
