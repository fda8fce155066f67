import { part, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);

/** What stands around the pages: title, state of the meeting, and the foot with page number and turning. */
export class Chrome {
  #meeting;
  #workspace;
  #words;

  /** @param {Meeting} meeting @param {Workspace} workspace @param {Words} words */
  constructor(meeting, workspace, words) {
    this.#meeting = meeting;
    this.#workspace = workspace;
    this.#words = words;
    button('previous').addEventListener('click', () => workspace.active.navigator.turn(-1));
    button('next').addEventListener('click', () => workspace.active.navigator.turn(1));
    button('zoom').addEventListener('click', () => workspace.active.toggleZoom());
  }

  /** Says anew where we are. */
  show() {
    const { standing: { here }, navigator: { pages } } = this.#workspace.active;
    const paper = here && this.#meeting.paper(here.version);
    the('paper-title', HTMLElement).textContent = paper?.name ?? this.#words.say('no_paper_open');
    the('meeting-state', HTMLElement).textContent = this.#words.say(`state.${this.#meeting.facts.state}`);
    const number = button('page-number');
    const told = here ? this.#words.say('page_of', { page: here.page, pages }) : '–';
    part(number, 'span', HTMLElement).textContent = told;
    number.setAttribute('aria-label', `${told} ${this.#words.say('find.title')}`);
    for (const id of ['all-pages', 'zoom']) button(id).disabled = !here;
    button('previous').disabled = !here || here.page <= 1;
    button('next').disabled = !here || here.page >= pages;
  }

  /** Says whether the zoom button enlarges or shows all. */
  showZoom() {
    const { zoomed } = this.#workspace.active.view.viewport;
    const word = button('zoom').querySelector('span');
    if (word) word.textContent = this.#words.say(zoomed ? 'turn.whole' : 'turn.wider');
  }

  /** Tells a screen reader which page has come. @param {{version: number, page: number}} place */
  announce({ version, page }) {
    const paper = this.#meeting.paper(version)?.name ?? '';
    the('announcer', HTMLElement).textContent = this.#words.say('where', { paper, page });
  }
}
