import { Finder } from '../record/spoken/finder.js';
import { make, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Found } from '../record/spoken/finder.js'
 * @import { Place } from '../record/types.js'
 * @import { TextSearch } from './text_search.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** The pad's keys, row by row: digits, and the words that stand beside numbers. */
const KEYS = ['1', '2', '3', '議案第', '4', '5', '6', '日程第', '7', '8', '9', '号', '-', '0', '頁', '款', '項', '目'];
/** Places one was at that are offered before anything is written. */
const MOST_RECENT = 8;
/** What the key 頁 writes. */
const PAGE = 'ページ';

/** One field that understands what is said in the chamber, and leads to the page meant. */
export class FindPanel {
  #meeting;
  #workspace;
  #versions;
  #words;
  #search;
  #dialog = the('find', HTMLDialogElement);
  #field = the('find-words', HTMLInputElement);
  #results = the('find-results', HTMLOListElement);
  #heading = the('find-heading', HTMLElement);
  /** @type {Finder | null} */
  #finder = null;
  /** @type {Found[]} */
  #found = [];

  /** @param {{meeting: Meeting, workspace: Workspace, versions: Versions, search: TextSearch, words: Words}} parts */
  constructor({ meeting, workspace, versions, search, words }) {
    this.#meeting = meeting;
    this.#workspace = workspace;
    this.#versions = versions;
    this.#words = words;
    this.#search = search;
    the('find-text', HTMLButtonElement).addEventListener('click', () => this.#seek());
    the('find-keys', HTMLElement).append(...KEYS.map((key) => this.#key(key)), this.#letters());
    the('find-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    the('find-erase', HTMLButtonElement).addEventListener('click', () => this.#write(-1));
    this.#field.addEventListener('input', () => this.#look());
    the('find-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const [first] = this.#found;
      if (first) this.#go(first.place);
      else if (this.#field.value.trim()) this.#seek();
    });
    this.#dialog.addEventListener('keydown', (event) => this.#step(event));
    versions.learnt.listen(() => {
      this.#finder = null;
      if (this.#dialog.open) this.#look();
    });
    meeting.changed.listen(() => { this.#finder = null; });
    document.addEventListener('keydown', (event) => this.#begin(event));
  }

  /** @param {string} [words] what the field begins with */
  open(words = '') {
    this.#field.value = words;
    this.#field.inputMode = words ? 'text' : 'none';
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
    this.#look();
  }

  /** Whoever types a digit on the page means a page. @param {KeyboardEvent} event */
  #begin(event) {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    if (event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^[0-9/]$/.test(event.key) || localStorage.getItem('gijo-keys') === 'off') return;
    event.preventDefault();
    this.open(event.key === '/' ? '' : event.key);
    this.#field.inputMode = 'text';
  }

  /** @param {string} key @returns {HTMLElement} */
  #key(key) {
    const button = make('button', /[0-9]/.test(key) ? 'control digit' : 'control', key === '頁' ? PAGE : key);
    button.type = 'button';
    button.addEventListener('click', () => this.#write(key === '頁' ? PAGE : key));
    return button;
  }

  /** The key that brings up the tablet's own keyboard. @returns {HTMLElement} */
  #letters() {
    const button = make('button', 'control wide', this.#words.say('find.letters'));
    button.type = 'button';
    button.addEventListener('click', () => {
      this.#field.inputMode = 'text';
      this.#field.blur();
      this.#field.focus();
    });
    return button;
  }

  /** Writes at the caret, or erases before it. @param {string | -1} text */
  #write(text) {
    const { selectionStart: start, selectionEnd: end, value } = this.#field;
    const [from, to] = [start ?? value.length, end ?? value.length];
    if (text === -1) this.#field.setRangeText('', from === to ? Math.max(0, from - 1) : from, to, 'end');
    else this.#field.setRangeText(text, from, to, 'end');
    this.#look();
  }

  #look() {
    const { here: open, called } = this.#workspace.active.standing;
    const { papers, agenda, lineage } = this.#meeting;
    // What is said in the chamber is meant of the papers as they are now.
    const here = open && lineage.onward(open);
    this.#finder ??= new Finder({ papers, agenda, facts: (version) => this.#versions.now(version) });
    const words = this.#field.value;
    this.#found = words.trim() ? this.#finder.find(words, { here, called }) : [];
    if (this.#found[0]) this.#workspace.active.view.foresee(this.#found[0].place);
    const bare = words.trim() && !this.#found.length ? this.#finder.items(words) : [];
    const lines = this.#found.map((found, at) => this.#line(found, at === 0));
    const items = bare.map(({ number, title }) => make('p', 'find-item', this.#words.say('find.no_paper', { number, title })));
    const more = words.trim() ? this.#seekers(words.trim()).map(listed) : this.#recent();
    this.#results.replaceChildren(...[...lines, ...items].map(listed), ...more);
    const none = words.trim() && !lines.length && !items.length;
    const label = none ? this.#finder.pageAsked(words) : '';
    const nothing = label ? 'find.no_page' : 'find.nothing';
    const heading = none ? nothing : words.trim() ? 'find.found' : 'find.recent';
    this.#heading.textContent = words.trim() || more.length ? this.#words.say(heading, { label }) : '';
  }

  /** Where one was before, the latest first. @returns {HTMLElement[]} */
  #recent() {
    const { past, ahead } = this.#workspace.active.standing;
    const left = [...past.toReversed(), ...ahead].slice(0, MOST_RECENT);
    return left.flatMap(({ place }) => {
      const found = this.#finder?.at(place);
      return found ? [listed(this.#line(found, false))] : [];
    });
  }

  /** @param {Found} found @param {boolean} likeliest @returns {HTMLElement} */
  #line(found, likeliest) {
    const { place, paper, trail, label } = found;
    const { version, page, half } = place;
    const button = make('button', likeliest ? 'control found likeliest' : 'control found');
    button.type = 'button';
    Object.assign(button.dataset, half ? { version, page, half } : { version, page });
    const number = label || this.#words.say('find.nth', { page: place.page });
    button.append(make('span', 'found-page', label ? this.#words.say('find.page', { label }) : number), make('span', 'found-paper', paper.name));
    if (trail.length) button.append(make('span', 'found-trail', trail.join(' › ')));
    button.addEventListener('click', () => this.#go(place));
    return button;
  }

  /** What is no page, bill or name may stand in the text: of this paper, or of any. @param {string} words @returns {HTMLElement[]} */
  #seekers(words) {
    const here = make('button', 'control found seeker', this.#words.say('search.in_paper', { words }));
    here.type = 'button';
    here.addEventListener('click', () => this.#seek());
    const all = make('a', 'control found seeker', this.#words.say('search.in_all', { words }));
    all.href = `/search?${new URLSearchParams({ q: words })}`;
    return this.#workspace.active.standing.here ? [here, all] : [all];
  }

  /** Looks for the words of the field in the open paper. */
  #seek() {
    this.#dialog.close();
    this.#search.open(this.#field.value.trim() || undefined);
  }

  /** @param {Place} place */
  #go(place) {
    this.#dialog.close();
    this.#workspace.active.navigator.go(place);
    this.#workspace.active.focus();
  }

  /** Up and down go through what was found. @param {KeyboardEvent} event */
  #step(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [this.#field, .../** @type {NodeListOf<HTMLElement>} */ (this.#results.querySelectorAll('button, a'))];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    stops[Math.min(Math.max(0, at + step), stops.length - 1)]?.focus();
  }
}

/** @param {HTMLElement} element @returns {HTMLElement} */
function listed(element) {
  const line = make('li');
  line.append(element);
  return line;
}
