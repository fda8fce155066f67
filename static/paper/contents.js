import { make, the } from './dom.js';
import { around, tree, unfolded } from './outline.js';

/**
 * @import { Place, VersionFacts } from '../record/types.js'
 * @import { Branch } from './outline.js'
 * @import { Words } from './words.js'
 */

/** The table of contents: a tree that begins with the section one reads in sight. */
export class Contents {
  #words;
  #go;
  #box = the('contents', HTMLUListElement);
  #none = the('contents-none', HTMLElement);
  /** @type {Branch[]} */
  #roots = [];
  /** @type {Set<Branch>} */
  #open = new Set();
  /** @type {Map<Branch, HTMLLIElement>} */
  #lines = new Map();
  /** @type {Map<Element, Branch>} */
  #branches = new Map();
  /** @type {VersionFacts | null} */
  #facts = null;

  /** @param {Words} words @param {(place: Place) => void} go */
  constructor(words, go) {
    this.#words = words;
    this.#go = go;
    this.#box.addEventListener('click', (event) => this.#tap(event));
    this.#box.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {VersionFacts} facts @param {Place} here */
  show(facts, here) {
    this.#facts = facts;
    this.#roots = tree(facts.outline ?? []);
    this.#lines.clear();
    this.#branches.clear();
    const current = around(this.#roots, here);
    this.#open = unfolded(this.#roots, current);
    this.#box.hidden = !this.#roots.length;
    this.#none.hidden = this.#roots.length > 0;
    this.#lay();
    const line = current ? this.#lines.get(current) : this.#box.querySelector('li');
    if (current) line?.setAttribute('aria-current', 'true');
    if (line instanceof HTMLElement) line.tabIndex = 0;
    line?.scrollIntoView({ block: 'center' });
  }

  clear() {
    this.#box.replaceChildren();
  }

  /** Puts the lines in place that are not folded away. */
  #lay() {
    /** @param {Branch[]} branches @returns {HTMLLIElement[]} */
    const shown = (branches) => branches.flatMap((branch, at) => [
      this.#line(branch, at, branches.length), ...(this.#open.has(branch) ? shown(branch.branches) : []),
    ]);
    this.#box.replaceChildren(...shown(this.#roots));
  }

  /** @param {Branch} branch @param {number} at @param {number} of @returns {HTMLLIElement} */
  #line(branch, at, of) {
    const line = this.#lines.get(branch) ?? this.#make(branch, at, of);
    if (branch.branches.length) line.setAttribute('aria-expanded', String(this.#open.has(branch)));
    return line;
  }

  /** @param {Branch} branch @param {number} at @param {number} of @returns {HTMLLIElement} */
  #make(branch, at, of) {
    const { heading: { title, page, half }, level } = branch;
    const line = make('li');
    const [labels = []] = [this.#facts?.labels?.[page - 1]];
    const label = half ? labels[half - 1] : labels.join('-');
    const where = label ? this.#words.say('find.page', { label }) : this.#words.say('find.nth', { page });
    const twist = make('span', 'twist');
    twist.ariaHidden = 'true';
    line.append(twist, make('span', 'contents-title', title), make('span', 'contents-page', where));
    line.tabIndex = -1;
    line.style.setProperty('--level', String(Math.min(level, 6) - 1));
    const facts = { role: 'treeitem', 'aria-level': level, 'aria-posinset': at + 1, 'aria-setsize': of };
    for (const [name, value] of Object.entries(facts)) line.setAttribute(name, String(value));
    this.#lines.set(branch, line);
    this.#branches.set(line, branch);
    return line;
  }

  /** @param {Event} event */
  #tap({ target }) {
    const line = target instanceof Element ? target.closest('li') : null;
    const branch = line && this.#branches.get(line);
    if (!branch || !(target instanceof Element)) return;
    if (branch.branches.length && target.closest('.twist')) this.#fold(branch, this.#open.has(branch));
    else this.#leave(branch);
  }

  /** @param {Branch} branch */
  #leave({ heading: { page, half } }) {
    const version = this.#facts?.version ?? 0;
    this.#go(half ? { version, page, half } : { version, page });
  }

  /** @param {Branch} branch @param {boolean} away */
  #fold(branch, away) {
    if (away) this.#open.delete(branch);
    else this.#open.add(branch);
    this.#lay();
    this.#focus(branch);
  }

  /** @param {Branch | null | undefined} branch */
  #focus(branch) {
    const line = branch && this.#lines.get(branch);
    if (!line) return;
    for (const one of this.#box.querySelectorAll('[tabindex="0"]')) if (one instanceof HTMLElement) one.tabIndex = -1;
    line.tabIndex = 0;
    line.focus();
  }

  /** As trees are gone through everywhere. @param {KeyboardEvent} event */
  #key(event) {
    const line = document.activeElement;
    const branch = line && this.#branches.get(line);
    if (!branch) return;
    const open = this.#open.has(branch);
    const near = (/** @type {Element | null} */ one) => this.#focus(one ? this.#branches.get(one) : null);
    /** @type {Record<string, () => void>} */
    const deeds = {
      ArrowDown: () => near(line.nextElementSibling),
      ArrowUp: () => near(line.previousElementSibling),
      Home: () => near(this.#box.firstElementChild),
      End: () => near(this.#box.lastElementChild),
      ArrowRight: () => (open || !branch.branches.length ? this.#focus(branch.branches[0]) : this.#fold(branch, false)),
      ArrowLeft: () => (open && branch.branches.length ? this.#fold(branch, true) : this.#focus(branch.parent)),
      Enter: () => this.#leave(branch),
      ' ': () => this.#leave(branch),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }
}
