import { make, part, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Place } from '../record/types.js'
 * @import { Words } from './words.js'
 * @import { PageNames } from './naming.js'
 * @import { Workspace } from './workspace.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);

/** What stands around the pages: title, state of the meeting, and the foot with page number and turning. */
export class Chrome {
  #meeting;
  #workspace;
  #names;
  #words;
  #rightBound = false;

  /** @param {Meeting} meeting @param {Workspace} workspace @param {PageNames} names @param {Words} words */
  constructor(meeting, workspace, names, words) {
    this.#meeting = meeting;
    this.#workspace = workspace;
    this.#names = names;
    this.#words = words;
    button('previous').addEventListener('click', () => workspace.active.navigator.turn(-1));
    button('next').addEventListener('click', () => workspace.active.navigator.turn(1));
    button('zoom').addEventListener('click', () => workspace.active.toggleZoom());
  }

  /** Says anew where we are. */
  show() {
    const { standing: { here }, navigator } = this.#workspace.active;
    the('paper-title', HTMLElement).textContent = (here && this.#names.paper(here.version)) || this.#words.say('no_paper_open');
    the('meeting-state', HTMLElement).textContent = this.#words.say(`state.${this.#meeting.facts.state}`);
    const number = button('page-number');
    part(number, 'span', HTMLElement).replaceChildren(...(here ? this.#number(here) : ['–']));
    number.setAttribute('aria-label', `${here ? this.#spoken(here) : ''} ${this.#words.say('find.title')}`.trim());
    for (const id of ['all-pages', 'zoom']) button(id).disabled = !here;
    button('previous').disabled = !navigator.has(-1);
    button('next').disabled = !navigator.has(1);
    this.#bind(navigator.book?.rightBound ?? false);
  }

  /** The printed number first, where there is another one than the file's. @param {Place} here @returns {(Node | string)[]} */
  #number(here) {
    const [counted, printed] = this.#numbers(here);
    return printed ? [make('span', 'printed', printed), ' ', make('small', '', counted)] : [counted];
  }

  /** @param {Place} here @returns {string} */
  #spoken(here) {
    const [counted, printed] = this.#numbers(here);
    return printed ? this.#words.say('page_printed', { printed, counted }) : counted;
  }

  /** @param {Place} here @returns {[string, string]} as counted in the file; as printed, or '' */
  #numbers(here) {
    const { pages, shown, book } = this.#workspace.active.navigator;
    const page = shown.join('-');
    const printed = book?.facts.version === here.version ? book.printed(here) : '';
    return [this.#words.say('page_of', { page, pages }), printed === page ? '' : printed];
  }

  /** The button for the next page stands where that page lies. @param {boolean} right whether the paper is bound at the right */
  #bind(right) {
    const [previous, number, next] = ['previous', 'page-number', 'next'].map(button);
    if (!previous || !number || !next || this.#rightBound === right) return;
    this.#rightBound = right;
    number.before(right ? next : previous);
    number.after(right ? previous : next);
    for (const [one, side] of /** @type {const} */ ([[previous, right], [next, !right]])) {
      part(one, 'use', SVGUseElement).setAttribute('href', side ? '#icon-right' : '#icon-left');
      one.classList.toggle('last', side);
    }
  }

  /** Says whether the zoom button enlarges or shows all. */
  showZoom() {
    const { zoomed } = this.#workspace.active.view.viewport;
    const word = button('zoom').querySelector('span');
    if (word) word.textContent = this.#words.say(zoomed ? 'turn.whole' : 'turn.wider');
  }
}
